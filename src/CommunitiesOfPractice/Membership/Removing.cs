namespace CommunitiesOfPractice;

/// <summary>
/// Remove a member, by a decision of the members after notice and a chance to reply (feature 14). The person has no vote on it,
/// and can appeal to the members.
/// </summary>
/// <param name="Person">The member to remove.</param>
/// <param name="Reason">Why.</param>
/// <param name="BarredFor">How long they may not come back; null for not at all barred.</param>
public sealed record Remove(PersonId Person, FreeText Reason, Duration? BarredFor = null) : Proposal
{
    /// <summary>The member to remove.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public PersonId Person { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Person);

    internal override IEnumerable<PersonId> Named => [Person];

    internal override Proposal Merged(OnePerson one) => this with { Person = one.Of(Person) };

    /// <inheritdoc/>
    public override Matter Matter => Matter.Remove;

    private protected override string Said(Wording wording) => BarredFor is { } time
        ? wording.Say("proposal.remove-and-bar", Person, wording.Time(time), Reason)
        : wording.Say("proposal.remove", Person, Reason);

    internal override Affects Affects => Affects.OnePerson;

    internal override PersonId? Concerns => Person;

    internal override Duration LeastNotice(Charter charter) => charter.RemovalNotice;

    internal override Ruling? RefuseTabling(Sitting sitting) =>
        sitting.RefuseUnlessMember(Person) ?? sitting.RefuseUnlessReason(Reason) ?? sitting.RefuseUnlessPositive(BarredFor);

    internal override IReadOnlyList<Event>? TakeEffect(Sitting sitting, Decision decision, Result result) =>
        sitting.Roll[Person].IsMember
            ? sitting.Departure(Person, new MemberRemoved(Person, decision.Id, Reason, sitting.At.Later(BarredFor)))
            : BarredFor is { } bar ? [new PersonBarred(Person, decision.Id, sitting.At.Later(bar), Reason)] : null;
}

/// <summary>
/// Bar somebody for a time. A member is suspended: they stay a member, without acting as one. Anybody else may not come in. The
/// bar lives in the community's record and survives leaving.
/// </summary>
/// <param name="Person">The person to bar.</param>
/// <param name="Reason">Why.</param>
/// <param name="For">How long; null for until the members lift it.</param>
public sealed record Bar(PersonId Person, FreeText Reason, Duration? For = null) : Proposal
{
    /// <summary>The person to bar.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public PersonId Person { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Person);

    internal override IEnumerable<PersonId> Named => [Person];

    internal override Proposal Merged(OnePerson one) => this with { Person = one.Of(Person) };

    /// <inheritdoc/>
    public override Matter Matter => Matter.Remove;

    private protected override string Said(Wording wording) => For is { } time
        ? wording.Say("proposal.bar-for", Person, wording.Time(time), Reason)
        : wording.Say("proposal.bar", Person, Reason);

    internal override Affects Affects => Affects.OnePerson;

    internal override PersonId? Concerns => Person;

    internal override Duration LeastNotice(Charter charter) => charter.RemovalNotice;

    internal override Ruling? RefuseTabling(Sitting sitting) =>
        sitting.RefuseUnlessReason(Reason) ?? sitting.RefuseUnlessPositive(For);

    internal override IReadOnlyList<Event> TakeEffect(Sitting sitting, Decision decision, Result result) =>
        [new PersonBarred(Person, decision.Id, sitting.At.Later(For), Reason)];
}

/// <summary>Lift a bar or suspension before it ends.</summary>
/// <param name="Person">The person whose bar or suspension it is.</param>
public sealed record LiftBar(PersonId Person) : Proposal
{
    /// <summary>The person whose bar or suspension it is.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public PersonId Person { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Person);

    internal override IEnumerable<PersonId> Named => [Person];

    internal override Proposal Merged(OnePerson one) => this with { Person = one.Of(Person) };

    /// <inheritdoc/>
    public override Matter Matter => Matter.Remove;

    private protected override string Said(Wording wording) => wording.Say("proposal.lift-bar", Person);

    internal override PersonId? Concerns => Person;

    internal override Ruling? RefuseTabling(Sitting sitting) => sitting.RefuseUnlessBarred(Person);

    internal override IReadOnlyList<Event>? TakeEffect(Sitting sitting, Decision decision, Result result) =>
        sitting.Roll.Bars.Has(Person) ? [new BarEnded(Person)] : null;
}

/// <summary>
/// Uphold an appeal: what a decision did to a person is undone. A removal is undone by taking the person back in, because the
/// appeal was an act of theirs that asks for it.
/// </summary>
/// <param name="Person">The person who appeals.</param>
/// <param name="Against">Against which decision.</param>
public sealed record Reinstate(PersonId Person, DecisionId Against) : Proposal
{
    /// <summary>The person who appeals.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public PersonId Person { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Person);

