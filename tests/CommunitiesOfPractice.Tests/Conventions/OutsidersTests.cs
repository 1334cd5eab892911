using System.Reflection;
using CommunitiesOfPractice.Testing;
using CommunitiesOfPractice.Tests.Gatherings;
using CommunitiesOfPractice.Tests.Practice;
using FsCheck.Fluent;
using static CommunitiesOfPractice.Tests.Practice.NoteScenario;

namespace CommunitiesOfPractice.Tests.Conventions;

/// <summary>
/// Law 3 over every act of every stream: a closed list says whose each is, and somebody who is no acting member does only what it
/// leaves them.
/// </summary>
public sealed class OutsidersTests
{
    private static readonly Instant Ahead = Instant.FromUtc(2030, 1, 1, 0, 0);
    private static readonly FreeText Words = "Because it is so.";

    // For acting members only. Some are open to others in part, as the law says of each: one's own appeal or offer is withdrawn,
    // an office that is open to outsiders is stood for and offered to, and an observer who asked looks after their question.
    private static readonly Type[] ActingMembers =
    [
        typeof(Invite), typeof(RevokeInvitation), typeof(ApproveRequest), typeof(DeclineRequest), typeof(TakeLeave),
            typeof(Accompany), typeof(NoticeDormancy), typeof(SayWords),
        typeof(Propose), typeof(PetitionFor), typeof(SignPetition), typeof(Withdraw), typeof(Extend), typeof(CallAgain),
            typeof(Integrate), typeof(Reopen), typeof(StateOutcome),
        typeof(Vote), typeof(TakePart), typeof(ObjectTo), typeof(SecondObjection), typeof(TestObjection), typeof(StandAside),
            typeof(DeclareInterest), typeof(GiveProxy), typeof(Conclude), typeof(AnswerAdvice),
        typeof(CommitLot), typeof(RevealSeed), typeof(GiveCastingVoice), typeof(CountBack), typeof(Stand), typeof(OfferToServe),
            typeof(WouldStillServe),
        typeof(TakeOnGathering), typeof(InviteGuest), typeof(ChangeCapacity), typeof(ReviseGathering), typeof(MoveGathering),
            typeof(CancelGathering), typeof(SayWhoCame),
        typeof(SettleQuestion), typeof(ReopenQuestion), typeof(PointToQuestion), typeof(PointQuestionToNote),
            typeof(StopPointing), typeof(SettleReport), typeof(CarryQuestion),
    ];

