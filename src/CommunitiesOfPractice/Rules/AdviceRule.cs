using CommunitiesOfPractice.Counting;

namespace CommunitiesOfPractice.Rules;

/// <summary>
/// The advice process: the person who proposes decides alone, after asking the people that the proposal names and answering each
/// of them in writing. Somebody who says nothing within the period counts as asked. It never settles a matter that is the
/// members' to settle together (law 4). It settles only gatherings, stages, endorsements and what no matter names, and only where
/// any member may propose, so that no office decides alone.
/// </summary>
/// <param name="Within">How long the advisers have, from when voting opens.</param>
/// <param name="Advisers">How many people must be asked at least.</param>
public sealed record AdviceRule(Duration Within, int Advisers = 1) : DecisionRule
{
    /// <summary>How many people must be asked at least.</summary>
    /// <exception cref="ArgumentException">Less than one.</exception>
    public int Advisers { get; init => field = Guard.Against.NegativeOrZero(value); } = Guard.Against.NegativeOrZero(Advisers);

    private protected override string Said(Wording wording) => Text(wording,
    [
        wording.Say("rule.advice"), wording.Count("rule.advisers", Advisers),
        wording.Say("rule.advice-silence", wording.Time(Within)), .. Times(wording, "decide"),
    ]);

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
        matter is Matter.AnythingElse or Matter.ChangeStage or Matter.Gather or Matter.Endorse ? null : "fault.alone";

    internal override Ruling? RefuseTabling(Sitting sitting, Proposal proposal, PersonId? by, ValueList<PersonId> advisers) =>
        by is not { } proposer ? sitting.Refuse(Clauses.AdvicePetition, Condition.OwnAct)
        : advisers.Count < Advisers || advisers.Distinct().Count() != advisers.Count || advisers.Contains(proposer)
            ? sitting.Refuse(Clauses.AdvisersNamed, Condition.WellFormed, OfWhat.Number(Advisers))
        : null;

    internal override Ruling? RefuseBallot(Sitting sitting, Decision decision, PersonId by, Ballot ballot) =>
        sitting.Refuse(Clauses.BallotKind, Condition.WellFormed, OfWhat.Advice, Witness.Of(decision.Id));

    internal override Ruling? RefuseConclusion(Sitting sitting, Decision decision, PersonId by, bool carried) =>
        sitting.RefuseUnlessVoter(decision.Id, by)
        ?? sitting.RefuseUnlessProposer(decision.Id, by)
        ?? (decision.Advice.FirstOrDefault(a => a.Answer is null) is { } unanswered
            ? sitting.Refuse(Clauses.AdviceAnswered, Condition.Reason, unanswered.From.Value, Witness.Of(decision.Id),
                new AnswerAdvice(by, decision.Id, unanswered.From, Unsaid.Words))
            : null)
        ?? (!decision.OpensAt.Later(Within).HasCome(sitting.At)
            && decision.Advisers.Any(asked => decision.Advice.All(a => a.From != asked))
            ? sitting.Refuse(
                Clauses.AdviceAwaited, Condition.Time, null, Witness.Of(decision.Id), from: decision.OpensAt.Later(Within))
            : null);

    private protected override Result Counted(Decision decision) => new(
        decision.VoiceCount.Eligible == 0
            ? Outcome.Inquorate : decision.Conclusion is { Carried: true } ? Outcome.Carried : Outcome.Failed,
        decision.VoiceCount);

    private protected override IEnumerable<string> Reasons(Decision decision, Wording wording)
    {
        yield return wording.Sentences(
            wording.Count("result.asked", decision.Advisers.Count), wording.Count("result.answered", decision.Advice.Count));
        yield return decision.Conclusion is { } conclusion
            ? wording.Say("result.decided", conclusion.By, conclusion.Reason.In(wording))
            : wording.Say("result.undecided");
    }

    internal override bool IsCertain(Decision decision) => false;

    internal override IEnumerable<string> Faults(Charter charter, Everybody everybody, Wording wording)
    {
        foreach (var fault in base.Faults(charter, everybody, wording).Concat(Bounds.Time(wording, Within, "fault.advice")))
            yield return fault;
        if (Advisers > everybody.Count) yield return wording.Say("fault.advisers", Advisers, everybody.Count);
        if (Within >= Timing.Open) yield return wording.Say("fault.advice-late");
        if (charter[Matter.Open] is not AnyMember) yield return wording.Say("fault.advice-opened");
    }
}
