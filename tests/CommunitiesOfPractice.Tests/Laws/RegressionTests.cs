using CommunitiesOfPractice.Testing;

namespace CommunitiesOfPractice.Tests.Laws;

/// <summary>What stories and reading found wrong once, each as short as it gets.</summary>
public sealed class RegressionTests
{
    private static readonly PersonId Chair = Scenario.Person(1);
    private static readonly PersonId Third = Scenario.Person(3);
    private static readonly PersonId Fourth = Scenario.Person(4);
    private static readonly FreeText Words = FreeText.Of("Because it is so.");

    [Fact]
    public void An_appeal_that_is_upheld_does_not_bring_back_somebody_who_came_back_and_left()
    {
        var scenario = Removed().Given(new Join(Third), new Leave(Third)).AllVoteFor().UntilClosed();
        Assert.False(scenario.Community.IsMember(Third));
        Assert.Equal(Outcome.Lapsed, scenario.Decision.Result!.Outcome);
    }

    [Fact]
    public void An_appeal_that_is_upheld_brings_back_somebody_who_stayed_away()
    {
        var scenario = Removed().AllVoteFor().UntilClosed();
        Assert.True(scenario.Community.IsMember(Third));
    }

    [Fact]
    public void Somebody_who_is_forgotten_is_not_brought_back_by_an_appeal()
    {
        var scenario = Removed();
        var appeal = scenario.Decision.Id;
        scenario.UntilOpen().Given(new Forget(Third, "request-12"));
        Assert.Equal(Outcome.Withdrawn, scenario.Community.Decision(appeal)!.Result!.Outcome);
        scenario.WaitDays(60).Settle();
        Assert.False(scenario.Community.IsMember(Third));
    }

    [Fact]
    public void How_the_charter_is_amended_carries_first_under_the_charter_that_is_to_be_changed()
    {
        var scenario = Scenario.Founded(Charters.Informal());
        var charter = scenario.Community.Charter;
        var one = charter.With(RuleNames.TwoThirds, charter.Rule(RuleNames.TwoThirds)! with { Timing = Timing.Days(1, 2) });
        var other = charter.With(RuleNames.TwoThirds, charter.Rule(RuleNames.TwoThirds)! with { Timing = Timing.Days(2, 3) });

        // The first carries, and its confirmation lacks a quorum; meanwhile another amendment of the same rule carries twice.
        scenario.GivenCarried(Chair, new AmendCharter(one));
        var confirmation = scenario.Decision.Id;
        scenario.UntilClosed().GivenCarried(Chair, new AmendCharter(other)).AllVoteFor().UntilClosed();
        Assert.Equal(other, scenario.Community.Charter);

        scenario.Given(new CallAgain(Chair, confirmation)).AllVoteFor().UntilClosed();
        Assert.Equal(Outcome.Lapsed, scenario.Decision.Result!.Outcome);
        Assert.Equal(other, scenario.Community.Charter);
    }

    [Fact]
    public void Two_keys_that_both_stand_are_one_candidate()
    {
        var scenario = Scenario.Founded(Charters.Informal()).GivenCarried(Chair, new DeclareStage(Stage.Coalescing, Words));
        scenario.Given(new Propose(Chair, new Elect(Office.Convener)));
        scenario.Given(new Stand(Third, scenario.Decision.Id), new Stand(Fourth, scenario.Decision.Id),
            new MergeKeys(Third, Fourth, "esr"));
        Assert.Equal([Third], scenario.Decision.Candidates);
    }

    [Fact]
    public void A_removal_follows_the_person_and_not_the_key()
    {
        var scenario = Scenario.Founded(Charters.Informal());
        scenario.Given(new Propose(Chair, new Remove(Fourth, Words, Duration.FromDays(90))))
            .Given(new MergeKeys(Third, Fourth, "esr"));
        scenario.UntilOpen().When(new Vote(Third, scenario.Decision.Id, VoiceBallot.Against))
            .ThenRefused(Clauses.Recused, Condition.Electorate);
        scenario.AllVoteFor().UntilClosed();
        Assert.False(scenario.Community.IsMember(Third));
        Assert.NotNull(scenario.Community.BarOn(Third));
    }

    [Fact]
    public void Whom_a_matter_concerns_has_no_vote_on_it_under_another_key()
    {
        var scenario = Scenario.Founded(Charters.Informal());
        scenario.Given(new Propose(Chair, new Remove(Fourth, Words))).UntilOpen().Given(new MergeKeys(Third, Fourth, "esr"));
        Assert.Equal(3, scenario.Decision.Electorate!.Eligible);
        scenario.When(new Vote(Third, scenario.Decision.Id, VoiceBallot.Against))
            .ThenRefused(Clauses.Recused, Condition.Electorate);
    }

    [Fact]
    public void A_decision_that_is_certain_closes_early_though_it_was_given_more_time()
    {
        var final = new MajorityRule(Threshold.SimpleMajority) { Timing = Timing.Days(0, 7).UpTo(14), Votes = VotePolicy.Final };
        var scenario = Scenario.Founded(Charters.Informal().With(RuleNames.TwoThirds, final).With(RuleNames.Majority, final), 3);
        scenario.Given(new Propose(Chair, new Close(Words, Words))).UntilOpen();
        var (decision, opened) = (scenario.Decision.Id, scenario.Now);
        scenario.Given(new Vote(Chair, decision, VoiceBallot.For), new Vote(Third, decision, VoiceBallot.For),
            new Extend(Chair, decision, opened + Duration.FromDays(14)));
        Assert.Equal(Outcome.Carried, scenario.Community.At(opened + Duration.FromDays(1)).Decision(decision)!.Result?.Outcome);
    }

