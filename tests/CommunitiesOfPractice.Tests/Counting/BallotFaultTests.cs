using CommunitiesOfPractice.Counting;

namespace CommunitiesOfPractice.Tests.Counting;

/// <summary>A bad ballot is refused with the reason; counting one all the same is a programming error.</summary>
public class BallotFaultTests
{
    public static TheoryData<string, CountingMethod, Ballot?, BallotFaultKind, int?> Faults => new()
    {
        { "no ballot", new Schulze(), null, BallotFaultKind.Missing, null },
        { "a choice where rankings are counted", new Schulze(), new ChoiceBallot(0), BallotFaultKind.WrongKind, null },
        { "a ranking where choices are counted", new Plurality(), RankedBallot.Of(0), BallotFaultKind.WrongKind, null },
        { "scores where approvals are counted", new Approval(), new ScoreBallot([new(0, 1)]), BallotFaultKind.WrongKind, null },
        { "an empty ranking", new InstantRunoff(), new RankedBallot(Ranking.Empty), BallotFaultKind.Empty, null },
        { "an empty approval", new Approval(), new ApprovalBallot([]), BallotFaultKind.Empty, null },
        { "no scores", new Score(5), new ScoreBallot([]), BallotFaultKind.Empty, null },
        { "an unknown choice", new Plurality(), new ChoiceBallot(3), BallotFaultKind.UnknownOption, 3 },
        { "an unknown option ranked", new Borda(), RankedBallot.Of(0, 7), BallotFaultKind.UnknownOption, 7 },
        { "an option ranked twice", new ScottishStv(), RankedBallot.Of(1, 0, 1), BallotFaultKind.RepeatedOption, 1 },
        { "an option ranked twice in one tier", new Schulze(), new RankedBallot(Ranking.OfTiers([[2, 2]])),
            BallotFaultKind.RepeatedOption, 2 },
        { "an option approved twice", new Approval(), new ApprovalBallot([2, 2]), BallotFaultKind.RepeatedOption, 2 },
        { "an option scored twice", new Score(5), new ScoreBallot([new(1, 1), new(1, 2)]), BallotFaultKind.RepeatedOption, 1 },
        { "equal ranks where the order is strict", new MeekStv(), new RankedBallot(Ranking.OfTiers([[0], [2, 1]])),
            BallotFaultKind.EqualRanks, 2 },
        { "a score above the highest", new Score(5), new ScoreBallot([new(1, 6)]), BallotFaultKind.ScoreOutOfRange, 1 },
        { "a score below the lowest", new Score(5), new ScoreBallot([new(1, -1)]), BallotFaultKind.ScoreOutOfRange, 1 },
        { "fewer dots than none", new Dot(5), new ScoreBallot([new(1, -1)]), BallotFaultKind.ScoreOutOfRange, 1 },
        { "more dots than the budget", new Dot(5), new ScoreBallot([new(1, 3), new(0, 3)]), BallotFaultKind.OverBudget, null },
        { "more dots than the cap", new Dot(5, 2), new ScoreBallot([new(1, 3)]), BallotFaultKind.OverBudget, 1 },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_bad_ballot_is_refused_with_the_reason(
        string what, CountingMethod method, Ballot? ballot, BallotFaultKind kind, int? option)
    {
        var fault = method.Fault(ballot, 3);
        Assert.True(fault is not null, what);
        Assert.Equal((kind, option), (fault.Kind, fault.Option));
        Assert.EndsWith(".", fault.Sentence, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => method.Count(new Contest(3), [ballot!]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    public void A_ballot_that_weighs_nothing_is_refused(long count)
    {
        var pile = new BallotPile(new ChoiceBallot(0), count);
        Assert.Equal(BallotFaultKind.NoWeight, new Plurality().Fault(pile, 3)?.Kind);
        Assert.Throws<ArgumentException>(() => new Plurality().Count(new Contest(3), [pile]));
    }

    [Fact]
    public void More_ballots_than_can_be_counted_exactly_are_refused()
    {
        var most = new BallotPile(new ChoiceBallot(0), CountingMethod.MostBallots);
        Assert.Null(new Plurality().Fault(most, 3));
        Assert.Equal(BallotFaultKind.TooMany, new Plurality().Fault(most with { Count = most.Count + 1 }, 3)?.Kind);
        Assert.Throws<ArgumentException>(
            () => new Plurality().Count(new Contest(3), [most, new BallotPile(new ChoiceBallot(1))]));
    }

    [Fact]
    public void The_default_pile_holds_no_ballot() =>
        Assert.Equal(BallotFaultKind.Missing, new Plurality().Fault(default(BallotPile), 3)?.Kind);

    [Fact]
    public void A_blank_ballot_is_good_everywhere()
    {
        foreach (var method in SampleMethods.All) Assert.Null(method.Fault(new BlankBallot(), 3));
    }

    [Fact]
    public void An_option_number_below_nought_is_nobodys_ballot()
    {
        Assert.ThrowsAny<ArgumentException>(() => new ChoiceBallot(-1));
        Assert.ThrowsAny<ArgumentException>(() => RankedBallot.Of(0, -1));
        Assert.ThrowsAny<ArgumentException>(() => new ApprovalBallot([-1]));
        Assert.ThrowsAny<ArgumentException>(() => new ScoreBallot([new(-1, 2)]));
        Assert.ThrowsAny<ArgumentException>(() => new ChoiceBallot(1) with { Option = -1 });
        Assert.ThrowsAny<ArgumentException>(() => RankedBallot.Of(1) with { Tiers = null! });
    }

    [Fact]
    public void A_contest_that_a_method_cannot_settle_is_refused_with_the_reason()
    {
        Assert.Equal(ContestFaultKind.TooFewOptions, new ScottishStv().Fault(new Contest(3, 4))?.Kind);
        Assert.Equal(ContestFaultKind.TooFewOptions, new ScottishStv().Fault(new Contest(3, 3) { Withdrawn = [1] })?.Kind);
        Assert.Equal(ContestFaultKind.OneSeatOnly, new Schulze().Fault(new Contest(3, 2))?.Kind);
        Assert.Equal(ContestFaultKind.UnknownOption, new Schulze().Fault(new Contest(3) { Withdrawn = [5] })?.Kind);
        Assert.Equal(ContestFaultKind.UnknownOption, new Schulze().Fault(new Contest(3) { Withdrawn = [1, 1] })?.Kind);
        Assert.Equal(ContestFaultKind.UnknownOption, new DebianRule().Fault(new Contest(3) { Withdrawn = [2] })?.Kind);
        Assert.Equal(
            ContestFaultKind.UnknownOption, Countback.Fault(new ScottishStv(), new Contest(3, 2) { Withdrawn = [1] }, [1])?.Kind);
        Assert.Throws<ArgumentException>(() => new ScottishStv().Count(new Contest(3, 4), [RankedBallot.Of(0)]));
    }
}
