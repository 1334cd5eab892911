using CommunitiesOfPractice.Counting;
using CommunitiesOfPractice.Testing;
using static CommunitiesOfPractice.Tests.Cast;

namespace CommunitiesOfPractice.Tests;

/// <summary>What the check bounds: times, numbers, quorums, and what may settle what binds a member or the community.</summary>
public class CharterBoundsTests
{
    private static readonly Duration Nanosecond = Duration.Epsilon;
    private static readonly Duration TooLong = Duration.FromDays(732);
    private static readonly Duration[] NoTimes = [Duration.Zero, -Duration.FromDays(1), Duration.MinValue];
    private static readonly Duration[] LongTimes = [TooLong, Duration.FromDays(100_000), Duration.MaxValue];
    private static readonly MajorityRule Majority = new(Threshold.SimpleMajority) { Timing = Timing.Days(0, 7) };
    private static readonly DirectoryGroup Other = DirectoryGroup.Organisation("RJ1");
    private static readonly OfficeId Librarian = OfficeId.Of("librarian");

    private static Charter Asking(Quorum quorum) =>
        ByMajority.With("odd", Majority with { Quorum = quorum }).With(Matter.Link, new MembersBy("odd"));

    private static Charter By(Matter matter, DecisionRule rule) =>
        ByMajority.With("odd", rule).With(matter, new MembersBy("odd"));

    private static Charter With(Office office) => ByMajority.With(office);

    private static Charter Joined(JoiningRule rule) => ByMajority with { Joining = rule };

    private static Office Keeper => new(Librarian, 1, [Duty.StewardKnowledge]);

    private static void Refused(Charter charter, string reason, int people = 5) =>
        Assert.True(
            charter.Check(people).Any(f => f.Reason.Contains(reason, StringComparison.Ordinal)), reason + ", and it is: "
                + string.Join("; ", charter.Check(people).Select(f => f.Reason)));

    // Kind 4(a).
    [Fact]
    public void A_quorum_that_nobody_can_reach_is_refused_however_deep_it_stands()
    {
        var unreachable = new Ratio(3, 2);
        Quorum[] quorums =
        [
            new GroupQuorum(GroupKind.Organisation, Quorum.AtLeast(1000)),
            new EitherOf([Quorum.Share(unreachable)]),
            new EitherOf([Quorum.AtLeast(1), Quorum.Share(unreachable)]),
            new GroupQuorum(GroupKind.Organisation, Quorum.Share(unreachable)),
            new EachOf([Quorum.AtLeast(2), new EitherOf([new EachOf([]), Quorum.AtLeast(9)])]),
            new GroupQuorum(GroupKind.Organisation, new GroupQuorum(GroupKind.Profession, Quorum.AtLeast(1))),
            new GroupQuorum(GroupKind.Organisation, new SupportQuorum(Ratio.Half)),
            new EitherOf(
                [new GroupQuorum(GroupKind.Organisation, new EachOf([new SquareRootQuorum(new Ratio(9, 1))]), 2),
                    new SupportQuorum(unreachable)]),
            new GroupQuorum(GroupKind.Organisation, Quorum.AtLeast(3), 2),
            new SquareRootQuorum(new Ratio(3, 1)),
            new EitherOf([]),
        ];
        Assert.All(quorums, quorum => Assert.NotEmpty(Asking(quorum).Check(5)));
        Quorum[] reachable =
        [
            new EitherOf([Quorum.AtLeast(1000), Quorum.Share(Ratio.Half)]),
            new GroupQuorum(GroupKind.Organisation, Quorum.AtLeast(2), 2),
            new GroupQuorum(GroupKind.Organisation, new EachOf([Quorum.AtLeast(1), Quorum.Share(Ratio.Whole)])),
            new EachOf([new SupportQuorum(Ratio.Whole), new SquareRootQuorum(new Ratio(2, 1))]),
        ];
        Assert.All(reachable, quorum => Assert.Empty(Asking(quorum).Check(5)));
    }

