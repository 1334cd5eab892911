using CommunitiesOfPractice.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace CommunitiesOfPractice.AspNetCore.Tests;

/// <summary>
/// What a host does for gatherings by itself: it tells them of other streams, carries out, and says whom to notify.
/// </summary>
public sealed class GatheringHostTests
{
    private static readonly CommunityId Maternity = CommunityId.Of("maternity");
    private static readonly GatheringId Weighing = GatheringId.Of("g-1");
    private static readonly Instant Begins = Instant.FromUtc(2016, 4, 14, 13, 0);
    private static readonly GatheringCall ForOne = new(
        "Weigh it together", GatheringForm.PeerAssist, "Seminar room 2", new(new(2016, 4, 14, 14, 0), "Europe/London"),
        Duration.FromHours(2), Capacity: 1);

    [Fact]
    public async Task When_leaving_is_answered_the_first_who_waits_has_the_place()
    {
        await using var hospital = await WithOneWaiting();
        Assert.True((await hospital.Post(3, "communities/maternity", """{"type":"leave"}""")).IsSuccessStatusCode);
        Assert.Equal([4], Coming(hospital));
        Assert.True((bool)(await hospital.Get(4, "gatherings/g-1"))["you"]!["hasPlace"]!);

        // Coming back, they answer anew, and wait.
        Assert.True((await hospital.Post(3, "communities/maternity", """{"type":"join"}""")).IsSuccessStatusCode);
        Assert.True((await hospital.Post(3, "gatherings/g-1", """{"type":"say-yes"}""")).IsSuccessStatusCode);
        Assert.Equal([4], Coming(hospital));
        Assert.Equal(0, Gathering(hospital).WaitingBefore(Scenario.Person(3)));
    }

    [Fact]
    public async Task Where_a_place_cannot_be_told_free_leaving_is_done_and_the_next_settling_tells_it()
    {
        var record = new ShakyRecord();
        await using var hospital = await WithOneWaiting(record);
        record.BeforeAppend = () =>
        {
            record.IsReadOnly = true;
            return Task.CompletedTask;
        };
        Assert.True((await hospital.Post(3, "communities/maternity", """{"type":"leave"}""")).IsSuccessStatusCode);
        Assert.False(hospital.Host.Present.Landscape[Maternity].IsMember(Scenario.Person(3)));
        Assert.Equal([3], Coming(hospital));
        await Assert.ThrowsAsync<IOException>(async () => await hospital.Host.Settle());
        record.IsReadOnly = false;
        Assert.Equal(2, await hospital.Host.Settle());
        Assert.Equal([4], Coming(hospital));
        Assert.Equal(0, await hospital.Host.Settle());
    }

    [Fact]
    public async Task Another_process_that_leaves_it_untold_is_made_up_for()
    {
        await using var hospital = await WithOneWaiting();
        var left = hospital.Host.Present.Landscape.Do(StreamId.Of(Maternity), new Leave(Scenario.Person(3)), hospital.Time.Now);
        await hospital.Record.Append(
            StreamId.Of(Maternity), hospital.Host.Present.Landscape.VersionOf(StreamId.Of(Maternity)), left.Events);
        Assert.Equal(2, await hospital.Host.Settle());
        Assert.Equal([4], Coming(hospital));
    }

    [Fact]
    public async Task Somebody_whom_the_directory_lists_no_more_loses_the_place_with_its_reading()
    {
        await using var hospital = await WithOneWaiting();
        var staff = Hospital.Staff();
        var people = Enumerable.Range(1, 9).Where(n => n != 3).Select(Scenario.Person).ToArray();
        await hospital.Host.Take(new("esr", people.Select(p => new Listing(p, Federations.Start - Duration.FromDays(400))), []));
        Assert.Equal([4], Coming(hospital));
        await hospital.Host.Take(staff);
        Assert.True((await hospital.Post(3, "gatherings/g-1", """{"type":"say-yes"}""")).IsSuccessStatusCode);
        Assert.Equal([4], Coming(hospital));
    }

