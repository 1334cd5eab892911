using System.Numerics;

namespace CommunitiesOfPractice.Counting;

/// <summary>How many ballots prefer each option to each other one. Equal to any other matrix with equal numbers.</summary>
public sealed class Pairwise : IEquatable<Pairwise>
{
    private readonly bool[] _standing;
    private readonly long[] _preferring;

    internal Pairwise(bool[] standing, long[] preferring) => (_standing, _preferring) = (standing, preferring);

    /// <summary>How many options there are, withdrawn ones included.</summary>
    public int Options => _standing.Length;

    /// <summary>The options that were compared: all but those withdrawn.</summary>
    public ValueList<int> Compared => Enumerable.Range(0, Options).Where(option => _standing[option]).ToValueList();

    /// <summary>How many ballots prefer one option to another.</summary>
    /// <exception cref="IndexOutOfRangeException">There is no such option.</exception>
    public long this[int option, int over] => _preferring[option * Options + over];

    /// <summary>Whether more ballots prefer one option to another than the other way round.</summary>
    public bool Beats(int option, int other) => this[option, other] > this[other, option];

    /// <summary>The option that beats every other (Condorcet, 1785); null when there is none.</summary>
    public int? CondorcetWinner
    {
        get
        {
            foreach (var option in Compared)
                if (Compared.All(other => other == option || Beats(option, other))) return option;
            return null;
        }
    }

    /// <summary>The smallest set whose every option beats every option outside it (Smith, 1973). It is never empty.</summary>
    public ValueList<int> SmithSet() => Top(reaches: (a, b) => !Beats(b, a));

    /// <summary>
    /// The options that reach, by a chain of wins, every option that reaches them (Schwartz, 1972; Debian Constitution, A.5.6).
    /// </summary>
    public ValueList<int> SchwartzSet() => Top(Beats);

    internal ValueList<int> Top(Func<int, int, bool> reaches)
    {
        var compared = Compared;
        var chain = new Reach(Options);
        foreach (var a in compared)
            foreach (var b in compared)
                if (a != b && reaches(a, b)) chain.Step(a, b);
        chain.Close();
        return compared.Where(a => compared.All(b => chain[a, b] || !chain[b, a])).ToValueList();
    }

    /// <summary>Every win, without an order.</summary>
    internal List<Comparison> Wins()
    {
        var wins = new List<Comparison>();
        foreach (var a in Compared)
            foreach (var b in Compared)
                if (Beats(a, b)) wins.Add(new Comparison(a, b, this[a, b], this[b, a]));
        return wins;
    }

    /// <inheritdoc/>
    public bool Equals(Pairwise? other) =>
        other is not null && _standing.AsSpan().SequenceEqual(other._standing)
            && _preferring.AsSpan().SequenceEqual(other._preferring);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Pairwise);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = Options;
        foreach (var count in _preferring) hash = unchecked(hash * 31 + count.GetHashCode());
        return hash;
    }
}

/// <summary>One option's win over another.</summary>
/// <param name="Winner">The option preferred by more.</param>
/// <param name="Loser">The other one.</param>
/// <param name="For">How many ballots prefer the winner.</param>
/// <param name="Against">How many prefer the loser.</param>
public sealed record Comparison(int Winner, int Loser, long For, long Against)
{
    /// <summary>
    /// Which of two wins is the stronger by a given measure; never by dividing. By ratio, a win that nobody opposes is stronger
    /// than any that somebody opposes. Of two that nobody opposes, the stronger is the win that more voters prefer (Schulze,
    /// 2011).
    /// </summary>
    internal int CompareTo(Comparison other, Strength strength) => strength switch
    {
        Strength.WinningVotes => For.CompareTo(other.For),
        Strength.Margins => (For - Against).CompareTo(other.For - other.Against),
        Strength.Ratio when Against == 0 && other.Against == 0 => For.CompareTo(other.For),
        Strength.Ratio => ((BigInteger)For * other.Against).CompareTo((BigInteger)other.For * Against),
        _ => throw new ArgumentOutOfRangeException(nameof(strength)),
    };
}
