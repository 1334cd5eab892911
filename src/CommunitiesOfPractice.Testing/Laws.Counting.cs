using CommunitiesOfPractice.Counting;

namespace CommunitiesOfPractice.Testing;

public static partial class Laws
{
    /// <summary>
    /// Law 7: what a decision is recorded to have come to is what a slow recount of the ballots in the history gives. This holds
    /// under every rule, for people, proxies and papers, with the quorum of each group, the chosen and the evidence of ties. A
    /// decision that closed before its time would have come to the same however the others had voted. A decision whose votes are
    /// final stays open no longer than that.
    /// </summary>
    public static BrokenLaw? CountingIsExact(Moment moment)
    {
        var so = Guard.Against.Null(moment).History.ToList();
        foreach (var (before, entry, _) in moment.Events())
        {
            if (entry.Event is ProxiesResolved resolved && before.Decision(resolved.Decision) is { } open
                && RepresentedIn(before, open, Recount(so, open)) is var expected
                    && !expected.SequenceEqual(resolved.Represented))
                return new(
                    7, $"In decision {open.Id}, represented were {string.Join(", ", resolved.Represented)}, and by the proxies "
                        + $"given {string.Join(", ", expected.Select(r => r.ToString()))}.");
            if (entry.Event is VotingClosed sealedUp && entry.At < before.Decision(sealedUp.Decision)!.ClosesAt)
                return new(7, $"Voting in the secret ballot {sealedUp.Decision} was over before its time.");
            if (entry.Event is DecisionClosed closed
                && before.Decision(closed.Decision) is { Phase: DecisionPhase.Open or DecisionPhase.Sealed } decision
                && CountedWrong(so, before, entry, closed.Result, decision) is { } wrong) return new(
                    7, $"Decision {decision.Id} {wrong}");
            so.Add(entry);
        }

        return moment.Done.Allowed ? StaysOpen(so, moment.After, Instant.Max(moment.At, moment.After.LastAt)) : null;
    }

    private static string? CountedWrong(List<Entry> so, Community before, Entry entry, Result result, Decision decision)
    {
        if (result.Outcome == Outcome.Withdrawn) return null;
        var isOvertaken = result.Outcome == Outcome.Lapsed && entry.Clause != Clauses.Lapsed;
        var box = so.Select(e => e.Event).OfType<BoxOpened>().LastOrDefault(opened => opened.Decision == decision.Id);
        if (decision.Phase == DecisionPhase.Sealed && box is null)
            return isOvertaken || result.Outcome == Outcome.Unopened
                ? null
                : $"came to {result.Outcome}, and its box was not opened.";
        var own = Recount(so, decision);
        if (box is null && decision.Represented.Count == 0 && !isOvertaken
            && RepresentedIn(before, decision, own) is {
                Length: > 0 } missed) return "represents nobody, and by the proxies given "
                    + $"{string.Join(", ", missed.Select(r => r.ToString()))}.";
        var cast = box?.Ballots
            ?? own.Values.Concat(decision.Represented.Select(r => own[r.Holder])).Select(ballot => new BallotPile(ballot))
                .ToValueList();
        int Saying(Voice voice) => (int)cast.Where(pile => Says(decision.Rule, pile.Ballot) == voice).Sum(pile => pile.Count);
        var count =
            new VoiceCount(
                decision.Electorate!.Eligible, (int)cast.Sum(pile => pile.Count), Saying(Voice.For), Saying(Voice.Against));
        if (count != result.Count) return $"was counted as {result.Count}, and the ballots say {count}.";
        if (isOvertaken) return null;
        if (box is null && entry.At < decision.ClosesAt && decision.Rule.Votes == VotePolicy.Changeable)
            return "closed before its time, and votes could still be changed.";
        var silent = IsForOthers(decision.Proposal) && IsSilent(so, before, decision, own);
        var ownCount = box is not null
            ? count
            : count with {
                TookPart = own.Count, For = own.Values.Count(b => Says(decision.Rule, b) == Voice.For),
                    Against = own.Values.Count(b => Says(decision.Rule, b) == Voice.Against) };
        if ((result.Own ?? result.Count) != (IsForOthers(decision.Proposal) ? ownCount : result.Count))
            return $"counts {result.Own} as people's own votes, and they are {ownCount}.";
        if (result.ProposerCounted != silent && !decision.Rule.GetType().Name.Contains("Choosing"))
            return $"counts its silent proposer: {result.ProposerCounted}.";
        var opened = OpenedTo(so, decision);
        var outcome = OutcomeOf(decision, count, ownCount, silent, kind => TurnoutOf(kind, decision, opened, silent));
        var tally = outcome == Outcome.Carried && decision.Rule is ChoosingRule or SortitionRule
            ? Choose(so, decision, cast, opened, result.Evidence)
            : null;
        if (tally is { Wrong: { } wrong }) return wrong;
        outcome = tally?.Outcome ?? outcome;
        if (result.Outcome == Outcome.Lapsed ? outcome != Outcome.Carried : outcome != result.Outcome)
            return $"came to {result.Outcome}, and the ballots say {outcome}: {count}.";
        if (tally is { Chosen: { } chosen } && !chosen.SequenceEqual(result.Chosen))
            return $"chose {string.Join(", ", result.Chosen)}, and the ballots say {string.Join(", ", chosen)}.";
        if (box is not null || decision.Represented.Count > 0 || entry.At >= Time(so, decision)
            || WouldBeOtherwise(decision, count, outcome) is not { } other) return null;
        return $"closed as {outcome} at {count}, and {other} would have been otherwise.";
    }

