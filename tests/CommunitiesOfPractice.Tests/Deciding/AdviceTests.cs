using CommunitiesOfPractice.Testing;
using static CommunitiesOfPractice.Tests.Deciding.DecidingScenarios;

namespace CommunitiesOfPractice.Tests.Deciding;

public sealed class AdviceTests
{
    private static readonly AdviceRule Rule = new(Duration.FromDays(3)) { Timing = Week };

    [Fact]
    public void The_proposer_asks_answers_and_decides()
    {
        var scenario = Asked(Rule, 5, P(2), P(3));
        var id = scenario.Id();
        scenario.Given(new Advise(P(2), id, "Buy two scales."), new AnswerAdvice(P(1), id, P(2), "I will."))
            .Given(new Advise(P(3), id, "Ask the night shift."), new AnswerAdvice(P(1), id, P(3), "I have: they agree."))
            .When(new Conclude(P(1), id, true, "Both spoke for it."))
            .Then(typeof(DecisionConcluded), typeof(DecisionClosed));
        Assert.Equal(Outcome.Carried, scenario.Decision().Result!.Outcome);
        Assert.Equal("I will.", scenario.Decision().Advice[0].Answer!.Words);
    }

    [Fact]
    public void Before_the_period_is_over_silence_is_not_consent()
    {
        var scenario = Asked(Rule, 5, P(2));
        scenario.When(new Conclude(P(1), scenario.Id(), true, "Go.")).ThenRefused(Clauses.AdviceAwaited, Condition.Time);
        Assert.Equal(scenario.Decision().OpensAt + Duration.FromDays(3), scenario.Last.Missing!.From);
        scenario.WaitDays(3).Given(new Conclude(P(1), scenario.Id(), true, "Nobody minded."));
        Assert.Equal(Outcome.Carried, scenario.Decision().Result!.Outcome);
    }

    [Fact]
    public void Advice_that_is_given_is_answered_first_however_late()
    {
        var scenario = Asked(Rule, 5, P(2)).WaitDays(4);
        scenario.Given(new Advise(P(2), scenario.Id(), "Do not."));
        scenario.When(new Conclude(P(1), scenario.Id(), true, "Go.")).ThenRefused(Clauses.AdviceAnswered, Condition.Reason);
        Assert.IsType<AnswerAdvice>(scenario.Last.Remedy?.Act);
    }

    [Fact]
    public void Only_whoever_proposed_it_decides_and_only_whoever_is_asked_advises()
    {
        var scenario = Asked(Rule, 5, P(2)).WaitDays(4);
        scenario.When(new Conclude(P(3), scenario.Id(), true, "Go.")).ThenRefused(Clauses.ProposersOnly, Condition.OwnAct);
        scenario.When(new Advise(P(3), scenario.Id(), "Do.")).ThenRefused(Clauses.AdviceAsked, Condition.Invitation);
        scenario.When(new AnswerAdvice(P(1), scenario.Id(), P(2), "Thanks."))
            .ThenRefused(Clauses.NoAdviceToAnswer, Condition.Existence);
        scenario.When(new Vote(P(3), scenario.Id(), VoiceBallot.For)).ThenRefused(Clauses.BallotKind, Condition.WellFormed);
    }

    [Fact]
    public void What_the_proposer_does_not_decide_is_not_carried() => Assert.Equal(Outcome.Failed, Asked(Rule, 5, P(2)).Closes());

    [Fact]
    public void A_proposer_may_hear_the_advice_and_let_it_be()
    {
        var scenario = Asked(Rule, 5, P(2)).WaitDays(4);
        scenario.Given(new Conclude(P(1), scenario.Id(), false, "Too costly."));
        Assert.Equal(Outcome.Failed, scenario.Decision().Result!.Outcome);
    }

    [Fact]
    public void It_names_the_people_who_are_asked_each_once_and_not_oneself()
    {
        foreach (var advisers in new ValueList<PersonId>[] { [], [P(1)], [P(2), P(2)] })
            Scenario.Founded(Charter(Rule)).When(new Propose(P(1), Weighing) { Advisers = advisers })
                .ThenRefused(Clauses.AdvisersNamed, Condition.WellFormed);
        Scenario.Founded(Charters.Informal()).When(new Propose(P(1), Weighing) { Advisers = [P(2)] })
            .ThenRefused(Clauses.NoAdvice, Condition.CharterClause);
    }

    [Fact]
    public void A_petition_has_nobody_to_decide_it() =>
        Scenario.Founded(Charter(Rule)).When(new PetitionFor(P(1), Weighing))
            .ThenRefused(Clauses.AdvicePetition, Condition.OwnAct);

    [Theory]
    [InlineData(Matter.Amend)]
    [InlineData(Matter.Remove)]
    [InlineData(Matter.Recall)]
    [InlineData(Matter.Close)]
    [InlineData(Matter.Merge)]
    [InlineData(Matter.Link)]
    [InlineData(Matter.WidenToPublic)]
    public void Law_4_no_one_person_settles_what_is_the_members(Matter matter) =>
        Assert.Contains(
            Charter(Rule).With(matter, new MembersBy(Name)).Check(5), f =>
                f.Matter == matter && f.Reason.Contains("one person", StringComparison.Ordinal));

    [Fact]
    public void Law_4_an_office_that_opens_matters_does_not_decide_them_alone() =>
        Assert.Contains(
            Charter(Rule).With(Matter.Open, new HolderOf(Office.Convener)).Check(5), f =>
                f.Reason.Contains("decide them alone", StringComparison.Ordinal));

    [Fact]
    public void The_check_asks_for_time_to_decide_after_the_advice() =>
        Assert.Contains(
            Faults(Rule with { Within = Duration.FromDays(7) }), f =>
                f.Reason.Contains("no time is left", StringComparison.Ordinal));
}