    [Fact]
    public void A_quorum_of_each_group_is_held_against_the_groups_that_people_are_in()
    {
        var pairs = Asking(new GroupQuorum(GroupKind.Organisation, Quorum.AtLeast(2)));
        ValueList<DirectoryGroup>[] threeAndTwo = [[Trust], [Trust], [Trust, Other], [Other], [Other]];
        Assert.Empty(pairs.Check(threeAndTwo));
        Assert.Empty(pairs.Check(5));

        // A person stands for one group, the first: so that one of them has one person only.
        ValueList<DirectoryGroup>[] fourAndOne = [[Trust], [Trust], [Trust, Other], [Other], [Trust]];
        Assert.NotEmpty(pairs.Check(fourAndOne));

        // It asks for no more groups than there are, and never for more than there are people.
        var three = Asking(new GroupQuorum(GroupKind.Organisation, Quorum.AtLeast(1), 3));
        Assert.Empty(three.Check(threeAndTwo));
        Assert.NotEmpty(three.Check(2));
    }

    [Fact]
    public void An_amendment_is_checked_with_the_groups_that_members_are_in()
    {
        var pairs = new AmendCharter(Asking(new GroupQuorum(GroupKind.Organisation, Quorum.AtLeast(2))));
        var scenario = Five()
            .Given(new DeclareAffiliations(K1, [Trust]), new DeclareAffiliations(K2, [Trust]),
                new DeclareAffiliations(K3, [Other]));
        scenario.When(new Propose(K1, pairs)).ThenRefused(Clauses.CharterFaulty, Condition.WellFormed);
        scenario.Given(new DeclareAffiliations(K4, [Other])).When(new Propose(K1, pairs)).ThenAllowed(Clauses.Proposing);
    }

    public static TheoryData<string, Func<Duration, Charter>> Times => new()
    {
        { "removal", time => ByMajority with { RemovalNotice = time } },
        { "appeal", time => ByMajority with { AppealWithin = time } },
        { "dormant", time => ByMajority with { DormantAfter = time } },
        { "merger", time => ByMajority with { MoveWithin = time } },
        { "patience", time => ByMajority with { Patience = time } },
        { "gathering", time => ByMajority with { GatheringNotice = time } },
        { "the time", time => ByMajority with { MeetsEvery = time } },
        { "question", time => ByMajority with { UnansweredAfter = time } },
        { "invitation", time => Joined(new OpenJoining { InvitationsStand = time }) },
        { "invitation", time => Joined(new JoiningOnBelonging([Trust], new JoiningByInvitation { InvitationsStand = time })) },
        { "ask again", time => Joined(new JoiningOnBelonging([Trust], new JoiningOnRequest([]) { AskAgainAfter = time })) },
        { "offer period", time => With(Keeper with { OfferPeriod = time }) },
        { "to answer", time => By(Matter.AnythingElse, new AdviceRule(time) { Timing = Timing.Days(0, 30) }) },
        { "appeal", time =>
            By(Matter.AnythingElse,
                new RoughConsensusRule(Office.Broker, RuleNames.Majority) { Timing = Timing.Days(0, 7), AppealWithin = time }) },
    };

    [Theory]
    [MemberData(nameof(Times))]
    public void No_time_is_nothing_negative_or_longer_than_two_years(string said, Func<Duration, Charter> charter)
    {
        foreach (var time in NoTimes.Concat(LongTimes))
            Assert.True(charter(time).Check(5).Any(f => f.Reason.Contains(said, StringComparison.Ordinal)), $"{said}: {time}");
        if (said != "to answer") Assert.Empty(charter(Duration.FromDays(731)).Check(5));
        Assert.Empty(charter(Duration.FromDays(3)).Check(5));
    }

    [Fact]
    public void A_rule_has_two_years_of_notice_and_of_voting_at_most()
    {
        Refused(By(Matter.Link, Majority with { Timing = new(TooLong, Duration.FromDays(1), Duration.FromDays(1)) }),
            "its notice is 732 days, and two years is the most");
        Refused(By(Matter.Link, Majority with { Timing = new(Duration.Zero, Duration.FromDays(1), Duration.MaxValue) }),
            "its longest voting time is");
        Refused(By(Matter.Link, Majority with { Timing = new(Duration.Zero, Duration.MaxValue, Duration.MaxValue) }),
            "its longest voting time is");
        Assert.Empty(
            By(Matter.Link, Majority with { Timing = new(Duration.Zero, Duration.FromHours(1), Duration.FromDays(731)) })
                .Check(5));
    }

