

namespace CommunitiesOfPractice.AspNetCore.UI.Tests;

public class SeedTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 23, 9, 15);

    private static readonly Landscape All = Told();

    [Fact]
    public void Everything_that_a_page_shows_is_in_it_and_alive()
    {
        Assert.Equal(6, All.Communities.Count());
        Assert.All(All.Communities, c => Assert.Equal(Status.Open, c.At(Now).Status));
        Assert.Contains(All.Communities, c => c.CharterHistory.Count > 1);
        Assert.Contains(
            All.Communities.SelectMany(c => c.At(Now).OpenDecisions), d =>
                d is { Phase: DecisionPhase.Open, Rule: MajorityRule });
        Assert.Contains(
            All.Communities.SelectMany(c => c.At(Now).OpenDecisions), d =>
                d is { Phase: DecisionPhase.Notice, Proposal: Elect, Candidates.Count: > 1 });
        Assert.Contains(
            All.Communities.SelectMany(c => c.At(Now).OpenDecisions), d =>
                d is { Phase: DecisionPhase.Open, Rule.Secret: true, Candidates.Count: > 1 });
        Assert.Contains(
            All.Communities.SelectMany(c => c.ClosedDecisions), d => d is { Rule.Secret: true, Result.Outcome: Outcome.Carried });
        Assert.Contains(All.Communities, c => c.At(Now).Requests.Any(r => r.IsOpen));
        Assert.Contains(All.Communities, c => c.At(Now).Invitations.Any());
        Assert.True(All.Links.Where(l => l.IsInForce(Now)).Select(l => l.Kind).Distinct().Count() >= 3);
        Assert.Contains(All.Links, l => l.Status == LinkStatus.Offered);
        Assert.Equal(Enum.GetValues<Audience>(), All.Notes.Select(n => n.EffectiveAudience(Now)).Distinct().Order());
        Assert.Contains(
            All.Notes, n => n.Content is PracticeContent { Outcome: PracticeOutcome.DidNotWork }
                && n.EffectiveAudience(Now) > Audience.Community);
        Assert.Contains(All.Notes, n => n.Content is BundleContent);
        Assert.Contains(All.Adoptions, a => a.Outcomes.Count > 0);
        Assert.True(All.Communities.SelectMany(c => c.Conveners).Any());
        Assert.Equal(3, All.GatheringsOf(CommunityId.Of("cop-maternity")).Count());
        Assert.Contains(All.Gatherings, g => g.WasHeld(Now) && g.Notes.Count + g.Offers.Count > 0);
        Assert.Contains(All.Gatherings, g => g.WasHeld(Now) && g.NothingToWrite);
        Assert.Contains(All.Gatherings, g => !g.IsOver(Now) && g.Waiting.Any());
        Assert.Contains(All.Gatherings, g => !g.IsOver(Now) && g.ToConfirm.Any());
        Assert.Contains(All.Gatherings, g => g.With.Any(party => party.Status == PartyStatus.Asked));
        Assert.Contains(All.Questions, q => q.Carried.Count > 0 && q.Answers.Any(answer => answer.Helped is true));
        Assert.Contains(All.Questions, q => q.TakesAnswers && q.Answers.Count == 0);
    }

    [Fact]
    public void It_is_the_same_whenever_it_is_told_and_nothing_in_it_lies_ahead() =>
        Assert.All(All.Communities, c => Assert.True(c.LastAt <= Now && c.Equals(Told()[c.Id])));

    private static Landscape Told()
    {
        var place = SouthLondon.Place.SouthLondon();
        var seed = TrustIntranet.Seed.Tell(place, new SouthLondon.People(place, Instant.FromUtc(2024, 1, 1, 0, 0)), Now);
        return Landscape.Empty.After(seed.Runs().SelectMany(run => run).Select((line, i) => new Recorded(i + 1, line)));
    }
}
