using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace CommunitiesOfPractice.AspNetCore.UI.Pages;

/// <summary>
/// Looks for what others learned, by words and by what came of it. What the host's search finds passes through the Commons, so
/// that not even a count tells of what the reader may not read.
/// </summary>
/// <param name="visit">The request.</param>
/// <param name="options">What the host has to search with.</param>
public class SearchModel(Visit visit, IOptions<CommunitiesOfPracticeOptions> options) : PracticePage(visit)
{
    // How many notes the host's search is asked for.
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

    /// <summary>What was found.</summary>
    public Paged<FoundNote> Results { get; private set; } = Paged<FoundNote>.Of([], 1, 1);

    /// <summary>Whether the host's search found as many as it was asked for, so that there may be more.</summary>
    public bool MayBeMore { get; private set; }

    /// <summary>Looks for notes.</summary>
    /// <param name="cancel">To give up.</param>
    public async Task OnGetAsync(CancellationToken cancel)
    {
        ModelState.Clear();
        if (Outcome is { } outcome && !Enum.IsDefined(outcome)) Outcome = null;
        if (Visit.Community(Home) is null) Home = null;
        Results = string.IsNullOrWhiteSpace(Q) && Outcome is null ? All() : PageOf(string.IsNullOrWhiteSpace(Q) ? Readable()
            : options.Value.Search?.Invoke(HttpContext.RequestServices) is { } finder ? await Ranked(finder, Q, cancel)
            : Holding(Q.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
    }

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

    private ValueList<FoundNote> Readable() =>
        Visit.Present.Commons.Find(Visit.Reader, Visit.Now, new NoteQuery { Outcome = Outcome, Home = Of });

    /// <summary>What the host's search finds, best first.</summary>
    private async Task<IReadOnlyList<FoundNote>> Ranked(NoteFinder finder, string words, CancellationToken cancel)
    {
        var commons = Visit.Present.Commons;
        var found = await finder(words, commons, Visit.Reader, Visit.Now, Most, cancel);
        MayBeMore = found.Count >= Most;
        return
        [
            .. from id in commons.MayRead(Visit.Reader, found, Visit.Now)
               let content = Visit.All[id].Content
               where content is not null
               let came = (content as PracticeContent)?.Outcome
               where (Outcome is null || came == Outcome) && (Of ?? Visit.All[id].Home) == Visit.All[id].Home
               select new FoundNote(id, Visit.All[id].Home, content!.Title, came),
        ];
    }

    /// <summary>Readable notes that hold every word in their title and keywords, where the host has no search.</summary>
    private IReadOnlyList<FoundNote> Holding(string[] words) =>
    [
        .. Readable().Where(note => Visit.All[note.Note].Content is { } content
            && words.All(word => Holds(content.Title.Words, word) || content.Topics.Any(topic => Holds(topic, word)))),
    ];

    private static bool Holds(string? text, string word) => text?.Contains(word, StringComparison.OrdinalIgnoreCase) == true;
}
