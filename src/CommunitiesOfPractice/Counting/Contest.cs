using System.Text.Json.Serialization;

namespace CommunitiesOfPractice.Counting;

/// <summary>What the ballots are about: so many options, numbered from zero, for so many seats.</summary>
public sealed record Contest
{
    /// <summary>A contest.</summary>
    /// <param name="options">How many options there are: from one to 32,767.</param>
    /// <param name="seats">How many of them can win: at least one.</param>
    /// <exception cref="ArgumentException">A number is out of range.</exception>
    public Contest(int options, int seats = 1) => (Options, Seats) = (options, seats);

    /// <summary>How many options there are. Those withdrawn count, so that their numbers stay what they were.</summary>
    public int Options { get; init => field = Guard.Against.OutOfRange(value, nameof(Options), 1, Ranking.HighestOption); }

    /// <summary>How many options can win.</summary>
    public int Seats { get; init => field = Guard.Against.NegativeOrZero(value, nameof(Seats)); }

    /// <summary>Options that can no longer win: each ballot is read as though they were not on it. None unless given.</summary>
    [JsonConverter(typeof(OptionsConverter))]
    public ValueList<int> Withdrawn { get; init => field = Guard.Against.Null(value, nameof(Withdrawn)); } = [];

    internal bool[] Standing()
    {
        var standing = new bool[Options];
        for (var i = 0; i < standing.Length; i++) standing[i] = true;
        foreach (var option in Withdrawn) standing[option] = false;
        return standing;
    }
}

/// <summary>What may be wrong with a contest.</summary>
public enum ContestFaultKind
{
    /// <summary>There are fewer options standing than seats, or none.</summary>
    TooFewOptions,

    /// <summary>The method fills one seat only.</summary>
    OneSeatOnly,

    /// <summary>An option is said to be withdrawn, or to sit, that is not there, or is named twice.</summary>
    UnknownOption,
}

/// <summary>Why a method cannot settle a contest: an answer, not an exception.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Sentence">The same in English.</param>
public sealed record ContestFault(ContestFaultKind Kind, string Sentence)
{
    private Said? Said { get; init; }

    /// <summary>The same in the words of a language; what was given, where the library did not find the fault.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="wording"/> is null.</exception>
    public string In(Wording wording)
    {
        Guard.Against.Null(wording);
        return Said?.In(wording) ?? Sentence;
    }

    internal static ContestFault Of(ContestFaultKind kind, Said said) => new(kind, said.In(Wording.English)) { Said = said };
}
