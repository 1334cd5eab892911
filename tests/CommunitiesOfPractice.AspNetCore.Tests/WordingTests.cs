using System.Collections;
using System.Globalization;
using System.Net;
using System.Resources;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CommunitiesOfPractice.AspNetCore.Tests;

/// <summary>
/// Everything that a person can read in a response comes from resources. In a language in which every letter is marked, only
/// names keep their letters.
/// </summary>
public sealed partial class WordingTests
{
    private const string Maternity = "communities/maternity";
    private const string Leave = """{"type":"leave"}""";
    private const string Note = "notes/weigh-it";
    private const string Proposal = """{"type":"propose","proposal":{"$type":"resolve","words":"So."}}""";

    [Fact]
    public async Task Every_refusal_is_said_in_the_words_of_the_host()
    {
        await using var hospital = await (await (await Hospital.Open(options: InMarks)).WithMaternity()).WithNote();
        Assert.True((await Act(Maternity, Proposal, 1, ("Idempotency-Key", "7"))).IsSuccessStatusCode);
        (string What, int Status, Task<HttpResponseMessage> Answer)[] refusals =
        [
            ("nobody signed in", 401, Get(null, Maternity)),
            ("nothing there", 404, Get(1, "communities/nowhere")),
            ("no JSON", 400, Act(Maternity, "{")),
            ("no object", 400, Act(Maternity, "[]")),
            ("no such act", 400, Act(Maternity, """{"type":"levitate"}""")),
            ("another kind of thing", 400, Act(Maternity, """{"type":"draft-note"}""")),
            ("who acts", 400, Act(Maternity, """{"type":"leave","by":"k-1"}""")),
            ("what the host knows", 400, Act(Maternity, """{"type":"join","evidence":{}}""", 5)),
            ("no act", 400, Act(Maternity, """{"type":"propose","proposal":{"$type":"resolve","words":5}}""")),
            ("no id", 400, Act("communities/%01", """{"type":"join"}""")),
            ("no key", 400, Act(Maternity, Leave, 1, ("Idempotency-Key", new string('k', 500)))),
            ("no tag", 400, Act(Maternity, Leave, 1, ("If-Match", "\"x\""))),
            ("stale", 412, Act(Maternity, Leave, 1, ("If-Match", "\"1\""))),
            ("key taken", 422, Act(Maternity, Leave, 1, ("Idempotency-Key", "7"))),
            ("no member", 403, Act(Maternity, Proposal, 5)),
            ("no feed", 403, Act(Maternity, """{"type":"report-leaver","person":"k-1"}""")),
            ("no form", 415, Send(Maternity, new StringContent("type=join"))),
            ("too long", 413, Act(Maternity, new string(' ', 300_000))),
            ("nothing begun", 400, Act("notes", """{"type":"withdraw-note"}""")),
            ("no capacity", 400, Act(Note, """{"type":"offer-note","by":{"as":"a boss"}}""")),
            ("no community", 400, Act(Note, """{"type":"offer-note","by":{"member":5}}""")),
            ("no group", 400, Act(Note, """{"type":"offer-note","by":{"staff":5}}""")),
            ("no mandate named", 400, Act(Note, """{"type":"offer-note","by":{"mandate":5}}""")),
            ("no mandate", 403, Act(Note, """{"type":"offer-note","by":{"mandate":{"community":"maternity","decision":1}}}""")),
            ("not theirs", 403, Act(Note, """{"type":"offer-note","by":{"member":"nowhere"}}""")),
            ("no reading", 400, Act("adoptions", """{"type":"consider-note","by":{"member":"maternity"}}""")),
            ("no number", 400, Get(1, "notes?most=all")),
            ("no outcome", 400, Get(1, "notes?outcome=wonderful")),
            ("no instant", 400, Get(1, "notes/weigh-it/reading?at=yesterday")),
        ];
        foreach (var (what, status, answer) in refusals)
        {
            var response = await answer;
            var said = await response.Content.ReadAsStringAsync();
            Assert.True(status == (int)response.StatusCode, $"{what}: {response.StatusCode}, {said}");
            await IsMarked(what, response);
        }

        Task<HttpResponseMessage> Get(int? person, string path) => hospital.As(person).GetAsync($"{Hospital.Path}/{path}");
        Task<HttpResponseMessage> Act(string stream, string act, int person = 1, params (string, string)[] headers) =>
            hospital.Post(person, stream, act, "acts", headers);
        Task<HttpResponseMessage> Send(string stream, HttpContent content) =>
            hospital.As(1).PostAsync($"{Hospital.Path}/{stream}/acts", content);
    }

