namespace CommunitiesOfPractice;

internal sealed partial class Sitting
{
    /// <summary>The version of the first event that this act would add: the number of what it begins.</summary>
    public long NextVersion => Community.Version + 1;

    public Ruling? RefuseUnlessReason(FreeText? reason) =>
        reason is null ? Refuse(Clauses.ReasonOwed, Condition.Reason) : null;

    public Ruling? RefuseUnlessLater(Instant? until) =>
        until <= At ? Refuse(Clauses.EndsBeforeItBegins, Condition.WellFormed, OfWhat.LaterEnd, from: At) : null;

    public Ruling? RefuseUnlessPositive(Duration? time) =>
        time <= Duration.Zero ? Refuse(Clauses.EndsBeforeItBegins, Condition.WellFormed, OfWhat.LongerTime) : null;

    /// <summary>Before the members: in notice or open.</summary>
    public Ruling? RefuseUnlessTabled(DecisionId decision) =>
        RefuseUnlessOpen()
        ?? (Community.Decision(decision) is { Phase: DecisionPhase.Sealed } sealedUp
            ? Refuse(Clauses.VotingOver, Condition.Time, null, Witness.Of(decision), from: sealedUp.ClosesAt)
            : Community.Decision(decision) is null or { Phase: DecisionPhase.Closed }
            ? Refuse(Clauses.NoDecision, Condition.Existence, decision.ToString())
            : null);

    public Ruling? RefuseUnlessVoting(DecisionId decision) =>
        RefuseUnlessTabled(decision)
        ?? (Community.Decision(decision) is { Phase: DecisionPhase.Notice, OpensAt: var opens }
            ? Refuse(Clauses.VotingNotOpen, Condition.Time, null, Witness.Of(decision), from: opens)
            : null);

    /// <summary>
    /// Has a place in the electorate, and the vote that goes with it has not been taken away since. Who will have none is told so
    /// before voting opens.
    /// </summary>
    public Ruling? RefuseUnlessVoter(DecisionId decision, PersonId person) =>
        RefuseUnlessTabled(decision)
        ?? (Community.Decision(decision)!.HasRecused(person)
            ? Refuse(Clauses.Recused, Condition.Electorate, person.Value, Witness.Of(decision))
            : null)
        ?? RefuseUnlessVoting(decision)
        ?? (Community.Decision(decision)!.Electorate!.Contains(person)
            ? null
            : Refuse(Clauses.Electorate, Condition.Electorate, person.Value, Witness.Of(decision)))
        ?? RefuseUnlessMember(person)
        ?? RefuseUnlessActing(person);

    public Ruling? RefuseUnlessProposer(DecisionId decision, PersonId person) =>
        Community.Decision(decision) is { By: var proposer } && proposer != person
            ? Refuse(Clauses.ProposersOnly, Condition.OwnAct, proposer?.Value, Witness.Of(decision))
            : null;

    /// <summary>
    /// Tabled it, and may act as a member now: who has left, is away, on leave or suspended governs nothing (law 3).
    /// </summary>
    public Ruling? RefuseUnlessActingProposer(DecisionId decision, PersonId person) =>
        RefuseUnlessProposer(decision, person) ?? RefuseUnlessActingMember(person);

    /// <summary>Judges for everyone: did not propose it, is not concerned by it, and has declared no interest (law 16).</summary>
    public Ruling? RefuseIfInterested(Decision decision, PersonId person) =>
        decision.By == person ? Refuse(Clauses.NotOnesOwnProposal, Condition.OwnAct, person.Value, Witness.Of(decision.Id))
        : decision.HasRecused(person) ? Refuse(Clauses.Recused, Condition.Electorate, person.Value, Witness.Of(decision.Id))
        : null;

    public Ruling? RefuseIfObjects(DecisionId decision, PersonId person) =>
        Community.Decision(decision)!.Objections.Any(o => o.By == person && o.Stands)
            ? Refuse(
                Clauses.ObjectedAlready, Condition.Novelty, person.Value, Witness.Of(decision), new Satisfied(person, decision))
            : null;

    public Ruling? RefuseUnlessObjection(DecisionId decision, PersonId objector) =>
        Community.Decision(decision)!.Objections.Any(o => o.By == objector && o.Stands)
            ? null
            : Refuse(Clauses.NothingObjected, Condition.Existence, objector.Value, Witness.Of(decision));

    /// <summary>The charter leaves it to the members, by a rule that there is.</summary>
    public Ruling? RefuseUnlessMembersSettle(Proposal proposal) =>
        Charter[proposal.Matter] is MembersBy { Rule: var rule } && proposal.RuleOf(Charter, rule) is not null
            ? null
            : Refuse(Clauses.NotForTheMembers, Condition.CharterClause, Names.Of(proposal.Matter),
                new Witness(
                    WitnessKind.Charter, CharterInForce.Number.ToString(System.Globalization.CultureInfo.InvariantCulture)));

    /// <summary>The same question is not put twice at once.</summary>
    public Ruling? RefuseIfTabled(Proposal proposal) =>
        Community.OpenDecisions.FirstOrDefault(d => d.Proposal == proposal) is { } tabled
            ? Refuse(Clauses.TabledAlready, Condition.Novelty, tabled.Id.ToString(), Witness.Of(tabled.Id))
            : null;

    /// <summary>The rule by which the charter has the members decide a proposal.</summary>
    public DecisionRule RuleFor(Proposal proposal) => proposal.RuleOf(Charter, ((MembersBy)Charter[proposal.Matter]!).Rule)!;

    /// <summary>
    /// The events that put a proposal before the members, by the charter's rule for its matter unless another is named.
    /// </summary>
    public Event[] Table(
        Proposal proposal, PersonId? by, FreeText? why, string? rule = null, DecisionId? follows = null, bool secondCall = false,
        ValueList<PersonId>? advisers = null, Counting.LotCommitment? lot = null)
    {
        rule = proposal.CountedBy(Charter, rule ?? ((MembersBy)Charter[proposal.Matter]!).Rule);
        var timing = proposal.RuleOf(Charter, rule)!.Timing;
        var opens = At.Later(Duration.Max(timing.Notice, proposal.LeastNotice(Charter)));
        var closes = opens.Later(timing.Open);
        if (proposal.Affects != Affects.Nobody) closes = Instant.Max(closes, At.Later(NoOneAlone.Shortest));
        return
        [
            new DecisionTabled(new DecisionId(NextVersion), proposal, by, why, rule, CharterInForce.Number, opens, closes)
            {
                Follows = follows,
                SecondCall = secondCall,
                Advisers = advisers is { Count: > 0 } ? advisers : null,
                Lot = lot,
                CharterToCome = Community.CharterToCome?.Number,
            },
        ];
    }
}
