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
    public int? Cap { get; init => field = value is null ? null : Guard.Against.OutOfRange(value.Value, nameof(Cap), 1, Score.Extreme); }

    private protected override string Rule =>
        $"Each ballot has {English.Number(Budget, "dot", "dots")} to spread over the options"
        + (Cap is { } cap ? $", at most {cap} on one" : "") + "; the most dots win.";

    private protected override string ReadsBallots => "dots";

    internal override bool Reads(Ballot ballot) => ballot is ScoreBallot;

    private protected override BallotFault? OwnFault(Ballot ballot)
    {
        var spent = 0L;
        foreach (var mark in ((ScoreBallot)ballot).Scores)
        {
            if (mark.Points < 0)
                return new(BallotFaultKind.ScoreOutOfRange, mark.Option, $"Option number {mark.Option} is given {mark.Points} dots.");
            if (mark.Points > Cap)
                return new(BallotFaultKind.OverBudget, mark.Option, $"Option number {mark.Option} is given {mark.Points} dots; the cap is {Cap}.");
            spent += mark.Points;
        }

        return spent > Budget ? new(BallotFaultKind.OverBudget, null, $"{spent} dots are given; there are {Budget}.") : null;
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

        return sums.Tally(this, "dots", evidence);
    }
}
