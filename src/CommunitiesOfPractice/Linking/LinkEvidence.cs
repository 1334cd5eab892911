namespace CommunitiesOfPractice;

/// <summary>
/// What a link's record says of it at an instant, for an act on a note. <see cref="Link.EvidenceAt"/> reads it from the record,
/// and the host gives it with the act.
/// </summary>
/// <param name="Link">Which link.</param>
/// <param name="Version">The version of its record that says so.</param>
/// <param name="A">The end that offered it.</param>
/// <param name="B">The end to which it was offered.</param>
/// <param name="Terms">Its terms.</param>
/// <param name="InForce">Whether it is agreed, not paused and in force.</param>
public sealed record LinkEvidence(LinkId Link, long Version, Party A, Party B, LinkTerms Terms, bool InForce) : IEvidence
{
    string? IEvidence.Of => Link.Value;

    /// <summary>Which link.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public LinkId Link { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Link);

    /// <summary>The end that offered it.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public Party A { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(A);

    /// <summary>The end to which it was offered.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public Party B { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(B);

    /// <summary>Its terms.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public LinkTerms Terms { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Terms);

    /// <summary>
    /// The place that practice reaches when it leaves from one end; null where the link carries none from there. A leader carries
    /// none.
    /// </summary>
    internal Party? FarEndFrom(Party near)
    {
        var far = !InForce ? null
            : A == near && Terms.Carries is Flow.AToB or Flow.Both ? B
            : B == near && Terms.Carries is Flow.BToA or Flow.Both ? A
            : null;
        return far is PersonParty ? null : far;
    }
}

public sealed partial record Link
{
    /// <summary>
    /// What this record says of the link at an instant, to go with an act on a note. Null while nobody has offered it.
    /// </summary>
    public LinkEvidence? EvidenceAt(Instant at) =>
        Status == LinkStatus.Unknown ? null : new(Id, Version, A!, B!, Terms!, IsInForce(Instant.Max(at, LastAt)));
}
