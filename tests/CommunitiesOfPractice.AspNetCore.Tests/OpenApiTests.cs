using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;

namespace CommunitiesOfPractice.AspNetCore.Tests;

public sealed class OpenApiTests
{
    private const string Ours = "CommunitiesOfPractice.";

    [Fact]
    public async Task The_description_is_valid_and_knows_every_act()
    {
        await using var hospital = await Hospital.Open();
        var text = await hospital.As((int?)null).GetStringAsync("/openapi/v1.json");
        var read = OpenApiDocument.Parse(text, "json");
        Assert.Empty(read.Diagnostic!.Errors);
        var document = read.Document!;
        Assert.Empty(document.Validate(ValidationRuleSet.GetDefaultRuleSet()));
        var offered = document.Paths!.Values.SelectMany(p => p.Operations!.Values)
            .SelectMany(o => o.RequestBody?.Content?["application/json"].Schema?.Discriminator?.Mapping?.Keys.ToArray() ?? [])
            .Distinct();
        Assert.Equal(ActJson.Types.Keys.Order(), offered.Order());

        // Nothing that the host knows better is asked for.
        foreach (var (name, schema) in document.Components!.Schemas!.Where(s => s.Key.EndsWith("Act", StringComparison.Ordinal)))
            Assert.False(
                schema.Properties?.ContainsKey("evidence") == true || schema.Properties?.ContainsKey("membership") == true, name);
        Assert.False(document.Components!.Schemas![Ours + "JoinAct"].Properties!.ContainsKey("by"));
    }

    /// <summary>What breaks generators of clients: a value without a type, a reference to nothing, a schema of nothing.</summary>
    [Fact]
    public async Task Every_schema_says_its_type_and_every_reference_leads_somewhere()
    {
        await using var hospital = await Hospital.Open();
        var document = JsonNode.Parse(await hospital.As((int?)null).GetStringAsync("/openapi/v1.json"))!;
        var (described, faults) = (document["components"]!["schemas"]!.AsObject(), new List<string>());
        Assert.All(described.Where(schema => schema.Key != "ProblemDetails"), schema => Assert.StartsWith(Ours, schema.Key, StringComparison.Ordinal));
        foreach (var node in Everything(document))
        {
            if ((string?)node["$ref"] is { } to && !to.StartsWith("#/components/securitySchemes/", StringComparison.Ordinal)
                && !described.ContainsKey(to["#/components/schemas/".Length..])) faults.Add($"{node.GetPath()} leads nowhere.");
            if (new[] { "const", "enum", "default" }.Any(node.ContainsKey) && !node.ContainsKey("type"))
                faults.Add($"{node.GetPath()} has no type.");
            var path = node.GetPath();
            var isSchema = path.EndsWith(".items", StringComparison.Ordinal) || path.EndsWith(".schema", StringComparison.Ordinal)
                || path[..Math.Max(0, path.LastIndexOfAny(['.', '[']))].EndsWith(".properties", StringComparison.Ordinal);
            if (isSchema && !node.ContainsKey("type") && !node.ContainsKey("$ref") && !node.ContainsKey("oneOf"))
                faults.Add($"{node.GetPath()} may be anything.");
        }

        Assert.Empty(faults);
        Assert.True(described.Count > 150);

        static IEnumerable<JsonObject> Everything(JsonNode? node) => node switch
        {
            JsonObject item => item.SelectMany(member => Everything(member.Value)).Prepend(item),
            JsonArray list => list.SelectMany(Everything),
            _ => [],
        };
    }

    /// <summary>Numbers of decisions were described as text once: a client that followed that could not vote.</summary>
    [Fact]
    public async Task Every_act_as_it_is_requested_fits_its_description()
    {
        await using var hospital = await Hospital.Open();
        var fits = new Description(JsonNode.Parse(await hospital.As((int?)null).GetStringAsync("/openapi/v1.json"))!);
        var known = new HashSet<string>();
        foreach (var line in await File.ReadAllLinesAsync("acts.v1.jsonl"))
        {
            var act = JsonSerializer.Deserialize<Act>(line, ActJson.Options)!;
            var requested = ActForm.Of(act);
            var shape = ActShape.Of(act);
            Assert.Empty(fits.Faults(Description.WithoutNulls(requested), Schemas.NameOf(shape), shape.Name));
            known.Add(shape.Name);
        }

        Assert.Equal(ActShape.All.Select(act => act.Name).Order(), known.Order());
    }

    [Fact]
    public async Task It_says_how_to_sign_in_and_where_nobody_needs_to()
    {
        await using var hospital = await Hospital.Open();
        var document = JsonNode.Parse(await hospital.As((int?)null).GetStringAsync("/openapi/v1.json"))!;
        Assert.Equal(
            """{"test":{"type":"http","scheme":"test"}}""",
            document["components"]!["securitySchemes"]!.ToJsonString());
        Assert.Equal("""[{"test":[]}]""", Security("/communities"));
        Assert.Equal("""[{"test":[]},{}]""", Security("/notes"));

        string Security(string path) => document["paths"]![Hospital.Path + path]!["get"]!["security"]!.ToJsonString();
    }

