namespace CommunitiesOfPractice.Testing;

public static partial class Laws
{
    /// <summary>
    /// Law 7: what a decision is recorded to have come to is what a slow recount of the ballots in the history gives, and a decision that closed before its time would have come
    /// to the same however those who had not voted had voted.
    /// </summary>
    public static BrokenLaw? CountingIsExact(Moment moment)
    {
        var so = Guard.Against.Null(moment).History.ToList();
        foreach (var (before, entry, _) in moment.Events())
        {
            if (entry.Event is DecisionClosed { Result: var result } closed && result.Outcome != Outcome.Withdrawn && before.Decision(closed.Decision) is { Phase: DecisionPhase.Open } decision)
            {
                var ballots = Recount(so, decision);
                var count = new VoiceCount(decision.Electorate!.Eligible, ballots.Count, ballots.Values.Count(b => b == VoiceBallot.For), ballots.Values.Count(b => b == VoiceBallot.Against));
                if (count != result.Count) return new(7, $"Decision {decision.Id} was counted as {result.Count}, and the ballots say {count}.");
                var isLapse = result.Outcome == Outcome.Lapsed;
                if (!isLapse && entry.At < decision.ClosesAt && decision.Rule.Votes == VotePolicy.Changeable)
                    return new(7, $"Decision {decision.Id} closed before its time, and votes could still be changed.");
                if (!(isLapse && entry.By is not null) && OutcomeOf(decision, count, IsSilent(so, before, decision, ballots)) is { } outcome)
                {
                    if (result.Outcome is Outcome.Carried ? outcome != Outcome.Carried : !isLapse && result.Outcome != outcome)
                        return new(7, $"Decision {decision.Id} came to {result.Outcome}, and the ballots say {outcome}: {count}.");
                    if (!isLapse && entry.At < decision.ClosesAt)
                        foreach (var completion in Completions(count))
                            if (OutcomeOf(decision, completion, false) != outcome)
                                return new(7, $"Decision {decision.Id} closed as {outcome} at {count}, and {completion} would have been {OutcomeOf(decision, completion, false)}.");
                }
            }

            so.Add(entry);
        }

        return null;
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

    private static Dictionary<PersonId, Counting.Ballot> Recount(List<Entry> history, Decision decision)
    {
        var ballots = new Dictionary<PersonId, Counting.Ballot>();
        var objecting = new HashSet<PersonId>();
        var electorate = decision.Electorate!;
        foreach (var happened in history.Select(e => e.Event))
        {
            switch (happened)
            {
                case BallotCast cast when cast.Decision == decision.Id:
                    ballots[cast.Person] = cast.Ballot;
                    break;
                case ObjectionRaised raised when raised.Decision == decision.Id && (raised.StandsAside || decision.Rule is ConsentRule or ConsensusRule):
                    ballots[raised.Person] = raised.StandsAside ? VoiceBallot.Abstain : VoiceBallot.Against;
                    if (!raised.StandsAside) objecting.Add(raised.Person);
                    break;
                case ObjectionSettled settled when settled.Decision == decision.Id:
                    if (settled.State == ObjectionState.Addressed && ballots.TryGetValue(settled.Objector, out var stood) && stood == VoiceBallot.Against) ballots[settled.Objector] = VoiceBallot.Abstain;
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
                    if (ballots.TryGetValue(merged.Dropped, out var theirs) && ballots.Remove(merged.Dropped) && !ballots.ContainsKey(merged.Kept) && electorate.Contains(merged.Kept)) ballots[merged.Kept] = theirs;
                    if (objecting.Contains(merged.Kept) && electorate.Contains(merged.Kept)) ballots[merged.Kept] = VoiceBallot.Against;
                    break;
            }
        }

        return ballots;
    }

    // Null where it would take a count by another method, or groups that only the library sees.
    private static Outcome? OutcomeOf(Decision decision, VoiceCount count, bool isProposerSilent)
    {
        if (count.Eligible == 0) return Outcome.Inquorate;
        if (decision.Rule is LazyConsensus) return Outcome.Carried;
        var isForOthers = decision.Proposal is Remove or Bar or Recall or AmendCharter or Close or MergeInto or Absorb or Split;
        var silent = isForOthers && isProposerSilent ? 1 : 0;
        var present = count with { TookPart = count.TookPart + silent };
        if ((decision.IsSecondCall ? present.TookPart >= Math.Min(2, count.Eligible) : IsReached(decision.Rule.Quorum, present)) is not { } quorate) return null;
        if (!quorate) return Outcome.Inquorate;
        var needed = !isForOthers ? 0 : Acts.Concerned(decision.Proposal) is null ? Math.Min(2, count.Eligible) : 2;
        if (isForOthers && (count.For + silent < needed || count.For <= count.Against) && decision.Rule is MajorityRule or ConsentRule) return Outcome.Failed;
        return decision.Rule switch
        {
            MajorityRule { Threshold: var threshold } => Meets(threshold, count) ? Outcome.Carried : Outcome.Failed,
            ConsentRule => decision.Objections.Any(o => o.State is ObjectionState.Open or ObjectionState.Upheld) ? Outcome.Failed : Outcome.Carried,
            _ => null,
        };
    }

    private static bool Meets(Threshold threshold, VoiceCount count)
    {
        decimal whole = threshold.Of switch { Denominator.Eligible => count.Eligible, Denominator.TookPart => count.TookPart, _ => count.For + count.Against };
        if (whole == 0 || count.For == 0) return false;
        var (part, share) = (count.For * (decimal)threshold.Share.Denominator, whole * threshold.Share.Numerator);
        return threshold.Exceeded ? part > share : part >= share;
    }

    private static bool? IsReached(Quorum quorum, VoiceCount count) => quorum switch
    {
        AbsoluteQuorum absolute => count.TookPart >= absolute.People,
        ShareQuorum { Of: var share } => count.TookPart > 0 && count.TookPart * (decimal)share.Denominator >= count.Eligible * (decimal)share.Numerator,
        SupportQuorum { Of: var share } => count.For > 0 && count.For * (decimal)share.Denominator >= count.Eligible * (decimal)share.Numerator,
        EachOf each => each.Quorums.Count == 0 ? false : each.Quorums.Select(q => IsReached(q, count)).Aggregate((bool?)true, (a, b) => a & b),
        EitherOf either => either.Quorums.Select(q => IsReached(q, count)).Aggregate((bool?)false, (a, b) => a | b),
        _ => null,
    };
}
