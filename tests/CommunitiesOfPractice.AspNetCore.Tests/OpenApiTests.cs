using System.Text;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;

namespace CommunitiesOfPractice.AspNetCore.Tests;

public sealed class OpenApiTests
{
    [Fact]
    public async Task The_description_is_valid_and_knows_every_act()
    {
        await using var hospital = await Hospital.Open();
        var text = await hospital.As((int?)null).GetStringAsync("/openapi/v1.json");
        var read = OpenApiDocument.Parse(text, "json");
        Assert.Empty(read.Diagnostic!.Errors);
        var document = read.Document!;
        Assert.Empty(document.Validate(ValidationRuleSet.GetDefaultRuleSet()));
        Assert.Empty(
            ActJson.Types.Keys.Except(
                document.Components!.Schemas!.Keys.Where(k => k.StartsWith("act-", StringComparison.Ordinal))
                    .Select(k => k[4..])));
        var offered = document.Paths.Values.SelectMany(p => p.Operations!.Values)
            .SelectMany(o => o.RequestBody?.Content?["application/json"].Schema?.OneOf ?? []).OfType<OpenApiSchemaReference>()
                .Select(r => r.Reference.Id![4..]).Distinct();
        Assert.Equal(ActJson.Types.Keys.Order(), offered.Order());

        // Nothing that the host knows better is asked for.
        foreach (var (name, schema) in document.Components.Schemas.Where(s => s.Key.StartsWith("act-", StringComparison.Ordinal)))
            Assert.False(
                schema.Properties?.ContainsKey("evidence") == true || schema.Properties?.ContainsKey("membership") == true, name);
        Assert.False(document.Components.Schemas["act-join"].Properties!.ContainsKey("by"));
    }

    /// <summary>
    /// Whoever makes a client of the description gets what it says: every member of an answer is described, and what is said to
    /// be there is.
    /// </summary>
    [Fact]
    public async Task What_is_answered_is_what_is_described()
    {
        await using var hospital =
            await (await (await Hospital.Open(options: o => o.Search = _ => (_, _, _, _, _, _) => new(ValueList<NoteId>.Empty)))
                .WithMaternity()).WithNote();
        foreach (var (stream, act) in new[]
        {
            ("communities/maternity", """{"type":"propose","proposal":{"$type":"resolve","words":"Weigh every loss."}}"""),
            ("communities/maternity",
                """{"type":"propose","proposal":{"$type":"settle-link","link":"sims","what":{"step":"offer","other":{"$type":"group","group":{"kind":"network","code":"maternities"}},"kind":"network","terms":{"carries":"a-to-b","attribution":"by-role"}}}}"""),
        })
            Assert.True((await hospital.Post(1, stream, act)).IsSuccessStatusCode, act);
        await hospital.Consider(1, "a-1");
        var number = (long)(await hospital.Get(1, "communities/maternity"))["decisions"]![0]!["id"]!;
        hospital.Time.Now += Duration.FromDays(30);
        await hospital.Host.Settle();
        var document = JsonNode.Parse(await hospital.As((int?)null).GetStringAsync("/openapi/v1.json"))!;
        var checkedPaths = new List<string>();
        foreach (var (path, item) in document["paths"]!.AsObject())
        {
            if (item!["get"]?["responses"]?["200"]?["content"]?.AsObject().Single().Value?["schema"] is not { } schema) continue;
            var id = path.Contains("/links/", StringComparison.Ordinal)
                ? "sims" : path.Contains("/adoptions/", StringComparison.Ordinal)
                    ? "a-1" : path.Contains("/notes/", StringComparison.Ordinal) ? "weigh-it" : "maternity";
            var asked = path.Replace("{id}", id, StringComparison.Ordinal)
                .Replace(
                    "{decision}", number.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
            var answer = JsonNode.Parse(await hospital.As(1).GetStringAsync(asked))!;
            foreach (var fault in Faults(answer, schema, path)) Assert.Fail(fault);
            checkedPaths.Add(path);
        }

        Assert.Equal(16, checkedPaths.Count);
        foreach (
            var (verb, act) in new[] {
                ("asks", """{"type":"join"}"""), ("acts", """{"type":"join"}"""),
                    ("acts", """{"type":"declare-stage","stage":"maturing","evidence":"So."}""") })
        {
            var response = await hospital.Post(verb == "asks" ? 4 : 5, "communities/maternity", act, verb);
            var described =
                document["paths"]![$"{Hospital.Path}/communities/{{id}}/{verb}"]!["post"]!["responses"]![
                    ((int)response.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture)]!["content"]!.AsObject(
                        ).Single().Value!["schema"]!;
            foreach (var fault in Faults(JsonNode.Parse(await response.Content.ReadAsStringAsync())!, described, $"{verb} {act}"))
                Assert.Fail(fault);
        }

        IEnumerable<string> Faults(JsonNode value, JsonNode schema, string where)
        {
            if ((string?)schema["$ref"] is { } pointer) schema = document["components"]!["schemas"]![pointer.Split('/')[^1]]!;
            if (value is JsonArray list)
            {
                if ((string?)schema["type"] != "array") yield return $"{where} is a list, and {schema.ToJsonString()}";
                foreach (var fault in list.SelectMany(item => Faults(item!, schema["items"]!, where + "[]"))) yield return fault;
            }
            else if (value is JsonObject item && schema["properties"] is JsonObject properties)
            {
                foreach (var (name, part) in item)
                {
                    // An act stands for one of many, and is described apart.
                    if (!properties.ContainsKey(name) && !properties.ContainsKey("type"))
                        yield return $"{where} tells '{name}', which is not described.";
                    if (part is not null && properties[name] is { } of)
                        foreach (var fault in Faults(part, of, where + "." + name)) yield return fault;
                }

                foreach (var required in schema["required"]?.AsArray() ?? [])
                    if (!item.ContainsKey((string)required!)) yield return $"{where} owes '{required}'.";
            }
            else if (
                value is JsonValue text && schema["enum"] is JsonArray allowed && !allowed.Any(a => JsonNode.DeepEquals(a, text)))
            {
                yield return $"{where} is {text}, which is none of {allowed.ToJsonString()}";
            }
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
                .First(p => (string?)p.Value!["post"]?["operationId"] == "DoOnCommunity");
            Assert.NotNull(
                operation.Value!["post"]!["requestBody"]!["content"]!["application/json"]!["schema"]!["discriminator"]![
                    "mapping"]![act]);
            var schema = document["components"]!["schemas"]!["act-" + act]!;
            var body = new JsonObject();
            foreach (var required in schema["required"]!.AsArray())
                body[(string)required!] = schema["properties"]![(string)required!]!["const"]!.DeepClone();
            var path = operation.Key.Replace("{id}", "maternity", StringComparison.Ordinal);
            var response = await hospital.As(3)
                .PostAsync(path, new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"));
            Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
            Assert.Equal(
                isMember, hospital.Host.Present.Landscape[CommunityId.Of("maternity")].IsMember(Testing.Scenario.Person(3)));
        }
    }
}
