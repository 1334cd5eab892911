using CommunitiesOfPractice.Counting;

namespace CommunitiesOfPractice.Tests.Counting;

/// <summary>A mean is of something: an option that nobody scores has none, and does not win by it.</summary>
public class ScoreTests
{
    private static readonly Score Means = new(3, -3) { LeavesOutUnscored = true, TieRules = [TieRule.Seniority] };

    private static readonly TieEvidence Senior = new() { Seniority = [2, 1, 0] };

    [Fact]
    public void An_option_that_nobody_scored_never_wins_by_a_mean_of_nothing()
    {
        var tally =
            (SumTally)Means.Count(
                new Contest(3), [new ScoreBallot([new(0, -2)]), new ScoreBallot([new(0, -3), new(1, -3)])], Senior);
        Assert.Equal([0], tally.Winners);
        Assert.Equal([[0], [1], [2]], tally.Ranking);
        Assert.Equal([2], tally.Unscored);
        var explained = tally.Explain(["Ada", "Ben", "Cy"]);
        Assert.Contains("No ballot scores Cy, which cannot win without a score.", explained.Sentences);
        Assert.Equal(["3", "Cy", ""], explained.Tables[0].Rows[2]);
    }

    [Fact]
    public void A_seat_for_which_only_those_are_left_whom_nobody_scored_stays_open()
    {
        var tally = Means.Count(new Contest(3, 2), [new ScoreBallot([new(0, -2)])], Senior);
        Assert.Equal([0], tally.Winners);
        Assert.Equal([1, 2], tally.Tied);
        Assert.False(tally.IsDecided);
        tally = Means.Count(new Contest(2, 2), [new ScoreBallot([new(0, 3)])], Senior);
        Assert.Equal([0], tally.Winners);
        Assert.False(tally.IsDecided);
        Assert.Contains("Ada has won. A seat is left open.", tally.Explain(["Ada", "Ben"]).Sentences);
    }

    [Fact]
    public void Where_nobody_scored_anything_nobody_wins()
    {
        foreach (var ballots in new Ballot[][] { [], [new BlankBallot()], [new ScoreBallot([new(3, 3)])] })
        {
            var tally = Means.Count(new Contest(4) { Withdrawn = [3] }, ballots, Senior);
            Assert.Empty(tally.Winners);
            Assert.Equal([0, 1, 2], tally.Tied);
            Assert.False(tally.IsDecided);
            Assert.Equal(
                "Nobody has won yet. Ada, Ben and Cy are level.", tally.Explain(["Ada", "Ben", "Cy", "Di"]).Sentences[1]);
        }
    }

    [Fact]
    public void By_sums_an_option_that_nobody_scored_has_nothing_and_that_is_more_than_less() =>
        Assert.Equal([1], new Score(3, -3).Count(new Contest(2), [new ScoreBallot([new(0, -2)])]).Winners);
}
