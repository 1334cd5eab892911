using CommunitiesOfPractice.Counting;
using CommunitiesOfPractice.Rules;
using SouthLondon;

namespace TrustIntranet;

/// <summary>
/// Nine months of six communities, up to now, told in acts: nothing is set up behind the rules' back. It is made in memory, so
/// that a host writes all of it or none.
/// </summary>
public sealed class Seed
{
    private static readonly CommunityId Medication = CommunityId.Of("cop-medication");
    private static readonly CommunityId Deterioration = CommunityId.Of("cop-deterioration");
    private static readonly CommunityId Maternity = CommunityId.Of("cop-maternity");
    private static readonly CommunityId Sepsis = CommunityId.Of("cop-sepsis");
    private static readonly CommunityId Candour = CommunityId.Of("cop-candour");
    private static readonly CommunityId Delirium = CommunityId.Of("cop-delirium");

    private static readonly IDateTimeZoneProvider Zones = DateTimeZoneProviders.Tzdb;
    private static readonly QuestionId First = QuestionId.Of("q1");
    private static readonly QuestionId Second = QuestionId.Of("q2");

    private readonly Place _place;
    private readonly People _people;
    private readonly Instant _now;
    private readonly List<Entry> _lines = [];
    private Landscape _all = Landscape.Empty;
    private Instant _at;

    private Seed(Place place, People people, Instant now) =>
        (_place, _people, _now, _at) = (place, people, now, now - Duration.FromDays(280));

    /// <summary>Tells it, ending a little before now.</summary>
    /// <exception cref="InvalidOperationException">An act of the story is refused.</exception>
    public static Seed Tell(Place place, People people, Instant now)
    {
        var seed = new Seed(place, people, now);
        seed.Found();
        seed.Join();
        seed.Convene();
        seed.Meet();
        seed.Amend();
        seed.Link();
        seed.Write();
        seed.Spread();
        seed.Ask();
        seed.Today();
        seed.Ahead();
        return seed;
    }

    /// <summary>What happened, in order, in runs of lines of one stream.</summary>
    public IEnumerable<ValueList<Entry>> Runs()
    {
        for (var (from, to) = (0, 0); from < _lines.Count; from = to)
        {
            while (to < _lines.Count && _lines[to].Stream == _lines[from].Stream) to++;
            yield return _lines.GetRange(from, to - from).ToValueList();
        }
    }

    private void Found()
    {
        foreach (var planned in _place.Communities)
        {
            var founders = RolesFor(planned.Id).Take(4).Select(role => _people.In(role).First().Key).ToArray();
            Do(planned.Id, new ProposeCommunity(
                founders[0], planned.Name, Domain.Of(planned.SharedConcern) with { InScope = [FreeText.Of(planned.Domain)] },
                CharterFor(planned.Id), ValueList.Of(founders), 3, _at + Duration.FromDays(21)) { Sponsor = planned.HostedBy });
            foreach (var founder in founders.Skip(1)) Do(planned.Id, new ConsentToFound(founder));
        }
    }

    /// <summary>
    /// Each comes in as the charter says, by an act of their own; who waits for a convener waits until there is one.
    /// </summary>
    private void Join()
    {
        Ago(278);
        foreach (var planned in _place.Communities)
            foreach (
                var person in _people.In(RolesFor(planned.Id))
                    .Where((p, i) => i % 3 < 2 && !_all[planned.Id].IsMember(p.Key))) ComeIn(planned.Id, person);
        Do(Medication, new OfferToServe(Members(Medication).First(), Office.Convener));
        Pass(8);
        foreach (var community in _place.Communities.Select(c => c.Id))
            foreach (var request in _all[community].Requests.Where(r => r.IsOpen).ToArray())
                Do(community, new ApproveRequest(Opener(community), request.Person));
        Do(Maternity, new DeclareParticipation(_people.In("Lived-experience partner").First().Key, Participation.Core));
        var watcher = _people.In("Librarian or knowledge specialist").Last().Key;
        Do(Delirium, new Observe(watcher));
        Do(Sepsis, new Follow(watcher));
    }

