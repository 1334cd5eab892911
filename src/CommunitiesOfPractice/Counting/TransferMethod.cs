namespace CommunitiesOfPractice.Counting;

/// <summary>A method in which a paper counts for one option at a time and passes to the next preference by stages.</summary>
public abstract record TransferMethod : CountingMethod
{
    private protected TransferMethod()
    {
    }

    /// <summary>What becomes of equal ranks; a ballot with them is refused unless said otherwise.</summary>
    public EqualRanks EqualRanks { get; init => field = Guard.Against.EnumOutOfRange(value, nameof(EqualRanks)); }

    private protected sealed override string Rule(Wording wording) => wording.Sentences(wording.Of(EqualRanks), Verdict(wording));

    private protected abstract string Verdict(Wording wording);

    private protected override Said Asks => Said.Of("ballot.asks.ranking");

    private protected virtual Unranked ReadsUnranked => Unranked.Nowhere;

    internal override bool Reads(Ballot ballot) => ballot is RankedBallot;

    private protected sealed override BallotFault? OwnFault(Ballot ballot)
    {
        if (EqualRanks != EqualRanks.Refused || !((RankedBallot)ballot).Tiers.HasEqualRanks) return null;
        var tier = ((RankedBallot)ballot).Tiers.First(options => options.Count > 1);
        return BallotFault.Of(BallotFaultKind.EqualRanks, tier[1], Said.Of("ballot.equal-ranks", tier[0], tier[1]));
    }

    private protected sealed override Tally Counted(Contest contest, BallotBox piles, TieEvidence evidence) =>
        Counted(contest, piles, evidence, []);

    private protected TransferTally Counted(Contest contest, BallotBox piles, TieEvidence evidence, ValueList<int> sitting)
    {
        var cast = BallotProfile.Read(contest, piles);
        var ballots = cast.Strict(EqualRanks, ReadsUnranked);
        var matrix = new Lazy<Pairwise>(() => cast.Compare(Unranked.TiedLast));
        if (ballots.Lines == 0)
        {
            var level = Tiers.ByHighest(contest, _ => 0);
            return new(new(this, contest, ballots.TookPart, ballots.Blank, [], level[0], level, []), []);
        }

        var every = EveryWay.Count(
            script => new TieBreaker(TieRules, evidence, matrix, script),
            ties =>
            {
                var count = new StagedCount(ballots, sitting, ties);
                Run(count);
                return count;
            },
            new(
                count => count.Elected.ToValueList(),
                count => count.Ranking(),
                (count, tie) => (count.Elected.Take(tie.Elected), count.NotExcludedBefore(tie.Stage))));

        // A tie that matters and that no rule settled ends what can be told: what came after it is only one of the ways.
        var end = every.Ties.FirstOrDefault(tie => tie is { Matters: true, SettledBy: null, Together: false });
        var stages = every.Main.Stages.Take(end?.Stage ?? int.MaxValue).ToArray();
        if (end is not null)
            stages[^1] =
                stages[^1] with { Excluded = [], Elected = stages[^1].Elected.Where(every.Winners.Contains).ToValueList() };
        var ties = every.Ties.Where(tie => tie.Stage <= (end?.Stage ?? int.MaxValue)).ToValueList();
        return new(
            new(this, contest, ballots.TookPart, ballots.Blank, every.Winners, every.Tied, every.Ranking, ties),
            stages.ToValueList());
    }

    private protected abstract void Run(StagedCount count);
}
