using System.Text.Json.Serialization;

namespace CommunitiesOfPractice;

/// <summary>
/// The id of a question: a short name that the host chooses. It is compared exactly, by ordinal. Every member
/// except equality and <see cref="ToString"/> refuses <c>default</c>.
/// </summary>
[JsonConverter(typeof(QuestionIdConverter))]
public readonly record struct QuestionId : IComparable<QuestionId>, IStableHash
{
    private readonly string? _value;

    private QuestionId(string value) => _value = value;

    /// <summary>The id as text.</summary>
    /// <exception cref="InvalidOperationException">This is <c>default</c>.</exception>
    public string Value => KeyFormat.Given(_value, nameof(QuestionId));

    int IStableHash.StableHash => StableHashing.Of(Value);

    /// <summary>The id spelled so.</summary>
    /// <param name="key">A well-formed key (<see cref="KeyFormat.IsWellFormed"/>).</param>
    /// <exception cref="ArgumentException">It is null, or not a well-formed key.</exception>
    public static QuestionId Of(string key) => new(KeyFormat.Checked(key));

    /// <summary>Whose history a stream is, whatever rules for ids it was begun under.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>, or not the history of a question.</exception>
    public static QuestionId Of(StreamId stream) => Known(stream.Of(StreamKind.Question));

    /// <summary>The id of a stream that the record holds.</summary>
    internal static QuestionId Known(string key) => new(key);

    /// <summary>The same key, compared exactly.</summary>
    public bool Equals(QuestionId other) => string.Equals(_value, other._value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => _value is null ? 0 : StableHashing.Of(_value);

    /// <summary>By ordinal order.</summary>
    public int CompareTo(QuestionId other) => string.CompareOrdinal(_value, other._value);

    /// <summary>The id; <c>(none)</c> for <c>default</c>.</summary>
    public override string ToString() => _value ?? "(none)";
}
