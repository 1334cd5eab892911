using System.Buffers;
using System.Text;
using System.Text.Json;

namespace CommunitiesOfPractice.Storage;

/// <summary>
/// The record as JSON: one object a line, with its envelope and its event, described in <c>docs/events.md</c>. Reading is strict
/// and bounded: what is not exactly a line of the record is a <see cref="RecordException"/>, and nothing else. The order of an
/// object's members does not matter, so a store may keep lines as <c>jsonb</c>. It uses no reflection, so it is safe to trim and
/// to compile ahead of time.
/// </summary>
public static class RecordJson
{
    /// <summary>The longest line that is read, in bytes.</summary>
    public const int LongestLine = RecordFormat.Longest;

    /// <summary>One line as JSON, in UTF-8.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="entry"/> is null.</exception>
    public static byte[] ToUtf8(Entry entry)
    {
        Guard.Against.Null(entry);
        return RecordFormat.Utf8(writer => RecordFormat.Current.Write(writer, entry));
    }

    /// <summary>One line as JSON text.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="entry"/> is null.</exception>
    public static string ToText(Entry entry) => Encoding.UTF8.GetString(ToUtf8(entry));

    /// <summary>Writes one line, without a line end.</summary>
    /// <exception cref="ArgumentNullException">One of them is null.</exception>
    public static void Write(IBufferWriter<byte> output, Entry entry)
    {
        Guard.Against.Null(entry);
        using var writer = new Utf8JsonWriter(Guard.Against.Null(output), RecordFormat.Writing);
        RecordFormat.Current.Write(writer, entry);
    }

    /// <summary>Writes one line into JSON that is being written.</summary>
    /// <exception cref="ArgumentNullException">One of them is null.</exception>
    public static void Write(Utf8JsonWriter writer, Entry entry) =>
        RecordFormat.Current.Write(Guard.Against.Null(writer), Guard.Against.Null(entry));

    /// <summary>Writes lines, each with its line end.</summary>
    /// <exception cref="ArgumentNullException">One of them is null.</exception>
    public static void WriteLines(Stream output, IEnumerable<Entry> entries)
    {
        Guard.Against.Null(output);
        var buffer = new Utf8Buffer();
        using var writer = new Utf8JsonWriter(buffer, RecordFormat.Writing);
        foreach (var entry in Guard.Against.Null(entries))
        {
            RecordFormat.Current.Write(writer, entry);
            writer.Flush();
            buffer.GetSpan(1)[0] = (byte)'\n';
            buffer.Advance(1);
            var line = buffer.Written.ToArray();
            output.Write(line, 0, line.Length);
            buffer.Clear();
            writer.Reset();
        }
    }

    /// <summary>Reads one line.</summary>
    /// <exception cref="RecordException">It is not a line of the record.</exception>
    public static Entry Read(ReadOnlySpan<byte> json) => RecordFormat.Current.Read(json);

    /// <summary>Reads one line.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is null.</exception>
    /// <exception cref="RecordException">It is not a line of the record.</exception>
    public static Entry Read(string json)
    {
        if (Guard.Against.Null(json).Length > LongestLine)
            throw new RecordException($"A line of the record has at most {LongestLine} bytes.");
        return Read(Encoding.UTF8.GetBytes(json).AsSpan());
    }

    /// <summary>Reads lines one after the other; empty ones are passed over.</summary>
    /// <exception cref="RecordException">While reading: one of them is not a line of the record; the message says
    /// which.</exception>
    public static IEnumerable<Entry> ReadLines(ReadOnlyMemory<byte> json)
    {
        var (rest, number) = (json, 0);
        while (!rest.IsEmpty)
        {
            var end = rest.Span.IndexOf((byte)'\n');
            var line = end < 0 ? rest : rest.Slice(0, end);
            rest = end < 0 ? default : rest.Slice(end + 1);
            number++;
            if (!IsBlank(line.Span)) yield return Numbered(line.Span, number);
        }
    }

