using System.Numerics;
using CommunitiesOfPractice.Counting;

namespace CommunitiesOfPractice.Tests.Counting;

/// <summary>
/// The methods again, slow and obvious, in the words of their rules and sharing no code with the library. Ties go to seniority:
/// the lower number is the more senior, so the last to be excluded and the first to be elected.
/// </summary>
public static class PlainReference
{
    public static Dictionary<(int Option, int Over), long> Pairwise(int options, IReadOnlyList<RankedBallot> ballots)
    {
        var preferring = new Dictionary<(int, int), long>();
        for (var a = 0; a < options; a++)
            for (var b = 0; b < options; b++) preferring[(a, b)] = 0;
        foreach (var ballot in ballots)
        {
            var place = Enumerable.Repeat(int.MaxValue, options).ToArray();
            var tier = 0;
            foreach (var equal in ballot.Tiers)
            {
                foreach (var option in equal) place[option] = tier;
                tier++;
            }

            for (var a = 0; a < options; a++)
                for (var b = 0; b < options; b++)
                    if (place[a] < place[b]) preferring[(a, b)]++;
        }

        return preferring;
    }

    public static IReadOnlyList<int> Schulze(int options, IReadOnlyList<RankedBallot> ballots)
    {
        var preferring = Pairwise(options, ballots);
        var path = new long[options, options];
        for (var a = 0; a < options; a++)
            for (var b = 0; b < options; b++) path[a, b] = preferring[(a, b)] > preferring[(b, a)] ? preferring[(a, b)] : 0;
        for (var via = 0; via < options; via++)
            for (var a = 0; a < options; a++)
                for (var b = 0; b < options; b++)
                    if (a != b && a != via && b != via) path[a, b] = Math.Max(path[a, b], Math.Min(path[a, via], path[via, b]));
        return [.. Enumerable.Range(0, options).Where(a => Enumerable.Range(0, options).All(b => path[a, b] >= path[b, a]))];
    }

    public static int RankedPairs(int options, IReadOnlyList<RankedBallot> ballots)
    {
        var preferring = Pairwise(options, ballots);
        var wins = from pair in preferring.Keys
                   let against = preferring[(pair.Over, pair.Option)]
                   where preferring[pair] > against
                   orderby preferring[pair] descending, against, pair.Option, pair.Over descending
                   select pair;
        var locked = new HashSet<(int Above, int Below)>();
        foreach (var win in wins)
            if (!From(win.Over, locked).Contains(win.Option)) locked.Add(win);
        return Enumerable.Range(0, options).First(option => locked.All(pair => pair.Below != option));
    }

    /// <summary>The last option is the default; of several left, the lowest number is the most senior.</summary>
    public static int DebianRule(int options, IReadOnlyList<RankedBallot> ballots)
    {
        var preferring = Pairwise(options, ballots);
        var last = options - 1;
        var left = Enumerable.Range(0, options)
            .Where(option => option == last || preferring[(option, last)] > preferring[(last, option)]).ToList();
        var defeats =
            preferring.Keys.Where(
                pair => left.Contains(pair.Option) && left.Contains(pair.Over)
                    && preferring[pair] > preferring[(pair.Over, pair.Option)]).ToHashSet();
        while (true)
        {
            var from = left.ToDictionary(option => option, option => From(option, defeats));
            var schwartz = left.Where(option => left.All(other => !from[other].Contains(option) || from[option].Contains(other)))
                .ToList();
            var inside = defeats.Where(defeat => schwartz.Contains(defeat.Item1) && schwartz.Contains(defeat.Item2)).ToList();
            if (inside.Count == 0) return schwartz.Min();
            var weakest = inside.Min(defeat => (preferring[defeat], -preferring[(defeat.Item2, defeat.Item1)]));
            defeats.RemoveWhere(
                defeat => inside.Contains(defeat) && (preferring[defeat], -preferring[(defeat.Item2, defeat.Item1)]) == weakest);
        }
    }

    public static IReadOnlyList<int> Copeland(int options, IReadOnlyList<RankedBallot> ballots)
    {
        var preferring = Pairwise(options, ballots);
        return Best(options, a => Enumerable.Range(0, options).Sum(b => Math.Sign(preferring[(a, b)] - preferring[(b, a)])));
    }

    public static IReadOnlyList<int> Minimax(int options, IReadOnlyList<RankedBallot> ballots)
    {
        var preferring = Pairwise(options, ballots);
        return Best(
            options, a =>
                -Enumerable.Range(0, options).Max(b => preferring[(b, a)] > preferring[(a, b)] ? preferring[(b, a)] : 0));
    }

    public static int InstantRunoff(int options, IReadOnlyList<RankedBallot> ballots)
    {
        var left = Enumerable.Range(0, options).ToList();
        while (true)
        {
            var votes = left.ToDictionary(option => option, _ => 0L);
            foreach (var ballot in ballots)
                if (First(ballot, left) is { } first) votes[first]++;
            var most = votes.Values.Max();
            if (left.Count == 1 || 2 * most > votes.Values.Sum()) return left.First(option => votes[option] == most);
            left.Remove(left.Last(option => votes[option] == votes.Values.Min()));
        }
    }

