using System.Globalization;

namespace CommunitiesOfPractice.Counting;

/// <summary>A result that comes from comparing every two options.</summary>
public abstract record PairwiseTally : Tally
{
    private protected PairwiseTally(Outcome outcome, Pairwise matrix) : base(outcome) => Matrix = matrix;

    /// <summary>How many ballots prefer each option to each other.</summary>
    public Pairwise Matrix { get; }

    private protected override IEnumerable<string> Reasons(Names names) => Matrix.CondorcetWinner is { } winner && Matrix.Options > 1
        ? [$"{names[winner]} beats every other option, one against one."]
        : [];

    private protected override IEnumerable<PrintedTable> Tables(Names names) => [MatrixTable(names)];

    private protected PrintedTable MatrixTable(Names names)
    {
        var compared = Matrix.Compared;
        return new(
            "How many prefer the option on the left to the one above",
            ValueList.Of(["", .. compared.Select(option => names[option])]),
            compared.Select(option => ValueList.Of(
                [names[option], .. compared.Select(other => option == other ? "" : Text(Matrix[option, other]))])).ToValueList());
    }

    private protected static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private protected static PrintedTable Listed(string title, string figure, Names names, IEnumerable<int> options, Func<int, string> text) =>
        new(title, ["Option", figure], options.Select(option => ValueList.Of(names[option], text(option))).ToValueList());
}

/// <summary>A result by wins less losses.</summary>
public sealed record CopelandTally : PairwiseTally
{
    internal CopelandTally(Outcome outcome, Pairwise matrix, ValueList<int> balances) : base(outcome, matrix) => Balances = balances;

    /// <summary>Each option's wins less its losses, by option number.</summary>
    public ValueList<int> Balances { get; }

    private protected override IEnumerable<PrintedTable> Tables(Names names) => base.Tables(names).Append(Listed(
        "Wins less losses", "Balance", names, Ranking.SelectMany(tier => tier), option => Text(Balances[option])));
}

/// <summary>A result by the worst that befell each option.</summary>
public sealed record MinimaxTally : PairwiseTally
{
    internal MinimaxTally(Outcome outcome, Pairwise matrix, ValueList<long> worst) : base(outcome, matrix) => Worst = worst;

    /// <summary>The size of each option's worst comparison, by option number.</summary>
    public ValueList<long> Worst { get; }

    private protected override IEnumerable<PrintedTable> Tables(Names names) => base.Tables(names).Append(Listed(
        "Worst comparison", "Against", names, Ranking.SelectMany(tier => tier), option => Text(Worst[option])));
}

/// <summary>A result by strongest paths.</summary>
public sealed record SchulzeTally : PairwiseTally
{
    internal SchulzeTally(Outcome outcome, Pairwise matrix, ValueList<Comparison?> weakest) : base(outcome, matrix) => Weakest = weakest;

    private ValueList<Comparison?> Weakest { get; }

    /// <summary>
    /// The weakest win on the strongest path of wins from one option to another: the path is as strong as that. Null where no
    /// path leads, and from an option to itself.
    /// </summary>
    /// <exception cref="IndexOutOfRangeException">There is no such option.</exception>
    public Comparison? Path(int option, int other) => Weakest[option * Matrix.Options + other];

    private protected override IEnumerable<PrintedTable> Tables(Names names)
    {
        var compared = Matrix.Compared;
        return base.Tables(names).Append(new(
            "The weakest win on the strongest path, from the option on the left to the one above",
            ValueList.Of(["", .. compared.Select(option => names[option])]),
            compared.Select(option => ValueList.Of(
                [names[option], .. compared.Select(other => Path(option, other) is { } win ? $"{win.For}:{win.Against}" : "")])).ToValueList()));
    }
}

/// <summary>A comparison in the order it was taken, and whether it was locked in.</summary>
/// <param name="Win">The win.</param>
/// <param name="Locked">Whether it was locked; when not, stronger ones already said the opposite.</param>
public sealed record LockedPair(Comparison Win, bool Locked);

/// <summary>A result by locking comparisons, the strongest first.</summary>
public sealed record RankedPairsTally : PairwiseTally
{
    internal RankedPairsTally(Outcome outcome, Pairwise matrix, ValueList<LockedPair> pairs) : base(outcome, matrix) => Pairs = pairs;

    /// <summary>Every comparison somebody won, in the order they were taken.</summary>
    public ValueList<LockedPair> Pairs { get; }

    private protected override IEnumerable<PrintedTable> Tables(Names names) => base.Tables(names).Append(new(
        "Comparisons, the strongest first",
        ["Winner", "Loser", "For", "Against", "Locked"],
        Pairs.Select(pair => ValueList.Of(
            names[pair.Win.Winner], names[pair.Win.Loser], Text(pair.Win.For), Text(pair.Win.Against), pair.Locked ? "yes" : "no")).ToValueList()));
}

/// <summary>A result of the Debian rule.</summary>
public sealed record DebianTally : PairwiseTally
{
    internal DebianTally(
        Outcome outcome, Pairwise matrix, ValueList<int> belowQuorum, ValueList<int> belowMajority, ValueList<Comparison> dropped)
        : base(outcome, matrix) => (BelowQuorum, BelowMajority, Dropped) = (belowQuorum, belowMajority, dropped);

    /// <summary>Options that too few rank above the default.</summary>
    public ValueList<int> BelowQuorum { get; }

    /// <summary>Options that do not defeat the default by the majority asked for.</summary>
    public ValueList<int> BelowMajority { get; }

    /// <summary>The defeats that were dropped as the weakest, in the order they were.</summary>
    public ValueList<Comparison> Dropped { get; }

    private protected override IEnumerable<string> Reasons(Names names) =>
    [
        .. base.Reasons(names),
        .. BelowQuorum.Count == 0 ? Array.Empty<string>() : [$"Too few rank {names.Of(BelowQuorum)} above {names[Contest.Options - 1]}: dropped."],
        .. BelowMajority.Count == 0 ? Array.Empty<string>() : [$"{names.Of(BelowMajority)} did not defeat {names[Contest.Options - 1]} by the majority asked for: dropped."],
        .. Dropped.Select(defeat => $"The defeat of {names[defeat.Loser]} by {names[defeat.Winner]} ({defeat.For}:{defeat.Against}) was the weakest left and was dropped."),
    ];
}
