using Microsoft.AspNetCore.Mvc;

namespace CommunitiesOfPractice.AspNetCore.UI.Pages;

/// <summary>Invites somebody, who may then accept.</summary>
/// <param name="visit">The request.</param>
public class InviteModel(Visit visit) : CommunityPage(visit)
{
    /// <summary>Who is invited.</summary>
    public PersonChoice Invited => field ??= new("person", T["invite.person"]) { Except = Community.IsMember };

    /// <summary>Invites them.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        if (Sent.Person(Invited, T["invite.missing"]) is not { } person) return Faulty();
        await Visit.Names.Load([person], HttpContext.RequestAborted);
        return await Do(On, new Invite(Visit.Me!.Value, person), T["invite.done", Visit.Name(person)], Home);
    }
}
