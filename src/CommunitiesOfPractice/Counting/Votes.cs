using System.Globalization;
using System.Numerics;

namespace CommunitiesOfPractice.Counting;

/// <summary>
/// An exact number of votes or points: whole, or a fraction in lowest terms. Never rounded: adding all that a count hands out
/// gives the ballots cast. May be negative, as a loss is. <c>default</c> is no votes.
/// </summary>
public readonly record struct Votes : IComparable<Votes>
{
    private readonly BigInteger _numerator;
    private readonly BigInteger _beyondOne; // the denominator less one, so that default is nought

    private Votes(BigInteger numerator, BigInteger denominator)
    {
        var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator);
        _numerator = numerator / divisor;
        _beyondOne = denominator / divisor - 1;
    }

    /// <summary>The number above the line, in lowest terms.</summary>
    public BigInteger Numerator => _numerator;

    /// <summary>The number below the line, in lowest terms: always positive.</summary>
    public BigInteger Denominator => _beyondOne + 1;

    /// <summary>A whole number of votes.</summary>
    public static Votes Of(BigInteger whole) => new(whole, BigInteger.One);

    /// <summary>A fraction of a vote.</summary>
    /// <exception cref="ArgumentException">The denominator is not positive.</exception>
    public static Votes Of(BigInteger numerator, BigInteger denominator) =>
        denominator.Sign > 0
            ? new(numerator, denominator)
            : throw new ArgumentException("A denominator is positive.", nameof(denominator));

    /// <summary>By size.</summary>
    public int CompareTo(Votes other) => (_numerator * other.Denominator).CompareTo(other._numerator * Denominator);

    /// <summary>The sum.</summary>
    public static Votes operator +(Votes left, Votes right) =>
        new(left._numerator * right.Denominator + right._numerator * left.Denominator, left.Denominator * right.Denominator);

    /// <summary>The difference.</summary>
    public static Votes operator -(Votes left, Votes right) =>
        new(left._numerator * right.Denominator - right._numerator * left.Denominator, left.Denominator * right.Denominator);

    /// <summary>The sum.</summary>
    public Votes Add(Votes other) => this + other;

    /// <summary>The difference.</summary>
    public Votes Subtract(Votes other) => this - other;

    /// <summary>Smaller.</summary>
    public static bool operator <(Votes left, Votes right) => left.CompareTo(right) < 0;

    /// <summary>Smaller or equal.</summary>
    public static bool operator <=(Votes left, Votes right) => left.CompareTo(right) <= 0;

    /// <summary>Larger.</summary>
    public static bool operator >(Votes left, Votes right) => left.CompareTo(right) > 0;

    /// <summary>Larger or equal.</summary>
    public static bool operator >=(Votes left, Votes right) => left.CompareTo(right) >= 0;

    /// <summary>
    /// As an exact decimal, such as <c>14.99996</c>, where there is one; otherwise as a fraction, such as <c>7/3</c>.
    /// </summary>
    public override string ToString()
    {
        var (places, scale) = (0, BigInteger.One);
        for (; places <= 18 && !(scale % Denominator).IsZero; places++) scale *= 10;
        return places > 18 ? $"{Digits(_numerator)}/{Digits(Denominator)}" : ToString(places);
    }

    /// <summary>With so many decimals; what lies beyond them is not shown.</summary>
    /// <exception cref="ArgumentException">The number of decimals is negative.</exception>
    public string ToString(int places)
    {
        var scale = BigInteger.Pow(10, Guard.Against.Negative(places));
        var whole = BigInteger.DivRem(BigInteger.Abs(_numerator) * scale / Denominator, scale, out var part);
        var sign = _numerator.Sign < 0 ? "-" : "";
        return places == 0 ? sign + Digits(whole) : $"{sign}{Digits(whole)}.{Digits(part).PadLeft(places, '0')}";
    }

    private static string Digits(BigInteger number) => number.ToString(CultureInfo.InvariantCulture);
}
