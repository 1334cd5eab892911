namespace CommunitiesOfPractice;

/// <summary>What a person concluded, where the rule leaves the conclusion to one person.</summary>
/// <param name="By">Who: the caller of a rough consensus, or the proposer after advice.</param>
/// <param name="Carried">Whether the proposal is to be carried.</param>
/// <param name="Reason">Why.</param>
public sealed record Conclusion(PersonId By, bool Carried, FreeText Reason);

/// <summary>Advice that was asked for, and its answer.</summary>
/// <param name="From">Who gave it.</param>
/// <param name="Words">What they say.</param>
/// <param name="Answer">What the proposer answered; null before.</param>
public sealed record Advice(PersonId From, FreeText Words, FreeText? Answer = null);

/// <summary>
/// Concludes a matter under a rule that leaves the conclusion to one person. That person is the caller of a rough consensus, or
/// the proposer who asked for advice. Refused, in this order: the matter is not before the members; the rule leaves it to the
/// votes. Under rough consensus: it is not open; somebody else is the caller; the caller proposed it, is concerned by it or has
/// declared an interest; it is concluded; an issue is open, or an upheld issue remains and the matter would be carried. Under
/// advice: as <see cref="Vote"/> is, where the person has no vote; somebody else proposed it; advice is unanswered; an adviser
/// who is silent still has time. Under both: no reason is given.
/// </summary>
/// <param name="By">Who concludes.</param>
/// <param name="Decision">The decision.</param>
/// <param name="Carried">Whether the proposal is to be carried.</param>
/// <param name="Reason">Why.</param>
public sealed record Conclude(PersonId By, DecisionId Decision, bool Carried, FreeText Reason) : DecisionAct(By, Decision)
{
    private protected override Ruling Rule(Sitting sitting, Decision decision) =>
        decision.Rule.RefuseConclusion(sitting, decision, By, Carried)
        ?? sitting.RefuseUnlessReason(Reason)
        ?? sitting.Allow(Clauses.Concluding, Witness.Of(Decision), new DecisionConcluded(Decision, By, Carried, Reason,
            decision.Rule.ClosesWhenConcluded(decision, sitting.At)));
}

/// <summary>
/// Gives advice that a proposer asks for. An adviser need not be a member. Refused, in this order: the matter is not before the
/// members; the proposer does not ask this person; the person is barred; they have given their advice already; the advice says
/// nothing.
/// </summary>
/// <param name="By">Who advises.</param>
/// <param name="Decision">The decision.</param>
/// <param name="Words">What they say.</param>
public sealed record Advise(PersonId By, DecisionId Decision, FreeText Words) : DecisionAct(By, Decision)
{
    private protected override Ruling Rule(Sitting sitting, Decision decision) =>
        (decision.Advisers.Contains(By)
            ? null
            : sitting.Refuse(Clauses.AdviceAsked, Condition.Invitation, By.Value, Witness.Of(Decision)))
        ?? sitting.RefuseIfBarred(By)
        ?? (decision.Advice.Any(a => a.From == By)
            ? sitting.Refuse(Clauses.AdviceGivenAlready, Condition.Novelty, By.Value, Witness.Of(Decision))
            : null)
        ?? sitting.RefuseUnlessReason(Words)
        ?? sitting.Allow(Clauses.Advising, Witness.Of(Decision), new AdviceGiven(Decision, By, Words));
}

/// <summary>
/// Answers advice in writing. Refused, in this order: the matter is not before the members; somebody else proposed it; its
/// proposer is not an acting member now; there is no such advice, or it is answered; the answer says nothing.
/// </summary>
/// <param name="By">Who proposed it.</param>
/// <param name="Decision">The decision.</param>
/// <param name="Adviser">The person whose advice it is.</param>
/// <param name="Words">The answer.</param>
public sealed record AnswerAdvice(PersonId By, DecisionId Decision, PersonId Adviser, FreeText Words) : DecisionAct(By, Decision)
{
    /// <summary>Whose advice is answered.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public PersonId Adviser { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Adviser);

    internal override IEnumerable<PersonId> Named => [Adviser];

    private protected override Ruling Rule(Sitting sitting, Decision decision) =>
        sitting.RefuseUnlessActingProposer(Decision, By)
        ?? (decision.Advice.Any(a => a.From == Adviser && a.Answer is null)
            ? null
            : sitting.Refuse(Clauses.NoAdviceToAnswer, Condition.Existence, Adviser.Value, Witness.Of(Decision)))
        ?? sitting.RefuseUnlessReason(Words)
        ?? sitting.Allow(Clauses.Advising, Witness.Of(Decision), new AdviceReplied(Decision, Adviser, Words));
}
