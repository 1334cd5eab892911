namespace CommunitiesOfPractice;

public sealed partial record PracticeNote
{
    /// <summary>
    /// What somebody may do with this note now, and why not the rest (law 11), in a stable order. What takes a choice that nobody could guess (another person,
    /// another note, a link, a
    /// date) is not among it.
    /// </summary>
    /// <param name="home">What the record of its home says of them.</param>
    /// <param name="at">When.</param>
    /// <exception cref="ArgumentNullException"><paramref name="home"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="at"/> lies outside the <see cref="Years"/>.</exception>
    public IReadOnlyList<Option> OptionsFor(HomeEvidence home, Instant at) =>
        [.. ActsFor(Guard.Against.Null(home)).Select(act => new Option(act, Ask(act, at)))];

    private IEnumerable<NoteAct> ActsFor(HomeEvidence home)
    {
        var (person, member) = (home.Person, new AsMember(home));
        if (Content is null)
        {
            var words = Unsaid.Words;
            return [new DraftNote(person, home, new PracticeContent(words, words, words, PracticeOutcome.TooEarlyToSay, words))];
        }

        return
        [
            new ReviseNote(person, Content with { Title = Unsaid.Words }), new GiveConsent(person, new Consent(Audience.Public)),
            new RevokeConsent(person), new OfferNote(person, home),
            new ReviewNote(person, home, Edition, Unsaid.Words), new Endorse(member, new EndorseMatter(Edition)),
            new RecordFinding(person, home, Edition, Audience.Public, Unsaid.Name),
            .. Names.All<Audience>().Where(a => a > Audience.Community).Select(a => new Widen(member, new WidenMatter(Edition, a, null))),
            .. Names.All<Audience>().Where(a => a < Decided).Select(a => new Narrow(person, a)),
            new LiftEmbargo(person, home), new LeaveNote(person), new WithdrawNote(person),
        ];
    }
}
