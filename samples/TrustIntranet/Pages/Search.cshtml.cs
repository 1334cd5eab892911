using CommunitiesOfPractice.EntityFrameworkCore;
using Microsoft.AspNetCore.Mvc;

namespace TrustIntranet.Pages;

/// <summary>
/// Looks for what others learned: by words with the database's own engine, whose results pass through the Commons, so that not
/// even a count tells of what the reader may not read.
/// </summary>
public class SearchModel(Visit visit, NoteSearch search) : IntranetPage(visit)
{
    private const int Most = 100;

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true)]
    public PracticeOutcome? Outcome { get; set; }

    public IReadOnlyList<(FoundNote Note, FreeText? Tried)> Results { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        ModelState.Clear();
        var commons = Visit.Present.Commons;
        var readable =
            commons.Find(
                Visit.Reader, Visit.Now,
                    new NoteQuery { Outcome = Outcome is { } outcome && Enum.IsDefined(outcome) ? outcome : null })
                        .ToDictionary(found => found.Note);
        var notes = string.IsNullOrWhiteSpace(Q)
            ? (IEnumerable<NoteId>)readable.Keys
            : await search.Find(Q, commons, Visit.Reader, Visit.Now, Most, cancel);
        Results =
            [.. notes.Where(readable.ContainsKey)
                .Select(note => (readable[note], (Visit.All[note].Content as PracticeContent)?.Tried))];
    }
}
