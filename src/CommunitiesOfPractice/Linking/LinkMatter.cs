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
    /// <summary>Pausing it.</summary>
    Pause,
    /// <summary>Resuming it.</summary>
    Resume,
    /// <summary>Offering other terms.</summary>
    OfferTerms,
    /// <summary>Accepting the other terms that were offered.</summary>
    AcceptTerms,
    /// <summary>Ending it.</summary>
    End,
}

/// <summary>
/// What the members decided about a link: one step, and the exact terms of an offer or of an answer to one. The mandate that it
/// gives may only be used word for word: for this step, with this other end, on these terms and for this reason.
/// </summary>
/// <param name="Step">Which step.</param>
/// <param name="Other">The party at the other end.</param>
/// <param name="Kind">What kind of link, of an offer and an acceptance; null otherwise.</param>
/// <param name="Terms">On what terms, of an offer, an acceptance and a change of terms; null otherwise.</param>
/// <param name="Reason">Why, of a step that declines, pauses or ends, if they said.</param>
public sealed record LinkMatter(
    LinkStep Step, Party Other, LinkKind? Kind = null, LinkTerms? Terms = null, FreeText? Reason = null) : MandateMatter
{
    internal override MandatePurpose For => MandatePurpose.Link;

    /// <summary>Which step.</summary>
    /// <exception cref="ArgumentException">It is none of them.</exception>
    public LinkStep Step { get; init => field = Guard.Against.EnumOutOfRange(value); } = Guard.Against.EnumOutOfRange(Step);

    /// <summary>What kind of link, of an offer and an acceptance.</summary>
    /// <exception cref="ArgumentException">It is none of them.</exception>
    public LinkKind? Kind { get; init => field = Guard.Against.OutOfSet(value); } = Guard.Against.OutOfSet(Kind);

    /// <summary>The party at the other end.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public Party Other { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Other);

    /// <summary>The act that takes this step on a link, word for word.</summary>
    /// <param name="by">In what capacity: by the mandate that the decision gave, where a community decided.</param>
    /// <param name="link">The link as it is now, which tells declining an offer from taking back an offer of this end's
    /// own.</param>
    /// <exception cref="ArgumentNullException"><paramref name="by"/> or <paramref name="link"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The step lacks what it needs, such as the terms of an offer: nobody can have
    /// decided it.</exception>
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

    /// <summary>What is decided about a link, in the words of a host.</summary>
    internal string On(LinkId link, Wording wording)
    {
        string? details = null, kind = Kind is { } its ? wording.Say("link-terms.kind." + Names.Of(its)) : null;
        var step = wording.Say($"link-step.{Names.Of(Step)}", link, Other.In(wording));
        foreach (var said in new[] { kind, Terms?.In(wording) })
            if (said is not null) details = details is null ? said : wording.Say("text.join", details, said);
        if (details is not null) step = wording.Say("link-step.on-terms", step, details);
        return Reason is null ? step : wording.Say("link-step.because", step, Reason);
    }

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
            : Ruling.Refuse(Clauses.LinkStepSays, Condition.WellFormed);
    }

}
