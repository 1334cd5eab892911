using System.Text.Json.Serialization;
using CommunitiesOfPractice.Counting;

namespace CommunitiesOfPractice;

/// <summary>
/// Casts a ballot, or changes it where the rule allows that. Refused, in this order: the matter is not before the members; the
/// ballot is secret (remedy: <see cref="TakePart"/>), or the rule counts no ballots; it concerns the person, or they have
/// declared an interest; it is not open for voting; they have no place in its electorate; they are suspended, away, on leave or
/// no longer a member, which takes away the vote and never the place; their vote is cast and final; the ballot is not of a kind
/// that the rule counts.
/// </summary>
/// <param name="By">Who votes.</param>
/// <param name="Decision">The decision.</param>
/// <param name="Ballot">What they say.</param>
public sealed record Vote(PersonId By, DecisionId Decision, Ballot Ballot) : DecisionAct(By, Decision)
{
    /// <summary>What they say.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public Ballot Ballot { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Ballot);

    private protected override Ruling Rule(Sitting sitting, Decision decision) =>
        (decision.Rule.Secret
            ? sitting.Refuse(
                Clauses.SecretBallot, Condition.CharterClause, null, Witness.Of(Decision), new TakePart(By, Decision))
            : null)
        ?? (decision.Rule.CountsBallots
            ? null
            : decision.Rule.RefuseBallot(sitting, decision, By, Ballot))
        ?? sitting.RefuseUnlessVoter(Decision, By)
        ?? RefuseIfFinal(sitting, decision)
        ?? decision.Rule.RefuseBallot(sitting, decision, By, Ballot)
        ?? sitting.Allow(Clauses.Voting, Witness.Of(Decision), new BallotCast(Decision, By, Ballot));

    private Ruling? RefuseIfFinal(Sitting sitting, Decision decision) =>
        decision.Rule.Votes == VotePolicy.Final && decision.HasVoted(By)
            ? sitting.Refuse(Clauses.VoteFinal, Condition.Novelty, By.Value, Witness.Of(Decision))
            : null;
}

/// <summary>
/// Objects, with a reason. Under lazy consensus this turns the matter over to the fallback rule. Under consent it remains until
/// it is addressed, set aside or integrated. Under consensus and gradients it is a block. Under rough consensus it is an issue,
/// and after the conclusion an appeal. The person who objects no longer votes for the proposal. Once the objection is addressed
/// they abstain, until they say otherwise. Refused, in this order: the matter is not before the members; the rule hears no
/// objections (remedy: what says no under it); then, where the person has no vote, as <see cref="Vote"/> is; no reason is given;
/// they already have an objection that remains.
/// </summary>
/// <param name="By">Who objects.</param>
/// <param name="Decision">The decision.</param>
/// <param name="Reason">Why.</param>
public sealed record ObjectTo(PersonId By, DecisionId Decision, FreeText Reason) : DecisionAct(By, Decision)
{
    private protected override Ruling Rule(Sitting sitting, Decision decision) =>
        (decision.Rule is { HearsObjections: false } rule
            ? sitting.Refuse(Clauses.NoObjections, Condition.CharterClause, OfWhat.CannotObject,
                Witness.Of(Decision), rule.Saying(Voice.Against, Decision, By))
            : null)
        ?? sitting.RefuseUnlessVoter(Decision, By)
        ?? sitting.RefuseUnlessReason(Reason)
        ?? sitting.RefuseIfObjects(Decision, By)
        ?? sitting.Allow(Clauses.Objecting, Witness.Of(Decision), Events(sitting, decision));

    private Event[] Events(Sitting sitting, Decision decision) => decision.Rule.TurnsOver(decision)
        ? [new ObjectionRaised(Decision, By, Reason), FellBack.From(sitting, decision, decision.Rule.TurnsOverTo!)]
        : [new ObjectionRaised(Decision, By, Reason)];
}