    private void ComeIn(CommunityId community, Someone person)
    {
        var evidence = _people.Directory.EvidenceFor(person.Key, _at);
        if (_all[community].Ask(new Join(person.Key, evidence), _at).Allowed)
        {
            Do(community, new Join(person.Key, evidence));
        }
        else if (_all[community].Charter.Joining is JoiningByInvitation)
        {
            Do(community, new Invite(Members(community).First(), person.Key));
            Do(community, new Accept(person.Key, _all[community].Invitations.Single(i => i.Person == person.Key).Id, evidence));
        }
        else
        {
            Do(community,
                new RequestToJoin(person.Key, [FreeText.Of($"I work as {person.Role} and want to learn how others do it.")]));
        }
    }

    /// <summary>They move on from first conversations, and elect who convenes them.</summary>
    private void Convene()
    {
        Ago(265);
        CommunityId[] electing = [Medication, Maternity, Sepsis, Candour, Deterioration];
        Carry([.. electing.Select(
            c => (c, (Proposal)new DeclareStage(Stage.Coalescing, "We have met three times, and know what we want to learn.")))]);
        var deputy = Members(Medication).Last();
        Do(Medication, new OfferToServe(deputy, Office.Deputy));
        Pass(8);
        Do(Medication, new StepDown(_all[Medication].Conveners.First(), Office.Convener, "Requests are answered up to today."));

        var elections = electing.Where(c => c != Deterioration).Select(community =>
        {
            var seats = _all[community].Charter.Office(Office.Convener)!.Seats;
            var election =
                Table(community, community == Medication ? deputy : Opener(community), new Elect(Office.Convener, seats));
            foreach (var candidate in Members(community).Take(seats + 2)) Do(community, new Stand(candidate, election));
            return (Community: community, Election: election);
        }).ToArray();
        Pass(7);
        var boxes = elections.Select(e => (e.Community, e.Election, Ballots: Elect(e.Community, e.Election)))
            .Where(e => _all[e.Community].Decision(e.Election)!.Rule.Secret).ToArray();
        Pass(8);
        foreach (var (community, election, ballots) in boxes) Do(community, new OpenBox(election, ballots, "sealed-box"));
        Do(Deterioration, new OfferToServe(Members(Deterioration).First(), Office.Convener));
        Pass(8);
    }

    /// <summary>Everybody votes; where the ballot is secret, what they chose is only in what this gives back.</summary>
    private ValueList<BallotPile> Elect(CommunityId community, DecisionId election)
    {
        var decision = _all[community].Decision(election)!;
        var ballots = new List<BallotPile>();
        foreach (var (voter, number) in Members(community).Select((m, i) => (m, i)).ToArray())
        {
            var order = Enumerable.Range(0, decision.Candidates.Count)
                .OrderByDescending(o => ((number + 1) * (37 + (11 * o)) % 101) - (9 * o)).ToArray();
            Ballot ballot = ((ChoosingRule)decision.Rule).Method is Approval
                ? new ApprovalBallot(ValueList.Of(order.Take(1 + number % 2).OrderBy(o => o).ToArray()))
                : new RankedBallot(Ranking.Of(order));
            Do(community, decision.Rule.Secret ? new TakePart(voter, election) : new Vote(voter, election, ballot));
            ballots.Add(new(ballot));
        }

        return ballots.ToValueList();
    }

    /// <summary>The first gatherings of Maternity and of Medication: they were held, and something came of them.</summary>
    private void Meet()
    {
        var (first, other) = (Planned("g1"), Planned("g3"));
        foreach (var planned in new[] { first, other })
        {
            Call(planned.Id, planned.Community, CallOf(planned, 9));
            foreach (var member in Members(planned.Community).Take(9).ToArray()) Yes(planned.Id, member);
        }

        Do(first.Id, new SayNo(_all[first.Id].Coming.ElementAt(2)));
        _at = Instant.Max(_all[first.Id].Time!.End, _all[other.Id].Time!.End) + Duration.FromHours(1);
        Settle();
        foreach (var planned in new[] { first, other })
            foreach (var person in _all[planned.Id].Coming.ToArray())
                Do(planned.Id, new SayCame(person, Invited(planned.Id, person), true));
        Do(other.Id, new SayNothingToWrite(_all[other.Id].Came.First()));
        Do(first.Id,
            new OfferToDo(
                _all[first.Id].Came.First(), "Bring a set of scales to each labour ward, and show how we weigh.",
                _at + Duration.FromDays(28)));
    }

