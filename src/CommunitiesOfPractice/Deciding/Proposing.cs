using System.Text.Json.Serialization;
using CommunitiesOfPractice.Counting;

namespace CommunitiesOfPractice;

/// <summary>
/// Puts a proposal before the members. The charter's rule for its matter decides it. The electorate and the charter version are
/// frozen when voting opens, which is after the rule's notice period. Refused, in this order: the community is not open; the
/// charter lets somebody else open matters (members can still <see cref="PetitionFor"/> it); the charter does not leave the
/// matter to the members; the same proposal is before them already; what the rule asks for is missing (under advice: the people
/// asked for advice); a seed is committed and the rule draws no lots; what the proposal itself asks for is missing.
/// </summary>
/// <param name="By">Who proposes.</param>
/// <param name="Proposal">What takes effect if it is carried.</param>
/// <param name="Why">Why, if they care to say.</param>
public sealed record Propose(PersonId By, Proposal Proposal, FreeText? Why = null) : CommunityAct(By)
{
    /// <summary>What takes effect if it is carried.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public Proposal Proposal { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Proposal);

    /// <summary>The people asked for advice, under a rule of advice. Empty unless given.</summary>
    /// <exception cref="ArgumentException">It is null, or holds <c>default</c>.</exception>
    public ValueList<PersonId> Advisers { get; init => field = Guard.Against.Gaps(value); } = ValueList<PersonId>.Empty;

    /// <summary>
    /// The commitment to the seed of a lot, where the rule may come to one. It can also be made later, by
    /// <see cref="CommitLot"/>.
    /// </summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public LotCommitment? Lot { get; init => field = Guard.Against.Unset(value); }

    internal override IEnumerable<Instant?> Dates => Proposal.Dates;

    internal override IEnumerable<PersonId> Named => Proposal.Named.Concat(Advisers);

    internal override Ruling Rule(Sitting sitting) =>
        RefuseUnlessMayOpen(sitting)
        ?? sitting.RefuseUnlessMembersSettle(Proposal)
        ?? sitting.RefuseIfTabled(Proposal)
        ?? sitting.RuleFor(Proposal).RefuseTabling(sitting, Proposal, By, Advisers)
        ?? (Lot is null || sitting.RuleFor(Proposal).DrawsLots ? null : sitting.Refuse(Clauses.NoLots, Condition.CharterClause))
        ?? Proposal.RefuseTabling(sitting)
        ?? sitting.Allow(
            sitting.Tabling(Proposal, Clauses.Proposing), Witness.Of(By),
                sitting.Table(Proposal, By, Why, advisers: Advisers, lot: Lot));

    private Ruling? RefuseUnlessMayOpen(Sitting sitting)
    {
        var refusal = sitting.RefuseUnlessMaySettle(Matter.Open, By);
        return refusal is { Answer: { Remedy: null, Clause: var clause } } && clause == Clauses.OfficeHoldersOnly
            && sitting.Roll[By].IsMember
            && sitting.RefuseUnlessMembersSettle(Proposal) is null
            ? refusal with { Answer = refusal.Answer with { Remedy = Option.Towards(new PetitionFor(By, Proposal, Why)) } }
            : refusal;
    }
}

/// <summary>
/// Asks for a matter to be put before the members, without the person who would otherwise open it (feature 25). It is tabled by
/// itself as soon as the charter's share of members has signed. Refused as <see cref="Propose"/> is, except that any member may
/// do it.
/// </summary>
/// <param name="By">Who begins the petition, and is the first to sign it.</param>
/// <param name="Proposal">What is asked for.</param>
/// <param name="Why">Why, if they care to say.</param>
public sealed record PetitionFor(PersonId By, Proposal Proposal, FreeText? Why = null) : CommunityAct(By)
{
    /// <summary>What is asked for.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public Proposal Proposal { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Proposal);

    internal override IEnumerable<PersonId> Named => Proposal.Named;

    internal override IEnumerable<Instant?> Dates => Proposal.Dates;

