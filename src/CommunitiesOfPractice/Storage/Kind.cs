using System.Text.Json;
using System.Text.Json.Serialization;

namespace CommunitiesOfPractice.Storage;

/// <summary>One line of <see cref="WireNames"/>: the name under which a type is stored, and how it is read and written.</summary>
internal abstract class Kind<TBase>(string name, int schema, IReadOnlyList<string>? asks = null)
    where TBase : class
{
    public string Name => name;

    /// <summary>
    /// The parts of an act that its doer chooses, besides words and times; with a minus before it, words that are not theirs to
    /// choose.
    /// </summary>
    public IReadOnlyList<string> Asks => asks ?? [];

    /// <summary>The schema that is written; earlier ones are upcast to it, later ones refused.</summary>
    public int Schema => schema;

    public JsonEncodedText Written { get; } = JsonEncodedText.Encode(name);

    public abstract Type Type { get; }

    public abstract TBase Read(ref Utf8JsonReader reader, JsonSerializerOptions options);

    public abstract void Write(Utf8JsonWriter writer, TBase value, JsonSerializerOptions options);
}

internal sealed class Kind<TBase, T>(string name, int schema, IReadOnlyList<string>? asks = null)
    : Kind<TBase>(name, schema, asks)
    where TBase : class
    where T : class, TBase
{
    public override Type Type => typeof(T);

    // The converter is called itself: JsonSerializer.Deserialize would first look for the end of the value, and so read
    // everything twice.
    public override TBase Read(ref Utf8JsonReader reader, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("An object is expected.");
        return ((JsonConverter<T>)options.GetTypeInfo(typeof(T)).Converter).Read(ref reader, typeof(T), options)!;
    }

    public override void Write(Utf8JsonWriter writer, TBase value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(
            writer, (T)value, (System.Text.Json.Serialization.Metadata.JsonTypeInfo<T>)options.GetTypeInfo(typeof(T)));
}
