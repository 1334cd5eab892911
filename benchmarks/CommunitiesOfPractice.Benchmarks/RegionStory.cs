using System.Globalization;
using CommunitiesOfPractice.Counting;
using CommunitiesOfPractice.Events;
using CommunitiesOfPractice.Rules;

namespace CommunitiesOfPractice.Benchmarks;

/// <summary>
/// A year of a region, told in acts. Each stream has its own state and is told by itself, and the lines are put in the order of
/// their instants afterwards. The library rules on every act, and the first refusal ends the telling.
/// </summary>
internal sealed class RegionStory
{
    private readonly RegionPeople _people;
    private readonly Random _random;
    private readonly Instant _now;
    private readonly int _noteCount;
    private readonly Dictionary<CommunityId, Community> _communities = [];
    private readonly Dictionary<LinkId, Link> _links = [];
    private readonly Dictionary<NoteId, PracticeNote> _notes = [];
    private readonly Dictionary<AdoptionId, Adoption> _adoptions = [];
    private readonly Queue<Mandate> _given = [];
    private readonly List<Entry> _lines = [];
    private Instant _at;

    private RegionStory(RegionPeople people, Random random, Instant now)
    {
        (_people, _random, _now, _noteCount) = (people, random, now, Math.Max(40, people.All.Count * 4 / 5));
        Planned = Plan();
    }

    /// <summary>Its communities, the largest first.</summary>
    public PlannedCommunity[] Planned { get; }

    public IReadOnlyDictionary<CommunityId, Community> Communities => _communities;

    public IReadOnlyDictionary<LinkId, Link> Links => _links;

    public IReadOnlyDictionary<NoteId, PracticeNote> Notes => _notes;

    public IReadOnlyDictionary<AdoptionId, Adoption> Adoptions => _adoptions;

    /// <summary>Tells it up to now.</summary>
    /// <exception cref="InvalidOperationException">An act of the story is refused.</exception>
    public static RegionStory Tell(RegionPeople people, Random random, Instant now)
    {
        var story = new RegionStory(people, random, now);
        story.Found();
        story.Join();
        story.Convene();
        story.Link();
        story.Write();
        story.Widen();
        story.Spread();
        story.Today();
        return story;
    }

    /// <summary>What happened, by instant. Lines of one instant stay as they were told, and so does each stream.</summary>
    public Entry[] Lines() => [.. _lines.OrderBy(line => line.At)];

