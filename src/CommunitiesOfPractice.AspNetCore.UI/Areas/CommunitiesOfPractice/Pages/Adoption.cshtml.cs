using Microsoft.AspNetCore.Mvc;

namespace CommunitiesOfPractice.AspNetCore.UI.Pages;

/// <summary>What somebody made of a note: adopted, adapted, declined or given up, why, and what came of it.</summary>
/// <param name="visit">The request.</param>
public class AdoptionModel(Visit visit) : PracticePage(visit)
{
    /// <summary>The adoption's id.</summary>
    public AdoptionId Id => AdoptionId.Of((string)RouteData.Values["adoption"]!);

    /// <summary>The adoption.</summary>
    public Adoption Adoption => Visit.All[Id];

    /// <summary>What its note is called, as far as the visitor may know.</summary>
    public string Title => Shown.Title?.ToString() ?? T["adoption.hidden"];

    /// <summary>In what capacity the visitor acts for the adopter; null where they do not.</summary>
    public Capacity? By => Visit.Me is null ? null : Visit.Caller.CapacityFor(Adoption.Adopter!);

    /// <summary>What the visitor may do for the adopter.</summary>
    public IReadOnlyList<Deed> Deeds => field ??=
        Visit.Me is null ? [] : [.. Deed.Of(Visit.Caller.OptionsOn(StreamId.Of(Id)), Visit)];

    /// <inheritdoc/>
    protected override bool Exists => KeyFormat.IsWellFormed(RouteData.Values["adoption"] as string)
        && (Visit.Me is null ? Adoption.Version > 0 && Shown.Answer.Allowed : Adoption.MaySee(Visit.Caller).Allowed);

    /// <inheritdoc/>
    protected override IEnumerable<PersonId> People =>
    [
        .. Visit.PeopleAmong([Adoption.Adopter]),
        .. By is null ? [] : Deeds.Where(d => d.Answer.Allowed || d.IsWorthTelling).SelectMany(d => d.People),
    ];

    private ShownNote Shown => field ??= Visit.Present.Commons.Show(Visit.Reader, Adoption.Note, Visit.Now);

    /// <summary>Does what a button says.</summary>
    public Task<IActionResult> OnPostDeedAsync() => Do(StreamId.Of(Id), Deeds);
}
