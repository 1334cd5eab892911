using CommunitiesOfPractice.Testing;
using static CommunitiesOfPractice.Tests.Cast;

namespace CommunitiesOfPractice.Tests.Membership;

public class BelongingTests
{
    private static readonly FreeText Why = "Because";

    private static Scenario Removing() => Five().Given(new Propose(K1, new Remove(K5, Why, Duration.FromDays(90))));

    private static Scenario Removed() => Removing().AllVoteFor().UntilClosed();

    private static DecisionId Id(Scenario s) => s.Decision.Id;

    public static TheoryData<Refusal> Refusals =>
    [
        new("leaving as a stranger", () => Five(), _ => new Leave(Stranger), Clauses.MembersOnly, Condition.Membership) {
            Remedy = _ => new Join(Stranger) },
        new("taking leave of a closed community", Closed, _ => new TakeLeave(K1), Clauses.Closed, Condition.OpenCommunity),
        new("taking leave as a stranger", () => Five(), _ => new TakeLeave(Stranger), Clauses.MembersOnly, Condition.Membership),
        new("taking leave twice", () => Five().Given(new TakeLeave(K1)), _ =>
            new TakeLeave(K1), Clauses.OnLeave, Condition.Novelty) { Remedy = _ => new ReturnFromLeave(K1) },
        new("a leave that ends before it begins", () =>
            Five(), s => new TakeLeave(K1, s.Now), Clauses.EndsBeforeItBegins, Condition.WellFormed),
        new("coming back from no leave", () => Five(), _ => new ReturnFromLeave(K1), Clauses.NotOnLeave, Condition.Existence),

        new("declaring participation as a stranger", () =>
            Five(), _ => new DeclareParticipation(Stranger, Participation.Core), Clauses.MembersOnly, Condition.Membership),
        new("declaring participation in a closed community", Closed, _ =>
            new DeclareParticipation(K1, Participation.Core), Clauses.Closed, Condition.OpenCommunity),
        new("accepting the charter as a stranger", () =>
            Five(), _ => new AcceptCharter(Stranger), Clauses.MembersOnly, Condition.Membership),
        new("accepting the charter twice", () =>
            Five(), _ => new AcceptCharter(K1), Clauses.CharterAcceptedAlready, Condition.Novelty),
        new("claiming a place that is one's own already", () =>
            Five(), _ => new ClaimPlace(K1), Clauses.NothingToClaim, Condition.Novelty),
        new("claiming a place as a stranger", () =>
            Five(), _ => new ClaimPlace(Stranger), Clauses.MembersOnly, Condition.Membership),
        new("following as a member", () => Five(), _ => new Follow(K1), Clauses.MemberAlready, Condition.NoMembership),
        new("following twice", () =>
            Five().Given(new Follow(Stranger)), _ => new Follow(Stranger), Clauses.FollowsAlready, Condition.Novelty),
        new("following a closed community", Closed, _ => new Follow(Stranger), Clauses.Closed, Condition.OpenCommunity),
        new("unfollowing what one does not follow", () =>
            Five(), _ => new Unfollow(Stranger), Clauses.NotFollowing, Condition.Existence),
        new("observing a closed community", Closed, _ => new Observe(Stranger), Clauses.Closed, Condition.OpenCommunity),
        new("observing under a bar", () => Five().Barring(Stranger), _ => new Observe(Stranger), Clauses.Barred, Condition.NoBar),
        new("observing as a member", () => Five(), _ => new Observe(K1), Clauses.MemberAlready, Condition.NoMembership),
        new("observing where none are welcome", () => Five(ByMajority with { ObserversWelcome = false }), _ =>
            new Observe(Stranger), Clauses.NoObservers, Condition.CharterClause)
            { Remedy = _ => new Join(Stranger) },
        new("observing twice", () =>
            Five().Given(new Observe(Stranger)), _ => new Observe(Stranger), Clauses.ObservesAlready, Condition.Novelty),
        new("observing until before now", () =>
            Five(), s => new Observe(Stranger, s.Now), Clauses.EndsBeforeItBegins, Condition.WellFormed),
        new("observing no more what one does not", () =>
            Five(), _ => new StopObserving(Stranger), Clauses.NotObserving, Condition.Existence),
        new("saying where one works as a stranger", () =>
            Five(), _ => new DeclareAffiliations(Stranger, [Trust]), Clauses.MembersOnly, Condition.Membership),
        new("accompanying as a stranger", () =>
            Five(), _ => new Accompany(Stranger, K1), Clauses.MembersOnly, Condition.Membership),
        new("accompanying a stranger", () => Five(), _ => new Accompany(K1, Stranger), Clauses.MembersOnly, Condition.Membership),
        new("accompanying oneself", () => Five(), _ => new Accompany(K1, K1), Clauses.CompanionIsAnother, Condition.WellFormed),

        new("replying to nothing", () => Five(), _ => new Reply(K5, default, Why), Clauses.NoDecision, Condition.Existence),
        new("replying for somebody else", Removing, s => new Reply(K1, Id(s), Why), Clauses.OwnAct, Condition.OwnAct),
        new("replying nothing", Removing, s => new Reply(K5, Id(s), null!), Clauses.ReasonOwed, Condition.Reason),
        new("replying once voting is open", () =>
            Removing().UntilOpen(), s => new Reply(K5, Id(s), Why), Clauses.ReplyInNotice, Condition.Time),
        new("appealing against nothing", () =>
            Five(), _ => new Appeal(K5, default), Clauses.NothingToAppeal, Condition.Existence),
        new("appealing for somebody else", Removed, s => new Appeal(K1, Id(s)), Clauses.NothingToAppeal, Condition.Existence),
        new("appealing before it is decided", Removing, s => new Appeal(K5, Id(s)), Clauses.NothingToAppeal, Condition.Existence),
        new("appealing too late", () =>
            Removed().WaitDays(28), s => new Appeal(K5, Id(s)), Clauses.AppealTooLate, Condition.Time),
        new("appealing in a closed community", () =>
            Removed().GivenCarried(K1, new Close(Why, Why)), s => new Appeal(K5, s.Community.ClosedDecisions.First().Id),
            Clauses.Closed, Condition.OpenCommunity),
        new("appealing twice", () => Removed() is var s
            ? s.Given(new Appeal(K5, Id(s)))
            : null!, s => new Appeal(K5, s.Community.ClosedDecisions.Last().Id),
            Clauses.AppealedAlready, Condition.Novelty),
    ];

