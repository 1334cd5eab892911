using CommunitiesOfPractice.Counting;

namespace CommunitiesOfPractice;

/// <summary>
/// Charters to start from (feature 3). Each is plain data: take one, change what does not fit with <c>with</c> or
/// <see cref="Charter.With(Matter, Authority)"/>, and check it. Under all of them any member may invite, the members decide
/// removals, recalls and amendments, and an absent majority locks nothing, because a matter that lacks a quorum may be called a
/// second time.
/// </summary>
public static class Charters
{
    /// <summary>
    /// For a group of colleagues who trust each other: open to all, any member opens and approves, silence is assent for most
    /// things.
    /// </summary>
    public static Charter Informal() => new()
    {
        Name = "Informal",
        Joining = new OpenJoining(),
        Matters =
            Settled(open: new AnyMember(), admit: new AnyMember(), daily: RuleNames.Silence, weighty: RuleNames.TwoThirds,
                recall: RuleNames.Majority),
        Rules = [
            LazyRule(3, RuleNames.Majority), MajorityOf(RuleNames.Majority, Threshold.SimpleMajority, 2),
                MajorityOf(RuleNames.TwoThirds, Threshold.TwoThirds, 3), ElectionBy(new Approval())],
        Offices = [Convener(2, null, null), DesignGroup(), Broker()],
        Appeals = RuleNames.Majority,
    };

    /// <summary>
    /// Sociocratic consent: a proposal is carried when no reasoned objection remains. A facilitator, who settles nothing alone,
    /// tests objections. Joining is by request.
    /// </summary>
    public static Charter ByConsent() => new()
    {
        Name = "Consent",
        Joining = new JoiningOnRequest(["What do you hope to learn, and what could you share?"]),
        Matters =
            Settled(open: new AnyMember(), admit: new AnyMember(), daily: RuleNames.Consent, weighty: RuleNames.Consent,
                recall: RuleNames.Consent),
        Rules =
        [
            new(RuleNames.Consent, new ConsentRule(Office.Facilitator)
            {
                Timing = Timing.Days(2, 7).UpTo(21),
                Quorum = Quorum.GreaterOf(Quorum.AtLeast(2), Quorum.Share(new Ratio(1, 4))),
            }),
            MajorityOf(RuleNames.Majority, Threshold.SimpleMajority, 2),
            ElectionBy(new Approval()),
        ],
        Offices =
        [
            Convener(2, 365, 2),
            new Office(Office.Facilitator, 1, [Duty.Facilitate, Duty.TestObjections]) { Term = Duration.FromDays(365) },
            DesignGroup(),
            Broker(),
        ],
        Appeals = RuleNames.Majority,
    };

    /// <summary>
    /// Elected conveners who open matters and approve requests, and the members by vote for everything that binds: the shape of a
    /// society's rules. Members can bring a matter past a silent convener by petition.
    /// </summary>
    public static Charter Elected() => new()
    {
        Name = "Elected",
        Joining = new JoiningOnRequest(["Where do you work or live, and what brings you?"]),
        Matters =
            Settled(open: new HolderOf(Office.Convener), admit: new HolderOf(Office.Convener), daily: RuleNames.Majority,
                weighty: RuleNames.TwoThirds, recall: RuleNames.Majority),
        Rules =
        [
            new(RuleNames.Majority, new MajorityRule(Threshold.SimpleMajority)
            {
                Timing = Timing.Days(3, 7).UpTo(21),
                Quorum = Quorum.GreaterOf(Quorum.AtLeast(2), Quorum.Share(new Ratio(1, 4))),
            }),
            new(RuleNames.TwoThirds, new MajorityRule(Threshold.TwoThirds)
            {
                Timing = Timing.Days(7, 14).UpTo(28),
                Quorum = Quorum.GreaterOf(Quorum.AtLeast(2), Quorum.Share(new Ratio(1, 3))),
            }),
            ElectionBy(new InstantRunoff()),
        ],
        Offices =
        [
            Convener(1, 730, 2) with { Deputies = Office.Deputy },
            new Office(Office.Deputy, 1, [Duty.CallGatherings, Duty.OpenDecisions, Duty.ApproveRequests]) {
                Term = Duration.FromDays(730) },
            DesignGroup(),
            Broker(),
        ],
        Appeals = RuleNames.Majority,
    };

