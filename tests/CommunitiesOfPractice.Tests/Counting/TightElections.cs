using System.Globalization;
using CommunitiesOfPractice.Counting;
using FsCheck;
using FsCheck.Fluent;

namespace CommunitiesOfPractice.Tests.Counting;

/// <summary>
/// A small election in which nearly everything is level: few options, few ballots, most of them again with options exchanged,
/// many short; with tie rules in any order and all the evidence they may ask for.
/// </summary>
public sealed record TightElection(
    int Options, int Seats, ValueList<BallotPile> Piles, ValueList<TieRule> Rules, ValueList<int> Seniority, int CastingVoice,
        int Seed)
{
    public TieEvidence Evidence => new()
    {
        Seniority = Seniority, CastingVoice = CastingVoice,
            Lot = new Lot("a seed for this test " + Seed.ToString(CultureInfo.InvariantCulture)),
    };

    public Contest ContestFor(CountingMethod method) => new(Options, method.Fault(new Contest(Options, 2)) is null ? Seats : 1);

    /// <summary>The same wishes on the ballots that a method reads.</summary>
    public ValueList<BallotPile> PilesFor(CountingMethod method) =>
        Piles.Select(pile => pile with { Ballot = Ballot(method, ((RankedBallot)pile.Ballot).Tiers) }).ToValueList();

    /// <summary>The same election, with another name for each option.</summary>
    public TightElection Renamed(ValueList<int> names) => this with
    {
        Piles = Piles.Select(
            pile => pile with {
                Ballot = new RankedBallot(
                    Ranking.OfTiers(((RankedBallot)pile.Ballot).Tiers.Select(tier => tier.Select(option => names[option])))) })
                        .ToValueList(),
        Seniority = Seniority.Select(option => names[option]).ToValueList(),
        CastingVoice = names[CastingVoice],
    };

    public override string ToString() =>
        $"{Options} options, {Seats} seats: "
            + $"{string.Join("; ", Piles.Select(pile => $"{pile.Count} x {((RankedBallot)pile.Ballot).Tiers}"))}"
        + $"; rules {Rules}, seniority {Seniority}, casting voice {CastingVoice}, seed {Seed}";

    private static Ballot Ballot(CountingMethod method, Ranking tiers) => method switch
    {
        Plurality => tiers[0].Count == 1 ? new ChoiceBallot(tiers[0][0]) : new BlankBallot(),
        Approval => new ApprovalBallot(tiers.Take(2).SelectMany(tier => tier).ToValueList()),
        Score score => new ScoreBallot(Marks(tiers, place => Math.Max(score.Lowest, score.Highest - 2 * place))),
        Dot => new ScoreBallot(Marks(tiers, place => place == 0 ? 1 : 0)),
        TransferMethod { EqualRanks: EqualRanks.Refused } => Strict(tiers.Where(tier => tier.Count == 1)),
        _ => new RankedBallot(tiers),
    };

    private static Ballot Strict(IEnumerable<ValueList<int>> tiers) =>
        Ranking.OfTiers(tiers) is { Count: > 0 } order ? new RankedBallot(order) : new BlankBallot();

    private static ValueList<Mark> Marks(Ranking tiers, Func<int, int> points) =>
        tiers.SelectMany((tier, place) => tier.Select(option => new Mark(option, points(place)))).ToValueList();
}

/// <summary>Makes tight elections, and smaller ones out of those that break a law.</summary>
public static class TightElections
{
    public static IReadOnlyList<CountingMethod> Methods { get; } =
    [
        new Plurality(), new Approval(), new Score(2, -3), new Score(3, -2) { LeavesOutUnscored = true }, new Dot(9),
        new Borda(), new Borda { Points = BordaPoints.FromOptionsLessOneToNought, Unranked = Unranked.Nowhere },
        new Borda { Points = BordaPoints.Modified }, new Borda { Points = BordaPoints.Dowdall },
        new Copeland(), new Copeland { Unranked = Unranked.Nowhere },
        new Minimax(), new Minimax { Measure = MinimaxMeasure.Margins }, new Minimax { Measure = MinimaxMeasure.Opposition },
        new Schulze(), new Schulze { Strength = Strength.Margins }, new Schulze { Strength = Strength.Ratio },
        new Schulze { Strength = Strength.Ratio, Unranked = Unranked.Nowhere },
        new RankedPairs(), new RankedPairs { Strength = Strength.Margins }, new RankedPairs { Unranked = Unranked.Nowhere },
        new DebianRule(), new DebianRule { Quorum = 2, Majority = new Ratio(3, 2) },
        new InstantRunoff { EqualRanks = EqualRanks.PassedOver }, new InstantRunoff(),
        new InstantRunoff { EqualRanks = EqualRanks.EndTheBallot, Unranked = Unranked.Nowhere },
        new ContingentVote { EqualRanks = EqualRanks.EndTheBallot }, new ContingentVote(),
        new ScottishStv(), new ScottishStv { EqualRanks = EqualRanks.PassedOver }, new MeekStv(),
            new MeekStv { EqualRanks = EqualRanks.EndTheBallot },
    ];

    public static IReadOnlyList<TieRule> RulesByBallots { get; } = [TieRule.PreviousStage, TieRule.FirstStage, TieRule.Pairwise];

    public static IReadOnlyList<TieRule> AllRules { get; } =
        [.. RulesByBallots, TieRule.Seniority, TieRule.CastingVoice, TieRule.Lot];

    /// <summary>Every order of every subset.</summary>
    public static IEnumerable<ValueList<TieRule>> Orders(IReadOnlyCollection<TieRule> rules) =>
        rules.SelectMany(first => Orders([.. rules.Where(rule => rule != first)]).Select(rest => ValueList.Of([first, .. rest])))
            .Prepend([]);

