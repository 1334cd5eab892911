using CommunitiesOfPractice.Testing;
using static CommunitiesOfPractice.Tests.Deciding.DecidingScenarios;

namespace CommunitiesOfPractice.Tests.Deciding;

public sealed class GradientsTests
{
    private static readonly GradientsRule Rule =
        new(GradientsRule.Eight, Threshold.TwoThirds) { Timing = Week, Quorum = Quorum.AtLeast(2) };

    private static GradientBallot Level(int number) => new(GradientsRule.Eight[number - 1].Name);

    [Fact]
    public void Levels_count_as_what_the_charter_says()
    {
        var scenario = Asked(Rule).Votes(Level(1), 1).Votes(Level(3), 2).Votes(Level(4), 3).Votes(Level(7), 4);
        Assert.Equal(Outcome.Carried, scenario.Closes());
        Assert.Equal(new VoiceCount(5, 4, 2, 1), scenario.Decision().Result!.Count);
    }

    [Fact]
    public void A_third_against_is_enough_to_fail_two_thirds_of_four() =>
        Assert.Equal(Outcome.Failed, Asked(Rule).Votes(Level(1), 1, 2).Votes(Level(6), 3, 4).Closes());

    [Fact]
    public void A_block_takes_a_reason_and_stops_it()
    {
        var scenario = Asked(Rule).Votes(Level(1), 1, 2, 3, 4);
        scenario.When(new Vote(P(5), scenario.Id(), Level(8))).ThenRefused(Clauses.ObjectionReasoned, Condition.Reason);
        scenario.Given((ObjectTo)scenario.Last.Remedy!.Act with { Reason = "It would harm somebody." });
        Assert.Equal(Outcome.Failed, scenario.Closes());
        Assert.Equal(new VoiceCount(5, 5, 4, 1), scenario.Decision().Result!.Count);
    }

    [Fact]
    public void A_vote_may_be_changed_from_one_level_to_another()
    {
        var scenario = Asked(Rule).Votes(Level(7), 1, 2, 3).Votes(Level(2), 1, 2, 3);
        Assert.Equal(Outcome.Carried, scenario.Closes());
        Assert.Equal(new VoiceCount(5, 3, 3, 0), scenario.Decision().Result!.Count);
    }

    [Fact]
    public void A_level_that_the_charter_does_not_name_is_no_ballot()
    {
        var scenario = Asked(Rule);
        scenario.When(new Vote(P(2), scenario.Id(), new GradientBallot("maybe")))
            .ThenRefused(Clauses.BallotKind, Condition.WellFormed);
        scenario.When(new Vote(P(2), scenario.Id(), VoiceBallot.For)).ThenRefused(Clauses.BallotKind, Condition.WellFormed);
    }

    [Fact]
    public void Each_level_is_offered_but_the_one_that_takes_a_reason()
    {
        var scenario = Asked(Rule);
        var offered = scenario.Community.OptionsFor(P(2), scenario.Now).Select(o => o.Act).OfType<Vote>().Select(v => v.Ballot);
        Assert.Equal(Enumerable.Range(1, 7).Select(Level), offered);
        Assert.All(
            scenario.Community.OptionsFor(P(2), scenario.Now).Where(o => o.Act is Vote), o => Assert.True(o.Answer.Allowed));
    }

    [Fact]
    public void Without_a_blocking_level_there_are_no_objections()
    {
        var scenario = Asked(Rule with { Levels = [new("yes", GradientClass.Support), new("no", GradientClass.Oppose)] });
        scenario.When(new ObjectTo(P(2), scenario.Id(), "No.")).ThenRefused(Clauses.NoObjections, Condition.CharterClause);
    }

    [Fact]
    public void The_check_asks_for_levels_that_can_carry_and_fail()
    {
        Assert.Empty(Faults(Rule));
        Assert.Contains(
            Faults(Rule with { Levels = [new("no", GradientClass.Oppose)] }), f =>
                f.Reason.Contains("nothing could be carried", StringComparison.Ordinal));
        Assert.Contains(
            Faults(Rule with { Levels = [new("yes", GradientClass.Support)] }), f =>
                f.Reason.Contains("nothing could fail", StringComparison.Ordinal));
        Assert.Contains(
            Faults(Rule with {
                Levels = [.. GradientsRule.Eight, new("yes", GradientClass.Block), new("yes", GradientClass.Support)] }),
            f => f.Reason.Contains("one name", StringComparison.Ordinal));
    }
}
