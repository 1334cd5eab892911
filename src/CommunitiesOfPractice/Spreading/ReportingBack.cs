namespace CommunitiesOfPractice;

/// <summary>
/// Reports what came of it there, as often as there is something to report. The report flows back to the source and never edits
/// it. Refused, in this order: it was never taken up; the person is not on the adopter's side, or may not act for it; there are
/// no words.
/// </summary>
/// <param name="By">In what capacity.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="Happened">What happened.</param>
public sealed record ReportOutcome(Capacity By, PracticeOutcome Outcome, FreeText Happened) : AdoptersAct(By)
{
    /// <summary>What came of it.</summary>
    /// <exception cref="ArgumentException">It is none of them.</exception>
    public PracticeOutcome Outcome { get; init => field = Guard.Against.EnumOutOfRange(value); } =
        Guard.Against.EnumOutOfRange(Outcome);

    internal override Ruling Rule(Adoption adoption, Instant at) =>
        (adoption.Status == AdoptionStatus.Abandoned ? null : adoption.RefuseUnlessTakenUp())
        ?? adoption.RefuseUnlessAdopters(By)
        ?? Adoption.RefuseUnlessWords(Happened)
        ?? Allow(Clauses.ReportingOutcome, new OutcomeReported(Outcome, Happened));
}

/// <summary>
/// Tells what it was worth, in one cycle of value. A story may start in any cycle, and at any time (feature 79). Refused, in this
/// order: nobody considers it here; the person is not on the adopter's side, or may not act for it; there are no words; the
/// indicator is not well formed.
/// </summary>
/// <param name="By">In what capacity.</param>
/// <param name="Cycle">In which cycle.</param>
/// <param name="Words">The story.</param>
/// <param name="Indicator">What would show it, by name (<see cref="Naming.Fits"/>); null where there is none.</param>
public sealed record TellStory(Capacity By, ValueCycle Cycle, FreeText Words, string? Indicator = null) : AdoptersAct(By)
{
    /// <summary>In which cycle.</summary>
    /// <exception cref="ArgumentException">It is none of them.</exception>
    public ValueCycle Cycle { get; init => field = Guard.Against.EnumOutOfRange(value); } = Guard.Against.EnumOutOfRange(Cycle);

    internal override Ruling Rule(Adoption adoption, Instant at) =>
        adoption.RefuseUnlessConsidered()
        ?? adoption.RefuseUnlessAdopters(By)
        ?? Adoption.RefuseUnlessWords(Words)
        ?? (Indicator is not null && !Naming.Fits(Indicator)
            ? Ruling.Refuse(Clauses.Malformed, Condition.WellFormed, OfWhat.Indicator)
            : null)
        ?? Allow(Clauses.TellingStory, new StoryTold(Cycle, Words, Indicator is null ? null : Naming.Checked(Indicator)));
}
