namespace CommunitiesOfPractice;

public sealed partial record PracticeNote
{
    /// <summary>
    /// What somebody may do with this note now, and why not the rest (law 11), in a stable order. Acts that need a choice nobody
    /// could guess (another person, another note, a link, a date) are left out.
    /// </summary>
    /// <param name="by">As a member of its home, or of the community that is to be it.</param>
    /// <param name="at">When.</param>
    /// <exception cref="ArgumentNullException"><paramref name="by"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="at"/> lies outside the <see cref="Years"/>.</exception>
    public IReadOnlyList<Option> OptionsFor(AsMember by, Instant at) =>
        [.. ActsFor(Guard.Against.Null(by)).Select(act => new Option(act, Ask(act, at)))];

    private IEnumerable<NoteAct> ActsFor(AsMember by)
    {
        var person = by.Evidence.Person;
        if (Content is null)
        {
            var words = Unsaid.Words;
            return [new DraftNote(by, new PracticeContent(words, words, words, PracticeOutcome.TooEarlyToSay, words))];
        }

        return
        [
            new ReviseNote(person, Content with { Title = Unsaid.Words }), new GiveConsent(person, new Consent(Audience.Public)),
            new RevokeConsent(person), new OfferNote(by),
            new ReviewNote(by, Edition, Unsaid.Words), new Endorse(by, new EndorseMatter(Edition)),
            new RecordFinding(by, Edition, Audience.Public, Unsaid.Name),
            .. Names.All<Audience>().Where(a => a > Audience.Community)
                .Select(a => new Widen(by, new WidenMatter(Edition, a, null))),
            .. Names.All<Audience>().Where(a => a < Decided).Select(a => new Narrow(person, a)),
            new LiftEmbargo(by), new LeaveNote(person), new WithdrawNote(person),
        ];
    }
}
