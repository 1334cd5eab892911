using CommunitiesOfPractice.Testing;
using static CommunitiesOfPractice.Tests.Deciding.DecidingScenarios;

namespace CommunitiesOfPractice.Tests.Deciding;

public sealed class ConsensusTests
{
    private static readonly ConsensusRule OneBlocks = new() { Timing = Week, Quorum = Quorum.AtLeast(2) };

    [Fact]
    public void Everyone_who_takes_part_agrees_and_it_is_carried() =>
        Assert.Equal(Outcome.Carried, Asked(OneBlocks).Votes(VoiceBallot.For, 1, 2, 3).Closes());

    [Fact]
    public void Somebody_stands_aside_with_a_reason_that_is_kept_and_stops_nothing()
    {
        var scenario = Asked(OneBlocks).Votes(VoiceBallot.For, 1, 2)
            .Given(new StandAside(P(3), Asked(OneBlocks).Id(), "I was not there."));
        Assert.Equal(Outcome.Carried, scenario.Closes());
        Assert.Equal(
            new Objection(P(3), "I was not there.", ObjectionState.StoodAside), Assert.Single(scenario.Decision().Objections));
        Assert.Equal(new VoiceCount(5, 3, 2, 0), scenario.Decision().Result!.Count);

    }

    [Fact]
    public void Error_12_a_block_is_no_icon_it_stops_the_proposal()
    {
        var scenario = Asked(OneBlocks).Votes(VoiceBallot.For, 1, 2, 4, 5);
        scenario.Given(new ObjectTo(P(3), scenario.Id(), "It would harm those we serve."));
        Assert.Equal(Outcome.Failed, scenario.Closes());
    }

    [Fact]
    public void The_charter_may_ask_for_two_blocks()
    {
        var rule = OneBlocks with { Blocks = 2 };
        var scenario = Asked(rule).Votes(VoiceBallot.For, 1, 2);
        scenario.Given(new ObjectTo(P(3), scenario.Id(), "No."));
        Assert.Equal(Outcome.Carried, scenario.Closes());

        scenario = Asked(rule).Votes(VoiceBallot.For, 1, 2);
        scenario.Given(new ObjectTo(P(3), scenario.Id(), "No."), new ObjectTo(P(4), scenario.Id(), "Nor I."));
        Assert.Equal(Outcome.Failed, scenario.Closes());
    }

    [Fact]
    public void Whoever_agreed_and_then_blocks_agrees_no_longer()
    {
        var scenario = Asked(OneBlocks).Votes(VoiceBallot.For, 1, 2, 3);
        scenario.Given(new ObjectTo(P(3), scenario.Id(), "On reflection, no."));
        Assert.Equal(Outcome.Failed, scenario.Closes());
        Assert.Equal(new VoiceCount(5, 3, 2, 1), scenario.Decision().Result!.Count);
    }

    [Fact]
    public void A_block_that_is_addressed_leaves_its_owner_abstaining_until_they_say_otherwise()
    {
        var scenario = Asked(OneBlocks).Votes(VoiceBallot.For, 1, 2);
        scenario.Given(new ObjectTo(P(3), scenario.Id(), "Who weighs?"), new Satisfied(P(3), scenario.Id()));
        Assert.Equal(Outcome.Carried, scenario.Closes());
        Assert.Equal(new VoiceCount(5, 3, 2, 0), scenario.Decision().Result!.Count);
    }

    [Fact]
    public void When_everybody_stands_aside_nobody_agreed()
    {
        var scenario = Asked(OneBlocks);
        foreach (var number in new[] { 1, 2, 3 }) scenario.Given(new StandAside(P(number), scenario.Id(), "Not for me."));
        Assert.Equal(Outcome.Failed, scenario.Closes());
    }

    [Fact]
    public void Silence_is_not_agreement_too_few_take_part() =>
        Assert.Equal(Outcome.Inquorate, Asked(OneBlocks).Votes(VoiceBallot.For, 1).Closes());

    [Fact]
    public void A_vote_against_owes_its_reason_and_says_how_to_give_it()
    {
        var scenario = Asked(OneBlocks);
        scenario.When(new Vote(P(3), scenario.Id(), VoiceBallot.Against))
            .ThenRefused(Clauses.ObjectionReasoned, Condition.Reason);
        Assert.IsType<ObjectTo>(scenario.Last.Remedy?.Act);
    }

    [Fact]
    public void Abstaining_owes_its_reason_too()
    {
        var scenario = Asked(OneBlocks);
        scenario.When(new Vote(P(3), scenario.Id(), VoiceBallot.Abstain))
            .ThenRefused(Clauses.StandingAsideReasoned, Condition.Reason);
        Assert.IsType<StandAside>(scenario.Last.Remedy?.Act);
    }

    [Fact]
    public void Whoever_blocks_neither_agrees_nor_stands_aside_before_they_take_it_back()
    {
        var scenario = Asked(OneBlocks);
        scenario.Given(new ObjectTo(P(3), scenario.Id(), "No."));
        scenario.When(new Vote(P(3), scenario.Id(), VoiceBallot.For)).ThenRefused(Clauses.ObjectedAlready, Condition.Novelty);
        Assert.Equal(new Satisfied(P(3), scenario.Id()), scenario.Last.Remedy?.Act);
        scenario.When(new StandAside(P(3), scenario.Id(), "Perhaps.")).ThenRefused(Clauses.ObjectedAlready, Condition.Novelty);
    }

    [Fact]
    public void Standing_aside_is_for_consensus_other_rules_know_a_vote_to_abstain()
    {
        var scenario = Asked(new MajorityRule(Threshold.SimpleMajority) { Timing = Week });
        scenario.When(new StandAside(P(2), scenario.Id(), "Why not."))
            .ThenRefused(Clauses.NoStandingAside, Condition.CharterClause);
    }

    [Fact]
    public void A_changed_proposal_opens_a_new_round_without_blocks()
    {
        var scenario = Asked(OneBlocks);
        scenario.Given(new ObjectTo(P(3), scenario.Id(), "Not by eye."),
            new Integrate(P(1), scenario.Id(), new Resolve("Weigh every swab.")));
        Assert.Equal(2, scenario.Decision().Round);
        Assert.Equal(Outcome.Carried, scenario.Votes(VoiceBallot.For, 1, 2, 3).Closes());
    }

    [Fact]
    public void The_check_refuses_what_nobody_could_do()
    {
        Assert.Contains(Faults(OneBlocks with { Blocks = 9 }), f => f.Reason.Contains("9 blocks", StringComparison.Ordinal));
        Assert.Contains(
            Faults(OneBlocks with { Votes = VotePolicy.Final }), f =>
                f.Reason.Contains("cannot be final", StringComparison.Ordinal));
        Assert.Contains(
            Faults(OneBlocks with { TestedBy = OfficeId.Of("judge") }), f =>
                f.Reason.Contains("judge", StringComparison.Ordinal));
        Assert.Empty(Faults(OneBlocks));
    }

    [Fact]
    public void The_charter_prints_it() =>
        Assert.StartsWith("A proposal is carried when at least one person agrees. "
            + "Everybody else agrees, or stands aside with a reason. "
            + "One block with a reason stops it. A quorum must take part: at least 2 people",
            OneBlocks.Sentence, StringComparison.Ordinal);
}
