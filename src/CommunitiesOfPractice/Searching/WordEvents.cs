namespace CommunitiesOfPractice.Events;

/// <summary>Which words mean the same in the community's subject, in place of what was said before.</summary>
/// <param name="Words">The sets of words, all of them.</param>
public sealed record WordsSaid(ValueList<Synonyms> Words) : CommunityEvent
{
    internal override void Apply(Draft community, Entry entry) => community.Life = community.Life with { Words = Words };
}