    public static Arbitrary<TightElection> Arbitrary() => Arb.From(Some(), Smaller);

    private static Gen<TightElection> Some() =>
        from options in Gen.Frequency((1, Gen.Choose(2, 3)), (4, Gen.Choose(4, 5)), (1, Gen.Constant(6)))
        from seats in Gen.Choose(1, options)
        from piles in Gen.Frequency((1, AnyPiles(options)), (2, HopelessPiles(options)))
        from exchanged in Gen.Shuffle(Enumerable.Range(0, options).ToArray())
        from mirrored in Gen.Elements(true, false).ListOf(piles.Count)
        from names in Gen.Shuffle(Enumerable.Range(0, options).ToArray())
        from rules in Gen.Shuffle(AllRules.ToArray())
        from used in Gen.Choose(0, 4)
        from seniority in Gen.Shuffle(Enumerable.Range(0, options).ToArray())
        from known in Gen.OneOf(Gen.Constant(options), Gen.Choose(0, options))
        from casting in Gen.Choose(0, options - 1)
        from seed in Gen.Choose(0, 99)
        select new TightElection(
            options, seats, Both(piles, Exchange(exchanged), mirrored), rules.Take(used).ToValueList(),
                seniority.Take(known).ToValueList(), casting, seed)
            .Renamed(names.ToValueList());

    /// <summary>Any piles, few and small.</summary>
    private static Gen<List<BallotPile>> AnyPiles(int options) =>
        from many in Gen.Choose(1, 4)
        from piles in Pile(options).ListOf(many)
        select piles.ToList();

    /// <summary>
    /// Two leaders with short ballots, level or nearly; the others level and far behind, their papers on to one leader, some by
    /// way of another of them.
    /// </summary>
    private static Gen<List<BallotPile>> HopelessPiles(int options) =>
        from leaders in Gen.Choose(3, 7)
        from more in Gen.Elements(0, 0, 1)
        from each in Gen.Elements(1, 1, 2)
        from via in Gen.Choose(2, 3 * options).ListOf(options)
        from to in Gen.Choose(0, 2).ListOf(options)
        select (List<BallotPile>)
        [
            new(RankedBallot.Of(0), leaders), new(RankedBallot.Of(1), leaders + more),
            .. Enumerable.Range(2, options - 2).Select(option => new BallotPile(new RankedBallot(Ranking.OfTiers(
                new[] { option, via[option], to[option] }.Where(
                    (next, at) => at == 0 || (next < (at == 1 ? options : 2) && next != option)).Select(next => new[] { next }))),
                        each)),
        ];

    private static Gen<BallotPile> Pile(int options) =>
        from order in Gen.Shuffle(Enumerable.Range(0, options).ToArray())
        from ranked in Gen.Choose(1, options)
        from joined in Gen.Choose(0, 4).ListOf(options)
        from count in Gen.Elements(1, 1, 1, 2, 2, 3, 5)
        select new BallotPile(new RankedBallot(Ranking.OfTiers(Tiered([.. order.Take(ranked)], [.. joined]))), count);

    private static List<List<int>> Tiered(int[] order, List<int> joined)
    {
        var tiers = new List<List<int>>();
        for (var i = 0; i < order.Length; i++)
        {
            if (i > 0 && joined[i] == 0) tiers[^1].Add(order[i]);
            else tiers.Add([order[i]]);
        }

        return tiers;
    }

    /// <summary>An exchange of options by pairs: done twice, it is as before.</summary>
    private static int[] Exchange(int[] order)
    {
        var exchange = Enumerable.Range(0, order.Length).ToArray();
        for (var i = 0; i + 1 < order.Length; i += 2) (exchange[order[i]], exchange[order[i + 1]]) = (order[i + 1], order[i]);
        return exchange;
    }

    private static ValueList<BallotPile> Both(List<BallotPile> piles, int[] exchange, IEnumerable<bool> mirrored) =>
        piles.Concat(piles.Zip(mirrored).Where(pair => pair.Second).Select(pair => pair.First with
        {
            Ballot = new RankedBallot(
                Ranking.OfTiers(((RankedBallot)pair.First.Ballot).Tiers.Select(tier => tier.Select(option => exchange[option])))),
        })).ToValueList();

    private static IEnumerable<TightElection> Smaller(TightElection election)
    {
        for (var i = 0; i < election.Piles.Count; i++)
        {
            var pile = election.Piles[i];
            if (election.Piles.Count > 1)
                yield return election with { Piles = election.Piles.Where((_, at) => at != i).ToValueList() };
            if (pile.Count > 1)
                yield return election with {
                    Piles = election.Piles.Select((one, at) => at == i ? one with { Count = one.Count - 1 } : one)
                        .ToValueList() };
            var tiers = ((RankedBallot)pile.Ballot).Tiers;
            if (tiers.Count > 1)
                yield return election with {
                    Piles = election.Piles.Select(
                        (one, at) =>
                            at == i ? one with { Ballot = new RankedBallot(Ranking.OfTiers(tiers.Take(tiers.Count - 1))) } : one)
                                .ToValueList() };
        }

        foreach (var rule in election.Rules)
            yield return election with { Rules = election.Rules.Where(other => other != rule).ToValueList() };
        if (election.Seats > 1) yield return election with { Seats = election.Seats - 1 };
        var last = election.Options - 1;
        if (last > 1 && last >= election.Seats && election.CastingVoice != last
            && !election.Piles.Any(pile => ((RankedBallot)pile.Ballot).Tiers.Any(tier => tier.Contains(last))))
            yield return election with {
                Options = last, Seniority = election.Seniority.Where(option => option != last).ToValueList() };
    }
}
