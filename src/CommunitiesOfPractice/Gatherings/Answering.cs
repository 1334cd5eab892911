using System.Text.Json.Serialization;

namespace CommunitiesOfPractice;

/// <summary>By what somebody may come to a gathering.</summary>
public enum ComesBy
{
    /// <summary>By nothing: they may not come.</summary>
    Nothing,
    /// <summary>By being a member of a community that calls it.</summary>
    Membership,
    /// <summary>By belonging to the far end of a link that it names.</summary>
    Link,
    /// <summary>By being listed by the host, where everybody may come.</summary>
    Listing,
    /// <summary>By being named as a guest.</summary>
    Guest,
}

/// <summary>
/// Whether somebody may come to a gathering, and by what. <see cref="Caller.InvitationTo"/> reads it from the record and the
/// directory, and the host gives it with the act, never the caller.
/// </summary>
/// <param name="Gathering">Which gathering.</param>
/// <param name="Person">Who.</param>
/// <param name="By">By what they may come.</param>
/// <param name="Position">The position of the record that says so; copied into the event.</param>
public sealed record InvitationEvidence(GatheringId Gathering, PersonId Person, ComesBy By, long Position) : IEvidence
{
    string? IEvidence.Of => null;

    /// <summary>Which gathering.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public GatheringId Gathering { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Gathering);

    /// <summary>Who.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public PersonId Person { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Person);

    /// <summary>By what they may come.</summary>
    /// <exception cref="ArgumentException">It is none of them.</exception>
    public ComesBy By { get; init => field = Guard.Against.EnumOutOfRange(value); } = Guard.Against.EnumOutOfRange(By);

    /// <summary>Whether they may come.</summary>
    [JsonIgnore]
    public bool MayCome => By != ComesBy.Nothing;
}

/// <summary>
/// Says yes: a place, where one is free and nobody waits, else the end of the queue. After a gathering was moved, it confirms,
/// and keeps the place or the turn. So does saying anew what one needs. Refused, in this order: the gathering is not called, is
/// cancelled or over; the evidence does not let this person come; the gathering was told that they may not; they said yes
/// already, have nothing to confirm, and say nothing new of what they need.
/// </summary>
/// <param name="By">Who. <c>default</c> is refused.</param>
/// <param name="Invitation">By what they may come.</param>
/// <param name="Needs">What they need to take part, if they care to say. Only the person who looks after the gathering sees it,
/// until it is over.</param>
public sealed record SayYes(PersonId By, InvitationEvidence Invitation, FreeText? Needs = null) : PersonalGatheringAct(By)
{
    /// <summary>By what they may come.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public InvitationEvidence Invitation { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Invitation);

    // The evidence is of this key.
    internal override Act? DoneBy(PersonId person) => null;

    internal override Ruling Rule(Gathering gathering, Instant at) =>
        gathering.RefuseUnlessAhead(at)
        ?? gathering.RefuseUnlessInvited(By, Invitation)
        ?? (gathering.Places[By] is { Said: Replied.Yes, Needs: var said } && !gathering.IsToConfirm(By)
            && (Needs is null || Needs == said)
            ? Ruling.Refuse(Clauses.SaidYesAlready, Condition.Novelty, By.Value, Witness.Of(By))
            : null)
        ?? Ruling.Allow(
            Clauses.SayingYes, gathering.Self,
            new YesSaid(By, gathering.IsPlaceFor(By), Invitation.By, Invitation.Position, Needs));
}

/// <summary>
/// Says no, which is possible for everybody until the gathering is over, full or not, invited or not. It frees a place, and the
/// first who waits moves up. Refused where the gathering is not called, is cancelled or over.
/// </summary>
/// <param name="By">Who. <c>default</c> is refused.</param>
public sealed record SayNo(PersonId By) : PersonalGatheringAct(By)
{
    internal override Ruling Rule(Gathering gathering, Instant at) =>
        gathering.RefuseUnlessAhead(at)
        ?? Ruling.Allow(
            Clauses.SayingNo, gathering.Self,
            [new NoSaid(By), .. Gathering.MovingUp(gathering.Places.No(By, gathering.Version + 1), gathering.Call!.Capacity)]);
}

/// <summary>
/// Invites somebody from elsewhere as a guest. They see the gathering and nothing else. Refused, in this order: the gathering is
/// not called, is cancelled or over; the person does not look after it; the guest is named already.
/// </summary>
/// <param name="By">Who looks after the gathering. <c>default</c> is refused.</param>
/// <param name="Home">What the record of the gathering's community says of them.</param>
/// <param name="Guest">The guest. <c>default</c> is refused.</param>
public sealed record InviteGuest(PersonId By, CallingEvidence Home, PersonId Guest) : OrganisersAct(By, Home)
{
    /// <summary>The guest.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public PersonId Guest { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Guest);

