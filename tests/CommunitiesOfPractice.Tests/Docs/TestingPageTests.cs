using System.Reflection;
using System.Text.RegularExpressions;
using CommunitiesOfPractice.Testing;

namespace CommunitiesOfPractice.Tests.Docs;

/// <summary>What the page on testing names exists, and what there is it names.</summary>
public partial class TestingPageTests
{
    private static readonly string Page = Documents.Text("docs", "testing.md");
    private static readonly string[] Named = [.. Name().Matches(Page).Select(m => m.Groups[1].Value)];

    private static readonly string[] Sources =
        [.. Directory.EnumerateFiles(Path.Combine(Documents.Repository, "tests"), "*.cs", SearchOption.AllDirectories)
            .Select(File.ReadAllText)];

    [Fact]
    public void It_names_every_law() => Assert.Empty(
        typeof(Testing.Laws).GetMethods(BindingFlags.Public | BindingFlags.Static).Where(m => m.ReturnType == typeof(BrokenLaw))
            .Select(m => m.Name).Distinct().Where(law => law != "Check").Except(Named));

    [Fact]
    public void It_names_every_variable_that_a_test_reads_and_no_other() => Assert.Equal(
        Sources.SelectMany(text => Read().Matches(text).Select(m => m.Groups[1].Value)).Distinct().Order(StringComparer.Ordinal),
        Named.Where(name => name.StartsWith("COP_", StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Every_test_class_that_it_names_exists() => Assert.All(
        Named.Where(name => name.EndsWith("Tests", StringComparison.Ordinal) && !name.Contains('.', StringComparison.Ordinal)),
        name => Assert.Contains(Sources, text => text.Contains($"class {name}", StringComparison.Ordinal)));

    /// <summary>
    /// The rows of rules broken on purpose: the area, how many, how many the examples noticed, and how many the shipped laws did.
    /// </summary>
    [Fact]
    public void The_counts_of_broken_rules_add_up()
    {
        var rows = Row().Matches(Page)
            .Select(m =>
                (Area: m.Groups[1].Value,
                    Counts: m.Groups.Values.Skip(2)
                        .Select(g => int.Parse(g.Value, System.Globalization.CultureInfo.InvariantCulture)).ToArray())).ToArray();
        Assert.True(rows.Length > 3);
        Assert.All(rows, row => Assert.All(row.Counts, count => Assert.InRange(count, 1, row.Counts[0])));
        Assert.Equal("all", rows[^1].Area);
        for (var i = 0; i < 3; i++) Assert.Equal(rows[^1].Counts[i], rows[..^1].Sum(row => row.Counts[i]));
        Assert.All(
            rows[..^1], row =>
                Assert.True(
                    Directory.Exists(Path.Combine(Documents.Repository, "src", "CommunitiesOfPractice", row.Area)), row.Area));
    }

    [GeneratedRegex("`([A-Za-z_.]+)`")]
    private static partial Regex Name();

    [GeneratedRegex("GetEnvironmentVariable\\(\"(COP_[A-Z_]+)\"\\)")]
    private static partial Regex Read();

    [GeneratedRegex(@"^\| (\w+) \| (\d+) \| (\d+) \| (\d+) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
