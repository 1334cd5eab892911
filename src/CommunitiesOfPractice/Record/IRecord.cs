namespace CommunitiesOfPractice;

/// <summary>A line of the record and its place among all lines of all streams.</summary>
/// <param name="Position">1, 2, 3 and so on in the order in which lines were committed, without a gap. A rewrite keeps
/// it.</param>
/// <param name="Entry">The line.</param>
public sealed record Recorded(long Position, Entry Entry);

/// <summary>What became of an attempt to append.</summary>
/// <param name="Appended">Whether the lines were appended, all of them. Otherwise none was: somebody else wrote first.</param>
/// <param name="Version">The stream's version now.</param>
public sealed record Append(bool Appended, long Version);

/// <summary>
/// Where a host keeps the record. It is a small port: the core has one in memory, and other packages bring databases. The
/// <c>RecordConformance</c> in the Testing package says what every one of them must do. A conflict is an answer; exceptions are
/// for faults.
/// </summary>
public interface IRecord
{
    /// <summary>
    /// Appends lines to the end of a stream, all or none, if its version is the one expected. Readers see all of them or none.
    /// </summary>
    /// <param name="stream">Which stream.</param>
    /// <param name="expected">The version that the lines follow; 0 for a new stream.</param>
    /// <param name="entries">The lines, of that stream, whose versions follow on without a gap. With no lines, the call only asks
    /// whether the stream is at that version.</param>
    /// <param name="cancel">To give up.</param>
    /// <exception cref="ArgumentException">The lines are of another stream, or their versions do not follow on from the one
    /// expected.</exception>
    ValueTask<Append> Append(StreamId stream, long expected, ValueList<Entry> entries, CancellationToken cancel = default);

    /// <summary>
    /// The lines of a stream after a version, in order; none where there are none. It gives at most so many, and at least one
    /// where there is one.
    /// </summary>
    /// <param name="stream">Which stream.</param>
    /// <param name="after">The version to begin after; 0 for the beginning.</param>
    /// <param name="most">How many at most; positive.</param>
    /// <param name="cancel">To give up.</param>
    ValueTask<ValueList<Entry>> Read(StreamId stream, long after, int most, CancellationToken cancel = default);

    /// <summary>
    /// The lines of all streams after a position, in the order in which they were committed. It never skips a line that is
    /// committed later at a lower position.
    /// </summary>
    /// <param name="after">The position to begin after; 0 for the beginning.</param>
    /// <param name="most">How many at most; positive.</param>
    /// <param name="cancel">To give up.</param>
    /// <exception cref="RecordException">One of the lines cannot be read. A store that can tell which one says so
    /// (<see cref="RecordException.Damaged"/>), so that a host can pass the stream that it is in. It names the first.</exception>
    ValueTask<ValueList<Recorded>> ReadAll(long after, int most, CancellationToken cancel = default);

    /// <summary>
    /// Replaces a whole stream with other lines, for forgetting alone: as many lines, with the same versions, instants and
    /// hashes. It replaces all or none.
    /// </summary>
    /// <param name="stream">Which stream.</param>
    /// <param name="rewrite">What the lines become; called with all of them, in order.</param>
    /// <param name="cancel">To give up.</param>
    /// <exception cref="ArgumentException">What it gives differs in more than people and words: the number of lines, a version,
    /// an instant, a hash.</exception>
    ValueTask Rewrite(StreamId stream, Func<ValueList<Entry>, ValueList<Entry>> rewrite, CancellationToken cancel = default);
}

/// <summary>
/// The clock of the place where a record is kept. A store implements it beside <see cref="IRecord"/> where that place has a clock
/// of its own, such as a database server. Then all processes on one record time acts by one clock. A store that wraps another
/// passes on the clock of that other.
/// </summary>
public interface IRecordClock
{
    /// <summary>What time it is there; null where it has no clock but the machine's.</summary>
    /// <param name="cancel">To give up.</param>
    ValueTask<Instant?> Now(CancellationToken cancel = default);
}

