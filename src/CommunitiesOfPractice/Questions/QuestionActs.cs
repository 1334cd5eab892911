namespace CommunitiesOfPractice;

/// <summary>An act on a question by a person.</summary>
/// <param name="By">Who acts. <c>default</c> is refused.</param>
public abstract record PersonalQuestionAct(PersonId By) : QuestionAct, IDoneBy<PersonId>
{
    /// <summary>Who acts.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public PersonId By { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(By);

    /// <inheritdoc/>
    public sealed override PersonId? Actor => By;

    internal override Act? DoneBy(PersonId person) => this with { By = person };
}

/// <summary>
/// An act on a question that rests on what the record of its community says of the person. So somebody who has left, is away, on
/// leave, suspended or barred may not do it (law 3).
/// </summary>
/// <param name="By">Who acts. <c>default</c> is refused.</param>
/// <param name="Home">What the record of the question's community says of them.</param>
public abstract record HomeQuestionAct(PersonId By, AskingEvidence Home) : PersonalQuestionAct(By)
{
    /// <summary>What the community's record says.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public AskingEvidence Home { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Home);

    // The evidence is of this key.
    internal sealed override Act? DoneBy(PersonId person) => null;

    private protected Ruling Allow(Clause clause, QuestionEventFromHome happened) =>
        Ruling.Allow(clause, Witness.Of(Home.Community), happened with { Evidence = Home });
}

/// <summary>An act on a question by somebody who may read it.</summary>
/// <param name="By">Who acts. <c>default</c> is refused.</param>
/// <param name="Reading">That they may read it.</param>
public abstract record ReadersQuestionAct(PersonId By, QuestionReadingEvidence Reading) : PersonalQuestionAct(By)
{
    /// <summary>That they may read it.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public QuestionReadingEvidence Reading { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Reading);

    // The evidence is of this key.
    internal sealed override Act? DoneBy(PersonId person) => null;
}