    [Theory]
    [MemberData(nameof(Refusals))]
    public void Is_refused(Refusal when) => when.Check();

    [Fact]
    public void Leaving_needs_no_reason_and_ballots_cast_stand()
    {
        var scenario = Five(ByMajority).Given(new Propose(K1, Tea)).UntilOpen();
        scenario.Given(new Vote(K1, Id(scenario), VoiceBallot.For), new Vote(K2, Id(scenario), VoiceBallot.For))
            .When(new Leave(K2)).ThenAllowed(Clauses.Leaving).RestingOn(Witness.Of(K2)).Then(new MemberLeft(K2, null));
        scenario.UntilClosed();
        Assert.Equal(new Result(Outcome.Carried, new(5, 2, 2, 0)), scenario.Decision.Result);
        Assert.Equal(Clauses.Leaving, scenario.Community.StandingOf(K2).Past.Single().Ended);
    }

    [Fact]
    public void A_leave_ends_at_its_own_instant()
    {
        var scenario = Five();
        var until = scenario.Now + Duration.FromDays(10);
        scenario.When(new TakeLeave(K5, until, Why)).ThenAllowed(Clauses.TakingLeave).Then(new LeaveTaken(K5, until, Why));
        Assert.Equal(4, scenario.Community.CountingMembers);
        Assert.Equal(4, scenario.Community.At(until - Duration.Epsilon).CountingMembers);
        Assert.Equal(5, scenario.Community.At(until).CountingMembers);
        Assert.False(scenario.Community.Ask(new Propose(K5, Tea), until - Duration.Epsilon).Allowed);
        Assert.True(scenario.Community.Ask(new Propose(K5, Tea), until).Allowed);
        scenario.WaitDays(30).When(new Propose(K5, Tea)).Then(typeof(LeaveEnded), typeof(DecisionTabled), typeof(VotingOpened));
        Assert.Equal(until, scenario.Last.Events[0].At);
        Assert.Equal(Clauses.LeaveOver, scenario.Last.Events[0].Clause);
    }

