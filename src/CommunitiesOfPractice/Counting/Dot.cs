namespace CommunitiesOfPractice.Counting;

/// <summary>
/// Dot voting: each voter has a budget of dots to spread over the options, all on one or as many as a cap allows. The most dots
/// win. Dots may be left unspent.
/// </summary>
public sealed record Dot : CountingMethod
{
    /// <summary>So many dots each.</summary>
    /// <param name="budget">How many dots a ballot has; from one to <see cref="Score.Extreme"/>.</param>
    /// <param name="cap">The most that one option may get from one ballot; null for no cap.</param>
    /// <exception cref="ArgumentException">A number is out of range.</exception>
    public Dot(int budget, int? cap = null) => (Budget, Cap) = (budget, cap);

    /// <summary>How many dots a ballot has.</summary>
    public int Budget { get; init => field = Guard.Against.OutOfRange(value, nameof(Budget), 1, Score.Extreme); }

    /// <summary>The most that one option may get from one ballot; null for no cap.</summary>
    public int? Cap {
        get; init => field = value is null ? null : Guard.Against.OutOfRange(value.Value, nameof(Cap), 1, Score.Extreme); }

    private protected override string Rule(Wording wording) => wording.Sentences(
    [
        wording.Count("counting.dot.rule", Budget),
        .. Cap is { } cap ? [wording.Count("counting.dot.cap", cap)] : Array.Empty<string>(),
        wording.Say("counting.dot.wins"),
    ]);

    private protected override Said Asks => Said.Of("ballot.asks.dots");

    internal override bool Reads(Ballot ballot) => ballot is ScoreBallot;

    private protected override BallotFault? OwnFault(Ballot ballot)
    {
        var spent = 0L;
        foreach (var mark in ((ScoreBallot)ballot).Scores)
        {
            if (mark.Points < 0)
                return BallotFault.Of(
                    BallotFaultKind.ScoreOutOfRange, mark.Option, Said.Of("ballot.negative-dots", mark.Option, mark.Points));
            if (Cap is { } cap && mark.Points > cap)
                return BallotFault.Of(
                    BallotFaultKind.OverBudget, mark.Option, Said.Of("ballot.over-cap", mark.Option, mark.Points, cap));
            spent += mark.Points;
        }

        return spent > Budget
            ? BallotFault.Of(BallotFaultKind.OverBudget, null, Said.Of("ballot.over-budget", spent, Budget))
            : null;
    }

    private protected override Tally Counted(Contest contest, BallotBox piles, TieEvidence evidence)
    {
        var sums = new Sums(contest);
        foreach (var pile in piles)
        {
            sums.TookPart(pile);
            if (pile.Ballot is not ScoreBallot dots) continue;
            foreach (var mark in dots.Scores) sums.Give(mark.Option, pile.Count, mark.Points);
        }

        return sums.Tally(this, Units.Dots, evidence);
    }
}
