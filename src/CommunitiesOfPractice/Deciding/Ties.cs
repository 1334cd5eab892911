using CommunitiesOfPractice.Counting;

namespace CommunitiesOfPractice;

/// <summary>
/// Commits the seed of a lot before voting opens. The host draws it at random, and only its hash is told. Refused, in this order:
/// the matter is not before the members; its rule draws no lots; somebody else tabled it (where nobody did, any acting member
/// may), or its proposer is not an acting member now; voting has opened, or a seed is committed.
/// </summary>
/// <param name="By">Who tabled it.</param>
/// <param name="Decision">The decision.</param>
/// <param name="Commitment">The commitment.</param>
public sealed record CommitLot(PersonId By, DecisionId Decision, LotCommitment Commitment) : DecisionAct(By, Decision)
{
    /// <summary>The commitment.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public LotCommitment Commitment { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Commitment);

    private protected override Ruling Rule(Sitting sitting, Decision decision) =>
        (decision.Rule.DrawsLots ? null : sitting.Refuse(Clauses.NoLots, Condition.CharterClause, null, Witness.Of(Decision)))
        ?? (decision.By is null ? sitting.RefuseUnlessActingMember(By) : sitting.RefuseUnlessActingProposer(Decision, By))
        ?? (decision is { Phase: DecisionPhase.Notice, Commitment: null }
            ? null
            : sitting.Refuse(Clauses.LotCommittedAlready, Condition.Time, null, Witness.Of(Decision)))
        ?? sitting.Allow(Clauses.Lots, Witness.Of(Decision), new LotCommitted(Decision, Commitment));
}

/// <summary>
/// Reveals the seed of a lot while voting is open. Anybody who knows the seed may reveal it, because it either fits the
/// commitment or does not. A seed that is never revealed draws nothing, and the next tie rule decides. Refused, in this order:
/// the person is not an acting member; the decision is not open; no seed is committed, or it is revealed; it is another seed.
/// </summary>
/// <param name="By">Who reveals it.</param>
/// <param name="Decision">The decision.</param>
/// <param name="Lot">The lot, with its seed.</param>
public sealed record RevealSeed(PersonId By, DecisionId Decision, Lot Lot) : DecisionAct(By, Decision)
{
    /// <summary>The lot, with its seed.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public Lot Lot { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Lot);

    private protected override Ruling? RefuseFirst(Sitting sitting) =>
        sitting.RefuseUnlessActingMember(By)
        ?? sitting.RefuseUnlessVoting(Decision);

    private protected override Ruling Rule(Sitting sitting, Decision decision) =>
        (decision is { Commitment: not null, Lot: null }
            ? null
            : sitting.Refuse(Clauses.NoLotCommitted, Condition.Existence, Decision.ToString(), Witness.Of(Decision)))
        ?? (decision.Commitment!.Value.IsKeptBy(Lot)
            ? null
            : sitting.Refuse(Clauses.SeedNotCommitted, Condition.WellFormed, null, Witness.Of(Decision)))
        ?? sitting.Allow(Clauses.Lots, Witness.Of(Decision), new SeedRevealed(Decision, Lot));
}

/// <summary>
/// Says which candidate gets the casting voice. It counts only where votes are tied, and can be changed until the close. Refused,
/// in this order: the matter is not before the members; its rule knows no casting voice; it is not open; the person does not hold
/// the office that has it; they are a candidate themselves; nobody of that key is a candidate.
/// </summary>
/// <param name="By">Who holds the office.</param>
/// <param name="Decision">The decision.</param>
/// <param name="Candidate">The candidate who gets it.</param>
public sealed record GiveCastingVoice(PersonId By, DecisionId Decision, PersonId Candidate) : DecisionAct(By, Decision)
{
    /// <summary>The candidate who gets it.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public PersonId Candidate { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Candidate);

    internal override IEnumerable<PersonId> Named => [Candidate];

    private protected override Ruling Rule(Sitting sitting, Decision decision) =>
        (decision.Rule is ChoosingRule { CastingVoice: { } office }
            ? sitting.RefuseUnlessVoting(Decision) ?? sitting.RefuseUnlessHolds(By, office)
            : sitting.Refuse(Clauses.NoCastingVoice, Condition.CharterClause, null, Witness.Of(Decision)))
        ?? (decision.Candidates.Contains(By)
            ? sitting.Refuse(Clauses.CastingVoice, Condition.OwnAct, By.Value, Witness.Of(Decision))
            : null)
        ?? (decision.Candidates.Contains(Candidate)
            ? null
            : sitting.Refuse(Clauses.CandidatesOnly, Condition.Existence, Candidate.Value, Witness.Of(Decision)))
        ?? sitting.Allow(Clauses.CastingVoice, Witness.Of(Decision), new CastingVoiceGiven(Decision, By, Candidate));
}

internal sealed partial class Sitting
{
    /// <summary>A decision with everything that its count needs and no ballot says.</summary>
    public Decision ReadyToCount(Decision decision)
    {
        if (decision.Rule.Chooses) return decision with { Evidence = EvidenceFor(decision) };
        return decision.Phase == DecisionPhase.Open && NoOneAlone.IsProposerSilent(decision, person => Roll[person])
            ? decision with { HasSilentProposer = true }
            : decision;
    }

    private TieEvidence EvidenceFor(Decision decision)
    {
        var founders = Community.Founding.Founders.ToList();
        return new()
        {
            Seniority = decision.Candidates
                .Select((named, option) =>
                    (person: Community.KeyOf(named), option, standing: StandingIn(decision.Electorate!, named)))
                .Where(c => c.standing.IsMember)
                .OrderBy(c => c.standing.Since)
                .ThenBy(c => founders.IndexOf(c.person) is >= 0 and var place ? place : int.MaxValue)
                .ThenBy(c => c.person)
                .ThenBy(c => c.option)
                .Select(c => c.option)
                .ToValueList(),
            CastingVoice = decision.CastingVoice is { } voice && decision.Candidates.ToList().IndexOf(voice) is >= 0 and var named
                ? named
                : null,
            Lot = decision.Lot,
        };
    }

    // One person may have two options, and a place in the electorate by one of their keys.
    private Standing StandingIn(Electorate electorate, PersonId candidate) =>
        Community.KeysOf(Community.KeyOf(candidate)).Prepend(candidate).Select(key => electorate[key])
            .FirstOrDefault(standing => standing.IsMember) ?? Standing.None;
}
