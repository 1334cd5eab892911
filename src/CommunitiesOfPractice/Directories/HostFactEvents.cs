namespace CommunitiesOfPractice.Events;

/// <summary>The host no longer lists somebody.</summary>
/// <param name="Person">The person.</param>
/// <param name="Source">Where the host has it from.</param>
public sealed record PersonUnlisted(PersonId Person, string Source) : CommunityEvent
{
    internal override void Apply(Draft community, Entry entry) => community.Mark(Person, Marks.Away, true);
}

/// <summary>The host lists somebody again.</summary>
/// <param name="Person">The person.</param>
/// <param name="Source">Where the host has it from.</param>
public sealed record PersonListed(PersonId Person, string Source) : CommunityEvent
{
    internal override void Apply(Draft community, Entry entry) => community.Mark(Person, Marks.Away, false);
}

/// <summary>Two keys are one person.</summary>
/// <param name="Kept">The key that stays.</param>
/// <param name="Dropped">The key that goes.</param>
/// <param name="Source">Where the host has it from.</param>
public sealed record KeysMerged(PersonId Kept, PersonId Dropped, string Source) : CommunityEvent, IMergesKeys
{
    internal override void Apply(Draft community, Entry entry) => community.MergeKeys(new OnePerson(Kept, Dropped), entry);
}

/// <summary>Somebody is to be forgotten: what they held here has ended.</summary>
/// <param name="Person">Who; a pseudonym once the host has replaced the key.</param>
/// <param name="Source">The request it rests on.</param>
public sealed record PersonForgotten(PersonId Person, string Source) : CommunityEvent
{
    internal override void Apply(Draft community, Entry entry) => community.Forget(Person, entry);
}

/// <summary>The history so far was imported from another host: every member's place waits to be claimed.</summary>
/// <param name="Source">Where the host has it from.</param>
public sealed record CommunityImported(string Source) : CommunityEvent
{
    internal override void Apply(Draft community, Entry entry)
    {
        foreach (var (person, standing) in community.Roll.Standings.ToArray())
            if (standing.IsMember) community.Mark(person, Marks.Unclaimed, true);
    }
}
