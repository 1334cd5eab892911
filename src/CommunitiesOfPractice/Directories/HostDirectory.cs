namespace CommunitiesOfPractice;

/// <summary>That the host's directory placed somebody in a group for a time. Starts are inclusive, ends exclusive.</summary>
/// <param name="Person">Who.</param>
/// <param name="Group">In which group.</param>
/// <param name="From">From when.</param>
/// <param name="Until">Until when; null for no end.</param>
public sealed record Placement(PersonId Person, Group Group, Instant From, Instant? Until = null)
{
    internal bool HoldsAt(Instant at) => From <= at && (Until is null || at < Until);
}

/// <summary>That the host lists somebody for a time.</summary>
/// <param name="Person">Who.</param>
/// <param name="From">From when.</param>
/// <param name="Until">Until when; null for no end.</param>
public sealed record Listing(PersonId Person, Instant From, Instant? Until = null);

/// <summary>That one group became part of another: an organisation that was dissolved into its successor. What was recorded before keeps its name.</summary>
/// <param name="Before">The group that was.</param>
/// <param name="After">The group that it is part of now.</param>
/// <param name="At">From when.</param>
public sealed record Succession(Group Before, Group After, Instant At);

/// <summary>
/// What the host says of people outside the communities: whom it lists, and who belongs to which organisation, profession, setting, borough or network, each
/// dated (feature 19). A value the host makes from its own system, and asks; nothing in a community reads it by itself: it reaches a community as evidence
/// with an act, or as a fact the host reports.
/// </summary>
public sealed class HostDirectory
{
    private readonly ILookup<PersonId, Listing> _listings;
    private readonly ILookup<PersonId, Placement> _placements;
    private readonly ILookup<Group, Succession> _successions;
    private readonly HashSet<Group> _groups;

    /// <summary>A directory of these facts.</summary>
    /// <param name="source">What the host calls it; a well-formed key, copied into the events that rest on it.</param>
    /// <param name="listings">Whom the host lists.</param>
    /// <param name="placements">Who belongs where.</param>
    /// <param name="successions">Which groups became part of others.</param>
    /// <param name="groups">Which groups it lists; null for every group that somebody is or was placed in, and every one that another became part of.</param>
    /// <exception cref="ArgumentException">A list is null, or the source is not a well-formed key.</exception>
    public HostDirectory(
        string source, IEnumerable<Listing> listings, IEnumerable<Placement> placements, IEnumerable<Succession>? successions = null, IEnumerable<Group>? groups = null)
    {
        Source = Key.Checked(source);
        _listings = Guard.Against.Null(listings).ToLookup(l => l.Person);
        _placements = Guard.Against.Null(placements).ToLookup(p => p.Person);
        _successions = (successions ?? []).ToLookup(s => s.Before);
        _groups = [.. groups ?? _placements.SelectMany(p => p).Select(p => p.Group).Concat(_successions.SelectMany(s => s).Select(s => s.After))];
    }

    /// <summary>What the host calls it.</summary>
    public string Source { get; }

    /// <summary>Everybody who is or was listed, by the order of their keys.</summary>
    public IEnumerable<PersonId> People => _listings.Select(l => l.Key).OrderBy(p => p);

    /// <summary>Whether it lists a group: a link to one that it does not list carries nothing.</summary>
    public bool ListsGroup(Group group) => _groups.Contains(group);

    /// <summary>When somebody is listed.</summary>
    internal (Instant From, Instant Until)[] ListedOf(PersonId person) => [.. _listings[person].Select(l => (l.From, l.Until ?? Instant.MaxValue)).Where(l => l.Item1 < l.Item2)];

    /// <summary>In which organisations and networks somebody is placed, and when, each under the name it has at the time.</summary>
    internal (Group Group, Instant From, Instant Until)[] PlacedOf(PersonId person)
    {
        var placed = new List<(Group, Instant, Instant)>();
        foreach (var placement in _placements[person])
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
    public bool Lists(PersonId person, Instant at) => _listings[person].Any(l => l.From <= at && (l.Until is null || at < l.Until));

    /// <summary>
    /// The groups somebody belongs to at an instant, in order, each once. A group that has become part of another is given as that other.
    /// </summary>
    public ValueList<Group> GroupsOf(PersonId person, Instant at) =>
        _placements[person].Where(p => p.HoldsAt(at)).Select(p => Current(p.Group, at)).Distinct().OrderBy(g => g).ToValueList();

    /// <summary>Where somebody was placed, in the order it began, under the names of the time.</summary>
    public ValueList<Placement> HistoryOf(PersonId person) => _placements[person].OrderBy(p => p.From).ThenBy(p => p.Group).ToValueList();

    /// <summary>The group that a group is part of at an instant: itself, unless it was merged into another by then.</summary>
    public Group Current(Group group, Instant at)
    {
        var seen = new HashSet<Group>();
        while (seen.Add(group) && _successions[group].FirstOrDefault(s => s.At <= at) is { } succession) group = succession.After;
        return group;
    }

    /// <summary>What the directory says of somebody at an instant, to go with an act of theirs.</summary>
    public DirectoryEvidence EvidenceFor(PersonId person, Instant at) => new(Source, at, GroupsOf(person, at));

    /// <summary>
    /// What a community should be told, so that it knows what the directory says at an instant: leavers, those listed again, and movers among the people it has a
    /// standing for, in the order of their keys. Doing these acts and asking again gives none.
    /// </summary>
    /// <exception cref="ArgumentNullException"><paramref name="community"/> is null.</exception>
    public IEnumerable<HostFact> ChangesFor(Community community, Instant at)
    {
        foreach (var (person, standing) in Guard.Against.Null(community).Standings)
        {
            var listed = Lists(person, at);
            if (!listed && !standing.IsAway) yield return new ReportLeaver(person, Source);
            if (listed && standing.IsAway) yield return new ReportJoiner(person, Source);
            var said = standing.Affiliations.Where(a => a.Source == Source).Select(a => a.Group).OrderBy(g => g).ToValueList();
            var now = listed ? GroupsOf(person, at) : said;
            if (now != said) yield return new ReportMover(person, now, Source);
        }
    }
}
