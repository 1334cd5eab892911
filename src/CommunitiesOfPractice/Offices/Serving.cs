namespace CommunitiesOfPractice;

/// <summary>
/// Elect people to an office. Everybody who stands during the notice period is on the ballot, and consents by standing. The
/// charter's method chooses as many as there are seats free when voting closes.
/// </summary>
/// <param name="Office">The office.</param>
/// <param name="Seats">How many seats to fill; at least one.</param>
public sealed record Elect(OfficeId Office, int Seats = 1) : Proposal
{
    /// <summary>The office.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public OfficeId Office { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Office);

    /// <summary>How many seats to fill.</summary>
    /// <exception cref="ArgumentException">Less than one.</exception>
    public int Seats { get; init => field = Guard.Against.NegativeOrZero(value); } = Guard.Against.NegativeOrZero(Seats);

    /// <inheritdoc/>
    public override Matter Matter => Matter.Elect;

    private protected override string Said(Wording wording) =>
        wording.Say("proposal.elect", wording.Count("people", Seats), Office);

    internal override int OptionCount(Decision decision) => decision.Candidates.Count;

    internal override int PlacesToFill => Seats;

    internal override Ruling? RefuseTabling(Sitting sitting) =>
        sitting.RefuseUnlessOffice(Office)
        ?? (sitting.Community.Stage == Stage.Potential
            ? sitting.Refuse(Clauses.NoElectionYet, Condition.Stage, Names.Of(Stage.Coalescing), Witness.Of(sitting.Community.Id))
            : null)
        ?? (Seats <= sitting.SeatsComingFree(Office)
            ? null
            : sitting.Refuse(Clauses.SeatsTaken, Condition.Seat, Office.Value, Witness.Of(Office)))
        ?? (sitting.Charter.Office(Office) is { OpenToOutsiders: false } && Seats > sitting.Roll.Counting
            ? sitting.Refuse(Clauses.SeatsBeyondMembers, Condition.Seat, Office.Value, Witness.Of(Office))
            : null)
        ?? (sitting.Charter[Matter.Elect] is MembersBy && sitting.RuleFor(this) is ChoosingRule { Method: var method }
            && method.Fault(new Counting.Contest(3, Math.Min(Seats, 2))) is not null
            ? sitting.Refuse(Clauses.MethodFillsSeats, Condition.WellFormed, null, Witness.Of(Office))
            : null);

    // Somebody elected again begins a new term; anybody else needs a free seat; who may no longer hold the office is passed over.
    // A candidate found to have stood under two keys gets one seat, and a second seat that they won is vacant.
    internal override IReadOnlyList<Event>? TakeEffect(Sitting sitting, Decision decision, Result result)
    {
        var free = sitting.FreeSeats(Office);
        var events = new List<Event>();
        foreach (var person in result.Chosen.Select(option => sitting.Community.KeyOf(decision.Candidates[option])).Distinct())
        {
            if (sitting.RefuseOffice(Office, person) is not null) continue;
            if (sitting.Community.Office(Office).IsHeldBy(person)) events.Add(new OfficeLeft(Office, person, null));
            else if (free-- <= 0) continue;
            events.Add(sitting.TakenUp(Office, person, decision.Id));
        }

        return events.Count == 0 ? null : sitting.WithHandover(Office, [.. events]);
    }
}

/// <summary>Recall somebody from an office before their term ends (feature 25). They have no vote on it and may reply.</summary>
/// <param name="Office">The office.</param>
/// <param name="Holder">The person who holds the office.</param>
/// <param name="Reason">Why.</param>
public sealed record Recall(OfficeId Office, PersonId Holder, FreeText Reason) : Proposal
{
    /// <summary>The office.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public OfficeId Office { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Office);

    /// <summary>The person who holds the office.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public PersonId Holder { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Holder);

    internal override IEnumerable<PersonId> Named => [Holder];

    internal override Proposal Merged(OnePerson one) => this with { Holder = one.Of(Holder) };

    /// <inheritdoc/>
    public override Matter Matter => Matter.Recall;

    private protected override string Said(Wording wording) => wording.Say("proposal.recall", Holder, Office, Reason);

    internal override Affects Affects => Affects.OnePerson;

    internal override PersonId? Concerns => Holder;

