namespace CommunitiesOfPractice.Counting;

/// <summary>
/// Options that were excluded together, level and all bound to go; and what every option would have had in between, had they gone
/// one by one, the lowest first, in any order that the votes leave open.
/// <para>A paper comes to an option once all that it ranks before are gone, in whatever order. So the votes depend on the set of
/// those gone and not on their order: 2^n sets are enough for n! orders.</para>
/// </summary>
/// <param name="options">Who went together.</param>
/// <param name="before">What each option had before.</param>
/// <param name="arrivals">
/// Who would receive papers, and how many once a set of the options is gone: a set is the bits of their places.
/// </param>
/// <param name="tie">The tie that they made.</param>
internal sealed class Departure(ValueList<int> options, long[] before, IReadOnlyDictionary<int, long[]> arrivals, Idle tie)
{
    /// <summary>Of more options than this the orders are not followed: ten go in up to 3,628,800 orders.</summary>
    public const int MostOptions = 10;

    private readonly Dictionary<int, long[]> _votes = [];

    public Idle Tie => tie;

    private int All => (1 << options.Count) - 1;

    /// <summary>
    /// Which of the level options is left once the stages in between are read, for each order. Equal answers are given once. Null
    /// where there are more orders than are followed.
    /// </summary>
    public HashSet<ValueList<int>>? Narrowed(ValueList<int> level, bool best, bool latestFirst)
    {
        if (!level.Any(arrivals.ContainsKey)) return [level];
        if (options.Count > MostOptions) return null;
        var left = new HashSet<ValueList<int>>?[All + 1];
        var orders = Steps();
        left[latestFirst ? All : 0] = [level];
        foreach (var (gone, next) in latestFirst ? Enumerable.Reverse(orders) : orders)
        {
            var (from, to) = latestFirst ? (next, gone) : (gone, next);
            foreach (var one in left[from]!) (left[to] ??= []).Add(latestFirst ? At(gone, one) : At(next, one));
        }

        return left[latestFirst ? 0 : All];

        ValueList<int> At(int gone, ValueList<int> one) =>
            gone == 0 || gone == All ? one : TieBreaker.Extreme(one, option => Votes(option)[gone], best);
    }

    /// <summary>
    /// Who had gone, and who has when the next one goes: each step that an order can hold, in order of the sets.
    /// </summary>
    private List<(int Gone, int Next)> Steps()
    {
        var steps = new List<(int, int)>();
        var reached = new bool[All + 1];
        reached[0] = true;
        for (var gone = 0; gone < All; gone++)
        {
            if (!reached[gone]) continue;
            var rest = Enumerable.Range(0, options.Count).Where(place => (gone >> place & 1) == 0).ToList();
            var least = rest.Min(place => Votes(options[place])[gone]);
            foreach (var place in rest.Where(place => Votes(options[place])[gone] == least))
            {
                reached[gone | 1 << place] = true;
                steps.Add((gone, gone | 1 << place));
            }
        }

        return steps;
    }

    /// <summary>
    /// What an option has once a set of those who went is gone: what comes to it for the set and for all sets within it.
    /// </summary>
    private long[] Votes(int option)
    {
        if (_votes.TryGetValue(option, out var known)) return known;
        var votes = new long[All + 1];
        if (arrivals.TryGetValue(option, out var given)) given.CopyTo(votes, 0);
        votes[0] += before[option];
        for (var place = 0; place < options.Count; place++)
            for (var gone = 0; gone <= All; gone++)
                if ((gone >> place & 1) == 1) votes[gone] += votes[gone ^ 1 << place];
        return _votes[option] = votes;
    }
}
