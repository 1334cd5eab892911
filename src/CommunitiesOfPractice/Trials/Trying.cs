using CommunitiesOfPractice.Counting;

namespace CommunitiesOfPractice.Trials;

/// <summary>Asks the questions of a trial, one search after the other.</summary>
internal sealed class Trying(Charter charter, TrialBounds bounds, CancellationToken cancellation)
{
    private static readonly FreeText Why = FreeText.Of("Because it is so.");
    private static readonly Lot Seed = new("a seed for a trial of a charter");

    private readonly Players _players = new(charter, bounds.People);
    private readonly Folding _folding = new(Lasts(charter));

    public IEnumerable<TrialSearch> All()
    {
        yield return Can(TrialQuestion.OneWhileOthersAreSilent, 1, null);
        yield return Can(TrialQuestion.OneAgainstAll, 1, Voice.Against);
        yield return Can(TrialQuestion.TwoWhileOthersAreSilent, 2, null);
        yield return Can(TrialQuestion.TwoAgainstAll, 2, Voice.Against);
        yield return Silence();
        yield return WhileTheRestAreAway();
        yield return LocksAndRests();
        yield return Pace();
        yield return Vacancy();
    }

    // ---- The questions.

    private TrialSearch Can(TrialQuestion question, int actors, Voice? others)
    {
        var report = new Report(question, bounds.Acts);
        foreach (var effect in Effect.All(_players))
        {
            if (effect.First() is not { } first) continue;
            var (found, holding) = (Sought(first), (OfficeId?)null);

            // The others would keep somebody out of an office; they may have one who is in it already.
            foreach (var office in others == Voice.Against && found is null ? _players.Powers : [])
            {
                var held = _players.Holding(first, office, One);
                if (!held.Community.Office(office).IsHeldBy(One) || Sought(held) is not { } so) continue;
                (found, holding, first) = (so, office, held);
                break;
            }

            if (found is null) report.NotFound(effect.Words);
            else report.Found(
                effect, TrialWords.Can(actors, holding, others, effect.Words, found.World.Acts, Takes(found, first)), found,
                    first);

            Found? Sought(World from) =>
                Seek(report, Worlds(effect, _players.People.Take(actors), _players.People.Skip(actors), others), from, effect);
        }

        return report.Done();
    }

    private TrialSearch Silence()
    {
        var report = new Report(TrialQuestion.Silence, 1);
        foreach (var effect in Effect.All(_players).Where(e => e.Proposals.Length > 0))
        {
            if (effect.First() is not { } first) continue;
            var search =
                Worlds(effect, [One], Rest, null, (world, by) => world.Before is null ? Beginning(effect, world, by) : []);
            if (Seek(report, search, first, effect) is { } found)
                report.Found(
                    effect, Said.All(Said.Of("trial.silence", effect.Words), TrialWords.Happens(Takes(found, first))),
                    found, first);
            else report.NotFound(effect.Words);
        }

        return report.Done();
    }

    private TrialSearch WhileTheRestAreAway()
    {
        var report = new Report(TrialQuestion.WhileTheRestAreAway, bounds.Acts);
        foreach (var effect in Effect.All(_players).Where(e => e.Proposals.Length > 0))
        {
            if (effect.First() is not { } begins) continue;
            var isFound = false;
            for (var few = 1; few < _players.People.Length && !isFound; few++)
            {
                var first = _players.People.Skip(few)
                    .Aggregate(begins, (world, person) => Players.Do(world, new TakeLeave(person)));
                if (Seek(report, Worlds(effect, [One], Rest.Take(few - 1), Voice.For), first, effect) is not { } found) continue;
                isFound = true;
                report.Found(effect, TrialWords.Few(few, effect.Words, Takes(found, first)), found, first);
            }

            if (!isFound) report.NotFound(effect.Words);
        }

        return report.Done();
    }

