using System.Globalization;
using System.Text.Json.Serialization;

namespace CommunitiesOfPractice;

/// <summary>
/// The number of a petition in its community: the version of the stream at which it began. Nothing random is needed, and the same
/// history gives the same numbers everywhere. <c>default</c> is number 0, which none has.
/// </summary>
/// <param name="Number">The version of the stream at which it began.</param>
[JsonConverter(typeof(PetitionIdConverter))]
public readonly record struct PetitionId(long Number) : IComparable<PetitionId>, IStableHash
{
    int IStableHash.StableHash => StableHashing.Of(Number);

    /// <summary>By number, which is the order in which they began.</summary>
    public int CompareTo(PetitionId other) => Number.CompareTo(other.Number);

    /// <summary>The number.</summary>
    public override string ToString() => Number.ToString(CultureInfo.InvariantCulture);
}
