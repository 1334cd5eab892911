using System.Collections.Immutable;

namespace CommunitiesOfPractice;

/// <summary>
/// Every community, link, practice note, adoption, gathering and question that a record tells of, as they are at one position of
/// it. It is a landscape of practice: the communities of a field and the boundaries between them (Wenger-Trayner et al.,
/// <i>Learning in Landscapes of Practice</i>, 2014). An immutable snapshot: any number of threads may read it while one makes the
/// next from it. A host keeps the latest, so that nothing that is asked of it reads a history.
/// </summary>
public sealed partial class Landscape
{
    // What happens next in each stream, earliest first, so that asking whether anything is due costs no walk over all of them.
    private readonly ImmutableSortedSet<(Instant At, StreamId On)> _due;

    private Landscape(LandscapeDraft draft) =>
        (CommunityStates, LinkStates, SharedStates, AdoptionStates, GatheringStates, _due, Position) =
            (draft.Communities.Freeze(), draft.Links.Freeze(), draft.Shared.Freeze(), draft.Adoptions.Freeze(),
                draft.Gatherings.Freeze(), draft.Due, draft.Position);

    private Landscape() => _due = [];

    internal Numbered<Community> CommunityStates { get; } = Numbered<Community>.Empty;

    internal Numbered<Link> LinkStates { get; } = Numbered<Link>.Empty;

    /// <summary>What is shared by one rule, and so has numbers of one row.</summary>
    internal Numbered<IShared> SharedStates { get; } = Numbered<IShared>.Empty;

    internal Numbered<Adoption> AdoptionStates { get; } = Numbered<Adoption>.Empty;

    internal Numbered<Gathering> GatheringStates { get; } = Numbered<Gathering>.Empty;

    /// <summary>A landscape with nothing recorded.</summary>
    public static Landscape Empty { get; } = new();

    /// <summary>The position of the last line of the record that this snapshot has read; 0 for none.</summary>
    public long Position { get; }

    /// <summary>The communities that have something recorded, in the order of their ids.</summary>
    public IEnumerable<Community> Communities => CommunityStates.All().OrderBy(c => c.Id);

    /// <summary>The links that have something recorded, in the order of their ids.</summary>
    public IEnumerable<Link> Links => LinkStates.All().OrderBy(l => l.Id);

    /// <summary>The notes that have something recorded, in the order of their ids.</summary>
    public IEnumerable<PracticeNote> Notes => SharedStates.All().OfType<PracticeNote>().OrderBy(n => n.Id);

    /// <summary>The adoptions that have something recorded, in the order of their ids.</summary>
    public IEnumerable<Adoption> Adoptions => AdoptionStates.All().OrderBy(a => a.Id);

    /// <summary>The gatherings that have something recorded, in the order of their ids.</summary>
    public IEnumerable<Gathering> Gatherings => GatheringStates.All().OrderBy(g => g.Id);

    /// <summary>The questions that have something recorded, in the order of their ids.</summary>
    public IEnumerable<Question> Questions => SharedStates.All().OfType<Question>().OrderBy(q => q.Id);

    /// <summary>The communities that somebody is a member of, in the order of their ids.</summary>
    /// <param name="person">Who.</param>
    public IEnumerable<Community> CommunitiesOf(PersonId person) =>
        CommunityStates.All().Where(community => community.IsMember(person)).OrderBy(community => community.Id);

    /// <summary>The links that have a party at one of their ends, in the order of their ids.</summary>
    /// <param name="party">Which party.</param>
    /// <exception cref="ArgumentNullException"><paramref name="party"/> is null.</exception>
    public IEnumerable<Link> LinksOf(Party party)
    {
        Guard.Against.Null(party);
        return LinkStates.All().Where(link => link.A == party || link.B == party).OrderBy(link => link.Id);
    }

    /// <summary>What became of a note elsewhere: its adoptions, in the order of their ids.</summary>
    /// <param name="note">Which note.</param>
    public IEnumerable<Adoption> AdoptionsOf(NoteId note) =>
        AdoptionStates.All().Where(adoption => adoption.Note == note).OrderBy(adoption => adoption.Id);

    /// <summary>The gatherings that a community calls, alone or with others, in the order in which they take place.</summary>
    /// <param name="community">Which community.</param>
    public IEnumerable<Gathering> GatheringsOf(CommunityId community) =>
        GatheringStates.All().Where(gathering => gathering.CalledBy.Contains(community))
            .OrderBy(gathering => gathering.Time!.Start).ThenBy(gathering => gathering.Id);

    /// <summary>
    /// The gatherings of a series, in the order in which they take place. The first is one of them, even if it was called before
    /// it was clear that others would follow.
    /// </summary>
    /// <param name="first">The first of them, which names the series.</param>
    public IEnumerable<Gathering> SeriesOf(GatheringId first) =>
        GatheringStates.All().Where(gathering => gathering.Series == first || gathering.Id == first)
            .OrderBy(gathering => gathering.Time!.Start).ThenBy(gathering => gathering.Id);

    /// <summary>The streams that have something recorded, in order.</summary>
    public IEnumerable<StreamId> Streams => All.Select(state => state.Stream).OrderBy(stream => stream);

