namespace CommunitiesOfPractice.Testing;

/// <summary>How a story becomes simpler, whatever its steps are.</summary>
internal static class Shrinking
{
    /// <summary>The steps without a half, a quarter and so on of them, without each, and with each simpler.</summary>
    public static IEnumerable<ValueList<TStep>> Of<TStep>(ValueList<TStep> steps, Func<TStep, IEnumerable<TStep>> simpler)
    {
        for (var size = steps.Count; size > 0; size /= 2)
            for (var from = 0; from + size <= steps.Count; from += size)
                yield return steps.Where((_, i) => i < from || i >= from + size).ToValueList();
        for (var i = 0; i < steps.Count; i++)
            foreach (var step in simpler(steps[i]))
                yield return steps.Select((s, j) => j == i ? step : s).ToValueList();
    }
}
