namespace CommunitiesOfPractice.AspNetCore.UI;

/// <summary>The terms of a link as a form asks for them, from one end: what goes out from us, and what comes in.</summary>
internal static class Terms
{
    private static readonly string[] Flows = ["Both", "Out", "In", "None"];

    /// <summary>What a form asks.</summary>
    /// <param name="link">A link that has terms, which stand in the form at first; null for a new one.</param>
    /// <param name="here">Who asks.</param>
    /// <param name="t">What pages say.</param>
    public static ValueList<Question> Questions(Link? link, Party here, Texts t)
    {
        var now = link?.NewTerms ?? link?.Terms;
        return
        [
            new Choice("flow", t["terms.flow"], FlowsIn(t), now is null ? null : FromHere(now.Carries, link!.SideOf(here))),
            new Choice(
                "onward", t["terms.may-onward"],
                Enum.GetValues<Onward>().Select(o => (o.ToString(), t["terms." + Texts.KeyOf(o)])), now?.Onward.ToString()),
            new Choice(
                "named", t["terms.named"],
                Enum.GetValues<Attribution>().Select(a => (a.ToString(), t["terms." + Texts.KeyOf(a)])),
                now?.Attribution.ToString()),
            new Field("words", t["terms.for"], Rows: 2, Value: now?.Purpose?.Words),
        ];
    }

    /// <summary>The terms that a form sent; what has no field stays as it was.</summary>
    /// <param name="sent">What was sent.</param>
    /// <param name="link">The link that has terms; null for a new one, which the person who asks offers.</param>
    /// <param name="here">Who asks.</param>
    /// <param name="t">What pages say.</param>
    public static LinkTerms Of(Sent sent, Link? link, Party here, Texts t)
    {
        var flow = sent.OneOf("flow", FlowsIn(t), t["terms.flow.missing"]) switch
        {
            "Both" => Flow.Both,
            "Out" => link?.SideOf(here) == Side.B ? Flow.BToA : Flow.AToB,
            "In" => link?.SideOf(here) == Side.B ? Flow.AToB : Flow.BToA,
            _ => Flow.None,
        };
        return (link?.Terms ?? new LinkTerms(flow)) with
        {
            Carries = flow, Onward = sent.OneOf<Onward>("onward", t["terms.onward.missing"]),
            Attribution = sent.OneOf<Attribution>("named", t["terms.named.missing"]),
            Purpose = sent.Text("words", t["terms.for.missing"]),
        };
    }

    private static IEnumerable<(string Value, string Words)> FlowsIn(Texts t) =>
        Flows.Select(flow => (flow, t["terms.flow." + flow]));

    private static string FromHere(Flow flow, Side? side) => flow switch
    {
        Flow.AToB => side == Side.B ? "In" : "Out",
        Flow.BToA => side == Side.B ? "Out" : "In",
        _ => flow.ToString(),
    };
}
