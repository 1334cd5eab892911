using System.Globalization;

namespace CommunitiesOfPractice.Counting;

/// <summary>A result that comes from comparing every two options.</summary>
public abstract record PairwiseTally : Tally
{
    private protected PairwiseTally(Outcome outcome, Pairwise matrix) : base(outcome) => Matrix = matrix;

    /// <summary>How many ballots prefer each option to each other.</summary>
    public Pairwise Matrix { get; }

    private protected override IEnumerable<string> Reasons(Names names, Wording wording) =>
        Matrix.CondorcetWinner is { } winner && Matrix.Options > 1 ? [wording.Say("tally.condorcet", names[winner])] : [];

    private protected override IEnumerable<PrintedTable> Tables(Names names, Wording wording) => [MatrixTable(names, wording)];

    private protected PrintedTable MatrixTable(Names names, Wording wording)
    {
        var compared = Matrix.Compared;
        return new(
            wording.Say("tally.table.matrix"),
            ValueList.Of(["", .. compared.Select(option => names[option])]),
            compared.Select(option => ValueList.Of(
                [names[option], .. compared.Select(other => option == other ? "" : Text(Matrix[option, other]))])).ToValueList());
    }

    private protected static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private protected static PrintedTable Listed(
        string title, string figure, Names names, Wording wording, IEnumerable<int> options, Func<int, string> text) =>
        new(
            wording.Say(title),
            [wording.Say("tally.table.option"), wording.Say(figure)],
            options.Select(option => ValueList.Of(names[option], text(option))).ToValueList());
}

/// <summary>A result by wins less losses.</summary>
public sealed record CopelandTally : PairwiseTally
{
    internal CopelandTally(Outcome outcome, Pairwise matrix, ValueList<int> balances) : base(outcome, matrix) =>
        Balances = balances;

    /// <summary>Each option's wins less its losses, by option number.</summary>
    public ValueList<int> Balances { get; }

    private protected override IEnumerable<PrintedTable> Tables(Names names, Wording wording) =>
        base.Tables(names, wording).Append(Listed(
            "tally.table.balances", "tally.table.balance", names, wording,
            Ranking.SelectMany(tier => tier), option => Text(Balances[option])));
}

/// <summary>A result by the worst that befell each option.</summary>
public sealed record MinimaxTally : PairwiseTally
{
    internal MinimaxTally(Outcome outcome, Pairwise matrix, ValueList<long> worst) : base(outcome, matrix) => Worst = worst;

    /// <summary>The size of each option's worst comparison, by option number.</summary>
    public ValueList<long> Worst { get; }

    private protected override IEnumerable<PrintedTable> Tables(Names names, Wording wording) =>
        base.Tables(names, wording).Append(Listed(
            "tally.table.worst", "tally.table.against", names, wording,
            Ranking.SelectMany(tier => tier), option => Text(Worst[option])));
}

/// <summary>A result by strongest paths.</summary>
public sealed record SchulzeTally : PairwiseTally
{
    internal SchulzeTally(Outcome outcome, Pairwise matrix, ValueList<Comparison?> weakest) : base(outcome, matrix) =>
        Weakest = weakest;

    private ValueList<Comparison?> Weakest { get; }

    /// <summary>
    /// The weakest win on the strongest path of wins from one option to another: the path is as strong as that. Null where no
    /// path leads, and from an option to itself.
    /// </summary>
    /// <exception cref="IndexOutOfRangeException">There is no such option.</exception>
    public Comparison? Path(int option, int other) => Weakest[option * Matrix.Options + other];

    private protected override IEnumerable<PrintedTable> Tables(Names names, Wording wording)
    {
        var compared = Matrix.Compared;
        return base.Tables(names, wording).Append(new(
            wording.Say("tally.table.paths"),
            ValueList.Of(["", .. compared.Select(option => names[option])]),
            compared.Select(option => ValueList.Of(
                [names[option], .. compared.Select(other => Path(option, other) is { } win ? $"{win.For}:{win.Against}" : "")]))
                    .ToValueList()));
    }
}

/// <summary>A comparison in the order it was taken, and whether it was locked in.</summary>
/// <param name="Win">The win.</param>
/// <param name="Locked">Whether it was locked; when not, stronger ones already said the opposite.</param>
public sealed record LockedPair(Comparison Win, bool Locked);

/// <summary>A result by locking comparisons, the strongest first.</summary>
public sealed record RankedPairsTally : PairwiseTally
{
    internal RankedPairsTally(Outcome outcome, Pairwise matrix, ValueList<LockedPair> pairs) : base(outcome, matrix) =>
        Pairs = pairs;

    /// <summary>Every comparison somebody won, in the order they were taken.</summary>
    public ValueList<LockedPair> Pairs { get; }

    private protected override IEnumerable<PrintedTable> Tables(Names names, Wording wording) =>
        base.Tables(names, wording).Append(new(
            wording.Say("tally.table.pairs"),
            [
                wording.Say("tally.table.winner"), wording.Say("tally.table.loser"), wording.Say("tally.table.for"),
                wording.Say("tally.table.against"), wording.Say("tally.table.locked"),
            ],
        Pairs.Select(pair => ValueList.Of(
            names[pair.Win.Winner], names[pair.Win.Loser], Text(pair.Win.For), Text(pair.Win.Against),
            wording.Say(pair.Locked ? "tally.table.yes" : "tally.table.no"))).ToValueList()));
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

    private protected override IEnumerable<string> Reasons(Names names, Wording wording) =>
    [
        .. base.Reasons(names, wording),
        .. Below(BelowQuorum, "tally.debian.below-quorum", names, wording),
        .. Below(BelowMajority, "tally.debian.below-majority", names, wording),
        .. Dropped.Select(defeat => wording.Say(
            "tally.debian.dropped", names[defeat.Loser], names[defeat.Winner], defeat.For, defeat.Against)),
    ];

    private IEnumerable<string> Below(ValueList<int> options, string key, Names names, Wording wording) =>
        options.Count == 0 ? [] : [wording.Agreeing(key, options.Count, names.Of(options), names[Contest.Options - 1])];
}
