namespace CommunitiesOfPractice.Counting;

/// <summary>
/// Each ballot approves any number of options, and the option with the most approvals wins (Brams and Fishburn, 1978). For
/// several seats, the options with the most approvals win.
/// </summary>
public sealed record Approval : CountingMethod
{
    private protected override string Rule(Wording wording) => wording.Say("counting.approval.rule");

    private protected override Said Asks => Said.Of("ballot.asks.approval");

    internal override bool Reads(Ballot ballot) => ballot is ApprovalBallot;

    private protected override Tally Counted(Contest contest, BallotBox piles, TieEvidence evidence)
    {
        var sums = new Sums(contest);
        foreach (var pile in piles)
        {
            sums.TookPart(pile);
            if (pile.Ballot is not ApprovalBallot approval) continue;
            foreach (var option in approval.Options) sums.Give(option, pile.Count);
        }

        return sums.Tally(this, Units.Approvals, evidence);
    }
}
