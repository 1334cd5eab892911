using System.Text.Json;
using System.Text.Json.Serialization;

namespace CommunitiesOfPractice;

/// <summary>
/// Something a person wrote. It is kept apart from keys and numbers, because only here can a name slip into the record. So it can
/// be redacted later (law 13) without breaking the chain: the commitment to the words stays. Words are for people to read, so a
/// text has at least one character that shows. A zero-width space, a soft hyphen, a filler or a direction mark says nothing.
/// </summary>
[JsonConverter(typeof(FreeTextConverter))]
public sealed record FreeText
{
    /// <summary>The longest text accepted, in characters.</summary>
    public const int Longest = 20_000;

    private FreeText(string? words, string? commitment) => (Words, Commitment) = (words, commitment);

    /// <summary>What is there while somebody has yet to say something: see <see cref="CommunitiesOfPractice.Unsaid"/>.</summary>
    internal static FreeText Unsaid { get; } = new(null, null);

    /// <summary>The words; null when they have been redacted.</summary>
    public string? Words { get; }

    /// <summary>
    /// What remains of redacted words: the commitment that the chain covers, in hexadecimal; null while the words are there.
    /// </summary>
    public string? Commitment { get; }

    /// <summary>Whether the words have been taken out.</summary>
    public bool IsRedacted => Commitment is not null;

    /// <summary>A text of these words.</summary>
    /// <exception cref="ArgumentException"> <paramref name="words"/> is null, has no character that shows, is longer than
    /// <see cref="Longest"/>, or holds half a surrogate pair. </exception>
    public static FreeText Of(string words)
    {
        Guard.Against.NullOrWhiteSpace(words);
        return Fault(words) is { } fault ? throw new ArgumentException(fault, nameof(words)) : new(words, null);
    }

    // Words are kept as they were written. Some in the record show nothing, from before such words were refused.
    internal static string? Fault(string words) =>
        string.IsNullOrWhiteSpace(words) || words.Length > Longest ? $"A text has 1 to {Longest} characters."
        : !KeyFormat.IsWritable(words) ? "A text holds no half of a surrogate pair, which no file could keep."
        : OldLines.AreRead || Characters.AreSeen(words) ? null
        : "A text has at least one character that shows.";

    /// <summary>A text of these words, so that an act can be given plain words.</summary>
    /// <exception cref="ArgumentException">As <see cref="Of"/> throws.</exception>
#pragma warning disable CA2225 // The named alternative is Of, as everywhere in this library.
    public static implicit operator FreeText(string words) => Of(words);
#pragma warning restore CA2225

    /// <summary>A text of these words; null where there are none, or none that show.</summary>
    /// <exception cref="ArgumentException">They are longer than <see cref="Longest"/>, or hold half a surrogate pair.</exception>
    public static FreeText? Maybe(string? words) => words is not null && Characters.AreSeen(words) ? Of(words) : null;

    /// <summary>A text whose words are gone.</summary>
    /// <param name="commitment">The commitment to the words, as the chain covers it.</param>
    /// <exception cref="ArgumentException"><paramref name="commitment"/> is null or white space.</exception>
    public static FreeText Redacted(string commitment) => new(null, Guard.Against.NullOrWhiteSpace(commitment));

    /// <summary>The words, or a mark where they were.</summary>
    public override string ToString() => In(Wording.English);

    /// <summary>The words, or a mark where they were, in the words of a language.</summary>
    internal string In(Wording wording) => Words ?? (Commitment is null ? "…" : wording.Say("free-text.redacted"));
}

/// <summary>Words as a JSON string; redacted words as an object that holds their commitment.</summary>
internal sealed class FreeTextConverter : JsonConverter<FreeText>
{
    public override FreeText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            var words = reader.GetString()!;
            return FreeText.Fault(words) is { } fault ? throw new JsonException(fault) : FreeText.Of(words);
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

        if (value.Commitment is null)
        {
            writer.WriteNullValue();
            return;
        }

        writer.WriteStartObject();
        writer.WriteString("redacted"u8, value.Commitment);
        writer.WriteEndObject();
    }
}
