namespace CommunitiesOfPractice.Testing;

/// <summary>
/// Several communities, the links between them, their practice notes and what others made of those, with one record of everything in the order in which it was written. A value: an act gives
/// the federation after it. What an act on one stream needs to know of another is read from that other as it stands, as a host would.
/// </summary>
public sealed class Federation
{
    private readonly Dictionary<StreamId, object> _states;

    private Federation(HostDirectory directory, Dictionary<StreamId, object> states, ValueList<Recorded> record) => (Directory, _states, Record) = (directory, states, record);

    /// <summary>The host's directory, the same all the way.</summary>
    public HostDirectory Directory { get; }

    /// <summary>Everything that has happened, in the order in which it was written: positions 1, 2, 3 and so on.</summary>
    public ValueList<Recorded> Record { get; }

    /// <summary>The communities of which something is recorded, in the order of their ids.</summary>
    public IEnumerable<Community> Communities => Of<Community>();

    /// <summary>The links of which something is recorded, in the order of their ids.</summary>
    public IEnumerable<Link> Links => Of<Link>();

    /// <summary>The notes of which something is recorded, in the order of their ids.</summary>
    public IEnumerable<PracticeNote> Notes => Of<PracticeNote>();

    /// <summary>The adoptions of which something is recorded, in the order of their ids.</summary>
    public IEnumerable<Adoption> Adoptions => Of<Adoption>();

    /// <summary>The streams of which something is recorded, in order.</summary>
    public IEnumerable<StreamId> Streams => _states.Keys.OrderBy(stream => stream);

    /// <summary>A community as it stands; one that nobody has proposed, where nothing is recorded of it.</summary>
    public Community this[CommunityId id] => State(StreamId.Of(id)) as Community ?? Community.Unknown(id);

    /// <summary>A link as it stands; one that nobody has offered, where nothing is recorded of it.</summary>
    public Link this[LinkId id] => State(StreamId.Of(id)) as Link ?? Link.Unknown(id);

    /// <summary>A note as it stands; one that nobody has written, where nothing is recorded of it.</summary>
    public PracticeNote this[NoteId id] => State(StreamId.Of(id)) as PracticeNote ?? PracticeNote.Unknown(id);

    /// <summary>An adoption as it stands; one that nobody has begun, where nothing is recorded of it.</summary>
    public Adoption this[AdoptionId id] => State(StreamId.Of(id)) as Adoption ?? Adoption.Unknown(id);

    /// <summary>A federation in which nothing has happened yet.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="directory"/> is null.</exception>
    public static Federation Under(HostDirectory directory) => new(Guard.Against.Null(directory), [], ValueList<Recorded>.Empty);

    /// <summary>The state of a stream: a community, a link, a note or an adoption; null where nothing is recorded of it.</summary>
    public object? State(StreamId stream) => _states.TryGetValue(stream, out var state) ? state : null;

    /// <summary>The history of one stream, from its first event on.</summary>
    public IReadOnlyList<Entry> HistoryOf(StreamId stream) => Record.Select(r => r.Entry).Where(entry => entry.Stream == stream).ToArray();

    /// <summary>Tries an act on a stream: the answer of that stream, the events that were written, and the federation after them; the same one, where it is refused.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="act"/> is null.</exception>
    /// <exception cref="ArgumentException">It is an act on another kind of stream.</exception>
    public Done<Federation> Do(StreamId on, Act act, Instant at) => Guard.Against.Null(act) switch
    {
        CommunityAct a when on.Kind == StreamKind.Community => After(on, this[CommunityId.Of(on.Id)].Do(a, at)),
        LinkAct a when on.Kind == StreamKind.Link => After(on, this[LinkId.Of(on.Id)].Do(a, at)),
        NoteAct a when on.Kind == StreamKind.Note => After(on, this[NoteId.Of(on.Id)].Do(a, at)),
        AdoptionAct a when on.Kind == StreamKind.Adoption => After(on, this[AdoptionId.Of(on.Id)].Do(a, at)),
        _ => throw new ArgumentException($"{act.GetType().Name} is not an act on {on}.", nameof(act)),
    };

    /// <summary>Records what has fallen due in every community, in the order of their ids.</summary>
    public Done<Federation> Settle(Instant at)
    {
        var (federation, events) = (this, new List<Entry>());
        foreach (var community in Communities)
        {
            var done = federation.After(StreamId.Of(community.Id), community.Settle(at));
            federation = done.After;
            events.AddRange(done.Events);
        }

        return new(new Answer(true, Clauses.FellDue), events.ToValueList(), federation);
    }

    private IEnumerable<T> Of<T>() => _states.Where(s => s.Value is T).OrderBy(s => s.Key).Select(s => (T)s.Value);

    private Done<Federation> After<T>(StreamId on, Done<T> done)
        where T : class
    {
        if (done.Events.Count == 0) return new(done.Answer, done.Events, this);
        var states = new Dictionary<StreamId, object>(_states) { [on] = done.After };
        var written = done.Events.Select((entry, i) => new Recorded(Record.Count + 1 + i, entry));
        return new(done.Answer, done.Events, new(Directory, states, Record.Concat(written).ToValueList()));
    }
}
