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

    /// <summary>What they may do for the adopter.</summary>
    public IReadOnlyList<Deed> Deeds => By is { } by ? [.. TrustIntranet.Deeds.Of(Adoption.OptionsFor(by, Visit.Now), Visit)] : [];

    protected override bool Exists => Key.Fits(RouteData.Values["adoption"] as string) && Adoption.Version > 0 && (By is not null || Shown.Answer.Allowed);

    public Task<IActionResult> OnPostDeedAsync() => Do(StreamId.Of(Id), Deeds);
}
