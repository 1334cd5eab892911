namespace CommunitiesOfPractice;

/// <summary>
/// Leaves, at once and without needing a reason, in every state of the community (law 2): while suspended, away, on leave,
/// unclaimed, under a decision, in office, or after the community has closed. Offices that need membership end with it. Ballots
/// already cast still count, and a bar lives on. Refused only to somebody who is not a member, and so has nothing to leave.
/// </summary>
/// <param name="By">Who leaves.</param>
/// <param name="Reason">Why, if they care to say.</param>
public sealed record Leave(PersonId By, FreeText? Reason = null) : CommunityAct(By)
{
    internal override Ruling Rule(Sitting sitting) =>
        sitting.RefuseUnlessMember(By)
        ?? sitting.Allow(Clauses.Leaving, Witness.Of(By), sitting.Departure(By, new MemberLeft(By, Reason)));
}

/// <summary>
/// Takes a leave of absence. The member keeps full standing, is not counted and has no vote meanwhile. Refused, in this order:
/// the community is not open; the person is not a member; they are on leave already; they are away, suspended or unclaimed; the
/// leave would end before it begins.
/// </summary>
/// <param name="By">Who takes leave.</param>
/// <param name="Until">When it ends by itself; null for no set end.</param>
/// <param name="Reason">Why, if they care to say.</param>
public sealed record TakeLeave(PersonId By, Instant? Until = null, FreeText? Reason = null) : CommunityAct(By)
{
    internal override IEnumerable<Instant?> Dates => [Until];

    internal override Ruling Rule(Sitting sitting) =>
        sitting.RefuseUnlessOpen()
        ?? sitting.RefuseUnlessMember(By)
        ?? (sitting.Roll.Leaves.Has(By)
            ? sitting.Refuse(Clauses.OnLeave, Condition.Novelty, By.Value, Witness.Of(By), new ReturnFromLeave(By))
            : null)
        ?? sitting.RefuseUnlessActing(By)
        ?? sitting.RefuseUnlessLater(Until)
        ?? sitting.Allow(Clauses.TakingLeave, Witness.Of(By), new LeaveTaken(By, Until, Reason));
}

/// <summary>Comes back from leave. Refused where the person is not on leave.</summary>
/// <param name="By">Who comes back.</param>
public sealed record ReturnFromLeave(PersonId By) : CommunityAct(By)
{
    internal override Ruling Rule(Sitting sitting) =>
        (sitting.Roll.Leaves.Has(By) ? null : sitting.Refuse(Clauses.NotOnLeave, Condition.Existence, By.Value, Witness.Of(By)))
        ?? sitting.Allow(Clauses.TakingLeave, Witness.Of(By), new LeaveEnded(By));
}

/// <summary>A leave ends.</summary>
internal sealed record LeaveDue(PersonId Person) : CommunityDue
{
    public override int Rank => 20;

    public override string Of => Person.Value;

    internal override Ruling Fall(Sitting sitting) =>
        sitting.Allow(Clauses.LeaveOver, Witness.Of(Person), new LeaveEnded(Person));
}
