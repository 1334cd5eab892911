namespace CommunitiesOfPractice.Counting;

/// <summary>
/// Each ballot scores options between a lowest and a highest score. There are two ways to treat an option that a ballot does not
/// score. It counts as nought, and the highest sum wins. Or it is left out, and the highest mean over those who scored it wins,
/// as an exact fraction. An option that nobody scored has no mean: it comes last and never wins, and a seat for which no other is
/// left stays open.
/// </summary>
public sealed record Score : CountingMethod
{
    /// <summary>Scores from nought to <paramref name="highest"/>.</summary>
    /// <param name="highest">The highest score; from one to <see cref="Extreme"/>.</param>
    /// <param name="lowest">The lowest score; at most nought, so that what is not scored is a score.</param>
    /// <exception cref="ArgumentException">A score is out of range.</exception>
    public Score(int highest, int lowest = 0) => (Highest, Lowest) = (highest, lowest);

    /// <summary>No score is further from nought than this.</summary>
    public const int Extreme = 10_000;

    /// <summary>The highest score.</summary>
    public int Highest { get; init => field = Guard.Against.OutOfRange(value, nameof(Highest), 1, Extreme); }

    /// <summary>The lowest score; nought unless given.</summary>
    public int Lowest { get; init => field = Guard.Against.OutOfRange(value, nameof(Lowest), -Extreme, 0); }

    /// <summary>Whether an option that a ballot does not score is left out, and means are compared. Not unless said so.</summary>
    public bool LeavesOutUnscored { get; init; }

    private protected override string Rule(Wording wording) =>
        wording.Say(LeavesOutUnscored ? "counting.score.rule.mean" : "counting.score.rule.sum", Lowest, Highest);

    private protected override Said Asks => Said.Of("ballot.asks.scores", Lowest, Highest);

    internal override bool Reads(Ballot ballot) => ballot is ScoreBallot;

    private protected override BallotFault? OwnFault(Ballot ballot)
    {
        foreach (var mark in ((ScoreBallot)ballot).Scores)
            if (mark.Points < Lowest || mark.Points > Highest)
                return BallotFault.Of(
                    BallotFaultKind.ScoreOutOfRange, mark.Option,
                    Said.Of("ballot.score-out-of-range", mark.Option, mark.Points, Lowest, Highest));
        return null;
    }

    private protected override Tally Counted(Contest contest, BallotBox piles, TieEvidence evidence)
    {
        var sums = new Sums(contest);
        foreach (var pile in piles)
        {
            sums.TookPart(pile);
            if (pile.Ballot is not ScoreBallot score) continue;
            foreach (var mark in score.Scores) sums.Give(mark.Option, pile.Count, mark.Points);
        }

        return LeavesOutUnscored ? sums.Means(this, Units.MeanScore, evidence) : sums.Tally(this, Units.Points, evidence);
    }
}
