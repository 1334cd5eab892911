using CommunitiesOfPractice.Testing;
using static CommunitiesOfPractice.Tests.Cast;

namespace CommunitiesOfPractice.Tests.Deciding;

/// <summary>What went wrong in other people's software, each as a test that it cannot go wrong here.</summary>
public class ErrorsOfOthersTests
{
    private static MajorityRule Simple(Quorum quorum, VotePolicy votes = VotePolicy.Changeable, Threshold? threshold = null) =>
        new(threshold ?? Threshold.SimpleMajority) { Timing = Timing.Days(0, 7), Quorum = quorum, Votes = votes };

    private static Scenario Under(DecisionRule rule, int members = 5) =>
        Scenario.Founded(Charters.Informal().With("it", rule).With(Matter.AnythingElse, new MembersBy("it")), members);

    private static Scenario Voting(DecisionRule rule, int members, params Voice[] voices)
    {
        var scenario = Under(rule, members).Given(new Propose(K1, Tea));
        var id = scenario.Decision.Id;
        for (var i = 0; i < voices.Length; i++) scenario.Given(new Vote(Scenario.Person(i + 1), id, new VoiceBallot(voices[i])));
        return scenario;
    }

    [Fact]
    public void Leaving_and_joining_again_does_not_get_past_a_bar()
    {
        var scenario = Five().Barring(K5).Given(new Leave(K5));
        scenario.When(new Join(K5)).ThenRefused(Clauses.Barred, Condition.NoBar).From(scenario.Community.BarOn(K5)!.Until!.Value);
        scenario.When(new Observe(K5)).ThenRefused(Clauses.Barred, Condition.NoBar);
        scenario.When(new Invite(K1, K5)).ThenRefused(Clauses.Barred, Condition.NoBar);
        scenario.WaitDays(60).When(new Join(K5)).ThenAllowed(Clauses.Joining).Then(typeof(BarEnded), typeof(MemberJoined));
    }

    [Fact]
    public void The_last_convener_leaving_neither_deletes_the_community_nor_promotes_anybody()
    {
        var scenario = Coalescing().Serving(Office.Convener, K1);
        scenario.When(new Leave(K1)).Then(typeof(MemberLeft), typeof(OfficeLeft));
        Assert.Equal(Status.Open, scenario.Community.Status);
        Assert.Empty(scenario.Community.Conveners);
        Assert.Equal([Office.Convener], scenario.Community.Vacancies);
        scenario.Serving(Office.Convener, K2);
        Assert.Equal([K2], scenario.Community.Conveners);
        Assert.Empty(scenario.Community.Vacancies);
    }

    [Fact]
    public void Erasing_a_person_who_founded_a_community_takes_away_nothing_from_the_others()
    {
        var scenario = Five().GivenCarried(K1, new RecordSponsor("RJZ"));
        var before = scenario.Decision;
        scenario.When(new Forget(K1, "request-7")).ThenAllowed(Clauses.Forgetting)
            .Then(typeof(PersonForgotten), typeof(OfficeLeft));
        Assert.Equal(4, scenario.Community.MemberCount);
        Assert.Equal(Status.Open, scenario.Community.Status);
        Assert.Equal(before, scenario.Community.Decision(before.Id));
        Assert.Equal("RJZ", scenario.Community.Sponsor);
    }

    [Fact]
    public void A_founder_who_asks_to_be_forgotten_before_the_founding_is_not_made_a_member_by_it()
    {
        var scenario = Scenario.Unknown();
        scenario.Given(
            new ProposeCommunity(
                K1, "Maternity", Domain.Of("Birth"), Charters.Informal(), [K1, K2, K3], 2, scenario.Now + Duration.FromDays(30)))
            .Given(new Forget(K1, "request-7")).Given(new ConsentToFound(K2)).Given(new ConsentToFound(K3));
        Assert.Equal([K2, K3], scenario.Community.Members);
    }

