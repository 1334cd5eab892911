namespace CommunitiesOfPractice;

/// <summary>
/// Gatherings that are called together, each then on its own. Local time is kept, so that a monthly meeting at two stays at two
/// over a change of clocks. Cancelled gatherings stay cancelled when a series is moved, and so do those that are over.
/// </summary>
public static class GatheringSeries
{
    /// <summary>The most gatherings that are called together: a year of weekly ones.</summary>
    public const int Most = 53;

    /// <summary>The acts that call a series: one gathering every so many days, each on a stream of its own.</summary>
    /// <param name="first">The act that calls the first. Its gathering names the series.</param>
    /// <param name="ids">The ids of all of them, the first one's first.</param>
    /// <param name="everyDays">How many days lie between them; 7 for every week.</param>
    /// <param name="zones">The zone data.</param>
    /// <exception cref="ArgumentNullException"><paramref name="first"/> or <paramref name="zones"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="ids"/> is null, empty, holds <c>default</c> or one id twice, or more
    /// than <see cref="Most"/>; or <paramref name="everyDays"/> is not positive.</exception>
    public static ValueList<ActOn> Call(
        CallGathering first, ValueList<GatheringId> ids, int everyDays, IDateTimeZoneProvider zones)
    {
        Guard.Against.Null(first);
        Guard.Against.Null(zones);
        Guard.Against.NegativeOrZero(everyDays);
        if (Guard.Against.Gaps(ids).Count is 0 or > Most || ids.Distinct().Count() < ids.Count)
            throw new ArgumentException($"A series has 1 to {Most} gatherings, each with an id of its own.", nameof(ids));
        return ids.Select((id, i) =>
        {
            var when = i == 0 ? first.Call.When : first.Call.When.PlusDays(i * everyDays);
            return new ActOn(StreamId.Of(id), first with
            {
                Call = first.Call with { When = when, Series = ids[0] },
                Zone = ZoneEvidence.Of(when, zones),
            });
        }).ToValueList();
    }

    /// <summary>
    /// The acts that move what is ahead of a series: each gathering by so many days, to a time of day. Those that are cancelled
    /// or over are left out.
    /// </summary>
    /// <param name="series">The gatherings of the series (<see cref="Landscape.SeriesOf"/>).</param>
    /// <param name="days">By how many days; negative for earlier, and 0 for the same day.</param>
    /// <param name="timeOfDay">To which time of day; null for the one that each has.</param>
    /// <param name="by">Who looks after them.</param>
    /// <param name="home">What the record of their community says of that person.</param>
    /// <param name="zones">The zone data.</param>
    /// <param name="at">When: which are over.</param>
    /// <exception cref="ArgumentNullException">Something is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="by"/> is <c>default</c>.</exception>
    public static ValueList<ActOn> Move(
        IEnumerable<Gathering> series, int days, LocalTime? timeOfDay, PersonId by, CallingEvidence home,
        IDateTimeZoneProvider zones, Instant at) =>
        Guard.Against.Null(series).Where(gathering => gathering.Status == GatheringStatus.Called && !gathering.IsOver(at))
            .Select(gathering =>
            {
                var given = gathering.Time!.Given.PlusDays(days);
                var to = timeOfDay is { } time ? given with { Local = given.Local.Date + time } : given;
                return new ActOn(
                    StreamId.Of(gathering.Id),
                    new MoveGathering(by, home, to, ZoneEvidence.Of(to, zones)));
            }).ToValueList();

    /// <summary>The acts that cancel what is ahead of a series. Those that are cancelled or over are left out.</summary>
    /// <param name="series">The gatherings of the series.</param>
    /// <param name="why">Why.</param>
    /// <param name="by">Who looks after them.</param>
    /// <param name="home">What the record of their community says of that person.</param>
    /// <param name="at">When: which are over.</param>
    /// <exception cref="ArgumentNullException">Something is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="by"/> is <c>default</c>.</exception>
    public static ValueList<ActOn> Cancel(
        IEnumerable<Gathering> series, FreeText why, PersonId by, CallingEvidence home, Instant at) =>
        Guard.Against.Null(series).Where(gathering => gathering.Status == GatheringStatus.Called && !gathering.IsOver(at))
            .Select(gathering => new ActOn(StreamId.Of(gathering.Id), new CancelGathering(by, home, why))).ToValueList();
}