    [Fact]
    public void A_removal_gives_notice_hears_a_reply_and_leaves_the_vote_to_the_others()
    {
        var scenario = Removing();
        Assert.Equal(scenario.Now + Charters.Informal().RemovalNotice, scenario.Decision.OpensAt);
        scenario.When(new Reply(K5, Id(scenario), "I was not there")).ThenAllowed(Clauses.Replying).AllVoteFor();
        Assert.Equal(4, scenario.Decision.Electorate!.Eligible);
        scenario.UntilClosed();
        Assert.Equal([typeof(DecisionClosed), typeof(MemberRemoved)], scenario.Last.Events.Select(e => e.Event.GetType()));
        scenario.When(new Join(K5)).ThenRefused(Clauses.Barred, Condition.NoBar);
        Assert.Equal("I was not there", scenario.Decision.Reply!.Words);
    }

    [Fact]
    public void An_appeal_that_is_upheld_brings_back_whoever_was_removed()
    {
        var scenario = Removed();
        scenario.When(new Appeal(K5, Id(scenario), Why)).ThenAllowed(Clauses.Appealing).Then(typeof(DecisionTabled)).AllVoteFor()
            .UntilClosed();
        Assert.Equal(
            [typeof(DecisionClosed), typeof(BarEnded), typeof(MemberJoined)],
                scenario.Last.Events.Select(e => e.Event.GetType()));
        Assert.Equal(HowJoined.Reinstated, scenario.Community.StandingOf(K5).How);
    }

    [Fact]
    public void An_appeal_that_lacked_a_quorum_can_be_called_again()
    {
        var scenario = Removed();
        scenario.Given(new Appeal(K5, Id(scenario))).UntilClosed().When(new CallAgain(K1, Id(scenario)))
            .ThenAllowed(Clauses.CallingAgain);
        scenario.AllVoteFor().UntilClosed();
        Assert.True(scenario.Community.IsMember(K5));
    }

    [Fact]
    public void Somebody_who_leaves_during_their_removal_is_barred_all_the_same()
    {
        var scenario = Removing().Given(new Leave(K5)).AllVoteFor().UntilClosed();
        Assert.Equal([typeof(DecisionClosed), typeof(PersonBarred)], scenario.Last.Events.Select(e => e.Event.GetType()));
        scenario.When(new Join(K5)).ThenRefused(Clauses.Barred, Condition.NoBar);
    }

    [Fact]
    public void A_bar_is_lifted_by_the_members_or_ends_by_itself()
    {
        var lifted = Five().Barring(K5, 200).GivenCarried(K1, new LiftBar(K5));
        Assert.Null(lifted.Community.BarOn(K5));
        var over = Five().Barring(K5);
        var until = over.Community.BarOn(K5)!.Until!.Value;
        Assert.NotNull(over.Community.At(until - Duration.Epsilon).BarOn(K5));
        Assert.Null(over.Community.At(until).BarOn(K5));
        over.WaitDays(100).Settle().Then(new BarEnded(K5));
        Assert.Equal(until, over.Last.Events[0].At);
    }

    [Fact]
    public void Of_two_bars_the_longer_stands()
    {
        var scenario = Five().Barring(K5, 200);
        var until = scenario.Community.BarOn(K5)!.Until;
        scenario.Barring(K5, 10);
        Assert.Equal(until, scenario.Community.BarOn(K5)!.Until);
        scenario.GivenCarried(K1, new Bar(K5, Why));
        Assert.Null(scenario.Community.BarOn(K5)!.Until);
        Assert.True(scenario.Community.At(Years.Last).StandingOf(K5).IsBarred);
    }

