using System.Net;

namespace CommunitiesOfPractice.AspNetCore.UI.Tests;

public abstract class PageTests(Site site)
{
    [Fact]
    public async Task Every_page_comes_signed_in_or_not_and_no_page_faults()
    {
        var (anyone, convener) = (site.Visitor(), await site.Visitor(People.Convener(site)));
        foreach (var path in Everywhere.ForAnyone.Append(site.SignInPath)) await Comes(anyone, path);
        foreach (var path in Everywhere.SignedIn(site.All)) await Comes(convener, path);

        static async Task Comes(HttpClient visitor, string path)
        {
            var answer = await visitor.GetAsync(path);
            var page = await answer.Content.ReadAsStringAsync();
            Assert.True(
                answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Forbidden
                    || (path.Contains("noth", StringComparison.Ordinal) && answer.StatusCode == HttpStatusCode.NotFound),
                $"{path}: {answer.StatusCode}\n{page[..Math.Min(3000, page.Length)]}");
            Assert.Contains(
                "default-src '", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.DoesNotContain(
                "unsafe-inline", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.DoesNotContain(" style=", page, StringComparison.Ordinal);
            Assert.DoesNotContain("<script>", page, StringComparison.Ordinal);
        }
    }
}

/// <inheritdoc/>
[Collection(OneIntranet.Name)]
public class PageTestsInTheIntranet(Intranet site) : PageTests(site);

/// <inheritdoc/>
[Collection(OneWard.Name)]
public class PageTestsInTheWard(Ward site) : PageTests(site);

/// <summary>
/// What members decide about each other and about their community, through the forms there are for it: in an intranet of its own,
/// since months pass.
/// </summary>
public abstract class MattersTests(Site site)
{
    [Fact]
    public async Task A_community_says_its_own_words_and_the_search_page_finds_by_them()
    {
        var visitor = await site.Visitor(People.Member(site, "cop-maternity", 2));
        const string Home = "/communities/cop-maternity";
        await Done(
            visitor, Home + "?handler=Deed", ("deed", "say-words"),
                ("words", "PPH, postpartum haemorrhage\n\nscales, quantified loss"));
        Assert.Equal(2, site.All[CommunityId.Of("cop-maternity")].Words.Count);
        Assert.Contains("scales, quantified loss", await visitor.Page(Home), StringComparison.Ordinal);
        var found = await visitor.Page("/search?q=quantified+loss");
        Assert.Contains("means the same as", found, StringComparison.Ordinal);
        Assert.Contains("/notes/pn-01", found, StringComparison.Ordinal);
        Assert.Contains("A community", found, StringComparison.Ordinal);
        Assert.Contains(
            "Communities that work on near subjects", await visitor.Page("/search?q=quantifying+antarctica"),
                StringComparison.Ordinal);
        await visitor.Send(Home + "?handler=Deed", ("deed", "say-words"), ("words", "alone"));
        Assert.Equal(2, site.All[CommunityId.Of("cop-maternity")].Words.Count);
    }

    [Fact]
    public async Task A_bar_is_set_and_lifted_an_office_left_and_a_community_falls_silent_begins_again_and_closes()
    {
        var people = new[] { 5, 6, 7 }.Select(number => People.Member(site, "cop-candour", number)).ToArray();
        var home = await site.Found("lamps", people);
        var (first, second, third) = (PersonId.Of(people[0]), PersonId.Of(people[1]), PersonId.Of(people[2]));
        var visitor = await site.Visitor(people[0]);

        await Carried("bar", ("person", people[2]), ("for", ""), ("words", "Asked again and again to stop."));
        Assert.True(site.All[home].StandingOf(third).IsBarred);
        Assert.Contains(
            "until its members lift it", await (await site.Visitor(people[2])).Page("/communities/" + home),
                StringComparison.Ordinal);
        await Carried("unbar", ("person", people[2]));
        Assert.False(site.All[home].StandingOf(third).IsBarred);
        Assert.Contains(
            "There is nobody it could be about", await visitor.Page($"/communities/{home}/propose?kind=unbar"),
                StringComparison.Ordinal);

        // An office that somebody offers for is theirs where nobody objects, and the members can call them back.
        await Carried("stage", ("stage", "Coalescing"), ("words", "We have met."));
        await Done(
            await site.Visitor(people[1]), "/communities/" + home + "?handler=Deed", ("deed", "offer-to-serve:convener"));
        await site.Wait(site.All[home].OpenDecisions.Single().ClosesAt);
        Assert.Contains(second, site.All[home].Conveners);
        await Carried("recall", ("person", $"convener {second}"), ("words", "Two posts are one too many."));
        Assert.DoesNotContain(second, site.All[home].Conveners);

        // Leave of absence, and back.
        await Done(visitor, "/communities/" + home + "?handler=Deed", ("deed", "take-leave"));
        Assert.Contains(
            "You are a member, and taking a break.", await visitor.Page("/communities/" + home), StringComparison.Ordinal);
        await Done(visitor, "/communities/" + home + "?handler=Deed", ("deed", "return-from-leave"));

        // Silence, and beginning again.
        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.Send($"/communities/{home}/propose?kind=revive")).StatusCode);
        await site.Wait(site.All[home].LastActivity + site.All[home].Charter.DormantAfter);
        await Done(visitor, "/communities/" + home + "?handler=Deed", ("deed", "notice-dormancy"));
        Assert.Equal(Status.Dormant, site.All[home].Status);
        await Voted(site.All[home].OpenDecisions.Single());
        Assert.Equal(Status.Open, site.All[home].Status);
        await Carried("close", ("words", "Every lamp burns."), ("legacy", "How to keep them burning."));
        Assert.Equal(Status.Closed, site.All[home].Status);
        Assert.Contains(
            "Closed. How to keep them burning.", await visitor.Page("/communities/" + home), StringComparison.Ordinal);

        async Task Carried(string kind, params (string, string)[] fields)
        {
            await Done(visitor, $"/communities/{home}/propose?kind={kind}", fields);
            await Voted(site.All[home].OpenDecisions.Last());
        }

        async Task Voted(Decision decision)
        {
            await site.Wait(decision.OpensAt);
            foreach (var voter in new[] { first, second, third })
                if (site.All[home].Ask(new Vote(voter, decision.Id, VoiceBallot.For),
                    site.Clock.Now).Allowed) await site.Do(
                        StreamId.Of(home), new Vote(voter, decision.Id, VoiceBallot.For));
            await site.Wait(decision.ClosesAt);
            Assert.Equal(Outcome.Carried, site.All[home].Decision(decision.Id)!.Result!.Outcome);
        }
    }

