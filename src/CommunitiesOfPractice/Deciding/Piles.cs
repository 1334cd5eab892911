using CommunitiesOfPractice.Counting;

namespace CommunitiesOfPractice;

/// <summary>
/// Ballots without who cast them. Equal ballots are in one pile, and the order of the piles depends only on what they say. A mark
/// that means the same has the same place, so that not even the way a ballot was written tells whose it is.
/// </summary>
internal static class Piles
{
    public static ValueList<BallotPile> Canonical(IEnumerable<BallotPile> cast) => cast
        .GroupBy(pile => Plain(pile.Ballot))
        .Select(group => new BallotPile(group.Key, group.Sum(pile => pile.Count)))
        .OrderBy(pile => pile.Ballot, Comparer<Ballot>.Create(Compare))
        .ToValueList();

    private static Ballot Plain(Ballot ballot) => ballot switch
    {
        ApprovalBallot approval => new ApprovalBallot(approval.Options.OrderBy(option => option).ToValueList()),
        ScoreBallot score => new ScoreBallot(score.Scores.OrderBy(mark => mark.Option).ToValueList()),
        _ => ballot,
    };

    private static int Compare(Ballot left, Ballot right)
    {
        var kind = Kind(left).CompareTo(Kind(right));
        if (kind != 0) return kind;
        switch (left, right)
        {
            case (VoiceBallot one, VoiceBallot other): return one.Voice.CompareTo(other.Voice);
            case (GradientBallot one, GradientBallot other): return string.CompareOrdinal(one.Level, other.Level);
        }

        for (var mark = 0; mark < Math.Min(left.Marks, right.Marks); mark++)
            if (Weigh(left, mark).CompareTo(Weigh(right, mark)) is not 0 and var order) return order;
        return left.Marks.CompareTo(right.Marks);
    }

    private static int Kind(Ballot ballot) => ballot switch
    {
        VoiceBallot => 0,
        GradientBallot => 1,
        BlankBallot => 2,
        ChoiceBallot => 3,
        ApprovalBallot => 4,
        ScoreBallot => 5,
        RankedBallot => 6,
        _ => throw new ArgumentException($"A {ballot.GetType().Name} has no place in the order of ballots.", nameof(ballot)),
    };

    private static (int Option, int More) Weigh(Ballot ballot, int mark) => ballot switch
    {
        RankedBallot ranked => (ranked.OptionAt(mark), ranked.Tiers.Packed[mark]),
        ScoreBallot score => (score.OptionAt(mark), score.Scores[mark].Points),
        _ => (ballot.OptionAt(mark), 0),
    };
}