    // When its time would have been over, whatever is certain.
    private static Instant Time(List<Entry> so, Decision decision) => so.Select(e => e.Event switch
    {
        DecisionTabled tabled when tabled.Decision == decision.Id => tabled.ClosesAt,
        DecisionExtended extended when extended.Decision == decision.Id => extended.Until,
        ProposalIntegrated integrated when integrated.Decision == decision.Id => integrated.ClosesAt,
        FellBack fell when fell.Decision == decision.Id => fell.ClosesAt,
        _ => (Instant?)null,
    }).OfType<Instant>().Last();

    // The rest of the electorate may yet vote so that it comes out otherwise; null where it can not, or where nothing that this
    // law sees tells.
    private static VoiceCount? WouldBeOtherwise(Decision decision, VoiceCount count, Outcome? outcome) =>
        decision.Rule is not (MajorityRule or ConsentRule) || HasGroups(decision.Rule.Quorum)
        ? null
        : Completions(count).FirstOrDefault(completion => OutcomeOf(decision, completion, completion, false, _ => []) != outcome);

    private static bool HasGroups(Quorum quorum) => quorum switch
    {
        GroupQuorum => true,
        EachOf each => each.Quorums.Any(HasGroups),
        EitherOf either => either.Quorums.Any(HasGroups),
        _ => false,
    };

    // Whose outcome is certain closes, though not within a day of its words where it decides for others.
    private static BrokenLaw? StaysOpen(List<Entry> so, Community after, Instant now)
    {
        foreach (
            var decision in after.OpenDecisions.Where(
                d => d is {
                    Phase: DecisionPhase.Open, Rule: { Votes: VotePolicy.Final, Secret: false }
                        and (MajorityRule or ConsentRule) }))
        {
            if (HasGroups(decision.Rule.Quorum)) continue;
            var ballots = Recount(so, decision);
            if (ballots.Count == 0) continue;
            var count =
                new VoiceCount(
                    decision.Electorate!.Eligible, ballots.Count, ballots.Values.Count(b => b == VoiceBallot.For),
                        ballots.Values.Count(b => b == VoiceBallot.Against));
            if (decision.Rule is ConsentRule
                && (count.TookPart < count.Eligible
                    || decision.Objections.Any(o => o.State != ObjectionState.Addressed))) continue;
            var outcome = OutcomeOf(decision, count, count, false, _ => []);
            if (WouldBeOtherwise(decision, count, outcome) is not null) continue;
            var due = IsForOthers(decision.Proposal) ? Instant.Max(now, decision.WordedAt + Duration.FromDays(1)) : now;
            if (due < Time(so, decision) && after.At(due).Decision(decision.Id)!.Phase == DecisionPhase.Open)
                return new(7, $"Decision {decision.Id} is certain to come to {outcome} at {count}, and is open at {due}.");
        }

        return null;
    }

