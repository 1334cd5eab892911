using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CommunitiesOfPractice.AspNetCore;

/// <summary>
/// Why a request is no act, in the names that JSON has and with what may stand there instead. It is looked for where an act could
/// not be read, by the shape of the act, part by part.
/// </summary>
internal static partial class Misfit
{
    /// <summary>What is wrong with a request; where its shape is right, what the reader said of a value.</summary>
    /// <param name="request">The request as it was read, with what the host knows.</param>
    /// <param name="shape">Which act.</param>
    /// <param name="fault">What the reader said.</param>
    public static BadActException Of(JsonObject request, ActShape shape, Exception fault)
    {
        string[] named = shape.Doer == Doer.Person ? ["type", "by"] : ["type"];
        return In(request, shape.Parts, "", named) ?? Said(fault);
    }

    private static BadActException? In(JsonObject node, ValueList<ActPart> parts, string within, string[] besides)
    {
        foreach (var (name, _) in node)
            if (!besides.Contains(name) && parts.All(part => part.Name != name))
                return new(
                    "request.unknown",
                    [within + name, parts.Count == 0 ? "-" : string.Join(", ", parts.Select(part => part.Name))]);
        foreach (var part in parts)
        {
            if (besides.Contains(part.Name) || ActRequest.IsKnownByHost(part)) continue;
            var (path, value) = (within + part.Name, node[part.Name]);
            if (value is null)
            {
                if (node.ContainsKey(part.Name) ? part.IsOptional : !part.IsRequired) continue;
                return new("request.owed", [path, Expected(part)]);
            }

            if (part.IsMany != value is JsonArray) return new("request.misfit", [path, Expected(part)]);
            var misfit = value is JsonArray list
                ? list.Select((item, i) => One(item, part, $"{path}[{i.ToString(CultureInfo.InvariantCulture)}]"))
                    .FirstOrDefault(found => found is not null)
                : One(value, part, path);
            if (misfit is not null) return misfit;
        }

        return null;
    }

    private static BadActException? One(JsonNode? value, ActPart part, string path)
    {
        if (!Fits(value, part)) return new("request.misfit", [path, Expected(part, isItem: true)]);
        if (part.Kind == PartKind.Choice && !part.Choices.Contains((string)value!))
            return new("request.choice", [path, string.Join(", ", part.Choices)]);
        if (value is not JsonObject record) return null;
        if (part.Kind == PartKind.Form) return In(record, part.Parts, path + ".", []);
        if (part.Kind != PartKind.OneOf || part.Type == typeof(Capacity)) return null;
        return record["$type"] is JsonValue named && named.TryGetValue<string>(out var name)
            && part.Cases.TryGetValue(name, out var parts)
            ? In(record, parts, path + ".", ["$type"])
            : new("request.choice", [path + ".$type", string.Join(", ", part.Cases.Keys)]);
    }

    private static bool Fits(JsonNode? value, ActPart part) => value?.GetValueKind() switch
    {
        JsonValueKind.String => part.Kind is not (PartKind.Form or PartKind.OneOf or PartKind.YesOrNo) && !IsNumber(part),
        JsonValueKind.Number => IsNumber(part) && value is JsonValue number
            && (number.TryGetValue<long>(out _) || number.TryGetValue<int>(out _)),
        JsonValueKind.True or JsonValueKind.False => part.Kind == PartKind.YesOrNo,
        JsonValueKind.Object => part.Kind is PartKind.Form or PartKind.OneOf,
        JsonValueKind.Array => part.Kind == PartKind.Form,
        _ => false,
    };

    private static bool IsNumber(ActPart part) =>
        part.Kind is PartKind.Number or PartKind.Decision or PartKind.Invitation or PartKind.Petition;

    /// <summary>What may stand there.</summary>
    private static Expectation Expected(ActPart part, bool isItem = false) => new(
        part.IsMany && !isItem ? "expected.list"
        : part.Kind is PartKind.Choice ? "expected.choice"
        : IsNumber(part) ? "expected.number"
        : part.Kind is PartKind.YesOrNo ? "expected.yes-or-no"
        : part.Kind is PartKind.Form or PartKind.OneOf ? "expected.object"
        : part.Kind is PartKind.Date ? "expected.date"
        : part.Kind is PartKind.Time ? "expected.time"
        : part.Kind is PartKind.LocalTime ? "expected.local-time"
        : "expected.text",
        part.Kind is PartKind.Choice ? string.Join(", ", part.Choices) : null);

    /// <summary>
    /// What the reader said, where it says it of JSON. What it says of .NET is no help to somebody who sent JSON.
    /// </summary>
    private static BadActException Said(Exception fault)
    {
        var path = (fault as JsonException)?.Path;
        for (var said = fault; said is not null; said = said.InnerException)
        {
            var words = Where().Replace(said.Message, "").Trim();
            if (words.Length > 0 && !OfTypes().IsMatch(words))
                return path is { Length: > 0 } ? new("request.said.at", [path, words]) : new("request.said", [words]);
        }

        return path is { Length: > 0 } ? new("request.unreadable.at", [path]) : new("request.unreadable");
    }

    [GeneratedRegex(@" *\(Parameter '[^']*'\)| *Path: \$.*$")]
    private static partial Regex Where();

    [GeneratedRegex(@"CommunitiesOfPractice|System\.|JSON (value|deserialization|property)|type '|\b[A-Z][a-z]+[A-Z]\w+")]
    private static partial Regex OfTypes();
}

/// <summary>What a request should have said: which text says so, and of what.</summary>
internal sealed record Expectation(string Key, string? Of)
{
    public string In(Texts texts) => texts[Key, Of];
}
