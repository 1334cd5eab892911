using NodaTime.Text;

namespace CommunitiesOfPractice.AspNetCore.UI;

/// <summary>When a gathering is to take place, as a form asks for it: a day, from what time until what time, and where.</summary>
/// <param name="Given">When it begins, as it was given.</param>
/// <param name="Length">How long it lasts.</param>
internal sealed record GivenTimes(GivenTime Given, Duration Length)
{
    // What a browser offers: the zones next to ours, and some far ones.
    private static readonly string[] Common =
    [
        "Europe/London", "Europe/Dublin", "Europe/Lisbon", "Europe/Paris", "Europe/Berlin", "Europe/Madrid", "Europe/Rome",
        "Europe/Amsterdam", "Europe/Stockholm", "Europe/Warsaw", "Europe/Athens", "Africa/Lagos", "Africa/Nairobi",
        "Asia/Kolkata", "Asia/Karachi", "Asia/Dhaka", "Asia/Manila", "Asia/Singapore", "America/New_York", "America/Toronto",
        "America/Jamaica", "America/Los_Angeles", "Australia/Sydney", "Pacific/Auckland", "Etc/UTC",
    ];

    private static readonly LocalDateTimePattern Key = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm");

    /// <summary>What a form asks.</summary>
    /// <param name="now">What stands in it at first; null for nothing.</param>
    /// <param name="visit">The request.</param>
    /// <param name="withDay">Whether the day stands in it at first too.</param>
    /// <param name="unclear">A time that was sent and does not happen once; null for none.</param>
    public static IEnumerable<Question> Questions(GatheringTime? now, Visit visit, bool withDay, ZoneEvidence? unclear)
    {
        var t = visit.T;
        var there = now is null ? null : visit.Zones.GetZoneOrNull(now.Given.Zone);
        var end = now is null ? (LocalDateTime?)null : there is null ? now.Given.Local : now.End.InZone(there).LocalDateTime;
        var isLonger = now is not null && end!.Value.Date != now.Given.Local.Date;
        yield return new Field(
            "day", t["times.day"], t["hint.day"], Value: now is null || !withDay ? null : t.Day(now.Given.Local.Date));
        yield return new Field(
            "from", t["times.from"], t["times.from.hint"], Value: now is null ? null : t.Time(now.Given.Local.TimeOfDay));
        yield return new Field("until", t["times.until"], Value: end is { } over ? t.Time(over.TimeOfDay) : null);
        yield return new Field(
            "lastday", t["times.lastday"], t["times.lastday.hint"],
            Value: isLonger && withDay ? t.Day(end!.Value.Date) : null);
        yield return new Field(
            "zone", t["times.zone"], t["times.zone.hint"], Value: now?.Given.Zone ?? t.Zone.Id) { Offers = Common };
        if (unclear is not null) yield return Way(unclear, t);
    }

    /// <summary>What a form said; null where something in it was wrong, which is noted.</summary>
    public static GivenTimes? Of(Sent sent, Visit visit)
    {
        var t = visit.T;
        var (day, from, until) = (t.DateWritten(sent["day"]), t.TimeWritten(sent["from"]), t.TimeWritten(sent["until"]));
        var last = sent["lastday"] is { } said ? t.DateWritten(said) : day;
        var zone = ZoneOf(sent["zone"] ?? t.Zone.Id, visit.Zones);
        if (day is null) sent.Fault("day", t["fault.day"]);
        if (from is null) sent.Fault("from", t["fault.time"]);
        if (until is null) sent.Fault("until", t["fault.time"]);
        if (day is not null && last is null) sent.Fault("lastday", t["fault.day"]);
        if (zone is null) sent.Fault("zone", t["times.zone.unknown"]);
        if (day is not { } date || from is not { } begins || until is not { } ends || last is not { } over || zone is null)
            return null;

        // Until one in the morning, with no other day named, is the next day.
        if (sent["lastday"] is null && ends <= begins) over = over.PlusDays(1);
        var (start, end) = (zone.AtLeniently(date + begins).ToInstant(), zone.AtLeniently(over + ends).ToInstant());
        if (end > start && end - start <= GatheringCall.Longest) return new(new(date + begins, zone.Id), end - start);
        sent.Fault("until", t["times.until.fault", GatheringCall.Longest.Days]);
        return null;
    }

