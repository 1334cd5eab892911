using CommunitiesOfPractice.Counting;

namespace CommunitiesOfPractice.Rules;

/// <summary>
/// Rough consensus (RFC 7282): every issue is addressed, but not every issue is accommodated. A caller, who settles nothing
/// alone, upholds an issue or sets it aside, with a reason (<see cref="TestObjection"/>). Once no issue is open, the caller
/// concludes with a reason whether there is rough consensus (<see cref="Conclude"/>). The conclusion waits. Anybody who objects
/// to it appeals, and the members decide by the rule for appeals, in the same electorate. What nobody concludes is not carried.
/// </summary>
/// <param name="Caller">The office whose holder calls it.</param>
/// <param name="Appeals">The name of the rule that decides once somebody appeals against the conclusion.</param>
public sealed record RoughConsensusRule(OfficeId Caller, string Appeals) : DecisionRule
{
    /// <summary>The office whose holder finds it.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public OfficeId Caller { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Caller);

    /// <summary>The name of the rule that decides once somebody appeals against the conclusion.</summary>
    /// <exception cref="ArgumentException">It is not a well-formed name (<see cref="Naming.Fits"/>).</exception>
    public string Appeals { get; init => field = Naming.Checked(value, nameof(Appeals)); } =
        Naming.Checked(Appeals, nameof(Appeals));

    /// <summary>
    /// How long a conclusion waits for an appeal before it takes effect, and never less than the time that voting is open.
    /// </summary>
    public Duration AppealWithin { get; init; } = Duration.FromDays(3);

    private protected override string Said(Wording wording) =>
        Terms(wording, wording.Say("rule.rough-consensus", Caller, wording.Time(AppealWithin), Appeals));

    internal override bool HearsObjections => true;

    internal override bool Integrates => true;

    internal override Ballot ObjectionBallot => VoiceBallot.Against;

    internal override OfficeId? Tester => Caller;

    // Anybody who objects to the conclusion appeals.
    internal override bool HearsSeconds => false;

    internal override string TurnsOverTo => Appeals;

    internal override bool TurnsOver(Decision decision) => decision.Conclusion is not null;

    internal override IEnumerable<CommunityAct> Acts(Decision decision, PersonId person) =>
        base.Acts(decision, person).Concat(Conclusions(decision, person));

    internal override Ruling? RefuseBallot(Sitting sitting, Decision decision, PersonId by, Ballot ballot) =>
        sitting.RefuseUnlessVoice(decision, ballot) ?? sitting.RefuseUnlessReasoned(decision, by, ballot);

    // An upheld issue is not addressed. The caller may conclude that there is no consensus, and never that there is.
    internal override Ruling? RefuseConclusion(Sitting sitting, Decision decision, PersonId by, bool carried) =>
        sitting.RefuseUnlessVoting(decision.Id)
        ?? sitting.RefuseUnlessHolds(by, Caller)
        ?? sitting.RefuseIfInterested(decision, by)
        ?? (decision.Conclusion is not null
            ? sitting.Refuse(Clauses.ConcludedAlready, Condition.Novelty, null, Witness.Of(decision.Id))
            : null)
        ?? (decision.Objections.FirstOrDefault(o => o.State == ObjectionState.Open || (carried && o.Stands)) is { } issue
            ? sitting.Refuse(Clauses.IssuesAddressed, Condition.Reason, issue.By.Value, Witness.Of(decision.Id),
                issue.State == ObjectionState.Open && issue.By != by
                    ? new TestObjection(by, decision.Id, issue.By, false, Unsaid.Words)
                    : null)
            : null);

    internal override Instant ClosesWhenConcluded(Decision decision, Instant at) =>
        Instant.Max(decision.ClosesAt, at.Later(AppealWithin));

    private protected override Result Counted(Decision decision)
    {
        var count = decision.VoiceCount;
        var outcome = !IsQuorate(decision, count) ? Outcome.Inquorate
            : decision.Conclusion is { Carried: true } && decision.Standing == 0 ? Outcome.Carried
            : Outcome.Failed;
        return new(outcome, count);
    }

    private protected override IEnumerable<string> Reasons(Decision decision, Wording wording) =>
        base.Reasons(decision, wording).Append(decision.Conclusion is { } conclusion
            ? wording.Say(
                conclusion.Carried ? "result.rough-consensus" : "result.no-consensus",
                conclusion.By, Caller, conclusion.Reason.In(wording))
            : wording.Say("result.not-called", Caller));

    internal override bool IsCertain(Decision decision) => false;

    internal override IEnumerable<string> Faults(Charter charter, Everybody everybody, Wording wording)
    {
        foreach (var fault in base.Faults(charter, everybody, wording).Concat(FinalVoteFaults(wording))
            .Concat(JudgeFaults(charter, Caller, "caller", wording))
            .Concat(Bounds.Time(wording, AppealWithin, "fault.conclusion"))) yield return fault;
        if (charter.Rule(Appeals) is not { } appeals) yield return wording.Say("fault.own-appeals-unknown", Appeals);
        else if (appeals is not (MajorityRule or ConsentRule or ConsensusRule) || appeals.Secret)
            yield return wording.Say("fault.own-appeals", Appeals);
        else
            foreach (var fault in appeals.Faults(charter, everybody, wording))
                yield return wording.Say("fault.under-own-appeals", Appeals, fault);
    }
}
