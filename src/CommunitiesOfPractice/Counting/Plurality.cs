using System.Numerics;

namespace CommunitiesOfPractice.Counting;

/// <summary>
/// One choice a ballot; the most votes win, an absolute majority or not. For several seats, the options with the most votes
/// (the single non-transferable vote).
/// </summary>
public sealed record Plurality : CountingMethod
{
    private protected override string Rule => "Each ballot names one option; the option named most wins.";

    private protected override string ReadsBallots => "one choice";

    internal override bool Reads(Ballot ballot) => ballot is ChoiceBallot;

    private protected override Tally Counted(Contest contest, IEnumerable<BallotPile> piles, TieEvidence evidence)
    {
        var sums = new Sums(contest);
        foreach (var pile in piles)
        {
            sums.TookPart(pile);
            if (pile.Ballot is ChoiceBallot choice) sums.Give(choice.Option, pile.Count);
        }

        return sums.Tally(this, "votes", evidence);
    }
}

/// <summary>Adds up what options are given.</summary>
internal sealed class Sums(Contest contest)
{
    private readonly bool[] _standing = contest.Standing();
    private readonly BigInteger[] _given = new BigInteger[contest.Options];
    private readonly long[] _marked = new long[contest.Options];
    private long _tookPart;
    private long _blank;

    public void TookPart(BallotPile pile)
    {
        _tookPart += pile.Count;
        var marks = false;
        for (var mark = 0; mark < pile.Ballot.Marks; mark++) marks |= _standing[pile.Ballot.OptionAt(mark)];
        if (!marks) _blank += pile.Count;
    }

    public void Give(int option, long ballots, int points = 1)
    {
        if (!_standing[option]) return;
        _given[option] += (BigInteger)ballots * points;
        _marked[option] += ballots;
    }

    public SumTally Tally(CountingMethod method, string unit, TieEvidence evidence) =>
        SumTally.Of(method, contest, _tookPart, _blank, unit, _given.Select(given => Votes.Of(given)).ToValueList(), evidence);

    public SumTally Means(CountingMethod method, string unit, TieEvidence evidence) =>
        SumTally.Of(
            method, contest, _tookPart, _blank, unit,
            _given.Select((given, option) => _marked[option] == 0 ? default : Votes.Of(given, _marked[option])).ToValueList(), evidence);
}
