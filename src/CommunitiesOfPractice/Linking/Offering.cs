namespace CommunitiesOfPractice;

/// <summary>An act by one end of a link, or by somebody there, as far as its capacity allows.</summary>
/// <param name="By">In what capacity.</param>
public abstract record EndAct(Capacity By) : LinkAct, IDoneBy<Capacity>
{
    /// <summary>In what capacity.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public Capacity By { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(By);

    /// <inheritdoc/>
    public sealed override PersonId? Actor => By.Person;

    // A capacity rests on what a record says of this key.
    internal sealed override Act? DoneBy(PersonId person) => null;

    private protected Ruling Allow(Clause clause, EndEvent happened) =>
        Ruling.Allow(clause, By.Witness, happened with { As = By });
}

/// <summary>
/// Offers a link to another party. Only that party can accept it (law 9). A link that was declined may be offered again between
/// the same two parties. Refused, in this order: it is offered, agreed or over already; the two ends are the same, or other than
/// they were; kind, ends and terms do not fit each other; the terms pass on what they do not carry, or end before they begin; the
/// offering end's authority is missing: for a community, a mandate word for word; for an organisation or network, its
/// spokesperson.
/// </summary>
/// <param name="By">In what capacity; it says which end offers.</param>
/// <param name="To">The party that the link is offered to.</param>
/// <param name="Kind">What kind of boundary it crosses.</param>
/// <param name="Terms">On what terms.</param>
public sealed record OfferLink(Capacity By, Party To, LinkKind Kind, LinkTerms Terms) : EndAct(By)
{
    /// <summary>The party that the link is offered to.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public Party To { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(To);

    /// <summary>What kind of boundary it crosses.</summary>
    /// <exception cref="ArgumentException">It is none of them.</exception>
    public LinkKind Kind { get; init => field = Guard.Against.EnumOutOfRange(value); } = Guard.Against.EnumOutOfRange(Kind);

    /// <summary>On what terms.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public LinkTerms Terms { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Terms);

    internal override IEnumerable<PersonId> Named => To is PersonParty { Person: var person } ? [person] : [];

    internal override IEnumerable<Instant?> Dates => Terms.Dates;

    internal override Ruling Rule(Link link, Instant at) =>
        RefuseIfOffered(link)
        ?? Link.RefuseUnlessTwoEnds(By.For, To)
        ?? RefuseUnlessSameEnds(link)
        ?? Link.RefuseUnlessFits(Kind, By.For, To, Terms, at)
        ?? link.RefuseUnlessSettled(By, new(LinkStep.Offer, To, Kind, Terms), at)
        ?? Allow(Clauses.OfferingLink, new LinkOffered(Kind, By.For, To, Terms));

    private static Ruling? RefuseIfOffered(Link link) => link.Status switch
    {
        LinkStatus.Unknown or LinkStatus.Declined => null,
        LinkStatus.Ended => Ruling.Refuse(Clauses.LinkOver, Condition.Existence, link.Id.Value, link.Self),
        _ => Ruling.Refuse(Clauses.OfferedAlready, Condition.Novelty, null, link.Self),
    };

    private Ruling? RefuseUnlessSameEnds(Link link) =>
        link.Status == LinkStatus.Unknown || (link.SideOf(By.For) is not null && link.SideOf(To) is not null)
            ? null
            : Ruling.Refuse(Clauses.TwoEnds, Condition.WellFormed, OfWhat.SameEnds, link.Self);
}

/// <summary>
/// Asks about what is offered: the link, or other terms of it. Refused, in this order: nothing is offered; the person belongs to
/// neither end, or may not act there now; there are no words.
/// </summary>
/// <param name="By">In what capacity.</param>
/// <param name="Words">What is asked.</param>
public sealed record AskAboutLink(Capacity By, FreeText Words) : EndAct(By)
{
    internal override Ruling Rule(Link link, Instant at) =>
        (link.NewTerms is null ? link.RefuseUnlessOffered() : link.RefuseUnlessAgreed(at))
        ?? link.RefuseUnlessAtAnEnd(By)
        ?? Link.RefuseUnlessWords(Words)
        ?? Allow(Clauses.AskingAboutLink, new LinkQuestionAsked(By.Person!.Value, Words));
}

