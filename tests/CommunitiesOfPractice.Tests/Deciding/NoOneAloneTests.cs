using CommunitiesOfPractice.Counting;
using CommunitiesOfPractice.Testing;
using static CommunitiesOfPractice.Tests.Cast;

namespace CommunitiesOfPractice.Tests.Deciding;

/// <summary>Law 16: no one decides alone for others, whatever a charter says.</summary>
public class NoOneAloneTests
{
    private static readonly Proposal Expel = new Remove(K2, "Shouting");

    private static Proposal Amendment(Scenario scenario) =>
        new AmendCharter(scenario.Community.Charter with { SmallestGroup = 6 });

    /// <summary>A community of five by consent, in which the first is convener and facilitator.</summary>
    private static Scenario WithFacilitator() => Coalescing(Charters.ByConsent(), serving: K1);

    private static Scenario Coalescing(Charter charter, PersonId serving) =>
        Scenario.Founded(charter).GivenCarried(K1, new DeclareStage(Stage.Coalescing, "We meet"))
            .Serving(Office.Facilitator, serving).Serving(Office.Convener, serving);

    private static DecisionId Open(Scenario scenario, PersonId by, Proposal proposal) =>
        scenario.Given(new Propose(by, proposal)).UntilOpen().Decision.Id;

    private static Result Closed(Scenario scenario, DecisionId id)
    {
        while (scenario.Community.Decision(id)!.Phase != DecisionPhase.Closed) scenario.WaitDays(7).Settle();
        return scenario.Community.Decision(id)!.Result!;
    }

    [Fact]
    public void A_facilitator_does_not_set_aside_objections_to_their_own_proposal_to_remove_somebody()
    {
        var scenario = WithFacilitator();
        var id = Open(scenario, K1, Expel);
        foreach (var objector in new[] { K3, K4, K5 })
        {
            scenario.Given(new ObjectTo(objector, id, "It was once."));
            scenario.When(new TestObjection(K1, id, objector, false, "No."))
                .ThenRefused(Clauses.NotOnesOwnProposal, Condition.OwnAct)
                .RemediedBy(null);
        }

        scenario.Given(new Vote(K1, id, VoiceBallot.For));
        Assert.Equal(Outcome.Failed, Closed(scenario, id).Outcome);
        Assert.True(scenario.Community.IsMember(K2));
    }

    [Fact]
    public void Objections_that_were_set_aside_count_as_against()
    {
        var scenario = WithFacilitator();
        var id = Open(scenario, K3, Expel);
        foreach (var objector in new[] { K4, K5 }) scenario.Given(new ObjectTo(objector, id, "It was once."),
            new TestObjection(K1, id, objector, false, "It was often."));
        scenario.Given(new Vote(K1, id, VoiceBallot.For), new Vote(K3, id, VoiceBallot.For));
        Assert.Equal(Outcome.Failed, Closed(scenario, id).Outcome);
    }

    [Fact]
    public void An_objector_who_has_voted_since_counts_as_they_voted()
    {
        var scenario = WithFacilitator();
        var id = Open(scenario, K3, Expel);
        foreach (var objector in new[] { K4, K5 }) scenario.Given(new ObjectTo(objector, id, "It was once."),
            new TestObjection(K1, id, objector, false, "It was often."));
        scenario.Given(
            new Vote(K1, id, VoiceBallot.For), new Vote(K3, id, VoiceBallot.For), new Vote(K5, id, VoiceBallot.Abstain));
        Assert.Equal(Outcome.Carried, Closed(scenario, id).Outcome);
        Assert.False(scenario.Community.IsMember(K2));
    }

