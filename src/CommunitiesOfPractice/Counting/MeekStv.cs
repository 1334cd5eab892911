using System.Numerics;

namespace CommunitiesOfPractice.Counting;

/// <summary>
/// The single transferable vote by Meek's method, in the reference rule of the Proportional Representation Foundation: nine
/// decimals, omega one millionth (Hill, Wichmann and Woodall, "Algorithm 123: single transferable vote by Meek's method", The
/// Computer Journal 30, 1987). Each elected candidate keeps a share of every vote that reaches them and passes on the rest; the
/// shares are set afresh until what all of them hold above the quota is less than omega or no longer falls. Then the lowest is
/// excluded; all within the surplus of the lowest are level. Shares are rounded up and the quota is cut and raised by the last
/// decimal, so that never more reach it than there are seats.
/// </summary>
public sealed record MeekStv : TransferMethod
{
    private const long Unit = 1_000_000_000;
    private const long Omega = 1_000;

    private protected override string Verdict(Wording wording) => wording.Say("counting.meek-stv.rule");

    /// <summary>Fills a casual vacancy from the ballots of the election; see <see cref="Countback"/>.</summary>
    /// <param name="contest">The contest as it was, with those who left or no longer stand withdrawn.</param>
    /// <param name="piles">The ballots of the election.</param>
    /// <param name="sitting">Those elected then who still sit.</param>
    /// <param name="evidence">What the tie rules need; none unless given.</param>
    /// <exception cref="ArgumentException">Something is null, or <see cref="Countback.Fault"/> names a fault that the caller did
    /// not ask about.</exception>
    public TransferTally CountBack(
        Contest contest, IEnumerable<BallotPile> piles, ValueList<int> sitting, TieEvidence? evidence = null) =>
        Counted(contest, Countback.Checked(this, contest, piles, sitting), evidence ?? TieEvidence.None, sitting);

    private protected override void Run(StagedCount count)
    {
        var keep = count.Continuing.Select(stands => stands ? Unit : 0).ToArray();
        int? excludedBefore = null;
        do
        {
            var shares = new SharedVotes(count, keep);
            var (before, lastSurplus) = (count.Elected.Count, (BigInteger?)null);
            while (true)
            {
                var votes = shares.HandOut();
                var quota = shares.Total / (count.Seats + 1) + 1;
                var reached = count.Hopefuls.Where(option => votes[option] >= quota).ToList();
                var surplus = BigInteger.Max(0, count.Elected.Concat(reached).Aggregate(
                    BigInteger.Zero, (sum, option) => sum + votes[option] - quota));
                if (reached.Count > 0 || surplus < Omega || surplus >= lastSurplus)
                {
                    var kind = count.Stages.Count == 0 ? StageKind.FirstPreferences : StageKind.Sharing;
                    count.Close(kind, excludedBefore, votes, (BigInteger)count.Valid * Unit - shares.Total, 0, quota, Unit);
                    count.ElectAll(reached, option => count.Fit(reached) ? 0 : votes[option]);
                    excludedBefore = null;
                    if (count.Elected.Count == before && !count.IsOver())
                        excludedBefore = ExcludeLowest(count, votes, surplus, keep);
                    break;
                }

                lastSurplus = surplus;
                foreach (var option in count.Elected)
                    keep[option] = (long)Up(Up(keep[option] * quota, Unit) * Unit, votes[option]);
            }
        }
        while (!count.IsOver());
    }

    private static int ExcludeLowest(StagedCount count, BigInteger[] votes, BigInteger surplus, long[] keep)
    {
        var least = count.Excludable.Min(option => votes[option]);
        var level = count.Excludable.Where(option => votes[option] <= least + surplus).ToValueList();

        // While a surplus is left, the shares are set afresh after an exclusion, and votes may come to an option that a ballot
        // ranks.
        var stayWithoutVotes = level.All(option => votes[option].IsZero) && (surplus < Omega || !level.Any(count.Ballots.Ranks));
        var excluded = count.ExcludeOne(level, stayWithoutVotes);
        keep[excluded] = 0;
        return excluded;
    }

    private static BigInteger Up(BigInteger dividend, BigInteger divisor) => (dividend + divisor - 1) / divisor;

    /// <summary>
    /// The ballots as a tree: from a vote at its root, each elected candidate that it names in turn keeps a share, and the first
    /// that still continues gets the rest. Ballots that run the same way run once, whatever their number.
    /// </summary>
    private sealed class SharedVotes
    {
        private readonly long[] _keep;
        private readonly List<Branch> _branches = [new Branch { Parent = -1, Option = -1, Child = -1, Sibling = -1 }];
        private long[] _rest = [];

        public SharedVotes(StagedCount count, long[] keep)
        {
            _keep = keep;
            var (ballots, continuing) = (count.Ballots, count.Continuing);
            for (var line = 0; line < ballots.Lines; line++)
            {
                var at = 0;
                foreach (var entry in ballots.Line(line))
                {
                    var option = entry & Ranking.HighestOption;
                    if (keep[option] == 0) continue;
                    at = Child(at, option);
                    _branches[at] = _branches[at].With(ballots.Counts[line]);
                    if (continuing[option]) break;
                }
            }

            _rest = new long[_branches.Count];
        }

        /// <summary>All that the last handing out gave to somebody.</summary>
        public BigInteger Total { get; private set; }

        public BigInteger[] HandOut()
        {
            var sums = new Sum[_keep.Length];
            _rest[0] = Unit;
            for (var at = 1; at < _branches.Count; at++)
            {
                var branch = _branches[at];
                var weight = _rest[branch.Parent];
                var share = (weight * _keep[branch.Option] + Unit - 1) / Unit;
                _rest[at] = weight - share;
                sums[branch.Option].Add(share, branch.Ballots);
            }

            var votes = sums.Select(sum => sum.Value).ToArray();
            Total = votes.Aggregate(BigInteger.Zero, (total, sum) => total + sum);
            return votes;
        }

        private int Child(int parent, int option)
        {
            var last = -1;
            for (var at = _branches[parent].Child; at >= 0; at = _branches[at].Sibling)
            {
                if (_branches[at].Option == option) return at;
                last = at;
            }

            _branches.Add(new Branch { Parent = parent, Option = option, Child = -1, Sibling = -1 });
            var added = _branches.Count - 1;
            if (last < 0) _branches[parent] = _branches[parent] with { Child = added };
            else _branches[last] = _branches[last] with { Sibling = added };
            return added;
        }

        private record struct Branch
        {
            public int Parent;
            public int Option;
            public int Child;
            public int Sibling;
            public long Ballots;

            public readonly Branch With(long more) => this with { Ballots = Ballots + more };
        }

        /// <summary>A sum of products that outgrows 64 bits: shares of up to 30 bits times ballots of up to 44.</summary>
        private struct Sum
        {
            private const int Half = 32;
            private long _high;
            private long _low;

            public void Add(long share, long ballots)
            {
                var low = _low + share * (ballots & uint.MaxValue);
                _low = low & uint.MaxValue;
                _high += share * (ballots >> Half) + (low >> Half);
            }

            public readonly BigInteger Value => ((BigInteger)_high << Half) + _low;
        }
    }
}
