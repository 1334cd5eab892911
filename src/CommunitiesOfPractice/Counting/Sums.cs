namespace CommunitiesOfPractice.Counting;

/// <summary>
/// Adds up what options are given. At most 10^13 ballots of at most 10^4 points each fit into 64 bits, with room to spare.
/// </summary>
internal sealed class Sums(Contest contest)
{
    private readonly bool[] _standing = contest.Standing();
    private readonly long[] _given = new long[contest.Options];
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
        _given[option] += ballots * points;
        _marked[option] += ballots;
    }

    public SumTally Tally(CountingMethod method, string unit, TieEvidence evidence) =>
        SumTally.Of(method, contest, _tookPart, _blank, unit, _given.Select(given => Votes.Of(given)).ToValueList(), evidence);

    public SumTally Means(CountingMethod method, string unit, TieEvidence evidence) =>
        SumTally.Of(
            method, contest, _tookPart, _blank, unit,
            _given.Select((given, option) => _marked[option] == 0 ? default : Votes.Of(given, _marked[option])).ToValueList(),
                evidence,
            Enumerable.Range(0, contest.Options).Where(option => _standing[option] && _marked[option] == 0).ToValueList());
}
