namespace CommunitiesOfPractice.Counting;

/// <summary>
/// Filling a casual vacancy from the ballots of the election. They are counted again as though those who left had not been
/// candidates. Somebody who still holds a seat is never excluded. Only methods with proportional transfers allow it; others hold
/// a new election.
/// </summary>
public static class Countback
{
    /// <summary>
    /// Why a countback cannot be held, or null. In this order: what <see cref="CountingMethod.Fault(Contest)"/> finds; a sitting
    /// option that is unknown, withdrawn or named twice; more sitting than seats.
    /// </summary>
    /// <exception cref="ArgumentException">Something is null.</exception>
    public static ContestFault? Fault(CountingMethod method, Contest contest, ValueList<int> sitting)
    {
        if (Guard.Against.Null(method).Fault(contest) is { } fault) return fault;
        var standing = contest.Standing();
        if (Guard.Against.Null(sitting).Any(option => option < 0 || option >= contest.Options || !standing[option])
            || sitting.Distinct().Count() != sitting.Count || sitting.Count > contest.Seats)
            return ContestFault.Of(ContestFaultKind.UnknownOption, Said.Of("contest.sitting"));
        return null;
    }

    internal static BallotBox Checked(
        CountingMethod method, Contest contest, IEnumerable<BallotPile> piles, ValueList<int> sitting) =>
        Fault(method, contest, sitting) is { } fault
            ? throw new ArgumentException(fault.Sentence, nameof(contest))
            : new BallotBox(method, contest, Guard.Against.Null(piles), (piles as IReadOnlyCollection<BallotPile>)?.Count);
}
