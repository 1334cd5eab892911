using CommunitiesOfPractice.Testing;
using NodaTime.TimeZones;
using static CommunitiesOfPractice.Tests.Gatherings.Callers;

namespace CommunitiesOfPractice.Tests.Gatherings;

/// <summary>Random gatherings in all zones of the tz data, around their changes of clocks.</summary>
public sealed class ZoneTests
{
    private const int Gatherings = 1_000;
    private static readonly Instant Start = Instant.FromUtc(2016, 3, 1, 9, 0);

    [Fact]
    public void A_gathering_in_any_zone_keeps_its_local_time_when_it_moves_and_its_instant_when_zone_data_changes()
    {
        var random = new Random(17);
        string[] zones = [.. Zones.Ids];
        var read = new HashSet<string>();
        for (var i = 0; i < Gatherings; i++)
        {
            var zone = zones[i % zones.Length];
            read.Add(zone);
            var near = AroundAChange(Zones[zone], random);
            var called = new Gathering[] { Gathering.Unknown(First) }
                .Select(gathering => gathering.Do(Call(To() with { When = new(near, zone) }), Start)).Single();
            if (!called.Allowed)
            {
                // One of the two ways out is the remedy, and it is the time that it says it is.
                Assert.Contains(called.Clause, new[] { Clauses.TimeSkipped, Clauses.TimeRepeated });
                called = Gathering.Unknown(First).Do((IActOn<Gathering>)called.Remedy!.Act, Start);
            }

            var (gathering, time) = (called.After, called.After.Time!);
            Assert.Equal(time.Given.Local, time.Start.InZone(Zones[zone]).LocalDateTime);

            // Moved by weeks, its clock shows the same, unless the clocks skip or repeat that.
            var to = time.Given.PlusDays(7 * random.Next(1, 60));
            var moved = gathering.Do(new MoveGathering(Amina, Calling(Amina), to, ZoneEvidence.Of(to, Zones)), Start);
            if (moved.Allowed)
                Assert.Equal(to.Local, moved.After.Time!.Start.InZone(Zones[zone]).LocalDateTime);
            else Assert.Contains(moved.Clause, new[] { Clauses.TimeSkipped, Clauses.TimeRepeated });

            // Replay asks no zone data, so the same history is the same gathering under any.
            var lines = called.Events.Concat(moved.Events).ToArray();
            Assert.Equal(moved.Allowed ? moved.After : gathering, Gathering.Replay(lines));

            // Data that moves the zone by an hour tells of it, and the instant stays.
            var newer = new NewerData(new ShiftedZone(zone, Zones[zone]));
            Assert.Equal(time.Start, gathering.Time!.Start);
            Assert.NotNull(time.MovedBy(newer));
            Assert.Null(time.MovedBy(Zones));
        }

        Assert.Equal(zones.Length, read.Count);
    }

    // A minute of the day within three hours of a change of clocks; of a zone without one, any.
    private static LocalDateTime AroundAChange(DateTimeZone zone, Random random)
    {
        var from = Start + Duration.FromDays(random.Next(10, 2_000));
        var interval = zone.GetZoneInterval(from);
        var near = interval.HasEnd && interval.End < Instant.FromUtc(2100, 1, 1, 0, 0) ? interval.End : from;
        var local = near.Plus(Duration.FromMinutes(random.Next(-180, 180))).WithOffset(interval.WallOffset).LocalDateTime;
        return local.Date + new LocalTime(local.Hour, local.Minute);
    }

    private sealed class ShiftedZone(string id, DateTimeZone zone) : DateTimeZone(
        id, false, zone.MinOffset.Plus(Offset.FromHours(1)), zone.MaxOffset.Plus(Offset.FromHours(1)))
    {
        public override ZoneInterval GetZoneInterval(Instant instant)
        {
            var interval = zone.GetZoneInterval(instant);
            return new(
                interval.Name, interval.HasStart ? interval.Start : null, interval.HasEnd ? interval.End : null,
                interval.WallOffset.Plus(Offset.FromHours(1)), interval.Savings);
        }
    }

    private sealed class NewerData(DateTimeZone zone) : IDateTimeZoneProvider
    {
        public string VersionId => "newer";

        public System.Collections.ObjectModel.ReadOnlyCollection<string> Ids => new([zone.Id]);

        public DateTimeZone this[string id] => zone;

        public DateTimeZone GetSystemDefault() => zone;

        public DateTimeZone? GetZoneOrNull(string id) => id == zone.Id ? zone : null;
    }
}
