using CommunitiesOfPractice.Counting;

namespace CommunitiesOfPractice;

/// <summary>
/// Silence is assent: a proposal is announced and is carried at the end of the period unless an objection, with its reason,
/// stands. An objection turns it over to the fallback rule, in the same electorate.
/// </summary>
/// <param name="Fallback">The name of the rule that decides once somebody objects.</param>
public sealed record LazyConsensus(string Fallback) : DecisionRule
{
    /// <summary>The name of the rule that decides once somebody objects.</summary>
    /// <exception cref="ArgumentException">It is not a well-formed name (<see cref="Naming.Fits"/>).</exception>
    public string Fallback { get; init => field = Naming.Checked(value, nameof(Fallback)); } = Naming.Checked(Fallback, nameof(Fallback));

    /// <summary>One that an objection turns over to a charter's rule for appeals, by the name that the record has for it.</summary>
    internal static LazyConsensus UntilAppealed(Charter charter, Timing timing)
    {
        using var old = OldLines.Begin();
        return new(charter.Appeals) { Timing = timing };
    }

    /// <inheritdoc/>
    public override string Sentence =>
        $"Announced, and carried unless somebody objects with a reason; an objection turns it over to {Fallback}.{Time} to object.{Extension}";

    internal override string? WhyNot(Matter matter) => CharterCheck.Binds(matter) ? "takes silence for assent, which is not enough for what binds a member or the community" : null;

    internal override IEnumerable<Ballot> Choices => [];

    internal override bool HearsObjections => true;

    internal override string TurnsOverTo => Fallback;

    internal override bool TurnsOver(Decision decision) => true;

    private protected override IEnumerable<string> Reasons(Decision decision) =>
        [decision.Result!.Count.Eligible == 0 ? "There was nobody who could have objected." : $"Nobody of {decision.Result.Count.Eligible} entitled to objected in time."];

    internal override Ruling? RefuseBallot(Sitting sitting, Decision decision, PersonId by, Ballot ballot) =>
        sitting.Refuse(Clauses.BallotKind, Condition.WellFormed, "an objection with its reason", Witness.Of(decision.Id), Saying(Voice.Against, decision.Id, by));

    private protected override Result Counted(Decision decision) =>
        new(decision.Electorate!.Eligible == 0 ? Outcome.Inquorate : Outcome.Carried, decision.VoiceCount);

    internal override bool IsCertain(Decision decision) => false;

    internal override IEnumerable<string> Faults(Charter charter, Everybody everybody)
    {
        foreach (var fault in base.Faults(charter, everybody)) yield return fault;
        if (charter.Rule(Fallback) is not { } fallback) yield return $"its fallback, {Fallback}, is not a rule of the charter";
        else if (fallback is LazyConsensus or AdviceRule || fallback.Chooses) yield return $"its fallback, {Fallback}, cannot settle an objection";
        else
            foreach (var fault in fallback.Faults(charter, everybody)) yield return $"under its fallback, {Fallback}, {fault}";
    }
}

/// <summary>
/// Votes for and against, over a threshold: simple, qualified, absolute or unanimous, as the threshold says. A tie never meets
/// <em>more than half</em>.
/// </summary>
/// <param name="Threshold">What carries it.</param>
public sealed record MajorityRule(Threshold Threshold) : DecisionRule
{
    /// <summary>What carries it.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public Threshold Threshold { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Threshold);

    /// <inheritdoc/>
    public override string Sentence => Terms($"Carried by {Threshold.Sentence}");

    internal override Ruling? RefuseBallot(Sitting sitting, Decision decision, PersonId by, Ballot ballot) => sitting.RefuseUnlessVoice(decision, ballot);

    private protected override Result Counted(Decision decision) =>
        new(OutcomeOf(decision.VoiceCount, IsQuorate(decision, decision.VoiceCount)), decision.VoiceCount);

    private protected override IEnumerable<string> Reasons(Decision decision) =>
        base.Reasons(decision).Concat(decision.Result!.Outcome == Outcome.Inquorate ? [] : [Threshold.Reason(decision.Result.Count)]);

    private Outcome OutcomeOf(VoiceCount count, bool quorate) =>
        !quorate ? Outcome.Inquorate : Threshold.IsMet(count) ? Outcome.Carried : Outcome.Failed;

    /// <summary>
    /// More votes for never hurt and more turnout never hurts, so the extremes settle it: nobody else votes (for the quorum), all
    /// others vote against, all others vote for.
    /// </summary>
    internal override bool IsCertain(Decision decision)
    {
        var now = decision.VoiceCount;
        var rest = now.Eligible - now.TookPart;
        var allFor = now with { TookPart = now.Eligible, For = now.For + rest };
        var allAgainst = now with { TookPart = now.Eligible, Against = now.Against + rest };
        if (!IsQuorate(decision, now))
            return rest == 0 || !IsQuorate(decision, allFor);
        return IsCarried(decision, allAgainst) || !IsCarried(decision, allFor);
    }

    private bool IsCarried(Decision decision, VoiceCount count) => Threshold.IsMet(count) && decision.AllowedBy(count);

    internal override IEnumerable<string> Faults(Charter charter, Everybody everybody) => base.Faults(charter, everybody).Concat(Threshold.Faults());
}

/// <summary>
/// Consent: carried when no reasoned objection remains. An objection stays until its objector says it is addressed, a tester
/// named by the charter sets it aside with a reason, or the proposal is changed to integrate it, which opens a new round.
/// </summary>
/// <param name="TestedBy">The office whose holder tests objections; null where only the objector can say it is addressed.</param>
public sealed record ConsentRule(OfficeId? TestedBy = null) : DecisionRule
{
    /// <summary>The office whose holder tests objections; null where only the objector can say it is addressed.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public OfficeId? TestedBy { get; init => field = Guard.Against.Unset(value); } = Guard.Against.Unset(TestedBy);

    /// <inheritdoc/>
    public override string Sentence => Terms("Carried when no reasoned objection remains"
        + (TestedBy is { } office ? $"; the {office} may find, with a reason, that an objection does not stand" : ""));

    internal override bool HearsObjections => true;

    internal override bool Integrates => true;

    internal override Ballot ObjectionBallot => VoiceBallot.Against;

    internal override OfficeId? Tester => TestedBy;

    internal override DecisionRule Untested => this with { TestedBy = null };

    private protected override IEnumerable<string> Reasons(Decision decision) =>
        base.Reasons(decision).Append(ObjectionReason(decision, "objection", "objections", 1));

    internal override Ruling? RefuseBallot(Sitting sitting, Decision decision, PersonId by, Ballot ballot) =>
        sitting.RefuseUnlessVoice(decision, ballot) ?? sitting.RefuseUnlessReasoned(decision, by, ballot);

    private protected override Result Counted(Decision decision)
    {
        var count = decision.VoiceCount;
        var outcome = !IsQuorate(decision, count) ? Outcome.Inquorate
            : decision.Objections.Any(o => o.Stands) ? Outcome.Failed
            : Outcome.Carried;
        return new(outcome, count);
    }

    internal override bool IsCertain(Decision decision) =>
        decision.VoiceCount is { } count && count.TookPart == count.Eligible && !decision.Objections.Any(o => o.MayBeSeconded);

    internal override IEnumerable<string> Faults(Charter charter, Everybody everybody)
    {
        foreach (var fault in base.Faults(charter, everybody)) yield return fault;
        foreach (var fault in JudgeFaults(charter, TestedBy, "tester")) yield return fault;
    }
}
