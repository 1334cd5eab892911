namespace CommunitiesOfPractice.Events;

/// <summary>A member was removed by a decision of the members.</summary>
/// <param name="Person">The person.</param>
/// <param name="Decision">The decision.</param>
/// <param name="Reason">Why.</param>
/// <param name="BarredUntil">Until when they may not come back; null for not barred.</param>
public sealed record MemberRemoved(PersonId Person, DecisionId Decision, FreeText Reason, Instant? BarredUntil) : CommunityEvent
{
    internal override void Apply(Draft community, Entry entry)
    {
        community.EndMembership(Person, entry.Clause, Reason);
        if (BarredUntil is not null) community.BeginBar(Person, BarredUntil, Reason, entry);
    }
}

/// <summary>Somebody was barred, or suspended if they are a member.</summary>
/// <param name="Person">The person.</param>
/// <param name="Decision">By which decision.</param>
/// <param name="Until">Until when; null for until the members lift it.</param>
/// <param name="Reason">Why.</param>
public sealed record PersonBarred(PersonId Person, DecisionId Decision, Instant? Until, FreeText Reason) : CommunityEvent
{
    internal override void Apply(Draft community, Entry entry) => community.BeginBar(Person, Until, Reason, entry);
}

/// <summary>A bar or suspension is over: by itself, by a decision or on appeal, as the clause says.</summary>
/// <param name="Person">The person whose bar or suspension it is.</param>
public sealed record BarEnded(PersonId Person) : CommunityEvent
{
    internal override void Apply(Draft community, Entry entry) => community.EndBar(Person, entry.Clause);
}

/// <summary>The person a decision concerns replied to it.</summary>
/// <param name="Decision">The decision.</param>
/// <param name="Words">What they said.</param>
public sealed record ReplyGiven(DecisionId Decision, FreeText Words) : CommunityEvent
{
    internal override void Apply(Draft community, Entry entry) =>
        community.Docket[Decision] = community.Docket[Decision] with { Reply = Words };
}