/// <summary>What every store checks, in one place, and what every host does with one.</summary>
public static class Records
{
    private const int Page = 1000;

    /// <summary>Refuses lines that cannot follow a version of a stream.</summary>
    /// <exception cref="ArgumentException">They are of another stream, or their versions do not follow on.</exception>
    public static void CheckFollows(StreamId stream, long expected, ValueList<Entry> entries)
    {
        Guard.Against.Default(stream);
        Guard.Against.Negative(expected);
        foreach (var entry in Guard.Against.Null(entries))
        {
            if (entry.Stream != stream) throw new ArgumentException($"{entry.Stream} is not {stream}.", nameof(entries));
            if (entry.Version != ++expected)
                throw new ArgumentException(
                    $"Line {entry.Version} of {stream} stands where line {expected} belongs.", nameof(entries));
        }
    }

    /// <summary>Refuses a rewrite that changes more than people and words may.</summary>
    /// <exception cref="ArgumentException">It does.</exception>
    public static void CheckRewrites(ValueList<Entry> before, ValueList<Entry> after)
    {
        if (Guard.Against.Null(after).Count != Guard.Against.Null(before).Count)
            throw new ArgumentException("A rewrite keeps every line.", nameof(after));
        for (var i = 0; i < before.Count; i++)
        {
            var (old, fresh) = (before[i], after[i]);
            if (old.Stream != fresh.Stream || old.Version != fresh.Version || old.At != fresh.At || old.Clause != fresh.Clause
                || old.Hash != fresh.Hash || old.Request != fresh.Request
                || old.Event.GetType() != fresh.Event.GetType() || old.By is null != fresh.By is null)
                throw new ArgumentException(
                    $"A rewrite changes people and words, and line {old.Version} differs in more.", nameof(after));
        }
    }

    /// <summary>The whole of a stream.</summary>
    public static async ValueTask<ValueList<Entry>> ReadWhole(
        this IRecord record, StreamId stream, CancellationToken cancel = default)
    {
        Guard.Against.Null(record);
        var (lines, page) = (new List<Entry>(), ValueList<Entry>.Empty);
        do
        {
            page = await record.Read(stream, lines.Count, Page, cancel).ConfigureAwait(false);
            lines.AddRange(page);
        }
        while (page.Count > 0);
        return lines.ToValueList();
    }

    /// <summary>A community as the record tells of it. If the record tells nothing, nobody has proposed it yet.</summary>
    /// <exception cref="RecordException">The record is not what it should be.</exception>
    public static ValueTask<Community> Load(this IRecord record, CommunityId id, CancellationToken cancel = default) =>
        Load(record, Community.Unknown(id), cancel);

    /// <summary>A link as the record tells of it. If the record tells nothing, nobody has offered it yet.</summary>
    /// <exception cref="RecordException">The record is not what it should be.</exception>
    public static ValueTask<Link> Load(this IRecord record, LinkId id, CancellationToken cancel = default) =>
        Load(record, Link.Unknown(id), cancel);

    /// <summary>A practice note as the record tells of it. If the record tells nothing, nobody has written it yet.</summary>
    /// <exception cref="RecordException">The record is not what it should be.</exception>
    public static ValueTask<PracticeNote> Load(this IRecord record, NoteId id, CancellationToken cancel = default) =>
        Load(record, PracticeNote.Unknown(id), cancel);

    /// <summary>An adoption as the record tells of it. If the record tells nothing, nobody has begun it yet.</summary>
    /// <exception cref="RecordException">The record is not what it should be.</exception>
    public static ValueTask<Adoption> Load(this IRecord record, AdoptionId id, CancellationToken cancel = default) =>
        Load(record, Adoption.Unknown(id), cancel);

    /// <summary>A gathering as the record tells of it. If the record tells nothing, nobody has called it yet.</summary>
    /// <exception cref="RecordException">The record is not what it should be.</exception>
    public static ValueTask<Gathering> Load(this IRecord record, GatheringId id, CancellationToken cancel = default) =>
        Load(record, Gathering.Unknown(id), cancel);

