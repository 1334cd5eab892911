using CommunitiesOfPractice.Counting;
using FsCheck;
using FsCheck.Fluent;

namespace CommunitiesOfPractice.Testing;

/// <summary>
/// Generators of charters. Some are free: every part says anything, at the edge of its type as well, and the check rejects nearly
/// all of them. Most are plausible: they are put together as by somebody who knows the rules. They have odd times, quorums and
/// ties, and often one edge moved just inside a bound or just outside. Nothing here asks the check.
/// </summary>
public static class GeneratedCharters
{
    private const string ForAppeals = "appeals", Binding = "binding", ForElections = "elections", Daily = "daily",
        Light = "light", Spare = "spare";

    private static readonly string[] RuleNames = [ForAppeals, Binding, ForElections, Daily, Light, Spare];

    private static readonly OfficeId[] OfficeNames =
        [Office.Convener, Office.Deputy, Office.Facilitator, Office.Broker, Office.DesignGroup, OfficeId.Of("librarian")];

    private static readonly Matter[] Matters = (Matter[])Enum.GetValues(typeof(Matter));

    private static readonly GroupKind[] GroupKinds = (GroupKind[])Enum.GetValues(typeof(GroupKind));

    private static readonly Duty[] Duties =
        [Duty.CallGatherings, Duty.OpenDecisions, Duty.ApproveRequests, Duty.TestObjections, Duty.CarryLinks, Duty.Facilitate,
            Duty.StewardKnowledge, Duty.Of("anything-else")];

    private static readonly Duty[] Settling = [Duty.CallGatherings, Duty.OpenDecisions, Duty.ApproveRequests];

    private static readonly Duration Day = Duration.FromDays(1), TwoYears = Duration.FromDays(731),
        TenYears = Duration.FromDays(3653);

    // The bounds of what a charter may say, one step inside and one step outside.
    private static readonly Duration[] Edges =
    [
        Duration.Zero, Duration.Epsilon, Day - Duration.Epsilon, Day, Day + Duration.Epsilon, TwoYears - Duration.Epsilon,
            TwoYears, TwoYears + Duration.Epsilon,
        TenYears, TenYears + Duration.Epsilon, Duration.MaxValue,
    ];

    private static readonly int[] Counts = [1, 2, 3, 99, 100, 101, int.MaxValue];

    /// <summary>A charter of any kind: one in six is free, the others are plausible.</summary>
    public static Gen<Charter> Any => Gen.Frequency((1, Free), (4, Plausible), (1, Plausible.SelectMany(Moved)));

    /// <summary>A plausible charter that the check accepts for a community of so many.</summary>
    /// <param name="members">How many found it.</param>
    public static Gen<Charter> Accepted(int members) =>
        Gen.Frequency((5, Plausible), (2, Plausible.SelectMany(Moved))).Where(charter => charter.Check(members).Count == 0);

    /// <summary>
    /// A few charters that the check accepts for three people and more, always the same: what stories amend theirs into.
    /// </summary>
    public static IReadOnlyList<Charter> Some => Few.Value;

    private static Lazy<Charter[]> Few { get; } = new(() => [.. Accepted(3).Sample(40, new Rnd(19980914, 1999), 50)]);

    /// <summary>
    /// Simpler charters: without a rule or an office that it can do without, and with each part as the ready charters have it.
    /// </summary>
    public static IEnumerable<Charter> Shrink(Charter charter)
    {
        Guard.Against.Null(charter);
        var plain = Charters.Informal();
        foreach (var rule in charter.Rules)
        {
            var simple = Simple(rule.Rule);
            if (charter.Rules.Count > 1)
                yield return Instead(charter with { Rules = charter.Rules.Where(r => r != rule).ToValueList() }, rule.Name);
            if (rule.Rule != simple) yield return charter.With(rule.Name, simple);
            if (rule.Rule.Quorum != Quorum.AtLeast(1))
                yield return charter.With(rule.Name, rule.Rule with { Quorum = Quorum.AtLeast(1) });
            if (rule.Rule.Timing != Timing.Days(0, 2))
                yield return charter.With(rule.Name, rule.Rule with { Timing = Timing.Days(0, 2) });
            if (rule.Rule is { Secret: true }) yield return charter.With(rule.Name, rule.Rule with { Secret = false });
            if (rule.Rule is { Proxies: not null }) yield return charter.With(rule.Name, rule.Rule with { Proxies = null });
            if (rule.Rule is { Votes: VotePolicy.Final })
                yield return charter.With(rule.Name, rule.Rule with { Votes = VotePolicy.Changeable });
        }

        foreach (var office in charter.Offices)
        {
            yield return charter with { Offices = charter.Offices.Where(o => o != office).ToValueList() };
            var simple = new Office(office.Id, 1, office.Duties);
            if (office != simple) yield return charter.With(simple);
        }

        foreach (var clause in charter.Matters)
            if (clause.Authority is not (MembersBy or AnyMember)
                && clause.Matter is Matter.Open or Matter.Admit or Matter.Invite or Matter.Gather)
                yield return charter.With(clause.Matter, new AnyMember());
        if (charter.Joining != plain.Joining) yield return charter with { Joining = plain.Joining };
        Charter[] usual =
        [
            charter with { RemovalNotice = plain.RemovalNotice }, charter with { AppealWithin = plain.AppealWithin },
                charter with { PetitionShare = plain.PetitionShare },
            charter with { Patience = plain.Patience }, charter with { DormantAfter = plain.DormantAfter },
                charter with { MoveWithin = plain.MoveWithin },
            charter with { GatheringNotice = plain.GatheringNotice }, charter with { MeetsEvery = null },
            charter with { UnansweredAfter = plain.UnansweredAfter, QuestionsByMembersOnly = false },
            charter with { SmallestGroup = plain.SmallestGroup },
                charter with {
                    ReviewBy = null, ObserversRead = false, EndorsedFirst = false, ObserversWelcome = true,
                        DefaultAudience = Audience.Community },
        ];
        foreach (var simpler in usual.Where(u => u != charter)) yield return simpler;
    }