    [Fact]
    public async Task An_answer_is_said_in_the_words_of_the_host()
    {
        await using var hospital = await (await Hospital.Open(options: InMarks)).WithMaternity();
        foreach (var (verb, person) in new[] { ("asks", 5), ("acts", 5), ("asks", 5) })
        {
            var response = await hospital.Post(person, Maternity, """{"type":"join"}""", verb);
            var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
            Marked(verb, (string)answer["text"]! + (string?)answer["detail"]);
        }

        foreach (var option in (JsonArray)(await hospital.Get(4, Maternity + "/options"))["options"]!)
            Assert.Contains('å', (string)option!["text"]!);
        Marked("feed", (string)(await hospital.Get(null, "feed.json"))["title"]!);
        Assert.Equal("cy", (string)(await hospital.Get(null, "feed.json"))["language"]!);
    }

    [Fact]
    public async Task A_charter_a_proposal_and_a_result_are_said_in_the_words_of_the_host()
    {
        await using var hospital = await (await Hospital.Open(options: InMarks)).WithMaternity();
        Assert.True((await hospital.Post(1, Maternity, Proposal)).IsSuccessStatusCode);
        var tabled = hospital.Host.Present.Landscape[CommunityId.Of("maternity")].OpenDecisions.Single();
        hospital.Time.Now = tabled.ClosesAt;
        await hospital.Host.CatchUp();
        var community = await hospital.Get(1, Maternity);
        Assert.All(community["charter"]!.AsArray(), sentence => Assert.Contains('å', (string)sentence!));
        var decision = await hospital.Get(1, $"{Maternity}/decisions/{tabled.Id}");
        Assert.All(decision["explanation"]!.AsArray(), sentence => Marked("explanation", (string)sentence!));
        Assert.Contains('å', (string)decision["proposal"]!);
    }

