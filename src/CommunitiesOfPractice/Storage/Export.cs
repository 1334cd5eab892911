using System.Security.Cryptography;
using System.Text.Json;
using NodaTime.Text;

namespace CommunitiesOfPractice.Storage;

/// <summary>
/// A community's whole history in one document that says what it is, to be taken to another host (law 15). It has its format and
/// version, the stream, every line, and a digest that shows damage on the way. At the other host, read it, append its lines to
/// the record as they are, and do <see cref="Import"/>. The state is equal, but every member's place then waits to be claimed. A
/// chain moves with its lines and is verified with the salt it was made with. Hand that salt over apart from the document, or
/// seal the lines again.
/// </summary>
public static class CommunityExport
{
    private const string Format = "communities-of-practice/community";
    private const int FormatVersion = 1;

    /// <summary>The document, as JSON in UTF-8.</summary>
    /// <param name="history">All of a community's lines, from the first on.</param>
    /// <exception cref="ArgumentNullException"><paramref name="history"/> is null.</exception>
    /// <exception cref="RecordException">They are not the whole history of one community.</exception>
    public static byte[] ToUtf8(IEnumerable<Entry> history)
    {
        var lines = Guard.Against.Null(history).ToArray();
        var community = Community.Replay(lines);
        return RecordFormat.Utf8(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("format"u8, Format);
            writer.WriteNumber("formatVersion"u8, FormatVersion);
            writer.WriteString("stream"u8, StreamId.Of(community.Id).ToString());
            writer.WriteNumber("version"u8, community.Version);
            writer.WriteStartArray("entries"u8);
            foreach (var line in lines) RecordJson.Write(writer, line);
            writer.WriteEndArray();
            writer.WriteString("digest"u8, Digest(lines));
            writer.WriteEndObject();
        });
    }

    /// <summary>The history that a document holds, to be appended to the record of the host that imports it.</summary>
    /// <exception cref="RecordException"> It is not such a document, is of a later format, was damaged on the way, or its lines
    /// are not the whole history of one community. </exception>
    public static ValueList<Entry> Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            if (root.GetProperty("format").GetString() != Format)
                throw new RecordException("This is not the export of a community.");
            if (root.GetProperty("formatVersion").GetInt32() != FormatVersion)
                throw new RecordException("This export is of a format that this version of the library does not know.");
            var lines = root.GetProperty("entries").EnumerateArray().Select(Line).ToArray();
            var community = Community.Replay(lines);
            return StreamId.Of(community.Id).ToString() == root.GetProperty("stream").GetString()
                && community.Version == root.GetProperty("version").GetInt64()
                && Digest(lines) == root.GetProperty("digest").GetString()
                    ? lines.ToValueList()
                    : throw new RecordException("This export was damaged on the way: it is not what it says of itself.");
        }
        catch (Exception fault) when (RecordFormat.IsOfReading(fault) || fault is KeyNotFoundException)
        {
            throw new RecordException("This is not the export of a community: " + fault.Message, fault);
        }
    }

    private static Entry Line(JsonElement element) => RecordJson.Read(RecordFormat.Utf8(writer => element.WriteTo(writer)));

    private static string Digest(IEnumerable<Entry> lines)
    {
        using var hash = SHA256.Create();
        foreach (var line in lines)
        {
            var bytes = Chain.Canonical(line, person => person, _ => null);
            hash.TransformBlock(bytes, 0, bytes.Length, null, 0);
        }

        hash.TransformFinalBlock([], 0, 0);
        return Hex.Of(hash.Hash!);
    }
}

/// <summary>
/// What the record holds of one person, for them to read (feature 86): every line that they did or that names them, in order, as
/// one JSON document. What they wrote is there in full. So is what others wrote in those lines, because it is about them. A
/// second key of theirs counts as theirs (law 13). Other people appear as <c>@other-1</c>, <c>@other-2</c> and so on, the same
/// number for the same person throughout, because their keys are their own. Offices and the community's own decisions are public
/// among its members and stay. Hashes are left out, because they would not match lines changed in this way.
/// </summary>
public static class OwnData
{
    private const string Format = "communities-of-practice/own-data";

    /// <summary>The document, as JSON in UTF-8. For somebody that the record does not mention, it has no lines.</summary>
    /// <param name="history">The lines of one or of several streams.</param>
    /// <param name="person">Whose data.</param>
    /// <param name="told">What is kept beside the record of how they are told; null for nothing.</param>
    /// <param name="notices">What they were told, as far as it is kept; null for nothing.</param>
    /// <exception cref="ArgumentNullException"><paramref name="history"/> is null.</exception>
    public static byte[] ToUtf8(
        IEnumerable<Entry> history, PersonId person, ToldSomebody? told = null, ValueList<Notice>? notices = null)
    {
        var key = Guard.Against.Default(person).Value;
        var lines = Guard.Against.Null(history).ToList();
        var keys =
            new HashSet<string>(
                SecondKeys.KeysIn(lines.Select(line => line.Event), person).Select(one => one.Value), StringComparer.Ordinal);
        var others = new Dictionary<string, string>(StringComparer.Ordinal);
        return RecordFormat.Utf8(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("format"u8, Format);
            writer.WriteNumber("formatVersion"u8, 1);
            writer.WriteString("person"u8, Marked.Person + key);
            writer.WriteStartArray("entries"u8);
            foreach (var entry in lines)
            {
                using var line = MarkedJson.Parse(entry with { Hash = null });
                if (MarkedJson.PeopleIn(line.RootElement).Any(keys.Contains))
                    MarkedJson.Copy(line.RootElement, writer, Shown, _ => null);
            }

            writer.WriteEndArray();
            if (told is not null) WriteTold(writer, told);
            if (notices is not null) WriteNotices(writer, notices);
            writer.WriteEndObject();
        });

        string Shown(string other)
        {
            if (keys.Contains(other)) return other;
            if (!others.TryGetValue(other, out var shown))
                others[other] = shown = "other-" + (others.Count + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
            return shown;
        }
    }

    private static void WriteTold(Utf8JsonWriter writer, ToldSomebody told)
    {
        writer.WriteStartObject("told"u8);
        writer.WritePropertyName("preferences"u8);
        PlainJson.Write(writer, told.Preferences);
        if (told.SeenUntil is { } seen) writer.WriteString("seenUntil"u8, InstantPattern.ExtendedIso.Format(seen));
        if (told.SentFor is { } day) writer.WriteString("sentFor"u8, LocalDatePattern.Iso.Format(day));
        writer.WriteEndObject();
    }

    private static void WriteNotices(Utf8JsonWriter writer, ValueList<Notice> notices)
    {
        writer.WriteStartArray("notices"u8);
        foreach (var notice in notices) PlainJson.Write(writer, notice);
        writer.WriteEndArray();
    }
}
