namespace CommunitiesOfPractice;

/// <summary>
/// Declare a stage, with the evidence by which the members see it. It is the next stage, or any earlier stage but potential.
/// </summary>
/// <param name="Stage">The stage.</param>
/// <param name="Evidence">What they see it by.</param>
public sealed record DeclareStage(Stage Stage, FreeText Evidence) : Proposal
{
    /// <summary>The stage.</summary>
    /// <exception cref="ArgumentException">It is none of them.</exception>
    public Stage Stage { get; init => field = Guard.Against.EnumOutOfRange(value); } = Guard.Against.EnumOutOfRange(Stage);

    /// <inheritdoc/>
    public override Matter Matter => Matter.ChangeStage;

    private protected override string Said(Wording wording) => wording.Say("proposal.declare-stage", wording.Of(Stage), Evidence);

    internal override Ruling? RefuseTabling(Sitting sitting) =>
        sitting.RefuseUnlessReason(Evidence)
        ?? (Follows(sitting.Community.Stage)
            ? null
            : sitting.Refuse(
                Clauses.StageMoves, Condition.Stage, Names.Of(sitting.Community.Stage), Witness.Of(sitting.Community.Id)));

    internal override IReadOnlyList<Event>? TakeEffect(Sitting sitting, Decision decision, Result result) =>
        Follows(sitting.Community.Stage) ? [new StageChanged(Stage, Evidence, decision.Id)] : null;

    private bool Follows(Stage current) => Stage == current + 1 || (Stage < current && Stage != Stage.Potential);
}

/// <summary>Change what the community is about: its domain statement.</summary>
/// <param name="Domain">The new domain.</param>
public sealed record Reframe(Domain Domain) : Proposal
{
    /// <summary>The new domain.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public Domain Domain { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Domain);

    /// <inheritdoc/>
    public override Matter Matter => Matter.AnythingElse;

    private protected override string Said(Wording wording) => wording.Say("proposal.reframe", Domain.SharedConcern);

    internal override IReadOnlyList<Event> TakeEffect(Sitting sitting, Decision decision, Result result) =>
        [new DomainFramed(Domain)];
}

/// <summary>Record an organisation as sponsor, or none. A sponsor has no power here (law 3).</summary>
/// <param name="Sponsor">The organisation's code; null for none.</param>
public sealed record RecordSponsor(string? Sponsor) : Proposal
{
    /// <inheritdoc/>
    public override Matter Matter => Matter.AnythingElse;

    private protected override string Said(Wording wording) =>
        Sponsor is null ? wording.Say("proposal.record-no-sponsor") : wording.Say("proposal.record-sponsor", Sponsor);

    internal override Ruling? RefuseTabling(Sitting sitting) =>
        Sponsor is not null && KeyFormat.Fault(Sponsor) is not null
            ? sitting.Refuse(Clauses.Malformed, Condition.WellFormed, OfWhat.Sponsor)
            : null;

    internal override IReadOnlyList<Event> TakeEffect(Sitting sitting, Decision decision, Result result) =>
        [new SponsorRecorded(Sponsor)];
}

/// <summary>Close the community, with a reason and a legacy that stays readable. Closing ends no membership.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Legacy">What it leaves behind.</param>
public sealed record Close(FreeText Reason, FreeText Legacy) : Proposal
{
    /// <inheritdoc/>
    public override Matter Matter => Matter.Close;

    private protected override string Said(Wording wording) => wording.Say("proposal.close", Reason);

    internal override Affects Affects => Affects.Everyone;

    internal override Ruling? RefuseTabling(Sitting sitting) =>
        sitting.RefuseUnlessReason(Reason) ?? sitting.RefuseUnlessReason(Legacy);

    internal override IReadOnlyList<Event> TakeEffect(Sitting sitting, Decision decision, Result result) =>
        sitting.Closing(decision.Id, Reason, Legacy);
}

/// <summary>
/// Revive a dormant community. If the members do not, it stays dormant until they close it or somebody asks again.
/// </summary>
public sealed record Revive : Proposal
{
    /// <inheritdoc/>
    public override Matter Matter => Matter.Close;

    private protected override string Said(Wording wording) => wording.Say("proposal.revive");

    internal override Ruling? RefuseTabling(Sitting sitting) =>
        sitting.Life.Status == Status.Dormant
            ? null
            : sitting.Refuse(Clauses.NotDormant, Condition.Novelty, null, Witness.Of(sitting.Community.Id));

    internal override IReadOnlyList<Event>? TakeEffect(Sitting sitting, Decision decision, Result result) =>
        sitting.Life.Status == Status.Dormant ? [new CommunityRevived()] : null;
}

