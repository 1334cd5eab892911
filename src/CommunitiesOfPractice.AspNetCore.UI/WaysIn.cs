using Microsoft.AspNetCore.Http;

namespace CommunitiesOfPractice.AspNetCore.UI;

/// <summary>Where somebody can do the act that a refusal names as its remedy.</summary>
/// <param name="Path">The address of the page.</param>
/// <param name="Words">What they do there, as a link.</param>
public sealed record WayIn(string Path, string Words);

/// <summary>Remedies as links.</summary>
internal static class WaysIn
{
    /// <summary>
    /// The page on which somebody can do what a refusal names as its remedy, or what makes the community ready for it; null where
    /// there is none.
    /// </summary>
    public static WayIn? Of(Answer refusal, HttpContext context, Visit visit)
    {
        if (refusal.Remedy is { } remedy) return Of(remedy, context, visit);
        return context.Request.RouteValues["id"] is not string community ? null : refusal.Missing switch
        {
            { Condition: Condition.Stage } => Preparing("stage"),
            { Condition: Condition.Seat } => Preparing("charter"),
            { Condition: Condition.Office, Of: { } office } when visit is { Me: { } me } && KeyFormat.IsWellFormed(office) =>
                Offering(new OfferToServe(me, OfficeId.Of(office))),
            _ => null,
        };

        // An office that nobody holds: where only its holders may do something, somebody can offer to be the first.
        WayIn? Offering(OfferToServe offer) =>
            visit.Community(community) is { } home && home.Ask(offer, visit.When(home)) is { Allowed: true } may
                ? Of(new Option(offer, may), context, visit)
                : null;

        WayIn? Preparing(string kind) => visit.At(PageNames.Propose, new { id = community, kind }) is { } path
            ? new(path, visit.T["way.propose." + kind])
            : null;
    }

    /// <summary>The page on which an option can be done; null where there is none.</summary>
    public static WayIn? Of(Option remedy, HttpContext context, Visit visit)
    {
        var (routed, act, t) = (context.Request.RouteValues, remedy.Act, visit.T);
        var note = routed["note"] as string;
        var community = routed["id"] as string
            ?? (note is not null && KeyFormat.IsWellFormed(note) && visit.All[NoteId.Of(note)] is { Version: > 0, Home: var home }
                ? home.Value
                : null);
        if (community is null && routed["link"] is string link && act is Propose { Proposal: SettleLink settled })
            community =
                (visit.All[LinkId.Of(link)] is var known && known.A == settled.What.Other
                    ? known.B
                    : known.A) is CommunityParty end ? end.Community.Value : null;
        if (community is null && act is Propose { Proposal: AgreeTogether agreed } && visit.Me is { } me)
            community = visit.All[agreed.Gathering].With
                .FirstOrDefault(party => party.Status != (agreed.Withdraws ? PartyStatus.Withdrawn : PartyStatus.Agreed)
                    && visit.All[party.Community].IsMember(me))?.Community.Value;
        var deed = new Lazy<string?>(() => Deed.Of([remedy], visit).FirstOrDefault() is { } known ? t.Lower(known.Label) : null);
        return act switch
        {
            Propose { Proposal: PassNoteOn { Note: var passed, What: var what } } when
                Visit.Across(visit.All[what.Via], Party.Of(visit.All[passed].Home)) is CommunityParty { Community: var middle } =>
                Proposing(new { id = middle, kind = "pass", note = passed, link = what.Via, to = what.To }),
            Propose { Proposal: CallTogether } when community is not null =>
                To(PageNames.CallGathering, new { id = community }, t["way.propose"]),
            Propose { Proposal: var proposal } when community is not null => Proposing(proposal switch
            {
                WidenNote w => new { id = community, kind = "widen", note = w.Note, audience = w.What.Audience },
                EndorseNote e => new { id = community, kind = "endorse", note = e.Note },
                AgreeTogether on =>
                    new { id = community, kind = "gathering", gathering = on.Gathering, withdraws = on.Withdraws },
                SettleLink { What: var step } on => new { id = community, kind = "link", link = on.Link, step = step.Step },
                Revive => new { id = community, kind = "revive" },
                DeclareStage => new { id = community, kind = "stage" },
                _ => new { id = community },
            }),
            PetitionFor when community is not null =>
                To(PageNames.Propose, new { id = community, petition = "true" }, t["way.petition"]),
            RequestToJoin when community is not null => To(PageNames.Ask, new { id = community }, t["way.ask"]),
            CommunityAct when community is not null && Deed.DecisionOf(act) is { } decision && deed.Value is { } words =>
                To(PageNames.Decision, new { id = community, number = decision }, words, "you"),
            CommunityAct when community is not null && deed.Value is { } words =>
                To(PageNames.Community, new { id = community }, words, new Deed(remedy, visit).IsMain ? "you" : "part"),
            GiveConsent when note is not null => To(PageNames.Note, new { note }, t["way.consent"], "consent"),
            GatheringAct when routed["gathering"] is string gathering && deed.Value is { } words =>
                To(PageNames.Gathering, new { gathering }, words, "do"),
            QuestionAct when routed["question"] is string question && deed.Value is { } words =>
                To(PageNames.Question, new { question }, words, "do"),
            NoteAct when note is not null && deed.Value is { } words => To(PageNames.Note, new { note }, words),
            _ => null,
        };

        WayIn? Proposing(object values) => To(PageNames.Propose, values, t["way.propose"]);

        WayIn? To(string page, object values, string words, string? fragment = null) =>
            visit.At(page, values, fragment) is { } path ? new(path, words) : null;
    }
}
