using System.Text;
using System.Text.RegularExpressions;

namespace CommunitiesOfPractice.Tests.Conventions;

/// <summary>
/// The pages that are made from the code say what the code says. To refresh them, run the tests with the environment variable
/// <c>COP_WRITE_DOCS=1</c>, and look at the difference before committing it.
/// </summary>
public partial class DocumentTests
{
    private static readonly string Root = Docs.Documents.Repository;

    private static readonly Dictionary<string, string> Sources = Directory(Path.Combine(Root, "src", "CommunitiesOfPractice"))
        .Where(f => !f.EndsWith("Clauses.cs", StringComparison.Ordinal)).ToDictionary(f => f, File.ReadAllText);

    [Fact]
    public void The_page_of_rules_is_up_to_date() => Check("rules.md", Rules());

    [Fact]
    public void Every_clause_is_met_by_some_rule() =>
        Assert.Empty(Names().Where(n => !Sources.Values.Any(text => Uses(text, n))).ToArray());

    [Fact]
    public void Every_type_of_the_glossary_exists()
    {
        var page = File.ReadAllText(Path.Combine(Root, "docs", "language.md"));
        var rows = page.Split('\n')
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| Word", StringComparison.Ordinal)
                && line.Count(c => c == '|') == 4).ToArray();
        Assert.True(rows.Length > 30);
        var types = typeof(Community).Assembly.GetExportedTypes().Concat(typeof(AspNetCore.UI.Visit).Assembly.GetExportedTypes())
            .Where(t => !t.IsNested).GroupBy(t => t.Name).ToDictionary(t => t.Key, t => t.First());
        foreach (var row in rows)
        {
            var named = Code().Matches(row.Split('|')[3]).Select(m => m.Groups[1].Value).ToArray();
            foreach (var name in named)
            {
                var parts = name.Split('.');
                var type = types.GetValueOrDefault(name)
                    ?? types.GetValueOrDefault(parts[0]) ?? types.GetValueOrDefault(parts[^1]);
                Assert.True(type is not null, $"{name}, in the glossary, is no type.");
                if (parts.Length > 1 && type!.Name != parts[^1])
                    Assert.True(type!.GetMember(parts[1]).Length > 0, $"{name}, in the glossary, is no member.");
            }
        }
    }

    /// <summary>
    /// Every clause with its sentence and the acts, dues and proposals whose rules name it, directly or by a check that they
    /// share.
    /// </summary>
    private static string Rules()
    {
        var met = Met();
        var page = new StringBuilder("""
            # Rules

            Every answer names the rule that settled it by a stable id. This page lists them all, with the sentence that the library prints and
            what meets the rule: acts, proposals, charter clauses, questions asked of a `Community`, and what happens by itself (*…Due*). It is made from the code: to refresh it, run
            `COP_WRITE_DOCS=1 dotnet test`.

            | Rule | Sentence | Met by |
            |---|---|---|

            """.ReplaceLineEndings("\n"));
        foreach (var (name, clause) in Names().Zip(Clauses.All))
            page.Append(System.Globalization.CultureInfo.InvariantCulture,
                $"| `{clause}` | {Wording.English.Rule(clause)} | "
                    + $"{string.Join(", ", met.Where(m => m.Value.Contains(name)).Select(m => $"`{m.Key}`"))} |\n");
        page.Append("""

            # Acts

            Every act by its name in JSON, with what it is about, what it asks of its doer, and the evidence that the host gives with it. A question mark says that it may be left out, a star that there may
            be several.

            | Act | On a | By | About | Asks | Evidence |
            |---|---|---|---|---|---|

            """.ReplaceLineEndings("\n"));
        foreach (var act in ActShape.All)
        {
            string Parts(Func<ActPart, bool> which) =>
                string.Join(", ", act.Parts.Where(which)
                    .Select(part => $"`{part.Name}`{(part.IsMany ? "*" : part.IsOptional ? "?" : "")}"));
            page.Append(System.Globalization.CultureInfo.InvariantCulture,
                $"| `{act.Name}` | {string.Join(", ", act.On.Select(kind => CommunitiesOfPractice.Names.Of(kind)))} | "
                    + $"{act.Doer.ToString().ToLowerInvariant()} | ")
                .Append(Parts(part => part.Kind is not (PartKind.Doer or PartKind.Evidence) && !act.Asked.Contains(part)))
                    .Append(" | ")
                .Append(Parts(act.Asked.Contains)).Append(" | ").Append(Parts(part => part.Kind == PartKind.Evidence))
                    .Append(" |\n");
        }

        return page.ToString();
    }

    /// <summary>The names of the clauses, in the order of <see cref="Clauses.All"/>.</summary>
    private static string[] Names() =>
        [.. Clause().Matches(File.ReadAllText(Path.Combine(Root, "src", "CommunitiesOfPractice", "Answers", "Clauses.cs")))
            .Select(m => m.Groups[1].Value)];

    private static SortedDictionary<string, HashSet<string>> Met()
    {
        var types = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var checks = new Dictionary<string, string>();
        foreach (var text in Sources.Values)
        {
            if (text.Contains("partial class Sitting", StringComparison.Ordinal)
                || text.StartsWith("// Checks", StringComparison.Ordinal))
            {
                foreach (Match check in Check().Matches(text)) checks[check.Groups[1].Value] = check.Value;
                continue;
            }

            var heads = Head().Matches(text);
            for (var i = 0; i < heads.Count; i++)
                types[heads[i].Groups[1].Value] = types.GetValueOrDefault(heads[i].Groups[1].Value)
                    + text[heads[i].Index..(i + 1 < heads.Count ? heads[i + 1].Index : text.Length)];
        }

        // An act on a decision meets what its base refuses first, unless it says otherwise.
        bool GoesToBase(string text) => text.Contains(": DecisionAct(", StringComparison.Ordinal)
            && (!text.Contains("Ruling? RefuseFirst(", StringComparison.Ordinal)
                || text.Contains("base.RefuseFirst(", StringComparison.Ordinal));
        foreach (var name in types.Keys.Where(name => GoesToBase(types[name])).ToArray())
            types[name] += types[nameof(DecisionAct)];
        types.Remove(nameof(DecisionAct));

        var direct = checks.ToDictionary(c => c.Key, c => Reach(c.Key, checks, []));
        var met = new SortedDictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var (name, text) in types)
        {
            var named = Names().Where(n => Uses(text, n)).ToHashSet();
            foreach (var (check, clauses) in direct)
                if (Regex.IsMatch(text, $@"\b{check}\(")) named.UnionWith(clauses);
            if (named.Count > 0) met[name] = named;
        }

        return met;
    }

    private static HashSet<string> Reach(string check, Dictionary<string, string> checks, HashSet<string> seen)
    {
        if (!seen.Add(check)) return [];
        var named = Names().Where(n => Uses(checks[check], n)).ToHashSet();
        foreach (var other in checks.Keys.Where(o => o != check && Regex.IsMatch(checks[check], $@"\b{o}\(")))
            named.UnionWith(Reach(other, checks, seen));
        return named;
    }

    private static bool Uses(string text, string clause) => Regex.IsMatch(text, $@"\bClauses\.{clause}\b");

    private static IEnumerable<string> Directory(string folder) =>
        System.IO.Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal);

    private static void Check(string page, string should)
    {
        var path = Path.Combine(Root, "docs", page);
        if (Environment.GetEnvironmentVariable("COP_WRITE_DOCS") == "1")
        {
            System.IO.Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, should);
        }

        Assert.True(File.Exists(path) && File.ReadAllText(path).ReplaceLineEndings("\n") == should,
            $"docs/{page} does not say what the code says. Run the tests with COP_WRITE_DOCS=1 to refresh it, and read the "
                + "difference.");
    }

    [GeneratedRegex(@"public static Clause (\w+) \{ get; \}")]
    private static partial Regex Clause();

    [GeneratedRegex(
        @"^(?:public|internal)(?: abstract| sealed| static| partial)* (?:record|class)(?: struct)? (\w+)",
            RegexOptions.Multiline)]
    private static partial Regex Head();

    [GeneratedRegex(
        @"^    (?:public|internal|private)(?: static)? (?:\w+\??|Event\[\]|IReadOnlyList<Event>) (\w+)\([^\n]*(?:\n(?!    (?:///|public|internal|private)|\}).*)*", RegexOptions.Multiline)]
    private static partial Regex Check();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();
}
