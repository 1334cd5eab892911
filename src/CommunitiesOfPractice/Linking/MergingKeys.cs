namespace CommunitiesOfPractice;

/// <summary>
/// The host has found two keys to be one person (law 13): one person at an end, one broker. It settles nothing else. Refused, in this order: the link has never been offered; the two
/// are one key; the link knows neither.
/// </summary>
/// <param name="Kept">The key that stays.</param>
/// <param name="Dropped">The key that goes.</param>
/// <param name="Source">Where the host has it from.</param>
public sealed record MergeLinkKeys(PersonId Kept, PersonId Dropped, string Source) : LinkAct
{
    /// <summary>The key that stays.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public PersonId Kept { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Kept);

    /// <summary>The key that goes.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public PersonId Dropped { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Dropped);

    /// <summary>Where the host has it from.</summary>
    /// <exception cref="ArgumentException">It is not a well-formed key.</exception>
    public string Source { get; init => field = KeyFormat.Checked(value, nameof(Source)); } = KeyFormat.Checked(Source, nameof(Source));

    /// <inheritdoc/>
    public override PersonId? Actor => null;

    internal override IEnumerable<PersonId> Named => [Kept, Dropped];

    internal override Ruling Rule(Link link, Instant at) =>
        (link.Status == LinkStatus.Unknown ? link.RefuseUnlessOffered() : null)
        ?? new OnePerson(Kept, Dropped).RefuseUnlessTwoKeys()
        ?? (link.Knows(Kept) || link.Knows(Dropped) ? null : Ruling.Refuse(Clauses.NobodyOnLink, Condition.Existence, Dropped.Value, link.Self))
        ?? Ruling.Allow(Clauses.OnePerson, Witness.Of(Kept), new LinkKeysMerged(Kept, Dropped, Source));
}

public sealed partial record Link
{
    internal bool Knows(PersonId person) => A == Party.Of(person) || B == Party.Of(person) || Brokers.Any(b => b.Broker == person) || Questions.Any(q => q.By == person)
        || SecondKeys.Of.Has(person);
}
