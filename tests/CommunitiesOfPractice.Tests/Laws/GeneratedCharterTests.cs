using CommunitiesOfPractice.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace CommunitiesOfPractice.Tests.Laws;

/// <summary>Charters that nobody wrote: what the check rejects it names, and over what it accepts every law holds.</summary>
public sealed class GeneratedCharterTests(Xunit.Abstractions.ITestOutputHelper output)
{
    /// <summary>The generator is honest: a good share passes, and what does not is rejected for reasons of every kind.</summary>
    [Fact]
    public void A_good_share_is_accepted_and_many_kinds_of_fault_are_named()
    {
        var charters = GeneratedCharters.Any.Sample(1500, new Rnd(20150514, 1999), 50).ToList();
        var faults = charters.SelectMany(charter => charter.Check(5)).Select(fault => Kind(fault.Reason)).GroupBy(kind => kind).OrderByDescending(kind => kind.Count()).ToList();
        var accepted = charters.Count(charter => charter.Check(5).Count == 0);
        output.WriteLine($"accepted {accepted} of {charters.Count}; {faults.Count} kinds of fault");
        foreach (var kind in faults) output.WriteLine($"{kind.Count(),5} {kind.Key}");
        Assert.InRange(accepted, charters.Count / 3, charters.Count * 3 / 4);
        Assert.InRange(faults.Count, 60, int.MaxValue);
    }

    [Fact]
    public void Every_fault_is_named_and_every_charter_reads_back() => Prop.ForAll(Values.Charters(), charter =>
    {
        Assert.Equal(charter, CharterJson.Read(CharterJson.ToUtf8(charter)));
        Assert.All(charter.Sentences(), said => Assert.False(string.IsNullOrWhiteSpace(said.Sentence)));
        foreach (var electorate in new[] { 0, 2, 5, 60_000 })
            Assert.All(charter.Check(electorate), fault =>
            {
                Assert.InRange(fault.Reason.Length, 12, 400);
                Assert.True(fault.Matter is null || fault.Reason.Contains(": ", StringComparison.Ordinal));
            });
        Assert.Equal(charter.Check(2), charter.Check(0));
    }).Check(LawTests.Config(400));

    [Theory]
    [InlineData(12, 700)]
    [InlineData(40, 300)]
    public void Under_whatever_charter_the_check_accepts_every_law_is_kept(int steps, int cases) =>
        Prop.ForAll(Histories.UnderGeneratedCharters(steps).WithShrinker(), story =>
        {
            if (Testing.Laws.Check(story) is { } broken) throw new InvalidOperationException($"{broken}\n{story}");
        }).Check(LawTests.Config(cases));

    // Without the names and the numbers in it.
    private static string Kind(string reason) => System.Text.RegularExpressions.Regex.Replace(
        System.Text.RegularExpressions.Regex.Replace(reason, "appeals|binding|elections|daily|light|spare|convener|deputy-convener|facilitator|broker|design-group|librarian|deputy-", "x"), "[0-9/]+", "n");
}
