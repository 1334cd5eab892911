using CommunitiesOfPractice.Counting;
using CommunitiesOfPractice.Testing;
using static CommunitiesOfPractice.Tests.Deciding.DecidingScenarios;

namespace CommunitiesOfPractice.Tests.Deciding;

public sealed class TiesTests
{
    private static readonly Lot Lot = new("the seed of the lot, drawn by the host");

    private static ChoosingRule By(params TieRule[] ties) =>
        new(new Plurality { TieRules = ties.ToValueList() }) { Timing = Week, Quorum = Quorum.AtLeast(2) };

    /// <summary>k-4 and k-3 stand, in this order; k-3 has been a member for longer.</summary>
    private static Scenario Election(DecisionRule rule, LotCommitment? lot = null)
    {
        var scenario = Scenario.Founded(Electing(rule).With(new Office(Office.Facilitator, 1, [Duty.Facilitate])), 6)
            .Given(new OfferToServe(P(6), Office.Facilitator), new Propose(P(1), new DeclareStage(Stage.Coalescing, "We meet.")))
                .WaitDays(8).Settle()
            .Given(new Propose(P(1), new Elect(Office.Convener)) { Lot = lot });
        return scenario.Given(new Stand(P(4), scenario.Id()), new Stand(P(3), scenario.Id()));
    }

    private static Scenario Tied(Scenario scenario) =>
        scenario.WaitDays(1).Settle().Votes(new ChoiceBallot(0), 1, 4).Votes(new ChoiceBallot(1), 2, 3);

    private static PersonId? Convener(Scenario scenario) =>
        scenario.Community.Office(Office.Convener).Holders.Select(t => (PersonId?)t.Holder).SingleOrDefault();

    [Fact]
    public void Seniority_is_the_order_of_membership_and_not_of_standing()
    {
        var scenario = Tied(Election(By(TieRule.Seniority)));
        Assert.Equal(Outcome.Carried, scenario.Closes());
        Assert.Equal(P(3), Convener(scenario));
        Assert.Equal<int>([1, 0], scenario.Decision().Result!.Evidence!.Seniority);
    }

    [Fact]
    public void Without_a_tie_rule_a_tie_is_a_tie() => Assert.Equal(Outcome.Tied, Tied(Election(By())).Closes());

    [Fact]
    public void The_casting_voice_is_used_where_votes_are_tied()
    {
        var scenario = Tied(Election(By(TieRule.CastingVoice) with { CastingVoice = Office.Facilitator }));
        scenario.Given(new GiveCastingVoice(P(6), scenario.Id(), P(4)));
        Assert.Equal(Outcome.Carried, scenario.Closes());
        Assert.Equal(P(4), Convener(scenario));
    }

    [Fact]
    public void The_casting_voice_is_not_used_where_votes_are_not_tied()
    {
        var scenario = Tied(Election(By(TieRule.CastingVoice) with { CastingVoice = Office.Facilitator }))
            .Votes(new ChoiceBallot(1), 5);
        scenario.Given(new GiveCastingVoice(P(6), scenario.Id(), P(4)));
        scenario.Closes();
        Assert.Equal(P(3), Convener(scenario));
    }

    [Fact]
    public void The_casting_voice_is_its_holders_for_a_candidate_and_never_a_candidates_own()
    {
        var scenario = Tied(Election(By(TieRule.CastingVoice) with { CastingVoice = Office.Facilitator }));
        scenario.When(new GiveCastingVoice(P(5), scenario.Id(), P(4))).ThenRefused(Clauses.OfficeHoldersOnly, Condition.Office);
        scenario.When(new GiveCastingVoice(P(6), scenario.Id(), P(5))).ThenRefused(Clauses.CandidatesOnly, Condition.Existence);
        scenario = Election(By(TieRule.CastingVoice) with { CastingVoice = Office.Facilitator });
        scenario.Given(new Stand(P(6), scenario.Id())).WaitDays(1).Settle();
        scenario.When(new GiveCastingVoice(P(6), scenario.Id(), P(4))).ThenRefused(Clauses.CastingVoice, Condition.OwnAct);
    }

    [Fact]
    public void A_lot_is_committed_before_and_revealed_after_and_anyone_can_draw_it_again()
    {
        var scenario = Tied(Election(By(TieRule.Lot), Lot.Commitment));
        scenario.Given(new RevealSeed(P(2), scenario.Id(), Lot));
        Assert.Equal(Outcome.Carried, scenario.Closes());
        Assert.Equal(Lot.Order([0, 1])[0], scenario.Decision().Result!.Chosen[0]);
        Assert.Equal(Lot, scenario.Decision().Result!.Evidence!.Lot);
        Assert.Equal(scenario.Decision().Result!.Chosen, scenario.Community.Recount(scenario.Id())!.Winners);
    }

    [Fact]
    public void A_seed_that_is_never_revealed_passes_to_the_next_tie_rule()
    {
        var scenario = Tied(Election(By(TieRule.Lot, TieRule.Seniority), Lot.Commitment));
        Assert.Equal(Outcome.Carried, scenario.Closes());
        Assert.Equal(P(3), Convener(scenario));
    }

