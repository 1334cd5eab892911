using Microsoft.AspNetCore.Mvc;

namespace TrustIntranet.Pages;

/// <summary>Invites somebody, who may then accept.</summary>
public class InviteModel(Visit visit) : CommunityPage(visit)
{
    public IEnumerable<(string Value, string Words)> People => Visit.Staff.Where(s => !Community.IsMember(s.Key)).Select(s => (s.Key.Value, Visit.Name(s.Key)));

    public async Task<IActionResult> OnPostAsync(string? person) => Visit.Staff.FirstOrDefault(s => s.Key.Value == person) is { } someone
        ? await Do(On, new Invite(someone.Key, Visit.Me!.Value), $"You have invited {Visit.Name(someone.Key)}.", Home)
        : Faulty("person", "Choose whom you invite");
}