    private static DecisionRule Simple(DecisionRule rule) => rule.Sentence.Length > 0 && rule is ChoosingRule or SortitionRule
        ? new ChoosingRule(new Approval()) { Timing = Timing.Days(1, 2) }
        : new MajorityRule(Threshold.SimpleMajority) { Timing = Timing.Days(0, 2) };

    // What named a rule that is gone names another.
    private static Charter Instead(Charter charter, string gone)
    {
        var other = charter.Rules[0].Name;
        return charter with
        {
            Appeals = charter.Appeals == gone ? other : charter.Appeals,
            Matters =
                charter.Matters.Select(
                    m => m.Authority is MembersBy { Rule: var name } && name == gone
                        ? new MatterClause(m.Matter, new MembersBy(other))
                        : m).ToValueList(),
            Rules = charter.Rules.Select(r => r with
            {
                Rule = r.Rule switch
                {
                    LazyConsensus lazy when lazy.Fallback == gone => lazy with { Fallback = other },
                    RoughConsensusRule rough when rough.Appeals == gone => rough with { Appeals = other },
                    var rule => rule,
                },
            }).ToValueList(),
        };
    }

    // ---- Plausible.

    private static Gen<Charter> Plausible =>
        from offices in PlausibleOffices
        let inside = offices.Where(o => !IsOpen(o, offices)).Select(o => o.Id).ToArray()
        from holds in Sometimes(2, inside)
        let judges = inside.Where(o => o != holds).ToArray()
        from open in Gen.Elements(true, true, true, false)
        let opens = open || holds is null ? (Authority)new AnyMember() : new HolderOf(holds.Value)
        from rules in PlausibleRules(judges, inside, opens is AnyMember)
        from matters in PlausibleMatters(rules, holds, opens)
        from joining in PlausibleJoining
        from times in Gen.ArrayOf(Brief, 5)
        from share in Gen.Elements(new Ratio(1, 100), new Ratio(1, 5), Ratio.Half, Ratio.TwoThirds, Ratio.Whole)
        from rest in Gen.Choose(0, 63)
        select new Charter
        {
            Name = "Generated",
            Joining = joining,
            Matters = matters,
            Rules = rules,
            Offices =
                offices.Select(o => o.Id == holds ? o with { Duties = o.Duties.Concat(Settling).Distinct().ToValueList() } : o)
                    .ToValueList(),
            Appeals = ForAppeals,
            RemovalNotice = times[0],
            AppealWithin = times[1],
            DormantAfter = times[2] + Duration.FromDays(rest),
            MoveWithin = times[3],
            Patience = times[4],
            PetitionShare = share,
            ObserversWelcome = rest % 2 == 0,
            ObserversRead = rest % 3 == 0,
            SmallestGroup = 1 + (rest % 7),
            EndorsedFirst = rest % 5 == 0,
            DefaultAudience = rest % 4 == 0 ? Audience.Contributors : Audience.Community,
            ReviewBy = rest % 6 == 0 ? Instant.FromUtc(2016, 5, 14, 9, 0) : null,
            GatheringNotice = rest % 4 == 1 ? times[rest % 5] + Duration.FromMinutes(rest) : Duration.FromDays(7),
            MeetsEvery = rest % 3 == 1 ? times[rest / 3 % 5] + Duration.FromDays(rest) : null,
            UnansweredAfter = rest % 5 == 2 ? times[rest / 5 % 5] + Duration.FromHours(rest) : Duration.FromDays(14),
            QuestionsByMembersOnly = rest % 4 == 3,
        };

    private static bool IsOpen(Office office, ValueList<Office> offices) =>
        office.OpenToOutsiders || offices.Any(o => o.Id == office.Deputies && o.OpenToOutsiders);

