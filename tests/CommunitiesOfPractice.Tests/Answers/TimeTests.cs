using CommunitiesOfPractice.Testing;
using static CommunitiesOfPractice.Tests.Cast;

namespace CommunitiesOfPractice.Tests.Answers;

public class TimeTests
{
    private static Scenario Busy()
    {
        var scenario = Five(ByMajority);
        return scenario.Given(
            new TakeLeave(K5, scenario.Now + Duration.FromDays(20)),
            new Observe(Stranger, scenario.Now + Duration.FromDays(15)),
            new Invite(K1, Newcomer),
            new Propose(K1, Tea),
            new OfferToServe(K2, Office.Convener));
    }

    [Fact]
    public void What_is_due_is_recorded_in_due_order_each_at_its_own_instant()
    {
        var scenario = Busy().WaitDays(100).Settle();
        var instants = scenario.Last.Events.Select(e => e.At).ToArray();
        Assert.Equal(instants.Order(), instants);
        Assert.All(instants, at => Assert.True(at < scenario.Now));
        Assert.All(scenario.Last.Events, e => Assert.Null(e.By));
        Assert.Equal(
            [typeof(VotingOpened), typeof(DecisionClosed), typeof(OfficeTakenUp), typeof(OfficeLeft), typeof(OfficeLeft),
                typeof(DecisionClosed), typeof(ObservingEnded),
            typeof(LeaveEnded), typeof(InvitationEnded)], scenario.Last.Events.Select(e => e.Event.GetType()));
    }

    [Fact]
    public void Settling_is_the_same_however_often_it_is_asked()
    {
        var scenario = Busy();
        var end = scenario.Now + Duration.FromDays(100);
        var once = scenario.Community.At(end);
        var daily = scenario.Community;
        for (var at = scenario.Now; at <= end; at += Duration.FromHours(7)) daily = daily.At(at);
        Assert.Equal(once, daily.At(end));
        Assert.Empty(once.Settle(end).Events);
    }

    [Fact]
    public void What_is_due_happens_with_the_next_act_that_is_allowed_and_a_refusal_appends_nothing()
    {
        var scenario = Busy().WaitDays(100);
        var version = scenario.Community.Version;
        scenario.When(new Join(K1)).ThenRefused(Clauses.MemberAlready, Condition.NoMembership);
        Assert.Equal(version, scenario.Community.Version);
        scenario.When(new Follow(Stranger)).ThenAllowed(Clauses.Following);
        Assert.Equal(10, scenario.Last.Events.Count);
        Assert.IsType<FollowingBegan>(scenario.Last.Events[^1].Event);
        Assert.Equal(scenario.Now, scenario.Last.Events[^1].At);
    }

    [Fact]
    public void Asking_and_doing_agree_and_asking_changes_nothing()
    {
        var scenario = Busy().WaitDays(100);
        foreach (var act in new IActOn<Community>[]
            { new Join(Newcomer), new Join(K1), new ReturnFromLeave(K5), new StepDown(K2, Office.Convener),
                new Observe(Stranger) })
        {
            var before = scenario.Community;
            Assert.Equal(scenario.Community.Do(act, scenario.Now).Answer, scenario.Community.Ask(act, scenario.Now));
            Assert.Same(before, scenario.Community);
        }
    }

    [Fact]
    public void What_is_due_holds_already_for_every_question_at_its_instant()
    {
        var scenario = Busy();
        var serves = scenario.Decision.ClosesAt;
        Assert.False(scenario.Community.MayServe(K2, Duty.OpenDecisions, serves - Duration.Epsilon).Allowed);
        Assert.True(scenario.Community.MayServe(K2, Duty.OpenDecisions, serves).Allowed);
        Assert.True(scenario.Community.Ask(new StepDown(K2, Office.Convener), serves).Allowed);
        Assert.Equal([K2], scenario.Community.At(serves).Conveners);
        Assert.Empty(scenario.Community.Conveners);
    }

    [Fact]
    public void An_instant_before_the_last_is_raised_to_it()
    {
        var scenario = Five();
        var last = scenario.Community.LastAt;
        var done = scenario.Community.Do(new Leave(K1), Years.First);
        Assert.True(done.Allowed);
        Assert.Equal(last, done.Events[0].At);
        Assert.Equal(scenario.Community, scenario.Community.At(Years.First));
        Assert.Equal(scenario.Community.Ask(new Join(Stranger), last), scenario.Community.Ask(new Join(Stranger), Years.First));
    }

    [Fact]
    public void The_last_instant_of_the_years_stops_nothing()
    {
        var community = Busy().Community;
        foreach (var act in new IActOn<Community>[]
        {
            new Join(Stranger), new Invite(K1, Scenario.Person(9)), new Propose(K3, new Resolve("Last words")),
                new TakeLeave(K1, Years.Last),
            new OfferToServe(K1, Office.Broker), new PetitionFor(K3, new Resolve("Last words")), new NoticeDormancy(K1),
                new Leave(K1),
        })
        {
            var done = community.Do(act, Years.Last);
            Assert.Equal(community.Ask(act, Years.Last), done.Answer);
            if (done.Allowed) community = done.After;
        }

        Assert.Equal(Years.Last, community.LastAt);
    }

    [Fact]
    public void A_replayed_history_is_the_community_it_tells_of()
    {
        var scenario = Busy().WaitDays(100).Settle();
        Assert.Equal(scenario.Community, Community.Replay(scenario.History));
        Assert.Equal(scenario.Community, Community.Replay(scenario.History.Take(9)).After(scenario.History.Skip(9)));
    }
}
