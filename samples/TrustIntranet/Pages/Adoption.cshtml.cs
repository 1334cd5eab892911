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
    public Capacity? By => Visit.Me is null ? null : Visit.Caller.CapacityFor(Adoption.Adopter!);

    /// <summary>What they may do for the adopter.</summary>
    public IReadOnlyList<Deed> Deeds =>
        Visit.Me is null ? [] : [.. TrustIntranet.Deeds.Of(Visit.Caller.OptionsOn(StreamId.Of(Id)), Visit)];

    protected override bool Exists => KeyFormat.IsWellFormed(RouteData.Values["adoption"] as string)
        && (Visit.Me is null ? Adoption.Version > 0 && Shown.Answer.Allowed : Adoption.MaySee(Visit.Caller).Allowed);

    public Task<IActionResult> OnPostDeedAsync() => Do(StreamId.Of(Id), Deeds);
}
