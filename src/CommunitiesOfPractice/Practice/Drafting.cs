namespace CommunitiesOfPractice;

/// <summary>
/// Drafts a note, or a bundle of notes. Only its author reads this first version, and they consent to share it by a separate act.
/// It may be written from a question: then the person who asked it, and those whose answers it uses, are named as contributors
/// too. Each consents by an act of their own. Refused, in this order: the note has been drafted; the author is not an acting
/// member of a community, which becomes its home; the bundle contains itself; the author may not read the question, or an answer
/// that it uses does not stand.
/// </summary>
/// <param name="By">As a member of a community, which is its home. The person who writes it is its first contributor.</param>
/// <param name="Content">What it says.</param>
/// <param name="Role">The role or profession they contribute in; null where it is not to be recorded.</param>
/// <param name="Organisation">The organisation they contribute from; null where it is not to be recorded.</param>
/// <param name="ChathamHouse">Whether it comes from under the Chatham House Rule.</param>
/// <param name="From">What the record of the question says that it is written from; null for none.</param>
public sealed record DraftNote(
    Capacity By, NoteContent Content, DirectoryGroup? Role = null, DirectoryGroup? Organisation = null, bool ChathamHouse = false,
    QuestionUse? From = null) : PartyNoteAct(By)
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
        ?? From?.RefuseUnlessUsable(Doer)
        ?? Ruling.Allow(Clauses.DraftingNote, By.Witness,
            [
                new NoteDrafted(Evidence!.Community, Content, new Contribution(Doer, Role, Organisation), ChathamHouse) {
                    Evidence = Evidence, FromQuestion = From?.Reading.Question },
                .. From?.NamedBeside(Doer).Select(contribution => new ContributorNamed(contribution)) ?? [],
            ]);
}

/// <summary>
/// Revises a note: this makes the next version of its text. Findings and the endorsement were of the version before. So the note
/// reaches its community at most, until somebody looks at it and widens it again. The other contributors consented to other
/// words, so their consents end until they give them again (law 8). If a finding kept the note to its contributors, it stays with
/// them until they offer it again. A contributor may correct their own words whatever their standing in the home (law 3).
/// Refused, in this order: the note has not been drafted, or is withdrawn; the person is not a contributor; it would become
/// another kind of note, or a bundle that contains itself; it says this already.
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
/// Names somebody else as a contributor. The note then reaches its contributors alone, until the new contributor consents by an
/// act of their own. This gives another person a say over the note, so the contributor who does it must be an acting member of
/// its home (law 3). Refused, in this order: the note has not been drafted, or is withdrawn; the person who names is not a
/// contributor; they act for a party other than its home, or are not an acting member of it; the other person is a contributor
/// already.
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
/// A contributor stops being one. Their name is removed from the note now, whatever its state, and they need give no reason.
/// Nobody gains access to the note by this: its audience is limited to what the person consented to without an end. Their words
/// stay until somebody revises them. A contributor who wants them removed must withdraw the note first
/// (<see cref="WithdrawNote"/>). The last contributor may leave too: without contributors a note reaches nobody. A contributor
/// may do this whether or not they belong to the home (law 3). Refused where the note has not been drafted, or the person is not
/// a contributor.
/// </summary>
/// <param name="By">Who leaves it.</param>
public sealed record LeaveNote(PersonId By) : PersonalNoteAct(By)
{
    internal override Ruling Rule(PracticeNote note, Instant at) =>
        note.RefuseUnlessDrafted()
        ?? note.RefuseUnlessContributor(By)
        ?? Ruling.Allow(Clauses.LeavingNote, Witness.Of(By), note.Departure(By));
}