    /// <summary>
    /// What is coming: one that is full, one that was moved, one that another community is asked to call too.
    /// </summary>
    private void Ahead()
    {
        var (second, open, drills) = (Planned("g2"), Planned("g4"), GatheringId.Of("g5"));
        Call(second.Id, Maternity, CallOf(second, 10) with { Capacity = 6, Online = FreeText.Of("https://meet.example/bundle") });
        Call(open.Id, open.Community, CallOf(open, 8) with { Anybody = true });
        Call(
            drills, Maternity, new GatheringCall(
                "What do we do when the drill finds nobody at night?", GatheringForm.PeerAssist, "Seminar room 2, level 3",
                On(20, new LocalTime(14, 0)), Duration.FromMinutes(90))
            { With = [Sepsis] });
        foreach (var (member, number) in Members(Maternity).Take(9).Select((m, i) => (m, i)).ToArray())
        {
            Yes(second.Id, member, number == 3 ? "A chair with arms, please." : null);
            if (number < 4) Yes(drills, member);
        }

        Do(second.Id, new SayNo(Members(Maternity).Last()));
        foreach (var member in Members(Delirium).Take(3).ToArray()) Yes(open.Id, member);
        var to = On(27, new LocalTime(15, 30));
        var organiser = _all[drills].Organiser!.Value;
        Do(drills,
            new MoveGathering(
                organiser, _all[Maternity].CallingEvidenceFor(organiser, _at)!, to, ZoneEvidence.Of(to, Zones),
                ConfirmBy: _now + Duration.FromDays(14)));
    }

    private PlannedGathering Planned(string id) => _place.Gatherings.First(planned => planned.Id.Value == id);

    // As it was planned, on a Thursday from so many days on.
    private GatheringCall CallOf(PlannedGathering planned, int days) => new(
        planned.Purpose, planned.Form, planned.Place, On(days, planned.When.Local.TimeOfDay), planned.Length, Rule: planned.Rule);

    private GivenTime On(int days, LocalTime time) => new(
        (_at + Duration.FromDays(days)).InUtc().Date.With(DateAdjusters.NextOrSame(IsoDayOfWeek.Thursday)) + time,
        "Europe/London");

    private void Call(GatheringId gathering, CommunityId community, GatheringCall call)
    {
        var (caller, home) = Members(community).Select(m => (m, _all[community].CallingEvidenceFor(m, _at)!))
            .First(one => one.Item2.MayCall);
        Do(gathering,
            new CallGathering(_all[community].AsMember(caller, _at)!, home, call, ZoneEvidence.Of(call.When, Zones)));
    }

    private void Yes(GatheringId gathering, PersonId person, string? needs = null) =>
        Do(gathering, new SayYes(person, Invited(gathering, person), FreeText.Maybe(needs)));

    private InvitationEvidence Invited(GatheringId gathering, PersonId person) =>
        new(gathering, person, ComesBy.Membership, _all.Position);

    /// <summary>Sepsis and Maternity amend their charters, and Maternity moves on.</summary>
    private void Amend()
    {
        Ago(205);
        var sepsis = _all[Sepsis].Charter;
        var maternity = _all[Maternity].Charter;
        Carry(
            [(Sepsis,
                new AmendCharter(
                    sepsis.With(Matter.AnythingElse, new MembersBy(RuleNames.Majority)) with { ObserversRead = true })),
                        (Maternity, new AmendCharter(maternity with { ObserversRead = true }))]);
        foreach (var member in _all[Sepsis].YetToAcceptCharter.Take(5).ToArray()) Do(Sepsis, new AcceptCharter(member));
        Carry([(Maternity,
            new DeclareStage(Stage.Maturing, "Two units changed their practice because of what they heard here."))]);
    }

