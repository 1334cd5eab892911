namespace CommunitiesOfPractice;

/// <summary>
/// Says that a question was asked before: it points to the other one, where people answer from now on. Its answers, and what
/// helped, stay where they are. Pointing lets nobody read more. Refused, in this order: this question has not been asked, or is
/// withdrawn; the evidence is not this person's in its community; they did not ask it, or take no part there any more, and do not
/// steward its knowledge; the other is this one, is withdrawn, or points elsewhere itself; it points there already.
/// </summary>
/// <param name="By">Who. <c>default</c> is refused.</param>
/// <param name="Home">What the record of the question's community says of them.</param>
/// <param name="Other">What the other question's record says.</param>
public sealed record PointToQuestion(PersonId By, AskingEvidence Home, QuestionEvidence Other) : HomeQuestionAct(By, Home)
{
    /// <summary>What the other question's record says.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public QuestionEvidence Other { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Other);

    internal override Ruling Rule(Question question, Instant at) =>
        question.RefuseUnlessStanding()
        ?? question.RefuseUnlessLooksAfter(By, Home)
        ?? (Other.Question != question.Id && Other.Status is QuestionStatus.Open or QuestionStatus.Settled
            && !Other.PointsElsewhere
            ? null
            : Ruling.Refuse(
                Clauses.PointsToAnother, Condition.Evidence, Other.Question.Value, Witness.Of(Other.Question)))
        ?? (question.PointsTo == Other.Question
            ? Ruling.Refuse(
                Clauses.PointsThereAlready, Condition.Novelty, Other.Question.Value, Witness.Of(Other.Question))
            : null)
        ?? Allow(Clauses.PointingElsewhere, new QuestionPointedTo(Other.Question));
}

/// <summary>
/// Says that a note answers a question: it points there. Its answers, and what helped, stay where they are. Pointing lets nobody
/// read more. Refused, in this order: the question has not been asked, or is withdrawn; the evidence is not this person's in its
/// community; they did not ask it, or take no part there any more, and do not steward its knowledge; the note is not offered; the
/// question points there already.
/// </summary>
/// <param name="By">Who. <c>default</c> is refused.</param>
/// <param name="Home">What the record of the question's community says of them.</param>
/// <param name="Note">What the note's record says.</param>
public sealed record PointQuestionToNote(PersonId By, AskingEvidence Home, NoteEvidence Note) : HomeQuestionAct(By, Home)
{
    /// <summary>What the note's record says.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public NoteEvidence Note { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Note);

    internal override Ruling Rule(Question question, Instant at) =>
        question.RefuseUnlessStanding()
        ?? question.RefuseUnlessLooksAfter(By, Home)
        ?? (Note.Status == NoteStatus.Offered
            ? null
            : Ruling.Refuse(Clauses.PointsToAnother, Condition.Evidence, Note.Note.Value, Witness.Of(Note.Note)))
        ?? (question.PointsToNote == Note.Note
            ? Ruling.Refuse(Clauses.PointsThereAlready, Condition.Novelty, Note.Note.Value, Witness.Of(Note.Note))
            : null)
        ?? Allow(Clauses.PointingElsewhere, new QuestionPointedToNote(Note.Note));
}

/// <summary>
/// A question points elsewhere no more: people answer it here again. Refused, in this order: it has not been asked, or is
/// withdrawn; it points nowhere; the evidence is not this person's in its community; they did not ask it, or take no part there
/// any more, and do not steward its knowledge.
/// </summary>
/// <param name="By">Who. <c>default</c> is refused.</param>
/// <param name="Home">What the record of the question's community says of them.</param>
public sealed record StopPointing(PersonId By, AskingEvidence Home) : HomeQuestionAct(By, Home)
{
    internal override Ruling Rule(Question question, Instant at) =>
        question.RefuseUnlessStanding()
        ?? (question.PointsElsewhere
            ? null
            : Ruling.Refuse(Clauses.PointsNowhere, Condition.Existence, question.Id.Value, question.Self))
        ?? question.RefuseUnlessLooksAfter(By, Home)
        ?? Allow(Clauses.StoppingPointing, new PointingStopped());
}
