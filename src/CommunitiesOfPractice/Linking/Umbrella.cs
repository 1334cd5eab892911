namespace CommunitiesOfPractice;

/// <summary>
/// A collaborative of communities, over the links that make it (feature 76). It says which communities are under which
/// collaborative, and no more. It has no power over any of them; each came by its own members' decision and may leave by one. It
/// is made from links at an instant: those that are agreed and not over count, paused or not.
/// </summary>
public sealed class Umbrella
{
    private readonly ILookup<CommunityId, CommunityId> _children;
    private readonly ILookup<CommunityId, CommunityId> _parents;

    private Umbrella(IReadOnlyCollection<(CommunityId Over, CommunityId Under)> pairs)
    {
        _children = pairs.ToLookup(pair => pair.Over, pair => pair.Under);
        _parents = pairs.ToLookup(pair => pair.Under, pair => pair.Over);
    }

    /// <summary>The umbrellas among some links, as they are at an instant.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="links"/> is null.</exception>
    public static Umbrella Over(IEnumerable<Link> links, Instant at) => new(Guard.Against.Null(links)
        .Where(link => link.Kind == LinkKind.Umbrella && link.IsKept(at))
        .Select(link => (((CommunityParty)link.A!).Community, ((CommunityParty)link.B!).Community))
        .Distinct()
        .ToArray());

    /// <summary>The communities directly under a collaborative, in the order of their ids.</summary>
    public ValueList<CommunityId> ChildrenOf(CommunityId collaborative) => _children[collaborative].OrderBy(c => c).ToValueList();

    /// <summary>The collaboratives that a community is directly under, in the order of their ids.</summary>
    public ValueList<CommunityId> ParentsOf(CommunityId community) => _parents[community].OrderBy(c => c).ToValueList();

    /// <summary>
    /// Everybody under a collaborative at any depth, nearest first, each once. The collaborative itself is left out, even where
    /// links form a circle.
    /// </summary>
    public ValueList<CommunityId> AllUnder(CommunityId collaborative)
    {
        var (seen, found) = (new HashSet<CommunityId> { collaborative }, new List<CommunityId>());
        for (var near = ChildrenOf(collaborative); near.Count > 0;)
        {
            var fresh = near.Where(seen.Add).ToArray();
            found.AddRange(fresh);
            near = fresh.SelectMany(c => _children[c]).Distinct().OrderBy(c => c).ToValueList();
        }

        return found.ToValueList();
    }
}
