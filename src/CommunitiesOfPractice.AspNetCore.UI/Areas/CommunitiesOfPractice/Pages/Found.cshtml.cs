using Microsoft.AspNetCore.Mvc;

namespace CommunitiesOfPractice.AspNetCore.UI.Pages;

/// <summary>Proposes a community: one of its own, or one that the members of another let be founded from theirs.</summary>
/// <param name="visit">The request.</param>
public class FoundModel(Visit visit) : PracticePage(visit)
{
    private const int Days = 28;

    /// <summary>What tells this form from another.</summary>
    [BindProperty]
    public string Form { get; set; } = Guid.NewGuid().ToString();

    /// <summary>The key of <see cref="Mandate"/>; null for none.</summary>
    [BindProperty(SupportsGet = true, Name = "mandate")]
    public string? MandateKey { get; set; }

    /// <summary>The decision of the community that it is founded from; null for none.</summary>
    public Mandate? Mandate => field ??= MandateKey is null
        ? null
        : Visit.All.OpenMandates(Visit.Now).FirstOrDefault(m => m.Id == MandateKey && m.Purpose == MandatePurpose.Split);

    /// <summary>How a community is founded.</summary>
    public string Intro => T.Count("found.intro", Days);

    /// <summary>The charters to start from, each with how people come in under it.</summary>
    public IReadOnlyList<(string Value, string Words)> Charters => field ??=
    [
        .. CommunitiesOfPractice.Charters.Ready.Select(
            c => (c.Name, T["found.charter.words", c.Name, Visit.ComingIn(c.Joining)])),
    ];

    /// <summary>Who founds it with the visitor: one person at least.</summary>
    public IReadOnlyList<PersonChoice> Founders => field ??=
    [
        new("founder1", T["found.founder"], T["found.founder.hint"]),
        new("founder2", T["found.other"]) { IsOptional = true },
        new("founder3", T["found.other"]) { IsOptional = true },
    ];

    /// <inheritdoc/>
    protected override bool Exists => MandateKey is null || Mandate is not null;

    /// <summary>Proposes it.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        var (name, about) = (Sent.Name("name", T["found.name.missing"]), Sent.Text("concern", T["found.concern.missing"]));
        var charter = Sent.OneOf("charter", Charters, T["found.charter.missing"]);
        var founders = Founders
            .Select(choice => Sent.Person(choice, T[choice.IsOptional ? "found.other.missing" : "found.founder.missing"]))
            .OfType<PersonId>().Prepend(Visit.Me!.Value).Distinct().ToValueList();
        if (!ModelState.IsValid) return Faulty();
        var id = CommunityId.Of(Mandate?.To.Id ?? NewKey("cop", Form));
        return await Do(
            StreamId.Of(id),
            new ProposeCommunity(
                Visit.Me!.Value, name, new Domain(about), CommunitiesOfPractice.Charters.Ready.First(c => c.Name == charter),
                founders, founders.Count, Visit.Now + Duration.FromDays(Days))
            {
                Mandate = Mandate,
            },
            T["found.done"], Visit.At(id), Form);
    }
}