    [Fact]
    public void Membership_can_be_left_in_every_state()
    {
        Five().When(new Leave(K1)).ThenAllowed(Clauses.Leaving);
        Five().Given(new TakeLeave(K1)).When(new Leave(K1)).ThenAllowed(Clauses.Leaving);
        Five().Given(new ReportLeaver(K1, "feed")).When(new Leave(K1)).ThenAllowed(Clauses.Leaving);
        Five().Barring(K2).When(new Leave(K2)).ThenAllowed(Clauses.Leaving);
        Five().Given(new Propose(K1, new Remove(K2, "Shouting"))).When(new Leave(K2)).ThenAllowed(Clauses.Leaving);
        Coalescing().Serving(Office.Convener, K1).When(new Leave(K1)).ThenAllowed(Clauses.Leaving);
        Closed().When(new Leave(K1)).ThenAllowed(Clauses.Leaving);
        Five().Wait(Duration.FromDays(200)).Given(new NoticeDormancy(K1)).When(new Leave(K1)).ThenAllowed(Clauses.Leaving);
        var alone = Scenario.Founded(Charters.Informal(), 2).Given(new Leave(K1)).When(new Leave(K2))
            .ThenAllowed(Clauses.Leaving);
        Assert.True(alone.WaitDays(14).Settle().Community.IsResting);
        alone.When(new Join(K1)).ThenAllowed(Clauses.Joining);
    }

    [Fact]
    public void A_rule_of_amendment_cannot_lower_itself()
    {
        var easy = Charters.Informal().With(Matter.Amend, new MembersBy(RuleNames.Majority));
        var hard = Charters.Informal()
            .With(RuleNames.TwoThirds, new MajorityRule(Threshold.Unanimity) { Timing = Timing.Days(0, 7) });
        // Lowering it carries under the old rule and then again under the new one.
        var scenario = Five().Given(new Propose(K1, new AmendCharter(easy))).AllVoteFor().UntilOpen();
        scenario.Wait(scenario.Decision.ClosesAt - scenario.Now).Settle().Then(typeof(DecisionClosed), typeof(DecisionTabled));
        Assert.Single(scenario.Community.CharterHistory);
        Assert.Equal(RuleNames.Majority, scenario.Decision.RuleName);
        scenario.AllVoteFor().UntilClosed();
        Assert.Equal(easy, scenario.Community.Charter);
        // A rule that is raised so high that its own supporters cannot meet it is not adopted by the lower one.
        var raised = Five().Given(new Propose(K1, new AmendCharter(hard))).AllVoteFor(K5).UntilOpen();
        raised.Wait(raised.Decision.ClosesAt - raised.Now).Settle().AllVoteFor(K5).UntilClosed();
        Assert.Equal(Charters.Informal(), raised.Community.Charter);
    }

    [Fact]
    public void Editing_the_rule_under_its_name_counts_as_changing_how_charters_are_amended()
    {
        var same = Charters.Informal()
            .With(RuleNames.TwoThirds, new MajorityRule(Threshold.SimpleMajority) { Timing = Timing.Days(0, 1) });
        var scenario = Five().Given(new Propose(K1, new AmendCharter(same))).AllVoteFor();
        scenario.Wait(scenario.Decision.ClosesAt - scenario.Now).Settle()
            .Then(typeof(DecisionClosed), typeof(DecisionTabled), typeof(VotingOpened));
        Assert.Single(scenario.Community.CharterHistory);
    }

    [Fact]
    public void An_open_decision_is_judged_by_the_rule_it_was_tabled_under_and_survives_its_repeal()
    {
        var rule = Simple(Quorum.AtLeast(2)) with { Timing = Timing.Days(0, 60) };
        var scenario = Under(rule);
        scenario.Given(new Propose(K1, Tea));
        var open = scenario.Decision.Id;
        var charter = scenario.Community.Charter;
        var repealed = (charter with { Rules = charter.Rules.Where(r => r.Name != "it").ToValueList() })
            .With(Matter.AnythingElse, new MembersBy(RuleNames.Majority));
        scenario.GivenCarried(K1, new AmendCharter(repealed));
        Assert.Null(scenario.Community.Charter.Rule("it"));
        Assert.Equal(rule, scenario.Community.Decision(open)!.Rule);
        scenario.Given(new Vote(K1, open, VoiceBallot.For), new Vote(K2, open, VoiceBallot.For)).WaitDays(60).Settle();
        Assert.Equal(Outcome.Carried, scenario.Community.Decision(open)!.Result!.Outcome);
    }

