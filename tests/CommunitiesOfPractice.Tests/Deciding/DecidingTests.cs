using CommunitiesOfPractice.Counting;
using CommunitiesOfPractice.Testing;
using static CommunitiesOfPractice.Tests.Cast;

namespace CommunitiesOfPractice.Tests.Deciding;

public class DecidingTests
{
    private static readonly MajorityRule Week =
        new(Threshold.SimpleMajority) { Timing = Timing.Days(2, 7).UpTo(14), Quorum = Quorum.AtLeast(2) };

    private static readonly FreeText Why = "Because";

    private static Scenario Tabled() => Five(ByMajority).Given(new Propose(K1, Tea));

    private static Scenario Voting() => Tabled().UntilOpen();

    private static Scenario Consenting() => Five(Charters.ByConsent()).Given(new Propose(K1, Tea)).UntilOpen();

    private static Scenario Objected() => Consenting() is var s ? s.Given(new ObjectTo(K2, s.Decision.Id, Why)) : null!;

    private static Scenario Inquorate() => Tabled().UntilClosed();

    private static Scenario Petitioned() =>
        Scenario.Founded(ByMajority with { PetitionShare = Ratio.Whole }).Given(new PetitionFor(K1, Tea));

    private static PetitionId Petition(Scenario s) => s.Community.Petitions.Single().Id;

    private static DecisionId Id(Scenario s) => s.Decision.Id;

    private static Witness On(Scenario s) => Witness.Of(s.Decision.Id);

