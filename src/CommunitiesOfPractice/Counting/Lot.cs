using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CommunitiesOfPractice.Counting;

/// <summary>
/// A lot that anyone can draw again. Its seed is a secret until the vote has closed; the commitment, published when the vote
/// opens, proves that it was not chosen afterwards.
/// <para>Each name draws a ticket: the SHA-256 of the UTF-8 text <c>seed|name</c>, in lower-case hexadecimal. The lowest ticket
/// comes first. For options of a vote the name is the option's number. By hand:
/// <c>printf '%s' 'the seed|3' | sha256sum</c>.</para>
/// </summary>
[JsonConverter(typeof(LotConverter))]
public sealed record Lot
{
    /// <summary>The shortest seed: what is shorter could be guessed from its commitment.</summary>
    public const int ShortestSeed = 16;

    /// <summary>The lot of a seed.</summary>
    /// <param name="seed">From 16 to 128 characters without white space at either end, drawn at random by the host.</param>
    /// <exception cref="ArgumentException">The seed is null, too short or too long, or holds what it may not.</exception>
    public Lot(string seed) =>
        Seed = Fault(Guard.Against.Null(seed)) is { } fault ? throw new ArgumentException(fault, nameof(seed)) : seed;

    /// <summary>The secret that the lot is drawn from.</summary>
    public string Seed { get; }

    /// <summary>What is published at the opening: it gives nothing away and leaves no choice.</summary>
    public LotCommitment Commitment => LotCommitment.Of(Hash(Seed));

    /// <summary>The ticket that a name draws: 64 hexadecimal digits.</summary>
    /// <exception cref="ArgumentException">The name is null.</exception>
    public string Ticket(string name) => Hash($"{Seed}|{Guard.Against.Null(name)}");

    /// <summary>The ticket that an option draws.</summary>
    public string Ticket(int option) => Ticket(option.ToString(CultureInfo.InvariantCulture));

    /// <summary>Options in the order of their tickets.</summary>
    /// <exception cref="ArgumentException">The options are null.</exception>
    public ValueList<int> Order(IEnumerable<int> options) =>
        Guard.Against.Null(options).OrderBy(Ticket, StringComparer.Ordinal).ToValueList();

    internal static string? Fault(string seed) =>
        seed.Length < ShortestSeed ? $"A seed has at least {ShortestSeed} characters." : KeyFormat.Fault(seed);

    internal static string Hash(string text)
    {
#if NET
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(text));
#else
        using var sha = SHA256.Create();
        var hash = sha.ComputeHash(Encoding.UTF8.GetBytes(text));
#endif
        var hex = new StringBuilder(hash.Length * 2);
        foreach (var octet in hash) hex.Append(octet.ToString("x2", CultureInfo.InvariantCulture));
        return hex.ToString();
    }
}

/// <summary>
/// The SHA-256 of a lot's seed, in lower-case hexadecimal. <c>default</c> is refused by every member but equality.
/// </summary>
[JsonConverter(typeof(LotCommitmentConverter))]
public readonly record struct LotCommitment
{
    private readonly string? _value;

    private LotCommitment(string value) => _value = value;

    /// <summary>The 64 hexadecimal digits.</summary>
    /// <exception cref="InvalidOperationException">This is <c>default</c>.</exception>
    public string Value => KeyFormat.Given(_value, nameof(LotCommitment));

    /// <summary>A commitment as it was published.</summary>
    /// <exception cref="ArgumentException">It is not 64 lower-case hexadecimal digits.</exception>
    public static LotCommitment Of(string value) =>
        Fault(Guard.Against.Null(value)) is { } fault ? throw new ArgumentException(fault, nameof(value)) : new(value);

    /// <summary>Whether this is what was promised: the lot's seed hashes to this commitment.</summary>
    /// <exception cref="ArgumentException">The lot is null.</exception>
    /// <exception cref="InvalidOperationException">This is <c>default</c>.</exception>
    public bool IsKeptBy(Lot lot) => string.Equals(Value, Guard.Against.Null(lot).Commitment.Value, StringComparison.Ordinal);

    /// <summary>The digits; <c>(none)</c> for <c>default</c>.</summary>
    public override string ToString() => _value ?? "(none)";

    internal static string? Fault(string value) =>
        value.Length == 64 && value.All(c => c is (>= '0' and <= '9') or (>= 'a' and <= 'f'))
            ? null
            : "A commitment is 64 lower-case hexadecimal digits.";
}

internal sealed class LotConverter : JsonConverter<Lot>
{
    public override Lot Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        Json.Expect(ref reader, JsonTokenType.String);
        var seed = reader.GetString()!;
        return Lot.Fault(seed) is { } fault ? throw new JsonException(fault) : new Lot(seed);
    }

    public override void Write(Utf8JsonWriter writer, Lot value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Seed);
}

internal sealed class LotCommitmentConverter : JsonConverter<LotCommitment>
{
    public override LotCommitment Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        Json.Expect(ref reader, JsonTokenType.String);
        var value = reader.GetString()!;
        return LotCommitment.Fault(value) is { } fault ? throw new JsonException(fault) : LotCommitment.Of(value);
    }

    public override void Write(Utf8JsonWriter writer, LotCommitment value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);
}
