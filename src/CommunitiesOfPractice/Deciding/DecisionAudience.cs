using CommunitiesOfPractice.Counting;

namespace CommunitiesOfPractice;

/// <summary>Who sees a decision, which is apart from who votes.</summary>
public enum DecisionAudience
{
    /// <summary>Members.</summary>
    Members,
    /// <summary>Members and observers.</summary>
    Observers,
    /// <summary>Anyone.</summary>
    Anyone,
}

/// <summary>The count of a decision so far, for somebody who may know it.</summary>
/// <param name="Answer">Whether they may, and why.</param>
/// <param name="Count">The count; null where they may not.</param>
public sealed record CountAnswer(Answer Answer, VoiceCount? Count);

public sealed partial class Community
{
    /// <summary>
    /// Whether somebody may see a decision. Those that its rule names may see it. So may the person that it concerns, the
    /// candidates, and the people that it asks for advice. Refused where there is no such decision, or the person is none of
    /// these.
    /// </summary>
    /// <param name="decision">The decision.</param>
    /// <param name="person">The person.</param>
    /// <param name="at">When. What is due by then is taken to have happened.</param>
    /// <exception cref="ArgumentException"><paramref name="person"/> is <c>default</c>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="at"/> lies outside the <see cref="Years"/>.</exception>
    public Answer MaySee(DecisionId decision, PersonId person, Instant at)
    {
        Guard.Against.Default(person);
        var now = At(at);
        return now.Decision(decision) switch
        {
            null => new Answer(false, Clauses.NoDecision, null, new MissingCondition(Condition.Existence, decision.ToString())),
            var seen when now.Sees(seen, person) => new Answer(true, Clauses.Seeing, Witness.Of(decision)),
            { Rule.SeenBy: DecisionAudience.Observers } =>
                new Answer(false, Clauses.Seeing, Witness.Of(person), new MissingCondition(Condition.Membership, person.Value),
                    now.Ask(new Observe(person), at) is { Allowed: true } observing
                        ? new Option(new Observe(person), observing)
                        : null)
                {
                    By = person,
                },
            _ => new Answer(false, Clauses.Seeing, Witness.Of(person), new MissingCondition(Condition.Membership, person.Value))
            {
                By = person,
            },
        };
    }

    /// <summary>
    /// The count so far: who could take part, who did, and how. Refused, in this order: as <see cref="MaySee"/> is; voting has
    /// not opened; the rule hides the count and the decision is not closed. No other public member tells a hidden count either.
    /// </summary>
    /// <param name="decision">The decision.</param>
    /// <param name="asker">Who asks.</param>
    /// <param name="at">When. What is due by then is taken to have happened.</param>
    /// <exception cref="ArgumentException"><paramref name="asker"/> is <c>default</c>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="at"/> lies outside the <see cref="Years"/>.</exception>
    public CountAnswer CountOf(DecisionId decision, PersonId asker, Instant at)
    {
        var may = MaySee(decision, asker, at);
        if (!may.Allowed) return new(may, null);
        var seen = At(at).Decision(decision)!;
        return seen switch
        {
            { Result: { } result } => new(may, result.Count),
            { Phase: DecisionPhase.Notice } =>
                new(new Answer(
                    false, Clauses.VotingNotOpen, Witness.Of(decision), new MissingCondition(Condition.Time, null, seen.OpensAt)),
                        null),
            { IsHidden: true } =>
                new(new Answer(
                    false, Clauses.HiddenUntilClose, Witness.Of(decision),
                        new MissingCondition(Condition.Time, null, seen.ClosesAt)), null),
            _ => new(may, seen.VoiceCount),
        };
    }

    /// <summary>
    /// Why a decision came out as it did: which quorum and which threshold met which number, which objections stood, which tie
    /// rule settled what, and the tables of the count. Null before it is closed, and where there is no such decision. It is for
    /// those who <see cref="MaySee"/> it.
    /// </summary>
    /// <param name="decision">The decision.</param>
    /// <param name="label">What a candidate is called, which only the host knows; their key unless given.</param>
    /// <param name="wording">The language; English unless given.</param>
    public Explanation? Explain(DecisionId decision, Func<PersonId, string>? label = null, Wording? wording = null) =>
        Decision(decision) is { Result: not null } closed
            ? closed.Rule.Explain(
                closed, [.. closed.Candidates.Select(label ?? (person => person.Value))], wording ?? Wording.English)
            : null;

    /// <summary>
    /// Counts a closed decision again, from the papers and the evidence that it keeps. Null where it chose nobody by a count. The
    /// host can compare the results, or count in another way to see what would have been.
    /// </summary>
    /// <param name="decision">The decision.</param>
    public Tally? Recount(DecisionId decision) =>
        Decision(decision) is { Rule: ChoosingRule rule, Result: not null } closed ? rule.Recount(closed) : null;

    private bool Sees(Decision decision, PersonId person) =>
        decision.Rule.SeenBy == DecisionAudience.Anyone
        || Roll[person].IsMember
        || (decision.Rule.SeenBy == DecisionAudience.Observers && Roll.Observers.Has(person))
        || IsBy(decision.Proposal.Concerns, person)
            || decision.Candidates.Concat(decision.Advisers).Any(named => IsBy(named, person));
}