    private static bool IsForOthers(Proposal proposal) =>
        proposal is Remove or Bar or Recall or AmendCharter or Close or MergeInto or Absorb or Split;

    /// <summary>
    /// Who did not vote, still has their vote, and gave a proxy that reaches, in so many steps, somebody who voted: for each
    /// voter as many as the charter lets them, the earliest proxies first.
    /// </summary>
    private static Representation[] RepresentedIn(Community before, Decision decision, Dictionary<PersonId, Ballot> own)
    {
        if (decision.Rule.Proxies is not { } terms || decision.Phase != DecisionPhase.Open) return [];
        Proxy? Given(PersonId person) =>
            before.ProxiesOf(person).Where(p => p.For == decision.Proposal.Matter || p.For is null).OrderBy(p => p.For is null)
                .FirstOrDefault();
        bool MayVote(PersonId person) => !decision.HasRecused(person) && before.StandingOf(person).Counts;
        var found = new List<(PersonId Person, PersonId Holder, Instant Since)>();
        foreach (var person in decision.Electorate!.People.Where(p => !own.ContainsKey(p) && MayVote(p)))
        {
            var chain = new List<PersonId> { person };
            while (chain.Count <= terms.Depth && Given(chain[chain.Count - 1])?.Holder is { } next && !chain.Contains(next)
                && MayVote(next))
            {
                chain.Add(next);
                if (!own.ContainsKey(next)) continue;
                found.Add((person, next, Given(person)!.Since));
                break;
            }
        }

        return found.GroupBy(f => f.Holder)
            .SelectMany(of => of.OrderBy(f => f.Since).ThenBy(f => f.Person).Take(terms.VotesPerHolder))
            .Select(f => new Representation(f.Person, f.Holder)).OrderBy(r => r.Person).ToArray();
    }

    /// <summary>The standing of everybody when voting opened, by the keys they have now.</summary>
    private static Dictionary<PersonId, Standing> OpenedTo(List<Entry> so, Decision decision)
    {
        var at = so.FindLastIndex(e => e.Event is VotingOpened opened && opened.Decision == decision.Id);
        var standings = Community.Replay(so.Take(at)).Standings.ToDictionary(s => s.Key, s => s.Value);
        foreach (var merged in so.Skip(at).Select(e => e.Event).OfType<KeysMerged>())
        {
            if (!standings.TryGetValue(merged.Dropped, out var second)) continue;
            standings.Remove(merged.Dropped);
            if (!standings.TryGetValue(merged.Kept, out var first) || !first.Counts) standings[merged.Kept] = second;
        }

        return standings;
    }

    /// <summary>
    /// How many of each group of a kind could and did take part. Each person counts for the first group that the host says,
    /// otherwise for the first that they said.
    /// </summary>
    private static List<(int Eligible, int TookPart)> TurnoutOf(
        GroupKind kind, Decision decision, Dictionary<PersonId, Standing> opened, bool silent) => decision.Electorate!.People
        .SelectMany(
            person => opened.TryGetValue(person, out var standing)
                ? GroupsOf(standing).Where(g => g.Kind == kind).Take(1).Select(group => (person, group))
                : [])
        .GroupBy(at => at.group)
        .Select(group => (group.Count(), group.Count(at => decision.HasVoted(at.person) || (silent && decision.By == at.person))))
        .ToList();

