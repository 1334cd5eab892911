using System.Collections.Immutable;

namespace CommunitiesOfPractice;

/// <summary>That the host's directory placed somebody in a group for a time. Starts are inclusive, ends exclusive.</summary>
/// <param name="Person">The person.</param>
/// <param name="Group">The group.</param>
/// <param name="From">From when.</param>
/// <param name="Until">Until when; null for no end.</param>
public sealed record Placement(PersonId Person, DirectoryGroup Group, Instant From, Instant? Until = null)
{
    internal bool HoldsAt(Instant at) => From <= at && (Until is null || at < Until);
}

/// <summary>That the host lists somebody for a time.</summary>
/// <param name="Person">The person.</param>
/// <param name="From">From when.</param>
/// <param name="Until">Until when; null for no end.</param>
public sealed record Listing(PersonId Person, Instant From, Instant? Until = null);

/// <summary>
/// That one group became part of another: an organisation that was dissolved into its successor. What was recorded before keeps
/// its name.
/// </summary>
/// <param name="Before">The group that was.</param>
/// <param name="After">The group that it is part of now.</param>
/// <param name="At">From when.</param>
public sealed record Succession(DirectoryGroup Before, DirectoryGroup After, Instant At);

/// <summary>
/// That the host has found two keys to be one person, for good (law 13). Somebody whose keys were merged by mistake gets a new
/// key.
/// </summary>
/// <param name="Kept">The key that they go by.</param>
/// <param name="Dropped">The key that is used no more.</param>
public sealed record SecondKey(PersonId Kept, PersonId Dropped)
{
    /// <summary>The key that they go by.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public PersonId Kept { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Kept);

    /// <summary>The key that is used no more.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public PersonId Dropped { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Dropped);
}

/// <summary>
/// What the host says of people outside the communities: who it lists, and who belongs to which organisation, profession,
/// setting, borough or network, each dated (feature 19). The host makes this value from its own system, and asks it. Nothing in a
/// community reads it by itself. It reaches a community as evidence with an act, or as a fact the host reports.
/// </summary>
public sealed class HostDirectory
{
    private readonly ILookup<PersonId, Listing> _listings;
    private readonly ILookup<PersonId, Placement> _placements;
    private readonly ILookup<DirectoryGroup, Succession> _successions;
    private readonly ImmutableHashSet<DirectoryGroup> _groups;

    // What was said of single people since, in place of the above.
    private readonly PersistentMap<PersonId, Said> _since = PersistentMap<PersonId, Said>.Empty;
    private readonly ValueList<SecondKey> _merged;
    private readonly SecondKeys _secondKeys;

    /// <summary>A directory of these facts.</summary>
    /// <param name="source">What the host calls it; a well-formed key, copied into the events that rest on it.</param>
    /// <param name="listings">The people that the host lists.</param>
    /// <param name="placements">Who belongs where.</param>
    /// <param name="successions">Which groups became part of others.</param>
    /// <param name="groups">Which groups it lists; null for every group that somebody is or was placed in, and every one that
    /// another became part of.</param>
    /// <param name="secondKeys"> Which keys it found to be one person, in the order in which it did; null for none. What it says
    /// of any key of theirs, it says of them by the key that they go by: who is listed under either is listed. </param>
    /// <exception cref="ArgumentException">A list is null, the source is not a well-formed key, or a key is dropped twice, or
    /// into one that was dropped before.</exception>
    public HostDirectory(
        string source, IEnumerable<Listing> listings, IEnumerable<Placement> placements,
            IEnumerable<Succession>? successions = null, IEnumerable<DirectoryGroup>? groups = null,
        IEnumerable<SecondKey>? secondKeys = null)
    {
        Source = KeyFormat.Checked(source);
        _merged = (secondKeys ?? []).ToValueList();
        _secondKeys = _merged.Aggregate(SecondKeys.None, With);
        _listings = Guard.Against.Null(listings).ToLookup(l => KeyOf(l.Person));
        _placements = Guard.Against.Null(placements).Select(p => p with { Person = KeyOf(p.Person) }).ToLookup(p => p.Person);
        _successions = (successions ?? []).ToLookup(s => s.Before);
        _groups = (groups
            ?? _placements.SelectMany(p => p).Select(p => p.Group)
                .Concat(_successions.SelectMany(s => s).Select(s => s.After))).ToImmutableHashSet();
    }

    private HostDirectory(HostDirectory before, PersistentMap<PersonId, Said> since, ImmutableHashSet<DirectoryGroup> groups)
    {
        (Source, _merged, _secondKeys, _since, _groups) = (before.Source, before._merged, before._secondKeys, since, groups);
        (_listings, _placements, _successions) = (before._listings, before._placements, before._successions);
    }

    /// <summary>What the host calls it.</summary>
    public string Source { get; }

