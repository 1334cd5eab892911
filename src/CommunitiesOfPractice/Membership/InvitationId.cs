using System.Globalization;
using System.Text.Json.Serialization;

namespace CommunitiesOfPractice;

/// <summary>
/// The number of an invitation in its community: the version of the stream at which it began. Nothing random is needed, and the
/// same history gives the same numbers everywhere. <c>default</c> is number 0, which none has.
/// </summary>
/// <param name="Number">The version of the stream at which it began.</param>
[JsonConverter(typeof(InvitationIdConverter))]
public readonly record struct InvitationId(long Number) : IComparable<InvitationId>, IStableHash
{
    int IStableHash.StableHash => StableHashing.Of(Number);

    /// <summary>By number, which is the order in which they began.</summary>
    public int CompareTo(InvitationId other) => Number.CompareTo(other.Number);

    /// <summary>The number.</summary>
    public override string ToString() => Number.ToString(CultureInfo.InvariantCulture);
}
