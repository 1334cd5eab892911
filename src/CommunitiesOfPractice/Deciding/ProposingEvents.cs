using System.Text.Json.Serialization;
using CommunitiesOfPractice.Counting;

namespace CommunitiesOfPractice.Events;

/// <summary>A matter was put before the members.</summary>
/// <param name="Decision">Its number.</param>
/// <param name="Proposal">What takes effect if it is carried.</param>
/// <param name="Proposer">Who proposed it; null where the charter, a petition or an appeal did.</param>
/// <param name="Why">Why.</param>
/// <param name="Rule">The name of the rule that decides it.</param>
/// <param name="CharterVersion">The charter version whose rule that is.</param>
/// <param name="OpensAt">When voting opens.</param>
/// <param name="ClosesAt">When it closes.</param>
public sealed record DecisionTabled(
    DecisionId Decision, Proposal Proposal, PersonId? Proposer, FreeText? Why, string Rule, int CharterVersion, Instant OpensAt,
        Instant ClosesAt)
    : CommunityEvent
{
    /// <summary>The decision it follows: the first call, the first of two amendments, the decision appealed against.</summary>
    public DecisionId? Follows { get; init; }

    /// <summary>Whether this is a second call.</summary>
    public bool SecondCall { get; init; }

    /// <summary>The people that the proposer asks for advice. Null where there are none.</summary>
    public ValueList<PersonId>? Advisers { get; init; }

    /// <summary>The commitment to the seed of a lot; null where none was made with the proposal.</summary>
    public LotCommitment? Lot { get; init; }

    /// <summary>The charter version that was adopted and waited to come into force; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? CharterToCome { get; init; }

    internal override void Apply(Draft community, Entry entry)
    {
        var charter = community.Charters[CharterVersion - 1].Charter;
        var decision = new Decision
        {
            Id = Decision,
            Proposal = Proposal,
            RuleName = Proposal.CountedBy(charter, Rule),
            Rule = Proposal.RuleOf(charter, Rule)!,
            CharterVersion = CharterVersion,
            CharterToCome = CharterToCome,
            By = Proposer,
            Why = Why,
            Phase = DecisionPhase.Notice,
            TabledAt = entry.At,
            WordedAt = entry.At,
            OpensAt = OpensAt,
            ClosesAt = ClosesAt,
            IsSecondCall = SecondCall,
            Follows = Follows,
            Advisers = Advisers ?? [],
            Commitment = Lot,
        };
        community.Docket[Decision] = decision with { ClosesAt = decision.ClosingAt(ClosesAt) };
        community.Agenda.Set(new OpeningDue(Decision), OpensAt);
    }
}

/// <summary>
/// Voting opened. The electorate is everyone who counted at this moment. It changes only where two keys are found to be one
/// person.
/// </summary>
/// <param name="Decision">The decision.</param>
public sealed record VotingOpened(DecisionId Decision) : CommunityEvent
{
    internal override void Apply(Draft community, Entry entry)
    {
        var decision = community.Docket[Decision];
        community.Docket[Decision] = decision with
        {
            Phase = DecisionPhase.Open,
            Electorate = new Electorate(community.Roll.FreezeStandings(), community.Roll.Counting, decision.Recusals),
        };
        community.Agenda.Set(new OpeningDue(Decision), null);
        community.Agenda.Set(new ClosingDue(Decision), decision.ClosesAt);
    }
}

/// <summary>A decision was given more time.</summary>
/// <param name="Decision">The decision.</param>
/// <param name="Until">When it closes now.</param>
public sealed record DecisionExtended(DecisionId Decision, Instant Until) : CommunityEvent
{
    internal override void Apply(Draft community, Entry entry)
    {
        community.Docket[Decision] = community.Docket[Decision] with { ClosesAt = Until };
        community.Agenda.Set(new ClosingDue(Decision), Until);
        Certainty.Check(community, Decision);
    }
}

