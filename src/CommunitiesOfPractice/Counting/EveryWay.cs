namespace CommunitiesOfPractice.Counting;

/// <summary>
/// Counts again with each tie taken the other way, to learn whether it matters. Ties that no rule settled are followed in every
/// combination: who wins in all of them has won; who wins in some is tied. It is exact up to <see cref="Limit"/> counts; where
/// there are more ways than that, the ties are said to matter and all whom nothing rules out are tied.
/// </summary>
internal static class EveryWay
{
    public const int Limit = 1000;

    internal sealed record Answer<TCount>(TCount Main, ValueList<Tie> Ties, ValueList<int> Winners, ValueList<int> Tied);

    public static Answer<TCount> Count<TCount>(
        Func<int[], TieBreaker> breaker, Func<TieBreaker, TCount> count, Func<TCount, ValueList<int>> winners,
        Func<TCount, int, ValueList<int>> notRuledOut, int limit = Limit)
    {
        var left = limit;
        (TieBreaker Ties, TCount Count) Run(int[] script)
        {
            left--;
            var ties = breaker(script);
            return (ties, count(ties));
        }

        IEnumerable<ValueList<int>> Outcomes(int[] script)
        {
            var run = Run(script);
            yield return winners(run.Count);
            for (var i = script.Length; i < run.Ties.Open.Count && left > 0; i++)
                if (run.Ties.Open[i].SettledBy is null)
                    foreach (var script2 in Otherwise(run.Ties, i, run.Ties.Open[i].Left))
                        foreach (var outcome in Outcomes(script2))
                            yield return outcome;
        }

        var main = Run([]);
        var won = winners(main.Count);
        var (certain, possible) = (new HashSet<int>(won), new HashSet<int>(won));
        var ties = new List<Tie>(main.Ties.Idle);
        for (var i = 0; i < main.Ties.Open.Count; i++)
        {
            var tie = main.Ties.Open[i];
            var matters = false;
            foreach (var script in Otherwise(main.Ties, i, tie.SettledBy is null ? tie.Left : tie.Options))
            {
                if (tie.SettledBy is not null)
                {
                    matters |= left > 0 && !Same(won, winners(Run(script).Count));
                    continue;
                }

                foreach (var outcome in left > 0 ? Outcomes(script) : [])
                {
                    matters |= !Same(won, outcome);
                    certain.IntersectWith(outcome);
                    possible.UnionWith(outcome);
                }
            }

            if (left <= 0)
            {
                matters = true;
                if (tie.SettledBy is null)
                {
                    certain.Clear();
                    possible.UnionWith(notRuledOut(main.Count, tie.Stage));
                }
            }

            ties.Add(new Tie(tie.Options, tie.For, tie.Stage, matters && tie.SettledBy is null ? null : tie.Taken, tie.SettledBy, matters));
        }

        return new Answer<TCount>(
            main.Count,
            ties.OrderBy(tie => tie.Stage).ToValueList(),
            won.Where(certain.Contains).ToValueList(),
            possible.Where(option => !certain.Contains(option)).OrderBy(option => option).ToValueList());
    }

    private static bool Same(ValueList<int> one, ValueList<int> other) =>
        one == other || (one.Count == other.Count && new HashSet<int>(one).SetEquals(other));

    private static IEnumerable<int[]> Otherwise(TieBreaker ties, int at, ValueList<int> choices)
    {
        var taken = ties.Open[at].Taken;
        foreach (var choice in choices)
            if (choice != taken) yield return [.. ties.Open.Take(at).Select(tie => tie.Taken), choice];
    }
}
