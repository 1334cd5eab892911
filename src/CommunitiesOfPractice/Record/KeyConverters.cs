using System.Text.Json;
using System.Text.Json.Serialization;

namespace CommunitiesOfPractice;

/// <summary>Reads and writes a key as JSON text; what is not a well-formed key is a <see cref="JsonException"/>.</summary>
internal abstract class KeyConverter<T>(Func<string, T> read, Func<T, string> write) : JsonConverter<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String) throw new JsonException($"A {typeof(T).Name} is text.");
        var text = reader.GetString()!;
        return Key.Fault(text) is { } fault ? throw new JsonException(fault) : read(text);
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        Guard.Against.Null(writer).WriteStringValue(write(value));
}

internal sealed class PersonIdConverter() : KeyConverter<PersonId>(PersonId.Of, id => id.Value);
