using Microsoft.AspNetCore.Mvc;

namespace TrustIntranet.Pages;

/// <summary>Proposes a community; one of its own, or one that the members of another let be founded from theirs.</summary>
public class FoundModel(Visit visit) : IntranetPage(visit)
{
    private static readonly string[] Fields = ["founder1", "founder2", "founder3"];

    [BindProperty]
    public string Form { get; set; } = Guid.NewGuid().ToString();

    [BindProperty(SupportsGet = true, Name = "mandate")]
    public string? MandateKey { get; set; }

    /// <summary>The decision of the community that it is founded from; null for none.</summary>
    public Mandate? Mandate =>
        Visit.All.OpenMandates(Visit.Now).FirstOrDefault(m => m.Id == MandateKey && m.Purpose == MandatePurpose.Split);

    public IReadOnlyList<(string Value, string Words)> Charters =>
        [.. CommunitiesOfPractice.Charters.Ready.Select(c => (c.Name, $"{c.Name}. {Visit.ComingIn(c.Joining)}"))];

    public IReadOnlyList<(string Value, string Words)> People => [("", "Nobody"), .. Visit.Colleagues(_ => true)];

    protected override bool Exists => MandateKey is null || Mandate is not null;

    public async Task<IActionResult> OnPostAsync()
    {
        var (name, about) = (Sent.Name("name", "Give it a name"), Sent.Text("concern", "Say what you care about together"));
        var charter = Sent.OneOf("charter", Charters, "Choose a charter");
        PersonId[] founders =
        [
            Visit.Me!.Value,
                .. Fields.Where(field => Sent[field] is not null)
                    .Select(field => Sent.OneOf(field, People, "Choose somebody, or nobody")).OfType<string>().Distinct()
                        .Select(PersonId.Of),
        ];
        if (founders.Length < 2) Sent.Fault("founder1", "Choose at least one person who founds it with you");
        if (!ModelState.IsValid) return Faulty();
        var id = Mandate?.To.Id ?? NewKey("cop", Form);
        return await Do(
            StreamId.Of(CommunityId.Of(id)),
            new ProposeCommunity(
                founders[0], name, new Domain(about), CommunitiesOfPractice.Charters.Ready.First(c => c.Name == charter),
                    ValueList.Of(founders), founders.Length, Visit.Now + Duration.FromDays(28))
            {
                Mandate = Mandate,
            },
            "It is proposed. Each founder you named is asked to agree.", "/communities/" + id, Form);
    }
}
