using System.Text.Json.Serialization;

namespace CommunitiesOfPractice;

/// <summary>What several communities decide together: the same words, and all who must carry them.</summary>
public sealed record JointMatter : MandateMatter
{
    internal override MandatePurpose For => MandatePurpose.Joint;

    /// <summary>A joint matter.</summary>
    /// <param name="parties">All communities that must carry it, in any order.</param>
    /// <param name="words">What is decided.</param>
    /// <exception cref="ArgumentException">Something is null or <c>default</c>, or a community is named twice, or fewer than two
    /// are.</exception>
    [JsonConstructor]
    public JointMatter(ValueList<CommunityId> parties, FreeText words) => (Parties, Words) = (parties, words);

    /// <summary>All communities that must carry it, in the order of their ids.</summary>
    public ValueList<CommunityId> Parties
    {
        get;
        init => field = Guard.Against.Gaps(value).Distinct().Count() == value.Count && value.Count > 1
            ? value.OrderBy(party => party).ToValueList()
            : throw new ArgumentException("A joint matter has at least two parties, each named once.", nameof(Parties));
    }

    /// <summary>What is decided.</summary>
    public FreeText Words { get; init => field = Guard.Against.Null(value); }
}

/// <summary>
/// Decide jointly with other communities. Each decides by its own rule. The decision is carried when all have carried the same
/// words with the same parties. Carrying it here gives each other community a mandate, which the hosts bring across
/// (<see cref="ReportAgreed"/>).
/// </summary>
/// <param name="Joint">What is decided, and which communities decide it.</param>
public sealed record DecideJointly(JointMatter Joint) : Proposal
{
    /// <summary>What is decided, and which communities decide it.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public JointMatter Joint { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Joint);

    /// <inheritdoc/>
    public override Matter Matter => Matter.AnythingElse;

    private protected override string Said(Wording wording) =>
        wording.Say("proposal.decide-jointly", wording.List(Joint.Parties.Select(party => party.Value)), Joint.Words);

    internal override Ruling? RefuseTabling(Sitting sitting) =>
        Joint.Parties.Contains(sitting.Community.Id)
            ? null
            : sitting.Refuse(
                Clauses.JointParties, Condition.WellFormed, sitting.Community.Id.Value, Witness.Of(sitting.Community.Id));

    internal override IReadOnlyList<Event> TakeEffect(Sitting sitting, Decision decision, Result result) =>
    [
        .. Joint.Parties.Where(party => party != sitting.Community.Id)
            .Select(party =>
                new MandateGiven(sitting.Mandate(decision.Id, StreamId.Of(party), MandatePurpose.Joint) with { What = Joint })),
    ];
}

/// <summary>
/// Reports, as the host, that another community has carried a joint decision. Its mandate is the evidence, single-use and dated.
/// Once all have carried it, it is jointly carried. Refused, in this order: the members here have not carried the same with that
/// community; the mandate is for something or somebody else, has expired or is used; that community has agreed.
/// </summary>
/// <param name="Decision">The decision here.</param>
/// <param name="Mandate">The other community's mandate.</param>
/// <param name="Source">Where the host has it from: the other community's record.</param>
public sealed record ReportAgreed(DecisionId Decision, Mandate Mandate, string Source) : CommunityFact(Source)
{
    /// <summary>The other community's mandate.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public Mandate Mandate { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Mandate);

    internal override IEnumerable<PersonId> Named => [];

    internal override Ruling Rule(Sitting sitting) =>
        (sitting.Community.Decision(Decision) is { Proposal: DecideJointly { Joint: var joint }, Result.Outcome: Outcome.Carried }
            && joint == Mandate.What && joint.Parties.Contains(Mandate.From)
            ? null
            : sitting.Refuse(Clauses.NotJoint, Condition.Decision, Decision.ToString(), Witness.Of(Decision)))
        ?? sitting.RefuseUnlessMandated(Mandate, MandatePurpose.Joint)
        ?? (sitting.Community.Decision(Decision)!.Agreed.Contains(Mandate.From)
            ? sitting.Refuse(Clauses.MandateUsed, Condition.Novelty, Mandate.Id, new Witness(WitnessKind.Mandate, Mandate.Id))
            : null)
        ?? sitting.Allow(
            Clauses.JointlyDeciding, new Witness(WitnessKind.Mandate, Mandate.Id), Events(sitting.Community.Decision(Decision)!));

    // All but this community have agreed by mandate.
    private Event[] Events(Decision decision) =>
        decision.Agreed.Count + 2 == ((DecideJointly)decision.Proposal).Joint.Parties.Count
        ? [new PartyAgreed(Decision, Mandate), new JointlyCarried(Decision)]
        : [new PartyAgreed(Decision, Mandate)];
}
