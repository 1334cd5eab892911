using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using NodaTime.TimeZones;

namespace CommunitiesOfPractice.Calendars;

/// <summary>
/// The rules of a time zone for the years of some entries (VTIMEZONE): each change of the clocks as the zone data has it, and
/// none of a pattern that we would have to guess.
/// </summary>
internal static class ZoneRules
{
    private static readonly Duration Day = Duration.FromDays(1);

    public static VTimeZone Of(DateTimeZone zone, IEnumerable<EntryHours> entries, Instant now)
    {
        // Whole years, with the year that it is: the text stays the same from one day to the next. Years between entries that
        // are far apart are left out.
        var years = entries.SelectMany(entry => new[] { Year(entry.Start), Year(entry.Over) }).Append(Year(now)).Distinct();
        var rules = new VTimeZone(zone.Id);
        foreach (var interval in years.Order().SelectMany(year => zone.GetZoneIntervals(Begin(year) - Day, Begin(year + 1) + Day))
            .Distinct().OrderBy(interval => interval.HasStart ? interval.Start : Instant.MinValue))
            rules.AddChild(Rule(zone, interval));
        return rules;
    }

    private static VTimeZoneInfo Rule(DateTimeZone zone, ZoneInterval interval)
    {
        var before = interval.HasStart ? zone.GetZoneInterval(interval.Start - Duration.Epsilon) : interval;
        var begins = interval.HasStart ? interval.Start : Years.First - Day;
        return new(IsSummer(zone, interval) ? Components.Daylight : Components.Standard)
        {
            Start = new CalDateTime(begins.WithOffset(before.WallOffset).LocalDateTime.ToDateTimeUnspecified()),
            OffsetFrom = new UtcOffset(before.WallOffset.ToTimeSpan()),
            OffsetTo = new UtcOffset(interval.WallOffset.ToTimeSpan()),
            TimeZoneName = interval.Name,
        };
    }

    /// <summary>
    /// Whether the clocks are ahead. Zone data has it so, or says of some zones (Dublin, Casablanca) that they are behind in the
    /// other part of the year. Calendars know only the first.
    /// </summary>
    private static bool IsSummer(DateTimeZone zone, ZoneInterval interval) =>
        interval.Savings > Offset.Zero || (interval.Savings == Offset.Zero
            && ((interval.HasStart && zone.GetZoneInterval(interval.Start - Duration.Epsilon).Savings < Offset.Zero)
                || (interval.HasEnd && zone.GetZoneInterval(interval.End).Savings < Offset.Zero)));

    private static int Year(Instant instant) => instant.InUtc().Year;

    private static Instant Begin(int year) => Instant.FromUtc(year, 1, 1, 0, 0);
}