    internal override IEnumerable<PersonId> Named => [Person];

    internal override Proposal Merged(OnePerson one) => this with { Person = one.Of(Person) };

    /// <inheritdoc/>
    public override Matter Matter => Matter.Remove;

    private protected override string Said(Wording wording) => wording.Say("proposal.reinstate", Person, Against);

    internal override PersonId? Concerns => Person;

    internal override Ruling RefuseTabling(Sitting sitting) =>
        sitting.Refuse(Clauses.OwnAct, Condition.OwnAct, Person.Value, Witness.Of(Against), new Appeal(Person, Against));

    internal override Ruling? RefuseAgain(Sitting sitting) => null;

    internal override IReadOnlyList<Event>? TakeEffect(Sitting sitting, Decision decision, Result result)
    {
        var events = new List<Event>();
        if (sitting.Roll.Bars.Find(Person)?.From == sitting.Community.Decision(Against)?.ClosesAt)
            events.Add(new BarEnded(Person));
        if (sitting.Community.Decision(Against) is { Proposal: Remove, ClosesAt: var removed }
            && !sitting.HasBeenMemberSince(Person, removed))
            events.Add(new MemberJoined(Person, HowJoined.Reinstated, sitting.CharterInForce.Number, null));
        return events.Count > 0 ? events : null;
    }
}

/// <summary>
/// Answers a decision that concerns the person, before voting opens. Refused, in this order: no such decision is before the
/// members; it concerns somebody else; nothing is said; voting has opened.
/// </summary>
/// <param name="By">The person that it concerns.</param>
/// <param name="Decision">The decision.</param>
/// <param name="Words">The reply.</param>
public sealed record Reply(PersonId By, DecisionId Decision, FreeText Words) : DecisionAct(By, Decision)
{
    private protected override Ruling Rule(Sitting sitting, Decision decision) =>
        (decision.Proposal.Concerns != By
            ? sitting.Refuse(Clauses.OwnAct, Condition.OwnAct, decision.Proposal.Concerns?.Value, Witness.Of(Decision))
            : null)
        ?? sitting.RefuseUnlessReason(Words)
        ?? (decision.Phase != DecisionPhase.Notice
            ? sitting.Refuse(Clauses.ReplyInNotice, Condition.Time, null, Witness.Of(Decision))
            : null)
        ?? sitting.Allow(Clauses.Replying, Witness.Of(Decision), new ReplyGiven(Decision, Words));
}

/// <summary>
/// Appeals to the members against a decision that removed, suspended or barred the person. This is entrenched: no charter takes
/// it away. An appeal can be taken back (<see cref="Withdraw"/>). Refused, in this order: the community is not open; there is no
/// such decision, or it did nothing to this person; the time to appeal is over; an appeal is before the members, or has been
/// heard.
/// </summary>
/// <param name="By">The person who appeals.</param>
/// <param name="Decision">Against which decision.</param>
/// <param name="Reason">Why, if they care to say.</param>
public sealed record Appeal(PersonId By, DecisionId Decision, FreeText? Reason = null) : DecisionAct(By, Decision)
{
    private protected override Ruling? RefuseFirst(Sitting sitting) =>
        sitting.RefuseUnlessOpen()
        ?? RefuseUnlessConcerned(sitting);

    private protected override Ruling Rule(Sitting sitting, Decision decision) =>
        (decision.ClosesAt.Later(sitting.Charter.AppealWithin).HasCome(sitting.At)
            ? sitting.Refuse(Clauses.AppealTooLate, Condition.Time, null, Witness.Of(Decision))
            : null)
        ?? (sitting.Community.HasBeenAppealed(Decision)
            ? sitting.Refuse(Clauses.AppealedAlready, Condition.Novelty, null, Witness.Of(Decision))
            : null)
        ?? sitting.Allow(Clauses.Appealing, Witness.Of(Decision),
            sitting.Table(new Reinstate(By, Decision), null, Reason, rule: sitting.Charter.Appeals, follows: Decision));

    private Ruling? RefuseUnlessConcerned(Sitting sitting) =>
        sitting.Community.Decision(Decision) is { Result.Outcome: Outcome.Carried, Proposal: Remove or Bar } decided
            && sitting.Community.IsBy(decided.Proposal.Concerns, By)
            ? null
            : sitting.Refuse(Clauses.NothingToAppeal, Condition.Existence, Decision.ToString(), Witness.Of(By));
}

/// <summary>A bar ends.</summary>
internal sealed record BarDue(PersonId Person) : CommunityDue
{
    public override int Rank => 30;

    public override string Of => Person.Value;

    internal override Ruling Fall(Sitting sitting) => sitting.Allow(Clauses.BarOver, Witness.Of(Person), new BarEnded(Person));
}