    private TrialSearch LocksAndRests()
    {
        var report = new Report(TrialQuestion.LocksAndRests, bounds.Acts);
        var amending = Effect.All(_players).First(e => e.Name == "amend");
        foreach (var gone in Absences(_players.People.Length))
        {
            var there = _players.People.Take(_players.People.Length - gone.Length).ToArray();
            var first = _players.People.Skip(there.Length).Zip(gone, (person, how) => how(person))
                .Aggregate(_players.Founded(), Players.Do);
            var why = TrialWords.Gone(gone.Select(how => how(_players.Target)));
            var so = Said.Of(there.Length > 0 ? "trial.suppose" : "trial.suppose.nobody-there", why);
            if (there.Length > 0)
            {
                if (Seek(report, Worlds(amending, there.Take(1), there.Skip(1), Voice.For), first, amending) is { } amended)
                    report.Found(
                        amending, Said.All(so, Said.Of("trial.left.amend"), TrialWords.Happens(Takes(amended, first))),
                        amended, first);
                else report.NotFound(Said.Of("trial.amend-where", why));
                continue;
            }

            if (Waited(first, e => e is CommunityRested) is not { } rests)
            {
                report.NotFound(Said.Of("trial.amend-before-return", why));
                continue;
            }

            report.Became("rest", Said.All(so, Said.Of("trial.rests", Takes(rests, first))), rests, first);
            if (Seek(report, Worlds(amending, [Players.Newcomer], [], null), rests.World, amending) is { } came)
                report.Found(amending, Said.All(so, Said.Of("trial.joins-then")), came, first);
            if (Waited(first, e => e is CommunityClosed) is { } closes)
                report.Became("close", Said.All(so, Said.Of("trial.closes", Takes(closes, first))), closes, first);
        }

        return report.Done();

        Found? Waited(World from, Func<Event, bool> what) =>
            Seek(report, Worlds(amending, [], [], null, lasts: Duration.MaxValue), from, (entry, _) => what(entry.Event), 0);
    }

    private TrialSearch Pace()
    {
        var report = new Report(TrialQuestion.Pace, 5);
        foreach (var effect in Effect.All(_players).Where(e => e.Name is "remove" or "amend" or "amend-itself" or "take-up"))
        {
            if (effect.First() is not { } first) continue;
            var hits = new List<Found>();
            foreach (var agreeAtOnce in new[] { true, false })
            {
                // How long something has taken is no part of a world, so no two of these are one.
                var search =
                    Worlds(_ => new object(), world => Delaying(effect, world), Others([One], Rest, Voice.For, agreeAtOnce));
                hits.AddRange(search.Search(first, report.Deep, effect.Shows, cancellation));
                report.Add(search);
            }

            if (hits.Count == 0)
            {
                report.NotFound(effect.Words);
                continue;
            }

            var ordered = hits.OrderBy(hit => Takes(hit, first)).ToArray();
            var (fast, slow) = (ordered[0], ordered[^1]);
            report.Found(effect, Said.Of("trial.fastest", effect.Words, Takes(fast, first)), fast, first);
            if (Takes(slow, first) > Takes(fast, first))
                report.Found(effect, Said.Of("trial.slowest", effect.Words, Takes(slow, first)), slow, first);
        }

        return report.Done();
    }

    private TrialSearch Vacancy()
    {
        var report = new Report(TrialQuestion.Vacancy, 4);
        foreach (var office in _players.Needed)
        {
            var held = _players.Holding(_players.Founded(), office, _players.Target);
            if (!held.Community.Office(office).IsHeldBy(_players.Target)) continue;
            var (first, effect) = (Players.Do(held, new StepDown(_players.Target, office)), Effect.TakeUp(_players, office));
            if (Seek(report, Worlds(effect, [One], Rest, null), first, effect) is { } offered)
                report.Found(effect, Said.Of("trial.vacant.offer", office, Takes(offered, first)), offered, first);
            else report.NotFound(Said.Of("trial.fill", office));
            var agreeing = Others([One], Rest.Skip(1), Voice.For);
            var objected = Worlds(Folded(effect), world => Governing(effect, world, One),
                (community, at) => Says(Rest.Take(1), Voice.Against, community, at) ?? agreeing(community, at));
            if (Seek(report, objected, first, effect) is { } voted)
                report.Found(effect, Said.Of("trial.vacant.objection", office, Takes(voted, first)), voted, first);
            else report.NotFound(Said.Of("trial.fill.against-objection", office));
        }

        return report.Done();
    }

    /// <summary>The first that a search finds.</summary>
    private Found? Seek(Report report, SmallWorlds search, World first, Effect effect) =>
        Seek(report, search, first, effect.Shows, report.Deep);

    private Found? Seek(Report report, SmallWorlds search, World first, Func<Entry, Community, bool> wanted, int acts)
    {
        var found = search.Search(first, acts, wanted, cancellation).FirstOrDefault();
        report.Add(search);
        return found;
    }

