using System.Net;

namespace TrustIntranet.Tests;

[Collection(OneIntranet.Name)]
public class PageTests(Intranet intranet)
{
    [Fact]
    public async Task Every_page_comes_signed_in_or_not_and_no_page_faults()
    {
        var (anyone, convener) = (intranet.Visitor(), await intranet.Visitor(People.Convener(intranet)));
        foreach (var path in Everywhere.ForAnyone) await Comes(anyone, path);
        foreach (var path in Everywhere.SignedIn(intranet.All)) await Comes(convener, path);

        static async Task Comes(HttpClient visitor, string path)
        {
            var answer = await visitor.GetAsync(path);
            var page = await answer.Content.ReadAsStringAsync();
            Assert.True(
                answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Forbidden
                    || (path.Contains("noth", StringComparison.Ordinal) || path == "/nowhere")
                        && answer.StatusCode == HttpStatusCode.NotFound,
                $"{path}: {answer.StatusCode}\n{page[..Math.Min(3000, page.Length)]}");
            Assert.Contains(
                "default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.DoesNotContain(
                "unsafe-inline", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.DoesNotContain(" style=", page, StringComparison.Ordinal);
            Assert.DoesNotContain("<script>", page, StringComparison.Ordinal);
        }
    }
}

/// <summary>
/// What members decide about each other and about their community, through the forms there are for it: in an intranet of its own,
/// since months pass.
/// </summary>
public class MattersTests(Intranet intranet) : IClassFixture<Intranet>
{
    [Fact]
    public async Task A_bar_is_set_and_lifted_an_office_left_and_a_community_falls_silent_begins_again_and_closes()
    {
        var people = new[] { 5, 6, 7 }.Select(number => People.Member(intranet, "cop-candour", number)).ToArray();
        var home = await intranet.Found("lamps", people);
        var (first, second, third) = (PersonId.Of(people[0]), PersonId.Of(people[1]), PersonId.Of(people[2]));
        var visitor = await intranet.Visitor(people[0]);

        await Carried("bar", ("person", people[2]), ("for", ""), ("words", "Asked again and again to stop."));
        Assert.True(intranet.All[home].StandingOf(third).IsBarred);
        Assert.Contains(
            "until its members lift it", await (await intranet.Visitor(people[2])).Page("/communities/" + home),
                StringComparison.Ordinal);
        await Carried("unbar", ("person", people[2]));
        Assert.False(intranet.All[home].StandingOf(third).IsBarred);
        Assert.Contains(
            "There is nobody whom it could be about", await visitor.Page($"/communities/{home}/propose?kind=unbar"),
                StringComparison.Ordinal);

        // An office that somebody offers for is theirs where nobody objects, and the members can call them back.
        await Carried("stage", ("stage", "Coalescing"), ("words", "We have met."));
        await Done(
            await intranet.Visitor(people[1]), "/communities/" + home + "?handler=Deed", ("deed", "offer-to-serve:convener"));
        await intranet.Wait(intranet.All[home].OpenDecisions.Single().ClosesAt);
        Assert.Contains(second, intranet.All[home].Conveners);
        await Carried("recall", ("person", $"convener {second}"), ("words", "Two posts are one too many."));
        Assert.DoesNotContain(second, intranet.All[home].Conveners);

        // Leave of absence, and back.
        await Done(visitor, "/communities/" + home + "?handler=Deed", ("deed", "take-leave"));
        Assert.Contains(
            "You are a member, and taking a break.", await visitor.Page("/communities/" + home), StringComparison.Ordinal);
        await Done(visitor, "/communities/" + home + "?handler=Deed", ("deed", "return-from-leave"));

        // Silence, and beginning again.
        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.Send($"/communities/{home}/propose?kind=revive")).StatusCode);
        await intranet.Wait(intranet.All[home].LastActivity + intranet.All[home].Charter.DormantAfter);
        await Done(visitor, "/communities/" + home + "?handler=Deed", ("deed", "notice-dormancy"));
        Assert.Equal(Status.Dormant, intranet.All[home].Status);
        await Voted(intranet.All[home].OpenDecisions.Single());
        Assert.Equal(Status.Open, intranet.All[home].Status);
        await Carried("close", ("words", "Every lamp burns."), ("legacy", "How to keep them burning."));
        Assert.Equal(Status.Closed, intranet.All[home].Status);
        Assert.Contains(
            "Closed. How to keep them burning.", await visitor.Page("/communities/" + home), StringComparison.Ordinal);