    [Fact]
    public void Observers_and_followers_come_and_go_by_their_own_act_and_joining_ends_both()
    {
        var scenario = Five();
        scenario.When(new Observe(Stranger, scenario.Now + Duration.FromDays(5))).ThenAllowed(Clauses.Observing)
            .Then(typeof(ObservingBegan));
        scenario.When(new Follow(Stranger)).ThenAllowed(Clauses.Following).Then(typeof(FollowingBegan));
        Assert.Empty(scenario.Community.At(scenario.Now + Duration.FromDays(5)).Observers);
        scenario.When(new Vote(Stranger, default, VoiceBallot.For)).ThenRefused(Clauses.NoDecision, Condition.Existence);
        scenario.When(new Join(Stranger)).ThenAllowed(Clauses.Joining);
        Assert.Empty(scenario.Community.Observers);
        Assert.Empty(scenario.Community.Followers);
        scenario.WaitDays(9).Settle().Then(Array.Empty<Type>());
        Five().Given(new Observe(Stranger)).When(new StopObserving(Stranger)).Then(new ObservingEnded(Stranger));
        Five().Given(new Follow(Stranger)).When(new Unfollow(Stranger)).Then(new FollowingEnded(Stranger));
    }

    [Fact]
    public void Participation_and_company_are_descriptions_that_grant_nothing()
    {
        var scenario = Five();
        var before = scenario.Community.CountingMembers;
        scenario.When(new DeclareParticipation(K5, Participation.Peripheral)).ThenAllowed(Clauses.TakingPart)
            .Then(new ParticipationDeclared(K5, Participation.Peripheral));
        scenario.When(new Accompany(K1, K5)).ThenAllowed(Clauses.TakingPart).Then(new CompanionOffered(K5, K1));
        Assert.Equal(K1, scenario.Community.CompanionOf(K5));
        Assert.Equal(before, scenario.Community.CountingMembers);
        scenario.When(new Propose(K5, Tea)).ThenAllowed(Clauses.Proposing);
    }

    [Fact]
    public void Affiliations_keep_their_history()
    {
        var scenario = Five().Given(new DeclareAffiliations(K1, [Trust]));
        var from = scenario.Now;
        scenario.Given(new DeclareAffiliations(K1, [DirectoryGroup.Organisation("RJ1")]));
        Assert.Equal([new Affiliation(Trust, from, "self") { Until = scenario.Now }], scenario.Community.PastAffiliationsOf(K1));
        Assert.Equal(
            [new Affiliation(DirectoryGroup.Organisation("RJ1"), scenario.Now, "self")],
                scenario.Community.StandingOf(K1).Affiliations);
    }

    [Fact]
    public void After_an_amendment_members_are_asked_to_accept_the_charter_and_lose_nothing_meanwhile()
    {
        var scenario = Five().GivenCarried(K1, new AmendCharter(Charters.Informal() with { ObserversWelcome = false }));
        Assert.Equal(5, scenario.Community.YetToAcceptCharter.Count());
        scenario.When(new Propose(K2, Tea)).ThenAllowed(Clauses.Proposing);
        scenario.When(new AcceptCharter(K2)).Then(new CharterAccepted(K2, 2));
        Assert.Equal(4, scenario.Community.YetToAcceptCharter.Count());
    }

    [Fact]
    public void An_appeal_is_taken_back_by_whoever_made_it_and_by_nobody_else_and_may_be_made_again_in_time()
    {
        var scenario = Removed();
        var removal = Id(scenario);
        scenario.Given(new Appeal(K5, removal));
        var appeal = Id(scenario);
        scenario.When(new Withdraw(K1, appeal)).ThenRefused(Clauses.ProposersOnly, Condition.OwnAct);
        Assert.Contains(
            scenario.Community.OptionsFor(K5, scenario.Now), o => o.Act == new Withdraw(K5, appeal) && o.Answer.Allowed);
        scenario.When(new Withdraw(K5, appeal)).ThenAllowed(Clauses.Withdrawing).Then(typeof(DecisionClosed));
        Assert.Equal(Outcome.Withdrawn, scenario.Community.Decision(appeal)!.Result!.Outcome);
        scenario.When(new Appeal(K5, removal)).ThenAllowed(Clauses.Appealing).AllVoteFor().UntilClosed();
        Assert.True(scenario.Community.IsMember(K5));
        scenario.When(new Appeal(K5, removal)).ThenRefused(Clauses.AppealedAlready, Condition.Novelty);
    }
}