    internal override Ruling Rule(Sitting sitting) =>
        sitting.RefuseUnlessActingMember(By)
        ?? sitting.RefuseUnlessMembersSettle(Proposal)
        ?? sitting.RefuseIfTabled(Proposal)
        ?? sitting.RuleFor(Proposal).RefuseTabling(sitting, Proposal, null, [])
        ?? Proposal.RefuseTabling(sitting)
        ?? sitting.Allow(
            sitting.Tabling(Proposal, Clauses.Petitioning), Witness.Of(By),
                new PetitionBegun(new PetitionId(sitting.NextVersion), Proposal, By, Why));
}

/// <summary>
/// Signs a petition. Refused where the person is not an acting member, the petition does not exist or is tabled, or the person
/// has signed it already.
/// </summary>
/// <param name="By">Who signs.</param>
/// <param name="Petition">The petition.</param>
public sealed record SignPetition(PersonId By, PetitionId Petition) : CommunityAct(By)
{
    internal override Ruling Rule(Sitting sitting) =>
        sitting.RefuseUnlessActingMember(By)
        ?? (sitting.Community.Petition(Petition) switch
        {
            null or { Tabled: not null } => sitting.Refuse(Clauses.NoPetition, Condition.Existence, Petition.ToString()),
            var petition when petition.Signatures.Contains(By) =>
                sitting.Refuse(
                    Clauses.SignedAlready, Condition.Novelty, By.Value, new Witness(WitnessKind.Petition, Petition.ToString())),
            _ => null,
        })
        ?? sitting.Allow(
            Clauses.Petitioning, new Witness(WitnessKind.Petition, Petition.ToString()), new PetitionSigned(Petition, By));
}

/// <summary>
/// Takes your own signature of a petition back. A petition that nobody signs any more is over. Refused where you have signed no
/// such petition, or it is tabled.
/// </summary>
/// <param name="By">Who signed.</param>
/// <param name="Petition">The petition.</param>
public sealed record WithdrawSignature(PersonId By, PetitionId Petition) : CommunityAct(By)
{
    internal override Ruling Rule(Sitting sitting) =>
        (sitting.Community.Petition(Petition) is { } petition && petition.Signatures.Contains(By)
            ? null
            : sitting.Refuse(
                Clauses.NotSigned, Condition.Existence, By.Value, new Witness(WitnessKind.Petition, Petition.ToString())))
        ?? sitting.Allow(Clauses.Petitioning, new Witness(WitnessKind.Petition, Petition.ToString()),
            sitting.Community.Petition(Petition)!.Signatures.Count > 1 ? [new SignatureWithdrawn(Petition, By)]
                : [new SignatureWithdrawn(Petition, By), new PetitionEnded(Petition, null)]);
}

/// <summary>
/// Takes your own proposal, appeal or offer back before it is decided. You may always take your own appeal or offer back (law 3).
/// An appeal that was taken back has not been heard, and may be made again while there is time. Refused, in this order: it is not
/// before the members; it is somebody else's; it is a proposal and you are not an acting member.
/// </summary>
/// <param name="By">Who tabled it, or who appeals.</param>
/// <param name="Decision">The decision.</param>
public sealed record Withdraw(PersonId By, DecisionId Decision) : DecisionAct(By, Decision)
{
    private protected override Ruling Rule(Sitting sitting, Decision decision) =>
        (decision.IsAppealOrOfferOf(By) ? null : sitting.RefuseUnlessActingProposer(Decision, By))
        ?? sitting.Allow(Clauses.Withdrawing, Witness.Of(Decision),
            new DecisionClosed(Decision, new Result(Outcome.Withdrawn, decision.VoiceCount)));
}

/// <summary>
/// Gives the members more time. Refused, in this order: the decision is not open; somebody else tabled it; its proposer is not an
/// acting member now; it would close no later; it would be open longer than its rule allows.
/// </summary>
/// <param name="By">Who tabled it.</param>
/// <param name="Decision">The decision.</param>
/// <param name="Until">When it is to close.</param>
public sealed record Extend(PersonId By, DecisionId Decision, Instant Until) : DecisionAct(By, Decision)
{
    internal override IEnumerable<Instant?> Dates => [Until];

    private protected override Ruling Rule(Sitting sitting, Decision decision) =>
        sitting.RefuseUnlessVoting(Decision)
        ?? sitting.RefuseUnlessActingProposer(Decision, By)
        ?? RefuseUnlessWithinReason(sitting, decision)
        ?? sitting.Allow(Clauses.Extending, Witness.Of(Decision), new DecisionExtended(Decision, Until));

