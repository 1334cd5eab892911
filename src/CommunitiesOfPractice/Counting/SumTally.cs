namespace CommunitiesOfPractice.Counting;

/// <summary>A result that adds up what each option was given.</summary>
public sealed record SumTally : Tally
{
    internal SumTally(Outcome outcome, string unit, ValueList<Votes> scores, ValueList<int> unscored) : base(outcome) =>
        (Unit, Scores, Unscored) = (unit, scores, unscored);

    /// <summary>What was added up: <c>votes</c>, <c>approvals</c>, <c>points</c>, <c>mean score</c>, <c>dots</c>.</summary>
    public string Unit { get; }

    /// <summary>What each option has, by option number; nothing for those <see cref="Unscored"/>.</summary>
    public ValueList<Votes> Scores { get; }

    /// <summary>
    /// Where means are compared, the options standing that no ballot scores. They have no mean, come last and cannot win,
    /// whatever the tie rules. Empty where sums are compared.
    /// </summary>
    public ValueList<int> Unscored { get; }

    internal static SumTally Of(
        CountingMethod method, Contest contest, long tookPart, long blank, string unit, ValueList<Votes> scores,
            TieEvidence evidence,
        ValueList<int>? unscored = null)
    {
        var without = unscored ?? [];
        var ranking = Tiers.ByHighest(contest, option => scores[option], without);
        var ties = new TieBreaker(method.TieRules, evidence, pairwise: null, []);
        return new(Outcome.Seated(method, contest, tookPart, blank, ranking, ties, without), unit, scores, without);
    }

    private protected override IEnumerable<string> Reasons(Names names, Wording wording) =>
    [
        .. Ranking.Count == 0 || Unscored.Contains(Ranking[0][0])
            ? Array.Empty<string>()
            : [wording.Agreeing("tally.most." + UnitKey, Ranking[0].Count, names.Of(Ranking[0]), Scores[Ranking[0][0]])],
        .. Unscored.Count == 0
            ? Array.Empty<string>()
            : [wording.Agreeing("tally.unscored", Unscored.Count, names.Of(Unscored))],
    ];

    private protected override IEnumerable<PrintedTable> Tables(Names names, Wording wording) =>
    [
        new(
            wording.Say("tally.table.result"),
            [wording.Say("tally.table.place"), wording.Say("tally.table.option"), wording.Say("tally.unit." + UnitKey)],
            Ranking.SelectMany(tier => tier.Select(option => ValueList.Of(
                Place(tier), names[option], Unscored.Contains(option) ? "" : Scores[option].ToString()))).ToValueList()),
    ];

    private string UnitKey => Unit.Replace(' ', '-');

    private string Place(ValueList<int> tier) =>
        (1 + Ranking.TakeWhile(other => other != tier).Sum(other => other.Count))
            .ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>What is added up. The keys of the words for each hold its name, with a hyphen for a space.</summary>
internal static class Units
{
    public const string Votes = "votes";
    public const string Approvals = "approvals";
    public const string Points = "points";
    public const string MeanScore = "mean score";
    public const string Dots = "dots";
}

/// <summary>Puts options in tiers.</summary>
internal static class Tiers
{
    public static ValueList<ValueList<int>> ByHighest<TKey>(Contest contest, Func<int, TKey> key) where TKey
        : IComparable<TKey> =>
        ByHighest(contest, key, []);

    /// <summary>The same, with those who have no key in a tier of their own, below all others.</summary>
    public static ValueList<ValueList<int>> ByHighest<TKey>(Contest contest, Func<int, TKey> key, ValueList<int> without)
        where TKey : IComparable<TKey>
    {
        var standing = contest.Standing();
        var with = Enumerable.Range(0, contest.Options).Where(option => standing[option] && !without.Contains(option));
        return without.Count == 0 ? ByHighest(with, key) : [.. ByHighest(with, key), without];
    }

    public static ValueList<ValueList<int>> ByHighest<TKey>(IEnumerable<int> options, Func<int, TKey> key) where TKey
        : IComparable<TKey> =>
        options.GroupBy(key).OrderByDescending(tier => tier.Key).Select(tier => tier.ToValueList()).ToValueList();
}