    public static TheoryData<Refusal> Proposals =>
    [
        new("proposing to a community that is not founded", NotFounded, _ =>
            new Propose(K1, Tea), Clauses.NotFounded, Condition.Founding),
        new("proposing to a closed community", Closed, _ => new Propose(K1, Tea), Clauses.Closed, Condition.OpenCommunity),
        new("proposing as a stranger", () => Five(), _ => new Propose(Stranger, Tea), Clauses.MembersOnly, Condition.Membership) {
            Remedy = _ => new Join(Stranger) },
        new("proposing while suspended", () => Five().Barring(K5), _ => new Propose(K5, Tea), Clauses.Barred, Condition.NoBar),
        new("proposing while away", () =>
            Five().Given(new ReportLeaver(K5, "feed")), _ => new Propose(K5, Tea), Clauses.Away, Condition.Presence),
        new("proposing while on leave", () =>
            Five().Given(new TakeLeave(K5)), _ => new Propose(K5, Tea), Clauses.OnLeave, Condition.Presence)
            { Remedy = _ => new ReturnFromLeave(K5) },
        new("proposing where a convener opens matters", () =>
            Five(Charters.Elected()), _ => new Propose(K1, Tea), Clauses.OfficeHoldersOnly, Condition.Office)
            { Remedy = _ => new PetitionFor(K1, Tea), On = _ => Witness.Of(Office.Convener) },
        new("proposing what somebody settles alone", () =>
            Five(), _ => new Propose(K1, new InvitePerson(Newcomer)), Clauses.NotForTheMembers, Condition.CharterClause),
        new("proposing the same twice", Tabled, _ => new Propose(K2, Tea), Clauses.TabledAlready, Condition.Novelty) { On = On },
        new("proposing to remove a stranger", () =>
            Five(), _ => new Propose(K1, new Remove(Stranger, Why)), Clauses.MembersOnly, Condition.Membership),
        new("proposing to remove without a reason", () =>
            Five(), _ => new Propose(K1, new Remove(K2, null!)), Clauses.ReasonOwed, Condition.Reason),
        new("proposing a bar of no time", () =>
            Five(), _ => new Propose(K1, new Bar(K2, Why, Duration.Zero)), Clauses.EndsBeforeItBegins, Condition.WellFormed),
        new("proposing a bar of less than no time", () => Five(), _ =>
            new Propose(K1, new Remove(K2, Why, Duration.MinValue)), Clauses.EndsBeforeItBegins, Condition.WellFormed),
        new("proposing a bar without a reason", () =>
            Five(), _ => new Propose(K1, new Bar(K2, null!)), Clauses.ReasonOwed, Condition.Reason),
        new("proposing to lift no bar", () =>
            Five(), _ => new Propose(K1, new LiftBar(K2)), Clauses.NotBarred, Condition.Existence),
        new("proposing somebody else's appeal", () =>
            Five(), _ => new Propose(K1, new Reinstate(K2, new(3))), Clauses.OwnAct, Condition.OwnAct)
            { Remedy = _ => null! },
        new("resolving nothing", () => Five(), _ => new Propose(K1, new Resolve(null!)), Clauses.ReasonOwed, Condition.Reason),
        new("closing without a legacy", () =>
            Five(), _ => new Propose(K1, new Close(Why, null!)), Clauses.ReasonOwed, Condition.Reason),
        new("reviving what is not dormant", () =>
            Five(), _ => new Propose(K1, new Revive()), Clauses.NotDormant, Condition.Novelty),
        new("a stage that skips one", () =>
            Five(), _ => new Propose(K1, new DeclareStage(Stage.Maturing, Why)), Clauses.StageMoves, Condition.Stage),
        new("a stage without evidence", () =>
            Five(), _ => new Propose(K1, new DeclareStage(Stage.Coalescing, null!)), Clauses.ReasonOwed, Condition.Reason),
        new("back to potential", () =>
            Coalescing(), _ => new Propose(K1, new DeclareStage(Stage.Potential, Why)), Clauses.StageMoves, Condition.Stage),
        new("a sponsor that is no key", () =>
            Five(), _ => new Propose(K1, new RecordSponsor(" ")), Clauses.Malformed, Condition.WellFormed),
        new("merging into oneself", () => Five(), _ =>
            new Propose(K1, new MergeInto(CommunityId.Of("maternity"), Why)), Clauses.Malformed, Condition.WellFormed),
        new("splitting into oneself", () =>
            Five(), _ => new Propose(K1, new Split(CommunityId.Of("maternity"), Why)), Clauses.Malformed, Condition.WellFormed),
        new("an election at the stage of potential", () =>
            Five(), _ => new Propose(K1, new Elect(Office.Convener)), Clauses.NoElectionYet, Condition.Stage),
        new("an election for more seats than there are", () =>
            Coalescing(), _ => new Propose(K1, new Elect(Office.Convener, int.MaxValue)), Clauses.SeatsTaken, Condition.Seat),
        new("recalling somebody who holds nothing", () =>
            Five(), _ => new Propose(K1, new Recall(Office.Convener, K2, Why)), Clauses.NotInOffice, Condition.Existence),
        new("the same charter", () =>
            Five(), _ => new Propose(K1, new AmendCharter(Charters.Informal())), Clauses.CharterSame, Condition.Novelty),
        new("a charter in force before now", () =>
            Five(), s => new Propose(K1, new AmendCharter(ByMajority, s.Now)), Clauses.EndsBeforeItBegins, Condition.WellFormed),
        new("a faulty charter", () => Five(), _ => new Propose(K1, new AmendCharter(ByMajority with { Appeals = "nobody" })),
            Clauses.CharterFaulty, Condition.WellFormed),
        new("a confirmation of one's own", () => Five(), _ =>
            new Propose(K1, new AmendCharter(ByMajority) { Confirms = new(3) }), Clauses.Malformed, Condition.Decision),

        new("petitioning as a stranger", () =>
            Five(), _ => new PetitionFor(Stranger, Tea), Clauses.MembersOnly, Condition.Membership),
        new("petitioning for what is before the members", Tabled, _ =>
            new PetitionFor(K2, Tea), Clauses.TabledAlready, Condition.Novelty),
        new("petitioning for what somebody settles alone", () =>
            Five(), _ => new PetitionFor(K1, new InvitePerson(Newcomer)), Clauses.NotForTheMembers, Condition.CharterClause),
        new("signing as a stranger", Petitioned, s =>
            new SignPetition(Stranger, Petition(s)), Clauses.MembersOnly, Condition.Membership),
        new("signing what is not there", Petitioned, _ => new SignPetition(K2, default), Clauses.NoPetition, Condition.Existence),
        new("signing twice", Petitioned, s => new SignPetition(K1, Petition(s)), Clauses.SignedAlready, Condition.Novelty),

        new("withdrawing what is not there", () =>
            Five(), _ => new Withdraw(K1, default), Clauses.NoDecision, Condition.Existence),
        new("withdrawing somebody else's", Tabled, s => new Withdraw(K2, Id(s)), Clauses.ProposersOnly, Condition.OwnAct) {
            On = On },
        new("withdrawing what is decided", Inquorate, s => new Withdraw(K1, Id(s)), Clauses.NoDecision, Condition.Existence),
        new("extending before voting opens", Tabled, s =>
            new Extend(K1, Id(s), s.Decision.ClosesAt), Clauses.VotingNotOpen, Condition.Time),
        new("extending somebody else's", Voting, s =>
            new Extend(K2, Id(s), s.Decision.ClosesAt), Clauses.ProposersOnly, Condition.OwnAct),
        new("extending to no later", Voting, s =>
            new Extend(K1, Id(s), s.Decision.ClosesAt), Clauses.ExtendingLimit, Condition.Time),
        new("extending for ever", Voting, s => new Extend(K1, Id(s), Years.Last), Clauses.ExtendingLimit, Condition.Time),

        new("calling again as a stranger", Inquorate, s =>
            new CallAgain(Stranger, Id(s)), Clauses.MembersOnly, Condition.Membership),
        new("calling again what is not there", () =>
            Five(), _ => new CallAgain(K1, default), Clauses.NoDecision, Condition.Existence),
        new("calling again what is open", Tabled, s => new CallAgain(K1, Id(s)), Clauses.NoSecondCall, Condition.Novelty),
        new("calling again what was decided", () =>
            Five(ByMajority).GivenCarried(K1, Tea), s => new CallAgain(K1, Id(s)), Clauses.NoSecondCall, Condition.Novelty),
        new("calling again twice", () => Inquorate() is var s ? s.Given(new CallAgain(K1, Id(s))).UntilClosed() : null!,
            s => new CallAgain(K1, s.Community.ClosedDecisions.First().Id), Clauses.NoSecondCall, Condition.Novelty),
        new("calling again what was tabled anew", () =>
            Inquorate().Given(new Propose(K2, Tea)), s => new CallAgain(K1, s.Community.ClosedDecisions.First().Id),
            Clauses.TabledAlready, Condition.Novelty),

        new("stating the outcome of nothing", Tabled, s =>
            new StateOutcome(K1, Id(s), Why), Clauses.NoDecision, Condition.Existence),
        new("stating an outcome as a stranger", Inquorate, s =>
            new StateOutcome(Stranger, Id(s), Why), Clauses.MembersOnly, Condition.Membership),
        new("stating an outcome without words", Inquorate, s =>
            new StateOutcome(K1, Id(s), null!), Clauses.ReasonOwed, Condition.Reason),
    ];

