using CommunitiesOfPractice.Counting;

namespace CommunitiesOfPractice.Rules;

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

    private protected override string Said(Wording wording) =>
        Terms(wording, wording.Say("rule.carried-by", Threshold.In(wording)));

    internal override Ruling? RefuseBallot(Sitting sitting, Decision decision, PersonId by, Ballot ballot) =>
        sitting.RefuseUnlessVoice(decision, ballot);

    private protected override Result Counted(Decision decision) =>
        new(OutcomeOf(decision.VoiceCount, IsQuorate(decision, decision.VoiceCount)), decision.VoiceCount);

    private protected override IEnumerable<string> Reasons(Decision decision, Wording wording) =>
        base.Reasons(decision, wording)
            .Concat(decision.Result!.Outcome == Outcome.Inquorate ? [] : [Threshold.Reason(decision.Result.Count, wording)]);

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

    internal override IEnumerable<string> Faults(Charter charter, Everybody everybody, Wording wording) =>
        base.Faults(charter, everybody, wording).Concat(Threshold.Faults(wording));
}
