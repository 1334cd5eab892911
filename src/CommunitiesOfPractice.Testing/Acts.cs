using CommunitiesOfPractice.Counting;

namespace CommunitiesOfPractice.Testing;

/// <summary>Every kind of act on a community, by the name of its type.</summary>
public enum ActKind
{
#pragma warning disable CS1591 // Each is documented at the act of its name.
    ProposeCommunity, ConsentToFound, DeclineToFound, NoticeDormancy, ReportMerged, Join, RequestToJoin, WithdrawRequest,
        ApproveRequest, DeclineRequest,
    AppealDecline, Invite, Accept, DeclineInvitation, RevokeInvitation, Move, Leave, TakeLeave, ReturnFromLeave, Reply, Appeal,
        DeclareParticipation,
    AcceptCharter, ClaimPlace, Follow, Unfollow, Observe, StopObserving, DeclareAffiliations, Accompany, Stand, StandDown,
        OfferToServe, StepDown, Propose,
    PetitionFor, SignPetition, Withdraw, Extend, CallAgain, StateOutcome, Vote, ObjectTo, Satisfied, TestObjection, Integrate,
        DeclareInterest,
    ReportLeaver, ReportJoiner, ReportMover, MergeKeys, Forget, Import, Reopen, GiveProxy, RevokeProxy, TakePart, OpenBox,
        StandAside, ReportAgreed, CommitLot,
    RevealSeed, GiveCastingVoice, Conclude, Advise, AnswerAdvice, WouldStillServe, CountBack, SecondObjection, WithdrawSecond,
        WithdrawSignature, SayWords,
#pragma warning restore CS1591
}

/// <summary>
/// Turns a step of a story into an act, by looking at what anybody can see of the community: what is open, who was invited, who
/// asked. It never asks whether the act is allowed. Now and then it is wrong on purpose: it gives numbers that do not exist,
/// somebody else's invitation, or a ballot of another kind.
/// </summary>
public static class Acts
{
    /// <summary>How many people there are in a story: members and others.</summary>
    public const int People = 8;

    internal static readonly FreeText Words = FreeText.Of("Because it is so.");
    private static readonly ValueList<Synonyms>[] OwnWords =
    [
        [Synonyms.Of("PPH", "postpartum haemorrhage", "blood loss after birth"), Synonyms.Of("weigh", "because")], [],
        [Synonyms.Of("swabs", "scales", "of the")], [new([FreeText.Of("PPH"), FreeText.Redacted("00")])],
    ];
    private static readonly Lot Lot = new("sixteen-letters-or-more");
    private static readonly OfficeId[] Offices =
        [Office.Convener, Office.Broker, Office.Facilitator, Office.Deputy, Office.DesignGroup, OfficeId.Of("nowhere")];
    private static readonly DirectoryGroup[] Groups =
        [DirectoryGroup.Organisation("RJZ"), DirectoryGroup.Organisation("RJ1"), DirectoryGroup.Profession("midwife"),
            DirectoryGroup.Profession("RJZ"), new(GroupKind.Borough, "RJZ"), new(GroupKind.Network, "RJZ")];
    private static readonly CommunityId[] Others = [CommunityId.Of("wounds"), CommunityId.Of("sepsis")];

    private static OfficeId? Stewarding(Community community) => community.CharterAt(community.LastAt)?.Charter.Offices
        .Where(office => office.Duties.Contains(Duty.StewardKnowledge)).Select(office => (OfficeId?)office.Id).FirstOrDefault();

    /// <summary>The instant of a step, after one at <paramref name="last"/>.</summary>
    /// <exception cref="ArgumentNullException">The step or the community is null.</exception>
    public static Instant When(Step step, Community community, Instant last)
    {
        Guard.Against.Null(step);
        if (step.Pause == Pause.Hours) return last + Duration.FromHours(step.Hours);
        Guard.Against.Null(community);
        var open = community.OpenDecisions.Where(d => d.Phase == DecisionPhase.Notice == (step.Pause == Pause.Opening));
        if (step.Pause == Pause.Opening) return open.Select(d => d.OpensAt).Where(at => at > last).DefaultIfEmpty(last).Min();
        if (step.Pause == Pause.Closing)
            return open.Select(d => d.ClosesAt).Where(at => at > last).DefaultIfEmpty(last + Duration.FromHours(1)).Min();
        var next = Coming(community).Where(at => at > last).DefaultIfEmpty(last + Duration.FromDays(1)).Min();
        return step.Pause switch
        {
            Pause.JustBefore => next - Duration.FromSeconds(1),
            Pause.Exactly => next,
            _ => next + Duration.FromHours(1),
        };
    }