    /// <summary>Links of several kinds: each end agrees by its own authority.</summary>
    private void Link()
    {
        Ago(165);
        var terms =
            new LinkTerms(Flow.AToB) {
                Attribution = Attribution.ByRole, Purpose = "What we learn about bleeding after birth reaches your members." };
        var overlap = new LinkTerms(Flow.Both, Onward.OneStep) { Purpose = "Sepsis after birth belongs to both of us." };
        var early = new LinkTerms(Flow.Both) { Purpose = "Spotting it in time is the same work." };
        var hillcrest = DirectoryGroup.Organisation("fic-hillcrest");
        var (sims, leads, births, spotting, homes) =
            (LinkId.Of("maternity-sims"), LinkId.Of("maternity-labour-ward-leads"), LinkId.Of("maternity-sepsis"),
                LinkId.Of("sepsis-deterioration"), LinkId.Of("delirium-hillcrest"));

        Carry(
        [
            (Maternity, Offer(sims, Party.Of(People.Sims), LinkKind.Network, terms)),
                (Maternity, Offer(leads, Party.Of(People.LabourWardLeads), LinkKind.Network, terms)),
            (Maternity, Offer(births, Party.Of(Sepsis), LinkKind.Overlap, overlap)),
                (Sepsis, Offer(spotting, Party.Of(Deterioration), LinkKind.Overlap, early)),
            (Delirium,
                Offer(homes, Party.Of(hillcrest), LinkKind.Organisation,
                    new LinkTerms(Flow.Both) { Purpose = "What families tell us reaches the wards, and back." })),
        ]);
        foreach (var (link, group) in new[] { (sims, People.Sims), (leads, People.LabourWardLeads), (homes, hillcrest) })
            Do(link, new AcceptLink(
                new AsSpokesperson(
                    new Spokesperson(group, StaffDirectory.SpokespersonOf(_people, group)!.Value, People.DirectoryName))));
        Do(births, new AskAboutLink(Member(Sepsis), "Would our notes go further than your community?"));
        Do(births, new AnswerAboutLink(Member(Maternity), 1, "One step, and only if your members decide each time."));
        Carry(
        [
            (Sepsis, new SettleLink(births, new LinkMatter(LinkStep.Accept, Party.Of(Maternity), LinkKind.Overlap, overlap))),
            (Deterioration, new SettleLink(spotting, new LinkMatter(LinkStep.Accept, Party.Of(Sepsis), LinkKind.Overlap, early))),
        ]);
        foreach (
            var (link, end) in new[] { (births, Maternity), (births, Sepsis), (spotting, Sepsis), (spotting, Deterioration) }) Do(
                link, new BeginBroking(Member(end)));

        static SettleLink Offer(LinkId link, Party to, LinkKind kind, LinkTerms terms) =>
            new(link, new LinkMatter(LinkStep.Offer, to, kind, terms));
    }

    /// <summary>What worked, what did not, and why; wider by consent and by decision.</summary>
    private void Write()
    {
        Ago(140);
        foreach (var planned in _place.Notes)
        {
            var acting = Members(planned.Community).Where(m => _all[planned.Community].AsMember(m, _at)!.Evidence.MayAct)
                .ToArray();
            var author = acting.Where(m => _people[m].Role == planned.Role).Concat(acting).First();
            var home = _all[planned.Community].AsMember(author, _at)!;
            Do(planned.Id,
                new DraftNote(
                    home, planned.Content, People.Profession(planned.Role), DirectoryGroup.Organisation(planned.Organisation)));
            Do(planned.Id,
                new GiveConsent(
                    author, new Consent(planned.Audience) { Inside = Attribution.ByRole, Outside = planned.Outside }));
            if (planned.Identifiable) continue;
            Do(planned.Id, new OfferNote(home));
            Do(planned.Id, new ReportFinding(1, planned.Audience, "information-governance-reviewer", "ig-desk"));
        }

        foreach (var note in new[] { "pn-01", "pn-02" })
            Do(Planned("g1").Id, new PointToNote(_all[Planned("g1").Id].Came.First(), _all[NoteId.Of(note)].Evidence()!));

        var bundle = NoteId.Of("back-to-basics");
        var writer = Member(Maternity);
        Do(bundle,
            new DraftNote(
                writer, new BundleContent("Back to basics", [NoteId.Of("pn-01"), NoteId.Of("pn-03"), NoteId.Of("pn-04")])
        {
            Topics = ["back-to-basics"], MeantFor = "Midwives and obstetricians", ReviewBy = _now + Duration.FromDays(150),
                Licence = "OGL-3.0",
        }));
        Do(bundle, new GiveConsent(writer.Evidence.Person, new Consent(Audience.System) { Inside = Attribution.ByRole }));
        Do(bundle, new OfferNote(writer));
        Do(bundle, new ReportFinding(1, Audience.System, "information-governance-reviewer", "ig-desk"));
        Carry(
        [
            .. _place.Notes.Where(n => n is { Identifiable: false, Audience: > Audience.Community })
                .Select(n => (n.Community, (Proposal)new WidenNote(n.Id, new WidenMatter(1, n.Audience, null)))),
            (Maternity, new WidenNote(bundle, new WidenMatter(1, Audience.System, null))),
        ]);
        Carry([(Sepsis,
            new PassNoteOn(
                NoteId.Of("pn-03"), new PassOnMatter(LinkId.Of("maternity-sepsis"), LinkId.Of("sepsis-deterioration"))))]);
    }

