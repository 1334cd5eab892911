using System.Net;
using System.Text.RegularExpressions;

namespace CommunitiesOfPractice.AspNetCore.UI.Tests;

/// <summary>Where newcomers met a dead end before, they find a way on: in an intranet of its own, since months pass.</summary>
public class WaysOnTests(Intranet site) : IClassFixture<Intranet>
{
    [Fact]
    public async Task Who_is_no_member_is_offered_one_way_in_and_no_office()
    {
        var ways = new HashSet<string>();
        foreach (var person in site.Host.Present.Directory.People)
        {
            var visitor = await site.Visitor(person.Value);
            foreach (var community in site.All.Communities.Where(c => !c.IsMember(person)))
            {
                var page = Html.Ours(await visitor.Page("/communities/" + community.Id));
                var joins = Button("Join").IsMatch(page);
                var asks = Button("Ask to join").IsMatch(page);
                Assert.False(joins && asks, $"{community.Id} as {person}");
                Assert.DoesNotContain("design group", page, StringComparison.Ordinal);
                ways.Add(joins ? "join" : asks ? "ask" : "neither");
            }
        }

        Assert.Equal(["ask", "join", "neither"], ways.Order());
    }

    public static TheoryData<string> Ready => [.. Charters.ByName.Keys];

    /// <summary>From founding to a second convener, by nothing but what the pages offer next.</summary>
    [Theory]
    [MemberData(nameof(Ready))]
    public async Task A_co_convener_is_elected_in_each_ready_charter(string charter)
    {
        string[] people = [.. People.Outsiders(site).Take(4)];
        var home = await site.Found("co-" + charter, Charters.ByName[charter], people);
        var visitor = await site.Visitor(people[0]);

        // Where only a convener puts things before the members, the page leads to offering to be the first.
        var electing = $"/communities/{home}/propose?kind=election";
        if (site.All[home].Charter[Matter.Open] is HolderOf)
        {
            var offering = Way(await Refused(electing, ("office", "convener"), ("seats", "1")), "offer to serve as convener");
            await Sent(visitor, offering.Split('#')[0] + "?handler=Deed", ("deed", "offer-to-serve:convener"));
            await site.Wait(Open().ClosesAt);
            Assert.Single(site.All[home].Conveners);
        }

        // At the first stage nobody is elected; the page leads to the next stage.
        var page = await Refused(electing, ("office", "convener"), ("seats", "1"));
        var stage = Way(page, "propose that the community has reached another stage");
        await Carried(await Done(stage, ("stage", "Coalescing"), ("words", "We have met, and know what we want to learn.")));
        Assert.Equal(Stage.Coalescing, site.All[home].Stage);
        if (!site.All[home].Conveners.Any()) await Elect(people[0]);

        // Where there is one seat, the page leads to the charter, which makes another.
        if (site.All[home].Charter.Office(Office.Convener)!.Seats == 1)
        {
            var seats = Way(
                await Refused(electing, ("office", "convener"), ("seats", "1")), "propose to change the number of seats");
            await Carried(await Done(seats, ("seats-convener", "2")));
            Assert.Equal(2, site.All[home].Charter.Office(Office.Convener)!.Seats);
        }

        await Elect(people[1]);
        Assert.Equal([PersonId.Of(people[0]), PersonId.Of(people[1])], site.All[home].Conveners.Order());

        async Task Elect(string candidate)
        {
            // Under some charters only a convener puts things before the members.
            var opener = site.All[home].Conveners.Select(c => c.Value).FirstOrDefault(people[0]);
            visitor = await site.Visitor(opener);
            var election = await Done(electing, ("office", "convener"), ("seats", "1"));
            var standing = await site.Visitor(candidate);
            await Sent(standing, election + "?handler=Deed", ("deed", "stand"));
            await site.Wait(Open().OpensAt);
            var ballot = Open().Rule is ChoosingRule { Method: Counting.Approval } ? ("approve", "0") : ("mark-0", "1");
            foreach (var voter in people) await Sent(await site.Visitor(voter), election + "?handler=Ballot", ballot);
            await site.Wait(Open().ClosesAt);
            Assert.Contains(PersonId.Of(candidate), site.All[home].Conveners);
        }

        Decision Open() => site.All[home].OpenDecisions.Single();

        async Task Carried(string path)
        {
            Assert.Contains("/decisions/", path, StringComparison.Ordinal);
            await site.Wait(Open().OpensAt);
            foreach (var voter in people)
                foreach (var act in new CommunityAct[]
                         {
                             new Vote(PersonId.Of(voter), Open().Id, VoiceBallot.For),
                         })
                    if (site.All[home].Ask(act, site.Clock.Now).Allowed) await site.Do(StreamId.Of(home), act);
            await site.Wait(Open().ClosesAt);
        }

        async Task<string> Refused(string path, params (string, string)[] fields)
        {
            visitor = await site.Visitor(site.All[home].Conveners.Select(c => c.Value).FirstOrDefault(people[0]));
            var answer = await visitor.Send(path, fields);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            return await answer.Content.ReadAsStringAsync();
        }

        Task<string> Done(string path, params (string, string)[] fields) => Sent(visitor, path, fields);
    }

    [Fact]
    public async Task What_became_of_a_note_elsewhere_is_about_that_note()
    {
        var visitor = await site.Visitor(People.Member(site, "cop-maternity", 0));
        Assert.Contains("scales", await visitor.Page("/adoptions/ad-1"), StringComparison.Ordinal);
        var drills = await visitor.Page("/adoptions/ad-2");
        Assert.Contains("The drill runs on most nights now.", drills, StringComparison.Ordinal);
        Assert.DoesNotContain("The total is spoken aloud", drills, StringComparison.Ordinal);
    }

    /// <summary>The address of a way on, by its words.</summary>
    private static string Way(string page, string words)
    {
        var way = Regex.Match(page, $"<a href=\"([^\"]+)\">{Regex.Escape(words)}</a>");
        Assert.True(way.Success, page);
        return WebUtility.HtmlDecode(way.Groups[1].Value);
    }

    private static async Task<string> Sent(HttpClient visitor, string path, params (string, string)[] fields)
    {
        var answer = await visitor.Send(path, fields);
        Assert.True(
            answer.StatusCode == HttpStatusCode.Redirect,
            $"{path}: {answer.StatusCode}\n{string.Join('\n', Html.Texts(await answer.Content.ReadAsStringAsync()).Take(30))}");
        return answer.Headers.Location!.ToString();
    }

    private static Regex Button(string words) => new($"<(a|button)[^>]*nhsuk-button[^>]*>{words}</(a|button)>");
}
