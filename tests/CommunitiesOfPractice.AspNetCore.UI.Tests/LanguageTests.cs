using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using CommunitiesOfPractice.AspNetCore.Tests;
using Microsoft.Extensions.DependencyInjection;

namespace CommunitiesOfPractice.AspNetCore.UI.Tests;

/// <summary>An intranet in a language in which every letter is marked.</summary>
public sealed partial class MarkedIntranet : IAsyncLifetime
{
    internal Intranet Site { get; } = new([], services =>
    {
        services.PostConfigure<CommunitiesOfPracticeUIOptions>(pages => pages.Wording = http =>
            http.Request.Headers.AcceptLanguage == "en" ? Wording.English : Marked.Value);
    });

    private static Lazy<Wording> Marked { get; } = new(() => new MarkedWording());

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await Site.DisposeAsync();

    private sealed class MarkedWording()
        : Wording(Satellite.Of(typeof(Texts).Assembly, "CommunitiesOfPractice.AspNetCore.UI.Texts", Mark))
    {
        protected override string? Find(string key) => base.Find(key) is { } text ? Mark(text) : null;
    }

    // Patterns of dates keep their letters.
    private static string Mark(string text) => text.Contains("uuuu", StringComparison.Ordinal) || Pattern().IsMatch(text)
        ? text
        : Place().Replace(text, match => match.Length > 1 ? match.Value : "å");

    [GeneratedRegex(@"\{[^}]*\}|[A-Za-z]")]
    private static partial Regex Place();

    [GeneratedRegex("^(d MMMM yyyy|%h|h:mm)$")]
    private static partial Regex Pattern();
}

/// <summary>
/// Every text of the pages comes from resources, in plain English, and another language takes its place for each request.
/// </summary>
public partial class LanguageTests(MarkedIntranet host) : IClassFixture<MarkedIntranet>
{
    private Intranet Site => host.Site;

    [Fact]
    public async Task In_another_language_nothing_on_any_page_is_English_but_what_people_wrote()
    {
        var written = Written();
        var (anyone, convener, outsider) =
            (Site.Visitor(), await Site.Visitor(People.Convener(Site)), await Site.Visitor(People.Outsiders(Site).First()));
        foreach (var path in Everywhere.ForAnyone) await Check(anyone, path);
        foreach (var path in Everywhere.SignedIn(Site.All)) await Check(convener, path);
        foreach (var community in Site.All.Communities) await Check(outsider, "/communities/" + community.Id);
        await Check(outsider, "/communities/cop-maternity/propose?kind=resolution");

        // What goes wrong is said in it too.
        foreach (var (visitor, path, fields) in new (HttpClient, string, (string, string)[])[]
                 {
                     (convener, "/found", []), (convener, "/found", [("name", new string('x', 500))]),
                     (convener, "/communities/cop-maternity/propose?kind=resolution", []),
                     (convener, "/communities/cop-maternity/propose?kind=election", [("seats", "many")]),
                     (convener, "/communities/cop-maternity/propose?kind=remove", []),
                     (convener, "/communities/cop-maternity/propose?kind=charter&handler=Preview", [("joining", "open")]),
                     (convener, "/communities/cop-maternity/write", []),
                     (convener, "/communities/cop-maternity/write", [
                         ("title", "T"), ("tried", "NHS number 943 476 5919"), ("context", "C"), ("why", "W"),
                             ("outcome", "Mixed")]),
                     (convener, "/communities/cop-maternity/invite", []),
                     (convener, "/communities/cop-maternity/invite", [("person-words", "midwife"), ("find", "person")]),
                     (convener, "/communities/cop-maternity/invite", [("person-words", "qqq"), ("find", "person")]),
                     (outsider, "/communities/cop-maternity/propose?kind=resolution", [("words", "W")]),
                     (outsider, "/communities/cop-medication/ask", []),
                 })
            Look(path, await (await visitor.Send(path, fields)).Content.ReadAsStringAsync());

        // And once it is done.
        await convener.Send("/communities/cop-maternity/invite", ("person", People.Outsiders(Site).Last()));
        await Check(convener, "/communities/cop-maternity");

        async Task Check(HttpClient visitor, string path) => Look(path, await visitor.Page(path));

        void Look(string path, string page)
        {
            Assert.Contains("lang=\"cy\"", page, StringComparison.Ordinal);
            foreach (var text in Html.Texts(page))
            {
                var rest = written.Aggregate(
                    Month().Replace(text, ""), (left, words) => left.Replace(words, "", StringComparison.OrdinalIgnoreCase));
                Assert.False(Letters().IsMatch(rest), $"{path}: {text}\n{rest}");
            }
        }
    }

