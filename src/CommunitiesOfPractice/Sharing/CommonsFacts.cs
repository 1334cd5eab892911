namespace CommunitiesOfPractice;

public sealed partial class Commons
{
    /// <summary>Whether somebody belongs to a community at an instant: a current member whose place is claimed.</summary>
    internal bool IsMember(PersonId person, CommunityId community, Instant at) =>
        HomeIndex.TryGet(community, out var home) && Homes[home].HeldBy(person, at).Belongs(at);

    /// <summary>Whether somebody reads in a community as a member at an instant.</summary>
    internal bool HomeReads(PersonId person, CommunityId community, Instant at) =>
        HomeIndex.TryGet(community, out var home) && Homes[home].ReadsAt(Homes[home].HeldBy(person, at), at);

    internal Instant? BarEndsAt(ReaderHandle reader, int home, Instant at) =>
        Homes[home].HeldBy(People[reader.Index].Id, at).Bar?.Until;

    /// <summary>
    /// How somebody comes in, as the community tells it: an act that they could do, now where the instant is over; null where
    /// there is none.
    /// </summary>
    internal Option? WayIn(PersonId person, int home, Instant at) =>
        Homes[home].Community is var community && Instant.Max(at, community.LastAt) is var then && Years.Hold(then)
            ? community.WayIn(person, then)
            : null;
}
