using System.Text.Json;

namespace CommunitiesOfPractice.Storage;

/// <summary>
/// A line of the record with its people and words changed. People and words are marked in the record, so this needs to know no
/// event and works on a line of any schema, past or to come. Three things walk the line in the same way: what the chain covers
/// (everybody and all words as commitments), forgetting (one person and some words), and an own-data export (everybody else).
/// </summary>
internal static class MarkedJson
{
    /// <summary>Copies a value.</summary>
    /// <param name="value">From.</param>
    /// <param name="writer">To.</param>
    /// <param name="person">What a person's key becomes.</param>
    /// <param name="words">What words become: a commitment that they are redacted to, or null for words that stay.</param>
    /// <param name="inOrder">Whether members are put in order by name, so that the same line is the same bytes however a store
    /// arranged it.</param>
    public static void Copy(
        JsonElement value, Utf8JsonWriter writer, Func<string, string> person, Func<string, string?> words, bool inOrder = false)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object when WordsOf(value) is { } text:
                writer.WriteStartObject();
                if (words(text) is { } commitment) writer.WriteString(Marked.Redacted, commitment);
                else writer.WriteString(Marked.Words, text);
                writer.WriteEndObject();
                break;
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (
                    var member in inOrder ? value.EnumerateObject().OrderBy(m => m.Name, StringComparer.Ordinal)
                        : value.EnumerateObject().AsEnumerable())
                {
                    writer.WritePropertyName(member.Name);
                    Copy(member.Value, writer, person, words, inOrder);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray()) Copy(item, writer, person, words, inOrder);
                writer.WriteEndArray();
                break;
            case JsonValueKind.String when value.GetString()! is { Length: > 1 } text && text[0] == Marked.Person:
                writer.WriteStringValue(Marked.Person + person(text.Substring(1)));
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    /// <summary>Everybody that a value names.</summary>
    public static IEnumerable<string> PeopleIn(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object when WordsOf(value) is not null => [],
        JsonValueKind.Object => value.EnumerateObject().SelectMany(m => PeopleIn(m.Value)),
        JsonValueKind.Array => value.EnumerateArray().SelectMany(PeopleIn),
        JsonValueKind.String when value.GetString()! is { Length: > 1 } text && text[0] == Marked.Person => [text.Substring(1)],
        _ => [],
    };

    /// <summary>All words in a value that have not been redacted.</summary>
    public static IEnumerable<string> WordsIn(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object when WordsOf(value) is { } words => [words],
        JsonValueKind.Object => value.EnumerateObject().SelectMany(m => WordsIn(m.Value)),
        JsonValueKind.Array => value.EnumerateArray().SelectMany(WordsIn),
        _ => [],
    };

    /// <summary>A line as it is or was written.</summary>
    public static JsonDocument Parse(Entry entry) => JsonDocument.Parse(RecordJson.ToUtf8(entry));

    private static string? WordsOf(JsonElement value)
    {
        using var members = value.EnumerateObject().GetEnumerator();
        if (!members.MoveNext()) return null;
        var only = members.Current;
        return only.NameEquals(Marked.Words) && only.Value.ValueKind == JsonValueKind.String && !members.MoveNext()
            ? only.Value.GetString()
            : null;
    }
}