    [Fact]
    public void A_proposal_whose_rule_is_repealed_is_not_stranded_it_is_proposed_anew()
    {
        var scenario = Under(Simple(Quorum.AtLeast(2))).Given(new Propose(K1, Tea)).UntilClosed();
        var first = scenario.Decision.Id;
        var charter = scenario.Community.Charter;
        scenario.GivenCarried(
            K1, new AmendCharter((charter with { Rules = charter.Rules.Where(r => r.Name != "it").ToValueList() })
            .With(Matter.AnythingElse, new MembersBy(RuleNames.Majority))));
        scenario.When(new CallAgain(K2, first)).ThenRefused(Clauses.NoSecondCall, Condition.CharterClause)
            .RemediedBy(new Propose(K2, Tea));
        scenario.When((IActOn<Community>)scenario.Last.Remedy!.Act).ThenAllowed(Clauses.Proposing);
    }

    [Fact]
    public void An_empty_electorate_passes_nothing()
    {
        foreach (
            var rule in new DecisionRule[] {
                Simple(Quorum.AtLeast(1)), new ConsentRule { Timing = Timing.Days(0, 7) },
                    new LazyConsensus(RuleNames.Majority) { Timing = Timing.Days(0, 7) } })
        {
            var scenario = Under(rule with { Timing = Timing.Days(1, 7) }, 2)
                .Given(new Propose(K1, Tea), new Leave(K1), new Leave(K2)).UntilClosed();
            Assert.Equal(Outcome.Inquorate, scenario.Decision.Result!.Outcome);
            Assert.Equal(0, scenario.Decision.Result.Count.Eligible);
        }
    }

    [Fact]
    public void A_tie_fails()
    {
        var scenario = Voting(Simple(Quorum.AtLeast(1)), 4, Voice.For, Voice.For, Voice.Against, Voice.Against).UntilClosed();
        Assert.Equal(new Result(Outcome.Failed, new(4, 4, 2, 2)), scenario.Decision.Result);
    }

    [Fact]
    public void There_is_one_electorate_for_eligibility_and_denominator()
    {
        var scenario = Under(Simple(Quorum.Share(Ratio.Half)) with { Timing = Timing.Days(2, 7) }).Given(new Propose(K1, Tea));
        var id = scenario.Decision.Id;
        scenario.Given(new Join(Newcomer)).UntilOpen();
        // Whoever joined during notice is in it, for both; whoever joins later is in neither.
        scenario.Given(new Join(Stranger)).When(new Vote(Stranger, id, VoiceBallot.For))
            .ThenRefused(Clauses.Electorate, Condition.Electorate).RestingOn(Witness.Of(id));
        scenario.Given(new Vote(Newcomer, id, VoiceBallot.For), new Leave(K2));
        Assert.Equal(6, scenario.Community.Decision(id)!.Electorate!.Eligible);
        scenario.When(new Vote(K2, id, VoiceBallot.For)).ThenRefused(Clauses.MembersOnly, Condition.Membership);
        scenario.UntilClosed();
        Assert.Equal(new VoiceCount(6, 1, 1, 0), scenario.Decision.Result!.Count);
    }

    [Fact]
    public void It_closes_early_only_when_no_later_vote_could_undo_it()
    {
        var scenario = Voting(Simple(Quorum.AtLeast(1), VotePolicy.Final), 5, Voice.For, Voice.For);
        Assert.Equal(DecisionPhase.Open, scenario.Decision.Phase);
        scenario.When(new Vote(K3, scenario.Decision.Id, VoiceBallot.For)).Then(typeof(BallotCast), typeof(DecisionClosed));
        Assert.Equal(Outcome.Carried, scenario.Decision.Result!.Outcome);
        // Where votes can be changed, it never closes early.
        Assert.Equal(DecisionPhase.Open, Voting(Simple(Quorum.AtLeast(1)), 3, Voice.For, Voice.For, Voice.For).Decision.Phase);
        // More than half for is not enough while a support quorum could still be missed.
        var support = Quorum.GreaterOf(Quorum.AtLeast(1), new SupportQuorum(new Ratio(4, 5)));
        Assert.Equal(
            DecisionPhase.Open, Voting(Simple(support, VotePolicy.Final), 5, Voice.For, Voice.For, Voice.For).Decision.Phase);
    }