    internal override Ruling? RefuseTabling(Sitting sitting) =>
        sitting.RefuseUnlessReason(Reason)
        ?? (sitting.Community.Office(Office).IsHeldBy(Holder)
            ? null
            : sitting.Refuse(Clauses.NotInOffice, Condition.Existence, Holder.Value, Witness.Of(Office)));

    internal override IReadOnlyList<Event>? TakeEffect(Sitting sitting, Decision decision, Result result) =>
        sitting.Community.Office(Office).IsHeldBy(Holder) ? [new OfficeLeft(Office, Holder, Reason)] : null;
}

/// <summary>
/// Let somebody who offered take up an office, or stand in while nobody who holds it can act: announced, and settled unless a
/// member objects within the office's offer period (law 4's way out of a vacancy and of an absence). An objection puts the offer
/// to the members by the rule for appeals.
/// </summary>
/// <param name="Office">The office.</param>
/// <param name="Volunteer">Who offered.</param>
public sealed record Appoint(OfficeId Office, PersonId Volunteer) : Proposal
{
    /// <summary>The office.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public OfficeId Office { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Office);

    /// <summary>Who offered.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public PersonId Volunteer { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Volunteer);

    /// <summary>
    /// Whether they stand in while no holder can act, without a seat or a term; false where they fill a free seat.
    /// </summary>
    [System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingDefault)]
    public bool StandsIn { get; init; }

    internal override IEnumerable<PersonId> Named => [Volunteer];

    internal override Proposal Merged(OnePerson one) => this with { Volunteer = one.Of(Volunteer) };

    /// <inheritdoc/>
    public override Matter Matter => Matter.Elect;

    private protected override string Said(Wording wording) =>
        wording.Say(StandsIn ? "proposal.appoint-stand-in" : "proposal.appoint", Volunteer, Office);

    /// <summary>The name of the rule by which an offer is settled, which every charter has without naming it.</summary>
    public const string Offer = "offer";

    // Silence is assent for as long as the office says; an objection turns it over to the rule for appeals.
    internal override DecisionRule? RuleOf(Charter charter, string name) =>
        name == Offer && charter.Office(Office) is { OfferPeriod: var period }
            ? LazyConsensus.UntilAppealed(charter, new(Duration.Zero, period, period))
            : charter.Rule(name);

    internal override Ruling RefuseTabling(Sitting sitting) =>
        sitting.Refuse(
            Clauses.OwnAct, Condition.OwnAct, Volunteer.Value, Witness.Of(Office), new OfferToServe(Volunteer, Office));

    internal override Ruling? RefuseAgain(Sitting sitting) => sitting.RefuseUnlessNeeded(Office) ?? sitting.RefuseOffer(this);

    internal override IReadOnlyList<Event>? TakeEffect(Sitting sitting, Decision decision, Result result)
    {
        if (sitting.RefuseOffer(this) is not null) return null;
        if (StandsIn)
            return sitting.StandingInFrom(Office) is not null ? [new StandingInBegan(Office, Volunteer, decision.Id)] : null;
        return sitting.FreeSeats(Office) > 0
            ? sitting.WithHandover(Office, sitting.TakenUp(Office, Volunteer, decision.Id))
            : null;
    }
}

/// <summary>
/// Stands in an election, which is the person's own consent to serve. A nomination by somebody else is an invitation to do this.
/// Refused, in this order: no such election is before the members; voting has opened; the person is a candidate already; the
/// office's rules do not allow it (membership, a bar, consecutive terms, holding it already).
/// </summary>
/// <param name="By">Who stands.</param>
/// <param name="Election">The election.</param>
public sealed record Stand(PersonId By, DecisionId Election) : CommunityAct(By)
{
    internal override Ruling Rule(Sitting sitting) =>
        sitting.RefuseUnlessElection(Election)
        ?? (sitting.Community.Decision(Election)!.Phase != DecisionPhase.Notice
            ? sitting.Refuse(Clauses.NominationsClosed, Condition.Time, OfWhat.VotingHasOpened, Witness.Of(Election))
            : null)
        ?? (sitting.Community.Decision(Election)!.Candidates.Contains(By)
            ? sitting.Refuse(Clauses.StandsAlready, Condition.Novelty, By.Value, Witness.Of(Election))
            : null)
        ?? sitting.RefuseOffice(((Elect)sitting.Community.Decision(Election)!.Proposal).Office, By)
        ?? sitting.Allow(Clauses.Standing, Witness.Of(Election), new CandidateStood(Election, By));
}