    private Ruling? RefuseUnlessWithinReason(Sitting sitting, Decision decision) =>
        Until > decision.ClosesAt && Until <= decision.OpensAt.Later(decision.Rule.Timing.Longest)
            ? null
            : sitting.Refuse(Clauses.ExtendingLimit, Condition.Time, null, Witness.Of(Decision), from: decision.ClosesAt);
}

/// <summary>
/// Calls a matter again that too few took part in. The quorum is then those who take part: at least two, or one where only one
/// has a vote. Amending, admitting, inviting, elections and appeals always have this second call. Other matters have it where
/// their rule says so (law 6). Refused, in this order: the person is not an acting member; there is no such decision; it did not
/// end inquorate; it has no second call; it has been called again; the same proposal is before the members; its rule has been
/// repealed meanwhile (remedy: <see cref="Propose"/>); what the proposal itself asks for is missing now.
/// </summary>
/// <param name="By">Who calls it again.</param>
/// <param name="Decision">The decision.</param>
public sealed record CallAgain(PersonId By, DecisionId Decision) : DecisionAct(By, Decision)
{
    private protected override Ruling? RefuseFirst(Sitting sitting) =>
        sitting.RefuseUnlessActingMember(By)
        ?? RefuseUnlessSecondCall(sitting);

    private protected override Ruling Rule(Sitting sitting, Decision decision) =>
        Again(sitting, decision, sitting.Community.Current(decision.Proposal));

    private Ruling Again(Sitting sitting, Decision first, Proposal proposal) =>
        sitting.RefuseIfTabled(proposal)
        ?? RefuseIfRuleRepealed(sitting, first, proposal)
        ?? proposal.RefuseAgain(sitting)
        ?? sitting.Allow(sitting.Tabling(proposal, Clauses.CallingAgain), Witness.Of(Decision),
            sitting.Table(
                proposal, first.By is null
                    ? null
                    : By, first.Why, RuleFor(sitting, first, proposal), Decision, secondCall: true));

    private Ruling? RefuseUnlessSecondCall(Sitting sitting) => sitting.Community.Decision(Decision) switch
    {
        null => sitting.Refuse(Clauses.NoDecision, Condition.Existence, Decision.ToString()),
        { Result.Outcome: Outcome.Inquorate, IsSecondCall: false } first
            when (first.Rule.SecondCall || first.Proposal.HasSecondCall) && !sitting.Community.HasFollowUp(Decision) => null,
        _ => sitting.Refuse(Clauses.NoSecondCall, Condition.Novelty, Decision.ToString(), Witness.Of(Decision)),
    };

    // An appeal is heard by the rule for appeals of the day, where the rule that heard it first is gone.
    private static string RuleFor(Sitting sitting, Decision first, Proposal proposal) =>
        proposal.RuleOf(sitting.Charter, first.RuleName) is null && first.IsAppeal ? sitting.Charter.Appeals : first.RuleName;

    private Ruling? RefuseIfRuleRepealed(Sitting sitting, Decision first, Proposal proposal) =>
        proposal.RuleOf(sitting.Charter, RuleFor(sitting, first, proposal)) is null
            ? sitting.Refuse(
                Clauses.NoSecondCall, Condition.CharterClause, first.RuleName, Witness.Of(Decision),
                    new Propose(By, proposal, first.Why))
            : null;
}

/// <summary>
/// Says what the outcome means and when to look at it again (feature 43). Refused where the person is not an acting member, or
/// the decision is not closed.
/// </summary>
/// <param name="By">Who says so: its proposer, or any member.</param>
/// <param name="Decision">The decision.</param>
/// <param name="Words">What it means.</param>
/// <param name="ReviewBy">When to look at it again.</param>
public sealed record StateOutcome(PersonId By, DecisionId Decision, FreeText Words, Instant? ReviewBy = null)
    : DecisionAct(By, Decision)
{
    internal override IEnumerable<Instant?> Dates => [ReviewBy];

    private protected override Ruling? RefuseFirst(Sitting sitting) =>
        sitting.RefuseUnlessActingMember(By)
        ?? (sitting.Community.Decision(Decision) is { Phase: DecisionPhase.Closed }
            ? null
            : sitting.Refuse(Clauses.NoDecision, Condition.Existence, Decision.ToString()));

    private protected override Ruling Rule(Sitting sitting, Decision decision) =>
        sitting.RefuseUnlessReason(Words)
        ?? sitting.Allow(Clauses.StatingOutcome, Witness.Of(Decision), new OutcomeStated(Decision, Words, ReviewBy));
}

