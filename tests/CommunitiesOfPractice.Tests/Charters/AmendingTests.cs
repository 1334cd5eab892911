using CommunitiesOfPractice.Counting;
using CommunitiesOfPractice.Testing;
using static CommunitiesOfPractice.Tests.Cast;

namespace CommunitiesOfPractice.Tests;

/// <summary>Law 6: a charter is changed only through itself, and can always be changed.</summary>
public class AmendingTests
{
    private static readonly Charter Now = ByMajority;
    private static readonly Charter Quiet = Now with { ObserversWelcome = false };
    private static readonly Charter Small = Now with { SmallestGroup = 9 };
    private static readonly Office Facilitator =
        new(Office.Facilitator, 1, [Duty.TestObjections]) { Term = Duration.FromDays(365) };
    private static readonly Timing Week = Timing.Days(1, 7);

    private static Scenario Waiting(out Instant from, int days = 60)
    {
        var scenario = Five(Now);
        from = scenario.Now + Duration.FromDays(days);
        return scenario.GivenCarried(K1, new AmendCharter(Quiet, from));
    }

    // Kind 4(b).
    [Fact]
    public void An_amendment_that_never_comes_into_force_is_refused()
    {
        var scenario = Five(Now);
        scenario.When(new Propose(K1, new AmendCharter(Quiet, Instant.MaxValue)))
            .ThenRefused(Clauses.DatesInYears, Condition.WellFormed);
        scenario.When(new Propose(K1, new AmendCharter(Quiet, Years.Last)))
            .ThenRefused(Clauses.AmendmentWithinAYear, Condition.WellFormed);
        scenario.When(new Propose(K1, new AmendCharter(Quiet, scenario.Now + Duration.FromDays(368))))
            .ThenRefused(Clauses.AmendmentWithinAYear, Condition.WellFormed);
        scenario.When(new PetitionFor(K1, new AmendCharter(Quiet, Years.Last)))
            .ThenRefused(Clauses.AmendmentWithinAYear, Condition.WellFormed);
        scenario.When(new Propose(K1, new AmendCharter(Quiet, scenario.Now + Duration.FromDays(366))))
            .ThenAllowed(Clauses.Proposing);
    }

    /// <summary>A record may hold one that was tabled before there was such a bound.</summary>
    [Fact]
    public void An_amendment_that_was_tabled_for_later_than_a_year_is_in_force_a_year_after_it_carries()
    {
        var history = Five(Now).Given(new Propose(K1, new AmendCharter(Quiet))).History
            .Select(entry => entry.Event is DecisionTabled tabled
                ? entry with { Event = tabled with { Proposal = new AmendCharter(Quiet, Instant.MaxValue) } }
                : entry);
        var community = Community.Replay(history);
        var decision = community.OpenDecisions.Single();
        foreach (var person in new[] { K1, K2, K3 }) community =
            community.Do(new Vote(person, decision.Id, VoiceBallot.For), decision.OpensAt).After;
        community = community.At(decision.ClosesAt);
        Assert.Equal(decision.ClosesAt + Duration.FromDays(366), community.CharterToCome!.InForceFrom);
        Assert.True(community.Ask(new Propose(K1, new AmendCharter(Small)), community.LastAt).Allowed);
    }

    [Fact]
    public void An_amendment_that_waits_is_replaced_by_a_later_one_and_never_comes_into_force()
    {
        var scenario = Waiting(out var from);
        Assert.Equal(2, scenario.Community.CharterToCome!.Number);
        scenario.Given(new Propose(K1, new AmendCharter(Small))).AllVoteFor().UntilClosed();
        Assert.Equal(Small, scenario.Community.Charter);
        Assert.Null(scenario.Community.CharterToCome);
        Assert.Equal([null, 3, null], scenario.Community.CharterHistory.Select(c => c.SupersededBy));
        Assert.Equal(2, scenario.History.Select(e => e.Event).OfType<CharterAmended>().Last().Supersedes);

        // Its day comes and goes.
        scenario.Wait(from - scenario.Now + Duration.FromDays(5)).Settle();
        Assert.Equal(Small, scenario.Community.Charter);
        Assert.Equal([3], scenario.History.Select(e => e.Event).OfType<CharterCameIntoForce>().Select(e => e.Version));
        Assert.Equal(Small, scenario.Community.CharterAt(from)!.Charter);
        Assert.Equal(
            Now, scenario.Community.CharterAt(scenario.Community.CharterHistory[2].InForceFrom - Duration.Epsilon)!.Charter);
        Assert.Equal(scenario.Community, Community.Replay(scenario.History));
        Assert.Equal(
            scenario.History,
                RecordJson.ReadLines(
                    System.Text.Encoding.UTF8.GetBytes(
                        string.Concat(scenario.History.Select(e => RecordJson.ToText(e) + "\n")))));
    }

