namespace CommunitiesOfPractice.Counting;

/// <summary>What may be wrong with a ballot.</summary>
public enum BallotFaultKind
{
    /// <summary>There is no ballot.</summary>
    Missing,

    /// <summary>It is not of the kind that the method counts.</summary>
    WrongKind,

    /// <summary>It marks nothing and is not a blank ballot.</summary>
    Empty,

    /// <summary>It marks an option that is not there.</summary>
    UnknownOption,

    /// <summary>It marks an option twice.</summary>
    RepeatedOption,

    /// <summary>It ranks options equal where the method asks for a strict order.</summary>
    EqualRanks,

    /// <summary>It gives a score below the lowest or above the highest.</summary>
    ScoreOutOfRange,

    /// <summary>It gives more points altogether, or more to one option, than it has.</summary>
    OverBudget,

    /// <summary>It weighs nothing, or less.</summary>
    NoWeight,

    /// <summary>With it there would be more ballots than can be counted exactly.</summary>
    TooMany,
}

/// <summary>Why a ballot is refused: an answer, not an exception.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Option">The option it is wrong about, where it is about one.</param>
/// <param name="Sentence">The same for the voter, in English.</param>
public sealed record BallotFault(BallotFaultKind Kind, int? Option, string Sentence)
{
    private Said? Said { get; init; }

    /// <summary>
    /// The same for the voter, in the words of a language; what was given, where the library did not find the fault.
    /// </summary>
    /// <exception cref="ArgumentNullException"><paramref name="wording"/> is null.</exception>
    public string In(Wording wording)
    {
        Guard.Against.Null(wording);
        return Said?.In(wording) ?? Sentence;
    }

    internal static BallotFault Of(BallotFaultKind kind, int? option, Said said) =>
        new(kind, option, said.In(Wording.English)) { Said = said };
}