/// <summary>
/// Stands aside, with a reason: the person does not agree, and does not stop the others. Refused, in this order: the matter is
/// not before the members; the rule knows no standing aside (remedy: what abstains under it); then, where the person has no vote,
/// as <see cref="Vote"/> is; no reason is given; they have a block that remains, and must first say that it is addressed.
/// </summary>
/// <param name="By">Who stands aside.</param>
/// <param name="Decision">The decision.</param>
/// <param name="Reason">Why.</param>
public sealed record StandAside(PersonId By, DecisionId Decision, FreeText Reason) : DecisionAct(By, Decision)
{
    private protected override Ruling Rule(Sitting sitting, Decision decision) =>
        (decision.Rule is { HearsStandingAside: false } rule
            ? sitting.Refuse(
                Clauses.NoStandingAside, Condition.CharterClause, null, Witness.Of(Decision),
                    rule.Saying(Voice.Abstain, Decision, By))
            : null)
        ?? sitting.RefuseUnlessVoter(Decision, By)
        ?? sitting.RefuseUnlessReason(Reason)
        ?? sitting.RefuseIfObjects(Decision, By)
        ?? sitting.Allow(
            Clauses.StandingAside, Witness.Of(Decision), new ObjectionRaised(Decision, By, Reason) { StandsAside = true });
}

/// <summary>
/// Says that your own objection is addressed, so that it no longer counts. Refused where you have no objection that is open or
/// upheld in an open decision.
/// </summary>
/// <param name="By">Who objected.</param>
/// <param name="Decision">The decision.</param>
public sealed record Satisfied(PersonId By, DecisionId Decision) : DecisionAct(By, Decision)
{
    private protected override Ruling Rule(Sitting sitting, Decision decision) =>
        sitting.RefuseUnlessVoting(Decision)
        ?? sitting.RefuseUnlessObjection(Decision, By)
        ?? sitting.Allow(
            Clauses.Objecting, Witness.Of(Decision), new ObjectionSettled(Decision, By, ObjectionState.Addressed, null));
}

/// <summary>
/// Upholds somebody's objection or sets it aside, with a reason. Setting aside a seconded objection turns the matter over to the
/// rule for appeals at once (law 16). Refused, in this order: the matter is not before the members; the rule names no tester; it
/// is not open for voting; that person has no objection that remains; you do not test objections; it is your own; you proposed
/// the matter, it concerns you or you have declared an interest; you give no reason.
/// </summary>
/// <param name="By">Who finds.</param>
/// <param name="Decision">The decision.</param>
/// <param name="Objector">The person whose objection it is.</param>
/// <param name="Stands">Whether it is upheld.</param>
/// <param name="Reason">Why.</param>
public sealed record TestObjection(PersonId By, DecisionId Decision, PersonId Objector, bool Stands, FreeText Reason)
    : DecisionAct(By, Decision)
{
    /// <summary>The person whose objection it is.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public PersonId Objector { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Objector);

    internal override IEnumerable<PersonId> Named => [Objector];

    private protected override Ruling Rule(Sitting sitting, Decision decision) =>
        (decision.Rule.Tester is null
            ? sitting.Refuse(Clauses.NoTester, Condition.CharterClause, null, Witness.Of(Decision))
            : null)
        ?? sitting.RefuseUnlessVoting(Decision)
        ?? sitting.RefuseUnlessObjection(Decision, Objector)
        ?? sitting.RefuseUnlessHolds(By, decision.Rule.Tester!.Value)
        ?? (By == Objector
            ? sitting.Refuse(Clauses.NotOnesOwn, Condition.OwnAct, By.Value, Witness.Of(Decision), new Satisfied(By, Decision))
            : null)
        ?? sitting.RefuseIfInterested(decision, By)
        ?? sitting.RefuseUnlessReason(Reason)
        ?? sitting.Allow(Clauses.Testing, Witness.Of(Decision), Events(sitting, decision));

    private Event[] Events(Sitting sitting, Decision decision)
    {
        var settled = new ObjectionSettled(Decision, Objector, Stands ? ObjectionState.Upheld : ObjectionState.SetAside, Reason);
        return !Stands && decision.Objections.Any(o => o.By == Objector && o.Stands && o.SecondedBy.Count > 0)
            ? [settled, FellBack.ToAppeals(sitting, decision)]
            : [settled];
    }
}

