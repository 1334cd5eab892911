namespace CommunitiesOfPractice;

/// <summary>
/// Offers a note to its contributors or to its community; also again, after it was narrowed. Beyond the community it goes by a decision of its own (<see
/// cref="Widen"/>). A contributor who is no acting member of the home offers nothing: they narrow and take back (law 3). Refused,
/// in this order: it has not been drafted, or is withdrawn; one is not a contributor; the evidence is about somebody else or from elsewhere; one is not an acting member of its home; the
/// audience is wider than the community; it is offered to that audience already.
/// </summary>
/// <param name="By">Who offers it.</param>
/// <param name="Home">What the record of its home community says of them.</param>
/// <param name="To">To whom; null for the charter's default.</param>
public sealed record OfferNote(PersonId By, HomeEvidence Home, Audience? To = null) : PersonalNoteAct(By)
{
    /// <summary>To whom; null for the charter's default.</summary>
    /// <exception cref="ArgumentException">It is none of them.</exception>
    public Audience? To { get; init => field = Guard.Against.OutOfSet(value); } = Guard.Against.OutOfSet(To);

    /// <summary>What the record of its home community says of them.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public HomeEvidence Home { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Home);

    internal override Ruling Rule(PracticeNote note, Instant at)
    {
        var audience = To ?? Home.Sharing.Default;
        return note.RefuseUnlessStanding()
            ?? note.RefuseUnlessActingContributor(Home, By)
            ?? (audience > Audience.Community ? Ruling.Refuse(Clauses.OfferedAtMost, Condition.Decision, Names.Of(audience), Witness.Of(note.Home)) : null)
            ?? (note.Status == NoteStatus.Offered && audience <= note.Decided
                ? Ruling.Refuse(Clauses.ReachesAlready, Condition.Novelty, Names.Of(note.Decided), Witness.Of(note.Id))
                : null)
            ?? Ruling.Allow(Clauses.OfferingNote, Witness.Of(By), new NoteOffered(audience) { Evidence = Home });
    }
}

/// <summary>
/// Says, as a peer, what one thinks of a version (feature 63). Refused, in this order: the note is not offered; the evidence is about somebody else or from
/// elsewhere, or one is not
/// an acting member of its home; one contributed to it; another version stands now.
/// </summary>
/// <param name="By">Who reviews.</param>
/// <param name="Home">What the record of its home community says of them.</param>
/// <param name="Edition">Which version they read.</param>
/// <param name="Words">What they say.</param>
public sealed record ReviewNote(PersonId By, HomeEvidence Home, int Edition, FreeText Words) : PersonalNoteAct(By)
{
    /// <summary>What the record of its home community says of them.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public HomeEvidence Home { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Home);

    /// <summary>What they say.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public FreeText Words { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Words);

    internal override Ruling Rule(PracticeNote note, Instant at) =>
        note.RefuseUnlessOffered()
        ?? note.RefuseUnlessActingAtHome(Home, By)
        ?? note.RefuseIfContributor(By)
        ?? note.RefuseUnlessEdition(Edition)
        ?? Ruling.Allow(Clauses.ReviewingNote, Witness.Of(By), new ReviewGiven(By, Edition, Words) { Evidence = Home });
}

/// <summary>
/// Endorses a version, as the home's charter says: the members by their mandate, word for word, or one acting member who may alone, a contributor where the charter says so. Refused, in this
/// order: the note is not offered; somebody who acts for another than its home, or is no acting member of it, contributor or not (law 3); another version stands now; it is endorsed already;
/// the members decide (remedy: <see cref="Propose"/>, or <see cref="PetitionFor"/>); a mandate for another stream or purpose, expired, used, or of something else; one may not endorse alone.
/// </summary>
/// <param name="By">In what capacity: as a member of the home, or by its members' mandate.</param>
/// <param name="What">Which version.</param>
public sealed record Endorse(Capacity By, EndorseMatter What) : SharingAct(By)
{
    /// <summary>Which version.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public EndorseMatter What { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(What);

