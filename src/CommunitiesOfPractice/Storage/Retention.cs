namespace CommunitiesOfPractice.Storage;

/// <summary>
/// What a court, an inquiry or the law wants kept (in the United Kingdom: UK GDPR, article 17(3)(b) and (e); Inquiries Act 2005,
/// section 35). While it is in force, nobody that it names is forgotten, and nothing is rewritten in a stream that it names. The
/// host keeps its holds, and gives them to whatever forgets.
/// </summary>
/// <param name="Reference">What the host calls it: a case or an inquiry.</param>
public sealed record LegalHold(string Reference)
{
    /// <summary>What the host calls it.</summary>
    /// <exception cref="ArgumentException">It is not a well-formed key.</exception>
    public string Reference { get; init => field = KeyFormat.Checked(value, nameof(Reference)); } =
        KeyFormat.Checked(Reference, nameof(Reference));

    /// <summary>The people that it names; nobody, unless it says so.</summary>
    /// <exception cref="ArgumentException">One of them is <c>default</c>.</exception>
    public ValueList<PersonId> People {
        get; init => field = value.Select(p => Guard.Against.Default(p, nameof(People))).ToValueList(); } =
            ValueList<PersonId>.Empty;

    /// <summary>
    /// The communities, links, notes, adoptions and gatherings of which nothing is rewritten; none, unless it says so.
    /// </summary>
    /// <exception cref="ArgumentException">One of them is <c>default</c>.</exception>
    public ValueList<StreamId> Streams {
        get; init => field = value.Select(s => Guard.Against.Default(s, nameof(Streams))).ToValueList(); } =
            ValueList<StreamId>.Empty;

    /// <summary>From when it is no longer in force; null for as long as the host gives it.</summary>
    public Instant? Until { get; init; }

    /// <summary>Whether it keeps somebody that these streams mention from being forgotten.</summary>
    internal bool Holds(PersonId person, IEnumerable<StreamId> streams, Instant at) => Holds([person], streams, at);

    /// <summary>Whether it keeps what these streams hold of any of these people.</summary>
    internal bool Holds(IEnumerable<PersonId> people, IEnumerable<StreamId> streams, Instant at) =>
        !(Until <= at) && (people.Any(People.Contains) || streams.Any(Streams.Contains));
}

/// <summary>
/// How long a host keeps what names people who have gone. The period is the host's own, from its retention schedule: the library
/// knows none, and forgets nobody by itself. <see cref="Retaining.PastRetention"/> says whose time is over.
/// </summary>
/// <param name="Period">How long after the last line that names them; positive.</param>
public sealed record Retention(Duration Period)
{
    /// <summary>How long after the last line that names them.</summary>
    /// <exception cref="ArgumentException">It is not positive.</exception>
    public Duration Period {
        get; init => field = Guard.Against.OutOfRange(value, nameof(Period), Duration.Epsilon, Duration.MaxValue); } =
        Guard.Against.OutOfRange(Period, nameof(Period), Duration.Epsilon, Duration.MaxValue);

    /// <summary>What is held for the law; nothing, unless it says so.</summary>
    public ValueList<LegalHold> LegalHolds { get; init; } = ValueList<LegalHold>.Empty;
}

/// <summary>Somebody who has gone, and whose time is over.</summary>
/// <param name="Person">Who.</param>
/// <param name="LastNamed">When the last line was written that names them.</param>
/// <param name="Holds">The references of the holds that keep them from being forgotten; none, where they may be.</param>
public sealed record PastRetention(PersonId Person, Instant LastNamed, ValueList<string> Holds);

/// <summary>Whose time is over by a host's retention schedule.</summary>
public static partial class Retaining
{
    /// <summary>
    /// Everybody that no line has named for the period, and who has no place anywhere any more. Such a person is a member,
    /// observer or follower of no community that is not closed, or is away from it. They hold no office there, and are barred
    /// from none. They carry no link that has not ended, and are at the end of none. They look after no adoption that has not
    /// been given up, and no gathering that is ahead, and have no place at one. Being a contributor keeps nobody here: a note
    /// stays when its contributor is forgotten. Those who have been forgotten are left out. The longest gone come first. To
    /// forget them and keep what they wrote, give
    /// <see cref="Forgetting.Forget"/> an <see cref="Erasure"/> without <see cref="Erasure.OwnWords"/>.
    /// </summary>
    /// <param name="record">Where the record is kept; it is read as a whole.</param>
    /// <param name="retention">The host's schedule.</param>
    /// <param name="at">When.</param>
    /// <param name="cancel">To give up.</param>
    /// <exception cref="ArgumentNullException"><paramref name="record"/> or <paramref name="retention"/> is null.</exception>
    /// <exception cref="RecordException">The record is not what it should be.</exception>
    public static async ValueTask<ValueList<PastRetention>> PastRetention(
        this IRecord record, Retention retention, Instant at, CancellationToken cancel = default)
    {
        Guard.Against.Null(record);
        Guard.Against.Null(retention);
        var (landscape, named) = (Landscape.Empty, new Dictionary<PersonId, (Instant Last, HashSet<StreamId> In)>());
        while (await record.ReadAll(landscape.Position, Forgetting.Page, cancel).ConfigureAwait(false) is { Count: > 0 } lines)
        {
            foreach (var line in lines)
            {
                using var json = MarkedJson.Parse(line.Entry);
                foreach (var key in MarkedJson.PeopleIn(json.RootElement))
                {
                    if (ChainKey.IsPseudonym(key)) continue;
                    var (last, streams) = named.TryGetValue(PersonId.Known(key), out var before) ? before : (line.Entry.At, []);
                    streams.Add(line.Entry.Stream);
                    named[PersonId.Known(key)] = (line.Entry.At > last ? line.Entry.At : last, streams);
                }
            }

            landscape = landscape.After(lines);
        }

        var open = landscape.Communities.Select(c => c.At(at)).Where(c => c.Status != Status.Closed).ToArray();
        return named.Where(p => at - p.Value.Last >= retention.Period && !StandsSomewhere(p.Key, open, landscape, at))
            .Select(p =>
                new PastRetention(
                    p.Key, p.Value.Last,
                        retention.LegalHolds.Where(h => h.Holds(p.Key, p.Value.In, at)).Select(h => h.Reference).ToValueList()))
            .OrderBy(p => p.LastNamed).ThenBy(p => p.Person).ToValueList();
    }

    // A place that the host no longer lists somebody in is empty; a bar is in force all the same.
    private static bool StandsSomewhere(PersonId person, Community[] open, Landscape landscape, Instant at) =>
        Memberships.Of(person, open)
            .Any(b => b.Standing.IsBarred
                || (!b.Standing.IsAway && (b.Standing.IsMember || b.Follows || b.Observes || b.Offices.Count > 0)))
        || landscape.Links.Any(l => l.Status is LinkStatus.Offered or LinkStatus.Agreed or LinkStatus.Paused
            && (l.A == Party.Of(person) || l.B == Party.Of(person) || l.Brokers.Any(b => b.Broker == person && b.Until is null)))
        || landscape.Adoptions.Any(
            a => a.Status is AdoptionStatus.Considering or AdoptionStatus.Adopted or AdoptionStatus.Adapted
                && (a.Owner == person || a.Adopter == Party.Of(person)))
        || landscape.Gatherings.Any(g =>
            !g.IsOver(at) && (g.Organiser == person || g.Coming.Contains(person) || g.Waiting.Contains(person)));
}
