namespace CommunitiesOfPractice;

/// <summary>
/// A leader answers what they were asked. Refused, in this order: the link is not to a leader, or nothing is asked now; the
/// person is not the leader; they have answered already; there are no words.
/// </summary>
/// <param name="By">The leader.</param>
/// <param name="Words">The answer.</param>
public sealed record AnswerAsLeader(PersonId By, FreeText Words) : LinkAct, IDoneBy<PersonId>
{
    /// <summary>The leader.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public PersonId By { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(By);

    /// <inheritdoc/>
    public override PersonId? Actor => By;

    internal override Act DoneBy(PersonId person) => this with { By = person };

    internal override Ruling Rule(Link link, Instant at) =>
        (link.Asks(at) ? null : Ruling.Refuse(Clauses.NothingAsked, Condition.Existence, link.Id.Value, link.Self))
        ?? (link.B == Party.Of(By)
            ? null
            : Ruling.Refuse(Clauses.LeadersAnswer, Condition.OwnAct, link.B!.Named, link.B!.Witness))
        ?? (link.LeaderAnswer is null ? null : Ruling.Refuse(Clauses.QuestionAnswered, Condition.Novelty, null, link.Self))
        ?? Link.RefuseUnlessWords(Words)
        ?? Ruling.Allow(Clauses.LeadersAnswer, Witness.Of(By), new LeaderAnswered(Words));
}

public sealed partial record Link
{
    /// <summary>
    /// Whether a leader has been asked and has not answered yet (feature 69). This is from the offer on, until they answer or
    /// decline, or the link ends.
    /// </summary>
    public bool OwesAnswer(Instant at) => LeaderAnswer is null && Asks(at);

    internal bool Asks(Instant at) =>
        Kind == LinkKind.Leader && (IsKept(at) || (Status == LinkStatus.Offered && !(Terms!.Until <= at)));
}
