using CommunitiesOfPractice.Counting;
using CommunitiesOfPractice.Testing;
using CommunitiesOfPractice.Tests.Answers;
using CommunitiesOfPractice.Tests.Counting;
using FsCheck.Xunit;
using static CommunitiesOfPractice.Tests.Deciding.DecidingScenarios;

namespace CommunitiesOfPractice.Tests.Deciding;

public sealed class SeeingTests
{
    private static readonly MajorityRule Majority = new(Threshold.SimpleMajority) { Timing = Week, Quorum = Quorum.AtLeast(2) };

    [Fact]
    public void Members_see_a_decision_and_how_it_stands_and_others_do_not()
    {
        var scenario = Asked(Majority).Votes(VoiceBallot.For, 1, 2).Votes(VoiceBallot.Against, 3);
        Assert.Equal(new VoiceCount(5, 3, 2, 1), scenario.Community.CountOf(scenario.Id(), P(4), scenario.Now).Count);
        Assert.Equal(Clauses.Seeing, scenario.Community.CountOf(scenario.Id(), P(9), scenario.Now).Answer.Clause);
        Assert.Null(scenario.Community.CountOf(scenario.Id(), P(9), scenario.Now).Count);
    }

    [Fact]
    public void Seeing_is_apart_from_voting()
    {
        var scenario = Asked(Majority with { SeenBy = DecisionAudience.Observers });
        var answer = scenario.Community.MaySee(scenario.Id(), P(9), scenario.Now);
        Assert.Equal(new Observe(P(9)), answer.Remedy?.Act);
        scenario.Given(new Observe(P(9)));
        Assert.True(scenario.Community.MaySee(scenario.Id(), P(9), scenario.Now).Allowed);
        scenario.When(new Vote(P(9), scenario.Id(), VoiceBallot.For)).ThenRefused(Clauses.Electorate, Condition.Electorate);

        scenario = Asked(Majority with { SeenBy = DecisionAudience.Anyone });
        Assert.True(scenario.Community.MaySee(scenario.Id(), P(9), scenario.Now).Allowed);
    }

    [Fact]
    public void Whoever_is_asked_for_advice_sees_what_they_are_asked_about()
    {
        var scenario = Asked(new AdviceRule(Duration.FromDays(3)) { Timing = Week }, 5, P(9));
        Assert.True(scenario.Community.MaySee(scenario.Id(), P(9), scenario.Now).Allowed);
    }

    [Fact]
    public void What_is_hidden_is_told_nobody_before_the_close_and_everybody_after()
    {
        var scenario = Asked(Majority with { HiddenUntilClose = true }).Votes(VoiceBallot.For, 1, 2);
        var answer = scenario.Community.CountOf(scenario.Id(), P(1), scenario.Now);
        Assert.Equal((Clauses.HiddenUntilClose, (VoiceCount?)null), (answer.Answer.Clause, answer.Count));
        Assert.Equal(scenario.Decision().ClosesAt, answer.Answer.Missing!.From);
        Assert.Null(scenario.Community.Explain(scenario.Id()));
        scenario.Closes();
        Assert.Equal(new VoiceCount(5, 2, 2, 0), scenario.Community.CountOf(scenario.Id(), P(1), scenario.Now).Count);
    }

    [Property(MaxTest = 40)]
    public void Law_how_people_vote_changes_no_public_answer_before_the_close_of_a_hidden_decision(byte votes)
    {
        var one = Cast(0);
        var other = Cast(votes);
        Assert.Equal(Told(one), Told(other));

        static Scenario Cast(int votes) =>
            Enumerable.Range(1, 4).Aggregate(Asked(Majority with { HiddenUntilClose = true }), (scenario, number) =>
            scenario.Votes((votes >> number & 1) == 0 ? VoiceBallot.For : VoiceBallot.Against, number));

        static string Told(Scenario scenario)
        {
            var (id, community) = (scenario.Id(), scenario.Community);
            return string.Join("\n", Enumerable.Range(1, 6).Select(n =>
                string.Join(", ", community.OptionsFor(P(n), scenario.Now)) + community.CountOf(id, P(n), scenario.Now)
                    + community.MaySee(id, P(n), scenario.Now)))
                + scenario.Decision() + community + community.Explain(id) + community.Recount(id);
        }
    }

