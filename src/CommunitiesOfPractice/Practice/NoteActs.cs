namespace CommunitiesOfPractice;

/// <summary>An act on a note by a person.</summary>
/// <param name="By">Who acts. <c>default</c> is refused.</param>
public abstract record PersonalNoteAct(PersonId By) : NoteAct, IDoneBy<PersonId>
{
    /// <summary>Who acts.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public PersonId By { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(By);

    /// <inheritdoc/>
    public sealed override PersonId? Actor => By;

    internal sealed override Act DoneBy(PersonId person) => this with { By = person };
}

/// <summary>
/// An act on a note for a party: its home, or the party that passes it on. It lets others read, or speaks in the home's name. So
/// the party's own people must do it (law 3). Where its members decide, they do it together, by their mandate. Otherwise one
/// acting member does it. A contributor may not govern a note where they are not an acting member.
/// </summary>
/// <param name="By">In what capacity; it says which party they act for.</param>
public abstract record PartyNoteAct(Capacity By) : NoteAct, IDoneBy<Capacity>
{
    /// <summary>In what capacity.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public Capacity By { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(By);

    /// <inheritdoc/>
    public sealed override PersonId? Actor => By.Person;

    // A capacity rests on what a record says of this key.
    internal sealed override Act? DoneBy(PersonId person) => null;

    /// <summary>Who acts, where a mandate is refused.</summary>
    private protected PersonId Doer => By.Person!.Value;

    /// <summary>The members' mandate, where it rests on one.</summary>
    private protected Mandate? Mandate => (By as ByMandate)?.Given;

    /// <summary>What the record of the home says of the person who acts, where one person does.</summary>
    private protected HomeEvidence? Evidence => (By as AsMember)?.Evidence;
}

/// <summary>What a note's record says of it, for an act on another note.</summary>
/// <param name="Note">Which note.</param>
/// <param name="Version">The version of its record that says so.</param>
/// <param name="Home">Its home community.</param>
/// <param name="Status">Its status.</param>
/// <param name="SupersededBy">The note that took its place; null for none.</param>
public sealed record NoteEvidence(NoteId Note, long Version, CommunityId Home, NoteStatus Status, NoteId? SupersededBy)
    : IEvidence
{
    string? IEvidence.Of => Note.Value;

    /// <summary>Which note.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public NoteId Note { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Note);

    /// <summary>Its home community.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public CommunityId Home { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Home);

    /// <summary>Its status.</summary>
    /// <exception cref="ArgumentException">It is none of them.</exception>
    public NoteStatus Status { get; init => field = Guard.Against.EnumOutOfRange(value); } = Guard.Against.EnumOutOfRange(Status);

    /// <summary>The note that took its place; null for none.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public NoteId? SupersededBy { get; init => field = Guard.Against.Unset(value); } = Guard.Against.Unset(SupersededBy);
}

public sealed partial record PracticeNote
{
    /// <summary>What this record says of the note, to go with an act on another. Null while nobody has drafted it.</summary>
    public NoteEvidence? Evidence() => Status == NoteStatus.Unknown ? null : new(Id, Version, Home, Status, SupersededBy);
}