    [Fact]
    public void A_later_amendment_that_waits_longer_leaves_the_charter_in_force_until_then()
    {
        var scenario = Waiting(out var from);
        var later = from + Duration.FromDays(30);
        scenario.GivenCarried(K2, new AmendCharter(Small, later));
        Assert.Equal(Now, scenario.Community.At(from).Charter);
        Assert.Equal(Small, scenario.Community.At(later).Charter);
    }

    [Fact]
    public void An_amendment_that_waits_is_called_off_by_the_charter_in_force()
    {
        var scenario = Waiting(out var from);
        scenario.GivenCarried(K2, new AmendCharter(Now));
        Assert.Equal(Now, scenario.Community.At(from).Charter);
        scenario.When(new Propose(K1, new AmendCharter(Now))).ThenRefused(Clauses.CharterSame, Condition.Novelty);
    }

    [Fact]
    public void The_amendment_that_waits_is_not_proposed_again_but_for_another_day()
    {
        var scenario = Waiting(out var from);
        scenario.When(new Propose(K1, new AmendCharter(Quiet, from))).ThenRefused(Clauses.CharterSame, Condition.Novelty);
        scenario.GivenCarried(K1, new AmendCharter(Quiet, from - Duration.FromDays(20)));
        Assert.Equal(Quiet, scenario.Community.At(from - Duration.FromDays(20)).Charter);
    }

    [Fact]
    public void An_amendment_lapses_that_was_tabled_before_the_one_that_waits_was_adopted()
    {
        var scenario = Five(Now).Given(new Propose(K1, new AmendCharter(Small)));
        var unaware = scenario.Decision.Id;
        scenario.Given(new Propose(K2, new AmendCharter(Quiet, scenario.Now + Duration.FromDays(60))));
        var waits = scenario.Decision.Id;
        scenario.UntilOpen();
        foreach (var person in new[] { K1, K2, K3 }) scenario.Given(new Vote(person, waits, VoiceBallot.For),
            new Vote(person, unaware, VoiceBallot.For));
        scenario.Given(new Extend(K1, unaware, scenario.Community.Decision(unaware)!.ClosesAt + Duration.FromDays(3)))
            .UntilClosed()
            .WaitDays(4).Settle();
        Assert.Equal(Outcome.Carried, scenario.Community.Decision(waits)!.Result!.Outcome);
        Assert.Equal(Outcome.Lapsed, scenario.Community.Decision(unaware)!.Result!.Outcome);
        Assert.Equal(Quiet, scenario.Community.CharterToCome!.Charter);
    }

    [Fact]
    public void An_amendment_lapses_where_the_one_it_would_replace_came_into_force_meanwhile()
    {
        var scenario = Waiting(out _, days: 15);
        scenario.Given(new Propose(K1, new AmendCharter(Small))).AllVoteFor().UntilClosed();
        Assert.Equal(Outcome.Lapsed, scenario.Decision.Result!.Outcome);
        Assert.Equal(Quiet, scenario.Community.Charter);
    }

    [Fact]
    public void An_amendment_that_lacked_a_quorum_is_called_again_after_its_day()
    {
        var scenario = Five(Now);
        scenario.Given(new Propose(K1, new AmendCharter(Quiet, scenario.Now + Duration.FromDays(3)))).UntilClosed();
        Assert.Equal(Outcome.Inquorate, scenario.Decision.Result!.Outcome);
        scenario.Given(new CallAgain(K2, scenario.Decision.Id)).AllVoteFor().UntilClosed();
        Assert.Equal(Quiet, scenario.Community.Charter);
    }

    private static readonly Charter ByTested = Now
        .With(Facilitator with { Deputies = Office.Broker })
        .With("tested", new ConsentRule(Office.Facilitator) { Timing = Week, Quorum = Quorum.AtLeast(2) })
        .With(Matter.Amend, new MembersBy("tested"));

