using System.Net;

namespace CommunitiesOfPractice.AspNetCore.UI.Tests;

/// <summary>A decision whose time is over while its outcome cannot be recorded: no page tells how it came out.</summary>
public class ClosingTests(Intranet site) : IClassFixture<Intranet>
{
    [Fact]
    public async Task While_the_clock_is_not_trusted_a_decision_is_closed_and_being_recorded()
    {
        var (amina, ben) = (People.Member(site, "cop-candour", 5), People.Member(site, "cop-candour", 6));
        var home = await site.Found("lanterns", amina, ben);
        await site.Do(StreamId.Of(home), new Propose(PersonId.Of(amina), new Resolve("Hang a lantern on every landing.")));
        var decision = site.All[home].OpenDecisions.Single();
        var visitor = await site.Visitor(ben);
        var (community, page) = ($"/communities/{home}", $"/communities/{home}/decisions/{decision.Id}");
        Assert.Contains("Open until", await visitor.Page(page), StringComparison.Ordinal);
        Assert.Contains("lanterns: a vote closes on", await visitor.Page("/"), StringComparison.Ordinal);

        site.Clock.Wrong = Duration.FromDays(36500);
        site.Clock.Now = decision.ClosesAt + Duration.FromHours(1);
        var shown = await visitor.Page(page);
        Assert.Contains("What it came to is being recorded", shown, StringComparison.Ordinal);
        Assert.Contains("It is being recorded.", shown, StringComparison.Ordinal);
        foreach (var outcome in new[] { "Carried", "Against", "Object" })
            Assert.DoesNotContain(outcome, shown, StringComparison.Ordinal);
        Assert.Contains("closed, and being recorded", await visitor.Page(community), StringComparison.Ordinal);
        Assert.DoesNotContain("lanterns: a vote closes on", await visitor.Page("/"), StringComparison.Ordinal);
        Assert.False(site.Host.Clock.IsTrusted);

        // Proposing waits; leaving does not.
        var late = await visitor.Send(community + "/propose?kind=resolution", ("words", "Hang two."));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, late.StatusCode);
        Assert.Contains(
            "is being recorded. Try again in a minute", await late.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await site.Do(StreamId.Of(home), new Leave(PersonId.Of(ben)));
        Assert.Null(site.All[home].Decision(decision.Id)!.Result);

        site.Clock.Wrong = Duration.Zero;
        await site.Wait(site.Clock.Now + Duration.FromMinutes(1));
        Assert.Equal(Outcome.Carried, site.All[home].Decision(decision.Id)!.Result!.Outcome);
        Assert.Contains("Carried", await (await site.Visitor(amina)).Page(page), StringComparison.Ordinal);
    }
}
