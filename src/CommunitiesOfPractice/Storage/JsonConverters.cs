using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using NodaTime.Text;

namespace CommunitiesOfPractice.Storage;

/// <summary>
/// Things found by their name in UTF-8, without making a string of it first. A short name is one of few, so a table of hashes is
/// enough.
/// </summary>
internal sealed class Utf8Names<T> where T : class
{
    private readonly (byte[] Name, T Value)[][] _slots;

    public Utf8Names(IEnumerable<(string Name, T Value)> all)
    {
        var named = all.Select(n => (Encoding.UTF8.GetBytes(n.Name), n.Value)).ToArray();
        _slots = new (byte[], T)[Math.Max(4, named.Length * 2)][];
        for (var i = 0; i < _slots.Length; i++) _slots[i] = [.. named.Where(n => Slot(n.Item1) == i)];
    }

    /// <summary>The value named by the JSON string that the reader is at; null where there is none.</summary>
    public T? Find(ref Utf8JsonReader reader)
    {
        if (reader.HasValueSequence || reader.ValueIsEscaped) return Find(Encoding.UTF8.GetBytes(reader.GetString()!));
        return Find(reader.ValueSpan);
    }

    public T? Find(ReadOnlySpan<byte> name)
    {
        foreach (var (candidate, value) in _slots[Slot(name)])
            if (name.SequenceEqual(candidate)) return value;
        return null;
    }

    private int Slot(ReadOnlySpan<byte> name)
    {
        var hash = 2166136261u;
        foreach (var b in name) hash = unchecked((hash ^ b) * 16777619);
        return (int)(hash % (uint)_slots.Length);
    }
}

/// <summary>An enum's member as its name in kebab case.</summary>
internal sealed class NameConverter<T> : JsonConverter<T> where T : struct, Enum
{
    private static readonly Utf8Names<object> Members = new(Names.All<T>().Select(v => (Names.Of(v), (object)v)));

    private static readonly Dictionary<T,
        JsonEncodedText> Spelled = Names.All<T>().ToDictionary(v => v, v => JsonEncodedText.Encode(Names.Of(v)));

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && Members.Find(ref reader) is { } value
            ? (T)value
            : throw new JsonException($"This is no {typeof(T).Name}.");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(Spelled[value]);
}

/// <summary>A list whose items are written as the format writes their type.</summary>
internal sealed class ValueListConverter<T> : JsonConverter<ValueList<T>>
{
    public override ValueList<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray) throw new JsonException("A list is expected.");
        var converter = (JsonConverter<T>)options.GetTypeInfo(typeof(T)).Converter;
        List<T>? items = null;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.Null) throw new JsonException("A list holds no null.");
            (items ??= []).Add(converter.Read(ref reader, typeof(T), options)!);
        }

        return items is null ? ValueList<T>.Empty : items.ToValueList();
    }

    public override void Write(Utf8JsonWriter writer, ValueList<T> value, JsonSerializerOptions options)
    {
        var info = (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
        writer.WriteStartArray();
        foreach (var item in value) JsonSerializer.Serialize(writer, item, info);
        writer.WriteEndArray();
    }
}

/// <summary>A length of time as NodaTime's round-trip text, such as <c>14:00:00:00</c> for two weeks.</summary>
internal sealed class DurationConverter : JsonConverter<Duration>
{
    public override Duration Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String) throw new JsonException("A duration is text.");
        var parsed = DurationPattern.Roundtrip.Parse(reader.GetString()!);
        return parsed.Success ? parsed.Value : throw new JsonException("A duration is written days:hours:minutes:seconds.");
    }

    public override void Write(Utf8JsonWriter writer, Duration value, JsonSerializerOptions options) =>
        writer.WriteStringValue(DurationPattern.Roundtrip.Format(value));
}

/// <summary>A date and a time of day as ISO 8601 has them, such as <c>2015-05-14T13:00:00</c>.</summary>
internal sealed class LocalDateTimeConverter : JsonConverter<LocalDateTime>
{
    // What a form in a page sends has no seconds.
    private static readonly LocalDateTimePattern Short = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-ddTHH:mm");

    public override LocalDateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String) throw new JsonException("A date and time is text.");
        var text = reader.GetString()!;
        var parsed = LocalDateTimePattern.ExtendedIso.Parse(text);
        if (!parsed.Success) parsed = Short.Parse(text);
        return parsed.Success
            ? parsed.Value
            : throw new JsonException("A date and time is written as ISO 8601, such as 2015-05-14T13:00.");
    }

    public override void Write(Utf8JsonWriter writer, LocalDateTime value, JsonSerializerOptions options) =>
        writer.WriteStringValue(LocalDateTimePattern.ExtendedIso.Format(value));
}