/// <summary>Voting opens.</summary>
internal sealed record OpeningDue(DecisionId Decision) : CommunityDue
{
    public override int Rank => 70;

    public override string Of => DueOrder.Of(Decision.Number);

    internal override Ruling Fall(Sitting sitting) =>
        sitting.Allow(Clauses.VotingOpens, Witness.Of(Decision), new VotingOpened(Decision));
}

/// <summary>
/// Voting closes: at its time, or once no remaining vote could change the outcome. What was carried takes effect at the same
/// instant. What can no longer take effect lapses.
/// </summary>
internal sealed record ClosingDue(DecisionId Decision) : CommunityDue
{
    public override int Rank => 80;

    public override string Of => DueOrder.Of(Decision.Number);

    internal override Ruling Fall(Sitting sitting)
    {
        var decision = sitting.Community.Decision(Decision)!;
        if (decision.IsSealing)
            return sitting.Allow(
                Clauses.SecretBallot, Witness.Of(Decision), new VotingClosed(Decision, sitting.At.Later(OpenBox.Within)));
        var represented = sitting.Representations(decision);
        Event[] before = represented.Count > 0 ? [new ProxiesResolved(Decision, represented)] : [];
        decision = sitting.ReadyToCount(decision.Representing(represented));
        var result = decision.IsUnopened ? new Result(Outcome.Unopened, decision.VoiceCount) : decision.Rule.Count(decision);
        if (result.Outcome != Outcome.Carried)
            return sitting.Allow(Clauses.NotCarried, Witness.Of(Decision),
                [.. before, new DecisionClosed(Decision, result), .. decision.Proposal.Fail(sitting, decision, result)]);
        return decision.Proposal.TakeEffect(sitting, decision, result) is { } effects
            ? sitting.Allow(Clauses.Carried, Witness.Of(Decision), [.. before, new DecisionClosed(Decision, result), .. effects])
            : sitting.Allow(
                Clauses.Lapsed, Witness.Of(Decision),
                    [.. before, new DecisionClosed(Decision, result with { Outcome = Outcome.Lapsed })]);
    }
}

/// <summary>Enough members have signed.</summary>
internal sealed record PetitionDue(PetitionId Petition) : CommunityDue
{
    public override int Rank => 90;

    public override string Of => DueOrder.Of(Petition.Number);

    /// <summary>
    /// Fewer members may make the signatures there are enough, and so may somebody who comes back and has signed.
    /// </summary>
    public static void CheckAll(Draft community)
    {
        foreach (var petition in community.Docket.Petitions.Entries.Select(e => e.Key).ToArray()) Check(community, petition);
    }

    public static void Check(Draft community, PetitionId id)
    {
        var petition = community.Docket.Petitions.Find(id)!;
        var signed = petition.Signatures.Count(person => community.Roll[person].Counts);
        var enough = signed > 0 && community.CharterInForce.Charter.PetitionShare.IsReachedBy(signed, community.Roll.Counting);
        community.Agenda.Set(new PetitionDue(id), enough ? community.LastAt : null);
    }

    internal override Ruling Fall(Sitting sitting)
    {
        var petition = sitting.Community.Petition(Petition)!;
        var refusal = sitting.RefuseUnlessOpen() ?? sitting.RefuseUnlessMembersSettle(petition.Proposal)
            ?? sitting.RefuseIfTabled(petition.Proposal)
            ?? sitting.RuleFor(petition.Proposal).RefuseTabling(sitting, petition.Proposal, null, [])
                ?? petition.Proposal.RefuseTabling(sitting);
        return sitting.Allow(Clauses.Petitioning, new Witness(WitnessKind.Petition, Petition.ToString()), refusal is not null
            ? [new PetitionEnded(Petition, null)]
            : [.. sitting.Table(petition.Proposal, null, petition.Why),
                new PetitionEnded(Petition, new DecisionId(sitting.NextVersion))]);
    }
}