    /// <summary>The act of a step.</summary>
    /// <param name="step">The step.</param>
    /// <param name="community">The community as it can be seen.</param>
    /// <param name="now">When it is tried.</param>
    /// <param name="charter">The charter with which the story begins.</param>
    /// <exception cref="ArgumentNullException">The step, the community or the charter is null.</exception>
    public static IActOn<Community> Of(Step step, Community community, Instant now, Charter charter)
    {
        Guard.Against.Null(step);
        Guard.Against.Null(community);
        Guard.Against.Null(charter);
        var (who, whom) = (Person(step.Who), Person(step.Whom));
        var isWrong = step.Choice % 8 == 7;
        var invitation = Pick(community.Invitations.ToArray(), step.Whom);
        var request = Pick(community.Requests.ToArray(), step.Whom);
        var decision = OpenOne(community, step, isWrong);
        var closed = Pick(community.ClosedDecisions.Reverse().ToArray(), step.Whom);
        var decided = isWrong || closed is null ? new DecisionId(step.Choice) : closed.Id;
        var objection = community.Decision(decision)?.Objections.LastOrDefault();
        var until = now + Duration.FromHours(step.Choice - 2);
        var maybeUntil = step.Choice % 3 == 0 ? (Instant?)null : until;
        var groups = new[] { Groups[Among(step.Choice, Groups.Length)], Groups[Among(step.Whom, Groups.Length)] }.Distinct()
            .ToValueList();
        var evidence = step.Choice % 3 == 1 ? new DirectoryEvidence("esr", now, groups) : null;
        var matter = community.Decision(decision);
        var offices = OfficesOf(community);
        OfficeId OfficeOf(int number) => offices[Among(number, offices.Length)];
        PersonId Holding(OfficeId? office, params PersonId?[] except) =>
            !isWrong && office is { } id
                ? community.ActingFor(id, now).Where(p => !except.Contains(p)).DefaultIfEmpty(who).First()
                : who;
        PersonId Rightly(PersonId? right) => isWrong ? who : right ?? who;
        PersonId OneOf(IEnumerable<PersonId> those) => isWrong ? who : Pick(those.ToArray(), step.Whom, who);
        PersonId Settling(Matter of) => Holding((community.CharterAt(community.LastAt)?.Charter[of] as HolderOf)?.Office);
        return step.Kind switch
        {
            ActKind.ProposeCommunity => new ProposeCommunity(who, "Maternity", Domain.Of("Blood loss after birth"), charter,
                Enumerable.Range(isWrong ? 0 : step.Who, 3).Select(Person).ToValueList(), 1 + Among(step.Choice, 4), until)
            {
                Mandate = step.Choice % 5 == 4 ? MandateFor(community, step, now, MandatePurpose.Split) : null,
            },
            ActKind.ConsentToFound =>
                new ConsentToFound(Rightly(Pick(community.Founding.Founders.ToArray(), step.Who, PersonId.Of("k-0")))),
            ActKind.DeclineToFound =>
                new DeclineToFound(Rightly(Pick(community.Founding.Founders.ToArray(), step.Who, PersonId.Of("k-0")))),
            ActKind.NoticeDormancy => new NoticeDormancy(who),
            ActKind.ReportMerged => new ReportMerged(
                isWrong || community.Mandates.Count == 0 ? MandateFor(community, step, now, MandatePurpose.Merge)
                    : community.Mandates[Among(step.Whom, community.Mandates.Count)], "feed"),
            ActKind.Join => new Join(who, evidence),
            ActKind.RequestToJoin =>
                new RequestToJoin(who, isWrong ? [] : Enumerable.Repeat(Words, Questions(community, charter)).ToValueList()),
            ActKind.WithdrawRequest => new WithdrawRequest(Rightly(request?.Person)),
            ActKind.ApproveRequest =>
                new ApproveRequest(Settling(Matter.Admit), isWrong || request is null ? whom : request.Person),
            ActKind.DeclineRequest =>
                new DeclineRequest(Settling(Matter.Admit), isWrong || request is null ? whom : request.Person, Words),
            ActKind.AppealDecline => new AppealDecline(Rightly(request?.Person)),
            ActKind.Invite => new Invite(who, whom),
            ActKind.Accept => new Accept(Rightly(invitation?.Person), invitation?.Id ?? new InvitationId(step.Choice), evidence),
            ActKind.DeclineInvitation =>
                new DeclineInvitation(Rightly(invitation?.Person), invitation?.Id ?? new InvitationId(step.Choice)),
            ActKind.RevokeInvitation =>
                new RevokeInvitation(Rightly(invitation?.By), invitation?.Id ?? new InvitationId(step.Choice)),
            ActKind.Move =>
                new Move(
                    who, Other(step),
                        new MembershipEvidence(Other(step), isWrong ? whom : who, 12, IsMember: true, IsBarred: false)),
            ActKind.Leave => new Leave(who, step.Choice % 2 == 0 ? null : Words),
            ActKind.TakeLeave => new TakeLeave(who, maybeUntil),
            ActKind.ReturnFromLeave =>
                new ReturnFromLeave(OneOf(community.Standings.Where(s => s.Value.IsOnLeave).Select(s => s.Key))),
            ActKind.Reply => new Reply(isWrong ? who : Concerned(community.Decision(decision)?.Proposal) ?? who, decision, Words),
            ActKind.Appeal => community.ClosedDecisions.LastOrDefault(d => d.Proposal is Remove or Bar) is { } against && !isWrong
                ? new Appeal(Concerned(against.Proposal)!.Value, against.Id, Words)
                : new Appeal(who, decided, Words),
            ActKind.DeclareParticipation => new DeclareParticipation(who, (Participation)Among(step.Choice, 4)),
            ActKind.AcceptCharter => new AcceptCharter(OneOf(community.YetToAcceptCharter)),
            ActKind.ClaimPlace => new ClaimPlace(OneOf(community.Standings.Where(s => s.Value.IsUnclaimed).Select(s => s.Key))),
            ActKind.Follow => new Follow(who),
            ActKind.Unfollow => new Unfollow(OneOf(community.Followers)),
            ActKind.Observe => new Observe(who, maybeUntil),
            ActKind.StopObserving => new StopObserving(OneOf(community.Observers)),
            ActKind.DeclareAffiliations => new DeclareAffiliations(who, groups),
            ActKind.Accompany => new Accompany(who, whom),
            ActKind.Stand => new Stand(who, Election(community, decision)),
            ActKind.StandDown =>
                new StandDown(
                    OneOf(community.Decision(Election(community, decision))?.Candidates ?? []), Election(community, decision)),
            ActKind.OfferToServe => new OfferToServe(who, OfficeOf(step.Whom)),
            ActKind.StepDown => StepDown(community, step, who, isWrong),
            ActKind.Propose => Proposed(Settling(Matter.Open), ProposalOf(step, community, now), community, isWrong),
            ActKind.PetitionFor => new PetitionFor(who, ProposalOf(step, community, now), Words),
            ActKind.SignPetition =>
                new SignPetition(who, Pick(community.Petitions.ToArray(), step.Whom)?.Id ?? new PetitionId(step.Choice)),
            ActKind.Withdraw =>
                new Withdraw(Rightly(community.Decision(decision) is { By: null } appeal
                    ? Concerned(appeal.Proposal)
                    : community.Decision(decision)?.By), decision),
            ActKind.Extend =>
                new Extend(Rightly(matter?.By), decision, step.Choice % 2 == 0 && matter is not null
                    ? Later(matter.OpensAt, matter.Rule.Timing.Longest)
                    : now + Duration.FromHours(step.Choice * 4)),
            ActKind.CallAgain =>
                new CallAgain(who, isWrong
                    ? decided
                    : community.ClosedDecisions.LastOrDefault(d => d.Result!.Outcome == Outcome.Inquorate)?.Id ?? decided),
            ActKind.StateOutcome => new StateOutcome(who, decided, Words, maybeUntil),
            ActKind.Vote => matter is { Rule.Secret: true } && !isWrong
                ? new TakePart(who, decision)
                : new Vote(who, decision, BallotFor(matter, step, isWrong)),
            ActKind.ObjectTo => new ObjectTo(who, decision, Words),
            ActKind.Satisfied => new Satisfied(Rightly(objection?.By), decision),
            ActKind.TestObjection =>
                new TestObjection(Holding(TesterOf(matter), matter?.By, objection?.By), decision, isWrong || objection is null
                    ? whom
                    : objection.By, step.Choice % 2 == 0, Words),
            ActKind.Integrate =>
                new Integrate(
                    Rightly(community.Decision(decision)?.By), decision, community.Decision(decision) is { Proposal: Resolve }
                    ? new Resolve(FreeText.Of("As changed."))
                    : ProposalOf(step, community, now)),
            ActKind.DeclareInterest => new DeclareInterest(who, decision, Words),
            ActKind.ReportLeaver => new ReportLeaver(whom, "esr"),
            ActKind.ReportJoiner =>
                new ReportJoiner(
                    Pick(community.Standings.Where(s => s.Value.IsAway).Select(s => s.Key).ToArray(), step.Whom, whom), "esr"),
            ActKind.ReportMover => new ReportMover(whom, step.Choice % 9 == 0 ? [] : groups, "esr"),
            ActKind.MergeKeys => new MergeKeys(who, whom, "esr"),
            ActKind.Forget => new Forget(whom, "request-12"),
            ActKind.Import => new Import("other-host"),
            ActKind.Reopen =>
                new Reopen(
                    who, community.ClosedDecisions.LastOrDefault(d => d.Result!.Outcome is Outcome.Failed or Outcome.Tied)?.Id
                    ?? decided, Words),
            ActKind.GiveProxy => new GiveProxy(who, whom, step.Choice % 3 == 0 ? Matter.AnythingElse : null),
            ActKind.RevokeProxy => new RevokeProxy(who, step.Choice % 3 == 0 ? Matter.AnythingElse : null),
            ActKind.TakePart => new TakePart(who, decision),
            ActKind.OpenBox => new OpenBox(decision, Papers(matter, step, isWrong), "box"),
            ActKind.StandAside => new StandAside(who, decision, Words),
            ActKind.ReportAgreed => new ReportAgreed(decided, MandateFor(community, step, now, MandatePurpose.Merge), "feed"),
            ActKind.CommitLot => new CommitLot(Rightly(matter?.By), decision, Lot.Commitment),
            ActKind.RevealSeed => new RevealSeed(who, decision, Lot),
            ActKind.GiveCastingVoice =>
                new GiveCastingVoice(
                    Holding((matter?.Rule as ChoosingRule)?.CastingVoice), decision, OneOf(matter?.Candidates ?? [])),
            ActKind.Conclude =>
                new Conclude(matter?.Rule is AdviceRule
                    ? Rightly(matter.By)
                    : Holding(TesterOf(matter), matter?.By), decision, step.Choice % 4 != 1, Words),
            ActKind.Advise => new Advise(OneOf(community.Decision(decision)?.Advisers ?? []), decision, Words),
            ActKind.AnswerAdvice =>
                new AnswerAdvice(Rightly(community.Decision(decision)?.By), decision,
                    community.Decision(decision)?.Advice.LastOrDefault()?.From ?? whom, Words),
            ActKind.WouldStillServe =>
                new WouldStillServe(who, community.ClosedDecisions.LastOrDefault(d => d.Proposal is Elect)?.Id ?? decided),
            ActKind.SecondObjection => new SecondObjection(who, decision, objection?.By ?? whom),
            ActKind.WithdrawSecond => new WithdrawSecond(OneOf(objection?.SecondedBy ?? []), decision, objection?.By ?? whom),
            ActKind.WithdrawSignature => Pick(community.Petitions.ToArray(), step.Whom) is { } signed
                ? new WithdrawSignature(OneOf(signed.Signatures), signed.Id)
                : new WithdrawSignature(who, new PetitionId(step.Choice)),
            ActKind.CountBack => new CountBack(who, OfficeOf(step.Whom)),
            ActKind.SayWords => new SayWords(Holding(Stewarding(community)), OwnWords[Among(step.Choice, OwnWords.Length)]),
            _ => throw new ArgumentOutOfRangeException(nameof(step), step.Kind, "No such kind of act."),
        };
    }

