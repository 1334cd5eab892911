namespace CommunitiesOfPractice.Counting;

/// <summary>A method that compares every two options on all ballots, and fills one seat.</summary>
public abstract record PairwiseMethod : CountingMethod
{
    private protected PairwiseMethod()
    {
    }

    /// <summary>What a ballot says about options it does not rank; unless given, that they are last and equal.</summary>
    public Unranked Unranked { get; init => field = Guard.Against.EnumOutOfRange(value, nameof(Unranked)); }

    private protected sealed override string Rule(Wording wording) =>
        wording.Sentences(wording.Say("counting.ranked"), wording.Of(Unranked), Verdict(wording));

    private protected abstract string Verdict(Wording wording);

    private protected override Said Asks => Said.Of("ballot.asks.ranking");

    private protected override bool FillsSeveralSeats => false;

    internal override bool Reads(Ballot ballot) => ballot is RankedBallot;

    private protected sealed override Tally Counted(Contest contest, BallotBox piles, TieEvidence evidence)
    {
        var ballots = BallotProfile.Read(contest, piles);
        var matrix = ballots.Compare(Unranked);
        return Judged(new(this, contest, ballots.TookPart, ballots.Blank, matrix, evidence));
    }

    private protected abstract Tally Judged(Compared votes);
}

/// <summary>What a method that compares has to judge by.</summary>
internal sealed record Compared(
    CountingMethod Method, Contest Contest, long TookPart, long Blank, Pairwise Matrix, TieEvidence Evidence)
{
    public TieBreaker Ties(params int[] script) => new(Method.TieRules, Evidence, new Lazy<Pairwise>(() => Matrix), script);

    public Outcome Seated(ValueList<ValueList<int>> ranking) =>
        Outcome.Seated(Method, Contest, TookPart, Blank, ranking, Ties(), []);

    public ValueList<ValueList<int>> ByHighest<TKey>(Func<int, TKey> key) where TKey : IComparable<TKey> =>
        Tiers.ByHighest(Matrix.Compared, key);
}
