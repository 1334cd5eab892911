namespace TrustIntranet.Pages;

/// <summary>The communities, what they care about, and what waits for whoever is signed in.</summary>
public class IndexModel(Visit visit) : IntranetPage(visit)
{
    public IReadOnlyList<Community> Communities { get; } = [.. visit.All.Communities.Select(c => c.At(visit.Now)).OrderBy(c => c.Name, StringComparer.CurrentCulture)];

    /// <summary>What is theirs to do: invitations, founding, votes, elections.</summary>
    public IReadOnlyList<(string Path, string Words)> Waiting => Visit.Me is not { } me ? [] :
    [
        .. from community in Communities
           let path = $"/communities/{Uri.EscapeDataString(community.Id.Value)}"
           from what in ForThem(community, me)
           select (path + what.Path, $"{community.Name}: {what.Words}"),
    ];

    private IEnumerable<(string Path, string Words)> ForThem(Community community, PersonId me)
    {
        foreach (var invitation in community.Invitations.Where(i => i.Person == me)) yield return ("", $"you are invited, until {Plain.Day(invitation.Until)}");
        if (community.Status == Status.Proposed && community.Founding.Founders.Contains(me)) yield return ("", "you are asked to found it");
        foreach (var decision in community.OpenDecisions)
        {
            if (decision.Phase == DecisionPhase.Open && decision.Electorate!.Contains(me) && !decision.HasVoted(me))
                yield return ($"/decisions/{decision.Id}", $"a vote closes on {Plain.When(decision.ClosesAt)}");
            else if (decision is { Phase: DecisionPhase.Notice, Proposal: Elect elect } && community.IsMember(me))
                yield return ($"/decisions/{decision.Id}", $"people stand for {Plain.Of(elect.Office)} until {Plain.When(decision.OpensAt)}");
            else if (decision.Phase == DecisionPhase.Notice && Deeds.Concerned(decision.Proposal) == me)
                yield return ($"/decisions/{decision.Id}", $"a decision about you; you can reply until {Plain.When(decision.OpensAt)}");
        }

        foreach (var decision in community.ClosedDecisions.Where(d => Deeds.Concerned(d.Proposal) == me && community.Ask(new Appeal(d.Id, me), Visit.Now).Allowed))
            yield return ($"/decisions/{decision.Id}", $"you can appeal against a decision about you until {Plain.When(decision.ClosesAt + community.Charter.AppealWithin)}");
    }
}