    private static Gen<ValueList<Office>> PlausibleOffices =>
        from chosen in Gen.SubListOf(OfficeNames)
        from offices in Gen.CollectToArray(chosen, PlausibleOffice)
        select offices.Select(
            o => o.Deputies is { } deputy && chosen.Contains(deputy) && deputy != o.Id ? o : o with { Deputies = null })
                .ToValueList();

    private static Gen<Office> PlausibleOffice(OfficeId id) =>
        from seats in Gen.Frequency((6, Gen.Choose(1, 3)), (1, Gen.Elements(12, 100)))
        from duties in Gen.SubListOf(Duties)
        from term in Gen.Frequency(
            (1, Gen.Constant((Duration?)null)), (2, Brief.Select(t => (Duration?)t)),
                (1, Gen.Elements<Duration?>(Duration.FromDays(25), TenYears)))
        from terms in Gen.Frequency((2, Gen.Constant((int?)null)), (2, Gen.Choose(1, 3).Select(n => (int?)n)))
        from deputy in Gen.Elements(OfficeNames)
        from period in Brief
        from odds in Gen.Choose(0, 29)
        select new Office(id, seats, duties.ToValueList())
        {
            Term = term,
            ConsecutiveTerms = term is null ? null : terms,
            Deputies = odds % 3 == 0 ? deputy : null,
            MustBeFilled = odds % 2 == 0,
            OpenToOutsiders = odds % 10 == 7 || (id == Office.DesignGroup && odds % 3 == 1),
            OfferPeriod = period,
        };

    private static Gen<ValueList<NamedRule>> PlausibleRules(OfficeId[] judges, OfficeId[] inside, bool advice) =>
        from appeals in PlausibleRule(
            Gen.Frequency((4, Majorities), (1, Gen.Constant<DecisionRule>(new ConsentRule { Timing = Usual }))), Bind,
                isCalledAgain: true)
        from binding in PlausibleRule(Bindings(judges), Bind, isCalledAgain: true)
        from elections in PlausibleRule(Choosing(inside), Choice, isCalledAgain: true)
        from daily in PlausibleRule(
            Gen.Frequency((3, Bindings(judges)), (3, Silence), (advice ? 1 : 0, Advice)), AnyTime, isCalledAgain: false)
        from light in PlausibleRule(
            Gen.Frequency((2, Bindings(judges)), (3, Silence), (advice ? 2 : 0, Advice)), AnyTime, isCalledAgain: false)
        from spare in PlausibleRule(Gen.Frequency((4, Bindings(judges)), (1, Choosing(inside))), Choice, isCalledAgain: false)
        from count in Gen.Elements(3, 4, 5, 5, 6)
        select new[] { appeals, binding, elections, daily, light, spare }.Select((rule, i) => new NamedRule(RuleNames[i], rule))
            .Take(count).ToValueList();

    private static Timing Usual => Timing.Days(0, 2);

    // A rule with its time, its quorum, and how votes are cast.
    private static Gen<DecisionRule> PlausibleRule(Gen<DecisionRule> kinds, Gen<Timing> timings, bool isCalledAgain) =>
        from rule in kinds
        from timing in timings
        from quorum in Gen.Frequency((3, Gen.Constant(Quorum.AtLeast(1))), (5, PlausibleQuorum(2)))
        from final in Gen.Elements(true, false, false)
        from secret in Gen.Frequency((6, Gen.Constant(false)), (1, Gen.Constant(true)))
        from proxies in Gen.Frequency(
            (3, Gen.Constant((ProxyTerms?)null)),
                (1, from depth in Gen.Choose(1, 3) from votes in Gen.Choose(1, 3)
                    select (ProxyTerms?)new ProxyTerms(depth, votes)))
        from again in Gen.Elements(true, true, false)
        from hidden in Gen.Elements(true, false, false)
        from seen in Gen.Elements(
            DecisionAudience.Members, DecisionAudience.Members, DecisionAudience.Observers, DecisionAudience.Anyone)
        let counts = rule is not (LazyConsensus or AdviceRule or SortitionRule)
        let isSecret = secret && rule is MajorityRule or ChoosingRule && secret
        let withProxies = !isSecret && rule is MajorityRule or ChoosingRule or GradientsRule && !isSecret
        select rule with
        {
            Timing = rule is AdviceRule advised
                ? timing with { Open = advised.Within + timing.Open, Longest = advised.Within + timing.Longest }
                : timing,
            Quorum = counts ? quorum : Quorum.AtLeast(1),
            Votes = final && !isSecret && rule is MajorityRule or ConsentRule or ChoosingRule && final && !isSecret
                ? VotePolicy.Final
                : VotePolicy.Changeable,
            Secret = isSecret,
            Proxies = withProxies ? proxies : null,
            SecondCall = isCalledAgain || again,
            HiddenUntilClose = hidden,
            SeenBy = seen,
        };

