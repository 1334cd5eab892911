using System.Numerics;

namespace CommunitiesOfPractice.Counting;

/// <summary>
/// The papers on the counting table, in parcels by whose they are and what each is worth. A paper is looked at only when it
/// moves, and moving it changes two numbers: its place on its own ballot and the next paper in its parcel.
/// </summary>
internal sealed class Papers
{
    private const int None = -1;

    private readonly BallotProfile _ballots;
    private readonly bool[] _continuing;
    private readonly int[] _at;
    private readonly int[] _next;
    private readonly List<Parcel>[] _held;
    private readonly long[] _votes;
    private readonly long _unit;

    /// <summary>Puts each paper with its first preference, worth one unit.</summary>
    public Papers(StagedCount count, long unit)
    {
        _ballots = count.Ballots;
        _continuing = count.Continuing;
        _unit = unit;
        _at = new int[_ballots.Lines];
        _next = new int[_ballots.Lines];
        _votes = new long[_continuing.Length];
        _held = new List<Parcel>[_continuing.Length];
        for (var option = 0; option < _held.Length; option++) _held[option] = [];
        var parcels = new Parcels(this, unit);
        for (var line = 0; line < _at.Length; line++)
        {
            _at[line] = _ballots.Start(line) - 1;
            parcels.Forward(line);
        }

        parcels.HandOver();
    }

    /// <summary>What each option has, in units.</summary>
    public ReadOnlySpan<long> Votes => _votes;

    public long this[int option] => _votes[option];

    public long Exhausted { get; private set; }

    public long Lost { get; private set; }

    /// <summary>Passes on all papers of an option that is excluded, at what they are worth.</summary>
    public void PassOn(int option)
    {
        foreach (var parcel in Taken(option)) Forward(parcel, parcel.Value);
        _votes[option] = 0;
    }

    /// <summary>
    /// Passes on all papers of an option that is elected, each worth its value times the surplus divided by the option's votes,
    /// in one division, cut to a whole unit. What is cut off is lost, and counted.
    /// </summary>
    public void PassOnSurplus(int option, long surplus)
    {
        var (total, passed) = (_votes[option], BigInteger.Zero);
        foreach (var parcel in Taken(option))
        {
            var value = (long)((BigInteger)surplus * parcel.Value / total);
            passed += (BigInteger)value * parcel.Papers;
            Forward(parcel, value);
        }

        _votes[option] -= surplus;
        Lost += (long)(surplus - passed);
    }

    /// <summary>
    /// Where the papers of options that go together may come, to one of these or to another: how many by those of them who must
    /// have gone first, as the bits of their places. With more options than are followed, only who receives any.
    /// </summary>
    public Dictionary<int, long[]> Arrivals(ValueList<int> going)
    {
        var isFollowed = going.Count <= Departure.MostOptions;
        var arrivals = new Dictionary<int, long[]>();
        var place = new int[_continuing.Length];
        for (var i = 0; i < going.Count; i++) place[going[i]] = i + 1;
        foreach (var option in going)
            foreach (var parcel in _held[option])
                for (var line = parcel.First; line != None; line = _next[line])
                    Follow(line, Bit(option));
        return arrivals;

        int Bit(int option) => isFollowed ? 1 << place[option] - 1 : 0;

        void Follow(int line, int gone)
        {
            foreach (var entry in _ballots.Entries.AsSpan(_at[line] + 1, _ballots.End(line) - _at[line] - 1))
            {
                var option = entry & Ranking.HighestOption;
                if (!_continuing[option] && place[option] == 0) continue;
                if (!arrivals.TryGetValue(option, out var counts))
                    arrivals[option] = counts = new long[isFollowed ? 1 << going.Count : 1];
                counts[gone] += _ballots.Counts[line];
                if (place[option] == 0) return;
                gone |= Bit(option);
            }
        }
    }

    public void Close(StagedCount count, StageKind kind, int? from, long quota) =>
        count.Close(kind, from, _votes.Select(sum => (BigInteger)sum), Exhausted, Lost, quota, _unit);

    private List<Parcel> Taken(int option)
    {
        var parcels = _held[option];
        _held[option] = [];
        return parcels;
    }

    private void Forward(Parcel parcel, long value)
    {
        var parcels = new Parcels(this, value);
        for (int line = parcel.First, next; line != None; line = next)
        {
            next = _next[line];
            parcels.Forward(line);
        }

        parcels.HandOver();
    }

    /// <summary>Papers of equal worth with one option: a chain through the ballots' numbers.</summary>
    private struct Parcel
    {
        public long Value;
        public long Papers;
        public int First;
    }

    /// <summary>Papers on their way, all worth the same: one parcel for each option that receives some.</summary>
    private readonly struct Parcels(Papers table, long value)
    {
        private readonly int[] _first = Filled(table._continuing.Length);
        private readonly long[] _papers = new long[table._continuing.Length + 1];

        public void Forward(int line)
        {
            var (entries, continuing, end) = (table._ballots.Entries, table._continuing, table._ballots.End(line));
            for (var at = table._at[line] + 1; at < end; at++)
            {
                var option = entries[at] & Ranking.HighestOption;
                if (!continuing[option]) continue;
                table._at[line] = at;
                table._next[line] = _first[option];
                _first[option] = line;
                _papers[option] += table._ballots.Counts[line];
                return;
            }

            _papers[continuing.Length] += table._ballots.Counts[line];
        }

        public void HandOver()
        {
            for (var option = 0; option < _first.Length; option++)
            {
                if (_first[option] == None) continue;
                table._held[option].Add(new Parcel { Value = value, Papers = _papers[option], First = _first[option] });
                table._votes[option] += value * _papers[option];
            }

            table.Exhausted += value * _papers[_first.Length];
        }

        private static int[] Filled(int length)
        {
            var first = new int[length];
            for (var i = 0; i < length; i++) first[i] = None;
            return first;
        }
    }
}
