namespace CommunitiesOfPractice;

/// <summary>
/// Says how much the person means to take part. It is a description, which grants nothing and removes nothing (law 14). Refused
/// where the community is not open or the person is not a member.
/// </summary>
/// <param name="By">Who says so.</param>
/// <param name="Level">How much they mean to take part.</param>
public sealed record DeclareParticipation(PersonId By, Participation Level) : CommunityAct(By)
{
    /// <summary>How much they mean to take part.</summary>
    /// <exception cref="ArgumentException">It is none of them.</exception>
    public Participation Level { get; init => field = Guard.Against.EnumOutOfRange(value); } =
        Guard.Against.EnumOutOfRange(Level);

    internal override Ruling Rule(Sitting sitting) =>
        sitting.RefuseUnlessOpen()
        ?? sitting.RefuseUnlessMember(By)
        ?? sitting.Allow(Clauses.TakingPart, Witness.Of(By), new ParticipationDeclared(By, Level));
}

/// <summary>
/// Accepts the charter in force. A member is asked again after an amendment, and keeps their membership meanwhile (feature 12).
/// Refused where the community is not open, the person is not a member, or they have accepted this version.
/// </summary>
/// <param name="By">Who accepts.</param>
public sealed record AcceptCharter(PersonId By) : CommunityAct(By)
{
    internal override Ruling Rule(Sitting sitting) =>
        sitting.RefuseUnlessOpen()
        ?? sitting.RefuseUnlessMember(By)
        ?? (sitting.Roll[By].CharterAccepted >= sitting.CharterInForce.Number
            ? sitting.Refuse(Clauses.CharterAcceptedAlready, Condition.Novelty, By.Value, Witness.Of(By))
            : null)
        ?? sitting.Allow(Clauses.TakingPart, Witness.Of(By), new CharterAccepted(By, sitting.CharterInForce.Number));
}

/// <summary>
/// Takes up a place that was imported from another host. From then on the member acts and is counted (law 15). Refused where
/// there is no such place, or it has been claimed.
/// </summary>
/// <param name="By">The person whose place it is.</param>
public sealed record ClaimPlace(PersonId By) : CommunityAct(By)
{
    internal override Ruling Rule(Sitting sitting) =>
        sitting.RefuseUnlessMember(By)
        ?? (sitting.Roll[By].IsUnclaimed
            ? null
            : sitting.Refuse(Clauses.NothingToClaim, Condition.Novelty, By.Value, Witness.Of(By)))
        ?? sitting.Allow(Clauses.TakingPart, Witness.Of(By), new PlaceClaimed(By));
}

/// <summary>
/// Follows the community without joining. A follower hears of what is public, sees nothing more and has no vote. Refused, in this
/// order: the community is not open; the person is barred; they are a member; they follow it already.
/// </summary>
/// <param name="By">Who follows.</param>
public sealed record Follow(PersonId By) : CommunityAct(By)
{
    internal override Ruling Rule(Sitting sitting) =>
        sitting.RefuseUnlessOpen()
        ?? sitting.RefuseIfBarred(By)
        ?? sitting.RefuseIfMember(By)
        ?? (sitting.Roll.Followers.Has(By)
            ? sitting.Refuse(Clauses.FollowsAlready, Condition.Novelty, By.Value, Witness.Of(By))
            : null)
        ?? sitting.Allow(Clauses.Following, Witness.Of(By), new FollowingBegan(By));
}

/// <summary>Stops following. Refused where the person does not follow it.</summary>
/// <param name="By">Who stops.</param>
public sealed record Unfollow(PersonId By) : CommunityAct(By)
{
    internal override Ruling Rule(Sitting sitting) =>
        (sitting.Roll.Followers.Has(By)
            ? null
            : sitting.Refuse(Clauses.NotFollowing, Condition.Existence, By.Value, Witness.Of(By)))
        ?? sitting.Allow(Clauses.Following, Witness.Of(By), new FollowingEnded(By));
}

