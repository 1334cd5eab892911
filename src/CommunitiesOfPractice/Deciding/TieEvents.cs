using CommunitiesOfPractice.Counting;

namespace CommunitiesOfPractice.Events;

/// <summary>The seed of a lot was committed.</summary>
/// <param name="Decision">The decision.</param>
/// <param name="Commitment">The commitment.</param>
public sealed record LotCommitted(DecisionId Decision, LotCommitment Commitment) : CommunityEvent
{
    internal override void Apply(Draft community, Entry entry) =>
        community.Docket[Decision] = community.Docket[Decision] with { Commitment = Commitment };
}

/// <summary>The seed of a lot was revealed.</summary>
/// <param name="Decision">The decision.</param>
/// <param name="Lot">The lot, with its seed.</param>
public sealed record SeedRevealed(DecisionId Decision, Lot Lot) : CommunityEvent
{
    internal override void Apply(Draft community, Entry entry) =>
        community.Docket[Decision] = community.Docket[Decision] with { Lot = Lot };
}

/// <summary>The casting voice was given, in place of what was said before.</summary>
/// <param name="Decision">The decision.</param>
/// <param name="Person">Who has it.</param>
/// <param name="Candidate">The candidate who gets it.</param>
public sealed record CastingVoiceGiven(DecisionId Decision, PersonId Person, PersonId Candidate) : CommunityEvent
{
    internal override void Apply(Draft community, Entry entry) =>
        community.Docket[Decision] = community.Docket[Decision] with { CastingVoice = Candidate };
}