    internal override IEnumerable<PersonId> Named => [Guest];

    internal override Ruling Rule(Gathering gathering, Instant at) =>
        gathering.RefuseUnlessAhead(at)
        ?? gathering.RefuseUnlessOrganiser(By, Home)
        ?? (gathering.Call!.Guests.Contains(Guest)
            ? Ruling.Refuse(Clauses.GuestAlready, Condition.Novelty, Guest.Value, Witness.Of(Guest))
            : null)
        ?? Ruling.Allow(Clauses.InvitingGuest, Witness.Of(By), new GuestInvited(Guest));
}

/// <summary>
/// The host tells a gathering that somebody may not come any more: they left, were barred, or a link ended. Their place is free,
/// and the first who waits moves up. Refused where the gathering is not called, is cancelled or over, or was told already.
/// </summary>
/// <param name="Person">Who. <c>default</c> is refused.</param>
/// <param name="Source">Where the host has it from.</param>
public sealed record ReportGone(PersonId Person, string Source) : GatheringFact(Source)
{
    /// <summary>Who.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public PersonId Person { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Person);

    internal override IEnumerable<PersonId> Named => [Person];

    internal override Ruling Rule(Gathering gathering, Instant at) =>
        gathering.RefuseUnlessAhead(at)
        ?? (gathering.Places[Person].IsGone
            ? Ruling.Refuse(Clauses.ToldAlready, Condition.Novelty, Person.Value, gathering.Self)
            : null)
        ?? Ruling.Allow(
            Clauses.MayNotCome, Witness.Of(Person),
            [
                new PersonGone(Person, Source),
                .. Gathering.MovingUp(gathering.Places.Gone(Person, gathering.Version + 1), gathering.Call!.Capacity),
            ]);
}

/// <summary>
/// The host tells a gathering that somebody may come again, who may then answer. Refused where the gathering is not called, is
/// cancelled or over, or was not told that they may not.
/// </summary>
/// <param name="Person">Who. <c>default</c> is refused.</param>
/// <param name="Source">Where the host has it from.</param>
public sealed record ReportBack(PersonId Person, string Source) : GatheringFact(Source)
{
    /// <summary>Who.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public PersonId Person { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Person);

    internal override IEnumerable<PersonId> Named => [Person];

    internal override Ruling Rule(Gathering gathering, Instant at) =>
        gathering.RefuseUnlessAhead(at)
        ?? (gathering.Places[Person].IsGone
            ? null
            : Ruling.Refuse(Clauses.ToldAlready, Condition.Novelty, Person.Value, gathering.Self))
        ?? Ruling.Allow(Clauses.MayComeAgain, Witness.Of(Person), new PersonBack(Person, Source));
}

/// <summary>
/// The host tells a gathering that the person who looks after it can no longer act for its community: they left, are away, on
/// leave, suspended or barred. Somebody else may then take it on. Refused where the gathering is not called, is cancelled or
/// over, or somebody else looks after it, or nobody.
/// </summary>
/// <param name="Person">Who looked after it. <c>default</c> is refused.</param>
/// <param name="Source">Where the host has it from.</param>
public sealed record ReportUnattended(PersonId Person, string Source) : GatheringFact(Source)
{
    /// <summary>Who looked after it.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public PersonId Person { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Person);

    internal override IEnumerable<PersonId> Named => [Person];

    internal override Ruling Rule(Gathering gathering, Instant at) =>
        gathering.RefuseUnlessAhead(at)
        ?? (gathering.Organiser == Person
            ? null
            : Ruling.Refuse(Clauses.ToldAlready, Condition.Novelty, Person.Value, gathering.Self))
        ?? Ruling.Allow(Clauses.UnattendedGathering, Witness.Of(Person), new OrganiserGone(Person, Source));
}

public sealed partial record Gathering
{
    /// <summary>Whether somebody who says yes now has a place: they keep the one they have, or one is free.</summary>
    internal bool IsPlaceFor(PersonId person) =>
        Places[person].Said == Replied.Yes ? Places.HasPlace(person) : Places.IsFree(Call!.Capacity);

    internal Ruling? RefuseUnlessInvited(PersonId by, InvitationEvidence invitation) =>
        invitation.Gathering != Id || invitation.Person != by || !invitation.MayCome || Places[by].IsGone
            ? Ruling.Refuse(Clauses.InvitedOnly, Condition.Invitation, null, Self)
            : null;
}
