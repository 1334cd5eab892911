using System.Text.Json.Serialization;

namespace CommunitiesOfPractice.Events;

/// <summary>Another community carried the same joint decision.</summary>
/// <param name="Decision">The decision here.</param>
/// <param name="Mandate">Its mandate, now used.</param>
public sealed record PartyAgreed(DecisionId Decision, Mandate Mandate) : CommunityEvent
{
    internal override void Apply(Draft community, Entry entry)
    {
        var decision = community.Docket.FindClosed(Decision)!;
        community.Docket.Amend(decision with { Agreed = decision.Agreed.With(Mandate.From) });
        community.Life = community.Life with { MandatesUsed = community.Life.MandatesUsed.With(Mandate.Id) };
    }
}

/// <summary>All communities have carried a joint decision.</summary>
/// <param name="Decision">The decision here.</param>
public sealed record JointlyCarried(DecisionId Decision) : CommunityEvent
{
    internal override void Apply(Draft community, Entry entry) =>
        community.Docket.Amend(community.Docket.FindClosed(Decision)! with { JointlyCarriedAt = entry.At });
}
