using System.Text.Json;
using NodaTime.Text;
using NodaTime.TimeZones;

namespace CommunitiesOfPractice.Calendars.Tests;

/// <summary>
/// Calendars read back give the instants that were recorded: by the usual library, and by a second reader that knows of a time
/// zone only what the calendar says.
/// </summary>
public sealed class ReadBackTests(SecondReader second) : IClassFixture<SecondReader>
{
    private static readonly int[] Years = [1935, 1955, 1975, 2027, 2150];

    private static readonly LocalDateTimePattern Local = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-ddTHH:mm");

    /// <summary>Every published local time in 50 zones, with the instants that independent zone data says.</summary>
    private static readonly Lazy<(Book Book, Dictionary<string, Instant> Starts)> Published = new(() =>
    {
        var book = new Book { Now = Instant.FromUtc(2017, 1, 1, 0, 0) };
        var starts = new Dictionary<string, Instant>();
        foreach (var time in JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "local-times.json")))
            .RootElement.EnumerateArray())
        {
            var instants = time.GetProperty("instants").EnumerateArray()
                .Select(instant => InstantPattern.ExtendedIso.Parse(instant.GetString()!).Value).ToArray();
            for (var i = 0; i < instants.Length; i++)
            {
                var id = GatheringId.Of($"g-{starts.Count}");
                starts.Add(id.Value, instants[i]);
                book.Call(
                    Book.Assist() with
                    {
                        When = new(
                            Local.Parse(time.GetProperty("local").GetString()!).Value, time.GetProperty("zone").GetString()!,
                            instants.Length > 1 ? (WhichTime)i : null),
                    }, id);
            }
        }

        return (book, starts);
    });

    /// <summary>In every zone that there is: around each change of its clocks in five years, and once in others.</summary>
    private static readonly Lazy<(Book Book, Dictionary<string, Instant> Starts)> Everywhere = new(() =>
    {
        var book = new Book { Now = Instant.FromUtc(1930, 1, 1, 0, 0) };
        var starts = new Dictionary<string, Instant>();
        var (from, until) = (Instant.FromUtc(2025, 1, 1, 0, 0), Instant.FromUtc(2030, 1, 1, 0, 0));
        foreach (var zone in TzdbDateTimeZoneSource.Default.CanonicalIdMap.Values.Distinct().Order(StringComparer.Ordinal)
            .Select(id => DateTimeZoneProviders.Tzdb[id]))
        {
            var changes = zone.GetZoneIntervals(from, until).Where(interval => interval.HasStart && interval.Start > from)
                .Select(interval => interval.Start);
            foreach (var start in changes
                .SelectMany(change => new[] { -90, -60, -30, -1, 0, 30, 60, 90 }.Select(m => change + Duration.FromMinutes(m)))
                .Concat(Years.Select(year => Instant.FromUtc(year, 7, 1, 12, 0))))
            {
                var local = start.InZone(zone).LocalDateTime;
                var mapped = zone.MapLocal(local);
                var id = GatheringId.Of($"g-{starts.Count}");
                starts.Add(id.Value, start);
                book.Call(
                    Book.Assist() with
                    {
                        When = new(
                            local, zone.Id,
                            mapped.Count == 1 ? null : start == mapped.First().ToInstant() ? WhichTime.First : WhichTime.Second),
                    }, id);
            }
        }

        return (book, starts);
    });

    [Fact]
    public void The_usual_library_reads_every_published_local_time_as_its_instant() => ReadByLibrary(Published.Value);

    [NodeFact]
    public void A_second_reader_reads_every_published_local_time_as_its_instant() => ReadBySecond(Published.Value, 50);

    [Fact]
    public void The_usual_library_reads_times_around_clock_changes_everywhere() => ReadByLibrary(Everywhere.Value);

    [NodeFact]
    public void A_second_reader_reads_times_around_clock_changes_everywhere() => ReadBySecond(Everywhere.Value, 300);

    [Theory]
    [InlineData(WhichTime.First, "2026-10-25T00:30:00Z")]
    [InlineData(WhichTime.Second, "2026-10-25T01:30:00Z")]
    public void Half_past_one_on_the_night_the_clocks_go_back_is_in_UTC(WhichTime which, string instant)
    {
        var book = new Book();
        book.Call(Book.Assist() with { When = Book.At("2026-10-25 01:30", which: which) });
        IsInUtc(book, InstantPattern.General.Parse(instant).Value);
    }

    [Fact]
    public void A_gathering_that_is_over_at_half_past_one_that_night_is_in_UTC_at_both_ends()
    {
        var book = new Book();
        book.Call(Book.Assist() with { When = Book.At("2026-10-24 23:30") });
        IsInUtc(book, Instant.FromUtc(2026, 10, 24, 22, 30));
    }

    [Fact]
    public void Half_past_one_on_the_night_the_clocks_go_forward_is_in_UTC_where_older_zone_data_let_it_be()
    {
        var book = new Book();
        book.Call(
            Book.Assist() with { When = Book.At("2026-03-29 01:30") }, zones: new OtherZones("Europe/London", DateTimeZone.Utc));
        IsInUtc(book, Instant.FromUtc(2026, 3, 29, 1, 30));
    }

    [Fact]
    public void Where_newer_zone_data_moved_the_local_time_the_instant_holds_and_is_in_UTC()
    {
        var book = new Book();
        book.Call();
        foreach (var newer in new[] { DateTimeZoneProviders.Tzdb["Europe/Paris"], null })
            IsInUtc(book, Instant.FromUtc(2026, 5, 14, 13, 0), o => o.Zones = new OtherZones("Europe/London", newer));
    }

    [NodeFact]
    public void A_second_reader_reads_half_past_one_on_such_nights_as_its_instant()
    {
        var book = new Book();
        book.Call(Book.Assist() with { When = Book.At("2026-10-25 01:30", which: WhichTime.First) }, GatheringId.Of("back-1"));
        book.Call(Book.Assist() with { When = Book.At("2026-10-25 01:30", which: WhichTime.Second) }, GatheringId.Of("back-2"));
        book.Call(
            Book.Assist() with { When = Book.At("2026-03-29 01:30") }, GatheringId.Of("forward"),
            new OtherZones("Europe/London", DateTimeZone.Utc));
        Assert.Equal(
            [
                ("forward", Instant.FromUtc(2026, 3, 29, 1, 30)), ("back-1", Instant.FromUtc(2026, 10, 25, 0, 30)),
                ("back-2", Instant.FromUtc(2026, 10, 25, 1, 30)),
            ],
            second.Read(book.TextFor(Book.Amina)).Entries
                .Select(entry => (entry.Uid.Split('@')[0], Instant.FromUnixTimeSeconds(entry.Start))));
    }

    [Fact]
    public void A_time_that_no_clock_makes_doubtful_is_in_its_own_zone()
    {
        var book = new Book();
        book.Call();
        var entry = book.EntryFor(Book.Amina);
        Assert.Equal(("Europe/London", "Europe/London"), (entry.Start!.TzId, entry.End!.TzId));
        Assert.Contains("DTSTART;TZID=Europe/London:20260514T140000\r\n", book.TextFor(Book.Amina), StringComparison.Ordinal);
    }

    [Fact]
    public void Less_than_a_second_is_left_out_and_the_end_is_after_the_start()
    {
        var book = new Book();
        book.Call(Book.Assist() with
        {
            When = new(Book.At("2026-05-14 14:00").Local.PlusNanoseconds(5), "Europe/London"), Length = Duration.Epsilon,
        });
        var entry = book.EntryFor(Book.Amina);
        Assert.Equal(
            (new DateTime(2026, 5, 14, 13, 0, 0), new DateTime(2026, 5, 14, 13, 0, 1)),
            (entry.Start!.AsUtc, entry.End!.AsUtc));
    }

    [Fact]
    public void The_rules_of_a_zone_are_those_of_the_years_of_its_entries_and_of_this_year()
    {
        var book = new Book();
        book.Call();
        book.Call(Book.Assist("2150-05-14 14:00"), GatheringId.Of("g-2"));
        var zone = Assert.Single(Ical.Net.Calendar.Load(book.TextFor(Book.Amina))!.TimeZones);
        Assert.Equal("Europe/London", zone.TzId);
        Assert.Equal(
            ["2025-10", "2026-03", "2026-10", "2149-10", "2150-03", "2150-10"],
            zone.TimeZoneInfos.Select(rule => rule.Start!.Value.ToString("yyyy-MM", null)).Order());
    }

    private static void ReadByLibrary((Book Book, Dictionary<string, Instant> Starts) called)
    {
        var entries = Ical.Net.Calendar.Load(called.Book.TextFor(Book.Amina))!.Events;
        Assert.Equal(called.Starts.Count, entries.Count);
        Assert.All(entries, entry =>
        {
            var start = called.Starts[entry.Uid!.Split('@')[0]];
            Assert.Equal(start.ToDateTimeUtc(), entry.Start!.AsUtc);
            Assert.Equal((start + Duration.FromHours(2)).ToDateTimeUtc(), entry.End!.AsUtc);
        });
    }

    private void ReadBySecond((Book Book, Dictionary<string, Instant> Starts) called, int zones)
    {
        var entries = second.Read(called.Book.TextFor(Book.Amina)).Entries;
        Assert.Equal(called.Starts.Count, entries.Count);
        Assert.All(entries, entry =>
        {
            var start = called.Starts[entry.Uid.Split('@')[0]];
            Assert.Equal((entry.Zone, start), (entry.Zone, Instant.FromUnixTimeSeconds(entry.Start)));
            Assert.Equal((entry.Zone, start + Duration.FromHours(2)), (entry.Zone, Instant.FromUnixTimeSeconds(entry.End)));
        });

        // It is no proof of a zone's rules where everything was written in UTC.
        var inZones = entries.Select(entry => entry.Zone).OfType<string>().ToHashSet();
        Assert.True(inZones.Count >= zones, $"{inZones.Count} zones");
        Assert.Superset(new HashSet<string> { "Europe/London", "Europe/Dublin", "Africa/Casablanca" }, inZones);
    }

    private static void IsInUtc(Book book, Instant start, Action<GatheringCalendarOptions>? configure = null)
    {
        var text = book.TextFor(Book.Amina, configure);
        Assert.DoesNotContain("TZID", text, StringComparison.Ordinal);
        var entry = Assert.Single(Ical.Net.Calendar.Load(text)!.Events);
        Assert.Equal(
            (start.ToDateTimeUtc(), (start + Duration.FromHours(2)).ToDateTimeUtc()), (entry.Start!.AsUtc, entry.End!.AsUtc));
    }
}
