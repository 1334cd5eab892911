using CommunitiesOfPractice.Counting;

namespace CommunitiesOfPractice.Testing;

public static partial class Laws
{
    /// <summary>
    /// Law 6, by playing it: from a state, those who can act agree, wait and amend the charter. Somebody who may opens the
    /// matter, or all sign a petition. Everybody who has a vote votes for it. The person who must conclude it does so, after
    /// offering to serve where nobody can. What lacks a quorum is called again. A change of how charters are amended is carried
    /// twice. Where nobody can act, somebody comes back from leave or claims their place. Where all are gone, the community rests
    /// and somebody else joins. They need no more steps, acts and waits together, than <see cref="StepsToAmend"/> says.
    /// </summary>
    /// <param name="community">The state.</param>
    /// <param name="at">When they begin.</param>
    /// <param name="into">What they amend the charter into; null for the same charter with one change that has nothing to do with
    /// amending.</param>
    /// <returns>
    /// In how many steps, and null; or the law that is broken, with what came in the way. A community that is not founded, or is
    /// closed or closes while nobody is left who could come in, has nothing to amend: no steps.
    /// </returns>
    /// <exception cref="ArgumentNullException">The community is null.</exception>
    public static (int Steps, BrokenLaw? Broken) CanBeAmended(Community community, Instant at, Charter? into = null)
    {
        var play = new Amenders(Guard.Against.Null(community), at, into);
        var isDone = play.Amend();
        if (isDone is null) return (0, null);
        return isDone.Value && play.Steps <= play.Most
            ? (play.Steps, null)
            : (play.Steps, new(6, $"The charter cannot be amended in {play.Steps} steps:\n  {string.Join("\n  ", play.Told)}"));
    }

    /// <summary>
    /// The most steps that amending a charter may take where so many can act: forty, and eight for each of them.
    /// </summary>
    /// <param name="people">How many can act.</param>
    public static int StepsToAmend(int people) => 40 + (8 * people);

    /// <summary>
    /// Law 6: from the state that each few acts of a story leave, and from the last, the charter can be amended
    /// (<see cref="CanBeAmended"/>).
    /// </summary>
    /// <param name="story">The story.</param>
    /// <param name="every">From every how many acts.</param>
    public static BrokenLaw? CanAlwaysBeAmended(Story story, int every = 8)
    {
        var moments = Guard.Against.Null(story).Run().ToList();
        foreach (var moment in moments.Where((_, i) => i % every == every - 1 || i == moments.Count - 1))
            foreach (var into in new[] { null, Charters.Informal() with { SmallestGroup = 9 } })
                if (CanBeAmended(moment.After, Instant.Max(moment.At, moment.After.LastAt), into).Broken is { } broken)
                    return broken;
        return null;
    }

    private sealed class Amenders(Community community, Instant now, Charter? into)
    {
        private static readonly FreeText Words = FreeText.Of("We agree.");

        private static readonly PersonId Newcomer = PersonId.Of("newcomer");

        private readonly int _versions = community.CharterHistory.Count;

        public int Steps { get; private set; }

        public List<string> Told { get; } = [];

        public int Most { get; private set; }

        private PersonId[] Acting => community.Standings.Where(s => s.Value.Counts).Select(s => s.Key).ToArray();

        private bool IsAmended => community.CharterHistory.Count > _versions;

        private Charter Now => community.CharterAt(now)!.Charter;

        /// <summary>Null where there is nothing to amend.</summary>
        public bool? Amend()
        {
            Settle();
            for (var tries = 0; tries < 4 && !IsAmended; tries++)
            {
                if (!FindSomebody()) return IsOpen ? false : null;
                Most = StepsToAmend(Acting.Length);
                while (!IsAmended && NextChange() is { } change && Steps < 200) Wait(change);
                if (IsAmended || !IsOpen || Acting.Length == 0) continue;
                if (Table() is { } decision) Carry(decision);
            }

            return IsAmended ? true : IsOpen ? false : null;
        }

        private bool IsOpen => community.Status is Status.Open or Status.Dormant;