/// <summary>
/// Takes your own candidacy back. Refused where no such election is in its notice period, or you are not a candidate in it.
/// </summary>
/// <param name="By">Who stood.</param>
/// <param name="Election">The election.</param>
public sealed record StandDown(PersonId By, DecisionId Election) : CommunityAct(By)
{
    internal override Ruling Rule(Sitting sitting) =>
        sitting.RefuseUnlessElection(Election)
        ?? (sitting.Community.Decision(Election)!.Phase == DecisionPhase.Notice
            && sitting.Community.Decision(Election)!.Candidates.Contains(By)
            ? null
            : sitting.Refuse(Clauses.NominationsClosed, Condition.Existence, OfWhat.NoCandidateToStandDown, Witness.Of(Election)))
        ?? sitting.Allow(Clauses.Standing, Witness.Of(Election), new CandidateStoodDown(Election, By));
}

/// <summary>
/// Offers to fill a free seat. Where none is free, and nobody who holds a seat could act for as long as the charter is patient,
/// the member offers to stand in until somebody can act. The offer is announced, and is settled unless a member objects in time
/// (law 4). Refused, in this order: the community is not open; there is no such office; no seat is free and nobody needs to stand
/// in yet; this offer is before the members; the office's rules do not allow it (membership, a bar, consecutive terms, holding it
/// already; for standing in, being an acting member who does not stand in already).
/// </summary>
/// <param name="By">Who offers.</param>
/// <param name="Office">The office.</param>
public sealed record OfferToServe(PersonId By, OfficeId Office) : CommunityAct(By)
{
    /// <summary>The office.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public OfficeId Office { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Office);

    internal override Ruling Rule(Sitting sitting) =>
        sitting.RefuseUnlessOpen()
        ?? sitting.RefuseUnlessOffice(Office)
        ?? sitting.RefuseUnlessNeeded(Office)
        ?? sitting.RefuseIfTabled(Offer(sitting))
        ?? sitting.RefuseOffer(Offer(sitting))
        ?? sitting.Allow(
            Offer(sitting).StandsIn ? Clauses.StandingIn
                : Clauses.Vacancy, Witness.Of(Office), sitting.Table(Offer(sitting), By, null, Appoint.Offer));

    private Appoint Offer(Sitting sitting) => new(Office, By) { StandsIn = sitting.FreeSeats(Office) <= 0 };
}

/// <summary>Lays an office down, at once. Refused only where the person does not hold it.</summary>
/// <param name="By">Who holds it.</param>
/// <param name="Office">The office.</param>
/// <param name="Handover">A note for the next holder.</param>
public sealed record StepDown(PersonId By, OfficeId Office, FreeText? Handover = null) : CommunityAct(By)
{
    /// <summary>The office.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public OfficeId Office { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Office);

    internal override Ruling Rule(Sitting sitting) =>
        (sitting.Community.Office(Office).IsHeldBy(By)
            ? null
            : sitting.Refuse(Clauses.NotInOffice, Condition.Existence, By.Value, Witness.Of(Office)))
        ?? sitting.Allow(Clauses.SteppingDown, Witness.Of(Office), new OfficeLeft(Office, By, Handover));
}

/// <summary>
/// Somebody who holds an office has been on leave, away, suspended or unclaimed for a year: the seat falls free (law 4).
/// </summary>
internal sealed record AbsenceDue(OfficeId Office, PersonId Holder) : CommunityDue
{
    /// <summary>How long an absent holder keeps the seat.</summary>
    public static readonly Duration Longest = Duration.FromDays(365);

    public override int Rank => 65;

    public override string Of => Office.Value + "\n" + Holder.Value;

    internal override Ruling Fall(Sitting sitting) =>
        sitting.Allow(Clauses.AbsentTooLong, Witness.Of(Office), new OfficeLeft(Office, Holder, null));
}

/// <summary>A term ends.</summary>
internal sealed record TermDue(OfficeId Office, PersonId Holder) : CommunityDue
{
    public override int Rank => 60;

    public override string Of => Office.Value + "\n" + Holder.Value;

    internal override Ruling Fall(Sitting sitting) =>
        sitting.Allow(Clauses.TermOver, Witness.Of(Office), new OfficeLeft(Office, Holder, null));
}
