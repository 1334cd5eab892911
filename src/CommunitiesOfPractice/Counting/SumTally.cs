namespace CommunitiesOfPractice.Counting;

/// <summary>A result that adds up what each option was given.</summary>
public sealed record SumTally : Tally
{
    internal SumTally(Outcome outcome, string unit, ValueList<Votes> scores) : base(outcome) => (Unit, Scores) = (unit, scores);

    /// <summary>What was added up: <c>votes</c>, <c>approvals</c>, <c>points</c>, <c>mean score</c>, <c>dots</c>.</summary>
    public string Unit { get; }

    /// <summary>What each option has, by option number.</summary>
    public ValueList<Votes> Scores { get; }

    internal static SumTally Of(
        CountingMethod method, Contest contest, long tookPart, long blank, string unit, ValueList<Votes> scores, TieEvidence evidence)
    {
        var ranking = Tiers.ByHighest(contest, option => scores[option]);
        var ties = new TieBreaker(method.TieRules, evidence, pairwise: null, []);
        return new(Outcome.Seated(method, contest, tookPart, blank, ranking, ties), unit, scores);
    }

    private protected override IEnumerable<string> Reasons(Names names) =>
        Ranking.Count == 0 ? [] : [$"The most {Unit}: {Scores[Ranking[0][0]]} for {names.Of(Ranking[0])}."];

    private protected override IEnumerable<PrintedTable> Tables(Names names) =>
    [
        new(
            "Result",
            ["Place", "Option", Unit],
            Ranking.SelectMany(tier => tier.Select(option => ValueList.Of(Place(tier), names[option], Scores[option].ToString()))).ToValueList()),
    ];

    private string Place(ValueList<int> tier) =>
        (1 + Ranking.TakeWhile(other => other != tier).Sum(other => other.Count)).ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>Puts options in tiers.</summary>
internal static class Tiers
{
    public static ValueList<ValueList<int>> ByHighest<TKey>(Contest contest, Func<int, TKey> key) where TKey : IComparable<TKey>
    {
        var standing = contest.Standing();
        return ByHighest(Enumerable.Range(0, contest.Options).Where(option => standing[option]), key);
    }

    public static ValueList<ValueList<int>> ByHighest<TKey>(IEnumerable<int> options, Func<int, TKey> key) where TKey : IComparable<TKey> =>
        options.GroupBy(key).OrderByDescending(tier => tier.Key).Select(tier => tier.ToValueList()).ToValueList();
}
