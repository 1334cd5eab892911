using CommunitiesOfPractice.Counting;

namespace CommunitiesOfPractice.Tests.Counting;

/// <summary>
/// Ties are reported; broken only by the rules the method names, with the evidence given; and known for harmless where they are.
/// </summary>
public class TieTests
{
    private static readonly BallotPile[] Level =
        [new(new ChoiceBallot(0), 3), new(new ChoiceBallot(1), 3), new(new ChoiceBallot(2), 1)];

    [Fact]
    public void Without_a_tie_rule_a_tie_is_reported_and_nobody_has_won()
    {
        var tally = new Plurality().Count(new Contest(3), Level);
        Assert.Empty(tally.Winners);
        Assert.Equal([0, 1], tally.Tied);
        Assert.False(tally.IsDecided);
        Assert.Equal(new Tie([0, 1], TieFor.Seat, 0, null, null, Matters: true), Assert.Single(tally.Ties));
    }

    [Fact]
    public void A_rule_without_its_evidence_passes_to_the_next()
    {
        var method = new Plurality { TieRules = [TieRule.Seniority, TieRule.CastingVoice, TieRule.Lot] };
        Assert.Equal([0, 1], method.Count(new Contest(3), Level).Tied);
        var tally = method.Count(new Contest(3), Level, new TieEvidence { CastingVoice = 1 });
        Assert.Equal([1], tally.Winners);
        Assert.Equal(TieRule.CastingVoice, Assert.Single(tally.Ties).SettledBy);
        Assert.Equal(
            [0], method.Count(new Contest(3), Level, new TieEvidence { Seniority = [2, 0, 1], CastingVoice = 1 }).Winners);
    }

    [Fact]
    public void A_casting_voice_for_somebody_who_is_not_level_settles_nothing()
    {
        var method = new Plurality { TieRules = [TieRule.CastingVoice] };
        Assert.Equal([0, 1], method.Count(new Contest(3), Level, new TieEvidence { CastingVoice = 2 }).Tied);
    }

    [Fact]
    public void A_tie_below_the_seats_is_not_broken()
    {
        var method = new Plurality { TieRules = [TieRule.Lot] };
        BallotPile[] ballots = [new(new ChoiceBallot(0), 3), new(new ChoiceBallot(1)), new(new ChoiceBallot(2))];
        var tally = method.Count(new Contest(3), ballots, new TieEvidence { Lot = new Lot("a seed for this test") });
        Assert.Equal([0], tally.Winners);
        Assert.Equal(new Tie([1, 2], TieFor.Place, 0, null, null, Matters: false), Assert.Single(tally.Ties));
    }

    /// <summary>The tenth of the errors seen in others: equal scores got different ranks.</summary>
    [Fact]
    public void Equal_scores_have_equal_rank()
    {
        var tally = new Score(5).Count(new Contest(4, 2), [new ScoreBallot([new(0, 5), new(1, 3), new(2, 3), new(3, 3)])]);
        Assert.Equal([[0], [1, 2, 3]], tally.Ranking);
        Assert.Equal([0], tally.Winners);
        Assert.Equal([1, 2, 3], tally.Tied);
        Assert.Equal(["1", "2", "2", "2"], tally.Explain(["A", "B", "C", "D"]).Tables[0].Rows.Select(row => row[0]));
    }

    [Fact]
    public void Nobody_wins_where_nobody_is_marked()
    {
        var evidence = new TieEvidence { Seniority = [0, 1, 2], Lot = new Lot("a seed for this test") };
        foreach (var method in SampleMethods.All)
        {
            var withLot = method with { TieRules = [TieRule.Seniority, TieRule.Lot] };
            foreach (var ballots in new Ballot[][] { [], [new BlankBallot(), new BlankBallot()] })
            {
                var tally = withLot.Count(new Contest(3), ballots, evidence);
                Assert.Empty(tally.Winners);
                Assert.Equal((ballots.Length, ballots.Length), (tally.TookPart, tally.Blank));
            }
        }
    }

    [Fact]
    public void Options_without_hope_are_excluded_in_any_order()
    {
        // Three level at one vote each: whoever of them goes first, all three go before anybody else, so the tie is not broken.
        BallotPile[] ballots =
            [new(RankedBallot.Of(0), 9), new(RankedBallot.Of(1), 7), new(RankedBallot.Of(2, 1)), new(RankedBallot.Of(3, 1)),
                new(RankedBallot.Of(4, 1))];
        var tally =
            new InstantRunoff { TieRules = [TieRule.Lot] }.Count(
                new Contest(5), ballots, new() { Lot = new Lot("a seed for this test") });
        Assert.Equal([1], tally.Winners);
        Assert.All(tally.Ties, tie => Assert.Equal((null, false), (tie.SettledBy, tie.Matters)));
    }