    [Fact]
    public void An_office_has_one_to_a_hundred_seats_and_terms_of_ten_years_at_most()
    {
        Refused(With(Keeper with { Seats = 101 }), "the number of seats of librarian is 101");
        Assert.Empty(With(Keeper with { Seats = 100 }).Check(5));
        Refused(With(Keeper with { Term = Duration.FromDays(3654) }), "ten years is the most");
        Refused(With(Keeper with { Term = -Nanosecond }), "of nothing");
        Assert.Empty(With(Keeper with { Term = Duration.FromDays(3653), ConsecutiveTerms = 2 }).Check(5));
        Refused(With(Keeper with { ConsecutiveTerms = 2 }), "has no term");
        Refused(With(Keeper with { Term = Duration.FromDays(10), ConsecutiveTerms = 101 }), "a hundred is the most");
    }

    [Fact]
    public void A_limit_that_can_have_no_effect_is_refused()
    {
        var levels = ValueList.Of(new GradientLevel("yes", GradientClass.Support), new GradientLevel("no", GradientClass.Oppose));
        Refused(By(Matter.Link, new ConsensusRule(6) { Timing = Timing.Days(0, 7) }), "nobody could");
        Refused(By(
            Matter.Link,
                new GradientsRule(GradientsRule.Eight, Threshold.SimpleMajority) { Timing = Timing.Days(0, 7), Blocks = 6 }),
                    "nobody could");
        Refused(By(Matter.Link, new GradientsRule(levels, Threshold.SimpleMajority) { Timing = Timing.Days(0, 7), Blocks = 2 }),
            "none of its levels blocks");
        Refused(By(Matter.AnythingElse, new AdviceRule(Duration.FromDays(1), 6) { Timing = Timing.Days(0, 7) }),
            "it asks 6 people for advice, and there are 5");
        Refused(By(Matter.Link, Majority with { Proxies = new(101) }), "a hundred is the most");
        Refused(By(Matter.Link, Majority with { Proxies = new(1, int.MaxValue) }), "a hundred is the most");
        Refused(By(Matter.Link, Majority with { Threshold = new(new Ratio(0, 1), Denominator.Decisive, false) }),
            "its threshold asks for nothing");
        Refused(Asking(Quorum.Share(new Ratio(0, 1))), "asks for nothing");
        Refused(Asking(new SquareRootQuorum(new Ratio(0, 1))), "asks for nothing");
        Refused(Asking(new GroupQuorum(GroupKind.Borough, Quorum.AtLeast(1), 6)), "cannot be reached");
        Refused(By(Matter.Link, new LazyConsensus(RuleNames.Majority) { Timing = Timing.Days(0, 7), Quorum = Quorum.AtLeast(2) }),
            "has no effect, because nobody votes");
        Refused(By(Matter.Elect, new ChoosingRule(new Dot(3, 4)) { Timing = Timing.Days(7, 7) }),
            "one option gets 4 dots at most, and a ballot has 3");
        Refused(ByMajority with { PetitionShare = new Ratio(0, 1) }, "a petition asks for no signatures");
        Refused(ByMajority with { PetitionShare = new Ratio(101, 100) }, "could never have enough signatures");
        Refused(ByMajority with { SmallestGroup = 101 }, "a hundred is the most");
        Refused(Joined(new JoiningOnBelonging([Trust], new OpenJoining()) { InvitationsStand = Duration.FromDays(5) }),
            "has no effect where joining is open to groups");
        Refused(Joined(new JoiningOnBelonging([], new OpenJoining())), "one of no groups");
    }

    [Fact]
    public void What_stands_within_itself_too_deep_for_the_record_is_refused()
    {
        var (rule, quorum) = ((JoiningRule)new OpenJoining(), Quorum.AtLeast(1));
        for (var i = 0; i < 40; i++) (rule, quorum) = (new JoiningOnBelonging([Trust], rule), new EitherOf([quorum]));
        Refused(Joined(rule), "deep in others");
        Refused(Asking(quorum), "deep in others");
    }