    /// <summary>Others take it up, change it or give it up, and say what came of it.</summary>
    private void Spread()
    {
        Ago(85);
        foreach (var planned in _place.Adoptions)
        {
            var organisation = DirectoryGroup.Organisation(planned.By);
            var person = _people.All.First(p => p.Organisation?.Code == planned.By).Key;
            var by = new AsStaff(person, organisation, _people.Directory.EvidenceFor(person, _at));
            Do(planned.Id,
                new ConsiderNote(by, new ReadingEvidence(planned.Note, _all[planned.Note].Edition, person, _all.Position)));
            if (planned.Decision == "Adapt") Do(planned.Id, new Adapt(by, planned.Why, "It had to fit here."));
            else Do(planned.Id, new Adopt(by, planned.Decision == "Adopt" ? planned.Why : "It looked right."));
            Pass(9);
            if (planned.Decision == "Abandon") Do(planned.Id, new Abandon(by, planned.Why));
            if (planned.Decision != "Adapt") continue;
            var (outcome, happened) = CameOf(planned.Note);
            Do(planned.Id, new ReportOutcome(by, outcome, happened));
            if (planned.Id.Value == "ad-1")
                foreach (var (cycle, words) in _place.ValueStory) Do(planned.Id, new TellStory(by, cycle, words));
        }
    }

    // What those who changed it say of the note that they took up.
    private static (PracticeOutcome Outcome, FreeText Happened) CameOf(NoteId note) => note.Value switch
    {
        "pn-01" => (PracticeOutcome.Worked, "The total is spoken aloud at the door, and nobody argues over it."),
        _ => (PracticeOutcome.Mixed, "The drill runs on most nights now. At weekends nobody has taken it on yet."),
    };

    /// <summary>
    /// Peers ask peers. One question crosses a link, is answered there, and the answer helps; one waits for an answer.
    /// </summary>
    private void Ask()
    {
        Ago(30);
        var (asker, link) = (Asking(Maternity, "Midwife"), _all[LinkId.Of("maternity-sepsis")]);
        var carrying = Members(Maternity).Select(member => _all[Maternity].CarryingEvidenceFor(member, link, _at)!)
            .First(one => one.MayCarry);
        Do(First, new AskQuestion(
            asker, _all[Maternity].AskingEvidenceFor(asker, _at)!,
            new QuestionContent(
                "Who do you call first when sepsis and bleeding come together?",
                "We call two teams, and each waits for the other.") { Topics = ["sepsis", "bleeding"] },
            new Consent(Audience.Linked) { Inside = Attribution.Named, Outside = Attribution.ByRole },
            People.Profession("Midwife")));
        Do(First, new CarryQuestion(carrying.Person, carrying, "broker"));
        Pass(1);
        Answer(Members(Maternity).First(member => member != asker), "The obstetric registrar, and they call the rest.",
            Audience.Community);
        Answer(Asking(Sepsis, "Critical care outreach nurse"),
            "One number for both: the outreach nurse comes, and brings the others.", Audience.Linked);
        Pass(2);
        Do(First, new SayHelped(asker, 2, true, "We put their number on the door. Nobody waits for the other any more."));
        var second = Asking(Sepsis, "Paramedic");
        Do(Second, new AskQuestion(
            second, _all[Sepsis].AskingEvidenceFor(second, _at)!,
            new QuestionContent("What do you hand over on paper, and what by voice?") { Topics = ["handover"] },
            new Consent(Audience.Community) { Inside = Attribution.ByRole }, People.Profession("Paramedic")));
    }

    // Those whose role it is, else the first who may.
    private PersonId Asking(CommunityId community, string role) => Members(community)
        .Where(member => _all[community].AskingEvidenceFor(member, _at)!.MayAsk)
        .OrderByDescending(member => _people[member].Role == role).First();

    private void Answer(PersonId by, FreeText text, Audience ceiling)
    {
        var commons = Commons.Empty.With(_people.Directory).After(_lines.Select((line, i) => new Recorded(i + 1, line)));
        Do(First, new AnswerQuestion(
            by, new Caller(by, _at, commons, _people.Directory).ReadingOf(First), text,
            new Consent(ceiling) { Inside = Attribution.Named, Outside = Attribution.Named },
            People.Profession(_people[by].Role)));
    }