    [Fact]
    public void An_amendment_with_nobody_for_it_and_three_against_is_not_carried_by_consent()
    {
        var scenario = WithFacilitator();
        var id = Open(scenario, K2, Amendment(scenario));
        foreach (var objector in new[] { K3, K4, K5 }) scenario.Given(new ObjectTo(objector, id, "Not now."),
            new TestObjection(K1, id, objector, false, "Why not?"));
        Assert.Equal(Outcome.Failed, Closed(scenario, id).Outcome);
        Assert.Single(scenario.Community.CharterHistory);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Somebody_who_declares_two_organisations_is_not_two_of_them(bool amends)
    {
        var scenario = Scenario.Founded(Charters.FederatedCircle())
            .Given(new DeclareAffiliations(K1, [DirectoryGroup.Organisation("A"), DirectoryGroup.Organisation("B")]));
        var id = Open(scenario, K1, amends ? Amendment(scenario) : Expel);
        scenario.Given(new Vote(K1, id, VoiceBallot.For));
        Assert.Equal(Outcome.Failed, Closed(scenario, id).Outcome);
        Assert.Equal(5, scenario.Community.MemberCount);
        Assert.Single(scenario.Community.CharterHistory);
    }

    [Fact]
    public void A_person_stands_for_the_first_organisation_that_the_directory_names()
    {
        var scenario = Scenario.Founded(Charters.FederatedCircle(), 4)
            .Given(new DeclareAffiliations(K1, [DirectoryGroup.Organisation("B")]),
                new ReportMover(K1, [DirectoryGroup.Organisation("A")], "esr"),
                    new ReportMover(K2, [DirectoryGroup.Organisation("A")], "esr"),
                new ReportMover(K3, [DirectoryGroup.Organisation("C")], "esr"));
        var id = Open(scenario, K1, Amendment(scenario));
        scenario.Given(new Vote(K1, id, VoiceBallot.For), new Vote(K2, id, VoiceBallot.For));
        Assert.Equal(Outcome.Inquorate, Closed(scenario, id).Outcome);
    }

    [Fact]
    public void A_second_call_to_amend_asks_for_no_organisations()
    {
        var scenario = Scenario.Founded(Charters.FederatedCircle(), 4)
            .Given(new ReportMover(K1, [DirectoryGroup.Organisation("A")], "esr"),
                new ReportMover(K2, [DirectoryGroup.Organisation("A")], "esr"),
                    new ReportMover(K3, [DirectoryGroup.Organisation("C")], "esr"));
        var id = Open(scenario, K1, Amendment(scenario));
        scenario.Given(new Vote(K1, id, VoiceBallot.For), new Vote(K2, id, VoiceBallot.For));
        Closed(scenario, id);
        scenario.Given(new CallAgain(K2, id)).AllVoteFor(K3, K4).UntilClosed();
        Assert.Equal(Outcome.Carried, scenario.Decision.Result!.Outcome);
    }

    [Fact]
    public void A_second_call_to_close_still_asks_for_organisations()
    {
        var scenario = Scenario.Founded(Charters.FederatedCircle(), 4)
            .Given(new ReportMover(K1, [DirectoryGroup.Organisation("A")], "esr"),
                new ReportMover(K2, [DirectoryGroup.Organisation("A")], "esr"),
                    new ReportMover(K3, [DirectoryGroup.Organisation("C")], "esr"));
        var id = Open(scenario, K1, new Close("Done", "Scales"));
        scenario.Given(new Vote(K1, id, VoiceBallot.For), new Vote(K2, id, VoiceBallot.For));
        Closed(scenario, id);
        scenario.Given(new CallAgain(K2, id)).AllVoteFor(K3, K4).UntilClosed();
        Assert.Equal(Outcome.Inquorate, scenario.Decision.Result!.Outcome);
    }

    [Fact]
    public void A_facilitator_with_an_interest_tests_no_objections()
    {
        var scenario = WithFacilitator();
        var id = scenario.Given(new Propose(K3, Expel)).Decision.Id;
        scenario.Given(new DeclareInterest(K1, id, "My sister")).UntilOpen().Given(new ObjectTo(K4, id, "It was once."));
        scenario.When(new TestObjection(K1, id, K4, false, "No.")).ThenRefused(Clauses.Recused, Condition.Electorate);
    }

    [Fact]
    public void A_facilitator_whose_recall_it_is_tests_no_objections()
    {
        var scenario = WithFacilitator();
        var id = Open(scenario, K3, new Recall(Office.Facilitator, K1, "Never there"));
        scenario.Given(new ObjectTo(K4, id, "They were ill.")).When(new TestObjection(K1, id, K4, true, "Quite."))
            .ThenRefused(Clauses.Recused, Condition.Electorate);
    }

    [Fact]
    public void A_seconded_objection_that_is_set_aside_goes_to_the_rule_for_appeals()
    {
        var scenario = WithFacilitator();
        var id = Open(scenario, K3, Expel);
        scenario.Given(new Vote(K3, id, VoiceBallot.For), new ObjectTo(K4, id, "It was once."), new SecondObjection(K5, id, K4));
        scenario.When(new TestObjection(K1, id, K4, false, "It was often.")).Then(typeof(ObjectionSettled), typeof(FellBack));
        var decision = scenario.Community.Decision(id)!;
        Assert.Equal(RuleNames.Majority, decision.RuleName);
        Assert.Equal(scenario.Now + Duration.FromDays(7), decision.ClosesAt);
        Assert.True(decision.HasVoted(K3) && decision.HasVoted(K4));
        scenario.When(new TestObjection(K1, id, K4, true, "Or not.")).ThenRefused(Clauses.NoTester, Condition.CharterClause);
        scenario.Given(new Vote(K1, id, VoiceBallot.For));
        Assert.Equal(Outcome.Carried, Closed(scenario, id).Outcome);
    }

    [Fact]
    public void Seconding_an_objection_after_it_was_set_aside_turns_the_matter_over_at_once()
    {
        var scenario = WithFacilitator();
        var id = Open(scenario, K3, Amendment(scenario));
        scenario.Given(new ObjectTo(K4, id, "Not now."), new TestObjection(K1, id, K4, false, "Why not?"));
        scenario.When(new SecondObjection(K5, id, K4)).ThenAllowed(Clauses.Seconding)
            .Then(typeof(ObjectionSeconded), typeof(FellBack));
        scenario.Given(new Vote(K5, id, VoiceBallot.Against), new Vote(K1, id, VoiceBallot.For));
        Assert.Equal(Outcome.Failed, Closed(scenario, id).Outcome);
    }

    [Fact]
    public void An_objection_that_is_open_or_upheld_stops_a_proposal_seconded_or_not()
    {
        var scenario = WithFacilitator();
        var id = Open(scenario, K3, Amendment(scenario));
        scenario.Given(
            new ObjectTo(K4, id, "Not now."), new SecondObjection(K5, id, K4), new TestObjection(K1, id, K4, true, "True."))
            .Given(new Vote(K1, id, VoiceBallot.For), new Vote(K2, id, VoiceBallot.For),
            new Vote(K3, id, VoiceBallot.For));
        Assert.Equal(RuleNames.Consent, scenario.Community.Decision(id)!.RuleName);
        Assert.Equal(Outcome.Failed, Closed(scenario, id).Outcome);
    }

    public static TheoryData<Refusal> Refused =>
    [
        new("a second of what nobody objects to", () =>
            WithFacilitator().Given(new Propose(K3, Expel)).UntilOpen(), s =>
                new SecondObjection(K5, s.Decision.Id, K4), Clauses.NothingObjected, Condition.Existence),
        new("a second of one's own objection", Objected, s =>
            new SecondObjection(K4, s.Decision.Id, K4), Clauses.SecondIsAnother, Condition.OwnAct),
        new("a second twice", () => Objected() is var s
            ? s.Given(new SecondObjection(K5, s.Decision.Id, K4))
            : s, s => new SecondObjection(K5, s.Decision.Id, K4), Clauses.SecondedAlready, Condition.Novelty)
            { Remedy = s => new WithdrawSecond(K5, s.Decision.Id, K4) },
        new("a second by somebody outside the electorate", Objected, s =>
            new SecondObjection(K2, s.Decision.Id, K4), Clauses.Recused, Condition.Electorate),
        new("a second under a rule that nobody judges by", () =>
            Five(ByMajority).Given(new Propose(K1, Tea)).UntilOpen(), s =>
                new SecondObjection(K5, s.Decision.Id, K4), Clauses.NoSeconds, Condition.CharterClause),
        new("taking back a second of nothing", Objected, s =>
            new WithdrawSecond(K5, s.Decision.Id, K4), Clauses.NothingSeconded, Condition.Existence),
    ];

    private static Scenario Objected() => WithFacilitator().Given(new Propose(K3, Expel)).UntilOpen() is var s
        ? s.Given(new ObjectTo(K4, s.Decision.Id, "It was once."))
        : s;

    [Theory]
    [MemberData(nameof(Refused))]
    public void Seconds_are_refused(Refusal row) => row.Check();

    [Fact]
    public void A_second_may_be_taken_back_by_somebody_who_has_left()
    {
        var scenario = Objected();
        var id = scenario.Decision.Id;
        scenario.Given(new SecondObjection(K5, id, K4), new Leave(K5), new WithdrawSecond(K5, id, K4));
        Assert.Empty(scenario.Community.Decision(id)!.Objections.Single().SecondedBy);
        scenario.When(new TestObjection(K1, id, K4, false, "It was often.")).Then(typeof(ObjectionSettled));
    }

    [Theory]
    [InlineData(1, 0, false, Outcome.Failed)]
    [InlineData(2, 0, false, Outcome.Carried)]
    [InlineData(2, 2, false, Outcome.Failed)]
    [InlineData(3, 2, false, Outcome.Carried)]
    [InlineData(1, 0, true, Outcome.Carried)]
    [InlineData(0, 0, true, Outcome.Failed)]
    [InlineData(1, 1, true, Outcome.Failed)]
    public void Two_people_vote_for_it_and_more_than_against(int votesFor, int against, bool proposerSilent, Outcome expected)
    {
        var charter = Charters.Informal()
            .With("lenient",
                new MajorityRule(new Threshold(new Ratio(1, 100), Denominator.Eligible, false)) { Timing = Timing.Days(2, 7) })
                    .With(Matter.Remove, new MembersBy("lenient"));
        var scenario = Scenario.Founded(charter, 8);
        var id = Open(scenario, K1, Expel);
        var voters = Enumerable.Range(proposerSilent ? 3 : 1, 8).Select(Scenario.Person).Where(p => p != K2).ToArray();
        for (var i = 0; i < votesFor
            + against; i++) scenario.Given(new Vote(voters[i], id, i < votesFor ? VoiceBallot.For : VoiceBallot.Against));
        if (!proposerSilent && votesFor + against == 0) scenario.Given(new Vote(K1, id, VoiceBallot.Abstain));
        Assert.Equal(expected, Closed(scenario, id).Outcome);
        Assert.Contains(
            scenario.Community.Explain(id)!.Sentences, s =>
                s.StartsWith("Whatever the charter says, 2 people must vote for this", StringComparison.Ordinal)
                    || s.StartsWith("Whatever the charter says, two people", StringComparison.Ordinal));
    }

    [Fact]
    public void A_silent_proposer_who_has_left_or_is_away_counts_for_nothing()
    {
        foreach (var absence in new IActOn<Community>[] { new Leave(K1), new TakeLeave(K1), new ReportLeaver(K1, "esr") })
        {
            var scenario = Five();
            var id = Open(scenario, K1, Expel);
            scenario.Given(new Vote(K3, id, VoiceBallot.For), new Vote(K4, id, VoiceBallot.Abstain), absence);
            Assert.Equal(Outcome.Failed, Closed(scenario, id).Outcome);
        }
    }

    [Fact]
    public void A_silent_proposer_counts_towards_the_quorum()
    {
        var scenario = Five();
        var id = Open(scenario, K1, Expel);
        scenario.Given(new Vote(K3, id, VoiceBallot.For));
        var result = Closed(scenario, id);
        Assert.Equal((Outcome.Carried, new VoiceCount(4, 1, 1, 0), true), (result.Outcome, result.Count, result.ProposerCounted));
    }

    [Fact]
    public void A_petition_has_no_proposer_to_count()
    {
        var scenario = Five();
        scenario.Given(new PetitionFor(K1, Expel)).UntilOpen();
        var id = scenario.Decision.Id;
        scenario.Given(new Vote(K3, id, VoiceBallot.For), new Vote(K4, id, VoiceBallot.Abstain));
        Assert.Equal(Outcome.Failed, Closed(scenario, id).Outcome);
    }

    [Fact]
    public void A_ballot_by_proxy_is_its_holders()
    {
        var charter = Charters.Informal()
            .With(RuleNames.TwoThirds,
                new MajorityRule(Threshold.TwoThirds) {
                    Timing = Timing.Days(2, 7), Quorum = Quorum.AtLeast(2), Proxies = new ProxyTerms(1, 3) });
        var scenario = Scenario.Founded(charter, 6).Given(new GiveProxy(K4, K3), new GiveProxy(K5, K3));
        var id = Open(scenario, Scenario.Person(6), Expel);
        scenario.Given(new Leave(Scenario.Person(6)), new Vote(K3, id, VoiceBallot.For));
        var result = Closed(scenario, id);
        Assert.Equal((Outcome.Failed, 3, new VoiceCount(5, 1, 1, 0)), (result.Outcome, result.Count.For, result.Own));
    }

    [Fact]
    public void A_secret_ballot_is_held_to_it_as_well_and_the_silent_proposer_is_no_paper_in_the_box()
    {
        foreach (var (papers, expected) in new[] { (1, Outcome.Carried), (0, Outcome.Failed) })
        {
            var scenario =
                Five(Charters.Informal()
                    .With(RuleNames.TwoThirds,
                        new MajorityRule(Threshold.TwoThirds) {
                            Timing = Timing.Days(2, 7), Quorum = Quorum.AtLeast(2), Secret = true }));
            var id = Open(scenario, K1, Expel);
            scenario.Given(new TakePart(K3, id));
            while (scenario.Community.Decision(id)!.Phase == DecisionPhase.Open) scenario.WaitDays(1).Settle();
            scenario.Given(new Leave(K1))
                .Given(new OpenBox(id, [new BallotPile(papers == 1 ? VoiceBallot.For : VoiceBallot.Abstain)], "box"));
            Assert.Equal(expected, scenario.Community.Decision(id)!.Result!.Outcome);
        }
    }

    [Fact]
    public void Tabling_what_too_few_could_vote_for_is_allowed_and_says_so()
    {
        var scenario = Scenario.Founded(Charters.Informal(), 2);
        scenario.When(new Propose(K1, Expel)).ThenAllowed(Clauses.TabledForTooFew);
        Scenario.Founded(Charters.Informal(), 3).When(new Propose(K1, Expel)).ThenAllowed(Clauses.Proposing);
        Scenario.Founded(Charters.Informal(), 2).When(new PetitionFor(K1, Expel)).ThenAllowed(Clauses.TabledForTooFew);
        scenario.Given(new Vote(K1, scenario.UntilOpen().Decision.Id, VoiceBallot.For)).UntilClosed();
        Assert.NotEqual(Outcome.Carried, scenario.Decision.Result!.Outcome);
    }

    [Fact]
    public void A_sole_member_amends_and_two_can_together_under_every_ready_charter()
    {
        foreach (var charter in Charters.Ready)
        {
            var two = Scenario.Founded(charter, 2);
            Assert.Equal(2, Amended(two).Community.CharterHistory.Count);
            var sole = Scenario.Founded(charter, 2).Given(new Leave(K2));
            Assert.Equal(2, Amended(sole).Community.CharterHistory.Count);
        }
    }

    private static Scenario Amended(Scenario scenario)
    {
        scenario.Given(
            scenario.Community.Charter[Matter.Open] is AnyMember
                ? new Propose(K1, Amendment(scenario))
                : new PetitionFor(K1, Amendment(scenario)));
        if (scenario.Community.OpenDecisions.Any() is false)
            scenario.Given(new SignPetition(K2, scenario.Community.Petitions.Single().Id));
        scenario.AllVoteFor().UntilClosed();
        return scenario.Decision.Result!.Outcome == Outcome.Inquorate
            ? scenario.Given(new CallAgain(K1, scenario.Decision.Id)).AllVoteFor().UntilClosed()
            : scenario;
    }

    [Fact]
    public void What_an_older_charter_leaves_to_silence_is_counted_by_its_rule_for_appeals()
    {
        var old = Charters.Informal().With(Matter.Remove, new MembersBy(RuleNames.Silence))
            .With(RuleNames.Silence,
                new LazyConsensus(RuleNames.Majority) { Timing = new(Duration.Zero, Duration.Epsilon, Duration.Epsilon) });
        var history = Five().History.Select(e => e.Event is CommunityProposed p ? e with { Event = p with { Charter = old } } : e)
            .ToList();
        var community = Community.Replay(history);
        var at = community.LastAt + Duration.FromHours(1);
        community = community.Do(new Propose(K1, Expel), at).After;
        var decision = community.OpenDecisions.Single();
        Assert.Equal((RuleNames.Majority, typeof(MajorityRule)), (decision.RuleName, decision.Rule.GetType()));
        Assert.True(community.At(at + Duration.FromDays(60)).IsMember(K2));

        // The same where the record tabled it before there was this law: it says silence, and closes at once.
        var tabled =
            new DecisionTabled(
                new DecisionId(community.Version), Expel, K1, null, RuleNames.Silence, 1, at, at + Duration.Epsilon);
        var replayed =
            Community.Replay(
                [.. history,
                    new Entry(
                        StreamId.Of(community.Id), history[^1].Version + 1, at, K1, Clauses.Proposing, Witness.Of(K1),
                            tabled with { Decision = new(history[^1].Version + 1) })]);
        Assert.Equal(at + Duration.FromDays(1), replayed.OpenDecisions.Single().ClosesAt);
        Assert.True(replayed.At(at + Duration.FromDays(60)).IsMember(K2));
        Assert.Equal(Outcome.Inquorate, replayed.At(at + Duration.FromDays(60)).ClosedDecisions.Single().Result!.Outcome);
    }

    [Fact]
    public void Words_are_before_the_members_for_a_day_before_they_close_early()
    {
        var hasty = Charters.Informal()
            .With(RuleNames.TwoThirds,
                new MajorityRule(Threshold.TwoThirds) {
                    Timing = Timing.Days(0, 7), Quorum = Quorum.AtLeast(2), Votes = VotePolicy.Final });
        var scenario = Five(hasty);
        var tabled = scenario.Given(new Propose(K1, Amendment(scenario))).Now;
        var id = scenario.Decision.Id;
        foreach (var voter in new[] { K1, K2, K3, K4, K5 }) scenario.Given(new Vote(voter, id, VoiceBallot.For));
        Assert.Equal(DecisionPhase.Open, scenario.Community.Decision(id)!.Phase);
        Assert.Equal(tabled + Duration.FromDays(1), scenario.Community.At(tabled + Duration.FromDays(2)).Decision(id)!.ClosesAt);
    }

    [Fact]
    public void Rough_consensus_needs_the_votes_too()
    {
        var charter = Charters.ByConsent()
            .With("rough",
                new RoughConsensusRule(Office.Facilitator, RuleNames.Majority) {
                    Timing = Timing.Days(2, 7), Quorum = Quorum.AtLeast(1) }).With(Matter.Close, new MembersBy("rough"));
        var scenario = Coalescing(charter, serving: K1);
        var id = Open(scenario, K3, new Close("Done", "Scales"));
        scenario.Given(new Vote(K2, id, VoiceBallot.Abstain), new Conclude(K1, id, true, "We agree."));
        Assert.Equal(Outcome.Failed, Closed(scenario, id).Outcome);
        Assert.Equal(Status.Open, scenario.Community.Status);
    }
}
