// Who may come, and what of other streams bears on a gathering: one rule, for one person's act and for what the host tells.
namespace CommunitiesOfPractice;

public sealed partial class Commons
{
    /// <summary>
    /// By what somebody may come to a gathering at an instant. They are listed by the host and not barred by a community that
    /// calls it. They are a member of one of these, or belong to the far end of a link that the gathering names and that is live,
    /// or everybody may come, or they are named as a guest.
    /// </summary>
    /// <exception cref="ArgumentException"><paramref name="person"/> or <paramref name="gathering"/> is
    /// <c>default</c>.</exception>
    public ComesBy ComesBy(PersonId person, GatheringId gathering, Instant at) =>
        ComesBy(Guard.Against.Default(person), Landscape[gathering], at);

    /// <summary>
    /// What gatherings that are not over should be told of other streams, so that nobody who left, was barred or lost their link
    /// keeps a place, and nobody looks after one who can no longer act: the first who waits then moves up. Doing these acts in
    /// order and asking again gives none.
    /// </summary>
    /// <param name="at">When.</param>
    /// <param name="source">What the host calls this record, in the facts that it reports.</param>
    /// <param name="about">A community, a link or a gathering that changed, for what only that bears on; null for all.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="at"/> lies outside the <see cref="Years"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="source"/> is not a well-formed key.</exception>
    public IEnumerable<ActOn> FactsForGatherings(Instant at, string source = "record", StreamId? about = null)
    {
        Guard.Against.OutsideYears(at);
        KeyFormat.Checked(source, nameof(source));
        return Landscape.GatheringStates.All()
            .Where(gathering => gathering.Status == GatheringStatus.Called && !gathering.IsOver(at)
                && (about is not { } changed || RestsOn(gathering, changed)))
            .OrderBy(gathering => gathering.Id).SelectMany(gathering => FactsFor(gathering, at, source));
    }

    internal ComesBy ComesBy(PersonId person, Gathering gathering, Instant at)
    {
        if (gathering.Call is not { } call || Directory?.Lists(person, at) != true) return CommunitiesOfPractice.ComesBy.Nothing;
        var callers = gathering.CalledBy.ToArray();
        return callers.Any(community => Holds(community, person, at).IsBarred(at)) ? CommunitiesOfPractice.ComesBy.Nothing
            : callers.Any(community => Holds(community, person, at).Belongs(at)) ? CommunitiesOfPractice.ComesBy.Membership
            : call.Links.Any(link => ReachesAcross(Landscape[link], callers, person, at)) ? CommunitiesOfPractice.ComesBy.Link
            : call.Anybody ? CommunitiesOfPractice.ComesBy.Listing
            : call.Guests.Contains(person) ? CommunitiesOfPractice.ComesBy.Guest
            : CommunitiesOfPractice.ComesBy.Nothing;
    }

    // Whether who may come to a gathering rests on a stream.
    private bool RestsOn(Gathering gathering, StreamId stream) => stream.Kind switch
    {
        StreamKind.Community => CommunityId.Of(stream) is var community
            && (gathering.CalledBy.Contains(community)
                || gathering.Call!.Links.Any(link => Landscape[link].SideOf(Party.Of(community)) is not null)),
        StreamKind.Link => gathering.Call!.Links.Contains(LinkId.Of(stream)),
        _ => StreamId.Of(gathering.Id) == stream,
    };

    private IEnumerable<ActOn> FactsFor(Gathering gathering, Instant at, string source)
    {
        var on = StreamId.Of(gathering.Id);
        foreach (var person in gathering.Coming.Concat(gathering.Waiting))
            if (ComesBy(person, gathering, at) == CommunitiesOfPractice.ComesBy.Nothing)
                yield return new(on, new ReportGone(person, source));
        foreach (var (person, response) in gathering.Places.Responses)
            if (response.IsGone && ComesBy(person, gathering, at) != CommunitiesOfPractice.ComesBy.Nothing)
                yield return new(on, new ReportBack(person, source));
        if (gathering.Organiser is { } organiser
            && !gathering.CalledBy.Any(community =>
                Landscape[community].CallingEvidenceFor(organiser, Instant.Max(at, Landscape[community].LastAt)) is
                    { MayLookAfter: true }))
            yield return new(on, new ReportUnattended(organiser, source));
    }

    private Held Holds(CommunityId community, PersonId person, Instant at) =>
        HomeIndex.TryGet(community, out var home) ? Homes[home].HeldBy(person, at) : default;

    // The far end of a live link: members whom it has not barred, or those whom the directory places there now.
    private bool ReachesAcross(Link link, CommunityId[] callers, PersonId person, Instant at)
    {
        if (!link.IsInForce(at)) return false;
        return callers.Select(Party.Of).Any(near =>
            link.SideOf(near) is { } side && link[side.Other()] is { } far && IsOpen(near, at) && IsOpen(far, at) && far switch
            {
                CommunityParty { Community: var community } =>
                    Holds(community, person, at) is var held && held.Belongs(at) && !held.IsBarred(at),
                GroupParty { Group: var group } => Directory!.GroupsOf(person, at).Contains(group),
                PersonParty { Person: var leader } => leader == person,
                _ => throw new InvalidOperationException($"{far.GetType().Name} is not known."),
            });
    }

    private bool IsOpen(Party party, Instant at) =>
        party is not CommunityParty { Community: var community }
        || (HomeIndex.TryGet(community, out var home) && Homes[home].OpenAt(at));
}