    /// <summary>
    /// What is open now: a vote, people who stand for an office, an offered link, somebody who asks to join, somebody who is
    /// invited.
    /// </summary>
    private void Today()
    {
        Ago(24);
        Carry([(Medication,
            new SettleLink(LinkId.Of("medication-delirium"), new LinkMatter(LinkStep.Offer, Party.Of(Delirium), LinkKind.Sister,
            new LinkTerms(Flow.Both) { Purpose = "Medicines are among the first things to look at." })))]);
        Do(LinkId.Of("medication-delirium"), new AskAboutLink(Member(Delirium), "Who would carry it at your end?"));

        Ago(10);
        var facilitating =
            Table(Candour, Members(Candour).First(), new Elect(Office.Facilitator),
                "Somebody who listens, and settles nothing alone.");
        foreach (var candidate in Members(Candour).Skip(2).Take(3).ToArray()) Do(Candour, new Stand(candidate, facilitating));

        Ago(6);
        var record =
            Table(Maternity, Opener(Maternity), new Resolve("Say the running total aloud at every birth, not only in theatre."),
                "Two units do, and escalate sooner.");
        var sepsis =
            Table(Sepsis, Members(Sepsis).First(),
                new DeclareStage(Stage.Maturing, "We meet every month, and three services use the same words."));
        Ago(4);
        Do(Maternity,
            new Propose(
                Members(Maternity).Last(), new AmendCharter(_all[Maternity].Charter with { EndorsedFirst = true }),
                    "A second pair of eyes before it leaves us."));
        Ago(3);
        foreach (var (voter, number) in Members(Maternity).Take(7).Select((m, i) => (m, i)).ToArray())
            Do(Maternity, new Vote(voter, record, number is 2 or 5 ? VoiceBallot.Against : VoiceBallot.For));
        Do(Sepsis, new ObjectTo(Members(Sepsis).Skip(2).First(), sepsis, "The care homes have not been asked yet."));
        var election =
            Table(Deterioration, Opener(Deterioration), new Elect(Office.Convener), "Two carry it more lightly than one.");
        foreach (var candidate in Members(Deterioration).Skip(1).Take(2).ToArray())
            Do(Deterioration, new Stand(candidate, election));
        Ago(2);
        Do(Medication,
            new RequestToJoin(
                _people.In("Paramedic").First().Key,
                    [FreeText.Of("I bring people in with carrier bags of medicines, and want to know what helps.")]));
        Do(Candour, new Invite(Members(Candour).First(), _people.In("Midwife").First().Key));
        var own = _all[Delirium].AsMember(_people.In("Carer").First().Key, _at)!;
        var draft = NoteId.Of("pn-15");
        Do(draft,
            new DraftNote(
                own, new PracticeContent(
                    "Ask us before the ward round", "A phone call to the family at eight", "An older people's ward",
            PracticeOutcome.TooEarlyToSay, "Families know what is usual, and nobody asks until it is late"),
                People.Profession("Carer")));
    }

    /// <summary>
    /// Puts proposals before the members, in any number of communities at once; all vote for them, they close, and what was
    /// decided is carried out.
    /// </summary>
    private void Carry((CommunityId Community, Proposal Proposal)[] proposals)
    {
        var tabled =
            proposals.Select(
                p => (p.Community, Decision: Table(p.Community, Opener(p.Community), p.Proposal, "So that nobody reinvents it.")))
                    .ToArray();
        _at = tabled.Max(t => _all[t.Community].Decision(t.Decision)!.OpensAt);
        Settle();
        foreach (var (community, decision) in tabled)
            foreach (var member in Members(community).ToArray())
                if (_all[community].Ask(new Vote(member, decision, VoiceBallot.For), _at).Allowed)
                    Do(community, new Vote(member, decision, VoiceBallot.For));
        _at = Instant.Max(_at, tabled.Max(t => _all[t.Community].Decision(t.Decision)!.ClosesAt));
        Settle();
        foreach (var (community, decision) in tabled)
            if (_all[community].Decision(decision) is { Result: not { Outcome: Outcome.Carried } } lost)
                throw new InvalidOperationException($"{lost.Proposal.Sentence} ended {lost.Result?.Outcome}.");
    }

