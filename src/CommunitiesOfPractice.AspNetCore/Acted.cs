namespace CommunitiesOfPractice.AspNetCore;

/// <summary>What became of an act that was brought to a host.</summary>
/// <param name="Answer">The stream's answer; null where the act was not ruled upon, being <see cref="Stale"/>, sent under a key
/// that <see cref="IsKeyTaken"/>, or brought while something <paramref name="IsBeingRecorded"/>.</param>
/// <param name="Version">The version that the stream is at now.</param>
/// <param name="Lines">What was recorded; empty where it was refused.</param>
/// <param name="Repeated">Whether the host had already carried out a request with this key. It did nothing again.
/// <paramref name="Lines"/> are what it recorded then, if the request asked for the same.</param>
/// <param name="IsBeingRecorded">Whether something has fallen due in the stream that the host cannot record just now
/// (<see cref="HostClock.IsTrusted"/>, <see cref="CommunityHost.Unrecorded"/>). The act waits for that, and you may send it
/// again. Leaving, saying no and taking back what one gave never wait.</param>
public sealed record Acted(
    Answer? Answer, long Version, ValueList<Entry> Lines, bool Repeated = false, bool IsBeingRecorded = false)
{
    /// <summary>What the act made inside a community; nothing where it made nothing there, or was not done.</summary>
    public Made Made => Made.By(Lines);

    /// <summary>Whether the stream began with the act.</summary>
    public bool IsBeginning => Lines is [{ Version: 1 }, ..];

    /// <summary>Whether the act was done, now or before.</summary>
    public bool Allowed => Answer is { Allowed: true };

    /// <summary>Whether the stream had moved on from the version that was expected.</summary>
    public bool Stale => Answer is null && !Repeated && !IsBeingRecorded;

    /// <summary>
    /// Whether the same person had sent another act to the same stream under the same key, and the host did that one. It did
    /// not do this one.
    /// </summary>
    public bool IsKeyTaken => Answer is null && Repeated;
}
