namespace CommunitiesOfPractice;

/// <summary>
/// An act in an adoption, by somebody on the adopter's side (law 10): a person for themself, an acting member of the adopting
/// community, or somebody that the host's directory places in the adopting organisation or network.
/// </summary>
/// <param name="By">In what capacity; it says who adopts.</param>
public abstract record AdoptersAct(Capacity By) : AdoptionAct, IDoneBy<Capacity>
{
    /// <summary>In what capacity.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public Capacity By { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(By);

    /// <inheritdoc/>
    public sealed override PersonId? Actor => By.Person;

    // A capacity rests on what a record says of this key.
    internal sealed override Act? DoneBy(PersonId person) => null;

    private protected Ruling Allow(Clause clause, AdoptersEvent happened) =>
        Ruling.Allow(clause, By.Witness, happened with { As = By });
}

/// <summary>
/// That the Commons lets somebody read one version of a note, at the position it had reached. The host gives it with an act, and
/// the caller never does.
/// </summary>
/// <param name="Note">Which note.</param>
/// <param name="Edition">Which version.</param>
/// <param name="Reader">Who reads.</param>
/// <param name="Position">The position of the Commons that said so; copied into the event.</param>
public sealed record ReadingEvidence(NoteId Note, int Edition, PersonId Reader, long Position) : IEvidence
{
    string? IEvidence.Of => Note.Value;

    /// <summary>Which note.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public NoteId Note { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Note);

    /// <summary>Which version.</summary>
    /// <exception cref="ArgumentException">It is less than 1.</exception>
    public int Edition { get; init => field = Guard.Against.NegativeOrZero(value); } = Guard.Against.NegativeOrZero(Edition);

    /// <summary>Who reads.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public PersonId Reader { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Reader);
}

/// <summary>
/// Somebody considers a version of a note for their own place, and looks after the adoption there. A note that was declined or
/// abandoned can be considered again. Refused, in this order: it is considered or taken up already; the note or the adopter is
/// not the one that this adoption is of; the person may not act for the adopter; the evidence does not let them read the note.
/// </summary>
/// <param name="By">In what capacity; it says who adopts.</param>
/// <param name="Reading">That they may read it: which note, and which version.</param>
/// <param name="Context">What it is like there, if they care to say.</param>
public sealed record ConsiderNote(Capacity By, ReadingEvidence Reading, FreeText? Context = null) : AdoptersAct(By)
{
    /// <summary>That they may read it.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public ReadingEvidence Reading { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Reading);

    /// <summary>The settings of care there; none unless given.</summary>
    /// <exception cref="ArgumentException">It is null, holds <c>default</c>, or a group that is no setting.</exception>
    public ValueList<DirectoryGroup> Settings { get; init => field = Checked(value); } = ValueList<DirectoryGroup>.Empty;

    internal override Ruling Rule(Adoption adoption, Instant at) =>
        (adoption.Status is AdoptionStatus.Unknown or AdoptionStatus.Declined or AdoptionStatus.Abandoned
            ? null
            : Ruling.Refuse(Clauses.ConsideredAlready, Condition.Novelty, null, adoption.Self))
        ?? (adoption.Status == AdoptionStatus.Unknown || (adoption.Note == Reading.Note && adoption.Adopter == By.For)
            ? null
            : Ruling.Refuse(Clauses.OtherAdoption, Condition.WellFormed, null, adoption.Self))
        ?? By.RefuseInAdoption()
        ?? (Reading.Reader == By.Person
            ? null
            : Ruling.Refuse(Clauses.ReadersOnly, Condition.Evidence, null, Witness.Of(Reading.Note)))
        ?? Allow(
            Clauses.Considering,
                new NoteConsidered(Reading.Note, Reading.Edition, By.For, Reading.Reader, Context, Settings) {
                    ReadAt = Reading.Position });

    private static ValueList<DirectoryGroup> Checked(ValueList<DirectoryGroup> settings) =>
        Guard.Against.Gaps(settings).All(group => group.Kind == GroupKind.Setting)
        ? settings
        : throw new ArgumentException("A setting of care is asked for.", nameof(settings));
}