    /// <summary>
    /// How many communities there are, and who will be in each: the largest has a tenth of all, and the one in the middle sixty
    /// where there are enough people. Some people are in several, and about half in none.
    /// </summary>
    private PlannedCommunity[] Plan()
    {
        var count = Math.Clamp(_people.All.Count / 100, 6, 300);
        var largest = Math.Max(16, _people.All.Count / 10);
        var slope = Math.Max(0.3, Math.Log(largest / 60.0) / Math.Log(count / 2.0));
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            var members = Math.Max(8, (int)(largest / Math.Pow(i + 1, slope)));
            var drawn = Draw(members + 6 + members / 10);
            var topic = RegionWords.Topics[i % RegionWords.Topics.Length];
            var place = RegionWords.Places[i % RegionWords.Places.Length];
            return new PlannedCommunity(
                CommunityId.Of("cop-" + Number(i, 3)), $"{topic} {place}", topic, CharterOf(i), drawn[..members],
                drawn[members..]);
        })];
    }

    /// <summary>The ready charters in turn. In every fifth community, elections are secret.</summary>
    private static Charter CharterOf(int number)
    {
        var ready = Charters.Ready[number % Charters.Ready.Count];
        return number % 5 != 3 ? ready : ready with
        {
            Rules = ready.Rules.Select(
                r => r.Name == RuleNames.Election ? r with { Rule = r.Rule with { Secret = true } } : r).ToValueList(),
        };
    }

    private void Found()
    {
        foreach (var (i, plan) in Planned.Index())
        {
            Ago(355 - 40.0 * i / Planned.Length);
            var founders = plan.Members[..4];
            Do(plan.Id, new ProposeCommunity(
                founders[0], plan.Name, Domain.Of($"{plan.Topic}: what works, for whom, and why"), plan.Charter,
                ValueList.Of(founders), 3, _at + Duration.FromDays(21)));
            foreach (var founder in founders[1..]) Do(plan.Id, new ConsentToFound(founder));
            if (plan.IsLed) Do(plan.Id, new OfferToServe(founders[0], Office.Convener));
            if (plan.Charter.Office(Office.Facilitator) is not null)
                Do(plan.Id, new OfferToServe(founders[1], Office.Facilitator));
        }
    }

    /// <summary>They come in over three months as their charter says. Then each is told what the directory says.</summary>
    private void Join()
    {
        foreach (var plan in Planned)
        {
            Ago(300);
            var between = Duration.FromDays(80) / plan.Members.Length;
            foreach (var (i, person) in plan.Members[4..].Index())
            {
                _at += between;
                ComeIn(plan, person, i);
            }

            foreach (var (i, person) in plan.Outsiders[6..].Index())
                Do(plan.Id, i % 2 == 0 ? new Observe(person) : new Follow(person));
            foreach (var fact in _people.Directory.ChangesFor(_communities[plan.Id], _at).ToArray()) Do(plan.Id, fact);
        }
    }

    private void ComeIn(PlannedCommunity plan, PersonId person, int number)
    {
        var evidence = _people.Directory.EvidenceFor(person, _at);
        if (number % 20 == 7)
        {
            Do(plan.Id, new Accept(person, Do(plan.Id, new Invite(plan.Opener, person)).Invitation!.Value, evidence));
        }
        else if (plan.Charter.Joining is JoiningOnRequest asking)
        {
            Do(plan.Id, Request(person, asking));
            Do(plan.Id, new ApproveRequest(plan.Opener, person));
        }
        else
        {
            Do(plan.Id, new Join(person, evidence));
        }

        if (number % 6 == 0) Do(plan.Id, new DeclareParticipation(person, (Participation)(number / 6 % 4)));
    }

    private RequestToJoin Request(PersonId person, JoiningOnRequest asking) => new(person, asking.Questions
        .Select(_ => FreeText.Of($"I work as {_people[person].Role} and want to learn how others do it.")).ToValueList());

    /// <summary>They move on from first conversations, and elect who convenes them where nobody has offered.</summary>
    private void Convene()
    {
        foreach (var plan in Planned)
        {
            Ago(212);
            Carry(plan, [new DeclareStage(Stage.Coalescing, "We have met three times, and know what we want to learn.")]);
            if (plan.IsLed) continue;
            Ago(190);
            var seats = plan.Charter.Office(Office.Convener)!.Seats;
            var election = Table(plan, new Elect(Office.Convener, seats));
            Stand(plan, election, seats + 1);
            _at = _communities[plan.Id].Decision(election)!.OpensAt;
            var ballots = Vote(plan, election, 12);
            _at = _communities[plan.Id].Decision(election)!.ClosesAt;
            Settle(plan);
            if (plan.IsSecret) Do(plan.Id, new OpenBox(election, ballots, "sealed-box"));
        }
    }

    private void Stand(PlannedCommunity plan, DecisionId election, int candidates)
    {
        foreach (var candidate in plan.Members[1..(1 + candidates)]) Do(plan.Id, new Stand(candidate, election));
    }

    /// <summary>Some vote in an election. Where it is secret, what they chose is only in what this gives back.</summary>
    private ValueList<BallotPile> Vote(PlannedCommunity plan, DecisionId election, int voters)
    {
        var decision = _communities[plan.Id].Decision(election)!;
        var ballots = new List<BallotPile>();
        foreach (var voter in plan.Members.Take(voters))
        {
            var order = Enumerable.Range(0, decision.Candidates.Count).ToArray();
            _random.Shuffle(order);
            Ballot ballot = ((ChoosingRule)decision.Rule).Method is Approval
                ? new ApprovalBallot([order[0]])
                : RankedBallot.Of(order);
            Do(plan.Id, decision.Rule.Secret ? new TakePart(voter, election) : new Vote(voter, election, ballot));
            ballots.Add(new(ballot));
        }

        return ballots.ToValueList();
    }

    /// <summary>Each community offers a link to the next one and one to an organisation, and accepts what is offered.</summary>
    private void Link()
    {
        var terms = new LinkTerms(Flow.Both) { Purpose = "What one of us learns reaches the other." };
        var offers = Planned.Select((plan, i) =>
            (Beside: LinkId.Of("link-" + Number(2 * i, 4)), With: LinkId.Of("link-" + Number(2 * i + 1, 4)),
                From: plan, To: Planned[(i + 1) % Planned.Length], Group: EmployerIn(plan))).ToArray();
        foreach (var (beside, with, from, to, group) in offers)
        {
            Ago(165);
            Carry(from,
            [
                new SettleLink(beside, new(LinkStep.Offer, Party.Of(to.Id), LinkKind.Overlap, terms)),
                new SettleLink(with, new(LinkStep.Offer, Party.Of(group), LinkKind.Organisation, terms)),
            ]);
            Do(with, new AcceptLink(new AsSpokesperson(
                new Spokesperson(group, _people.SpokespersonOf(group)!.Value, RegionPeople.DirectoryName))));
        }

        foreach (var (beside, _, from, to, _) in offers)
        {
            Ago(150);
            Carry(to, [new SettleLink(beside, new(LinkStep.Accept, Party.Of(from.Id), LinkKind.Overlap, terms))]);
            Do(beside, new BeginBroking(Member(to, to.Members[1])));
        }
    }

    private DirectoryGroup EmployerIn(PlannedCommunity plan) =>
        _people.Of(plan.Members).Concat(_people.All).First(person => person.Employer is not null).Employer!.Value;

    /// <summary>
    /// Members write down what worked and what did not, consent, and offer it. For most it stays in their community. Others look
    /// at what may go further. A few are still drafts.
    /// </summary>
    private void Write()
    {
        var places = Planned.SelectMany(plan => plan.Members.Select(author => (Plan: plan, Author: author))).ToArray();
        var days = 80.0 / _noteCount;
        for (var i = 0; i < _noteCount; i++)
        {
            Ago(130 - i * days);
            var (plan, author) = places[_random.Next(places.Length)];
            var (note, reach, home) = (NoteId.Of("note-" + Number(i, 5)), Reach(i), Member(plan, author));
            Do(note, new DraftNote(home, Content(plan, i), _people[author].Profession, _people[author].Employer));
            Do(note, new GiveConsent(author, new Consent(reach)
            {
                Inside = i % 4 == 0 ? Attribution.ByRole : Attribution.Named, Outside = (Attribution)(1 + i % 3),
            }));
            if (i % 25 == 24) continue;
            Do(note, new OfferNote(home));
            if (reach == Audience.Community) continue;
            var peer = Member(plan, plan.Members.First(member => member != author));
            if (i % 2 == 0) Do(note, new Endorse(peer, new EndorseMatter(1)));
            Do(note, new RecordFinding(peer, 1, reach, "peer-reader"));
            plan.ToWiden.Add((note, reach));
        }
    }

    /// <summary>How far a note is meant to reach: of a hundred, 35 to the linked, six to all listed, four to anyone.</summary>
    private static Audience Reach(int number) => (number * 37 % 100) switch
    {
        < 35 => Audience.Linked, < 41 => Audience.System, < 45 => Audience.Public, _ => Audience.Community,
    };

    private PracticeContent Content(PlannedCommunity plan, int number)
    {
        var (tried, why) = (Any(RegionWords.Tried), Any(RegionWords.Reasons));
        var place = Any(RegionWords.Places);
        return new(
            $"{plan.Topic} {place}: {tried}", $"{tried}, {place}, for {_random.Next(2, 12)} weeks.",
            $"A team of {_random.Next(4, 40)} in {Any(RegionWords.Boroughs)}, and as many more on the rota.",
            (PracticeOutcome)(number % 4), $"{why}. {Any(RegionWords.Reasons)}.")
        {
            Happened = Any(RegionWords.Happened), Topics = [plan.Topic, place], Cycle = (ValueCycle)(number % 5),
            Licence = number % 3 == 0 ? "CC-BY-4.0" : null,
        };
    }

    /// <summary>
    /// The members widen what was meant to go further, some at a time. Where a vote needs many of them, they do so for a few
    /// notes. Later, some authors withdraw.
    /// </summary>
    private void Widen()
    {
        foreach (var plan in Planned)
        {
            Ago(49);
            Carry(plan, plan.ToWiden.Take(plan.Quorate.Length > 30 ? 5 : int.MaxValue)
                .Select(widening => new WidenNote(widening.Note, new WidenMatter(1, widening.Reach, null))));
        }

        Ago(27);
        foreach (var note in _notes.Values.Where((_, i) => i % 50 == 7).ToArray())
            Do(note.Id, new WithdrawNote(note.Contributors.First().Person, "We do it otherwise now."));
    }

    /// <summary>
    /// A tenth of the notes are taken up, changed or declined elsewhere. The Commons says of each whether its adopter reads it.
    /// </summary>
    private void Spread()
    {
        Ago(26);
        var lines = Lines();
        var commons = Commons.Empty.With(_people.Directory).After(lines.Select((line, i) => new Recorded(i + 1, line))).At(_at);
        var planned = Planned.ToDictionary(plan => plan.Id);
        var offered = _notes.Values.Where(note => note.Status == NoteStatus.Offered).ToArray();
        foreach (var (i, note) in offered.Where((_, i) => i % 9 == 0).Index())
        {
            Ago(26 - 54.0 * i / offered.Length);
            var reader = note.Decided >= Audience.System
                ? _people.All[_random.Next(_people.All.Count)]
                : _people[Any(planned[note.Home].Members)];
            var reading = commons.Check(reader.Key, note.Id, _at);
            if (reading.Evidence is not { } evidence)
                throw new InvalidOperationException($"{reader.Key} may not read {note.Id}: {reading.ToAnswer().Text}");
            var adoption = AdoptionId.Of("adoption-" + Number(i, 4));
            Capacity by = reader.Employer is { } employer
                ? new AsStaff(reader.Key, employer, _people.Directory.EvidenceFor(reader.Key, _at))
                : new AsThemself(reader.Key);
            Do(adoption, new ConsiderNote(by, evidence, $"{Any(RegionWords.Boroughs)}, and fewer of us than there."));
            if (i % 10 == 9) continue;
            _at += Duration.FromDays(1);
            Do(adoption, (i % 10) switch
            {
                < 5 => new Adopt(by, "It answers what we asked."),
                < 8 => new Adapt(by, "We do it twice a week.", "It had to fit our rota."),
                _ => new DeclineNote(by, "We tried the like of it last year."),
            });
            if (i % 10 == 8) continue;
            _at += Duration.FromDays(7);
            Do(adoption, new ReportOutcome(by, (PracticeOutcome)(i % 4), Any(RegionWords.Happened)));
            if (i % 3 == 0) Do(adoption, new TellStory(by, (ValueCycle)(i % 5), Any(RegionWords.Reasons) + "."));
        }
    }

    /// <summary>What was decided of late, and what is open now: an election, a matter, requests and invitations.</summary>
    private void Today()
    {
        foreach (var (i, plan) in Planned.Index())
        {
            Ago(25);
            Carry(plan, [new Resolve("Meet every month, at a time that those on shifts can make.")]);
            Ago(10);
            var election = plan.IsSecret || i % 3 == 0 ? Table(plan, new Elect(Office.Broker)) : (DecisionId?)null;
            if (election is { } tabled) Stand(plan, tabled, 3);
            var matter = new Resolve("Begin each meeting with a story from a patient.");
            var timing = plan.Charter.Rule(((MembersBy)plan.Charter[matter.Matter]!).Rule)!.Timing;
            _at = _now - timing.Notice - timing.Open / 2;
            var open = Table(plan, matter);
            Ago(1);
            if (election is { } voting) Vote(plan, voting, 5);
            if (plan.Charter.Rule(_communities[plan.Id].Decision(open)!.RuleName) is not LazyConsensus)
                foreach (var voter in plan.Members[1..4]) Do(plan.Id, new Vote(voter, open, VoiceBallot.For));
            foreach (var person in plan.Outsiders[..2]) Do(plan.Id, new Invite(plan.Opener, person));
            if (plan.Charter.Joining is JoiningOnRequest asking)
                foreach (var person in plan.Outsiders[2..4]) Do(plan.Id, Request(person, asking));
            Ago(0);
            Settle(plan);
        }
    }

    /// <summary>Puts proposals before the members. Enough vote for each, and what was decided is carried out.</summary>
    private void Carry(PlannedCommunity plan, IEnumerable<Proposal> proposals)
    {
        var tabled = proposals.Select(proposal => Table(plan, proposal)).ToArray();
        var decisions = tabled.Select(id => _communities[plan.Id].Decision(id)!).ToArray();
        if (decisions is []) return;
        _at = decisions.Max(decision => decision.OpensAt);
        foreach (var decision in decisions.Where(decision => decision.Rule is not LazyConsensus))
            foreach (var voter in plan.Quorate) Do(plan.Id, new Vote(voter, decision.Id, VoiceBallot.For));
        _at = decisions.Max(decision => decision.ClosesAt);
        Settle(plan);
        foreach (var decision in tabled.Select(id => _communities[plan.Id].Decision(id)!))
            if (decision.Result?.Outcome != Outcome.Carried)
                throw new InvalidOperationException($"{plan.Id}: {decision.Proposal.Sentence} ended {decision.Result?.Outcome}.");
        while (_given.TryDequeue(out var mandate)) CarryOut(mandate);
    }

    private void CarryOut(Mandate mandate)
    {
        var by = new ByMandate(mandate);
        if (mandate.What is LinkMatter link)
        {
            var id = LinkId.Of(mandate.To.Id);
            Do(id, link.ToAct(by, _links.GetValueOrDefault(id) ?? CommunitiesOfPractice.Link.Unknown(id)));
        }
        else
        {
            Do(NoteId.Of(mandate.To.Id), new Widen(by, (WidenMatter)mandate.What!));
        }
    }

    private DecisionId Table(PlannedCommunity plan, Proposal proposal) =>
        Do(plan.Id, new Propose(plan.Opener, proposal, "So that nobody has to find it out again.")).Decision!.Value;

    private AsMember Member(PlannedCommunity plan, PersonId person) => _communities[plan.Id].AsMember(person, _at)!;

    private void Ago(double days) => _at = _now - Duration.FromDays(days);

    private void Settle(PlannedCommunity plan) => _communities[plan.Id] = Keep(_communities[plan.Id].Settle(_at), null);

    private Done<Community> Do(CommunityId on, IActOn<Community> act)
    {
        var done = (_communities.GetValueOrDefault(on) ?? Community.Unknown(on)).Do(act, _at);
        _communities[on] = Keep(done, act);
        return done;
    }

    private void Do(LinkId on, IActOn<Link> act) =>
        _links[on] = Keep((_links.GetValueOrDefault(on) ?? CommunitiesOfPractice.Link.Unknown(on)).Do(act, _at), act);

    private void Do(NoteId on, IActOn<PracticeNote> act) =>
        _notes[on] = Keep((_notes.GetValueOrDefault(on) ?? PracticeNote.Unknown(on)).Do(act, _at), act);

    private void Do(AdoptionId on, IActOn<Adoption> act) =>
        _adoptions[on] = Keep((_adoptions.GetValueOrDefault(on) ?? Adoption.Unknown(on)).Do(act, _at), act);

    private TState Keep<TState>(Done<TState> done, object? act)
    {
        if (!done.Allowed) throw new InvalidOperationException($"{act} was refused: {done.Text}");
        _lines.AddRange(done.Events);
        foreach (var line in done.Events)
            if (line.Event is MandateGiven given) _given.Enqueue(given.Mandate);
        return done.After;
    }

    private PersonId[] Draw(int count)
    {
        var drawn = new HashSet<PersonId>();
        while (drawn.Count < count) drawn.Add(_people.All[_random.Next(_people.All.Count)].Key);
        return [.. drawn];
    }

    private T Any<T>(T[] of) => of[_random.Next(of.Length)];

    private static string Number(int number, int digits) => number.ToString("D" + digits, CultureInfo.InvariantCulture);
}