    [Fact]
    public void Everything_that_is_named_is_there_and_has_a_name()
    {
        Refused(With(Keeper with { Deputies = OfficeId.Of("nobody") }), "no deputies");

        // Rules that no matter names are checked too.
        Refused(ByMajority.With("spare", Majority with { Quorum = Quorum.AtLeast(9) }),
            "under spare, its quorum, at least 9 people, cannot be reached by 5 people");
        Refused(ByMajority.With("spare", new LazyConsensus("acclaim") { Timing = Timing.Days(0, 3) }),
            "its fallback, acclaim, is not a rule of the charter");
        Refused(ByMajority.With(
            "spare", new RoughConsensusRule(OfficeId.Of("sage"), RuleNames.Majority) { Timing = Timing.Days(0, 3) }),
                "its caller, sage, is not an office of the charter");
    }

    public static TheoryData<Matter> WhatBinds => [Matter.Remove, Matter.Recall, Matter.Amend, Matter.Close, Matter.Merge];

    [Theory]
    [MemberData(nameof(WhatBinds))]
    public void Neither_silence_nor_advice_settles_what_binds(Matter matter)
    {
        Refused(ByMajority.With(matter, new MembersBy(RuleNames.Silence)), "takes silence for assent");
        Refused(By(matter, new AdviceRule(Duration.FromDays(1)) { Timing = Timing.Days(0, 7) }),
            "leaves the decision to one person");
        Refused(By(matter, new LazyConsensus(RuleNames.Majority) { Timing = new(Nanosecond, Nanosecond, Nanosecond) }) with {
            RemovalNotice = Nanosecond }, "takes silence for assent");
    }

    [Fact]
    public void Neither_silence_nor_advice_hears_appeals()
    {
        Refused(ByMajority with { Appeals = RuleNames.Silence }, "cannot hear an appeal");
        Refused(ByMajority.With("odd", new AdviceRule(Duration.FromDays(1)) { Timing = Timing.Days(0, 7) }) with {
            Appeals = "odd" }, "cannot hear an appeal");
    }

    [Theory]
    [MemberData(nameof(WhatBinds))]
    public void What_binds_takes_a_day_at_least(Matter matter)
    {
        static Timing Hours(int notice, int open) =>
            new(Duration.FromHours(notice), Duration.FromHours(open), Duration.FromHours(open));
        var brief = (Matter matter, DecisionRule rule) => By(matter, rule) with { RemovalNotice = Duration.FromHours(1) };
        Refused(brief(matter, Majority with { Timing = Hours(1, 22) }), "less than a day");
        Assert.Empty(brief(matter, Majority with { Timing = Hours(12, 12) }).Check(5));

        // A new round, and what is turned over, begins anew.
        Refused(brief(matter, new ConsentRule { Timing = Hours(12, 12) }), "less than a day");
        Refused(brief(matter, new RoughConsensusRule(Office.Broker, "quick") { Timing = Timing.Days(0, 7) })
            .With("quick", Majority with { Timing = Hours(20, 20) }), "quick gives less than a day");
        Refused(ByMajority.With("quick", Majority with { Timing = Hours(20, 20) }) with { Appeals = "quick" },
            "appeals: quick gives less than a day");
        Assert.Empty(brief(Matter.Link, Majority with { Timing = Hours(0, 1) }).Check(5));
    }

    [Fact]
    public void What_removes_has_its_own_notice_beside_that_of_its_rule()
    {
        var rule = Majority with { Timing = new(Duration.Zero, Duration.FromHours(12), Duration.FromHours(12)) };
        Assert.Empty((By(Matter.Remove, rule) with { RemovalNotice = Duration.FromHours(12) }).Check(5));
        Refused(By(Matter.Remove, rule) with { RemovalNotice = Duration.FromHours(11) }, "less than a day");
    }