    [Fact]
    public void A_lot_is_committed_once_before_voting_opens_by_whoever_tabled_it_and_only_its_own_seed_fits()
    {
        var scenario = Election(By(TieRule.Lot));
        scenario.When(new CommitLot(P(2), scenario.Id(), Lot.Commitment)).ThenRefused(Clauses.ProposersOnly, Condition.OwnAct);
        scenario.Given(new CommitLot(P(1), scenario.Id(), Lot.Commitment));
        scenario.When(new CommitLot(P(1), scenario.Id(), Lot.Commitment))
            .ThenRefused(Clauses.LotCommittedAlready, Condition.Time);
        scenario.When(new RevealSeed(P(1), scenario.Id(), Lot)).ThenRefused(Clauses.VotingNotOpen, Condition.Time);
        scenario.WaitDays(1).Settle();
        scenario.When(new RevealSeed(P(1), scenario.Id(), new Lot("another seed that nobody knew")))
            .ThenRefused(Clauses.SeedNotCommitted, Condition.WellFormed);
        scenario.Given(new RevealSeed(P(1), scenario.Id(), Lot));
        scenario.When(new RevealSeed(P(1), scenario.Id(), Lot)).ThenRefused(Clauses.NoLotCommitted, Condition.Existence);
    }

    [Fact]
    public void A_rule_that_draws_no_lots_takes_no_commitment()
    {
        var scenario = Election(By(TieRule.Seniority));
        scenario.When(new CommitLot(P(1), scenario.Id(), Lot.Commitment)).ThenRefused(Clauses.NoLots, Condition.CharterClause);
        scenario.When(new GiveCastingVoice(P(1), scenario.Id(), P(4)))
            .ThenRefused(Clauses.NoCastingVoice, Condition.CharterClause);
        scenario.When(new Propose(P(1), Weighing) { Lot = Lot.Commitment }).ThenRefused(Clauses.NoLots, Condition.CharterClause);
    }

    [Fact]
    public void Sortition_draws_from_those_who_stand_and_anyone_can_draw_it_again()
    {
        var scenario = Election(new SortitionRule { Timing = Week }, Lot.Commitment);
        scenario.WaitDays(1).Settle().Given(new RevealSeed(P(1), scenario.Id(), Lot));
        scenario.When(new Vote(P(1), scenario.Id(), new BlankBallot())).ThenRefused(Clauses.BallotKind, Condition.WellFormed);
        Assert.Equal(Outcome.Carried, scenario.Closes());
        Assert.Equal(Sortition.Draw(Lot, [P(3), P(4)], 1)[0], Convener(scenario));
    }

    [Fact]
    public void Sortition_without_its_seed_draws_nobody() =>
        Assert.Equal(Outcome.Failed, Election(new SortitionRule { Timing = Week }, Lot.Commitment).Closes());

    [Fact]
    public void The_check_knows_a_lot_without_time_to_commit_and_a_casting_voice_without_an_office()
    {
        Assert.Contains(
            Electing(By(TieRule.Lot) with { Timing = Timing.Days(0, 7) }).Check(5), f =>
                f.Reason.Contains("there is no notice", StringComparison.Ordinal));
        Assert.Contains(
            Electing(new SortitionRule { Timing = Timing.Days(0, 7) }).Check(5), f =>
                f.Reason.Contains("there is no notice", StringComparison.Ordinal));
        Assert.Contains(
            Electing(By(TieRule.CastingVoice)).Check(5), f => f.Reason.Contains("no office has it", StringComparison.Ordinal));
        Assert.Contains(
            Electing(By() with { CastingVoice = Office.Convener }).Check(5), f =>
                f.Reason.Contains("none of its tie rules", StringComparison.Ordinal));
        Assert.Contains(
            Electing(By(TieRule.CastingVoice) with { CastingVoice = OfficeId.Of("chair") }).Check(5), f =>
                f.Reason.Contains("chair", StringComparison.Ordinal));
        Assert.Empty(Electing(By(TieRule.Lot)).Check(5));
    }

    [Fact]
    public void A_method_that_fills_one_seat_is_not_asked_to_fill_two_and_fills_them_one_by_one()
    {
        Assert.Empty(Electing(new ChoosingRule(new InstantRunoff()) { Timing = Week }).Check(6));
        var scenario = Scenario.Founded(Electing(new ChoosingRule(new InstantRunoff()) { Timing = Week }), 6)
            .Given(new Propose(P(1), new DeclareStage(Stage.Coalescing, "We meet."))).WaitDays(4).Settle();
        scenario.When(new Propose(P(1), new Elect(Office.Convener, 2)))
            .ThenRefused(Clauses.MethodFillsSeats, Condition.WellFormed);
        foreach (var candidate in new[] { 2, 3 })
        {
            scenario.Given(new Propose(P(1), new Elect(Office.Convener)));
            scenario.Given(new Stand(P(candidate), scenario.Id())).UntilOpen().Votes(RankedBallot.Of([0]), 1, 4).UntilClosed();
        }

        Assert.Equal([P(2), P(3)], scenario.Community.Conveners);
    }
}