    private static Gen<DecisionRule> Bindings(OfficeId[] judges) => Gen.Frequency(
        (5, Majorities),
        (3, from tester in Sometimes(2, judges) select (DecisionRule)new ConsentRule(tester) { Timing = Usual }),
        (2, from tester in Sometimes(2, judges) from blocks in Gen.Elements(1, 1, 1, 2, 7)
            select (DecisionRule)new ConsensusRule(blocks, tester) { Timing = Usual }),
        (2, Gradients),
        (judges.Length == 0 ? 0 : 3, judges.Length == 0 ? Majorities : from caller in Gen.Elements(judges) from within in Brief
            select (DecisionRule)new RoughConsensusRule(caller, ForAppeals) { Timing = Usual, AppealWithin = within }));

    private static Gen<DecisionRule> Majorities =>
        PlausibleThreshold.Select(threshold => (DecisionRule)new MajorityRule(threshold) { Timing = Usual });

    private static Gen<DecisionRule> Silence =>
        Gen.Elements(ForAppeals, Binding, ForAppeals)
            .Select(fallback => (DecisionRule)new LazyConsensus(fallback) { Timing = Usual });

    private static Gen<DecisionRule> Advice =>
        from within in Brief from advisers in Gen.Choose(1, 2)
            select (DecisionRule)new AdviceRule(within, advisers) { Timing = Usual };

    private static Gen<DecisionRule> Gradients =>
        from threshold in PlausibleThreshold
        from some in Gen.SubListOf(GradientsRule.Eight.Skip(1).ToArray())
        from blocks in Gen.Elements(1, 1, 1, 2, 7)
        let levels = GradientsRule.Eight.Take(1).Concat(some).ToValueList()
        let enough = levels.Any(level => level.Class is GradientClass.Oppose or GradientClass.Block)
            ? levels
            : levels.Append(GradientsRule.Eight[6]).ToValueList()
        select (DecisionRule)new GradientsRule(enough, threshold) {
            Timing = Usual, Blocks = enough.Any(level => level.Class == GradientClass.Block) ? blocks : 1 };

    private static Gen<Threshold> PlausibleThreshold => Gen.Frequency(
        (3, Gen.Elements(Threshold.SimpleMajority, Threshold.TwoThirds, Threshold.Unanimity)),
        (3, from share in Gen.Elements(
            new Ratio(1, 100), new Ratio(1, 3), Ratio.Half, new Ratio(3, 5), Ratio.TwoThirds, new Ratio(99, 100), Ratio.Whole)
            from of in Gen.Elements(Denominator.Eligible, Denominator.TookPart, Denominator.Decisive)
            from exceeded in Gen.Elements(true, false)
            select new Threshold(share, of, exceeded && share != Ratio.Whole)));

    private static Gen<DecisionRule> Choosing(OfficeId[] inside) => Gen.Frequency(
        (7, from method in Methods
            from ties in Gen.SubListOf((TieRule[])Enum.GetValues(typeof(TieRule)))
            from order in Gen.Shuffle(ties.Count == 0 ? [TieRule.Seniority] : ties.ToArray())
            from office in Sometimes(1, inside)
            let rules = order.Where(tie => tie != TieRule.CastingVoice || office is not null).ToValueList()
            select (DecisionRule)new ChoosingRule(method with { TieRules = rules }) {
                Timing = Usual, CastingVoice = rules.Contains(TieRule.CastingVoice) ? office : null }),
        (1, Gen.Constant<DecisionRule>(new SortitionRule { Timing = Usual })));

    private static Gen<CountingMethod> Methods => Gen.OneOf(
        Gen.Elements<CountingMethod>(
            new Plurality(), new Approval(), new ScottishStv(), new MeekStv(), new ContingentVote(), new RankedPairs(),
                new Copeland()),
        from highest in Gen.Elements(1, 5, 10, 10_000) from lowest in Gen.Elements(0, 0, -1, -10_000)
            from leaves in Gen.Elements(true, false)
        select (CountingMethod)new Score(highest, lowest) { LeavesOutUnscored = leaves },
        from budget in Gen.Choose(1, 10) from cap in Gen.Choose(0, budget)
            select (CountingMethod)new Dot(budget, cap == 0 ? null : cap),
        from points in Enums<BordaPoints>() from unranked in Enums<Unranked>()
            select (CountingMethod)new Borda { Points = points, Unranked = unranked },
        from unranked in Enums<Unranked>() select (CountingMethod)new InstantRunoff { Unranked = unranked },
        from unranked in Enums<Unranked>() from measure in Enums<MinimaxMeasure>()
            select (CountingMethod)new Minimax { Unranked = unranked, Measure = measure },
        from unranked in Enums<Unranked>() from strength in Enums<Strength>()
            select (CountingMethod)new Schulze { Unranked = unranked, Strength = strength },
        from quorum in Gen.Choose(0, 3) select (CountingMethod)new DebianRule { Quorum = quorum });

    private static Gen<TEnum> Enums<TEnum>()
        where TEnum : struct, Enum => Gen.Elements((TEnum[])Enum.GetValues(typeof(TEnum)));

