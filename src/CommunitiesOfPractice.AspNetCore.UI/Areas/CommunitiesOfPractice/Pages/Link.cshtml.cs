using Microsoft.AspNetCore.Mvc;

namespace CommunitiesOfPractice.AspNetCore.UI.Pages;

/// <summary>One link: its terms, and what somebody at either end may do about it.</summary>
/// <param name="visit">The request.</param>
public class LinkModel(Visit visit) : PracticePage(visit)
{
    private static readonly Side[] Sides = [Side.A, Side.B];

    private bool? _isInside;

    /// <summary>The link's id.</summary>
    public LinkId Id => LinkId.Of((string)RouteData.Values["link"]!);

    /// <summary>The link.</summary>
    public Link Link => Visit.All[Id];

    /// <summary>
    /// What they may do about it, at each end they belong to. Somebody who carries it and belongs to neither end acts as
    /// themself.
    /// </summary>
    public IReadOnlyList<Deed> Deeds => field ??= Visit.Me is null ? [] : Doable();

    /// <summary>Whether the reader may see what its ends say to each other.</summary>
    public bool IsInside => _isInside ??= Link.MaySeeInside(Visit.Me is null ? null : Visit.Caller).Allowed;

    /// <summary>Who carries it, end by end, for those who belong to one.</summary>
    public IEnumerable<string> Carriers => IsInside ? Sides.Select(CarriersAt).OfType<string>() : [];

    /// <summary>What an object that both ends hold means to each.</summary>
    /// <param name="held">The object.</param>
    public IEnumerable<(Party Holder, FreeText? Reading)> Readings(BoundaryObject held) =>
        [(Link.A!, Guard.Against.Null(held).ReadingAtA), (Link.B!, held.ReadingAtB)];

    /// <inheritdoc/>
    protected override bool Exists => KeyFormat.IsWellFormed(RouteData.Values["link"] as string) && Visit.MaySee(Link);

    /// <inheritdoc/>
    protected override IEnumerable<PersonId> People =>
    [
        .. Visit.PeopleAmong([Link.A, Link.B]),
        .. IsInside ? Sides.SelectMany(Link.BrokersAt) : [],
        .. Deeds.Where(deed => deed.Answer.Allowed || deed.IsWorthTelling).SelectMany(deed => deed.People),
    ];

    /// <summary>Does what they chose.</summary>
    public Task<IActionResult> OnPostDeedAsync() => Do(StreamId.Of(Id), Deeds);

    private List<Deed> Doable()
    {
        // Staff who do not speak for their organisation see nothing here that they could do. Only those who carry it can stop.
        var options = Visit.Caller.OptionsOn(StreamId.Of(Id))
            .Where(o => o.Act is not EndAct { By: AsStaff } && (o.Act is not StopBroking || o.Answer.Allowed));
        var atBoth = Visit.Caller.CapacitiesOn(StreamId.Of(Id)).Skip(1).Any();
        return [.. Deed.Of(options, Visit, TermsOf).Select(ToLeader).Select(deed => atBoth ? ForWhom(deed) : deed)
            .OrderByDescending(deed => deed.Act is AnswerAsLeader)];
    }

    private string? CarriersAt(Side side) =>
        Link.BrokersAt(side).ToArray() is { Length: > 0 } now
            ? T["link.carriers.at", T.Capital(Visit.Name(Link[side])), T.List([.. now.Select(broker => Visit.Name(broker))])]
            : Link.IsAtRisk(side, Visit.Now) ? T["link.carriers.at-risk", T.Capital(Visit.Name(Link[side]))] : null;

    // To a leader a link is a question.
    private Deed ToLeader(Deed deed) => Link.Kind != LinkKind.Leader ? deed : deed.Act switch
    {
        AcceptLink => deed with { Label = T["link.leader.accept"] },
        DeclineLink => deed with { Label = T["link.leader.decline"] },
        EndLink => deed with { Label = T["link.leader.end"] },
        WithdrawOffer => deed with { Label = T["link.leader.withdraw"] },
        _ => deed,
    };

    // Somebody who acts at both ends is told for which.
    private Deed ForWhom(Deed deed) => deed.Act switch
    {
        EndAct { By.For: PersonParty } => deed with { Label = T["link.for-yourself", deed.Label] },
        EndAct { By.For: var party } => deed with { Label = T["link.for", deed.Label, Visit.Name(party)] },
        _ => deed,
    };

    // Other terms are chosen from this end: what goes out from here, and what comes in.
    private Asking? TermsOf(Option option) => option.Act is not OfferTerms offer ? null
        : new(Terms.Questions(Link, offer.By.For, T), sent => offer with { Terms = Terms.Of(sent, Link, offer.By.For, T) });
}
