namespace CommunitiesOfPractice;

/// <summary>
/// Asks peers in a community. Members and observers may ask from their first day, unless the charter leaves asking to members
/// only. The asker says how far the question goes and how they are named. Refused, in this order: it has been asked; the evidence
/// is not this person's; the charter does not let them ask; it would go further than linked communities; the consent would have
/// ended already.
/// </summary>
/// <param name="By">Who asks. <c>default</c> is refused.</param>
/// <param name="Home">What the record of the community says of them. It says in which community they ask.</param>
/// <param name="Content">What is asked.</param>
/// <param name="Consent">How far it goes, until when, and how they are named.</param>
/// <param name="Role">The role or profession they ask in; null where it is not to be recorded.</param>
/// <param name="Organisation">The organisation they ask from; null where it is not to be recorded.</param>
public sealed record AskQuestion(
    PersonId By, AskingEvidence Home, QuestionContent Content, Consent Consent, DirectoryGroup? Role = null,
    DirectoryGroup? Organisation = null) : HomeQuestionAct(By, Home)
{
    /// <summary>What is asked.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public QuestionContent Content { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Content);

    /// <summary>How far it goes, until when, and how they are named.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public Consent Consent { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Consent);

    /// <summary>The role or profession they ask in; null where it is not to be recorded.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public DirectoryGroup? Role { get; init => field = Guard.Against.Unset(value); } = Guard.Against.Unset(Role);

    /// <summary>The organisation they ask from; null where it is not to be recorded.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public DirectoryGroup? Organisation { get; init => field = Guard.Against.Unset(value); } = Guard.Against.Unset(Organisation);

    internal override IEnumerable<Instant?> Dates => [Consent.Until];

    internal override Ruling Rule(Question question, Instant at) =>
        (question.Status == QuestionStatus.Unknown
            ? null
            : Ruling.Refuse(Clauses.QuestionAskedAlready, Condition.Novelty, question.Id.Value, question.Self))
        ?? (Home.Person == By && Home.MayAsk
            ? null
            : Ruling.Refuse(
                Clauses.WhoMayAsk, Condition.Membership, Home.TakesPart ? null : OfWhat.ActingMember, Witness.Of(Home.Community)))
        ?? question.RefuseUnlessReaches(Consent, consent => this with { Consent = consent }, at)
        ?? Allow(
            Clauses.AskingQuestion,
            new QuestionAsked(Home.Community, Content, new Contribution(By, Role, Organisation) { Consent = Consent }));
}

/// <summary>
/// Asks the same question in other words, while it is open. Whoever carried it looked at the words before, so it is carried over
/// no link until somebody carries it again. The asker may do this whatever their standing (law 3). Refused, in this order: it has
/// not been asked, is withdrawn, or is settled; the person did not ask it; it says this already.
/// </summary>
/// <param name="By">Who asked. <c>default</c> is refused.</param>
/// <param name="Content">What is asked.</param>
public sealed record ReviseQuestion(PersonId By, QuestionContent Content) : PersonalQuestionAct(By)
{
    /// <summary>What is asked.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public QuestionContent Content { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Content);

    internal override Ruling Rule(Question question, Instant at) =>
        question.RefuseUnlessOpen()
        ?? question.RefuseUnlessAsker(By)
        ?? (Content == question.Content
            ? Ruling.Refuse(Clauses.QuestionSaysThis, Condition.Novelty, null, question.Self)
            : null)
        ?? Ruling.Allow(Clauses.RevisingQuestion, Witness.Of(By), new QuestionRevised(Content));
}

/// <summary>
/// The asker says how far the question goes, until when, and how they are named. This replaces what they said before, at once,
/// whatever their standing (law 3). Its answers keep what their givers said. Refused, in this order: it has not been asked, or is
/// withdrawn; the person did not ask it; it would go further than linked communities; the consent would have ended already; they
/// said exactly this already.
/// </summary>
/// <param name="By">Who asked. <c>default</c> is refused.</param>
/// <param name="Consent">How far it goes, until when, and how they are named.</param>
public sealed record ChangeQuestionConsent(PersonId By, Consent Consent) : PersonalQuestionAct(By)
{
    /// <summary>How far it goes, until when, and how they are named.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public Consent Consent { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Consent);

    internal override IEnumerable<Instant?> Dates => [Consent.Until];

    internal override Ruling Rule(Question question, Instant at) =>
        question.RefuseUnlessStanding()
        ?? question.RefuseUnlessAsker(By)
        ?? question.RefuseUnlessReaches(Consent, consent => this with { Consent = consent }, at)
        ?? (question.Asker!.Consent == Consent
            ? Ruling.Refuse(Clauses.ConsentStands, Condition.Novelty, By.Value, Witness.Of(By))
            : null)
        ?? Ruling.Allow(Clauses.LettingQuestionGo, Witness.Of(By), new QuestionConsentChanged(Consent));
}

/// <summary>
/// Withdraws a question, at once and for good, whatever one's standing (law 3). From now on nobody reads it. Its answers are left
/// to those who gave them. Refused where it has not been asked, is withdrawn already, or the person did not ask it.
/// </summary>
/// <param name="By">Who asked. <c>default</c> is refused.</param>
/// <param name="Reason">Why, if they care to say.</param>
public sealed record WithdrawQuestion(PersonId By, FreeText? Reason = null) : PersonalQuestionAct(By)
{
    internal override Ruling Rule(Question question, Instant at) =>
        question.RefuseUnlessStanding()
        ?? question.RefuseUnlessAsker(By)
        ?? Ruling.Allow(Clauses.WithdrawingQuestion, Witness.Of(By), new QuestionWithdrawn(Reason));
}

/// <summary>
/// Settles a question: it is read as before, and answered no more until somebody opens it again. Refused, in this order: it has
/// not been asked, is withdrawn, or is settled already; the evidence is not this person's in its community; they did not ask it,
/// or take no part there any more, and do not steward its knowledge.
/// </summary>
/// <param name="By">Who settles it. <c>default</c> is refused.</param>
/// <param name="Home">What the record of the question's community says of them.</param>
public sealed record SettleQuestion(PersonId By, AskingEvidence Home) : HomeQuestionAct(By, Home)
{
    internal override Ruling Rule(Question question, Instant at) =>
        question.RefuseUnlessOpen()
        ?? question.RefuseUnlessLooksAfter(By, Home)
        ?? Allow(Clauses.SettlingQuestion, new QuestionSettled());
}

/// <summary>
/// Opens a settled question again. It is the same question, with its answers. Refused, in this order: it has not been asked, or
/// is withdrawn; it is not settled; the evidence is not this person's in its community; they did not ask it, or take no part
/// there any more, and do not steward its knowledge.
/// </summary>
/// <param name="By">Who opens it again. <c>default</c> is refused.</param>
/// <param name="Home">What the record of the question's community says of them.</param>
public sealed record ReopenQuestion(PersonId By, AskingEvidence Home) : HomeQuestionAct(By, Home)
{
    internal override Ruling Rule(Question question, Instant at) =>
        question.RefuseUnlessStanding()
        ?? (question.Status == QuestionStatus.Settled
            ? null
            : Ruling.Refuse(Clauses.QuestionNotSettled, Condition.Existence, question.Id.Value, question.Self))
        ?? question.RefuseUnlessLooksAfter(By, Home)
        ?? Allow(Clauses.ReopeningQuestion, new QuestionReopened());
}