        async Task Carried(string kind, params (string, string)[] fields)
        {
            await Done(visitor, $"/communities/{home}/propose?kind={kind}", fields);
            await Voted(intranet.All[home].OpenDecisions.Last());
        }

        async Task Voted(Decision decision)
        {
            await intranet.Wait(decision.OpensAt);
            foreach (var voter in new[] { first, second, third })
                if (intranet.All[home].Ask(new Vote(voter, decision.Id, VoiceBallot.For),
                    intranet.Clock.Now).Allowed) await intranet.Do(
                        StreamId.Of(home), new Vote(voter, decision.Id, VoiceBallot.For));
            await intranet.Wait(decision.ClosesAt);
            Assert.Equal(Outcome.Carried, intranet.All[home].Decision(decision.Id)!.Result!.Outcome);
        }
    }

    [Fact]
    public async Task A_note_points_to_the_one_that_takes_its_place()
    {
        var author = PersonId.Of(People.Member(intranet, "cop-delirium", 5));
        var (old, better) = (NoteId.Of("an old way"), NoteId.Of("a better way"));
        foreach (var note in new[] { old, better })
        {
            var home = intranet.All[CommunityId.Of("cop-delirium")].AsMember(author, intranet.Clock.Now)!;
            await intranet.Do(
                StreamId.Of(note),
                    new DraftNote(home, new PracticeContent(note.Value, "Tried", "There", PracticeOutcome.Mixed, "Because")));
            await intranet.Do(StreamId.Of(note), new GiveConsent(author, new Consent(Audience.Community)));
            await intranet.Do(StreamId.Of(note), new OfferNote(home));
        }

        var visitor = await intranet.Visitor(author.Value);
        await Done(visitor, "/notes/an%20old%20way?handler=Deed", ("deed", "supersede"), ("other", better.Value));
        Assert.Contains(
            "Another took its place",
                await (await intranet.Visitor(People.Member(intranet, "cop-delirium", 6))).Page("/notes/an%20old%20way"),
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

/// <summary>Who is who in the seed.</summary>
public static class People
{
    public static string Convener(Intranet intranet) => intranet.All[CommunityId.Of("cop-maternity")].Conveners.First().Value;

    /// <summary>Those whom the host lists and who are in no community, asked by none, and have asked none.</summary>
    public static IEnumerable<string> Outsiders(Intranet intranet) =>
        intranet.Host.Present.Directory.People
            .Where(p =>
                intranet.All.Communities.All(
                    c => !c.StandingOf(p).IsMember && !c.Founding.Founders.Contains(p) && c.Requests.All(r => r.Person != p)
                        && c.Invitations.All(i => i.Person != p)))
            .Select(p => p.Value);

    public static string Member(Intranet intranet, string community, int number) =>
        intranet.All[CommunityId.Of(community)].Members.ElementAt(number).Value;
}

/// <summary>Days as people write them.</summary>
public class DayTests
{
    [Theory]
    [InlineData("27 March 2027")]
    [InlineData(" 27 mar 2027 ")]
    [InlineData("27/3/2027")]
    [InlineData("27/03/2027")]
    public void A_day_is_read_as_people_write_it(string written)
    {
        Assert.True(Plain.TryDay(written, out var day));
        Assert.Equal(new LocalDate(2027, 3, 27), day);
        Assert.Equal("27 March 2027", Plain.Day(Plain.Beginning(day)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("tomorrow")]
    [InlineData("31/2/2027")]
    [InlineData("3/27/2027")]
    public void What_is_no_day_is_none(string? written) => Assert.False(Plain.TryDay(written, out _));
}
