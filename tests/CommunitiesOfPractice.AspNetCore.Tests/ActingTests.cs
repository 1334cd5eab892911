using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using CommunitiesOfPractice.Testing;

namespace CommunitiesOfPractice.AspNetCore.Tests;

/// <summary>Acts over HTTP, as a program sends them.</summary>
public sealed class ActingTests
{
    private static async Task<JsonObject> Body(HttpResponseMessage response) =>
        (await response.Content.ReadFromJsonAsync<JsonObject>())!;

    [Fact]
    public async Task A_community_is_founded_joined_and_left()
    {
        await using var hospital = await (await Hospital.Open()).WithMaternity();
        var joined = await hospital.Post(3, "communities/maternity", """{"type":"join"}""");
        Assert.Equal((HttpStatusCode.OK, "joining.open"), (joined.StatusCode, (string)(await Body(joined))["clause"]!));
        Assert.Equal(3, (int)(await hospital.Get(3, "communities/maternity"))["memberCount"]!);
        Assert.True((await hospital.Post(3, "communities/maternity", """{"type":"leave"}""")).IsSuccessStatusCode);
        Assert.Equal(2, (int)(await hospital.Get(3, "communities/maternity"))["memberCount"]!);
    }

    [Fact]
    public async Task A_refusal_is_a_problem_document_with_its_clause_what_is_missing_and_the_way_in()
    {
        await using var hospital = await (await Hospital.Open()).WithMaternity();
        var refused =
            await hospital.Post(
                3, "communities/maternity", """{"type":"propose","proposal":{"$type":"resolve","words":"Weigh every loss."}}""");
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType!.MediaType);
        var problem = await Body(refused);
        Assert.Equal("urn:communities-of-practice:clause:" + (string)problem["clause"]!, (string)problem["type"]!);
        Assert.Equal("membership", (string)problem["missing"]!["condition"]!);
        Assert.Equal("""{"act":{"type":"join"},"asks":[]}""", problem["remedy"]!.ToJsonString());