    /// <summary>A question as the record tells of it. If the record tells nothing, nobody has asked it yet.</summary>
    /// <exception cref="RecordException">The record is not what it should be.</exception>
    public static ValueTask<Question> Load(this IRecord record, QuestionId id, CancellationToken cancel = default) =>
        Load(record, Question.Unknown(id), cancel);

    /// <summary>
    /// Does an act on a community and appends what follows from it. If somebody else wrote first, the act is ruled upon again, in
    /// the community as it is by then. A refusal appends nothing.
    /// </summary>
    /// <param name="record">Where the record is kept.</param>
    /// <param name="id">Which community.</param>
    /// <param name="act">What to do.</param>
    /// <param name="at">When.</param>
    /// <param name="key">The salt of the chain; null for a record without one.</param>
    /// <param name="cancel">To give up.</param>
    /// <exception cref="RecordException">The record is not what it should be.</exception>
    public static ValueTask<Done<Community>> Do(
        this IRecord record, CommunityId id, IActOn<Community> act, Instant at, ChainKey? key = null,
            CancellationToken cancel = default) =>
        Do(record, Community.Unknown(id), (Act)Guard.Against.Null(act), at, key, cancel);

    /// <summary>Does an act on a link and appends what follows from it, as for a community.</summary>
    /// <inheritdoc cref="Do(IRecord, CommunityId, IActOn{Community}, Instant, ChainKey?, CancellationToken)"/>
    public static ValueTask<Done<Link>> Do(
        this IRecord record, LinkId id, IActOn<Link> act, Instant at, ChainKey? key = null, CancellationToken cancel = default) =>
        Do(record, Link.Unknown(id), (Act)Guard.Against.Null(act), at, key, cancel);

    /// <summary>Does an act on a practice note and appends what follows from it, as for a community.</summary>
    /// <inheritdoc cref="Do(IRecord, CommunityId, IActOn{Community}, Instant, ChainKey?, CancellationToken)"/>
    public static ValueTask<Done<PracticeNote>> Do(
        this IRecord record, NoteId id, IActOn<PracticeNote> act, Instant at, ChainKey? key = null,
            CancellationToken cancel = default) =>
        Do(record, PracticeNote.Unknown(id), (Act)Guard.Against.Null(act), at, key, cancel);

    /// <summary>Does an act in an adoption and appends what follows from it, as for a community.</summary>
    /// <inheritdoc cref="Do(IRecord, CommunityId, IActOn{Community}, Instant, ChainKey?, CancellationToken)"/>
    public static ValueTask<Done<Adoption>> Do(
        this IRecord record, AdoptionId id, IActOn<Adoption> act, Instant at, ChainKey? key = null,
            CancellationToken cancel = default) =>
        Do(record, Adoption.Unknown(id), (Act)Guard.Against.Null(act), at, key, cancel);

    /// <summary>Does an act on a gathering and appends what follows from it, as for a community.</summary>
    /// <inheritdoc cref="Do(IRecord, CommunityId, IActOn{Community}, Instant, ChainKey?, CancellationToken)"/>
    public static ValueTask<Done<Gathering>> Do(
        this IRecord record, GatheringId id, IActOn<Gathering> act, Instant at, ChainKey? key = null,
            CancellationToken cancel = default) =>
        Do(record, Gathering.Unknown(id), (Act)Guard.Against.Null(act), at, key, cancel);

    /// <summary>Does an act on a question and appends what follows from it, as for a community.</summary>
    /// <inheritdoc cref="Do(IRecord, CommunityId, IActOn{Community}, Instant, ChainKey?, CancellationToken)"/>
    public static ValueTask<Done<Question>> Do(
        this IRecord record, QuestionId id, IActOn<Question> act, Instant at, ChainKey? key = null,
            CancellationToken cancel = default) =>
        Do(record, Question.Unknown(id), (Act)Guard.Against.Null(act), at, key, cancel);

