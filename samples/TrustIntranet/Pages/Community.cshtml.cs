using Microsoft.AspNetCore.Mvc;

namespace TrustIntranet.Pages;

/// <summary>One community: who convenes, how it decides, and what somebody may do in it.</summary>
public class CommunityModel(Visit visit) : CommunityPage(visit)
{
    public string Standing => Community.Status switch
    {
        Status.Proposed => $"Proposed: founded once {Community.Founding.Quorum} of its founders agree, by {Plain.Day(Community.Founding.Until)}",
        Status.NotFounded => "Not founded: too few of its founders agreed in time",
        Status.Closed => $"Closed. {Community.Legacy}",
        Status.Dormant => "Dormant: nobody has done anything here for a long time",
        _ => Plain.Of(Community.Stage),
    };

    /// <summary>Conveners are known to members by their key; to everybody else, how many.</summary>
    public string Conveners => !Community.Conveners.Any() ? "Nobody yet"
        : Visit.IsMemberOf(Community) ? string.Join("; ", Community.Conveners.Select(Visit.Name)) : Plain.Count(Community.Conveners.Count(), "person its members chose", "people its members chose");

    /// <summary>The sentences of the charter that people ask for first.</summary>
    public IEnumerable<string> HowItDecides => Community.Charter.Sentences()
        .Where(s => s.Subject is "matter: anything else" or "matter: amending this charter" or "matter: putting a matter before the members").Select(s => s.Sentence);

    public string YourStanding => Community.StandingOf(Visit.Me!.Value) switch
    {
        { IsBarred: true, IsMember: var member } => (member ? "You are a member, and suspended " : "You are barred from this community ")
            + (Community.BarOn(Visit.Me.Value)?.Until is { } until ? $"until {Plain.Day(until)}." : "until its members lift it."),
        { IsMember: true, IsOnLeave: true } => "You are a member, and on leave.",
        { IsMember: true, Since: var since } => $"You have been a member since {Plain.Day(since)}.",
        _ => Community.Observers.Contains(Visit.Me.Value) ? "You observe it." : Community.Followers.Contains(Visit.Me.Value) ? "You follow it." : "You are not a member.",
    };

    public IReadOnlyList<Decision> Decisions => [.. Community.OpenDecisions.Where(Seen)];

    public IReadOnlyList<Decision> Decided => [.. Community.ClosedDecisions.Where(Seen).OrderByDescending(d => d.ClosesAt).Take(6)];

    public IReadOnlyList<FoundNote> Notes => [.. Visit.Present.Commons.Find(Visit.Reader, Visit.Now, new Looking()).Where(n => n.Home == Community.Id)];

    public IReadOnlyList<Link> Links => [.. Visit.All.Links.Where(l => l.SideOf(Party.Of(Community.Id)) is not null && l.Status is not (LinkStatus.Declined or LinkStatus.Ended))];

    /// <summary>Does what a button says; what takes more than words has a page of its own.</summary>
    public Task<IActionResult> OnPostDeedAsync(string? deed, string? words) => Do(On, Options.Where(o => o.Act is not (Propose or PetitionFor or RequestToJoin)), deed, words);

    private bool Seen(Decision decision) => Visit.Me is { } me ? Community.MaySee(decision.Id, me, Visit.Now).Allowed : decision.Rule.SeenBy == DecisionAudience.Anyone;
}
