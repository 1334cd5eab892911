namespace CommunitiesOfPractice;

/// <summary>
/// The host restricts a note, as the law requires of it (law 3), for example for an identifiable patient or a safeguarding duty.
/// Then only its contributors read it. The members see which role restricted it, why, and when it is to be looked at again.
/// Lifting the restriction restores exactly what was there before. The same role may place it again, to move the review. Refused,
/// in this order: the note has not been drafted; the review is not ahead; another role's restriction is in force.
/// </summary>
/// <param name="Role">The named role that places it.</param>
/// <param name="Reason">Why.</param>
/// <param name="ReviewBy">When it is to be looked at again. It does not end by itself.</param>
/// <param name="Source">Where the host has it from, such as the number of a case.</param>
public sealed record PlaceRestriction(string Role, FreeText Reason, Instant ReviewBy, string Source) : NoteFact(Source)
{
    /// <summary>The named role that places it.</summary>
    /// <exception cref="ArgumentException">It is not a well-formed key.</exception>
    public string Role { get; init => field = KeyFormat.Checked(value, nameof(Role)); } = KeyFormat.Checked(Role, nameof(Role));

    /// <summary>Why.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public FreeText Reason { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Reason);

    internal override IEnumerable<Instant?> Dates => [ReviewBy];

    internal override IEnumerable<PersonId> Named => [];

    internal override Ruling Rule(PracticeNote note, Instant at) =>
        note.RefuseUnlessDrafted()
        ?? note.RefuseUnlessLater(ReviewBy, at)
        ?? (note.Restriction is { } standing && standing.Role != Role
            ? Ruling.Refuse(
                Clauses.RestrictedAlready, Condition.Novelty, standing.Role, Witness.Of(note.Id), from: standing.ReviewBy)
            : null)
        ?? Ruling.Allow(Clauses.Restricting, Witness.Of(note.Id), new RestrictionPlaced(Role, Reason, ReviewBy, Source));
}

/// <summary>
/// The host lifts its restriction: what was there before holds again. Refused where the note has not been drafted, or no
/// restriction is in force.
/// </summary>
/// <param name="Source">Where the host has it from.</param>
public sealed record LiftRestriction(string Source) : NoteFact(Source)
{
    internal override IEnumerable<PersonId> Named => [];

    internal override Ruling Rule(PracticeNote note, Instant at) =>
        note.RefuseUnlessDrafted()
        ?? (note.Restriction is null
            ? Ruling.Refuse(Clauses.NotRestricted, Condition.Existence, note.Id.Value, Witness.Of(note.Id))
            : null)
        ?? Ruling.Allow(Clauses.LiftingRestriction, Witness.Of(note.Id), new RestrictionLifted(Source));
}

public sealed partial record PracticeNote
{
    internal bool Knows(PersonId person) =>
        PastAttributions.Any(p => p.Person == person) || Reviews.Any(r => r.By == person) || SecondKeys.Of.Has(person);
}
