using System.Text.Json;
using System.Text.Json.Serialization;

namespace CommunitiesOfPractice;

/// <summary>
/// Something a person wrote. It is kept apart from keys and numbers because it is the one place where a name can slip into the
/// record, and so it can be redacted later (law 13) without breaking the chain: what stays is the commitment to the words.
/// </summary>
[JsonConverter(typeof(FreeTextConverter))]
public sealed record FreeText
{
    /// <summary>The longest text accepted, in characters.</summary>
    public const int Longest = 20_000;

    private FreeText(string? words, string? commitment) => (Words, Commitment) = (words, commitment);

    /// <summary>The words; null when they have been redacted.</summary>
    public string? Words { get; }

    /// <summary>What remains of redacted words: the commitment that the chain covers, in hexadecimal; null while the words stand.</summary>
    public string? Commitment { get; }

    /// <summary>Whether the words have been taken out.</summary>
    public bool IsRedacted => Words is null;

    /// <summary>A text of these words.</summary>
    /// <exception cref="ArgumentException"><paramref name="words"/> is null, white space, or longer than <see cref="Longest"/>.</exception>
    public static FreeText Of(string words)
    {
        Guard.Against.NullOrWhiteSpace(words);
        return words.Length <= Longest
            ? new(words, null)
            : throw new ArgumentException($"A text has at most {Longest} characters.", nameof(words));
    }

    /// <summary>A text of these words, so that an act can be given plain words.</summary>
    /// <exception cref="ArgumentException">The words are null, white space, or longer than <see cref="Longest"/>.</exception>
#pragma warning disable CA2225 // The named alternative is Of, as everywhere in this library.
    public static implicit operator FreeText(string words) => Of(words);
#pragma warning restore CA2225

    /// <summary>A text of these words; null where there are none.</summary>
    public static FreeText? Maybe(string? words) => string.IsNullOrWhiteSpace(words) ? null : Of(words!);

    /// <summary>A text whose words are gone.</summary>
    /// <param name="commitment">The commitment to the words, as the chain covers it.</param>
    /// <exception cref="ArgumentException"><paramref name="commitment"/> is null or white space.</exception>
    public static FreeText Redacted(string commitment) => new(null, Guard.Against.NullOrWhiteSpace(commitment));

    /// <summary>The words, or a mark where they were.</summary>
    public override string ToString() => Words ?? "[redacted]";
}

/// <summary>Words as a JSON string; redacted words as an object that holds their commitment.</summary>
internal sealed class FreeTextConverter : JsonConverter<FreeText>
{
    public override FreeText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            var words = reader.GetString()!;
            return words.Length <= FreeText.Longest && !string.IsNullOrWhiteSpace(words)
                ? FreeText.Of(words)
                : throw new JsonException($"A text has 1 to {FreeText.Longest} characters.");
        }

        if (reader.TokenType != JsonTokenType.StartObject || !reader.Read()
            || reader.TokenType != JsonTokenType.PropertyName || !reader.ValueTextEquals("redacted"u8)
            || !reader.Read() || reader.TokenType != JsonTokenType.String || reader.GetString() is not { Length: > 0 } commitment
            || !reader.Read() || reader.TokenType != JsonTokenType.EndObject)
            throw new JsonException("A text is a string, or an object with the one member 'redacted'.");
        return FreeText.Redacted(commitment);
    }

    public override void Write(Utf8JsonWriter writer, FreeText value, JsonSerializerOptions options)
    {
        if (value.Words is { } words)
        {
            writer.WriteStringValue(words);
            return;
        }

        writer.WriteStartObject();
        writer.WriteString("redacted"u8, value.Commitment);
        writer.WriteEndObject();
    }
}
