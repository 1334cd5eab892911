namespace CommunitiesOfPractice;

/// <summary>Which of two times a local time means, on a day on which the clocks go back.</summary>
public enum WhichTime
{
    /// <summary>The first, before the clocks go back.</summary>
    First,
    /// <summary>The second, after the clocks have gone back.</summary>
    Second,
}

/// <summary>A time as people give it: what their calendar and clock show, and where.</summary>
/// <param name="Local">The date and time that the clock shows there.</param>
/// <param name="Zone">The time zone, by its name in the tz data, such as <c>Europe/London</c>.</param>
/// <param name="Which">Which of two, where that time happens twice; null where it does not.</param>
public sealed record GivenTime(LocalDateTime Local, string Zone, WhichTime? Which = null)
{
    /// <summary>The time zone.</summary>
    /// <exception cref="ArgumentException">It is not a well-formed key.</exception>
    public string Zone { get; init => field = KeyFormat.Checked(value, nameof(Zone)); } = KeyFormat.Checked(Zone, nameof(Zone));

    /// <summary>Which of two.</summary>
    /// <exception cref="ArgumentException">It is none of them.</exception>
    public WhichTime? Which { get; init => field = Guard.Against.OutOfSet(value); } = Guard.Against.OutOfSet(Which);

    /// <summary>
    /// The same time of day in the same zone, so many days later or earlier. Which of two it means is to be said anew.
    /// </summary>
    public GivenTime PlusDays(int days) => new(Local.PlusDays(days), Zone);
}

/// <summary>A way to say a time that the clocks skip or repeat, and the instant that it is.</summary>
/// <param name="Time">The time, said so that it happens once.</param>
/// <param name="Instant">When that is.</param>
public sealed record TimeWay(GivenTime Time, Instant Instant)
{
    /// <summary>The time, said so that it happens once.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public GivenTime Time { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Time);
}

/// <summary>
/// What the zone data of the day says of a time that somebody gave. The host gives it with the act, and the caller never does.
/// It is copied into the event, so that replay asks no zone data (law 12).
/// </summary>
/// <param name="Time">The time that was given.</param>
/// <param name="IsZoneKnown">Whether the data knows the zone.</param>
/// <param name="Start">The instant that it is; null where the zone is unknown, and where the time is skipped or repeated and the
/// person has not said which.</param>
/// <param name="WaysOut">Of a time that the clocks skip or repeat, the two ways to say it, the earlier first; empty
/// otherwise.</param>
/// <param name="Source">Which zone data says so, such as <c>tzdb-2026f</c>.</param>
public sealed record ZoneEvidence(GivenTime Time, bool IsZoneKnown, Instant? Start, ValueList<TimeWay> WaysOut, string Source)
    : IEvidence
{
    string? IEvidence.Of => null;

    /// <summary>The time that was given.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public GivenTime Time { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Time);

    /// <summary>The two ways to say it.</summary>
    /// <exception cref="ArgumentException">It is null, or holds null.</exception>
    public ValueList<TimeWay> WaysOut { get; init => field = Guard.Against.Gaps(value); } = Guard.Against.Gaps(WaysOut);

    /// <summary>Which zone data says so.</summary>
    /// <exception cref="ArgumentException">It is not a well-formed key.</exception>
    public string Source { get; init => field = KeyFormat.Checked(value, nameof(Source)); } =
        KeyFormat.Checked(Source, nameof(Source));

    /// <summary>
    /// What zone data says of a time. A time that the clocks jump over can be said as the time as long before the jump, or as
    /// the time as long after it. A time that happens twice can be said as the first or the second.
    /// </summary>
    /// <param name="time">The time.</param>
    /// <param name="zones">The zone data, such as NodaTime's own.</param>
    /// <exception cref="ArgumentNullException">One of them is null.</exception>
    public static ZoneEvidence Of(GivenTime time, IDateTimeZoneProvider zones)
    {
        Guard.Against.Null(time);
        var source = SourceOf(Guard.Against.Null(zones));
        if (zones.GetZoneOrNull(time.Zone) is not { } zone) return new(time, false, null, [], source);
        var mapping = zone.MapLocal(time.Local);
        if (mapping.Count == 1) return new(time, true, mapping.Single().ToInstant(), [], source);
        ValueList<TimeWay> ways;
        if (mapping.Count == 2)
            ways =
            [
                new(time with { Which = WhichTime.First }, mapping.First().ToInstant()),
                new(time with { Which = WhichTime.Second }, mapping.Last().ToInstant()),
            ];
        else
        {
            var (before, after) = (mapping.EarlyInterval.WallOffset, mapping.LateInterval.WallOffset);
            ways = [Way(time.Local.WithOffset(after)), Way(time.Local.WithOffset(before))];
        }

        var start = mapping.Count == 2 && time.Which is { } which ? ways[(int)which].Instant : (Instant?)null;
        return new(time, true, start, ways, source);

        TimeWay Way(OffsetDateTime read)
        {
            var there = read.ToInstant().InZone(zone).LocalDateTime;
            return new(new(there, time.Zone), read.ToInstant());
        }
    }

    /// <summary>The name of a version of zone data as a key: what stands before the first bracket.</summary>
    internal static string SourceOf(IDateTimeZoneProvider zones)
    {
        var version = zones.VersionId.Split('(')[0].Trim();
        var key = new string([.. version.Select(c => char.IsLetterOrDigit(c) && c <= '~' ? char.ToLowerInvariant(c) : '-')]);
        while (key.Contains("--")) key = key.Replace("--", "-");
        key = key.Trim('-');
        return key.Length is 0 or > KeyFormat.Longest ? "zone-data" : key;
    }
}

/// <summary>When a gathering takes place: the time as it was given, and the instants that rules use.</summary>
/// <param name="Given">The time as it was given.</param>
/// <param name="Start">The instant at which it begins.</param>
/// <param name="Length">How long it lasts.</param>
/// <param name="Source">Which zone data said so.</param>
public sealed record GatheringTime(GivenTime Given, Instant Start, Duration Length, string Source)
{
    /// <summary>The time as it was given.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public GivenTime Given { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Given);

    /// <summary>The instant at which it is over.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public Instant End => Start.Later(Length);

    /// <summary>
    /// What other zone data says of the same local time, where that is another instant or none. Null where nothing changed. The
    /// gathering keeps its instant until somebody moves it.
    /// </summary>
    /// <exception cref="ArgumentNullException"><paramref name="zones"/> is null.</exception>
    public ZoneEvidence? MovedBy(IDateTimeZoneProvider zones) =>
        ZoneEvidence.Of(Given, zones) is var now && now.Start != Start ? now : null;
}
