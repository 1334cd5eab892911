using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Html;
using NodaTime.Text;

namespace CommunitiesOfPractice.AspNetCore.UI;

/// <summary>
/// What the pages themselves say: words, dates and numbers as people write them, in one language. English (en-GB) is built in,
/// from resources. A satellite assembly of this package gives another language.
/// </summary>
public sealed partial class Texts
{
    private static readonly ResourceManager Resources = new("CommunitiesOfPractice.AspNetCore.UI.Texts", typeof(Texts).Assembly);

    private static readonly string[] TimesRead = ["H:mm", "H.mm", "%H"];

    private readonly Wording _wording;
    private readonly DateTimeZone _zone;

    internal Texts(Wording wording, DateTimeZone zone) =>
        (_wording, _zone, Written) = (wording, zone, wording.Culture.Equals(CultureInfo.InvariantCulture)
            ? CultureInfo.GetCultureInfo("en-GB")
            : wording.Culture);

    /// <summary>The culture in which dates and numbers are written.</summary>
    public CultureInfo Written { get; }

    /// <summary>The language, as HTML says it: <c>en-GB</c>.</summary>
    public string Language => Written.Name;

    /// <summary>The text of a key, with a place such as <c>{0}</c> for each thing that it is said of.</summary>
    /// <param name="key">The key, as the package's resources have it.</param>
    /// <param name="of">What it is said of.</param>
    /// <exception cref="InvalidOperationException">There is no text of that key.</exception>
    public string this[string key, params object?[] of] =>
        string.Format(Written, Find(key) ?? throw new InvalidOperationException($"There are no words for '{key}'."), of);

    /// <summary>The text of a key; null where there is none.</summary>
    /// <param name="key">The key.</param>
    public string? Find(string key) => Resources.GetString(key, _wording.Culture);

    /// <summary>A text with markup in its places: each place is encoded, unless it is markup already.</summary>
    /// <param name="key">The key.</param>
    /// <param name="of">What stands in its places.</param>
    public IHtmlContent Html(string key, params object?[] of)
    {
        var content = new HtmlContentBuilder();
        var text = Find(key) ?? throw new InvalidOperationException($"There are no words for '{key}'.");
        var from = 0;
        foreach (Match place in Place().Matches(text))
        {
            content.Append(text[from..place.Index]);
            var value = of[int.Parse(place.Groups[1].Value, CultureInfo.InvariantCulture)];
            if (value is IHtmlContent markup) content.AppendHtml(markup);
            else content.Append(Convert.ToString(value, Written) ?? "");
            from = place.Index + place.Length;
        }

        return content.Append(text[from..]);
    }

    /// <summary>One vote, two votes: the text of <c>key.one</c> or <c>key.many</c>, in whichever form the number takes.</summary>
    /// <param name="key">What there is a number of.</param>
    /// <param name="number">How many.</param>
    /// <param name="of">What else it is said of, from <c>{1}</c> on.</param>
    public string Count(string key, long number, params object?[] of) =>
        this[$"{key}.{_wording.Form(number)}", [number.ToString("N0", Written), .. of]];

    /// <summary>One of a closed set, as part of a sentence.</summary>
    /// <param name="value">Which.</param>
    public string Of(Enum value) => this[KeyOf(value)];

    /// <summary>Every one of a closed set, to choose from.</summary>
    /// <typeparam name="T">The set.</typeparam>
    public IEnumerable<(string Value, string Words)> All<T>()
        where T : struct, Enum => Enum.GetValues<T>().Select(value => (value.ToString(), Capital(Of(value))));

    /// <summary>23 November 2026.</summary>
    /// <param name="at">When.</param>
    public string Day(Instant at) => Day(at.InZone(_zone).Date);

    /// <inheritdoc cref="Day(Instant)"/>
    /// <param name="day">Which day.</param>
    public string Day(LocalDate day) => day.ToString(this["date.day"], Written);

    /// <summary>9:15am.</summary>
    /// <param name="time">The time of day.</param>
    public string Time(LocalTime time) => time switch
    {
        { Minute: 0, Hour: 0 } => this["date.midnight"],
        { Minute: 0, Hour: 12 } => this["date.midday"],
        _ => this["date.hour", time.ToString(this[time.Minute == 0 ? "date.full-hour" : "date.minutes"], Written),
            this[time.Hour < 12 ? "date.am" : "date.pm"]],
    };

    /// <summary>
    /// Monday 23 November 2026, 2pm to 4pm: when a gathering takes place, as the clock there shows it. Where that is not the
    /// host's zone it is named, with the time in the host's.
    /// </summary>
    /// <param name="time">When it takes place.</param>
    /// <param name="zones">The zone data.</param>
    public string When(GatheringTime time, IDateTimeZoneProvider zones)
    {
        Guard.Against.Null(time);
        var there = Guard.Against.Null(zones).GetZoneOrNull(time.Given.Zone);
        return there is null || there.Id == _zone.Id || IsSameClock(time, there)
            ? Span(time, _zone)
            : this["date.elsewhere", Span(time, there), CityOf(there.Id), Span(time, _zone), CityOf(_zone.Id)];
    }