/// <summary>A decision ended. The events that follow at the same instant say what it did.</summary>
/// <param name="Decision">The decision.</param>
/// <param name="Result">How it ended, as counted.</param>
public sealed record DecisionClosed(DecisionId Decision, Result Result) : CommunityEvent
{
    internal override void Apply(Draft community, Entry entry)
    {
        var decision = community.Docket[Decision];
        community.Docket.Close(decision with
        {
            Papers = (decision.Rule.Chooses || decision.Rule.Secret) && Result.Outcome
                is not (Outcome.Withdrawn or Outcome.Inquorate or Outcome.Unopened) ? Piles.Canonical(decision.Cast) : [],
            Phase = DecisionPhase.Closed,
            ClosesAt = entry.At,
            Result = Result,
            Electorate = null,
            Ballots = PersistentMap<PersonId, Counting.Ballot>.Empty,
            For = 0,
            Against = 0,
        });
        community.Agenda.Set(new OpeningDue(Decision), null);
        community.Agenda.Set(new ClosingDue(Decision), null);
    }
}

/// <summary>Members began a petition.</summary>
/// <param name="Petition">Its number.</param>
/// <param name="Proposal">What they ask for.</param>
/// <param name="Petitioner">Who began it, and signed first.</param>
/// <param name="Why">Why.</param>
public sealed record PetitionBegun(PetitionId Petition, Proposal Proposal, PersonId Petitioner, FreeText? Why) : CommunityEvent
{
    internal override void Apply(Draft community, Entry entry)
    {
        community.Docket.Petitions.Set(Petition, new Petition(Petition, Proposal, Petitioner, Why) { Signatures = [Petitioner] });
        PetitionDue.Check(community, Petition);
    }
}

/// <summary>A member signed a petition.</summary>
/// <param name="Petition">The petition.</param>
/// <param name="Person">The person.</param>
public sealed record PetitionSigned(PetitionId Petition, PersonId Person) : CommunityEvent
{
    internal override void Apply(Draft community, Entry entry)
    {
        var petition = community.Docket.Petitions.Find(Petition)!;
        community.Docket.Petitions.Set(Petition, petition with { Signatures = petition.Signatures.With(Person) });
        PetitionDue.Check(community, Petition);
    }
}

/// <summary>Somebody took their signature of a petition back.</summary>
/// <param name="Petition">The petition.</param>
/// <param name="Person">The person.</param>
public sealed record SignatureWithdrawn(PetitionId Petition, PersonId Person) : CommunityEvent
{
    internal override void Apply(Draft community, Entry entry)
    {
        var petition = community.Docket.Petitions.Find(Petition)!;
        community.Docket.Petitions.Set(
            Petition, petition with { Signatures = petition.Signatures.Where(p => p != Person).ToValueList() });
        PetitionDue.Check(community, Petition);
    }
}

/// <summary>
/// A petition is over, because enough members signed and it is before them, or because what it asks for has become impossible.
/// </summary>
/// <param name="Petition">The petition.</param>
/// <param name="Decision">The decision it led to; null where it has become impossible.</param>
public sealed record PetitionEnded(PetitionId Petition, DecisionId? Decision) : CommunityEvent
{
    internal override void Apply(Draft community, Entry entry)
    {
        community.Docket.Petitions.Remove(Petition);
        community.Agenda.Set(new PetitionDue(Petition), null);
    }
}

/// <summary>The members say what an outcome means.</summary>
/// <param name="Decision">The decision.</param>
/// <param name="Words">What it means.</param>
/// <param name="ReviewBy">When to look at it again.</param>
public sealed record OutcomeStated(DecisionId Decision, FreeText Words, Instant? ReviewBy) : CommunityEvent
{
    internal override void Apply(Draft community, Entry entry) =>
        community.Docket.Amend(community.Docket.FindClosed(Decision)! with { OutcomeStatement = Words, ReviewBy = ReviewBy });
}
