using CommunitiesOfPractice.Counting;
using CommunitiesOfPractice.Testing;
using static CommunitiesOfPractice.Tests.Cast;

namespace CommunitiesOfPractice.Tests.Offices;

public class ServingTests
{
    private static readonly FreeText Why = "Because";

    private static readonly Charter Terms =
        ByMajority.With(new Office(Office.Convener, 2, [Duty.CallGatherings, Duty.OpenDecisions, Duty.ApproveRequests])
    {
        Term = Duration.FromDays(100),
        ConsecutiveTerms = 2,
        MustBeFilled = true,
    });

    private static Scenario Election(int seats = 1) =>
        Coalescing(Terms).Given(new Propose(K1, new Elect(Office.Convener, seats)));

    private static DecisionId Id(Scenario s) => s.Decision.Id;

    public static TheoryData<Refusal> Refusals =>
    [
        new("standing in nothing", () => Five(), _ => new Stand(K1, default), Clauses.NoDecision, Condition.Existence),
        new("standing in what is no election", () =>
            Five(ByMajority).Given(new Propose(K1, Tea)), s => new Stand(K1, Id(s)), Clauses.NoElection, Condition.Existence),
        new("standing once voting is open", () =>
            Election().UntilOpen(), s => new Stand(K1, Id(s)), Clauses.NominationsClosed, Condition.Time),
        new("standing twice", () => Election() is var s
            ? s.Given(new Stand(K1, Id(s)))
            : null!, s => new Stand(K1, Id(s)), Clauses.StandsAlready, Condition.Novelty),
        new("standing as a stranger", () =>
            Election(), s => new Stand(Stranger, Id(s)), Clauses.MembersOnly, Condition.Membership),
        new("standing under a bar", () =>
            Coalescing(Terms).Barring(K5).Given(new Propose(K1, new Elect(Office.Convener))), s =>
                new Stand(K5, Id(s)), Clauses.Barred, Condition.NoBar),
        new("standing down without having stood", () =>
            Election(), s => new StandDown(K1, Id(s)), Clauses.NominationsClosed, Condition.Existence),
        new("standing down once voting is open", () => Election() is var s
            ? s.Given(new Stand(K1, Id(s))).UntilOpen()
            : null!, s => new StandDown(K1, Id(s)),
            Clauses.NominationsClosed, Condition.Existence),
        new("offering in a closed community", Closed, _ =>
            new OfferToServe(K1, Office.Convener), Clauses.Closed, Condition.OpenCommunity),
        new("offering for no office", () =>
            Five(), _ => new OfferToServe(K1, OfficeId.Of("king")), Clauses.NoOffice, Condition.CharterClause),
        new("offering for a seat that is taken", () =>
            Five(Charters.Elected()).Serving(Office.Convener, K1), _ => new OfferToServe(K2, Office.Convener),
            Clauses.SeatsTaken, Condition.Seat),
        new("offering twice", () =>
            Five(Terms).Given(new OfferToServe(K1, Office.Convener)), _ =>
                new OfferToServe(K1, Office.Convener), Clauses.TabledAlready, Condition.Novelty),
        new("offering as a stranger", () =>
            Five(Terms), _ => new OfferToServe(Stranger, Office.Convener), Clauses.MembersOnly, Condition.Membership),
        new("offering for a second seat", () =>
            Five(Terms).Serving(Office.Convener, K1), _ =>
                new OfferToServe(K1, Office.Convener), Clauses.InOfficeAlready, Condition.Novelty),
        new("laying down what one does not hold", () =>
            Five(), _ => new StepDown(K1, Office.Convener), Clauses.NotInOffice, Condition.Existence),
    ];

    [Theory]
    [MemberData(nameof(Refusals))]
    public void Is_refused(Refusal when) => when.Check();

