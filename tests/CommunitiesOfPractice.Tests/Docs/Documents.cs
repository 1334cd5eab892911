using System.Text.RegularExpressions;

namespace CommunitiesOfPractice.Tests.Docs;

/// <summary>The repository's documents, and the code in them.</summary>
internal static partial class Documents
{
    public static string Repository { get; } = Root(AppContext.BaseDirectory);

    public static IEnumerable<string> All() =>
        Directory.EnumerateFiles(Repository, "*.md")
            .Concat(Directory.EnumerateFiles(Path.Combine(Repository, "docs"), "*.md", SearchOption.AllDirectories))
            .Concat(Directory.EnumerateDirectories(Path.Combine(Repository, "src"))
                .SelectMany(folder => Directory.EnumerateFiles(folder, "*.md")));

    public static string Text(params string[] path) =>
        File.ReadAllText(Path.Combine([Repository, .. path])).ReplaceLineEndings("\n");

    /// <summary>
    /// Every piece of C#, and what the document says right after it that it prints; nothing where it says nothing.
    /// </summary>
    public static IEnumerable<(string Document, string Code, string Printed)> Code() =>
        from document in All()
        from Match match in Fence().Matches(Text(document))
        select (Path.GetRelativePath(Repository, document), Plain(match.Groups["code"].Value), match.Groups["printed"].Value);

    public static string Region(string name) => Regions().Single(r => r.Name == name).Code;

    public static IEnumerable<(string Name, string Code)> Regions() =>
        from file in Directory.EnumerateFiles(Path.Combine(Repository, "tests"), "Snippets.cs", SearchOption.AllDirectories)
        from Match match in RegionOfCode().Matches(Text(Path.GetRelativePath(Repository, file)))
        select (match.Groups["name"].Value, Plain(match.Groups["code"].Value));

    // A document's code stands at the margin and may begin with its usings; a region stands within a method.
    private static string Plain(string code)
    {
        var lines = code.Split('\n').Where(l => !l.StartsWith("using ", StringComparison.Ordinal)).ToArray();
        var margin = lines.Where(l => l.Trim().Length > 0).Min(l => l.Length - l.TrimStart().Length);
        return string.Join('\n', lines.Select(l => l.Length > margin ? l[margin..].TrimEnd() : "")).Trim('\n');
    }

    [GeneratedRegex("```csharp\n(?<code>.*?)```(\n\n```text\n(?<printed>.*?)```)?", RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"#region (?<name>\w+)\n(?<code>.*?)#endregion", RegexOptions.Singleline)]
    private static partial Regex RegionOfCode();

    // The tests run from a folder inside the repository; the paths that the compiler knows are mapped in a build of the pack.
    private static string Root(string folder) =>
        File.Exists(Path.Combine(folder, "CommunitiesOfPractice.sln"))
            ? folder
            : Root(Path.GetDirectoryName(folder.TrimEnd(Path.DirectorySeparatorChar))!);
}
