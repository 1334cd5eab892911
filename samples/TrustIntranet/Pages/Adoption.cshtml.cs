using Microsoft.AspNetCore.Mvc;

namespace TrustIntranet.Pages;

/// <summary>What somebody made of a note: adopted, adapted, declined or given up, why, and what came of it.</summary>
public class AdoptionModel(Visit visit) : IntranetPage(visit)
{
    public AdoptionId Id => AdoptionId.Of((string)RouteData.Values["adoption"]!);

    public Adoption Adoption => Visit.All[Id];

    private ShownNote Shown => Visit.Present.Commons.Show(Visit.Reader, Adoption.Note, Visit.Now);

    public string Title => Shown.Title?.ToString() ?? "a note that you may not read now";

    /// <summary>In what capacity whoever is signed in acts for the adopter; null where they do not.</summary>
    public Capacity? By => Visit.Capacities().Select(c => c.Capacity).FirstOrDefault(c => c.For == Adoption.Adopter);

    private IReadOnlyList<Option> Options => By is { } by ? Adoption.OptionsFor(by, Visit.Now) : [];

    /// <summary>What they may do by a button; what takes more than words has a form of its own, where it may be done.</summary>
    public IReadOnlyList<Option> Deeds => [.. Options.Where(o => !o.Answer.Allowed || o.Act is not (Adapt or ReportOutcome or TellStory))];

    /// <summary>Whether they may do an act that has a form of its own.</summary>
    public bool May<TAct>() => Options.Any(o => o.Act is TAct && o.Answer.Allowed);

    protected override bool Exists => Key.Fits(RouteData.Values["adoption"] as string) && Adoption.Version > 0 && (By is not null || Shown.Answer.Allowed);

    public Task<IActionResult> OnPostDeedAsync(string? deed, string? words) => Do(StreamId.Of(Id), Deeds, deed, words);

    public async Task<IActionResult> OnPostAdaptAsync(string? changed, string? why)
    {
        var (what, reason) = (Text("changed", changed, "Say what you change"), Text("why", why, "Say why"));
        return ModelState.IsValid && By is { } by ? await Do(StreamId.Of(Id), new Adapt(by, what, reason), "Adapted. Those who wrote it can see what you changed.") : Faulty();
    }

    public async Task<IActionResult> OnPostOutcomeAsync(PracticeOutcome outcome, string? happened)
    {
        var what = Text("happened", happened, "Say what happened");
        return ModelState.IsValid && By is { } by && Enum.IsDefined(outcome) ? await Do(StreamId.Of(Id), new ReportOutcome(by, outcome, what), "Reported. It flows back to those who wrote the note.") : Faulty();
    }

    public async Task<IActionResult> OnPostStoryAsync(ValueCycle cycle, string? story, string? indicator)
    {
        var words = Text("story", story, "Tell the story");
        var shown = string.IsNullOrWhiteSpace(indicator) ? null : indicator.Trim();
        if (shown is not null && !Key.Fits(shown)) ModelState.AddModelError("indicator", $"Name what shows it in at most {Key.Longest} characters");
        return ModelState.IsValid && By is { } by && Enum.IsDefined(cycle) ? await Do(StreamId.Of(Id), new TellStory(by, cycle, words, shown), "Told. It flows back to those who wrote the note.") : Faulty();
    }
}
