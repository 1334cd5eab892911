namespace CommunitiesOfPractice.AspNetCore.UI.Tests;

/// <summary>Every page there is, each with something on it.</summary>
public static class Everywhere
{
    public static readonly string[] ForAnyone =
    [
        "/", "/search", "/search?q=scales", "/search?outcome=DidNotWork", "/links", "/communities/cop-maternity",
            "/communities/cop-candour", "/communities/cop-maternity/charter",
        "/communities/cop-sepsis/charter", "/notes/pn-01", "/notes/nothing", "/communities/nothing",
    ];

    /// <summary>For a convener of Maternity, and what is open in it.</summary>
    public static string[] SignedIn(Landscape all)
    {
        var maternity = all[CommunityId.Of("cop-maternity")];
        var medication = all[CommunityId.Of("cop-medication")];
        return
        [
            .. ForAnyone, "/found", "/my-data", "/calendar", "/gatherings", "/gatherings?home=cop-maternity",
            "/gatherings?home=cop-sepsis",
            .. new[] { "g1", "g2", "g4", "g5" }.Select(gathering => "/gatherings/" + gathering),
            "/questions", "/questions?home=cop-maternity", "/questions?home=cop-medication", "/questions/q1",
            "/communities/cop-maternity/ask-question", "/communities/cop-maternity/write?question=q1",
            "/communities/cop-maternity/call",
            "/communities/cop-maternity/call?after=g2", "/communities/cop-sepsis/call", "/communities/cop-delirium/call",
            "/communities/cop-medication", "/communities/cop-medication/ask",
                "/communities/cop-maternity/invite", "/communities/cop-maternity/write",
            "/communities/cop-medication/write", "/communities/cop-maternity/propose", "/communities/cop-medication/propose",
                "/communities/cop-maternity/propose?kind=resolution",
            "/communities/cop-maternity/propose?kind=charter", "/communities/cop-maternity/propose?kind=election",
                "/communities/cop-maternity/propose?kind=stage",
            "/communities/cop-maternity/propose?kind=recall", "/communities/cop-maternity/propose?kind=remove",
                "/communities/cop-maternity/propose?kind=bar",
            "/communities/cop-maternity/propose?kind=unbar", "/communities/cop-maternity/propose?kind=close",
                "/communities/cop-maternity/propose?kind=revive",
            "/communities/cop-medication/propose?kind=remove",
                $"/communities/cop-maternity/propose?kind=pass&note={FromSepsis(all)}&link=maternity-sepsis&to=maternity-sims",
                    $"/notes/{FromSepsis(all)}",
            "/communities/cop-maternity/propose?kind=link",
                "/communities/cop-maternity/propose?kind=link&link=maternity-sepsis&step=OfferTerms",
                    "/communities/cop-deterioration/trial?joining=invited", "/communities/cop-maternity/propose?kind=domain",
            "/communities/cop-maternity/propose?kind=sponsor", "/communities/cop-maternity/propose?kind=leader",
                "/communities/cop-maternity/propose?kind=joint", "/communities/cop-maternity/propose?kind=merge",
            "/communities/cop-maternity/propose?kind=absorb", "/communities/cop-maternity/propose?kind=split",
                "/communities/cop-maternity/propose?kind=widen&note=pn-02&audience=Linked", "/notes/pn-02", "/notes/pn-03",
                    "/notes/back-to-basics",
            "/notes/pn-02/readers", "/notes/pn-01/readers", "/adoptions/ad-1", "/adoptions/ad-2", "/links/maternity-sepsis",
                "/links/maternity-sims",
            .. maternity.OpenDecisions.Concat(maternity.ClosedDecisions)
                .Select(d => $"/communities/cop-maternity/decisions/{d.Id}"),
            .. all[CommunityId.Of("cop-candour")].OpenDecisions.Select(d => $"/communities/cop-candour/decisions/{d.Id}"),
        ];
    }

    /// <summary>A note of Sepsis that comes to Maternity by the link between them.</summary>
    private static NoteId FromSepsis(Landscape all) =>
        all.Notes.First(
            n => n.Home == CommunityId.Of("cop-sepsis") && n.Status == NoteStatus.Offered
                && n.EffectiveAudience(Instant.FromUtc(2026, 11, 23, 9, 15)) >= Audience.Linked).Id;
}
