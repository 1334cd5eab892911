namespace CommunitiesOfPractice.AspNetCore;

/// <summary>What became of an act that was brought to a host.</summary>
/// <param name="Answer">The stream's answer; null where the act was not ruled upon, being <see cref="Stale"/>, sent under a key that
/// <see cref="IsKeyTaken"/>, or brought while something <paramref name="IsBeingRecorded"/>.</param>
/// <param name="Version">The version at which the stream stands now.</param>
/// <param name="Lines">What was recorded; empty where it was refused.</param>
/// <param name="Repeated">Whether a request of this key had been carried out before: nothing was done again, and <paramref name="Lines"/> are what was recorded then, where it asked for the same.</param>
/// <param name="IsBeingRecorded">Whether something has fallen due in the stream that cannot be recorded just now
/// (<see cref="HostClock.IsTrusted"/>, <see cref="CommunityHost.Unrecorded"/>): the act waits for that, and may be sent again. Leaving,
/// saying no and taking
/// back what one gave never wait.</param>
public sealed record Acted(Answer? Answer, long Version, ValueList<Entry> Lines, bool Repeated = false, bool IsBeingRecorded = false)
{
    /// <summary>Whether the act was done, now or before.</summary>
    public bool Allowed => Answer is { Allowed: true };

    /// <summary>Whether the stream had moved on from the version that was expected.</summary>
    public bool Stale => Answer is null && !Repeated && !IsBeingRecorded;

    /// <summary>Whether the same person had sent another act to the same stream under the same key, and that one was carried out: this one was not.</summary>
    public bool IsKeyTaken => Answer is null && Repeated;
}
