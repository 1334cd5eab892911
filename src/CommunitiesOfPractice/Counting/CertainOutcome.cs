namespace CommunitiesOfPractice.Counting;

/// <summary>
/// Whether a vote can close early. It can only when every way to cast the votes still to come gives the same winners (law 7).
/// Only a vote whose ballots cannot be changed may close early, and the charter must make sure of that.
/// </summary>
public static class CertainOutcome
{
    /// <summary>
    /// Whether the winners of a count cannot change any more. When nobody is left to vote, they cannot. Otherwise only plurality
    /// and approval can say so. Those who lead must then lead each of the others by more than the votes to come, so that no tie
    /// rules can matter. Any other method answers no while a vote is to come.
    /// </summary>
    /// <param name="tally">The count so far.</param>
    /// <param name="remaining">How many may still vote, counting what their votes weigh.</param>
    /// <exception cref="ArgumentException">The tally is null, or the number is negative.</exception>
    public static bool Holds(Tally tally, long remaining)
    {
        Guard.Against.Null(tally);
        if (Guard.Against.Negative(remaining) == 0) return true;
        if (tally is not SumTally { Method: Plurality or Approval, IsDecided: true } sums) return false;
        var least = sums.Winners.Min(option => sums.Scores[option]);
        var standing = sums.Contest.Standing();
        return Enumerable.Range(0, sums.Contest.Options)
            .Where(option => standing[option] && !sums.Winners.Contains(option))
            .All(option => least - sums.Scores[option] > Votes.Of(remaining));
    }
}
