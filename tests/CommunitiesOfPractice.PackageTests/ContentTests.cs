using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;

namespace CommunitiesOfPractice.PackageTests;

/// <summary>What is in the packages.</summary>
[Collection(nameof(Packages))]
public class ContentTests(Packed packed)
{
    private const string Core = "CommunitiesOfPractice", Testing = "CommunitiesOfPractice.Testing",
        Database = "CommunitiesOfPractice.EntityFrameworkCore", Web = "CommunitiesOfPractice.AspNetCore",
        Pages = "CommunitiesOfPractice.AspNetCore.UI", Calendars = "CommunitiesOfPractice.Calendars",
        Email = "CommunitiesOfPractice.Email";

    [Theory]
    [InlineData(Core, "net10.0", new[] { "Ardalis.GuardClauses", "NodaTime" })]
    [InlineData(
        Core, ".NETStandard2.0",
            new[] { "Ardalis.GuardClauses", "NodaTime", "System.Collections.Immutable", "System.Text.Json" })]
    [InlineData(Testing, "net10.0", new[] { "CommunitiesOfPractice", "FsCheck" })]
    [InlineData(Testing, ".NETStandard2.0", new[] { "CommunitiesOfPractice", "FsCheck" })]
    [InlineData(Database, "net10.0", new[] { "CommunitiesOfPractice", "Microsoft.EntityFrameworkCore.Relational" })]
    [InlineData(Web, "net10.0", new[] { "CommunitiesOfPractice", "Microsoft.AspNetCore.OpenApi", "Microsoft.OpenApi" })]
    [InlineData(Pages, "net10.0", new[] { "CommunitiesOfPractice.AspNetCore", "CommunitiesOfPractice.Calendars" })]
    [InlineData(Calendars, "net10.0", new[] { "CommunitiesOfPractice.AspNetCore", "Ical.Net" })]
    [InlineData(Email, "net10.0", new[] { "CommunitiesOfPractice.AspNetCore", "MailKit" })]
    public void It_depends_on_exactly_what_is_allowed(string package, string target, string[] allowed)
    {
        var group = Specification(package).Descendants()
            .Single(e => e.Name.LocalName == "group" && e.Attribute("targetFramework")?.Value == target
                && e.Parent!.Name.LocalName == "dependencies");
        Assert.Equal(allowed, group.Elements().Select(e => e.Attribute("id")!.Value).Order());
    }

    /// <summary>
    /// The pages and what they need are in the assembly: a host gets no files, no targets and nothing to serve.
    /// </summary>
    [Fact]
    public void The_pages_are_one_assembly()
    {
        using var zip = packed.Open(Pages);
        Assert.Equal(
            ["README.md", "icon.png", $"lib/net10.0/{Pages}.dll", $"lib/net10.0/{Pages}.xml"],
            zip.Entries.Select(e => e.FullName).Where(n => !IsOfEveryPackage(n)).Order(StringComparer.Ordinal));
        Assert.Equal(
            ["Microsoft.AspNetCore.App"],
            Specification(Pages).Descendants().Where(e => e.Name.LocalName == "frameworkReference")
                .Select(e => e.Attribute("name")!.Value));

        static bool IsOfEveryPackage(string entry) => entry == "[Content_Types].xml"
            || entry.StartsWith("_rels/", StringComparison.Ordinal) || entry.StartsWith("package/", StringComparison.Ordinal)
            || entry.EndsWith(".nuspec", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Core)]
    [InlineData(Testing)]
    public void It_targets_what_it_says_and_nothing_else(string package)
    {
        using var zip = packed.Open(package);
        var libraries = zip.Entries.Select(e => e.FullName).Where(n => n.StartsWith("lib/", StringComparison.Ordinal)).Order();
        Assert.Equal(
            [
                $"lib/net10.0/{package}.dll", $"lib/net10.0/{package}.xml",
                $"lib/netstandard2.0/{package}.dll", $"lib/netstandard2.0/{package}.xml",
            ], libraries);
    }

    [Theory]
    [InlineData(Core)]
    [InlineData(Testing)]
    [InlineData(Database)]
    [InlineData(Web)]
    [InlineData(Pages)]
    [InlineData(Calendars)]
    [InlineData(Email)]
    public void It_says_what_it_is_and_under_which_licence(string package)
    {
        var metadata = Specification(package);
        Assert.Equal("MIT", One("license").Value);
        Assert.Equal("expression", One("license").Attribute("type")!.Value);
        Assert.Equal("README.md", One("readme").Value);
        Assert.Equal("icon.png", One("icon").Value);
        Assert.True(One("description").Value.Length > 60);
        Assert.NotEmpty(One("authors").Value);
        using var zip = packed.Open(package);
        foreach (var file in new[] { "README.md", "icon.png" }) Assert.True(zip.GetEntry(file)!.Length > 500, file);

        XElement One(string name) => metadata.Descendants().Single(e => e.Name.LocalName == name);
    }

    [Theory]
    [InlineData(Core, "net10.0", "netstandard2.0")]
    [InlineData(Testing, "net10.0", "netstandard2.0")]
    [InlineData(Database, "net10.0")]
    [InlineData(Web, "net10.0")]
    [InlineData(Pages, "net10.0")]
    [InlineData(Calendars, "net10.0")]
    [InlineData(Email, "net10.0")]
    public void Its_symbols_are_beside_it_and_name_no_folder_of_the_machine(string package, params string[] targets)
    {
        using var zip = packed.Open(package, "snupkg");
        foreach (var target in targets)
            Assert.DoesNotContain(
                Path.GetTempPath(), Encoding.Latin1.GetString(Bytes(zip, $"lib/{target}/{package}.pdb")),
                    StringComparison.Ordinal);
    }

    [Fact]
    public void Every_public_member_is_documented_in_it()
    {
        using var zip = packed.Open(Core);
        var members = XDocument.Load(new MemoryStream(Bytes(zip, $"lib/netstandard2.0/{Core}.xml"))).Descendants("member")
            .Select(m => m.Attribute("name")!.Value);
        Assert.Contains("T:CommunitiesOfPractice.Community", members);
        Assert.Contains(
            "M:CommunitiesOfPractice.Community.Ask(CommunitiesOfPractice.IActOn{CommunitiesOfPractice.Community},NodaTime.Instant)", members);
    }

    [Fact]
    public void The_same_sources_elsewhere_give_the_same_bytes_on_net10()
    {
        var again = packed.Pack("feed-again", Path.Combine("another", "copy", "deeper", "down"), Core, Testing);
        foreach (var package in new[] { Core, Testing })
        {
            using var one = packed.Open(package);
            using var other = System.IO.Compression.ZipFile.OpenRead(Path.Combine(again, $"{package}.{Packed.Version}.nupkg"));
            var file = $"lib/net10.0/{package}.dll";
            Assert.Equal(
                Convert.ToHexString(SHA256.HashData(Bytes(one, file))), Convert.ToHexString(SHA256.HashData(Bytes(other, file))));
        }
    }

    private XDocument Specification(string package)
    {
        using var zip = packed.Open(package);
        return XDocument.Load(new MemoryStream(Bytes(zip, package + ".nuspec")));
    }

    private static byte[] Bytes(System.IO.Compression.ZipArchive zip, string entry)
    {
        using var stream = zip.GetEntry(entry)!.Open();
        var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