    /// <summary>A place in a list of so many, counted round.</summary>
    internal static int Among(int number, int count) => count == 0 ? 0 : ((number % count) + count) % count;

    private static PersonId Person(int number) => Scenario.Person(1 + Among(number, People));

    private static T? Pick<T>(T[] from, int which)
        where T : class => from.Length == 0 ? null : from[Among(which, from.Length)];

    private static PersonId Pick(PersonId[] from, int which, PersonId otherwise) =>
        from.Length == 0 ? otherwise : from[Among(which, from.Length)];

    private static CommunityId Other(Step step) => Others[Among(step.Whom, Others.Length)];

    /// <summary>The offices that there are or were, those that the ready charters have, and one that there never is.</summary>
    private static OfficeId[] OfficesOf(Community community) =>
        [.. (community.CharterAt(community.LastAt)?.Charter.Offices.Select(o => o.Id) ?? [])
            .Union(community.CharterHistory.SelectMany(c => c.Charter.Offices).Select(o => o.Id)).Union(Offices)];

    private static OfficeId? TesterOf(Decision? decision) => decision?.Rule switch
    {
        ConsentRule { TestedBy: var tester } => tester,
        ConsensusRule { TestedBy: var tester } => tester,
        RoughConsensusRule { Caller: var caller } => caller,
        _ => Office.Facilitator,
    };

