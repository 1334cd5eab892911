using CommunitiesOfPractice.Counting;

namespace CommunitiesOfPractice.Rules;

/// <summary>
/// Silence is assent: a proposal is announced and is carried at the end of the period unless an objection, with its reason,
/// remains. An objection turns it over to the fallback rule, in the same electorate.
/// </summary>
/// <param name="Fallback">The name of the rule that decides once somebody objects.</param>
public sealed record LazyConsensus(string Fallback) : DecisionRule
{
    /// <summary>The name of the rule that decides once somebody objects.</summary>
    /// <exception cref="ArgumentException">It is not a well-formed name (<see cref="Naming.Fits"/>).</exception>
    public string Fallback { get; init => field = Naming.Checked(value, nameof(Fallback)); } =
        Naming.Checked(Fallback, nameof(Fallback));

    /// <summary>
    /// A rule that an objection turns over to a charter's rule for appeals, by the name that the record has for it.
    /// </summary>
    internal static LazyConsensus UntilAppealed(Charter charter, Timing timing)
    {
        using var old = OldLines.Begin();
        return new(charter.Appeals) { Timing = timing };
    }

    private protected override string Said(Wording wording) =>
        Text(wording, [wording.Say("rule.silence", Fallback), .. Times(wording, "object")]);

    internal override string? WhyNot(Matter matter) => CharterCheck.Binds(matter) ? "fault.silence" : null;

    internal override IEnumerable<Ballot> Choices => [];

    internal override bool HearsObjections => true;

    internal override string TurnsOverTo => Fallback;

    internal override bool TurnsOver(Decision decision) => true;

    private protected override IEnumerable<string> Reasons(Decision decision, Wording wording) =>
    [
        decision.Result!.Count.Eligible == 0
            ? wording.Say("result.nobody-could-object")
            : wording.Count("result.nobody-objected", decision.Result.Count.Eligible),
    ];

    internal override Ruling? RefuseBallot(Sitting sitting, Decision decision, PersonId by, Ballot ballot) =>
        sitting.Refuse(Clauses.BallotKind, Condition.WellFormed, OfWhat.ObjectionWithReason,
            Witness.Of(decision.Id), Saying(Voice.Against, decision.Id, by));

    private protected override Result Counted(Decision decision) =>
        new(decision.Electorate!.Eligible == 0 ? Outcome.Inquorate : Outcome.Carried, decision.VoiceCount);

    internal override bool IsCertain(Decision decision) => false;

    internal override IEnumerable<string> Faults(Charter charter, Everybody everybody, Wording wording)
    {
        foreach (var fault in base.Faults(charter, everybody, wording)) yield return fault;
        if (charter.Rule(Fallback) is not { } fallback) yield return wording.Say("fault.fallback-unknown", Fallback);
        else if (fallback is LazyConsensus or AdviceRule || fallback.Chooses)
            yield return wording.Say("fault.fallback", Fallback);
        else
            foreach (var fault in fallback.Faults(charter, everybody, wording))
                yield return wording.Say("fault.under-fallback", Fallback, fault);
    }
}
