using System.Text.Json.Serialization;

namespace CommunitiesOfPractice;

/// <summary>What a mandate is for.</summary>
public enum MandatePurpose
{
    /// <summary>Merging into the community it is addressed to.</summary>
    Merge,
    /// <summary>Founding the community it is addressed to, split from the one that gives it.</summary>
    Split,
    /// <summary>Carrying a joint decision.</summary>
    Joint,
    /// <summary>A step in the life of the link it is addressed to.</summary>
    Link,
    /// <summary>Endorsing, widening or passing on the practice note it is addressed to.</summary>
    Share,
    /// <summary>Calling the gathering it is addressed to, or agreeing to it.</summary>
    Gather,
}

/// <summary>
/// What the members of one community decided and another stream carries out (feature 42): addressed to one stream, for one
/// purpose, used once, and before it expires. It travels as evidence, and is copied into the event that uses it.
/// </summary>
/// <param name="From">The community whose members gave it.</param>
/// <param name="Decision">The decision that gave it.</param>
/// <param name="To">Which stream may use it.</param>
/// <param name="Purpose">What it is for.</param>
/// <param name="Given">When it was given.</param>
/// <param name="Expires">When it expires.</param>
public sealed record Mandate(
    CommunityId From, DecisionId Decision, StreamId To, MandatePurpose Purpose, Instant Given, Instant Expires)
    : IEvidence
{
    string? IEvidence.Of => null;

    /// <summary>The community whose members gave it.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public CommunityId From { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(From);

    /// <summary>Which stream may use it.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public StreamId To { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(To);

    /// <summary>What it is for.</summary>
    /// <exception cref="ArgumentException">It is none of them.</exception>
    public MandatePurpose Purpose { get; init => field = Guard.Against.EnumOutOfRange(value); } =
        Guard.Against.EnumOutOfRange(Purpose);

    /// <summary>What exactly was decided; null where the purpose says it all.</summary>
    public MandateMatter? What { get; init; }

    /// <summary>
    /// For widening a note: whether the charter under which it was decided wants the note endorsed first (law 5: one charter
    /// version for a decision). False, unless the mandate says otherwise.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool EndorsedFirst { get; init; }

    /// <summary>What tells it from every other: the giving community and the decision.</summary>
    [JsonIgnore]
    public string Id => $"{From}/{Decision}";

    internal Witness Witness => new(WitnessKind.Mandate, Id);

    /// <summary>
    /// Why it cannot be used there: it is for another stream or purpose, it has expired, or it is used. Null where it can.
    /// </summary>
    internal Ruling? RefuseAt(StreamId stream, MandatePurpose purpose, ValueList<string> used, Instant at)
    {
        if (To != stream || Purpose != purpose) return Ruling.Refuse(Clauses.NoMandate, Condition.Evidence, Id, Witness);
        if (at >= Expires) return Ruling.Refuse(Clauses.MandateExpired, Condition.Time, Id, Witness);
        return used.Contains(Id) ? Ruling.Refuse(Clauses.MandateUsed, Condition.Novelty, Id, Witness) : null;
    }
}

/// <summary>What exactly the members decided, for another stream to carry out word for word. A closed set.</summary>
[JsonPolymorphic]
[JsonDerivedType(typeof(JointMatter), "joint")]
[JsonDerivedType(typeof(LinkMatter), "link")]
[JsonDerivedType(typeof(EndorseMatter), "endorse")]
[JsonDerivedType(typeof(WidenMatter), "widen")]
[JsonDerivedType(typeof(PassOnMatter), "pass-on")]
[JsonDerivedType(typeof(GatheringCall), "call-gathering")]
[JsonDerivedType(typeof(AgreeMatter), "agree-gathering")]
public abstract record MandateMatter
{
    private protected MandateMatter()
    {
    }

    /// <summary>The purpose that a mandate of this matter has.</summary>
    internal abstract MandatePurpose For { get; }
}