    [Fact]
    public async Task Somebody_who_is_barred_loses_the_place_when_that_is_recorded()
    {
        await using var hospital = await WithOneWaiting();
        Assert.True((await hospital.Post(1, "communities/maternity", """
            {"type":"propose","proposal":{"$type":"bar","person":"k-3","reason":"Took the scales"}}
            """)).IsSuccessStatusCode);
        var decision = hospital.Host.Present.Landscape[Maternity].OpenDecisions.Single();
        hospital.Time.Now = Instant.Max(hospital.Time.Now, decision.OpensAt);
        foreach (var person in new[] { 1, 2, 4 })
            Assert.True((await hospital.Post(person, "communities/maternity", $$$"""
                {"type":"vote","decision":{{{decision.Id}}},"ballot":{"$type":"voice","voice":"for"}}
                """)).IsSuccessStatusCode);
        Assert.Equal([3], Coming(hospital));
        hospital.Time.Now = decision.ClosesAt;
        await hospital.Host.Settle();
        Assert.Equal([4], Coming(hospital));
        Assert.Equal(
            System.Net.HttpStatusCode.Forbidden,
            (await hospital.Post(3, "gatherings/g-1", """{"type":"say-yes"}""")).StatusCode);
    }

    [Fact]
    public async Task Who_comes_by_a_link_that_ends_loses_the_place_when_ending_it_is_answered()
    {
        await using var hospital = await (await Hospital.Open()).WithMaternity();
        await hospital.Found("sepsis", 6, 7);
        var (link, near, far) = (LinkId.Of("l-1"), Party.Of(Maternity), Party.Of(CommunityId.Of("sepsis")));
        var terms = new LinkTerms(Flow.Both);
        await Link(new OfferLink(Mandated(Maternity, new(LinkStep.Offer, far, LinkKind.Sister, terms)), far, LinkKind.Sister,
            terms));
        await Link(new AcceptLink(Mandated(CommunityId.Of("sepsis"), new(LinkStep.Accept, near, LinkKind.Sister, terms))));
        await hospital.Call(1, "g-1", ForOne with { Links = [link] });
        foreach (var person in new[] { 6, 2 })
            Assert.True((await hospital.Post(person, "gatherings/g-1", """{"type":"say-yes"}""")).IsSuccessStatusCode);
        Assert.Equal([6], Coming(hospital));
        await Link(new EndLink(Mandated(Maternity, new(LinkStep.End, far))));
        Assert.Equal([2], Coming(hospital));

        async Task Link(Act act)
        {
            var acted = await hospital.Host.Do(StreamId.Of(link), act);
            Assert.True(acted.Allowed, acted.Answer?.Text);
        }

        Capacity Mandated(CommunityId from, LinkMatter what) => new ByMandate(new Mandate(
            from, new(hospital.Host.Present.Landscape.Position), StreamId.Of(link), MandatePurpose.Link, hospital.Time.Now,
            hospital.Time.Now + Duration.FromDays(1)) { What = what });
    }

    [Fact]
    public async Task An_organiser_who_leaves_is_missed_at_once()
    {
        await using var hospital = await WithOneWaiting();
        await hospital.Call(4, "g-2");
        Assert.True((await hospital.Post(4, "communities/maternity", """{"type":"leave"}""")).IsSuccessStatusCode);
        Assert.Null(hospital.Host.Present.Landscape[GatheringId.Of("g-2")].Organiser);
        Assert.True((bool)(await hospital.Get(2, "gatherings/g-2"))["nobodyLooksAfter"]!);
    }

    [Fact]
    public async Task What_members_decided_to_call_is_called_by_the_zone_data_of_the_host()
    {
        var charter = Charters.Informal().With(Matter.Gather, new MembersBy(RuleNames.Silence));
        var zones = new OneZone();
        await using var hospital = await Hospital.Open(options: o => o.Zones = zones);
        await hospital.Found("maternity", 1, 2, charter);
        Assert.True((await hospital.Post(1, "communities/maternity", """
            {"type":"propose","proposal":{"$type":"call-together","gathering":"spring","call":{"purpose":"Weigh it together",
             "form":"peer-assist","place":"Seminar room 2","when":{"local":"2016-08-14T14:00","zone":"Mars/Olympus"},
             "length":"0:02:00:00"}}}
            """)).IsSuccessStatusCode);
        var decision = hospital.Host.Present.Landscape[Maternity].OpenDecisions.Single();
        hospital.Time.Now = decision.ClosesAt + Duration.FromDays(1);
        await hospital.Host.Settle();
        var called = hospital.Host.Present.Landscape[GatheringId.Of("spring")];
        Assert.Equal((GatheringStatus.Called, Instant.FromUtc(2016, 8, 14, 7, 0)), (called.Status, called.Time!.Start));
        Assert.Equal("mars-7", called.Time.Source);
        Assert.Null(called.Organiser);
    }

