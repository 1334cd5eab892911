namespace CommunitiesOfPractice.Counting;

/// <summary>
/// Each ballot chooses one option, and the most votes win, whether or not they are an absolute majority. For several seats, the
/// options with the most votes win (the single non-transferable vote).
/// </summary>
public sealed record Plurality : CountingMethod
{
    private protected override string Rule(Wording wording) => wording.Say("counting.plurality.rule");

    private protected override Said Asks => Said.Of("ballot.asks.choice");

    internal override bool Reads(Ballot ballot) => ballot is ChoiceBallot;

    private protected override Tally Counted(Contest contest, BallotBox piles, TieEvidence evidence)
    {
        var sums = new Sums(contest);
        foreach (var pile in piles)
        {
            sums.TookPart(pile);
            if (pile.Ballot is ChoiceBallot choice) sums.Give(choice.Option, pile.Count);
        }

        return sums.Tally(this, Units.Votes, evidence);
    }
}
