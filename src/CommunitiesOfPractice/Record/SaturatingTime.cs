namespace CommunitiesOfPractice;

/// <summary>
/// Time reckoned so that nothing a charter or a person says can be too long: the last instant there is means <em>never</em>.
/// </summary>
internal static class SaturatingTime
{
    /// <summary>So much later; the last instant there is, where that is sooner.</summary>
    public static Instant Later(this Instant from, Duration time)
    {
        if (time < Duration.Zero) return Instant.MinValue - from >= time ? Instant.MinValue : from + time;
        return Instant.MaxValue - from <= time ? Instant.MaxValue : from + time;
    }

    /// <summary>
    /// Whether a time has come by an instant. A time after the <see cref="Years"/> never comes. A period that cannot end within
    /// them does not end either in a stream whose old lines lie beyond them.
    /// </summary>
    public static bool HasCome(this Instant time, Instant by) => time <= by && time <= Years.Last;

    /// <summary>So much later; null for no set time.</summary>
    public static Instant? Later(this Instant from, Duration? time) => time is { } set ? from.Later(set) : null;
}
