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
        Assert.Empty(ActJson.Types.Keys.Except(document.Components!.Schemas!.Keys.Where(k => k.StartsWith("act-", StringComparison.Ordinal)).Select(k => k[4..])));
        var offered = document.Paths.Values.SelectMany(p => p.Operations!.Values).SelectMany(o => o.RequestBody?.Content?["application/json"].Schema?.OneOf ?? []).OfType<OpenApiSchemaReference>().Select(r => r.Reference.Id![4..]).Distinct();
        Assert.Equal(ActJson.Types.Keys.Order(), offered.Order());

        // Nothing that the host knows better is asked for.
        foreach (var (name, schema) in document.Components.Schemas) Assert.False(schema.Properties?.ContainsKey("evidence") == true || schema.Properties?.ContainsKey("membership") == true, name);
        Assert.False(document.Components.Schemas["act-join"].Properties!.ContainsKey("by"));
    }

    /// <summary>A client that knows the description alone: which path takes the act, and what the act must say.</summary>
    [Fact]
    public async Task A_client_that_knows_only_the_description_joins_and_leaves()
    {
        await using var hospital = await (await Hospital.Open()).WithMaternity();
        var document = JsonNode.Parse(await hospital.As((int?)null).GetStringAsync("/openapi/v1.json"))!;
        foreach (var (act, isMember) in new[] { ("join", true), ("leave", false) })
        {
            var operation = document["paths"]!.AsObject().First(p => (string?)p.Value!["post"]?["operationId"] == "DoOnCommunity");
            Assert.NotNull(operation.Value!["post"]!["requestBody"]!["content"]!["application/json"]!["schema"]!["discriminator"]!["mapping"]![act]);
            var schema = document["components"]!["schemas"]!["act-" + act]!;
            var body = new JsonObject();
            foreach (var required in schema["required"]!.AsArray()) body[(string)required!] = schema["properties"]![(string)required!]!["const"]!.DeepClone();
            var path = operation.Key.Replace("{id}", "maternity", StringComparison.Ordinal);
            var response = await hospital.As(3).PostAsync(path, new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"));
            Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
            Assert.Equal(isMember, hospital.Host.Present.Landscape[CommunityId.Of("maternity")].IsMember(Testing.Scenario.Person(3)));
        }
    }
}
