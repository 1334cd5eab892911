namespace CommunitiesOfPractice;

public sealed partial record Link
{
    /// <summary>
    /// What somebody may do on this link now in one capacity, and why not the rest (law 11), in a stable order. It is empty where
    /// nobody has offered the link yet. What a community's members must decide is refused, with the proposal that would decide it
    /// as the remedy. Each option says what it asks (<see cref="Option.Asks"/>).
    /// </summary>
    /// <param name="by">In what capacity.</param>
    /// <param name="at">When.</param>
    /// <exception cref="ArgumentNullException"><paramref name="by"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="at"/> lies outside the <see cref="Years"/>.</exception>
    public IReadOnlyList<Option> OptionsFor(Capacity by, Instant at)
    {
        Guard.Against.OutsideYears(at);
        return [.. ActsFor(Guard.Against.Null(by)).Select(act => new Option(act, Ask(act, at)))];
    }

    private IEnumerable<LinkAct> ActsFor(Capacity by)
    {
        if (Terms is not { } terms) return [];
        var words = Unsaid.Words;
        return
        [
            new AskAboutLink(by, words),
            .. Questions.Select((question, i) => (question, Number: i + 1)).Where(q => q.question.Answer is null)
                .Select(q => new AnswerAboutLink(by, q.Number, words)),
            new AcceptLink(by), new DeclineLink(by), new WithdrawOffer(by), new BeginBroking(by),
            .. by.Person is { } person ? new LinkAct[] { new StopBroking(person) } : [],
            new PlaceObject(by, Unsaid.Name, words), .. Objects.Select(thing => new ReadObject(by, thing.Name, words)),
            .. Kind == LinkKind.Leader && by.Person is { } leader ? new LinkAct[] { new AnswerAsLeader(leader, words) } : [],
            new PauseLink(by), new ResumeLink(by), new OfferTerms(by, terms with { Purpose = words }), new AcceptTerms(by),
                new EndLink(by),
        ];
    }
}
