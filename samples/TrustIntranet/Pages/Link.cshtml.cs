using Microsoft.AspNetCore.Mvc;

namespace TrustIntranet.Pages;

/// <summary>One link: its terms, and what somebody at either end may do about it.</summary>
public class LinkModel(Visit visit) : IntranetPage(visit)
{
    public LinkId Id => LinkId.Of((string)RouteData.Values["link"]!);

    public Link Link => Visit.All[Id];

    /// <summary>
    /// What they may do about it, at whichever end they belong to; who carries it and belongs to none any more acts as themself.
    /// </summary>
    public IReadOnlyList<Deed> Deeds
    {
        get
        {
            if (Visit.Me is not { } me) return [];
            var options = Visit.Caller.OptionsOn(StreamId.Of(Id))
                .Where(o => o.Act is not (EndAct { By: AsStaff } or StopBroking) || (o.Act is StopBroking && Carries(me)));
            var atBoth = Visit.Caller.CapacitiesOn(StreamId.Of(Id)).Count() > 1;
            return [.. TrustIntranet.Deeds.Of(options, Visit).Select(WithTerms).Select(d => Called(d, atBoth))
                .OrderByDescending(d => d.Act is AnswerAsLeader)];
        }
    }

    /// <summary>Whether the reader may see what its ends say to each other.</summary>
    public bool IsInside => Link.MaySeeInside(Visit.Me is null ? null : Visit.Caller).Allowed;

    /// <summary>Who carries it, end by end, for those who belong to one.</summary>
    public IEnumerable<string> Carriers =>
        new[] { Side.A, Side.B }.Where(side => Link.BrokersAt(side).Any() || Link.IsAtRisk(side, Visit.Now))
        .Select(side =>
            $"{Visit.Name(Link[side])}: "
                + $"{(Link.BrokersAt(side).ToArray() is { Length: > 0 } now ? Visit.AllOf([.. now.Select(Visit.Name)]) : "nobody any more, so it is at risk")}");

    /// <summary>What an object that both ends hold means to each.</summary>
    public IEnumerable<(Party Holder, FreeText? Reading)> Readings(BoundaryObject held) =>
        [(Link.A!, held.ReadingAtA), (Link.B!, held.ReadingAtB)];

    protected override bool Exists => KeyFormat.IsWellFormed(RouteData.Values["link"] as string) && Visit.MaySee(Link);

    public Task<IActionResult> OnPostDeedAsync() => Do(StreamId.Of(Id), Deeds);

    // To a leader a link is a question; and whoever acts at both ends is told for whom.
    private Deed Called(Deed deed, bool forWhom)
    {
        var label = (Link.Kind, deed.Act) switch
        {
            (LinkKind.Leader, AcceptLink) => "Agree to be asked",
            (LinkKind.Leader, DeclineLink) => "Decline to be asked",
            (LinkKind.Leader, EndLink) => "End it",
            (LinkKind.Leader, WithdrawOffer) => "Take the question back",
            _ => deed.Label,
        };
        return deed with {
            Label = forWhom && deed.Act is EndAct { By.For: var whom }
                ? $"{label}, for {(whom is PersonParty ? "yourself" : Visit.Name(whom))}"
                : label };
    }

    private bool Carries(PersonId person) => Link.Brokers.Any(b => b.Broker == person && b.Until is null);

    // Other terms are chosen from this end: what goes out from here, and what comes in.
    private Deed WithTerms(Deed deed) => deed.Act is not OfferTerms offer || !deed.Answer.Allowed ? deed : deed with
    {
        Asks = new(Terms.Questions(Link, offer.By.For), sent => offer with { Terms = Terms.Of(sent, Link, offer.By.For) }),
    };
}
