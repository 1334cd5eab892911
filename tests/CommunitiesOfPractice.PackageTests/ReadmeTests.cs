using System.IO.Compression;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace CommunitiesOfPractice.PackageTests;

/// <summary>The page of a package: the readme that is packed, which nobody reads beside the files of the repository.</summary>
[Collection(nameof(Packages))]
public partial class ReadmeTests(Packed packed)
{
    private const string Address = "https://git.example/trust/communities";

    private static readonly (string Package, string Readme)[] Readmes =
        [("CommunitiesOfPractice", "README.md"),
            ("CommunitiesOfPractice.Testing", "src/CommunitiesOfPractice.Testing/README.md"),
            ("CommunitiesOfPractice.AspNetCore.UI", "src/CommunitiesOfPractice.AspNetCore.UI/README.md")];

    [Fact]
    public void Without_an_address_it_has_the_words_of_a_link_and_no_dead_link() => Assert.All(Readmes, of =>
    {
        using var zip = packed.Open(of.Package);
        var page = Text(zip, "README.md");
        Assert.Empty(Within(page));
        Assert.Equal(Plain(Source(of.Readme)), Plain(page));
    });

    [Fact]
    public void With_an_address_every_link_leads_to_the_file_of_this_version()
    {
        var feed = packed.PackFor(Address + "/");
        Assert.All(Readmes, of =>
        {
            using var zip = ZipFile.OpenRead(Path.Combine(feed, $"{of.Package}.{Packed.Version}.nupkg"));
            var page = Text(zip, "README.md");
            Assert.Empty(Within(page));
            Assert.Equal(Plain(Source(of.Readme)), Plain(page));
            var files = $"{Address}/blob/v{Packed.Version}/";
            var led = Targets(page).Where(to => to.StartsWith(files, StringComparison.Ordinal)).Select(to => to[files.Length..])
                .ToArray();
            Assert.Equal(Within(Source(of.Readme)).Count(), led.Length);
            Assert.All(led, file => Assert.True(Path.Exists(Path.Combine(Packed.Repository, file.Split('#')[0])), file));

            var metadata = XDocument.Parse(Text(zip, of.Package + ".nuspec")).Descendants().ToLookup(e => e.Name.LocalName);
            Assert.StartsWith(Address, metadata["projectUrl"].Single().Value, StringComparison.Ordinal);
            Assert.StartsWith(Address, metadata["repository"].Single().Attribute("url")!.Value, StringComparison.Ordinal);
        });
    }

    /// <summary>What the links of a page lead to; code is no link.</summary>
    private static IEnumerable<string> Targets(string page) =>
        Link().Matches(Code().Replace(page, "")).Select(m => m.Groups["to"].Value);

    private static IEnumerable<string> Within(string page) =>
        Targets(page).Where(to => !to.Contains(':', StringComparison.Ordinal) && !to.StartsWith('#'));

    /// <summary>A page as it reads, its code included, without where its links lead.</summary>
    private static string Plain(string page) => Link().Replace(page, "${text}");

    private static string Source(string readme) => File.ReadAllText(Path.Combine(Packed.Repository, readme));

    private static string Text(ZipArchive zip, string entry)
    {
        using var reader = new StreamReader(zip.GetEntry(entry)!.Open());
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"!?\[(?<text>[^\]\[]*)\]\((?<to>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("```.*?```", RegexOptions.Singleline)]
    private static partial Regex Code();
}