        // What is on its way to change the charter comes first: it would overtake theirs.
        private Instant? NextChange() =>
            community.OpenDecisions.Where(d => d.Proposal is AmendCharter)
                .Select(d => d.Phase == DecisionPhase.Notice ? d.OpensAt : d.ClosesAt)
            .Concat(community.CharterHistory.Where(c => c.SupersededBy is null && c.InForceFrom > now).Select(c => c.InForceFrom))
                .Where(at => at > now).Select(at => (Instant?)at).Min();

        private bool FindSomebody()
        {
            for (var waits = 0; IsOpen && Acting.Length == 0 && waits < 24; waits++)
            {
                var own = community.Standings.Where(s => s.Value.IsMember)
                    .SelectMany(s => new IActOn<Community>[] { new ReturnFromLeave(s.Key), new ClaimPlace(s.Key) })
                        .FirstOrDefault(act => community.Ask(act, now).Allowed);
                if (own is not null) Do(own);
                else if (!community.IsResting || !Do(new Join(Newcomer)))
                    Wait(Coming(now + (community.IsResting ? Now.DormantAfter : Now.Patience)));
            }

            return IsOpen && Acting.Length > 0;
        }

        private Instant Coming(Instant otherwise) => Acts.Coming(community).Where(at => at > now).Append(otherwise).Min();

        private Decision? Table()
        {
            var charter = Now;
            var asked =
                (AmendCharter)(
                    into is { } other && other != charter ? new AmendCharter(other)
                        : new AmendCharter(charter with { ObserversWelcome = !charter.ObserversWelcome }));
            if (asked.Charter.Check(community.Standings.Where(s => s.Value.Counts).Select(s => GroupsOf(s.Value))).Count > 0)
                asked = new(Charters.Informal() with { SmallestGroup = charter.SmallestGroup == 7 ? 8 : 7 });
            return Table(charter.Rule(((MembersBy)charter[Matter.Amend]!).Rule)!, except => Propose(asked, except));
        }

        // The person who is to conclude it does not table it.
        private Decision? Table(DecisionRule rule, Func<PersonId?, Decision?> table)
        {
            if (rule is not RoughConsensusRule { Caller: var caller }) return table(null);
            var opens = now + rule.Timing.Notice;
            if (community.ActingFor(caller, opens) is { Count: > 0 } callers) return table(callers[0]);

            // Nobody could conclude it. Where somebody is about to get the office, they wait. Otherwise somebody offers to serve,
            // so that they begin when voting opens.
            if (Filling(caller) is { } filled)
            {
                Wait(filled);
                return Table(rule, table);
            }

            var volunteer = Volunteer(caller);
            if (volunteer is not { } person) return null;
            var (period, notice) = (Now.Office(caller)!.OfferPeriod, rule.Timing.Notice);
            var then = now + Duration.Max(period, notice);
            if (period > notice)
            {
                if (!Do(new OfferToServe(person, caller))) return null;
                Wait(then - notice);
                return table(person);
            }

            var tabled = table(person);
            Wait(then - period);
            return Do(new OfferToServe(person, caller)) ? tabled : null;
        }

        private Instant? Filling(OfficeId office) => community.OpenDecisions
            .Where(d => d.Proposal is Appoint { Office: var offered }
                ? offered == office
                : d.Proposal is Elect { Office: var elected } && elected == office)
            .Select(d => d.Phase == DecisionPhase.Notice ? d.OpensAt : d.ClosesAt)
            .Where(at => at > now).Select(at => (Instant?)at).Min();

        private PersonId? Volunteer(OfficeId office)
        {
            for (var waits = 0; waits < 12; waits++)
            {
                foreach (var person in Acting)
                    if (community.Ask(new OfferToServe(person, office), now).Allowed) return person;
                Wait(Coming(now + Duration.Max(Now.Patience, Now.Office(office)?.Term ?? Duration.Zero)));
            }

            return null;
        }

