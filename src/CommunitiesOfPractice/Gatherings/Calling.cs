namespace CommunitiesOfPractice;

/// <summary>
/// Calls a gathering, alone or with communities that are asked to agree. Who calls it looks after it; nobody does yet, where the
/// members called it together. Refused, in this order: it was called before; the evidence is not that of the community acted for;
/// the charter does not let this person call one, or the mandate is not for this, word for word; the home is asked to join
/// itself; the zone data does not know the zone, or is that of another time; the clocks skip the time, or repeat it and it is not
/// said which; it begins sooner than the charter's notice.
/// </summary>
/// <param name="By">In what capacity; it says which community calls.</param>
/// <param name="Home">What the community's record says of calling gatherings.</param>
/// <param name="Call">What people are called to.</param>
/// <param name="Zone">What the zone data says of its time.</param>
public sealed record CallGathering(Capacity By, CallingEvidence Home, GatheringCall Call, ZoneEvidence Zone)
    : CallersAct(By, Home)
{
    /// <summary>What people are called to.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public GatheringCall Call { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Call);

    /// <summary>What the zone data says.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public ZoneEvidence Zone { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Zone);

    internal override IEnumerable<PersonId> Named => Call.Guests;

    internal override IEnumerable<Instant?> Dates => Gathering.DatesOf(Zone);

    internal override Ruling Rule(Gathering gathering, Instant at) =>
        (gathering.Status == GatheringStatus.Unknown
            ? null
            : Ruling.Refuse(Clauses.GatheringCalledAlready, Condition.Novelty, null, gathering.Self))
        ?? gathering.RefuseToCall(By, Home, Call, new CallTogether(gathering.Id, Call), at)
        ?? (Call.With.Contains(Home.Community)
            ? Ruling.Refuse(Clauses.Malformed, Condition.WellFormed, OfWhat.AnotherCommunity)
            : null)
        ?? Gathering.RefuseUnlessOnce(Call.When, Zone, way => this with
        {
            Call = Call with { When = way.Time },
            Zone = new(way.Time, true, way.Instant, [], Zone.Source),
        })
        ?? Gathering.RefuseUnlessNoticed(Zone.Start!.Value, Home.Notice, gathering.Self, at)
        ?? Allow(
            Clauses.CallingGathering,
            new GatheringCalled(
                Home.Community, By.Person, Call, new(Call.When, Zone.Start!.Value, Call.Length, Zone.Source), Home.Notice,
                Home.SmallestGroup));
}

/// <summary>
/// A community that was asked agrees to call the gathering too: its members may come. The longer notice and the larger smallest
/// number hold from then on. It may agree again after it withdrew. Refused, in this order: the gathering is not called, or is
/// over; the evidence is not that of the community acted for; it was not asked; it agreed already; its charter does not let this
/// person agree, or the mandate is not for this; it begins sooner than its charter's notice.
/// </summary>
/// <param name="By">In what capacity; it says which community agrees.</param>
/// <param name="Home">What that community's record says of calling gatherings.</param>
public sealed record AgreeToGathering(Capacity By, CallingEvidence Home) : CallersAct(By, Home)
{
    internal override Ruling Rule(Gathering gathering, Instant at) =>
        gathering.RefuseUnlessAhead(at)
        ?? Gathering.RefuseUnlessOf(By, Home)
        ?? gathering.RefuseUnlessAsked(Home.Community)
        ?? (gathering.PartyOf(Home.Community)!.Status == PartyStatus.Agreed
            ? Ruling.Refuse(Clauses.PartyAnsweredAlready, Condition.Novelty, Home.Community.Value, gathering.Self)
            : null)
        ?? gathering.RefuseToCall(By, Home, new AgreeMatter(), new AgreeTogether(gathering.Id), at)
        ?? Gathering.RefuseUnlessNoticed(gathering.Time!.Start, Home.Notice, gathering.Self, at)
        ?? Allow(Clauses.AgreeingToGathering, new GatheringAgreed(Home.Community, Home.Notice, Home.SmallestGroup));
}

