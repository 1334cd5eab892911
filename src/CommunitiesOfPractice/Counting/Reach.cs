namespace CommunitiesOfPractice.Counting;

/// <summary>
/// Which options reach which, one step or many: a row of bits for each, so that joining two rows is a few operations.
/// </summary>
internal sealed class Reach(int options)
{
    private const int Bits = 64;

    private readonly int _words = (options + Bits - 1) / Bits;
    private readonly ulong[] _rows = new ulong[options * ((options + Bits - 1) / Bits)];

    public bool this[int from, int to] => (_rows[from * _words + to / Bits] >> to % Bits & 1) == 1;

    /// <summary>One step, without what follows from it.</summary>
    public void Step(int from, int to) => _rows[from * _words + to / Bits] |= 1UL << to % Bits;

    /// <summary>Adds all that can be reached by several steps (Warshall, 1962).</summary>
    public void Close()
    {
        for (var via = 0; via < options; via++)
            for (var from = 0; from < options; from++)
                if (this[from, via]) Join(from, via);
    }

    /// <summary>
    /// Adds a step to what is closed, and all that follows: what reaches the one reaches all that the other reaches.
    /// </summary>
    public void Extend(int from, int to)
    {
        if (this[from, to]) return;
        for (var before = 0; before < options; before++)
        {
            if (before != from && !this[before, from]) continue;
            Step(before, to);
            Join(before, to);
        }
    }

    /// <summary>Whether steps, together with what is reached already, lead anyone back to where they began.</summary>
    public bool IsCycleWith(List<Comparison> steps)
    {
        var all = new Reach(options);
        _rows.CopyTo(all._rows, 0);
        foreach (var step in steps) all.Step(step.Winner, step.Loser);
        return all.HasCycle();
    }

    /// <summary>
    /// An option that leads nowhere is on no cycle: it is taken away, and so on. What is left is on a cycle or leads to one.
    /// </summary>
    private bool HasCycle()
    {
        var left = new ulong[_words];
        for (var option = 0; option < options; option++) left[option / Bits] |= 1UL << option % Bits;
        for (int rest = options, before = -1; rest != before && rest > 0;)
        {
            before = rest;
            for (var option = 0; option < options; option++)
            {
                if ((left[option / Bits] >> option % Bits & 1) == 0 || LeadsInto(option, left)) continue;
                left[option / Bits] &= ~(1UL << option % Bits);
                rest--;
            }

            if (rest == 0) return false;
        }

        return true;
    }

    private bool LeadsInto(int option, ulong[] some)
    {
        for (var word = 0; word < _words; word++)
            if ((_rows[option * _words + word] & some[word]) != 0) return true;
        return false;
    }

    private void Join(int from, int other)
    {
        for (var word = 0; word < _words; word++) _rows[from * _words + word] |= _rows[other * _words + word];
    }
}
