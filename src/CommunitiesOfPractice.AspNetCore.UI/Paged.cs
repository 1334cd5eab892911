namespace CommunitiesOfPractice.AspNetCore.UI;

/// <summary>Where a visitor is in a long list.</summary>
public abstract record Paged
{
    /// <summary>What the query calls the number of a page.</summary>
    public const string Name = "p";

    /// <summary>Which page this is, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>How many pages there are, at least 1.</summary>
    public required int Pages { get; init; }

    /// <summary>How many things are in the whole list.</summary>
    public required int Count { get; init; }
}

/// <summary>A page of a long list.</summary>
/// <typeparam name="T">What the list is of.</typeparam>
public sealed record Paged<T> : Paged
{
    /// <summary>What stands on this page.</summary>
    public required IReadOnlyList<T> Items { get; init; }

    // By their places, because what comes before them may be long.
    private static T[] Here(IReadOnlyList<T> all, int from, int most) =>
        [.. Enumerable.Range(from, Math.Min(most, all.Count - from)).Select(place => all[place])];

    internal static Paged<T> Of(IReadOnlyList<T> all, int most, int number)
    {
        var pages = Math.Max(1, (all.Count + most - 1) / most);
        var here = Math.Clamp(number, 1, pages);
        return new() { Number = here, Pages = pages, Count = all.Count, Items = Here(all, (here - 1) * most, most) };
    }
}