    /// <summary>
    /// This directory with what another one says of one person, in place of what this one says of them: somebody who came since
    /// it was read. Groups that only the other one lists are listed too. Which keys are one person is as this one says.
    /// </summary>
    /// <param name="other">What the host says of the person; what it says of others is not looked at.</param>
    /// <param name="person">Who.</param>
    /// <exception cref="ArgumentException"><paramref name="person"/> is <c>default</c>.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is null.</exception>
    public HostDirectory With(HostDirectory other, PersonId person)
    {
        var (listings, placements) =
            (Guard.Against.Null(other).ListingsOf(Guard.Against.Default(person)), other.PlacementsOf(person));
        var key = KeyOf(person);
        return new(
            this, _since.With(key, new([.. listings], [.. placements.Select(placement => placement with { Person = key })])),
            _groups.Union(placements.Select(placement => placement.Group)));
    }

    /// <summary>The key that a person goes by: the one given, unless it was found to be a second key of somebody.</summary>
    public PersonId KeyOf(PersonId person) => _secondKeys.KeyOf(person);

    /// <summary>
    /// The refusal of an act that somebody does by a second key, or about one. It names the key that the person goes by
    /// (<see cref="Clauses.SecondKey"/>). Null for every other act, and for what the host itself reports. A stream refuses such
    /// an act itself once it was told. A host asks here first, for streams that know neither key.
    /// </summary>
    /// <exception cref="ArgumentNullException"><paramref name="act"/> is null.</exception>
    public Answer? RefuseSecondKey(Act act) =>
        Guard.Against.Null(act).Actor is null ? null : _secondKeys.Refuse(act, static _ => false)?.Answer;

    /// <summary>
    /// The refusal of an act by somebody it does not list at an instant (<see cref="Clauses.Away"/>). Null for every other
    /// act, and for what the host itself reports. A community refuses its members' acts itself once it was told that they are
    /// away. A host asks here for people that no stream was told about.
    /// </summary>
    /// <exception cref="ArgumentNullException"><paramref name="act"/> is null.</exception>
    public Answer? RefuseUnlisted(Act act, Instant at) =>
        Guard.Against.Null(act).Actor is { } person && !Lists(KeyOf(person), at)
            ? new(false, Clauses.Away, Witness.Of(person), new MissingCondition(Condition.Presence, person.Value))
            : null;

    /// <summary>Everybody who is or was listed, by the order of their keys.</summary>
    public IEnumerable<PersonId> People => _listings.Select(l => l.Key)
        .Concat(_since.Select(said => said.Key)).Distinct().Where(person => ListingsOf(person).Any()).OrderBy(p => p);

    /// <summary>Every group that it lists, in a stable order.</summary>
    public IEnumerable<DirectoryGroup> Groups =>
        _groups.OrderBy(group => group.Kind).ThenBy(group => group.Code, StringComparer.Ordinal);

    /// <summary>Whether it lists a group: a link to one that it does not list carries nothing.</summary>
    public bool ListsGroup(DirectoryGroup group) => _groups.Contains(group);

    /// <summary>When somebody is listed.</summary>
    internal (Instant From, Instant Until)[] ListedOf(PersonId person) =>
        [.. ListingsOf(person).Select(l => (l.From, l.Until ?? Instant.MaxValue)).Where(l => l.Item1 < l.Item2)];

    /// <summary>
    /// In which organisations and networks somebody is placed, and when, each under the name it has at the time.
    /// </summary>
    internal (DirectoryGroup Group, Instant From, Instant Until)[] PlacedOf(PersonId person)
    {
        var placed = new List<(DirectoryGroup, Instant, Instant)>();
        foreach (var placement in PlacementsOf(person))
        {
            var (from, end) = (placement.From, placement.Until ?? Instant.MaxValue);
            while (from < end)
            {
                var next = end;
                foreach (var succession in _successions.SelectMany(s => s))
                    if (succession.At > from && succession.At < next) next = succession.At;
                placed.Add((Current(placement.Group, from), from, next));
                from = next;
            }
        }

        return [.. placed];
    }

    /// <summary>Whether the host lists somebody at an instant.</summary>
    public bool Lists(PersonId person, Instant at) =>
        ListingsOf(person).Any(l => l.From <= at && (l.Until is null || at < l.Until));

    /// <summary>
    /// The groups somebody belongs to at an instant, in order, each once. A group that has become part of another is given as
    /// that other.
    /// </summary>
    public ValueList<DirectoryGroup> GroupsOf(PersonId person, Instant at) =>
        PlacementsOf(person).Where(p => p.HoldsAt(at)).Select(p => Current(p.Group, at)).Distinct().OrderBy(g => g).ToValueList();

    /// <summary>Where somebody was placed, in the order it began, under the names of the time.</summary>
    public ValueList<Placement> HistoryOf(PersonId person) =>
        PlacementsOf(person).OrderBy(p => p.From).ThenBy(p => p.Group).ToValueList();

    /// <summary>The group that a group is part of at an instant: itself, unless it was merged into another by then.</summary>
    public DirectoryGroup Current(DirectoryGroup group, Instant at)
    {
        var seen = new HashSet<DirectoryGroup>();
        while (seen.Add(group) && _successions[group].FirstOrDefault(s => s.At <= at) is { } succession) group = succession.After;
        return group;
    }

