namespace CommunitiesOfPractice;

/// <summary>
/// One line of the record: the envelope around an event. Its fields, and the chain over them, are the storage format and do not
/// change (feature 83).
/// </summary>
/// <param name="Stream">Whose history this is.</param>
/// <param name="Version">Which line: 1, 2, 3 and so on without a gap.</param>
/// <param name="At">When. Never earlier than the line before: an earlier instant is raised to it (law 12).</param>
/// <param name="By">Who did it; null for what fell due by itself and for what the host reported.</param>
/// <param name="Clause">The rule under which it was allowed.</param>
/// <param name="Under">What it rests on: the decision, office or mandate, where there is one.</param>
/// <param name="Event">What happened.</param>
public sealed record Entry(StreamId Stream, long Version, Instant At, PersonId? By, Clause Clause, Witness? Under, Event Event)
{
    /// <summary>
    /// The tamper-evident link to the line before: a hash over it and over everything in this line, with people and free text as
    /// commitments (law 13). Null until a chain has covered the line.
    /// </summary>
    public string? Hash { get; init; }

    /// <summary>
    /// Which request wrote this line, so that the same request, sent again, is recognised and not done twice. It is a digest of
    /// what the host was given, 32 lower-case hexadecimal digits. It says nothing about anybody. Null where the host keeps none.
    /// </summary>
    /// <exception cref="ArgumentException">It is something else.</exception>
    public string? Request
    {
        get;
        init => field = value is null || Hex.Is(value, RequestDigits)
            ? value
            : throw new ArgumentException("A request is 32 lower-case hexadecimal digits.", nameof(value));
    }

    private const int RequestDigits = 32;

    /// <summary>What was written, where that was under an earlier schema; the chain covers it.</summary>
    internal OlderForm? Older { get; init; }
}

/// <summary>
/// Something that happened. Events are the storage format. Each has a wire name of its own, apart from the name of its type, and
/// a schema version. Old events are upcast, and unknown ones are refused.
/// </summary>
public abstract record Event
{
    private protected Event()
    {
    }

    /// <summary>In what kind of stream it happens. Internal, so that nobody outside adds an event.</summary>
    internal abstract StreamKind In { get; }
}

/// <summary>The kinds of stream.</summary>
public enum StreamKind
{
    /// <summary>A community.</summary>
    Community,
    /// <summary>A link across a boundary.</summary>
    Link,
    /// <summary>A practice note, or a bundle of them.</summary>
    Note,
    /// <summary>An adopter's record of one version of one note.</summary>
    Adoption,
    /// <summary>A gathering of peers.</summary>
    Gathering,
    /// <summary>A question that a peer asks peers.</summary>
    Question,
}

/// <summary>Which history: a kind and an id, written <c>kind:id</c>. <c>default</c> has no id.</summary>
[System.Text.Json.Serialization.JsonConverter(typeof(StreamIdConverter))]
public readonly record struct StreamId : IComparable<StreamId>, IStableHash
{
    private readonly string? _id;

    private StreamId(StreamKind kind, string id) => (Kind, _id) = (kind, id);

    /// <summary>What it is the history of.</summary>
    public StreamKind Kind { get; }

    /// <summary>Of which one.</summary>
    /// <exception cref="InvalidOperationException">This is <c>default</c>.</exception>
    public string Id => KeyFormat.Given(_id, nameof(StreamId));

    int IStableHash.StableHash => StableHashing.Of(Id);

    /// <summary>The history of a community.</summary>
    public static StreamId Of(CommunityId community) => new(StreamKind.Community, community.Value);

    /// <summary>The history of a link.</summary>
    public static StreamId Of(LinkId link) => new(StreamKind.Link, link.Value);

    /// <summary>The history of a practice note.</summary>
    public static StreamId Of(NoteId note) => new(StreamKind.Note, note.Value);

    /// <summary>The history of an adoption.</summary>
    public static StreamId Of(AdoptionId adoption) => new(StreamKind.Adoption, adoption.Value);

    /// <summary>The history of a gathering.</summary>
    public static StreamId Of(GatheringId gathering) => new(StreamKind.Gathering, gathering.Value);

    /// <summary>The history of a question.</summary>
    public static StreamId Of(QuestionId question) => new(StreamKind.Question, question.Value);

    /// <summary>Its id, where it is of this kind.</summary>
    internal string Of(StreamKind kind) =>
        _id is not null && Kind == kind
            ? _id
            : throw new ArgumentException($"{this} is not the history of a {Names.Of(kind)}.", nameof(kind));

    /// <summary>
    /// Reads <c>kind:id</c>, of any stream that a record may hold. Whether something new may have such an id,
    /// <see cref="KeyFormat.IsWellFormed"/> says.
    /// </summary>
    /// <exception cref="FormatException">The text is not a stream's id.</exception>
    public static StreamId Parse(string text)
    {
        var colon = Guard.Against.Null(text).IndexOf(':');
        return colon > 0 && Names.Read<StreamKind>(text.Substring(0, colon)) is { } kind
            && KeyFormat.Unreadable(text.Substring(colon + 1)) is null
            ? new(kind, text.Substring(colon + 1))
            : throw new FormatException($"'{text}' is not a stream: write kind:id, such as community:maternity.");
    }

    /// <summary>By kind, then by ordinal order of the ids.</summary>
    public int CompareTo(StreamId other) =>
        Kind != other.Kind ? Kind.CompareTo(other.Kind) : string.CompareOrdinal(_id, other._id);

    /// <summary><c>kind:id</c>; <c>(none)</c> for <c>default</c>.</summary>
    public override string ToString() => _id is null ? "(none)" : Names.Of(Kind) + ":" + _id;
}
