namespace CommunitiesOfPractice;

/// <summary>A step in the life of a link that an end decides.</summary>
public enum LinkStep
{
    /// <summary>Offering it.</summary>
    Offer,
    /// <summary>Accepting what was offered.</summary>
    Accept,
    /// <summary>Declining what was offered, or taking an offer back.</summary>
    Decline,
    /// <summary>Putting it to rest.</summary>
    Pause,
    /// <summary>Taking it up again.</summary>
    Resume,
    /// <summary>Offering other terms.</summary>
    OfferTerms,
    /// <summary>Accepting the other terms that were offered.</summary>
    AcceptTerms,
    /// <summary>Ending it.</summary>
    End,
}

/// <summary>
/// What the members decided about a link: one step, and of an offer, or an answer to one, the very terms. The mandate that it gives is used word for word: for this step, with
/// this other end, on these terms and for this reason, or not at all.
/// </summary>
/// <param name="Step">Which step.</param>
/// <param name="Other">Who stands at the other end.</param>
/// <param name="Kind">What kind of link, of an offer and an acceptance; null otherwise.</param>
/// <param name="Terms">On what terms, of an offer, an acceptance and a change of terms; null otherwise.</param>
/// <param name="Reason">Why, of a step that declines, pauses or ends, if they said.</param>
public sealed record LinkMatter(LinkStep Step, Party Other, LinkKind? Kind = null, LinkTerms? Terms = null, FreeText? Reason = null) : MandateMatter
{
    internal override MandatePurpose Purpose => MandatePurpose.Link;

    /// <summary>Which step.</summary>
    /// <exception cref="ArgumentException">It is none of them.</exception>
    public LinkStep Step { get; init => field = Guard.Against.EnumOutOfRange(value); } = Guard.Against.EnumOutOfRange(Step);

    /// <summary>What kind of link, of an offer and an acceptance.</summary>
    /// <exception cref="ArgumentException">It is none of them.</exception>
    public LinkKind? Kind { get; init => field = Guard.Against.OutOfSet(value); } = Guard.Against.OutOfSet(Kind);

    /// <summary>Who stands at the other end.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public Party Other { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Other);

    /// <summary>The act that takes this step on a link, word for word.</summary>
    /// <param name="by">In what capacity: by the mandate that the decision gave, where it is a community's.</param>
    /// <param name="link">The link as it stands, which tells declining an offer from taking one's own back.</param>
    /// <exception cref="ArgumentNullException"><paramref name="by"/> or <paramref name="link"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The step lacks what it needs, such as the terms of an offer: nobody can have decided it.</exception>
    public LinkAct ToAct(Capacity by, Link link) => Step switch
    {
        LinkStep.Offer => new OfferLink(by, Other, Kind ?? throw Lacking(), Terms ?? throw Lacking()),
        LinkStep.Accept => new AcceptLink(by),
        LinkStep.Decline => Guard.Against.Null(link).A == Other ? new DeclineLink(by, Reason) : new WithdrawOffer(by, Reason),
        LinkStep.Pause => new PauseLink(by, Reason),
        LinkStep.Resume => new ResumeLink(by),
        LinkStep.OfferTerms => new OfferTerms(by, Terms ?? throw Lacking()),
        LinkStep.AcceptTerms => new AcceptTerms(by),
        _ => new EndLink(by, Reason),
    };

    private static InvalidOperationException Lacking() => new("A step that says what it needs, and no more, can be taken.");

    /// <summary>What is decided, in plain English, about a link.</summary>
    internal string SentenceOn(LinkId link) => Step switch
    {
        LinkStep.Offer => $"Offer {Other.Named} the link {link}{Described}",
        LinkStep.Accept => $"Accept the link {link} that {Other.Named} offers{Described}",
        LinkStep.Decline => $"Decline the link {link} with {Other.Named}, or take its offer back",
        LinkStep.Pause => $"Pause the link {link} with {Other.Named}",
        LinkStep.Resume => $"Resume the link {link} with {Other.Named}",
        LinkStep.OfferTerms => $"Offer {Other.Named} other terms of the link {link}: {Terms?.Sentence}",
        LinkStep.AcceptTerms => $"Accept other terms of the link {link} with {Other.Named}: {Terms?.Sentence}",
        LinkStep.End => $"End the link {link} with {Other.Named}",
        _ => throw new InvalidOperationException($"No sentence for {Step}."),
    } + (Reason is null ? "" : $": {Reason}");

    /// <summary>Why a community cannot decide this; null where it can.</summary>
    internal Ruling? RefuseFor(CommunityId self, Instant at) =>
        Link.RefuseUnlessTwoEnds(Party.Of(self), Other)
        ?? RefuseUnlessItSaysWhatItNeeds()
        ?? (Terms, Step) switch
        {
            ({ } terms, LinkStep.Offer) => Link.RefuseUnlessFits(Kind!.Value, Party.Of(self), Other, terms, at),
            ({ } terms, LinkStep.Accept) => Link.RefuseUnlessFits(Kind!.Value, Other, Party.Of(self), terms, at),
            ({ } terms, _) => Link.RefuseUnlessSound(terms, at),
            _ => null,
        };

    private string Described => Kind is { } kind && Terms is { } terms ? $" ({Names.Of(kind)}): {terms.Sentence}" : "";

    private Ruling? RefuseUnlessItSaysWhatItNeeds()
    {
        var (kind, terms, reason) = Step switch
        {
            LinkStep.Offer or LinkStep.Accept => (true, true, false),
            LinkStep.OfferTerms or LinkStep.AcceptTerms => (false, true, false),
            LinkStep.Decline or LinkStep.Pause or LinkStep.End => (false, false, true),
            _ => (false, false, false),
        };
        return kind == (Kind is not null) && terms == (Terms is not null) && (reason || Reason is null)
            ? null
            : Ruling.Refuse(Clauses.LinkStepSays, Condition.WellFormed, "a step that says what it needs, and no more");
    }

}
