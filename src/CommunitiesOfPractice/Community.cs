namespace CommunitiesOfPractice;

/// <summary>
/// A community of practice: people who share a concern, organise themselves, and learn from each other. It is what its history
/// says (law 12): a value that never changes, got by replaying events, asked with <see cref="Ask"/> and moved on with
/// <see cref="Do"/>. Two communities with the same history are equal. Safe to share between threads.
/// </summary>
public sealed partial class Community : IStreamState<Community>, IEquatable<Community>
{
    private Community(CommunityId id) => Id = id;

    internal Community(Draft draft)
    {
        Id = draft.Id;
        Version = draft.Version;
        LastAt = draft.LastAt;
        LastActivity = draft.LastActivity;
        Life = draft.Life;
        Charters = draft.Charters;
        Offices = draft.Offices.Freeze();
        Roll = draft.Roll.Freeze();
        Admissions = draft.Admissions;
        Docket = draft.Docket.Freeze();
        Agenda = draft.Agenda.Freeze();
        SecondKeys = draft.SecondKeys;
    }

    internal Community(CommunityId id, Snapshot.State state)
    {
        Id = id;
        Version = state.Version;
        LastAt = state.LastAt;
        LastActivity = state.LastActivity;
        Life = state.Life;
        Charters = state.Charters;
        Offices = state.Offices;
        Roll = state.Roll;
        Admissions = state.Admissions;
        Docket = state.Docket;
        Agenda = Agenda.Of(state.Agenda);
        SecondKeys = state.SecondKeys;
    }

    /// <summary>The community.</summary>
    public CommunityId Id { get; }

    /// <summary>How many events its history has. What is appended next must expect this number.</summary>
    public long Version { get; }

    /// <summary>The instant of its last event. Before the first event, the earliest instant there is.</summary>
    public Instant LastAt { get; } = Instant.MinValue;

    /// <summary>
    /// When a member last did something here: somebody who after the act was a member and counted (see
    /// <see cref="NoticeDormancy"/>). What an outsider did, what fell due and what the host reported leave it as it was. The
    /// founding is the first. Before it, this is the earliest instant there is.
    /// </summary>
    public Instant LastActivity { get; } = Instant.MinValue;

    internal Life Life { get; } = Life.None;

    internal ValueList<CharterVersion> Charters { get; } = ValueList<CharterVersion>.Empty;

    internal PersistentMap<OfficeId, OfficeHistory> Offices { get; } = PersistentMap<OfficeId, OfficeHistory>.Empty;

    internal Roll Roll { get; } = Roll.Empty;

    internal Admissions Admissions { get; } = Admissions.Empty;

    internal Docket Docket { get; } = Docket.Empty;

    internal Agenda Agenda { get; } = Agenda.Empty;

    internal SecondKeys SecondKeys { get; } = SecondKeys.None;

    StreamId IStreamState.Stream => StreamId.Of(Id);

    DueAt? IStreamState.NextDue => Agenda.Next;

    SecondKeys IStreamState.SecondKeys => SecondKeys;

    /// <summary>A community that nobody has proposed yet: the first act on it is <see cref="ProposeCommunity"/>.</summary>
    /// <exception cref="ArgumentException"><paramref name="id"/> is <c>default</c>.</exception>
    public static Community Unknown(CommunityId id) => new(Guard.Against.Default(id));

    /// <summary>The community that its stored events tell of, all of them from the first on.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="history"/> is null.</exception>
    /// <exception cref="RecordException">The history is empty, has a gap, or holds events of another stream or kind.</exception>
    public static Community Replay(IEnumerable<Entry> history)
    {
        Draft? draft = null;
        foreach (var entry in Guard.Against.Null(history))
        {
            draft ??= new Draft(Unknown(CommunityId.Known(Replaying.Begins(entry, StreamKind.Community))));
            draft.Apply(entry);
        }

        return draft is null ? throw new RecordException("A history of no events tells of no community.") : new(draft);
    }

    /// <summary>This community after some more events.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="entries"/> is null.</exception>
    /// <exception cref="RecordException">They do not continue this history.</exception>
    public Community After(IEnumerable<Entry> entries)
    {
        var draft = new Draft(this);
        foreach (var entry in Guard.Against.Null(entries)) draft.Apply(entry);
        return draft.Version == Version ? this : new(draft);
    }

    Community IStreamState<Community>.Apply(IReadOnlyList<Entry> entries) => After(entries);

    Community IStreamState<Community>.Apply(Entry entry) => After([entry]);

    Ruling IStreamState<Community>.Fall(Due due, Instant at) => ((CommunityDue)due).Fall(new Sitting(this, at));

    /// <summary>
    /// Whether an act may be done at an instant, and why. It changes nothing. It assumes that what is due by then has happened.
    /// An instant before <see cref="LastAt"/> is raised to it, so a far instant holds its stream: after an act in the year 2126
    /// every later act happens in 2126, and what is open closes then. The library bounds the <see cref="Years"/> and reads no
    /// clock. The host makes sure that a time is the right one.
    /// </summary>
    /// <exception cref="ArgumentNullException"><paramref name="act"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="at"/> lies outside the <see cref="Years"/>.</exception>
    public Answer Ask(IActOn<Community> act, Instant at) => Runner.Try(this, (Act)Guard.Against.Null(act), at).Answer;

    /// <summary>
    /// Does an act at an instant: the answer that <see cref="Ask"/> gives, the events to append, and the community after them. A
    /// refusal appends nothing. An instant before <see cref="LastAt"/> is raised to it, as for <see cref="Ask"/>: an act at a far
    /// instant holds the community there.
    /// </summary>
    /// <exception cref="ArgumentNullException"><paramref name="act"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="at"/> lies outside the <see cref="Years"/>.</exception>
    public Done<Community> Do(IActOn<Community> act, Instant at) => Runner.Do(this, (Act)Guard.Against.Null(act), at);

    /// <summary>Records everything that has fallen due by an instant. However often you ask, the result is the same.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="at"/> lies outside the <see cref="Years"/>.</exception>
    public Done<Community> Settle(Instant at) => Runner.Settle(this, at, Witness.Of(Id));

    /// <summary>The community as it is at an instant. It assumes that everything due by then has happened.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="at"/> lies outside the <see cref="Years"/>.</exception>
    public Community At(Instant at) => Settle(at).After;

    /// <summary>The same history: equal in every part.</summary>
    public bool Equals(Community? other) =>
        ReferenceEquals(this, other)
        || (other is not null && Id == other.Id && Version == other.Version && LastAt == other.LastAt
            && LastActivity == other.LastActivity && Life == other.Life
            && Charters == other.Charters && Offices.Equals(other.Offices) && Roll == other.Roll && Admissions == other.Admissions
            && Docket == other.Docket && Agenda.Equals(other.Agenda) && SecondKeys == other.SecondKeys);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Community);

    /// <inheritdoc/>
    public override int GetHashCode() => unchecked(Id.GetHashCode() * 31 + Version.GetHashCode());

    /// <summary>Its id, its version and its status.</summary>
    public override string ToString() => $"{Id}@{Version} {Status}";
}
