namespace CommunitiesOfPractice;

/// <summary>
/// Reports a question to a knowledge steward. It hides nothing, and nobody but the person who reports is told who did. Refused,
/// in this order: the question has not been asked, or is withdrawn; the evidence does not let this person read it; a report of
/// theirs is not settled yet.
/// </summary>
/// <param name="By">Who reports it. <c>default</c> is refused.</param>
/// <param name="Reading">That they may read the question.</param>
/// <param name="Why">Why.</param>
public sealed record ReportQuestion(PersonId By, QuestionReadingEvidence Reading, FreeText Why) : ReadersQuestionAct(By, Reading)
{
    /// <summary>Why.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public FreeText Why { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Why);

    internal override Ruling Rule(Question question, Instant at) =>
        question.RefuseUnlessStanding()
        ?? question.RefuseUnlessReads(By, Reading)
        ?? question.RefuseIfReported(By, null)
        ?? question.Report(By, null, Why, Reading);
}

/// <summary>
/// Reports an answer to a knowledge steward. It hides nothing, and nobody but the person who reports is told who did. Refused, in
/// this order: the question has not been asked, or is withdrawn; the evidence does not let this person read it; there is no such
/// answer, it is withdrawn, or it does not go as far as them; a report of theirs is not settled yet.
/// </summary>
/// <param name="By">Who reports it. <c>default</c> is refused.</param>
/// <param name="Reading">That they may read the question.</param>
/// <param name="Number">The number of the answer.</param>
/// <param name="Why">Why.</param>
public sealed record ReportAnswer(PersonId By, QuestionReadingEvidence Reading, int Number, FreeText Why)
    : ReadersQuestionAct(By, Reading)
{
    /// <summary>Why.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public FreeText Why { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Why);

    internal override Ruling Rule(Question question, Instant at) =>
        question.RefuseUnlessStanding()
        ?? question.RefuseUnlessReads(By, Reading)
        ?? question.RefuseUnlessAnswered(Number)
        ?? question.RefuseUnlessGoesTo(Number, By, Reading.IsInside, at)
        ?? question.RefuseIfReported(By, Number)
        ?? question.Report(By, Number, Why, Reading);
}

/// <summary>
/// Settles a report: a knowledge steward has looked at it, asked the person who wrote it, or told the host. Where nobody stewards
/// knowledge, a convener does it. Refused, in this order: the question has not been asked; the evidence is not this person's in
/// its community; they do not steward its knowledge, nor convene where nobody does; there is no such report, or it is settled.
/// </summary>
/// <param name="By">Who settles it. <c>default</c> is refused.</param>
/// <param name="Home">What the record of the question's community says of them.</param>
/// <param name="Report">The number of the report.</param>
/// <param name="Outcome">What came of it, if they care to say.</param>
public sealed record SettleReport(PersonId By, AskingEvidence Home, int Report, FreeText? Outcome = null)
    : HomeQuestionAct(By, Home)
{
    internal override Ruling Rule(Question question, Instant at) =>
        question.RefuseUnlessAsked()
        ?? question.RefuseUnlessSettlesReports(By, Home)
        ?? (question.Reports.Any(report => report.Number == Report && report.SettledAt is null)
            ? null
            : Ruling.Refuse(Clauses.NoReport, Condition.Existence, OfWhat.Number(Report), question.Self))
        ?? Allow(Clauses.SettlingReport, new ReportSettled(Report, Outcome));
}

/// <summary>
/// The host restricts an answer, as the law requires of it (law 3). Then only its giver reads it. The members see which role
/// restricted it, why, and when it is to be looked at again. Lifting the restriction restores exactly what was there before. The
/// same role may place it again, to move the review. Refused, in this order: the question has not been asked; there is no such
/// answer, or it is withdrawn; the review is not ahead; another role's restriction is in force.
/// </summary>
/// <param name="Number">The number of the answer.</param>
/// <param name="Role">The named role that places it.</param>
/// <param name="Reason">Why.</param>
/// <param name="ReviewBy">When it is to be looked at again. It does not end by itself.</param>
/// <param name="Source">Where the host has it from, such as the number of a case.</param>
public sealed record RestrictAnswer(int Number, string Role, FreeText Reason, Instant ReviewBy, string Source)
    : QuestionFact(Source)
{
    /// <summary>The named role that places it.</summary>
    /// <exception cref="ArgumentException">It is not a well-formed key.</exception>
    public string Role { get; init => field = KeyFormat.Checked(value, nameof(Role)); } = KeyFormat.Checked(Role, nameof(Role));

    /// <summary>Why.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public FreeText Reason { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Reason);

    internal override IEnumerable<Instant?> Dates => [ReviewBy];

    internal override IEnumerable<PersonId> Named => [];

    internal override Ruling Rule(Question question, Instant at) =>
        question.RefuseUnlessAsked()
        ?? question.RefuseUnlessAnswered(Number)
        ?? Restriction.RefuseBesides(question.FindAnswer(Number)!.Restriction, Role, ReviewBy, question.Self, at)
        ?? Ruling.Allow(
            Clauses.RestrictingAnswer, question.Self, new AnswerRestricted(Number, Role, Reason, ReviewBy, Source));
}

/// <summary>
/// The host lifts its restriction of an answer: what was there before holds again. Refused where the question has not been asked,
/// there is no such answer, it is withdrawn, or no restriction of it is in force.
/// </summary>
/// <param name="Number">The number of the answer.</param>
/// <param name="Source">Where the host has it from.</param>
public sealed record LiftAnswerRestriction(int Number, string Source) : QuestionFact(Source)
{
    internal override IEnumerable<PersonId> Named => [];

    internal override Ruling Rule(Question question, Instant at) =>
        question.RefuseUnlessAsked()
        ?? question.RefuseUnlessAnswered(Number)
        ?? Restriction.RefuseUnlessPlaced(question.FindAnswer(Number)!.Restriction, question.Self)
        ?? Ruling.Allow(Clauses.LiftingRestriction, question.Self, new AnswerRestrictionLifted(Number, Source));
}

public sealed partial record Question
{
    /// <summary>One report at a time of one thing by one person.</summary>
    internal Ruling? RefuseIfReported(PersonId by, int? answer) =>
        Reports.Any(report => report.By == by && report.Answer == answer && report.SettledAt is null)
            ? Ruling.Refuse(Clauses.ReportedAlready, Condition.Novelty, by.Value, Witness.Of(by))
            : null;

    /// <summary>A knowledge steward of its community, or a convener where nobody stewards knowledge.</summary>
    internal Ruling? RefuseUnlessSettlesReports(PersonId by, AskingEvidence home) =>
        home.Person == by && home.Community == Home && home.SettlesReports
            ? null
            : Ruling.Refuse(Clauses.StewardsOnly, Condition.Office, Duty.StewardKnowledge.Name, Self);

    internal Ruling Report(PersonId by, int? answer, FreeText why, QuestionReadingEvidence reading) => Ruling.Allow(
        Clauses.ReportingToSteward, Self, new QuestionReported(Reports.Count + 1, answer, why, by, reading.Position));
}
