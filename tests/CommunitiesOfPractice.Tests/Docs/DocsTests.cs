using System.Text.RegularExpressions;

namespace CommunitiesOfPractice.Tests.Docs;

public partial class DocsTests
{
    [Fact]
    public void All_code_in_the_documents_is_compiled_and_run()
    {
        var run = Documents.Regions().Select(r => r.Code).ToHashSet();
        Assert.NotEmpty(run);
        Assert.All(
            Documents.Code(), c =>
                Assert.True(run.Contains(c.Code), $"{c.Document} holds code that Snippets does not run:\n{c.Code}"));
    }

    [Fact]
    public void All_code_that_is_run_stands_in_a_document()
    {
        var written = Documents.Code().Select(c => c.Code).ToHashSet();
        Assert.All(Documents.Regions(), r => Assert.True(written.Contains(r.Code), $"{r.Name} stands in no document."));
    }

    [Fact]
    public void The_first_screen_is_a_sentence_an_install_and_at_most_fifteen_lines()
    {
        var first = Documents.Code().First(c => c.Document == "README.md");
        Assert.InRange(first.Code.Split('\n').Length, 1, 15);
        Assert.Contains("dotnet add package CommunitiesOfPractice", Documents.Text("README.md")[..800], StringComparison.Ordinal);
    }

    [Fact]
    public void Every_link_within_the_repository_leads_somewhere() =>
        Assert.All(
            from document in Documents.All()
            from Match match in Link().Matches(Documents.Text(document))
            where !match.Groups["to"].Value.Contains("://", StringComparison.Ordinal)
            select (Document: document, To: match.Groups["to"].Value.Split('#')[0]),
            link => Assert.True(
                link.To.Length == 0 || Path.Exists(Path.Combine(Path.GetDirectoryName(link.Document)!, link.To)),
                    $"{link.Document} links to {link.To}"));

    [Fact]
    public void Every_feature_has_a_row_in_order() =>
        Assert.Equal(
            Enumerable.Range(1, 105),
                Features().Select(f => int.Parse(f.Number, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void Every_type_or_member_that_a_feature_names_exists()
    {
        var types = typeof(Community).Assembly.GetExportedTypes().Concat(typeof(Testing.Scenario).Assembly.GetExportedTypes())
            .Concat(typeof(EntityFrameworkCore.RecordContext).Assembly.GetExportedTypes())
            .Concat(typeof(AspNetCore.CommunityHost).Assembly.GetExportedTypes())
            .Concat(typeof(AspNetCore.UI.Visit).Assembly.GetExportedTypes())
            .Concat(typeof(Calendars.GatheringCalendars).Assembly.GetExportedTypes())
            .Concat(typeof(Email.EmailDigests).Assembly.GetExportedTypes())
            .ToLookup(t => t.Name.Split('`')[0]);
        Assert.All(Features().SelectMany(f => Quoted(f.Where).Select(name => (f.Number, Name: name))), named =>
        {
            var parts = named.Name.Split('.');
            Assert.True(
                types[parts[0]].Any(t => parts.Length == 1 || t.GetMember(parts[1]).Length > 0),
                    $"feature {named.Number} names {named.Name}");
        });
    }

    [Fact]
    public void Every_test_class_that_a_feature_names_exists()
    {
        var classes = Directory.EnumerateFiles(Path.Combine(Documents.Repository, "tests"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Class().Matches(File.ReadAllText(file)).Select(m => m.Groups["name"].Value)).ToHashSet();
        Assert.All(Features().SelectMany(f => Quoted(f.Tests).Select(name => (f.Number, Name: name))), named =>
            Assert.True(classes.Contains(named.Name), $"feature {named.Number} names the tests {named.Name}"));
    }

    [Fact]
    public void A_feature_names_where_it_is_and_what_tests_it_or_says_that_it_is_not_there_yet() =>
        Assert.All(Features(), f => Assert.All(new[] { f.Where, f.Tests }, cell =>
            Assert.True(Quoted(cell).Any() || cell.Contains("not yet", StringComparison.Ordinal), $"feature {f.Number}")));

    private static IEnumerable<(string Number, string Where, string Tests)> Features() =>
        Row().Matches(Documents.Text("docs", "features.md"))
            .Select(m => (m.Groups["number"].Value, m.Groups["where"].Value, m.Groups["tests"].Value));

    private static IEnumerable<string> Quoted(string cell) => Name().Matches(cell).Select(m => m.Groups["name"].Value);

    [GeneratedRegex(@"\]\((?<to>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^\| (?<number>\d+) \|[^|]*\|(?<where>[^|]*)\|(?<tests>[^|]*)\|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"`(?<name>[A-Za-z.0-9]+)`")]
    private static partial Regex Name();

    [GeneratedRegex(@"class (?<name>\w+)")]
    private static partial Regex Class();
}
