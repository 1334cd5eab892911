using System.Text.Json;
using System.Text.Json.Serialization;

namespace CommunitiesOfPractice.Counting;

/// <summary>
/// Reads the lists that ballots and methods are stored with; anything malformed is a <see cref="JsonException"/>.
/// </summary>
internal static class Json
{
    public static void Expect(ref Utf8JsonReader reader, JsonTokenType token)
    {
        if (reader.TokenType != token) throw new JsonException($"Expected {token}, found {reader.TokenType}.");
    }

    public static JsonTokenType Next(ref Utf8JsonReader reader) =>
        reader.Read() ? reader.TokenType : throw new JsonException("Cut short.");

    public static int Number(ref Utf8JsonReader reader, int lowest, int highest)
    {
        Expect(ref reader, JsonTokenType.Number);
        return reader.TryGetInt32(out var number) && number >= lowest && number <= highest
            ? number
            : throw new JsonException($"Expected a whole number from {lowest} to {highest}.");
    }

    public static int[] Numbers(ref Utf8JsonReader reader, int highest)
    {
        Expect(ref reader, JsonTokenType.StartArray);
        var numbers = new List<int>();
        while (Next(ref reader) != JsonTokenType.EndArray) numbers.Add(Number(ref reader, 0, highest));
        return [.. numbers];
    }

    public static void Write(Utf8JsonWriter writer, ValueList<int> numbers)
    {
        writer.WriteStartArray();
        foreach (var number in numbers) writer.WriteNumberValue(number);
        writer.WriteEndArray();
    }
}

/// <summary>A list of option numbers, such as <c>[0,3]</c>.</summary>
internal sealed class OptionsConverter : JsonConverter<ValueList<int>>
{
    public override ValueList<int> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        ValueList.Of(Json.Numbers(ref reader, Ranking.HighestOption));

    public override void Write(Utf8JsonWriter writer, ValueList<int> value, JsonSerializerOptions options) =>
        Json.Write(writer, value);
}

/// <summary>Scores as pairs of option and points, such as <c>[[0,5],[3,1]]</c>.</summary>
internal sealed class MarksConverter : JsonConverter<ValueList<Mark>>
{
    public override ValueList<Mark> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        Json.Expect(ref reader, JsonTokenType.StartArray);
        var marks = new List<Mark>();
        while (Json.Next(ref reader) != JsonTokenType.EndArray)
        {
            Json.Expect(ref reader, JsonTokenType.StartArray);
            Json.Next(ref reader);
            var option = Json.Number(ref reader, 0, Ranking.HighestOption);
            Json.Next(ref reader);
            var points = Json.Number(ref reader, int.MinValue, int.MaxValue);
            if (Json.Next(ref reader) != JsonTokenType.EndArray) throw new JsonException("A mark is an option and its points.");
            marks.Add(new Mark(option, points));
        }

        return marks.ToValueList();
    }

    public override void Write(Utf8JsonWriter writer, ValueList<Mark> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var mark in value) Json.Write(writer, [mark.Option, mark.Points]);
        writer.WriteEndArray();
    }
}

/// <summary>The order of tie rules, by their names.</summary>
internal sealed class TieRulesConverter : JsonConverter<ValueList<TieRule>>
{
    private static readonly string[] Names = ["previous-stage", "first-stage", "pairwise", "seniority", "casting-voice", "lot"];

    public override ValueList<TieRule> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        Json.Expect(ref reader, JsonTokenType.StartArray);
        var rules = new List<TieRule>();
        while (Json.Next(ref reader) != JsonTokenType.EndArray)
        {
            Json.Expect(ref reader, JsonTokenType.String);
            var rule = Array.IndexOf(Names, reader.GetString());
            rules.Add(rule < 0 ? throw new JsonException($"A tie rule is one of {string.Join(", ", Names)}.") : (TieRule)rule);
        }

        return rules.ToValueList();
    }

    public override void Write(Utf8JsonWriter writer, ValueList<TieRule> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var rule in value) writer.WriteStringValue(Names[(int)rule]);
        writer.WriteEndArray();
    }
}
