using CommunitiesOfPractice.Counting;

namespace CommunitiesOfPractice.Rules;

/// <summary>
/// Fills an office or a panel by lot from those who stand. Nobody votes. The person who tables it commits a seed before voting
/// opens (<see cref="CommitLot"/>), when nobody knows yet who will be the last to stand. The seed is revealed before the close
/// (<see cref="RevealSeed"/>), and anyone can draw the lot again (<see cref="Sortition"/>). A seed that is never revealed draws
/// nobody.
/// </summary>
public sealed record SortitionRule : DecisionRule
{
    private protected override string Said(Wording wording) =>
        Text(wording, [wording.Say("rule.lot"), .. Times(wording, "reveal")]);

    internal override bool Chooses => true;

    internal override bool DrawsLots => true;

    internal override IEnumerable<Ballot> Choices => [];

    internal override Ruling? RefuseBallot(Sitting sitting, Decision decision, PersonId by, Ballot ballot) =>
        sitting.Refuse(Clauses.BallotKind, Condition.WellFormed, OfWhat.DrawnByLot, Witness.Of(decision.Id));

    private protected override Result Counted(Decision decision)
    {
        var count = decision.VoiceCount;
        if (count.Eligible == 0) return new(Outcome.Inquorate, count);
        if (decision.Lot is not { } lot || decision.Candidates.Count == 0) return new(Outcome.Failed, count);
        var places = decision.Candidates.Select((candidate, place) => (candidate, place))
            .ToDictionary(c => c.candidate, c => c.place);
        return new(Outcome.Carried, count)
        {
            Chosen = Sortition.Draw(lot, decision.Candidates, decision.Proposal.PlacesToFill).Select(person => places[person])
                .ToValueList(),
            Evidence = new TieEvidence { Lot = lot },
        };
    }

    private protected override IEnumerable<string> Reasons(Decision decision, Wording wording)
    {
        if (decision.Candidates.Count == 0) yield return wording.Say("result.nobody-stood");
        else if (decision.Lot is { } lot)
            yield return wording.Sentences(
                wording.Count("result.stood", decision.Candidates.Count), wording.Say("result.drawn", lot.Seed));
        else yield return wording.Say("result.not-drawn");
    }

    internal override bool IsCertain(Decision decision) => false;

    internal override IEnumerable<string> Faults(Charter charter, Everybody everybody, Wording wording)
    {
        foreach (var fault in base.Faults(charter, everybody, wording)) yield return fault;
        if (Timing.Notice <= Duration.Zero) yield return wording.Say("fault.lot-without-notice");
    }
}
