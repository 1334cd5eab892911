namespace CommunitiesOfPractice.AspNetCore.UI;

/// <summary>
/// How far a question or an answer goes, and how the person who gives it is named inside and outside: what a form asks of it.
/// </summary>
internal static class Consents
{
    /// <summary>How far somebody can let a new question or answer go.</summary>
    public static readonly Audience[] Asking = [Audience.Community, Audience.Linked];

    /// <summary>How far somebody can let a question or an answer go that is there.</summary>
    public static readonly Audience[] Changing = [Audience.Contributors, Audience.Community, Audience.Linked];

    /// <summary>What a form asks.</summary>
    /// <param name="visit">The request.</param>
    /// <param name="reaches">How far it can go.</param>
    /// <param name="now">What the person said before; null for nothing.</param>
    public static Question[] Questions(Visit visit, Audience[] reaches, Consent? now)
    {
        var t = visit.T;
        return
        [
            new Choice(
                "ceiling", t["consent.ceiling"], Words(reaches, t), (now?.Ceiling ?? Audience.Community).ToString(),
                t["consent.ceiling.hint"]),
            new Choice(
                "inside", t["note.consent.inside"], t.All<Attribution>(), (now?.Inside ?? Attribution.ByRole).ToString()),
            new Choice(
                "outside", t["note.consent.outside"], t.All<Attribution>(), (now?.Outside ?? Attribution.ByRole).ToString()),
        ];
    }

    /// <summary>What a form says; a fault, and the narrowest, where it does not say how far.</summary>
    /// <param name="sent">What was sent.</param>
    /// <param name="texts">What pages say.</param>
    /// <param name="reaches">How far it can go.</param>
    public static Consent Of(Sent sent, Texts texts, Audience[] reaches) => new(
        sent.OneOf("ceiling", Words(reaches, texts), texts["consent.ceiling.missing"]) is { } said
            ? Enum.Parse<Audience>(said)
            : Audience.Contributors)
    {
        Inside = sent.OneOf<Attribution>("inside", texts["consent.named.missing"]),
        Outside = sent.OneOf<Attribution>("outside", texts["consent.named.missing"]),
    };

    private static IEnumerable<(string Value, string Words)> Words(Audience[] reaches, Texts texts) =>
        reaches.Select(reach => (reach.ToString(), texts["consent.reach." + Texts.KeyOf(reach).Split('.')[1]]));
}
