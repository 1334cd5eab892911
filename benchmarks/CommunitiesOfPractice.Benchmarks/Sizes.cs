using CommunitiesOfPractice.Events;

namespace CommunitiesOfPractice.Benchmarks;

/// <summary>What the current standing of 60,000 members takes in memory, their keys and their history apart.</summary>
public static class Sizes
{
    /// <summary>Prints bytes a member.</summary>
    public static void Print()
    {
        var keys = Enumerable.Range(0, LargeCommunity.People).Select(LargeCommunity.Person).ToArray();
        var stream = StreamId.Of(CommunityId.Of("everyone"));
        var at = Instant.FromUtc(2015, 5, 14, 9, 0);
        Event[] first =
        [
            new CommunityProposed(
                "Everyone", Domain.Of("Learning"), Charters.Informal(), [keys[0], keys[1]], 2, at + Duration.FromDays(9), null,
                    null),
            new CommunityFounded(),
        ];
        Community.Replay(first.Select((e, i) => new Entry(stream, i + 1, at, null, Clauses.Joining, null, e)));
        var before = GC.GetTotalMemory(true);
        var community = Community.Replay(first.Concat(keys.Select(k => new MemberJoined(k, HowJoined.Joined, 1, null)))
            .Select((e, i) => new Entry(stream, i + 1, at, null, Clauses.Joining, null, e)));
        var after = GC.GetTotalMemory(true);
        Console.WriteLine(
            $"{community.MemberCount} members: {(after - before) / community.MemberCount} bytes each beyond their keys");
        GC.KeepAlive(keys);
        GC.KeepAlive(community);
    }
}
