using CommunitiesOfPractice.Counting;

namespace CommunitiesOfPractice.Rules;

/// <summary>
/// The advice process: whoever proposes decides alone, after asking the people whom the proposal names and answering each of them in writing. Somebody who
/// says nothing within the period counts as asked. It never settles a matter that is the members' to settle together (law 4): only gatherings, stages,
/// endorsements and what no matter names, and only where any member may propose, so that no office decides alone.
/// </summary>
/// <param name="Within">How long the advisers have, from when voting opens.</param>
/// <param name="Advisers">How many people must be asked at least.</param>
public sealed record AdviceRule(Duration Within, int Advisers = 1) : DecisionRule
{
    /// <summary>How many people must be asked at least.</summary>
    /// <exception cref="ArgumentException">Less than one.</exception>
    public int Advisers { get; init => field = Guard.Against.NegativeOrZero(value); } = Guard.Against.NegativeOrZero(Advisers);

    /// <inheritdoc/>
    public override string Sentence =>
        $"Whoever proposes decides, after asking at least {English.Number(Advisers, "person", "people")} named in the proposal and answering each in writing; "
        + $"who is silent for {In(Within)} counts as asked.{Time} to decide.{Extension}";

    internal override IEnumerable<Ballot> Choices => [];

    internal override IEnumerable<CommunityAct> Acts(Decision decision, PersonId person)
    {
        if (decision.Advisers.Contains(person)) yield return new Advise(person, decision.Id, Unsaid.Words);
        if (decision.By != person) yield break;
        foreach (var advice in decision.Advice.Where(a => a.Answer is null))
            yield return new AnswerAdvice(person, decision.Id, advice.From, Unsaid.Words);
        foreach (var conclusion in Conclusions(decision, person)) yield return conclusion;
    }

    internal override string? WhyNot(Matter matter) =>
        matter is Matter.AnythingElse or Matter.ChangeStage or Matter.Gather or Matter.Endorse ? null : "leaves the decision to one person, who may not settle it alone";

    internal override Ruling? RefuseTabling(Sitting sitting, Proposal proposal, PersonId? by, ValueList<PersonId> advisers) =>
        by is not { } proposer ? sitting.Refuse(Clauses.AdvicePetition, Condition.OwnAct)
        : advisers.Count < Advisers || advisers.Distinct().Count() != advisers.Count || advisers.Contains(proposer)
            ? sitting.Refuse(Clauses.AdvisersNamed, Condition.WellFormed, $"at least {English.Number(Advisers, "person", "people")} to ask, each once, and not oneself")
        : null;

    internal override Ruling? RefuseBallot(Sitting sitting, Decision decision, PersonId by, Ballot ballot) =>
        sitting.Refuse(Clauses.BallotKind, Condition.WellFormed, "advice, from those who are asked", Witness.Of(decision.Id));

    internal override Ruling? RefuseConclusion(Sitting sitting, Decision decision, PersonId by, bool carried) =>
        sitting.RefuseUnlessVoter(decision.Id, by)
        ?? sitting.RefuseUnlessProposer(decision.Id, by)
        ?? (decision.Advice.FirstOrDefault(a => a.Answer is null) is { } unanswered
            ? sitting.Refuse(Clauses.AdviceAnswered, Condition.Reason, unanswered.From.Value, Witness.Of(decision.Id),
                new AnswerAdvice(by, decision.Id, unanswered.From, Unsaid.Words))
            : null)
        ?? (!decision.OpensAt.Later(Within).HasCome(sitting.At) && decision.Advisers.Any(asked => decision.Advice.All(a => a.From != asked))
            ? sitting.Refuse(Clauses.AdviceAwaited, Condition.Time, null, Witness.Of(decision.Id), from: decision.OpensAt.Later(Within))
            : null);

    private protected override Result Counted(Decision decision) => new(
        decision.VoiceCount.Eligible == 0 ? Outcome.Inquorate : decision.Conclusion is { Carried: true } ? Outcome.Carried : Outcome.Failed,
        decision.VoiceCount);

    private protected override IEnumerable<string> Reasons(Decision decision)
    {
        yield return $"{English.Number(decision.Advisers.Count, "person was", "people were")} asked, and {decision.Advice.Count} answered.";
        yield return decision.Conclusion is { } conclusion ? $"{conclusion.By} decided: {conclusion.Reason}" : "The proposer did not decide.";
    }

    internal override bool IsCertain(Decision decision) => false;

    internal override IEnumerable<string> Faults(Charter charter, Everybody everybody)
    {
        foreach (var fault in base.Faults(charter, everybody)) yield return fault;
        foreach (var fault in Bounds.Time(Within, "the time to answer", "those who are asked have no time to answer")) yield return fault;
        if (Advisers > everybody.Count) yield return $"it asks {Advisers} people for advice, and there are {everybody.Count}";
        if (Within >= Timing.Open) yield return "no time is left to decide once the advice is in";
        if (charter[Matter.Open] is not AnyMember) yield return "whoever opens matters would decide them alone: it takes a charter under which any member may";
    }
}
