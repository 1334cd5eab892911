using CommunitiesOfPractice.Counting;
using FsCheck.Xunit;

namespace CommunitiesOfPractice.Tests.Counting;

/// <summary>What holds for whole families of methods, on random elections.</summary>
[Properties(Arbitrary = [typeof(Elections)], MaxTest = 1000)]
public class MethodLawTests
{
    private static readonly CountingMethod[] Pairwise =
    [
        new Copeland(), new Minimax(), new Minimax { Measure = MinimaxMeasure.Margins }, new Schulze(),
            new Schulze { Strength = Strength.Margins },
        new Schulze { Strength = Strength.Ratio }, new RankedPairs(), new RankedPairs { Strength = Strength.Margins },
        new Schulze { Unranked = Unranked.Nowhere }, new RankedPairs { Unranked = Unranked.Nowhere },
    ];

    private static readonly CountingMethod[] Points =
        [new Borda(), new Borda { Points = BordaPoints.Dowdall }, new Borda { Points = BordaPoints.FromOptionsLessOneToNought }];

    private static readonly CountingMethod[] Transfers =
    [
        new InstantRunoff { EqualRanks = EqualRanks.PassedOver }, new ContingentVote { EqualRanks = EqualRanks.EndTheBallot },
        new ScottishStv { EqualRanks = EqualRanks.PassedOver }, new MeekStv { EqualRanks = EqualRanks.EndTheBallot },
    ];

    private static IEnumerable<CountingMethod> AllRanked =>
        [.. Pairwise, .. Points, .. Transfers, new DebianRule(), new Minimax { Measure = MinimaxMeasure.Opposition },
            new Borda { Points = BordaPoints.Modified }];

    [Property]
    public void The_order_of_ballots_never_matters(Election election)
    {
        foreach (var method in AllRanked)
        {
            var tally = Count(method, election);
            Assert.Equal(tally, Count(method, election with { Ballots = [.. election.Ballots.Reverse()] }));
            Assert.Equal(
                tally, method.Count(
                    Of(method, election),
                        election.Ballots.GroupBy(b => b).Select(pile => new BallotPile(pile.Key, pile.Count()))));
        }
    }

    [Property]
    public void Renaming_options_renames_the_result(Election election)
    {
        foreach (var method in AllRanked.Where(method => method is not DebianRule))
        {
            int Renamed(int option) => election.Options - 1 - option;
            var tally = Count(method, election);
            var other = Count(method, election with
            {
                Ballots =
                    [.. election.Ballots.Select(
                        b => new RankedBallot(Ranking.OfTiers(b.Tiers.Select(tier => tier.Select(Renamed)))))],
            });
            Assert.Equal(tally.Winners.Select(Renamed).Order(), other.Winners.Order());
            Assert.Equal(tally.Tied.Select(Renamed).Order(), other.Tied.Order());
        }
    }

    [Property]
    public void Raising_a_winner_never_makes_it_lose(Election election)
    {
        foreach (
            var method in Pairwise.Concat(Points).Where(method => method is not PairwiseMethod { Unranked: Unranked.Nowhere }))
        {
            var before = Count(method, election);
            if (before.Winners.Count == 0) continue;
            var winner = before.Winners[0];
            for (var i = 0; i < Math.Min(3, election.Ballots.Count); i++)
            {
                var raised = election.Ballots.ToList();
                raised[i] =
                    new RankedBallot(
                        Ranking.OfTiers([[winner], .. raised[i].Tiers.Select(tier => tier.Where(option => option != winner))]));
                Assert.Contains(winner, Leaders(Count(method, election with { Ballots = raised })));
            }
        }
    }

    [Property]
    public void An_option_that_beats_every_other_wins(Election election)
    {
        foreach (var method in Pairwise)
        {
            var tally = (PairwiseTally)Count(method, election);
            if (tally.Matrix.CondorcetWinner is { } winner) Assert.Equal([winner], tally.Winners);
        }
    }

    [Property]
    public void Schulze_and_ranked_pairs_stay_in_the_Smith_set(Election election)
    {
        foreach (var method in Pairwise.Where(method => method is Schulze or RankedPairs or Copeland))
        {
            var tally = (PairwiseTally)Count(method, election);
            Assert.Subset(tally.Matrix.SmithSet().ToHashSet(), Leaders(tally).ToHashSet());
        }
    }

    [Property]
    public void The_Smith_set_is_the_smallest_that_beats_the_rest(Election election)
    {
        var matrix = ((PairwiseTally)Count(new Copeland(), election)).Matrix;
        var smallest = Enumerable.Range(1, (1 << election.Options) - 1)
            .Select(bits => Enumerable.Range(0, election.Options).Where(option => (bits >> option & 1) == 1).ToList())
            .Where(set =>
                set.All(inside =>
                    Enumerable.Range(0, election.Options).Except(set).All(outside => matrix.Beats(inside, outside))))
            .MinBy(set => set.Count)!;
        Assert.Equal(smallest, matrix.SmithSet());
    }

