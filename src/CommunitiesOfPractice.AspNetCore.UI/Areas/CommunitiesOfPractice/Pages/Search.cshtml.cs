using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace CommunitiesOfPractice.AspNetCore.UI.Pages;

/// <summary>
/// Looks for communities, gatherings, notes and bundles by words, and for what others learned by what came of it. What the host's
/// search finds passes through the Commons, so that not even a count tells of what the reader may not read.
/// </summary>
/// <param name="visit">The request.</param>
/// <param name="options">What the host has to search with.</param>
public class SearchModel(Visit visit, IOptions<CommunitiesOfPracticeOptions> options) : PracticePage(visit)
{
    // How much the host's search is asked for.
    private const int Most = 200;

    /// <summary>The words to look for; null for any.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    /// <summary>What came of it; null for anything.</summary>
    [BindProperty(SupportsGet = true)]
    public PracticeOutcome? Outcome { get; set; }

    /// <summary>The id of the community that wrote it; null for any.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Home { get; set; }

    /// <summary>What others learned, where no words are looked for.</summary>
    public Paged<FoundNote> Notes { get; private set; } = Paged<FoundNote>.Of([], 1, 1);

    /// <summary>What was found by words, best first; null where none are looked for.</summary>
    public Paged<SearchHit>? Hits { get; private set; }

    /// <summary>Communities that work on near subjects, where nothing was found.</summary>
    public IReadOnlyList<NearSubject> Near { get; private set; } = [];

    /// <summary>Whether the host's search found as many as it was asked for, so that there may be more.</summary>
    public bool MayBeMore { get; private set; }

    /// <summary>Looks for it.</summary>
    /// <param name="cancel">To give up.</param>
    public async Task OnGetAsync(CancellationToken cancel)
    {
        ModelState.Clear();
        if (Outcome is { } outcome && !Enum.IsDefined(outcome)) Outcome = null;
        if (Visit.Community(Home) is null) Home = null;
        if (!string.IsNullOrWhiteSpace(Q)) await Find(Q, cancel);
        else Notes = Outcome is null ? All() : PageOf(
            Visit.Present.Commons.Find(Visit.Reader, Visit.Now, new NoteQuery { Outcome = Outcome, Home = Of }));
    }

    /// <summary>Where something that was found has its page; null where the host has left that out.</summary>
    /// <param name="hit">What was found.</param>
    public string? PathOf(SearchHit hit) => Guard.Against.Null(hit).Kind switch
    {
        HitKind.Community => Visit.At(PageNames.Community, new { id = hit.Of.Id }),
        HitKind.Gathering => Visit.At(PageNames.Gathering, new { gathering = hit.Of.Id }),
        _ => Visit.At(PageNames.Note, new { note = hit.Of.Id }),
    };

    /// <summary>What it says, and by which community's words that means what was looked for.</summary>
    /// <param name="hit">What was found.</param>
    public IEnumerable<string> Because(SearchHit hit) =>
        Guard.Against.Null(hit).Because.Where(match => match.WordsOf is not null)
            .Select(match => T["search.because", match.Says, match.Sought, Visit.All[match.WordsOf!.Value].Name]);

    /// <summary>What was tried, where it is a note.</summary>
    /// <param name="hit">What was found.</param>
    public FreeText? Tried(SearchHit hit) => (ContentOf(Guard.Against.Null(hit)) as PracticeContent)?.Tried;

    private CommunityId? Of => Home is null ? null : CommunityId.Of(Home);

    // Only those of this page are looked up.
    private Paged<FoundNote> All()
    {
        var commons = Visit.Present.Commons;
        var all = Of is { } home ? commons.List(Visit.Reader, Visit.Now, home) : commons.List(Visit.Reader, Visit.Now);
        var page = PageOf<NoteId>(all);
        return new()
        {
            Number = page.Number, Pages = page.Pages, Count = page.Count, Items = [.. page.Items.Select(Visit.Found)],
        };
    }

    private async Task Find(string words, CancellationToken cancel)
    {
        var found = await options.Value.Search(HttpContext.RequestServices)(
            words, Visit.Present.Commons, Visit.Reader, Visit.Now, Most, cancel);
        (MayBeMore, Near) = (found.Hits.Count >= Most, found.Near);
        Hits = PageOf([.. found.Hits.Where(hit => (Of ?? hit.Community) == hit.Community
            && (Outcome is null || (ContentOf(hit) as PracticeContent)?.Outcome == Outcome))]);
    }

    private NoteContent? ContentOf(SearchHit hit) =>
        hit.Of.Kind == StreamKind.Note ? Visit.All[NoteId.Of(hit.Of.Id)].Content : null;
}