/// <summary>A community before it is founded: who will come in, and who will only look on.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Topic">What it cares about.</param>
/// <param name="Charter">How it is to govern itself.</param>
/// <param name="Members">Its members in the order in which they come. The first four found it.</param>
/// <param name="Outsiders">Two who are invited, two who ask, two who do neither, and those who observe or follow.</param>
internal sealed record PlannedCommunity(
    CommunityId Id, string Name, string Topic, Charter Charter, PersonId[] Members, PersonId[] Outsiders)
{
    /// <summary>The member who puts matters before the others.</summary>
    public PersonId Opener => Members[0];

    /// <summary>Whether a convener puts matters before the members and approves requests.</summary>
    public bool IsLed => Charter[Matter.Open] is HolderOf;

    /// <summary>Whether its elections are secret.</summary>
    public bool IsSecret => Charter.Rule(RuleNames.Election)!.Secret;

    /// <summary>Enough of them for what their charter asks: a third of all, or a few from more than one organisation.</summary>
    public PersonId[] Quorate { get; } =
        Charter.Rules.Any(rule => rule.Rule.Quorum is EachOf) ? Members[..(Members.Length / 3 + 1)] : Members[..6];

    /// <summary>The notes that their authors would let go further, and how far.</summary>
    public List<(NoteId Note, Audience Reach)> ToWiden { get; } = [];
}
