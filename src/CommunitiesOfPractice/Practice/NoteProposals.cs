namespace CommunitiesOfPractice;

/// <summary>
/// Endorse a version of a practice note (feature 63). When carried, it gives the note a mandate that says so
/// (<see cref="Endorse"/>).
/// </summary>
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

    private protected override string Said(Wording wording) => wording.Say("proposal.endorse-note", What.Edition, Note);

    internal override IReadOnlyList<Event> TakeEffect(Sitting sitting, Decision decision, Result result) =>
        [sitting.MandateFor(decision, StreamId.Of(Note), What)];
}

/// <summary>
/// Let a version of a practice note reach beyond the community. When carried, it gives the note a mandate that says so, word for
/// word (<see cref="Widen"/>).
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

    private protected override string Said(Wording wording) =>
        wording.Say("proposal.widen-note", Readers(wording), What.Edition, Note);

    private string Readers(Wording wording) => What is { Audience: Audience.Linked, NamedLinks: { } links }
        ? wording.Say("proposal.readers-across", wording.List(links.Select(link => link.Value)))
        : wording.Of(What.Audience);

    internal override IReadOnlyList<Event> TakeEffect(Sitting sitting, Decision decision, Result result) =>
        [sitting.MandateFor(decision, StreamId.Of(Note), What)];
}

/// <summary>
/// Pass on a practice note that came by one link, by another link of this community's own (law 9). When carried, it gives the
/// note a mandate that says so (<see cref="PassOn"/>).
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

    private protected override string Said(Wording wording) => wording.Say("proposal.pass-note-on", Note, What.Via, What.To);

    internal override IReadOnlyList<Event> TakeEffect(Sitting sitting, Decision decision, Result result) =>
        [sitting.MandateFor(decision, StreamId.Of(Note), What)];
}
