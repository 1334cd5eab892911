using System.Globalization;
using System.Text.RegularExpressions;

namespace CommunitiesOfPractice.Tests.Docs;

/// <summary>The pages of decisions are numbered without a gap, have one form, and stand in their index.</summary>
public partial class DecisionTests
{
    private static readonly string[] Headings = ["Options.", "Choice.", "Consequences.", "The unpopular part."];

    private static readonly string[] Pages =
    [
        .. Directory.EnumerateFiles(Path.Combine(Documents.Repository, "docs", "decisions"), "*.md")
            .Select(Path.GetFileName).OfType<string>().Where(name => name != "README.md").Order(StringComparer.Ordinal),
    ];

    [Fact]
    public void Every_page_has_the_next_number() =>
        Assert.Equal(
            Enumerable.Range(1, Pages.Length).Select(n => n.ToString("0000", CultureInfo.InvariantCulture)),
                Pages.Select(p => p[..4]));

    [Fact]
    public void Every_page_has_its_number_in_its_title_and_the_same_headings() => Assert.All(Pages, page =>
    {
        var text = Documents.Text("docs", "decisions", page);
        Assert.StartsWith($"# {int.Parse(page[..4], CultureInfo.InvariantCulture)}. ", text, StringComparison.Ordinal);
        Assert.Equal(Headings, Heading().Matches(text).Select(m => m.Groups["words"].Value));
    });

    [Fact]
    public void The_index_has_every_page_by_its_number_and_title() =>
        Assert.Equal(
            Pages.Select(page => Documents.Text("docs", "decisions", page).Split('\n')[0][2..].Split(". ", 2))
                .Zip(Pages, (title, page) => $"| {title[0]} | [{title[1]}]({page}) |"),
            Documents.Text("docs", "decisions", "README.md").Split('\n')
                .Where(line => line.Contains("](", StringComparison.Ordinal)));

    [GeneratedRegex(@"^\*\*(?<words>[A-Z][^*\n]*\.)\*\*|^#{2,} (?<words>.*)$", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
