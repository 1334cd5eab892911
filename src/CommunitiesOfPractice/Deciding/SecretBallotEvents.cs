using CommunitiesOfPractice.Counting;

namespace CommunitiesOfPractice.Events;

/// <summary>Somebody took part in a secret ballot.</summary>
/// <param name="Decision">The decision.</param>
/// <param name="Person">The person.</param>
public sealed record TookPart(DecisionId Decision, PersonId Person) : CommunityEvent
{
    // A blank ballot represents the ballot in the box: it says that somebody took part, for the quorum and for their group.
    internal override void Apply(Draft community, Entry entry) => community.Docket.Poll(Decision).Cast(Person, new BlankBallot());
}

/// <summary>Voting in a secret ballot is over, and the box is still sealed.</summary>
/// <param name="Decision">The decision.</param>
/// <param name="Until">How long the host has to open it.</param>
public sealed record VotingClosed(DecisionId Decision, Instant Until) : CommunityEvent
{
    internal override void Apply(Draft community, Entry entry)
    {
        var decision = community.Docket[Decision];
        community.Docket[Decision] = decision with
        {
            Phase = DecisionPhase.Sealed,
            ClosesAt = Until,
            HasSilentProposer = NoOneAlone.IsProposerSilent(decision, person => community.Roll[person]),
        };
        community.Agenda.Set(new ClosingDue(Decision), Until);
    }
}

/// <summary>The box of a secret ballot was opened.</summary>
/// <param name="Decision">Of which decision.</param>
/// <param name="Ballots">All ballots, in a canonical order.</param>
/// <param name="Source">The box.</param>
public sealed record BoxOpened(DecisionId Decision, ValueList<BallotPile> Ballots, string Source) : CommunityEvent
{
    internal override void Apply(Draft community, Entry entry)
    {
        var decision = community.Docket[Decision];
        community.Docket[Decision] =
            decision with {
                Papers = Ballots, For = Saying(decision.Rule, Voice.For), Against = Saying(decision.Rule, Voice.Against) };
        community.Agenda.Set(new ClosingDue(Decision), entry.At);
    }

    private int Saying(DecisionRule rule, Voice voice) =>
        (int)Ballots.Where(pile => rule.VoiceOf(pile.Ballot) == voice).Sum(pile => pile.Count);
}