    [Fact]
    public async Task Each_request_is_answered_in_its_own_language()
    {
        var visitor = Site.Visitor();
        visitor.DefaultRequestHeaders.Add("Accept-Language", "en");
        var page = await visitor.Page("/");
        Assert.Contains("lang=\"en-GB\"", page, StringComparison.Ordinal);
        Assert.Contains("Communities and what they care about", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_texts_are_plain_English()
    {
        Assert.All(Resources.All(), text =>
        {
            Assert.False(Gone().IsMatch(text.Text) && text.Key != "list.semicolon", $"{text.Key}: {text.Text}");
            Assert.All(Sentence().Split(text.Text), sentence => Assert.True(sentence.Split(' ').Length <= 25,
                $"{text.Key}: {sentence}"));
        });
    }

    [Fact]
    public void Every_text_is_used_and_every_number_has_its_forms()
    {
        var source = string.Join('\n', Sources().Select(File.ReadAllText));
        var built = BuiltKeys().Matches(source).Select(match => match.Groups[1].Value).ToHashSet();
        var unused = Resources.Keys().Where(key => !source.Contains($"\"{key}\"", StringComparison.Ordinal)
            && !source.Contains($"\"{FormOf().Replace(key, "")}\"", StringComparison.Ordinal)
            && !built.Any(start => key.StartsWith(start, StringComparison.Ordinal)) && !Enums.Contains(key.Split('.')[0]))
                .ToArray();
        Assert.True(unused.Length == 0, string.Join("\n", unused));
        Assert.All(
            Resources.Keys().Where(key => key.EndsWith(".one", StringComparison.Ordinal)),
            key => Assert.Contains(key[..^3] + "many", Resources.Keys()));
    }

    /// <summary>What is in the record, and what the host calls people and groups: longest first.</summary>
    private string[] Written()
    {
        var texts = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in Site.Services.GetRequiredService<IRecord>().ReadAll(0, 10_000).AsTask().Result)
            Collect(JsonDocument.Parse(RecordJson.ToText(line.Entry)).RootElement);
        var place = SouthLondon.Place.SouthLondon();
        texts.UnionWith(place.Organisations.Select(o => o.Name).Concat(place.Networks.Values).Concat(place.Roles));
        foreach (var charter in Charters.Ready)
            texts.UnionWith(charter.Rules.Select(rule => rule.Name).Append(charter.Name).Append("Consent, by invitation"));
        texts.UnionWith(Site.Host.Present.Directory.Groups.Select(group => group.Code.Replace('-', ' ')));
        texts.UnionWith(Clauses.All.Select(clause => clause.Id));
        texts.UnionWith(["NHS number 943 476 5919", "qqq", "midwife", "Because it is so.", "another", new string('x', 500)]);
        return [.. texts.Where(text => text.Length > 1 && Letters().IsMatch(text)).Select(text => text.Replace('\n', ' '))
            .Concat(texts.SelectMany(text => text.Contains('-', StringComparison.Ordinal) ? new[] { text.Replace('-', ' ') }
                : []))
            .Distinct().OrderByDescending(text => text.Length)];

        void Collect(JsonElement element)
        {
            if (element.ValueKind == JsonValueKind.String) texts.Add(element.GetString()!);
            if (element.ValueKind == JsonValueKind.Array) foreach (var item in element.EnumerateArray()) Collect(item);
            if (element.ValueKind != JsonValueKind.Object) return;
            foreach (var member in element.EnumerateObject()) Collect(member.Value);
        }
    }

    private static IEnumerable<string> Sources()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!Directory.Exists(Path.Combine(folder!.FullName, "src"))) folder = folder.Parent;
        var package = Path.Combine(folder.FullName, "src", "CommunitiesOfPractice.AspNetCore.UI");
        return Directory.EnumerateFiles(package, "*.cs*", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}",
                StringComparison.Ordinal));
    }

    // Sets of which the texts are found by their values.
    private static readonly HashSet<string> Enums =
    [
        .. new[]
        {
            typeof(Audience), typeof(Attribution), typeof(PracticeOutcome), typeof(Outcome), typeof(LinkKind), typeof(LinkStatus),
            typeof(Flow), typeof(Disclosure.DisclosureKind), typeof(ValueCycle), typeof(AdoptionStatus), typeof(Stage),
                typeof(LinkStep),
            typeof(LineageKind), typeof(Participation), typeof(Onward),
            typeof(GatheringForm), typeof(ChathamHouse), typeof(Rhythm), typeof(HitKind),
        }.Select(type => Texts.KeyOf((Enum)Enum.GetValues(type).GetValue(0)!).Split('.')[0]),
        "do", "done", "ask", "before", "office",
    ];

    [GeneratedRegex(@"\b(whoever|whom|it takes|for want of|nobody\b.*\bbut)\b|;", RegexOptions.IgnoreCase)]
    private static partial Regex Gone();

    [GeneratedRegex(@"(?<=[.:?!])\s")]
    private static partial Regex Sentence();

    [GeneratedRegex("\"([a-z-]+(?:\\.[a-zA-Z-]+)*\\.)(?:\"|\\{)")]
    private static partial Regex BuiltKeys();

    [GeneratedRegex(@"\.(one|many|hint|missing)$")]
    private static partial Regex FormOf();

    [GeneratedRegex("[A-Za-z]{2,}")]
    private static partial Regex Letters();

    private static Regex Month() => new(
        @"\b(" + string.Join('|', CultureInfo.GetCultureInfo("cy").DateTimeFormat.MonthNames
            .Concat(CultureInfo.GetCultureInfo("cy").DateTimeFormat.MonthGenitiveNames)
            .Concat(CultureInfo.GetCultureInfo("cy").DateTimeFormat.DayNames).Where(name => name.Length > 0)
            .Select(Regex.Escape)) + @")\b");
}