    // A tree of quorums, seldom deep.
    private static Gen<Quorum> PlausibleQuorum(int depth) => depth == 0 ? PlainQuorum : Gen.Frequency(
        (5, PlainQuorum),
        (1, Shares.Select(share => (Quorum)new SupportQuorum(share))),
        (2, from one in PlausibleQuorum(depth - 1) from other in PlausibleQuorum(depth - 1) select Quorum.GreaterOf(one, other)),
        (2, from one in PlausibleQuorum(depth - 1) from other in PlausibleQuorum(depth - 1) select Quorum.LesserOf(one, other)),
        (2, from kind in Gen.Frequency(
            (4, Gen.Elements(GroupKind.Organisation, GroupKind.Profession)), (1, Gen.Elements(GroupKinds)))
            from within in PlainQuorum
            from groups in Gen.Elements<int?>(null, 1, 2)
            select (Quorum)new GroupQuorum(kind, within, groups)));

    private static Gen<Quorum> PlainQuorum => Gen.Frequency(
        (3, Gen.Choose(1, 3).Select(Quorum.AtLeast)),
        (2, Shares.Select(Quorum.Share)),
        (1, Shares.Select(share => (Quorum)new SquareRootQuorum(share))));

    private static Gen<Ratio> Shares =>
        Gen.Elements(new Ratio(1, 1000), new Ratio(1, 4), new Ratio(1, 3), Ratio.Half, Ratio.TwoThirds, Ratio.Whole);

    private static Gen<ValueList<MatterClause>> PlausibleMatters(ValueList<NamedRule> rules, OfficeId? holds, Authority opens)
    {
        var names = rules.ToLookup(named => named.Rule is ChoosingRule or SortitionRule, named => named.Name);
        var binding = names[false].Where(name => name is ForAppeals or Binding).ToArray();
        var any = names[false].ToArray();
        var silent = rules.Where(named => named.Rule is not (ChoosingRule or SortitionRule or AdviceRule))
            .Select(named => named.Name).ToArray();
        Gen<Authority> By(string[] those) => Gen.Elements(those).Select(name => (Authority)new MembersBy(name));
        Gen<Authority> Alone() =>
            Gen.Elements(holds is { } office ? [new AnyMember(), new HolderOf(office)] : new Authority[] { new AnyMember() });
        Gen<Authority> Of(Matter matter) => matter switch
        {
            Matter.Open => Gen.Constant(opens),
            Matter.Admit => Gen.Frequency((2, Alone()), (2, By(binding)), (1, By(silent))),
            Matter.Invite => Gen.Frequency((3, Gen.Constant<Authority>(new AnyMember())), (1, By(binding)), (1, By(silent))),
            Matter.Gather => Gen.Frequency((2, Alone()), (1, By(any))),
            Matter.Elect => By(names[true].Take(1).ToArray()),
            Matter.Remove or Matter.Recall or Matter.Close or Matter.Merge or Matter.Amend => By(binding),
            Matter.Endorse => Gen.Frequency((2, Gen.Elements<Authority>(new AnyMember(), new Contributors())), (1, By(any))),
            Matter.WidenToLinked or Matter.WidenToSystem or Matter.WidenToPublic =>
                Gen.Frequency((1, Gen.Constant<Authority>(new Contributors())), (2, By(silent))),
            Matter.Link => By(silent),
            _ => By(any),
        };
        return Gen.CollectToArray(Matters, matter => Of(matter).Select(authority => new MatterClause(matter, authority)))
            .Select(all => all.ToValueList());
    }

    private static Gen<JoiningRule> PlausibleJoining => Gen.Frequency(
        (4, SimpleJoining),
        (1, from depth in Gen.Choose(1, 5)
            from kinds in Gen.ArrayOf(Gen.Elements(GroupKinds), depth)
            from others in SimpleJoining
            select kinds.Aggregate(others, (inner, kind) => new JoiningOnBelonging([new DirectoryGroup(kind, "RJZ")], inner))));

    private static Gen<JoiningRule> SimpleJoining =>
        from stand in Brief
        from ask in Brief
        from rule in Gen.Elements<JoiningRule>(
            new OpenJoining(), new OpenJoining(), new JoiningOnRequest([]) { AskAgainAfter = ask },
                new JoiningOnRequest(["Why?", "Where?"]), new JoiningByInvitation())
        select rule with { InvitationsStand = stand };

    // Times that stories get to, and now and then one at a bound.
    private static Gen<Duration> Brief => Gen.Frequency(
        (6, Gen.Elements(
            Duration.FromHours(1), Duration.FromHours(23), Day, Duration.FromDays(2), Duration.FromDays(7),
                Duration.FromDays(14))),
        (1, Gen.Elements(Duration.Epsilon, Duration.FromSeconds(1), Duration.FromDays(366), TwoYears)));

    private static Gen<Timing> AnyTime => Times(Gen.Frequency((3, Gen.Constant(Duration.Zero)), (2, Brief)), Brief);

    // There is time to become a candidate, and to commit a lot.
    private static Gen<Timing> Choice => Times(Brief, Brief);

