namespace CommunitiesOfPractice.Counting;

/// <summary>
/// Settles ties in one count by the method's rules, and remembers each. A script answers the first ties in its own way: that is
/// how <see cref="EveryWay"/> asks what would have happened otherwise.
/// </summary>
internal sealed class TieBreaker(ValueList<TieRule> rules, TieEvidence evidence, Lazy<Pairwise>? pairwise, int[] script)
{
    /// <summary>A tie in which the choice was open, in the order they were met.</summary>
    internal sealed record Met(ValueList<int> Options, ValueList<int> Left, TieFor For, int Stage, int Taken, TieRule? SettledBy);

    public List<Met> Open { get; } = [];

    /// <summary>Ties whose order cannot matter: they were taken in the order of the option numbers.</summary>
    public List<Tie> Idle { get; } = [];

    public int Best(ValueList<int> level, TieFor @for, IReadOnlyList<CountingStage> stages) => Take(level, @for, stages, best: true);

    public int Worst(ValueList<int> level, TieFor @for, IReadOnlyList<CountingStage> stages) => Take(level, @for, stages, best: false);

    /// <summary>The first by number, from a tie whose order cannot matter.</summary>
    public int Any(ValueList<int> level, TieFor @for, int stage)
    {
        if (level.Count > 1) Idle.Add(new Tie(level, @for, stage, level[0], null, Matters: false));
        return level[0];
    }

    private int Take(ValueList<int> level, TieFor @for, IReadOnlyList<CountingStage> stages, bool best)
    {
        if (level.Count == 1) return level[0];
        var (left, by) = Open.Count < script.Length ? ([script[Open.Count]], null) : Narrowed(level, stages, best);
        Open.Add(new Met(level, left, @for, stages.Count, left[0], by));
        return left[0];
    }

    private (ValueList<int> Left, TieRule? SettledBy) Narrowed(ValueList<int> level, IReadOnlyList<CountingStage> stages, bool best)
    {
        foreach (var rule in rules)
        {
            level = Narrowed(rule, level, stages, best);
            if (level.Count == 1) return (level, rule);
        }

        return (level, null);
    }

    private ValueList<int> Narrowed(TieRule rule, ValueList<int> level, IReadOnlyList<CountingStage> stages, bool best) => rule switch
    {
        TieRule.PreviousStage => stages.Reverse().Aggregate(level, (left, stage) => Extreme(left, option => stage.Votes[option], best)),
        TieRule.FirstStage => stages.Aggregate(level, (left, stage) => Extreme(left, option => stage.Votes[option], best)),
        TieRule.Pairwise when pairwise is null => level,
        TieRule.Pairwise => Extreme(level, option => level.Sum(other => Balance(option, other)), best),
        TieRule.Seniority => Extreme(level, option => -Place(evidence.Seniority, option), best),
        TieRule.CastingVoice => Extreme(level, option => option == evidence.CastingVoice ? 1 : 0, best),
        TieRule.Lot when evidence.Lot is { } lot => [best ? lot.Order(level)[0] : lot.Order(level)[level.Count - 1]],
        TieRule.Lot => level,
        _ => throw new ArgumentOutOfRangeException(nameof(rule)),
    };

    private int Balance(int option, int other) => pairwise!.Value[option, other].CompareTo(pairwise.Value[other, option]);

    private static int Place(ValueList<int> order, int option)
    {
        for (var place = 0; place < order.Count; place++)
            if (order[place] == option) return place;
        return order.Count;
    }

    private static ValueList<int> Extreme<TKey>(ValueList<int> level, Func<int, TKey> key, bool best) where TKey : IComparable<TKey>
    {
        if (level.Count == 1) return level;
        var edge = best ? level.Max(key)! : level.Min(key)!;
        return level.Where(option => key(option).CompareTo(edge) == 0).ToValueList();
    }
}