    [Fact]
    public async Task What_is_away_or_being_recorded_is_said_in_the_words_of_the_host()
    {
        var record = new ShakyRecord();
        await using var hospital = await (await Hospital.Open(record: record, options: InMarks)).WithMaternity();
        Assert.True((await hospital.Post(1, Maternity, Proposal)).IsSuccessStatusCode);
        var decision = hospital.Host.Present.Landscape[CommunityId.Of("maternity")].OpenDecisions.Single();
        record.IsReadOnly = true;
        hospital.Time.Now = decision.ClosesAt;
        var objection = $$"""{"type":"object-to","decision":{{decision.Id}},"reason":"It hurts."}""";
        var late = await hospital.Post(2, Maternity, objection);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, late.StatusCode);
        await IsMarked("being recorded", late);
        await IsHealthMarked();
        record.Clock = () => hospital.Time.Now + Duration.FromMinutes(7);
        await hospital.Host.CatchUp();
        await IsHealthMarked();
        record.IsAway = true;
        var away = await hospital.As(1).GetAsync($"{Hospital.Path}/{Maternity}");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, away.StatusCode);
        await IsMarked("away", away);
        await IsHealthMarked();

        async Task IsHealthMarked()
        {
            var report = await hospital.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
            Marked("health", report.Entries["communities-of-practice"].Description!);
        }
    }

    [Fact]
    public async Task The_interface_is_described_in_the_words_of_the_host()
    {
        await using var hospital = await Hospital.Open(options: InMarks);
        var described = 0;
        var document = JsonNode.Parse(await hospital.As((int?)null).GetStringAsync("/openapi/v1.json"))!;
        foreach (var part in new[] { "paths", "components" }) Look(document[part]);
        Assert.True(described > 60, $"{described}");

        void Look(JsonNode? node)
        {
            if (node is JsonArray list) foreach (var item in list) Look(item);
            if (node is not JsonObject members) return;
            foreach (var (name, value) in members)
                if (name is "summary" or "description" && value is JsonValue text) Described((string)text!);
                else Look(value);
        }

        void Described(string text)
        {
            // What a status means is ASP.NET Core's to say.
            if (Statuses.Contains(text)) return;
            Marked("description", text);
            described++;
        }
    }

    [Fact]
    public async Task A_language_that_nobody_ships_is_said_in_English()
    {
        await using var hospital = await Hospital.Open(options: o => o.Wording = new(CultureInfo.GetCultureInfo("fr")));
        var refused = await hospital.As((int?)null).GetAsync($"{Hospital.Path}/{Maternity}");
        var problem = JsonNode.Parse(await refused.Content.ReadAsStringAsync())!;
        Assert.Equal(("You are not signed in.", "Sign in first."), ((string)problem["title"]!, (string)problem["detail"]!));
    }

    [Fact]
    public void It_speaks_plain_English()
    {
        var texts = new ResourceManager("CommunitiesOfPractice.AspNetCore.Texts", typeof(CommunityHost).Assembly)
            .GetResourceSet(CultureInfo.InvariantCulture, true, true)!;
        foreach (DictionaryEntry text in texts)
        {
            Assert.DoesNotMatch(Gone(), (string)text.Value!);
            Assert.All(((string)text.Value!).Split(". "), sentence => Assert.True(sentence.Split(' ').Length < 25, sentence));
        }
    }

    private static readonly HashSet<string> Statuses =
    [
        "OK", "Created", "Service Unavailable", "Internal Server Error",
        "Bad Request", "Unauthorized", "Forbidden", "Not Found", "Conflict", "Precondition Failed", "Payload Too Large",
        "Content Too Large", "Request Entity Too Large", "Unsupported Media Type", "Unprocessable Entity",
        "Unprocessable Content",
    ];

    private static void InMarks(CommunitiesOfPracticeOptions options) => options.Wording = new MarkedWording();

    private static async Task IsMarked(string what, HttpResponseMessage response)
    {
        var problem = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        foreach (var member in new[] { "title", "detail" }) Marked(what, (string)problem[member]!);
    }

    /// <summary>
    /// Every word of a text is marked, but for names: what stands in quotes or braces, headers, paths and times.
    /// </summary>
    private static void Marked(string what, string text)
    {
        Assert.Contains('å', text);
        Assert.False(Letter().IsMatch(Name().Replace(text, "")), $"{what}: {text}");
    }

    [GeneratedRegex(@"\b(whoever|whom|it takes|for want of|stands?|nobody\b.*\bbut)\b|;", RegexOptions.IgnoreCase)]
    private static partial Regex Gone();

    [GeneratedRegex("[A-Za-z]")]
    private static partial Regex Letter();

    [GeneratedRegex(
        """‘[^’]*’|"themself"|\{[^{}]*(\{[^{}]*\})?[^{}]*\}|Idempotency-Key|If-Match|ETag|application/json|/notes/|"""
        + "community:maternity|topic, setting, measure, outcome|worked, mixed, did-not-work, too-early-to-say|[0-9-]+T[0-9:]+Z?")]
    private static partial Regex Name();

    /// <summary>The library's words in marks.</summary>
    private sealed class MarkedWording()
        : Wording(Satellite.Of(typeof(CommunityHost).Assembly, "CommunitiesOfPractice.AspNetCore.Texts", Mark))
    {
        protected override string? Find(string key) => base.Find(key) is { } text ? Mark(text) : null;

        private static string Mark(string text) => Place().Replace(text, match => match.Length > 1 ? match.Value : "å");
    }

    [GeneratedRegex(@"\{[^}]*\}|[A-Za-z]")]
    private static partial Regex Place();
}
