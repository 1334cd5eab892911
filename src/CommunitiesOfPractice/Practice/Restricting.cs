namespace CommunitiesOfPractice;

/// <summary>
/// The host restricts a note, a question or a gathering, as the law requires of it (law 3), for example for an identifiable
/// patient or a safeguarding duty. Then only its contributors read the note, and only its asker reads the question. Only the
/// person who looks after the gathering reads its words, and those who have a place see when and where it is. The members see
/// which role restricted it, why, and when it is to be looked at again. Lifting the restriction restores exactly what was there
/// before. The same role may place it again, to move the review. Refused, in this order: the note has not been drafted, the
/// question not asked, or the gathering not called; the review is not ahead; another role's restriction is in force.
/// </summary>
/// <param name="Role">The named role that places it.</param>
/// <param name="Reason">Why.</param>
/// <param name="ReviewBy">When it is to be looked at again. It does not end by itself.</param>
/// <param name="Source">Where the host has it from, such as the number of a case.</param>
public sealed record PlaceRestriction(string Role, FreeText Reason, Instant ReviewBy, string Source)
    : NoteFact(Source), IActOn<Gathering>, IActOn<Question>
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
        ?? Restriction.RefuseBesides(note.Restriction, Role, ReviewBy, Witness.Of(note.Id), at)
        ?? Ruling.Allow(Clauses.Restricting, Witness.Of(note.Id), new RestrictionPlaced(Role, Reason, ReviewBy, Source));

    Ruling IActOn<Gathering>.Rule(Gathering state, Instant at) =>
        state.RefuseUnlessCalled()
        ?? Restriction.RefuseBesides(state.Restriction, Role, ReviewBy, state.Self, at)
        ?? Ruling.Allow(Clauses.RestrictingGathering, state.Self, new GatheringRestricted(Role, Reason, ReviewBy, Source));

    Ruling IActOn<Question>.Rule(Question state, Instant at) =>
        state.RefuseUnlessAsked()
        ?? Restriction.RefuseBesides(state.Restriction, Role, ReviewBy, state.Self, at)
        ?? Ruling.Allow(Clauses.RestrictingQuestion, state.Self, new QuestionRestricted(Role, Reason, ReviewBy, Source));
}

/// <summary>
/// The host lifts its restriction: what was there before holds again. Refused where the note has not been drafted, the question
/// not asked, the gathering not called, or no restriction is in force.
/// </summary>
/// <param name="Source">Where the host has it from.</param>
public sealed record LiftRestriction(string Source) : NoteFact(Source), IActOn<Gathering>, IActOn<Question>
{
    internal override IEnumerable<PersonId> Named => [];

    internal override Ruling Rule(PracticeNote note, Instant at) =>
        note.RefuseUnlessDrafted()
        ?? Restriction.RefuseUnlessPlaced(note.Restriction, Witness.Of(note.Id))
        ?? Ruling.Allow(Clauses.LiftingRestriction, Witness.Of(note.Id), new RestrictionLifted(Source));

    Ruling IActOn<Gathering>.Rule(Gathering state, Instant at) =>
        state.RefuseUnlessCalled()
        ?? Restriction.RefuseUnlessPlaced(state.Restriction, state.Self)
        ?? Ruling.Allow(Clauses.LiftingRestriction, state.Self, new GatheringRestrictionLifted(Source));

    Ruling IActOn<Question>.Rule(Question state, Instant at) =>
        state.RefuseUnlessAsked()
        ?? Restriction.RefuseUnlessPlaced(state.Restriction, state.Self)
        ?? Ruling.Allow(Clauses.LiftingRestriction, state.Self, new QuestionRestrictionLifted(Source));
}

public sealed partial record PracticeNote
{
    internal bool Knows(PersonId person) =>
        PastAttributions.Any(p => p.Person == person) || Reviews.Any(r => r.By == person) || SecondKeys.Of.Has(person);
}
