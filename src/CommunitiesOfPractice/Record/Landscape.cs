using System.Collections.Immutable;

namespace CommunitiesOfPractice;

/// <summary>
/// Every community, link, practice note and adoption that a record tells of, as they stand at one position of it: a landscape of practice, which is the communities of
/// a field and the boundaries between them (Wenger-Trayner et al., <i>Learning in Landscapes of Practice</i>, 2014). An immutable snapshot: any number of threads read it while one makes the
/// next from it. A host keeps the latest, so that no question reads a history.
/// </summary>
public sealed partial class Landscape
{
    private readonly PersistentMap<StreamId, IStream> _streams;

    // What happens next in each stream, earliest first, so that asking whether anything is due costs no walk over all of them.
    private readonly ImmutableSortedSet<(Instant At, StreamId On)> _due;

    private Landscape(PersistentMap<StreamId, IStream> streams, ImmutableSortedSet<(Instant At, StreamId On)> due, long position) => (_streams, _due, Position) = (streams, due, position);

    /// <summary>A landscape of which nothing is recorded.</summary>
    public static Landscape Empty { get; } = new(PersistentMap<StreamId, IStream>.Empty, [], 0);

    /// <summary>The position of the last line of the record that this snapshot has read; 0 for none.</summary>
    public long Position { get; }

    /// <summary>The communities of which something is recorded, in the order of their ids.</summary>
    public IEnumerable<Community> Communities => Of<Community>();

    /// <summary>The links of which something is recorded, in the order of their ids.</summary>
    public IEnumerable<Link> Links => Of<Link>();

    /// <summary>The notes of which something is recorded, in the order of their ids.</summary>
    public IEnumerable<PracticeNote> Notes => Of<PracticeNote>();

    /// <summary>The adoptions of which something is recorded, in the order of their ids.</summary>
    public IEnumerable<Adoption> Adoptions => Of<Adoption>();

    /// <summary>The streams of which something is recorded, in order.</summary>
    public IEnumerable<StreamId> Streams => _streams.Select(stream => stream.Key).OrderBy(stream => stream);

    /// <summary>A community as it stands; one that nobody has proposed, where nothing is recorded of it.</summary>
    /// <exception cref="ArgumentException"><paramref name="id"/> is <c>default</c>.</exception>
    public Community this[CommunityId id] => At(StreamId.Of(id)) is Stream<Community> known ? known.State : Community.Unknown(id);

    /// <summary>A link as it stands; one that nobody has offered, where nothing is recorded of it.</summary>
    /// <exception cref="ArgumentException"><paramref name="id"/> is <c>default</c>.</exception>
    public Link this[LinkId id] => At(StreamId.Of(id)) is Stream<Link> known ? known.State : Link.Unknown(id);

    /// <summary>A note as it stands; one that nobody has written, where nothing is recorded of it.</summary>
    /// <exception cref="ArgumentException"><paramref name="id"/> is <c>default</c>.</exception>
    public PracticeNote this[NoteId id] => At(StreamId.Of(id)) is Stream<PracticeNote> known ? known.State : PracticeNote.Unknown(id);

    /// <summary>An adoption as it stands; one that nobody has begun, where nothing is recorded of it.</summary>
    /// <exception cref="ArgumentException"><paramref name="id"/> is <c>default</c>.</exception>
    public Adoption this[AdoptionId id] => At(StreamId.Of(id)) is Stream<Adoption> known ? known.State : Adoption.Unknown(id);

    /// <summary>The state of a stream: a community, a link, a note or an adoption; null where nothing is recorded of it.</summary>
    /// <exception cref="ArgumentException"><paramref name="stream"/> is <c>default</c>.</exception>
    public object? StateOf(StreamId stream) => At(Guard.Against.Default(stream))?.Whole;

    /// <summary>How many lines of a stream there are; 0 where nothing is recorded of it.</summary>
    public long VersionOf(StreamId stream) => At(Guard.Against.Default(stream))?.Version ?? 0;

    /// <summary>When the last line of a stream took place; null where nothing is recorded of it.</summary>
    /// <exception cref="ArgumentException"><paramref name="stream"/> is <c>default</c>.</exception>
    public Instant? LastAtOf(StreamId stream) => At(Guard.Against.Default(stream))?.LastAt;

    /// <summary>The landscape after more lines of the record, in the order of their positions. Lines that it has read are passed over, so that a line delivered twice does no harm.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="lines"/> is null.</exception>
    /// <exception cref="RecordException">A position is skipped, or a line does not continue its stream.</exception>
    public Landscape After(IEnumerable<Recorded> lines)
    {
        var position = Position;
        var fresh = new Dictionary<StreamId, List<Entry>>();
        foreach (var line in Guard.Against.Null(lines))
        {
            if (Guard.Against.Null(line).Position <= position) continue;
            if (line.Position != position + 1) throw new RecordException($"Line {line.Position} does not follow line {position}.");
            position = line.Position;
            var stream = Replaying.CheckLine(line.Entry).Stream;
            if (!fresh.TryGetValue(stream, out var entries)) fresh.Add(stream, entries = []);
            entries.Add(line.Entry);
        }

        if (position == Position) return this;
        var (streams, due) = (_streams.Edit(), _due.ToBuilder());
        foreach (var (of, entries) in fresh)
        {
            var before = streams.Find(of);
            var after = (before ?? Begun(of)).After(entries);
            streams.Set(of, after);
            if (before?.NextDue is { } passed) due.Remove((passed.At, of));
            if (after.NextDue is { } next) due.Add((next.At, of));
        }

        return new(streams.Freeze(), due.ToImmutable(), position);
    }

