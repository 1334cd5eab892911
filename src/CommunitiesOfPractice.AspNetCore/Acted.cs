namespace CommunitiesOfPractice.AspNetCore;

/// <summary>What became of an act that was brought to a host.</summary>
/// <param name="Answer">The stream's answer; null where the stream had moved on from the version that was expected, and the act was not ruled upon.</param>
/// <param name="Version">The version at which the stream stands now.</param>
/// <param name="Lines">What was recorded; empty where it was refused.</param>
/// <param name="Repeated">Whether the same request had been carried out before: nothing was done again, and <paramref name="Lines"/> are what was recorded then.</param>
public sealed record Acted(Answer? Answer, long Version, ValueList<Entry> Lines, bool Repeated = false)
{
    /// <summary>Whether the act was done, now or before.</summary>
    public bool Allowed => Answer is { Allowed: true };

    /// <summary>Whether the stream had moved on from the version that was expected.</summary>
    public bool Stale => Answer is null;
}