    [Fact]
    public void An_election_needs_the_candidates_own_consent_and_fills_the_seats()
    {
        var scenario = Election();
        scenario.When(new Stand(K2, Id(scenario))).ThenAllowed(Clauses.Standing).Then(new CandidateStood(Id(scenario), K2));
        scenario.Given(new Stand(K3, Id(scenario)), new Stand(K4, Id(scenario)), new StandDown(K4, Id(scenario))).UntilOpen();
        scenario.Given(new Vote(K1, Id(scenario), new ApprovalBallot([1])), new Vote(K5, Id(scenario), new ApprovalBallot([1])),
            new Vote(K2, Id(scenario), new ApprovalBallot([0])));
        scenario.When(new Vote(K4, Id(scenario), new ApprovalBallot([2]))).ThenRefused(Clauses.BallotKind, Condition.WellFormed);
        scenario.UntilClosed();
        Assert.Equal([K3], scenario.Community.Conveners);
        Assert.Contains(scenario.Last.Events, e => e.Event is OfficeLeft { Office: var office } && office == Office.DesignGroup);
        Assert.True(scenario.Community.MayServe(K3, Duty.CallGatherings, scenario.Now).Allowed);
        Assert.Equal(Clauses.DutyLacking, scenario.Community.MayServe(K2, Duty.CallGatherings, scenario.Now).Clause);
    }

    [Fact]
    public void An_election_in_which_nobody_stands_fills_nothing()
    {
        var scenario = Election().UntilOpen();
        scenario.Given(new Vote(K1, Id(scenario), new BlankBallot()), new Vote(K2, Id(scenario), new BlankBallot()))
            .UntilClosed();
        Assert.Equal(Outcome.Failed, scenario.Decision.Result!.Outcome);
    }

    [Fact]
    public void Seniority_is_who_has_been_a_member_longest_whoever_stood_first()
    {
        var scenario = Coalescing(Terms).Given(new Propose(K1, new Elect(Office.Convener)));
        scenario.Given(new Stand(K5, Id(scenario)), new Stand(K3, Id(scenario))).UntilOpen();
        scenario.Given(new Vote(K1, Id(scenario), new ApprovalBallot([0])), new Vote(K4, Id(scenario), new ApprovalBallot([1])))
            .UntilClosed();
        Assert.Equal([K3], scenario.Community.Conveners);
    }

    [Fact]
    public void A_tie_goes_by_seniority_where_the_charter_says_so_and_else_stays_a_tie()
    {
        var seniority = Tied(Terms);
        Assert.Equal([K2], seniority.Community.Conveners);
        var tied = Tied(Terms.With(RuleNames.Election, new ChoosingRule(new Approval()) { Timing = Timing.Days(7, 7) }));
        Assert.Equal(Outcome.Tied, tied.Decision.Result!.Outcome);
        Assert.Empty(tied.Community.Conveners);
    }

    private static Scenario Tied(Charter charter)
    {
        var scenario = Coalescing(charter).Given(new Propose(K1, new Elect(Office.Convener)));
        scenario.Given(new Stand(K2, Id(scenario)), new Stand(K3, Id(scenario))).UntilOpen();
        return scenario.Given(
            new Vote(K1, Id(scenario), new ApprovalBallot([0])), new Vote(K4, Id(scenario), new ApprovalBallot([1])))
            .UntilClosed();
    }

    [Fact]
    public void A_term_ends_by_itself_at_its_own_instant_and_leaves_a_vacancy()
    {
        var scenario = Five(Terms).Serving(Office.Convener, K1);
        var until = scenario.Community.Office(Office.Convener).Holders.Single().Until!.Value;
        Assert.Equal([K1], scenario.Community.At(until - Duration.Epsilon).Conveners);
        Assert.Equal([Office.Convener], scenario.Community.At(until).Vacancies);
        Assert.False(scenario.Community.MayServe(K1, Duty.CallGatherings, until).Allowed);
        scenario.WaitDays(300).Settle();
        Assert.Contains(
            scenario.Last.Events, e =>
                e.At == until && e.Clause == Clauses.TermOver && e.Event is OfficeLeft { Holder: var left } && left == K1);
    }

    [Fact]
    public void Nobody_serves_more_terms_in_a_row_than_the_charter_allows()
    {
        var scenario = Five(Terms).Serving(Office.Convener, K1).WaitDays(101).Settle().Serving(Office.Convener, K1).WaitDays(101)
            .Settle();
        scenario.When(new OfferToServe(K1, Office.Convener)).ThenRefused(Clauses.ConsecutiveTerms, Condition.Time);
        scenario.WaitDays(110).When(new OfferToServe(K1, Office.Convener)).ThenAllowed(Clauses.Vacancy);
    }

