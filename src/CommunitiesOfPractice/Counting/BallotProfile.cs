namespace CommunitiesOfPractice.Counting;

/// <summary>
/// Ranked ballots packed end to end in one array, two bytes an entry, so that counting them touches memory once and in order.
/// Every method that ranks counts from here: comparisons from the lines as they are, transfers from lines without equal ranks.
/// Withdrawn options have been removed. Ballots are not merged, because nearly all differ and a pile keeps its count.
/// </summary>
internal sealed class BallotProfile
{
    private readonly int[] _starts;

    private BallotProfile(Contest contest, ushort[] entries, int[] starts, long[] counts, int lines, long tookPart, long blank)
    {
        Contest = contest;
        Standing = contest.Standing();
        Entries = entries;
        _starts = starts;
        Counts = counts;
        Lines = lines;
        TookPart = tookPart;
        Blank = blank;
    }

    public Contest Contest { get; }

    public bool[] Standing { get; }

    /// <summary>All lines, one after another; a set top bit opens a tier.</summary>
    public ushort[] Entries { get; }

    public long[] Counts { get; }

    public int Lines { get; }

    public long TookPart { get; }

    /// <summary>Ballots that rank no option still in the contest.</summary>
    public long Blank { get; }

    public int Start(int line) => _starts[line];

    public int End(int line) => _starts[line + 1];

    public ReadOnlySpan<ushort> Line(int line) => Entries.AsSpan(_starts[line], _starts[line + 1] - _starts[line]);

    /// <summary>Whether any ballot ranks an option.</summary>
    public bool Ranks(int option)
    {
        foreach (var entry in Entries.AsSpan(0, _starts[Lines]))
            if ((entry & Ranking.HighestOption) == option) return true;
        return false;
    }

    public static BallotProfile Read(Contest contest, BallotBox ballots)
    {
        var writer = new Writer(contest, ballots.Expected);
        foreach (var pile in ballots) writer.Add(pile.Ballot is RankedBallot ranked ? ranked.Tiers.Packed : default, pile.Count);
        return writer.Done();
    }

    /// <summary>
    /// The same ballots as strict orders, for papers that pass from one option to the next: equal ranks are passed over or end
    /// the ballot, and under <see cref="Unranked.TiedLast"/> the only option left unranked comes last.
    /// </summary>
    public BallotProfile Strict(EqualRanks equal, Unranked unranked)
    {
        if (IsStrict) return this;
        var standing = Standing.Count(stands => stands);
        var writer = new Writer(Contest, Lines);
        for (var line = 0; line < Lines; line++)
        {
            var entries = Line(line);
            if (unranked == Unranked.TiedLast && entries.Length == standing - 1) entries = Completed(entries);
            writer.Add(Untied(entries, equal), Counts[line]);
        }

        return writer.Done(Blank);
    }

    /// <summary>Compares every two options once, on all ballots.</summary>
    public Pairwise Compare(Unranked unranked)
    {
        var options = Contest.Options;
        var above = new long[options * options];
        var level = new long[options * options];
        var ranked = new long[options];
        for (var line = 0; line < Lines; line++)
        {
            var count = Counts[line];
            var entries = Line(line);
            for (int i = 0, below = 0; i < entries.Length; i++)
            {
                var option = entries[i] & Ranking.HighestOption;
                ranked[option] += count;
                if (i == below)
                    for (below = i + 1; below < entries.Length && entries[below] < Ranking.OpensTier; below++) { }
                var row = above.AsSpan(option * options, options);
                foreach (var entry in entries.Slice(below)) row[entry & Ranking.HighestOption] += count;
                for (var j = i + 1; j < below; j++)
                {
                    var other = entries[j] & Ranking.HighestOption;
                    level[option * options + other] += count;
                    level[other * options + option] += count;
                }
            }
        }

        if (unranked == Unranked.Nowhere) return new Pairwise(Standing, above);

        // Tied last: a ballot that ranks an option prefers it to all but those ranked above it or level with it.
        var preferring = new long[options * options];
        for (var a = 0; a < options; a++)
            for (var b = 0; b < options; b++)
                if (a != b && Standing[a] && Standing[b])
                    preferring[a * options + b] = ranked[a] - above[b * options + a] - level[a * options + b];
        return new Pairwise(Standing, preferring);
    }

    private bool IsStrict
    {
        get
        {
            foreach (var entry in Entries.AsSpan(0, _starts[Lines]))
                if (entry < Ranking.OpensTier) return false;
            return true;
        }
    }

    private ushort[] Completed(ReadOnlySpan<ushort> entries)
    {
        var missing = (bool[])Standing.Clone();
        foreach (var entry in entries) missing[entry & Ranking.HighestOption] = false;
        return [.. entries, (ushort)(Array.IndexOf(missing, true) | Ranking.OpensTier)];
    }

    private static ReadOnlySpan<ushort> Untied(ReadOnlySpan<ushort> entries, EqualRanks equal)
    {
        var kept = new List<ushort>(entries.Length);
        for (var i = 0; i < entries.Length; i++)
        {
            var alone = entries[i] >= Ranking.OpensTier && (i + 1 == entries.Length || entries[i + 1] >= Ranking.OpensTier);
            if (alone) kept.Add(entries[i]);
            else if (equal == EqualRanks.EndTheBallot) break;
        }

        return kept.Count == entries.Length ? entries : kept.ToArray();
    }

    private sealed class Writer(Contest contest, int expected)
    {
        private readonly bool[] _standing = contest.Standing();
        private ushort[] _entries = new ushort[Math.Max(16, expected * Math.Min(contest.Options, 16))];
        private int[] _starts = new int[expected + 1];
        private long[] _counts = new long[Math.Max(4, expected)];
        private int _length;
        private int _lines;
        private long _tookPart;
        private long _blank;

        public void Add(ReadOnlySpan<ushort> line, long count)
        {
            _tookPart += count;
            if (_length + line.Length > _entries.Length)
                Array.Resize(ref _entries, Math.Max(_entries.Length * 2, _length + line.Length));
            var start = _length;
            if (contest.Withdrawn.Count == 0)
            {
                line.CopyTo(_entries.AsSpan(_length));
                _length += line.Length;
            }
            else
            {
                ushort opens = 0;
                foreach (var entry in line)
                {
                    opens |= (ushort)(entry & Ranking.OpensTier);
                    if (!_standing[entry & Ranking.HighestOption]) continue;
                    _entries[_length++] = (ushort)(entry | opens);
                    opens = 0;
                }
            }

            if (_length == start)
            {
                _blank += count;
                return;
            }

            if (_lines + 1 >= _starts.Length) Array.Resize(ref _starts, Math.Max(8, _starts.Length * 2));
            if (_lines == _counts.Length) Array.Resize(ref _counts, _counts.Length * 2);
            _counts[_lines++] = count;
            _starts[_lines] = _length;
        }

        public BallotProfile Done(long blankBefore = 0) =>
            new(contest, _entries, _starts, _counts, _lines, _tookPart + blankBefore, _blank + blankBefore);
    }
}