    /// <summary>A community as it is now. If nothing is recorded of it, it is a community that nobody has proposed.</summary>
    /// <exception cref="ArgumentException"><paramref name="id"/> is <c>default</c>.</exception>
    public Community this[CommunityId id] => CommunityStates.Find(StreamId.Of(id)) ?? Community.Unknown(id);

    /// <summary>A link as it is now. If nothing is recorded of it, it is a link that nobody has offered.</summary>
    /// <exception cref="ArgumentException"><paramref name="id"/> is <c>default</c>.</exception>
    public Link this[LinkId id] => LinkStates.Find(StreamId.Of(id)) ?? Link.Unknown(id);

    /// <summary>A note as it is now. If nothing is recorded of it, it is a note that nobody has written.</summary>
    /// <exception cref="ArgumentException"><paramref name="id"/> is <c>default</c>.</exception>
    public PracticeNote this[NoteId id] => (PracticeNote?)SharedStates.Find(StreamId.Of(id)) ?? PracticeNote.Unknown(id);

    /// <summary>An adoption as it is now. If nothing is recorded of it, it is an adoption that nobody has begun.</summary>
    /// <exception cref="ArgumentException"><paramref name="id"/> is <c>default</c>.</exception>
    public Adoption this[AdoptionId id] => AdoptionStates.Find(StreamId.Of(id)) ?? Adoption.Unknown(id);

    /// <summary>A gathering as it is now. If nothing is recorded of it, it is a gathering that nobody has called.</summary>
    /// <exception cref="ArgumentException"><paramref name="id"/> is <c>default</c>.</exception>
    public Gathering this[GatheringId id] => GatheringStates.Find(StreamId.Of(id)) ?? Gathering.Unknown(id);

    /// <summary>A question as it is now. If nothing is recorded of it, it is a question that nobody has asked.</summary>
    /// <exception cref="ArgumentException"><paramref name="id"/> is <c>default</c>.</exception>
    public Question this[QuestionId id] => (Question?)SharedStates.Find(StreamId.Of(id)) ?? Question.Unknown(id);

    /// <summary>
    /// The state of a stream: a community, a link, a note, an adoption, a gathering or a question; null where nothing is recorded
    /// of it.
    /// </summary>
    /// <exception cref="ArgumentException"><paramref name="stream"/> is <c>default</c>.</exception>
    public object? StateOf(StreamId stream) => At(Guard.Against.Default(stream));

    /// <summary>How many lines of a stream there are; 0 where nothing is recorded of it.</summary>
    public long VersionOf(StreamId stream) => At(Guard.Against.Default(stream))?.Version ?? 0;

    /// <summary>When the last line of a stream took place; null where nothing is recorded of it.</summary>
    /// <exception cref="ArgumentException"><paramref name="stream"/> is <c>default</c>.</exception>
    public Instant? LastAtOf(StreamId stream) => At(Guard.Against.Default(stream))?.LastAt;

    /// <summary>
    /// The landscape after more lines of the record, in the order of their positions. Lines that it has read are ignored, so that
    /// a line delivered twice does no harm.
    /// </summary>
    /// <exception cref="ArgumentNullException"><paramref name="lines"/> is null.</exception>
    /// <exception cref="RecordException">A position is skipped, or a line does not continue its stream.</exception>
    public Landscape After(IEnumerable<Recorded> lines)
    {
        var draft = Edit();
        foreach (var line in Guard.Against.Null(lines)) draft.Apply(line);
        return draft.Freeze();
    }

    /// <summary>
    /// The same landscape at a later position of the record, without the lines between. A host passes the lines of a stream that
    /// is damaged. At an earlier position it is the same.
    /// </summary>
    /// <param name="position">The position of the last line that is passed.</param>
    public Landscape Past(long position)
    {
        var draft = Edit();
        draft.Pass(position);
        return draft.Freeze();
    }

    /// <summary>
    /// Tries an act on a stream. It gives the answer, the lines that follow from it, and the landscape in which they come next in
    /// the record: the same landscape, where the act is refused. What is due in that stream happens first.
    /// </summary>
    /// <exception cref="ArgumentException"><paramref name="on"/> is <c>default</c>, or the act is one on another kind of
    /// stream.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="act"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="at"/> lies outside the <see cref="Years"/>.</exception>
    public Done<Landscape> Do(StreamId on, Act act, Instant at)
    {
        Guard.Against.Default(on);
        if (!Guard.Against.Null(act).IsOn(on.Kind))
            throw new ArgumentException($"{act.GetType().Name} is not an act on {on}.", nameof(act));
        return on.Kind switch
        {
            StreamKind.Community => Next(Runner.Do(this[CommunityId.Of(on)], act, at)),
            StreamKind.Link => Next(Runner.Do(this[LinkId.Of(on)], act, at)),
            StreamKind.Note => Next(Runner.Do(this[NoteId.Of(on)], act, at)),
            StreamKind.Adoption => Next(Runner.Do(this[AdoptionId.Of(on)], act, at)),
            StreamKind.Gathering => Next(Runner.Do(this[GatheringId.Of(on)], act, at)),
            _ => Next(Runner.Do(this[QuestionId.Of(on)], act, at)),
        };
    }

