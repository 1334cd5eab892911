namespace TrustIntranet;

/// <summary>The terms of a link as a form asks for them, from one end: what goes out from us, and what comes in.</summary>
public static class Terms
{
    private static readonly (string Value, string Words)[] Flows =
        [("Both", "Practice, both ways"), ("Out", "Practice, from us to them"), ("In", "Practice, from them to us"),
            ("None", "No practice: we only stay in touch")];

    private static readonly (string Value, string Words)[] Steps =
        [("None", "No"), ("OneStep", "One step, if they decide so each time")];

    private static readonly (string Value, string Words)[] Most =
        [("Named", "As each of them chose"), ("ByRole", "By role at most"), ("ByOrganisation", "By organisation at most"),
            ("Unattributed", "Not at all")];

    /// <summary>What a form asks.</summary>
    /// <param name="link">A link that has terms, which stand in the form at first; null for a new one.</param>
    /// <param name="here">Who asks.</param>
    public static ValueList<Question> Questions(Link? link, Party here)
    {
        var now = link?.NewTerms ?? link?.Terms;
        return
        [
            new Choice("flow", "What it carries", Flows, now is null ? null : FromHere(now.Carries, link!.SideOf(here))),
            new Choice("onward", "May it be passed on?", Steps, now?.Onward.ToString()),
                new Choice("named", "How those who wrote it are named across the link", Most, now?.Attribution.ToString()),
            new Field("words", "What it is for", Rows: 2, Value: now?.Purpose?.Words),
        ];
    }

    /// <summary>The terms that a form sent; what has no field stays as it was.</summary>
    /// <param name="sent">What was sent.</param>
    /// <param name="link">The link that has terms; null for a new one, which whoever asks offers.</param>
    /// <param name="here">Who asks.</param>
    public static LinkTerms Of(Sent sent, Link? link, Party here)
    {
        var flow = sent.OneOf("flow", Flows, "Choose what it carries") switch
        {
            "Both" => Flow.Both,
            "Out" => link?.SideOf(here) == Side.B ? Flow.BToA : Flow.AToB,
            "In" => link?.SideOf(here) == Side.B ? Flow.AToB : Flow.BToA,
            _ => Flow.None,
        };
        return (link?.Terms ?? new LinkTerms(flow)) with
        {
            Carries = flow, Onward = sent.OneOf<Onward>("onward", "Choose whether it may be passed on"),
                Attribution = sent.OneOf<Attribution>("named", "Choose how they are named"),
            Purpose = sent.Text("words", "Say what it is for"),
        };
    }

    private static string FromHere(Flow flow, Side? side) => flow switch
    {
        Flow.AToB => side == Side.B ? "In" : "Out",
        Flow.BToA => side == Side.B ? "Out" : "In",
        _ => flow.ToString(),
    };
}