    /// <summary>Reads lines one after the other, no more of them at a time than needed; empty ones are passed over.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="input"/> is null.</exception>
    /// <exception cref="RecordException">While reading: one of them is not a line of the record; the message says
    /// which.</exception>
    public static IEnumerable<Entry> ReadLines(Stream input)
    {
        Guard.Against.Null(input);
        return Lines();

        IEnumerable<Entry> Lines()
        {
                var buffer = new byte[64 * 1024];
            var (from, to, number) = (0, 0, 0);
            while (true)
            {
                var end = buffer.AsSpan(from, to - from).IndexOf((byte)'\n');
                if (end < 0)
                {
                    if (to - from > LongestLine)
                        throw new RecordException($"Line {number + 1}: a line of the record has at most {LongestLine} bytes.");
                    if (from > 0) buffer.AsSpan(from, to - from).CopyTo(buffer);
                    (from, to) = (0, to - from);
                    if (to == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
                    var read = input.Read(buffer, to, buffer.Length - to);
                    if (read > 0)
                    {
                        to += read;
                        continue;
                    }

                    if (!IsBlank(buffer.AsSpan(0, to))) yield return Numbered(buffer.AsSpan(0, to), number + 1);
                    yield break;
                }

                number++;
                var line = (From: from, Length: end);
                from += end + 1;
                if (!IsBlank(buffer.AsSpan(line.From, line.Length)))
                    yield return Numbered(buffer.AsSpan(line.From, line.Length), number);
            }
        }
    }

    private static Entry Numbered(ReadOnlySpan<byte> line, int number)
    {
        try
        {
            return RecordFormat.Current.Read(line);
        }
        catch (RecordException fault)
        {
            throw new RecordException(
                string.Format(System.Globalization.CultureInfo.InvariantCulture, "Line {0}: {1}", number, fault.Message), fault);
        }
    }

    private static bool IsBlank(ReadOnlySpan<byte> line)
    {
        foreach (var b in line)
            if (b is not ((byte)' ' or (byte)'\t' or (byte)'\r')) return false;
        return true;
    }
}

/// <summary>
/// Acts as JSON, for hosts that receive them over a wire: an object whose <c>type</c> names the act, such as
/// <c>{"type":"join","by":"k-90"}</c>. People are plain keys and words plain text.
/// </summary>
public static class ActJson
{
    /// <summary>
    /// How acts, and the values in them, are written and read, for a host that puts them into JSON of its own or describes them
    /// by a schema. Read-only.
    /// </summary>
    public static JsonSerializerOptions Options => RecordFormat.Plain;

    /// <summary>Every act by the name that <c>type</c> gives it.</summary>
    public static IReadOnlyDictionary<string,
        Type> Types { get; } = WireNames.Acts.ToDictionary(act => act.Name, act => act.Type);

    /// <summary>The name of an act, such as <c>join</c>.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="act"/> is null.</exception>
    public static string NameOf(Act act) => Names[Guard.Against.Null(act).GetType()];

    private static readonly Dictionary<Type, string> Names = WireNames.Acts.ToDictionary(act => act.Type, act => act.Name);

    /// <summary>An act as JSON, in UTF-8.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="act"/> is null.</exception>
    public static byte[] ToUtf8(Act act) => PlainJson.ToUtf8(Guard.Against.Null(act));

    /// <summary>An act as JSON text.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="act"/> is null.</exception>
    public static string ToText(Act act) => Encoding.UTF8.GetString(ToUtf8(act));

    /// <summary>Writes an act into JSON that is being written.</summary>
    /// <exception cref="ArgumentNullException">One of them is null.</exception>
    public static void Write(Utf8JsonWriter writer, Act act) =>
        PlainJson.Write(Guard.Against.Null(writer), Guard.Against.Null(act));

