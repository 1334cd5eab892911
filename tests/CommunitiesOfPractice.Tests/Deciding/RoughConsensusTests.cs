using CommunitiesOfPractice.Testing;
using static CommunitiesOfPractice.Tests.Deciding.DecidingScenarios;

namespace CommunitiesOfPractice.Tests.Deciding;

public sealed class RoughConsensusTests
{
    private static readonly RoughConsensusRule Rule =
        new(Office.Facilitator, RuleNames.Majority) { Timing = Week, Quorum = Quorum.AtLeast(2) };

    /// <summary>k-5 is the facilitator, who calls it.</summary>
    private static Scenario Tabled()
    {
        var charter = Charter(Rule).With(new Office(Office.Facilitator, 1, [Duty.Facilitate]));
        return Scenario.Founded(charter, 5)
            .Given(new OfferToServe(P(5), Office.Facilitator)).WaitDays(8).Settle()
            .Given(new Propose(P(1), Weighing)).WaitDays(1).Settle();
    }

    [Fact]
    public void The_caller_finds_that_every_issue_is_addressed_though_not_accommodated_and_it_is_carried()
    {
        var scenario = Tabled().Votes(VoiceBallot.For, 1, 2, 3);
        var id = scenario.Id();
        scenario.Given(new ObjectTo(P(4), id, "It takes too long."))
            .Given(new TestObjection(P(5), id, P(4), false, "We timed it: two minutes."))
            .Given(new Conclude(P(5), id, true, "One issue, answered."));
        Assert.Equal(Outcome.Carried, scenario.Closes());
        Assert.Equal(new Conclusion(P(5), true, "One issue, answered."), scenario.Decision().Conclusion);
    }

    [Fact]
    public void While_an_issue_is_open_it_cannot_be_called()
    {
        var scenario = Tabled().Votes(VoiceBallot.For, 1, 2, 3);
        scenario.Given(new ObjectTo(P(4), scenario.Id(), "It takes too long."));
        scenario.When(new Conclude(P(5), scenario.Id(), true, "Most agree."))
            .ThenRefused(Clauses.IssuesAddressed, Condition.Reason);
        Assert.IsType<TestObjection>(scenario.Last.Remedy?.Act);
    }

    [Fact]
    public void An_issue_that_stands_can_only_end_in_no_consensus()
    {
        var scenario = Tabled().Votes(VoiceBallot.For, 1, 2, 3);
        var id = scenario.Id();
        scenario.Given(new ObjectTo(P(4), id, "The scales are broken."), new TestObjection(P(5), id, P(4), true, "They are."));
        scenario.When(new Conclude(P(5), id, true, "Most agree.")).ThenRefused(Clauses.IssuesAddressed, Condition.Reason);
        scenario.Given(new Conclude(P(5), id, false, "No scales, no weighing."));
        Assert.Equal(Outcome.Failed, scenario.Closes());
    }

    [Fact]
    public void Nobody_but_the_caller_calls_it_and_never_on_their_own_proposal()
    {
        var scenario = Tabled();
        scenario.When(new Conclude(P(1), scenario.Id(), true, "Done.")).ThenRefused(Clauses.OfficeHoldersOnly, Condition.Office);
        scenario.Given(new Propose(P(5), new Resolve("Another."))).WaitDays(1).Settle();
        scenario.When(new Conclude(P(5), scenario.Id(), true, "Done.")).ThenRefused(Clauses.NotOnesOwnProposal, Condition.OwnAct);
    }

    [Fact]
    public void What_nobody_concludes_is_not_carried() =>
        Assert.Equal(Outcome.Failed, Tabled().Votes(VoiceBallot.For, 1, 2, 3).Closes());

    [Fact]
    public void An_objection_to_the_conclusion_is_an_appeal_and_the_members_decide()
    {
        var scenario = Tabled().Votes(VoiceBallot.For, 1, 2);
        var id = scenario.Id();
        scenario.Given(new Conclude(P(5), id, true, "No issues."));
        scenario.When(new ObjectTo(P(3), id, "You did not ask the night shift.")).Then(typeof(ObjectionRaised), typeof(FellBack));
        Assert.Equal(RuleNames.Majority, scenario.Decision().RuleName);
        Assert.Null(scenario.Decision().Conclusion);
        Assert.Equal(Outcome.Failed, scenario.Votes(VoiceBallot.Against, 4, 5).Closes());
    }

    [Fact]
    public void A_conclusion_never_shortens_the_time_and_leaves_time_to_appeal()
    {
        var scenario = Tabled();
        var closes = scenario.Decision().ClosesAt;
        scenario.Given(new Conclude(P(5), scenario.Id(), true, "No issues."));
        Assert.Equal(closes, scenario.Decision().ClosesAt);

        scenario = Tabled().WaitDays(6);
        scenario.Given(new Conclude(P(5), scenario.Id(), true, "No issues."));
        Assert.Equal(scenario.Now + Rule.AppealWithin, scenario.Decision().ClosesAt);
        scenario.When(new Conclude(P(5), scenario.Id(), false, "Wait.")).ThenRefused(Clauses.ConcludedAlready, Condition.Novelty);
    }

    [Fact]
    public void The_check_keeps_the_caller_from_holding_power_of_their_own()
    {
        var charter = Charter(Rule with { Caller = Office.Convener }).With(Matter.Open, new HolderOf(Office.Convener));
        Assert.Contains(charter.Check(5), f => f.Reason.Contains("would hold too much", StringComparison.Ordinal));
        Assert.Contains(
            Faults(Rule with { Appeals = RuleNames.Silence }), f =>
                f.Reason.Contains("cannot hear an appeal", StringComparison.Ordinal));
    }

    [Fact]
    public void Where_votes_conclude_no_one_person_does()
    {
        var scenario = Asked(new MajorityRule(Threshold.SimpleMajority) { Timing = Week });
        scenario.When(new Conclude(P(1), scenario.Id(), true, "I say so."))
            .ThenRefused(Clauses.NobodyConcludes, Condition.CharterClause);
    }
}
