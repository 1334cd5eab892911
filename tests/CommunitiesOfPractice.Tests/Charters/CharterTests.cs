using CommunitiesOfPractice.Counting;
using CommunitiesOfPractice.Testing;
using static CommunitiesOfPractice.Tests.Cast;

namespace CommunitiesOfPractice.Tests;

public class CharterTests
{
    private static readonly MajorityRule Majority = new(Threshold.SimpleMajority) { Timing = Timing.Days(0, 7) };

    private static Charter Without(Matter matter) =>
        ByMajority with { Matters = ByMajority.Matters.Where(m => m.Matter != matter).ToValueList() };

    private static Charter Odd(DecisionRule rule) => ByMajority.With("odd", rule).With(Matter.Merge, new MembersBy("odd"));

    private static Charter With(Office office) => ByMajority.With(office);

    private static readonly Office Convener = ByMajority.Office(Office.Convener)!;

    public static TheoryData<string, Func<Charter>, Matter?, string> Faults => new()
    {
        { "a matter is missing", () => Without(Matter.Link), Matter.Link, "does not say who settles it" },
        { "a matter stands twice", () =>
            ByMajority with { Matters = ByMajority.Matters.With(new(Matter.Link, new MembersBy(RuleNames.Majority))) },
                Matter.Link, "more than once" },
        { "any member removes", () => ByMajority.With(Matter.Remove, new AnyMember()), Matter.Remove, "may not settle it" },
        { "a convener amends", () =>
            ByMajority.With(Matter.Amend, new HolderOf(Office.Convener)), Matter.Amend, "may not settle it" },
        { "a convener elects", () =>
            ByMajority.With(Matter.Elect, new HolderOf(Office.Convener)), Matter.Elect, "may not settle it" },
        { "a convener removes", () =>
            ByMajority.With(Matter.Remove, new HolderOf(Office.Convener)), Matter.Remove, "may not settle it" },
        { "contributors close", () => ByMajority.With(Matter.Close, new Contributors()), Matter.Close, "may not settle it" },
        { "opening takes a decision", () =>
            ByMajority.With(Matter.Open, new MembersBy(RuleNames.Majority)), Matter.Open, "may not settle it" },
        { "an office that is not there", () =>
            ByMajority.With(Matter.Admit, new HolderOf(OfficeId.Of("porter"))), Matter.Admit, "not an office" },
        { "an office without the duty", () =>
            ByMajority.With(Matter.Admit, new HolderOf(Office.Broker)), Matter.Admit, "lacks the duty" },
        { "an office open to outsiders", () =>
            With(Convener with { OpenToOutsiders = true }).With(Matter.Admit, new HolderOf(Office.Convener)), Matter.Admit,
                "only members govern" },
        { "a deputy open to outsiders", () =>
            With(Convener with { Deputies = Office.DesignGroup }).With(Matter.Open, new HolderOf(Office.Convener)), Matter.Open,
                "only members govern" },
        { "a rule that is not there", () => ByMajority.With(Matter.Merge, new MembersBy("acclaim")), Matter.Merge, "not a rule" },
        { "an election by yes or no", () =>
            ByMajority.With(Matter.Elect, new MembersBy(RuleNames.Majority)), Matter.Elect, "cannot choose" },
        { "a merger by choosing", () =>
            ByMajority.With(Matter.Merge, new MembersBy(RuleNames.Election)), Matter.Merge, "cannot say yes or no" },
        { "a quorum of more than there are", () =>
            Odd(Majority with { Quorum = Quorum.AtLeast(6) }), Matter.Merge, "cannot be reached" },
        { "a quorum of a share above the whole", () =>
            Odd(Majority with { Quorum = Quorum.Share(new Ratio(3, 2)) }), Matter.Merge, "cannot be reached" },
        { "a quorum of no parts", () => Odd(Majority with { Quorum = new EachOf([]) }), Matter.Merge, "cannot be reached" },
        { "a quorum of no alternatives", () =>
            Odd(Majority with { Quorum = new EitherOf([]) }), Matter.Merge, "cannot be reached" },
        { "a quorum of more groups than people", () =>
            Odd(Majority with { Quorum = new GroupQuorum(GroupKind.Borough, Quorum.AtLeast(1), 6) }), Matter.Merge,
                "cannot be reached" },
        { "a square root of too many", () =>
            Odd(Majority with { Quorum = new SquareRootQuorum(new Ratio(3, 1)) }), Matter.Merge, "cannot be reached" },
        { "support of more than all", () =>
            Odd(Majority with { Quorum = new SupportQuorum(new Ratio(2, 1)) }), Matter.Merge, "cannot be reached" },
        { "a threshold above the whole", () =>
            Odd(Majority with { Threshold = new(new Ratio(3, 2), Denominator.Decisive, false) }), Matter.Merge,
                "nobody can reach" },
        { "more than everyone", () =>
            Odd(Majority with { Threshold = new(Ratio.Whole, Denominator.Eligible, true) }), Matter.Merge, "nobody can reach" },
        { "a longest time shorter than the time", () =>
            Odd(Majority with { Timing = new(Duration.Zero, Duration.FromDays(7), Duration.FromDays(6)) }), Matter.Merge,
                "shorter" },
        { "silence without a fallback", () =>
            Odd(new LazyConsensus("acclaim") { Timing = Timing.Days(0, 3) }), Matter.Merge, "fallback" },
        { "silence that falls back on silence", () =>
            Odd(new LazyConsensus(RuleNames.Silence) { Timing = Timing.Days(0, 3) }), Matter.Merge,
                "cannot settle an objection" },
        { "silence that falls back on a rule nobody can meet", () =>
            Odd(new LazyConsensus("never") { Timing = Timing.Days(0, 3) })
            .With("never", Majority with { Quorum = Quorum.AtLeast(99) }), Matter.Merge, "under its fallback" },
        { "a tester who is no office", () =>
            Odd(new ConsentRule(OfficeId.Of("sage")) { Timing = Timing.Days(0, 3) }), Matter.Merge, "tester" },
        { "a tester who is no member", () =>
            Odd(new ConsentRule(Office.DesignGroup) { Timing = Timing.Days(0, 3) }), Matter.Merge, "only members govern" },
        { "a tester who settles matters alone", () =>
            Odd(new ConsentRule(Office.Convener) { Timing = Timing.Days(0, 3) })
                .With(Matter.Admit, new HolderOf(Office.Convener)),
            Matter.Merge, "too much" },
        { "two rules of one name", () =>
            ByMajority with { Rules = ByMajority.Rules.With(new(RuleNames.Majority, Majority)) }, null, "two rules" },
        { "two offices of one name", () => ByMajority with { Offices = ByMajority.Offices.With(Convener) }, null, "two offices" },
        { "a deputy of oneself", () => With(Convener with { Deputies = Office.Convener }), null, "no deputies" },
        { "a deputy who is no office", () => With(Convener with { Deputies = OfficeId.Of("vice") }), null, "no deputies" },
        { "a term of nothing", () => With(Convener with { Term = Duration.Zero }), null, "of nothing" },
        { "no terms in a row", () => With(Convener with { ConsecutiveTerms = 0 }), null, "one is the least" },
        { "an offer period of nothing", () => With(Convener with { OfferPeriod = Duration.FromDays(-1) }), null, "of nothing" },
        { "appeals that nobody hears", () => ByMajority with { Appeals = "god" }, null, "appeal" },
        { "appeals by silence", () => ByMajority with { Appeals = RuleNames.Silence }, null, "appeal" },
        { "appeals that need more than there are", () =>
            ByMajority.With("high", Majority with { Quorum = Quorum.AtLeast(9) }) with { Appeals = "high" }, null, "appeals" },
        { "removal without notice", () => ByMajority with { RemovalNotice = Duration.Zero }, null, "no notice" },
        { "appeals without time", () => ByMajority with { AppealWithin = Duration.Zero }, null, "no time" },
        { "dormant at once", () => ByMajority with { DormantAfter = Duration.MinValue }, null, "dormant at once" },
        { "gatherings without notice", () => ByMajority with { GatheringNotice = Duration.Zero }, null, "need no notice" },
        { "questions that nobody could answer", () =>
            ByMajority with { UnansweredAfter = Duration.Zero }, null, "no time to be" },
        { "meeting all the time", () => ByMajority with { MeetsEvery = Duration.Zero }, null, "meet all the time" },
        { "nobody could move", () => ByMajority with { MoveWithin = Duration.Zero }, null, "nobody could move" },
        { "a petition by more than all", () => ByMajority with { PetitionShare = new Ratio(3, 2) }, null, "petition" },
        { "a smallest group of nobody", () => ByMajority with { SmallestGroup = 0 }, null, "smallest group" },
        { "an invitation that is over", () =>
            ByMajority with { Joining = new OpenJoining { InvitationsStand = Duration.Zero } }, null, "invitation" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_charter_is_refused_where(string fault, Func<Charter> charter, Matter? matter, string reason)
    {
        Assert.Empty(ByMajority.Check(5));
        var found = charter().Check(5);
        Assert.True(
            found.Any(f => f.Matter == matter && f.Reason.Contains(reason, StringComparison.Ordinal)), fault + ": "
                + string.Join("; ", found.Select(f => f.Reason)));
        Five().When(new Propose(K1, new AmendCharter(charter()))).ThenRefused(Clauses.CharterFaulty, Condition.WellFormed);
    }

    [Fact]
    public void The_ready_charters_suit_every_community_of_one_and_more_whatever_groups_its_members_are_in()
    {
        foreach (var charter in Charters.Ready.Append(Charters.FederatedCircle(Trust)))
        {
            for (var members = 0; members <= 50; members++)
            {
                Assert.Empty(charter.Check(members));
                Assert.Empty(charter.Check(Enumerable.Repeat(ValueList<DirectoryGroup>.Empty, members)));
                Assert.Empty(charter.Check(Enumerable.Repeat(ValueList.Of(Trust), members)));
                Assert.Empty(
                    charter.Check(
                        Enumerable.Range(0, members).Select(i => ValueList.Of(DirectoryGroup.Organisation("R" + (i % 3))))));
            }
        }
    }

    [Fact]
    public void Every_ready_charter_lets_a_community_of_two_live()
    {
        foreach (var charter in Charters.Ready)
        {
            Assert.Empty(charter.Check(2));
            Assert.Equal(2, Scenario.Founded(charter, 2).Community.MemberCount);
        }
    }

    [Fact]
    public void An_amendment_comes_into_force_when_it_says_and_nothing_is_retroactive()
    {
        var scenario = Five();
        var from = scenario.Now + Duration.FromDays(60);
        var amended = Charters.Informal() with { ObserversWelcome = false };
        scenario.GivenCarried(K1, new AmendCharter(amended, from));
        Assert.Equal(Charters.Informal(), scenario.Community.Charter);
        Assert.True(scenario.Community.Ask(new Observe(Stranger), from - Duration.Epsilon).Allowed);
        Assert.Equal(Clauses.NoObservers, scenario.Community.Ask(new Observe(Stranger), from).Clause);
        scenario.WaitDays(90).Settle().Then(new CharterCameIntoForce(2));
        Assert.Equal(from, scenario.Last.Events[0].At);
        Assert.Equal(amended, scenario.Community.Charter);
        Assert.Equal(Charters.Informal(), scenario.Community.CharterAt(from - Duration.Epsilon)!.Charter);
    }

    [Fact]
    public void An_amendment_that_is_carried_after_its_day_is_in_force_at_once()
    {
        var scenario = Five();
        scenario.GivenCarried(
            K1, new AmendCharter(Charters.Informal() with { ObserversWelcome = false }, scenario.Now + Duration.FromDays(1)));
        Assert.False(scenario.Community.Charter.ObserversWelcome);
        Assert.Equal(scenario.Decision.ClosesAt, scenario.Community.CharterHistory[1].InForceFrom);
    }

    [Fact]
    public void An_amendment_lapses_when_another_was_adopted_meanwhile()
    {
        var scenario = Five().Given(new Propose(K1, new AmendCharter(Charters.Informal() with { ObserversWelcome = false })));
        var first = scenario.Decision.Id;
        scenario.Given(new Propose(K2, new AmendCharter(Charters.Informal() with { SmallestGroup = 9 })));
        var second = scenario.Decision.Id;
        scenario.UntilOpen();
        foreach (var person in new[] { K1, K2, K3 }) scenario.Given(new Vote(person, first, VoiceBallot.For),
            new Vote(person, second, VoiceBallot.For));
        scenario.UntilClosed();
        Assert.Equal(Outcome.Carried, scenario.Community.Decision(first)!.Result!.Outcome);
        Assert.Equal(Outcome.Lapsed, scenario.Community.Decision(second)!.Result!.Outcome);
        Assert.Equal(2, scenario.Community.CharterHistory.Count);
    }

    [Fact]
    public void An_office_ends_with_the_charter_that_provided_for_it()
    {
        var scenario = Five().Serving(Office.Broker, K3);
        var charter = scenario.Community.Charter;
        scenario.GivenCarried(
            K1, new AmendCharter(charter with { Offices = charter.Offices.Where(o => o.Id != Office.Broker).ToValueList() }));
        Assert.Empty(scenario.Community.OfficesHeldBy(K3));
        Assert.Contains(
            scenario.History, e =>
                e.Clause == Clauses.CharterInForce && e.Event is OfficeLeft { Holder: var left } && left == K3);
    }

    [Fact]
    public void A_charter_holds_no_null_no_default_and_no_unknown_value()
    {
        Assert.Throws<ArgumentNullException>(() => ByMajority with { Joining = null! });
        Assert.Throws<ArgumentNullException>(() => ByMajority with { Matters = null! });
        Assert.Throws<ArgumentException>(() => ByMajority with { Rules = [null!] });
        Assert.Throws<ArgumentException>(() => ByMajority with { Offices = [null!] });
        Assert.Throws<ArgumentException>(() => ByMajority with { PetitionShare = default });
        Assert.Throws<ArgumentNullException>(() => new MatterClause(Matter.Admit, null!));
        Assert.ThrowsAny<ArgumentException>(() => new MatterClause((Matter)99, new AnyMember()));
        Assert.ThrowsAny<ArgumentException>(() => new Threshold(Ratio.Half, (Denominator)9, true));
        Assert.ThrowsAny<ArgumentException>(() => new Threshold(default, Denominator.Decisive, true));
        Assert.ThrowsAny<ArgumentException>(() => new Timing(Duration.FromDays(-1), Duration.FromDays(1), Duration.FromDays(1)));
        Assert.ThrowsAny<ArgumentException>(() => new Timing(Duration.Zero, Duration.Zero, Duration.Zero));
        Assert.ThrowsAny<ArgumentException>(() => Majority with { Votes = (VotePolicy)5 });
        Assert.ThrowsAny<ArgumentException>(() => Majority with { Quorum = null! });
        Assert.ThrowsAny<ArgumentException>(() => new GroupQuorum(GroupKind.Borough, Quorum.AtLeast(1), 0));
        Assert.ThrowsAny<ArgumentException>(() => Convener with { Id = default });
        Assert.ThrowsAny<ArgumentException>(() => new Office(Office.Convener, 1, [default]));
    }
}