    [Fact]
    public void A_result_says_which_quorum_and_threshold_met_which_number()
    {
        var scenario = Asked(Majority).Votes(VoiceBallot.For, 1, 2).Votes(VoiceBallot.Against, 3, 4);
        scenario.Closes();
        Assert.Equal(
            [
                "It was not carried.", "Of 5 people who could vote, 4 took part. 2 voted for, 2 against, and 0 abstained.",
                "The quorum is at least 2 people. The quorum was reached.",
                "More than half of the votes for and against are needed. 2 of 4 are for, which is not enough.",
            ],
            scenario.Community.Explain(scenario.Id())!.Sentences);
    }

    [Fact]
    public void A_result_is_said_in_any_language()
    {
        foreach (
            var rule in new DecisionRule[] { Majority, new ConsensusRule { Timing = Week }, new ConsentRule { Timing = Week } })
            foreach (var votes in new[] { 1, 3 })
            {
                var scenario = Asked(rule).Votes(VoiceBallot.For, [.. Enumerable.Range(1, votes)]);
                scenario.Closes();
                foreach (var sentence in scenario.Community.Explain(scenario.Id(), wording: PseudoWording.Language)!.Sentences)
                    PseudoWording.AssertMarked(sentence, rule.Quorum.Sentence);
            }
    }

    [Fact]
    public void Too_few_is_said_and_no_threshold_beside_it()
    {
        var scenario = Asked(Majority).Votes(VoiceBallot.For, 1);
        scenario.Closes();
        Assert.Equal(
            [
                "Too few took part to decide it.",
                "Of 5 people who could vote, 1 took part. 1 voted for, 0 against, and 0 abstained.",
                "The quorum is at least 2 people. The quorum was not reached.",
            ],
            scenario.Community.Explain(scenario.Id())!.Sentences);
    }

    [Fact]
    public void A_block_is_named_among_the_reasons()
    {
        var scenario = Asked(new ConsensusRule { Timing = Week }).Votes(VoiceBallot.For, 1, 2);
        scenario.Given(new ObjectTo(P(3), scenario.Id(), "No."));
        scenario.Closes();
        Assert.Contains(
            "At the close, 1 block was left. 1 block is enough to stop the proposal.",
            scenario.Community.Explain(scenario.Id())!.Sentences);
    }

    [Fact]
    public void An_election_is_explained_with_its_tables_in_the_hosts_names_and_counted_again_from_its_papers()
    {
        var rule = new ChoosingRule(new Plurality()) { Timing = Week, Quorum = Quorum.AtLeast(2), HiddenUntilClose = true };
        var scenario = Scenario.Founded(Electing(rule), 6)
            .Given(new Propose(P(1), new DeclareStage(Stage.Coalescing, "We meet."))).WaitDays(4).Settle()
            .Given(new Propose(P(1), new Elect(Office.Convener)));
        scenario.Given(new Stand(P(4), scenario.Id()), new Stand(P(3), scenario.Id())).WaitDays(1).Settle()
            .Votes(new ChoiceBallot(1), 5, 1).Votes(new ChoiceBallot(0), 2).Votes(new BlankBallot(), 3);
        Assert.Empty(scenario.Decision().Papers);
        scenario.Closes();
        Assert.Equal<BallotPile>(
            [new(new BlankBallot()), new(new ChoiceBallot(0)), new(new ChoiceBallot(1), 2)], scenario.Decision().Papers);
        Assert.Equal<int>([1], scenario.Community.Recount(scenario.Id())!.Winners);
        var explained = scenario.Community.Explain(scenario.Id(), person => "Person " + person.Value)!;
        Assert.Contains("Person k-3 has won.", explained.Sentences);
        Assert.NotEmpty(explained.Tables);
    }
}
