namespace CommunitiesOfPractice;

public sealed partial record Adoption
{
    /// <summary>
    /// What somebody may do in this adoption now in one capacity, and why not the rest (law 11), in a stable order. Each option
    /// says what it asks (<see cref="Option.Asks"/>).
    /// </summary>
    /// <param name="by">In what capacity.</param>
    /// <param name="at">When.</param>
    /// <param name="reading">That they may read the note, for considering it, for the first time or again; null leaves that
    /// out.</param>
    /// <exception cref="ArgumentNullException"><paramref name="by"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="at"/> lies outside the <see cref="Years"/>.</exception>
    public IReadOnlyList<Option> OptionsFor(Capacity by, Instant at, ReadingEvidence? reading = null) =>
        [.. ActsFor(Guard.Against.Null(by), reading).Select(act => new Option(act, Ask(act, at)))];

    private static IEnumerable<AdoptionAct> ActsFor(Capacity by, ReadingEvidence? reading)
    {
        var words = Unsaid.Words;
        return
        [
            .. reading is null ? Array.Empty<AdoptionAct>() : [new ConsiderNote(by, reading)],
            new Adopt(by, words), new Adapt(by, words, words), new DeclineNote(by, words), new Abandon(by, words),
                new TakeOwnership(by),
            new ReportOutcome(by, PracticeOutcome.TooEarlyToSay, words), new TellStory(by, ValueCycle.Immediate, words),
        ];
    }
}