    private static int Questions(Community community, Charter charter)
    {
        var joining = (community.CharterAt(community.LastAt)?.Charter ?? charter).Joining;
        while (joining is JoiningOnBelonging { Others: var others }) joining = others;
        return joining is JoiningOnRequest { Questions.Count: var questions } ? questions : 1;
    }

    private static Instant Later(Instant at, Duration time) => time > Years.Last - at ? Years.Last : at + time;

    private static DecisionId OpenOne(Community community, Step step, bool isWrong)
    {
        var open = community.OpenDecisions.Reverse().ToArray();
        var fit = open.Where(d => step.Kind switch
        {
            ActKind.Reply => d.Phase == DecisionPhase.Notice && Concerned(d.Proposal) is not null,
            ActKind.Vote or ActKind.Extend or ActKind.RevealSeed or ActKind.GiveCastingVoice => d.Phase == DecisionPhase.Open,
            ActKind.OpenBox => d.Phase == DecisionPhase.Sealed,
            ActKind.CommitLot => d is { Phase: DecisionPhase.Notice, Proposal: Elect },
            ActKind.Conclude => d is { Phase: DecisionPhase.Open, Rule: AdviceRule or RoughConsensusRule },
            ActKind.Advise or ActKind.AnswerAdvice => d.Rule is AdviceRule,
            ActKind.ObjectTo => d is { Phase: DecisionPhase.Open, Rule: not (MajorityRule or ChoosingRule) },
            ActKind.SecondObjection or ActKind.WithdrawSecond => d.Objections.Count > 0,
            ActKind.Integrate => d is { Phase: DecisionPhase.Open, Rule: not (MajorityRule or ChoosingRule or LazyConsensus) },
            ActKind.Satisfied or ActKind.TestObjection => d.Objections.Count > 0,
            _ => true,
        }).ToArray();
        if (fit.Length > 0 && !isWrong) open = fit;
        return isWrong && step.Choice % 16 == 15
            ? new DecisionId(step.Choice)
            : Pick(open, step.Whom)?.Id ?? new DecisionId(step.Choice);
    }