    private sealed record Choice(Outcome Outcome, IEnumerable<int>? Chosen = null, string? Wrong = null);

    private static Choice Choose(
        List<Entry> so, Decision decision, ValueList<BallotPile> cast, Dictionary<PersonId, Standing> opened,
            TieEvidence? evidence)
    {
        var (options, seats) = (decision.Candidates.Count, ((Elect)decision.Proposal).Seats);
        var lot = so.Select(e => e.Event).OfType<SeedRevealed>().LastOrDefault(revealed => revealed.Decision == decision.Id)?.Lot;
        if (decision.Rule is SortitionRule)
            return lot is null || options == 0
                ? new(Outcome.Failed)
                : new(Outcome.Carried,
                    Sortition.Draw(lot, decision.Candidates, seats).Select(p => decision.Candidates.ToList().IndexOf(p)));
        var method = ((ChoosingRule)decision.Rule).Method;
        if (options == 0 || cast.Count == 0) return new(Outcome.Failed);
        if (options <= seats) return new(Outcome.Carried, Enumerable.Range(0, options));
        if (method.Fault(new Contest(options, seats)) is not null) return new(Outcome.Failed);
        if (evidence is not null && !so.Any(e => e.Event is KeysMerged))
        {
            var founders = so.Select(e => e.Event).OfType<CommunityProposed>().Last().Founders.ToList();
            var seniority = decision.Candidates.Where(c => opened.TryGetValue(c, out var standing) && standing.IsMember)
                .OrderBy(c => opened[c].Since).ThenBy(c => founders.IndexOf(c) < 0 ? founders.Count : founders.IndexOf(c))
                    .ThenBy(c => c).Select(c => decision.Candidates.ToList().IndexOf(c));
            var voice = so.Select(e => e.Event).OfType<CastingVoiceGiven>()
                .LastOrDefault(given => given.Decision == decision.Id)?.Candidate;
            var named = voice is { } candidate && decision.Candidates.Contains(candidate)
                ? decision.Candidates.ToList().IndexOf(candidate)
                : (int?)null;
            if (!evidence.Seniority.SequenceEqual(seniority) || evidence.CastingVoice != named || evidence.Lot != lot)
                return new(Outcome.Carried, null, $"has its ties broken by {evidence}.");
        }

        if (evidence is null && method.TieRules.Contains(TieRule.Lot) && lot is not null)
            return new(Outcome.Carried, null, "has a lot that was revealed, and not kept.");
        var tally = method.Count(new Contest(options, seats), cast, evidence);
        return new(tally.IsDecided ? Outcome.Carried : Outcome.Tied, tally.Winners);
    }

    /// <summary>Every way in which the rest of an electorate may yet vote, or not.</summary>
    internal static IEnumerable<VoiceCount> Completions(VoiceCount count)
    {
        var rest = count.Eligible - count.TookPart;
        for (var votes = 0; votes <= rest; votes++)
            for (var ayes = 0; ayes <= votes; ayes++)
                for (var noes = 0; noes <= votes - ayes; noes++)
                    yield return new(count.Eligible, count.TookPart + votes, count.For + ayes, count.Against + noes);
    }

