using CommunitiesOfPractice.Counting;

namespace CommunitiesOfPractice.Events;

/// <summary>Somebody who was not elected would still serve.</summary>
/// <param name="Election">After which election.</param>
/// <param name="Person">The person.</param>
public sealed record WillingnessStated(DecisionId Election, PersonId Person) : CommunityEvent
{
    internal override void Apply(Draft community, Entry entry)
    {
        var election = community.Docket.FindClosed(Election)!;
        community.Docket.Amend(election with { WouldServe = election.WouldServe.With(Person) });
    }
}