    // ---- Who does what.

    /// <summary>
    /// Long enough for four decisions one after the other, whatever they are about, and to stand in for somebody before.
    /// </summary>
    private static Duration Lasts(Charter charter)
    {
        var decisions =
            charter.Rules.Select(r => Duration.Max(r.Rule.Timing.Notice, charter.RemovalNotice) + r.Rule.Timing.Longest);
        var longest = decisions.Concat(charter.Offices.Select(o => o.OfferPeriod)).Max();
        return (longest * 4) + charter.Patience + Bounds.Day;
    }

    /// <summary>The one who wants something.</summary>
    private PersonId One => _players.People[0];

    /// <summary>Everybody else.</summary>
    private IEnumerable<PersonId> Rest => _players.People.Skip(1);

    private SmallWorlds Worlds(
        Effect effect, IEnumerable<PersonId> actors, IEnumerable<PersonId> others, Voice? voice,
        Func<World, PersonId, IEnumerable<IActOn<Community>>>? acts = null, Duration? lasts = null)
    {
        var who = actors.ToArray();
        acts ??= (world, by) => Governing(effect, world, by);
        return Worlds(Folded(effect, who), world => who.SelectMany(by => acts(world, by)), Others(who, others, voice), lasts);
    }

    private SmallWorlds Worlds(
        Func<World, object> key, Func<World, IEnumerable<IActOn<Community>>> acts, Func<Community, Instant,
            IActOn<Community>?> others, Duration? lasts = null) =>
        new(key, acts, others) { Most = bounds.Worlds, Lasts = lasts ?? _folding.Lasts };

    private Func<World, object> Folded(Effect effect, params PersonId[] actors)
    {
        var target = effect.Proposals.Any(p => p.Concerns == _players.Target) ? new[] { _players.Target } : [];
        return _folding.Alike(actors, target, [.. _players.People.Except(actors).Except(target)]);
    }

    /// <summary>
    /// What puts something before the members, or before nobody in particular: an offer, a proposal, a petition.
    /// </summary>
    private static IEnumerable<IActOn<Community>> Beginning(Effect effect, World world, PersonId by) =>
        effect.Alone(by).OfType<OfferToServe>().Concat(Tabling(effect, world, by));

    private static IEnumerable<IActOn<Community>> Tabling(Effect effect, World world, PersonId by)
    {
        var community = world.Community;
        foreach (var proposal in effect.Proposals.Where(p => community.OpenDecisions.All(d => d.Proposal != p)))
        {
            var propose = new Propose(by, proposal, Why);
            yield return propose;
            if (!community.Ask(propose, world.At).Allowed
                && community.Petitions.All(p => p.Tabled is not null || p.Proposal != proposal))
                yield return new PetitionFor(by, proposal, Why);
        }
    }

    /// <summary>What somebody may try who wants to bring something about.</summary>
    private IEnumerable<IActOn<Community>> Governing(Effect effect, World world, PersonId by)
    {
        var community = world.Community;
        if (community.Status == Status.Closed) yield break;
        if (!community.IsMember(by)) yield return new Join(by);
        foreach (var act in effect.Alone(by)) yield return act;
        foreach (var act in Tabling(effect, world, by)) yield return act;
        foreach (var petition in community.Petitions.Where(p => p.Tabled is null && !p.Signatures.Contains(by)))
            yield return new SignPetition(by, petition.Id);
        foreach (var decision in community.OpenDecisions)
        {
            if (decision.Rule.Chooses)
            {
                if (decision.Phase == DecisionPhase.Notice) yield return new Stand(by, decision.Id);
                else if (Say(decision, by, Voice.For, by) is { } choice && !decision.HasVoted(by)) yield return choice;
            }

            foreach (var act in decision.Rule.Acts(decision, by))
            {
                var known = act switch
                {
                    Vote when decision.Rule.Chooses => null,
                    Vote { Ballot: VoiceBallot { Voice: Voice.Against } } => null,
                    Vote { Ballot: VoiceBallot { Voice: Voice.Abstain } } when decision.HasVoted(by) => null,
                    WithdrawSecond => null,
                    ObjectTo when decision.Proposal is Appoint || decision.Rule.TurnsOverTo is null => null,
                    Integrate when !decision.Objections.Any(o => o.Stands) => null,
                    TestObjection { Stands: true } or Conclude { Carried: false } or StandAside => null,
                    TakePart when decision.Rule.Chooses => null,
                    CommitLot => new CommitLot(by, decision.Id, Seed.Commitment),
                    RevealSeed => new RevealSeed(by, decision.Id, Seed),
                    _ => act,
                };
                if (known is not null) yield return known;
            }
        }

        foreach (var decision in community.ClosedDecisions)
        {
            if (decision.Result!.Outcome == Outcome.Inquorate) yield return new CallAgain(by, decision.Id);
            if (decision.Result.Outcome is Outcome.Failed or Outcome.Tied or Outcome.Unopened)
                yield return new Reopen(by, decision.Id, Why);
        }

        // Somebody who wants an office for what it lets them do takes it up before they propose anything.
        if (community.OpenDecisions.Concat(community.ClosedDecisions).All(d => d.Proposal is Appoint))
            foreach (var office in _players.Powers.Where(o => !community.Office(o).IsHeldBy(by)))
                yield return new OfferToServe(by, office);
        foreach (var kind in _players.GroupKinds)
        {
            var both = Players.Groups(kind).ToValueList();
            if (community.OwnWordOf(by) != both) yield return new DeclareAffiliations(by, both);
        }
    }

