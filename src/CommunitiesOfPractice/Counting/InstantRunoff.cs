namespace CommunitiesOfPractice.Counting;

/// <summary>
/// The lowest is excluded and their papers pass on until one option has a majority of the papers that still count (the
/// alternative vote; Ware, 1871). Options that are level for exclusion, and together have fewer votes than the next, are all
/// bound to go. They go together, and no order is chosen for them. If they had gone separately, a rule for ties could have read
/// the stages in between. So such a rule tells apart only what it tells apart in every order in which they could have gone. This
/// is followed for up to ten that go together (3,628,800 orders). With more, a tie that such a rule would have to settle stays a
/// tie. A paper whose options are all excluded is exhausted.
/// </summary>
public sealed record InstantRunoff : TransferMethod
{
    /// <summary>
    /// What becomes of options left unranked, where equal ranks are passed over: an only one comes last (tied last, unless said
    /// otherwise) or nowhere. Several unranked are passed over, and on ballots without equal ranks it makes no difference.
    /// </summary>
    public Unranked Unranked { get; init => field = Guard.Against.EnumOutOfRange(value, nameof(Unranked)); }

    private protected override string Verdict(Wording wording) => wording.Say("counting.instant-runoff.rule");

    private protected override bool FillsSeveralSeats => false;

    private protected override Unranked ReadsUnranked => Unranked;

    private protected override void Run(StagedCount count)
    {
        var papers = new Papers(count, unit: 1);
        ValueList<int> gone = [];
        while (true)
        {
            var kind = gone.Count == 0 ? StageKind.FirstPreferences : StageKind.Exclusion;
            papers.Close(count, kind, gone.Count == 1 ? gone[0] : null, count.Majority(papers));
            if (count.IsOver()) return;
            if (count.Leader(papers) is { } winner)
            {
                count.Elect(winner);
                return;
            }

            gone = count.ExcludeLowest(papers);
            foreach (var option in gone) papers.PassOn(option);
        }
    }
}

/// <summary>What the single-seat rules among the transfer methods share.</summary>
internal static class Runoffs
{
    /// <summary>The fewest votes that are more than half of those that still count.</summary>
    public static long Majority(this StagedCount count, Papers papers) => count.Hopefuls.Sum(option => papers[option]) / 2 + 1;

    public static int? Leader(this StagedCount count, Papers papers)
    {
        var majority = count.Majority(papers);
        foreach (var option in count.Hopefuls)
            if (papers[option] >= majority) return option;
        return null;
    }

    /// <summary>
    /// Excludes the lowest: all who are level for it where together they have fewer votes than the next, else one of them.
    /// </summary>
    public static ValueList<int> ExcludeLowest(this StagedCount count, Papers papers)
    {
        var tiers = Tiers.ByHighest(count.Hopefuls.ToList(), option => papers[option]);
        var lowest = tiers[tiers.Count - 1];
        if (lowest.Count > 1 && tiers.Count > 1 && lowest.Sum(option => papers[option]) < papers[tiers[tiers.Count - 2][0]])
        {
            count.ExcludeTogether(lowest, papers);
            return lowest;
        }

        var excluded = count.Ties.Worst(lowest, TieFor.Exclusion, count);
        count.Exclude(excluded);
        return [excluded];
    }
}
