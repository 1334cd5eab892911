using Microsoft.AspNetCore.Mvc;

namespace TrustIntranet.Pages;

/// <summary>Invites somebody, who may then accept.</summary>
public class InviteModel(Visit visit) : CommunityPage(visit)
{
    public Choice Whom =>
        new("person", "Whom you invite", Visit.Colleagues(p => !Community.IsMember(p)), Unchosen: "Choose somebody");

    public async Task<IActionResult> OnPostAsync() =>
        Sent.OneOf("person", Visit.Colleagues(p => !Community.IsMember(p)), "Choose whom you invite") is { } person
        ? await Do(
            On, new Invite(Visit.Me!.Value, PersonId.Of(person)), $"You have invited {Visit.Name(PersonId.Of(person))}.", Home)
        : Faulty();
}