    /// <summary>What a proposer may try who wants something, and has time.</summary>
    private IEnumerable<IActOn<Community>> Delaying(Effect effect, World world)
    {
        var (community, by) = (world.Community, One);
        if (world.Before is null)
            foreach (var act in Beginning(effect, world, by)) yield return act;
        foreach (var petition in community.Petitions.Where(p => p.Tabled is null))
            if (_players.People.FirstOrDefault(p => !petition.Signatures.Contains(p)) is var next && next != default)
                yield return new SignPetition(next, petition.Id);
        foreach (var decision in community.OpenDecisions)
        {
            if (decision is { Phase: DecisionPhase.Notice, Rule.Chooses: true } && !decision.Candidates.Contains(by))
                yield return new Stand(by, decision.Id);
            if (decision.Phase != DecisionPhase.Open) continue;
            if (!decision.HasVoted(by) && Say(decision, by, Voice.For, by) is { } vote) yield return vote;
            var longest = decision.OpensAt.Later(decision.Rule.Timing.Longest);
            if (decision.By == by && decision.ClosesAt < longest) yield return new Extend(by, decision.Id, longest);
        }

        foreach (
            var decision in community.ClosedDecisions.Where(
                d => d.Result!.Outcome == Outcome.Inquorate && d.ClosesAt == world.At))
            yield return new CallAgain(by, decision.Id);
    }

    /// <summary>
    /// What the others do at once: they say what they say on whatever is open, and the host brings the boxes of secret ballots.
    /// </summary>
    private static Func<Community, Instant, IActOn<Community>?> Others(
        IEnumerable<PersonId> actors, IEnumerable<PersonId> others, Voice? voice, bool atOnce = true)
    {
        var (who, rest) = (actors.ToArray(), others.ToArray());
        return (community, at) =>
            (voice is { } says ? Says(rest, says, community, at, atOnce) : null)
                ?? Box(who, voice ?? Voice.Abstain, community, at);
    }

    private static IActOn<Community>? Says(
        IEnumerable<PersonId> people, Voice voice, Community community, Instant at, bool atOnce = true)
    {
        var open =
            community.OpenDecisions.Where(
                d => d.Phase == DecisionPhase.Open && (atOnce || d.IsSecondCall || d.Follows is not null));
        var acts = from decision in open
                   from person in people
                   where decision.Electorate!.Contains(person)
                   from act in new[] {
                       Saying(decision, person, voice), voice == Voice.Against ? Seconding(decision, person) : null }
                   where act is not null && community.Ask(act, at).Allowed
                   select act;
        return acts.FirstOrDefault();
    }

    private static IActOn<Community>? Saying(Decision decision, PersonId person, Voice voice) =>
        decision.HasVoted(person) || decision.Objections.Any(o => o.By == person) ? null
        : Say(decision, person, voice, decision.Candidates.FirstOrDefault());

    private static SecondObjection? Seconding(Decision decision, PersonId person) =>
        decision.Objections.FirstOrDefault(o => o.MayBeSeconded && o.By != person && o.SecondedBy.Count == 0) is { } objection
            ? new(person, decision.Id, objection.By)
            : null;

