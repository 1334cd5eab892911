using System.Text.Json.Serialization;

namespace CommunitiesOfPractice;

/// <summary>
/// The id of a gathering: a short name that the host chooses. It is compared exactly, by ordinal. Every member except equality
/// and <see cref="ToString"/> refuses <c>default</c>.
/// </summary>
[JsonConverter(typeof(GatheringIdConverter))]
public readonly record struct GatheringId : IComparable<GatheringId>, IStableHash
{
    private readonly string? _value;

    private GatheringId(string value) => _value = value;

    /// <summary>The id as text.</summary>
    /// <exception cref="InvalidOperationException">This is <c>default</c>.</exception>
    public string Value => KeyFormat.Given(_value, nameof(GatheringId));

    int IStableHash.StableHash => StableHashing.Of(Value);

    /// <summary>The id spelled so.</summary>
    /// <param name="key">A well-formed key (<see cref="KeyFormat.IsWellFormed"/>).</param>
    /// <exception cref="ArgumentException">It is null, or not a well-formed key.</exception>
    public static GatheringId Of(string key) => new(KeyFormat.Checked(key));

    /// <summary>Whose history a stream is, whatever rules for ids it was begun under.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>, or not the history of a gathering.</exception>
    public static GatheringId Of(StreamId stream) => Known(stream.Of(StreamKind.Gathering));

    /// <summary>The id of a stream that the record holds.</summary>
    internal static GatheringId Known(string key) => new(key);

    /// <summary>The same key, compared exactly.</summary>
    public bool Equals(GatheringId other) => string.Equals(_value, other._value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => _value is null ? 0 : StableHashing.Of(_value);

    /// <summary>By ordinal order.</summary>
    public int CompareTo(GatheringId other) => string.CompareOrdinal(_value, other._value);

    /// <summary>The id; <c>(none)</c> for <c>default</c>.</summary>
    public override string ToString() => _value ?? "(none)";
}