    private static Gen<Timing> Bind => Times(
        Gen.Frequency((3, Gen.Constant(Duration.Zero)), (2, Brief)),
        Gen.Frequency((6, Gen.Elements(Day, Duration.FromDays(2), Duration.FromDays(7))), (1, Gen.Constant(TwoYears))));

    private static Gen<Timing> Times(Gen<Duration> notices, Gen<Duration> opens) =>
        from notice in notices
        from open in opens
        from longer in Gen.Elements(0, 0, 1, 3)
        select new Timing(notice, open, open < TwoYears ? Duration.Min(open * (1 + longer), TwoYears) : open);

    private static Gen<OfficeId?> Sometimes(int often, OfficeId[] offices) => offices.Length == 0
        ? Gen.Constant((OfficeId?)null)
        : Gen.Frequency((1, Gen.Constant((OfficeId?)null)), (often, Gen.Elements(offices).Select(o => (OfficeId?)o)));

    // ---- One edge moved.

    private static Gen<Charter> Moved(Charter charter)
    {
        var edge = Gen.Elements(Edges);
        var positive = Gen.Elements(Edges.Where(time => time > Duration.Zero).ToArray());
        var count = Gen.Elements(Counts);
        Gen<Charter> Rule(Func<DecisionRule, Gen<DecisionRule>> change) =>
            from named in Gen.Elements(charter.Rules.ToArray()) from rule in change(named.Rule)
                select charter.With(named.Name, rule);
        Gen<Charter> OneOffice(Func<Office, Gen<Office>> change) => charter.Offices.Count == 0
            ? Gen.Constant(charter)
            : from office in Gen.Elements(charter.Offices.ToArray()) from changed in change(office) select charter.With(changed);
        return Gen.OneOf(
            edge.Select(time => charter with { RemovalNotice = time }),
            edge.Select(time => charter with { AppealWithin = time }),
            edge.Select(time => charter with { DormantAfter = time }),
            edge.Select(time => charter with { MoveWithin = time }),
            from time in edge
            from moved in Gen.Elements(
                charter with { Patience = time }, charter with { GatheringNotice = time }, charter with { MeetsEvery = time },
                charter with { UnansweredAfter = time })
            select moved,
            Gen.Elements(0, -1, 1, 99, 100, 101).Select(number => charter with { SmallestGroup = number }),
            Gen.Elements(new Ratio(0, 1), new Ratio(1, int.MaxValue), Ratio.Whole, new Ratio(101, 100))
                .Select(share => charter with { PetitionShare = share }),
            Gen.Elements(Years.First - Duration.Epsilon, Years.First, Years.Last, Years.Last + Duration.Epsilon)
                .Select(day => charter with { ReviewBy = day }),
            Rule(rule => edge.Select(time => rule with { Timing = rule.Timing with { Notice = time } })),
            Rule(rule =>
                positive.Select(
                    time => rule with {
                        Timing = rule.Timing with { Open = time, Longest = Duration.Max(time, rule.Timing.Longest) } })),
            Rule(rule => positive.Select(time => rule with { Timing = rule.Timing with { Longest = time } })),
            Rule(rule => FreeQuorum(6).Select(quorum => rule with { Quorum = quorum })),
            Rule(rule =>
                Gen.Choose(1, 7)
                    .Select(depth =>
                        rule with {
                            Quorum = Enumerable.Range(1, depth - 1)
                                .Aggregate(Quorum.AtLeast(1), (inner, _) => new EachOf([inner])) })),
            Rule(rule => Gen.Constant(rule with { SecondCall = !rule.SecondCall })),
            Rule(rule =>
                Gen.Constant(rule with { Votes = rule.Votes == VotePolicy.Final ? VotePolicy.Changeable : VotePolicy.Final })),
            Rule(rule => Gen.Constant(rule with { Secret = !rule.Secret })),
            Rule(rule => from depth in count from votes in count select rule with { Proxies = new ProxyTerms(depth, votes) }),
            Rule(rule => from other in FreeRule select other with { Timing = rule.Timing }),
            Gen.Elements(charter.Rules.Select((named, i) => (named.Name, i)).ToArray())
                .SelectMany(
                    at => count.Select(
                        n => charter.Rules[at.i].Rule is GradientsRule { Levels: var levels } gradients
                            && levels.Any(level => level.Class == GradientClass.Block)
                                ? charter.With(at.Name, gradients with { Blocks = n })
                                : charter)),
            Rule(rule => rule switch
            {
                MajorityRule majority => FreeThreshold.Select(t => (DecisionRule)(majority with { Threshold = t })),
                GradientsRule gradients => Gen.OneOf(
                    FreeThreshold.Select(t => (DecisionRule)(gradients with { Threshold = t })),
                        count.Select(n => (DecisionRule)(gradients with { Blocks = n })),
                    Gen.SubListOf(
                        GradientsRule.Eight.Concat(GradientsRule.Eight.Take(1)).Append(new("never", GradientClass.Block))
                            .ToArray()).Select(levels => (DecisionRule)(gradients with { Levels = levels.ToValueList() }))),
                ConsensusRule consensus => count.Select(n => (DecisionRule)(consensus with { Blocks = n })),
                RoughConsensusRule rough =>
                    Gen.OneOf(
                        edge.Select(t => (DecisionRule)(rough with { AppealWithin = t })),
                            Gen.Elements(RuleNames).Select(name => (DecisionRule)(rough with { Appeals = name }))),
                AdviceRule advised =>
                    Gen.OneOf(
                        edge.Select(t => (DecisionRule)(advised with { Within = t })),
                            count.Select(n => (DecisionRule)(advised with { Advisers = n }))),
                LazyConsensus lazy => Gen.Elements(RuleNames).Select(name => (DecisionRule)(lazy with { Fallback = name })),
                ChoosingRule choosing =>
                    Gen.Elements<DecisionRule>(
                        choosing with { CastingVoice = Office.Deputy }, choosing with { Method = new Dot(2, 3) },
                            choosing with { Method = choosing.Method with { TieRules = [TieRule.CastingVoice, TieRule.Lot] } }),
                _ => Gen.Constant(rule),
            }),
            OneOffice(office => Gen.Elements(Edges).Select(time => office with { Term = time })),
            OneOffice(office => edge.Select(time => office with { OfferPeriod = time })),
            OneOffice(office => count.Select(seats => office with { Seats = seats })),
            OneOffice(office => count.Select(terms => office with { ConsecutiveTerms = terms })),
            OneOffice(office => Gen.Elements(OfficeNames).Select(deputy => office with { Deputies = deputy })),
            OneOffice(office => Gen.Constant(office with { OpenToOutsiders = !office.OpenToOutsiders })),
            OneOffice(office => Gen.Constant(office with { Duties = office.Duties.Skip(1).ToValueList() })),
            OneOffice(office => Gen.Constant(office)).Select(c => c with { Offices = c.Offices.Skip(1).ToValueList() }),
            OneOffice(office => Gen.Constant(office))
                .Select(c => c with { Offices = c.Offices.Concat(c.Offices.Take(1)).ToValueList() }),
            Gen.Constant(charter with { Rules = charter.Rules.Concat(charter.Rules.Take(1)).ToValueList() }),
            Gen.Choose(0, charter.Rules.Count - 1)
                .Select(gone => charter with { Rules = charter.Rules.Where((_, i) => i != gone).ToValueList() }),
            Gen.Elements(RuleNames).Select(name => charter with { Appeals = name }),
            from matter in Gen.Elements(Matters) from authority in FreeAuthority select charter.With(matter, authority),
            Gen.Elements(Matters)
                .Select(matter => charter with { Matters = charter.Matters.Where(m => m.Matter != matter).ToValueList() }),
            Gen.Elements(charter.Matters.ToArray())
                .Select(clause => charter with { Matters = charter.Matters.Append(clause).ToValueList() }),
            FreeJoining(7).Select(joining => charter with { Joining = joining }));
    }

