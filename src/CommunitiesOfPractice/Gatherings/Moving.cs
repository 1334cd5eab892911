namespace CommunitiesOfPractice;

/// <summary>
/// Changes how many have a place. More room lets in those who wait, in order. A smaller room turns nobody away who has a place:
/// until enough have gone, nobody moves up. Refused, in this order: the gathering is not called, is cancelled or over; the person
/// does not look after it; it is what it was.
/// </summary>
/// <param name="By">Who looks after the gathering. <c>default</c> is refused.</param>
/// <param name="Home">What the record of the gathering's community says of them.</param>
/// <param name="Capacity">How many; null for as many as come, and 0 for a waiting list only.</param>
public sealed record ChangeCapacity(PersonId By, CallingEvidence Home, int? Capacity) : OrganisersAct(By, Home)
{
    /// <summary>How many.</summary>
    /// <exception cref="ArgumentException">It is less than 0.</exception>
    public int? Capacity { get; init => field = GatheringCall.Room(value); } = GatheringCall.Room(Capacity);

    internal override Ruling Rule(Gathering gathering, Instant at) =>
        gathering.RefuseUnlessAhead(at)
        ?? gathering.RefuseUnlessOrganiser(By, Home)
        ?? (gathering.Call!.Capacity == Capacity
            ? Ruling.Refuse(Clauses.GatheringSame, Condition.Novelty, null, gathering.Self)
            : null)
        ?? Ruling.Allow(
            Clauses.ChangingCapacity, Witness.Of(By),
            [new CapacityChanged(Capacity), .. Gathering.MovingUp(gathering.Places, Capacity)]);
}

/// <summary>
/// Changes what the gathering is for, its form, and where it is. When it is, <see cref="MoveGathering"/> changes. Refused, in
/// this order: the gathering is not called, is cancelled or over; the person does not look after it; it is what it was.
/// </summary>
/// <param name="By">Who looks after the gathering. <c>default</c> is refused.</param>
/// <param name="Home">What the record of the gathering's community says of them.</param>
/// <param name="Purpose">What it is for.</param>
/// <param name="Form">In which form.</param>
/// <param name="Place">Where, in words.</param>
/// <param name="Online">How to take part from elsewhere; null for none.</param>
public sealed record ReviseGathering(
    PersonId By, CallingEvidence Home, FreeText Purpose, GatheringForm Form, FreeText Place, FreeText? Online = null)
    : OrganisersAct(By, Home)
{
    /// <summary>What it is for.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public FreeText Purpose { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Purpose);

    /// <summary>In which form.</summary>
    /// <exception cref="ArgumentException">It is none of them.</exception>
    public GatheringForm Form { get; init => field = Guard.Against.EnumOutOfRange(value); } = Guard.Against.EnumOutOfRange(Form);

    /// <summary>Where, in words.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public FreeText Place { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Place);

    internal override Ruling Rule(Gathering gathering, Instant at) =>
        gathering.RefuseUnlessAhead(at)
        ?? gathering.RefuseUnlessOrganiser(By, Home)
        ?? (gathering.Call == new GatheringRevised(Purpose, Form, Place, Online).Revised(gathering.Call!)
            ? Ruling.Refuse(Clauses.GatheringSame, Condition.Novelty, null, gathering.Self)
            : null)
        ?? Ruling.Allow(Clauses.RevisingGathering, Witness.Of(By), new GatheringRevised(Purpose, Form, Place, Online));
}

