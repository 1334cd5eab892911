namespace CommunitiesOfPractice.Counting;

/// <summary>
/// Comparisons are locked in, the strongest first, unless they contradict those locked already (Tideman, "Independence of
/// clones as a criterion for voting rules", Social Choice and Welfare 4, 1987). Of equal strength, the one with the smaller
/// opposition goes first; of equal opposition too, the order matters only if together they contradict one another: then the tie
/// rules choose the winner, and then the loser, of the one to go first (Zavist and Tideman, 1989), and where they cannot, every
/// order is followed, up to a limit beyond which the result says tied (finding all winners is NP-hard): a thousand counts, or
/// with more than ten options 100,000 divided by their square, and sixteen at least. Outside the Smith set the order never
/// changes who wins.
/// </summary>
public sealed record RankedPairs : PairwiseMethod
{
    /// <summary>How strong a win is: winning votes unless margins are given.</summary>
    /// <exception cref="ArgumentException">It is neither.</exception>
    public Strength Strength
    {
        get;
        init => field = value is Strength.WinningVotes or Strength.Margins
            ? value
            : throw new ArgumentException("Ranked pairs go by winning votes or margins.", nameof(Strength));
    }

    private protected override string Verdict(Wording wording) => wording.Sentences(
        wording.Say("counting.ranked-pairs.rule"), wording.Of(Strength), wording.Say("counting.ranked-pairs.equal"));

    private protected override Tally Judged(Compared votes)
    {
        var matrix = votes.Matrix;
        var smith = matrix.SmithSet();
        var groups = matrix.Wins()
            .GroupBy(win => Strength == Strength.Margins ? (win.For - win.Against, win.Against) : (win.For, win.Against))
            .OrderByDescending(group => group.Key.Item1).ThenBy(group => group.Key.Against)
            .Select(group => group.ToList()).ToList();
        var every = EveryWay.Count(
            votes.Ties,
            ties => new Locking(matrix.Options).Lock(groups, smith, ties),
            new(
                locked => matrix.Compared.Where(locked.IsUnbeaten).ToValueList(),
                locked => locked.Ranking(matrix.Compared, smith),
                (_, _) => ([], smith)),
            Math.Min(EveryWay.Limit, Math.Max(16, 100_000 / (matrix.Options * matrix.Options))));
        var first = every.Winners.Concat(every.Tied).OrderBy(option => option).ToValueList();
        ValueList<ValueList<int>> ranking = [first, .. every.Ranking.Where(tier => !first.Contains(tier[0]))];
        var outcome =
            Outcome.Seated(this, votes.Contest, votes.TookPart, votes.Blank, ranking, votes.Ties(), [], [.. every.Ties]);
        return new RankedPairsTally(outcome, matrix, every.Main.Pairs.ToValueList());
    }

    /// <summary>The wins locked so far, and which options can be reached from each by them.</summary>
    private sealed class Locking(int options)
    {
        private readonly Reach _above = new(options);
        private bool _isIdle;

        public List<LockedPair> Pairs { get; } = [];

        public bool IsUnbeaten(int option)
        {
            for (var other = 0; other < options; other++)
                if (_above[other, option]) return false;
            return true;
        }

        /// <summary>
        /// Tiers: who is below nobody, then who is below nobody else, and so on. Where no order was chosen outside the Smith set,
        /// all who are outside share the last.
        /// </summary>
        public ValueList<ValueList<int>> Ranking(ValueList<int> compared, ValueList<int> smith)
        {
            var tiers = new List<ValueList<int>>();
            var left = (_isIdle ? smith : compared).ToList();
            while (left.Count > 0)
            {
                var tier = left.Where(option => left.TrueForAll(other => !_above[other, option])).ToValueList();
                tiers.Add(tier);
                left.RemoveAll(tier.Contains);
            }

            if (_isIdle) tiers.Add(compared.Where(option => !smith.Contains(option)).ToValueList());
            return tiers.ToValueList();
        }

        public Locking Lock(List<List<Comparison>> groups, ValueList<int> smith, TieBreaker ties)
        {
            var inSmith = new bool[options];
            foreach (var option in smith) inSmith[option] = true;
            foreach (var group in groups)
            {
                var left = group;
                while (left.Count > 0)
                {
                    foreach (var win in left) if (IsContradicted(win)) Pairs.Add(new(win, Locked: false));
                    left = left.Where(win => !IsContradicted(win)).ToList();
                    if (left.Count <= 1 || !_above.IsCycleWith(left))
                    {
                        left.ForEach(Lock);
                        break;
                    }

                    var winners = left.Select(win => win.Winner).Distinct().ToValueList();
                    var idle = !left.Exists(win => inSmith[win.Winner] && inSmith[win.Loser]);
                    if (idle && !_isIdle) ties.Idle.Add(new(winners, TieFor.Comparison, 0, together: false));
                    _isIdle |= idle;
                    var winner = idle ? winners[0] : ties.Best(winners, TieFor.Comparison);
                    var losers = left.Where(win => win.Winner == winner).Select(win => win.Loser).ToValueList();
                    var loser = idle ? losers[0] : ties.Worst(losers, TieFor.Comparison);
                    var first = left.Single(win => win.Winner == winner && win.Loser == loser);
                    Lock(first);
                    left.Remove(first);
                }
            }

            return this;
        }

        private bool IsContradicted(Comparison win) => _above[win.Loser, win.Winner];

        private void Lock(Comparison win)
        {
            Pairs.Add(new(win, Locked: true));
            _above.Extend(win.Winner, win.Loser);
        }
    }
}
