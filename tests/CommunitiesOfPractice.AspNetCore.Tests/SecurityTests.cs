using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using CommunitiesOfPractice.Testing;

namespace CommunitiesOfPractice.AspNetCore.Tests;

/// <summary>What somebody tries who means no good: each is a test.</summary>
public sealed class SecurityTests
{
    private const string Script = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'&";

    [Theory]
    [InlineData("""{"type":"join","by":"k-4"}""")]
    [InlineData("""{"type":"join","by":"k-3"}""")]
    [InlineData("""{"type":"join","By":"k-4"}""")]
    [InlineData("""{"type":"join","by":"k-3","by":"k-4"}""")]
    [InlineData("""{"type":"join","evidence":{"source":"esr","asOf":"2015-06-01T00:00:00Z","groups":[]}}""")]
    [InlineData("""{"type":"join","actor":"k-4"}""")]
    [InlineData("""{"type":"join","admin":true}""")]
    [InlineData("""{"type":"Join"}""")]
    [InlineData("""{"type":"join","type":"leave"}""")]
    [InlineData("""{"type":7}""")]
    [InlineData("""{"$type":"join"}""")]
    [InlineData("""{}""")]
    [InlineData("""[]""")]
    [InlineData("""null""")]
    [InlineData("""{"type":"join" """)]
    [InlineData("")]
    [InlineData(
        """{"type":"offer-note","by":{"$type":"as-member","evidence":{"community":"maternity","version":1,"person":"k-3","mayAct":true,"offices":[],"sharing":null}}}""")]
    [InlineData("""{"type":"take-leave","until":"tomorrow"}""")]
    [InlineData("""{"type":"move","from":"sepsis","membership":{"community":"sepsis","person":"k-4","version":3}}""")]
    public async Task What_is_no_request_of_ones_own_is_refused_and_nothing_is_done(string act)
    {
        await using var hospital = await (await Hospital.Open()).WithMaternity();
        var before = hospital.Host.Present.Landscape.Position;
        Assert.Equal(HttpStatusCode.BadRequest, (await hospital.Post(3, "communities/maternity", act)).StatusCode);
        Assert.Equal(before, (await hospital.Host.CatchUp()).Landscape.Position);
    }

