using System.Net;
using System.Net.Http.Json;
using System.Security.Claims;
using System.Text.Json;
using System.Text.Json.Nodes;
using CommunitiesOfPractice.Storage;
using CommunitiesOfPractice.Testing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;

namespace CommunitiesOfPractice.AspNetCore.Tests;

/// <summary>
/// Questions over HTTP, as a program asks, answers and carries them. The first three people are members of Maternity, and the
/// first convenes it; the sixth and the seventh are of Sepsis. A link carries practice from Maternity to Sepsis, and the second
/// person carries it.
/// </summary>
public sealed class QuestionTests
{
    private const string Everywhere = """{"ceiling":"linked","inside":"named","outside":"named"}""";
    private const string Inside = """{"ceiling":"community","inside":"named","outside":"unattributed"}""";
    private const string Unnamed = """{"ceiling":"linked","inside":"unattributed","outside":"unattributed"}""";
    private const string Wider = """{"ceiling":"public","inside":"named","outside":"named"}""";
    private const string HaveItToo = """{"type":"say-we-have-it-too"}""";

    [Fact]
    public async Task Every_act_on_a_question_is_done_over_HTTP()
    {
        await using var hospital = await (await WithLink()).WithNote();
        var (done, id) = (new List<string>(), "");
        var fits = new Description(JsonNode.Parse(await hospital.As((int?)null).GetStringAsync("/openapi/v1.json"))!);
        var asked = await Act(1, Asking(), 201);
        id = (string)asked["id"]!;
        Assert.Equal(32, id.Length);

        // Inside first; over the link once somebody who carries that carries it, and looked at the words.
        await Hidden(6);
        await Act(6, HaveItToo, 404);
        await Act(3, """{"type":"carry-question","carrying":"sister","role":"broker"}""", 403);
        await Act(2, """{"type":"carry-question","carrying":"sister","role":"broker"}""");
        Assert.Equal(["sister"], (await Shown(1))["carried"]!.AsArray().Select(link => (string)link!));
        Assert.Equal("What do you do at 500 ml?", (string)(await Shown(6))["title"]!);
        Assert.Empty((await Shown(6))["carried"]!.AsArray());
        Assert.Equal("k-1", (string)(await Shown(6))["asker"]!["person"]!);

        // Answers go as far as their givers say, and are named as they say.
        await Act(3, $$"""{"type":"answer-question","text":"We weigh","consent":{{Inside}}}""");
        await Act(6, $$"""{"type":"answer-question","text":"We call two people","consent":{{Everywhere}}}""");
        Assert.Equal([2], await Numbers(6));
        Assert.Equal([1, 2], await Numbers(2));
        Assert.Equal("k-6", (string)(await Answer(2, 2))["giver"]!["person"]!);
        await Act(6, $$"""{"type":"change-answer-consent","number":2,"consent":{{Unnamed}}}""");
        Assert.Null((await Answer(2, 2))["giver"]);
        await Act(3, $$"""{"type":"change-answer-consent","number":1,"consent":{{Everywhere}}}""");
        Assert.Equal([1, 2], await Numbers(6));

        // What helped, and who has it too: a number, and none while it is small.
        await Act(2, """{"type":"say-helped","number":2,"helped":true}""", 403);
        await Act(1, """{"type":"say-helped","number":2,"helped":true,"what":"We call now"}""");
        Assert.True((bool)(await Answer(6, 2))["helped"]!);
        Assert.Equal("We call now", (string)(await Answer(6, 2))["helpedWhat"]!);
        await Act(6, HaveItToo);
        Assert.True((bool)(await Shown(6))["haveIt"]!);
        Assert.Null((await Shown(1))["haveItToo"]);
        await Act(6, """{"type":"take-back-we-have-it-too"}""");

        // A report hides nothing, and nobody is told who reported.
        await Act(6, """{"type":"report-answer","number":1,"why":"It names a patient"}""");
        await Act(3, """{"type":"report-question","why":"It is asked twice"}""");
        Assert.Equal([1, 2], await Numbers(6));
        var told = (await Shown(1))["reports"]!.AsArray();
        Assert.Equal(["It names a patient", "It is asked twice"], told.Select(report => (string)report!["why"]!));
        Assert.DoesNotContain("k-6", told.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal([2], (await Shown(3))["reports"]!.AsArray().Select(report => (int)report!["number"]!));
        Assert.Empty((await Shown(2))["reports"]!.AsArray());
        await Act(3, """{"type":"settle-report","report":2}""", 403);
        await Act(1, """{"type":"settle-report","report":2,"outcome":"It is not"}""");

        // Settled, and open again; asked in other words, it is carried anew; asked before, it points there.
        await Act(3, """{"type":"settle-question"}""", 403);
        await Act(1, """{"type":"settle-question"}""");
        await Act(2, $$"""{"type":"answer-question","text":"And we","consent":{{Inside}}}""", 409);
        await Act(1, """{"type":"reopen-question","home":"maternity"}""");
        await Act(1, """{"type":"revise-question","content":{"title":"What do you do at 1,000 ml?","topics":["pph"]}}""");
        await HiddenTitle(6);
        await Act(2, """{"type":"carry-question","carrying":"sister","role":"broker"}""");
        await Act(2, """{"type":"stop-carrying","link":"sister"}""");
        await hospital.Ask(1, "q-before");
        await Act(1, """{"type":"point-to-question","other":"no-such"}""", 403);
        await Act(1, """{"type":"point-to-question","other":"q-before"}""");
        Assert.Equal("q-before", (string)(await Shown(3))["pointsTo"]!);
        await Act(1, """{"type":"point-question-to-note","note":"weigh-it"}""");
        Assert.Equal("weigh-it", (string)(await Shown(3))["pointsToNote"]!);
        Assert.True((bool)(await Answer(3, 2))["helped"]!);
        await Act(1, """{"type":"stop-pointing"}""");

        // What the host's own feed reports, and nobody else.
        const string Restriction =
            "\"role\":\"caldicott-guardian\",\"reason\":\"Patient\",\"reviewBy\":\"2016-07-01T09:00:00Z\",\"source\":\"case-7\"";
        await Fact($$"""{"type":"restrict-answer","number":1,{{Restriction}}}""");
        Assert.Equal([2], await Numbers(2));
        Assert.Equal("caldicott-guardian", (string)(await Answer(3, 1))["restriction"]!["role"]!);
        await Fact("""{"type":"lift-answer-restriction","number":1,"source":"case-7"}""");
        Assert.Equal([1, 2], await Numbers(2));
        await Fact($$"""{"type":"place-restriction",{{Restriction}}}""");
        await Hidden(2);
        Assert.Equal("caldicott-guardian", (string)(await Shown(1))["restriction"]!["role"]!);
        await Fact("""{"type":"lift-restriction","source":"case-7"}""");
        await Fact("""{"type":"merge-keys","kept":"k-7","dropped":"k-6","source":"esr"}""");
        Assert.Equal("k-7", hospital.Host.Present.Landscape[QuestionId.Of(id)].FindAnswer(2)!.Giver.Person.Value);

        // Withdrawn: nobody reads it, and its answers are left to those who gave them.
        await Act(1, $$"""{"type":"change-question-consent","consent":{{Inside}}}""");
        await Act(3, """{"type":"withdraw-answer","number":1}""");
        await Act(1, """{"type":"withdraw-question","reason":"It is answered"}""");
        await Hidden(1);
        await Hidden(2);
        Assert.Null((await Shown(7))["title"]);
        Assert.Equal("We call two people", (string)(await Answer(7, 2))["text"]!);
        Assert.Equal(
            ActShape.All.Where(act => act.On.Contains(StreamKind.Question)).Select(act => act.Name).Order(),
            done.Distinct().Order());

        async Task Fact(string fact)
        {
            await Act(1, fact, 403);
            await Act(null, fact);
        }

        async Task<JsonObject> Act(int? person, string act, int status = 200)
        {
            var stream = act.Contains("ask-question", StringComparison.Ordinal) ? "questions" : $"questions/{id}";
            var client = person is null ? hospital.As("feed", isFeed: true) : hospital.As(person);
            var response = await Hospital.Post(client, stream, act);
            var body = await response.Content.ReadAsStringAsync();
            Assert.True((int)response.StatusCode == status, $"{person} {act}: {(int)response.StatusCode} {body}");
            if (status < 400)
            {
                done.Add((string)JsonNode.Parse(act)!["type"]!);
                Assert.Empty(fits.Faults(JsonNode.Parse(act), Schemas.NameOf(ActShape.Find(done[^1])!), act));
            }

            if (status == 201)
                Assert.Equal(
                    $"{Hospital.Path}/questions/{JsonNode.Parse(body)!["id"]}", response.Headers.Location!.OriginalString);
            return JsonNode.Parse(body)!.AsObject();
        }

        Task<JsonObject> Shown(int person) => hospital.Get(person, $"questions/{id}");

        async Task<JsonNode> Answer(int person, int number) =>
            (await Shown(person))["answers"]!.AsArray().Single(answer => (int)answer!["number"]! == number)!;

        async Task<IEnumerable<int>> Numbers(int person) =>
            (await Shown(person))["answers"]!.AsArray().Select(answer => (int)answer!["number"]!);

        async Task Hidden(int person) => Assert.Equal(
            HttpStatusCode.NotFound, (await hospital.As(person).GetAsync($"{Hospital.Path}/questions/{id}")).StatusCode);

        // Who answered is told their own answer, and no more.
        async Task HiddenTitle(int person)
        {
            Assert.Null((await Shown(person))["title"]);
            Assert.Equal([2], await Numbers(person));
        }
    }

    [Fact]
    public async Task Whoever_may_not_read_a_question_is_told_what_they_are_told_of_an_unknown_id()
    {
        await using var hospital = await WithLink();
        await hospital.Ask(1, "q-1");
        foreach (var path in new[] { "", "/options" })
            Assert.Equal(
                await Said(hospital.As(6).GetAsync($"{Hospital.Path}/questions/no-such{path}")),
                (await Said(hospital.As(6).GetAsync($"{Hospital.Path}/questions/q-1{path}")))
                    .Replace("q-1", "no-such", StringComparison.Ordinal));
        foreach (var act in new[]
        {
            HaveItToo, """{"type":"withdraw-question"}""", """{"type":"settle-question","home":"maternity"}""",
            $$"""{"type":"answer-question","text":"So","consent":{{Everywhere}}}""",
            """{"type":"carry-question","carrying":"sister","role":"broker"}""", """{"type":"report-question","why":"So"}""",
            """{"type":"point-to-question","other":"q-1"}""", """{"type":"withdraw-answer","number":1}""",
        })
            foreach (var verb in new[] { "acts", "asks" })
                Assert.Equal(
                    await Said(hospital.Post(6, "questions/no-such", act, verb)),
                    (await Said(hospital.Post(6, "questions/q-1", act, verb)))
                        .Replace("q-1", "no-such", StringComparison.Ordinal));

        // To point to it, or to write from it, is to name nothing.
        await hospital.Ask(2, "q-2");
        foreach (var other in new[] { "q-1", "no-such" })
        {
            var drafted = await hospital.Post(6, "notes", Drafting("sepsis", $$"""{"question":"{{other}}","answers":[]}"""));
            Assert.Equal(HttpStatusCode.Forbidden, drafted.StatusCode);
        }

        static async Task<string> Said(Task<HttpResponseMessage> asked)
        {
            var response = await asked;
            Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
            return await response.Content.ReadAsStringAsync();
        }
    }

    [Fact]
    public async Task Nobody_reads_or_lists_a_question_who_is_not_signed_in()
    {
        await using var hospital = await WithLink();
        await hospital.Ask(1, "q-1");
        foreach (var path in new[] { "questions", "questions/q-1", "questions/q-1/options" })
            Assert.Equal(
                HttpStatusCode.Unauthorized, (await hospital.As((int?)null).GetAsync($"{Hospital.Path}/{path}")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await hospital.Post(null, "questions/q-1", HaveItToo)).StatusCode);
    }

    [Theory]
    [InlineData(""","home":{"community":"maternity","mayAsk":true}""", "Give an id")]
    [InlineData(""","home":5""", "id")]
    [InlineData(""","by":"k-1","home":"maternity" """, "by")]
    [InlineData("", "home")]
    public async Task Nobody_says_what_the_host_knows(string more, string said)
    {
        await using var hospital = await (await Hospital.Open()).WithMaternity();
        var act = Asking().Replace("\"home\":\"maternity\",", "", StringComparison.Ordinal)[..^1] + more + "}";
        var refused = await hospital.Post(1, "questions", act);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains(said, await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty(hospital.Host.Present.Landscape.Questions);
    }

    [Fact]
    public async Task Somebody_who_is_no_member_asks_nothing_and_neither_does_a_community_that_nobody_knows()
    {
        await using var hospital = await (await Hospital.Open()).WithMaternity();
        Assert.Equal(HttpStatusCode.Forbidden, (await hospital.Post(5, "questions", Asking())).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await hospital.Post(1, "questions", Asking("nowhere"))).StatusCode);
        Assert.Equal(
            HttpStatusCode.UnprocessableEntity,
            (await hospital.Post(1, "questions", Asking(consent: Wider))).StatusCode);
        Assert.Empty(hospital.Host.Present.Landscape.Questions);
    }

    [Fact]
    public async Task The_questions_that_one_may_read_come_in_pages_of_one_community_or_of_all()
    {
        await using var hospital = await WithLink();
        foreach (var id in new[] { "q-3", "q-1", "q-2" }) await hospital.Ask(1, id);
        await Carry(hospital, "q-1");
        Assert.Equal(["q-3", "q-1", "q-2"], await Ids(2, "questions"));
        Assert.Equal(["q-1"], await Ids(6, "questions"));
        Assert.Equal(["q-1"], await Ids(6, "questions?community=maternity"));
        Assert.Empty(await Ids(6, "questions?community=sepsis"));
        Assert.Empty(await Ids(5, "questions"));
        foreach (var of in new[] { "", "&community=maternity" })
        {
            var first = await hospital.Get(2, "questions?most=2" + of);
            Assert.Equal(["q-3", "q-1"], first["questions"]!.AsArray().Select(one => (string)one!["id"]!));

            // What is withdrawn between two pages leaves no gap and no repetition.
            if (of.Length > 0)
                Assert.True((await hospital.Post(1, "questions/q-3", """{"type":"withdraw-question"}""")).IsSuccessStatusCode);
            var next = await hospital.Get(2, $"questions?most=2{of}&after={(string)first["next"]!}");
            Assert.Equal(["q-2"], next["questions"]!.AsArray().Select(one => (string)one!["id"]!));
            Assert.Null(next["next"]);
        }

        foreach (var query in new[] { "most=0", "most=many", "after=here", "community=%01", "words=ml", "most=1&most=2" })
            Assert.Equal(
                HttpStatusCode.BadRequest, (await hospital.As(2).GetAsync($"{Hospital.Path}/questions?{query}")).StatusCode);

        async Task<IEnumerable<string>> Ids(int person, string path) =>
            (await hospital.Get(person, path))["questions"]!.AsArray().Select(one => (string)one!["id"]!);
    }

    [Fact]
    public async Task A_note_is_written_from_a_question_and_names_those_whose_answers_it_uses()
    {
        await using var hospital = await WithLink();
        await hospital.Ask(1, "q-1");
        await Carry(hospital, "q-1");
        foreach (var (person, text) in new[] { (6, "We call two people"), (3, "We weigh") })
            Assert.True((await hospital.Post(
                person, "questions/q-1",
                $$"""{"type":"answer-question","text":"{{text}}","consent":{{Everywhere}}}""")).IsSuccessStatusCode);
        foreach (var (from, status) in new[]
        {
            ("""{"question":"q-1","answers":[9]}""", 403), ("""{"question":"no-such","answers":[]}""", 403),
            ("""{"question":"q-1"}""", 400), ("""{"question":"q-1","answers":["1"]}""", 400), ("\"q-1\"", 400),
            ("""{"version":1,"reading":{},"asker":{},"answers":[]}""", 400),
        })
            Assert.Equal(status, (int)(await hospital.Post(2, "notes", Drafting("maternity", from))).StatusCode);
        var drafted = await hospital.Post(2, "notes", Drafting("maternity", """{"question":"q-1","answers":[1]}"""));
        Assert.True(drafted.StatusCode == HttpStatusCode.Created, await drafted.Content.ReadAsStringAsync());
        var note = hospital.Host.Present.Landscape[NoteId.Of((string)(await Body(drafted))["id"]!)];
        Assert.Equal(["k-2", "k-1", "k-6"], note.Contributors.Select(one => one.Person.Value));
        Assert.All(note.Contributors, one => Assert.Null(one.Consent));
    }

    [Fact]
    public async Task What_one_may_do_can_be_sent_back_as_it_is_once_it_is_said()
    {
        await using var hospital = await WithLink();
        await hospital.Ask(1, "q-1");
        await Carry(hospital, "q-1");
        Assert.True((await hospital.Post(
            6, "questions/q-1", $$"""{"type":"answer-question","text":"So","consent":{{Everywhere}}}""")).IsSuccessStatusCode);
        var asked = new HashSet<string>();
        foreach (var person in new[] { 1, 2, 3, 6 })
            foreach (var option in (await hospital.Get(person, "questions/q-1/options"))["options"]!.AsArray())
            {
                foreach (var ask in option!["asks"]!.AsArray().Where(ask => (bool)ask!["isRequired"]!))
                    option["act"]![(string)ask!["name"]!] = (string)ask["name"]! switch
                    {
                        "content" => JsonNode.Parse("""{"title":"What then?"}"""),
                        "consent" => JsonNode.Parse(Inside),
                        "role" => "broker",
                        _ => "Because.",
                    };
                var answer = await Body(await hospital.Post(person, "questions/q-1", option["act"]!.ToJsonString(), "asks"));
                Assert.True(answer.ContainsKey("allowed"), $"{option} was answered {answer}");
                Assert.Equal(
                    ((bool)option["allowed"]!, (string)option["clause"]!),
                    ((bool)answer["allowed"]!, (string)answer["clause"]!));
                asked.Add((string)option["act"]!["type"]!);
            }

        Assert.InRange(asked.Count, 15, 30);
        Assert.DoesNotContain(
            (await hospital.Get(2, "questions/q-1/options"))["options"]!.AsArray(),
            option => option!["act"]!.AsObject().ContainsKey("reading"));
    }

    [Fact]
    public async Task A_question_that_is_sent_again_is_asked_once()
    {
        await using var hospital = await (await Hospital.Open()).WithMaternity();
        var (key, ids) = (("Idempotency-Key", "r-1"), new List<string>());
        for (var i = 0; i < 2; i++)
            ids.Add((string)(await Body(await hospital.Post(1, "questions", Asking(), "acts", key)))["id"]!);
        Assert.Single(ids.Distinct());
        Assert.Single(hospital.Host.Present.Landscape.Questions);
        Assert.Equal(
            HttpStatusCode.UnprocessableEntity,
            (await hospital.Post(1, "questions", Asking(consent: Inside), "acts", key)).StatusCode);
    }

    [Fact]
    public async Task Who_answered_reads_no_more_than_their_answer_once_the_link_has_ended()
    {
        await using var hospital = await WithLink();
        await hospital.Ask(1, "q-1");
        await Carry(hospital, "q-1");
        Assert.True((await hospital.Post(
            6, "questions/q-1", $$"""{"type":"answer-question","text":"So","consent":{{Everywhere}}}""")).IsSuccessStatusCode);
        Assert.True(await Reads(hospital, 6));
        await Settle(hospital, "maternity", 1, "end", "sepsis");
        Assert.False(await Reads(hospital, 6));
        Assert.False(await Reads(hospital, 7));
        Assert.True(await Reads(hospital, 3));
        var shown = await hospital.Get(6, "questions/q-1");
        Assert.Null(shown["title"]);
        Assert.Equal("So", (string)shown["answers"]!.AsArray().Single()!["text"]!);
        Assert.Equal(HttpStatusCode.NotFound, (await hospital.As(7).GetAsync($"{Hospital.Path}/questions/q-1")).StatusCode);
        Assert.True((await hospital.Post(6, "questions/q-1", """{"type":"withdraw-answer","number":1}""")).IsSuccessStatusCode);
    }

    [Fact]
    public async Task Somebody_who_is_forgotten_leaves_their_answer_and_no_name()
    {
        await using var hospital = await WithLink();
        await hospital.Ask(1, "q-1");
        foreach (var person in new[] { 3, 2 })
            Assert.True((await hospital.Post(
                person, "questions/q-1",
                $$"""{"type":"answer-question","text":"By {{person}}","consent":{{Inside}}}""")).IsSuccessStatusCode);
        await hospital.Post(1, "questions/q-1", """{"type":"say-helped","number":1,"helped":true}""");
        Assert.True((await hospital.Host.Forget(Scenario.Person(3), ChainKey.Of(new byte[32]), "request-12")).Answer.Allowed);
        var shown = await hospital.Get(2, "questions/q-1");
        Assert.DoesNotContain("k-3", shown.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal([1, 2], shown["answers"]!.AsArray().Select(answer => (int)answer!["number"]!));
        Assert.True((bool)shown["answers"]![0]!["helped"]!);
    }

    [Fact]
    public async Task Somebody_whom_the_host_does_not_know_takes_back_what_they_gave_and_answers_nothing()
    {
        HostDirectory? said = Hospital.Staff();
        await using var hospital = await (await Hospital.Open(options: o => o.Known = (_, person, _) => new(
            said.Lists(person, Federations.Start) && person != Scenario.Person(3) ? said : null))).WithMaternity();
        Assert.True((await hospital.Post(3, "communities/maternity", """{"type":"join"}""")).IsSuccessStatusCode);
        await hospital.Ask(3, "q-1");
        await hospital.Host.Take(new("esr", [new(Scenario.Person(1), Federations.Start - Duration.FromDays(9))], []));
        Assert.Equal(
            HttpStatusCode.Forbidden,
            (await hospital.Post(3, "questions/q-1", """{"type":"settle-question"}""")).StatusCode);
        Assert.True((await hospital.Post(3, "questions/q-1", """{"type":"withdraw-question"}""")).IsSuccessStatusCode);
    }

    private static async Task<bool> Reads(Hospital hospital, int person)
    {
        var authorization = hospital.Services.GetRequiredService<IAuthorizationService>();
        return (await authorization.AuthorizeAsync(
            new(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, Scenario.Person(person).Value)], "test")),
            QuestionId.Of("q-1"), ReadQuestion.Requirement)).Succeeded;
    }

    private static string Asking(string home = "maternity", string consent = Everywhere) => $$$"""
        {"type":"ask-question","home":"{{{home}}}",
         "content":{"title":"What do you do at 500 ml?","text":"We wait.","topics":["bleeding"]},"consent":{{{consent}}}}
        """.Trim();

    private static string Drafting(string home, string from) => $$$"""
        {"type":"draft-note","by":{"member":"{{{home}}}"},"from":{{{from}}},
         "content":{"$type":"practice","title":"Call two people","tried":"We call","context":"Labour ward","outcome":"worked",
                    "why":"Four hands"}}
        """;

    private static async Task Carry(Hospital hospital, string question)
    {
        var carried = await hospital.Post(
            2, $"questions/{question}", """{"type":"carry-question","carrying":"sister","role":"broker"}""");
        Assert.True(carried.IsSuccessStatusCode, await carried.Content.ReadAsStringAsync());
    }

    private static async Task<JsonObject> Body(HttpResponseMessage response) =>
        (await response.Content.ReadFromJsonAsync<JsonObject>())!;

    private static async Task<Hospital> WithLink()
    {
        var hospital = await (await Hospital.Open()).WithMaternity();
        Assert.True((await hospital.Post(3, "communities/maternity", """{"type":"join"}""")).IsSuccessStatusCode);
        await hospital.Found("sepsis", 6, 7);
        Assert.True((await hospital.Post(
            1, "communities/maternity", """{"type":"offer-to-serve","office":"convener"}""")).IsSuccessStatusCode);
        await Settle(hospital, "maternity", 1, "offer", "sepsis");
        await Settle(hospital, "sepsis", 6, "accept", "maternity");
        Assert.Equal(
            [Scenario.Person(1)], hospital.Host.Present.Landscape[CommunityId.Of("maternity")].Conveners);
        var broking = await hospital.Post(2, "links/sister", """{"type":"begin-broking"}""");
        Assert.True(broking.IsSuccessStatusCode, await broking.Content.ReadAsStringAsync());
        return hospital;
    }

    private static async Task Settle(Hospital hospital, string community, int by, string step, string other)
    {
        var terms = step == "end" ? "" : ""","kind":"sister","terms":{"carries":"a-to-b","attribution":"named"}""";
        var proposed = await hospital.Post(by, $"communities/{community}", $$$"""
            {"type":"propose","proposal":{"$type":"settle-link","link":"sister",
             "what":{"step":"{{{step}}}","other":{"$type":"community","community":"{{{other}}}"} {{{terms}}} } } }
            """);
        Assert.True(proposed.IsSuccessStatusCode, await proposed.Content.ReadAsStringAsync());
        hospital.Time.Now += Duration.FromDays(10);
        await hospital.Host.Settle();
        Assert.Equal(
            step switch { "offer" => LinkStatus.Offered, "accept" => LinkStatus.Agreed, _ => LinkStatus.Ended },
            hospital.Host.Present.Landscape[LinkId.Of("sister")].Status);
    }
}
