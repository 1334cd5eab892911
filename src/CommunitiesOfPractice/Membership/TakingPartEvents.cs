namespace CommunitiesOfPractice.Events;

/// <summary>A member said how much they mean to take part.</summary>
/// <param name="Person">The person.</param>
/// <param name="Level">How much they mean to take part.</param>
public sealed record ParticipationDeclared(PersonId Person, Participation Level) : CommunityEvent
{
    internal override void Apply(Draft community, Entry entry) =>
        community.Roll.Change(Person, Level, static (s, level) => s with { Participation = level });
}

/// <summary>A member accepted a version of the charter.</summary>
/// <param name="Person">The person.</param>
/// <param name="Version">The version.</param>
public sealed record CharterAccepted(PersonId Person, int Version) : CommunityEvent
{
    internal override void Apply(Draft community, Entry entry) =>
        community.Roll.Change(Person, Version, static (s, version) => s with { CharterAccepted = version });
}

/// <summary>A member claimed a place that was imported.</summary>
/// <param name="Person">The person.</param>
public sealed record PlaceClaimed(PersonId Person) : CommunityEvent
{
    internal override void Apply(Draft community, Entry entry) => community.Mark(Person, Marks.Unclaimed, false);
}

/// <summary>Somebody began to follow.</summary>
/// <param name="Person">The person.</param>
public sealed record FollowingBegan(PersonId Person) : CommunityEvent
{
    internal override void Apply(Draft community, Entry entry) =>
        community.Roll.Followers.Set(Person, new Tenure(TenureKind.Following, Person, entry.At, entry.Clause));
}

/// <summary>Somebody stopped following.</summary>
/// <param name="Person">The person.</param>
public sealed record FollowingEnded(PersonId Person) : CommunityEvent
{
    internal override void Apply(Draft community, Entry entry) => community.EndFollowing(Person, entry.Clause);
}

/// <summary>Somebody began to observe.</summary>
/// <param name="Person">The person.</param>
/// <param name="Until">Until when; null for no set end.</param>
public sealed record ObservingBegan(PersonId Person, Instant? Until) : CommunityEvent
{
    internal override void Apply(Draft community, Entry entry)
    {
        community.Roll.Observers.Set(Person, new Tenure(TenureKind.Observing, Person, entry.At, entry.Clause) { Until = Until });
        community.Agenda.Set(new ObservingDue(Person), Until);
    }
}

/// <summary>Somebody observes no more.</summary>
/// <param name="Person">The person.</param>
public sealed record ObservingEnded(PersonId Person) : CommunityEvent
{
    internal override void Apply(Draft community, Entry entry) => community.EndObserving(Person, entry.Clause);
}

/// <summary>Which groups somebody belongs to, according to one source, in place of what it said before.</summary>
/// <param name="Person">The person.</param>
/// <param name="Groups">The groups.</param>
/// <param name="Source">Who says so.</param>
public sealed record AffiliationsRecorded(PersonId Person, ValueList<DirectoryGroup> Groups, string Source) : CommunityEvent
{
    internal override void Apply(Draft community, Entry entry) => community.Place(Person, Groups, Source);
}

/// <summary>A member offered to accompany another.</summary>
/// <param name="Newcomer">The member who is accompanied.</param>
/// <param name="Companion">The person.</param>
public sealed record CompanionOffered(PersonId Newcomer, PersonId Companion) : CommunityEvent
{
    internal override void Apply(Draft community, Entry entry) => community.Roll.Companions.Set(Newcomer, Companion);
}