    [Property]
    public void Clones_change_nothing_without_ties(StrictElection strict)
    {
        var election = strict.Of;
        foreach (var method in new CountingMethod[] { new Schulze(), new RankedPairs() })
        {
            var before = Count(method, election);
            var clone = election.Options; // a new option, just below option 0 on every ballot that ranks it
            var after =
                Count(method,
                    new Election(election.Options + 1, 1, [.. election.Ballots.Select(b => new RankedBallot(Ranking.OfTiers(
                b.Tiers.SelectMany(tier => tier[0] == 0 ? new[] { tier, ValueList.Of(clone) } : [tier]))))]));
            if (before.Winners.Count == 0 || after.Winners.Count == 0 || after.Ties.Any(tie => tie.Matters)
                || before.Ties.Any(tie => tie.Matters)) continue;
            Assert.Equal(before.Winners[0], after.Winners[0] == clone ? 0 : after.Winners[0]);
        }
    }

    [Property]
    public void Whoever_is_first_on_every_ballot_wins(Election election)
    {
        var unanimous = election with
        {
            Ballots =
                [.. election.Ballots.Select(
                    b => new RankedBallot(Ranking.OfTiers([[0], .. b.Tiers.Select(tier => tier.Where(option => option != 0))])))],
        };
        // Where ballots say nothing about options they leave unranked, those are never compared with the first: said by the
        // method.
        foreach (
            var method in AllRanked.Where(
                method => method is not DebianRule and not Borda { Points: BordaPoints.Modified }
                    and not PairwiseMethod { Unranked: Unranked.Nowhere }))
            if (election.Options > 1) Assert.True(Count(method, unanimous).Winners.Contains(0), method.ToString());
    }

    [Property]
    public void No_vote_appears_or_disappears(StrictElection strict)
    {
        foreach (var method in Transfers)
        {
            var tally = (TransferTally)Count(method, strict.Of);
            foreach (var stage in tally.Stages)
                Assert.Equal(
                    Votes.Of(tally.TookPart - tally.Blank),
                        stage.Votes.Aggregate(stage.Exhausted + stage.Lost, (sum, votes) => sum + votes));
        }
    }

    [Property]
    public void Winners_never_exceed_seats_and_ties_never_fall_short(Election election)
    {
        foreach (var method in AllRanked)
        {
            var tally = Count(method, election);
            Assert.InRange(tally.Winners.Count, 0, tally.Contest.Seats);
            Assert.Equal(tally.Winners.Count, tally.Winners.Distinct().Count());
            Assert.Empty(tally.Winners.Intersect(tally.Tied));
            Assert.Equal(tally.IsDecided, tally.Tied.Count == 0);
            if (!tally.IsDecided && tally.TookPart > tally.Blank)
                Assert.True(tally.Winners.Count + tally.Tied.Count > tally.Contest.Seats);
            Assert.Equal(Enumerable.Range(0, election.Options), tally.Ranking.SelectMany(tier => tier).Order());
        }
    }

    [Property]
    public void A_lot_decides_what_the_ballots_leave_open(Election election)
    {
        var evidence = new TieEvidence { Lot = new Lot("a seed for this test") };
        foreach (var method in AllRanked)
        {
            var open = Count(method, election);
            var drawn = (method with { TieRules = [TieRule.Lot] }).Count(Of(method, election), election.Ballots, evidence);
            if (drawn.TookPart == drawn.Blank) continue;
            Assert.True(drawn.IsDecided);
            if (method is not ScottishStv) Assert.Subset(Leaders(open).ToHashSet(), drawn.Winners.ToHashSet());
        }
    }

    [Property]
    public void A_tie_said_not_to_matter_does_not(StrictElection strict)
    {
        var election = strict.Of;
        foreach (var method in Transfers)
        {
            var open = (method with { TieRules = [] }).Count(Of(method, election), election.Ballots);
            if (!open.IsDecided) continue;
            foreach (var seed in new[] { "one seed for this test", "another seed for this" })
                Assert.Equal(
                    open.Winners.Order(),
                    (method with { TieRules = [TieRule.Lot] })
                        .Count(Of(method, election), election.Ballots, new() { Lot = new Lot(seed) }).Winners.Order());
        }
    }

    [Property]
    public void A_countback_keeps_those_who_sit_and_fills_the_vacancy(StrictElection strict)
    {
        var election = strict.Of;
        if (election.Options < 3) return;
        var contest = new Contest(election.Options, 2);
        var evidence = new TieEvidence { Lot = new Lot("a seed for this test") };
        var piles = election.Ballots.Select(ballot => new BallotPile(ballot)).ToList();
        var scottish = new ScottishStv();
        var first = scottish.Count(contest, piles, evidence);
        var (gone, sitting) = (first.Winners[0], first.Winners[1]);
        var after = scottish.CountBack(contest with { Withdrawn = [gone] }, piles, [sitting], evidence);
        if (after.TookPart == after.Blank) return;
        Assert.Equal(2, after.Winners.Count);
        Assert.Contains(sitting, after.Winners);
        Assert.DoesNotContain(gone, after.Winners);
    }

    private static Tally Count(CountingMethod method, Election election) => method.Count(Of(method, election), election.Ballots);

    private static Contest Of(CountingMethod method, Election election) =>
        method.Fault(election.Several) is null ? election.Several : election.One;

    private static IEnumerable<int> Leaders(Tally tally) => tally.Winners.Concat(tally.Tied);
}