    /// <summary>
    /// 2 and 3 are level and both bound to go; the first to go gives its leader a lead at the stage in between. Which goes first
    /// is nobody's choice, so that lead settles nothing.
    /// </summary>
    [Theory]
    [InlineData(2, 3)]
    [InlineData(3, 2)]
    public void What_an_order_of_level_exclusions_makes_settles_no_later_tie(int ofZero, int ofOne)
    {
        BallotPile[] ballots =
            [new(RankedBallot.Of(0), 5), new(RankedBallot.Of(1), 5), new(RankedBallot.Of(ofZero, 0)),
                new(RankedBallot.Of(ofOne, 1))];
        foreach (var rule in new[] { TieRule.PreviousStage, TieRule.FirstStage })
        {
            var open = (TransferTally)new InstantRunoff { TieRules = [rule] }.Count(new Contest(4), ballots);
            Assert.Empty(open.Winners);
            Assert.Equal([0, 1], open.Tied);
            Assert.Equal([[0, 1], [2, 3]], open.Ranking);
            Assert.Equal([2, 3], open.Stages[0].Excluded);
            Assert.Equal(new Tie([2, 3], TieFor.Exclusion, 1, null, null, Matters: true) { Together = true }, open.Ties[0]);
            var said = open.Explain(["Ada", "Ben", "Cy", "Di"]).Sentences;
            Assert.DoesNotContain(said, sentence => sentence.Contains("made no difference", StringComparison.Ordinal));
            foreach (var seniority in new ValueList<int>[] { [1], [1, 0], [1, 0, 2, 3], [1, 0, 3, 2], [3, 2, 1, 0] })
            {
                var settled =
                    new InstantRunoff { TieRules = [rule, TieRule.Seniority] }.Count(
                        new Contest(4), ballots, new TieEvidence { Seniority = seniority });
                Assert.Equal([1], settled.Winners);
            }
        }
    }

    [Fact]
    public void What_every_order_of_level_exclusions_makes_settles_a_later_tie()
    {
        // Whichever of 2 and 3 goes first, three papers come to 0 before the last two come to 1, by way of the other.
        BallotPile[] ballots =
        [
            new(RankedBallot.Of(0), 15), new(RankedBallot.Of(1), 17),
            new(RankedBallot.Of(2, 0), 3), new(RankedBallot.Of(2, 3, 1), 2), new(RankedBallot.Of(3, 0), 3),
                new(RankedBallot.Of(3, 2, 1), 2),
        ];
        var tally = new InstantRunoff { TieRules = [TieRule.PreviousStage] }.Count(new Contest(4), ballots);
        Assert.Equal([0], tally.Winners);
        Assert.Equal([(true, false), (false, true)], tally.Ties.Select(tie => (tie.Together, tie.Matters)));
        Assert.Contains(
            tally.Explain(["Ada", "Ben", "Cy", "Di"]).Sentences, sentence =>
                sentence.Contains("made no difference", StringComparison.Ordinal));
    }

    /// <summary>
    /// Ten who go together are followed in every order; of eleven nothing is said that a stage would have to say.
    /// </summary>
    [Theory]
    [InlineData(10, true)]
    [InlineData(11, false)]
    public void More_orders_than_are_followed_leave_a_tie(int hopeless, bool isFollowed)
    {
        BallotPile[] ballots =
        [
            new(RankedBallot.Of(0), 40 - hopeless), new(RankedBallot.Of(1), 40),
            .. Enumerable.Range(2, hopeless).Select(option => new BallotPile(RankedBallot.Of(option, 0))),
        ];
        var contest = new Contest(hopeless + 2);
        var tally =
            new InstantRunoff { TieRules = [TieRule.PreviousStage, TieRule.Seniority] }.Count(
                contest, ballots, new TieEvidence { Seniority = [0] });
        Assert.Equal(isFollowed ? [1] : [], tally.Winners);
        Assert.Equal(isFollowed ? [] : [0, 1], tally.Tied);
        Assert.Equal([!isFollowed, true], tally.Ties.Select(tie => tie.Matters));

        // Where no rule reads the stages, their order is nothing that anybody reads.
        tally = new InstantRunoff { TieRules = [TieRule.Seniority] }.Count(contest, ballots, new TieEvidence { Seniority = [0] });
        Assert.Equal([0], tally.Winners);
        Assert.False(tally.Ties[0].Matters);
    }

