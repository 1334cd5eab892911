using System.Text.Json.Serialization;

namespace CommunitiesOfPractice;

/// <summary>
/// The id of a link: a short name that the host chooses. It is compared exactly, by ordinal. Every member except equality and
/// <see cref="ToString"/> refuses <c>default</c>.
/// </summary>
[JsonConverter(typeof(LinkIdConverter))]
public readonly record struct LinkId : IComparable<LinkId>, IStableHash
{
    private readonly string? _value;

    private LinkId(string value) => _value = value;

    /// <summary>The id as text.</summary>
    /// <exception cref="InvalidOperationException">This is <c>default</c>.</exception>
    public string Value => KeyFormat.Given(_value, nameof(LinkId));

    int IStableHash.StableHash => StableHashing.Of(Value);

    /// <summary>The id spelled so.</summary>
    /// <param name="key">A well-formed key (<see cref="KeyFormat.IsWellFormed"/>).</param>
    /// <exception cref="ArgumentException">It is null, or not a well-formed key.</exception>
    public static LinkId Of(string key) => new(KeyFormat.Checked(key));

    /// <summary>Whose history a stream is, whatever rules for ids it was begun under.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>, or not the history of a link.</exception>
    public static LinkId Of(StreamId stream) => Known(stream.Of(StreamKind.Link));

    /// <summary>The id of a stream that the record holds.</summary>
    internal static LinkId Known(string key) => new(key);

    /// <summary>The same key, compared exactly.</summary>
    public bool Equals(LinkId other) => string.Equals(_value, other._value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => _value is null ? 0 : StableHashing.Of(_value);

    /// <summary>By ordinal order.</summary>
    public int CompareTo(LinkId other) => string.CompareOrdinal(_value, other._value);

    /// <summary>The id; <c>(none)</c> for <c>default</c>.</summary>
    public override string ToString() => _value ?? "(none)";
}
