namespace CommunitiesOfPractice;

/// <summary>
/// Decide a step in the life of a link: offering it, answering an offer, pausing, resuming, changing its terms, ending it.
/// If it is carried, it gives a mandate to the link, which is used once, word for word, within its time
/// (<see cref="ByMandate"/>). It cannot be tabled where the other end is this community; where it leaves out what the step needs,
/// or says more; where kind, ends and terms do not fit; or where the terms have ended.
/// </summary>
/// <param name="Link">Which link; an offer begins one that is new.</param>
/// <param name="What">Which step, with which party, on which terms.</param>
public sealed record SettleLink(LinkId Link, LinkMatter What) : Proposal
{
    /// <summary>Which link.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public LinkId Link { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Link);

    /// <summary>Which step, with which party, on which terms.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public LinkMatter What { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(What);

    /// <inheritdoc/>
    public override Matter Matter => Matter.Link;

    private protected override string Said(Wording wording) => What.On(Link, wording);

    internal override IEnumerable<PersonId> Named => What.Other is PersonParty { Person: var person } ? [person] : [];

    internal override IEnumerable<Instant?> Dates => What.Terms?.Dates ?? [];

    internal override Proposal Merged(OnePerson one) => this with { What = What with { Other = one.Of(What.Other)! } };

    internal override Ruling? RefuseTabling(Sitting sitting) => What.RefuseFor(sitting.Community.Id, sitting.At);

    internal override IReadOnlyList<Event>? TakeEffect(Sitting sitting, Decision decision, Result result) =>
        What.RefuseFor(sitting.Community.Id, sitting.At) is null
            ? [new MandateGiven(sitting.Mandate(decision.Id, StreamId.Of(Link), MandatePurpose.Link) with { What = What })]
            : null;
}