    /// <summary>What the directory says of somebody at an instant, to go with an act of theirs.</summary>
    public DirectoryEvidence EvidenceFor(PersonId person, Instant at) => new(Source, at, GroupsOf(person, at));

    /// <summary>
    /// What a community should be told, so that it knows what the directory says at an instant. First comes which keys are one
    /// person, where it knows either. Then come leavers, those listed again, and movers among the people it has a standing for,
    /// in the order of their keys. Somebody listed under any of their keys is no leaver. Doing these acts in order and asking
    /// again gives none.
    /// </summary>
    /// <exception cref="ArgumentNullException"><paramref name="community"/> is null.</exception>
    public IEnumerable<IActOn<Community>> ChangesFor(Community community, Instant at)
    {
        Guard.Against.Null(community);
        foreach (var (kept, dropped) in NewsFor(community.SecondKeys, community.Knows).ToArray())
        {
            var merge = new MergeKeys(kept, dropped, Source);
            community = community.Do(merge, at).After;
            yield return merge;
        }

        foreach (var (person, standing) in community.Standings)
        {
            var keys = community.KeysOf(person).ToArray();
            var listed = keys.Any(key => Lists(key, at));
            if (!listed && !standing.IsAway) yield return new ReportLeaver(person, Source);
            if (listed && standing.IsAway) yield return new ReportJoiner(person, Source);
            var said = standing.Affiliations.Where(a => a.Source == Source).Select(a => a.Group).OrderBy(g => g).ToValueList();
            var now = listed ? keys.SelectMany(key => GroupsOf(key, at)).Distinct().OrderBy(g => g).ToValueList() : said;
            if (now != said) yield return new ReportMover(person, now, Source);
        }
    }

    /// <summary>
    /// What every stream should be told, so that it knows what the directory says at an instant: each community its changes
    /// (<see cref="ChangesFor(Community, Instant)"/>), and each link, note, adoption, gathering and question that knows either of
    /// two keys that they are one person. Doing these acts in order and asking again gives none.
    /// </summary>
    /// <exception cref="ArgumentNullException"><paramref name="landscape"/> is null.</exception>
    public IEnumerable<ActOn> ChangesFor(Landscape landscape, Instant at) =>
        Guard.Against.Null(landscape).Communities.SelectMany(
            community => ChangesFor(community, at).Select(fact => new ActOn(StreamId.Of(community.Id), (Act)fact)))
            .Concat(landscape.Links.SelectMany(link => NewsFor(link.SecondKeys, link.Knows)
                .Select(second => new ActOn(StreamId.Of(link.Id), new MergeKeys(second.Kept, second.Dropped, Source)))))
            .Concat(landscape.Notes.SelectMany(note => NewsFor(note.SecondKeys, note.Knows)
                .Select(second => new ActOn(StreamId.Of(note.Id), new MergeKeys(second.Kept, second.Dropped, Source)))))
            .Concat(landscape.Adoptions.SelectMany(adoption => NewsFor(adoption.SecondKeys, adoption.Knows)
                .Select(second => new ActOn(StreamId.Of(adoption.Id), new MergeKeys(second.Kept, second.Dropped, Source)))))
            .Concat(landscape.Gatherings.SelectMany(gathering => NewsFor(gathering.SecondKeys, gathering.Knows)
                .Select(second => new ActOn(StreamId.Of(gathering.Id), new MergeKeys(second.Kept, second.Dropped, Source)))))
            .Concat(landscape.Questions.SelectMany(question => NewsFor(question.SecondKeys, question.Knows)
                .Select(second => new ActOn(StreamId.Of(question.Id), new MergeKeys(second.Kept, second.Dropped, Source)))));

    private IEnumerable<Listing> ListingsOf(PersonId person) =>
        _since.TryGet(person, out var said) ? said.Listings : _listings[person];

    private IEnumerable<Placement> PlacementsOf(PersonId person) =>
        _since.TryGet(person, out var said) ? said.Placements : _placements[person];

    // What a stream that knows somebody by any of their keys was not told yet; first what it can place.
    private IEnumerable<SecondKey> NewsFor(SecondKeys told, Func<PersonId, bool> knows) => _merged
        .Where(second => !told.Into.Has(second.Dropped) && _secondKeys.KeysOf(KeyOf(second.Dropped)).Any(knows))
        .Select(second => second with { Kept = told.KeyOf(KeyOf(second.Kept)) })
        .Where(second => second.Kept != second.Dropped)
        .OrderBy(second => !knows(second.Kept) && !knows(second.Dropped));

    private static SecondKeys With(SecondKeys so, SecondKey second) =>
        second.Kept == second.Dropped || so.Into.Has(second.Dropped) || so.Into.Has(second.Kept)
            ? throw new ArgumentException(
                $"{second.Dropped} cannot be dropped into {second.Kept}: a key is dropped once, and into one that is not.",
                    nameof(second))
            : so.With(new(second.Kept, second.Dropped));

    private sealed record Said(Listing[] Listings, Placement[] Placements);
}
