using System.Runtime.CompilerServices;

namespace CommunitiesOfPractice;

/// <summary>
/// The years in which acts take place and dates in acts lie: 1900 to 2200 (law 12). An act at an instant outside them is a
/// programming error. An act that names such a date is refused. Lines that were stored earlier replay whatever their instants.
/// What would fall due after the last of them never does: a period that cannot end does not count as ended.
/// </summary>
public static class Years
{
    /// <summary>The first instant: the beginning of 1900, in UTC.</summary>
    public static Instant First { get; } = Instant.FromUtc(1900, 1, 1, 0, 0);

    /// <summary>The last instant: the last nanosecond of 2200, in UTC.</summary>
    public static Instant Last { get; } = Instant.FromUtc(2201, 1, 1, 0, 0) - Duration.Epsilon;

    /// <summary>Whether an instant lies in them.</summary>
    public static bool Hold(Instant instant) => instant >= First && instant <= Last;

    /// <summary>The instant, if it lies in them.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It does not.</exception>
    internal static Instant OutsideYears(
        this IGuardClause guard, Instant at, [CallerArgumentExpression(nameof(at))] string? name = null)
    {
        Guard.Against.Null(guard);
        return Hold(at)
            ? at
            : throw new ArgumentOutOfRangeException(name, at, "An act takes place in the years 1900 to 2200 (law 12).");
    }

    /// <summary>Refuses an act that names a date outside them.</summary>
    internal static Ruling? RefuseOutside(Act act) => act.Dates.All(date => date is not { } named || Hold(named))
        ? null
        : Ruling.Refuse(Clauses.DatesInYears, Condition.WellFormed);
}