    /// <summary>How a time zone is called: by the city that it has its name from.</summary>
    /// <param name="zone">Its name in the tz data.</param>
    public static string CityOf(string zone) =>
        Guard.Against.Null(zone)[(zone.LastIndexOf('/') + 1)..].Replace('_', ' ');

    private bool IsSameClock(GatheringTime time, DateTimeZone there) =>
        there.GetUtcOffset(time.Start) == _zone.GetUtcOffset(time.Start)
        && there.GetUtcOffset(time.End) == _zone.GetUtcOffset(time.End);

    private string Span(GatheringTime time, DateTimeZone zone)
    {
        var (from, to) = (time.Start.InZone(zone), time.End.InZone(zone));
        return from.Date == to.Date
            ? this["date.span", Weekday(from.Date), Time(from.TimeOfDay), Time(to.TimeOfDay)]
            : this["date.span.days", Weekday(from.Date), Time(from.TimeOfDay), Weekday(to.Date), Time(to.TimeOfDay)];
    }

    private string Weekday(LocalDate day) => day.ToString(this["date.weekday"], Written);

    /// <summary>23 November 2026 at 9:15am.</summary>
    /// <param name="at">When.</param>
    public string When(Instant at) => this["date.when", Day(at), Time(at.InZone(_zone).TimeOfDay)];

    /// <summary>The beginning of a day as people write it: 27 March 2027, 27 Mar 2027 or 27/3/2027; null for no day.</summary>
    /// <param name="written">What they wrote.</param>
    public Instant? DayWritten(string? written) =>
        DateWritten(written) is { } day ? _zone.AtStartOfDay(day).ToInstant() : null;

    /// <summary>A day as people write it; null for no day.</summary>
    /// <param name="written">What they wrote.</param>
    public LocalDate? DateWritten(string? written)
    {
        foreach (var text in this["date.read"].Split('|'))
            if (LocalDatePattern.Create(text, Written).Parse(written?.Trim() ?? "") is { Success: true, Value: var day })
                return day;
        return null;
    }

    /// <summary>A time of day as people write it: 14:00, 2pm, 2:30 pm or midday; null for none.</summary>
    /// <param name="written">What they wrote.</param>
    public LocalTime? TimeWritten(string? written)
    {
        var said = (written ?? "").Replace(" ", "", StringComparison.Ordinal);
        if (Is("date.midnight")) return LocalTime.Midnight;
        if (Is("date.midday")) return LocalTime.Noon;
        var half = Ends("date.am") ? 0 : Ends("date.pm") ? 12 : (int?)null;
        if (half is not null) said = said[..^this[half == 0 ? "date.am" : "date.pm"].Length];
        foreach (var text in TimesRead)
            if (LocalTimePattern.CreateWithInvariantCulture(text).Parse(said) is { Success: true, Value: var time }
                && (half is null ? text != "%H" : time.Hour is > 0 and <= 12))
                return half is null ? time : new(time.Hour % 12 + half.Value, time.Minute);
        return null;

        bool Is(string key) => said.Equals(this[key], StringComparison.OrdinalIgnoreCase);
        bool Ends(string key) => said.EndsWith(this[key], StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>As the beginning of a sentence.</summary>
    /// <param name="words">The words.</param>
    public string Capital(string words) => words.Length == 0 ? words : char.ToUpper(words[0], Written) + words[1..];

    /// <summary>As part of a sentence: the first letter is small, unless the word is a name or all in capitals.</summary>
    /// <param name="words">The words.</param>
    public string Lower(string words) =>
        words.Length == 0 || (words.Length > 1 && char.IsUpper(words[1])) ? words : char.ToLower(words[0], Written) + words[1..];

    /// <summary>Several, as part of a sentence: Falls, Sepsis and Maternity.</summary>
    /// <param name="names">Their names.</param>
    public string List(IReadOnlyList<string> names) => names.Count < 2 ? string.Concat(names)
        : this["list.and", string.Join(this["list.comma"], names.Take(names.Count - 1)), names[^1]];

    /// <summary>An answer of the library, in this language.</summary>
    /// <param name="answer">The answer.</param>
    public string Of(Answer answer) => _wording.Of(answer);

    internal Wording Wording => _wording;

    /// <summary>The zone in which dates stand on pages.</summary>
    internal DateTimeZone Zone => _zone;

    internal static string KeyOf(Enum value) => $"{Kebab(value.GetType().Name)}.{Kebab(value.ToString())}";

    private static string Kebab(string name) => string.Concat(
        name.Select((c, i) => char.IsUpper(c) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(c) : c.ToString()));

    [GeneratedRegex(@"\{(\d+)\}")]
    private static partial Regex Place();
}
