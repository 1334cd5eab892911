namespace CommunitiesOfPractice.Counting;

/// <summary>
/// Strongest paths of wins (Schulze, "A new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent
/// single-winner election method", Social Choice and Welfare 36, 2011). A path is as strong as its weakest win. An option wins
/// when its path to every other is at least as strong as the path back. Several can. By ratio, a win that nobody opposes is
/// stronger than any that somebody opposes. Of two that nobody opposes, the stronger is the win that more voters prefer, as the
/// paper has it.
/// </summary>
public sealed record Schulze : PairwiseMethod
{
    /// <summary>How strong a win is; winning votes unless given.</summary>
    public Strength Strength { get; init => field = Guard.Against.EnumOutOfRange(value, nameof(Strength)); }

    private protected override string Verdict(Wording wording) =>
        wording.Sentences(wording.Say("counting.schulze.rule"), wording.Of(Strength));

    private protected override Tally Judged(Compared votes)
    {
        var (matrix, n) = (votes.Matrix, votes.Matrix.Options);
        var wins = matrix.Wins();
        wins.Sort((one, other) => one.CompareTo(other, Strength));

        // Only the order of strengths matters, so whole numbers are enough: the weakest win is 1, no win is 0.
        var path = new int[n * n];
        var standsFor = new List<Comparison?> { null };
        foreach (var win in wins)
        {
            if (standsFor[^1] is not { } last || last.CompareTo(win, Strength) != 0) standsFor.Add(win);
            path[win.Winner * n + win.Loser] = standsFor.Count - 1;
        }

        for (var via = 0; via < n; via++)
            for (var from = 0; from < n; from++)
                if (from != via && path[from * n + via] is > 0 and var first)
                    for (var to = 0; to < n; to++)
                        if (to != from) path[from * n + to] = Math.Max(path[from * n + to], Math.Min(first, path[via * n + to]));

        var tiers = new List<ValueList<int>>();
        for (var left = matrix.Compared; left.Count > 0; left = left.Where(option => !tiers[^1].Contains(option)).ToValueList())
            tiers.Add(
                left.Where(option => left.All(other => path[option * n + other] >= path[other * n + option])).ToValueList());
        return new SchulzeTally(
            votes.Seated(tiers.ToValueList()), matrix, path.Select(strength => standsFor[strength]).ToValueList());
    }
}
