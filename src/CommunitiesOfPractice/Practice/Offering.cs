namespace CommunitiesOfPractice;

/// <summary>
/// Offers a note to its contributors or to its community. It may be offered again after it was narrowed. It goes beyond the
/// community by a separate decision (<see cref="Widen"/>). A contributor who is not an acting member of the home may not offer
/// it: they may narrow it and take back their consent (law 3). Refused, in this order: the note has not been drafted, or is
/// withdrawn; the person is not a contributor; they act for a party other than its home, or are not an acting member of it; the
/// audience is wider than the community; the note is offered to that audience already.
/// </summary>
/// <param name="By">As a member of its home.</param>
/// <param name="To">The audience it is offered to; null for the charter's default.</param>
public sealed record OfferNote(Capacity By, Audience? To = null) : PartyNoteAct(By)
{
    /// <summary>The audience it is offered to; null for the charter's default.</summary>
    /// <exception cref="ArgumentException">It is none of them.</exception>
    public Audience? To { get; init => field = Guard.Against.OutOfSet(value); } = Guard.Against.OutOfSet(To);

    internal override Ruling Rule(PracticeNote note, Instant at)
    {
        var audience = To ?? Evidence?.Sharing.Default ?? Audience.Community;
        return note.RefuseUnlessStanding()
            ?? note.RefuseUnlessActingContributor(By)
            ?? (audience > Audience.Community
                ? Ruling.Refuse(Clauses.OfferedAtMost, Condition.Decision, Names.Of(audience), Witness.Of(note.Home))
                : null)
            ?? (note.Status == NoteStatus.Offered && audience <= note.Decided
                ? Ruling.Refuse(Clauses.ReachesAlready, Condition.Novelty, Names.Of(note.Decided), Witness.Of(note.Id))
                : null)
            ?? Ruling.Allow(Clauses.OfferingNote, Witness.Of(Doer), new NoteOffered(audience) { Evidence = Evidence });
    }
}

/// <summary>
/// A peer says what they think of a version (feature 63). Refused, in this order: the note is not offered; the person acts for a
/// party other than its home, or is not an acting member of it; they contributed to it; another version is current now.
/// </summary>
/// <param name="By">As a member of its home.</param>
/// <param name="Edition">Which version they read.</param>
/// <param name="Words">What they say.</param>
public sealed record ReviewNote(Capacity By, int Edition, FreeText Words) : PartyNoteAct(By)
{
    /// <summary>What they say.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public FreeText Words { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Words);

    internal override Ruling Rule(PracticeNote note, Instant at) =>
        note.RefuseUnlessOffered()
        ?? note.RefuseUnlessActingAtHome(By)
        ?? note.RefuseIfContributor(Doer)
        ?? note.RefuseUnlessEdition(Edition)
        ?? Ruling.Allow(Clauses.ReviewingNote, Witness.Of(Doer), new ReviewGiven(Doer, Edition, Words) { Evidence = Evidence });
}

/// <summary>
/// Endorses a version, as the home's charter says. Either the members do it by their mandate, word for word, or one acting member
/// does it alone. The charter may say that this must be a contributor. Refused, in this order: the note is not offered; the
/// person acts for a party other than its home, or is not an acting member of it, contributor or not (law 3); another version is
/// current now; it is endorsed already; the members decide (remedy: <see cref="Propose"/>, or <see cref="PetitionFor"/>); the
/// mandate is for another stream or purpose, expired, used, or of something else; the person may not endorse alone.
/// </summary>
/// <param name="By">In what capacity: as a member of the home, or by its members' mandate.</param>
/// <param name="What">Which version.</param>
public sealed record Endorse(Capacity By, EndorseMatter What) : PartyNoteAct(By)
{
    /// <summary>Which version.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public EndorseMatter What { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(What);

