using Microsoft.AspNetCore.Mvc;

namespace TrustIntranet.Pages;

/// <summary>Proposes a community.</summary>
public class FoundModel(Visit visit) : IntranetPage(visit)
{
    [BindProperty]
    public string Form { get; set; } = Guid.NewGuid().ToString();

    public IEnumerable<(string Value, string Words)> Charters => CommunitiesOfPractice.Charters.Ready.Select(c => (c.Name, $"{c.Name}: {Plain.Lower(c.Joining.Sentence)}"));

    public IEnumerable<(string Value, string Words)> People => [("", "Nobody"), .. Visit.Staff.Where(s => s.Key != Visit.Me).Select(s => (s.Key.Value, Visit.Name(s.Key)))];

    public async Task<IActionResult> OnPostAsync(string? name, string? concern, string? charter, string? founder1, string? founder2, string? founder3)
    {
        var about = Text("concern", concern, "Say what you care about together");
        if (!Key.Fits(name?.Trim())) ModelState.AddModelError("name", $"Give it a name of at most {Key.Longest} characters");
        if (CommunitiesOfPractice.Charters.Ready.FirstOrDefault(c => c.Name == charter) is not { } chosen) return Faulty("charter", "Choose a charter");
        if (!ModelState.IsValid) return Faulty();
        PersonId[] founders = [Visit.Me!.Value, .. Visit.Staff.Select(s => s.Key).Where(k => new[] { founder1, founder2, founder3 }.Contains(k.Value) && k != Visit.Me)];
        var id = NewKey("cop", Form);
        return await Do(
            StreamId.Of(CommunityId.Of(id)),
            new ProposeCommunity(founders[0], name!.Trim(), new Domain(about), chosen, ValueList.Of(founders), founders.Length, Visit.Now + Duration.FromDays(28)),
            "It is proposed. Each founder you named is asked to agree.", "/communities/" + id, Form);
    }
}
