namespace CommunitiesOfPractice;

/// <summary>
/// Pauses a link for as long as this end wants: nothing flows. Refused, in this order: the link is over, or was never agreed;
/// this end has paused it; its authority is missing.
/// </summary>
/// <param name="By">In what capacity.</param>
/// <param name="Reason">Why, if they care to say; a mandate holds the same words, or none.</param>
public sealed record PauseLink(Capacity By, FreeText? Reason = null) : EndAct(By)
{
    internal override Ruling Rule(Link link, Instant at) =>
        link.RefuseUnlessAgreed(at)
        ?? link.RefuseUnlessEnd(By)
        ?? (link.IsPausedBy(link.SideOf(By.For)!.Value)
            ? Ruling.Refuse(Clauses.PausedAlready, Condition.Novelty, null, link.Self, new ResumeLink(By))
            : null)
        ?? link.RefuseUnlessSettled(By, LinkStep.Pause, at, reason: Reason)
        ?? Allow(Clauses.PausingLink, new LinkPaused(link.SideOf(By.For)!.Value, Reason));
}

/// <summary>
/// Resumes a link that this end paused. Practice flows when neither end pauses it. Refused, in this order: the link is over, or
/// was never agreed; this end has not paused it; its authority is missing.
/// </summary>
/// <param name="By">In what capacity.</param>
public sealed record ResumeLink(Capacity By) : EndAct(By)
{
    internal override Ruling Rule(Link link, Instant at) =>
        link.RefuseUnlessAgreed(at)
        ?? link.RefuseUnlessEnd(By)
        ?? (link.IsPausedBy(link.SideOf(By.For)!.Value)
            ? null
            : Ruling.Refuse(Clauses.NotPaused, Condition.Existence, By.For.Named, link.Self))
        ?? link.RefuseUnlessSettled(By, LinkStep.Resume, at)
        ?? Allow(Clauses.PausingLink, new LinkResumed(link.SideOf(By.For)!.Value));
}

/// <summary>
/// Offers other terms, which hold once the other end accepts them. Until then the present terms hold. It replaces an offer by the
/// other end, or an earlier offer by this end. Refused, in this order: the link is over, or was never agreed; it has these terms,
/// or this end offers them already; they do not fit the kind of link, pass on what they do not carry, or end before they begin;
/// the end's authority is missing.
/// </summary>
/// <param name="By">In what capacity.</param>
/// <param name="Terms">The terms.</param>
public sealed record OfferTerms(Capacity By, LinkTerms Terms) : EndAct(By)
{
    /// <summary>The terms.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public LinkTerms Terms { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Terms);

    internal override IEnumerable<Instant?> Dates => Terms.Dates;

    internal override Ruling Rule(Link link, Instant at) =>
        link.RefuseUnlessAgreed(at)
        ?? link.RefuseUnlessEnd(By)
        ?? (Terms == link.Terms || (Terms == link.NewTerms && link.NewTermsFrom == link.SideOf(By.For))
            ? Ruling.Refuse(Clauses.TermsSame, Condition.Novelty, null, link.Self)
            : null)
        ?? Link.RefuseUnlessFits(link.Kind, link.A!, link.B!, Terms, at)
        ?? link.RefuseUnlessSettled(By, LinkStep.OfferTerms, at, Terms)
        ?? Allow(Clauses.ChangingTerms, new TermsOffered(link.SideOf(By.For)!.Value, Terms));
}

/// <summary>
/// Accepts the other terms that the other end has offered, which hold from now on. Refused, in this order: the link is over, or
/// was never agreed; no other terms are offered; they have ended; this end offered them; the accepting end's authority is
/// missing.
/// </summary>
/// <param name="By">In what capacity.</param>
public sealed record AcceptTerms(Capacity By) : EndAct(By)
{
    internal override Ruling Rule(Link link, Instant at) =>
        link.RefuseUnlessAgreed(at)
        ?? (link.NewTerms is null
            ? Ruling.Refuse(Clauses.NoNewTerms, Condition.Existence, null, link.Self)
            : Link.RefuseIfPast(link.NewTerms, at))
        ?? (link.SideOf(By.For) == link.NewTermsFrom
            ? Ruling.Refuse(Clauses.BothEnds, Condition.Consent, null, link[link.NewTermsFrom!.Value.Other()]!.Witness)
            : null)
        ?? link.RefuseUnlessSettled(By, LinkStep.AcceptTerms, at, link.NewTerms)
        ?? Allow(Clauses.ChangingTerms, new TermsChanged(link.NewTerms!));
}

/// <summary>
/// Ends a link, at once and for good (law 9). Either end can do it without the other. Refused, in this order: the link is over,
/// or was never agreed (use <see cref="DeclineLink"/> or <see cref="WithdrawOffer"/> for an offer); the end's authority is
/// missing.
/// </summary>
/// <param name="By">In what capacity.</param>
/// <param name="Reason">Why, if they care to say; a mandate holds the same words, or none.</param>
public sealed record EndLink(Capacity By, FreeText? Reason = null) : EndAct(By)
{
    internal override Ruling Rule(Link link, Instant at) =>
        link.RefuseUnlessAgreed(at)
        ?? link.RefuseUnlessSettled(By, LinkStep.End, at, reason: Reason)
        ?? Allow(Clauses.EndingLink, new LinkEnded(link.SideOf(By.For)!.Value, Reason));
}