    /// <summary>
    /// Tries an act on a stream: its answer, the lines that follow from it, and the landscape in which they come next in the record; the same one, where the act is refused.
    /// What is due in that stream happens first.
    /// </summary>
    /// <exception cref="ArgumentException"><paramref name="on"/> is <c>default</c>, or the act is one on another kind of stream.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="act"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="at"/> lies outside the <see cref="Years"/>.</exception>
    public Done<Landscape> Do(StreamId on, Act act, Instant at)
    {
        Guard.Against.Default(on);
        if (Guard.Against.Null(act).On != on.Kind) throw new ArgumentException($"{act.GetType().Name} is not an act on {on}.", nameof(act));
        return Next(on, (At(on) ?? Begun(on)).Do(act, at));
    }

    /// <summary>The streams in which something has fallen due by an instant and is not recorded yet, in their order.</summary>
    public IEnumerable<StreamId> Due(Instant at) => _due.TakeWhile(due => due.At.HasCome(at)).Select(due => due.On).OrderBy(stream => stream);

    /// <summary>
    /// When something next happens by itself in a stream: a decision opens or closes, a leave or a term ends. In the past where it fell due
    /// and is not recorded yet. Null where nothing will, and where nothing is recorded.
    /// </summary>
    /// <exception cref="ArgumentException"><paramref name="stream"/> is <c>default</c>.</exception>
    public Instant? NextDueIn(StreamId stream) => At(Guard.Against.Default(stream))?.NextDue is { } due && due.At.HasCome(Years.Last) ? due.At : null;

    /// <summary>
    /// The streams whose last line is later than an instant, in order. Where the instant is now, a clock was wrong: whatever comes next in
    /// such a stream takes place at its last line's instant (law 12).
    /// </summary>
    public IEnumerable<StreamId> AheadOf(Instant at) => _streams.Where(s => s.Value.LastAt > at).Select(s => s.Key).OrderBy(stream => stream);

    /// <summary>What has fallen due in a stream by an instant: the lines that record it, and the landscape after them; no lines, where nothing is due.</summary>
    /// <exception cref="ArgumentException"><paramref name="on"/> is <c>default</c>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="at"/> lies outside the <see cref="Years"/>.</exception>
    public Done<Landscape> Settle(StreamId on, Instant at)
    {
        Guard.Against.OutsideYears(at);
        return At(Guard.Against.Default(on)) is { } stream ? Next(on, stream.Settle(at)) : new(new(true, Clauses.FellDue), ValueList<Entry>.Empty, this);
    }

    private IStream? At(StreamId stream) => _streams.Find(stream);

    private IEnumerable<TState> Of<TState>()
        where TState : class, IStreamState<TState> =>
        _streams.Where(s => s.Value is Stream<TState>).OrderBy(s => s.Key).Select(s => ((Stream<TState>)s.Value).State);

    private Done<Landscape> Next(StreamId on, Done<IStream> done) => done.Events.Count == 0
        ? new(done.Answer, done.Events, this)
        : new(done.Answer, done.Events, new(_streams.With(on, done.After), WithDue(on, done.After), Position + done.Events.Count));

    private ImmutableSortedSet<(Instant At, StreamId On)> WithDue(StreamId on, IStream after)
    {
        var due = At(on)?.NextDue is { } passed ? _due.Remove((passed.At, on)) : _due;
        return after.NextDue is { } next ? due.Add((next.At, on)) : due;
    }

    private static IStream Begun(StreamId stream) => stream.Kind switch
    {
        StreamKind.Community => new Stream<Community>(Community.Unknown(CommunityId.Of(stream))),
        StreamKind.Link => new Stream<Link>(Link.Unknown(LinkId.Of(stream))),
        StreamKind.Note => new Stream<PracticeNote>(PracticeNote.Unknown(NoteId.Of(stream))),
        _ => new Stream<Adoption>(Adoption.Unknown(AdoptionId.Of(stream))),
    };

    /// <summary>A stream's state, whatever it is the state of.</summary>
    private interface IStream
    {
        long Version { get; }

        Instant LastAt { get; }

        DueAt? NextDue { get; }

        object Whole { get; }

        IStream After(IReadOnlyList<Entry> entries);

        Done<IStream> Do(Act act, Instant at);

        Done<IStream> Settle(Instant at);
    }

    private sealed class Stream<TState>(TState state) : IStream
        where TState : class, IStreamState<TState>
    {
        public TState State => state;

        public long Version => state.Version;

        public Instant LastAt => state.LastAt;

        public DueAt? NextDue => state.NextDue;

        public object Whole => state;

        public IStream After(IReadOnlyList<Entry> entries) => new Stream<TState>(state.Apply(entries));

        public Done<IStream> Do(Act act, Instant at)
        {
            var done = Runner.Do(state, act, at);
            return new(done.Answer, done.Events, new Stream<TState>(done.After));
        }

        public Done<IStream> Settle(Instant at)
        {
            var done = Runner.Settle(state, at);
            return new(done.Answer, done.Events, new Stream<TState>(done.After));
        }
    }
}