        // The way in is an act that can be sent as it stands, where it asks nothing.
        Assert.True(
            (await hospital.Post(3, "communities/maternity", problem["remedy"]!["act"]!.ToJsonString())).IsSuccessStatusCode);
    }

    [Fact]
    public async Task Asking_answers_as_doing_would_and_does_nothing()
    {
        await using var hospital = await (await Hospital.Open()).WithMaternity();
        Assert.True(
            (bool)(await Body(await hospital.Post(3, "communities/maternity", """{"type":"join"}""", "asks")))["allowed"]!);
        Assert.False(
            (bool)(await Body(await hospital.Post(3, "communities/maternity", """{"type":"leave"}""", "asks")))["allowed"]!);
        Assert.Equal(2, (int)(await hospital.Get(3, "communities/maternity"))["memberCount"]!);
    }

    [Fact]
    public async Task The_version_that_was_read_is_the_version_that_is_acted_upon()
    {
        await using var hospital = await (await Hospital.Open()).WithMaternity();
        var tag = (await hospital.As(3).GetAsync(Hospital.Path + "/communities/maternity")).Headers.ETag!.ToString();
        var joined = await hospital.Post(3, "communities/maternity", """{"type":"join"}""", "acts", ("If-Match", tag));
        Assert.Equal(HttpStatusCode.OK, joined.StatusCode);
        Assert.NotEqual(tag, joined.Headers.ETag!.ToString());
        Assert.Equal(
            HttpStatusCode.PreconditionFailed,
                (await hospital.Post(4, "communities/maternity", """{"type":"join"}""", "acts", ("If-Match", tag))).StatusCode);
        Assert.Equal(
            HttpStatusCode.BadRequest,
                (await hospital.Post(
                    4, "communities/maternity", """{"type":"join"}""", "acts", ("If-Match", "latest"))).StatusCode);
        Assert.False(hospital.Host.Present.Landscape[CommunityId.Of("maternity")].IsMember(Scenario.Person(4)));
    }

    [Fact]
    public async Task A_request_sent_again_is_not_done_twice_and_another_persons_is_another_request()
    {
        await using var hospital = await (await Hospital.Open()).WithMaternity();
        const string Proposal = """{"type":"propose","proposal":{"$type":"resolve","words":"Weigh every loss."}}""";
        var first = await Body(await hospital.Post(1, "communities/maternity", Proposal, "acts", ("Idempotency-Key", "7")));
        var again = await Body(await hospital.Post(1, "communities/maternity", Proposal, "acts", ("Idempotency-Key", "7")));
        Assert.Equal(
            (false, true, (string)first["clause"]!),
                ((bool)first["repeated"]!, (bool)again["repeated"]!, (string)again["clause"]!));
        Assert.Single(hospital.Host.Present.Landscape[CommunityId.Of("maternity")].OpenDecisions);
        Assert.False(
            (bool)(await Body(
                await hospital.Post(
                    2, "communities/maternity", Proposal.Replace("Weigh", "Measure", StringComparison.Ordinal), "acts",
                        ("Idempotency-Key", "7"))))["repeated"]!);
        Assert.Equal(2, hospital.Host.Present.Landscape[CommunityId.Of("maternity")].OpenDecisions.Count());

        // A process that starts anew knows it from the record.
        await using var restarted = await Hospital.Open(record: hospital.Record);
        Assert.True(
            (bool)(await Body(await restarted.Post(1, "communities/maternity", Proposal, "acts", ("Idempotency-Key", "7"))))[
                "repeated"]!);
        Assert.Equal(
            HttpStatusCode.BadRequest,
                (await hospital.Post(
                    1, "communities/maternity", Proposal, "acts", ("Idempotency-Key", new string('k', 200)))).StatusCode);
    }

    [Fact]
    public async Task Another_act_under_a_key_that_was_used_is_refused_and_not_done()
    {
        await using var hospital = await (await Hospital.Open()).WithMaternity();
        const string Proposal = """{"type":"propose","proposal":{"$type":"resolve","words":"Weigh every loss."}}""";
        Assert.True(
            (await hospital.Post(1, "communities/maternity", Proposal, "acts", ("Idempotency-Key", "7"))).IsSuccessStatusCode);
        await using var restarted = await Hospital.Open(record: hospital.Record);
        foreach (var host in new[] { hospital, restarted })
        {
            var other =
                await host.Post(
                    1, "communities/maternity", Proposal.Replace("every", "no", StringComparison.Ordinal), "acts",
                        ("Idempotency-Key", "7"));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, other.StatusCode);
            Assert.Contains("Idempotency-Key", (string)(await Body(other))["detail"]!, StringComparison.Ordinal);
            Assert.Equal(
                HttpStatusCode.UnprocessableEntity,
                    (await host.Post(
                        1, "communities/maternity", """{"type":"leave"}""", "acts", ("Idempotency-Key", "7"))).StatusCode);
        }

        Assert.Single(restarted.Host.Present.Landscape[CommunityId.Of("maternity")].OpenDecisions);
        Assert.True(restarted.Host.Present.Landscape[CommunityId.Of("maternity")].IsMember(Scenario.Person(1)));
    }

    /// <summary>What an act rests on grows old: it is looked up anew, and is no part of what was asked for.</summary>
    [Fact]
    public async Task The_same_request_is_known_though_what_it_rests_on_has_changed_since()
    {
        await using var hospital = await (await (await Hospital.Open()).WithMaternity()).WithNote();
        const string Consider = """{"type":"consider-note","by":{"member":"maternity"},"reading":"weigh-it"}""";
        Assert.False(
            (bool)(await Body(await hospital.Post(2, "adoptions", Consider, "acts", ("Idempotency-Key", "7"))))["repeated"]!);
        Assert.True((await hospital.Post(3, "communities/maternity", """{"type":"join"}""")).IsSuccessStatusCode);
        Assert.True(
            (bool)(await Body(await hospital.Post(2, "adoptions", Consider, "acts", ("Idempotency-Key", "7"))))["repeated"]!);
    }

    [Fact]
    public async Task A_request_is_known_for_a_week_and_then_it_is_a_new_one()
    {
        await using var hospital = await (await Hospital.Open()).WithMaternity();
        Assert.False(await Proposed(hospital, 1) || await Proposed(hospital, 2));
        foreach (
            var (later, known) in new[] {
                (Duration.FromDays(7) - Duration.FromSeconds(1), true), (Duration.FromSeconds(1), false) })
        {
            hospital.Time.Now += later;
            await hospital.Host.Settle();
            await using var restarted = await Hospital.Open(record: hospital.Record, now: hospital.Time.Now);
            Assert.Equal((known, known), (await Proposed(hospital, 1), await Proposed(restarted, 2)));
        }

        // Whether it was known.
        static async Task<bool> Proposed(Hospital hospital, int person) => (bool)(await Body(await hospital.Post(
            person, "communities/maternity",
                $$$"""{"type":"propose","proposal":{"$type":"resolve","words":"Weigh it {{{person}}} times."}}""", "acts",
                    ("Idempotency-Key", "7"))))["repeated"]!;
    }

    [Fact]
    public async Task Every_option_can_be_sent_once_what_it_asks_is_said_and_is_answered_as_it_was_offered()
    {
        await using var hospital = await (await (await Hospital.Open()).WithMaternity()).WithNote();
        await hospital.Post(
            1, "communities/maternity", """{"type":"propose","proposal":{"$type":"resolve","words":"Weigh every loss."}}""");
        await hospital.Post(1, "communities/maternity", """{"type":"invite","person":"k-5"}""");
        await hospital.Consider(2, "a-1");
        var asked = 0;
        foreach (var stream in new[] { "communities/maternity", "notes/weigh-it", "adoptions/a-1" })
        {
            foreach (var person in new[] { 1, 2 })
            {
                foreach (var option in (await hospital.Get(person, stream + "/options"))["options"]!.AsArray())
                {
                    foreach (var ask in option!["asks"]!.AsArray().Where(ask => (bool)ask!["isRequired"]!))
                    {
                        Assert.Equal(
                            JsonValueKind.Null, option["act"]![(string)ask!["name"]!]?.GetValueKind() ?? JsonValueKind.Null);
                        option["act"]![(string)ask["name"]!] = Said((string)ask["name"]!, (string)ask["kind"]!);
                    }

                    var answer = await Body(await hospital.Post(person, stream, option["act"]!.ToJsonString(), "asks"));
                    Assert.True(answer.ContainsKey("allowed"), $"{option} was answered {answer}");
                    Assert.Equal(
                        ((bool)option["allowed"]!, (string)option["clause"]!),
                            ((bool)answer["allowed"]!, (string)answer["clause"]!));
                    asked++;
                }
            }
        }

        Assert.InRange(asked, 60, 1000);

        static JsonNode Said(string name, string kind) => (name, kind) switch
        {
            (_, "person") => "k-9",
            ("content", _) =>
                JsonSerializer.SerializeToNode<NoteContent>(
                    new PracticeContent("Why", "What", "How", PracticeOutcome.Worked, "Learnt"),
                    ActJson.Options)!,
            (_, "one-of") => JsonNode.Parse("""{"$type":"resolve","words":"Ask every time."}""")!,
            (_, "words") => "Because.",
            _ => throw new InvalidOperationException(kind),
        };
    }

    [Fact]
    public async Task A_note_goes_from_draft_to_reader_and_back_by_adoption()
    {
        await using var hospital = await (await (await Hospital.Open()).WithMaternity()).WithNote();
        Assert.Equal("did-not-work", (string)(await hospital.Get(2, "notes/weigh-it"))["outcome"]!);
        Assert.Equal("reading.member", (string)(await hospital.Get(2, "notes/weigh-it/reading"))["clause"]!);
        var considered =
            await hospital.Post(
                2, "adoptions", """{"type":"consider-note","by":{"member":"maternity"},"reading":"weigh-it","settings":[]}""");
        Assert.True(considered.IsSuccessStatusCode, await considered.Content.ReadAsStringAsync());
        var adoption = (string)(await Body(considered))["id"]!;
        Assert.True(
            (await hospital.Post(
                2, "adoptions/" + adoption,
                    """{"type":"adopt","by":{"member":"maternity"},"why":"It fits."}""")).IsSuccessStatusCode);
        Assert.True(
            (await hospital.Post(
                2, "adoptions/" + adoption,
                    """{"type":"report-outcome","by":{"member":"maternity"},"outcome":"worked","happened":"With a charger."}""")).IsSuccessStatusCode);
        Assert.Equal("worked", (string)(await hospital.Get(1, "adoptions/" + adoption))["outcomes"]![0]!["outcome"]!);
        Assert.Equal(2, (int)(await hospital.Get(1, "notes/weigh-it/readers"))["count"]!);
        var spread = await hospital.Get(1, "notes/weigh-it/spread");
        Assert.Equal(
            (adoption, "adopted", "worked"),
                ((string)spread["places"]![0]!["adoption"]!, (string)spread["places"]![0]!["status"]!,
                    (string)spread["places"]![0]!["latest"]!));
        Assert.Equal(
            HttpStatusCode.NotFound, (await hospital.As(7).GetAsync(Hospital.Path + "/notes/weigh-it/spread")).StatusCode);
        Assert.Equal(
            HttpStatusCode.NotFound, (await hospital.As(7).GetAsync($"{Hospital.Path}/adoptions/{adoption}/options")).StatusCode);
        Assert.True((await hospital.Post(1, "notes/weigh-it", """{"type":"withdraw-note"}""")).IsSuccessStatusCode);
        Assert.True((bool)(await hospital.Get(2, "notes/weigh-it"))["withdrawn"]!);
    }

    [Fact]
    public async Task What_members_decide_is_carried_out_on_the_link_by_itself()
    {
        await using var hospital = await (await Hospital.Open()).WithMaternity();
        var settle = await hospital.Post(1, "communities/maternity",
            """{"type":"propose","proposal":{"$type":"settle-link","link":"sims","what":{"step":"offer","other":{"$type":"group","group":{"kind":"network","code":"maternities"}},"kind":"network","terms":{"carries":"a-to-b","attribution":"by-role"}}}}""");
        Assert.True(settle.IsSuccessStatusCode, await settle.Content.ReadAsStringAsync());
        hospital.Time.Now += Duration.FromDays(30);
        await hospital.Host.Settle();
        Assert.Equal("offered", (string)(await hospital.Get(1, "links/sims"))["status"]!);
        // An offer is between its two ends: to everybody else there is none.
        Assert.Equal(HttpStatusCode.NotFound, (await hospital.As(8).GetAsync($"{Hospital.Path}/links/sims")).StatusCode);
        Assert.Empty((await hospital.Get(8, "communities/maternity"))["links"]!.AsArray());
        Assert.Equal(
            HttpStatusCode.NotFound,
                (await hospital.Post(
                    8, "links/sims",
                        """{"type":"accept-link","by":{"spokesperson":{"kind":"network","code":"maternities"}}}""")).StatusCode);
        Assert.Contains(
            (await hospital.Get(9, "links/sims/options"))["options"]!.AsArray(), o =>
                (string)o!["act"]!["type"]! == "accept-link" && (bool)o["allowed"]!);
        Assert.True(
            (await hospital.Post(
                9, "links/sims",
                    """{"type":"accept-link","by":{"spokesperson":{"kind":"network","code":"maternities"}}}""")).IsSuccessStatusCode);
        Assert.True((bool)(await hospital.Get(2, "links/sims"))["inForce"]!);
    }

    /// <summary>
    /// A new act cannot be forgotten: each is put together from its sample in request form, as somebody or as a feed, and reaches
    /// its rules.
    /// </summary>
    [Fact]
    public async Task Every_act_reaches_its_rules()
    {
        await using var hospital = await (await (await Hospital.Open()).WithMaternity()).WithNote();
        var lines = await File.ReadAllLinesAsync(System.IO.Path.Combine(AppContext.BaseDirectory, "acts.v1.jsonl"));
        await hospital.Consider(1, "a-9");
        await hospital.Call(1, "g-9");
        await hospital.Ask(1, "q-9");
        var reached = new HashSet<string>();
        foreach (var line in lines)
        {
            var act = JsonNode.Parse(line)!.AsObject();
            var (name, type) = ((string)act["type"]!, ActJson.Types[(string)act["type"]!]);
            var stream = type == typeof(DraftNote)
                ? "notes" : type == typeof(CallGathering) ? "gatherings" : type == typeof(AskQuestion) ? "questions"
                : type == typeof(ConsiderNote) ? "adoptions" : typeof(IActOn<Community>).IsAssignableFrom(type)
                        ? "communities/maternity" : typeof(IActOn<Link>).IsAssignableFrom(type) ? "links/l-9"
                            : typeof(IActOn<PracticeNote>).IsAssignableFrom(type) ? "notes/weigh-it"
                                : typeof(IActOn<Gathering>).IsAssignableFrom(type) ? "gatherings/g-9"
                                : typeof(IActOn<Question>).IsAssignableFrom(type) ? "questions/q-9" : "adoptions/a-9";
            var response =
                await Hospital.Post(
                    hospital.As(Scenario.Person(1).Value, isFeed: true), stream, Requested(act, type).ToJsonString(), "asks");
            var body = await Body(response);
            Assert.True(body.ContainsKey("clause"), $"{name}: {response.StatusCode} {body}");
            reached.Add(name);
        }

        Assert.Equal(ActJson.Types.Keys.Order(), reached.Order());
    }

    /// <summary>A stored act as somebody would request it: without who acts, and with evidence named.</summary>
    private static JsonObject Requested(JsonObject act, Type type)
    {
        if (type.GetProperty("By")?.PropertyType == typeof(PersonId)) act.Remove("by");
        foreach (var (name, value) in act.ToArray())
        {
            var of = type.GetProperties()
                .First(p => p.Name.Equals(name == "type" ? "Actor" : name, StringComparison.OrdinalIgnoreCase)).PropertyType;
            if (of == typeof(Capacity)) act[name] = new JsonObject { ["member"] = "maternity" };
            else if (of == typeof(LinkEvidence) || of == typeof(Mandate) || of == typeof(Spokesperson)) act[name] = null;
            else if (of == typeof(NoteEvidence) || of == typeof(ReadingEvidence)) act[name] = "weigh-it";
            else if (of == typeof(DecisionEvidence))
                act[name] = new JsonObject { ["community"] = "maternity", ["decision"] = 1 };
            else if (type == typeof(AskQuestion) && of == typeof(AskingEvidence)) act[name] = "maternity";
            else if (of == typeof(QuestionEvidence)) act[name] = "q-9";
            else if (of == typeof(QuestionUse)) act.Remove(name);
            else if (of == typeof(CarryingEvidence)) act[name] = "l-9";
            else if (of.Name.EndsWith("Evidence", StringComparison.Ordinal)) act.Remove(name);
            if (value is JsonObject inner && inner.ContainsKey("mandate"))
                inner["mandate"] = new JsonObject { ["community"] = "maternity", ["decision"] = 1 };
            if (act.ContainsKey(name) && act[name] is null && name is "mandate" or "speaker") act.Remove(name);
            if (of == typeof(LinkEvidence)) act[name] = "l-9";
            if (of == typeof(Mandate) && CommunitiesOfPracticeFacts.Contains(type))
                act[name] = new JsonObject { ["community"] = "maternity", ["decision"] = 1 };
        }

        return act;
    }

    private static readonly Type[] CommunitiesOfPracticeFacts = [typeof(ReportMerged), typeof(ReportAgreed)];
}
