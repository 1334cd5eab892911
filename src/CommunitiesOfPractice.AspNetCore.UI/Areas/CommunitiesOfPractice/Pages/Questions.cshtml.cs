using Microsoft.AspNetCore.Mvc;
using PeerQuestion = CommunitiesOfPractice.Question;

namespace CommunitiesOfPractice.AspNetCore.UI.Pages;

/// <summary>
/// The questions that the visitor may read: those that they could answer first, then their own, and then the others.
/// </summary>
/// <param name="visit">The request.</param>
public class QuestionsModel(Visit visit) : PracticePage(visit)
{
    private const int Most = 20;
    private const int MostWays = 10;

    private Sorted All => field ??= Sort();

    /// <summary>The id of the community in which they were asked; null for all that the visitor may read.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Home { get; set; }

    /// <summary>That community; null for all.</summary>
    public Community? Community => Visit.Community(Home);

    /// <summary>Those that the visitor could answer, and their own: the latest of each. None is empty.</summary>
    public IReadOnlyList<(string Title, IReadOnlyList<ShownQuestion> Of)> Groups => field ??= Grouped();

    /// <summary>All others, the latest first, a page at a time.</summary>
    public Paged<ShownQuestion> Rest => field ??= Others();

    /// <summary>Where the visitor can ask: in each community of theirs that lets them.</summary>
    public IReadOnlyList<(string Path, string Words)> Ways => field ??=
    [
        .. (from community in Community is { } one ? [one] : Visit.All.Communities
            where Visit.Me is { } me && (community.IsMember(me) || community.Observers.Contains(me))
                && Visit.Caller.AskingIn(community.Id) is { MayAsk: true }
            let path = Visit.At(PageNames.AskQuestion, new { id = community.Id })
            where path is not null
            select (path, T["questions.ask.in", community.Name])).Take(MostWays),
    ];

    // A host may sign somebody in and give them no key: then they read no question.
    /// <inheritdoc/>
    protected override bool Exists => Visit.Me is not null && (string.IsNullOrEmpty(Home) || Community is not null);

    private Sorted Sort()
    {
        List<PeerQuestion> open = [], mine = [], others = [];
        foreach (var question in Visit.Questions(Community?.Id))
            (question.Asker!.Person == Visit.Me ? mine : Visit.CouldAnswer(question) ? open : others).Add(question);
        return new(open, mine, [.. open.Skip(Most), .. mine.Skip(Most), .. others]);
    }

    private List<(string Title, IReadOnlyList<ShownQuestion> Of)> Grouped()
    {
        List<(string Title, IReadOnlyList<ShownQuestion> Of)> groups =
            [(T["questions.open"], Shown(All.Open.Take(Most))), (T["questions.mine"], Shown(All.Mine.Take(Most)))];
        groups.RemoveAll(group => group.Of.Count == 0);
        return groups;
    }

    // Only those of this page are looked up.
    private Paged<ShownQuestion> Others()
    {
        var page = PageOf(All.Others);
        return new() { Number = page.Number, Pages = page.Pages, Count = page.Count, Items = Shown(page.Items) };
    }

    private IReadOnlyList<ShownQuestion> Shown(IEnumerable<PeerQuestion> questions) =>
        [.. questions.Select(question => Visit.Question(question.Id.Value)!)];

    private sealed record Sorted(
        IReadOnlyList<PeerQuestion> Open, IReadOnlyList<PeerQuestion> Mine, IReadOnlyList<PeerQuestion> Others);
}
