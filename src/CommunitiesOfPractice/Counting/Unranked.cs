using System.Text.Json.Serialization;

namespace CommunitiesOfPractice.Counting;

/// <summary>
/// What a ballot says about the options it does not rank. It can change who wins (the Debian election of 2006 has a different
/// winner under each), so a method states it. <c>default</c> is <see cref="TiedLast"/>.
/// </summary>
[JsonConverter(typeof(JsonStringEnumConverter<Unranked>))]
public enum Unranked
{
    /// <summary>They are below every option ranked, and equal among themselves.</summary>
    [JsonStringEnumMemberName("tied-last")]
    TiedLast,

    /// <summary>It says nothing about them: no comparison, no points.</summary>
    [JsonStringEnumMemberName("nowhere")]
    Nowhere,
}

/// <summary>
/// What a method that passes papers from one option to the next does with equal ranks. <c>default</c> is <see cref="Refused"/>.
/// </summary>
[JsonConverter(typeof(JsonStringEnumConverter<EqualRanks>))]
public enum EqualRanks
{
    /// <summary>A ballot that ranks options equal is refused.</summary>
    [JsonStringEnumMemberName("refused")]
    Refused,

    /// <summary>The ballot ends where two options are ranked equal, as a paper does in the rules of SSI 2007/42.</summary>
    [JsonStringEnumMemberName("end-the-ballot")]
    EndTheBallot,

    /// <summary>Options ranked equal are passed over; the ballot goes on below them.</summary>
    [JsonStringEnumMemberName("passed-over")]
    PassedOver,
}

/// <summary>
/// How strong a win in a comparison of two options is. <c>default</c> is <see cref="WinningVotes"/>.
/// </summary>
[JsonConverter(typeof(JsonStringEnumConverter<Strength>))]
public enum Strength
{
    /// <summary>As many as prefer the winner.</summary>
    [JsonStringEnumMemberName("winning-votes")]
    WinningVotes,

    /// <summary>As many more as prefer the winner.</summary>
    [JsonStringEnumMemberName("margins")]
    Margins,

    /// <summary>As many times more as prefer the winner.</summary>
    [JsonStringEnumMemberName("ratio")]
    Ratio,
}
