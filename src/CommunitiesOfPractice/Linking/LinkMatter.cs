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

/// <summary>What the members decided about a link: one step, and of an offer, or an answer to one, the very terms.</summary>
/// <param name="Step">Which step.</param>
/// <param name="Other">Who stands at the other end.</param>
/// <param name="Kind">What kind of link, of an offer and an acceptance; null otherwise.</param>
/// <param name="Terms">On what terms, of an offer, an acceptance and a change of terms; null otherwise.</param>
public sealed record LinkMatter(LinkStep Step, Party Other, LinkKind? Kind = null, LinkTerms? Terms = null) : MandateMatter
{
    internal override MandatePurpose Purpose => MandatePurpose.Link;

    /// <summary>Which step.</summary>
    /// <exception cref="ArgumentException">It is none of them.</exception>
    public LinkStep Step { get; init => field = Guard.Against.EnumOutOfRange(value); } = Guard.Against.EnumOutOfRange(Step);

    /// <summary>Who stands at the other end.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public Party Other { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Other);
}
