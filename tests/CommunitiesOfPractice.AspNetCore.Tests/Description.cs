using System.Text.Json;
using System.Text.Json.Nodes;

namespace CommunitiesOfPractice.AspNetCore.Tests;

/// <summary>
/// What a description in OpenAPI says of JSON: what does not fit it. As much of JSON Schema as our document uses, read plainly.
/// </summary>
internal sealed class Description(JsonNode document)
{
    public IEnumerable<string> Faults(JsonNode? value, string component, string where) =>
        Faults(value, document["components"]!["schemas"]![component]!, where);

    public IEnumerable<string> Faults(JsonNode? value, JsonNode schema, string where)
    {
        if ((string?)schema["$ref"] is { } pointer)
        {
            // An act in an answer stands for one of many, and is described where it is sent.
            return pointer.EndsWith(".Act", StringComparison.Ordinal) ? [] : Faults(value, pointer.Split('/')[^1], where);
        }

        if (schema["oneOf"] is JsonArray cases)
        {
            var fits = cases.Select(one => Faults(value, one!, where).ToArray()).ToArray();
            return fits.Count(faults => faults.Length == 0) == 1 ? []
                : [$"{where} fits {fits.Count(faults => faults.Length == 0)} of {fits.Length}: {fits.MinBy(f => f.Length)!.FirstOrDefault()}"];
        }

        return Plain(value, schema, where);
    }

    /// <summary>The same without what is null: that says nothing, and a client leaves it out.</summary>
    public static JsonNode WithoutNulls(JsonNode node)
    {
        if (node is JsonObject item)
            foreach (var (name, value) in item.ToArray())
                if (value is null) item.Remove(name);
                else WithoutNulls(value);
        else if (node is JsonArray list)
            foreach (var value in list.Where(value => value is not null)) WithoutNulls(value!);
        return node;
    }

    private IEnumerable<string> Plain(JsonNode? value, JsonNode schema, string where)
    {
        var type = schema["type"] is JsonArray several && several.Any(one => (string?)one == "null") ? (string?)several.First(one => (string?)one != "null") : (string?)schema["type"];
        var kind = value switch
        {
            null => "null",
            JsonArray => "array",
            JsonObject => "object",
            _ => value.GetValueKind() switch
            {
                JsonValueKind.String => "string",
                JsonValueKind.Number => "integer",
                _ => "boolean",
            },
        };
        if (type != kind) yield return $"{where} is of type {kind}, and is described as {type ?? "nothing"}.";
        if (schema["const"] is { } only && !JsonNode.DeepEquals(only, value)) yield return $"{where} is {value}, and not {only}.";
        if (schema["enum"] is JsonArray allowed && !allowed.Any(one => JsonNode.DeepEquals(one, value)))
            yield return $"{where} is {value}, which is none of {allowed.ToJsonString()}.";
        if (value is JsonArray list)
            foreach (var fault in list.SelectMany((item, i) => Faults(item, schema["items"]!, $"{where}[{i}]")))
                yield return fault;
        if (value is not JsonObject members) yield break;
        var described = schema["properties"] as JsonObject ?? [];
        foreach (var (name, part) in members)
            if (described[name] is { } of)
                foreach (var fault in Faults(part, of, $"{where}.{name}")) yield return fault;
            else
                yield return $"{where} has '{name}', which is not described.";
        foreach (var required in schema["required"]?.AsArray() ?? [])
            if (!members.ContainsKey((string)required!)) yield return $"{where} owes '{required}'.";
    }
}
