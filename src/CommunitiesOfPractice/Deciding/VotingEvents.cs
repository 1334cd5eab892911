using System.Text.Json.Serialization;
using CommunitiesOfPractice.Counting;

namespace CommunitiesOfPractice.Events;

/// <summary>Somebody cast a ballot, in place of a ballot cast before.</summary>
/// <param name="Decision">The decision.</param>
/// <param name="Person">The person.</param>
/// <param name="Ballot">What they said.</param>
public sealed record BallotCast(DecisionId Decision, PersonId Person, Ballot Ballot) : CommunityEvent
{
    internal override void Apply(Draft community, Entry entry)
    {
        community.Docket.Poll(Decision).Cast(Person, Ballot);
        Certainty.Check(community, Decision);
    }
}

/// <summary>Somebody objected.</summary>
/// <param name="Decision">To which decision.</param>
/// <param name="Person">The person.</param>
/// <param name="Reason">Why.</param>
public sealed record ObjectionRaised(DecisionId Decision, PersonId Person, FreeText Reason) : CommunityEvent
{
    /// <summary>Whether the person stands aside, which stops nothing.</summary>
    public bool StandsAside { get; init; }

    internal override void Apply(Draft community, Entry entry)
    {
        var rule = community.Docket[Decision].Rule;
        if ((StandsAside ? VoiceBallot.Abstain : rule.ObjectionBallot) is { } ballot)
            community.Docket.Poll(Decision).Cast(Person, ballot);
        var decision = community.Docket[Decision];
        var state = StandsAside ? ObjectionState.StoodAside : ObjectionState.Open;
        community.Docket[Decision] = decision with
        {
            Objections = decision.Objections.Where(o => o.By != Person || o.State != ObjectionState.StoodAside)
                .Append(new(Person, Reason, state)).ToValueList(),
        };
        Certainty.Check(community, Decision);
    }
}

/// <summary>An objection was addressed, or was upheld or set aside.</summary>
/// <param name="Decision">The decision.</param>
/// <param name="Objector">The person whose objection it is.</param>
/// <param name="State">What became of it.</param>
/// <param name="Finding">Why, where it was tested.</param>
public sealed record ObjectionSettled(DecisionId Decision, PersonId Objector, ObjectionState State, FreeText? Finding)
    : CommunityEvent
{
    internal override void Apply(Draft community, Entry entry)
    {
        var decision = community.Docket[Decision];
        if (State == ObjectionState.Addressed && decision.Rule.ObjectionBallot is { } against
            && decision.Ballots.Find(Objector) == against)
        {
            community.Docket.Poll(Decision).Cast(Objector, VoiceBallot.Abstain);
            decision = community.Docket[Decision];
        }

        community.Docket[Decision] = decision with
        {
            Objections = decision.Objections
                .Select(o => o.By == Objector && o.Stands ? o with { State = State, Finding = Finding } : o).ToValueList(),
        };
        Certainty.Check(community, Decision);
    }
}

/// <summary>Another person of the electorate seconded an objection.</summary>
/// <param name="Decision">The decision.</param>
/// <param name="Objector">The person whose objection it is.</param>
/// <param name="Person">Who seconded it.</param>
public sealed record ObjectionSeconded(DecisionId Decision, PersonId Objector, PersonId Person) : CommunityEvent
{
    internal override void Apply(Draft community, Entry entry) =>
        community.Docket[Decision] = community.Docket[Decision]
            .WithSeconds(Objector, o => o.MayBeSeconded, seconds => seconds.With(Person));
}

/// <summary>Somebody took their second of an objection back.</summary>
/// <param name="Decision">The decision.</param>
/// <param name="Objector">The person whose objection it is.</param>
/// <param name="Person">Who had seconded it.</param>
public sealed record SecondWithdrawn(DecisionId Decision, PersonId Objector, PersonId Person) : CommunityEvent
{
    internal override void Apply(Draft community, Entry entry) =>
        community.Docket[Decision] = community.Docket[Decision]
            .WithSeconds(Objector, _ => true, seconds => seconds.Where(p => p != Person).ToValueList());
}

/// <summary>A proposal was changed to integrate objections, and a new round began.</summary>
/// <param name="Decision">The decision.</param>
/// <param name="Proposal">The proposal as changed.</param>
/// <param name="ClosesAt">When the new round closes.</param>
public sealed record ProposalIntegrated(DecisionId Decision, Proposal Proposal, Instant ClosesAt) : CommunityEvent
{
    internal override void Apply(Draft community, Entry entry)
    {
        var decision = community.Docket[Decision] with { Proposal = Proposal, WordedAt = entry.At };
        community.Docket[Decision] = decision with
        {
            Round = decision.Round + 1,
            ClosesAt = decision.ClosingAt(ClosesAt),
            Objections = ValueList<Objection>.Empty,
            Ballots = PersistentMap<PersonId, Ballot>.Empty,
            For = 0,
            Against = 0,
            Conclusion = null,
        };
        community.Agenda.Set(new ClosingDue(Decision), community.Docket[Decision].ClosesAt);
    }
}

/// <summary>
/// An objection turned a matter over to another rule, in the same electorate: from lazy consensus to its fallback, from a rough
/// consensus that was concluded to the rule that hears appeals from it, or from a rule whose tester set a seconded objection
/// aside to the rule for appeals.
/// </summary>
/// <param name="Decision">The decision.</param>
/// <param name="Rule">That rule's name.</param>
/// <param name="ClosesAt">When it closes now.</param>
public sealed record FellBack(DecisionId Decision, string Rule, Instant ClosesAt) : CommunityEvent
{
    internal static FellBack From(Sitting sitting, Decision decision, string rule) =>
        new(decision.Id, rule,
            sitting.At.Later(
                decision.Proposal.RuleOf(sitting.Community.Charters[decision.CharterVersion - 1].Charter, rule)!.Timing.Open));

    /// <summary>
    /// To the rule for appeals, when a seconded objection is set aside: it tests no objections, whatever it says (law 16).
    /// </summary>
    internal static FellBack ToAppeals(Sitting sitting, Decision decision) =>
        From(sitting, decision,
            decision.Proposal.CharterOver(sitting.Community.Charters[decision.CharterVersion - 1].Charter).Appeals);

    internal override void Apply(Draft community, Entry entry)
    {
        var decision = community.Docket[Decision];
        var rule = decision.Proposal.RuleOf(community.Charters[decision.CharterVersion - 1].Charter, Rule)!;
        community.Docket[Decision] = decision with
        {
            RuleName = Rule,
            Rule = decision.Objections.Any(o => o.State == ObjectionState.SetAside && o.SecondedBy.Count > 0)
                ? rule.Untested
                : rule,
            ClosesAt = decision.ClosingAt(ClosesAt),
            Conclusion = null,
        };
        community.Agenda.Set(new ClosingDue(Decision), decision.ClosingAt(ClosesAt));
        Certainty.Check(community, Decision);
    }
}

/// <summary>Somebody declared an interest and takes no part.</summary>
/// <param name="Decision">The decision.</param>
/// <param name="Person">The person.</param>
/// <param name="Interest">The interest.</param>
public sealed record InterestDeclared(DecisionId Decision, PersonId Person, FreeText Interest) : CommunityEvent
{
    internal override void Apply(Draft community, Entry entry)
    {
        var decision = community.Docket[Decision];
        community.Docket[Decision] = decision with { Recused = decision.Recused.With(Person, Interest) };
    }
}
