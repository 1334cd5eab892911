using System.Text.Json;
using CommunitiesOfPractice.Disclosure;

namespace CommunitiesOfPractice.Tests.Disclosure;

public class SuppressionTests
{
    [Fact]
    public void Every_listed_count_is_shown_as_it_is_said_to_be()
    {
        var vectors =
            JsonDocument.Parse(
                File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Disclosure", "vectors.json"))).RootElement;
        Assert.All(vectors.GetProperty("suppression").EnumerateArray(), v =>
            Assert.Equal(v.GetProperty("out").GetString(), Suppression.Nhs.Apply(v.GetProperty("in").GetInt64()).ToString()));
    }

    [Fact]
    public void A_hidden_count_says_so_and_has_no_value()
    {
        Assert.Equal(default, Suppression.Nhs.Apply(3));
        Assert.True(Suppression.Nhs.Apply(3).IsHidden);
        Assert.Null(Suppression.Nhs.Apply(7).Value);
        Assert.Equal(10, Suppression.Nhs.Apply(8).Value);
        Assert.Equal("1250000", Suppression.Nhs.Apply(1_249_998).ToString());
    }

    [Fact]
    public void Without_a_rule_all_is_shown_as_it_is()
    {
        Assert.All(new long[] { 0, 1, 7, 12, long.MaxValue }, count => Assert.Equal(count, Suppression.None.Apply(count).Value));
        Assert.Equal("[0, 1, 7, 12] of 20", Shown(Suppression.None, 0, 1, 7, 12));
    }

    [Theory]
    // One hidden beside an exact total takes the smallest that is shown with it, and all that are equal to it.
    [InlineData(5, 1, "[*, *, 20] of 33", 3, 10, 20)]
    [InlineData(5, 1, "[*, *, *, 20] of 43", 3, 10, 10, 20)]
    [InlineData(5, 1, "[*, 0, *] of 13", 3, 0, 10)]
    // Two ones beside an exact total could be nothing else; two others could.
    [InlineData(5, 1, "[*, *, *, 20] of 32", 1, 1, 10, 20)]
    [InlineData(5, 1, "[*, *, 10, 20] of 33", 1, 2, 10, 20)]
    // Where nothing else is shown, the total is hidden.
    [InlineData(5, 1, "[*, *, 0] of *", 4, 4, 0)]
    [InlineData(5, 1, "[*] of *", 3)]
    // A rounded total is already too coarse to tell; but not for ones that only just reach it.
    [InlineData(8, 5, "[*, 10, 20] of 35", 3, 10, 20)]
    [InlineData(8, 5, "[*, *, *, *, *] of 10", 1, 1, 1, 1, 8)]
    [InlineData(8, 5, "[*, *, *, *, 10] of 15", 1, 1, 1, 2, 8)]
    [InlineData(8, 5, "[0, 0] of 0", 0, 0)]
    [InlineData(8, 5, "[10, 10] of 15", 8, 8)]
    [InlineData(8, 5, "[] of 0")]
    public void A_hidden_count_cannot_be_taken_from_its_total(int hideBelow, int roundTo, string shown, params int[] counts) =>
        Assert.Equal(shown, Shown(new() { HideBelow = hideBelow, RoundTo = roundTo }, [.. counts.Select(c => (long)c)]));

    // Up to a number that is the last to be rounded as it is, so that no possible table is left out.
    public static TheoryData<int, int, int, int[]> Tables => new()
    {
        { 8, 5, 4, [.. Enumerable.Range(0, 18)] },
        { 5, 1, 4, [.. Enumerable.Range(0, 17)] },
        { 3, 1, 5, [.. Enumerable.Range(0, 8)] },
        { 6, 10, 4, [.. Enumerable.Range(0, 15)] },
        { 4, 3, 5, [.. Enumerable.Range(0, 8)] },
        { 3, 10, 6, [0, 1, 2, 3, 4, 9, 14] },
    };

    // An attacker who knows the rule tries every table there is, and keeps those that would have been shown just so.
    [Theory]
    [MemberData(nameof(Tables))]
    public void Whoever_tries_every_table_is_left_with_two_values_for_each_hidden_count(
        int hideBelow, int roundTo, int widest, int[] values)
    {
        var rule = new Suppression { HideBelow = hideBelow, RoundTo = roundTo };
        for (var width = 1; width <= widest; width++)
        {
            var possible = new Dictionary<string, HashSet<long>?[]>();
            foreach (var counts in Every(width, values))
            {
                var row = rule.Apply(counts);
                Assert.All(
                    Enumerable.Range(0, width), i =>
                        Assert.True(row.Counts[i].IsHidden || rule.Apply(counts[i]) == row.Counts[i]));
                var shown = $"{row.Counts} of {row.Total}";
                if (!possible.TryGetValue(shown, out var sets))
                    possible[shown] = sets = [.. row.Counts.Select(c => c.IsHidden ? new HashSet<long>() : null)];
                for (var i = 0; i < width; i++) sets[i]?.Add(counts[i]);
            }

            var given = possible.Where(p => p.Value.Any(set => set is { Count: < 2 })).Select(p => p.Key).ToArray();
            Assert.True(given.Length == 0, string.Join("; ", given.Take(5)));
        }
    }

    [Fact]
    public void What_is_stored_is_not_changed()
    {
        long[] counts = [1, 8, 20];
        Suppression.Nhs.Apply(counts);
        Assert.Equal([1, 8, 20], counts);
    }

    [Fact]
    public void A_rule_that_hides_nothing_and_a_count_below_none_are_refused()
    {
        Assert.All(
            new long[] { -1, 0, 2, 1_000_001 }, bound =>
                Assert.ThrowsAny<ArgumentException>(() => new Suppression { HideBelow = bound }));
        Assert.All(
            new long[] { -1, 0, 1_000_001 }, step =>
                Assert.ThrowsAny<ArgumentException>(() => new Suppression { RoundTo = step }));
        Assert.ThrowsAny<ArgumentException>(() => Suppression.Nhs.Apply(-1));
        Assert.ThrowsAny<ArgumentException>(() => Suppression.Nhs.Apply([1, -1]));
        Assert.ThrowsAny<ArgumentException>(() => Suppression.Nhs.Apply(null!));
        Assert.Throws<OverflowException>(() => Suppression.None.Apply([long.MaxValue, 1]));
    }

    private static string Shown(Suppression rule, params long[] counts) =>
        rule.Apply(counts) is var row ? $"{row.Counts} of {row.Total}" : "";

    private static IEnumerable<long[]> Every(int width, int[] values)
    {
        var at = new int[width];
        while (true)
        {
            yield return [.. at.Select(i => (long)values[i])];
            var place = 0;
            while (place < width && ++at[place] == values.Length) at[place++] = 0;
            if (place == width) yield break;
        }
    }
}