/// <summary>
/// Watches the community as an observer or guest. An observer sees what the charter lets observers see, asks, and has no vote.
/// Refused, in this order: the community is not open; the person is barred; they are a member; the charter welcomes no observers;
/// they observe already; the time would end before it begins.
/// </summary>
/// <param name="By">Who observes.</param>
/// <param name="Until">Until when, for a guest; null for no set end.</param>
public sealed record Observe(PersonId By, Instant? Until = null) : CommunityAct(By)
{
    internal override IEnumerable<Instant?> Dates => [Until];

    internal override Ruling Rule(Sitting sitting) =>
        sitting.RefuseUnlessOpen()
        ?? sitting.RefuseIfBarred(By)
        ?? sitting.RefuseIfMember(By)
        ?? (sitting.Charter.ObserversWelcome
            ? null
            : sitting.Refuse(Clauses.NoObservers, Condition.CharterClause, null, null, sitting.WayIn(By)))
        ?? (sitting.Roll.Observers.Has(By)
            ? sitting.Refuse(Clauses.ObservesAlready, Condition.Novelty, By.Value, Witness.Of(By))
            : null)
        ?? sitting.RefuseUnlessLater(Until)
        ?? sitting.Allow(Clauses.Observing, Witness.Of(By), new ObservingBegan(By, Until));
}

/// <summary>Stops observing. Refused where the person does not observe.</summary>
/// <param name="By">Who stops.</param>
public sealed record StopObserving(PersonId By) : CommunityAct(By)
{
    internal override Ruling Rule(Sitting sitting) =>
        (sitting.Roll.Observers.Has(By)
            ? null
            : sitting.Refuse(Clauses.NotObserving, Condition.Existence, By.Value, Witness.Of(By)))
        ?? sitting.Allow(Clauses.Observing, Witness.Of(By), new ObservingEnded(By));
}

/// <summary>
/// Says which groups the person belongs to, in place of what they said before. What the host's directory says remains beside it.
/// Refused where the community is not open or the person is not a member.
/// </summary>
/// <param name="By">Who says so.</param>
/// <param name="Groups">The groups, all of them.</param>
public sealed record DeclareAffiliations(PersonId By, ValueList<DirectoryGroup> Groups) : CommunityAct(By)
{
    /// <summary>The groups, all of them.</summary>
    /// <exception cref="ArgumentException">It is null, or holds null or <c>default</c>.</exception>
    public ValueList<DirectoryGroup> Groups { get; init => field = Guard.Against.Gaps(value); } = Guard.Against.Gaps(Groups);

    /// <summary>The source that a person's own word is recorded under.</summary>
    public const string OwnWord = "self";

    internal override Ruling Rule(Sitting sitting) =>
        sitting.RefuseUnlessOpen()
        ?? sitting.RefuseUnlessMember(By)
        ?? sitting.Allow(Clauses.TakingPart, Witness.Of(By), new AffiliationsRecorded(By, Groups, OwnWord));
}

/// <summary>
/// Offers to accompany another member inside the community, or to be accompanied. Legitimate peripheral participation has a
/// companion, never a gatekeeper (feature 18). Refused where either is not a member, or both are the same person.
/// </summary>
/// <param name="By">Who accompanies.</param>
/// <param name="Newcomer">The member who is accompanied.</param>
public sealed record Accompany(PersonId By, PersonId Newcomer) : CommunityAct(By)
{
    /// <summary>The member who is accompanied.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public PersonId Newcomer { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Newcomer);

    internal override IEnumerable<PersonId> Named => [Newcomer];

    internal override Ruling Rule(Sitting sitting) =>
        sitting.RefuseUnlessActingMember(By)
        ?? sitting.RefuseUnlessMember(Newcomer)
        ?? (By == Newcomer ? sitting.Refuse(Clauses.CompanionIsAnother, Condition.WellFormed, null, Witness.Of(By)) : null)
        ?? sitting.Allow(Clauses.TakingPart, Witness.Of(By), new CompanionOffered(Newcomer, By));
}

/// <summary>A guest's time as observer ends.</summary>
internal sealed record ObservingDue(PersonId Person) : CommunityDue
{
    public override int Rank => 40;

    public override string Of => Person.Value;

    internal override Ruling Fall(Sitting sitting) =>
        sitting.Allow(Clauses.Observing, Witness.Of(Person), new ObservingEnded(Person));
}
