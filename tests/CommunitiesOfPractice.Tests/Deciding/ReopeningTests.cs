using CommunitiesOfPractice.Testing;
using static CommunitiesOfPractice.Tests.Deciding.DecidingScenarios;

namespace CommunitiesOfPractice.Tests.Deciding;

public sealed class ReopeningTests
{
    private static readonly MajorityRule Rule = new(Threshold.SimpleMajority) { Timing = Week, Quorum = Quorum.AtLeast(2) };

    private static Scenario Failed()
    {
        var scenario = Asked(Rule).Votes(VoiceBallot.Against, 1, 2, 3);
        scenario.Closes();
        return scenario;
    }

    [Fact]
    public void What_was_not_carried_is_put_again_with_a_reason_and_can_be_carried()
    {
        var scenario = Failed();
        var first = scenario.Id();
        scenario.Given(new Reopen(P(2), first, "There is new evidence.")).WaitDays(1).Settle();
        Assert.Equal((first, Weighing), (scenario.Decision().Follows!.Value, scenario.Decision().Proposal));
        Assert.Equal(Outcome.Carried, scenario.Votes(VoiceBallot.For, 1, 2, 3).Closes());
        Assert.Equal(Outcome.Failed, scenario.Community.Decision(first)!.Result!.Outcome);
    }

    [Fact]
    public void Once_and_not_while_the_same_question_is_open()
    {
        var scenario = Failed();
        var first = scenario.Id();
        scenario.Given(new Reopen(P(2), first, "There is new evidence."));
        scenario.When(new Reopen(P(3), first, "Again.")).ThenRefused(Clauses.NotReopened, Condition.Novelty);
        scenario = Failed();
        scenario.Given(new Propose(P(1), Weighing));
        scenario.When(new Reopen(P(2), first, "Again.")).ThenRefused(Clauses.TabledAlready, Condition.Novelty);
    }

    [Fact]
    public void What_was_carried_taken_back_or_is_open_is_not_reopened()
    {
        var scenario = Asked(Rule);
        scenario.When(new Reopen(P(2), scenario.Id(), "Hm.")).ThenRefused(Clauses.NotReopened, Condition.Novelty);
        scenario.Votes(VoiceBallot.For, 1, 2, 3).Closes();
        scenario.When(new Reopen(P(2), scenario.Id(), "Hm.")).ThenRefused(Clauses.NotReopened, Condition.Novelty);
        scenario = Asked(Rule);
        scenario.Given(new Withdraw(P(1), scenario.Id()));
        scenario.When(new Reopen(P(2), scenario.Id(), "Hm.")).ThenRefused(Clauses.NotReopened, Condition.Novelty);
        scenario.When(new Reopen(P(2), new DecisionId(999), "Hm.")).ThenRefused(Clauses.NotReopened, Condition.Novelty);
    }

    [Fact]
    public void Whoever_may_not_open_matters_does_not_reopen_them()
    {
        var scenario = Scenario.Founded(Charter(Rule).With(Matter.Open, new HolderOf(Office.Convener)));
        scenario.When(new Reopen(P(2), new DecisionId(1), "Hm.")).ThenRefused(Clauses.OfficeHoldersOnly, Condition.Office);
    }
}
