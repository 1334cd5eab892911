namespace CommunitiesOfPractice;

public sealed partial record Question
{
    /// <summary>
    /// What somebody may do with this question now, and why not the rest (law 11), in a stable order: what its readers do, what
    /// its asker and the givers of answers do, and what those do who look after it or carry links. Pointing to another question
    /// or a note is left out, because nobody could guess to which. Empty where nobody has asked it. Each option says what it asks
    /// (<see cref="Option.Asks"/>).
    /// </summary>
    /// <param name="reading">Whether they may read it.</param>
    /// <param name="home">What the record of its community says of them; null where it is closed.</param>
    /// <param name="links">What they are to each link that it could be carried over.</param>
    /// <param name="at">When.</param>
    /// <exception cref="ArgumentNullException"><paramref name="reading"/> or <paramref name="links"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="at"/> lies outside the <see cref="Years"/>.</exception>
    public IReadOnlyList<Option> OptionsFor(
        QuestionReadingEvidence reading, AskingEvidence? home, IEnumerable<CarryingEvidence> links, Instant at)
    {
        Guard.Against.OutsideYears(at);
        return [.. ActsFor(Guard.Against.Null(reading), home, [.. Guard.Against.Null(links)], at)
            .Select(act => new Option(act, Ask(act, at)))];
    }

    private IEnumerable<QuestionAct> ActsFor(
        QuestionReadingEvidence reading, AskingEvidence? home, CarryingEvidence[] links, Instant at)
    {
        if (Content is not { } content) return [];
        var by = reading.Person;
        return
        [
            new AnswerQuestion(by, reading, Unsaid.Words, new Consent(Audience.Community)),
            new SayWeHaveItToo(by, reading), new TakeBackWeHaveItToo(by), new ReportQuestion(by, reading, Unsaid.Words),
            .. Answers.Where(answer => !answer.IsWithdrawn && answer.IsReadBy(by, reading.IsInside, at))
                .SelectMany(answer => OnAnswer(answer, reading)),
            new ReviseQuestion(by, content with { Title = Unsaid.Words }),
            new ChangeQuestionConsent(by, new Consent(Audience.Linked)), new WithdrawQuestion(by),
            .. links.SelectMany(link => new QuestionAct[]
            {
                new CarryQuestion(by, link, Unsaid.Name), new StopCarrying(by, link.Link.Link, link),
            }),
            .. Carried.Where(carried => links.All(link => link.Link.Link != carried.Link))
                .Select(carried => new StopCarrying(by, carried.Link)),
            .. home is null ? [] : OfHome(by, home),
        ];
    }

    private IEnumerable<QuestionAct> OnAnswer(PeerAnswer answer, QuestionReadingEvidence reading)
    {
        var by = reading.Person;
        return
        [
            new SayHelped(by, answer.Number, true), new SayHelped(by, answer.Number, false),
            new ReportAnswer(by, reading, answer.Number, Unsaid.Words),
            new ChangeAnswerConsent(by, answer.Number, new Consent(Audience.Linked)), new WithdrawAnswer(by, answer.Number),
        ];
    }

    private IEnumerable<QuestionAct> OfHome(PersonId by, AskingEvidence home) =>
    [
        new SettleQuestion(by, home), new ReopenQuestion(by, home), new StopPointing(by, home),
        .. home.SettlesReports
            ? Reports.Where(report => report.SettledAt is null).Select(report => new SettleReport(by, home, report.Number))
            : [],
    ];
}
