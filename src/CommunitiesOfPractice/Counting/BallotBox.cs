using System.Collections;

namespace CommunitiesOfPractice.Counting;

/// <summary>The ballots of one count, each checked as it is taken out: by now a bad ballot is the caller's error.</summary>
internal sealed class BallotBox(CountingMethod method, Contest contest, IEnumerable<BallotPile> piles, int? expected)
    : IEnumerable<BallotPile>
{
    /// <summary>How many piles to expect, where that is known.</summary>
    public int Expected { get; } = expected ?? 0;

    public IEnumerator<BallotPile> GetEnumerator()
    {
        var total = 0L;
        foreach (var pile in piles)
        {
            if (method.Fault(pile, contest.Options) is { } fault) throw new ArgumentException(fault.Sentence, nameof(piles));
            total += pile.Count;
            if (total > CountingMethod.MostBallots)
                throw new ArgumentException($"At most {CountingMethod.MostBallots} ballots are counted.", nameof(piles));
            yield return pile;
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
