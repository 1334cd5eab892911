namespace CommunitiesOfPractice;

/// <summary>The members endorsed a version of a note.</summary>
/// <param name="Edition">Which version.</param>
public sealed record EndorseMatter(int Edition) : MandateMatter
{
    internal override MandatePurpose Purpose => MandatePurpose.Share;
}

/// <summary>The members decided that a version of a note may reach a wider audience.</summary>
/// <param name="Edition">Which version they decided on.</param>
/// <param name="Audience">Which audience.</param>
/// <param name="NamedLinks">The links it may use; null for all.</param>
public sealed record WidenMatter(int Edition, Audience Audience, ValueList<LinkId>? NamedLinks) : MandateMatter
{
    internal override MandatePurpose Purpose => MandatePurpose.Share;
}

/// <summary>The members of a community that a note reached by a link decided to pass it on by one of their own.</summary>
/// <param name="Via">The link by which it came.</param>
/// <param name="To">The link by which it goes on.</param>
public sealed record PassOnMatter(LinkId Via, LinkId To) : MandateMatter
{
    internal override MandatePurpose Purpose => MandatePurpose.Share;
}