    public static TheoryData<Refusal> Votes =>
    [
        new("voting on nothing", () =>
            Five(), _ => new Vote(K1, default, VoiceBallot.For), Clauses.NoDecision, Condition.Existence),
        new("voting before it opens", Tabled, s => new Vote(K1, Id(s), VoiceBallot.For), Clauses.VotingNotOpen, Condition.Time) {
            On = On },
        new("voting after the close", Inquorate, s =>
            new Vote(K1, Id(s), VoiceBallot.For), Clauses.NoDecision, Condition.Existence),
        new("voting with an interest", () => Tabled() is var s ? s.Given(new DeclareInterest(K2, Id(s), Why)).UntilOpen() : null!,
            s => new Vote(K2, Id(s), VoiceBallot.For), Clauses.Recused, Condition.Electorate) { On = On },
        new("voting on one's own removal", () =>
            Five().Given(new Propose(K1, new Remove(K2, Why))).UntilOpen(), s => new Vote(K2, Id(s), VoiceBallot.Against),
            Clauses.Recused, Condition.Electorate),
        new("voting on one's own removal before voting opens", () =>
            Five().Given(new Propose(K1, new Remove(K2, Why))), s => new Vote(K2, Id(s), VoiceBallot.Against),
            Clauses.Recused, Condition.Electorate),
        new("voting with an interest before voting opens", () =>
            Tabled() is var s ? s.Given(new DeclareInterest(K2, Id(s), Why)) : null!,
            s => new Vote(K2, Id(s), VoiceBallot.For), Clauses.Recused, Condition.Electorate) { On = On },
        new("voting as a stranger", Voting, s =>
            new Vote(Stranger, Id(s), VoiceBallot.For), Clauses.Electorate, Condition.Electorate),
        new("voting after leaving", () =>
            Voting().Given(new Leave(K2)), s => new Vote(K2, Id(s), VoiceBallot.For), Clauses.MembersOnly, Condition.Membership),
        new("voting while on leave", () =>
            Voting().Given(new TakeLeave(K2)), s => new Vote(K2, Id(s), VoiceBallot.For), Clauses.OnLeave, Condition.Presence),
        new("voting while away", () =>
            Voting().Given(new ReportLeaver(K2, "feed")), s =>
                new Vote(K2, Id(s), VoiceBallot.For), Clauses.Away, Condition.Presence),
        new("changing a final vote", () =>
            Five(ByMajority.With(RuleNames.Majority, Week with { Votes = VotePolicy.Final })).Given(new Propose(K1, Tea))
                .UntilOpen() is var s
            ? s.Given(new Vote(K1, Id(s), VoiceBallot.For)) : null!, s =>
                new Vote(K1, Id(s), VoiceBallot.Against), Clauses.VoteFinal, Condition.Novelty),
        new("voting with another kind of ballot", Voting, s =>
            new Vote(K1, Id(s), new ApprovalBallot([0])), Clauses.BallotKind, Condition.WellFormed),
        new("voting under silence", () =>
            Five().Given(new Propose(K1, Tea)), s =>
                new Vote(K1, Id(s), VoiceBallot.For), Clauses.BallotKind, Condition.WellFormed),
        new("voting against under consent without a reason", Consenting, s =>
            new Vote(K1, Id(s), VoiceBallot.Against), Clauses.ObjectionReasoned, Condition.Reason),

        new("objecting as a stranger", Consenting, s =>
            new ObjectTo(Stranger, Id(s), Why), Clauses.Electorate, Condition.Electorate),
        new("objecting where votes are counted", Voting, s =>
            new ObjectTo(K1, Id(s), Why), Clauses.NoObjections, Condition.CharterClause)
            { Remedy = s => new Vote(K1, Id(s), VoiceBallot.Against) },
        new("objecting without a reason", Consenting, s => new ObjectTo(K1, Id(s), null!), Clauses.ReasonOwed, Condition.Reason),
        new("objecting twice", Objected, s => new ObjectTo(K2, Id(s), Why), Clauses.ObjectedAlready, Condition.Novelty),
        new("being satisfied without having objected", Consenting, s =>
            new Satisfied(K2, Id(s)), Clauses.NothingObjected, Condition.Existence),
        new("being satisfied with nothing", () =>
            Five(), _ => new Satisfied(K2, default), Clauses.NoDecision, Condition.Existence),

        new("testing no objection", Consenting, s =>
            new TestObjection(K1, Id(s), K2, true, Why), Clauses.NothingObjected, Condition.Existence),
        new("testing without the office", Objected, s =>
            new TestObjection(K1, Id(s), K2, true, Why), Clauses.OfficeHoldersOnly, Condition.Office),
        new("testing where nobody tests", () =>
            Five(OnRequest.With(RuleNames.Consent, new ConsentRule { Timing = Timing.Days(0, 7) }))
                .Given(new Propose(K1, Tea)) is var s
            ? s.Given(new ObjectTo(K2, Id(s), Why)) : null!, s =>
                new TestObjection(K1, Id(s), K2, true, Why), Clauses.NoTester, Condition.CharterClause),
        new("testing one's own", () =>
            Facilitated(K2), s => new TestObjection(K2, Id(s), K2, false, Why), Clauses.NotOnesOwn, Condition.OwnAct)
            { Remedy = s => new Satisfied(K2, Id(s)) },
        new("testing without a reason", () =>
            Facilitated(K3), s => new TestObjection(K3, Id(s), K2, false, null!), Clauses.ReasonOwed, Condition.Reason),

        new("integrating before voting opens", () =>
            Five(Charters.ByConsent()).Given(new Propose(K1, Tea)), s => new Integrate(K1, Id(s), new Resolve("Coffee")),
            Clauses.VotingNotOpen, Condition.Time),
        new("integrating where votes are counted", Voting, s =>
            new Integrate(K1, Id(s), new Resolve("Coffee")), Clauses.NoObjections, Condition.CharterClause),
        new("integrating somebody else's proposal", Objected, s =>
            new Integrate(K2, Id(s), new Resolve("Coffee")), Clauses.ProposersOnly, Condition.OwnAct),
        new("integrating something else", Objected, s =>
            new Integrate(K1, Id(s), new Close("Done", "All")), Clauses.SameMatter, Condition.WellFormed),
        new("integrating what cannot be proposed", Objected, s =>
            new Integrate(K1, Id(s), new Resolve(null!)), Clauses.ReasonOwed, Condition.Reason),

        new("declaring an interest as a stranger", Tabled, s =>
            new DeclareInterest(Stranger, Id(s), Why), Clauses.MembersOnly, Condition.Membership),
        new("declaring an interest in nothing", () =>
            Five(), _ => new DeclareInterest(K1, default, Why), Clauses.NoDecision, Condition.Existence),
        new("declaring no interest", Tabled, s => new DeclareInterest(K1, Id(s), null!), Clauses.ReasonOwed, Condition.Reason),
        new("declaring an interest twice", () => Tabled() is var s
            ? s.Given(new DeclareInterest(K2, Id(s), Why))
            : null!, s => new DeclareInterest(K2, Id(s), Why),
            Clauses.RecusedAlready, Condition.Novelty),
        new("declaring an interest in what concerns oneself", () =>
            Five().Given(new Propose(K1, new Remove(K2, Why))), s => new DeclareInterest(K2, Id(s), Why),
            Clauses.Recused, Condition.Electorate),
        new("declaring an interest after voting", () => Voting() is var s ? s.Given(new Vote(K2, Id(s), VoiceBallot.For)) : null!,
            s => new DeclareInterest(K2, Id(s), Why), Clauses.RecusedAlready, Condition.Novelty),
    ];

