using CommunitiesOfPractice.Counting;

namespace CommunitiesOfPractice.Rules;

/// <summary>
/// Consensus: everyone who takes part agrees, stands aside with a reason (<see cref="StandAside"/>) or blocks with a reason
/// (<see cref="ObjectTo"/>). As many blocks as the charter says stop the proposal. Standing aside stops nothing, and at least one
/// person must agree.
/// </summary>
/// <param name="Blocks">How many blocks stop it; at least one.</param>
/// <param name="TestedBy"> The office whose holder finds, with a reason, whether a block rests on the community's purpose; null
/// where only the blocker can take it back. </param>
public sealed record ConsensusRule(int Blocks = 1, OfficeId? TestedBy = null) : DecisionRule
{
    /// <summary>The office whose holder tests blocks; null where only the blocker can take one back.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public OfficeId? TestedBy { get; init => field = Guard.Against.Unset(value); } = Guard.Against.Unset(TestedBy);

    /// <summary>How many blocks stop it.</summary>
    /// <exception cref="ArgumentException">Less than one.</exception>
    public int Blocks { get; init => field = Guard.Against.NegativeOrZero(value); } = Guard.Against.NegativeOrZero(Blocks);

    private protected override string Said(Wording wording) => Terms(wording,
    [
        wording.Say("rule.consensus"), wording.Count("rule.blocks", Blocks),
        .. TestedBy is { } office ? [wording.Say("rule.blocks-tested", office)] : Array.Empty<string>(),
    ]);

    internal override bool HearsObjections => true;

    internal override bool HearsStandingAside => true;

    internal override bool Integrates => true;

    internal override Ballot ObjectionBallot => VoiceBallot.Against;

    internal override OfficeId? Tester => TestedBy;

    internal override DecisionRule Untested => this with { TestedBy = null };

    internal override Ruling? RefuseBallot(Sitting sitting, Decision decision, PersonId by, Ballot ballot) =>
        sitting.RefuseUnlessVoice(decision, ballot)
        ?? sitting.RefuseUnlessReasoned(decision, by, ballot)
        ?? (ballot == VoiceBallot.Abstain
            ? sitting.Refuse(
                Clauses.StandingAsideReasoned, Condition.Reason, null, Witness.Of(decision.Id),
                    Saying(Voice.Abstain, decision.Id, by))
            : null)
        ?? sitting.RefuseIfObjects(decision.Id, by);

    private protected override Result Counted(Decision decision)
    {
        var count = decision.VoiceCount;
        var outcome = !IsQuorate(decision, count) ? Outcome.Inquorate
            : count.For == 0 || decision.Standing >= Blocks ? Outcome.Failed
            : Outcome.Carried;
        return new(outcome, count);
    }

    private protected override IEnumerable<string> Reasons(Decision decision, Wording wording) =>
        base.Reasons(decision, wording).Append(ObjectionReason(decision, "result.blocks", Blocks, wording));

    internal override bool IsCertain(Decision decision) => false;

    internal override IEnumerable<string> Faults(Charter charter, Everybody everybody, Wording wording) =>
        base.Faults(charter, everybody, wording)
            .Concat(FinalVoteFaults(wording))
            .Concat(JudgeFaults(charter, TestedBy, "tester", wording))
            .Concat(Blocks > everybody.Count ? [wording.Say("fault.blocks", Blocks, everybody.Count)] : []);
}