    /// <summary>Reads an act.</summary>
    /// <exception cref="RecordException">It is not an act.</exception>
    public static Act Read(ReadOnlySpan<byte> json) => PlainJson.Read<Act>(json, "an act");

    /// <summary>Reads an act.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is null.</exception>
    /// <exception cref="RecordException">It is not an act.</exception>
    public static Act Read(string json) => Read(PlainJson.Bytes(json).AsSpan());
}

/// <summary>Charters as JSON.</summary>
public static class CharterJson
{
    /// <summary>A charter as JSON, in UTF-8.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="charter"/> is null.</exception>
    public static byte[] ToUtf8(Charter charter) => PlainJson.ToUtf8(Guard.Against.Null(charter));

    /// <summary>A charter as JSON text.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="charter"/> is null.</exception>
    public static string ToText(Charter charter) => Encoding.UTF8.GetString(ToUtf8(charter));

    /// <summary>Reads a charter. Whether a community can live under it is for <see cref="Charter.Check(int)"/> to say.</summary>
    /// <exception cref="RecordException">It is not a charter.</exception>
    public static Charter Read(ReadOnlySpan<byte> json) => PlainJson.Read<Charter>(json, "a charter");

    /// <summary>Reads a charter. Whether a community can live under it is for <see cref="Charter.Check(int)"/> to say.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is null.</exception>
    /// <exception cref="RecordException">It is not a charter.</exception>
    public static Charter Read(string json) => Read(PlainJson.Bytes(json).AsSpan());
}

/// <summary>Values that stand alone, with people and words as plain text.</summary>
internal static class PlainJson
{
    public static byte[] ToUtf8<T>(T value) => RecordFormat.Utf8(writer => Write(writer, value));

    public static void Write<T>(Utf8JsonWriter writer, T value) =>
        JsonSerializer.Serialize(
            writer, value, (System.Text.Json.Serialization.Metadata.JsonTypeInfo<T>)RecordFormat.Plain.GetTypeInfo(typeof(T)));

    public static T Read<T>(ReadOnlySpan<byte> json, string what) where T : class
    {
        if (json.Length > RecordFormat.Longest) throw TooLong();
        try
        {
            return JsonSerializer.Deserialize(
                json, (System.Text.Json.Serialization.Metadata.JsonTypeInfo<T>)RecordFormat.Plain.GetTypeInfo(typeof(T)))
                ?? throw new JsonException("Nothing there.");
        }
        catch (Exception fault) when (RecordFormat.IsOfReading(fault))
        {
            throw new RecordException($"This is not {what}: {fault.Message}", fault);
        }
    }

    public static byte[] Bytes(string json) =>
        Guard.Against.Null(json).Length > RecordFormat.Longest ? throw TooLong() : Encoding.UTF8.GetBytes(json);

    private static RecordException TooLong() => new($"At most {RecordFormat.Longest} bytes are read.");
}

/// <summary>Notices, and what people care to be told, as JSON: for stores that keep them beside the record.</summary>
public static class NoticeJson
{
    /// <summary>A notice as JSON text.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="notice"/> is null.</exception>
    public static string ToText(Notice notice) => Encoding.UTF8.GetString(PlainJson.ToUtf8(Guard.Against.Null(notice)));

    /// <summary>Preferences as JSON text.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="preferences"/> is null.</exception>
    public static string ToText(NoticePreferences preferences) =>
        Encoding.UTF8.GetString(PlainJson.ToUtf8(Guard.Against.Null(preferences)));

    /// <summary>Reads a notice.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is null.</exception>
    /// <exception cref="RecordException">It is not a notice.</exception>
    public static Notice Read(string json) => PlainJson.Read<Notice>(PlainJson.Bytes(json), "a notice");

    /// <summary>Reads preferences.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is null.</exception>
    /// <exception cref="RecordException">They are none.</exception>
    public static NoticePreferences ReadPreferences(string json) =>
        PlainJson.Read<NoticePreferences>(PlainJson.Bytes(json), "preferences");
}
