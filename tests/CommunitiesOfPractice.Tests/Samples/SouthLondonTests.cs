using SouthLondon;

namespace CommunitiesOfPractice.Tests.Samples;

public class SouthLondonTests
{
    private static (Story Story, string Told) Tell()
    {
        var told = new StringWriter();
        return (Story.Tell(Telling.To(told)), told.ToString());
    }

    [Fact]
    public void The_story_comes_out_as_it_is_told()
    {
        var (story, told) = Tell();
        Assert.Equal(6, story.Communities.Count());
        Assert.All(story.Communities, c => Assert.Contains(c.Status, new[] { Status.Open, Status.Closed }));
        Assert.True(story.Communities.Select(c => c.CharterHistory[0].Charter.Name).Distinct().Count() >= 4);
        Assert.Contains(story.Record, e => e.Event is CharterAmended { Version: 3 });
        Assert.Contains(story.Record, e => e.Event is DecisionClosed { Result.Outcome: Outcome.Carried } closed
            && story.Communities.Any(c => c.Decision(closed.Decision)?.Proposal is Recall));
        Assert.Contains(story.Record, e => e.Event is MemberLeft);
        Assert.Contains("Refused", told, StringComparison.Ordinal);
        Assert.Contains("The way in:", told, StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_told_in_the_same_words_every_time()
    {
        var (one, other) = (Tell(), Tell());
        Assert.Equal(one.Told, other.Told);
        Assert.Equal(one.Story.Record, other.Story.Record);
    }

    [Fact]
    public void Postpartum_haemorrhage_finds_what_is_written_as_pph()
    {
        var (story, told) = Tell();
        var maternity = CommunityId.Of("cop-maternity");
        var hits = story.Commons().Search(story[maternity].Members.First(), story.Now, "postpartum haemorrhages", 10).Hits;
        Assert.Contains(hits, hit => hit.Of == StreamId.Of(NoteId.Of("pn-02"))
            && hit.Because.Single() == new SearchMatch("postpartum haemorrhages", "PPH", maternity));
        Assert.Contains("postpartum haemorrhage", told, StringComparison.Ordinal);
    }

    [Fact]
    public void Nobody_in_it_has_a_name()
    {
        var (story, _) = Tell();
        Assert.All(story.People.All, p => Assert.Matches("^k-[0-9]{3}$", p.Key.Value));
    }
}