    private static DecisionId Election(Community community, DecisionId otherwise) =>
        community.OpenDecisions.LastOrDefault(d => d.Proposal is Elect)?.Id ?? otherwise;

    // Where the charter asks for advice first, others are asked for it; where it draws lots, its proposer may commit the seed at
    // once.
    private static Propose Proposed(PersonId by, Proposal proposal, Community community, bool isWrong)
    {
        var charter = community.CharterAt(community.LastAt)?.Charter;
        var rule = charter?[proposal.Matter] is MembersBy { Rule: var name } ? charter.Rule(name) : null;
        var others = Enumerable.Range(0, People).Select(Person).Where(p => p != by);
        return new(by, proposal, Words)
        {
            Advisers = rule is AdviceRule { Advisers: var some } ? (isWrong ? [by] : others.Take(some).ToValueList()) : [],
            Lot = rule is SortitionRule && !isWrong ? Lot.Commitment : null,
        };
    }

    private static StepDown StepDown(Community community, Step step, PersonId who, bool isWrong)
    {
        var office = community.OfficesHeldBy(who).DefaultIfEmpty(OfficesOf(community)[0]).First();
        var holder = community.Office(office).Holders.FirstOrDefault()?.Holder;
        return new(isWrong ? who : holder ?? who, office, step.Choice % 2 == 0 ? null : Words);
    }