    [Fact]
    public async Task A_note_points_to_the_one_that_takes_its_place()
    {
        var author = PersonId.Of(People.Member(site, "cop-delirium", 5));
        var (old, better) = (NoteId.Of("an old way"), NoteId.Of("a better way"));
        foreach (var note in new[] { old, better })
        {
            var home = site.All[CommunityId.Of("cop-delirium")].AsMember(author, site.Clock.Now)!;
            await site.Do(
                StreamId.Of(note),
                    new DraftNote(home, new PracticeContent(note.Value, "Tried", "There", PracticeOutcome.Mixed, "Because")));
            await site.Do(StreamId.Of(note), new GiveConsent(author, new Consent(Audience.Community)));
            await site.Do(StreamId.Of(note), new OfferNote(home));
        }

        var visitor = await site.Visitor(author.Value);
        await Done(visitor, "/notes/an%20old%20way?handler=Deed", ("deed", "supersede"), ("other", better.Value));
        Assert.Contains(
            "Another took its place",
                await (await site.Visitor(People.Member(site, "cop-delirium", 6))).Page("/notes/an%20old%20way"),
                    StringComparison.Ordinal);
    }

    private static async Task Done(HttpClient visitor, string path, params (string, string)[] fields)
    {
        var answer = await visitor.Send(path, fields);
        Assert.True(
            answer.StatusCode == HttpStatusCode.Redirect,
                $"{path}: {answer.StatusCode}\n{await answer.Content.ReadAsStringAsync()}");
    }
}

/// <inheritdoc/>
public class MattersTestsInTheIntranet(Intranet site) : MattersTests(site), IClassFixture<Intranet>;

/// <inheritdoc/>
public class MattersTestsInTheWard(Ward site) : MattersTests(site), IClassFixture<Ward>;

/// <summary>Who is who in the seed.</summary>
public static class People
{
    public static string Convener(Site site) => site.All[CommunityId.Of("cop-maternity")].Conveners.First().Value;

    /// <summary>Those that the host lists and who are in no community, asked by none, and have asked none.</summary>
    public static IEnumerable<string> Outsiders(Site site) =>
        site.Host.Present.Directory.People
            .Where(p =>
                site.All.Communities.All(
                    c => !c.StandingOf(p).IsMember && !c.Founding.Founders.Contains(p) && c.Requests.All(r => r.Person != p)
                        && c.Invitations.All(i => i.Person != p)))
            .Select(p => p.Value);

    public static string Member(Site site, string community, int number) =>
        site.All[CommunityId.Of(community)].Members.ElementAt(number).Value;
}

/// <summary>Days as people write them.</summary>
public class DayTests
{
    private static readonly Texts English = new(Wording.English, DateTimeZoneProviders.Tzdb["Europe/London"]);

    [Theory]
    [InlineData("27 March 2027")]
    [InlineData(" 27 mar 2027 ")]
    [InlineData("27/3/2027")]
    [InlineData("27/03/2027")]
    public void A_day_is_read_as_people_write_it(string written)
    {
        var day = English.DayWritten(written);
        Assert.Equal(Instant.FromUtc(2027, 3, 27, 0, 0), day);
        Assert.Equal("27 March 2027", English.Day(day!.Value));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("tomorrow")]
    [InlineData("31/2/2027")]
    [InlineData("3/27/2027")]
    public void What_is_no_day_is_none(string? written) => Assert.Null(English.DayWritten(written));

    [Theory]
    [InlineData(9, 15, "27 May 2027 at 10:15am")]
    [InlineData(11, 0, "27 May 2027 at midday")]
    [InlineData(23, 0, "28 May 2027 at midnight")]
    [InlineData(14, 0, "27 May 2027 at 3pm")]
    public void A_time_is_told_as_people_tell_it_there(int hour, int minute, string told) =>
        Assert.Equal(told, English.When(Instant.FromUtc(2027, 5, 27, hour, minute)));
}
