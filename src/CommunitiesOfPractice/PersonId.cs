using System.Text.Json.Serialization;

namespace CommunitiesOfPractice;

/// <summary>
/// The opaque key that the host gives a person: never a name, an e-mail address or a registration number (law 13).
/// Keys are compared exactly, by ordinal. <c>default</c> is no person: every member but equality and
/// <see cref="ToString"/> refuses it.
/// </summary>
[JsonConverter(typeof(PersonIdConverter))]
public readonly record struct PersonId : IComparable<PersonId>, IStableHash
{
    private readonly string? _value;

    private PersonId(string value) => _value = value;

    /// <summary>The key as the host gave it.</summary>
    /// <exception cref="InvalidOperationException">This is <c>default</c>, which is no person.</exception>
    public string Value => KeyFormat.Given(_value, nameof(PersonId));

    int IStableHash.StableHash => StableHashing.Of(Value);

    /// <summary>The person behind a key of the host's.</summary>
    /// <param name="key">A well-formed key (<see cref="KeyFormat.IsWellFormed"/>).</param>
    /// <exception cref="ArgumentException">It is null, or not a well-formed key.</exception>
    public static PersonId Of(string key) => new(KeyFormat.Checked(key));

    /// <summary>The same key, compared exactly.</summary>
    public bool Equals(PersonId other) => string.Equals(_value, other._value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => _value is null ? 0 : StableHashing.Of(_value);

    /// <summary>The person behind a key that has been checked.</summary>
    internal static PersonId Known(string key) => new(key);

    /// <summary>By ordinal order of the keys.</summary>
    public int CompareTo(PersonId other) => string.CompareOrdinal(_value, other._value);

    /// <summary>The key; <c>(none)</c> for <c>default</c>.</summary>
    public override string ToString() => _value ?? "(none)";
}
