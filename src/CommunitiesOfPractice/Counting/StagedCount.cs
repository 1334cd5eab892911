using System.Numerics;

namespace CommunitiesOfPractice.Counting;

/// <summary>Who is where in a count by stages: what the rules of all transfer methods have in common.</summary>
internal sealed class StagedCount
{
    private readonly bool[] _sitting;
    private readonly List<List<int>> _elected = [];
    private readonly List<List<int>> _excluded = [];
    private readonly Dictionary<int, Departure> _departures = [];
    private ValueList<int> _withoutVotes = [];
    private int _newcomersLeft;

    public StagedCount(BallotProfile ballots, ValueList<int> sitting, TieBreaker ties)
    {
        Ballots = ballots;
        Ties = ties;
        Continuing = (bool[])ballots.Standing.Clone();
        _sitting = new bool[Continuing.Length];
        foreach (var option in sitting) _sitting[option] = true;
        _newcomersLeft = ballots.Contest.Seats - sitting.Count;
    }

    public BallotProfile Ballots { get; }

    public TieBreaker Ties { get; }

    /// <summary>Neither elected nor excluded nor withdrawn, by option number.</summary>
    public bool[] Continuing { get; }

    public List<int> Elected { get; } = [];

    public List<CountingStage> Stages { get; } = [];

    /// <summary>The stages, each with those who left together just before it.</summary>
    public IEnumerable<(CountingStage Stage, Departure? Before)> Steps =>
        Stages.Select((stage, index) => (stage, _departures.TryGetValue(index, out var before) ? before : null));

    public int Seats => Ballots.Contest.Seats;

    public int Vacancies => Seats - Elected.Count;

    /// <summary>Ballots that rank an option still in the contest.</summary>
    public long Valid => Ballots.TookPart - Ballots.Blank;

    public IEnumerable<int> Hopefuls => Enumerable.Range(0, Continuing.Length).Where(option => Continuing[option]);

    /// <summary>
    /// In a countback, somebody who already holds a seat is never excluded; otherwise anybody continuing can be.
    /// </summary>
    public IEnumerable<int> Excludable => Hopefuls.Where(option => !_sitting[option]);

    public void Close(
        StageKind kind, int? from, IEnumerable<BigInteger> votes, BigInteger exhausted, BigInteger lost, BigInteger quota,
            BigInteger unit) =>
        Stages.Add(new(
            kind, from, votes.Select(sum => Votes.Of(sum, unit)).ToValueList(),
            Votes.Of(exhausted, unit), Votes.Of(lost, unit), Votes.Of(quota, unit), [], []));

    public void Elect(int option) => Elect(option, level: false);

    /// <summary>Excludes one, or all of those who share a place.</summary>
    public void Exclude(params IEnumerable<int> level)
    {
        _excluded.Add([.. level]);
        foreach (var option in _excluded[^1]) Leave(option);
    }

    /// <summary>
    /// Excludes at once options that are level and all bound to go. No order is chosen for them. Rules that look back at the
    /// stages use what is the same in every order.
    /// </summary>
    public void ExcludeTogether(ValueList<int> level, Papers papers)
    {
        var tie = new Idle(level, TieFor.Exclusion, Stages.Count, together: true);
        Ties.Idle.Add(tie);
        if (Ties.ReadsStages) _departures[Stages.Count] = new(level, papers.Votes.ToArray(), papers.Arrivals(level), tie);
        Exclude(level);
    }

    /// <summary>
    /// Excludes one of those level for it. Where none of them has a vote and all are bound to go, since enough others are left
    /// for the seats, their order cannot matter: no paper moves, so every stage is the same. They share a place.
    /// </summary>
    public int ExcludeOne(ValueList<int> level, bool withoutVotes)
    {
        if (!withoutVotes || Hopefuls.Count() - level.Count < Vacancies || level.Count == 1 && !_withoutVotes.Contains(level[0]))
        {
            var excluded = Ties.Worst(level, TieFor.Exclusion, this);
            Exclude(excluded);
            return excluded;
        }

        if (!_withoutVotes.Contains(level[0]))
        {
            Ties.Idle.Add(new(level, TieFor.Exclusion, Stages.Count, together: false));
            _withoutVotes = level;
            _excluded.Add([]);
        }

        _excluded[^1].Add(level[0]);
        Leave(level[0]);
        return level[0];
    }

    private void Leave(int option)
    {
        Continuing[option] = false;
        Stages[^1] = Stages[^1] with { Excluded = Stages[^1].Excluded.With(option) };
    }

    private void Elect(int option, bool level)
    {
        if (!level) _elected.Add([]);
        _elected[^1].Add(option);
        Continuing[option] = false;
        Elected.Add(option);
        if (!_sitting[option]) _newcomersLeft--;
        Stages[^1] = Stages[^1] with { Elected = Stages[^1].Elected.With(option) };
    }

    /// <summary>
    /// Whether all of a group can be elected. Only in a countback can more of them have enough votes than there are seats for
    /// them.
    /// </summary>
    public bool Fit(IEnumerable<int> options) => options.Count(option => !_sitting[option]) <= _newcomersLeft;

    /// <summary>
    /// Elects those of a group who all have enough, the one with the most votes first. Those sitting are always elected, and
    /// others while seats are left for them: the tie rules then choose among those level.
    /// </summary>
    public void ElectAll<TKey>(IEnumerable<int> options, Func<int, TKey> votes) where TKey : IComparable<TKey>
    {
        foreach (var tier in Tiers.ByHighest(options.ToList(), votes))
        {
            var (left, level) = (tier, false);
            while (left.Count > 0)
            {
                var newcomers = left.Where(option => !_sitting[option]).ToValueList();
                if (newcomers.Count > 0 && _newcomersLeft == 0) left = left.Where(option => _sitting[option]).ToValueList();
                if (left.Count == 0) break;
                var next = newcomers.Count > _newcomersLeft && _newcomersLeft > 0
                    ? Ties.Best(newcomers, TieFor.Seat, this)
                    : left[0];
                Elect(next, level);
                level = true;
                left = left.Where(option => option != next).ToValueList();
            }
        }
    }

    /// <summary>
    /// Whether the count is over. It is over when every seat is filled, or so few are left that all are elected, together and in
    /// the order of their numbers. In a countback it is also over when the newcomers are found, because then those sitting keep
    /// their seats.
    /// </summary>
    public bool IsOver()
    {
        if (Vacancies == 0) return true;
        var rest = _newcomersLeft == 0 ? Hopefuls.Where(option => _sitting[option]).ToList() : Hopefuls.ToList();
        if (rest.Count > Vacancies) return false;
        ElectAll(rest, _ => 0);
        return true;
    }

    /// <summary>
    /// All options of the contest that were not excluded at the end of a stage before the one given, counted from one.
    /// </summary>
    public ValueList<int> NotExcludedBefore(int stage)
    {
        var excluded = Stages.Take(stage - 1).SelectMany(before => before.Excluded).ToList();
        return Enumerable.Range(0, Continuing.Length).Where(option => Ballots.Standing[option] && !excluded.Contains(option))
            .ToValueList();
    }

    /// <summary>
    /// The elected in their order, those still in by their last votes, and the excluded, the last first. Those who were level
    /// when they were elected, or who were excluded together, share a place.
    /// </summary>
    public ValueList<ValueList<int>> Ranking() =>
    [
        .. _elected.Select(tier => tier.ToValueList()),
        .. Tiers.ByHighest(Hopefuls.ToList(), option => Stages[^1].Votes[option]),
        .. Enumerable.Reverse(_excluded).Select(tier => tier.ToValueList()),
    ];
}