    private DecisionId Table(CommunityId community, PersonId by, Proposal proposal, string? why = null)
    {
        Do(community, new Propose(by, proposal, FreeText.Maybe(why)));
        return _all[community].OpenDecisions.Last().Id;
    }

    private void Ago(int days)
    {
        _at = Instant.Max(_at, _now - Duration.FromDays(days));
        Settle();
    }

    private void Pass(int days)
    {
        _at += Duration.FromDays(days);
        Settle();
    }

    private void Settle()
    {
        foreach (var stream in _all.Streams.ToArray()) Keep(_all.Settle(stream, _at));
        foreach (var next in _all.ToCarryOut(_at).ToArray()) Keep(_all.Do(next.On, next.Act, _at));
    }

    private void Do(CommunityId community, IActOn<Community> act) => Do(StreamId.Of(community), (Act)act);

    private void Do(LinkId link, IActOn<Link> act) => Do(StreamId.Of(link), (Act)act);

    private void Do(NoteId note, IActOn<PracticeNote> act) => Do(StreamId.Of(note), (Act)act);

    private void Do(AdoptionId adoption, IActOn<Adoption> act) => Do(StreamId.Of(adoption), (Act)act);

    private void Do(QuestionId question, IActOn<Question> act) => Do(StreamId.Of(question), (Act)act);

    private void Do(GatheringId gathering, IActOn<Gathering> act) => Do(StreamId.Of(gathering), (Act)act);

    private void Do(StreamId on, Act act)
    {
        _at += Duration.FromMinutes(1);
        if (Keep(_all.Do(on, act, _at)) is { Allowed: false } refused)
            throw new InvalidOperationException($"{on} refused {act}: {refused.Text}");
    }

    private Answer Keep(Done<Landscape> done)
    {
        _lines.AddRange(done.Events);
        _all = done.After;
        return done.Answer;
    }

    private IEnumerable<PersonId> Members(CommunityId community) => _all[community].Members;

    /// <summary>Who may put a matter before the members: the convener where the charter says so, else any member.</summary>
    private PersonId Opener(CommunityId community) =>
        _all[community].Charter[Matter.Open] is HolderOf ? _all[community].Conveners.First() : Members(community).First();

    private AsMember Member(CommunityId community) =>
        Members(community).Reverse().Select(m => _all[community].AsMember(m, _at)!).First(m => m.Evidence.MayAct);

    private static string[] RolesFor(CommunityId community) => community.Value switch
    {
        "cop-medication" =>
            ["Medication safety officer", "Pharmacist", "Resident doctor", "Patient safety specialist", "Care home manager"],
        "cop-deterioration" => ["Critical care outreach nurse", "Resident doctor", "Paramedic", "Improvement adviser"],
        "cop-maternity" =>
            ["Consultant obstetrician", "Midwife", "Obstetric anaesthetist", "Labour ward lead", "Lived-experience partner",
                "Educationalist", "Improvement adviser"],
        "cop-sepsis" => ["Resident doctor", "Paramedic", "Critical care outreach nurse", "Care home manager", "Carer"],
        "cop-candour" =>
            ["Patient safety specialist", "Lived-experience partner", "Consultant obstetrician",
                "Librarian or knowledge specialist"],
        _ => ["Carer", "Pharmacist", "Care home manager"],
    };

    /// <summary>A ready charter each, edited where the community wants something else.</summary>
    private static Charter CharterFor(CommunityId community) => community.Value switch
    {
        "cop-medication" => Charters.Elected(),
        "cop-maternity" => Charters.FederatedCircle(
            People.Profession("Consultant obstetrician"), People.Profession("Midwife"),
                People.Profession("Obstetric anaesthetist"), People.Profession("Labour ward lead")),
        "cop-sepsis" => Charters.ByConsent() with { Joining = new OpenJoining() },
        "cop-candour" => Charters.ByConsent() with
        {
            Name = "Consent, by invitation", Joining = new JoiningByInvitation(),
            Rules = Charters.ByConsent().Rules.Select(
                r => r.Name == RuleNames.Election ? r with { Rule = r.Rule with { Secret = true } } : r).ToValueList(),
        },
        "cop-delirium" => Charters.Informal() with { Name = "Informal, watching welcome", ObserversRead = true },
        _ => Charters.Informal(),
    };
}
