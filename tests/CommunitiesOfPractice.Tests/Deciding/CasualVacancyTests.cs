using CommunitiesOfPractice.Counting;
using CommunitiesOfPractice.Testing;
using static CommunitiesOfPractice.Tests.Deciding.DecidingScenarios;

namespace CommunitiesOfPractice.Tests.Deciding;

public sealed class CasualVacancyTests
{
    /// <summary>
    /// k-3, k-4, k-5 and k-6 stand for two seats of convener; k-3 and k-4 are elected, and k-5 was next for those who wanted k-3.
    /// </summary>
    private static Scenario Elected(CountingMethod method)
    {
        var rule = new ChoosingRule(method) { Timing = Week, Quorum = Quorum.AtLeast(2) };
        var scenario = Scenario.Founded(Electing(rule), 8)
            .Given(new Propose(P(1), new DeclareStage(Stage.Coalescing, "We meet."))).WaitDays(4).Settle()
            .Given(new Propose(P(1), new Elect(Office.Convener, 2)));
        scenario.Given([.. new[] { 3, 4, 5, 6 }.Select(number => new Stand(P(number), scenario.Id()))]).WaitDays(1).Settle();
        if (method is Approval) scenario.Votes(new ApprovalBallot([0, 1]), 1, 2, 3, 4);
        else scenario.Votes(RankedBallot.Of(0, 2), 1, 2, 3, 7).Votes(RankedBallot.Of(1, 3), 4, 5, 6);
        scenario.Closes();
        Assert.Equal([P(3), P(4)], Holders(scenario));
        return scenario;
    }

    private static IEnumerable<PersonId> Holders(Scenario scenario) =>
        scenario.Community.Office(Office.Convener).Holders.Select(t => t.Holder).OrderBy(p => p);

    [Fact]
    public void A_vacant_seat_goes_by_the_papers_to_somebody_who_would_still_serve()
    {
        foreach (var method in new CountingMethod[] { new ScottishStv(), new MeekStv() })
        {
            var scenario = Elected(method);
            scenario.Given(new WouldStillServe(P(5), scenario.Id()), new WouldStillServe(P(6), scenario.Id()),
                new StepDown(P(3), Office.Convener));
            scenario.When(new CountBack(P(8), Office.Convener)).ThenAllowed(Clauses.CountingBack);
            Assert.Equal([P(4), P(5)], Holders(scenario));
        }
    }

    [Fact]
    public void Nobody_is_seated_without_saying_that_they_would_still_serve()
    {
        var scenario = Elected(new ScottishStv());
        scenario.Given(new WouldStillServe(P(6), scenario.Id()), new StepDown(P(3), Office.Convener))
            .Given(new CountBack(P(8), Office.Convener));
        Assert.Equal([P(4), P(6)], Holders(scenario));

        scenario = Elected(new ScottishStv()).Given(new StepDown(P(3), Office.Convener));
        scenario.When(new CountBack(P(8), Office.Convener)).ThenRefused(Clauses.CountbackUndecided, Condition.Consent);
    }

    [Fact]
    public void Who_was_elected_or_never_stood_says_nothing_and_who_said_it_says_it_once()
    {
        var scenario = Elected(new ScottishStv());
        scenario.When(new WouldStillServe(P(3), scenario.Id())).ThenRefused(Clauses.NotElected, Condition.Existence);
        scenario.When(new WouldStillServe(P(8), scenario.Id())).ThenRefused(Clauses.NotElected, Condition.Existence);
        scenario.Given(new WouldStillServe(P(5), scenario.Id()));
        scenario.When(new WouldStillServe(P(5), scenario.Id())).ThenRefused(Clauses.StandsAlready, Condition.Novelty);
    }

    [Fact]
    public void It_takes_a_free_seat_and_a_method_with_transfers()
    {
        var scenario = Elected(new ScottishStv());
        scenario.When(new CountBack(P(8), Office.Convener)).ThenRefused(Clauses.SeatsTaken, Condition.Seat);
        scenario.When(new CountBack(P(8), Office.Broker)).ThenRefused(Clauses.NoCountback, Condition.Existence);
        scenario = Elected(new Approval()).Given(new StepDown(P(3), Office.Convener));
        scenario.When(new CountBack(P(8), Office.Convener)).ThenRefused(Clauses.NoCountback, Condition.Existence);
    }
}
