using System.Text.Json.Serialization;

namespace CommunitiesOfPractice.Counting;

/// <summary>What minimax means by the worst comparison. <c>default</c> is <see cref="WinningVotes"/>.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MinimaxMeasure>))]
public enum MinimaxMeasure
{
    /// <summary>How many prefer the other option, where that option won.</summary>
    [JsonStringEnumMemberName("winning-votes")]
    WinningVotes,

    /// <summary>How many more prefer the other option; negative when every comparison was won.</summary>
    [JsonStringEnumMemberName("margins")]
    Margins,

    /// <summary>How many prefer the other option, won or lost. It may pass over an option that beats every other.</summary>
    [JsonStringEnumMemberName("opposition")]
    Opposition,
}

/// <summary>The option whose worst comparison is the least bad wins (Simpson, 1969; Kramer, 1977).</summary>
public sealed record Minimax : PairwiseMethod
{
    /// <summary>What counts as the worst comparison; winning votes unless given.</summary>
    public MinimaxMeasure Measure { get; init => field = Guard.Against.EnumOutOfRange(value, nameof(Measure)); }

    private protected override string Verdict(Wording wording) =>
        wording.Sentences(wording.Say("counting.minimax.rule"), wording.Of(Measure));

    private protected override Tally Judged(Compared votes)
    {
        var matrix = votes.Matrix;
        var worst = new long[matrix.Options];
        foreach (var option in matrix.Compared)
            worst[option] = matrix.Compared.Where(other => other != option).Select(other => Against(matrix, option, other))
                .DefaultIfEmpty().Max();
        return new MinimaxTally(votes.Seated(votes.ByHighest(option => -worst[option])), matrix, worst.ToValueList());
    }

    private long Against(Pairwise matrix, int option, int other) => Measure switch
    {
        MinimaxMeasure.WinningVotes => matrix.Beats(other, option) ? matrix[other, option] : 0,
        MinimaxMeasure.Margins => matrix[other, option] - matrix[option, other],
        MinimaxMeasure.Opposition => matrix[other, option],
        _ => throw new InvalidOperationException("A measure that this rule does not know."),
    };
}
