namespace CommunitiesOfPractice.Counting;

/// <summary>
/// The single transferable vote as Scottish councils are elected (weighted inclusive Gregory; The Scottish Local Government
/// Elections Order 2007, SSI 2007/42, rules 45 to 52). The quota is the whole number above valid papers divided by seats plus
/// one. The largest surplus passes first; each paper then carries its value times the surplus divided by the candidate's votes,
/// in one division cut to five decimals. Without a surplus the lowest is excluded, papers keeping their value. Elected
/// candidates receive nothing. When as many are left as seats, they are elected and nothing more moves.
/// <para>Ties go to the most recent earlier stage at which they differed and then to lot, unless
/// <see cref="CountingMethod.TieRules"/> says otherwise.</para>
/// </summary>
public sealed record ScottishStv : TransferMethod
{
    private const long Unit = 100_000;

    /// <summary>The rule of 2007, with its own tie rules.</summary>
    public ScottishStv() => TieRules = [TieRule.PreviousStage, TieRule.Lot];

    private protected override string Verdict(Wording wording) => wording.Say("counting.scottish-stv.rule");

    /// <summary>Fills a casual vacancy from the ballots of the election; see <see cref="Countback"/>.</summary>
    /// <param name="contest">The contest as it was, with those who left or no longer stand withdrawn.</param>
    /// <param name="piles">The ballots of the election.</param>
    /// <param name="sitting">Those elected then who still sit.</param>
    /// <param name="evidence">What the tie rules need; none unless given.</param>
    /// <exception cref="ArgumentException">Something is null, or <see cref="Countback.Fault"/> names a fault that the caller did
    /// not ask about.</exception>
    public TransferTally CountBack(
        Contest contest, IEnumerable<BallotPile> piles, ValueList<int> sitting, TieEvidence? evidence = null) =>
        Counted(contest, Countback.Checked(this, contest, piles, sitting), evidence ?? TieEvidence.None, sitting);

    private protected override void Run(StagedCount count)
    {
        var papers = new Papers(count, Unit);
        var quota = (count.Valid / (count.Seats + 1) + 1) * Unit;
        var surpluses = new List<int>();
        papers.Close(count, StageKind.FirstPreferences, null, quota);
        while (true)
        {
            if (count.IsOver()) return;
            var before = count.Elected.Count;
            count.ElectAll(count.Hopefuls.Where(option => papers[option] >= quota), option => papers[option]);
            surpluses.AddRange(count.Elected.Skip(before).Where(option => papers[option] > quota));
            if (count.IsOver()) return;

            if (surpluses.Count > 0)
            {
                var largest = Tiers.ByHighest(surpluses, option => papers[option])[0];
                var elected = count.Ties.Best(largest, TieFor.Surplus, count);
                surpluses.Remove(elected);
                papers.PassOnSurplus(elected, papers[elected] - quota);
                papers.Close(count, StageKind.Surplus, elected, quota);
            }
            else
            {
                var tiers = Tiers.ByHighest(count.Excludable.ToList(), option => papers[option]);
                var lowest = tiers[tiers.Count - 1];
                var excluded = count.ExcludeOne(lowest, withoutVotes: papers[lowest[0]] == 0);
                papers.PassOn(excluded);
                papers.Close(count, StageKind.Exclusion, excluded, quota);
            }
        }
    }
}
