namespace CommunitiesOfPractice;

/// <summary>Whether a community exists, and how much is going on in it.</summary>
public enum Status
{
    /// <summary>Nobody has proposed it.</summary>
    Unknown,
    /// <summary>Proposed, and waiting for its founders.</summary>
    Proposed,
    /// <summary>Its founders declined, or did not consent in time.</summary>
    NotFounded,
    /// <summary>Founded and open.</summary>
    Open,
    /// <summary>Open, but nothing has happened for so long that its members are asked whether to revive or to close it.</summary>
    Dormant,
    /// <summary>Closed, with a legacy that stays readable.</summary>
    Closed,
}

/// <summary>
/// The stages of a community's life, after Wenger, McDermott and Snyder (2002). The members declare a stage, with evidence.
/// Stages can go back, and are not a ladder of merit. Wenger's names of 1998 (potential, coalescing, active, dispersed,
/// memorable) are another list. Here <em>active</em> is about maturing and stewardship, and <em>dispersed</em> and
/// <em>memorable</em> are about transformation.
/// </summary>
public enum Stage
{
    /// <summary>People find that they share a concern.</summary>
    Potential,
    /// <summary>They come together and see the value of it.</summary>
    Coalescing,
    /// <summary>They take charge of a practice and set about it.</summary>
    Maturing,
    /// <summary>They keep the practice and its knowledge fresh.</summary>
    Stewardship,
    /// <summary>The community becomes something else, or has done its work.</summary>
    Transformation,
}

/// <summary>What a community cares about, apart from its name.</summary>
/// <param name="SharedConcern">The concern that its members share.</param>
public sealed record Domain(FreeText SharedConcern)
{
    /// <summary>The concern that its members share.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public FreeText SharedConcern { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(SharedConcern);

    /// <summary>What belongs to it.</summary>
    /// <exception cref="ArgumentException">It is null, or holds null.</exception>
    public ValueList<FreeText> InScope { get; init => field = Guard.Against.Gaps(value); } = ValueList<FreeText>.Empty;

    /// <summary>What does not.</summary>
    /// <exception cref="ArgumentException">It is null, or holds null.</exception>
    public ValueList<FreeText> OutOfScope { get; init => field = Guard.Against.Gaps(value); } = ValueList<FreeText>.Empty;

    /// <summary>A domain in the words given.</summary>
    /// <exception cref="ArgumentException"><paramref name="sharedConcern"/> is empty or too long.</exception>
    public static Domain Of(string sharedConcern) => new(FreeText.Of(sharedConcern));
}

/// <summary>A stage that the members declared.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="From">Since when.</param>
/// <param name="Evidence">What they saw it by.</param>
/// <param name="Under">The decision that declared it; null for the stage a community is founded in.</param>
public sealed record StageDeclared(Stage Stage, Instant From, FreeText Evidence, DecisionId? Under);

/// <summary>Where a community came from, or went.</summary>
public enum LineageKind
{
    /// <summary>It was split from the other.</summary>
    SplitFrom,
    /// <summary>The other was split from it.</summary>
    SplitInto,
    /// <summary>It took in the other.</summary>
    Absorbed,
    /// <summary>It went into the other.</summary>
    MergedInto,
}

/// <summary>One line of a community's lineage.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Other">The other community.</param>
/// <param name="At">When.</param>
/// <param name="Under">The decision, here, that it rests on; null where it rests on the other's mandate.</param>
public sealed record Lineage(LineageKind Kind, CommunityId Other, Instant At, DecisionId? Under);

/// <summary>What founding a community takes: who is asked, who has answered, and how many must consent.</summary>
public sealed record FoundingRound
{
    /// <summary>A round that nobody has begun.</summary>
    public static FoundingRound None { get; } = new();

    /// <summary>Who is named, the proposer among them.</summary>
    public ValueList<PersonId> Founders { get; init; } = ValueList<PersonId>.Empty;

    /// <summary>How many must consent.</summary>
    public int Quorum { get; init; }

    /// <summary>By when.</summary>
    public Instant Until { get; init; }

    /// <summary>Who has consented, in order.</summary>
    public ValueList<PersonId> Consented { get; init; } = ValueList<PersonId>.Empty;

    /// <summary>Who has declined, in order.</summary>
    public ValueList<PersonId> Declined { get; init; } = ValueList<PersonId>.Empty;
}

/// <summary>What a community is, apart from its people, its charter and its decisions.</summary>
internal sealed record Life
{
    public static readonly Life None = new();

    public Status Status { get; init; }

    public string Name { get; init; } = "";

    public Domain? Domain { get; init; }

    public ValueList<Synonyms> Words { get; init; } = ValueList<Synonyms>.Empty;

    public string? Sponsor { get; init; }

    public FoundingRound Founding { get; init; } = FoundingRound.None;

    public ValueList<StageDeclared> Stages { get; init; } = ValueList<StageDeclared>.Empty;

    public ValueList<Lineage> Lineage { get; init; } = ValueList<Lineage>.Empty;

    public Instant LastActivity { get; init; }

    /// <summary>Since when it rests, because nobody was left.</summary>
    public Instant? RestingSince { get; init; }

    /// <summary>When it rested, each time.</summary>
    public ValueList<Instant> Rests { get; init; } = ValueList<Instant>.Empty;

    public Instant? ClosedAt { get; init; }

    public FreeText? ClosedWhy { get; init; }

    public FreeText? Legacy { get; init; }

    public ValueList<Mandate> Mandates { get; init; } = ValueList<Mandate>.Empty;

    public ValueList<string> MandatesUsed { get; init; } = ValueList<string>.Empty;
}