    [Fact]
    public async Task Nobody_acts_as_somebody_else_by_any_other_door()
    {
        await using var hospital = await (await Hospital.Open()).WithMaternity();
        var client = hospital.As(3);
        foreach (
            var header in new[] {
                "X-User", "X-Forwarded-User", "X-Remote-User", "REMOTE_USER", "From",
                    "X-HTTP-Method-Override" }) client.DefaultRequestHeaders.TryAddWithoutValidation(header, "k-4");
        Assert.Equal(
            HttpStatusCode.BadRequest,
            (await client.PostAsync(
                $"{Hospital.Path}/communities/maternity/acts?by=k-4&person=k-4",
                    new StringContent("""{"type":"follow"}""", new MediaTypeHeaderValue("application/json")))).StatusCode);
        Assert.Empty(hospital.Host.Present.Landscape[CommunityId.Of("maternity")].Followers);
        Assert.True((await Hospital.Post(client, "communities/maternity", """{"type":"follow"}""")).IsSuccessStatusCode);
        Assert.Equal([Scenario.Person(3)], hospital.Host.Present.Landscape[CommunityId.Of("maternity")].Followers);
        Assert.True((await Hospital.Post(client, "communities/maternity", """{"type":"join"}""")).IsSuccessStatusCode);
        Assert.True(hospital.Host.Present.Landscape[CommunityId.Of("maternity")].IsMember(Scenario.Person(3)));
        Assert.DoesNotContain(
            await hospital.Record.ReadWhole(StreamId.Of(CommunityId.Of("maternity"))), line =>
                RecordJson.ToText(line).Contains("k-4", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_is_not_signed_in_does_nothing_and_reads_what_is_public()
    {
        await using var hospital = await (await (await Hospital.Open()).WithMaternity()).WithNote();
        Assert.Equal(
            HttpStatusCode.Unauthorized, (await hospital.Post(null, "communities/maternity", """{"type":"join"}""")).StatusCode);
        foreach (
            var path in new[] {
                "communities", "communities/maternity", "communities/maternity/options", "me", "me/memberships",
                    "notes/weigh-it/readers", "notes/weigh-it/options", "links/l-1", "gatherings/g-1", "me/gatherings",
                    "questions", "questions/q-1" })
            Assert.Equal(
                HttpStatusCode.Unauthorized, (await hospital.As((int?)null).GetAsync($"{Hospital.Path}/{path}")).StatusCode);
        Assert.Equal(
            HttpStatusCode.NotFound, (await hospital.As((int?)null).GetAsync($"{Hospital.Path}/notes/weigh-it")).StatusCode);
        Assert.Empty((await hospital.Get(null, "notes"))["notes"]!.AsArray());
        await hospital.MakePublic();
        Assert.Equal("Weigh it", (string)(await hospital.Get(null, "notes/weigh-it"))["title"]!);
        Assert.Single((await hospital.Get(null, "notes"))["notes"]!.AsArray());
        Assert.Single((await hospital.Get(null, "feed.json"))["items"]!.AsArray());
    }

    /// <summary>
    /// If you try ids one after the other, you learn nothing: a note that is not yours to know answers as one that does not exist
    /// does, byte for byte and header for header, to every question and every act.
    /// </summary>
    [Fact]
    public async Task Ids_tell_nothing_to_somebody_who_tries_them()
    {
        await using var hospital = await (await (await Hospital.Open()).WithMaternity()).WithNote();
        await hospital.Draft(1, "draft-1", "Draft");
        await hospital.Consider(2, "a-1");
        await hospital.Call(1, "g-1");
        await hospital.Ask(1, "q-1");
        foreach (
            var (there, not) in new[] {
                ("notes/weigh-it", "notes/no-such"), ("notes/draft-1", "notes/no-such"), ("adoptions/a-1", "adoptions/no-such"),
                    ("gatherings/g-1", "gatherings/no-such"), ("questions/q-1", "questions/no-such") })
        {
            string[] questions = ["", "/reading", "/reading?at=2015-05-14T09:00:00Z", "/readers", "/spread", "/options"];
            foreach (var question in questions)
                foreach (var person in new int?[] { 5, null })
                    Assert.Equal(
                        await Said(hospital.As(person).GetAsync($"{Hospital.Path}/{not}{question}"), not),
                            await Said(hospital.As(person).GetAsync($"{Hospital.Path}/{there}{question}"), there));
            foreach (var act in there.StartsWith("notes", StringComparison.Ordinal)
                ? new[] {
                    """{"type":"withdraw-note"}""", """{"type":"offer-note"}""", """{"type":"leave-note"}""",
                        """{"type":"review-note","edition":1,"words":"So?"}""",
                            """{"type":"give-consent","consent":{"ceiling":"public","inside":"named","outside":"named"}}""" }
                : there.StartsWith("gatherings", StringComparison.Ordinal)
                ? ["""{"type":"say-yes"}""", """{"type":"say-no"}""", """{"type":"take-on-gathering"}""",
                    """{"type":"take-back-offer-to-do","offer":1}""", """{"type":"cancel-gathering","why":"So?"}""",
                    """{"type":"agree-to-gathering","by":{"member":"maternity"}}""", """{"type":"move-gathering","to":"so"}"""]
                : there.StartsWith("questions", StringComparison.Ordinal)
                ? ["""{"type":"say-we-have-it-too"}""", """{"type":"settle-question"}""", """{"type":"withdraw-question"}""",
                    """{"type":"settle-question","home":"maternity"}""", """{"type":"withdraw-answer","number":1}""",
                    """{"type":"carry-question","carrying":"l-1","role":"broker"}"""]
                : ["""{"type":"adopt","by":"themself","why":"So?"}""",
                    """{"type":"abandon","by":{"member":"maternity"},"why":"So?"}"""])
            {
                foreach (var verb in new[] { "acts", "asks" })
                    Assert.Equal(
                        await Said(hospital.Post(5, not, act, verb), not), await Said(hospital.Post(5, there, act, verb), there));
            }
        }

        // To take up, or to cite, what one may not read is to ask about nothing.
        foreach (var id in new[] { "weigh-it", "no-such" })
        {
            Assert.Equal(
                HttpStatusCode.Forbidden,
                    (await hospital.Post(
                        5, "adoptions", $$"""{"type":"consider-note","by":"themself","reading":"{{id}}"}""")).StatusCode);
        }

        static async Task<string> Said(Task<HttpResponseMessage> asked, string about)
        {
            var response = await asked;
            var headers = response.Headers.Concat(response.Content.Headers)
                .Select(header => $"{header.Key}: {string.Join(", ", header.Value)}");
            return $"{response.StatusCode}\n{string.Join('\n', headers)}\n{await response.Content.ReadAsStringAsync()}"
                .Replace(about.Split('/')[1], "ID", StringComparison.Ordinal)

                // The ids differ in length, and so may a body that names them.
                .Replace($"Content-Length: {response.Content.Headers.ContentLength}", "", StringComparison.Ordinal);
        }
    }

    private const string Practice =
        """{"$type":"practice","title":"Draft","tried":"a","context":"b","outcome":"worked","why":"c"}""";

    /// <summary>
    /// Every act on a note and in an adoption, asked and done, under the id of what is hidden and under one that nobody has:
    /// whole answers, byte by byte. What begins something is no exception.
    /// </summary>
    [Fact]
    public async Task No_act_tells_a_hidden_id_from_one_that_nobody_has()
    {
        await using var hospital = await (await (await Hospital.Open()).WithMaternity()).WithNote();
        await hospital.Draft(1, "hidden-1", "Draft");
        await hospital.Consider(2, "hidden-2");
        await hospital.Ask(2, "hidden-3");
        var lines = await File.ReadAllLinesAsync(System.IO.Path.Combine(AppContext.BaseDirectory, "acts.v1.jsonl"));
        var compared = 0;
        foreach (var line in lines)
        {
            var act = JsonNode.Parse(line)!.AsObject();
            var type = ActJson.Types[(string)act["type"]!];
            if (!typeof(IActOn<PracticeNote>).IsAssignableFrom(type) && !typeof(IActOn<Adoption>).IsAssignableFrom(type)
                && !typeof(IActOn<Question>).IsAssignableFrom(type)) continue;
            var (of, hidden) = typeof(IActOn<PracticeNote>).IsAssignableFrom(type) ? ("notes", new[] { "weigh-it", "hidden-1" })
                : typeof(IActOn<Question>).IsAssignableFrom(type) ? ("questions", ["hidden-3"])
                : ("adoptions", ["hidden-2"]);
            foreach (var body in new[] { act.ToJsonString(), Requested(act, type) })
            {
                foreach (var (verb, there) in new[] { "acts", "asks" }.SelectMany(verb => hidden.Select(there => (verb, there))))
                {
                    Assert.Equal(
                        await Whole(hospital.Post(5, $"{of}/no-such", body, verb), "no-such"),
                            await Whole(hospital.Post(5, $"{of}/{there}", body, verb), there));
                    compared++;
                }
            }
        }

        Assert.InRange(compared, 100, 10_000);

        // A member of its home may know that it is there, and reads nothing of it.
        foreach (var (person, status) in new[] { (2, HttpStatusCode.Conflict), (5, HttpStatusCode.NotFound) })
        {
            var drafted =
                await hospital.Post(
                    person, "notes/hidden-1", $$"""{"type":"draft-note","by":{"member":"maternity"},"content":{{Practice}}}""");
            Assert.Equal(status, drafted.StatusCode);
            Assert.Equal(
                status == HttpStatusCode.Conflict,
                    (await hospital.As(person).GetAsync($"{Hospital.Path}/notes/hidden-1/options")).IsSuccessStatusCode);
            Assert.Equal(
                HttpStatusCode.NotFound, (await hospital.As(person).GetAsync($"{Hospital.Path}/notes/hidden-1")).StatusCode);
        }
    }

    /// <summary>What an act names as what it rests on is answered alike, too: hidden or not there.</summary>
    [Fact]
    public async Task What_an_act_rests_on_tells_a_hidden_id_from_none_no_more_than_the_act_itself()
    {
        await using var hospital = await (await (await Hospital.Open()).WithMaternity()).WithNote();
        await hospital.Draft(1, "hidden-1", "Draft");
        await hospital.Draft(2, "own-1", "Own");
        foreach (var (person, stream, act) in new[]
        {
            (5, "adoptions", """{"type":"consider-note","by":"themself","reading":"ID"}"""),
                (5, "adoptions", """{"type":"consider-note","by":{"member":"maternity"},"reading":"ID"}"""),
            (2, "notes/own-1", """{"type":"supersede","other":"ID"}"""),
            (2, "notes/own-1", """{"type":"revise-note","content":{"$type":"bundle","title":"Some","items":["ID"]}}"""),
                (2, "notes",
                    """{"type":"draft-note","by":{"member":"maternity"},"content":{"$type":"bundle","title":"Some","items":["ID"]}}"""),
        })
            Assert.Equal(
                await Whole(
                    hospital.Post(person, stream, act.Replace("ID", "no-such", StringComparison.Ordinal), "asks"), "no-such"),
                await Whole(
                    hospital.Post(person, stream, act.Replace("ID", "hidden-1", StringComparison.Ordinal), "asks"), "hidden-1"));
    }

    [Fact]
    public async Task The_host_makes_the_id_of_a_note_and_tells_it_and_the_same_request_gives_the_same_note()
    {
        await using var hospital = await (await Hospital.Open()).WithMaternity();
        var act = $$"""{"type":"draft-note","by":{"member":"maternity"},"content":{{Practice}}}""";
        async Task<JsonObject> Drafted(int person, params (string, string)[] headers) =>
            (await (await hospital.Post(person, "notes", act, "acts", headers)).Content.ReadFromJsonAsync<JsonObject>())!;
        var (one, other) = (await Drafted(1), await Drafted(1));
        Assert.NotEqual((string)one["id"]!, (string)other["id"]!);
        var (first, again, others) =
            (await Drafted(1, ("Idempotency-Key", "7")), await Drafted(1, ("Idempotency-Key", "7")),
                await Drafted(2, ("Idempotency-Key", "7")));
        Assert.Equal(((string)first["id"]!, true), ((string)again["id"]!, (bool)again["repeated"]!));
        Assert.NotEqual((string)first["id"]!, (string)others["id"]!);
        Assert.Equal("Draft", (string)(await hospital.Get(1, "notes/" + first["id"]))["title"]!);
        Assert.Equal(4, hospital.Host.Present.Landscape.Notes.Count());
        Assert.Equal(
            HttpStatusCode.UnprocessableEntity,
                (await hospital.Post(
                    1, "notes", act.Replace("Draft", "Another", StringComparison.Ordinal), "acts",
                        ("Idempotency-Key", "7"))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await hospital.Post(1, "notes", """{"type":"withdraw-note"}""")).StatusCode);
    }

    /// <summary>Who is no member of a community that split does not move from it, whatever they ask the host to say.</summary>
    [Fact]
    public async Task The_host_says_who_was_a_member_where_somebody_moves_from()
    {
        await using var hospital = await (await Hospital.Open()).WithMaternity();
        var caller = hospital.Host.CallerAt(Scenario.Person(3));
        Assert.Equal(
            new(CommunityId.Of("maternity"), caller.Person, 0, false, false),
                caller.MembershipIn(CommunityId.Of("maternity")) with { Version = 0 });
        Assert.True(hospital.Host.CallerAt(Scenario.Person(1)).MembershipIn(CommunityId.Of("maternity")).IsMember);
        Assert.False(caller.MembershipIn(CommunityId.Of("no-such")).IsMember);
    }

    /// <summary>A stored act as somebody would send it: without who acts, and with evidence left out.</summary>
    private static string Requested(JsonObject act, Type type)
    {
        if (type.GetProperty("By")?.PropertyType == typeof(PersonId)) act.Remove("by");
        if (type.GetProperty("By")?.PropertyType == typeof(Capacity)) act["by"] = "themself";
        foreach (var evidence in new[] { "mandate", "speaker" }) act.Remove(evidence);
        return act.ToJsonString();
    }

    /// <summary>A whole answer: status, every header and every byte, with the id that was asked about taken out.</summary>
    private static async Task<string> Whole(Task<HttpResponseMessage> asked, string id)
    {
        var response = await asked;
        var body = Encoding.Latin1.GetString(await response.Content.ReadAsByteArrayAsync());
        return $"{response.StatusCode}\n{response.Headers}{response.Content.Headers}{body}".Replace(
            id, "ID", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bodies_have_an_end()
    {
        await using var hospital = await (await Hospital.Open()).WithMaternity();
        Assert.Equal(
            HttpStatusCode.RequestEntityTooLarge,
                (await hospital.Post(
                    3, "communities/maternity", $$"""{"type":"leave","reason":"{{new string('x', 300_000)}}"}""")).StatusCode);

        // And without saying how long it is.
        var endless =
            new HttpRequestMessage(HttpMethod.Post, $"{Hospital.Path}/communities/maternity/acts") {
                Content = new StreamContent(new Unsized(10_000_000)) };
        endless.Content.Headers.ContentType = new("application/json");
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await hospital.As(3).SendAsync(endless)).StatusCode);
        Assert.Equal(
            HttpStatusCode.BadRequest,
                (await hospital.Post(
                    3, "communities/maternity", string.Concat(Enumerable.Repeat("{\"a\":", 5000)) + "1"
                        + new string('}', 5000))).StatusCode);
        Assert.Equal(
            HttpStatusCode.BadRequest,
                (await hospital.Post(3, "communities/" + new string('x', 500), """{"type":"join"}""")).StatusCode);
        Assert.Equal(
            HttpStatusCode.BadRequest,
                (await hospital.Post(
                    3, "communities/maternity", $$"""{"type":"leave","reason":"{{new string('x', 100_000)}}"}""")).StatusCode);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data")]
    public async Task A_form_on_somebody_elses_page_does_nothing(string type)
    {
        await using var hospital = await (await Hospital.Open()).WithMaternity();
        var request =
            new HttpRequestMessage(HttpMethod.Post, $"{Hospital.Path}/communities/maternity/acts") {
                Content = new StringContent("""{"type":"join"}""", Encoding.UTF8) };
        request.Content.Headers.ContentType = new(type);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await hospital.As(3).SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task What_people_write_comes_back_as_data_and_never_as_markup()
    {
        await using var hospital = await (await Hospital.Open()).WithMaternity();
        var words = JsonValue.Create(Script).ToJsonString();
        await hospital.Post(
            1, "communities/maternity",
                """{"type":"propose","proposal":{"$type":"resolve","words":W},"why":W}""".Replace(
                    "W", words, StringComparison.Ordinal));
        var drafted =
            await hospital.Post(
                1, "notes",
                    """{"type":"draft-note","by":{"member":"maternity"},"content":{"$type":"practice","title":W,"tried":W,"context":W,"outcome":"worked","why":W}}""".Replace("W", words, StringComparison.Ordinal));
        var note = "notes/" + (string)(await drafted.Content.ReadFromJsonAsync<JsonObject>())!["id"]!;
        foreach (var path in new[] { "communities/maternity", note, "communities/maternity/options", note + "/options" })
        {
            var response = await hospital.As(1).GetAsync($"{Hospital.Path}/{path}");
            Assert.Equal(
                ("application/json", "nosniff"),
                    (response.Content.Headers.ContentType!.MediaType,
                        response.Headers.GetValues("X-Content-Type-Options").Single()));
            Assert.DoesNotContain("<script", await response.Content.ReadAsStringAsync(), StringComparison.OrdinalIgnoreCase);
        }

        Assert.Equal(Script, (string)(await hospital.Get(1, note))["title"]!);

        // A document to keep, which no browser opens in the place of a page.
        var own = await hospital.As(1).GetAsync($"{Hospital.Path}/me");
        Assert.Equal(
            ("attachment", "nosniff"),
                (own.Content.Headers.ContentDisposition!.DispositionType,
                    own.Headers.GetValues("X-Content-Type-Options").Single()));
    }

    [Fact]
    public async Task Facts_are_for_the_hosts_own_feeds()
    {
        await using var hospital = await (await Hospital.Open()).WithMaternity();
        const string Leaver = """{"type":"report-leaver","person":"k-1","source":"esr"}""";
        Assert.Equal(HttpStatusCode.Forbidden, (await hospital.Post(1, "communities/maternity", Leaver)).StatusCode);
        Assert.False(hospital.Host.Present.Landscape[CommunityId.Of("maternity")].StandingOf(Scenario.Person(1)).IsAway);
        Assert.True(
            (await Hospital.Post(hospital.As("feed-1", isFeed: true), "communities/maternity", Leaver)).IsSuccessStatusCode);
        Assert.True(hospital.Host.Present.Landscape[CommunityId.Of("maternity")].StandingOf(Scenario.Person(1)).IsAway);
    }

    [Fact]
    public async Task Nobody_speaks_for_a_network_or_holds_a_mandate_by_saying_so()
    {
        await using var hospital = await (await Hospital.Open()).WithMaternity();
        foreach (var by in new[]
        {
            """{"spokesperson":{"kind":"network","code":"maternities"}}""",
                """{"mandate":{"community":"maternity","decision":1}}""", """{"member":"no-such"}""",
        })
        {
            var response =
                await hospital.Post(
                    3, "links/l-1",
                        $$$"""{"type":"offer-link","by":{{{by}}},"to":{"$type":"community","community":"maternity"},"kind":"network","terms":{"carries":"both","attribution":"named"}}""");
            Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        }

        Assert.Equal(0, hospital.Host.Present.Landscape.VersionOf(StreamId.Of(LinkId.Of("l-1"))));
    }

    [Fact]
    public async Task Who_the_members_are_is_told_to_members_and_what_is_before_them_to_whom_the_charter_says()
    {
        await using var hospital = await (await Hospital.Open()).WithMaternity();
        await hospital.Post(
            1, "communities/maternity", """{"type":"propose","proposal":{"$type":"resolve","words":"Weigh every loss."}}""");
        Assert.Equal(2, (await hospital.Get(1, "communities/maternity"))["members"]!.AsArray().Count);
        Assert.Single((await hospital.Get(1, "communities/maternity"))["decisions"]!.AsArray());
        var stranger = await hospital.Get(5, "communities/maternity");
        Assert.False(stranger.ContainsKey("members"));
        var maternity = hospital.Host.Present.Landscape[CommunityId.Of("maternity")];
        Assert.Equal(
            maternity.OpenDecisions.Count(d => maternity.MaySee(d.Id, Scenario.Person(5), hospital.Time.Now).Allowed),
                stranger["decisions"]!.AsArray().Count);
    }

    [Fact]
    public async Task Nothing_personal_is_measured_traced_or_logged()
    {
        var told = new List<string>();
        using var activities = new System.Diagnostics.ActivityListener
        {
            ShouldListenTo = source =>
                source.Name == "CommunitiesOfPractice",
                    Sample = (ref System.Diagnostics.ActivityCreationOptions<System.Diagnostics.ActivityContext> _) =>
                        System.Diagnostics.ActivitySamplingResult.AllData,
            ActivityStopped = activity => { lock (told) told.Add(activity.DisplayName + string.Join(' ', activity.TagObjects)); },
        };
        System.Diagnostics.ActivitySource.AddActivityListener(activities);
        using var meters =
            new System.Diagnostics.Metrics.MeterListener {
                InstrumentPublished = (instrument, listener) =>
                    { if (instrument.Meter.Name == "CommunitiesOfPractice") listener.EnableMeasurementEvents(instrument); } };
        meters.SetMeasurementEventCallback<long>(
            (instrument, _, tags, _) => { lock (told) told.Add(instrument.Name + string.Join(' ', tags.ToArray())); });
        meters.SetMeasurementEventCallback<double>(
            (instrument, _, tags, _) => { lock (told) told.Add(instrument.Name + string.Join(' ', tags.ToArray())); });
        meters.Start();
        await using var hospital = await (await (await Hospital.Open()).WithMaternity()).WithNote("secret-note");
        await hospital.Post(3, "communities/maternity", """{"type":"leave","reason":"A very private reason"}""");
        // Listeners hear the whole process: the hosts of other tests may go on telling them while we read.
        string[] heard;
        lock (told) heard = [.. told];
        Assert.Contains(heard, line => line.StartsWith("cop.act", StringComparison.Ordinal));
        Assert.Contains(
            heard, line =>
                line.StartsWith("cop.acts", StringComparison.Ordinal) && line.Contains("refused", StringComparison.Ordinal));
        Assert.Contains(heard, line => line.StartsWith("cop.reading.duration", StringComparison.Ordinal));
        var ours = hospital.Logged.Where(line => line.Contains("record", StringComparison.OrdinalIgnoreCase));
        foreach (var word in new[] { "k-1", "k-2", "k-3", "secret-note", "private", "Weigh" })
            Assert.DoesNotContain(heard.Concat(ours), line => line.Contains(word, StringComparison.Ordinal));
    }

    /// <summary>
    /// What is not understood is refused, and never passed over: the act would be done, and not as it was meant.
    /// </summary>
    [Theory]
    [InlineData("If-Match", "8")]
    [InlineData("If-Match", "*")]
    [InlineData("If-Match", "\"8")]
    [InlineData("If-Match", "\"-8\"")]
    [InlineData("If-Match", "\"8\"", "\"9\"")]
    [InlineData("Idempotency-Key", "one", "two")]
    public async Task A_header_that_is_not_understood_is_refused(string header, params string[] values)
    {
        await using var hospital = await (await Hospital.Open()).WithMaternity();
        var before = (await hospital.Record.ReadWhole(StreamId.Parse("community:maternity"))).Count;
        using var request = new HttpRequestMessage(HttpMethod.Post, Hospital.Path + "/communities/maternity/acts")
        {
            Content = new StringContent("""{"type":"follow"}""", System.Text.Encoding.UTF8, "application/json"),
        };
        request.Headers.TryAddWithoutValidation(header, values);
        Assert.Equal(HttpStatusCode.BadRequest, (await hospital.As(5).SendAsync(request)).StatusCode);
        Assert.Equal(before, (await hospital.Record.ReadWhole(StreamId.Parse("community:maternity"))).Count);
    }

    /// <summary>Half of a character is no text. It was a fault of ours wherever it stood.</summary>
    [Theory]
    [InlineData("""{"type":"\ud800"}""")]
    [InlineData("""{"\ud800":"leave","type":"leave"}""")]
    [InlineData("""{"type":"leave","reason":"\ud800"}""")]
    [InlineData("""{"type":"propose","proposal":{"$type":"resolve","words":"\udc00 first"}}""")]
    [InlineData("""{"type":"propose","proposal":{"$type":"\ud800","words":"Words"}}""")]
    [InlineData("""{"type":"request-to-join","answers":["\ud83d"]}""")]
    public async Task Half_of_a_character_is_refused_wherever_it_stands(string act)
    {
        await using var hospital = await (await Hospital.Open()).WithMaternity();
        foreach (var verb in new[] { "asks", "acts" })
            Assert.Equal(HttpStatusCode.BadRequest, (await hospital.Post(1, "communities/maternity", act, verb)).StatusCode);
    }

    /// <summary>
    /// Acts of every kind, changed at random places: left out, put elsewhere, doubled, made of another kind. Each is answered,
    /// none is a fault of ours, and asking changes nothing. <c>COP_REQUESTS</c> says how many, and with how many seeds.
    /// </summary>
    [Fact]
    public async Task Whatever_is_sent_is_answered_and_is_no_fault_of_ours()
    {
        var many =
            int.TryParse(
                Environment.GetEnvironmentVariable("COP_REQUESTS"), NumberStyles.None, CultureInfo.InvariantCulture,
                    out var asked) ? asked : 2000;
        var lines = await File.ReadAllLinesAsync(System.IO.Path.Combine(AppContext.BaseDirectory, "acts.v1.jsonl"));
        var known = new HashSet<HttpStatusCode>();
        for (var seed = 0; seed <= many / 20_000; seed++)
        {
            await using var hospital = await (await (await Hospital.Open()).WithMaternity()).WithNote();
            await hospital.Consider(1, "a-9");
            await hospital.Ask(1, "q-9");
            var described = new Description(
                JsonNode.Parse(await hospital.As((int?)null).GetStringAsync("/openapi/v1.json"))!);
            var random = new Random(20150514 + seed);
            for (var i = 0; i < Math.Min(many, 20_000); i++)
            {
                var act = JsonNode.Parse(lines[random.Next(lines.Length)])!.AsObject();
                if (random.Next(3) > 0) act.Remove("by");
                for (var changes = random.Next(4); changes > 0; changes--) Change(act, random);
                var stream = random.Next(6) == 0
                    ? Streams[random.Next(Streams.Length)]
                        : ActJson.Types.TryGetValue((string?)(act["type"] as JsonValue)?.ToString() ?? "", out var type)
                            ? Streams[StreamOf(type)]
                            : Streams[0];
                var (verb, version) = (random.Next(2) == 0 ? "asks" : "acts", hospital.Host.Present.Landscape.Position);
                var (body, query, headers) = (act.ToJsonString(), random.Next(12) == 0 ? Text(random) : "", OddHeaders(random));
                var response =
                    await Hospital.Post(
                        random.Next(8) == 0
                            ? hospital.As("feed-1", isFeed: true)
                            : hospital.As(random.Next(1, 8)), stream, body,
                                verb + (query.Length > 0 ? "?" + Uri.EscapeDataString(query) : ""), headers);
                Assert.True((int)response.StatusCode < 500, $"{verb} {stream} {body}: {(int)response.StatusCode}");
                Assert.True(
                    response.IsSuccessStatusCode
                        || response.Content.Headers.ContentType?.MediaType == "application/problem+json", body);
                if (response.IsSuccessStatusCode)
                {
                    // What was done was understood: all of it is in the description, and nothing beside it was said.
                    Assert.Equal("", query);
                    Assert.All(headers, header => Assert.True(IsWellFormed(header.Name, header.Value), $"{header}"));
                    var shape = ActShape.Find((string)act["type"]!)!;
                    Assert.Empty(described.Faults(Description.WithoutNulls(act), Schemas.NameOf(shape), body));
                }
                else if (response.StatusCode == HttpStatusCode.BadRequest)
                {
                    Assert.DoesNotMatch(
                        @"CommunitiesOfPractice|System\.|Parameter|JSON value could not", await response.Content.ReadAsStringAsync());
                }

                if (verb == "asks") Assert.Equal(version, hospital.Host.Present.Landscape.Position);
                known.Add(response.StatusCode);
            }
        }

        foreach (
            var status in new[] {
                HttpStatusCode.OK, HttpStatusCode.BadRequest, HttpStatusCode.Forbidden, HttpStatusCode.NotFound,
                    HttpStatusCode.Conflict }) Assert.Contains(status, known);
    }

    /// <summary>On a real server, since the tests' own drops a header without a value.</summary>
    [Theory]
    [InlineData("If-Match")]
    [InlineData("Idempotency-Key")]
    public async Task A_header_without_a_value_is_refused(string header)
    {
        await using var hospital = await (await Hospital.Open(url: "http://127.0.0.1:0")).WithMaternity();
        var refused = await hospital.Post(3, "communities/maternity", """{"type":"join"}""", headers: (header, ""));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.False(hospital.Host.Present.Landscape[CommunityId.Of("maternity")].IsMember(Scenario.Person(3)));
    }

    private static (string Name, string Value)[] OddHeaders(Random random) => random.Next(6) switch
    {
        0 => [("If-Match", Text(random))],
        1 => [("Idempotency-Key", Text(random))],
        2 => [("If-Match", $"\"{random.Next(40)}\""), ("Idempotency-Key", Guid.NewGuid().ToString())],
        _ => [],
    };

    private static bool IsWellFormed(string header, string value) => header == "If-Match"
        ? value.Length > 2 && value[0] == '"' && value[^1] == '"' && value[1..^1].All(char.IsAsciiDigit)
        : KeyFormat.IsWellFormed(value);

    // It begins with something: the server of the tests drops a header without a value.
    private static string Text(Random random) =>
        "*019k\""[random.Next(6)] + string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => "abkW-\"*,; =019"[random.Next(14)]));

    private static readonly string[] Streams =
        ["communities/maternity", "links/sims", "notes/weigh-it", "adoptions/a-9", "notes", "adoptions", "questions/q-9",
            "questions"];

    private static int StreamOf(Type act) =>
        act == typeof(DraftNote) ? 4 : act == typeof(ConsiderNote) ? 5 : act == typeof(AskQuestion) ? 7
        : typeof(IActOn<Community>).IsAssignableFrom(act) ? 0 : typeof(IActOn<Link>).IsAssignableFrom(act) ? 1
        : typeof(IActOn<PracticeNote>).IsAssignableFrom(act) ? 2 : typeof(IActOn<Question>).IsAssignableFrom(act) ? 6 : 3;

    private static void Change(JsonNode act, Random random)
    {
        var places = new List<JsonNode>();
        Walk(act);
        switch (places[random.Next(places.Count)])
        {
            case JsonObject { Count: > 0 } item:
                var name = item.ElementAt(random.Next(item.Count)).Key;
                switch (random.Next(4))
                {
                    case 0: item.Remove(name); break;
                    case 1: item[name + "x"] = item[name]?.DeepClone(); break;
                    case 2: item[name] = places[random.Next(places.Count)].DeepClone(); break;
                    default: item[name] = Odd(random); break;
                }

                break;
            case JsonArray list when random.Next(2) == 0: list.Add(Odd(random)); break;
            case JsonArray { Count: > 0 } list: list.RemoveAt(random.Next(list.Count)); break;
            case { Parent: JsonObject parent } value: parent[parent.First(m => ReferenceEquals(m.Value, value)).Key] =
                Odd(random); break;
            default: break;
        }

        void Walk(JsonNode node)
        {
            places.Add(node);
            foreach (var part in node switch { JsonObject item => item.Select(m => m.Value), JsonArray list => list, _ => [] })
                if (part is not null) Walk(part);
        }
    }

    private static JsonNode? Odd(Random random) => random.Next(14) switch
    {
        0 => null, 1 => "", 2 => "k-1", 3 => "maternity", 4 =>
            "weigh-it", 5 => -1, 6 => long.MaxValue, 7 => 1e300, 8 => true, 9 => new JsonArray(), 10 => new JsonObject(),
        11 => "9999-12-31T23:59:59.999999999Z", 12 => new string('x', 5000), _ => "\u0000\ud83d<script>",
    };

    private sealed class Unsized(int length) : Stream
    {
        private int _left = length;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = Math.Min(count, _left);
            buffer.AsSpan(offset, read).Fill((byte)' ');
            _left -= read;
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
