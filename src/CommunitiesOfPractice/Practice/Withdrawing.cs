namespace CommunitiesOfPractice;

/// <summary>
/// Says that another note of the same home takes this one's place. This one stays readable. It tells the home's readers which
/// note now holds, so the contributor who does it must be an acting member of the home (law 3). Refused, in this order: this note
/// has not been drafted, or is withdrawn; the person is not a contributor; they act for a party other than its home, or are not
/// an acting member of it; the other note is this one, of another home, not offered, or superseded by this one; it is superseded
/// by that one already.
/// </summary>
/// <param name="By">As a member of its home.</param>
/// <param name="Other">What the record of the note that takes its place says.</param>
public sealed record Supersede(Capacity By, NoteEvidence Other) : PartyNoteAct(By)
{
    /// <summary>What the record of the note that takes its place says.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public NoteEvidence Other { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Other);

    internal override Ruling Rule(PracticeNote note, Instant at) =>
        note.RefuseUnlessStanding()
        ?? note.RefuseUnlessActingContributor(By)
        ?? (Other.Note != note.Id && Other.Home == note.Home && Other.Status == NoteStatus.Offered
            && Other.SupersededBy != note.Id
            ? null
            : Ruling.Refuse(Clauses.SupersededByAnother, Condition.Evidence, Other.Note.Value, Witness.Of(Other.Note)))
        ?? (note.SupersededBy == Other.Note
            ? Ruling.Refuse(Clauses.SupersededAlready, Condition.Novelty, Other.Note.Value, Witness.Of(Other.Note))
            : null)
        ?? Ruling.Allow(Clauses.Superseding, Witness.Of(Doer), new NoteSuperseded(Other.Note));
}

/// <summary>
/// Withdraws a note, at once and for good. From now on nobody reads it, not even its contributors, and a tombstone remains. Any
/// contributor may do it, whatever their standing in the home (law 3), and need give no reason. Refused where the note has not
/// been drafted, is withdrawn already, or the person is not a contributor.
/// </summary>
/// <param name="By">Who withdraws it.</param>
/// <param name="Reason">Why, if they care to say: those who adopted it may want to know.</param>
public sealed record WithdrawNote(PersonId By, FreeText? Reason = null) : PersonalNoteAct(By)
{
    internal override Ruling Rule(PracticeNote note, Instant at) =>
        note.RefuseUnlessStanding()
        ?? note.RefuseUnlessContributor(By)
        ?? Ruling.Allow(Clauses.WithdrawingNote, Witness.Of(By), new NoteWithdrawn(Reason));
}