/// <summary>
/// An instant as ISO 8601 in UTC, to the nanosecond, exactly as <see cref="InstantPattern.ExtendedIso"/> has it. Years from 1970
/// on, which is to say all that are met, are read and written without a string.
/// </summary>
internal sealed class InstantConverter : JsonConverter<Instant>
{
    private const int Shortest = 20; // 2015-05-14T09:00:00Z
    private const int Longest = 30; // with nine decimals
    private const long SecondsInDay = 86_400;
    private static readonly Instant End = Instant.FromUtc(9999, 12, 31, 23, 59, 59);

    public override Instant Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String) throw new JsonException("An instant is text.");
        if (!reader.HasValueSequence && TryParse(reader.ValueSpan, out var instant)) return instant;
        var parsed = InstantPattern.ExtendedIso.Parse(reader.GetString()!);
        return parsed.Success
            ? parsed.Value
            : throw new JsonException("An instant is written as ISO 8601 in UTC, such as 2015-05-14T09:00:00Z.");
    }

    public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options)
    {
        if (value < NodaConstants.UnixEpoch || value > End)
        {
            writer.WriteStringValue(InstantPattern.ExtendedIso.Format(value));
            return;
        }

        Span<byte> text = stackalloc byte[Longest];
        writer.WriteStringValue(text.Slice(0, Format(value, text)));
    }

    private static bool TryParse(ReadOnlySpan<byte> text, out Instant instant)
    {
        instant = default;
        if (text.Length is < Shortest or > Longest || text[text.Length - 1] != 'Z' || text[4] != '-' || text[7] != '-'
            || text[10] != 'T'
            || text[13] != ':' || text[16] != ':') return false;
        if (!Number(text, 0, 4, out var year) || !Number(text, 5, 2, out var month) || !Number(text, 8, 2, out var day)
            || !Number(text, 11, 2, out var hour) || !Number(text, 14, 2, out var minute)
                || !Number(text, 17, 2, out var second)) return false;
        if (year < 1970 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59
            || second > 59) return false;
        var nanoseconds = 0;
        if (text.Length > Shortest)
        {
            var decimals = text.Length - Shortest - 1;
            if (text[19] != '.' || decimals < 1 || !Number(text, Shortest, decimals, out nanoseconds)) return false;
            for (; decimals < 9; decimals++) nanoseconds *= 10;
        }

        var seconds = (DaysFrom1970(year, month, day) * SecondsInDay) + (hour * 3600) + (minute * 60) + second;
        instant = Instant.FromUnixTimeSeconds(seconds).PlusNanoseconds(nanoseconds);
        return true;
    }

    private static int Format(Instant value, Span<byte> text)
    {
        var seconds = value.ToUnixTimeSeconds();
        var nanoseconds = (int)(value - Instant.FromUnixTimeSeconds(seconds)).ToInt64Nanoseconds();
        var (year, month, day) = DateOf(seconds / SecondsInDay);
        var rest = (int)(seconds % SecondsInDay);
        Put(text, 0, 4, year, (byte)'-');
        Put(text, 5, 2, month, (byte)'-');
        Put(text, 8, 2, day, (byte)'T');
        Put(text, 11, 2, rest / 3600, (byte)':');
        Put(text, 14, 2, rest / 60 % 60, (byte)':');
        Put(text, 17, 2, rest % 60, (byte)'Z');
        if (nanoseconds == 0) return Shortest;
        var decimals = 9;
        for (; nanoseconds % 10 == 0; decimals--) nanoseconds /= 10;
        text[19] = (byte)'.';
        Put(text, Shortest, decimals, nanoseconds, (byte)'Z');
        return Shortest + decimals + 1;
    }

    private static bool Number(ReadOnlySpan<byte> text, int from, int digits, out int number)
    {
        number = 0;
        foreach (var digit in text.Slice(from, digits))
        {
            if (digit is < (byte)'0' or > (byte)'9') return false;
            number = (number * 10) + digit - '0';
        }

        return true;
    }

    private static void Put(Span<byte> text, int from, int digits, int number, byte after)
    {
        for (var i = from + digits - 1; i >= from; i--, number /= 10) text[i] = (byte)('0' + (number % 10));
        text[from + digits] = after;
    }

    // The civil calendar counted in eras of 400 years that begin in March, so that a leap day comes last.
    private static long DaysFrom1970(int year, int month, int day)
    {
        if (month <= 2) year--;
        var era = year / 400;
        var yearOfEra = year - (era * 400);
        var dayOfYear = (((153 * (month + (month > 2 ? -3 : 9))) + 2) / 5) + day - 1;
        return (era * 146_097L) + (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear - 719_468;
    }

    private static (int Year, int Month, int Day) DateOf(long days)
    {
        days += 719_468;
        var era = days / 146_097;
        var dayOfEra = (int)(days - (era * 146_097));
        var yearOfEra = (dayOfEra - (dayOfEra / 1460) + (dayOfEra / 36_524) - (dayOfEra / 146_096)) / 365;
        var dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        var monthFromMarch = ((5 * dayOfYear) + 2) / 153;
        var month = monthFromMarch + (monthFromMarch < 10 ? 3 : -9);
        return ((int)(yearOfEra + (era * 400)) + (month <= 2 ? 1 : 0), month, dayOfYear - (((153 * monthFromMarch) + 2) / 5) + 1);
    }
}

