using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CommunitiesOfPractice.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace CommunitiesOfPractice.AspNetCore.Tests;

/// <summary>Gatherings over HTTP, as a program calls, answers and follows them.</summary>
public sealed class GatheringTests
{
    private const string When = """{"local":"2016-04-14T14:00","zone":"Europe/London"}""";
    private const string Yes = """{"type":"say-yes"}""";
    private const string No = """{"type":"say-no"}""";

    private static readonly Instant Begins = Instant.FromUtc(2016, 4, 14, 13, 0);
    private static readonly StreamId Maternity = StreamId.Of(CommunityId.Of("maternity"));

    [Fact]
    public async Task Every_act_on_a_gathering_is_done_over_HTTP()
    {
        await using var hospital = await (await WithTwoCommunities()).WithNote();
        var (done, id) = (new List<string>(), "");
        var fits = new Description(JsonNode.Parse(await hospital.As((int?)null).GetStringAsync("/openapi/v1.json"))!);
        var called = await Act(1, Calling(more: ""","capacity":1,"with":["sepsis"],"online":"https://meet.example/1" """), 201);
        id = (string)called["id"]!;
        Assert.Equal(32, id.Length);

        // Answers, in their order: a place, then a queue; what somebody needs is for who looks after it.
        await Act(2, """{"type":"say-yes","needs":"A hearing loop"}""");
        await Act(3, Yes);
        Assert.Equal("""{"hasPlace":true,"isWaiting":false,"saidNo":false,"looksAfter":false}""", await You(2));
        Assert.Equal("""{"hasPlace":false,"isWaiting":true,"waitingBefore":0,"saidNo":false,"looksAfter":false}""", await You(3));
        Assert.Equal("A hearing loop", (string)(await Shown(1))["needs"]![0]!["needs"]!);
        Assert.Empty((await Shown(3))["needs"]!.AsArray());
        Assert.Equal("https://meet.example/1", (string?)(await Shown(2))["online"]);
        Assert.Null((await Shown(3))["online"]);

        // A guest and another community see nothing until they are asked.
        await Hidden(8);
        await Act(1, """{"type":"invite-guest","guest":"k-8"}""");
        await Act(8, Yes);
        await Act(6, Yes, 403);
        await Act(7, """{"type":"agree-to-gathering"}""");
        await Act(6, Yes);
        Assert.Equal([2], await Coming());
        Assert.Equal([3, 8, 6], await Waiting());
        await Act(2, No);
        Assert.Equal([3], await Coming());
        await Act(1, """{"type":"change-capacity","capacity":2}""");
        Assert.Equal([3, 8], await Coming());
        await Act(1, """{"type":"revise-gathering","purpose":"Weigh it, and say why","form":"visit","place":"Ward 7"}""");
        Assert.Equal(("visit", "Ward 7", 1), ((string)(await Shown(8))["form"]!, (string)(await Shown(8))["place"]!,
            (int)(await Shown(8))["sequence"]!));

        // A move: who confirms keeps the place, and who does not loses it to the next.
        await Act(1, $$"""
            {"type":"move-gathering","to":{"local":"2016-04-21T14:00","zone":"Europe/London"},"confirmBy":"2016-04-10T12:00:00Z"}
            """);
        Assert.Equal("2016-04-10T12:00:00Z", (string)(await Shown(3))["you"]!["confirmBy"]!);
        await Act(3, Yes);
        Assert.Null((await Shown(3))["you"]!["confirmBy"]);
        await Act(6, Yes);
        hospital.Time.Now = Instant.FromUtc(2016, 4, 10, 13, 0);
        Assert.Equal([3, 6], await Coming());

        // Its members go with the community that withdraws, at once.
        await Act(7, """{"type":"withdraw-from-gathering"}""");
        Assert.Equal([3], await Coming());
        await Act(8, Yes);

        // Held, and what came of it.
        await Act(3, """{"type":"say-came","came":true}""", 409);
        hospital.Time.Now = Begins + Duration.FromDays(8);
        Assert.True((bool)(await Shown(3))["over"]!);
        await Act(3, """{"type":"say-came","came":true}""");
        await Act(1, """{"type":"say-who-came","people":["k-8","k-1"]}""");
        Assert.Equal(["k-1", "k-3", "k-8"], (await Shown(2))["whoCame"]!.AsArray().Select(p => (string)p!));
        await Act(3, """{"type":"offer-to-do","what":"Order scales","due":"2016-06-01T12:00:00Z"}""");
        await Act(8, """{"type":"offer-to-do","what":"Ask at Sepsis","due":"2016-06-01T12:00:00Z"}""");
        await Act(8, """{"type":"take-back-offer-to-do","offer":1}""", 409);
        await Act(8, """{"type":"take-back-offer-to-do","offer":2}""");
        await Act(3, """{"type":"point-to-note","note":"no-such"}""", 403);
        await Act(1, """{"type":"point-to-note","note":"weigh-it"}""");
        Assert.True((await hospital.Post(
            1, "communities/maternity",
            """{"type":"propose","proposal":{"$type":"resolve","words":"Weigh every loss."}}""")).IsSuccessStatusCode);
        await Act(8, """{"type":"point-to-decision","decision":{"community":"maternity","decision":1}}""", 403);
        await Act(3, """{"type":"point-to-decision","decision":{"community":"maternity","decision":7}}""", 403);
        await Act(3, """{"type":"point-to-decision","decision":1}""", 400);
        var decision = hospital.Host.Present.Landscape[CommunityId.Of("maternity")].OpenDecisions.Single().Id;
        await Act(3, $$$"""{"type":"point-to-decision","decision":{"community":"maternity","decision":{{{decision}}}}}""");
        await Act(8, """{"type":"say-nothing-to-write"}""");
        var over = await Shown(2);
        Assert.Equal("weigh-it", (string)over["notes"]!.AsArray().Single()!);
        Assert.Equal(decision.Number, (long)over["decisions"]!.AsArray().Single()!["decision"]!);
        Assert.Equal("Order scales", (string)over["offers"]!.AsArray().Single()!["what"]!);
        Assert.True((bool)over["nothingToWrite"]!);

        // A guest may read no note for being pointed to it.
        Assert.Empty((await Shown(8))["notes"]!.AsArray());

        // What the host's own feed reports, and nobody else.
        string[] facts =
        [
            """
            {"type":"place-restriction","role":"caldicott-guardian","reason":"A patient can be recognised",
             "reviewBy":"2016-07-01T09:00:00Z","source":"case-7"}
            """,
            """{"type":"lift-restriction","source":"case-7"}""",
            """{"type":"merge-keys","kept":"k-5","dropped":"k-8","source":"esr"}""",
            """{"type":"forget-who-came","source":"retention-1"}""",
        ];
        foreach (var fact in facts)
        {
            await Act(1, fact, 403);
            await Act(null, fact);
            var shown = await Shown(2);
            if (fact.Contains("place-", StringComparison.Ordinal))
            {
                Assert.Equal("caldicott-guardian", (string)shown["restriction"]!["role"]!);
                Assert.Null(shown["purpose"]);
                Assert.Null(shown["when"]);
                Assert.Equal("Weigh it, and say why", (string)(await Shown(1))["purpose"]!);
                Assert.Equal("Ward 7", (string)(await Shown(3))["place"]!);
            }
            else
            {
                Assert.Null(shown["restriction"]);
                Assert.Equal("Weigh it, and say why", (string)shown["purpose"]!);
            }
        }

        Assert.Empty((await Shown(1))["whoCame"]!.AsArray());
        Assert.Equal(3, (int)(await Shown(1))["howManyCame"]!);

        // Another: nobody looks after it once the one who did has left, and somebody takes it on.
        id = (string)(await Act(2, Calling("""{"local":"2016-06-14T14:00","zone":"Europe/London"}"""), 201))["id"]!;
        await Act(3, Yes);
        await Act(null, """{"type":"report-gone","person":"k-3","source":"esr"}""");
        Assert.Empty(await Coming());
        await Act(null, """{"type":"report-back","person":"k-3","source":"esr"}""");
        await Act(3, Yes);
        await Act(null, """{"type":"report-unattended","person":"k-2","source":"esr"}""");
        await Act(3, """{"type":"cancel-gathering","why":"No room"}""", 403);
        await Act(3, """{"type":"take-on-gathering"}""");
        await Act(3, """{"type":"cancel-gathering","why":"No room"}""");
        Assert.Equal(("cancelled", "No room"), ((string)(await Shown(1))["status"]!, (string)(await Shown(1))["whyCancelled"]!));
        Assert.Equal(
            ActShape.All.Where(act => act.On.Contains(StreamKind.Gathering)).Select(act => act.Name).Order(),
            done.Distinct().Order());

        async Task<JsonObject> Act(int? person, string act, int status = 200)
        {
            var stream = act.Contains("call-gathering", StringComparison.Ordinal) ? "gatherings" : $"gatherings/{id}";
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
                    $"{Hospital.Path}/gatherings/{JsonNode.Parse(body)!["id"]}", response.Headers.Location!.OriginalString);
            return JsonNode.Parse(body)!.AsObject();
        }

