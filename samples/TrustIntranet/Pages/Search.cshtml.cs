using Microsoft.AspNetCore.Mvc;

namespace TrustIntranet.Pages;

/// <summary>Looks for what others learned. The Commons says what the reader may read; only in that are words looked for, so that not even a count tells of anything else.</summary>
public class SearchModel(Visit visit) : IntranetPage(visit)
{
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true)]
    public PracticeOutcome? Outcome { get; set; }

    public IReadOnlyList<(FoundNote Note, FreeText? Tried)> Results { get; private set; } = [];

    public void OnGet()
    {
        ModelState.Clear();
        var words = (Q ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(10).ToArray();
        Results =
        [
            .. from found in Visit.Present.Commons.Find(Visit.Me, Visit.Now, new Looking { Outcome = Outcome is { } outcome && Enum.IsDefined(outcome) ? outcome : null })
               let content = Visit.All[found.Note].Content!
               let texts = content.TextsToScreen()
               where words.All(word => texts.Any(text => text.Words.Contains(word, StringComparison.CurrentCultureIgnoreCase)))
               select (found, (content as PracticeContent)?.Tried),
        ];
    }
}