/// <summary>
/// A person's key as the record has it: marked with <c>@</c>, so that a person can be found in a line of any age without knowing
/// what kind of line it is. The chain, forgetting and own-data export rest on it.
/// </summary>
internal sealed class MarkedPersonConverter : JsonConverter<PersonId>
{
    // The person who acts is mostly the one that the event is about: one string serves both. Threads may overwrite each other
    // here, and lose nothing.
    private static string? _last;

    public override PersonId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String) throw new JsonException("A person is text.");
        var span = reader.ValueSpan;
        string key;
        if (!reader.HasValueSequence && !reader.ValueIsEscaped && span.Length > 1 && span[0] == Marked.Person)
        {
            if (_last is { } last && IsLast(span.Slice(1), last)) return PersonId.Known(last);
            key = Marked.Text(span.Slice(1));
        }
        else key = reader.GetString() is { Length: > 1 } marked && marked[0] == Marked.Person
            ? marked.Substring(1)
            : throw new JsonException("A person is written @key.");
        if (KeyFormat.Fault(key) is { } fault) throw new JsonException(fault);
        _last = key;
        return PersonId.Known(key);
    }

    private static bool IsLast(ReadOnlySpan<byte> key, string last)
    {
        if (key.Length != last.Length) return false;
        for (var i = 0; i < last.Length; i++)
            if (key[i] != last[i] || key[i] > 127) return false;
        return true;
    }

    public override void Write(Utf8JsonWriter writer, PersonId value, JsonSerializerOptions options)
    {
        Span<char> text = stackalloc char[KeyFormat.Longest + 1];
        text[0] = Marked.Person;
        value.Value.AsSpan().CopyTo(text.Slice(1));
        writer.WriteStringValue(text.Slice(0, value.Value.Length + 1));
    }
}

/// <summary>
/// Words as the record has them: <c>{"text":"…"}</c>, or <c>{"redacted":"…"}</c> with the commitment that is left of them.
/// </summary>
internal sealed class MarkedTextConverter : JsonConverter<FreeText>
{
    public override FreeText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject || !reader.Read() || reader.TokenType != JsonTokenType.PropertyName)
            throw Malformed();
        var stands = reader.ValueTextEquals(Marked.Words);
        if (!stands && !reader.ValueTextEquals(Marked.Redacted)) throw Malformed();
        if (!reader.Read() || reader.TokenType != JsonTokenType.String) throw Malformed();
        var text = reader.GetString()!;
        if (!reader.Read() || reader.TokenType != JsonTokenType.EndObject || FreeText.Fault(text) is not null) throw Malformed();
        return stands ? FreeText.Of(text) : FreeText.Redacted(text);
    }

    public override void Write(Utf8JsonWriter writer, FreeText value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        if (value.Words is { } words) writer.WriteString(Marked.Words, words);
        else writer.WriteString(Marked.Redacted, value.Commitment
            ?? throw new InvalidOperationException("These words are yet to be said."));
        writer.WriteEndObject();
    }

    private static JsonException Malformed() => new("Words are an object with the one member 'text' or 'redacted'.");
}

/// <summary>
/// Text that is nobody's key and nobody's words, such as the name of a charter: what would look like a mark is escaped.
/// </summary>
internal sealed class MarkedStringConverter : JsonConverter<string>
{
    public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String) throw new JsonException("Text is expected.");
        return reader.GetString() switch
        {
            [Marked.Person, ..] => throw new JsonException("A person stands where text belongs."),
            [Marked.Escape, .. var rest] => rest,
            var text => text!,
        };
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value is [Marked.Person or Marked.Escape, ..] ? Marked.Escape + value : value);
}

/// <summary>How people and words stand in the record's JSON.</summary>
internal static class Marked
{
    public const char Person = '@';

    public const char Escape = '\\';

    public static ReadOnlySpan<byte> Words => "text"u8;

    public static ReadOnlySpan<byte> Redacted => "redacted"u8;

    public static string Text(ReadOnlySpan<byte> utf8) =>
#if NET
        Encoding.UTF8.GetString(utf8);
#else
        Encoding.UTF8.GetString(utf8.ToArray());
#endif
}
