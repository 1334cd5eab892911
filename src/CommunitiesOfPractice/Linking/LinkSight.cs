// Who may see a link, and what its ends say to each other.
namespace CommunitiesOfPractice;

public sealed partial record Link
{
    /// <summary>
    /// Whether somebody may see this link. Once it was agreed, anybody may. Those at its two ends, and those who carry it, may
    /// also see an offer and what a leader is asked. Somebody who may not see it is told what they would be told if there were no
    /// such link.
    /// </summary>
    /// <param name="caller">Who; null for somebody who is not signed in.</param>
    public Answer MaySee(Caller? caller) =>
        Version > 0 && AgreedAt is not null && Kind != LinkKind.Leader
            ? new Answer(true, Clauses.SeeingLink, Self)
            : MaySeeInside(caller) is { Allowed: true } inside ? inside : Caller.NotThere(Clauses.SeeingLink, Self);

    /// <summary>
    /// Whether somebody may see what its ends say to each other: questions and answers, other terms on offer, what both hold, who
    /// carries it. Those at its two ends, and those who carry it, may.
    /// </summary>
    /// <param name="caller">Who; null for somebody who is not signed in.</param>
    public Answer MaySeeInside(Caller? caller) =>
        caller is not null && Version > 0 && CapacitiesOf(caller).Any()
            ? new Answer(true, Clauses.SeeingInsideLink, Self)
            : new Answer(false, Clauses.SeeingInsideLink, Self, new MissingCondition(Condition.Evidence));

    /// <summary>
    /// The capacities in which somebody acts for its ends; as themself, where they carry it and belong to neither end.
    /// </summary>
    internal IEnumerable<Capacity> CapacitiesOf(Caller caller) => new[] { A, B }.OfType<Party>().Select(caller.CapacityFor)
        .OfType<Capacity>()
            .DefaultIfEmpty(IsCarriedBy(caller.Person, Side.A) || IsCarriedBy(caller.Person, Side.B) ? caller.AsThemself : null!)
        .OfType<Capacity>();
}
