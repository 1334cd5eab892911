using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using CommunitiesOfPractice.Counting;

namespace CommunitiesOfPractice.Storage;

/// <summary>
/// A community's whole state at one version, so that you need not replay a long history from its beginning. Read it, and go on
/// with <see cref="Community.After"/> and the lines since. It equals what a replay gives, with open decisions and their
/// electorates and ballots. A snapshot is a convenience and never the record. A snapshot of another format, or one that cannot be
/// read, is a <see cref="RecordException"/>, and then you must replay. Snapshots from before somebody was forgotten hold their
/// key, and are dropped.
/// </summary>
public static class Snapshot
{
    private const string Format = "communities-of-practice/snapshot";

    /// <summary>The format that is written, and the only one that is read. It changes whenever the state does.</summary>
    public const int FormatVersion = 4;

    /// <summary>The snapshot, as JSON in UTF-8.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="community"/> is null.</exception>
    public static byte[] ToUtf8(Community community)
    {
        Guard.Against.Null(community);
        return RecordFormat.Utf8(
            writer =>
                JsonSerializer.Serialize(writer, new Document(Format, FormatVersion, community.Id, State.Of(community)), Info));
    }

    /// <summary>The community that a snapshot holds.</summary>
    /// <exception cref="RecordException">It is not a snapshot of this format. Nothing is lost: replay the history.</exception>
    public static Community Read(ReadOnlySpan<byte> json)
    {
        using var old = OldLines.Begin();
        try
        {
            Check(json);
            var document = JsonSerializer.Deserialize(json, Info) ?? throw new JsonException("Nothing there.");
            return new Community(document.Community, document.State);
        }
        catch (Exception fault) when (RecordFormat.IsOfReading(fault))
        {
            throw new RecordException("This is not a snapshot: " + fault.Message, fault);
        }
    }

    // The version is looked for before anything else is read, so that another format is called that and not malformed.
    private static void Check(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, RecordFormat.Reading);
        var known = false;
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName && !known)
        {
            known = reader.ValueTextEquals("formatVersion"u8);
            reader.Read();
            if (known && (!reader.TryGetInt32(out var version) || version != FormatVersion))
                throw new JsonException("It is of a format that this version of the library does not know.");
            reader.Skip();
        }
    }

    private static JsonTypeInfo<Document> Info => (JsonTypeInfo<Document>)RecordFormat.Stored.GetTypeInfo(typeof(Document));

    internal sealed record Document(string Format, int FormatVersion, CommunityId Community, State State);

    internal sealed record State(
        long Version,
        Instant LastAt,
        Instant LastActivity,
        Life Life,
        ValueList<CharterVersion> Charters,
        PersistentMap<OfficeId, OfficeHistory> Offices,
        Roll Roll,
        Admissions Admissions,
        Docket Docket,
        ValueList<DueAt> Agenda,
        SecondKeys SecondKeys)
    {
        public static State Of(Community of) => new(
            of.Version, of.LastAt, of.LastActivity, of.Life, of.Charters, of.Offices, of.Roll, of.Admissions, of.Docket,
                of.Agenda.All.ToValueList(), of.SecondKeys);
    }
}

/// <summary>A map as a list of pairs, in the order that is the same everywhere.</summary>
internal sealed class MapConverter<TKey, TValue> : JsonConverter<PersistentMap<TKey, TValue>>
    where TKey : notnull, IStableHash, IEquatable<TKey>
{
    public override PersistentMap<TKey, TValue> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray) throw new JsonException("A list of pairs is expected.");
        var keys = (JsonConverter<TKey>)options.GetTypeInfo(typeof(TKey)).Converter;
        var values = (JsonConverter<TValue>)options.GetTypeInfo(typeof(TValue)).Converter;
        var map = PersistentMap<TKey, TValue>.Empty.Edit();
        while (reader.Read() && reader.TokenType == JsonTokenType.StartArray)
        {
            reader.Read();
            var key = keys.Read(ref reader, typeof(TKey), options)!;
            reader.Read();
            if (reader.TokenType == JsonTokenType.Null || map.Has(key))
                throw new JsonException("A pair has a key of its own and a value.");
            map.Set(key, values.Read(ref reader, typeof(TValue), options)!);
            if (!reader.Read() || reader.TokenType != JsonTokenType.EndArray) throw new JsonException("A pair has two items.");
        }

        return reader.TokenType == JsonTokenType.EndArray
            ? map.Freeze()
            : throw new JsonException("A list of pairs is expected.");
    }

    public override void Write(Utf8JsonWriter writer, PersistentMap<TKey, TValue> value, JsonSerializerOptions options)
    {
        var keys = (JsonTypeInfo<TKey>)options.GetTypeInfo(typeof(TKey));
        var values = (JsonTypeInfo<TValue>)options.GetTypeInfo(typeof(TValue));
        writer.WriteStartArray();
        foreach (var (key, item) in value)
        {
            writer.WriteStartArray();
            JsonSerializer.Serialize(writer, key, keys);
            JsonSerializer.Serialize(writer, item, values);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }
}

/// <summary>Who may vote in an open decision: the roll as it stood, and who was recused.</summary>
internal sealed class ElectorateConverter : JsonConverter<Electorate>
{
    private static readonly MapConverter<PersonId, Standing> Rolls = new();
    private static readonly MapConverter<PersonId, FreeText> Recusals = new();

    public override Electorate Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray) throw new JsonException("An electorate is a pair.");
        reader.Read();
        var roll = Rolls.Read(ref reader, typeof(PersistentMap<PersonId, Standing>), options);
        reader.Read();
        var recused = Recusals.Read(ref reader, typeof(PersistentMap<PersonId, FreeText>), options);
        if (!reader.Read() || reader.TokenType != JsonTokenType.EndArray) throw new JsonException("An electorate is a pair.");
        return new(roll, roll.Count(e => e.Value.Counts), recused);
    }

    public override void Write(Utf8JsonWriter writer, Electorate value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        Rolls.Write(writer, value.Roll, options);
        Recusals.Write(writer, value.Recused, options);
        writer.WriteEndArray();
    }
}
