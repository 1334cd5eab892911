namespace CommunitiesOfPractice.Testing;

/// <summary>
/// Several communities, the links between them, their practice notes, what others made of those, their gatherings and their
/// questions, with one record of everything in the order in which it was written. It is a value: an act gives the federation
/// after it. What an act on one stream needs to know of another is read from the current state of that other, as a host would.
/// </summary>
public sealed class Federation
{
    private readonly Landscape _landscape;
    private Commons? _commons;

    private Federation(HostDirectory directory, Landscape landscape, ValueList<Recorded> record, Commons? commons) =>
        (Directory, _landscape, Record, _commons) = (directory, landscape, record, commons);

    /// <summary>The host's directory, the same all the way.</summary>
    public HostDirectory Directory { get; }

    /// <summary>Everything that has happened, in the order in which it was written: positions 1, 2, 3 and so on.</summary>
    public ValueList<Recorded> Record { get; }

    /// <summary>The communities of which something is recorded, in the order of their ids.</summary>
    public IEnumerable<Community> Communities => _landscape.Communities;

    /// <summary>The links of which something is recorded, in the order of their ids.</summary>
    public IEnumerable<Link> Links => _landscape.Links;

    /// <summary>The notes of which something is recorded, in the order of their ids.</summary>
    public IEnumerable<PracticeNote> Notes => _landscape.Notes;

    /// <summary>The adoptions of which something is recorded, in the order of their ids.</summary>
    public IEnumerable<Adoption> Adoptions => _landscape.Adoptions;

    /// <summary>The gatherings of which something is recorded, in the order of their ids.</summary>
    public IEnumerable<Gathering> Gatherings =>
        _landscape.Streams.Where(stream => stream.Kind == StreamKind.Gathering).Select(stream => this[GatheringId.Of(stream)]);

    /// <summary>The questions of which something is recorded, in the order of their ids.</summary>
    public IEnumerable<Question> Questions => _landscape.Questions;

    /// <summary>The streams of which something is recorded, in order.</summary>
    public IEnumerable<StreamId> Streams => _landscape.Streams;

    /// <summary>A community as it is now. If nothing is recorded of it, it is a community that nobody has proposed.</summary>
    public Community this[CommunityId id] => _landscape[id];

    /// <summary>A link as it is now. If nothing is recorded of it, it is a link that nobody has offered.</summary>
    public Link this[LinkId id] => _landscape[id];

    /// <summary>A note as it is now. If nothing is recorded of it, it is a note that nobody has written.</summary>
    public PracticeNote this[NoteId id] => _landscape[id];

    /// <summary>An adoption as it is now. If nothing is recorded of it, it is an adoption that nobody has begun.</summary>
    public Adoption this[AdoptionId id] => _landscape[id];

    /// <summary>A gathering as it is now. If nothing is recorded of it, it is a gathering that nobody has called.</summary>
    public Gathering this[GatheringId id] => _landscape[id];

    /// <summary>A question as it is now. If nothing is recorded of it, it is a question that nobody has asked.</summary>
    public Question this[QuestionId id] => _landscape[id];

    /// <summary>What a host knows: the record and the directory. It is made once, from that of the federation before.</summary>
    internal Commons Commons => _commons = (_commons ?? Commons.Empty.With(Directory)).After(Record);

    /// <summary>A federation in which nothing has happened yet.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="directory"/> is null.</exception>
    public static Federation Under(HostDirectory directory) =>
        new(Guard.Against.Null(directory), Landscape.Empty, ValueList<Recorded>.Empty, null);

    /// <summary>
    /// The state of a stream: a community, a link, a note, an adoption, a gathering or a question; null where nothing is recorded
    /// of it.
    /// </summary>
    public object? State(StreamId stream) => _landscape.StateOf(stream);

    /// <summary>The history of one stream, from its first event on.</summary>
    public IReadOnlyList<Entry> HistoryOf(StreamId stream) =>
        Record.Select(r => r.Entry).Where(entry => entry.Stream == stream).ToArray();

    /// <summary>
    /// Tries an act on a stream. It gives the answer of that stream, the events that were written, and the federation after them,
    /// which is the same federation where the act is refused.
    /// </summary>
    /// <exception cref="ArgumentNullException"><paramref name="act"/> is null.</exception>
    /// <exception cref="ArgumentException">It is an act on another kind of stream.</exception>
    public Done<Federation> Do(StreamId on, Act act, Instant at) => After(_landscape.Do(on, act, at));

    /// <summary>Records what has fallen due in every community and gathering, in the order of their ids.</summary>
    public Done<Federation> Settle(Instant at)
    {
        var (federation, events) = (this, new List<Entry>());
        foreach (var stream in Communities.Select(c => StreamId.Of(c.Id)).Concat(Gatherings.Select(g => StreamId.Of(g.Id))))
        {
            var done = federation.After(federation._landscape.Settle(stream, at));
            federation = done.After;
            events.AddRange(done.Events);
        }

        return new(new Answer(true, Clauses.FellDue), events.ToValueList(), federation);
    }

    private Done<Federation> After(Done<Landscape> done) => done.Events.Count == 0
        ? new(done.Answer, done.Events, this)
        : new(done.Answer, done.Events,
            new(Directory, done.After,
                Record.Concat(done.Events.Select((entry, i) => new Recorded(_landscape.Position + 1 + i, entry))).ToValueList(),
                _commons));
}