    internal override Ruling Rule(PracticeNote note, Instant at) =>
        note.RefuseUnlessOffered()
        ?? note.RefuseUnlessForHome(By)
        ?? note.RefuseUnlessEdition(What.Edition)
        ?? (note.EndorsedEdition == What.Edition
            ? Ruling.Refuse(Clauses.EndorsedAlready, Condition.Novelty, null, Witness.Of(note.Id))
            : null)
        ?? note.RefuseUnlessSettledAtHome(By, sharing => sharing.Endorse, What, new EndorseNote(note.Id, What), at)
        ?? Ruling.Allow(Clauses.EndorsingNote, By.Witness, new NoteEndorsed(What.Edition, Mandate) { Evidence = Evidence });
}

/// <summary>
/// Records up to which audience a version was found not identifiable (feature 60). The latest finding on the current version
/// counts, whether it narrows or widens. It is a person's judgement: they may use what a screen pointed at, but the screen never
/// replaces their judgement. Refused, in this order: the note is not offered; the person acts for a party other than its home, or
/// is not an acting member of it; they contributed to it; another version is current now.
/// </summary>
/// <param name="By">As a member of its home.</param>
/// <param name="Edition">Which version they looked at.</param>
/// <param name="Audience">Up to which audience it is not identifiable.</param>
/// <param name="Role">The role they looked at it in. The finding keeps nothing else about them.</param>
public sealed record RecordFinding(Capacity By, int Edition, Audience Audience, string Role) : PartyNoteAct(By)
{
    /// <summary>Up to which audience it is not identifiable.</summary>
    /// <exception cref="ArgumentException">It is none of them.</exception>
    public Audience Audience { get; init => field = Guard.Against.EnumOutOfRange(value); } =
        Guard.Against.EnumOutOfRange(Audience);

    /// <summary>The role they looked at it in.</summary>
    /// <exception cref="ArgumentException">It is not a well-formed key.</exception>
    public string Role { get; init => field = KeyFormat.Checked(value, nameof(Role)); } = KeyFormat.Checked(Role, nameof(Role));

    internal override Ruling Rule(PracticeNote note, Instant at) =>
        note.RefuseUnlessOffered()
        ?? note.RefuseUnlessActingAtHome(By)
        ?? note.RefuseIfContributor(Doer)
        ?? note.RefuseUnlessEdition(Edition)
        ?? Ruling.Allow(
            Clauses.FindingIdentifiability, Witness.Of(note.Home),
                new FindingMade(Edition, Audience, Role) { Evidence = Evidence });
}

/// <summary>
/// The host reports a finding by a role of its own, such as its information governance. The finding says up to which audience a
/// version was found not identifiable. It widens nothing that was not decided and consented to. Refused, in this order: the note
/// has not been drafted, or is withdrawn; another version is current now.
/// </summary>
/// <param name="Edition">Which version was looked at.</param>
/// <param name="Audience">Up to which audience it is not identifiable.</param>
/// <param name="Role">The role of the person who found it.</param>
/// <param name="Source">Where the host has it from.</param>
public sealed record ReportFinding(int Edition, Audience Audience, string Role, string Source) : NoteFact(Source)
{
    /// <summary>Up to which audience it is not identifiable.</summary>
    /// <exception cref="ArgumentException">It is none of them.</exception>
    public Audience Audience { get; init => field = Guard.Against.EnumOutOfRange(value); } =
        Guard.Against.EnumOutOfRange(Audience);

    /// <summary>The role of the person who found it.</summary>
    /// <exception cref="ArgumentException">It is not a well-formed key.</exception>
    public string Role { get; init => field = KeyFormat.Checked(value, nameof(Role)); } = KeyFormat.Checked(Role, nameof(Role));

    internal override IEnumerable<PersonId> Named => [];

    internal override Ruling Rule(PracticeNote note, Instant at) =>
        note.RefuseUnlessStanding()
        ?? note.RefuseUnlessEdition(Edition)
        ?? Ruling.Allow(
            Clauses.FindingIdentifiability, Witness.Of(note.Id), new FindingMade(Edition, Audience, Role) { Reported = Source });
}
