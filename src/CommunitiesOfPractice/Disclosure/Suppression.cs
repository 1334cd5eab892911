using System.Globalization;

namespace CommunitiesOfPractice.Disclosure;

/// <summary>
/// How small numbers are kept from pointing at somebody: on copies made for an audience, and never on what is stored. A count
/// from one up to a bound is hidden, none is shown as none, and every other is rounded.
/// </summary>
public sealed record Suppression
{
    /// <summary>
    /// The NHS's rule for small numbers: none is 0, one to seven are <c>*</c>, all else is rounded to the nearest five. Source:
    /// NHS England, Hospital Episode Statistics Analysis Guide, <i>Disclosure control</i>.
    /// </summary>
    public static Suppression Nhs { get; } = new();

    /// <summary>Nothing is hidden and nothing is rounded.</summary>
    public static Suppression None { get; } = new() { HideBelow = 1, RoundTo = 1 };

    /// <summary>Counts from one up to, and not including, this are hidden. One hides none; eight where not given.</summary>
    /// <exception cref="ArgumentException"> It is less than one or more than a million. Or it is two, which hides nothing:
    /// somebody who knows the rule knows that each hidden count is one. </exception>
    public long HideBelow
    {
        get;
        init => field = value is 1 or > 2 and <= 1_000_000 ? value
            : throw new ArgumentException(
                "Hide counts below 1 (none), or below 3 to a million: below 2 there is only one that it could be.",
                    nameof(value));
    } = 8;

    /// <summary>
    /// What a count that is shown is rounded to the nearest multiple of, a half upwards; but never to none. One rounds nothing;
    /// five where not given.
    /// </summary>
    /// <exception cref="ArgumentException">It is not positive, or more than a million.</exception>
    public long RoundTo
    {
        get;
        init => field = Guard.Against.OutOfRange(value, nameof(value), 1, 1_000_000);
    } = 5;

    /// <summary>A count by itself, as it may be shown.</summary>
    /// <exception cref="ArgumentException"><paramref name="count"/> is negative.</exception>
    /// <exception cref="OverflowException">Rounded, it no longer fits.</exception>
    public SuppressedCount Apply(long count) => Hides(Guard.Against.Negative(count)) ? default : new(Rounded(count));

    /// <summary>
    /// Counts and their total, as they may be shown together, so that nobody finds a hidden count by taking the others from the
    /// total.
    /// </summary>
    /// <remarks>
    /// <para>What the bound hides stays hidden. Then: where no count is left to show but none, the total is hidden too. Where the
    /// total and what is shown would leave a hidden count only one possible value (a single one beside an exact total; or all as
    /// small, or all as large, as hidden counts can be), the smallest count that is shown is hidden with it, and with it all that
    /// are equal to it: then each hidden count may be the small one or the large one.</para>
    /// <para>Guaranteed: every hidden count has at least two possible values, for somebody who sees all of this row and its total
    /// and knows the rule. Not guaranteed: what other tables give away (the same counts by another grouping, columns that are
    /// totalled as well, the same row a month later), or what somebody knows beforehand, such as that they are among those
    /// counted.</para>
    /// </remarks>
    /// <param name="counts">The counts; they add up to the total.</param>
    /// <exception cref="ArgumentException"><paramref name="counts"/> is null, or holds a negative count.</exception>
    /// <exception cref="OverflowException">Their sum, or one of them rounded, does not fit.</exception>
    public SuppressedRow Apply(IReadOnlyList<long> counts)
    {
        var total = 0L;
        foreach (var count in Guard.Against.Null(counts)) total = checked(total + Guard.Against.Negative(count, nameof(counts)));
        if (!counts.Any(Hides)) return new(counts.Select(c => new SuppressedCount(Rounded(c))).ToValueList(), Apply(total));

        var bound = HideBelow;
        if (GivesAway(counts, total)) bound = counts.Where(c => c >= HideBelow).Min() + 1;
        var shown = counts.Select(c => c > 0 && c < bound ? default : new SuppressedCount(Rounded(c))).ToValueList();
        return new(shown, counts.Any(c => c >= HideBelow) ? new(Rounded(total)) : default);
    }

    private bool Hides(long count) => count > 0 && count < HideBelow;

    // Whether the hidden counts, each from one to the bound, have only one way to make up what the total leaves for them. It is
    // answered from nothing but what is shown, so that the answer gives nothing away. With no other count shown, the total is
    // hidden anyway.
    private bool GivesAway(IReadOnlyList<long> counts, long total)
    {
        if (!counts.Any(c => c >= HideBelow)) return false;
        var (least, most) = Possible(total, 1);
        var hidden = 0L;
        foreach (var count in counts)
        {
            if (Hides(count))
            {
                hidden++;
            }
            else if (count > 0)
            {
                var (low, high) = Possible(count, HideBelow);
                (least, most) = (least - high, most - low);
            }
        }

        var lowest = Math.Max(1, least - (hidden - 1) * (HideBelow - 1));
        var highest = Math.Min(HideBelow - 1, most - (hidden - 1));
        return lowest >= highest;
    }

    // Every number, at least the lowest, that is shown as this one is.
    private (long Least, long Most) Possible(long count, long lowest)
    {
        var shown = Rounded(count);
        return (shown == RoundTo ? lowest : Math.Max(lowest, shown - RoundTo / 2), shown - RoundTo / 2 + RoundTo - 1);
    }

    private long Rounded(long count) => count == 0 ? 0 : Math.Max(RoundTo, checked(count + RoundTo / 2) / RoundTo * RoundTo);
}

/// <summary>A count as it may be shown. <c>default</c> is a hidden one.</summary>
public readonly record struct SuppressedCount
{
    internal SuppressedCount(long shown) => Value = shown;

    /// <summary>What is shown, rounded as the rule says; null where it is hidden.</summary>
    public long? Value { get; }

    /// <summary>Whether it is hidden.</summary>
    public bool IsHidden => Value is null;

    /// <summary>The number in plain figures, or <c>*</c> where it is hidden.</summary>
    public override string ToString() => Value?.ToString(CultureInfo.InvariantCulture) ?? "*";
}

/// <summary>Counts and their total as they may be shown together.</summary>
/// <param name="Counts">The counts, in the order they were given.</param>
/// <param name="Total">Their total: rounded from the true one, so what is shown need not add up to it.</param>
public sealed record SuppressedRow(ValueList<SuppressedCount> Counts, SuppressedCount Total);