    private static readonly Charter ByRough = Now
        .With(Facilitator)
        .With("rough", new RoughConsensusRule(Office.Facilitator, "last-word") { Timing = Week, Quorum = Quorum.AtLeast(2) })
        .With("last-word", new MajorityRule(Threshold.TwoThirds) { Timing = Week, Quorum = Quorum.AtLeast(2) })
        .With(Matter.Amend, new MembersBy("rough"));

    private static readonly MajorityRule Easier =
        new(Threshold.SimpleMajority) { Timing = Timing.Days(0, 2), Quorum = Quorum.AtLeast(1) };

    /// <summary>What is, and what is not, a change to how charters are amended.</summary>
    public static TheoryData<string, Charter, Charter, bool> Changes => new()
    {
        { "another authority", Now, Now.With(Matter.Amend, new MembersBy(RuleNames.Majority)), true },
        { "another rule under the same name", Now, Now.With(RuleNames.TwoThirds, Easier), true },
        { "another tester", ByTested,
            ByTested.With("tested", new ConsentRule(Office.Broker) { Timing = Week, Quorum = Quorum.AtLeast(2) }), true },
        { "other seats for the tester", ByTested, ByTested.With(ByTested.Office(Office.Facilitator)! with { Seats = 2 }), true },
        { "another term for the tester", ByTested,
            ByTested.With(ByTested.Office(Office.Facilitator)! with { Term = Duration.FromDays(30) }), true },
        { "another deputy for the tester", ByTested, ByTested.With(ByTested.Office(Office.Facilitator)! with { Deputies = null }),
            true },
        { "other seats for the tester's deputy", ByTested, ByTested.With(ByTested.Office(Office.Broker)! with { Seats = 5 }),
            true },
        { "other duties for the tester", ByTested,
            ByTested.With(ByTested.Office(Office.Facilitator)! with { Duties = [Duty.TestObjections, Duty.Educate] }), false },
        { "the rule for appeals of rough consensus", ByRough, ByRough.With("last-word", Easier), true },
        { "the caller's office", ByRough, ByRough.With(Facilitator with { Seats = 3 }), true },
        { "the rule for appeals", Now, Now.With(RuleNames.Majority, Easier), true },
        { "another rule for appeals", Now, Now with { Appeals = RuleNames.TwoThirds }, true },
        { "the rule for appeals, where objections are tested", ByTested, ByTested.With(RuleNames.Majority, Easier), true },
        { "a rule that has nothing to do with it", Now, Now.With("spare", Easier), false },
        { "another matter", Now, Now.With(Matter.Close, new MembersBy(RuleNames.Majority)), false },
        { "another office", ByTested, ByTested.With(Now.Office(Office.Convener)! with { Seats = 9 }), false },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void A_change_to_how_charters_are_amended_carries_twice_and_no_other_does(
        string change, Charter before, Charter after, bool twice)
    {
        Assert.Empty(before.Check(5));
        Assert.Empty(after.Check(5));
        var scenario = Five(before);
        if (before.Office(Office.Facilitator) is not null) scenario.Serving(Office.Facilitator, K2);
        scenario.Given(new Propose(K1, new AmendCharter(after))).AllVoteFor();
        if (scenario.Decision.Rule is RoughConsensusRule)
            scenario.Given(new Conclude(K2, scenario.Decision.Id, true, "All agree"));
        scenario.Wait(scenario.Decision.ClosesAt - scenario.Now).Settle();
        Assert.True(twice == (scenario.Decision.Proposal is AmendCharter { Confirms: not null }), change);
        Assert.True(twice == (scenario.Community.CharterHistory.Count == 1), change);
        if (twice) Assert.Equal(K1, scenario.Decision.By);
    }

    [Fact]
    public void What_is_confirmed_is_what_carried_first_word_for_word()
    {
        var consent = Now.With("all", new ConsentRule { Timing = Week, Quorum = Quorum.AtLeast(2) })
            .With(Matter.Amend, new MembersBy("all"));
        var scenario = Five(Now).Given(new Propose(K1, new AmendCharter(consent))).AllVoteFor().UntilOpen();
        scenario.Wait(scenario.Decision.ClosesAt - scenario.Now).Settle().UntilOpen();
        Assert.Equal("all", scenario.Decision.RuleName);

        // Otherwise other words would be decided by a rule that no charter has.
        scenario.When(new Integrate(K1, scenario.Decision.Id, new AmendCharter(Small)))
            .ThenRefused(Clauses.SameMatter, Condition.WellFormed);
        scenario.AllVoteFor().UntilClosed();
        Assert.Equal(consent, scenario.Community.Charter);
    }
}