    [Fact]
    public async Task A_host_learns_whom_to_tell_of_a_line_and_of_what_time_brought()
    {
        await using var hospital = await WithOneWaiting();
        Assert.True((await hospital.Post(3, "gatherings/g-1", """{"type":"say-no"}""")).IsSuccessStatusCode);
        Assert.True((await hospital.Post(1, "gatherings/g-1", """
            {"type":"move-gathering","to":{"local":"2016-04-21T14:00","zone":"Europe/London"},"confirmBy":"2016-04-10T12:00:00Z"}
            """)).IsSuccessStatusCode);
        Assert.True((await hospital.Post(1, "gatherings/g-1", """{"type":"cancel-gathering","why":"No room"}"""))
            .IsSuccessStatusCode);
        await hospital.Notices.Tell();
        Assert.Equal(
            [NoticeKind.GatheringCalled], OfGatherings(await hospital.Told(2)));

        // Who has said no hears no more of it.
        Assert.Equal([NoticeKind.GatheringCalled], OfGatherings(await hospital.Told(3)));
        Assert.Equal(
            [
                NoticeKind.ConfirmBy, NoticeKind.GatheringCalled, NoticeKind.GatheringCancelled, NoticeKind.GatheringMoved,
                NoticeKind.PlaceFree,
            ],
            OfGatherings(await hospital.Told(4)).OrderBy(kind => kind.ToString(), StringComparer.Ordinal));
        Assert.Equal(0, await hospital.Notices.Tell());

        await hospital.Call(2, "g-2");
        await hospital.Post(3, "gatherings/g-2", """{"type":"say-yes"}""");
        var day = Duration.FromDays(1);
        hospital.Time.Now = Begins - day - Duration.FromMinutes(1);
        await hospital.Notices.Tell();
        Assert.DoesNotContain(await hospital.Told(3), notice => notice.Kind == NoticeKind.GatheringTomorrow);
        hospital.Time.Now = Begins - day;
        await hospital.Notices.Tell();
        Assert.Equal(
            StreamId.Of(GatheringId.Of("g-2")),
            Assert.Single(await hospital.Told(3), notice => notice.Kind == NoticeKind.GatheringTomorrow).On);
        hospital.Time.Now = Begins + day;
        await hospital.Notices.Tell();
        Assert.Equal(
            StreamId.Of(GatheringId.Of("g-2")),
            Assert.Single(await hospital.Told(2), notice => notice.Kind == NoticeKind.NothingWritten).On);

        static IEnumerable<NoticeKind> OfGatherings(IEnumerable<Notice> told) =>
            told.Where(notice => notice.On.Kind == StreamKind.Gathering).Select(notice => notice.Kind);
    }

    [Fact]
    public async Task Members_of_a_community_that_agrees_hear_of_it_and_those_across_a_link_too()
    {
        await using var hospital = await (await Hospital.Open()).WithMaternity();
        await hospital.Found("sepsis", 6, 7);
        await hospital.Call(1, "g-1", ForOne with { With = [CommunityId.Of("sepsis")], Guests = [Scenario.Person(9)] });
        Assert.True((await hospital.Post(7, "gatherings/g-1", """{"type":"agree-to-gathering"}""")).IsSuccessStatusCode);
        await hospital.Notices.Tell();
        foreach (var person in new[] { 2, 9, 6 })
            Assert.Single(await hospital.Told(person), notice => notice.Kind == NoticeKind.GatheringCalled);
        foreach (var person in new[] { 1, 7 })
            Assert.DoesNotContain(await hospital.Told(person), notice => notice.Kind == NoticeKind.GatheringCalled);
    }