/// <summary>
/// A community that was asked declines, or one that agreed withdraws: then its members may come only as others may. The host
/// tells the gathering who no longer may. Refused, in this order: the gathering is not called, or is over; the evidence is not
/// that of the community acted for; it was not asked; it has declined or withdrawn already; its charter does not let this person
/// call a gathering, or the mandate is not for this.
/// </summary>
/// <param name="By">In what capacity; it says which community withdraws.</param>
/// <param name="Home">What that community's record says of calling gatherings.</param>
public sealed record WithdrawFromGathering(Capacity By, CallingEvidence Home) : CallersAct(By, Home)
{
    internal override Ruling Rule(Gathering gathering, Instant at) =>
        gathering.RefuseUnlessAhead(at)
        ?? Gathering.RefuseUnlessOf(By, Home)
        ?? gathering.RefuseUnlessAsked(Home.Community)
        ?? (gathering.PartyOf(Home.Community)!.Status == PartyStatus.Withdrawn
            ? Ruling.Refuse(Clauses.PartyAnsweredAlready, Condition.Novelty, Home.Community.Value, gathering.Self)
            : null)
        ?? gathering.RefuseToCall(
            By, Home, new AgreeMatter(Withdraws: true), new AgreeTogether(gathering.Id, Withdraws: true), at)
        ?? Allow(Clauses.WithdrawingFromGathering, new GatheringPartyWithdrew(Home.Community));
}

/// <summary>
/// Somebody looks after a gathering that nobody looks after, by their own act: they may then move it, cancel it and see what
/// people need. Refused, in this order: the gathering is not called, or is cancelled; somebody looks after it; the evidence is
/// not that of a community that calls it; the person is not an acting member there, and may not call gatherings.
/// </summary>
/// <param name="By">Who. <c>default</c> is refused.</param>
/// <param name="Home">What the record of a community that calls it says of them.</param>
public sealed record TakeOnGathering(PersonId By, CallingEvidence Home) : OrganisersAct(By, Home)
{
    internal override Ruling Rule(Gathering gathering, Instant at) =>
        gathering.RefuseUnlessStanding()
        ?? (gathering.Organiser is null
            ? null
            : Ruling.Refuse(Clauses.LookedAfterAlready, Condition.Novelty, null, gathering.Self))
        ?? gathering.RefuseUnlessMayLookAfter(By, Home)
        ?? Ruling.Allow(Clauses.LookingAfterGathering, Witness.Of(By), new OrganiserChanged(By));
}

/// <summary>That the members of a community decided to call a gathering with another, or to withdraw from it.</summary>
/// <param name="Withdraws">Whether they decline or withdraw.</param>
public sealed record AgreeMatter(bool Withdraws = false) : MandateMatter
{
    internal override MandatePurpose For => MandatePurpose.Gather;
}

/// <summary>
/// Call a gathering together. When carried, it gives the gathering a mandate that says so, word for word
/// (<see cref="CallGathering"/>).
/// </summary>
/// <param name="Gathering">Which gathering.</param>
/// <param name="Call">What people are called to.</param>
public sealed record CallTogether(GatheringId Gathering, GatheringCall Call) : Proposal
{
    /// <summary>Which gathering.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public GatheringId Gathering { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Gathering);

    /// <summary>What people are called to.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public GatheringCall Call { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Call);

    /// <inheritdoc/>
    public override Matter Matter => Matter.Gather;

    private protected override string Said(Wording wording) => wording.Say(
        "proposal.call-together", Call.Purpose, wording.Of(Call.Form), Call.When.Local, Call.When.Zone, Call.Place);

    internal override IReadOnlyList<Event> TakeEffect(Sitting sitting, Decision decision, Result result) =>
        [sitting.MandateFor(decision, StreamId.Of(Gathering), Call)];
}

/// <summary>
/// Agree to call a gathering with the community that asked, or decline or withdraw. When carried, it gives the gathering a
/// mandate that says so (<see cref="AgreeToGathering"/>, <see cref="WithdrawFromGathering"/>).
/// </summary>
/// <param name="Gathering">Which gathering.</param>
/// <param name="Withdraws">Whether to decline or withdraw.</param>
public sealed record AgreeTogether(GatheringId Gathering, bool Withdraws = false) : Proposal
{
    /// <summary>Which gathering.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public GatheringId Gathering { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Gathering);

    /// <inheritdoc/>
    public override Matter Matter => Matter.Gather;

    private protected override string Said(Wording wording) =>
        wording.Say(Withdraws ? "proposal.withdraw-together" : "proposal.agree-together", Gathering);

    internal override IReadOnlyList<Event> TakeEffect(Sitting sitting, Decision decision, Result result) =>
        [sitting.MandateFor(decision, StreamId.Of(Gathering), new AgreeMatter(Withdraws))];
}