    private static async ValueTask<TState> Load<TState>(IRecord record, TState unknown, CancellationToken cancel)
        where TState : class, IStreamState<TState> =>
        unknown.Apply(await record.ReadWhole(unknown.Stream, cancel).ConfigureAwait(false));

    private static async ValueTask<Done<TState>> Do<TState>(
        IRecord record, TState unknown, Act act, Instant at, ChainKey? key, CancellationToken cancel)
        where TState : class, IStreamState<TState>
    {
        Guard.Against.Null(record);
        Guard.Against.Null(act);
        while (true)
        {
            var lines = await record.ReadWhole(unknown.Stream, cancel).ConfigureAwait(false);
            var state = unknown.Apply(lines);
            var done = Runner.Do(state, act, at);
            if (done.Events.Count == 0) return done;
            if (key is not null)
                done = done with { Events = Chain.Seal(done.Events, key, lines.Count == 0 ? null : lines[lines.Count - 1].Hash) };
            if ((await record.Append(unknown.Stream, state.Version, done.Events, cancel).ConfigureAwait(false)).Appended)
                return done;
        }
    }
}

/// <summary>The record in memory: for tests, and to begin with. Safe to use from several threads at once.</summary>
public sealed class InMemoryRecord : IRecord
{
    private readonly object _gate = new();
    private readonly List<(StreamId Stream, int Index)> _all = [];
    private readonly Dictionary<StreamId, List<Entry>> _streams = [];

    /// <inheritdoc/>
    public ValueTask<Append> Append(StreamId stream, long expected, ValueList<Entry> entries, CancellationToken cancel = default)
    {
        Records.CheckFollows(stream, expected, entries);
        cancel.ThrowIfCancellationRequested();
        lock (_gate)
        {
            var lines = Lines(stream);
            if (lines.Count != expected) return new(new Append(false, lines.Count));
            foreach (var entry in entries)
            {
                _all.Add((stream, lines.Count));
                lines.Add(entry);
            }

            if (entries.Count > 0) _streams[stream] = lines;
            return new(new Append(true, lines.Count));
        }
    }

    /// <inheritdoc/>
    public ValueTask<ValueList<Entry>> Read(StreamId stream, long after, int most, CancellationToken cancel = default)
    {
        Guard.Against.Negative(after);
        Guard.Against.NegativeOrZero(most);
        cancel.ThrowIfCancellationRequested();
        lock (_gate)
        {
            var lines = Lines(stream);
            return new(
                after >= lines.Count ? ValueList<Entry>.Empty
                    : lines.GetRange((int)after, Math.Min(most, lines.Count - (int)after)).ToValueList());
        }
    }

    /// <inheritdoc/>
    public ValueTask<ValueList<Recorded>> ReadAll(long after, int most, CancellationToken cancel = default)
    {
        Guard.Against.Negative(after);
        Guard.Against.NegativeOrZero(most);
        cancel.ThrowIfCancellationRequested();
        lock (_gate)
        {
            return new(after >= _all.Count
                ? ValueList<Recorded>.Empty
                : _all.GetRange((int)after, Math.Min(most, _all.Count - (int)after))
                    .Select((place, i) => new Recorded(after + i + 1, _streams[place.Stream][place.Index])).ToValueList());
        }
    }

    /// <inheritdoc/>
    public ValueTask Rewrite(
        StreamId stream, Func<ValueList<Entry>, ValueList<Entry>> rewrite, CancellationToken cancel = default)
    {
        Guard.Against.Null(rewrite);
        cancel.ThrowIfCancellationRequested();
        lock (_gate)
        {
            var before = Lines(stream).ToValueList();
            var after = rewrite(before);
            Records.CheckRewrites(before, after);
            if (before.Count > 0) _streams[stream] = [.. after];
        }

        return default;
    }

    private List<Entry> Lines(StreamId stream) => _streams.TryGetValue(stream, out var lines) ? lines : [];
}
