using CommunitiesOfPractice.Counting;

namespace CommunitiesOfPractice.Tests.Counting;

public class PairwiseTests
{
    [Fact]
    public void Minimax_by_opposition_may_pass_over_an_option_that_beats_every_other()
    {
        // W 0, Y 1, Z 2. W beats Y by 10 to 9 and Z by 5 to 4; 9 oppose W, but at most 5 oppose Z.
        BallotPile[] ballots =
        [
            new(RankedBallot.Of(2, 1, 0), 4), new(new RankedBallot(Ranking.OfTiers([[1], [0, 2]])), 5),
            new(new RankedBallot(Ranking.OfTiers([[0], [2], [1]])), 5), new(new RankedBallot(Ranking.OfTiers([[0, 2], [1]])), 5),
        ];
        var opposition = (MinimaxTally)new Minimax { Measure = MinimaxMeasure.Opposition }.Count(new Contest(3), ballots);
        Assert.Equal(0, opposition.Matrix.CondorcetWinner);
        Assert.Equal([2], opposition.Winners);
        foreach (var measure in new[] { MinimaxMeasure.WinningVotes, MinimaxMeasure.Margins })
            Assert.Equal([0], new Minimax { Measure = measure }.Count(new Contest(3), ballots).Winners);
    }

    [Fact]
    public void What_a_ballot_says_of_options_it_leaves_unranked_can_change_who_wins()
    {
        BallotPile[] ballots = [new(RankedBallot.Of(0), 4), new(RankedBallot.Of(1, 0), 3), new(RankedBallot.Of(2, 1), 2)];
        var last = new Schulze().Count(new Contest(3), ballots).Winners;
        var nowhere = new Schulze { Unranked = Unranked.Nowhere }.Count(new Contest(3), ballots);
        Assert.NotEqual(last, nowhere.Winners);
    }

    [Fact]
    public void The_default_wins_where_no_option_reaches_the_quorum()
    {
        BallotPile[] ballots = [new(RankedBallot.Of(0, 2, 1), 5), new(RankedBallot.Of(1, 2, 0), 3)];
        var tally = (DebianTally)new DebianRule { Quorum = 6 }.Count(new Contest(3), ballots);
        Assert.Equal([2], tally.Winners);
        Assert.Equal([0, 1], tally.BelowQuorum);
        Assert.Equal([0], new DebianRule { Quorum = 5 }.Count(new Contest(3), ballots).Winners);
    }

    [Theory]
    [InlineData(9, 3, 0)] // three to one exactly
    [InlineData(8, 3, 1)] // two thirds of a vote short
    public void A_majority_ratio_is_compared_by_multiplying(long yes, long no, int winner)
    {
        BallotPile[] ballots = [new(RankedBallot.Of(0, 1), yes), new(RankedBallot.Of(1, 0), no)];
        Assert.Equal([winner], new DebianRule { Majority = new Ratio(3, 1) }.Count(new Contest(2), ballots).Winners);
    }

    [Fact]
    public void The_weakest_defeats_of_a_cycle_are_dropped_and_the_casting_vote_chooses_among_those_left()
    {
        BallotPile[] cycle =
            [new(RankedBallot.Of(0, 1, 2, 3), 5), new(RankedBallot.Of(1, 2, 0, 3), 4), new(RankedBallot.Of(2, 0, 1, 3), 3)];
        var tally = (DebianTally)new DebianRule().Count(new Contest(4), cycle);
        Assert.Equal([0], tally.Winners);
        Assert.Equal((2, 0), (Assert.Single(tally.Dropped).Winner, tally.Dropped[0].Loser));
        BallotPile[] even =
            [new(RankedBallot.Of(0, 1, 2, 3), 3), new(RankedBallot.Of(1, 2, 0, 3), 3), new(RankedBallot.Of(2, 0, 1, 3), 3)];
        Assert.Equal([0, 1, 2], new DebianRule().Count(new Contest(4), even).Tied);
        Assert.Equal(
            [1], new DebianRule { TieRules = [TieRule.CastingVoice] }.Count(
                new Contest(4), even, new TieEvidence { CastingVoice = 1 }).Winners);
    }

