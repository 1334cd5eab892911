namespace CommunitiesOfPractice;

/// <summary>The members endorsed a version of a note.</summary>
/// <param name="Edition">Which version.</param>
public sealed record EndorseMatter(int Edition) : MandateMatter
{
    internal override MandatePurpose For => MandatePurpose.Share;

    /// <summary>Which version.</summary>
    /// <exception cref="ArgumentException">It is less than 1.</exception>
    public int Edition { get; init => field = Guard.Against.NegativeOrZero(value); } = Guard.Against.NegativeOrZero(Edition);
}

/// <summary>The members decided that a version of a note may reach a wider audience.</summary>
/// <param name="Edition">Which version they decided on.</param>
/// <param name="Audience">Which audience: one beyond the community, which a note reaches without it.</param>
/// <param name="NamedLinks">The links it may use, in the order of their ids; null for all.</param>
public sealed record WidenMatter(int Edition, Audience Audience, ValueList<LinkId>? NamedLinks) : MandateMatter
{
    internal override MandatePurpose For => MandatePurpose.Share;

    /// <summary>Which version they decided on.</summary>
    /// <exception cref="ArgumentException">It is less than 1.</exception>
    public int Edition { get; init => field = Guard.Against.NegativeOrZero(value); } = Guard.Against.NegativeOrZero(Edition);

    /// <summary>Which audience.</summary>
    /// <exception cref="ArgumentException">It is none of them, or no wider than the community.</exception>
    public Audience Audience { get; init => field = Beyond(value); } = Beyond(Audience);

    /// <summary>The links it may use, in the order of their ids, each once; null for all.</summary>
    /// <exception cref="ArgumentException">It holds <c>default</c>.</exception>
    public ValueList<LinkId>? NamedLinks { get; init => field = NoteLinks.InOrder(value); } = NoteLinks.InOrder(NamedLinks);

    private static Audience Beyond(Audience audience) => Guard.Against.EnumOutOfRange(audience) > Audience.Community
        ? audience
        : throw new ArgumentException("A note reaches its community without such a decision.", nameof(audience));
}

/// <summary>The members of a community that a note reached by a link decided to pass it on by one of their own.</summary>
/// <param name="Via">The link by which it came.</param>
/// <param name="To">The link by which it goes on.</param>
public sealed record PassOnMatter(LinkId Via, LinkId To) : MandateMatter
{
    internal override MandatePurpose For => MandatePurpose.Share;

    /// <summary>The link by which it came.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public LinkId Via { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Via);

    /// <summary>The link by which it goes on.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public LinkId To { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(To);
}

/// <summary>Named links are a set: it is the same in whatever order somebody wrote them.</summary>
internal static class NoteLinks
{
    [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(links))]
    public static ValueList<LinkId>? InOrder(ValueList<LinkId>? links) =>
        links is null ? null : Guard.Against.Gaps(links).Distinct().OrderBy(l => l).ToValueList();
}
