namespace CommunitiesOfPractice.Events;

/// <summary>A member left, by an act of their own.</summary>
/// <param name="Person">The person.</param>
/// <param name="Reason">Why, if they said.</param>
public sealed record MemberLeft(PersonId Person, FreeText? Reason) : CommunityEvent
{
    internal override void Apply(Draft community, Entry entry) => community.EndMembership(Person, entry.Clause, Reason);
}

/// <summary>A member went on leave.</summary>
/// <param name="Person">The person.</param>
/// <param name="Until">When it ends by itself; null for no set end.</param>
/// <param name="Reason">Why, if they said.</param>
public sealed record LeaveTaken(PersonId Person, Instant? Until, FreeText? Reason) : CommunityEvent
{
    internal override void Apply(Draft community, Entry entry)
    {
        community.Roll.Leaves.Set(
            Person, new Tenure(TenureKind.Leave, Person, entry.At, entry.Clause) { Until = Until, Why = Reason });
        community.Mark(Person, Marks.OnLeave, true);
        community.Agenda.Set(new LeaveDue(Person), Until);
    }
}

/// <summary>A member is back from leave.</summary>
/// <param name="Person">The person.</param>
public sealed record LeaveEnded(PersonId Person) : CommunityEvent
{
    internal override void Apply(Draft community, Entry entry)
    {
        if (community.Roll.Leaves.Find(Person) is { } leave)
            community.Roll.Keep(leave with { EndedAt = entry.At, Ended = entry.Clause });
        community.Roll.Leaves.Remove(Person);
        community.Mark(Person, Marks.OnLeave, false);
        community.Agenda.Set(new LeaveDue(Person), null);
    }
}
