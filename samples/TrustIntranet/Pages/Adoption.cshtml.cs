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

    public IReadOnlyList<Option> Deeds => By is not { } by ? [] :
        [.. new AdoptionAct[] { new Adopt(by, Option.Placeholder), new DeclineNote(by, Option.Placeholder), new Abandon(by, Option.Placeholder), new TakeOwnership(by) }
            .Select(act => new Option(act, Adoption.Ask(act, Visit.Now)))];

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
}