    [Fact]
    public void Nobody_gets_an_office_by_naming_it()
    {
        var scenario = Coalescing();
        scenario.When(new OfferToServe(K1, OfficeId.Of("administrator"))).ThenRefused(Clauses.NoOffice, Condition.CharterClause);
        scenario.When(new StepDown(K1, OfficeId.Of("administrator"))).ThenRefused(Clauses.NotInOffice, Condition.Existence);
        scenario.When(new Propose(K1, new Elect(OfficeId.Of("administrator"))))
            .ThenRefused(Clauses.NoOffice, Condition.CharterClause);
        scenario.When(new Propose(K1, new Appoint(Office.Convener, K1))).ThenRefused(Clauses.OwnAct, Condition.OwnAct)
            .RemediedBy(new OfferToServe(K1, Office.Convener));
        Assert.False(scenario.Community.MayServe(K1, Duty.Of("administrate"), scenario.Now).Allowed);
    }

    [Fact]
    public void Quorum_counts_those_who_took_part_never_those_who_could_have()
    {
        var scenario = Under(Simple(Quorum.Share(Ratio.Percent(50))), 10).Given(new Propose(K1, Tea)).UntilClosed();
        Assert.Equal(new Result(Outcome.Inquorate, new(10, 0, 0, 0)), scenario.Decision.Result);
    }

    [Fact]
    public void Every_percentage_of_every_small_electorate_is_exact()
    {
        for (var percent = 1; percent <= 100; percent++)
        {
            var quorum = Quorum.Share(Ratio.Percent(percent));
            for (var eligible = 1; eligible <= 200; eligible++)
            {
                var needed = ((percent * eligible) + 99) / 100;
                Assert.False(quorum.IsReached(new(new(eligible, needed - 1, 0, 0), _ => [])));
                Assert.True(quorum.IsReached(new(new(eligible, needed, 0, 0), _ => [])));
            }
        }
    }

    [Fact]
    public void Half_of_six_with_one_cast_needs_two_more()
    {
        var rule = Simple(Quorum.Share(Ratio.Percent(50)));
        Assert.Equal(Outcome.Inquorate, Voting(rule, 6, Voice.For, Voice.For).UntilClosed().Decision.Result!.Outcome);
        Assert.Equal(Outcome.Carried, Voting(rule, 6, Voice.For, Voice.For, Voice.For).UntilClosed().Decision.Result!.Outcome);
        Assert.Equal(
            Outcome.Inquorate,
                Voting(Simple(Quorum.Share(Ratio.Half)), 7, Voice.For, Voice.For, Voice.For)
                    .UntilClosed().Decision.Result!.Outcome);
    }

    [Fact]
    public void When_everyone_abstains_nothing_passes_early_or_late()
    {
        var quorum = Quorum.GreaterOf(Quorum.AtLeast(1), new SupportQuorum(new Ratio(1, 3)));
        var scenario = Voting(Simple(quorum, VotePolicy.Final), 3, Voice.Abstain, Voice.Abstain, Voice.Abstain);
        Assert.NotEqual(Outcome.Carried, scenario.UntilClosed().Decision.Result!.Outcome);
        Assert.Equal(
            Outcome.Failed,
                Voting(Simple(Quorum.AtLeast(1)), 3, Voice.Abstain, Voice.Abstain, Voice.Abstain)
                    .UntilClosed().Decision.Result!.Outcome);
    }

    [Fact]
    public void A_third_against_a_rule_of_two_thirds_leaves_two_thirds_for()
    {
        var rule = Simple(Quorum.AtLeast(1), threshold: Threshold.TwoThirds);
        Assert.Equal(
            Outcome.Carried, Voting(rule, 3, Voice.For, Voice.For, Voice.Against).UntilClosed().Decision.Result!.Outcome);
        Assert.Equal(
            Outcome.Failed,
                Voting(rule, 4, Voice.For, Voice.For, Voice.Against, Voice.Against).UntilClosed().Decision.Result!.Outcome);
        // Lost beyond saving closes at once where votes are final: two of six against leave exactly two thirds, the third vote
        // settles it.
        var lost = Voting(Simple(Quorum.AtLeast(1), VotePolicy.Final, Threshold.TwoThirds), 6, Voice.Against, Voice.Against);
        Assert.Equal(DecisionPhase.Open, lost.Decision.Phase);
        Assert.Equal(Outcome.Failed, lost.Given(new Vote(K3, lost.Decision.Id, VoiceBallot.Against)).Decision.Result!.Outcome);
    }

