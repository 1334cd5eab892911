using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CommunitiesOfPractice.AspNetCore.UI.Tests;

/// <summary>Gatherings on pages: in an intranet of its own, since weeks pass.</summary>
public partial class GatheringTests(Intranet site) : IClassFixture<Intranet>
{
    private const string Address = "https://meet.example/lanterns";

    [Fact]
    public async Task Five_kinds_of_visitors_see_of_a_gathering_what_is_theirs()
    {
        var (organiser, member, waits, outsider, guest) = (Person(0), Person(1), Person(2), Outsider(0), Outsider(1));
        var home = await Found("lanterns", organiser, member, waits);
        var calls = await site.Visitor(organiser);
        var page = await Sent(calls, $"/communities/{home}/call", [
            .. Form("Where do the lanterns hang?"), ("capacity", "1"), ("online", Address), ("guest", guest)]);
        await Sent(await site.Visitor(member), page + "?handler=Deed", ("deed", "say-yes"), ("needs", "A ramp, please."));
        await Sent(await site.Visitor(waits), page + "?handler=Deed", ("deed", "say-yes"), ("needs", ""));

        // Who looks after it: everything.
        var shown = await Read(calls, page);
        Assert.Contains("A ramp, please.", shown);
        Assert.Contains(Address, shown);
        Assert.Contains("1 of 1 taken, and 1 person waits", shown);
        Assert.Contains("Cancel it", shown);
        Assert.Contains("Where do the lanterns hang?", await Read(calls, "/gatherings"));
        Assert.Contains("Where do the lanterns hang?", await Joined(calls, "/my-data"), StringComparison.Ordinal);

        // Who has a place: how to join online, and not what others need.
        shown = await Read(await site.Visitor(member), page);
        Assert.Contains("You have a place.", shown);
        Assert.Contains(Address, shown);
        Assert.DoesNotContain("A ramp, please.", shown);
        Assert.DoesNotContain("Cancel it", shown);
        Assert.Contains("Where do the lanterns hang?", await Joined(await site.Visitor(member), "/my-data"),
            StringComparison.Ordinal);

        // Who waits: their turn.
        shown = await Read(await site.Visitor(waits), page);
        Assert.Contains("You wait, and you are first. If a place is free, it is yours.", shown);
        Assert.Contains("People who have a place see how to join online", shown);
        Assert.DoesNotContain(Address, shown);

        // A guest: the gathering, and nobody in it.
        shown = await Read(await site.Visitor(guest), page);
        Assert.Contains("Say yes, and wait for a place", shown);
        Assert.DoesNotContain("Who said yes", shown);
        Assert.Contains("Where do the lanterns hang?", await Read(await site.Visitor(guest), "/gatherings"));

        // Somebody else, and nobody: as if there were none.
        Assert.Equal(HttpStatusCode.NotFound, (await (await site.Visitor(outsider)).GetAsync(page)).StatusCode);
        Assert.DoesNotContain(
            "Where do the lanterns hang?", await Read(await site.Visitor(outsider), "/gatherings?home=" + home));
        var nobody = await site.Visitor().GetAsync(page);
        Assert.Equal(HttpStatusCode.Redirect, nobody.StatusCode);
        Assert.DoesNotContain("lanterns hang", await site.Visitor().Page("/communities/" + home), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_one_needs_is_said_anew_and_the_place_is_kept()
    {
        var (home, calls, page) = await Called("kept", ("capacity", "2"));
        var member = await site.Visitor(Person(1));
        await Sent(member, page + "?handler=Deed", ("deed", "say-yes"), ("needs", "A ramp."));
        await Sent(await site.Visitor(Person(2)), page + "?handler=Deed", ("deed", "say-yes"), ("needs", ""));
        await Sent(member, page + "?handler=Deed", ("deed", "say-yes"), ("needs", "No ramp, but captions."));
        var texts = await Read(calls, page);
        Assert.Contains("No ramp, but captions.", texts);
        Assert.DoesNotContain("A ramp.", texts);
        Assert.Equal([PersonId.Of(Person(1)), PersonId.Of(Person(2))], GatheringAt(page).Coming);
        _ = home;
    }

    [Fact]
    public async Task A_time_that_the_clocks_skip_or_repeat_is_explained_and_either_way_out_can_be_chosen()
    {
        var home = await Found("night shift", Person(0), Person(1), Person(2));
        var visitor = await site.Visitor(Person(0));
        var path = $"/communities/{home}/call";
        foreach (var (day, said, ways, instants) in new[]
                 {
                     ("26 March 2028", "The clocks go forward over 1:30am on 26 March 2028. Choose a time before or after.",
                         new[] { "12:30am", "2:30am" },
                         new[] { Instant.FromUtc(2028, 3, 26, 0, 30), Instant.FromUtc(2028, 3, 26, 1, 30) }),
                     ("29 October 2028",
                         "The clocks go back, so 1:30am happens twice on 29 October 2028. Say which one you mean.",
                         ["1:30am, before the clocks go back", "1:30am, after the clocks have gone back"],
                         [Instant.FromUtc(2028, 10, 29, 0, 30), Instant.FromUtc(2028, 10, 29, 1, 30)]),
                 })
            for (var way = 0; way < 2; way++)
            {
                var form = Form("Who is awake?", day, "01:30", "05:00");
                var answer = await visitor.Send(path, form);
                Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
                var again = await answer.Content.ReadAsStringAsync();
                Assert.Contains(said, Html.Texts(again));
                var offered = Way().Matches(again).Select(match => (
                    Value: WebUtility.HtmlDecode(match.Groups[1].Value), Words: match.Groups[2].Value)).ToArray();
                Assert.Equal(ways, offered.Select(one => one.Words));

                // Another time, with the way out of this one, is asked about anew.
                Assert.Equal(HttpStatusCode.BadRequest, (await visitor.Send(
                    path, [.. Form("Who is awake?", day, "01:45", "05:00"), ("way", offered[way].Value)])).StatusCode);
                var page = await Sent(visitor, path, [.. form, ("way", offered[way].Value)]);
                Assert.Equal(instants[way], GatheringAt(page).Time!.Start);
            }
    }

    [Fact]
    public async Task A_series_keeps_its_time_of_day_and_all_that_is_ahead_is_moved_and_cancelled()
    {
        var (_, visitor, page) = await Called("weekly", ("every", "7"), ("times", "4"));
        var first = GatheringAt(page).Id;
        Gathering[] Series() => [.. site.All.SeriesOf(first)];
        Assert.Equal(4, Series().Length);
        Assert.All(Series(), one => Assert.Equal(new LocalTime(14, 0), one.Time!.Given.Local.TimeOfDay));

        var second = $"/gatherings/{Series()[1].Id}";
        await Sent(
            visitor, second + "?handler=Deed", ("deed", "cancel-gathering"), ("why", "The room is painted."), ("which", "this"));
        Assert.Equal([GatheringStatus.Called, GatheringStatus.Cancelled, GatheringStatus.Called, GatheringStatus.Called],
            Series().Select(one => one.Status));
        var before = Series().Select(one => one.Time!.Given.Local).ToArray();
        await Sent(visitor, page + "?handler=Deed", ("deed", "move-gathering"), ("day", Day(61)), ("from", "3pm"),
            ("until", "17:00"), ("zone", "Europe/London"), ("which", "all"));
        Assert.Equal(
            [before[0].PlusHours(25), before[1], before[2].PlusHours(25), before[3].PlusHours(25)],
            Series().Select(one => one.Time!.Given.Local).Order());
        await Sent(visitor, page + "?handler=Deed", ("deed", "cancel-gathering"), ("why", "We are done."), ("which", "all"));
        Assert.All(Series(), one => Assert.Equal(GatheringStatus.Cancelled, one.Status));
        Assert.Single(Series(), one => one.WhyCancelled! == "The room is painted.");
    }

    [Fact]
    public async Task Members_who_call_together_are_led_to_a_proposal_and_then_somebody_takes_it_on()
    {
        var charter = Charters.Informal().With(Matter.Gather, new MembersBy(RuleNames.Majority));
        string[] people = [Person(0), Person(1), Person(2)];
        var home = await site.Found("together", charter with
        {
            Rules = [.. Charters.Elected().Rules.Where(rule => rule.Name == RuleNames.Majority), .. charter.Rules.Where(rule =>
                rule.Name != RuleNames.Majority)],
        }, people);

        // Who founded it may call one alone, as its design group.
        await Join(home, Person(5));
        var visitor = await site.Visitor(Person(5));
        Assert.Contains("Propose a gathering to the members of together", await Read(visitor, "/gatherings"));
        var path = $"/communities/{home}/call";
        var early = await visitor.Send(path, Form("What do we share?", Day(8)));
        Assert.Equal(HttpStatusCode.BadRequest, early.StatusCode);
        Assert.Contains(
            "The members could not decide in time.", await early.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("/decisions/", await Sent(visitor, path, Form("What do we share?")), StringComparison.Ordinal);
        await site.Carry(home, site.All[home].OpenDecisions.Single().Id);
        var called = site.All.GatheringsOf(home).Single();
        var page = $"/gatherings/{called.Id}";
        Assert.Contains(
            "Nobody looks after this gathering now. Somebody of a community that calls it can take it on, so that it can still "
                + "be moved.",
            await Read(visitor, page));
        await Sent(visitor, page + "?handler=Deed", ("deed", "take-on-gathering"));
        Assert.Equal(PersonId.Of(Person(5)), site.All[called.Id].Organiser);
    }

    [Fact]
    public async Task Another_community_agrees_alone_or_together_and_can_withdraw()
    {
        var other = await Found("neighbours", Person(3), Person(4));
        await Join(other, Person(0));
        var (_, _, page) = await Called("askers", ("with", other.Value));
        var agrees = await site.Visitor(Person(3));
        Assert.Contains(
            "Your community is asked to call this gathering too. If it agrees, you may come.", await Read(agrees, page));
        Assert.Contains($"neighbours is asked to call “askers?” too", await Read(agrees, "/"));
        await Sent(agrees, page + "?handler=Deed", ("deed", "agree-to-gathering:" + other));
        await Sent(agrees, page + "?handler=Deed", ("deed", "say-yes"), ("needs", ""));
        await Sent(agrees, page + "?handler=Deed", ("deed", "withdraw-from-gathering:" + other));
        Assert.Empty(GatheringAt(page).Coming);
    }

    [Fact]
    public async Task What_came_of_it_is_said_by_those_who_were_there()
    {
        var (home, organiser, page) = await Called("afterwards");
        var (came, stayed) = (await site.Visitor(Person(1)), await site.Visitor(Person(2)));
        await Sent(came, page + "?handler=Deed", ("deed", "say-yes"), ("needs", ""));
        await Sent(stayed, page + "?handler=Deed", ("deed", "say-no"));
        Assert.DoesNotContain("What came of it", await Read(came, page));
        var note = NoteId.Of("what we saw");
        var member = site.Host.CallerAt(PersonId.Of(Person(1))).AsMemberOf(home)!;
        await site.Do(StreamId.Of(note),
            new DraftNote(member, new PracticeContent("What we saw", "Lanterns", "There", PracticeOutcome.Worked, "Light")));
        await site.Do(StreamId.Of(note), new GiveConsent(PersonId.Of(Person(1)), new Consent(Audience.Community)));
        await site.Do(StreamId.Of(note), new OfferNote(member));
        await site.Wait(GatheringAt(page).Time!.End + Duration.FromHours(1));

        Assert.Contains(
            "“afterwards?” is over: say what came of it, or that nothing is to be written", await Read(organiser, "/"));
        Assert.Contains("Nothing is named yet. Minutes are not needed. A note, a decision or an offer to do something is enough.",
            await Read(came, page));
        await Sent(organiser, page + "?handler=Deed", ("deed", "say-who-came"), ("people", Person(1)), ("people", Person(2)));
        await Sent(stayed, page + "?handler=Deed", ("deed", "say-came:false"));
        Assert.Equal([PersonId.Of(Person(1))], GatheringAt(page).Came);
        await Sent(came, page + "?handler=Deed", ("deed", "offer-to-do"), ("what", "Bring oil."), ("due", Day(90)));
        await Sent(came, page + "?handler=Deed", ("deed", "point-to-note"), ("note", note.Value));
        var texts = await Read(stayed, page);
        Assert.Contains("Bring oil.", texts);
        Assert.Contains("What we saw", texts);
        await Sent(came, page + "?handler=Deed", ("deed", "take-back-offer-to-do:1"));
        Assert.Empty(GatheringAt(page).Offers);
        Assert.DoesNotContain("“afterwards?” is over", await Joined(organiser, "/"), StringComparison.Ordinal);

        // The next one begins from this one's words.
        var next = Html.Addresses(await organiser.Page(page)).Single(
            address => address.Contains("after=", StringComparison.Ordinal));
        Assert.Contains("afterwards", await organiser.Page(next), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_restricted_gathering_says_so_and_shows_its_words_to_nobody_else()
    {
        var (_, organiser, page) = await Called("a patient's story");
        await site.Do(StreamId.Of(GatheringAt(page).Id), new PlaceRestriction(
            "caldicott-guardian", "A patient could be known by it.", site.Clock.Now + Duration.FromDays(30), "ig-desk"));
        Assert.Contains("a patient's story?", await Read(organiser, page));
        var texts = await Read(await site.Visitor(Person(1)), page);
        Assert.DoesNotContain("a patient's story?", texts);
        Assert.Contains("A gathering that the host restricts", texts);
        Assert.Contains(texts, text => text.StartsWith("The host restricts this gathering", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_cannot_call_one_is_told_who_can()
    {
        var home = await site.Found("by conveners", Charters.Informal().With(Matter.Gather, new HolderOf(Office.Convener)),
            Person(0), Person(1));
        await Join(home, Person(2));
        foreach (var person in new[] { Person(2), Outsider(0) })
        {
            var answer = await (await site.Visitor(person)).GetAsync($"/communities/{home}/call");
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            var texts = Html.Texts(await answer.Content.ReadAsStringAsync());
            Assert.Contains("In by conveners, a gathering is called by the convener.", texts);
            Assert.DoesNotContain("Call it", texts);
        }

        Assert.Contains(
            "In by conveners, a gathering is called by the convener. Tell them what you would like to talk about.",
            await Read(await site.Visitor(Person(2)), "/gatherings?home=" + home));
    }

    [Fact]
    public async Task Only_conveners_are_told_whether_a_community_meets_as_often_as_it_means_to()
    {
        var home = await Found("monthly", Person(0), Person(1), Person(2));
        await site.Do(
            StreamId.Of(home), new Propose(PersonId.Of(Person(0)), new DeclareStage(Stage.Coalescing, "We have met.")));
        await site.Carry(home, site.All[home].OpenDecisions.Single().Id);
        await site.Do(StreamId.Of(home), new OfferToServe(PersonId.Of(Person(0)), Office.Convener));
        await site.Wait(site.All[home].OpenDecisions.Single().ClosesAt);
        var (convener, member) = (await site.Visitor(Person(0)), await site.Visitor(Person(1)));
        await Sent(convener, $"/communities/{home}/propose?kind=charter", ("meets", "28"));
        await site.Carry(home, site.All[home].OpenDecisions.Single().Id);
        Assert.Equal(Duration.FromDays(28), site.All[home].Charter.MeetsEvery);
        var page = "/communities/" + home;
        Assert.Contains("You have not met yet. You mean to meet every 28 days, and you do.", await Read(convener, page));
        await site.Wait(30);
        Assert.Contains(
            "You have not met yet. You mean to meet every 28 days. It is time to call the next one.",
            await Read(convener, page));
        Assert.DoesNotContain("mean to meet", await Joined(member, page), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("14:00", 14, 0)]
    [InlineData("2pm", 14, 0)]
    [InlineData("2:30 PM", 14, 30)]
    [InlineData("12am", 0, 0)]
    [InlineData("12.15pm", 12, 15)]
    [InlineData("midday", 12, 0)]
    [InlineData("midnight", 0, 0)]
    public void A_time_is_read_as_people_write_it(string written, int hour, int minute) =>
        Assert.Equal(new LocalTime(hour, minute), new Texts(Wording.English, DateTimeZoneProviders.Tzdb["Europe/London"])
            .TimeWritten(written));

    [Theory]
    [InlineData(null)]
    [InlineData("14")]
    [InlineData("25:00")]
    [InlineData("13pm")]
    [InlineData("soon")]
    public void What_is_no_time_is_none(string? written) =>
        Assert.Null(new Texts(Wording.English, DateTimeZoneProviders.Tzdb["Europe/London"]).TimeWritten(written));

    [Fact]
    public void A_time_elsewhere_is_told_with_ours_beside_it()
    {
        var texts = new Texts(Wording.English, DateTimeZoneProviders.Tzdb["Europe/London"]);
        GatheringTime At(string zone) => new(
            new(new LocalDateTime(2027, 3, 18, 14, 0), zone),
            ZoneEvidence.Of(new(new LocalDateTime(2027, 3, 18, 14, 0), zone), DateTimeZoneProviders.Tzdb).Start!.Value,
            Duration.FromMinutes(90), "tzdb");
        Assert.Equal("Thursday 18 March 2027, 2pm to 3:30pm", texts.When(At("Europe/London"), DateTimeZoneProviders.Tzdb));
        Assert.Equal("Thursday 18 March 2027, 2pm to 3:30pm", texts.When(At("Europe/Lisbon"), DateTimeZoneProviders.Tzdb));
        Assert.Equal(
            "Thursday 18 March 2027, 2pm to 3:30pm (New York time). That is Thursday 18 March 2027, 6pm to 7:30pm in London.",
            texts.When(At("America/New_York"), DateTimeZoneProviders.Tzdb));
    }

    private string Person(int number) => site.Host.Present.Directory.People.ElementAt(60 + number).Value;

    private string Outsider(int number) => site.Host.Present.Directory.People.ElementAt(70 + number).Value;

    private Task<CommunityId> Found(string name, params string[] people) =>
        site.Found(name, Charters.Informal().With(Matter.Gather, new AnyMember()), people);

    /// <summary>
    /// A gathering of three people, which the first of them has called: its community, their browser and its page.
    /// </summary>
    private async Task<(CommunityId Home, HttpClient Organiser, string Page)> Called(
        string name, params (string Name, string Value)[] more)
    {
        var home = await Found(name, Person(0), Person(1), Person(2));
        var visitor = await site.Visitor(Person(0));
        return (home, visitor, await Sent(
            visitor, $"/communities/{Uri.EscapeDataString(home.Value)}/call", [.. Form(name + "?"), .. more]));
    }

    private Task Join(CommunityId community, string person) => site.Do(
        StreamId.Of(community),
        new Join(PersonId.Of(person), site.Host.Present.Directory.EvidenceFor(PersonId.Of(person), site.Clock.Now)));

    /// <summary>So many days on, as people write it.</summary>
    private string Day(int days) => (site.Clock.Now + Duration.FromDays(days)).InUtc().Date.ToString(
        "d MMMM uuuu", System.Globalization.CultureInfo.InvariantCulture);

    private (string, string)[] Form(string purpose, string? day = null, string from = "14:00", string until = "4pm") =>
    [
        ("purpose", purpose), ("kind", "Conversation"), ("day", day ?? Day(60)), ("from", from),
        ("until", until), ("zone", "london"),
        ("place", "The seminar room"), ("who", "members"), ("rule", "None"),
    ];

    private Gathering GatheringAt(string page) => site.All[GatheringId.Of(page.Split('/')[^1])];

    private static async Task<string[]> Read(HttpClient visitor, string path) => Html.Texts(await visitor.Page(path));

    private static async Task<string> Joined(HttpClient visitor, string path) => string.Join('\n', await Read(visitor, path));

    private static async Task<string> Sent(HttpClient visitor, string path, params (string, string)[] fields)
    {
        var answer = await visitor.Send(path, fields);
        Assert.True(
            answer.StatusCode == HttpStatusCode.Redirect,
            $"{path}: {answer.StatusCode}\n{string.Join('\n', Html.Texts(await answer.Content.ReadAsStringAsync()).Take(40))}");
        return answer.Headers.Location!.ToString();
    }

    [GeneratedRegex("<option value=\"([01] [^\"]+)\"[^>]*>([^<]+)</option>")]
    private static partial Regex Way();
}

/// <summary>Gatherings walked through in a real browser, without JavaScript.</summary>
public abstract class GatheringWalkTests(Site site, Browser browser)
{
    [ChromiumFact]
    public async Task A_convener_calls_moves_and_cancels_and_somebody_who_waits_gets_a_place()
    {
        string[] people = [.. site.Host.Present.Directory.People.Skip(60).Take(3).Select(person => person.Value)];
        var home = await site.Found("rounds", Charters.Informal().With(Matter.Gather, new HolderOf(Office.Convener)), people);
        await site.Do(
            StreamId.Of(home), new Propose(PersonId.Of(people[0]), new DeclareStage(Stage.Coalescing, "We have met.")));
        await site.Wait(4);
        await site.Do(StreamId.Of(home), new OfferToServe(PersonId.Of(people[0]), Office.Convener));
        await site.Wait(site.All[home].OpenDecisions.Single().ClosesAt);
        Assert.Contains(PersonId.Of(people[0]), site.All[home].Conveners);
        var (convener, first, second) = (await Window(people[0]), await Window(people[1]), await Window(people[2]));

        // The convener calls it, for one, at a time that the clocks skip at first.
        await convener.Go(site, "/communities/" + home);
        await convener.GetByRole(AriaRole.Link, new() { Name = "Call a gathering", Exact = true }).ClickAsync();
        await convener.Answer("What you want to talk about", "Who does the rounds at night?");
        await convener.Answer("On which day", "28 March 2027");
        await convener.Answer("From what time", "1:30am");
        await convener.Answer("Until what time", "5am");
        await convener.Answer("Where you meet", "The night office");
        await convener.Answer("How many places there are (optional)", "1");
        await Press(convener, "Call it");
        await Expect(convener.GetByRole(AriaRole.Alert)).ToContainTextAsync(
            "The clocks go forward over 1:30am on 28 March 2027.");
        await convener.GetByLabel("Which time you mean").SelectOptionAsync(new SelectOptionValue { Label = "2:30am" });
        await Press(convener, "Call it");
        await Expect(convener.GetByText("It is called.")).ToBeVisibleAsync();
        await Expect(convener.GetByText("Sunday 28 March 2027, 2:30am to 5am")).ToBeVisibleAsync();
        var page = new Uri(convener.Url).PathAndQuery;

        // One has the place, the other waits.
        await first.Go(site, "/");
        await first.GetByRole(AriaRole.Link, new() { Name = "Who does the rounds at night?" }).ClickAsync();
        await Press(first, "Say yes");
        await Expect(first.GetByText("You have a place.")).ToBeVisibleAsync();
        await second.Go(site, page);
        await second.GetByLabel("What you need to take part (optional)").FillAsync("A lamp.");
        await Press(second, "Say yes, and wait for a place");
        await Expect(second.GetByText("You wait, and you are first.")).ToBeVisibleAsync();
        await convener.ReloadAsync();
        await Expect(convener.GetByText("A lamp.")).ToBeVisibleAsync();

        // It is moved, and confirmed; then one cannot come, and the other has the place.
        await Unfold(convener, "Move it to another time");
        await convener.Answer("On which day", "1 April 2027");
        await convener.Answer("From what time", "10pm");
        await convener.Answer("Until what time", "1am");
        await convener.Answer("By which day people confirm (optional)", "30 March 2027");
        await Press(convener, "Move it to another time");
        await Expect(convener.GetByText("Thursday 1 April 2027 at 10pm, to Friday 2 April 2027 at 1am")).ToBeVisibleAsync();
        await second.Go(site, "/");
        await second.GetByRole(AriaRole.Link, new() { Name = "say by 30 March 2027 at midnight whether you can still come" })
            .ClickAsync();
        await Press(second, "Confirm that I come");
        await Expect(second.GetByText("You wait, and you are first.")).ToBeVisibleAsync();
        await first.ReloadAsync();
        await Unfold(first, "I cannot come after all");
        await Press(first, "I cannot come after all");
        await Expect(first.GetByText("You said no. You can still change your mind.")).ToBeVisibleAsync();
        await second.ReloadAsync();
        await Expect(second.GetByText("You have a place.")).ToBeVisibleAsync();

        // It is cancelled, with a reason, and stays in their list.
        await convener.Go(site, page);
        await Unfold(convener, "Cancel it");
        await Press(convener, "Cancel it");
        await Expect(convener.GetByRole(AriaRole.Alert)).ToContainTextAsync("Say why, so that people understand");
        await convener.Answer("Why, for those who said yes", "The ward is closed that night.");
        await Press(convener, "Cancel it");
        await second.ReloadAsync();
        await Expect(second.GetByText("The ward is closed that night.")).ToBeVisibleAsync();
        await second.Go(site, "/gatherings?home=" + home);
        await Expect(second.GetByText("Cancelled", new() { Exact = true })).ToBeVisibleAsync();
        foreach (var window in new[] { convener, first, second }) await window.Context.CloseAsync();
    }

    [ChromiumFact]
    public async Task Somebody_subscribes_renews_the_address_and_the_old_one_is_dead()
    {
        var person = site.Host.Present.Directory.People.Skip(66).First().Value;
        var home = await site.Found("callers", Charters.Informal().With(Matter.Gather, new AnyMember()), person);
        var when = new GivenTime(new LocalDateTime(2027, 3, 18, 14, 0), "Europe/London");
        var caller = site.Host.CallerAt(PersonId.Of(person));
        var gathering = GatheringId.Of("to fetch");
        await site.Do(StreamId.Of(gathering), new CallGathering(
            caller.AsMemberOf(home)!, caller.CallingIn(home)!,
            new("Who calls whom?", GatheringForm.Conversation, "Here", when, Duration.FromHours(1)),
            ZoneEvidence.Of(when, DateTimeZoneProviders.Tzdb)));
        await site.Do(StreamId.Of(gathering), new SayYes(
            PersonId.Of(person), site.Host.CallerAt(PersonId.Of(person)).InvitationTo(gathering)));

        var page = await Window(person);
        await page.Go(site, "/gatherings");
        await page.GetByRole(AriaRole.Link, new() { Name = "Have your gatherings in your calendar" }).ClickAsync();
        await Expect(page.GetByText("Calendar programs cannot sign in.")).ToBeVisibleAsync();
        await Press(page, "Make my address");
        var first = await page.Locator("code").InnerTextAsync();
        await Expect(page.GetByText("No calendar program has looked there yet.")).ToBeVisibleAsync();

        // A program that is not signed in fetches it; the address itself is shown no more.
        using var program = new HttpClient();
        Assert.Contains("SUMMARY:Who calls whom?", await program.GetStringAsync(first), StringComparison.Ordinal);
        await page.Go(site, "/calendar");
        await Expect(page.GetByText("A calendar program last looked there on")).ToBeVisibleAsync();
        await Expect(page.Locator("code")).ToHaveCountAsync(0);
        await page.Go(site, "/my-data");
        await Expect(page.GetByText("A calendar program last looked there on")).ToBeVisibleAsync();

        await page.Go(site, "/calendar");
        await Unfold(page, "Make a new address");
        await Press(page, "Make a new address");
        var second = await page.Locator("code").InnerTextAsync();
        Assert.NotEqual(first, second);
        Assert.Equal(HttpStatusCode.NotFound, (await program.GetAsync(first)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync(second)).StatusCode);
        await Unfold(page, "End my address");
        await Press(page, "End my address");
        await Expect(page.GetByText("Your address has ended.")).ToBeVisibleAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await program.GetAsync(second)).StatusCode);

        // Each gathering is a file too, for those who may see it.
        var visitor = await site.Visitor(person);
        var file = Html.Addresses(await visitor.Page("/gatherings/to%20fetch"))
            .Single(address => address.EndsWith(".ics", StringComparison.Ordinal));
        Assert.Contains("Who calls whom?", await visitor.Page(file), StringComparison.Ordinal);
        var other = await site.Visitor(site.Host.Present.Directory.People.Skip(67).First().Value);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(file)).StatusCode);
        await page.Context.CloseAsync();
    }

    private Task<IPage> Window(string person) => browser.Window(site, person, javaScript: false);

    private static Task Unfold(IPage page, string label) =>
        page.Locator("summary", new() { HasTextString = label }).First.ClickAsync();

    private static Task Press(IPage page, string button) =>
        page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).First.ClickAsync();
}

/// <inheritdoc/>
public class GatheringWalkTestsInTheIntranet(Intranet site, Browser browser) : GatheringWalkTests(site, browser),
    IClassFixture<Intranet>, IClassFixture<Browser>;

/// <inheritdoc/>
public class GatheringWalkTestsInTheWard(Ward site, Browser browser) : GatheringWalkTests(site, browser), IClassFixture<Ward>,
    IClassFixture<Browser>;