    internal static PersonId? Concerned(Proposal? proposal) => proposal switch
    {
        Remove remove => remove.Person,
        Bar bar => bar.Person,
        LiftBar lift => lift.Person,
        Reinstate reinstate => reinstate.Person,
        Recall recall => recall.Holder,
        _ => null,
    };

    private static Mandate MandateFor(Community community, Step step, Instant now, MandatePurpose purpose) =>
        new(Other(step), new DecisionId(1 + Among(step.Choice, 5)), StreamId.Of(community.Id), purpose, now, now
            + Duration.FromHours(step.Choice - 2));

    private static Proposal ProposalOf(Step step, Community community, Instant now)
    {
        var whom = Person(step.Whom);
        var time = step.Choice % 3 == 0 ? (Duration?)null : Duration.FromHours(step.Choice * 3);
        var charter = community.CharterAt(community.LastAt)?.Charter ?? Charters.Informal();
        var offices = OfficesOf(community);
        var office = offices[Among(step.Whom, offices.Length)];
        return Among(step.Choice, 20) switch
        {
            0 or 1 => new Resolve(FreeText.Of("Resolution " + step.Whom)),
            2 or 3 => new Remove(whom, Words, time),
            4 => new Bar(whom, Words, time),
            5 => new LiftBar(community.Standings.Where(s => s.Value.IsBarred).Select(s => s.Key).DefaultIfEmpty(whom).First()),
            6 => new AmendCharter(Amended(charter, step)),
            7 => new AmendCharter(Amended(charter, step), now + Duration.FromDays(step.Whom * 3)),
            8 => new Elect(office, 1 + (step.Whom / 6)),
            9 => new Recall(office, community.Office(office).Holders.FirstOrDefault()?.Holder ?? whom, Words),
            10 => new Admit(community.Requests.Select(r => r.Person).DefaultIfEmpty(whom).First()),
            11 => new DeclareStage((Stage)Among(step.Whom + 6, 5), Words),
            12 => step.Whom % 3 == 0 && community.Invitations.FirstOrDefault() is { } open
                ? new TakeBackInvitation(open.Id)
                : new InvitePerson(whom),
            13 => new Close(Words, Words),
            14 => new Revive(),
            15 => new MergeInto(Other(step), Words),
            16 => new Absorb(MandateFor(community, step, now, MandatePurpose.Merge)),
            17 => new Split(Other(step), Words),
            18 => step.Whom % 2 == 0 ? new Reframe(Domain.Of("Something else")) : new RecordSponsor("RJZ"),
            _ => step.Whom % 2 == 0 ? new Appoint(office, whom) : new Reinstate(whom, new DecisionId(step.Whom)),
        };
    }

    private static Charter Amended(Charter charter, Step step)
    {
        if (charter[Matter.Amend] is not MembersBy { Rule: var amend }) return charter;
        return Among(step.Whom + (step.Choice / 20), 10) switch
        {
            0 => charter with { ObserversWelcome = !charter.ObserversWelcome },
            1 => charter with { Joining = new OpenJoining() },
            2 => charter.With(Matter.Amend, new MembersBy(charter.Appeals)),
            3 => charter.With(amend, charter.Rule(amend)! with { Votes = VotePolicy.Changeable, Timing = Timing.Days(0, 1) }),
            4 => charter with {
                Offices = charter.Offices.Where(o => o.Id != Office.Broker && o.Id != Office.DesignGroup).ToValueList() },
            5 => charter with {
                Offices = charter.Offices.Select(o => o with { Seats = 1, Term = Duration.FromDays(2) }).ToValueList() },
            6 => charter with { Joining = new JoiningOnRequest([]) { AskAgainAfter = Duration.FromHours(3) } },
            7 => charter.With(
                charter.Appeals, charter.Rule(charter.Appeals)! with { Timing = Timing.Days(0, 1 + (step.Choice % 3)) }),
            8 => charter with {
                Offices = charter.Offices.Select(o => o with { MustBeFilled = !o.MustBeFilled }).ToValueList(),
                    Patience = Duration.FromDays(1 + (step.Choice % 30)) },
            _ => step.Choice % 3 == 0 ? Histories.Charters[Among(step.Choice, Histories.Charters.Count)]
                : GeneratedCharters.Some[Among(step.Choice, GeneratedCharters.Some.Count)],
        };
    }