    /// <summary>The streams in which something has fallen due by an instant and is not recorded yet, in their order.</summary>
    public IEnumerable<StreamId> Due(Instant at) =>
        _due.TakeWhile(due => due.At.HasCome(at)).Select(due => due.On).OrderBy(stream => stream);

    /// <summary>
    /// When something next happens by itself in a stream: a decision opens or closes, a leave or a term ends. It is in the past
    /// where something fell due and is not recorded yet. Null where nothing will happen, and where nothing is recorded.
    /// </summary>
    /// <exception cref="ArgumentException"><paramref name="stream"/> is <c>default</c>.</exception>
    public Instant? NextDueIn(StreamId stream) =>
        At(Guard.Against.Default(stream))?.NextDue is { } due && due.At.HasCome(Years.Last) ? due.At : null;

    /// <summary>
    /// Whether something has fallen due in a stream that the record does not hold yet. What it came to may still change, because
    /// another process may record an act from before it. So a host must not tell anybody yet. A decision whose time is over is
    /// then <em>closed, being recorded</em>.
    /// </summary>
    /// <param name="on">Which stream.</param>
    /// <param name="at">Now.</param>
    /// <exception cref="ArgumentException"><paramref name="on"/> is <c>default</c>.</exception>
    public bool IsBeingRecorded(StreamId on, Instant at) => NextDueIn(on) <= at;

    /// <summary>
    /// The instant at which to ask a stream, so that its answer tells nothing that is not recorded: now, or just before what has
    /// fallen due and <see cref="IsBeingRecorded(StreamId, Instant)"/>.
    /// </summary>
    /// <param name="on">Which stream.</param>
    /// <param name="at">Now.</param>
    /// <exception cref="ArgumentException"><paramref name="on"/> is <c>default</c>.</exception>
    public Instant WhenToAsk(StreamId on, Instant at) =>
        NextDueIn(on) is { } due && due <= at ? Instant.Max(due - Duration.Epsilon, Years.First) : at;

    /// <summary>
    /// Whether voting on a decision of a community is over, and what it came to <see cref="IsBeingRecorded(StreamId, Instant)"/>.
    /// </summary>
    /// <param name="community">Which community.</param>
    /// <param name="decision">Which decision.</param>
    /// <param name="at">Now.</param>
    /// <exception cref="ArgumentNullException"><paramref name="decision"/> is null.</exception>
    public bool IsBeingRecorded(CommunityId community, Decision decision, Instant at) =>
        Guard.Against.Null(decision) is { Result: null } && decision.ClosesAt <= at
            && IsBeingRecorded(StreamId.Of(community), at);

    /// <summary>
    /// The streams whose last line is later than an instant, in order. Where the instant is now, a clock was wrong: what comes
    /// next in such a stream takes place at its last line's instant (law 12).
    /// </summary>
    public IEnumerable<StreamId> AheadOf(Instant at) =>
        All.Where(state => state.LastAt > at).Select(state => state.Stream).OrderBy(stream => stream);

    /// <summary>
    /// What has fallen due in a stream by an instant: the lines that record it, and the landscape after them; no lines, where
    /// nothing is due.
    /// </summary>
    /// <exception cref="ArgumentException"><paramref name="on"/> is <c>default</c>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="at"/> lies outside the <see cref="Years"/>.</exception>
    public Done<Landscape> Settle(StreamId on, Instant at)
    {
        Guard.Against.OutsideYears(at);
        return At(Guard.Against.Default(on)) switch
        {
            Community community => Next(Runner.Settle(community, at)),
            Link link => Next(Runner.Settle(link, at)),
            PracticeNote note => Next(Runner.Settle(note, at)),
            Adoption adoption => Next(Runner.Settle(adoption, at)),
            Gathering gathering => Next(Runner.Settle(gathering, at)),
            Question question => Next(Runner.Settle(question, at)),
            _ => new(new(true, Clauses.FellDue), ValueList<Entry>.Empty, this),
        };
    }

    internal LandscapeDraft Edit() => new(this, _due);

    internal static Landscape Of(LandscapeDraft draft) => new(draft);

    private IEnumerable<IStreamState> All =>
        CommunityStates.All().Concat<IStreamState>(LinkStates.All()).Concat(SharedStates.All()).Concat(AdoptionStates.All())
            .Concat(GatheringStates.All());

    private IStreamState? At(StreamId stream) => stream.Kind switch
    {
        StreamKind.Community => CommunityStates.Find(stream),
        StreamKind.Link => LinkStates.Find(stream),
        StreamKind.Adoption => AdoptionStates.Find(stream),
        StreamKind.Gathering => GatheringStates.Find(stream),
        _ => SharedStates.Find(stream),
    };

    private Done<Landscape> Next<TState>(Done<TState> done)
        where TState : class, IStreamState<TState>
    {
        if (done.Events.Count == 0) return new(done.Answer, done.Events, this);
        var draft = Edit();
        draft.Put(done.After, done.Events.Count);
        return new(done.Answer, done.Events, draft.Freeze());
    }
}
