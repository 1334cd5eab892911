using CommunitiesOfPractice.Counting;

namespace CommunitiesOfPractice;

/// <summary>
/// Takes part in a secret ballot. The record says only that the person took part. Their choice goes into the host's sealed box
/// beside this act, and they can replace it there, where the record does not see it. The host that keeps the box is trusted to
/// keep each person's last ballot and to tell nobody. Refused, in this order: the matter is not before the members; the ballot is
/// not secret; then, where the person has no vote, as <see cref="Vote"/> is; they have taken part already.
/// </summary>
/// <param name="By">Who takes part.</param>
/// <param name="Decision">The decision.</param>
public sealed record TakePart(PersonId By, DecisionId Decision) : DecisionAct(By, Decision)
{
    private protected override Ruling Rule(Sitting sitting, Decision decision) =>
        (decision.Rule.Secret ? null : sitting.Refuse(Clauses.OpenBallot, Condition.CharterClause, null, Witness.Of(Decision)))
        ?? sitting.RefuseUnlessVoter(Decision, By)
        ?? (decision.HasVoted(By)
            ? sitting.Refuse(Clauses.TookPartAlready, Condition.Novelty, By.Value, Witness.Of(Decision))
            : null)
        ?? sitting.Allow(Clauses.SecretBallot, Witness.Of(Decision), new TookPart(Decision, By));
}

/// <summary>
/// Opens the sealed box after the close, as the host. It brings all ballots at once, without who cast them. They are put in a
/// canonical order, counted, and take effect. Two keys that were merged before voting closed hold one ballot, so the host takes
/// the other out of the box (<see cref="Community.KeysOf"/>). Refused, in this order: no box of that decision waits; it holds
/// more or fewer ballots than people took part; a ballot is not of a kind that the rule counts.
/// </summary>
/// <param name="Decision">The decision.</param>
/// <param name="Ballots">All ballots, in any order; equal ones may stand in one pile.</param>
/// <param name="Source">The box.</param>
public sealed record OpenBox(DecisionId Decision, ValueList<BallotPile> Ballots, string Source) : CommunityFact(Source)
{
    /// <summary>
    /// How long the host has to open the box. Afterwards the decision is closed without a count, so that a lost box stops nothing
    /// else.
    /// </summary>
    public static Duration Within { get; } = Duration.FromDays(7);

    /// <summary>All ballots.</summary>
    /// <exception cref="ArgumentException">It is null, or holds a pile without a ballot.</exception>
    public ValueList<BallotPile> Ballots { get; init => field = Piled(value); } = Piled(Ballots);

    internal override IEnumerable<PersonId> Named => [];

    internal override Ruling Rule(Sitting sitting) =>
        (sitting.Community.Decision(Decision) is { Phase: DecisionPhase.Sealed }
            ? null
            : sitting.Refuse(Clauses.NoBox, Condition.Existence, Decision.ToString(), Witness.Of(Decision)))
        ?? (Ballots.All(pile => pile.Count is > 0 and <= int.MaxValue)
            && Ballots.Sum(pile => pile.Count) == sitting.Community.Decision(Decision)!.VoiceCount.TookPart
            ? null
            : sitting.Refuse(Clauses.AsManyAsTookPart, Condition.WellFormed,
                OfWhat.Number(sitting.Community.Decision(Decision)!.VoiceCount.TookPart), Witness.Of(Decision)))
        ?? Ballots.Select(
            pile => sitting.Community.Decision(Decision)!.Rule.RefuseBallot(
                sitting, sitting.Community.Decision(Decision)!, default, pile.Ballot))
            .FirstOrDefault(refusal => refusal is not null)
        ?? sitting.Allow(Clauses.OpeningTheBox, Witness.Of(Decision), new BoxOpened(Decision, Piles.Canonical(Ballots), Source));

    private static ValueList<BallotPile> Piled(ValueList<BallotPile> ballots) =>
        Guard.Against.Null(ballots).All(pile => pile.Ballot is not null)
            ? ballots
            : throw new ArgumentException("A pile has no ballot.", nameof(ballots));
}
