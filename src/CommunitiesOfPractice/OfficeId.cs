using System.Text.Json.Serialization;

namespace CommunitiesOfPractice;

/// <summary>
/// The id of an office: the office's name in the charter, such as <c>convener</c>.
/// Compared exactly, by ordinal. <c>default</c> is refused by every member but equality and <see cref="ToString"/>.
/// </summary>
[JsonConverter(typeof(OfficeIdConverter))]
public readonly record struct OfficeId : IComparable<OfficeId>, IStableHash
{
    private readonly string? _value;

    private OfficeId(string value) => _value = value;

    /// <summary>The id as text.</summary>
    /// <exception cref="InvalidOperationException">This is <c>default</c>.</exception>
    public string Value => KeyFormat.Given(_value, nameof(OfficeId));

    int IStableHash.StableHash => StableHashing.Of(Value);

    /// <summary>The id spelled so.</summary>
    /// <param name="key">A well-formed key (<see cref="KeyFormat.IsWellFormed"/>).</param>
    /// <exception cref="ArgumentException">It is null, or not a well-formed key.</exception>
    public static OfficeId Of(string key) => new(KeyFormat.Checked(key));

    /// <summary>The same key, compared exactly.</summary>
    public bool Equals(OfficeId other) => string.Equals(_value, other._value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => _value is null ? 0 : StableHashing.Of(_value);

    /// <summary>By ordinal order.</summary>
    public int CompareTo(OfficeId other) => string.CompareOrdinal(_value, other._value);

    /// <summary>The id; <c>(none)</c> for <c>default</c>.</summary>
    public override string ToString() => _value ?? "(none)";
}
