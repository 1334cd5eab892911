namespace CommunitiesOfPractice;

internal sealed partial class Sitting
{
    public Ruling? RefuseUnlessOffice(OfficeId office) =>
        Charter.Office(office) is null
            ? Refuse(Clauses.NoOffice, Condition.CharterClause, office.Value, Witness.Of(Community.Id))
            : null;

    public Ruling? RefuseUnlessElection(DecisionId election) =>
        RefuseUnlessTabled(election)
        ?? (Community.Decision(election)!.Proposal is Elect
            ? null
            : Refuse(Clauses.NoElection, Condition.Existence, election.ToString(), Witness.Of(election)));

    /// <summary>
    /// When any member who offers may stand in for an office that no holder can act for. Null while somebody can act, and before
    /// it was first held.
    /// </summary>
    public Instant? StandingInFrom(OfficeId office) => Community.Office(office).UnattendedSince?.Later(Charter.Patience);

    /// <summary>A seat is free, or nobody who holds one could act for as long as the charter is patient.</summary>
    public Ruling? RefuseUnlessNeeded(OfficeId office)
    {
        if (FreeSeats(office) > 0) return null;
        if (StandingInFrom(office) is not { } from)
            return Refuse(Clauses.SeatsTaken, Condition.Seat, office.Value, Witness.Of(office));
        if (!from.HasCome(At)) return Refuse(Clauses.StandingIn, Condition.Time, office.Value, Witness.Of(office), from: from);
        return Community.Office(office).StandingIn.Count < Charter.Office(office)!.Seats
            ? null
            : Refuse(Clauses.SeatsTaken, Condition.Seat, office.Value, Witness.Of(office));
    }

    /// <summary>Whether somebody may do what an offer says: fill a seat, or stand in for those who hold them.</summary>
    public Ruling? RefuseOffer(Appoint offer) =>
        offer.StandsIn ? RefuseStandingIn(offer.Office, offer.Volunteer) : RefuseOffer(offer.Office, offer.Volunteer);

    private Ruling? RefuseStandingIn(OfficeId office, PersonId person) =>
        RefuseUnlessActingMember(person)
        ?? (Community.Office(office).StandingIn.Any(t => t.Holder == person)
            ? Refuse(Clauses.InOfficeAlready, Condition.Novelty, person.Value, Witness.Of(office))
            : null);

    /// <summary>Who can act for an office, in order.</summary>
    public IEnumerable<PersonId> ActingFor(OfficeId office)
    {
        var deputies = Charter.Office(office)?.Deputies is { } deputy
            ? Community.Office(deputy).Holders
            : ValueList<Tenure>.Empty;
        return Community.Office(office).Holders.Concat(deputies).Concat(Community.Office(office).StandingIn)
            .Select(t => t.Holder).Distinct().Where(person => RefuseUnlessHolds(person, office) is null);
    }

    /// <summary>What a duty asks for: it is for those who can act for an office that has it, if there are any.</summary>
    public Ruling? RefuseUnlessServes(PersonId person, Duty duty)
    {
        var served = Charter.Offices.Where(office => office.Duties.Contains(duty) && ActingFor(office.Id).Any())
            .Select(office => office.Id).ToArray();
        return served.Length == 0 || served.Any(office => RefuseUnlessHolds(person, office) is null)
            ? null
            : Refuse(Clauses.DutyLacking, Condition.Office, served[0].Value, Witness.Of(served[0]));
    }

    public int FreeSeats(OfficeId office) => (Charter.Office(office)?.Seats ?? 0) - Community.Office(office).Holders.Count;

    /// <summary>Seats that are free, or will be when an election that is called now has closed.</summary>
    public int SeatsComingFree(OfficeId office)
    {
        var close = Charter[Matter.Elect] is MembersBy { Rule: var name } && Charter.Rule(name)?.Timing is { } timing
            ? At.Later(timing.Notice).Later(timing.Open)
            : At;
        return FreeSeats(office) + Community.Office(office).Holders.Count(t => t.Until <= close);
    }

    /// <summary>
    /// Whether somebody may fill a seat that is free now. The checks are those for any office, and the person must not hold one
    /// of its seats.
    /// </summary>
    public Ruling? RefuseOffer(OfficeId office, PersonId person) =>
        RefuseOffice(office, person)
        ?? (Community.Office(office).IsHeldBy(person)
            ? Refuse(Clauses.InOfficeAlready, Condition.Novelty, person.Value, Witness.Of(office))
            : null);

    /// <summary>
    /// Whether somebody may take up an office: the charter provides for it, and they are a member unless it is open to others,
    /// not barred, within the limits, not in it already.
    /// </summary>
    public Ruling? RefuseOffice(OfficeId office, PersonId person)
    {
        if (Charter.Office(office) is not { } clause) return RefuseUnlessOffice(office);
        var served = ConsecutiveTerms(clause, person);
        return (clause.OpenToOutsiders && !Roll[person].IsMember
            ? RefuseIfBarred(person)
            : RefuseUnlessMember(person) ?? RefuseUnlessActing(person))
            ?? (Community.Office(office).IsHeldBy(person)
                && Community.Office(office).Holders.First(t => t.Holder == person).Until is null
                ? Refuse(Clauses.InOfficeAlready, Condition.Novelty, person.Value, Witness.Of(office))
                : null)
            ?? (served >= clause.ConsecutiveTerms
                ? Refuse(Clauses.ConsecutiveTerms, Condition.Time, person.Value, Witness.Of(office))
                : null);
    }

    /// <summary>Terms in a row that end now or ended less than a term ago.</summary>
    private int ConsecutiveTerms(Office clause, PersonId person)
    {
        var history = Community.Office(clause.Id);
        var terms = history.Past.Concat(history.Holders).Where(t => t.Holder == person).OrderByDescending(t => t.From);
        var (count, next) = (0, At);
        foreach (var term in terms)
        {
            if ((term.EndedAt ?? term.Until ?? At).Later(clause.Term ?? Duration.Zero) < next) break;
            count++;
            next = term.From;
        }

        return count;
    }

    public Event TakenUp(OfficeId office, PersonId person, DecisionId decision) =>
        new OfficeTakenUp(office, person, At.Later(Charter.Office(office)!.Term), decision);

    /// <summary>The design group hands over when the first convener takes up office (feature 9).</summary>
    public IReadOnlyList<Event> WithHandover(OfficeId office, params Event[] takenUp) =>
        Charter.Office(office) is { MustBeFilled: true } && office != Office.DesignGroup
            ? [.. takenUp,
                .. Community.Office(Office.DesignGroup).Holders.Select(t => new OfficeLeft(Office.DesignGroup, t.Holder, null))]
            : takenUp;
}
