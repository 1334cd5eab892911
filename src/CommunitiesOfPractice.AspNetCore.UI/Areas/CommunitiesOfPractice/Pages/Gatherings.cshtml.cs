using Microsoft.AspNetCore.Mvc;

namespace CommunitiesOfPractice.AspNetCore.UI.Pages;

/// <summary>What gatherings are coming for the visitor, or what a community calls; and those that are over.</summary>
/// <param name="visit">The request.</param>
public class GatheringsModel(Visit visit) : PracticePage(visit)
{
    private const int Most = 50;
    private const int MostWays = 10;

    /// <summary>The id of the community that calls them; null for all that the visitor may see.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Home { get; set; }

    /// <summary>That community; null for all.</summary>
    public Community? Community => Visit.Community(Home);

    /// <summary>What is ahead, in groups: those that they said yes to, and the others. None is empty.</summary>
    public IReadOnlyList<(string Title, IReadOnlyList<ShownGathering> Of)> Groups => field ??= Grouped();

    /// <summary>Those that are over or cancelled, the latest first, a page at a time.</summary>
    public Paged<ShownGathering> Past => field ??=
        PageOf<ShownGathering>([.. All(over: true).Where(gathering => gathering.IsOver).Reverse()]);

    /// <summary>
    /// How one begins, for each community of theirs or for the one that the page is about: where they can call one, put it to the
    /// members, or ask somebody who may.
    /// </summary>
    public IReadOnlyList<CallingWay> Ways => field ??=
    [
        .. (Community is { } one ? [one] : Visit.All.Communities.Where(Visit.IsMemberOf).Take(MostWays))
            .Select(CallingWay.Of(Visit)).OfType<CallingWay>(),
    ];

    // A host may sign somebody in and give them no key: then nothing is ahead for them.
    /// <inheritdoc/>
    protected override bool Exists => Visit.Me is not null && (string.IsNullOrEmpty(Home) || Community is not null);

    private IEnumerable<ShownGathering> All(bool over) =>
        Community is { } one ? Visit.GatheringsOf(one.Id, over) : Visit.Caller.Gatherings(over);

    private List<(string Title, IReadOnlyList<ShownGathering> Of)> Grouped()
    {
        List<ShownGathering> yes = [], others = [];
        foreach (var gathering in All(over: false).Take(Most)) (Visit.SaidYes(gathering) ? yes : others).Add(gathering);
        List<(string Title, IReadOnlyList<ShownGathering> Of)> groups =
            [(T["gatherings.yes"], yes), (T[yes.Count == 0 ? "gatherings.coming" : "gatherings.others"], others)];
        groups.RemoveAll(group => group.Of.Count == 0);
        return groups;
    }
}

/// <summary>How a gathering of a community is called, as the visitor may do it.</summary>
/// <param name="Community">Which community.</param>
/// <param name="Words">Who may, or what the visitor can do.</param>
/// <param name="Path">Where they do it; null where it is for others to do, and where the host switched the page off.</param>
/// <param name="IsTogether">Whether its members call it together.</param>
public sealed record CallingWay(CommunityId Community, string Words, string? Path, bool IsTogether)
{
    /// <summary>How one is called; null for somebody who is no member, and where none can be called now.</summary>
    /// <param name="visit">The request.</param>
    internal static Func<Community, CallingWay?> Of(Visit visit) => community =>
    {
        if (!visit.IsMemberOf(community) || visit.Caller.CallingIn(community.Id) is not { } may) return null;
        var (t, path) = (visit.T, visit.At(PageNames.CallGathering, new { id = community.Id }));
        return may.MayCall ? new(community.Id, t["gatherings.begin.call", community.Name], path, false)
            : may.Call is MembersBy ? new(community.Id, t["gatherings.begin.together", community.Name], path, true)
            : new(community.Id, t["gatherings.begin.others", community.Name, visit.Name(may.Call)], null, false);
    };
}