        private Decision? Propose(AmendCharter proposal, PersonId? except)
        {
            var before = community.Version;
            var openers = Now[Matter.Open] is HolderOf { Office: var office } ? [.. community.ActingFor(office, now)] : Acting;
            var proposer = openers.Where(p => p != except).Select(p => (PersonId?)p).FirstOrDefault();
            if (proposer is { } by) Do(new Propose(by, proposal));
            else
            {
                var first = Acting[0];
                if (Do(new PetitionFor(first, proposal, Words)) && community.Petitions.LastOrDefault() is { } petition)
                    foreach (var person in Acting.Where(p => p != first))
                        if (community.Petition(petition.Id) is not null) Do(new SignPetition(person, petition.Id));
            }

            return community.OpenDecisions.LastOrDefault(d => d.Proposal == proposal && d.Id.Number > before);
        }

        private void Carry(Decision decision)
        {
            for (var id = decision.Id; ;)
            {
                if (community.Decision(id) is { Phase: DecisionPhase.Notice, OpensAt: var opens }) Wait(opens);
                foreach (
                    var person in community.Decision(id)!.Electorate?.People.Where(p => community.StandingOf(p).Counts).ToArray()
                        ?? [])
                    if (community.Decision(id) is { Phase: DecisionPhase.Open } open && !Do(For(open, person))) return;
                if (community.Decision(id) is {
                    Phase: DecisionPhase.Open, Rule: RoughConsensusRule { Caller: var caller } } rough)
                {
                    var callers = community.ActingFor(caller, now).Where(p => p != rough.By).ToArray();
                    Told.Add($"{string.Join(", ", callers)} may conclude");
                    if (callers.Length == 0 || !Do(new Conclude(callers[0], id, true, Words))) return;
                }

                // Where votes are final it closes as soon as it is certain, a day after it was tabled at the earliest.
                while (community.Decision(id) is { Phase: DecisionPhase.Open } open)
                    Wait(open.Rule.Votes == VotePolicy.Final && open.WordedAt + Duration.FromDays(1) is var day && day > now
                        ? Instant.Min(day, open.ClosesAt)
                        : open.ClosesAt);
                if (community.Decision(id) is { Phase: DecisionPhase.Sealed } box)
                    Do(new OpenBox(id, [new BallotPile(VoiceBallot.For, box.Electorate!.People.Count(box.HasVoted))], "box"));
                var result = community.Decision(id)!.Result!;
                Told.Add($"decision {id} came to {result}");
                if (IsAmended || result.Outcome == Outcome.Lapsed || !IsOpen
                    || (result.Outcome == Outcome.Inquorate ? CallAgain(id) : After(id)) is not { } next) return;
                id = next.Id;
            }
        }

        private Decision? CallAgain(DecisionId id) =>
            Table(community.Decision(id)!.Rule, except =>
                Do(new CallAgain(Acting.Where(p => p != except).DefaultIfEmpty(Acting[0]).First(), id)) ? After(id) : null);

        private Decision? After(DecisionId id) =>
            community.OpenDecisions.Concat(community.ClosedDecisions).FirstOrDefault(d => d.Follows == id);

        private static IActOn<Community> For(Decision decision, PersonId person) =>
            decision.Rule.Secret ? new TakePart(person, decision.Id)
            : decision.Rule is GradientsRule { Levels: var levels }
                ? new Vote(
                    person, decision.Id, new GradientBallot(levels.First(level => level.Class == GradientClass.Support).Name))
            : new Vote(person, decision.Id, VoiceBallot.For);

        private bool Do(IActOn<Community> act)
        {
            var done = community.Do(act, now);
            Steps++;
            Told.Add(
                $"{act.GetType().Name} by {act.Actor} at {now}: "
                    + $"{(done.Allowed ? string.Join(", ", done.Events.Select(e => e.Event.GetType().Name)) : done.Text)}");
            if (done.Allowed) community = done.After;
            return done.Allowed;
        }

        private void Wait(Instant until)
        {
            Steps++;
            now = Instant.Max(now, until);
            Told.Add($"wait until {now}");
            Settle();
        }

        private void Settle() => community = community.Settle(now).After;
    }
}