    private static readonly Type[] Acts =
        [.. typeof(Act).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Act)) && !t.IsAbstract)];

    // In a capacity, whose evidence says who acts and for whom.
    private static readonly Type[] InACapacity = [.. Acts.Where(t => t.GetProperty("By")?.PropertyType == typeof(Capacity))];

    private static readonly Type[] TheHosts =
    [
        .. Acts.Where(t => t.IsSubclassOf(typeof(HostFact))),
    ];

    [Fact]
    public void Every_act_of_every_stream_is_for_anybody_ones_own_for_acting_members_in_a_capacity_or_the_hosts()
    {
        Type[][] classes = [[.. Testing.Laws.OpenToOutsiders], [.. Testing.Laws.OnesOwn], ActingMembers, InACapacity, TheHosts];
        var listed = classes.SelectMany(c => c).ToArray();
        Assert.Equal(Acts.Select(t => t.Name).Order(), listed.Select(t => t.Name).Order());
        Assert.All(TheHosts, fact => Assert.Null(fact.GetProperty("By")));
        Assert.All(
            InACapacity, act =>
                Assert.True(
                    act.IsSubclassOf(typeof(EndAct)) || act.IsSubclassOf(typeof(PartyNoteAct))
                        || act.IsSubclassOf(typeof(AdoptersAct)) || act.IsSubclassOf(typeof(CallersAct)), act.Name));
    }

    /// <summary>The ways of being no acting member, each brought about by what happens in the community itself.</summary>
    private static readonly (string Name, Action<Scenario, PersonId> Happens)[] Ways =
    [
        ("has left", (home, person) => home.Given(new Leave(person))),
        ("is on leave", (home, person) => home.Given(new TakeLeave(person, home.Now + Duration.FromDays(400)))),
        ("is away", (home, person) => home.Given(new ReportLeaver(person, "esr"))),
        ("is suspended", (home, person) =>
            home.GivenCarried(Scenario.Person(4), new Bar(person, "Shouting", Duration.FromDays(300)))),
        ("is barred", (home, person) =>
            home.GivenCarried(Scenario.Person(4), new Bar(person, "Shouting", null)).Given(new Leave(person))),
        ("has not claimed their place", (home, _) => home.Given(new Import("elsewhere"))),
        ("never joined", (_, _) => { }),
    ];

    public static TheoryData<string> EveryWay => [.. Ways.Select(way => way.Name)];

    private static void Happens(string way, Scenario home, PersonId person)
    {
        Ways.Single(w => w.Name == way).Happens(home, person);
        Assert.False(home.Community.AsMember(person, home.Now)!.Evidence.MayAct);
    }

    // ---- Communities: what an acting member may do at some moment of a story, nobody else may then, whoever they are.

    [Fact]
    public void What_is_for_acting_members_is_refused_to_everybody_else_at_the_same_moment()
    {
        var (allowed, tried, broken) = (new HashSet<Type>(), new HashSet<string>(), new Dictionary<Type, BrokenLaw>());
        foreach (
            var moment in Histories.Stories(80).Sample(400, new FsCheck.Rnd(20160301, 77), 50).SelectMany(story => story.Run()))
        {
            if (!moment.Done.Allowed || moment.Act is not CommunityAct act || Testing.Laws.OnesOwn.Contains(act.GetType()))
                continue;
            allowed.Add(act.GetType());
            var outsiders = moment.Before.At(moment.At).Standings.Where(s => !s.Value.Counts).Select(s => s.Key)
                .Append(PersonId.Of("stranger"));
            foreach (var outsider in outsiders) Keeps(moment, By(act, outsider));

            // The very person who may now, once they are no acting member.
            foreach (
                var absence in new IActOn<Community>[] {
                    new Leave(act.By), new TakeLeave(act.By, moment.At + Duration.FromDays(300)), new ReportLeaver(act.By, "esr"),
                        new Import("elsewhere") })
                if (moment.Before.Do(absence, moment.At) is { Allowed: true, After: var after })
                    Keeps(moment with { Before = after }, act);
        }

        Assert.Empty(broken.Values);
        var missed = ActingMembers.Concat(Testing.Laws.OpenToOutsiders).Where(t => typeof(IActOn<Community>).IsAssignableFrom(t))
            .Except(allowed).Select(t => t.Name).ToArray();
        Assert.True(missed.Length <= 20, "Stories seldom come to " + string.Join(", ", missed));
        Assert.Superset(new HashSet<string> { "stranger", "left", "on leave", "away", "suspended", "unclaimed" }, tried);

        void Keeps(Testing.Moment moment, CommunityAct act)
        {
            var standing = moment.Before.At(moment.At).StandingOf(act.By);
            tried.Add(
                standing.IsUnclaimed ? "unclaimed" : standing.IsBarred ? "suspended" : standing.IsAway
                    ? "away" : standing.IsOnLeave ? "on leave" : standing.Past.Count > 0 ? "left" : "stranger");
            var again = moment with { Act = act, Done = moment.Before.Do(act, moment.At) };
            if (Testing.Laws.OutsidersGovernNothing(again) is { } law) broken[act.GetType()] = law;
        }
    }

    private static CommunityAct By(CommunityAct act, PersonId person)
    {
        var other = (CommunityAct)act.GetType().GetMethod("<Clone>$")!.Invoke(act, null)!;
        typeof(CommunityAct)
            .GetProperty(nameof(CommunityAct.By), BindingFlags.Public | BindingFlags.Instance)!.SetValue(other, person);
        return other;
    }

    // ---- Notes.

    private static readonly PersonId Guest = PersonId.Of("guest");
    private static readonly Charter ByContributors =
        Settling(
            (Matter.Endorse, new Contributors()), (Matter.WidenToLinked, new Contributors()),
                (Matter.WidenToSystem, new Contributors()));
    private static readonly NoteEvidence Sibling =
        new(NoteId.Of("n-2"), 4, CommunityId.Of("maternity"), NoteStatus.Offered, null);

    /// <summary>
    /// Offered by two contributors who consent to everything: a member, and a guest of theirs who never joined.
    /// </summary>
    private static NoteScenario Shared(Charter? charter = null) => Offered(charter)
        .With(s => new NameContributor(s.As(Author), Guest)).Given(new GiveConsent(Guest, new(Audience.Public)));

    private sealed record OnNote(
        Func<NoteScenario> Given, Func<NoteScenario, PersonId, IActOn<PracticeNote>> Act, bool ByAPeer = false);

    private static readonly OnNote[] OfContributorsOwn =
    [
        new(() => Shared(), (_, person) => new GiveConsent(person, new(Audience.Linked))),
        new(() => Shared(), (_, person) => new RevokeConsent(person)),
        new(() => Shared(), (_, person) => new ReviseNote(person, Content with { Why = "Nobody had scales at night" })),
        new(() => Shared(), (_, person) => new LeaveNote(person)),
        new(() => Shared(), (_, person) => new Narrow(person, Audience.Contributors)),
        new(() => Shared().Widened(Audience.Linked), (_, person) => new NameLinks(person, [L1])),
        new(() => Shared(), (_, person) => new SetEmbargo(person, Ahead)),
        new(() =>
            Shared().Given(new SetEmbargo(Author, Ahead)), (_, person) => new SetEmbargo(person, Ahead + Duration.FromDays(1))),
        new(() => Shared(), (_, person) => new WithdrawNote(person)),
    ];

    private static readonly OnNote[] OfActingMembers =
    [
        new(() => Unknown(), (s, person) => new DraftNote(s.As(person), Content)),
        new(() => Shared(), (s, person) => new NameContributor(s.As(person), Other)),
        new(() => Shared().Given(new Narrow(Author, Audience.Contributors)), (s, person) => new OfferNote(s.As(person))),
        new(() =>
            Drafted().With(s => new NameContributor(s.As(Author), Guest)), (s, person) =>
                new OfferNote(s.As(person), Audience.Contributors)),
        new(() => Shared(), (s, person) => new ReviewNote(s.As(person), 1, Words), ByAPeer: true),
        new(() => Shared(), (s, person) => new RecordFinding(s.As(person), 1, Audience.Public, "steward"), ByAPeer: true),
        new(() => Shared().Given(new SetEmbargo(Author, Ahead)), (s, person) => new LiftEmbargo(s.As(person))),
        new(() => Shared().Given(new SetEmbargo(Author, Ahead)), (s, person) =>
            new LiftEmbargo(s.As(person), Ahead - Duration.FromDays(1))),
        new(() => Shared(), (s, person) => new Supersede(s.As(person), Sibling)),
    ];

    private static readonly OnNote[] OfWhoeverTheCharterLets =
    [
        new(() => Shared(), (s, person) => new Endorse(s.As(person), new(1))),
        new(() => Shared(ByContributors), (s, person) => new Endorse(s.As(person), new(1))),
        new(() => Shared(ByContributors), (s, person) => new Widen(s.As(person), new(1, Audience.Linked, null))),
        new(() => Shared(ByContributors), (s, person) => new Widen(s.As(person), new(1, Audience.System, null))),
    ];

    [Theory]
    [MemberData(nameof(EveryWay))]
    public void A_contributor_who_is_no_acting_member_still_does_what_is_their_own(string way) =>
        Tried(way, OfContributorsOwn, null);

    [Theory]
    [MemberData(nameof(EveryWay))]
    public void A_contributor_who_is_no_acting_member_does_not_govern_the_note(string way) =>
        Tried(way, [.. OfActingMembers, .. OfWhoeverTheCharterLets], Clauses.MembersOnly);

    [Fact]
    public void Every_act_on_a_note_is_tried_by_those_who_are_no_acting_members()
    {
        var tried = OfContributorsOwn.Concat(OfActingMembers).Concat(OfWhoeverTheCharterLets)
            .Select(row => row.Act(row.Given(), row.ByAPeer ? Peer : Author).GetType()).Distinct();
        Assert.Equal(
            Acts.Where(t => typeof(IActOn<PracticeNote>).IsAssignableFrom(t) && !TheHosts.Contains(t) && t != typeof(PassOn))
                .Select(t => t.Name).Order(), tried.Select(t => t.Name).Order());
    }

    private static void Tried(string way, OnNote[] rows, Clause? refused)
    {
        foreach (var row in rows)
        {
            var member = row.ByAPeer ? Peer : Author;
            var before = row.Given();
            Assert.True(before.When(row.Act(before, member)).Last.Allowed, before.Last.Text);

            var after = row.Given();
            var person = way == "never joined" ? Guest : member;
            if (way == "never joined" && row.ByAPeer) person = Stranger;
            Happens(way, after.Home, person);
            after.When(row.Act(after, person));
            Assert.True(
                after.Last.Allowed == refused is null, $"{person}, who {way}: {after.Last.Clause}, {row.Act(after, person)}");
            if (refused is { } clause) after.ThenRefused(clause, Condition.Membership);
            Assert.Null(after.Last.Remedy?.Act);
        }
    }

    [Theory]
    [MemberData(nameof(EveryWay))]
    public void What_the_members_decided_is_carried_out_whatever_became_of_who_proposed_it(string way)
    {
        var widened = Shared();
        var what = new WidenMatter(1, Audience.System, null);
        var by = widened.By(what);
        if (way != "never joined") Happens(way, widened.Home, Author);
        widened.When(new Widen(by, what)).Then(new AudienceDecided(Audience.System, null, by.Given));
        Assert.Null(widened.Last.Events.Single().By);
    }

    [Theory]
    [MemberData(nameof(EveryWay))]
    public void Nobody_passes_a_note_on_for_a_community_in_which_they_may_not_act(string way)
    {
        var (home, middle) = (Shared().Widened(Audience.Linked), Scenario.Founded(Charters.Informal(), id: "sepsis"));
        var person = way == "never joined" ? Stranger : Author;
        var (via, to) =
            (new LinkEvidence(
                L1, 3, Party.Of(CommunityId.Of("maternity")), Party.Of(CommunityId.Of("sepsis")), new(Flow.AToB, Onward.OneStep),
                    true),
            new LinkEvidence(
                L2, 3, Party.Of(CommunityId.Of("sepsis")), Party.Of(DirectoryGroup.Network("net")), new(Flow.Both), true));
        home.When(Passing(Author)).ThenRefused(Clauses.MembersDecide, Condition.Decision);
        Assert.Equal(new Propose(Author, new PassNoteOn(Id, new(L1, L2))), home.Last.Remedy?.Act);
        Happens(way, middle, person);
        home.When(Passing(person)).ThenRefused(Clauses.MembersOnly, Condition.Membership);
        Assert.Null(home.Last.Remedy?.Act);
        home.When(new PassOn(new AsThemself(person), via, to)).ThenRefused(Clauses.PassedOnBetween, Condition.Evidence);

        PassOn Passing(PersonId by) => new(middle.Community.AsMember(by, middle.Now)!, via, to);
    }

    // ---- Links.

    private static readonly Func<Capacity, LinkAct>[] AtAnEnd =
    [
        by => new AskAboutLink(by, Words), by => new AnswerAboutLink(by, 1, Words), by =>
            new BeginBroking(by), by => new PlaceObject(by, "card", Words), by => new ReadObject(by, "chart", Words),
    ];

    private static readonly Func<Capacity, LinkAct>[] Steps =
    [
        by => new OfferLink(by, Linking.Ends.Offer().To, LinkKind.Sister, Linking.Ends.BothWays), by =>
            new AcceptLink(by), by => new DeclineLink(by), by => new WithdrawOffer(by), by => new PauseLink(by),
        by => new ResumeLink(by), by =>
            new OfferTerms(by, new LinkTerms(Flow.BToA)), by => new AcceptTerms(by), by => new EndLink(by),
    ];

    [Theory]
    [MemberData(nameof(EveryWay))]
    public void Who_carries_a_link_and_is_no_acting_member_of_its_end_may_stop_and_nothing_else(string way)
    {
        var (person, number) = (Scenario.Person(1), 0);
        foreach (var act in AtAnEnd.Concat(Steps))
        {
            var home = Scenario.Founded(Charters.Informal());
            var link = Carried(number++, home);
            var gone = way == "never joined" ? Linking.Ends.Leader : person;
            Happens(way, home, gone);
            foreach (var by in new Capacity[] { home.Community.AsMember(gone, home.Now)!, new AsThemself(gone) })
            {
                link.When(act(by));
                Assert.False(link.Last.Allowed, $"Somebody who {way} did {act(by)}.");
                if (by is AsMember) link.ThenRefused(Clauses.MembersOnly, Condition.Membership);
                Assert.Null(link.Last.Remedy?.Act);
            }

            if (way != "never joined" && link.State.Brokers.Count > 0)
                link.When(new StopBroking(person, Words)).Then(new BrokerLeft(person, Side.A, Words));
        }

        Assert.Equal(Acts.Where(t => t.IsSubclassOf(typeof(EndAct))).Select(t => t.Name).Order(),
            AtAnEnd.Concat(Steps).Select(act => act(new AsThemself(person)).GetType().Name).Order());
    }

    [Fact]
    public void An_acting_member_of_an_end_does_what_its_people_do_and_is_shown_how_to_ask_the_others()
    {
        var home = Scenario.Founded(Charters.Informal());
        var by = home.Community.AsMember(Scenario.Person(3), home.Now)!;
        for (var i = 0; i < AtAnEnd.Length; i++) Assert.True(
            Carried(i, home).When(AtAnEnd[i](by)).Last.Allowed, AtAnEnd[i](by).ToString());
        Assert.IsType<Propose>(Carried(0, home).When(new EndLink(by))
            .ThenRefused(Clauses.MembersDecide, Condition.Decision).Last.Remedy?.Act);
    }

    [Theory]
    [MemberData(nameof(EveryWay))]
    public void Somebody_whom_a_link_asks_as_its_end_answers_for_themself_whatever_they_are_elsewhere(string way)
    {
        Assert.NotEmpty(way);
        Linking.Ends.Asked()
            .Given(new AnswerAsLeader(Linking.Ends.Leader, Words), new AcceptLink(new AsThemself(Linking.Ends.Leader)));
        Linking.Ends.Asked().When(new AnswerAsLeader(Scenario.Person(1), Words))
            .ThenRefused(Clauses.LeadersAnswer, Condition.OwnAct);
    }

    /// <summary>
    /// As the act of that number needs it: new, offered, or agreed, with other terms offered by the far end, an open question and
    /// an object on it, and carried at the first end by its first member.
    /// </summary>
    private static StreamScenario<Link> Carried(int number, Scenario home)
    {
        var by = home.Community.AsMember(Scenario.Person(1), home.Now)!;
        var far = Linking.Ends.Member(Linking.Ends.Sepsis, Linking.Ends.Leader);
        var (here, there) = (Linking.Ends.Maternity, Linking.Ends.Sepsis);
        if (AtAnEnd.Concat(Steps).ElementAt(number)(by) is var act && act is OfferLink) return Linking.Ends.New();
        if (act is AcceptLink or DeclineLink)
            return Linking.Ends.New()
                .Given(new OfferLink(
                    Linking.Ends.Mandated(there, here, LinkStep.Offer, Linking.Ends.BothWays, LinkKind.Sister), Party.Of(here),
                        LinkKind.Sister, Linking.Ends.BothWays));
        var offered = Linking.Ends.Offered().Given(new AskAboutLink(far, Words));
        if (act is WithdrawOffer) return offered;
        offered.Given(Linking.Ends.Acceptance(), new BeginBroking(by), new PlaceObject(by, "chart", Words),
            new OfferTerms(Linking.Ends.Mandated(there, here, LinkStep.OfferTerms, Linking.Ends.Outward), Linking.Ends.Outward));
        return act is ResumeLink ? offered.Given(new PauseLink(Linking.Ends.Mandated(here, there, LinkStep.Pause))) : offered;
    }

    // ---- Gatherings.

    private static readonly Func<PersonId, CallingEvidence, OrganisersAct>[] OfOrganisers =
    [
        (by, home) => new InviteGuest(by, home, Guest), (by, home) => new ChangeCapacity(by, home, 7),
        (by, home) => new ReviseGathering(by, home, Words, GatheringForm.Visit, Words),
        (by, home) => new MoveGathering(
            by, home, Callers.At("2016-06-09 13:00"), ZoneEvidence.Of(Callers.At("2016-06-09 13:00"), Callers.Zones)),
        (by, home) => new SayWhoCame(by, home, [by]), (by, home) => new CancelGathering(by, home, Words),
        (by, home) => new TakeOnGathering(by, home),
    ];

    /// <summary>
    /// Somebody looked after a gathering and is no acting member any more: they change nothing of it, and say of themselves what
    /// they like.
    /// </summary>
    [Theory]
    [MemberData(nameof(EveryWay))]
    public void Who_may_not_act_for_its_community_looks_after_no_gathering(string way)
    {
        // Somebody of the design group may still call gatherings: that office is open to outsiders.
        var home = Scenario.Founded(Charters.Informal() with
        {
            Offices = Charters.Informal().Offices.Where(office => office.Id != Office.DesignGroup).ToValueList(),
        });
        var person = way == "never joined" ? Stranger : Scenario.Person(1);
        Happens(way, home, person);
        var evidence = home.Community.CallingEvidenceFor(person, home.Now)!;
        Assert.False(evidence.MayCall || evidence.MayLookAfter);
        foreach (var act in OfOrganisers)
        {
            var gathering = StreamScenario.OfGathering().Given(Callers.Call(
                Callers.To(), person, Callers.Calling(person, home.Community.Id)) with
                { By = Callers.Member(person, home.Community.Id) });
            var ahead = gathering.State.LastAt;
            if (act(person, evidence) is SayWhoCame) ahead = gathering.State.Time!.Start;
            if (act(person, evidence) is TakeOnGathering) gathering.Given(new ReportUnattended(person, "record"));
            var refused = gathering.State.Ask(act(person, evidence), ahead);
            Assert.Equal((false, Clauses.MembersOnly), (refused.Allowed, refused.Clause));
            Assert.Null(refused.Remedy?.Act);
            Assert.True(gathering.State.Ask(act(person, Callers.Calling(person, home.Community.Id)), ahead).Allowed);
            Assert.True(gathering.State.Ask(new SayNo(person), ahead).Allowed);
        }

        Assert.Equal(
            Acts.Where(t => t.IsSubclassOf(typeof(OrganisersAct))).Select(t => t.Name).Order(),
            OfOrganisers.Select(act => act(Author, evidence).GetType().Name).Order());
    }

    // ---- Questions.

    private static readonly Func<PersonId, AskingEvidence, HomeQuestionAct>[] OfTheHome =
    [
        (by, home) => new SettleQuestion(by, home), (by, home) => new ReopenQuestion(by, home),
        (by, home) => new PointToQuestion(by, home, new(QuestionId.Of("q-2"), 3, QuestionStatus.Open, false)),
        (by, home) => new PointQuestionToNote(
            by, home, new(NoteId.Of("n-1"), 3, CommunityId.Of("maternity"), NoteStatus.Offered, null)),
        (by, home) => new StopPointing(by, home), (by, home) => new SettleReport(by, home, 1),
    ];

    /// <summary>
    /// Somebody asked a question and is no acting member any more: they look after it no more, and narrow and withdraw what is
    /// their own.
    /// </summary>
    [Theory]
    [MemberData(nameof(EveryWay))]
    public void Who_may_not_act_in_its_community_looks_after_no_question(string way)
    {
        var home = Scenario.Founded(Charters.Informal());
        var person = way == "never joined" ? Stranger : Scenario.Person(1);
        Happens(way, home, person);
        var evidence = home.Community.AskingEvidenceFor(person, home.Now)!;
        Assert.False(evidence.MayAsk || evidence.TakesPart || evidence.StewardsKnowledge || evidence.SettlesReports);
        var asked = Questions.Askers.Ask(by: person);
        Assert.Equal(
            Clauses.WhoMayAsk, StreamScenario.OfQuestion().When(asked with { Home = evidence }).Last.Clause);
        foreach (var act in OfTheHome)
        {
            var question = StreamScenario.OfQuestion().Given(
                asked, new ReportQuestion(person, Questions.Askers.Reading(person), Words));
            var may = Questions.Askers.Home(person, settles: true);
            if (act(person, evidence) is ReopenQuestion) question.Given(new SettleQuestion(person, may));
            if (act(person, evidence) is StopPointing) question.Given((IActOn<Question>)OfTheHome[2](person, may));
            question.When(act(person, evidence));
            Assert.Equal(
                (false, act(person, evidence) is SettleReport ? Clauses.StewardsOnly : Clauses.AskerOrSteward),
                (question.Last.Allowed, question.Last.Clause));
            Assert.Null(question.Last.Remedy?.Act);
            Assert.True(question.State.Ask(act(person, may), question.Now).Allowed);
            question.Given(
                new ChangeQuestionConsent(person, new(Audience.Contributors)), new WithdrawQuestion(person));
        }

        Assert.Equal(
            Acts.Where(t => t.IsSubclassOf(typeof(HomeQuestionAct)) && t != typeof(AskQuestion)).Select(t => t.Name).Order(),
            OfTheHome.Select(act => act(Author, evidence).GetType().Name).Order());
    }

    // ---- Adoptions.

    private static readonly Func<Capacity, IActOn<Adoption>>[] OfAdopters =
    [
        by => new Adopt(by, Words), by => new Adapt(by, Words, Words), by =>
            new DeclineNote(by, Words), by => new Abandon(by, Words), by => new TakeOwnership(by),
        by => new ReportOutcome(by, PracticeOutcome.Worked, Words), by =>
            new TellStory(by, ValueCycle.Applied, Words), by => new ConsiderNote(by, Read(by)),
    ];

    [Theory]
    [MemberData(nameof(EveryWay))]
    public void Who_may_not_act_for_an_adopter_reports_nothing_for_it_though_they_looked_after_it(string way)
    {
        foreach (var act in OfAdopters)
        {
            var home = Scenario.Founded(Charters.Informal());
            var person = Scenario.Person(1);
            Assert.True(Before(home, act).When(act(At(home, person, act))).Last.Allowed);
            var adoption = Before(home, act);
            var gone = way == "never joined" ? Stranger : person;
            Happens(way, home, gone);
            adoption.When(act(At(home, gone, null))).ThenRefused(Clauses.MembersOnly, Condition.Membership);
            adoption.When(act(new AsThemself(gone)));
            Assert.False(adoption.Last.Allowed && adoption.State.Version > 1, $"Somebody who {way} did {adoption.Last.Clause}.");
        }

        Assert.Equal(
            Acts.Where(t => t.IsSubclassOf(typeof(AdoptersAct))).Select(t => t.Name).Order(),
                OfAdopters.Select(act => act(new AsThemself(Author)).GetType().Name).Order());
    }

    [Fact]
    public void Whom_the_directory_places_in_the_adopter_no_more_reports_nothing_for_it()
    {
        var trust = DirectoryGroup.Organisation("RJZ");
        AsStaff Staff(params DirectoryGroup[] groups) =>
            new(Author, trust, new DirectoryEvidence("esr", Ahead, groups.ToValueList()));
        var adoption = StreamScenario.OfAdoption()
            .Given(new ConsiderNote(Staff(trust), Read(Staff(trust))), new Adopt(Staff(trust), Words));
        adoption.When(new ReportOutcome(Staff(), PracticeOutcome.Worked, Words))
            .ThenRefused(Clauses.StaffOnly, Condition.Evidence);
        adoption.Given(new ReportOutcome(Staff(trust), PracticeOutcome.Worked, Words));
    }

    private static ReadingEvidence Read(Capacity by) => new(Id, 1, by.Person!.Value, 7);

    /// <summary>One member of a community considers a note, and where an act comes after that, another takes it up.</summary>
    private static StreamScenario<Adoption> Before(Scenario home, Func<Capacity, IActOn<Adoption>> act)
    {
        var by = home.Community.AsMember(Scenario.Person(1), home.Now)!;
        var considered = StreamScenario.OfAdoption();
        if (act(by) is ConsiderNote) return considered;
        considered.Given(new ConsiderNote(by, Read(by)));
        return act(by) is Abandon or ReportOutcome ? considered.Given(new Adopt(by, Words)) : considered;
    }

    private static AsMember At(Scenario home, PersonId person, Func<Capacity, IActOn<Adoption>>? act) =>
        home.Community.AsMember(act?.Invoke(new AsThemself(person)) is TakeOwnership ? Scenario.Person(2) : person, home.Now)!;
}
