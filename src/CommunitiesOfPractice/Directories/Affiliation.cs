using System.Text.Json.Serialization;

namespace CommunitiesOfPractice;

/// <summary>The kinds of group that the host's directory knows.</summary>
public enum GroupKind
{
    /// <summary>An organisation, by its code (in the NHS, the ODS code).</summary>
    Organisation,
    /// <summary>A profession or staff group.</summary>
    Profession,
    /// <summary>A setting of care, such as a labour ward or a care home.</summary>
    Setting,
    /// <summary>A borough or other place.</summary>
    Borough,
    /// <summary>A network.</summary>
    Network,
}

/// <summary>
/// A group that people belong to outside the community: an organisation, a profession, a setting, a borough, a network.
/// <c>default</c> has no code.
/// </summary>
public readonly record struct DirectoryGroup : IComparable<DirectoryGroup>, IStableHash
{
    private readonly string? _code;

    /// <summary>A group of some kind.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="code">The code that the directory uses; a well-formed key.</param>
    /// <exception cref="ArgumentException">There is no such kind, or the code is not a well-formed key.</exception>
    [JsonConstructor]
    public DirectoryGroup(GroupKind kind, string code) =>
        (Kind, _code) = (Guard.Against.EnumOutOfRange(kind), KeyFormat.Checked(code));

    /// <summary>Its kind.</summary>
    public GroupKind Kind { get; }

    /// <summary>Its code.</summary>
    /// <exception cref="InvalidOperationException">This is <c>default</c>.</exception>
    public string Code => KeyFormat.Given(_code, nameof(DirectoryGroup));

    int IStableHash.StableHash => unchecked(StableHashing.Of(Code) * 31 + (int)Kind);

    /// <summary>An organisation, by its code.</summary>
    public static DirectoryGroup Organisation(string code) => new(GroupKind.Organisation, code);

    /// <summary>A profession.</summary>
    public static DirectoryGroup Profession(string code) => new(GroupKind.Profession, code);

    /// <summary>A setting.</summary>
    public static DirectoryGroup Setting(string code) => new(GroupKind.Setting, code);

    /// <summary>A borough.</summary>
    public static DirectoryGroup Borough(string code) => new(GroupKind.Borough, code);

    /// <summary>A network.</summary>
    public static DirectoryGroup Network(string code) => new(GroupKind.Network, code);

    /// <summary>By kind, then by ordinal order of the codes.</summary>
    public int CompareTo(DirectoryGroup other) =>
        Kind != other.Kind ? Kind.CompareTo(other.Kind) : string.CompareOrdinal(_code, other._code);

    /// <summary>The kind and the code.</summary>
    public override string ToString() => _code is null ? "(none)" : Names.Of(Kind) + " " + _code;

    /// <summary>The kind and the code in the words of a host.</summary>
    internal string In(Wording wording) => wording.Say("group.named", wording.Of(Kind), Code);
}

/// <summary>That somebody belongs to a group, since when and according to which source.</summary>
/// <param name="Group">The group.</param>
/// <param name="From">Since this instant.</param>
/// <param name="Source">Who says so: a feed of the host's, or <c>self</c>.</param>
public sealed record Affiliation(DirectoryGroup Group, Instant From, string Source)
{
    /// <summary>When it ended; null while it holds.</summary>
    public Instant? Until { get; init; }
}
