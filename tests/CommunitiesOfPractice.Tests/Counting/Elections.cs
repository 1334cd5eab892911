using CommunitiesOfPractice.Counting;
using FsCheck;
using FsCheck.Fluent;

namespace CommunitiesOfPractice.Tests.Counting;

/// <summary>A random election, small enough for ties, cycles and short ballots to be common.</summary>
public sealed record Election(int Options, int Seats, IReadOnlyList<RankedBallot> Ballots)
{
    public Contest One => new(Options);

    public Contest Several => new(Options, Math.Min(Seats, Options));

    public override string ToString() =>
        $"{Options} options, {Seats} seats: {string.Join("; ", Ballots.Select(ballot => ballot.Tiers))}";
}

/// <summary>An election whose ballots rank no two options equal.</summary>
public sealed record StrictElection(Election Of)
{
    public override string ToString() => Of.ToString();
}

/// <summary>Makes elections.</summary>
public static class Elections
{
    public static Arbitrary<Election> Election() => Some(ties: true).ToArbitrary();

    public static Arbitrary<StrictElection> StrictElection() =>
        Some(ties: false).Select(election => new StrictElection(election)).ToArbitrary();

    private static Gen<Election> Some(bool ties) =>
        from options in Gen.Choose(1, 6)
        from seats in Gen.Choose(1, 4)
        from voters in Gen.OneOf(Gen.Choose(1, 9), Gen.Choose(10, 60))
        from ballots in Ballot(options, ties).ListOf(voters)
        select new Election(options, seats, [.. ballots]);

    private static Gen<RankedBallot> Ballot(int options, bool ties) =>
        from order in Gen.Shuffle(Enumerable.Range(0, options).ToArray())
        from ranked in Gen.Choose(1, options)
        from joined in Gen.Choose(0, 3).ListOf(options)
        select new RankedBallot(Ranking.OfTiers(Tiered([.. order.Take(ranked)], joined, ties)));

    private static List<List<int>> Tiered(int[] order, List<int> joined, bool ties)
    {
        var tiers = new List<List<int>>();
        for (var i = 0; i < order.Length; i++)
        {
            if (ties && i > 0 && joined[i] == 0) tiers[^1].Add(order[i]);
            else tiers.Add([order[i]]);
        }

        return tiers;
    }
}
