using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CommunitiesOfPractice.Counting;

/// <summary>
/// Options in order of preference: tiers, the best first, each holding options ranked equal. Kept in two bytes an option, so that
/// tens of thousands of different ballots stay small. The order inside a tier means nothing and is not kept, so two rankings that
/// say the same are equal. An absent ranking is <see cref="Empty"/>; in JSON it is a list of lists, <c>[[2],[0,1]]</c>.
/// </summary>
[JsonConverter(typeof(RankingConverter))]
public sealed class Ranking : IReadOnlyList<ValueList<int>>, IEquatable<Ranking>
{
    /// <summary>The highest number an option may have.</summary>
    public const int HighestOption = 0x7FFF;

    internal const ushort OpensTier = 0x8000;

    private readonly ushort[] _packed;

    private Ranking(ushort[] packed, int tiers)
    {
        (_packed, Count, Highest) = (packed, tiers, -1);
        foreach (var entry in packed) Highest = (short)Math.Max(Highest, entry & HighestOption);
        Span<ulong> seen = stackalloc ulong[Highest / 64 + 1];
        foreach (var entry in packed)
        {
            var option = entry & HighestOption;
            RanksTwice |= (seen[option >> 6] & (1UL << (option & 63))) != 0;
            seen[option >> 6] |= 1UL << (option & 63);
        }
    }

    /// <summary>The ranking that ranks nothing.</summary>
    public static Ranking Empty { get; } = new([], 0);

    /// <summary>How many tiers there are.</summary>
    public int Count { get; }

    /// <summary>The options of one tier, in order of their numbers.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such tier.</exception>
    public ValueList<int> this[int index] =>
        index < 0 || index >= Count ? throw new ArgumentOutOfRangeException(nameof(index)) : ElementAtTier(index);

    /// <summary>The options as they were packed: a set top bit opens a new tier.</summary>
    internal ReadOnlySpan<ushort> Packed => _packed;

    /// <summary>The highest option ranked; less than nought for none.</summary>
    internal short Highest { get; }

    internal bool RanksTwice { get; }

    internal bool HasEqualRanks => _packed.Length != Count;

    /// <summary>A strict order, the best first.</summary>
    /// <exception cref="ArgumentException">An option is negative or above <see cref="HighestOption"/>.</exception>
    public static Ranking Of(params int[] bestFirst)
    {
        Guard.Against.Null(bestFirst);
        var packed = new ushort[bestFirst.Length];
        for (var i = 0; i < packed.Length; i++) packed[i] = (ushort)(Checked(bestFirst[i]) | OpensTier);
        return packed.Length == 0 ? Empty : new Ranking(packed, packed.Length);
    }

    /// <summary>Tiers, the best first; options in one tier are ranked equal. A tier without options is left out.</summary>
    /// <exception cref="ArgumentException">An option is negative or above <see cref="HighestOption"/>.</exception>
    public static Ranking OfTiers(IEnumerable<IEnumerable<int>> bestFirst)
    {
        var packed = new List<ushort>();
        var tiers = 0;
        foreach (var tier in Guard.Against.Null(bestFirst))
        {
            var opens = OpensTier;
            foreach (var option in Guard.Against.Null(tier).OrderBy(option => option))
            {
                packed.Add((ushort)(Checked(option) | opens));
                opens = 0;
            }

            if (opens == 0) tiers++;
        }

        return packed.Count == 0 ? Empty : new Ranking([.. packed], tiers);
    }

    /// <inheritdoc/>
    public bool Equals(Ranking? other) => other is not null && _packed.AsSpan().SequenceEqual(other._packed);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Ranking);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = 17;
        foreach (var entry in _packed) hash = unchecked(hash * 31 + entry);
        return hash;
    }

    /// <summary>Such as <c>2 &gt; 0 = 1</c>.</summary>
    public override string ToString() => string.Join(" > ", this.Select(tier => string.Join(" = ", tier)));

    /// <inheritdoc/>
    public IEnumerator<ValueList<int>> GetEnumerator()
    {
        for (var from = 0; from < _packed.Length;)
        {
            var to = from + 1;
            while (to < _packed.Length && _packed[to] < OpensTier) to++;
            var tier = new int[to - from];
            for (var i = 0; i < tier.Length; i++) tier[i] = _packed[from + i] & HighestOption;
            yield return ValueList.Of(tier);
            from = to;
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private ValueList<int> ElementAtTier(int index)
    {
        using var tiers = GetEnumerator();
        do tiers.MoveNext();
        while (index-- > 0);
        return tiers.Current;
    }

    private static int Checked(int option) => Guard.Against.OutOfRange(option, nameof(option), 0, HighestOption);
}

internal sealed class RankingConverter : JsonConverter<Ranking>
{
    public override Ranking Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        Json.Expect(ref reader, JsonTokenType.StartArray);
        var tiers = new List<int[]>();
        while (Json.Next(ref reader) != JsonTokenType.EndArray) tiers.Add(Json.Numbers(ref reader, Ranking.HighestOption));
        return Ranking.OfTiers(tiers);
    }

    public override void Write(Utf8JsonWriter writer, Ranking value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var tier in value) Json.Write(writer, tier);
        writer.WriteEndArray();
    }
}
