namespace TrustIntranet.Pages;

/// <summary>What waits for whoever is signed in, their communities and all the others, and what was learned lately.</summary>
public class IndexModel(Visit visit) : IntranetPage(visit)
{
    public IReadOnlyList<Community> Communities { get; } =
        [.. visit.All.Communities.OrderBy(c => c.Name, StringComparer.CurrentCulture)];

    /// <summary>Theirs first, where they have any, and then those that they follow or observe.</summary>
    public IEnumerable<(string Title, IReadOnlyList<Community> Of)> Groups =>
        from community in Communities
        let place = Visit.IsMemberOf(community)
            ? 0 : Visit.Me is { } me && (community.Followers.Contains(me) || community.Observers.Contains(me)) ? 1 : 2
        group community by place into same
        orderby same.Key
        let title = same.Key
            switch { 0 => "Your communities", 1 =>
                "You follow or observe", _ when same.Count() == Communities.Count => "All communities", _ => "Other communities" }
        select (title, (IReadOnlyList<Community>)[.. same]);

    /// <summary>The latest notes that they may read and did not write.</summary>
    public IReadOnlyList<FoundNote> Lately =>
    [
        .. Visit.Present.Commons.Find(Visit.Reader, Visit.Now, new NoteQuery())
            .Where(n => Visit.Me is not { } me || Visit.All[n.Note].ContributionOf(me) is null)
            .OrderByDescending(n => Visit.All[n.Note].LastAt).Take(4),
    ];

    /// <summary>
    /// What is theirs to do: invitations, founding, votes, elections, answers that are owed, and notes that wait for their word.
    /// </summary>
    public IReadOnlyList<(string Path, string Words)> Waiting => Visit.Me is not { } me ? [] :
    [
        .. from community in Communities
           let path = $"/communities/{Uri.EscapeDataString(community.Id.Value)}"
           from what in ForThem(community, me)
           select (path + what.Path, $"{community.Name}: {what.Words}"),
        .. from link in Visit.All.Links
           where link.B == Party.Of(me) && link.OwesAnswer(Visit.Now)
           select ($"/links/{Uri.EscapeDataString(link.Id.Value)}",
               $"{Visit.Name(link.A)}: you are asked something, as a leader"),
        .. from note in Visit.All.Notes
           where note.Status != NoteStatus.Withdrawn && note.ContributionOf(me) is { Consent: null }
           select ($"/notes/{Uri.EscapeDataString(note.Id.Value)}#consent",
               $"“{note.Content!.Title}”: say how far you agree that it goes"),
    ];

    private IEnumerable<(string Path, string Words)> ForThem(Community community, PersonId me)
    {
        foreach (var invitation in community.Invitations.Where(i => i.Person == me))
            yield return ("", $"you are invited, until {Plain.Day(invitation.Until)}");
        if (community.Status == Status.Proposed && community.Founding.Founders.Contains(me))
            yield return ("", "you are asked to found it");
        foreach (var decision in community.OpenDecisions.Where(d => !Visit.IsBeingRecorded(community, d)))
        {
            if (decision.Phase == DecisionPhase.Open && decision.Electorate!.Contains(me) && !decision.HasVoted(me))
                yield return ($"/decisions/{decision.Id}", $"a vote closes on {Plain.When(decision.ClosesAt)}");
            else if (decision is { Phase: DecisionPhase.Notice, Proposal: Elect elect } && community.IsMember(me))
                yield return (
                    $"/decisions/{decision.Id}",
                        $"people stand for {Plain.Of(elect.Office)} until {Plain.When(decision.OpensAt)}");
            else if (decision.Phase == DecisionPhase.Notice && Deeds.Concerned(decision.Proposal) == me)
                yield return (
                    $"/decisions/{decision.Id}", $"a decision about you; you can reply until {Plain.When(decision.OpensAt)}");
        }

        foreach (
            var request in community.Requests.Where(
                r => r.IsOpen && community.Ask(new ApproveRequest(me, r.Person), Visit.When(community)).Allowed))
            yield return ("#requests", $"{request.Person} asks to join");
        foreach (
            var decision in community.ClosedDecisions.Where(
                d => Deeds.Concerned(d.Proposal) == me && community.Ask(new Appeal(me, d.Id), Visit.When(community)).Allowed))
            yield return (
                $"/decisions/{decision.Id}",
                    "you can appeal against a decision about you until "
                        + $"{Plain.When(decision.ClosesAt + community.Charter.AppealWithin)}");
    }
}
