namespace CommunitiesOfPractice;

/// <summary>
/// Somebody begins to carry a link at their end, as a broker (feature 70). They do it by their own act, and nobody appoints them.
/// A broker acts on the link as a member or spokesperson of that end. Somebody who leaves that end may stop carrying the link,
/// and may do nothing else (law 3). Refused, in this order: the link is over, or was never agreed; the person belongs to neither
/// end, or may not act there now (a member, an end's spokesperson, a person who is an end); they carry it there already.
/// </summary>
/// <param name="By">In what capacity.</param>
public sealed record BeginBroking(Capacity By) : EndAct(By)
{
    internal override Ruling Rule(Link link, Instant at) =>
        link.RefuseUnlessAgreed(at)
        ?? link.RefuseUnlessEnd(By)
        ?? link.RefuseUnlessAtAnEnd(By)
        ?? (link.IsCarriedBy(By.Person!.Value, link.SideOf(By.For)!.Value)
            ? Ruling.Refuse(Clauses.BrokesAlready, Condition.Novelty, null, Witness.Of(By.Person!.Value))
            : null)
        ?? Allow(Clauses.Broking, new BrokerBegan(By.Person!.Value, link.SideOf(By.For)!.Value));
}

/// <summary>
/// A broker stops carrying a link, at once and by their own act. They may do so whatever became of the link, or of their place at
/// its end (law 3). Refused only where they do not carry it.
/// </summary>
/// <param name="By">Who stops.</param>
/// <param name="Handover">What the next broker should know, if they care to say.</param>
public sealed record StopBroking(PersonId By, FreeText? Handover = null) : LinkAct, IDoneBy<PersonId>
{
    /// <summary>Who stops.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public PersonId By { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(By);

    /// <inheritdoc/>
    public override PersonId? Actor => By;

    internal override Act DoneBy(PersonId person) => this with { By = person };

    internal override Ruling Rule(Link link, Instant at)
    {
        var carried = link.Brokers.Where(b => b.Broker == By && b.Until is null).Select(b => new BrokerLeft(By, b.Side, Handover))
            .ToArray();
        return carried.Length == 0
            ? Ruling.Refuse(Clauses.BrokesNot, Condition.Existence, By.Value, Witness.Of(By))
            : Ruling.Allow(Clauses.Broking, Witness.Of(By), carried);
    }
}

public sealed partial record Link
{
    /// <summary>Who carries it at an end now, in the order in which they began; nobody, once the link has ended.</summary>
    public IEnumerable<PersonId> BrokersAt(Side side) =>
        Brokers.Where(b => b.Side == side && b.Until is null).Select(b => b.Broker);

    /// <summary>
    /// Whether nobody carries the link at an end any more, where somebody did, while it is agreed (feature 70). It is at risk
    /// until somebody begins to carry it. Nobody is appointed.
    /// </summary>
    public bool IsAtRisk(Side side, Instant at) => IsKept(at) && Brokers.Any(b => b.Side == side) && !BrokersAt(side).Any();

    /// <summary>
    /// The same for an end that is a community, with what its record says as well. Brokers who have left the community, or may
    /// not act there now, carry nothing for it.
    /// </summary>
    /// <exception cref="ArgumentNullException"><paramref name="home"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="home"/> is not at that end.</exception>
    public bool IsAtRisk(Side side, Community home, Instant at)
    {
        if (this[side] != Party.Of(Guard.Against.Null(home).Id))
            throw new ArgumentException($"{home.Id} is not at that end.", nameof(home));
        return IsKept(at) && Brokers.Any(b => b.Side == side)
            && !BrokersAt(side).Any(broker => home.AsMember(broker, at) is { Evidence.MayAct: true });
    }

    /// <summary>Who has carried the link at an end, first to last, with when each began and ended.</summary>
    public ValueList<Brokerage> Succession(Side side) => Brokers.Where(b => b.Side == side).ToValueList();

    internal bool IsCarriedBy(PersonId person, Side side) => BrokersAt(side).Contains(person);
}
