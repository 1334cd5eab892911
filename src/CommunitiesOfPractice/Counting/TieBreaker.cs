namespace CommunitiesOfPractice.Counting;

/// <summary>
/// Settles ties in one count by the method's rules, and remembers each. A script answers the first ties in its own way: that is
/// how <see cref="EveryWay"/> asks what would have happened otherwise.
/// </summary>
internal sealed class TieBreaker(ValueList<TieRule> rules, TieEvidence evidence, Lazy<Pairwise>? pairwise, int[] script)
{
    private readonly Dictionary<int, string> _tickets = [];

    /// <summary>A tie in which the choice was open, in the order they were met; and how many were elected by then.</summary>
    internal sealed record Met(
        ValueList<int> Options, ValueList<int> Left, TieFor For, int Stage, int Elected, int Taken, TieRule? SettledBy);

    public List<Met> Open { get; } = [];

    /// <summary>Ties in which no choice was made.</summary>
    public List<Idle> Idle { get; } = [];

    /// <summary>Whether a rule looks back at the stages of the count.</summary>
    public bool ReadsStages { get; } = rules.Contains(TieRule.PreviousStage) || rules.Contains(TieRule.FirstStage);

    public int Best(ValueList<int> level, TieFor @for, StagedCount? count = null) => Take(level, @for, count, best: true);

    public int Worst(ValueList<int> level, TieFor @for, StagedCount? count = null) => Take(level, @for, count, best: false);

    public static ValueList<int> Extreme<TKey>(ValueList<int> level, Func<int, TKey> key, bool best) where TKey
        : IComparable<TKey>
    {
        if (level.Count == 1) return level;
        var keys = level.Select(key).ToArray();
        var edge = best ? keys.Max()! : keys.Min()!;
        return level.Where((_, place) => keys[place].CompareTo(edge) == 0).ToValueList();
    }

    private int Take(ValueList<int> level, TieFor @for, StagedCount? count, bool best)
    {
        if (level.Count == 1) return level[0];
        var (left, by) = Open.Count < script.Length ? ([script[Open.Count]], null) : Narrowed(level, count, best);
        Open.Add(new Met(level, left, @for, count?.Stages.Count ?? 0, count?.Elected.Count ?? 0, left[0], by));
        return left[0];
    }

    private (ValueList<int> Left, TieRule? SettledBy) Narrowed(ValueList<int> level, StagedCount? count, bool best)
    {
        foreach (var rule in rules)
        {
            // Where a rule's answer cannot be found out, the next rule must not answer in its place.
            if (Narrowed(rule, level, count, best) is not { } left) return (level, null);
            level = left;
            if (level.Count == 1) return (level, rule);
        }

        return (level, null);
    }

    private ValueList<int>? Narrowed(TieRule rule, ValueList<int> level, StagedCount? count, bool best) => rule switch
    {
        TieRule.PreviousStage => count is null ? level : ByStages(level, count, best, latestFirst: true),
        TieRule.FirstStage => count is null ? level : ByStages(level, count, best, latestFirst: false),
        TieRule.Pairwise when pairwise is null => level,
        TieRule.Pairwise => Extreme(level, option => level.Sum(other => Balance(option, other)), best),
        TieRule.Seniority => Extreme(level, option => -Place(evidence.Seniority, option), best),
        TieRule.CastingVoice => Extreme(level, option => option == evidence.CastingVoice ? 1 : 0, best),
        TieRule.Lot when evidence.Lot is { } lot => [(best ? Drawn(lot, level) : Drawn(lot, level).Reverse()).First()],
        TieRule.Lot => level,
        _ => throw new ArgumentOutOfRangeException(nameof(rule)),
    };

    /// <summary>
    /// Which options are left once the stages are read, in any order in which those that went together could have gone. Null
    /// where there are more orders than are followed.
    /// </summary>
    private static ValueList<int>? ByStages(ValueList<int> level, StagedCount count, bool best, bool latestFirst)
    {
        var possible = new HashSet<ValueList<int>> { level };
        var divided = new List<Departure>();
        foreach (var (stage, before) in latestFirst ? count.Steps.Reverse() : count.Steps)
        {
            if (latestFirst) ByStage(stage);
            if (before is not null && possible.Any(left => left.Count > 1))
            {
                var orders = possible.Select(left => before.Narrowed(left, best, latestFirst)).ToList();
                if (orders.Any(lefts => lefts is not { Count: 1 })) divided.Add(before);
                if (orders.Contains(null))
                {
                    before.Tie.Matters = true;
                    return null;
                }

                possible = new(orders.SelectMany(lefts => lefts!));
            }

            if (!latestFirst) ByStage(stage);
        }

        if (possible.Count > 1) divided.ForEach(departure => departure.Tie.Matters = true);
        return level.Where(option => possible.Any(left => left.Contains(option))).ToValueList();

        void ByStage(CountingStage stage) =>
            possible = new(possible.Select(left => Extreme(left, option => stage.Votes[option], best)));
    }

    private IEnumerable<int> Drawn(Lot lot, ValueList<int> level)
    {
        foreach (var option in level)
            if (!_tickets.ContainsKey(option)) _tickets[option] = lot.Ticket(option);
        return level.OrderBy(option => _tickets[option], StringComparer.Ordinal);
    }

    private int Balance(int option, int other) => pairwise!.Value[option, other].CompareTo(pairwise.Value[other, option]);

    private static int Place(ValueList<int> order, int option)
    {
        for (var place = 0; place < order.Count; place++)
            if (order[place] == option) return place;
        return order.Count;
    }
}

/// <summary>
/// A tie in which no choice was made, because all who were level had to go the same way. It matters only where a rule would
/// later have read something else, had they gone in another order.
/// </summary>
internal sealed class Idle(ValueList<int> options, TieFor @for, int stage, bool together)
{
    public bool Matters { get; set; }

    public Tie Told(bool matters) => new(options, @for, stage, null, null, matters) { Together = together };

    public bool IsOf(Idle other) => Told(false) == other.Told(false);
}
