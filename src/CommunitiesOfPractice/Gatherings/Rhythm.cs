namespace CommunitiesOfPractice;

/// <summary>Whether a community meets as often as it means to. It describes, and is never a score (law 14).</summary>
public enum Rhythm
{
    /// <summary>The community has not said how often it means to meet.</summary>
    None,
    /// <summary>It met within that time, or is younger than that.</summary>
    Kept,
    /// <summary>It did not, but met within twice that time.</summary>
    Slipping,
    /// <summary>It did not meet within twice that time either.</summary>
    Stopped,
}

/// <summary>
/// When a community last met, and when it meets next, as far as the record says. It is asked of the Commons for display, and
/// comes as the host's evidence for an act of the community.
/// </summary>
/// <param name="Community">Which community.</param>
/// <param name="LastHeld">When the last gathering that was held was over; null for none.</param>
/// <param name="Next">When the next that is called begins; null for none.</param>
/// <param name="Position">The position of the record that says so.</param>
public sealed record MeetingEvidence(CommunityId Community, Instant? LastHeld, Instant? Next, long Position) : IEvidence
{
    string? IEvidence.Of => null;

    /// <summary>Which community.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public CommunityId Community { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Community);
}

public sealed partial class Landscape
{
    /// <summary>When a community last met, and when it meets next.</summary>
    public MeetingEvidence MeetingsOf(CommunityId community, Instant at)
    {
        Instant? last = null, next = null;
        foreach (var gathering in GatheringStates.All())
        {
            if (gathering is not { Status: GatheringStatus.Called, Time: { } time }
                || !gathering.CalledBy.Contains(community)) continue;
            if (time.End <= at && !(last >= time.End)) last = time.End;
            if (time.Start > at && !(next <= time.Start)) next = time.Start;
        }

        return new(community, last, next, Position);
    }

    /// <summary>
    /// Whether a community keeps the rhythm that its charter says (<see cref="Charter.MeetsEvery"/>). It counts from the last
    /// gathering that was held, or from its founding. A host tells its conveners, and nobody else.
    /// </summary>
    public Rhythm RhythmOf(CommunityId community, Instant at)
    {
        var state = this[community];
        if (state.FoundedAt is not { } founded || state.CharterAt(at)?.Charter.MeetsEvery is not { } every) return Rhythm.None;
        var since = at - (MeetingsOf(community, at).LastHeld is { } last ? Instant.Max(last, founded) : founded);
        return since <= every ? Rhythm.Kept : since <= every + every ? Rhythm.Slipping : Rhythm.Stopped;
    }
}
