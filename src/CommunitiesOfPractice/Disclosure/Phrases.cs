namespace CommunitiesOfPractice.Disclosure;

/// <summary>What a phrase tells the screen; some tell more than one thing.</summary>
[Flags]
internal enum Cue
{
    None = 0,
    NhsNumber = 1 << 0,
    BirthDate = 1 << 1,
    Born = 1 << 2,
    Cohort = 1 << 3,
    HospitalNumber = 1 << 4,
    Insurance = 1 << 5,
    Telephone = 1 << 6,
    Reference = 1 << 7,
    Month = 1 << 8,
    Number = 1 << 9,
    Patient = 1 << 10,
    Qualifier = 1 << 11,
    Label = 1 << 12,
    Ratio = 1 << 13,
    YearsOld = 1 << 14,
    Aged = 1 << 15,
    Band = 1 << 16,
    Only = 1 << 17,
    Rare = 1 << 18,
    Bound = 1 << 19,
}

/// <summary>
/// A phrase that was met: what it tells, its number (of a number word, a month; 1 for a single patient), and where it ends.
/// </summary>
internal readonly record struct Met(Cue Tells, int Value, int End)
{
    public static readonly Met Nothing;
}

/// <summary>
/// All the phrases that a screen knows, as one tree of their letters, so that looking whether one begins somewhere reads no
/// further than the longest that fits. A space in a phrase matches up to four spaces, hyphens, dots or slashes.
/// </summary>
internal sealed class Phrases
{
    private const int WidestGap = 4;

    // The first letters are looked up, the others are few beneath each letter. The root is node 0, and no node's child.
    private readonly int[] _first = new int[128];
    private Node[] _nodes = new Node[4096];
    private int _count = 1;

    private struct Node
    {
        public char Letter;
        public int Child;
        public int Sibling;
        public Cue Tells;
        public int Value;
    }

    public void Add(Cue tells, int value, string phrase)
    {
        var at = 0;
        foreach (var c in phrase) at = Step(at, c) is > 0 and var next ? next : Grow(at, c);
        _nodes[at].Tells |= tells;
        _nodes[at].Value = value;
    }

    /// <summary>
    /// The longest phrase of one of the kinds asked for that begins at <paramref name="start"/> and ends with its word; else
    /// nothing.
    /// </summary>
    public Met Longest(Folded text, int start, Cue asked)
    {
        var longest = Met.Nothing;
        for (int node = 0, at = start; ;)
        {
            var c = text[at];
            if (IsGap(c))
            {
                if ((node = Step(node, ' ')) == 0) return longest;
                for (var gap = 0; gap < WidestGap && IsGap(text[at]); gap++) at++;
            }
            else
            {
                if ((node = Step(node, c)) == 0) return longest;
                at++;
            }

            ref readonly var found = ref _nodes[node];
            if ((found.Tells & asked) != 0 && !char.IsLetter(text[at])) longest = new(found.Tells & asked, found.Value, at);
        }
    }

    public static bool IsGap(char c) => c is ' ' or '-' or '.' or '/';

    private int Step(int from, char letter)
    {
        if (from == 0 && letter < _first.Length) return _first[letter];
        var at = _nodes[from].Child;
        while (at != 0 && _nodes[at].Letter != letter) at = _nodes[at].Sibling;
        return at;
    }

    private int Grow(int from, char letter)
    {
        if (_count == _nodes.Length) Array.Resize(ref _nodes, 2 * _count);
        _nodes[_count] = new() { Letter = letter, Sibling = _nodes[from].Child };
        if (from == 0 && letter < _first.Length) _first[letter] = _count;
        return _nodes[from].Child = _count++;
    }
}
