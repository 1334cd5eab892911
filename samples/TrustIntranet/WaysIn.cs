namespace TrustIntranet;

/// <summary>Where somebody can do the act that a refusal names as its remedy.</summary>
/// <param name="Path">The page.</param>
/// <param name="Words">What they do there, as a link.</param>
public sealed record WayIn(string Path, string Words);

/// <summary>Remedies as links.</summary>
public static class WaysIn
{
    /// <summary>The page on which a remedy can be done; null where there is none.</summary>
    public static WayIn? Of(Act? remedy, HttpContext context, Visit visit)
    {
        var routed = context.Request.RouteValues;
        var note = routed["note"] as string;
        var community = routed["id"] as string
            ?? (note is not null && KeyFormat.IsWellFormed(note) && visit.All[NoteId.Of(note)] is { Version: > 0, Home: var home }
                ? home.Value
                : null);
        if (community is null && routed["link"] is string link && remedy is Propose { Proposal: SettleLink settled })
            community =
                (visit.All[LinkId.Of(link)] is var known && known.A == settled.What.Other
                    ? known.B
                    : known.A) is CommunityParty end ? end.Community.Value : null;
        return remedy switch
        {
            null => null,
            Propose { Proposal: WidenNote w } when community is not null =>
                Proposing(community, $"?kind=widen&note={Uri.EscapeDataString(w.Note.Value)}&audience={w.What.Audience}"),
            Propose { Proposal: EndorseNote e } when community is not null =>
                Proposing(community, $"?kind=endorse&note={Uri.EscapeDataString(e.Note.Value)}"),
            Propose { Proposal: SettleLink { What: var step } on } when community is not null =>
                Proposing(community, $"?kind=link&link={Uri.EscapeDataString(on.Link.Value)}&step={step.Step}"),
            Propose { Proposal: PassNoteOn { Note: var passed, What: var what } }
                when visit.Across(visit.All[what.Via], Party.Of(visit.All[passed].Home)) is CommunityParty {
                    Community: var middle } =>
                Proposing(
                    middle.Value,
                        $"?kind=pass&note={Uri.EscapeDataString(passed.Value)}&link={Uri.EscapeDataString(what.Via.Value)}&to={Uri.EscapeDataString(what.To.Value)}"),
            Propose { Proposal: Revive } when community is not null => Proposing(community, "?kind=revive"),
            Propose when community is not null => Proposing(community, ""),
            PetitionFor when community is not null =>
                new($"{At(community)}/propose?petition=true",
                    "begin a petition, so that the members bring it forward themselves"),
            RequestToJoin when community is not null => new($"{At(community)}/ask", "ask to join"),
            CommunityAct when community is not null && Deeds.DecisionOf(remedy) is { } decision
                && Deeds.Label(remedy, visit) is { } label =>
                    new($"{At(community)}/decisions/{decision}#you", Plain.Lower(label)),
            CommunityAct when community is not null && Deeds.Label(remedy, visit) is { } label =>
                new($"{At(community)}#{(Deeds.IsMain(remedy) ? "you" : "part")}", Plain.Lower(label)),
            GiveConsent when note is not null =>
                new($"/notes/{Uri.EscapeDataString(note)}#consent", "say how far you agree that it goes"),
            NoteAct when note is not null && Deeds.Label(remedy, visit) is { } label =>
                new($"/notes/{Uri.EscapeDataString(note)}", Plain.Lower(label)),
            _ => null,
        };
    }

    private static WayIn Proposing(string community, string query) =>
        new($"{At(community)}/propose{query}", "put it to the members");

    private static string At(string community) => $"/communities/{Uri.EscapeDataString(community)}";
}