/// <summary>
/// Seconds somebody's objection, before or after it is tested. If a seconded objection is set aside, the matter goes over to the
/// rule for appeals at once. The electorate stays the same, ballots already cast still count, and there is a new voting period
/// (law 16). Rough consensus has an appeal of its own. Refused, in this order: the matter is not before the members; its rule has
/// nobody who could set an objection aside, or has its own appeal; then, where you have no vote, as <see cref="Vote"/> is; that
/// person has no objection here that may be seconded; it is your own; you have seconded it already.
/// </summary>
/// <param name="By">Who seconds it.</param>
/// <param name="Decision">The decision.</param>
/// <param name="Objector">The person whose objection it is.</param>
public sealed record SecondObjection(PersonId By, DecisionId Decision, PersonId Objector) : DecisionAct(By, Decision)
{
    /// <summary>The person whose objection it is.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public PersonId Objector { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Objector);

    internal override IEnumerable<PersonId> Named => [Objector];

    private protected override Ruling Rule(Sitting sitting, Decision decision) =>
        (decision.Rule.HearsSeconds
            ? null
            : sitting.Refuse(Clauses.NoSeconds, Condition.CharterClause, null, Witness.Of(Decision)))
        ?? sitting.RefuseUnlessVoter(Decision, By)
        ?? (decision.ObjectionToSecond(Objector) is { } objection
            ? RefuseIfOwnOrSeconded(sitting, objection)
            : sitting.Refuse(Clauses.NothingObjected, Condition.Existence, Objector.Value, Witness.Of(Decision)))
        ?? sitting.Allow(Clauses.Seconding, Witness.Of(Decision), Events(sitting, decision));

    private Ruling? RefuseIfOwnOrSeconded(Sitting sitting, Objection objection) =>
        By == Objector ? sitting.Refuse(Clauses.SecondIsAnother, Condition.OwnAct, By.Value, Witness.Of(Decision))
        : objection.SecondedBy.Contains(By)
            ? sitting.Refuse(Clauses.SecondedAlready, Condition.Novelty, By.Value, Witness.Of(Decision),
                new WithdrawSecond(By, Decision, Objector))
        : null;

    private Event[] Events(Sitting sitting, Decision decision)
    {
        var seconded = new ObjectionSeconded(Decision, Objector, By);
        return decision.ObjectionToSecond(Objector)!.Stands ? [seconded] : [seconded, FellBack.ToAppeals(sitting, decision)];
    }
}

/// <summary>
/// Takes your own second of an objection back. A matter that it has turned over stays turned over. Refused, in this order: the
/// matter is not before the members; you second no such objection.
/// </summary>
/// <param name="By">Who seconded it.</param>
/// <param name="Decision">The decision.</param>
/// <param name="Objector">The person whose objection it is.</param>
public sealed record WithdrawSecond(PersonId By, DecisionId Decision, PersonId Objector) : DecisionAct(By, Decision)
{
    /// <summary>The person whose objection it is.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public PersonId Objector { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Objector);

    internal override IEnumerable<PersonId> Named => [Objector];

    private protected override Ruling Rule(Sitting sitting, Decision decision) =>
        (decision.Objections.Any(o => o.By == Objector && o.SecondedBy.Contains(By))
            ? null
            : sitting.Refuse(Clauses.NothingSeconded, Condition.Existence, Objector.Value, Witness.Of(Decision)))
        ?? sitting.Allow(Clauses.Seconding, Witness.Of(Decision), new SecondWithdrawn(Decision, Objector, By));
}