    /// <summary>Every paper by itself, with its value in hundred-thousandths.</summary>
    public static IReadOnlyList<int> ScottishStv(int options, int seats, IReadOnlyList<RankedBallot> ballots)
    {
        const long one = 100_000;
        var papers = ballots.Where(ballot => ballot.Tiers.Count > 0)
            .Select(ballot => new Paper { Ballot = ballot, Value = one, With = ballot.Tiers[0][0] }).ToList();
        var quota = (papers.Count / (seats + 1) + 1) * one;
        var continuing = Enumerable.Range(0, options).ToList();
        var elected = new List<int>();
        var surpluses = new List<int>();
        var votes = new long[options];
        var earlier = new List<long[]>();
        foreach (var paper in papers) votes[paper.With] += paper.Value;
        while (true)
        {
            earlier.Add((long[])votes.Clone());
            if (continuing.Count <= seats - elected.Count) return [.. elected, .. continuing];
            foreach (
                var option in continuing.Where(option => votes[option] >= quota).OrderByDescending(option => votes[option])
                    .ToList())
            {
                elected.Add(option);
                continuing.Remove(option);
                if (votes[option] > quota) surpluses.Add(option);
            }

            if (elected.Count == seats) return elected;
            if (continuing.Count <= seats - elected.Count) return [.. elected, .. continuing];
            if (surpluses.Count > 0)
            {
                var largest = surpluses.Order().Aggregate((one, other) => Compare(other, one) > 0 ? other : one);
                surpluses.Remove(largest);
                var (surplus, total) = (votes[largest] - quota, votes[largest]);
                foreach (var paper in papers.Where(paper => paper.With == largest))
                {
                    paper.Value = (long)((BigInteger)surplus * paper.Value / total);
                    Move(paper);
                }

                votes[largest] = quota;
            }
            else
            {
                var lowest = continuing.Order().Aggregate((one, other) => Compare(other, one) <= 0 ? other : one);
                continuing.Remove(lowest);
                foreach (var paper in papers.Where(paper => paper.With == lowest)) Move(paper);
                votes[lowest] = 0;
            }
        }

        int Compare(int one, int other) =>
            Enumerable.Reverse(earlier).Select(stage => stage[one].CompareTo(stage[other]))
                .FirstOrDefault(difference => difference != 0);

        void Move(Paper paper)
        {
            paper.With = First(paper.Ballot, continuing) ?? -1;
            if (paper.With >= 0) votes[paper.With] += paper.Value;
        }
    }

    /// <summary>The reference rule of the Proportional Representation Foundation, one ballot after another.</summary>
    public static IReadOnlyList<int> MeekStv(int options, int seats, IReadOnlyList<RankedBallot> ballots)
    {
        BigInteger one = 1_000_000_000, omega = 1_000;
        var hopeful = Enumerable.Range(0, options).ToList();
        var elected = new List<int>();
        var keep = Enumerable.Repeat(one, options).ToArray();
        while (elected.Count < seats && elected.Count + hopeful.Count > seats)
        {
            BigInteger? lastSurplus = null;
            while (true)
            {
                var votes = new BigInteger[options];
                foreach (var ballot in ballots)
                {
                    var weight = one;
                    foreach (var tier in ballot.Tiers)
                    {
                        var share = Up(weight * keep[tier[0]], one);
                        votes[tier[0]] += share;
                        weight -= share;
                        if (weight.IsZero) break;
                    }
                }

                var quota = votes.Aggregate(BigInteger.Zero, (sum, vote) => sum + vote) / (seats + 1) + 1;
                var winners = hopeful.Where(option => votes[option] >= quota).ToList();
                elected.AddRange(winners);
                hopeful.RemoveAll(winners.Contains);
                var surplus = BigInteger.Max(0, elected.Aggregate(BigInteger.Zero, (sum, option) => sum + votes[option] - quota));
                if (winners.Count > 0) break;
                if (surplus < omega || surplus >= lastSurplus)
                {
                    var least = hopeful.Min(option => votes[option]);
                    var lowest = hopeful.Last(option => votes[option] <= least + surplus);
                    hopeful.Remove(lowest);
                    keep[lowest] = 0;
                    break;
                }

                lastSurplus = surplus;
                foreach (var option in elected) keep[option] = Up(Up(keep[option] * quota, one) * one, votes[option]);
            }
        }

        return elected.Count < seats ? [.. elected, .. hopeful] : elected;

        static BigInteger Up(BigInteger dividend, BigInteger divisor) => (dividend + divisor - 1) / divisor;
    }

    /// <summary>All that can be reached from an option, itself included.</summary>
    private static HashSet<int> From(int option, HashSet<(int Above, int Below)> pairs)
    {
        var reached = new HashSet<int> { option };
        var waiting = new Queue<int>(reached);
        while (waiting.TryDequeue(out var from))
            foreach (var pair in pairs.Where(pair => pair.Above == from))
                if (reached.Add(pair.Below)) waiting.Enqueue(pair.Below);
        return reached;
    }

    private static int? First(RankedBallot ballot, List<int> among)
    {
        foreach (var tier in ballot.Tiers)
            if (among.Contains(tier[0])) return tier[0];
        return null;
    }

    private static int[] Best(int options, Func<int, long> score)
    {
        var all = Enumerable.Range(0, options).ToList();
        return [.. all.Where(option => score(option) == all.Max(score))];
    }

    private sealed class Paper
    {
        public required RankedBallot Ballot { get; init; }

        public long Value { get; set; }

        public int With { get; set; }
    }
}