/// <summary>
/// Answers a question about a link. Refused, in this order: there is no such question; it has been answered; the person belongs
/// to neither end, or may not act there now; they asked it; there are no words.
/// </summary>
/// <param name="By">In what capacity.</param>
/// <param name="Number">Which question, counted from 1.</param>
/// <param name="Words">The answer.</param>
public sealed record AnswerAboutLink(Capacity By, int Number, FreeText Words) : EndAct(By)
{
    internal override Ruling Rule(Link link, Instant at) =>
        (Number < 1 || Number > link.Questions.Count
            ? Ruling.Refuse(Clauses.NoLinkQuestion, Condition.Existence, OfWhat.Number(Number), link.Self)
            : null)
        ?? (link.Questions[Number - 1].Answer is not null
            ? Ruling.Refuse(Clauses.QuestionAnswered, Condition.Novelty, null, link.Self)
            : null)
        ?? link.RefuseUnlessAtAnEnd(By)
        ?? (link.Questions[Number - 1].By == By.Person
            ? Ruling.Refuse(Clauses.OthersAnswer, Condition.OwnAct, null, link.Self)
            : null)
        ?? Link.RefuseUnlessWords(Words)
        ?? Allow(Clauses.AskingAboutLink, new LinkQuestionAnswered(Number, Words));
}

/// <summary>
/// Accepts an offered link. It is agreed from now on. Refused, in this order: no offer waits; the terms of the offer have ended;
/// this end made the offer; the accepting end's authority is missing: for a community, a mandate for this kind on these terms,
/// word for word.
/// </summary>
/// <param name="By">In what capacity.</param>
public sealed record AcceptLink(Capacity By) : EndAct(By)
{
    internal override Ruling Rule(Link link, Instant at) =>
        link.RefuseUnlessOffered()
        ?? Link.RefuseIfPast(link.Terms!, at)
        ?? link.RefuseIfOfferer(By)
        ?? link.RefuseUnlessSettled(By, LinkStep.Accept, at, link.Terms)
        ?? Allow(Clauses.AcceptingLink, new LinkAgreed());
}

/// <summary>
/// Declines an offered link. Refused, in this order: no offer waits; this end made the offer; the declining end's authority is
/// missing.
/// </summary>
/// <param name="By">In what capacity.</param>
/// <param name="Reason">Why, if they care to say; a mandate holds the same words, or none.</param>
public sealed record DeclineLink(Capacity By, FreeText? Reason = null) : EndAct(By)
{
    internal override Ruling Rule(Link link, Instant at) =>
        link.RefuseUnlessOffered()
        ?? link.RefuseIfOfferer(By)
        ?? link.RefuseUnlessSettled(By, LinkStep.Decline, at, reason: Reason)
        ?? Allow(Clauses.DecliningLink, new LinkDeclined(Reason));
}

/// <summary>
/// Takes an offer back before it is accepted. Refused, in this order: no offer waits; the offer was made to this end; the
/// offering end's authority is missing.
/// </summary>
/// <param name="By">In what capacity.</param>
/// <param name="Reason">Why, if they care to say; a mandate holds the same words, or none.</param>
public sealed record WithdrawOffer(Capacity By, FreeText? Reason = null) : EndAct(By)
{
    internal override Ruling Rule(Link link, Instant at) =>
        link.RefuseUnlessOffered()
        ?? (link.SideOf(By.For) == Side.B
            ? Ruling.Refuse(Clauses.OfferersOnly, Condition.Consent, link.A!.Named, link.A!.Witness)
            : null)
        ?? link.RefuseUnlessSettled(By, LinkStep.Decline, at, reason: Reason)
        ?? Allow(Clauses.WithdrawingOffer, new LinkDeclined(Reason));
}