    // ---- Free.

    private static Gen<Charter> Free =>
        from rules in Gen.ArrayOf(from name in Gen.Elements(RuleNames) from rule in FreeRule select new NamedRule(name, rule), 5)
        from matters in Gen.CollectToArray(
            Matters, matter => FreeAuthority.Select(authority => new MatterClause(matter, authority)))
        from gone in Gen.Choose(0, 3 * Matters.Length)
        from offices in Gen.ArrayOf(FreeOffice, 4)
        from joining in FreeJoining(7)
        from appeals in Gen.Elements(RuleNames)
        from times in Gen.ArrayOf(Gen.Elements(Edges), 7)
        from share in FreeShare
        from smallest in Gen.Choose(-1, 101)
        select new Charter
        {
            Name = "Free",
            Joining = joining,
            Matters = matters.Where((_, i) => i != gone).ToValueList(),
            Rules = rules.ToValueList(),
            Offices = offices.ToValueList(),
            Appeals = appeals,
            RemovalNotice = times[0],
            AppealWithin = times[1],
            DormantAfter = times[2],
            MoveWithin = times[3],
            Patience = times[4],
            GatheringNotice = times[5],
            MeetsEvery = smallest % 2 == 0 ? times[6] : null,
            UnansweredAfter = times[Math.Abs(smallest) % 7],
            PetitionShare = share,
            SmallestGroup = smallest,
        };

    private static Gen<Authority> FreeAuthority => Gen.OneOf(
        Gen.Elements<Authority>(new AnyMember(), new Contributors()),
        Gen.Elements(OfficeNames).Select(office => (Authority)new HolderOf(office)),
        Gen.Elements(RuleNames).Select(name => (Authority)new MembersBy(name)));