    /// <summary>
    /// A circle across organisations. At least two organisations take part in what binds, so that none of them decides alone.
    /// There are two co-conveners, and brokers carry its links. Joining is open to some groups and on request for others.
    /// </summary>
    /// <param name="openTo">Groups whose people join without asking; none for everybody on request.</param>
    public static Charter FederatedCircle(params DirectoryGroup[] openTo) => new()
    {
        Name = "Federated circle",
        Joining = openTo is { Length: > 0 }
            ? new JoiningOnBelonging(ValueList.Of(openTo), new JoiningOnRequest([]))
            : new JoiningOnRequest([]),
        Matters =
            Settled(open: new AnyMember(), admit: new AnyMember(), daily: RuleNames.Majority, weighty: RuleNames.TwoThirds,
                recall: RuleNames.Majority),
        Rules =
        [
            new(RuleNames.Majority,
                new MajorityRule(Threshold.SimpleMajority) { Timing = Timing.Days(2, 7).UpTo(14), Quorum = Quorum.AtLeast(2) }),
            new(RuleNames.TwoThirds, new MajorityRule(Threshold.TwoThirds)
            {
                Timing = Timing.Days(7, 14).UpTo(28),
                Quorum = new GroupQuorum(GroupKind.Organisation, Quorum.AtLeast(1), 2),
            }),
            ElectionBy(new ScottishStv()),
        ],
        Offices = [Convener(2, 365, 3), DesignGroup(), Broker() with { Seats = 4 }],
        Appeals = RuleNames.Majority,
    };

    /// <summary>
    /// All the ready charters by a name that stays, for requests and settings: <c>informal</c>, <c>by-consent</c>, <c>elected</c>
    /// and <c>federated-circle</c> (open to no group without asking).
    /// </summary>
    public static IReadOnlyDictionary<string, Charter> ByName { get; } =
        new Dictionary<string, Charter>(StringComparer.Ordinal)
        {
            ["informal"] = Informal(), ["by-consent"] = ByConsent(), ["elected"] = Elected(),
            ["federated-circle"] = FederatedCircle(),
        };

    /// <summary>All the ready charters.</summary>
    public static IReadOnlyList<Charter> Ready { get; } = [.. ByName.Values];

    private static ValueList<MatterClause> Settled(
        Authority open, Authority admit, string daily, string weighty, string recall) =>
    [
        new(Matter.Admit, admit),
        new(Matter.Invite, new AnyMember()),
        new(Matter.Remove, new MembersBy(weighty)),
        new(Matter.Elect, new MembersBy(RuleNames.Election)),
        new(Matter.Recall, new MembersBy(recall)),
        new(Matter.Endorse, new AnyMember()),
        new(Matter.WidenToLinked, new MembersBy(daily)),
        new(Matter.WidenToSystem, new MembersBy(daily)),
        new(Matter.WidenToPublic, new MembersBy(weighty)),
        new(Matter.Link, new MembersBy(daily)),
        new(Matter.Gather, new AnyMember()),
        new(Matter.Open, open),
        new(Matter.ChangeStage, new MembersBy(daily)),
        new(Matter.Close, new MembersBy(weighty)),
        new(Matter.Merge, new MembersBy(weighty)),
        new(Matter.Amend, new MembersBy(weighty)),
        new(Matter.AnythingElse, new MembersBy(daily)),
    ];

    private static NamedRule LazyRule(int days, string fallback) =>
        new(RuleNames.Silence, new LazyConsensus(fallback) { Timing = Timing.Days(0, days) });

    private static NamedRule MajorityOf(string name, Threshold threshold, int notice) =>
        new(name, new MajorityRule(threshold) { Timing = Timing.Days(notice, 7).UpTo(21), Quorum = Quorum.AtLeast(2) });

    private static NamedRule ElectionBy(CountingMethod method) =>
        new(RuleNames.Election, new ChoosingRule(method with { TieRules = [TieRule.Seniority] })
        {
            Timing = Timing.Days(7, 7).UpTo(14),
            Quorum = Quorum.AtLeast(2),
            HiddenUntilClose = true,
        });

    private static Office Convener(int seats, int? termDays, int? terms) =>
        new(Office.Convener, seats, [Duty.CallGatherings, Duty.OpenDecisions, Duty.ApproveRequests])
        {
            Term = termDays is { } days ? Duration.FromDays(days) : null,
            ConsecutiveTerms = terms,
            MustBeFilled = true,
        };

    private static Office DesignGroup() =>
        new(Office.DesignGroup, 12, [Duty.FrameDomain, Duty.CallGatherings]) { OpenToOutsiders = true };

    private static Office Broker() => new(Office.Broker, 2, [Duty.CarryLinks]) { Term = Duration.FromDays(730) };
}