    // The ballots that people cast themselves. An objection is one under some rules, and a matter may be turned over from one
    // rule to another.
    private static Dictionary<PersonId, Ballot> Recount(List<Entry> history, Decision decision)
    {
        var ballots = new Dictionary<PersonId, Ballot>();
        var objecting = new HashSet<PersonId>();
        var electorate = decision.Electorate!;
        var charters = new List<Charter>();
        Charter? charter = null;
        Ballot? against = null;
        foreach (var happened in history.Select(e => e.Event))
        {
            switch (happened)
            {
                case CommunityProposed proposed:
                    charters = [proposed.Charter];
                    break;
                case CharterAmended amended:
                    charters.Add(amended.Charter);
                    break;
                case DecisionTabled tabled when tabled.Decision == decision.Id:
                    charter = tabled.Proposal is AmendCharter { Confirms: not null, Charter: var proposedCharter }
                        ? proposedCharter
                        : charters[tabled.CharterVersion - 1];
                    against = Objection(charter.Rule(tabled.Rule));
                    break;
                case FellBack fell when fell.Decision == decision.Id:
                    against = Objection(charter!.Rule(fell.Rule));
                    break;
                case BallotCast cast when cast.Decision == decision.Id:
                    ballots[cast.Person] = cast.Ballot;
                    break;
                case TookPart took when took.Decision == decision.Id:
                    ballots[took.Person] = new BlankBallot();
                    break;
                case ObjectionRaised raised when raised.Decision == decision.Id && (raised.StandsAside || against is not null):
                    ballots[raised.Person] = raised.StandsAside ? VoiceBallot.Abstain : against!;
                    if (!raised.StandsAside) objecting.Add(raised.Person);
                    break;
                case ObjectionSettled settled when settled.Decision == decision.Id:
                    if (settled.State == ObjectionState.Addressed && against is not null
                        && ballots.TryGetValue(settled.Objector, out var stood) && stood == against) ballots[settled.Objector] =
                            VoiceBallot.Abstain;
                    if (settled.State != ObjectionState.Upheld) objecting.Remove(settled.Objector);
                    break;
                case ProposalIntegrated integrated when integrated.Decision == decision.Id:
                    ballots.Clear();
                    objecting.Clear();
                    break;
                case KeysMerged merged when Acts.Concerned(decision.Proposal) == merged.Kept:
                    ballots.Remove(merged.Kept);
                    ballots.Remove(merged.Dropped);
                    objecting.Remove(merged.Kept);
                    objecting.Remove(merged.Dropped);
                    break;
                case KeysMerged merged:
                    if (objecting.Remove(merged.Dropped)) objecting.Add(merged.Kept);
                    if (ballots.TryGetValue(merged.Dropped, out var theirs) && ballots.Remove(merged.Dropped)
                        && !ballots.ContainsKey(merged.Kept) && electorate.Contains(merged.Kept)) ballots[merged.Kept] = theirs;
                    if (objecting.Contains(merged.Kept) && electorate.Contains(merged.Kept))
                        ballots[merged.Kept] = against ?? VoiceBallot.Against;
                    break;
            }
        }

        return ballots;
    }

    // What an objection says as a ballot; null where it is none.
    private static Ballot? Objection(DecisionRule? rule) => rule switch
    {
        ConsentRule or ConsensusRule or RoughConsensusRule => VoiceBallot.Against,
        GradientsRule { Levels: var levels } =>
            levels.FirstOrDefault(level => level.Class == GradientClass.Block) is { Name: var name }
                ? new GradientBallot(name)
                : null,
        _ => null,
    };

    /// <summary>What a count comes to, as the rule's own sentence says it. Who is chosen is another question.</summary>
    private static Outcome OutcomeOf(
        Decision decision, VoiceCount count, VoiceCount own, bool isProposerSilent, Func<GroupKind,
            List<(int Eligible, int TookPart)>> groups)
    {
        if (count.Eligible == 0) return Outcome.Inquorate;
        if (decision.Rule is LazyConsensus or SortitionRule) return Outcome.Carried;
        if (decision.Rule is AdviceRule) return decision.Conclusion is { Carried: true } ? Outcome.Carried : Outcome.Failed;
        var silent = isProposerSilent ? 1 : 0;
        var present = isProposerSilent && !decision.HasVoted(decision.By!.Value)
            ? count with { TookPart = count.TookPart + 1 }
            : count;
        var quorate = decision.IsSecondCall
            ? present.TookPart >= Math.Min(2, count.Eligible)
                && (CanAlwaysBeCalledAgain(decision.Proposal) || OfGroups(decision.Rule.Quorum) is not { } rest
                    || IsReached(rest, present, groups))
            : IsReached(decision.Rule.Quorum, present, groups);
        if (!quorate) return Outcome.Inquorate;
        var standing = decision.Objections.Where(o => o.State is ObjectionState.Open or ObjectionState.Upheld).Select(o => o.By)
            .Distinct().Count();
        var isCarried = decision.Rule switch
        {
            MajorityRule { Threshold: var threshold } => Meets(threshold, count),
            ConsentRule => standing == 0,
            ConsensusRule { Blocks: var blocks } => count.For > 0 && standing < blocks,
            RoughConsensusRule => decision.Conclusion is { Carried: true } && standing == 0,
            GradientsRule { Blocks: var blocks, Threshold: var threshold, Levels: var levels } =>
                (standing < blocks || levels.All(level => level.Class != GradientClass.Block)) && Meets(threshold, count),
            _ => true,
        };
        if (!isCarried || !IsForOthers(decision.Proposal)) return isCarried ? Outcome.Carried : Outcome.Failed;
        var needed = Acts.Concerned(decision.Proposal) is null ? Math.Min(2, count.Eligible) : 2;
        return own.For + silent >= needed && own.For > own.Against ? Outcome.Carried : Outcome.Failed;
    }