    [Fact]
    public async Task Saying_no_goes_on_while_the_record_takes_no_closings()
    {
        await using var hospital = await WithOneWaiting();
        Assert.True((await hospital.Post(1, "gatherings/g-1", """
            {"type":"move-gathering","to":{"local":"2016-04-21T14:00","zone":"Europe/London"},"confirmBy":"2016-04-10T12:00:00Z"}
            """)).IsSuccessStatusCode);
        hospital.Time.SetWrong(Duration.FromDays(60));
        hospital.Time.Now = Instant.FromUtc(2016, 4, 10, 13, 0);
        await hospital.Host.Settle();
        Assert.False(hospital.Host.Clock.IsTrusted);

        // Nobody has lost a place by it yet, and the answers say that it is being recorded.
        var shown = await hospital.Get(3, "gatherings/g-1");
        Assert.True((bool)shown["beingRecorded"]!);
        Assert.True((bool)shown["you"]!["hasPlace"]!);
        Assert.All(
            (await hospital.Get(3, "gatherings/g-1/options"))["options"]!.AsArray(),
            option => Assert.Contains((string)option!["key"]!, new[] { "say-no" }));
        Assert.Equal(
            System.Net.HttpStatusCode.ServiceUnavailable,
            (await hospital.Post(3, "gatherings/g-1", """{"type":"say-yes"}""")).StatusCode);
        Assert.True((await hospital.Post(3, "gatherings/g-1", """{"type":"say-no"}""")).IsSuccessStatusCode);
        Assert.False((bool)(await hospital.Get(3, "gatherings/g-1"))["you"]!["hasPlace"]!);
    }

    [Fact]
    public async Task Forgetting_somebody_ends_their_calendar_subscription()
    {
        ValueList<LegalHold> holds = [new("inquiry-7") { People = [Scenario.Person(1)] }];
        await using var hospital = await (await Hospital.Open(options: o => o.LegalHolds = _ => holds)).WithMaternity();
        var (subscriptions, salt) = (hospital.Services.GetRequiredService<ICalendarSubscriptions>(), ChainKey.Of(new byte[32]));
        foreach (var person in new[] { 1, 2 })
            await subscriptions.Begin(Scenario.Person(person), new string((char)('a' + person), 64), hospital.Time.Now);
        await hospital.Host.Forget(Scenario.Person(1), salt, "request-12");
        Assert.NotNull(await subscriptions.Find(Scenario.Person(1)));
        holds = [];
        await hospital.Host.Forget(Scenario.Person(1), salt, "request-12");
        Assert.Null(await subscriptions.Find(Scenario.Person(1)));
        Assert.Null(await subscriptions.Fetch(new string('b', 64), hospital.Time.Now));
        Assert.Equal(Scenario.Person(2), await subscriptions.Fetch(new string('c', 64), hospital.Time.Now));
    }

    [Fact]
    public async Task What_gatherings_are_told_costs_acts_on_other_communities_nothing()
    {
        await using var hospital = await WithOneWaiting();
        await hospital.Found("sepsis", 6, 7);
        var version = Gathering(hospital).Version;
        Assert.True((await hospital.Post(6, "communities/sepsis", """{"type":"leave"}""")).IsSuccessStatusCode);
        Assert.Equal(version, Gathering(hospital).Version);
        Assert.Empty(hospital.Host.Present.Commons.FactsForGatherings(
            hospital.Time.Now, about: StreamId.Of(CommunityId.Of("sepsis"))));
    }

    private static Gathering Gathering(Hospital hospital) => hospital.Host.Present.Landscape[Weighing];

    private static IEnumerable<int> Coming(Hospital hospital) => Gathering(hospital).Coming.Select(person => int.Parse(
        person.Value[2..], System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>The third person has the only place, and the fourth waits.</summary>
    private static async Task<Hospital> WithOneWaiting(IRecord? record = null)
    {
        var hospital = await (await Hospital.Open(record: record)).WithMaternity();
        foreach (var person in new[] { 3, 4 })
            Assert.True((await hospital.Post(person, "communities/maternity", """{"type":"join"}""")).IsSuccessStatusCode);
        await hospital.Call(1, "g-1", ForOne);
        foreach (var person in new[] { 3, 4 })
            Assert.True((await hospital.Post(person, "gatherings/g-1", """{"type":"say-yes"}""")).IsSuccessStatusCode);
        return hospital;
    }

    /// <summary>Zone data that knows one zone, seven hours ahead of UTC.</summary>
    private sealed class OneZone : IDateTimeZoneProvider
    {
        private readonly DateTimeZone _zone = DateTimeZone.ForOffset(Offset.FromHours(7));

        public string VersionId => "Mars: 7 (test)";

        public System.Collections.ObjectModel.ReadOnlyCollection<string> Ids => new(["Mars/Olympus"]);

        public DateTimeZone this[string id] =>
            GetZoneOrNull(id) ?? throw new NodaTime.TimeZones.DateTimeZoneNotFoundException(id);

        public DateTimeZone? GetZoneOrNull(string id) => id == "Mars/Olympus" ? _zone : null;

        public DateTimeZone GetSystemDefault() => _zone;
    }
}