    private static Gen<DecisionRule> FreeRule =>
        from office in Gen.Elements(OfficeNames)
        from threshold in FreeThreshold
        from count in Gen.Elements(Counts)
        from name in Gen.Elements(RuleNames)
        from within in Gen.Elements(Edges)
        from levels in Gen.SubListOf(GradientsRule.Eight.Append(new("never", GradientClass.Block)).ToArray())
        from method in Methods
        from timing in Times(Gen.Elements(Edges), Gen.Elements(Edges.Where(time => time > Duration.Zero).ToArray()))
        from quorum in FreeQuorum(3)
        from odds in Gen.Choose(0, 47)
        from rule in Gen.Elements<DecisionRule>(
            new MajorityRule(threshold) { Timing = timing }, new ConsentRule(odds % 2 == 0 ? office : null) { Timing = timing },
                new ConsensusRule(count, odds % 2 == 0 ? office : null) { Timing = timing },
            new RoughConsensusRule(office, name) { Timing = timing, AppealWithin = within },
                new LazyConsensus(name) { Timing = timing }, new AdviceRule(within, count) { Timing = timing },
            new GradientsRule(levels.ToValueList(), threshold) { Timing = timing, Blocks = count },
                new ChoosingRule(method) { Timing = timing, CastingVoice = odds % 3 == 0 ? office : null },
                    new SortitionRule { Timing = timing })
        select rule with
        {
            Quorum = quorum,
            Secret = odds % 4 == 0,
            Votes = odds % 3 == 1 ? VotePolicy.Final : VotePolicy.Changeable,
            Proxies = odds % 6 == 5 ? new ProxyTerms(count, count) : null,
            SecondCall = odds % 5 != 0,
        };

    private static Gen<Ratio> FreeShare =>
        Gen.Elements(
            new Ratio(0, 1), new Ratio(1, int.MaxValue), new Ratio(1, 3), Ratio.Whole, new Ratio(3, 2),
                new Ratio(int.MaxValue, 1));

    private static Gen<Threshold> FreeThreshold =>
        from share in FreeShare
        from of in Gen.Elements(Denominator.Eligible, Denominator.TookPart, Denominator.Decisive)
        from exceeded in Gen.Elements(true, false)
        select new Threshold(share, of, exceeded);

    private static Gen<Quorum> FreeQuorum(int depth) => Gen.Frequency(
        (3, Gen.Elements(Counts).Select(Quorum.AtLeast)),
        (1, FreeShare.Select(Quorum.Share)),
        (1, FreeShare.Select(share => (Quorum)new SquareRootQuorum(share))),
        (1, FreeShare.Select(share => (Quorum)new SupportQuorum(share))),
        (depth == 0 ? 0 : 2, depth == 0
            ? PlainQuorum
            : Gen.ListOf(FreeQuorum(depth - 1), 2).Select(some => (Quorum)new EachOf(some.ToValueList()))),
        (depth == 0
            ? 0 : 2, depth == 0
                ? PlainQuorum
                : Gen.SubListOf([Quorum.AtLeast(1), Quorum.Share(Ratio.Half), Quorum.AtLeast(100)])
                    .Select(some => (Quorum)new EitherOf(some.ToValueList()))),
        (depth == 0 ? 0 : 2, depth == 0 ? PlainQuorum : from kind in Gen.Elements(GroupKinds) from within in FreeQuorum(depth - 1)
            from groups in Gen.Elements<int?>(null, 1, 2, 3, int.MaxValue) select (Quorum)new GroupQuorum(kind, within, groups)));

    private static Gen<Office> FreeOffice =>
        from id in Gen.Elements(OfficeNames)
        from seats in Gen.Elements(Counts)
        from duties in Gen.SubListOf(Duties)
        from term in Gen.Elements(Edges)
        from terms in Gen.Elements(Counts)
        from deputy in Gen.Elements(OfficeNames)
        from period in Gen.Elements(Edges)
        from odds in Gen.Choose(0, 15)
        select new Office(id, seats, duties.ToValueList())
        {
            Term = odds % 3 == 0 ? null : term,
            ConsecutiveTerms = odds % 4 == 0 ? terms : null,
            Deputies = odds % 5 == 0 ? deputy : null,
            MustBeFilled = odds % 2 == 0,
            OpenToOutsiders = odds % 7 == 3,
            OfferPeriod = period,
        };

    private static Gen<JoiningRule> FreeJoining(int depth) =>
        from deep in Gen.Choose(0, depth)
        from stand in Gen.Elements(Edges)
        from ask in Gen.Elements(Edges)
        from rule in Gen.Elements<JoiningRule>(
            new OpenJoining(), new JoiningOnRequest([]) { AskAgainAfter = ask }, new JoiningByInvitation())
        from kind in Gen.Elements(GroupKinds)
        from empty in Gen.Elements(true, false, false, false)
        select Enumerable.Range(0, deep)
            .Aggregate(
                rule with { InvitationsStand = stand }, (inner, i) =>
                    new JoiningOnBelonging(empty && i == 0 ? [] : [new DirectoryGroup(kind, "RJZ")], inner));
}
