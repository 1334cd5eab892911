namespace CommunitiesOfPractice.Counting;

/// <summary>
/// Two rounds on one ballot (the contingent vote; Sri Lanka, and mayors in England until 2022): without a majority of first
/// preferences, all but the two leaders are excluded at once and the papers pass to whichever of the two they prefer.
/// </summary>
public sealed record ContingentVote : TransferMethod
{
    private protected override string Verdict(Wording wording) => wording.Say("counting.contingent-vote.rule");

    private protected override bool FillsSeveralSeats => false;

    private protected override void Run(StagedCount count)
    {
        var papers = new Papers(count, unit: 1);
        papers.Close(count, StageKind.FirstPreferences, null, count.Majority(papers));
        if (!count.IsOver() && count.Leader(papers) is null)
        {
            var finalists = new List<int>();
            while (finalists.Count < 2)
            {
                var best =
                    Tiers.ByHighest(
                        count.Hopefuls.Where(option => !finalists.Contains(option)).ToList(), option => papers[option])[0];
                if (best.Count <= 2 - finalists.Count) finalists.AddRange(best);
                else finalists.Add(count.Ties.Best(best, TieFor.NextRound, count));
            }

            var excluded = count.Hopefuls.Where(option => !finalists.Contains(option)).ToList();
            foreach (var tier in Tiers.ByHighest(excluded, option => papers[option]).Reverse()) count.Exclude(tier);
            excluded.ForEach(papers.PassOn);
            papers.Close(count, StageKind.Exclusion, null, count.Majority(papers));
        }

        if (count.Vacancies == 0) return;
        if (count.Leader(papers) is null) count.ExcludeLowest(papers);
        count.Elect(count.Leader(papers) ?? count.Hopefuls.First());
    }
}