    [Fact]
    public void What_a_lack_of_quorum_could_lock_can_always_be_called_again()
    {
        var once = Majority with { SecondCall = false };
        foreach (var matter in new[] { Matter.Amend, Matter.Admit, Matter.Invite })
            Refused(By(matter, once), "knows no second call");
        Refused(By(Matter.Elect, new ChoosingRule(new Approval()) { Timing = Timing.Days(7, 7), SecondCall = false }),
            "knows no second call");
        Refused(ByMajority.With("odd", once) with { Appeals = "odd" }, "knows no second call");
        Refused(By(Matter.Admit, new LazyConsensus("later") { Timing = Timing.Days(0, 7) }).With("later", once),
            "later knows no second call");
        Assert.Empty(By(Matter.Link, once).Check(5));
    }

    [Fact]
    public void A_charter_of_before_reads_with_the_patience_of_fourteen_days()
    {
        Assert.DoesNotContain("patience", CharterJson.ToText(ByMajority), StringComparison.Ordinal);
        Assert.Equal(Duration.FromDays(14), CharterJson.Read(CharterJson.ToText(ByMajority)).Patience);
        Assert.Equal(ByMajority, ByMajority with { Patience = Duration.FromDays(14) });
        var patient = ByMajority with { Patience = Duration.FromDays(60) };
        Assert.Equal(patient, CharterJson.Read(CharterJson.ToText(patient)));
        Assert.Contains(
            "60 days", Assert.Single(patient.DifferenceFrom(ByMajority), c => c.Subject == "patience").After,
                StringComparison.Ordinal);
    }

    [Fact]
    public void A_charter_of_before_reads_with_the_notice_of_seven_days_and_no_rhythm()
    {
        Assert.DoesNotContain("gatheringNotice", CharterJson.ToText(ByMajority), StringComparison.Ordinal);
        Assert.DoesNotContain("meetsEvery", CharterJson.ToText(ByMajority), StringComparison.Ordinal);
        var before = CharterJson.Read(CharterJson.ToText(ByMajority));
        Assert.Equal((Duration.FromDays(7), null), (before.GatheringNotice, before.MeetsEvery));
        Assert.Equal(ByMajority, ByMajority with { GatheringNotice = Duration.FromDays(7) });
        var monthly = ByMajority with { GatheringNotice = Duration.FromDays(21), MeetsEvery = Duration.FromDays(30) };
        Assert.Equal(monthly, CharterJson.Read(CharterJson.ToText(monthly)));
        Assert.Equal(["gatherings", "rhythm"], monthly.DifferenceFrom(ByMajority).Select(change => change.Subject));
    }

    [Fact]
    public void A_charter_of_before_lets_observers_ask_and_waits_fourteen_days_for_an_answer()
    {
        Assert.DoesNotContain("unansweredAfter", CharterJson.ToText(ByMajority), StringComparison.Ordinal);
        Assert.DoesNotContain("questionsByMembersOnly", CharterJson.ToText(ByMajority), StringComparison.Ordinal);
        var before = CharterJson.Read(CharterJson.ToText(ByMajority));
        Assert.Equal((Duration.FromDays(14), false), (before.UnansweredAfter, before.QuestionsByMembersOnly));
        Assert.Equal(ByMajority, ByMajority with { UnansweredAfter = Duration.FromDays(14) });
        var other = ByMajority with { UnansweredAfter = Duration.FromDays(3), QuestionsByMembersOnly = true };
        Assert.Equal(other, CharterJson.Read(CharterJson.ToText(other)));
        Assert.Equal(["questions"], other.DifferenceFrom(ByMajority).Select(change => change.Subject));
    }

    /// <summary>Charters were adopted by the check of their day: nothing that replays asks it again.</summary>
    [Fact]
    public void A_history_under_a_charter_that_the_check_now_refuses_replays()
    {
        var loose = ByMajority.With(Matter.Amend, new MembersBy(RuleNames.Silence)) with { RemovalNotice = Duration.Zero };
        Assert.NotEmpty(loose.Check(5));
        var history = Five().Given(new Propose(K1, Tea)).History
            .Select(entry => entry.Event is CommunityProposed proposed
                ? entry with { Event = proposed with { Charter = loose } }
                : entry).ToList();
        var community =
            Community.Replay(
                RecordJson.ReadLines(
                    System.Text.Encoding.UTF8.GetBytes(string.Concat(history.Select(entry => RecordJson.ToText(entry) + "\n")))));
        Assert.Equal(loose, community.Charter);
        Assert.Single(community.OpenDecisions);
    }
}
