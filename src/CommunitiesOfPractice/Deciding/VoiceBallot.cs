using CommunitiesOfPractice.Counting;

namespace CommunitiesOfPractice;

/// <summary>What a member says to a proposal.</summary>
public enum Voice
{
    /// <summary>For it.</summary>
    For,
    /// <summary>Against it.</summary>
    Against,
    /// <summary>Neither: it counts as taking part. Under consent this is standing aside.</summary>
    Abstain,
}

/// <summary>A ballot on a yes-or-no matter.</summary>
/// <param name="Voice">What its voter says.</param>
public sealed record VoiceBallot(Voice Voice) : Ballot
{
    /// <summary>What its voter says.</summary>
    /// <exception cref="ArgumentException">It is none of them.</exception>
    public Voice Voice { get; init => field = Guard.Against.EnumOutOfRange(value); } = Guard.Against.EnumOutOfRange(Voice);

    /// <summary>For.</summary>
    public static VoiceBallot For { get; } = new(Voice.For);

    /// <summary>Against.</summary>
    public static VoiceBallot Against { get; } = new(Voice.Against);

    /// <summary>Abstaining.</summary>
    public static VoiceBallot Abstain { get; } = new(Voice.Abstain);

    internal override int Marks => 0;

    internal override int OptionAt(int mark) => throw new ArgumentOutOfRangeException(nameof(mark));
}
