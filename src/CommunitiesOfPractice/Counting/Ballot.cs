using System.Text.Json.Serialization;

namespace CommunitiesOfPractice.Counting;

/// <summary>
/// What one voter says. A closed set of cases, stored in events under their wire names. A ballot holds what the voter said,
/// unchanged. The method tells whether it is a good ballot (<see cref="CountingMethod.Fault(Ballot, int)"/>), as an answer and
/// not as an exception.
/// </summary>
[JsonPolymorphic]
[JsonDerivedType(typeof(VoiceBallot), "voice")]
[JsonDerivedType(typeof(GradientBallot), "gradient")]
[JsonDerivedType(typeof(BlankBallot), "blank")]
[JsonDerivedType(typeof(ChoiceBallot), "choice")]
[JsonDerivedType(typeof(ApprovalBallot), "approval")]
[JsonDerivedType(typeof(ScoreBallot), "score")]
[JsonDerivedType(typeof(RankedBallot), "ranked")]
public abstract record Ballot
{
    private protected Ballot()
    {
    }

    /// <summary>How many marks the ballot bears.</summary>
    internal abstract int Marks { get; }

    /// <summary>The option that a mark is beside.</summary>
    internal abstract int OptionAt(int mark);

    /// <summary>
    /// What is wrong with the options marked, of so many there are: one that is not there, or one marked twice.
    /// </summary>
    internal virtual BallotFault? OptionFault(int options)
    {
        Span<ulong> seen = stackalloc ulong[Ranking.HighestOption / 64 + 1];
        for (var mark = 0; mark < Marks; mark++)
        {
            var option = OptionAt(mark);
            if (option >= options)
                return BallotFault.Of(BallotFaultKind.UnknownOption, option, Said.Of("ballot.unknown-option", option));
            var bit = 1UL << (option & 63);
            if ((seen[option >> 6] & bit) != 0)
                return BallotFault.Of(BallotFaultKind.RepeatedOption, option, Said.Of("ballot.repeated-option", option));
            seen[option >> 6] |= bit;
        }

        return null;
    }
}

/// <summary>A ballot that took part and marks nothing.</summary>
public sealed record BlankBallot : Ballot
{
    internal override int Marks => 0;

    internal override int OptionAt(int mark) => throw new ArgumentOutOfRangeException(nameof(mark));
}

/// <summary>A ballot for one option.</summary>
public sealed record ChoiceBallot : Ballot
{
    /// <summary>A ballot for one option.</summary>
    /// <exception cref="ArgumentException">The option is negative or above <see cref="Ranking.HighestOption"/>.</exception>
    public ChoiceBallot(int option) => Option = option;

    /// <summary>The option chosen.</summary>
    public int Option { get; init => field = Guard.Against.OutOfRange(value, nameof(Option), 0, Ranking.HighestOption); }

    internal override int Marks => 1;

    internal override int OptionAt(int mark) => Option;
}

/// <summary>A ballot that approves any number of options.</summary>
public sealed record ApprovalBallot : Ballot
{
    /// <summary>A ballot that approves the options given.</summary>
    /// <exception cref="ArgumentException">The list is null, or an option is negative.</exception>
    public ApprovalBallot(ValueList<int> options) => Options = options;

    /// <summary>The options approved.</summary>
    [JsonConverter(typeof(OptionsConverter))]
    public ValueList<int> Options
    {
        get;
        init
        {
            foreach (var option in Guard.Against.Null(value))
                Guard.Against.OutOfRange(option, nameof(Options), 0, Ranking.HighestOption);
            field = value;
        }
    }

    internal override int Marks => Options.Count;

    internal override int OptionAt(int mark) => Options[mark];
}

/// <summary>The points that a ballot gives to one option.</summary>
/// <param name="Option">The option. <c>default</c> is no points for the first option.</param>
/// <param name="Points">What it is given.</param>
public readonly record struct Mark(int Option, int Points);

/// <summary>A ballot that gives points to options: a score each, or dots out of a budget. Options may be left out.</summary>
public sealed record ScoreBallot : Ballot
{
    /// <summary>A ballot that gives the points given.</summary>
    /// <exception cref="ArgumentException">The list is null, or an option is negative.</exception>
    public ScoreBallot(ValueList<Mark> scores) => Scores = scores;

    /// <summary>The points, each beside its option.</summary>
    [JsonConverter(typeof(MarksConverter))]
    public ValueList<Mark> Scores
    {
        get;
        init
        {
            foreach (var mark in Guard.Against.Null(value))
                Guard.Against.OutOfRange(mark.Option, nameof(Scores), 0, Ranking.HighestOption);
            field = value;
        }
    }

    internal override int Marks => Scores.Count;

    internal override int OptionAt(int mark) => Scores[mark].Option;
}

/// <summary>A ballot that puts options in order, the best first; several may be ranked equal, and some left out.</summary>
public sealed record RankedBallot : Ballot
{
    /// <summary>A ballot with the ranking given.</summary>
    /// <exception cref="ArgumentException">The ranking is null.</exception>
    public RankedBallot(Ranking tiers) => Tiers = tiers;

    /// <summary>Tiers of options, the best first.</summary>
    public Ranking Tiers { get; init => field = Guard.Against.Null(value); }

    internal override int Marks => Tiers.Packed.Length;

    internal override int OptionAt(int mark) => Tiers.Packed[mark] & Ranking.HighestOption;

    internal override BallotFault? OptionFault(int options) =>
        Tiers.Highest < options && !Tiers.RanksTwice ? null : base.OptionFault(options);

    /// <summary>A ballot with a strict order, the best first.</summary>
    /// <exception cref="ArgumentException">An option is negative or above <see cref="Ranking.HighestOption"/>.</exception>
    public static RankedBallot Of(params int[] bestFirst) => new(Ranking.Of(bestFirst));
}

/// <summary>So many equal ballots. <c>default</c> holds no ballot, and every method refuses it.</summary>
/// <param name="Ballot">What each of them says.</param>
/// <param name="Count">How many there are, or what they weigh together; none is a fault.</param>
public readonly record struct BallotPile(Ballot Ballot, long Count = 1);