    [Fact]
    public void A_petition_is_tabled_when_enough_have_signed_because_somebody_who_signed_comes_back()
    {
        var scenario = Scenario.Founded(Charters.Informal() with { PetitionShare = Ratio.Half }, 4)
            .Given(new PetitionFor(Chair, new Resolve("Tea")), new TakeLeave(Chair));
        scenario.Given(new SignPetition(Third, scenario.Community.Petitions.Single().Id));
        scenario.When(new ReturnFromLeave(Chair))
            .Then(typeof(LeaveEnded), typeof(DecisionTabled), typeof(PetitionEnded), typeof(VotingOpened));
    }

    [Fact]
    public void Somebody_who_is_satisfied_abstained_where_they_had_objected()
    {
        var final = new ConsentRule { Timing = Timing.Days(0, 2), Votes = VotePolicy.Final };
        var scenario = Scenario.Founded(Charters.Informal().With(RuleNames.Silence, final))
            .Given(new Propose(Chair, new Resolve("Tea")));
        var decision = scenario.Decision.Id;
        scenario.Given(new ObjectTo(Chair, decision, Words)).UntilOpen().Given(new Satisfied(Chair, decision)).UntilClosed();
        Assert.Equal((1, 0, 1), scenario.Community.Decision(decision)!.Result!.Count is { } count
            ? (count.TookPart, count.Against, count.Abstained)
            : default);
    }

    [Fact]
    public void A_charter_is_amended_by_rough_consensus_while_an_offer_to_conclude_it_runs()
    {
        var librarian = new Office(OfficeId.Of("librarian"), 1, [Duty.TestObjections]);
        var rough = new RoughConsensusRule(librarian.Id, RuleNames.Majority)
            { AppealWithin = Duration.FromHours(23), Timing = Timing.Days(0, 2) };
        var scenario = Scenario.Founded(Charters.Informal().With(librarian).With("rough", rough)
            .With(Matter.Amend, new MembersBy("rough")), 2);
        scenario.Given(new OfferToServe(Chair, librarian.Id));
        Assert.Null(Testing.Laws.CanBeAmended(scenario.Community, scenario.Now).Broken);
    }

    [Fact]
    public void Somebody_whose_objection_turned_a_matter_over_has_no_ballot_there_because_their_keys_are_merged()
    {
        var facilitator = new Office(Office.Facilitator, 1, [Duty.TestObjections]);
        var charter = Charters.Informal().With(facilitator)
            .With("rough", new RoughConsensusRule(facilitator.Id, RuleNames.Majority) { Timing = Timing.Days(0, 2) });
        var scenario =
            Scenario.Founded(charter.With(RuleNames.Silence, new LazyConsensus("rough") { Timing = Timing.Days(0, 2) }), 2);
        scenario.Given(new Propose(Chair, new Resolve("Tea")))
            .Given(new ObjectTo(Chair, scenario.Decision.Id, Words), new MergeKeys(Scenario.Person(6), Chair, "esr"));
        Assert.False(scenario.Decision.HasVoted(Scenario.Person(6)));
        Assert.Equal(0, scenario.Decision.VoiceCount.TookPart);
    }

    [Fact]
    public void An_objection_that_turned_a_matter_over_to_gradients_without_a_block_stops_nothing_there()
    {
        var levels =
            new GradientsRule([new("yes", GradientClass.Support), new("no", GradientClass.Oppose)], Threshold.SimpleMajority)
            { Timing = Timing.Days(0, 2) };
        var scenario = Scenario.Founded(Charters.Informal().With("levels", levels)
            .With(RuleNames.Silence, new LazyConsensus("levels") { Timing = Timing.Days(0, 2) }), 3);
        scenario.Given(new Propose(Chair, new Resolve("Tea")));
        var decision = scenario.Decision.Id;
        scenario.Given(new ObjectTo(Chair, decision, Words), new Vote(Chair, decision, new GradientBallot("yes")),
            new Vote(Third, decision, new GradientBallot("yes")));
        Assert.Equal(Outcome.Carried, scenario.UntilClosed().Community.Decision(decision)!.Result!.Outcome);
    }

    [Fact]
    public void A_bar_without_an_end_stays_when_the_person_is_removed_and_barred_for_a_time()
    {
        var scenario = Scenario.Founded(Charters.Informal()).GivenCarried(Chair, new Bar(Third, Words))
            .GivenCarried(Chair, new Remove(Third, Words, Duration.FromDays(5)));
        Assert.False(scenario.Community.IsMember(Third));
        Assert.Equal((true, null), scenario.Community.BarOn(Third) is { Until: var until } ? (true, until) : default);
    }

    private static Scenario Removed()
    {
        var scenario = Scenario.Founded(Charters.Informal()).GivenCarried(Chair, new Remove(Third, Words));
        return scenario.Given(new Appeal(Third, scenario.Decision.Id));
    }
}