    internal override Ruling Rule(PracticeNote note, Instant at) =>
        note.RefuseUnlessOffered()
        ?? note.RefuseUnlessForHome(By)
        ?? note.RefuseUnlessEdition(What.Edition)
        ?? (note.EndorsedEdition == What.Edition ? Ruling.Refuse(Clauses.EndorsedAlready, Condition.Novelty, null, Witness.Of(note.Id)) : null)
        ?? note.RefuseUnlessSettledAtHome(By, sharing => sharing.Endorse, What, new EndorseNote(note.Id, What), at)
        ?? Ruling.Allow(Clauses.EndorsingNote, By.Witness, new NoteEndorsed(What.Edition, Mandate) { Evidence = Evidence });
}

/// <summary>
/// Records up to which audience a version was found not identifiable (feature 60). The latest on the current version counts, whether it narrows or widens. It is a
/// person's
/// judgement: what a screen pointed at goes into it and never replaces it. Refused, in this order: the note is not offered; the evidence is about somebody else or
/// from elsewhere, or one is
/// not an acting member of its home; one contributed to it; another version stands now.
/// </summary>
/// <param name="By">Who found it.</param>
/// <param name="Home">What the record of its home community says of them.</param>
/// <param name="Edition">Which version they looked at.</param>
/// <param name="Audience">Up to which audience it is not identifiable.</param>
/// <param name="Role">The role they looked at it in, which is all that is kept of them with the finding.</param>
public sealed record RecordFinding(PersonId By, HomeEvidence Home, int Edition, Audience Audience, string Role) : PersonalNoteAct(By)
{
    /// <summary>What the record of its home community says of them.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public HomeEvidence Home { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Home);

    /// <summary>Up to which audience it is not identifiable.</summary>
    /// <exception cref="ArgumentException">It is none of them.</exception>
    public Audience Audience { get; init => field = Guard.Against.EnumOutOfRange(value); } = Guard.Against.EnumOutOfRange(Audience);

    /// <summary>The role they looked at it in.</summary>
    /// <exception cref="ArgumentException">It is not a well-formed key.</exception>
    public string Role { get; init => field = Key.Checked(value, nameof(Role)); } = Key.Checked(Role, nameof(Role));

    internal override Ruling Rule(PracticeNote note, Instant at) =>
        note.RefuseUnlessOffered()
        ?? note.RefuseUnlessActingAtHome(Home, By)
        ?? note.RefuseIfContributor(By)
        ?? note.RefuseUnlessEdition(Edition)
        ?? Ruling.Allow(Clauses.FindingIdentifiability, Witness.Of(note.Home), new FindingMade(Edition, Audience, Role) { Evidence = Home });
}

/// <summary>
/// The host reports a finding by a role of its own, such as its information governance: up to which audience a version was found not identifiable. It widens
/// nothing that was not
/// decided and consented to. Refused, in this order: the note has not been drafted, or is withdrawn; another version stands now.
/// </summary>
/// <param name="Edition">Which version was looked at.</param>
/// <param name="Audience">Up to which audience it is not identifiable.</param>
/// <param name="Role">The role of who found it.</param>
/// <param name="Source">Where the host has it from.</param>
public sealed record ReportFinding(int Edition, Audience Audience, string Role, string Source) : NoteFact(Source)
{
    /// <summary>Up to which audience it is not identifiable.</summary>
    /// <exception cref="ArgumentException">It is none of them.</exception>
    public Audience Audience { get; init => field = Guard.Against.EnumOutOfRange(value); } = Guard.Against.EnumOutOfRange(Audience);

    /// <summary>The role of who found it.</summary>
    /// <exception cref="ArgumentException">It is not a well-formed key.</exception>
    public string Role { get; init => field = Key.Checked(value, nameof(Role)); } = Key.Checked(Role, nameof(Role));

    internal override Ruling Rule(PracticeNote note, Instant at) =>
        note.RefuseUnlessStanding()
        ?? note.RefuseUnlessEdition(Edition)
        ?? Ruling.Allow(Clauses.FindingIdentifiability, Witness.Of(note.Id), new FindingMade(Edition, Audience, Role) { Reported = Source });
}
