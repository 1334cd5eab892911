namespace CommunitiesOfPractice.Calendars.Tests;

/// <summary>
/// Gatherings that everybody listed may come to, and what people are shown of them. Time passes only where a test says so.
/// </summary>
internal sealed class Book
{
    public static readonly PersonId Amina = PersonId.Of("person-amina");
    public static readonly PersonId Ben = PersonId.Of("person-ben");
    public static readonly PersonId Chloe = PersonId.Of("person-chloe");
    public static readonly PersonId Dev = PersonId.Of("person-dev");
    public static readonly PersonId[] Everybody = [Amina, Ben, Chloe, Dev];
    public static readonly GatheringId First = GatheringId.Of("g-1");

    private static readonly CommunityId Maternity = CommunityId.Of("maternity");
    private static readonly CallingEvidence Home = new(
        Maternity, 7, Amina, true, true, new AnyMember(), Duration.FromDays(7), 5);

    private static readonly Capacity ByAmina = new AsMember(new(
        Maternity, 7, Amina, true, [],
        new(Audience.Community, false, new AnyMember(), new AnyMember(), new AnyMember(), new AnyMember())));

    private readonly Dictionary<GatheringId, Gathering> _gatherings = [];
    private readonly List<Recorded> _lines = [];
    private readonly HostDirectory _directory = new(
        "directory", Everybody.Select(person => new Listing(person, Instant.MinValue)), []);

    private Commons? _commons;

    public Instant Now { get; set; } = Instant.FromUtc(2026, 3, 1, 9, 0);

    /// <summary>A peer assist, at which two have a place and whoever wants may come.</summary>
    public static GatheringCall Assist(string local = "2026-05-14 14:00", string zone = "Europe/London") => new(
        "Weigh it together", GatheringForm.PeerAssist, "Seminar room 2", At(local, zone), Duration.FromHours(2), 2,
        "https://meet.example/weigh-it", Anybody: true);

    public static GivenTime At(string local, string zone = "Europe/London", WhichTime? which = null) =>
        new(NodaTime.Text.LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm").Parse(local).Value, zone, which);

    public void Call(GatheringCall? call = null, GatheringId? id = null, IDateTimeZoneProvider? zones = null)
    {
        var what = call ?? Assist();
        Do(new CallGathering(
            ByAmina, Home, what, ZoneEvidence.Of(what.When, zones ?? DateTimeZoneProviders.Tzdb)), id);
    }

    public void Yes(params PersonId[] people)
    {
        foreach (var person in people) Do(new SayYes(person, new(First, person, ComesBy.Listing, 7), FreeText.Of("A ramp")));
    }

    public void No(PersonId person) => Do(new SayNo(person));

    public void Move(string local) => Do(new MoveGathering(
        Amina, Home, At(local), ZoneEvidence.Of(At(local), DateTimeZoneProviders.Tzdb)));

    public void Revise(string place) => Do(new ReviseGathering(
        Amina, Home, "Weigh it together", GatheringForm.PeerAssist, place, "https://meet.example/weigh-it"));

    public void Cancel(string why = "The room is flooded.") => Do(new CancelGathering(Amina, Home, why));

    public void Do(IActOn<Gathering> act, GatheringId? on = null)
    {
        var id = on ?? First;
        var done = (_gatherings.GetValueOrDefault(id) ?? Gathering.Unknown(id)).Do(act, Now);
        Assert.True(done.Allowed, done.Text);
        _gatherings[id] = done.After;
        foreach (var entry in done.Events) _lines.Add(new(_lines.Count + 1, entry));
        _commons = null;
    }

    public IEnumerable<ShownGathering> ShownTo(PersonId person) =>
        new Caller(person, Now, _commons ??= Commons.Empty.With(_directory).After(_lines), _directory).Gatherings(over: true);

    /// <summary>The calendar of somebody, as text.</summary>
    public string TextFor(PersonId person, Action<GatheringCalendarOptions>? configure = null)
    {
        var options = new GatheringCalendarOptions();
        configure?.Invoke(options);
        return GatheringCalendar.ToICalendar(ShownTo(person), options, Now);
    }

    /// <summary>The only entry in the calendar of somebody, as the usual library reads it.</summary>
    public Ical.Net.CalendarComponents.CalendarEvent EntryFor(
        PersonId person, Action<GatheringCalendarOptions>? configure = null) =>
        Assert.Single(Ical.Net.Calendar.Load(TextFor(person, configure))!.Events);
}