/// <summary>
/// Moves a gathering to another time. Those who said yes keep their places until <see cref="ConfirmBy"/> and are to confirm by
/// then; after it, those who have not lose them. Refused, in this order: the gathering is not called, is cancelled or over; the
/// person does not look after it; the zone data does not know the zone, or is that of another time; the clocks skip the time, or
/// repeat it and it is not said which; it is at that time already; it would begin sooner than it did, and sooner than the
/// charter's notice, or not later than now; the day to confirm by is not ahead, or is after the start.
/// </summary>
/// <param name="By">Who looks after the gathering. <c>default</c> is refused.</param>
/// <param name="Home">What the record of the gathering's community says of them.</param>
/// <param name="To">When it begins.</param>
/// <param name="Zone">What the zone data says of that time.</param>
/// <param name="Length">How long it lasts; null for as long as before.</param>
/// <param name="ConfirmBy">Until when people keep their places without confirming; null for until it begins.</param>
public sealed record MoveGathering(
    PersonId By, CallingEvidence Home, GivenTime To, ZoneEvidence Zone, Duration? Length = null, Instant? ConfirmBy = null)
    : OrganisersAct(By, Home)
{
    /// <summary>When it begins.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public GivenTime To { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(To);

    /// <summary>What the zone data says.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public ZoneEvidence Zone { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Zone);

    /// <summary>How long it lasts.</summary>
    /// <exception cref="ArgumentException">It is nothing or less, or longer than <see cref="GatheringCall.Longest"/>.</exception>
    public Duration? Length {
        get; init => field = value is { } length ? GatheringCall.Lasting(length) : null; } =
        Length is { } length ? GatheringCall.Lasting(length) : null;

    internal override IEnumerable<Instant?> Dates => Gathering.DatesOf(Zone).Append(ConfirmBy);

    internal override Ruling Rule(Gathering gathering, Instant at) =>
        gathering.RefuseUnlessAhead(at)
        ?? gathering.RefuseUnlessOrganiser(By, Home)
        ?? Gathering.RefuseUnlessOnce(
            To, Zone, way => this with { To = way.Time, Zone = new(way.Time, true, way.Instant, [], Zone.Source) })
        ?? (new GatheringTime(To, Zone.Start!.Value, Length ?? gathering.Time!.Length, Zone.Source) is var time
            && time == gathering.Time! with { Source = Zone.Source }
            ? Ruling.Refuse(Clauses.GatheringSame, Condition.Novelty, null, gathering.Self)
            : null)
        ?? Gathering.RefuseUnlessNoticed(
            time.Start, time.Start < gathering.Time!.Start ? gathering.Notice : Duration.Epsilon, gathering.Self, at)
        ?? (ConfirmBy is { } by && (by <= at || by > time.Start)
            ? Ruling.Refuse(Clauses.ConfirmBeforeStart, Condition.WellFormed, null, gathering.Self)
            : null)
        ?? Ruling.Allow(Clauses.MovingGathering, Witness.Of(By), new GatheringMoved(time, ConfirmBy ?? time.Start));
}

/// <summary>
/// Cancels a gathering, for good, and says why. Refused where the gathering is not called, is cancelled or over, or the person
/// does not look after it.
/// </summary>
/// <param name="By">Who looks after the gathering. <c>default</c> is refused.</param>
/// <param name="Home">What the record of the gathering's community says of them.</param>
/// <param name="Why">Why.</param>
public sealed record CancelGathering(PersonId By, CallingEvidence Home, FreeText Why) : OrganisersAct(By, Home)
{
    /// <summary>Why.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public FreeText Why { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Why);

    internal override Ruling Rule(Gathering gathering, Instant at) =>
        gathering.RefuseUnlessAhead(at)
        ?? gathering.RefuseUnlessOrganiser(By, Home)
        ?? Ruling.Allow(Clauses.CancellingGathering, Witness.Of(By), new GatheringCancelled(Why));
}

/// <summary>
/// The day has come by which those who said yes before a move were to confirm. Those who have not lose place or turn, and those
/// who wait move up.
/// </summary>
internal sealed record ConfirmationsDue(long Line) : Due
{
    public override int Rank => 0;

    public override string Of => DueOrder.Of(Line);

    internal static Ruling Fall(Gathering gathering)
    {
        var late = gathering.ToConfirm.ToValueList();
        var after = late.Aggregate(gathering.Places, (places, person) => places.NotConfirmed(person, gathering.Version + 1));
        return Ruling.Allow(
            Clauses.NotConfirmed, gathering.Self,
            [new ConfirmationsEnded(late), .. Gathering.MovingUp(after, gathering.Call!.Capacity)]);
    }
}