    [Fact]
    public void At_least_ten_per_cent_is_not_more_than_ten_per_cent()
    {
        var atLeast = new Threshold(Ratio.Percent(10), Denominator.Eligible, false);
        Assert.True(atLeast.IsMet(new(10, 1, 1, 0)));
        Assert.False((atLeast with { Exceeded = true }).IsMet(new(10, 1, 1, 0)));
        Assert.True((atLeast with { Exceeded = true }).IsMet(new(10, 2, 2, 0)));
    }

    [Fact]
    public void A_block_stops_what_it_blocks()
    {
        var scenario = Under(new ConsentRule { Timing = Timing.Days(0, 7), Quorum = Quorum.AtLeast(2) })
            .Given(new Propose(K1, Tea));
        var id = scenario.Decision.Id;
        scenario.Given(new Vote(K1, id, VoiceBallot.For), new Vote(K2, id, VoiceBallot.For), new Vote(K3, id, VoiceBallot.For),
            new Vote(K4, id, VoiceBallot.For),
            new ObjectTo(K5, id, "Coffee drinkers"));
        scenario.When(new Vote(K5, id, VoiceBallot.Against)).ThenRefused(Clauses.ObjectionReasoned, Condition.Reason);
        Assert.Equal(Outcome.Failed, scenario.UntilClosed().Decision.Result!.Outcome);
    }

    [Fact]
    public void What_falls_due_never_stops_a_community_because_an_amendment_took_its_office_away()
    {
        var scenario =
            Coalescing(
                ByMajority.With(
                    RuleNames.Election,
                        new ChoosingRule(new CommunitiesOfPractice.Counting.Approval()) { Timing = Timing.Days(40, 7) }));
        scenario.Given(new Propose(K1, new Elect(Office.Broker)));
        var election = scenario.Decision.Id;
        scenario.Given(new Stand(K2, election));
        var charter = scenario.Community.Charter;
        scenario.GivenCarried(
            K1, new AmendCharter(charter with { Offices = charter.Offices.Where(o => o.Id != Office.Broker).ToValueList() }));
        scenario.When(new Stand(K3, election)).ThenRefused(Clauses.NoOffice, Condition.CharterClause);
        scenario.Wait(scenario.Community.Decision(election)!.OpensAt - scenario.Now).Settle()
            .Given(new Vote(K1, election, new CommunitiesOfPractice.Counting.ApprovalBallot([0])),
                new Vote(K3, election, new CommunitiesOfPractice.Counting.ApprovalBallot([0])));
        scenario.WaitDays(10).Settle();
        Assert.Equal(Outcome.Lapsed, scenario.Community.Decision(election)!.Result!.Outcome);
    }

    [Fact]
    public void A_bar_or_a_term_longer_than_time_itself_has_no_end_in_sight_and_stops_nothing()
    {
        var scenario = Five().GivenCarried(K1, new Bar(K5, "Shouting", Duration.MaxValue));
        Assert.Equal(Instant.MaxValue, scenario.Community.BarOn(K5)!.Until);
        scenario.When(new Propose(K5, Tea)).ThenRefused(Clauses.Barred, Condition.NoBar).From(Instant.MaxValue);
    }

    [Fact]
    public void Lifting_a_bar_is_not_changed_into_a_removal_past_the_notice_to_reply()
    {
        var charter = Charters.ByConsent().With(Matter.Remove, new MembersBy(RuleNames.Consent));
        var scenario = Five(charter);
        scenario.GivenCarried(K1, new Bar(K5, "Shouting", Duration.FromDays(90))).Given(new Propose(K1, new LiftBar(K5)))
            .UntilOpen();
        scenario.When(new Integrate(K1, scenario.Decision.Id, new Remove(K5, "Shouting")))
            .ThenRefused(Clauses.SameMatter, Condition.WellFormed);
    }

    [Fact]
    public void An_appeal_lifts_what_it_is_made_against_and_no_other_bar()
    {
        var scenario = Five().Barring(K5, 10);
        var first = scenario.Decision.Id;
        scenario.Barring(K5, 200);
        Assert.Equal(
            scenario.Community.ClosedDecisions.Where(d => d.Proposal.ConcernedPerson == K5),
            scenario.Community.ClosedDecisionsOn(K5));
        Assert.Equal(first, scenario.Community.ClosedDecisionsOn(K5).First().Id);
        Assert.Empty(scenario.Community.ClosedDecisionsOn(K1));
        scenario.Given(new Appeal(K5, first, "It was not me")).AllVoteFor().UntilClosed();
        Assert.NotNull(scenario.Community.BarOn(K5));
    }
}
