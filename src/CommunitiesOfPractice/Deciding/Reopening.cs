namespace CommunitiesOfPractice;

/// <summary>
/// Puts a matter that was not carried, tied, or was never counted before the members again. It needs a reason, and goes by the
/// charter's rule as it is now. Refused, in this order: as <see cref="Propose"/> is, where the person has no right to open
/// matters; the decision is not one of these, or has a way of its own (an appeal is heard once, an offer is made anew, and the
/// second carrying of an amendment begins with the first), or has been reopened; no reason is given; then as
/// <see cref="Propose"/> is.
/// </summary>
/// <param name="By">Who reopens it.</param>
/// <param name="Decision">The decision.</param>
/// <param name="Reason">What has changed.</param>
public sealed record Reopen(PersonId By, DecisionId Decision, FreeText Reason) : DecisionAct(By, Decision)
{
    private protected override Ruling? RefuseFirst(Sitting sitting) =>
        sitting.RefuseUnlessMaySettle(Matter.Open, By)
        ?? (sitting.Community.Decision(Decision) is { Result.Outcome: Outcome.Failed or Outcome.Tied or Outcome.Unopened } closed
            && closed.Proposal is not (Reinstate or Appoint or AmendCharter { Confirms: not null })
                && !sitting.Community.IsReopened(Decision)
            ? null
            : sitting.Refuse(Clauses.NotReopened, Condition.Novelty, Decision.ToString(), Witness.Of(Decision)));

    private protected override Ruling Rule(Sitting sitting, Decision decision) =>
        sitting.RefuseUnlessReason(Reason)
        ?? Again(sitting, sitting.Community.Current(decision.Proposal),
            decision.Advisers.Select(sitting.Community.KeyOf).Distinct().ToValueList());

    private Ruling Again(Sitting sitting, Proposal proposal, ValueList<PersonId> advisers) =>
        sitting.RefuseUnlessMembersSettle(proposal)
        ?? sitting.RefuseIfTabled(proposal)
        ?? sitting.RuleFor(proposal).RefuseTabling(sitting, proposal, By, advisers)
        ?? proposal.RefuseAgain(sitting)
        ?? sitting.Allow(
            Clauses.Reopening, Witness.Of(Decision), sitting.Table(proposal, By, Reason, follows: Decision, advisers: advisers));
}

public sealed partial class Community
{
    internal bool IsReopened(DecisionId id) =>
        Followed(id).Any(d => !d.IsSecondCall && Current(d.Proposal) == Current(Decision(id)!.Proposal));
}