/// <summary>
/// Notices that no member has done anything for as long as the charter says. The community is then dormant, and its members are
/// asked whether to revive it. Only an act by somebody who is then a member and counts (not suspended, away, on leave or
/// unclaimed) keeps it awake. Joining, coming back and claiming your place are such acts. Leaving is not. Nor is what an outsider
/// does (following, observing, asking to join), what the host reports, or what falls due. A gathering keeps it awake too: one
/// that was held since, or is called. Refused where the person is not an acting member, the community is dormant already, a
/// member has done something since, or it met since or is to meet.
/// </summary>
/// <param name="By">Who notices.</param>
/// <param name="Meetings">When the community last met and meets next: the host's evidence.</param>
public sealed record NoticeDormancy(PersonId By, MeetingEvidence? Meetings = null) : CommunityAct(By)
{
    internal override Ruling Rule(Sitting sitting) =>
        sitting.RefuseUnlessActingMember(By)
        ?? (sitting.Life.Status == Status.Dormant
            ? sitting.Refuse(
                Clauses.DormantAlready, Condition.Novelty, null, Witness.Of(sitting.Community.Id), new Propose(By, new Revive()))
            : null)
        ?? (LastActivity(sitting).Later(sitting.Charter.DormantAfter) is var from && !from.HasCome(sitting.At)
            ? sitting.Refuse(Clauses.NotDormant, Condition.Time, null, Witness.Of(sitting.Community.Id), from: from)
            : null)
        ?? sitting.Allow(Clauses.Dormancy, Witness.Of(sitting.Community.Id), sitting.RefuseIfTabled(new Revive()) is null
            && sitting.Charter[Matter.Close] is MembersBy
            ? [.. sitting.Table(new Revive(), By, null), new DormancyNoticed()]
            : [new DormancyNoticed()]);

    private Instant LastActivity(Sitting sitting) => Meetings?.Community != sitting.Community.Id
        ? sitting.Community.LastActivity
        : new[] { sitting.Community.LastActivity, Meetings.LastHeld ?? Instant.MinValue,
            Meetings.Next ?? Instant.MinValue }.Max();
}

/// <summary>
/// Merge into another community, if that community's members agree. This community then closes, and each member moves by an act
/// of their own.
/// </summary>
/// <param name="Into">The community to merge into.</param>
/// <param name="Reason">Why.</param>
public sealed record MergeInto(CommunityId Into, FreeText Reason) : Proposal
{
    /// <summary>The community to merge into.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public CommunityId Into { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Into);

    /// <inheritdoc/>
    public override Matter Matter => Matter.Merge;

    private protected override string Said(Wording wording) => wording.Say("proposal.merge-into", Into, Reason);

    internal override Affects Affects => Affects.Everyone;

    internal override Ruling? RefuseTabling(Sitting sitting) => sitting.RefuseUnlessElsewhere(Into, Reason);

    internal override IReadOnlyList<Event> TakeEffect(Sitting sitting, Decision decision, Result result) =>
        [new MandateGiven(sitting.Mandate(decision.Id, StreamId.Of(Into), MandatePurpose.Merge))];
}

/// <summary>Take in another community whose members have decided to merge into this one, by their mandate.</summary>
/// <param name="Mandate">Their mandate: single-use and dated.</param>
public sealed record Absorb(Mandate Mandate) : Proposal
{
    /// <summary>Their mandate: single-use and dated.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public Mandate Mandate { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Mandate);

    /// <inheritdoc/>
    public override Matter Matter => Matter.Merge;

    private protected override string Said(Wording wording) => wording.Say("proposal.absorb", Mandate.From);

    internal override Affects Affects => Affects.Everyone;

    internal override Ruling? RefuseTabling(Sitting sitting) => sitting.RefuseUnlessMandated(Mandate, MandatePurpose.Merge);

    internal override IReadOnlyList<Event>? TakeEffect(Sitting sitting, Decision decision, Result result) =>
        sitting.RefuseUnlessMandated(Mandate, MandatePurpose.Merge) is null
            ? [new CommunityAbsorbed(Mandate, sitting.At.Later(sitting.Charter.MoveWithin), decision.Id)]
            : null;
}

/// <summary>
/// Split: found another community from this one, by mandate. Each member who wants to move does so by an act of their own.
/// </summary>
/// <param name="Into">The id of the community to be founded.</param>
/// <param name="Reason">Why.</param>
public sealed record Split(CommunityId Into, FreeText Reason) : Proposal
{
    /// <summary>The id of the community to be founded.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public CommunityId Into { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Into);

    /// <inheritdoc/>
    public override Matter Matter => Matter.Merge;

    private protected override string Said(Wording wording) => wording.Say("proposal.split", Into, Reason);

    internal override Affects Affects => Affects.Everyone;

    internal override Ruling? RefuseTabling(Sitting sitting) => sitting.RefuseUnlessElsewhere(Into, Reason);

    internal override IReadOnlyList<Event> TakeEffect(Sitting sitting, Decision decision, Result result) =>
        [new MandateGiven(sitting.Mandate(decision.Id, StreamId.Of(Into), MandatePurpose.Split))];
}

/// <summary>
/// Reports that the other community has taken this one in, as this community's members decided. This community closes, with its
/// lineage. Refused, in this order: the community is not open; it has given no such mandate; the evidence names another
/// community.
/// </summary>
/// <param name="Mandate">The mandate that was used.</param>
/// <param name="Source">Where the host has it from: the other community's record.</param>
public sealed record ReportMerged(Mandate Mandate, string Source) : CommunityFact(Source)
{
    /// <summary>The mandate that was used.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public Mandate Mandate { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Mandate);

    internal override IEnumerable<PersonId> Named => [];

    internal override Ruling Rule(Sitting sitting) =>
        sitting.RefuseUnlessOpen()
        ?? (sitting.Community.Mandates.Contains(Mandate) && Mandate.Purpose == MandatePurpose.Merge
            ? null
            : sitting.Refuse(Clauses.NoMandate, Condition.Evidence, Mandate.Id, Witness.Of(sitting.Community.Id)))
        ?? sitting.Allow(Clauses.Merging, new Witness(WitnessKind.Mandate, Mandate.Id),
            [new CommunityMerged(Mandate),
                .. sitting.Closing(Mandate.Decision, sitting.MergeReason(Mandate), FreeText.Of($"Continues in {Mandate.To}."))]);
}
