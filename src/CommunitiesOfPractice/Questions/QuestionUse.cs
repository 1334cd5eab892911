namespace CommunitiesOfPractice;

/// <summary>
/// What a question's record says, for a note that is written from it: who asked it, and whose answers the note uses.
/// <see cref="Caller.UseOf"/> reads it, and the host gives it with the act, never the caller.
/// </summary>
/// <param name="Reading">Whether the author may read the question.</param>
/// <param name="Version">The version of its record that says so.</param>
/// <param name="Asker">Who asked it, and from where.</param>
/// <param name="Answers">The answers that the note uses.</param>
public sealed record QuestionUse(
    QuestionReadingEvidence Reading, long Version, Contribution Asker, ValueList<UsedAnswer> Answers) : IEvidence
{
    string? IEvidence.Of => Reading.Question.Value;

    /// <summary>Whether the author may read the question.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public QuestionReadingEvidence Reading { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Reading);

    /// <summary>Who asked it.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public Contribution Asker { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Asker);

    /// <summary>The answers that the note uses.</summary>
    /// <exception cref="ArgumentException">It is null, or holds null.</exception>
    public ValueList<UsedAnswer> Answers { get; init => field = Guard.Against.Gaps(value); } = Guard.Against.Gaps(Answers);

    /// <summary>The author may read the question, and every answer stands and goes as far as them.</summary>
    internal Ruling? RefuseUnlessUsable(PersonId author) =>
        Reading.Person == author && Reading.MayRead && Answers.All(answer => answer.Stands)
            ? null
            : Ruling.Refuse(Clauses.QuestionUsable, Condition.Evidence, null, Witness.Of(Reading.Question));

    /// <summary>
    /// The asker and those whose answers it uses, each once, without the author. What they consented to for the question is no
    /// consent to the note.
    /// </summary>
    internal IEnumerable<Contribution> NamedBeside(PersonId author) => Answers.Select(answer => answer.Giver).Prepend(Asker)
        .Where(contribution => contribution.Person != author)
        .GroupBy(contribution => contribution.Person, (_, same) => same.First() with { Consent = null });
}

/// <summary>An answer that a note uses.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Giver">Who gave it, and from where.</param>
/// <param name="Stands">Whether it stands, and goes as far as the author of the note.</param>
public sealed record UsedAnswer(int Number, Contribution Giver, bool Stands)
{
    /// <summary>Who gave it.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public Contribution Giver { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Giver);
}

public sealed partial record Question
{
    /// <summary>
    /// What this record says for a note that is written from the question. Null while nobody has asked it, and where there is no
    /// answer of such a number.
    /// </summary>
    /// <param name="reading">Whether the author may read it.</param>
    /// <param name="answers">The numbers of the answers that the note uses.</param>
    /// <param name="at">When.</param>
    /// <exception cref="ArgumentNullException">One of them is null.</exception>
    public QuestionUse? UseFor(QuestionReadingEvidence reading, ValueList<int> answers, Instant at)
    {
        Guard.Against.Null(reading);
        Guard.Against.Null(answers);
        return Asker is not { } asker || answers.Any(number => FindAnswer(number) is null) ? null : new(
            reading, Version, asker with { Consent = null },
            answers.Distinct().OrderBy(number => number).Select(number => FindAnswer(number)!).Select(answer => new UsedAnswer(
                answer.Number, answer.Giver with { Consent = null },
                !answer.IsWithdrawn && answer.IsReadBy(reading.Person, reading.IsInside, at))).ToValueList());
    }
}
