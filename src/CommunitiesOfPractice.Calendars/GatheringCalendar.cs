using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;

namespace CommunitiesOfPractice.Calendars;

/// <summary>
/// Gatherings as a calendar file (RFC 5545). An entry says what the person it is for is shown, and names nobody: no organiser, no
/// attendee.
/// </summary>
public static class GatheringCalendar
{
    private const int LongestSummary = 200;

    /// <summary>
    /// Writes gatherings as one calendar, in the order in which they take place. A gathering whose time the person may not know
    /// is left out. The same gatherings give the same text. The clock says only which years its time zones are written for.
    /// </summary>
    /// <remarks>
    /// A time is written in its own time zone, with that zone's rules beside it. It is written in UTC where a calendar could
    /// misread it. That is where the clocks skip or repeat the local time, and where today's zone data does not say the recorded
    /// instant of it: the instant is what holds.
    /// </remarks>
    /// <param name="gatherings">The gatherings, as one person is shown them.</param>
    /// <param name="options">How to write them.</param>
    /// <param name="now">What time it is.</param>
    /// <exception cref="ArgumentNullException"><paramref name="gatherings"/> or <paramref name="options"/> is null.</exception>
    public static string ToICalendar(IEnumerable<ShownGathering> gatherings, GatheringCalendarOptions options, Instant now) =>
        Write(gatherings, options, now, null);

    /// <summary>The same, as a calendar with a name of its own: programs make one of it where they subscribe.</summary>
    internal static string Write(
        IEnumerable<ShownGathering> gatherings, GatheringCalendarOptions options, Instant now, string? name)
    {
        Guard.Against.Null(gatherings);
        var texts = Guard.Against.Null(options).Texts;
        var calendar = new Calendar { ProductId = options.ProductId, Method = CalendarMethods.Publish };
        if (name is not null) calendar.AddProperty("X-WR-CALNAME", name);
        var entries = gatherings.Where(gathering => gathering.When is not null)
            .OrderBy(gathering => gathering.When!.Start).ThenBy(gathering => gathering.Id)
            .Select(gathering => (Gathering: gathering, Hours: EntryHours.Of(gathering.When!, options.Zones))).ToArray();
        foreach (var zone in entries.Where(entry => entry.Hours.Zone is not null).GroupBy(entry => entry.Hours.Zone!.Id)
            .OrderBy(zone => zone.Key, StringComparer.Ordinal))
            calendar.AddChild(ZoneRules.Of(zone.First().Hours.Zone!, zone.Select(entry => entry.Hours), now));
        foreach (var (gathering, hours) in entries) calendar.Events.Add(Entry(gathering, hours, options, texts));
        return Folding.Anew(new CalendarSerializer().SerializeToString(calendar)!);
    }

    private static CalendarEvent Entry(
        ShownGathering gathering, EntryHours hours, GatheringCalendarOptions options, Texts texts)
    {
        var changed = EntryHours.Utc(gathering.ChangedAt);
        var purpose = gathering.Purpose?.Words is { } words ? Plain(words) : null;
        var summary = purpose is null ? texts.Of(gathering.Form) : Short(purpose);
        return new()
        {
            Uid = $"{gathering.Id}@{options.UidDomain}",
            Sequence = gathering.Sequence,
            Status = gathering.Status == GatheringStatus.Cancelled ? EventStatus.Cancelled
                : gathering.IsToConfirm || gathering.IsWaiting ? EventStatus.Tentative
                : EventStatus.Confirmed,
            Class = "PRIVATE",
            DtStamp = changed,
            LastModified = changed,
            Start = hours.Begin,
            End = hours.End,
            Summary = summary,
            Location = gathering.Place?.Words is { } place ? Plain(place) : null,
            Description = Description(gathering, summary == purpose ? null : purpose, options, texts),
            Url = options.Address?.Invoke(gathering),
        };
    }

    private static string Description(
        ShownGathering gathering, string? purpose, GatheringCalendarOptions options, Texts texts)
    {
        var said = new List<string>();
        if (purpose is not null) said.Add(purpose);
        if (gathering.WhyCancelled?.Words is { } why) said.Add(texts["entry.cancelled", Plain(why)]);
        if (gathering.Status == GatheringStatus.Called)
        {
            if (gathering is { IsToConfirm: true, ConfirmBy: { } by }) said.Add(ToConfirm(gathering.When!, by, options, texts));
            if (gathering.IsWaiting) said.Add(texts["entry.waiting"]);
            if (gathering.Online?.Words is { } online) said.Add(texts["entry.online", Plain(online)]);
        }

        said.Add(texts["entry.form", texts.Of(gathering.Form)]);
        if (gathering.IsUnderTheRule) said.Add(texts["entry.rule." + gathering.Rule]);
        return string.Join("\n", said);
    }

    private static string ToConfirm(GatheringTime when, Instant by, GatheringCalendarOptions options, Texts texts)
    {
        var zone = options.Zones.GetZoneOrNull(when.Given.Zone) ?? DateTimeZone.Utc;
        return texts[
            "entry.to-confirm",
            by.InZone(zone).LocalDateTime.ToString(texts["entry.to-confirm.time"], texts.Culture), zone.Id];
    }

    /// <summary>The first line, and of a long one the beginning: a calendar shows no more of it.</summary>
    private static string Short(string words)
    {
        var line = words.Split('\n')[0];
        if (line.Length <= LongestSummary) return line;
        var end = line.LastIndexOf(' ', LongestSummary);
        if (end <= 0) end = char.IsHighSurrogate(line[LongestSummary - 1]) ? LongestSummary - 1 : LongestSummary;
        return line[..end] + "…";
    }

    /// <summary>Words as a calendar can hold them: line breaks of one kind, and no other control characters.</summary>
    private static string Plain(string words) => string.Concat(
        words.ReplaceLineEndings("\n").Where(c => c is '\n' or '\t' || !char.IsControl(c))).Trim();
}
