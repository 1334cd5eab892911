using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace CommunitiesOfPractice.PackageTests;

/// <summary>
/// The packages, packed from a copy of the sources into a feed that is nothing but a folder, and empty projects that install them
/// from it. A copy, so that nothing of this machine's folders can find its way in unseen, and so that a second copy elsewhere can
/// be compared with it.
/// </summary>
public sealed partial class Packed : IDisposable
{
    private static readonly string[] Projects =
    [
        "CommunitiesOfPractice", "CommunitiesOfPractice.Testing", "CommunitiesOfPractice.EntityFrameworkCore",
        "CommunitiesOfPractice.AspNetCore", "CommunitiesOfPractice.AspNetCore.UI", "CommunitiesOfPractice.Calendars",
        "CommunitiesOfPractice.Email",
    ];

    private static readonly string[] Whole =
        ["Directory.Build.props", "Directory.Packages.props", "README.md", "icon.png", ".editorconfig"];

    private readonly string _folder = Directory.CreateTempSubdirectory("packed-").FullName;

    public Packed() => Feed = Pack("feed", Path.Combine("copy", "one"), Projects);

    /// <summary>The folder with the packages.</summary>
    public string Feed { get; }

    /// <summary>The repository that this test stands in.</summary>
    public static string Repository { get; } = Path.GetFullPath(Path.Combine(Here(), "..", ".."));

    /// <summary>A version that no release has, so that nothing but what was packed here is ever installed.</summary>
    public const string Version = "0.0.0-packed";

    public ZipArchive Open(string package, string extension = "nupkg") =>
        ZipFile.OpenRead(Path.Combine(Feed, $"{package}.{Version}.{extension}"));

    /// <summary>Packs a fresh copy of the sources, and gives the folder with the packages.</summary>
    public string Pack(string into, string copy, params string[] projects)
    {
        var (from, feed) = (Path.Combine(_folder, copy), Path.Combine(_folder, into));
        foreach (var file in Sources())
        {
            var target = Path.Combine(from, Path.GetRelativePath(Repository, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        // The analyzers have had their say in the repository's own build; they change nothing in what is packed.
        foreach (var project in projects)
            Shell.Run(
                from, "dotnet", "pack", $"src/{project}", "-c", "Release", "-o", feed, "-v", "q", "-p:RunAnalyzers=false",
                    "-p:PackageVersion=" + Version);
        return feed;
    }

    /// <summary>
    /// Packs once more what was built for the feed, as a release that says where the project lives, and gives the folder.
    /// </summary>
    public string PackFor(string address)
    {
        var (from, feed) = (Path.Combine(_folder, "copy", "one"), Path.Combine(_folder, "feed-of-a-release"));
        foreach (var project in Projects)
            Shell.Run(from, "dotnet", "pack", $"src/{project}", "-c", "Release", "--no-build", "-o", feed, "-v", "q",
                "-p:PackageVersion=" + Version, "-p:ProjectAddress=" + address);
        return feed;
    }

    /// <summary>
    /// An empty project with these sources that finds the packages in the feed, beside whatever sources are configured.
    /// </summary>
    public string Project(
        string name, string framework, string program, string items, string properties = "", string sdk = "Microsoft.NET.Sdk")
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, name)).FullName;
        File.WriteAllText(Path.Combine(folder, "Program.cs"), program);
        File.WriteAllText(Path.Combine(folder, "NuGet.config"),
            $"""<configuration><packageSources><add key="packed" value="{Feed}" /></packageSources></configuration>""");
        File.WriteAllText(Path.Combine(folder, $"{name}.csproj"), $"""
            <Project Sdk="{sdk}">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>{framework}</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <RestorePackagesPath>{Path.Combine(_folder, "restored")}</RestorePackagesPath>
                <RestoreFallbackFolders>{Machine()}</RestoreFallbackFolders>
                <NuGetAudit>false</NuGetAudit>
                {properties}
              </PropertyGroup>
              <ItemGroup>
                {items}
              </ItemGroup>
            </Project>
            """);
        return folder;
    }

    public static string Install(string package = "CommunitiesOfPractice") =>
        $"""<PackageReference Include="{package}" Version="[{Version}]" />""";

    /// <summary>The code on the README's first screen, and what it says that it prints.</summary>
    public static (string Code, string Output) FirstScreen()
    {
        var readme = File.ReadAllText(Path.Combine(Repository, "README.md")).ReplaceLineEndings("\n");
        return (Fence("csharp").Match(readme).Groups["code"].Value, Fence("text").Match(readme).Groups["code"].Value);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static Regex Fence(string language) => new($"```{language}\n(?<code>.*?)```", RegexOptions.Singleline);

    // Packages that the machine has already need not be fetched again.
    private static string Machine() =>
        Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    private static IEnumerable<string> Sources() =>
        Whole
            .Select(name => Path.Combine(Repository, name))
            .Concat(Directory.EnumerateFiles(Path.Combine(Repository, "src"), "*", SearchOption.AllDirectories)
                .Where(file => !BuildOutput().IsMatch(Path.GetRelativePath(Repository, file))));

    [GeneratedRegex(@"[\\/](bin|obj)[\\/]")]
    private static partial Regex BuildOutput();

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