    private static Scenario Facilitated(PersonId facilitator)
    {
        var scenario = Five(Charters.ByConsent()).Serving(Office.Facilitator, facilitator).Given(new Propose(K1, Tea))
            .UntilOpen();
        return scenario.Given(new ObjectTo(K2, scenario.Decision.Id, Why));
    }

    [Theory]
    [MemberData(nameof(Proposals))]
    public void Putting_something_before_the_members_is_refused(Refusal when) => when.Check();

    [Theory]
    [MemberData(nameof(Votes))]
    public void Taking_part_is_refused(Refusal when) => when.Check();

    [Fact]
    public void A_proposal_says_who_it_is_about_and_its_json_does_not()
    {
        var (person, why) = (Scenario.Person(1), FreeText.Of("So."));
        Proposal[] about =
        [
            new Remove(person, why), new Bar(person, why), new LiftBar(person), new Recall(Office.Convener, person, why),
            new Reinstate(person, new DecisionId(1)),
        ];
        Assert.All(about, proposal => Assert.Equal(person, proposal.ConcernedPerson));
        Assert.Null(new Resolve(why).ConcernedPerson);
        Assert.All(about, proposal => Assert.DoesNotContain(
            "concerned", ActJson.ToText(new Propose(Scenario.Person(2), proposal)), StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void A_proposal_is_tabled_opened_voted_on_and_takes_effect_by_itself()
    {
        var scenario = Five(ByMajority).When(new Propose(K1, new RecordSponsor("RJZ"))).ThenAllowed(Clauses.Proposing)
            .Then(typeof(DecisionTabled));
        var id = scenario.Decision.Id;
        scenario.UntilOpen().Then(new VotingOpened(id));
        scenario.When(new Vote(K1, id, VoiceBallot.For)).ThenAllowed(Clauses.Voting)
            .Then(new BallotCast(id, K1, VoiceBallot.For));
        scenario.Given(
            new Vote(K1, id, VoiceBallot.Against), new Vote(K1, id, VoiceBallot.For), new Vote(K2, id, VoiceBallot.For),
            new Vote(K3, id, VoiceBallot.Abstain));
        scenario.UntilClosed().Then(new DecisionClosed(id, new(Outcome.Carried, new(5, 3, 2, 0))), new SponsorRecorded("RJZ"));
        Assert.Null(scenario.Decision.Electorate);
        scenario.When(new StateOutcome(K2, id, "They have no say", scenario.Now)).ThenAllowed(Clauses.StatingOutcome);
        Assert.Equal("They have no say", scenario.Decision.OutcomeStatement!.Words);
    }

    [Fact]
    public void What_is_not_carried_does_nothing()
    {
        var scenario = Five(ByMajority).Given(new Propose(K1, new RecordSponsor("RJZ"))).UntilOpen();
        scenario.Given(new Vote(K1, Id(scenario), VoiceBallot.Against), new Vote(K2, Id(scenario), VoiceBallot.Against))
            .UntilClosed();
        Assert.Equal(Outcome.Failed, scenario.Decision.Result!.Outcome);
        Assert.Null(scenario.Community.Sponsor);
    }

    [Fact]
    public void A_matter_that_lacked_a_quorum_is_called_again_with_those_who_take_part_at_least_two()
    {
        var scenario = Five(ByMajority.With(RuleNames.Majority, Week with { Quorum = Quorum.Share(Ratio.Whole) }))
            .Given(new Propose(K1, Tea)).UntilClosed();
        scenario.When(new CallAgain(K2, Id(scenario))).ThenAllowed(Clauses.CallingAgain).Then(typeof(DecisionTabled));
        Assert.True(scenario.Decision.IsSecondCall);
        scenario.UntilOpen().Given(new Vote(K1, Id(scenario), VoiceBallot.For), new Vote(K2, Id(scenario), VoiceBallot.For))
            .UntilClosed();
        Assert.Equal(Outcome.Carried, scenario.Decision.Result!.Outcome);
    }

    [Fact]
    public void One_voice_is_not_enough_at_a_second_call()
    {
        var scenario = Inquorate();
        scenario.Given(new CallAgain(K2, Id(scenario))).UntilOpen().Given(new Vote(K1, Id(scenario), VoiceBallot.For))
            .UntilClosed();
        Assert.Equal(Outcome.Inquorate, scenario.Decision.Result!.Outcome);
    }

    [Fact]
    public void A_confirmation_of_an_amendment_that_lacked_a_quorum_is_called_again()
    {
        var scenario = Five()
            .Given(new Propose(K1, new AmendCharter(Charters.Informal().With(Matter.Amend, new MembersBy(RuleNames.Majority)))))
                .AllVoteFor().UntilClosed();
        scenario.UntilClosed();
        Assert.Equal(Outcome.Inquorate, scenario.Decision.Result!.Outcome);
        scenario.Given(new CallAgain(K2, Id(scenario))).AllVoteFor().UntilClosed();
        Assert.Equal(2, scenario.Community.CharterHistory.Count);
    }

    [Fact]
    public void A_petition_brings_a_matter_past_a_silent_convener()
    {
        var scenario = Five(Charters.Elected()).Given(new PetitionFor(K1, Tea));
        Assert.Single(scenario.Community.OpenDecisions);
        var more = Scenario.Founded(Charters.Elected(), 2);
        more.When(new PetitionFor(K1, Tea)).Then(typeof(PetitionBegun), typeof(DecisionTabled), typeof(PetitionEnded));
        var whole = Petitioned();
        foreach (var person in new[] { K2, K3, K4 })
            whole.When(new SignPetition(person, Petition(whole))).Then(typeof(PetitionSigned));
        whole.When(new SignPetition(K5, Petition(whole)))
            .Then(typeof(PetitionSigned), typeof(DecisionTabled), typeof(PetitionEnded));
        Assert.Null(whole.Decision.By);
        whole.When(new Withdraw(K1, Id(whole))).ThenRefused(Clauses.ProposersOnly, Condition.OwnAct);
    }

    [Fact]
    public void An_objection_turns_silence_over_to_the_fallback_rule_in_the_same_electorate()
    {
        var scenario = Five().Given(new Propose(K1, Tea));
        scenario.When(new ObjectTo(K2, Id(scenario), Why)).Then(typeof(ObjectionRaised), typeof(FellBack));
        scenario.Given(new Join(Newcomer)).When(new Vote(Newcomer, Id(scenario), VoiceBallot.For))
            .ThenRefused(Clauses.Electorate, Condition.Electorate);
        scenario.Given(new Vote(K2, Id(scenario), VoiceBallot.Against), new Vote(K3, Id(scenario), VoiceBallot.Against))
            .UntilClosed();
        Assert.Equal(Outcome.Failed, scenario.Decision.Result!.Outcome);
    }

    [Fact]
    public void Silence_is_assent() =>
        Assert.Equal(Outcome.Carried, Five().Given(new Propose(K1, Tea)).UntilClosed().Decision.Result!.Outcome);

    [Fact]
    public void An_objection_is_addressed_set_aside_or_integrated()
    {
        var addressed = Objected();
        addressed.Given(new Satisfied(K2, Id(addressed))).AllVoteFor().UntilClosed();
        Assert.Equal(Outcome.Carried, addressed.Decision.Result!.Outcome);

        var aside = Facilitated(K3);
        aside.Given(new TestObjection(K3, Id(aside), K2, false, Why)).AllVoteFor().UntilClosed();
        Assert.Equal(Outcome.Carried, aside.Decision.Result!.Outcome);

        var upheld = Facilitated(K3);
        upheld.Given(new TestObjection(K3, Id(upheld), K2, true, Why)).AllVoteFor().UntilClosed();
        Assert.Equal(Outcome.Failed, upheld.Decision.Result!.Outcome);

        var integrated = Objected();
        integrated.Given(new Vote(K3, Id(integrated), VoiceBallot.For))
            .When(new Integrate(K1, Id(integrated), new Resolve("Tea and coffee"))).ThenAllowed(Clauses.Integrating)
                .Then(typeof(ProposalIntegrated));
        Assert.Equal(2, integrated.Decision.Round);
        Assert.False(integrated.Decision.HasVoted(K3));
        Assert.Empty(integrated.Decision.Objections);
        Assert.Equal(Outcome.Carried, integrated.AllVoteFor().UntilClosed().Decision.Result!.Outcome);
    }

    [Fact]
    public void An_interest_declared_in_notice_makes_the_electorate_smaller_and_later_only_takes_the_vote()
    {
        var early = Tabled();
        early.Given(new DeclareInterest(K5, Id(early), Why)).UntilOpen();
        Assert.Equal(4, early.Decision.Electorate!.Eligible);
        var late = Voting();
        late.Given(new DeclareInterest(K5, Id(late), Why));
        Assert.Equal(5, late.Decision.Electorate!.Eligible);
        late.When(new Vote(K5, Id(late), VoiceBallot.For)).ThenRefused(Clauses.Recused, Condition.Electorate);
    }

    [Fact]
    public void More_time_is_given_within_the_rules_limit()
    {
        var scenario = Five(ByMajority.With(RuleNames.Majority, Week)).Given(new Propose(K1, Tea)).UntilOpen();
        var longest = scenario.Decision.OpensAt + Duration.FromDays(14);
        scenario.When(new Extend(K1, Id(scenario), longest + Duration.Epsilon))
            .ThenRefused(Clauses.ExtendingLimit, Condition.Time);
        scenario.When(new Extend(K1, Id(scenario), longest)).ThenAllowed(Clauses.Extending).UntilClosed();
        Assert.Equal(longest, scenario.Decision.ClosesAt);
    }

    [Fact]
    public void A_quorum_may_ask_for_several_organisations()
    {
        var rule = Week with { Quorum = new GroupQuorum(GroupKind.Organisation, Quorum.AtLeast(1), 2) };
        var scenario = Five(ByMajority.With(RuleNames.Majority, rule));
        scenario.Given(
            new DeclareAffiliations(K1, [Trust]), new DeclareAffiliations(K2, [Trust]),
                new DeclareAffiliations(K3, [DirectoryGroup.Organisation("RJ1")]));
        scenario.Given(new Propose(K1, Tea)).UntilOpen()
            .Given(new Vote(K1, Id(scenario), VoiceBallot.For), new Vote(K2, Id(scenario), VoiceBallot.For)).UntilClosed();
        Assert.Equal(Outcome.Inquorate, scenario.Decision.Result!.Outcome);
        scenario.Given(new Propose(K1, new Resolve("Milk"))).UntilOpen()
            .Given(new Vote(K1, Id(scenario), VoiceBallot.For), new Vote(K3, Id(scenario), VoiceBallot.For)).UntilClosed();
        Assert.Equal(Outcome.Carried, scenario.Decision.Result!.Outcome);
    }
}