    /// <summary>
    /// The act by which somebody says so: a ballot for a candidate where the rule chooses, and a blank ballot against all.
    /// </summary>
    private static IActOn<Community>? Say(Decision decision, PersonId person, Voice voice, PersonId candidate) =>
        decision.Rule is not ChoosingRule choosing ? decision.Rule.Saying(voice, decision.Id, person)
        : choosing.Secret ? new TakePart(person, decision.Id)
        : new Vote(person, decision.Id, Choice(choosing, decision, voice, candidate));

    private static Ballot Choice(ChoosingRule rule, Decision decision, Voice voice, PersonId candidate)
    {
        var option = decision.Candidates.ToList().IndexOf(candidate);
        Ballot[] ballots = voice != Voice.For || option < 0 ? []
            : [RankedBallot.Of(option), new ApprovalBallot([option]), new ChoiceBallot(option),
                new ScoreBallot([new Mark(option, 1)])];
        return ballots.FirstOrDefault(ballot => rule.Method.Fault(ballot, decision.Options) is null) ?? new BlankBallot();
    }

    private static OpenBox? Box(PersonId[] actors, Voice others, Community community, Instant at)
    {
        if (community.OpenDecisions.FirstOrDefault(d => d is { Phase: DecisionPhase.Sealed, Papers.Count: 0 })
            is not { } sealedOne) return null;
        var papers = sealedOne.Ballots.Select(took => actors.Contains(took.Key) ? Voice.For : others)
            .Select(voice => sealedOne.Rule is ChoosingRule choosing
                ? Choice(choosing, sealedOne, voice, sealedOne.Candidates.FirstOrDefault())
                : new VoiceBallot(voice));
        var piles = papers.GroupBy(ballot => ballot).Select(same => new BallotPile(same.Key, same.Count())).ToValueList();
        var box = new OpenBox(sealedOne.Id, piles, "host");
        return community.Ask(box, at).Allowed ? box : null;
    }

    /// <summary>Every way in which so many people can be gone: on leave, no longer listed, or left.</summary>
    private static IEnumerable<Func<PersonId, IActOn<Community>>[]> Absences(int people)
    {
        Func<PersonId, IActOn<Community>> onLeave = person => new TakeLeave(person);
        Func<PersonId, IActOn<Community>> unlisted = person => new ReportLeaver(person, "directory");
        Func<PersonId, IActOn<Community>> left = person => new Leave(person);
        for (var gone = 1; gone <= people; gone++)
            for (var leaves = 0; leaves <= gone; leaves++)
                for (var aways = 0; leaves + aways <= gone; aways++)
                    yield return
                    [
                        .. Enumerable.Repeat(onLeave, leaves), .. Enumerable.Repeat(unlisted, aways),
                        .. Enumerable.Repeat(left, gone - leaves - aways),
                    ];
    }

    private static Duration Takes(Found found, World first) => found.Entry.At - first.At;

    /// <summary>What a question comes to, while its searches run.</summary>
    private sealed class Report(TrialQuestion question, int deep)
    {
        private readonly List<TrialFinding> _findings = [];
        private readonly List<Said> _notFound = [];
        private readonly SortedSet<string> _acts = new(StringComparer.Ordinal);
        private int _worlds;
        private bool _wasCut;

        public int Deep => deep;

        public void Add(SmallWorlds search)
        {
            _acts.UnionWith(search.Tried);
            _worlds += search.Worlds;
            _wasCut |= search.WasCut;
        }

        public void Found(Effect effect, Said sentence, Found found, World first) =>
            _findings.Add(Finding(effect.Name, sentence, found, first) with { Binds = effect.Binds });

        public void Became(string effect, Said sentence, Found found, World first) =>
            _findings.Add(Finding(effect, sentence, found, first));

        private static TrialFinding Finding(string effect, Said sentence, Found found, World first)
        {
            var steps = found.World.Story().Where(step => step.At >= first.At)
                .Select(step => TrialStep.Of(step.At - first.At, step.Act));
            return TrialFinding.Of(effect, found.Entry.Clause, sentence, Takes(found, first), steps.ToValueList());
        }

        public void NotFound(Said words) => _notFound.Add(words);

        public TrialSearch Done() =>
            TrialSearch.Of(
                question, _findings.ToValueList(), _notFound.ToValueList(), _acts.ToValueList(), deep, _worlds, _wasCut);
    }
}
