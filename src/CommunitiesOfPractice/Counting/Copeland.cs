namespace CommunitiesOfPractice.Counting;

/// <summary>
/// Wins minus losses over all comparisons. The highest balance wins (Copeland, 1951). A drawn comparison counts nothing.
/// </summary>
public sealed record Copeland : PairwiseMethod
{
    private protected override string Verdict(Wording wording) => wording.Say("counting.copeland.rule");

    private protected override Tally Judged(Compared votes)
    {
        var matrix = votes.Matrix;
        var balances = new int[matrix.Options];
        foreach (var win in matrix.Wins())
        {
            balances[win.Winner]++;
            balances[win.Loser]--;
        }

        return new CopelandTally(votes.Seated(votes.ByHighest(option => balances[option])), matrix, balances.ToValueList());
    }
}