/// <summary>
/// Changes the proposal to integrate objections. A new round opens in the same electorate, with no votes and no objections.
/// Refused, in this order: the matter is not before the members; its rule integrates no objections; it is not open for voting;
/// somebody else tabled it; its proposer is not an acting member now; it confirms an amendment, word for word; the new proposal
/// is of another kind, or concerns somebody else; what it asks for is missing.
/// </summary>
/// <param name="By">Who tabled it.</param>
/// <param name="Decision">The decision.</param>
/// <param name="Proposal">The proposal as changed.</param>
public sealed record Integrate(PersonId By, DecisionId Decision, Proposal Proposal) : DecisionAct(By, Decision)
{
    /// <summary>The proposal as changed.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public Proposal Proposal { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Proposal);

    internal override IEnumerable<PersonId> Named => Proposal.Named;

    internal override IEnumerable<Instant?> Dates => Proposal.Dates;

    private protected override Ruling Rule(Sitting sitting, Decision decision) =>
        (decision.Rule.Integrates
            ? null
            : sitting.Refuse(Clauses.NoObjections, Condition.CharterClause, OfWhat.CannotIntegrate, Witness.Of(Decision)))
        ?? sitting.RefuseUnlessVoting(Decision)
        ?? sitting.RefuseUnlessActingProposer(Decision, By)
        ?? (!decision.Proposal.MayBeChanged
            || Proposal.GetType() != decision.Proposal.GetType()
            || Proposal.Concerns != decision.Proposal.Concerns
            ? sitting.Refuse(Clauses.SameMatter, Condition.WellFormed, null, Witness.Of(Decision))
            : null)
        ?? Proposal.RefuseTabling(sitting)
        ?? sitting.Allow(Clauses.Integrating, Witness.Of(Decision),
            new ProposalIntegrated(Decision, Proposal, sitting.At.Later(decision.Rule.Timing.Open)));
}

/// <summary>
/// Declares an interest in a matter and takes no part. Before voting opens, this makes the electorate smaller. Afterwards it
/// takes away the vote, never the place. Refused, in this order: the person is not an acting member; the matter is not before the
/// members; it concerns the person, so that there is no vote to give up; no interest is named; they have declared an interest
/// already, or have voted.
/// </summary>
/// <param name="By">Who declares it.</param>
/// <param name="Decision">The decision.</param>
/// <param name="Interest">The interest.</param>
public sealed record DeclareInterest(PersonId By, DecisionId Decision, FreeText Interest) : DecisionAct(By, Decision)
{
    private protected override Ruling? RefuseFirst(Sitting sitting) =>
        sitting.RefuseUnlessActingMember(By) ?? base.RefuseFirst(sitting);

    private protected override Ruling Rule(Sitting sitting, Decision decision) =>
        (decision.Proposal.Concerns == By
            ? sitting.Refuse(Clauses.Recused, Condition.Electorate, By.Value, Witness.Of(Decision))
            : null)
        ?? sitting.RefuseUnlessReason(Interest)
        ?? (decision.HasRecused(By) || decision.HasVoted(By)
            ? sitting.Refuse(Clauses.RecusedAlready, Condition.Novelty, By.Value, Witness.Of(Decision))
            : null)
        ?? sitting.Allow(Clauses.Recusing, Witness.Of(Decision), new InterestDeclared(Decision, By, Interest));
}

/// <summary>
/// Closes a decision early, as soon as its outcome is certain, where votes are final. Otherwise a decision closes at its time.
/// </summary>
internal static class Certainty
{
    public static void Check(Draft community, DecisionId id)
    {
        if (!community.Docket.Poll(id).IsFinal) return;
        var decision = community.Docket[id];
        community.Agenda.Set(
            new ClosingDue(id), decision.Rule.IsCertain(decision) ? decision.ClosingAt(community.LastAt) : decision.ClosesAt);
    }
}
