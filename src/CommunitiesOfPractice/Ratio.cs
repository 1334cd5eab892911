using System.Globalization;
using System.Numerics;

namespace CommunitiesOfPractice;

/// <summary>
/// An exact fraction, such as two thirds. Compared by cross-multiplying, never by dividing, so no vote is lost to rounding.
/// Kept in lowest terms: two quarters equals one half. <c>default</c> is refused by every member but equality.
/// </summary>
public readonly record struct Ratio : IComparable<Ratio>
{
    private readonly long _numerator;
    private readonly long _denominator;

    /// <summary>A fraction.</summary>
    /// <param name="numerator">Not negative.</param>
    /// <param name="denominator">Positive.</param>
    /// <exception cref="ArgumentException">One of them is out of range.</exception>
    [System.Text.Json.Serialization.JsonConstructor]
    public Ratio(long numerator, long denominator)
    {
        Guard.Against.Negative(numerator);
        Guard.Against.NegativeOrZero(denominator);
        var divisor = (long)BigInteger.GreatestCommonDivisor(numerator, denominator);
        _numerator = numerator / divisor;
        _denominator = denominator / divisor;
    }

    /// <summary>One half.</summary>
    public static Ratio Half => new(1, 2);

    /// <summary>Two thirds.</summary>
    public static Ratio TwoThirds => new(2, 3);

    /// <summary>The whole.</summary>
    public static Ratio Whole => new(1, 1);

    /// <summary>The number above the line, in lowest terms.</summary>
    public long Numerator => _denominator == 0 ? throw Unset() : _numerator;

    /// <summary>The number below the line, in lowest terms.</summary>
    public long Denominator => _denominator == 0 ? throw Unset() : _denominator;

    /// <summary>So many of a hundred.</summary>
    public static Ratio Percent(long percent) => new(percent, 100);

    /// <summary>Whether <paramref name="part"/> is at least this fraction of <paramref name="whole"/>.</summary>
    public bool IsReachedBy(long part, long whole) => (BigInteger)Denominator * part >= (BigInteger)Numerator * whole;

    /// <summary>Whether <paramref name="part"/> is more than this fraction of <paramref name="whole"/>.</summary>
    public bool IsExceededBy(long part, long whole) => (BigInteger)Denominator * part > (BigInteger)Numerator * whole;

    /// <summary>By size.</summary>
    public int CompareTo(Ratio other) =>
        ((BigInteger)Numerator * other.Denominator).CompareTo((BigInteger)other.Numerator * Denominator);

    /// <summary>Smaller.</summary>
    public static bool operator <(Ratio left, Ratio right) => left.CompareTo(right) < 0;

    /// <summary>Smaller or equal.</summary>
    public static bool operator <=(Ratio left, Ratio right) => left.CompareTo(right) <= 0;

    /// <summary>Larger.</summary>
    public static bool operator >(Ratio left, Ratio right) => left.CompareTo(right) > 0;

    /// <summary>Larger or equal.</summary>
    public static bool operator >=(Ratio left, Ratio right) => left.CompareTo(right) >= 0;

    /// <summary>In words where English has one, such as <c>two thirds</c>; else in figures, such as <c>3/5</c>.</summary>
    public override string ToString() => (_numerator, _denominator) switch
    {
        (_, 0) => "(none)",
        (1, 2) => "half",
        (1, 3) => "a third",
        (2, 3) => "two thirds",
        (1, 4) => "a quarter",
        (3, 4) => "three quarters",
        (1, 1) => "all",
        _ => string.Format(CultureInfo.InvariantCulture, "{0}/{1}", _numerator, _denominator),
    };

    /// <summary>The same in the words of a host.</summary>
    internal string In(Wording wording) => (Numerator, Denominator) switch
    {
        (1, 2) => wording.Say("ratio.half"),
        (1, 3) => wording.Say("ratio.third"),
        (2, 3) => wording.Say("ratio.two-thirds"),
        (1, 4) => wording.Say("ratio.quarter"),
        (3, 4) => wording.Say("ratio.three-quarters"),
        (1, 1) => wording.Say("ratio.all"),
        var (numerator, denominator) => wording.Say("ratio.of", numerator, denominator),
    };

    private static InvalidOperationException Unset() => new("This Ratio is default: it was never given a value.");
}
