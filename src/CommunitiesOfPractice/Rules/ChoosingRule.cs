using System.Text.Json.Serialization;
using CommunitiesOfPractice.Counting;

namespace CommunitiesOfPractice.Rules;

/// <summary>
/// Chooses among options, such as candidates for an office, by a counting method. The method's tie rules break its ties, in their
/// order, with the evidence that the record holds. Seniority is the order in which the candidates in the frozen electorate became
/// members (members of one instant in the order in which the founders were named, then by key). The holder of the office that the
/// rule names gives the casting voice. The lot is drawn from a seed that was committed before voting opened. A tie rule that
/// lacks its evidence passes to the next.
/// </summary>
/// <param name="Method">How ballots are counted.</param>
public sealed record ChoosingRule(CountingMethod Method) : DecisionRule
{
    /// <summary>How ballots are counted.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public CountingMethod Method { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Method);

    /// <summary>The office whose holder has the casting voice; null where nobody has.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public OfficeId? CastingVoice { get; init => field = Guard.Against.Unset(value); }

    private protected override string Said(Wording wording) => Terms(wording,
        [Method.In(wording), .. CastingVoice is { } office
            ? [wording.Say("rule.casting-voice", office)]
            : Array.Empty<string>()]);

    internal override bool Chooses => true;

    internal override bool DrawsLots => Method.TieRules.Contains(TieRule.Lot);

    internal override IEnumerable<Ballot> Choices => [new BlankBallot()];

    internal override IEnumerable<CommunityAct> Acts(Decision decision, PersonId person) =>
        base.Acts(decision, person)
            .Concat(CastingVoice is null
                ? []
                : decision.Candidates.Select(candidate => new GiveCastingVoice(person, decision.Id, candidate)));

    internal override Ruling? RefuseBallot(Sitting sitting, Decision decision, PersonId by, Ballot ballot) =>
        Method.Fault(ballot, decision.Options) is { } fault
            ? sitting.Refuse(Clauses.BallotKind, Condition.WellFormed, OfWhat.Ballot(fault.Kind), Witness.Of(decision.Id))
            : null;

    private protected override Result Counted(Decision decision)
    {
        var count = decision.VoiceCount;
        if (!IsQuorate(decision, count)) return new(Outcome.Inquorate, count);
        var (options, seats) = (decision.Options, decision.Proposal.PlacesToFill);
        if (options == 0 || count.TookPart == 0) return new(Outcome.Failed, count);
        if (options <= seats) return new(Outcome.Carried, count) { Chosen = Enumerable.Range(0, options).ToValueList() };
        if (Method.Fault(new Contest(options, seats)) is not null) return new(Outcome.Failed, count);
        var tally = Method.Count(new Contest(options, seats), decision.Cast, decision.Evidence);
        return new(tally.IsDecided ? Outcome.Carried : Outcome.Tied, count) {
            Chosen = tally.Winners, Evidence = Kept(decision.Evidence) };
    }

    /// <summary>
    /// The count again, from the papers and the evidence that a closed decision keeps. Null where none was needed.
    /// </summary>
    internal Tally? Recount(Decision decision) =>
        decision.Result is { Outcome: Outcome.Carried or Outcome.Tied or Outcome.Lapsed } result
            && decision.Options > decision.Proposal.PlacesToFill
            ? Method.Count(new Contest(decision.Options, decision.Proposal.PlacesToFill), decision.Papers, result.Evidence)
            : null;

    internal override Explanation Explain(Decision decision, IReadOnlyList<string> labels, Wording wording)
    {
        var own = base.Explain(decision, labels, wording);
        if (Recount(decision)?.Explain(labels, wording) is { } counted)
            return counted with { Sentences = [.. own.Sentences, .. counted.Sentences] };
        return decision.Result is { Outcome: Outcome.Carried or Outcome.Lapsed }
            ? own with { Sentences = own.Sentences.With(wording.Say("result.nothing-to-count")) }
            : own;
    }

    private protected override IEnumerable<string> Reasons(Decision decision, Wording wording)
    {
        yield return wording.Sentences(Turnout(decision, wording));
        yield return QuorumReason(decision, wording);
        if (decision.Options == 0) yield return wording.Say("result.nobody-stood");
    }

    internal override bool IsCertain(Decision decision) =>
        decision.VoiceCount is { } count && count.TookPart == count.Eligible;

    internal override IEnumerable<string> Faults(Charter charter, Everybody everybody, Wording wording)
    {
        foreach (var fault in base.Faults(charter, everybody, wording)) yield return fault;
        if (Method is Dot { Cap: { } cap, Budget: var budget } && cap > budget)
            yield return wording.Say("fault.dots", cap, budget);
        if (DrawsLots && Timing.Notice <= Duration.Zero) yield return wording.Say("fault.lot-without-notice");
        if (Method.TieRules.Contains(TieRule.CastingVoice) != CastingVoice.HasValue)
            yield return wording.Say(CastingVoice.HasValue ? "fault.casting-voice-unused" : "fault.casting-voice-missing");
        foreach (var fault in JudgeFaults(charter, CastingVoice, "casting-voice", wording)) yield return fault;
    }

    // Only what a tie rule of the method could have used belongs in the record.
    private TieEvidence? Kept(TieEvidence evidence) =>
        Method.TieRules.Any(rule => rule is TieRule.Seniority or TieRule.CastingVoice or TieRule.Lot)
            && evidence != TieEvidence.None ? evidence : null;
}
