namespace CommunitiesOfPractice;

/// <summary>
/// Drafts a note, or a bundle of notes: its first version, which its author alone reads and consents to share by an act of their
/// own. Refused, in this order: it has been drafted; they are not an acting member of a community, which becomes its home; a
/// bundle holds itself.
/// </summary>
/// <param name="By">As a member of a community, which is its home. Who writes it is its first contributor.</param>
/// <param name="Content">What it says.</param>
/// <param name="Role">The role or profession they contribute in; null where it is not to be recorded.</param>
/// <param name="Organisation">The organisation they contribute from; null where it is not to be recorded.</param>
/// <param name="ChathamHouse">Whether it comes from under the Chatham House Rule.</param>
public sealed record DraftNote(
    Capacity By, NoteContent Content, DirectoryGroup? Role = null, DirectoryGroup? Organisation = null, bool ChathamHouse = false)
    : PartyNoteAct(By)
{
    /// <summary>The role or profession they contributed in; null where it is not to be recorded.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public DirectoryGroup? Role { get; init => field = Guard.Against.Unset(value); } = Guard.Against.Unset(Role);

    /// <summary>The organisation they contributed from; null where it is not to be recorded.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public DirectoryGroup? Organisation { get; init => field = Guard.Against.Unset(value); } = Guard.Against.Unset(Organisation);

    /// <summary>What it says.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public NoteContent Content { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Content);

    internal override IEnumerable<Instant?> Dates => [Content.ReviewBy];

    internal override Ruling Rule(PracticeNote note, Instant at) =>
        (note.Status == NoteStatus.Unknown
            ? null
            : Ruling.Refuse(Clauses.NoteDraftedAlready, Condition.Novelty, note.Id.Value, Witness.Of(note.Id)))
        ?? (By.For is CommunityParty
            ? By.RefuseInPerson()
            : Ruling.Refuse(Clauses.NoteForHome, Condition.Evidence, null, By.Witness))
        ?? note.RefuseMisfit(Content)
        ?? Ruling.Allow(Clauses.DraftingNote, By.Witness,
            new NoteDrafted(Evidence!.Community, Content, new Contribution(Doer, Role, Organisation), ChathamHouse) {
                Evidence = Evidence });
}

/// <summary>
/// Revises a note: the next version of its text. Findings and the endorsement were of the version before, so it reaches its
/// community at most until it is looked at and widened again; and the others' consents end until they give them anew, because
/// they consented to other words (law 8). Where a finding kept it to its contributors, it is theirs until they offer it again. A
/// contributor corrects their own words whatever their standing in the home (law 3). Refused, in this order: it has not been
/// drafted, or is withdrawn; one is not a contributor; it becomes another kind of note, or a bundle that holds itself; it says
/// this already.
/// </summary>
/// <param name="By">Who revises it.</param>
/// <param name="Content">What it is to say.</param>
public sealed record ReviseNote(PersonId By, NoteContent Content) : PersonalNoteAct(By)
{
    /// <summary>What it is to say.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public NoteContent Content { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Content);

    internal override IEnumerable<Instant?> Dates => [Content.ReviewBy];

    internal override Ruling Rule(PracticeNote note, Instant at) =>
        note.RefuseUnlessStanding()
        ?? note.RefuseUnlessContributor(By)
        ?? note.RefuseMisfit(Content)
        ?? (Content == note.Content ? Ruling.Refuse(Clauses.NoteSaysThis, Condition.Novelty, null, Witness.Of(note.Id)) : null)
        ?? Ruling.Allow(Clauses.RevisingNote, Witness.Of(By), note.Revision(By, Content, at));
}

/// <summary>
/// Names somebody else as a contributor. It then reaches its contributors alone until they consent by an act of their own. It
/// gives another person a say over the note, so a contributor does it who is an acting member of its home (law 3). Refused, in
/// this order: it has not been drafted, or is withdrawn; who names is not a contributor; they act for another than its home, or
/// are not an acting member of it; the other is a contributor already.
/// </summary>
/// <param name="By">As a member of its home.</param>
/// <param name="Person">Who contributed.</param>
/// <param name="Role">The role or profession they contributed in; null where it is not to be recorded.</param>
/// <param name="Organisation">The organisation they contributed from; null where it is not to be recorded.</param>
public sealed record NameContributor(
    Capacity By, PersonId Person, DirectoryGroup? Role = null, DirectoryGroup? Organisation = null) : PartyNoteAct(By)
{
    /// <summary>The role or profession they contributed in; null where it is not to be recorded.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public DirectoryGroup? Role { get; init => field = Guard.Against.Unset(value); } = Guard.Against.Unset(Role);

    /// <summary>The organisation they contributed from; null where it is not to be recorded.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public DirectoryGroup? Organisation { get; init => field = Guard.Against.Unset(value); } = Guard.Against.Unset(Organisation);

    /// <summary>Who contributed.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public PersonId Person { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Person);

    internal override IEnumerable<PersonId> Named => [Person];

    internal override Ruling Rule(PracticeNote note, Instant at) =>
        note.RefuseUnlessStanding()
        ?? note.RefuseUnlessActingContributor(By)
        ?? (note.ContributionOf(Person) is null
            ? null
            : Ruling.Refuse(Clauses.ContributesAlready, Condition.Novelty, Person.Value, Witness.Of(Person)))
        ?? Ruling.Allow(
            Clauses.NamingContributors, Witness.Of(Doer), new ContributorNamed(new Contribution(Person, Role, Organisation)));
}

/// <summary>
/// Contributes no more: one's name goes from the note, now and whatever its state, without a reason. Nobody reads more for it:
/// what is decided falls to what one agreed to without an end. Words stay until somebody revises them; whoever wants them gone
/// withdraws the note first (<see cref="WithdrawNote"/>). The last contributor may leave too: without contributors a note reaches
/// nobody. It is one's own to do, in the home or not (law 3). Refused where it has not been drafted, or one is not a contributor.
/// </summary>
/// <param name="By">Who leaves it.</param>
public sealed record LeaveNote(PersonId By) : PersonalNoteAct(By)
{
    internal override Ruling Rule(PracticeNote note, Instant at) =>
        note.RefuseUnlessDrafted()
        ?? note.RefuseUnlessContributor(By)
        ?? Ruling.Allow(Clauses.LeavingNote, Witness.Of(By), note.Departure(By));
}
