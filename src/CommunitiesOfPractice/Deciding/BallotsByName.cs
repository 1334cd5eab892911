using CommunitiesOfPractice.Counting;

namespace CommunitiesOfPractice;

public sealed partial record Decision
{
    /// <summary>
    /// Who won an election, in the order that the method gives. Empty before it is closed, and where nobody won.
    /// </summary>
    public IEnumerable<PersonId> Winners =>
        Result is { } result ? result.Chosen.Select(place => Candidates[place]).Distinct() : [];

    /// <summary>A ballot for one candidate.</summary>
    /// <exception cref="ArgumentException">They do not stand.</exception>
    public ChoiceBallot Choose(PersonId candidate) => new(PlaceOf(candidate));

    /// <summary>A ballot that approves any number of candidates.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="candidates"/> is null.</exception>
    /// <exception cref="ArgumentException">One of them does not stand.</exception>
    public ApprovalBallot Approve(params PersonId[] candidates) =>
        new(Guard.Against.Null(candidates).Select(PlaceOf).ToValueList());

    /// <summary>A ballot that puts candidates in order. Those left out are as the method says of options left unranked.</summary>
    /// <param name="bestFirst">The candidates, the best first.</param>
    /// <exception cref="ArgumentNullException"><paramref name="bestFirst"/> is null.</exception>
    /// <exception cref="ArgumentException">One of them does not stand.</exception>
    public RankedBallot Rank(params PersonId[] bestFirst) => RankedBallot.Of([.. Guard.Against.Null(bestFirst).Select(PlaceOf)]);

    /// <summary>A ballot that gives points to candidates.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="points"/> is null.</exception>
    /// <exception cref="ArgumentException">One of them does not stand.</exception>
    public ScoreBallot Score(params (PersonId Candidate, int Points)[] points) =>
        new(Guard.Against.Null(points).Select(given => new Mark(PlaceOf(given.Candidate), given.Points)).ToValueList());

    private int PlaceOf(PersonId candidate)
    {
        for (var place = 0; place < Candidates.Count; place++)
            if (Candidates[place] == candidate) return place;
        throw new ArgumentException($"{candidate} does not stand in decision {Id}.", nameof(candidate));
    }
}
