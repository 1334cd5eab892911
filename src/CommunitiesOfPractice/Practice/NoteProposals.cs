namespace CommunitiesOfPractice;

/// <summary>Endorse a version of a practice note (feature 63). Carried, it gives the note a mandate that says so (<see cref="Endorse"/>).</summary>
/// <param name="Note">Which note.</param>
/// <param name="What">Which version.</param>
public sealed record EndorseNote(NoteId Note, EndorseMatter What) : Proposal
{
    /// <summary>Which note.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public NoteId Note { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Note);

    /// <summary>Which version.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public EndorseMatter What { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(What);

    /// <inheritdoc/>
    public override Matter Matter => Matter.Endorse;

    /// <inheritdoc/>
    public override string Sentence => $"Endorse version {What.Edition} of the note {Note}";

    internal override IReadOnlyList<Event> TakeEffect(Sitting sitting, Decision decision, Result result) => [sitting.ShareMandate(decision, Note, What)];
}

/// <summary>
/// Let a version of a practice note reach further than the community. Carried, it gives the note a mandate that says so, word for word (<see cref="Widen"/>).
/// </summary>
/// <param name="Note">Which note.</param>
/// <param name="What">Which version, to which audience, by which links.</param>
public sealed record WidenNote(NoteId Note, WidenMatter What) : Proposal
{
    /// <summary>Which note.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public NoteId Note { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Note);

    /// <summary>Which version, to which audience, by which links.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public WidenMatter What { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(What);

    /// <inheritdoc/>
    public override Matter Matter => What.Audience switch
    {
        Audience.Linked => Matter.WidenToLinked,
        Audience.System => Matter.WidenToSystem,
        _ => Matter.WidenToPublic,
    };

    /// <inheritdoc/>
    public override string Sentence => $"Let {Readers} read version {What.Edition} of the note {Note}";

    private string Readers => What.Audience switch
    {
        Audience.Linked when What.NamedLinks is { } links => "those across the links " + string.Join(", ", links),
        Audience.Linked => "the linked communities",
        Audience.System => "everyone the host lists",
        _ => "anyone",
    };

    internal override IReadOnlyList<Event> TakeEffect(Sitting sitting, Decision decision, Result result) => [sitting.ShareMandate(decision, Note, What)];
}

/// <summary>
/// Pass a practice note on that came by one link, by another of one's own (law 9). Carried, it gives the note a mandate that says so (<see cref="PassOn"/>).
/// </summary>
/// <param name="Note">Which note.</param>
/// <param name="What">The link by which it came, and the link by which it goes on.</param>
public sealed record PassNoteOn(NoteId Note, PassOnMatter What) : Proposal
{
    /// <summary>Which note.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public NoteId Note { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Note);

    /// <summary>The link by which it came, and the link by which it goes on.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public PassOnMatter What { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(What);

    /// <inheritdoc/>
    public override Matter Matter => Matter.Link;

    /// <inheritdoc/>
    public override string Sentence => $"Pass the note {Note}, which came by the link {What.Via}, on by the link {What.To}";

    internal override IReadOnlyList<Event> TakeEffect(Sitting sitting, Decision decision, Result result) => [sitting.ShareMandate(decision, Note, What)];
}
