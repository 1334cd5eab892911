using Ical.Net.DataTypes;

namespace CommunitiesOfPractice.Calendars;

/// <summary>When an entry begins and ends, to the second, as a calendar has it.</summary>
/// <param name="Zone">The time zone in which it is written; null for UTC.</param>
/// <param name="Start">The instant at which it begins.</param>
/// <param name="Over">The instant at which it is over.</param>
internal sealed record EntryHours(DateTimeZone? Zone, Instant Start, Instant Over)
{
    private static readonly Duration Second = Duration.FromSeconds(1);

    public CalDateTime Begin => In(Zone, Start);

    public CalDateTime End => In(Zone, Over);

    /// <summary>
    /// In the zone in which its time was given, where today's data says the recorded instants of both ends, once each; otherwise
    /// in UTC.
    /// </summary>
    public static EntryHours Of(GatheringTime when, IDateTimeZoneProvider zones)
    {
        var (start, over) = (ToSecond(when.Start), ToSecond(when.End));
        if (over < when.End) over += Second;
        return zones.GetZoneOrNull(when.Given.Zone) is { } zone && zone != DateTimeZone.Utc && when.MovedBy(zones) is null
            && IsPlain(zone, start) && IsPlain(zone, over)
            ? new(zone, start, over)
            : new(null, start, over);
    }

    public static CalDateTime Utc(Instant instant) => In(null, ToSecond(instant));

    /// <summary>
    /// Whether the clock there shows an instant's local time at no other instant, and is apart from UTC by whole minutes:
    /// programs pass over the seconds of an offset, which clocks had of old.
    /// </summary>
    private static bool IsPlain(DateTimeZone zone, Instant instant) => instant.InZone(zone) is var there
        && there.Offset.Seconds % 60 == 0 && zone.MapLocal(there.LocalDateTime).Count == 1;

    private static Instant ToSecond(Instant instant) => Instant.FromUnixTimeSeconds(instant.ToUnixTimeSeconds());

    private static CalDateTime In(DateTimeZone? zone, Instant instant) => zone is null
        ? new(instant.ToDateTimeUtc(), CalDateTime.UtcTzId)
        : new(instant.InZone(zone).ToDateTimeUnspecified(), zone.Id);
}
