namespace CommunitiesOfPractice;

/// <summary>
/// Answers a question. Whoever may read a question may answer it, and says how far the answer goes: inside the community, or
/// wherever the question goes. Refused, in this order: the question has not been asked, is withdrawn, is settled, or points
/// elsewhere; the evidence does not let this person read it; the answer would go further than linked communities; the consent
/// would have ended already.
/// </summary>
/// <param name="By">Who answers. <c>default</c> is refused.</param>
/// <param name="Reading">That they may read the question.</param>
/// <param name="Text">What they answer.</param>
/// <param name="Consent">How far the answer goes, until when, and how they are named.</param>
/// <param name="Role">The role or profession they answer in; null where it is not to be recorded.</param>
/// <param name="Organisation">The organisation they answer from; null where it is not to be recorded.</param>
public sealed record AnswerQuestion(
    PersonId By, QuestionReadingEvidence Reading, FreeText Text, Consent Consent, DirectoryGroup? Role = null,
    DirectoryGroup? Organisation = null) : ReadersQuestionAct(By, Reading)
{
    /// <summary>What they answer.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public FreeText Text { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Text);

    /// <summary>How far the answer goes, until when, and how they are named.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public Consent Consent { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Consent);

    /// <summary>The role or profession they answer in; null where it is not to be recorded.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public DirectoryGroup? Role { get; init => field = Guard.Against.Unset(value); } = Guard.Against.Unset(Role);

    /// <summary>The organisation they answer from; null where it is not to be recorded.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public DirectoryGroup? Organisation { get; init => field = Guard.Against.Unset(value); } = Guard.Against.Unset(Organisation);

    internal override IEnumerable<Instant?> Dates => [Consent.Until];

    internal override Ruling Rule(Question question, Instant at) =>
        question.RefuseUnlessTakesAnswers()
        ?? question.RefuseUnlessReads(By, Reading)
        ?? question.RefuseUnlessReaches(Consent, consent => this with { Consent = consent }, at)
        ?? Ruling.Allow(
            Clauses.AnsweringQuestion, question.Self,
            new QuestionAnswered(
                question.Answered.Count + 1, new Contribution(By, Role, Organisation) { Consent = Consent }, Text,
                Reading.Position));
}

/// <summary>
/// The giver of an answer says how far it goes, until when, and how they are named. This replaces what they said before, at once,
/// whatever their standing and whatever became of the question (law 3). Refused, in this order: the question has not been asked;
/// there is no such answer, or it is withdrawn; the person did not give it; it would go further than linked communities; the
/// consent would have ended already; they said exactly this already.
/// </summary>
/// <param name="By">Who answered. <c>default</c> is refused.</param>
/// <param name="Number">The number of the answer.</param>
/// <param name="Consent">How far the answer goes, until when, and how they are named.</param>
public sealed record ChangeAnswerConsent(PersonId By, int Number, Consent Consent) : PersonalQuestionAct(By)
{
    /// <summary>How far the answer goes, until when, and how they are named.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public Consent Consent { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Consent);

    internal override IEnumerable<Instant?> Dates => [Consent.Until];

    internal override Ruling Rule(Question question, Instant at) =>
        question.RefuseUnlessAsked()
        ?? question.RefuseUnlessGiver(Number, By)
        ?? question.RefuseUnlessReaches(Consent, consent => this with { Consent = consent }, at)
        ?? (question.FindAnswer(Number)!.Giver.Consent == Consent
            ? Ruling.Refuse(Clauses.ConsentStands, Condition.Novelty, By.Value, Witness.Of(By))
            : null)
        ?? Ruling.Allow(Clauses.LettingAnswerGo, Witness.Of(By), new AnswerConsentChanged(Number, Consent));
}

/// <summary>
/// Withdraws an answer, at once and for good, whatever one's standing and whatever became of the question (law 3). Refused where
/// the question has not been asked, there is no such answer, it is withdrawn already, or the person did not give it.
/// </summary>
/// <param name="By">Who answered. <c>default</c> is refused.</param>
/// <param name="Number">The number of the answer.</param>
public sealed record WithdrawAnswer(PersonId By, int Number) : PersonalQuestionAct(By)
{
    internal override Ruling Rule(Question question, Instant at) =>
        question.RefuseUnlessAsked()
        ?? question.RefuseUnlessGiver(Number, By)
        ?? Ruling.Allow(Clauses.WithdrawingAnswer, Witness.Of(By), new AnswerWithdrawn(Number));
}

/// <summary>
/// The asker says whether an answer helped, and what they did with it. It stays with the answer wherever the question points
/// later, and they may correct it. Refused, in this order: the question has not been asked, or is withdrawn; the person did not
/// ask it; there is no such answer, it is withdrawn, or it does not go as far as them; they said exactly this already.
/// </summary>
/// <param name="By">Who asked. <c>default</c> is refused.</param>
/// <param name="Number">The number of the answer.</param>
/// <param name="Helped">Whether it helped.</param>
/// <param name="What">What they did with it, if they care to say.</param>
public sealed record SayHelped(PersonId By, int Number, bool Helped, FreeText? What = null) : PersonalQuestionAct(By)
{
    internal override Ruling Rule(Question question, Instant at) =>
        question.RefuseUnlessStanding()
        ?? question.RefuseUnlessAsker(By)
        ?? question.RefuseUnlessAnswered(Number)
        ?? question.RefuseUnlessGoesTo(Number, By, true, at)
        ?? (question.FindAnswer(Number) is var answer && answer!.Helped == Helped && answer.HelpedWhat == What
            ? Ruling.Refuse(Clauses.HelpedAlready, Condition.Novelty, OfWhat.Number(Number), Witness.Of(By))
            : null)
        ?? Ruling.Allow(Clauses.SayingHelped, Witness.Of(By), new AnswerHelped(Number, Helped, What));
}

/// <summary>
/// Says that one has this question too. Only how many do is ever shown, and only from the smallest number that the charter tells
/// of. Refused, in this order: the question has not been asked, or is withdrawn; the evidence does not let this person read it;
/// they asked it themself; they said so already.
/// </summary>
/// <param name="By">Who. <c>default</c> is refused.</param>
/// <param name="Reading">That they may read the question.</param>
public sealed record SayWeHaveItToo(PersonId By, QuestionReadingEvidence Reading) : ReadersQuestionAct(By, Reading)
{
    internal override Ruling Rule(Question question, Instant at) =>
        question.RefuseUnlessStanding()
        ?? question.RefuseUnlessReads(By, Reading)
        ?? (question.IsBy(By) || question.HasItToo(By)
            ? Ruling.Refuse(Clauses.HasItTooAlready, Condition.Novelty, By.Value, Witness.Of(By))
            : null)
        ?? Ruling.Allow(Clauses.HavingItToo, question.Self, new HaveItTooSaid(By, Reading.Position));
}

/// <summary>
/// Takes back that one has this question too, whatever one's standing and whatever became of the question (law 3). Refused where
/// the question has not been asked, or the person has not said so.
/// </summary>
/// <param name="By">Who. <c>default</c> is refused.</param>
public sealed record TakeBackWeHaveItToo(PersonId By) : PersonalQuestionAct(By)
{
    internal override Ruling Rule(Question question, Instant at) =>
        question.RefuseUnlessAsked()
        ?? (question.HasItToo(By)
            ? null
            : Ruling.Refuse(Clauses.HasItNot, Condition.Existence, By.Value, Witness.Of(By)))
        ?? Ruling.Allow(Clauses.TakingBackHavingIt, Witness.Of(By), new HaveItTooTakenBack(By));
}