/// <summary>
/// Takes the note up as it is; it never means that anything improved. Refused, in this order: nobody considers it here; it has
/// been decided; the person is not on the adopter's side, or may not act for it; there is no reason.
/// </summary>
/// <param name="By">In what capacity.</param>
/// <param name="Why">Why.</param>
public sealed record Adopt(Capacity By, FreeText Why) : AdoptersAct(By)
{
    internal override Ruling Rule(Adoption adoption, Instant at) =>
        adoption.RefuseUnlessConsidering()
        ?? adoption.RefuseUnlessAdopters(By)
        ?? Adoption.RefuseUnlessReason(Why)
        ?? Allow(Clauses.Adopting, new NoteAdopted(Why));
}

/// <summary>
/// Changes what the note says to fit, or changes it further. The note itself stays as it is. Refused, in this order: nobody
/// considers it here; it was declined or given up; the person is not on the adopter's side, or may not act for it; nothing says
/// what was changed, or there is no reason; the adaptation is said to be written up as the note it adapts.
/// </summary>
/// <param name="By">In what capacity.</param>
/// <param name="Changed">What is changed.</param>
/// <param name="Why">Why.</param>
/// <param name="WrittenUpAs">The adopter's own note of it, where they wrote one: the next in the line of adaptations.</param>
public sealed record Adapt(Capacity By, FreeText Changed, FreeText Why, NoteId? WrittenUpAs = null) : AdoptersAct(By)
{
    /// <summary>The note that tells of the adaptation; null for none.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public NoteId? WrittenUpAs { get; init => field = Guard.Against.Unset(value); } = Guard.Against.Unset(WrittenUpAs);

    internal override Ruling Rule(Adoption adoption, Instant at) =>
        (adoption.IsTakenUp ? null : adoption.RefuseUnlessConsidering())
        ?? adoption.RefuseUnlessAdopters(By)
        ?? Adoption.RefuseUnlessWords(Changed)
        ?? Adoption.RefuseUnlessReason(Why)
        ?? (WrittenUpAs == adoption.Note
            ? Ruling.Refuse(Clauses.OwnAdaptation, Condition.WellFormed, null, Witness.Of(adoption.Note))
            : null)
        ?? Allow(Clauses.Adapting, new NoteAdapted(Changed, Why, WrittenUpAs));
}

/// <summary>
/// Decides against the note, which may be considered again. Refused, in this order: nobody considers it here; it has been
/// decided; the person is not on the adopter's side, or may not act for it; there is no reason.
/// </summary>
/// <param name="By">In what capacity.</param>
/// <param name="Why">Why.</param>
public sealed record DeclineNote(Capacity By, FreeText Why) : AdoptersAct(By)
{
    internal override Ruling Rule(Adoption adoption, Instant at) =>
        adoption.RefuseUnlessConsidering()
        ?? adoption.RefuseUnlessAdopters(By)
        ?? Adoption.RefuseUnlessReason(Why)
        ?? Allow(Clauses.DecliningNote, new AdoptionDeclined(Why));
}

/// <summary>
/// Gives up a note that was taken up, which may be considered again. Refused, in this order: it is not taken up; the person is
/// not on the adopter's side, or may not act for it; there is no reason.
/// </summary>
/// <param name="By">In what capacity.</param>
/// <param name="Why">Why.</param>
public sealed record Abandon(Capacity By, FreeText Why) : AdoptersAct(By)
{
    internal override Ruling Rule(Adoption adoption, Instant at) =>
        adoption.RefuseUnlessTakenUp()
        ?? adoption.RefuseUnlessAdopters(By)
        ?? Adoption.RefuseUnlessReason(Why)
        ?? Allow(Clauses.Abandoning, new AdoptionAbandoned(Why));
}

/// <summary>
/// Somebody looks after the adoption from now on, by their own act: nobody can make them. Refused, in this order: nobody
/// considers it here; the person is not on the adopter's side, or may not act for it; they look after it already.
/// </summary>
/// <param name="By">In what capacity.</param>
public sealed record TakeOwnership(Capacity By) : AdoptersAct(By)
{
    internal override Ruling Rule(Adoption adoption, Instant at) =>
        adoption.RefuseUnlessConsidered()
        ?? adoption.RefuseUnlessAdopters(By)
        ?? (adoption.Owner == By.Person
            ? Ruling.Refuse(Clauses.OwnsAlready, Condition.Novelty, null, Witness.Of(adoption.Owner))
            : null)
        ?? Allow(Clauses.TakingOwnership, new OwnerChanged(By.Person!.Value));
}