        Task<JsonObject> Shown(int person) => hospital.Get(person, $"gatherings/{id}");

        async Task<string> You(int person) => (await Shown(person))["you"]!.ToJsonString();

        async Task Hidden(int person) => Assert.Equal(
            HttpStatusCode.NotFound, (await hospital.As(person).GetAsync($"{Hospital.Path}/gatherings/{id}")).StatusCode);

        async Task<IEnumerable<int>> Coming() => People((await Shown(1))["coming"]!);

        async Task<IEnumerable<int>> Waiting() => People((await Shown(1))["waiting"]!);
    }

    [Fact]
    public async Task Sixty_four_answer_at_once_for_ten_places()
    {
        var people = Enumerable.Range(1, 66).Select(Scenario.Person).ToArray();
        var directory = new HostDirectory("esr", people.Select(p => new Listing(p, Instant.FromUtc(2015, 1, 1, 0, 0))), []);
        await using var hospital = await (await Hospital.Open(directory)).WithMaternity();
        var id = await Call(hospital, 1, Calling(more: ""","capacity":10,"anybody":true"""));
        var begin = new TaskCompletionSource();
        var answers = Enumerable.Range(3, 64).Select(n => Task.Run(async () =>
        {
            await begin.Task;
            return await hospital.Post(n, $"gatherings/{id}", Yes, "acts", ("Idempotency-Key", $"answer-{n}"));
        })).ToArray();
        begin.SetResult();
        Assert.All(await Task.WhenAll(answers), response => Assert.Equal(HttpStatusCode.OK, response.StatusCode));

        var said = (await hospital.Record.ReadWhole(StreamId.Of(GatheringId.Of(id)))).Select(line => line.Event)
            .OfType<YesSaid>().ToArray();
        Assert.Equal(64, said.Select(yes => yes.Person).Distinct().Count());
        Assert.Equal(Enumerable.Range(0, 64).Select(i => i < 10), said.Select(yes => yes.HasPlace));
        var shown = await hospital.Get(1, $"gatherings/{id}");
        var order = said.Select(yes => yes.Person.Value).ToArray();
        Assert.Equal(order.Take(10), shown["coming"]!.AsArray().Select(p => (string)p!));
        Assert.Equal(order.Skip(10), shown["waiting"]!.AsArray().Select(p => (string)p!));
        Assert.Equal((10, 54), ((int)shown["comingCount"]!, (int)shown["waitingCount"]!));
        for (var i = 0; i < 64; i++)
        {
            var you = (await hospital.As(order[i]).GetFromJsonAsync<JsonObject>($"{Hospital.Path}/gatherings/{id}"))!["you"]!;
            Assert.Equal(i < 10, (bool)you["hasPlace"]!);
            Assert.Equal(i < 10 ? null : i - 10, (int?)you["waitingBefore"]);
        }

        // One says no, and one moves up.
        Assert.True((await Hospital.Post(hospital.As(order[3]), $"gatherings/{id}", No)).IsSuccessStatusCode);
        shown = await hospital.Get(1, $"gatherings/{id}");
        Assert.Equal(order.Where((_, i) => i != 3 && i < 11), shown["coming"]!.AsArray().Select(p => (string)p!));
    }

    [Theory]
    [InlineData("2016-03-27T01:30", "gathering.time-skipped",
        """{"local":"2016-03-27T02:30:00","zone":"Europe/London","which":null}""")]
    [InlineData("2016-10-30T01:30", "gathering.time-repeated",
        """{"local":"2016-10-30T01:30:00","zone":"Europe/London","which":"first"}""")]
    public async Task A_time_that_the_clocks_skip_or_repeat_is_a_problem_with_two_ways_out(
        string local, string clause, string way)
    {
        await using var hospital = await (await Hospital.Open()).WithMaternity();
        var when = $$"""{"local":"{{local}}","zone":"Europe/London"}""";
        var id = await Call(hospital, 1, Calling());
        foreach (var (stream, act, of) in new[]
        {
            ("gatherings", Calling(when), "call"), ($"gatherings/{id}", $$"""{"type":"move-gathering","to":{{when}}}""", "to"),
        })
        {
            var refused = await hospital.Post(1, stream, act);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
            Assert.Equal("application/problem+json", refused.Content.Headers.ContentType!.MediaType);
            var problem = (await refused.Content.ReadFromJsonAsync<JsonObject>())!;
            Assert.Equal(clause, (string)problem["clause"]!);
            if (clause.EndsWith("skipped", StringComparison.Ordinal))
                Assert.Contains("2016-03-27 00:30, 2016-03-27 02:30", (string)problem["detail"]!, StringComparison.Ordinal);
            else
                Assert.Contains("the first or the second", (string)problem["detail"]!, StringComparison.Ordinal);

            // One way out is an act that can be sent as it stands.
            var remedy = problem["remedy"]!["act"]!.AsObject();
            Assert.Equal(way, (of == "to" ? remedy["to"]! : remedy["call"]!["when"]!).ToJsonString());
            if (of == "to") continue;
            var sent = await hospital.Post(1, stream, remedy.ToJsonString());
            Assert.True(sent.IsSuccessStatusCode, await sent.Content.ReadAsStringAsync());
        }

        // The other is said as plainly: the second is an hour after the first.
        if (clause.EndsWith("skipped", StringComparison.Ordinal)) return;
        var starts = new List<Instant>();
        foreach (var which in new[] { "first", "second" })
        {
            var said = await Call(hospital, 1, Calling(when[..^1] + $$""","which":"{{which}}"}"""));
            starts.Add(hospital.Host.Present.Landscape[GatheringId.Of(said)].Time!.Start);
        }

        Assert.Equal([Instant.FromUtc(2016, 10, 30, 0, 30), Instant.FromUtc(2016, 10, 30, 1, 30)], starts);
    }

    [Theory]
    [InlineData("""{"local":"tomorrow","zone":"Europe/London"}""", 400, "call.when.local")]
    [InlineData("""{"local":"2016-04-14T14:00Z","zone":"Europe/London"}""", 400, "2015-05-14T13:00")]
    [InlineData("""{"local":1,"zone":"Europe/London"}""", 400,
        "‘call.when.local’ is not of the right kind. Give a date and a time of day")]
    [InlineData("""{"local":"2016-04-14T14:00"}""", 400, "call.when.zone")]
    [InlineData("""{"local":"2016-04-14T14:00","zone":"Europe/London","which":"third"}""", 400, "call.when.which")]
    [InlineData("\"2016-04-14T14:00\"", 400, "call.when")]
    [InlineData("null", 400, "call.when")]
    [InlineData("""{"local":"2016-04-14T14:00","zone":"Europe/Londinium"}""", 422, "Europe/Londinium")]
    [InlineData("""{"local":"2016-03-02T14:00","zone":"Europe/London"}""", 422, "more notice")]
    public async Task A_time_that_is_none_is_refused_as_every_act_that_is_none(string when, int status, string said)
    {
        await using var hospital = await (await Hospital.Open()).WithMaternity();
        foreach (var verb in new[] { "acts", "asks" })
        {
            var refused = await hospital.Post(1, "gatherings", Calling(when), verb);
            var body = (await refused.Content.ReadFromJsonAsync<JsonObject>())!;
            Assert.Equal(status == 422 && verb == "asks" ? 200 : status, (int)refused.StatusCode);
            Assert.Contains(said, (string)(body["detail"] ?? body["text"])!, StringComparison.Ordinal);
        }

        Assert.Empty(hospital.Host.Present.Landscape.Gatherings);
    }

    [Theory]
    [InlineData(""","zone":{"time":{"local":"2016-04-14T14:00","zone":"Europe/London"},"isZoneKnown":true}""", 400, "zone")]
    [InlineData(""","home":{"community":"maternity","mayCall":true}""", 400, "home")]
    [InlineData(""","by":"themself" """, 403, "a community that you act for")]
    [InlineData(""","by":{"staff":{"kind":"organisation","code":"RJZ"}}""", 403, "a community that you act for")]
    [InlineData(""","by":{"member":"no-such"}""", 403, "by")]
    [InlineData(""","by":{"mandate":{"community":"maternity","decision":1}}""", 403, "mandate")]
    public async Task Nobody_says_what_the_host_knows(string more, int status, string said)
    {
        await using var hospital = await (await Hospital.Open()).WithMaternity();
        var refused = await hospital.Post(1, "gatherings", Calling()[..^1] + more + "}");
        Assert.Equal(status, (int)refused.StatusCode);
        Assert.Contains(said, await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty(hospital.Host.Present.Landscape.Gatherings);
    }

    [Fact]
    public async Task Somebody_of_two_communities_says_for_which_and_of_one_need_not()
    {
        await using var hospital = await WithTwoCommunities();
        Assert.True((await hospital.Post(6, "communities/maternity", """{"type":"join"}""")).IsSuccessStatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await hospital.Post(6, "gatherings", Calling())).StatusCode);
        var id = await Call(hospital, 6, Calling(more: ""","with":["maternity"]""", by: "sepsis"));
        Assert.Equal("sepsis", (string)(await hospital.Get(6, $"gatherings/{id}"))["home"]!);

        // Of the two that are asked for, this person belongs to one.
        Assert.True((await hospital.Post(2, $"gatherings/{id}", """{"type":"agree-to-gathering"}""")).IsSuccessStatusCode);
        Assert.Equal(
            """[{"community":"maternity","status":"agreed"}]""",
            (await hospital.Get(2, $"gatherings/{id}"))["with"]!.ToJsonString());
        foreach (var community in new[] { "maternity", "sepsis" })
            Assert.Equal(
                id, (string)(await hospital.Get(2, $"communities/{community}/gatherings"))["gatherings"]!.AsArray()
                    .Single()!["id"]!);
    }

    [Fact]
    public async Task A_closed_community_calls_nothing_and_the_refusal_says_so()
    {
        await using var hospital = await (await Hospital.Open()).WithMaternity();
        var id = await Call(hospital, 1, Calling());
        Assert.True((await hospital.Post(1, "communities/maternity", """
            {"type":"propose","proposal":{"$type":"close","reason":"It is done.","legacy":"See Sepsis."}}
            """)).IsSuccessStatusCode);
        var decision = hospital.Host.Present.Landscape[CommunityId.Of("maternity")].OpenDecisions.Single();
        hospital.Time.Now = Instant.Max(hospital.Time.Now, decision.OpensAt);
        foreach (var person in new[] { 1, 2 })
            await hospital.Post(person, "communities/maternity", $$$"""
                {"type":"vote","decision":{{{decision.Id}}},"ballot":{"$type":"voice","voice":"for"}}
                """);
        hospital.Time.Now = decision.ClosesAt + Duration.FromDays(1);
        await hospital.Host.Settle();
        Assert.Equal(Status.Closed, hospital.Host.Present.Landscape[CommunityId.Of("maternity")].Status);
        foreach (var (stream, act) in new[]
        {
            ("gatherings", Calling()), ($"gatherings/{id}", """{"type":"cancel-gathering","why":"We closed"}"""),
        })
        {
            var refused = await hospital.Post(1, stream, act.Replace(
                "\"type\":\"call-gathering\"", "\"type\":\"call-gathering\",\"by\":{\"member\":\"maternity\"}",
                StringComparison.Ordinal));
            Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
            Assert.Equal("community.closed", (string)(await refused.Content.ReadFromJsonAsync<JsonObject>())!["clause"]!);
        }
    }

    [Fact]
    public async Task What_is_ahead_is_listed_and_what_is_over_where_that_is_asked_for()
    {
        await using var hospital = await WithTwoCommunities();
        var first = await Call(hospital, 1, Calling());
        var second = await Call(hospital, 2, Calling("""{"local":"2016-05-12T14:00","zone":"Europe/London"}""",
            $$""","series":"{{first}}","anybody":true"""));
        foreach (var path in new[] { "me/gatherings", "communities/maternity/gatherings" })
        {
            Assert.Equal([first, second], await Ids(1, path));
            Assert.Equal([second], await Ids(7, path));
        }

        Assert.Empty(await Ids(7, "communities/sepsis/gatherings"));
        hospital.Time.Now = Begins + Duration.FromDays(1);
        Assert.Equal([second], await Ids(1, "me/gatherings"));
        Assert.Equal([second], await Ids(1, "me/gatherings?over=false"));
        Assert.Equal([first, second], await Ids(1, "me/gatherings?over=true"));
        Assert.Equal([first, second], await Ids(1, "communities/maternity/gatherings?over=true"));
        Assert.Equal([second], await Ids(7, "communities/maternity/gatherings?over=true"));
        Assert.Equal(
            [first, second],
            hospital.Host.Present.Landscape.SeriesOf(GatheringId.Of(first)).Select(gathering => gathering.Id.Value));
        foreach (var (path, status) in new[]
        {
            ("me/gatherings?over=perhaps", 400), ("me/gatherings?when=now", 400), ("communities/no-such/gatherings", 404),
            ("gatherings/no-such", 404),
        })
            Assert.Equal(status, (int)(await hospital.As(1).GetAsync($"{Hospital.Path}/{path}")).StatusCode);
        foreach (var path in new[] { "me/gatherings", "communities/maternity/gatherings", $"gatherings/{second}" })
            Assert.Equal(
                HttpStatusCode.Unauthorized, (await hospital.As((int?)null).GetAsync($"{Hospital.Path}/{path}")).StatusCode);

        async Task<IEnumerable<string>> Ids(int person, string path) =>
            (await hospital.Get(person, path))["gatherings"]!.AsArray().Select(one => (string)one!["id"]!);
    }

    [Fact]
    public async Task Under_the_Chatham_House_Rule_nobody_is_told_who_comes()
    {
        await using var hospital = await (await Hospital.Open()).WithMaternity();
        var id = await Call(hospital, 1, Calling(more: ""","rule":"all" """));
        Assert.True((await hospital.Post(3, "communities/maternity", """{"type":"join"}""")).IsSuccessStatusCode);
        foreach (var person in new[] { 2, 3 })
            Assert.True((await hospital.Post(person, $"gatherings/{id}", Yes)).IsSuccessStatusCode);
        hospital.Time.Now = Begins + Duration.FromDays(1);
        Assert.True((await hospital.Post(2, $"gatherings/{id}", """{"type":"say-came","came":true}""")).IsSuccessStatusCode);
        Assert.True((await hospital.Post(2, $"gatherings/{id}", """
            {"type":"offer-to-do","what":"Order scales","due":"2016-06-01T12:00:00Z"}
            """)).IsSuccessStatusCode);
        var other = (await hospital.Get(3, $"gatherings/{id}")).ToJsonString();
        Assert.DoesNotContain("k-2", other, StringComparison.Ordinal);
        Assert.DoesNotContain("k-1", other, StringComparison.Ordinal);
        Assert.DoesNotContain("howManyCame", other, StringComparison.Ordinal);
        Assert.DoesNotContain("comingCount", other, StringComparison.Ordinal);
        Assert.Contains("Order scales", other, StringComparison.Ordinal);
        Assert.Contains("k-2", (await hospital.Get(1, $"gatherings/{id}")).ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_one_may_do_can_be_sent_back_as_it_is_once_it_is_said()
    {
        await using var hospital = await (await Hospital.Open()).WithMaternity();
        var id = await Call(hospital, 1, Calling());
        var options = (await hospital.Get(2, $"gatherings/{id}/options"))["options"]!.AsArray();
        var yes = options.Single(option => (string)option!["key"]! == "say-yes")!;
        Assert.True((bool)yes["allowed"]!);
        Assert.Equal("""{"type":"say-yes","needs":null}""", yes["act"]!.ToJsonString());
        Assert.True((await hospital.Post(2, $"gatherings/{id}", yes["act"]!.ToJsonString())).IsSuccessStatusCode);
        var move = options.Single(option => (string)option!["key"]! == "move-gathering")!;
        Assert.False((bool)move["allowed"]!);
        options = (await hospital.Get(1, $"gatherings/{id}/options"))["options"]!.AsArray();
        move = options.Single(option => (string)option!["key"]! == "move-gathering")!;
        Assert.True((bool)move["allowed"]!);
        Assert.Equal(["confirmBy", "length", "to"], move["asks"]!.AsArray().Select(ask => (string)ask!["name"]!).Order());
        var act = move["act"]!.AsObject();
        act["to"] = JsonNode.Parse("""{"local":"2016-04-21T14:00","zone":"Europe/London"}""");
        var moved = await hospital.Post(1, $"gatherings/{id}", act.ToJsonString());
        Assert.True(moved.IsSuccessStatusCode, await moved.Content.ReadAsStringAsync());
    }

    /// <summary>The same request sent again calls one gathering, and another under its key is refused.</summary>
    [Fact]
    public async Task A_call_that_is_sent_again_is_done_once()
    {
        await using var hospital = await (await Hospital.Open()).WithMaternity();
        var (key, ids) = (("Idempotency-Key", "r-1"), new List<string>());
        for (var i = 0; i < 2; i++)
            ids.Add((string)(await (await hospital.Post(1, "gatherings", Calling(), "acts", key))
                .Content.ReadFromJsonAsync<JsonObject>())!["id"]!);
        Assert.Single(ids.Distinct());
        Assert.Single(hospital.Host.Present.Landscape.Gatherings);
        Assert.Equal(
            HttpStatusCode.UnprocessableEntity,
            (await hospital.Post(1, "gatherings", Calling(more: ""","capacity":3"""), "acts", key)).StatusCode);
    }

    private static string Calling(string when = When, string more = "", string? by = null) => $$$"""
        {"type":"call-gathering"{{{(by is null ? "" : $$$""","by":{"member":"{{{by}}}"}""")}}},
         "call":{"purpose":"Weigh it together","form":"peer-assist","place":"Seminar room 2","when":{{{when}}},
         "length":"0:02:00:00"{{{more}}}}}
        """;

    private static async Task<string> Call(Hospital hospital, int person, string act)
    {
        var response = await hospital.Post(person, "gatherings", act);
        Assert.True(response.StatusCode == HttpStatusCode.Created, await response.Content.ReadAsStringAsync());
        return (string)(await response.Content.ReadFromJsonAsync<JsonObject>())!["id"]!;
    }

    private static int[] People(JsonNode keys) => [.. keys.AsArray().Select(key => int.Parse(
        ((string)key!)[2..], System.Globalization.CultureInfo.InvariantCulture))];

    /// <summary>Maternity with three people, and Sepsis with two others.</summary>
    private static async Task<Hospital> WithTwoCommunities()
    {
        var hospital = await (await Hospital.Open()).WithMaternity();
        Assert.True((await hospital.Post(3, "communities/maternity", """{"type":"join"}""")).IsSuccessStatusCode);
        await hospital.Found("sepsis", 6, 7);
        return hospital;
    }
}
