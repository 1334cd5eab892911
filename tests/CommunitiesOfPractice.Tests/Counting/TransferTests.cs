using CommunitiesOfPractice.Counting;

namespace CommunitiesOfPractice.Tests.Counting;

public class TransferTests
{
    private static readonly BallotPile[] WorkedExample =
    [
        new(RankedBallot.Of(0, 1, 2), 28), new(RankedBallot.Of(1, 0, 2), 26), new(RankedBallot.Of(2), 3),
            new(RankedBallot.Of(3), 2), new(RankedBallot.Of(4), 1),
    ];

    [Fact]
    public void Scottish_stv_shows_what_cutting_to_five_decimals_loses()
    {
        var tally = (TransferTally)new ScottishStv().Count(new Contest(5, 3), WorkedExample);
        Assert.Equal(Votes.Of(16), tally.Stages[0].Quota);
        Assert.Equal("14.99996", tally.Stages[1].Votes[2].ToString());
        Assert.Equal("0.00004", tally.Stages[1].Lost.ToString());
        Assert.Equal("24.99982", tally.Stages.Max(stage => stage.Votes[2]).ToString());
        Assert.Equal([0, 1, 2], tally.Winners);
    }

    [Fact]
    public void Scottish_stv_never_elects_more_than_there_are_seats_on_sixty_thousand_ballots()
    {
        var random = new Random(4);
        var ballots = Enumerable.Range(0, 60_000).Select(_ =>
        {
            var order = Enumerable.Range(0, 10).ToArray();
            random.Shuffle(order);
            return RankedBallot.Of(order);
        }).ToList();
        foreach (var method in new CountingMethod[] { new ScottishStv(), new MeekStv() })
        {
            var tally = (TransferTally)method.Count(new Contest(10, 3), ballots);
            Assert.Equal(3, tally.Winners.Count);
            foreach (var stage in tally.Stages)
                Assert.Equal(Votes.Of(60_000), stage.Votes.Aggregate(stage.Exhausted + stage.Lost, (sum, votes) => sum + votes));
        }
    }

    [Fact]
    public void Meek_stv_is_exact_where_nine_decimals_outgrow_64_bits()
    {
        const long million = 1_000_000;
        var small = (TransferTally)new MeekStv().Count(new Contest(5, 2), WorkedExample);
        var large = (TransferTally)new MeekStv()
            .Count(new Contest(5, 2), WorkedExample.Select(pile => pile with { Count = pile.Count * million * 10_000 }));
        Assert.Equal(small.Winners, large.Winners);
        foreach (var stage in large.Stages)
            Assert.Equal(Votes.Of(600_000 * million), stage.Votes.Aggregate(stage.Exhausted, (sum, votes) => sum + votes));
    }

    [Fact]
    public void A_countback_elects_whom_the_same_voters_wanted_next()
    {
        // Ada (0) leaves; her voters' next choice is Ben (1), who lost to Eve (2) at the election. Eve sits on.
        BallotPile[] ballots =
            [new(RankedBallot.Of(0, 1), 40), new(RankedBallot.Of(2), 30), new(RankedBallot.Of(1), 10),
                new(RankedBallot.Of(3, 2), 12)];
        var election = new ScottishStv().Count(new Contest(4, 2), ballots);
        Assert.Equal([0, 2], election.Winners);
        foreach (var method in new TransferMethod[] { new ScottishStv(), new MeekStv() })
        {
            var after = method is ScottishStv scottish
                ? scottish.CountBack(new Contest(4, 2) { Withdrawn = [0] }, ballots, sitting: [2])
                : ((MeekStv)method).CountBack(new Contest(4, 2) { Withdrawn = [0] }, ballots, sitting: [2]);
            Assert.Equal([1, 2], after.Winners.Order());
        }
    }

    [Fact]
    public void Whoever_sits_is_never_excluded_by_a_countback()
    {
        BallotPile[] ballots =
            [new(RankedBallot.Of(0), 50), new(RankedBallot.Of(1), 30), new(RankedBallot.Of(2), 20), new(RankedBallot.Of(3), 1)];
        var after = new ScottishStv().CountBack(new Contest(4, 2) { Withdrawn = [0] }, ballots, sitting: [3]);
        Assert.Equal([1, 3], after.Winners.Order());
        Assert.Equal(
            [1, 3], new MeekStv().CountBack(new Contest(4, 2) { Withdrawn = [0] }, ballots, sitting: [3]).Winners.Order());
    }

    [Fact]
    public void A_withdrawn_option_is_as_though_never_on_the_ballot()
    {
        var method = new InstantRunoff();
        BallotPile[] ballots = [new(RankedBallot.Of(1, 0), 5), new(RankedBallot.Of(1), 3), new(RankedBallot.Of(2), 4)];
        var with = (TransferTally)method.Count(new Contest(3) { Withdrawn = [1] }, ballots);
        Assert.Equal([0], with.Winners);
        Assert.Equal((12, 3), (with.TookPart, with.Blank));
        Assert.DoesNotContain(1, with.Ranking.SelectMany(tier => tier));
    }

    [Fact]
    public void The_table_prints_every_vote_and_every_loss()
    {
        var tally = new ScottishStv().Count(new Contest(5, 3), WorkedExample);
        var explained = tally.Explain(["Ada", "Ben", "Cy", "Di", "Eve"]);
        Assert.Contains("Ada, Ben and Cy have won.", explained.Sentences);
        var table = explained.Tables[0];
        Assert.All(table.Rows, row => Assert.Equal(table.Headers.Count, row.Count));
        Assert.Contains(table.Rows, row => row[0] == "Lost in rounding" && row.Contains("0.00004"));
        Assert.Contains("14.99996", explained.ToString(), StringComparison.Ordinal);
    }
}