    // What no charter keeps from a second call, at which those who take part decide (law 6).
    private static bool CanAlwaysBeCalledAgain(Proposal proposal) =>
        proposal is AmendCharter or Admit or InvitePerson or TakeBackInvitation or Elect or Appoint or Reinstate;

    // What is left of a quorum at a second call that keeps those of groups.
    private static Quorum? OfGroups(Quorum quorum) => quorum switch
    {
        GroupQuorum => quorum,
        EachOf each =>
            each.Quorums.Select(OfGroups).OfType<Quorum>().ToValueList() is { Count: > 0 } rest ? new EachOf(rest) : null,
        EitherOf either => either.Quorums.All(q => OfGroups(q) is not null)
            ? new EitherOf(either.Quorums.Select(q => OfGroups(q)!).ToValueList())
            : null,
        _ => null,
    };

    private static bool Meets(Threshold threshold, VoiceCount count)
    {
        decimal whole = threshold.Of
            switch { Denominator.Eligible =>
                count.Eligible, Denominator.TookPart => count.TookPart, _ => count.For + count.Against };
        if (whole == 0 || count.For == 0) return false;
        var (part, share) = (count.For * (decimal)threshold.Share.Denominator, whole * threshold.Share.Numerator);
        return threshold.Exceeded ? part > share : part >= share;
    }

    private static bool IsReached(Quorum quorum, VoiceCount count, Func<GroupKind, List<(int Eligible, int TookPart)>> groups) =>
        quorum switch
    {
        AbsoluteQuorum absolute => count.TookPart >= absolute.People,
        ShareQuorum { Of: var share } =>
            count.TookPart > 0 && count.TookPart * (decimal)share.Denominator >= count.Eligible * (decimal)share.Numerator,
        SupportQuorum { Of: var share } =>
            count.For > 0 && count.For * (decimal)share.Denominator >= count.Eligible * (decimal)share.Numerator,
        SquareRootQuorum { Times: var times } => count.TookPart > 0 && IsRoot(times, count),
        EachOf each => each.Quorums.Count > 0 && each.Quorums.All(q => IsReached(q, count, groups)),
        EitherOf either => either.Quorums.Any(q => IsReached(q, count, groups)),
        GroupQuorum { Kind: var kind, Within: var within, Groups: var some } => count.TookPart > 0 && groups(kind) is var all
            && all.Count(g => IsReached(within, new VoiceCount(g.Eligible, g.TookPart, 0, 0), _ => [])) >= Math.Min(
                some ?? int.MaxValue, all.Count),
        _ => throw new InvalidOperationException("Another quorum?"),
    };

    private static bool IsRoot(Ratio times, VoiceCount count)
    {
        System.Numerics.BigInteger took = count.TookPart, below = times.Denominator, above = times.Numerator;
        return took * took * below * below >= above * above * count.Eligible;
    }
}