    /// <summary>
    /// If you make a client of the description, you get what it says: every member of an answer is described, and what is said to
    /// be there is.
    /// </summary>
    [Fact]
    public async Task What_is_answered_is_what_is_described()
    {
        await using var hospital =
            await (await (await Hospital.Open()).WithMaternity()).WithNote();
        foreach (var (stream, act) in new[]
        {
            ("communities/maternity", """{"type":"propose","proposal":{"$type":"resolve","words":"Weigh every loss."}}"""),
            ("communities/maternity",
                """{"type":"propose","proposal":{"$type":"settle-link","link":"sims","what":{"step":"offer","other":{"$type":"group","group":{"kind":"network","code":"maternities"}},"kind":"network","terms":{"carries":"a-to-b","attribution":"by-role"}}}}"""),
        })
            Assert.True((await hospital.Post(1, stream, act)).IsSuccessStatusCode, act);
        await hospital.Consider(1, "a-1");
        await hospital.Call(1, "g-1");
        await hospital.Ask(2, "q-1");
        foreach (var act in new[]
        {
            """{"type":"answer-question","text":"So","consent":{"ceiling":"community","inside":"named","outside":"named"}}""",
            """{"type":"report-question","why":"So?"}""",
        })
            Assert.True((await hospital.Post(1, "questions/q-1", act)).IsSuccessStatusCode);
        Assert.True((await hospital.Post(1, "gatherings/g-1", """{"type":"say-yes","needs":"A hearing loop"}""")).IsSuccessStatusCode);
        var number = (long)(await hospital.Get(1, "communities/maternity"))["decisions"]![0]!["id"]!;
        hospital.Time.Now += Duration.FromDays(30);
        await hospital.Host.Settle();
        var document = JsonNode.Parse(await hospital.As((int?)null).GetStringAsync("/openapi/v1.json"))!;
        var (fits, checkedPaths) = (new Description(document), new List<string>());
        foreach (var (path, item) in document["paths"]!.AsObject())
        {
            if (item!["get"]?["responses"]?["200"]?["content"]?.AsObject().Single().Value?["schema"] is not { } schema) continue;
            var id = path.Contains("/links/", StringComparison.Ordinal)
                ? "sims" : path.Contains("/adoptions/", StringComparison.Ordinal)
                    ? "a-1" : path.Contains("/gatherings/", StringComparison.Ordinal)
                    ? "g-1" : path.Contains("/questions/", StringComparison.Ordinal) ? "q-1"
                    : path.Contains("/notes/", StringComparison.Ordinal) ? "weigh-it" : "maternity";
            var asked = path.Replace("{id}", id, StringComparison.Ordinal).Replace("{name}", "elected", StringComparison.Ordinal)
                .Replace("/search", "/search?words=weigh", StringComparison.Ordinal)
                .Replace(
                    "{decision}", number.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
            var answer = JsonNode.Parse(await hospital.As(1).GetStringAsync(asked))!;
            foreach (var fault in fits.Faults(answer, schema, path)) Assert.Fail(fault);
            checkedPaths.Add(path);
        }

        Assert.Equal(26, checkedPaths.Count);
        foreach (var (person, verb, act, status) in new[]
        {
            (4, "asks", """{"type":"join"}""", 200), (5, "acts", """{"type":"join"}""", 200),
            (1, "acts", """{"type":"propose","proposal":{"$type":"resolve","words":"Weigh every swab."}}""", 201),
            (6, "acts", """{"type":"propose","proposal":{"$type":"resolve","words":"Weigh it all."}}""", 403),
            (6, "acts", """{"type":"declare"}""", 400),
        })
        {
            var response = await hospital.Post(person, "communities/maternity", act, verb);
            Assert.Equal(status, (int)response.StatusCode);
            var described =
                document["paths"]![$"{Hospital.Path}/communities/{{id}}/{verb}"]!["post"]!["responses"]![
                    ((int)response.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture)]!["content"]!.AsObject(
                        ).Single().Value!["schema"]!;
            var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync());
            Assert.Empty(fits.Faults(answer, described, $"{verb} {act}"));
        }
    }

    /// <summary>A client that knows the description alone: which path takes the act, and what the act must say.</summary>
    [Fact]
    public async Task A_client_that_knows_only_the_description_joins_and_leaves()
    {
        await using var hospital = await (await Hospital.Open()).WithMaternity();
        var document = JsonNode.Parse(await hospital.As((int?)null).GetStringAsync("/openapi/v1.json"))!;
        foreach (var (act, isMember) in new[] { ("join", true), ("leave", false) })
        {
            var operation = document["paths"]!.AsObject()
                .First(p => (string?)p.Value!["post"]?["operationId"] == Ours + "DoOnCommunity");
            var body = (string)operation.Value!["post"]!["requestBody"]!["content"]!["application/json"]!["schema"]!["$ref"]!;
            Assert.NotNull(document["components"]!["schemas"]![body.Split('/')[^1]]!["discriminator"]!["mapping"]![act]);
            var schema = document["components"]!["schemas"]![$"{Ours}{char.ToUpperInvariant(act[0])}{act[1..]}Act"]!;
            var sent = new JsonObject();
            foreach (var required in schema["required"]!.AsArray())
                sent[(string)required!] = schema["properties"]![(string)required!]!["const"]!.DeepClone();
            var path = operation.Key.Replace("{id}", "maternity", StringComparison.Ordinal);
            var response = await hospital.As(3)
                .PostAsync(path, new StringContent(sent.ToJsonString(), Encoding.UTF8, "application/json"));
            Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
            Assert.Equal(
                isMember, hospital.Host.Present.Landscape[CommunityId.Of("maternity")].IsMember(Testing.Scenario.Person(3)));
        }
    }
}