    [Fact]
    public void Somebody_elected_again_begins_a_new_term()
    {
        var scenario = Coalescing(Terms).Serving(Office.Convener, K1).Serving(Office.Convener, K2);
        scenario.WaitDays(90).Given(new Propose(K3, new Elect(Office.Convener, 1)));
        scenario.Given(new Stand(K1, Id(scenario))).UntilOpen();
        scenario.Given(new Vote(K3, Id(scenario), new ApprovalBallot([0])), new Vote(K4, Id(scenario), new ApprovalBallot([0])))
            .UntilClosed();
        Assert.Single(scenario.Community.Office(Office.Convener).Holders, t => t.Holder == K1);
        Assert.True(
            scenario.Community.Office(Office.Convener).Holders.Single(t => t.Holder == K1).Until > scenario.Now
                + Duration.FromDays(90));
    }

    [Fact]
    public void An_objection_to_an_offer_brings_it_to_a_vote()
    {
        var scenario = Five(Terms).Given(new OfferToServe(K1, Office.Convener));
        scenario.When(new ObjectTo(K2, Id(scenario), Why)).Then(typeof(ObjectionRaised), typeof(FellBack));
        scenario.Given(new Vote(K2, Id(scenario), VoiceBallot.Against), new Vote(K3, Id(scenario), VoiceBallot.Against),
            new Vote(K1, Id(scenario), VoiceBallot.For)).UntilClosed();
        Assert.Empty(scenario.Community.Conveners);
        scenario.Serving(Office.Convener, K3);
        Assert.Equal([K3], scenario.Community.Conveners);
    }

    [Fact]
    public void A_recall_is_decided_without_the_vote_of_the_recalled()
    {
        var scenario = Five(Terms).Serving(Office.Convener, K1).Given(new Propose(K2, new Recall(Office.Convener, K1, Why)));
        scenario.When(new Reply(K1, Id(scenario), "I tried")).ThenAllowed(Clauses.Replying);
        scenario.UntilOpen().When(new Vote(K1, Id(scenario), VoiceBallot.Against))
            .ThenRefused(Clauses.Recused, Condition.Electorate);
        Assert.Equal(4, scenario.Decision.Electorate!.Eligible);
        scenario.AllVoteFor().UntilClosed();
        Assert.Empty(scenario.Community.Conveners);
        Assert.Equal(Why, scenario.Community.Office(Office.Convener).Past.Single().Why);
        Assert.Equal([Office.Convener], scenario.Community.Vacancies);
    }

    [Fact]
    public void A_deputy_stands_in_while_the_office_is_vacant_and_only_then()
    {
        var scenario = Five(Charters.Elected()).Serving(Office.Deputy, K2);
        Assert.True(scenario.Community.MayServe(K2, Duty.OpenDecisions, scenario.Now).Allowed);
        scenario.When(new Propose(K2, Tea)).ThenAllowed(Clauses.Proposing);
        scenario.Serving(Office.Convener, K1).When(new Propose(K2, new Resolve("Milk")))
            .ThenRefused(Clauses.OfficeHoldersOnly, Condition.Office);
        scenario.Given(new StepDown(K1, Office.Convener, "The keys are in the drawer")).When(new Propose(K2, new Resolve("Milk")))
            .ThenAllowed(Clauses.Proposing);
        Assert.Equal("The keys are in the drawer", scenario.Community.Office(Office.Convener).Handovers.Single().Words);
    }

    [Fact]
    public void A_suspended_convener_holds_the_office_and_may_not_use_it()
    {
        var scenario = Five(Terms).Serving(Office.Convener, K5).Barring(K5, 20);
        Assert.Equal([K5], scenario.Community.Conveners);
        Assert.False(scenario.Community.MayServe(K5, Duty.CallGatherings, scenario.Now).Allowed);
        Assert.True(scenario.Community.MayServe(K5, Duty.CallGatherings, scenario.Now + Duration.FromDays(20)).Allowed);
    }

    [Fact]
    public void The_design_group_hands_over_to_the_first_convener()
    {
        var scenario = Five(Terms);
        Assert.Equal([K1, K2], scenario.Community.Office(Office.DesignGroup).Holders.Select(t => t.Holder));
        scenario.Serving(Office.Convener, K3);
        Assert.Empty(scenario.Community.Office(Office.DesignGroup).Holders);
        Assert.Equal(2, scenario.Community.Office(Office.DesignGroup).Past.Count);
    }
}