    private static Ballot BallotFor(Decision? decision, Step step, bool isWrong) => decision?.Rule switch
    {
        ChoosingRule { Method: var method } => isWrong ? VoiceBallot.For : Chosen(method, decision.Candidates.Count, step),
        _ when isWrong => new ChoiceBallot(0),
        GradientsRule { Levels: var levels } =>
            new GradientBallot(step.Choice % 8 < 4 ? levels[0].Name : levels[Among(step.Choice / 2, levels.Count)].Name),
        _ => (step.Choice % 8) switch { 5 => VoiceBallot.Against, 6 => VoiceBallot.Abstain, _ => VoiceBallot.For },
    };

    // A good ballot under each method: some mark one option, some several, some none.
    private static Ballot Chosen(CountingMethod method, int options, Step step)
    {
        var choice = step.Choice / 8;
        if (options == 0 || choice % 7 == 6) return new BlankBallot();
        var first = Among(step.Whom + choice, options);
        var others = Enumerable.Range(0, options).Where(o => o != first).ToArray();
        var some = others.Take(Among(choice, options)).Prepend(first).ToArray();
        return method switch
        {
            Plurality => new ChoiceBallot(first),
            Approval => new ApprovalBallot(some.OrderBy(o => o).ToValueList()),
            Score score =>
                new ScoreBallot(
                    some.OrderBy(o => o).Select(o => new Mark(o, o == first ? score.Highest : score.Lowest)).ToValueList()),
            Dot dot => new ScoreBallot([new Mark(first, Math.Min(dot.Budget, dot.Cap ?? dot.Budget))]),
            _ => RankedBallot.Of(some),
        };
    }

    // As many papers as people took part, most of them the same.
    private static ValueList<BallotPile> Papers(Decision? decision, Step step, bool isWrong)
    {
        var papers = decision?.Electorate?.People.Count(decision.HasVoted) ?? 0;
        if (isWrong || papers == 0) return [new BallotPile(VoiceBallot.For, 1 + Among(step.Choice, 5))];
        var odd = new BallotPile(BallotFor(decision, step, false));
        return papers == 1 ? [odd]
            : [odd, new BallotPile(BallotFor(decision, step with { Choice = 8 * Among(step.Choice, 6) }, false), papers - 1)];
    }

    internal static IEnumerable<Instant> Coming(Community community)
    {
        foreach (var decision in community.OpenDecisions)
            yield return decision.Phase == DecisionPhase.Notice ? decision.OpensAt : decision.ClosesAt;
        foreach (var invitation in community.Invitations) yield return invitation.Until;
        foreach (var standing in community.Standings)
        {
            if (community.BarOn(standing.Key)?.Until is { } bar) yield return bar;
            if (community.LeaveOf(standing.Key)?.Until is { } leave) yield return leave;
        }

        var offices = OfficesOf(community);
        foreach (var office in offices)
            foreach (var tenure in community.Office(office).Holders)
                if (tenure.Until is { } term) yield return term;
        foreach (var office in offices)
            if (community.Office(office).UnattendedSince is { } unattended
                && community.CharterAt(community.LastAt) is { Charter.Patience: var patience }) yield return unattended
                    + patience;
        foreach (var charter in community.CharterHistory.Where(c => c.SupersededBy is null)) yield return charter.InForceFrom;
        if (community.Status == Status.Proposed) yield return community.Founding.Until;
        if (community.ClosedDecisions.LastOrDefault(d => d.Proposal is Remove or Bar) is { } removal
            && community.CharterAt(community.LastAt) is { Charter.AppealWithin: var within }) yield return Later(
                removal.ClosesAt, within);
    }
}