    [Fact]
    public void Who_is_level_shares_a_place_where_no_order_was_chosen()
    {
        BallotPile[] ballots = [new(RankedBallot.Of(0), 5), new(RankedBallot.Of(1), 3)];
        foreach (
            var method in new TransferMethod[] { new InstantRunoff(), new ContingentVote(), new ScottishStv(), new MeekStv() })
            Assert.Equal([[0], [1], [2, 3]], method.Count(new Contest(4), ballots).Ranking.Take(2).Append([2, 3]));
        ballots = [new(RankedBallot.Of(0), 5), new(RankedBallot.Of(1), 4), new(RankedBallot.Of(2, 1), 3)];
        foreach (var method in new TransferMethod[] { new InstantRunoff(), new ScottishStv(), new MeekStv() })
        {
            var tally = (TransferTally)method.Count(new Contest(5), ballots);
            Assert.Equal([[1], [0], [2], [3, 4]], tally.Ranking);
            Assert.Equal(
                new Tie([3, 4], TieFor.Exclusion, 1, null, null, Matters: false) { Together = method is InstantRunoff },
                    Assert.Single(tally.Ties));
        }
    }

    [Fact]
    public void A_tie_for_exclusion_that_changes_who_wins_is_reported_with_all_who_could()
    {
        // Bob, Sue and Bill have two first preferences each; whoever goes, another wins.
        BallotPile[] ballots =
            [new(RankedBallot.Of(0, 2, 1), 2), new(RankedBallot.Of(1, 0, 2), 2), new(RankedBallot.Of(2, 1, 0)),
                new(RankedBallot.Of(2, 0, 1))];
        var open = (TransferTally)new InstantRunoff().Count(new Contest(3), ballots);
        Assert.Empty(open.Winners);
        Assert.Equal([0, 1, 2], open.Tied);
        Assert.Empty(Assert.Single(open.Stages).Excluded);
        var settled =
            new InstantRunoff { TieRules = [TieRule.Seniority] }.Count(
                new Contest(3), ballots, new TieEvidence { Seniority = [0, 2, 1] });
        Assert.Equal([0], settled.Winners);
        Assert.Contains(settled.Ties, tie => tie is { SettledBy: TieRule.Seniority, Matters: true, Taken: 1 });
    }

    [Fact]
    public void The_comparison_of_those_level_breaks_a_tie_where_it_can()
    {
        // A and B level on approvals cannot be compared; on rankings they can.
        BallotPile[] ballots =
            [new(RankedBallot.Of(0, 2, 1), 2), new(RankedBallot.Of(1, 0, 2), 2), new(RankedBallot.Of(2, 0, 1), 1)];
        var tally = new InstantRunoff { TieRules = [TieRule.PreviousStage, TieRule.Pairwise] }.Count(new Contest(3), ballots);
        Assert.Equal([0], tally.Winners);
    }

    [Fact]
    public void More_ways_than_can_be_followed_are_reported_as_a_tie()
    {
        var ballots = Enumerable.Range(0, 12).Select(option => RankedBallot.Of(option, (option + 1) % 12)).ToList();
        var tally = new InstantRunoff().Count(new Contest(12), ballots);
        Assert.Empty(tally.Winners);
        Assert.Equal(Enumerable.Range(0, 12), tally.Tied);
        Assert.True(
            new InstantRunoff { TieRules = [TieRule.Lot] }.Count(
                new Contest(12), ballots, new() { Lot = new Lot("a seed for this test") }).IsDecided);
    }

    [Fact]
    public void A_tie_over_several_seats_fills_those_it_can()
    {
        BallotPile[] ballots =
            [new(new ChoiceBallot(0), 5), new(new ChoiceBallot(1), 2), new(new ChoiceBallot(2), 2), new(new ChoiceBallot(3), 2)];
        Assert.Equal([0], new Plurality().Count(new Contest(4, 2), ballots).Winners);
        var tally =
            new Plurality { TieRules = [TieRule.Seniority] }.Count(
                new Contest(4, 3), ballots, new TieEvidence { Seniority = [3, 1] });
        Assert.Equal([0, 3, 1], tally.Winners);
        Assert.Equal(2, tally.Ties.Count(tie => tie.SettledBy == TieRule.Seniority));
    }
}