    /// <summary>
    /// Acts that name a time, each with a time that happens once. Where the clocks skip or repeat one, somebody has to say which
    /// of two times they mean: null, and a fault, until they have.
    /// </summary>
    /// <param name="acts">The acts.</param>
    /// <param name="sent">What was sent.</param>
    /// <param name="visit">The request.</param>
    public static IReadOnlyList<ActOn>? Once(IReadOnlyList<ActOn> acts, Sent sent, Visit visit)
    {
        if (Unclear(acts) is not { } unclear) return acts;
        var ways = WaysOf(unclear, visit.T);
        var chosen = ways.FindIndex(way => way.Value == sent["way"]);
        if (chosen >= 0) return [.. acts.Select(one => one with { Act = OnceOf(one.Act, chosen, visit) })];
        sent.Fault("way", Skips(unclear)
            ? visit.T["times.way.skipped", visit.T.Time(unclear.Time.Local.TimeOfDay), visit.T.Day(unclear.Time.Local.Date)]
            : visit.T["times.way.repeated", visit.T.Time(unclear.Time.Local.TimeOfDay), visit.T.Day(unclear.Time.Local.Date)]);
        return null;
    }

    /// <summary>The first time that some acts name and that does not happen once; null for none.</summary>
    public static ZoneEvidence? Unclear(IEnumerable<ActOn> acts) =>
        acts.Select(one => ZoneIn(one.Act)).FirstOrDefault(zone => zone is { Start: null, WaysOut.Count: 2 });

    private static Act OnceOf(Act act, int chosen, Visit visit)
    {
        if (ZoneIn(act) is not { Start: null, WaysOut: { Count: 2 } ways }) return act;
        var (time, zone) = (ways[chosen].Time, ZoneEvidence.Of(ways[chosen].Time, visit.Zones));
        return act switch
        {
            CallGathering call => call with { Call = call.Call with { When = time }, Zone = zone },
            MoveGathering move => move with { To = time, Zone = zone },
            _ => throw new InvalidOperationException($"{act.GetType().Name} names no time."),
        };
    }

    private static ZoneEvidence? ZoneIn(Act act) => act switch
    {
        CallGathering call => call.Zone,
        MoveGathering move => move.Zone,
        _ => null,
    };

    private static bool Skips(ZoneEvidence unclear) => unclear.WaysOut[0].Time.Which is null;

    private static Choice Way(ZoneEvidence unclear, Texts t) => new(
        "way", t["times.way"], WaysOf(unclear, t), Hint: t[Skips(unclear) ? "times.way.skipped.hint" : "times.way.repeated.hint"],
        Unchosen: t["propose.choose"]);

    private static List<(string Value, string Words)> WaysOf(ZoneEvidence unclear, Texts t) =>
    [
        .. unclear.WaysOut.Select((way, i) => ($"{i} {Key.Format(unclear.Time.Local)} {unclear.Time.Zone}", way.Time.Which switch
        {
            WhichTime.First => t["times.way.first", t.Time(way.Time.Local.TimeOfDay)],
            WhichTime.Second => t["times.way.second", t.Time(way.Time.Local.TimeOfDay)],
            _ => t.Capital(t.Time(way.Time.Local.TimeOfDay)),
        })),
    ];

    // By its name in the tz data, or by its city, as people write it.
    private static DateTimeZone? ZoneOf(string said, IDateTimeZoneProvider zones)
    {
        var id = Named(zone => zone) ?? Named(Texts.CityOf);
        return id is null ? null : zones.GetZoneOrNull(id);

        string? Named(Func<string, string> name) =>
            zones.Ids.FirstOrDefault(zone => name(zone).Equals(said, StringComparison.OrdinalIgnoreCase));
    }
}
