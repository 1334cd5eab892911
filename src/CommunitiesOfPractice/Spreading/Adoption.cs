namespace CommunitiesOfPractice;

/// <summary>What an adopter has made of a note.</summary>
public enum AdoptionStatus
{
    /// <summary>Nothing yet.</summary>
    Unknown,
    /// <summary>They are considering it.</summary>
    Considering,
    /// <summary>They took it as it is. It never means that anything improved (law 10).</summary>
    Adopted,
    /// <summary>They changed it to fit.</summary>
    Adapted,
    /// <summary>They decided against it.</summary>
    Declined,
    /// <summary>They took it up and gave it up.</summary>
    Abandoned,
}

/// <summary>
/// An adopter's own record of one version of one note (law 10). Nobody pushes a note on an adopter. What they made of it, and
/// why, flows back to the source and never edits it. It is a value, built from its events.
/// </summary>
public sealed partial record Adoption : IStreamState<Adoption>
{
    private Adoption(AdoptionId id) => Id = id;

    /// <summary>Which adoption.</summary>
    public AdoptionId Id { get; }

    /// <summary>How many events its history has.</summary>
    public long Version { get; internal init; }

    /// <summary>The instant of its last event; the earliest instant there is, before the first.</summary>
    public Instant LastAt { get; internal init; } = Instant.MinValue;

    /// <summary>What has become of it.</summary>
    public AdoptionStatus Status { get; internal init; }

    /// <summary>Which note; <c>default</c> before it was considered.</summary>
    public NoteId Note { get; internal init; }

    /// <summary>Which version of it.</summary>
    public int Edition { get; internal init; }

    /// <summary>Who adopts; null before it was considered.</summary>
    public Party? Adopter { get; internal init; }

    /// <summary>Who looks after it there; <c>default</c> before it was considered.</summary>
    public PersonId Owner { get; internal init; }

    /// <summary>What it is like there; null where they did not say.</summary>
    public FreeText? Context { get; internal init; }

    /// <summary>The settings of care there.</summary>
    public ValueList<DirectoryGroup> Settings { get; internal init; } = ValueList<DirectoryGroup>.Empty;

    /// <summary>What they changed, where they adapted it.</summary>
    public FreeText? Changed { get; internal init; }

    /// <summary>Their own note of what they made of it, where they wrote one: the lineage of adaptations.</summary>
    public NoteId? WrittenUpAs { get; internal init; }

    /// <summary>Why they did what they did; null while they consider.</summary>
    public FreeText? Why { get; internal init; }

    /// <summary>What came of it there, in the order in which it was reported.</summary>
    public ValueList<OutcomeReport> Outcomes { get; internal init; } = ValueList<OutcomeReport>.Empty;

    /// <summary>What it was worth, told in cycles of value. A story may start in any cycle.</summary>
    public ValueList<ValueStory> Stories { get; internal init; } = ValueList<ValueStory>.Empty;

    StreamId IStreamState.Stream => StreamId.Of(Id);

    DueAt? IStreamState.NextDue => null;

    SecondKeys IStreamState.SecondKeys => SecondKeys;

    internal SecondKeys SecondKeys { get; init; } = SecondKeys.None;

    /// <summary>An adoption that has nothing recorded: the first act in it is <c>ConsiderNote</c>.</summary>
    /// <exception cref="ArgumentException"><paramref name="id"/> is <c>default</c>.</exception>
    public static Adoption Unknown(AdoptionId id) => new(Guard.Against.Default(id));

    /// <summary>Builds the adoption from its stored events: all of them, from the first on.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="history"/> is null.</exception>
    /// <exception cref="RecordException">The history is empty, has a gap, or holds events of another stream or kind.</exception>
    public static Adoption Replay(IEnumerable<Entry> history) =>
        Replaying.Whole(history, StreamKind.Adoption, id => Unknown(AdoptionId.Known(id)));

    /// <summary>This adoption after some more events.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="entries"/> is null.</exception>
    /// <exception cref="RecordException">They do not continue this history.</exception>
    public Adoption After(IEnumerable<Entry> entries) => Replaying.After(this, entries, Happen);

    Adoption IStreamState<Adoption>.Apply(IReadOnlyList<Entry> entries) => After(entries);

    Adoption IStreamState<Adoption>.Apply(Entry entry) => Replaying.After(this, entry, Happen);

    private static Adoption Happen(Adoption adoption, Entry entry) =>
        adoption.Status == AdoptionStatus.Unknown && entry.Event is not NoteConsidered
            ? throw new InvalidOperationException("An adoption begins with considering.")
            : ((AdoptionEvent)entry.Event).Apply(adoption with { Version = entry.Version, LastAt = entry.At }, entry);

    Ruling IStreamState<Adoption>.Fall(Due due, Instant at) =>
        throw new InvalidOperationException("Nothing falls due in an adoption.");

    /// <summary>
    /// Whether an act may be done at an instant, and why. It changes nothing. An instant before <see cref="LastAt"/> is raised to
    /// it.
    /// </summary>
    /// <exception cref="ArgumentNullException"><paramref name="act"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="at"/> lies outside the <see cref="Years"/>.</exception>
    public Answer Ask(IActOn<Adoption> act, Instant at) => Runner.Try(this, (Act)Guard.Against.Null(act), at).Answer;

    /// <summary>
    /// Does an act: the answer that <see cref="Ask"/> gives, the events to append, and the adoption after them. A refusal appends
    /// nothing.
    /// </summary>
    /// <exception cref="ArgumentNullException"><paramref name="act"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="at"/> lies outside the <see cref="Years"/>.</exception>
    public Done<Adoption> Do(IActOn<Adoption> act, Instant at) => Runner.Do(this, (Act)Guard.Against.Null(act), at);
}

/// <summary>What came of a practice where it was taken up.</summary>
/// <param name="Outcome">What.</param>
/// <param name="Happened">What happened.</param>
/// <param name="At">When it was reported.</param>
public sealed record OutcomeReport(PracticeOutcome Outcome, FreeText Happened, Instant At);

/// <summary>A step of a value story (feature 79).</summary>
/// <param name="Cycle">In which cycle.</param>
/// <param name="Words">The story.</param>
/// <param name="Indicator">What would show it, by name; null where there is none.</param>
/// <param name="At">When it was told.</param>
public sealed record ValueStory(ValueCycle Cycle, FreeText Words, string? Indicator, Instant At);
