using CommunitiesOfPractice.Counting;

namespace CommunitiesOfPractice.Rules;

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

    private protected override string Said(Wording wording) => Terms(wording,
    [
        wording.Say("rule.consent"),
        .. TestedBy is { } office ? [wording.Say("rule.objections-tested", office)] : Array.Empty<string>(),
    ]);

    internal override bool HearsObjections => true;

    internal override bool Integrates => true;

    internal override Ballot ObjectionBallot => VoiceBallot.Against;

    internal override OfficeId? Tester => TestedBy;

    internal override DecisionRule Untested => this with { TestedBy = null };

    private protected override IEnumerable<string> Reasons(Decision decision, Wording wording) =>
        base.Reasons(decision, wording).Append(ObjectionReason(decision, "result.objections", 1, wording));

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

    internal override IEnumerable<string> Faults(Charter charter, Everybody everybody, Wording wording)
    {
        foreach (var fault in base.Faults(charter, everybody, wording)) yield return fault;
        foreach (var fault in JudgeFaults(charter, TestedBy, "tester", wording)) yield return fault;
    }
}