    /// <summary>Schulze (2011), 2.1: no opposition is stronger than any, and then more support is stronger.</summary>
    [Fact]
    public void By_ratio_a_win_that_nobody_opposes_is_the_stronger_the_more_prefer_it()
    {
        // 0 beats 1 by 5 to 0, 1 beats 2 by 4 to 0, 2 beats 0 by 3 to 0: a cycle of wins without opposition.
        BallotPile[] ballots = [Only(0, 1, 5), Only(1, 2, 4), Only(2, 0, 3)];
        var method = new Schulze { Strength = Strength.Ratio, Unranked = Unranked.Nowhere };
        var tally = (SchulzeTally)method.Count(new Contest(3), ballots);
        Assert.Equal([0], tally.Winners);
        Assert.Equal([[0], [1], [2]], tally.Ranking);
        Assert.Equal(4, tally.Path(0, 2)!.For);

        // One vote against the strongest makes it the weakest.
        tally = (SchulzeTally)method.Count(new Contest(3), [.. ballots, Only(1, 0, 1)]);
        Assert.Equal([1], tally.Winners);

        static BallotPile Only(int above, int below, long count) => new(RankedBallot.Of(above, below), count);
    }

    /// <summary>
    /// 99 options in a circle, each ballot beginning with another one, and the default last. Each beats the 49 after it; three
    /// ballots more begin with the first.
    /// </summary>
    [Fact]
    public void A_hundred_options_on_a_cycle_of_three_hundred_ballots_are_counted()
    {
        var circle = Enumerable.Range(0, 99)
            .Select(first => RankedBallot.Of([.. Enumerable.Range(0, 99).Select(i => (first + i) % 99), 99])).ToList();
        BallotPile[] level = [.. circle.Select(ballot => new BallotPile(ballot, 3))];
        BallotPile[] decided = [.. level, new(circle[0], 3)];
        foreach (
            var method in new PairwiseMethod[] {
                new DebianRule(), new RankedPairs(), new RankedPairs { Strength = Strength.Margins }, new Schulze() })
        {
            Assert.Equal(Enumerable.Range(0, 99), method.Count(new Contest(100), level).Tied);
            Assert.Equal(
                [7], (method with { TieRules = [TieRule.Seniority] })
                    .Count(new Contest(100), level, new TieEvidence { Seniority = [7] }).Winners);
            Assert.Equal([0], method.Count(new Contest(100), decided).Winners);
        }
    }

    [Fact]
    public void Million_millions_of_ballots_are_compared_exactly()
    {
        const long many = 1_000_000_000_000;
        var tally = (SchulzeTally)new Schulze { Strength = Strength.Ratio }.Count(
            new Contest(3),
                [new BallotPile(RankedBallot.Of(0, 1, 2), many + 1), new BallotPile(RankedBallot.Of(1, 2, 0), many),
                    new BallotPile(RankedBallot.Of(2, 0, 1), many)]);
        Assert.Equal(2 * many + 1, tally.Matrix[0, 1]);
        Assert.Equal([0], tally.Winners);
    }

    [Fact]
    public void Every_result_explains_itself_with_as_many_cells_as_headers()
    {
        string[] labels = ["Ada", "Ben", "Cy"];
        foreach (var method in SampleMethods.All)
        {
            Ballot[] ballots = method switch
            {
                Plurality => [new ChoiceBallot(0), new ChoiceBallot(1), new ChoiceBallot(0), new BlankBallot()],
                Approval => [new ApprovalBallot([0, 1]), new ApprovalBallot([0]), new BlankBallot()],
                Score or Dot => [new ScoreBallot([new(0, 2), new(1, 1)]), new BlankBallot()],
                _ => [RankedBallot.Of(0, 1, 2), RankedBallot.Of(1, 0, 2), RankedBallot.Of(0, 2, 1), new BlankBallot()],
            };
            var explained = method.Count(new Contest(3), ballots).Explain(labels);
            Assert.All(explained.Sentences, sentence => Assert.EndsWith(".", sentence, StringComparison.Ordinal));
            Assert.NotEmpty(explained.Tables);
            Assert.All(explained.Tables, table => Assert.All(table.Rows, row => Assert.Equal(table.Headers.Count, row.Count)));
            Assert.Contains("1 was blank.", explained.ToString(), StringComparison.Ordinal);
            Assert.EndsWith(".", method.Sentence, StringComparison.Ordinal);
            Assert.Throws<ArgumentException>(() => method.Count(new Contest(3), ballots).Explain(["Ada"]));
        }
    }

    [Fact]
    public void Two_methods_that_count_differently_say_so_differently() =>
        Assert.Equal(SampleMethods.All.Count, SampleMethods.All.Select(method => method.Sentence).Distinct().Count());
}
