namespace CommunitiesOfPractice;

/// <summary>What the host's directory said of somebody when they acted. It is copied into the event (law 12).</summary>
/// <param name="Source">Where it comes from, such as the name of a feed.</param>
/// <param name="AsOf">When the directory said so.</param>
/// <param name="Groups">The groups it places the person in.</param>
public sealed record DirectoryEvidence(string Source, Instant AsOf, ValueList<DirectoryGroup> Groups) : IEvidence
{
    string? IEvidence.Of => null;

    /// <summary>The groups it places the person in.</summary>
    /// <exception cref="ArgumentException">It is null, or holds null or <c>default</c>.</exception>
    public ValueList<DirectoryGroup> Groups { get; init => field = Guard.Against.Gaps(value); } = Guard.Against.Gaps(Groups);

    /// <summary>Where it comes from.</summary>
    /// <exception cref="ArgumentException">It is not a well-formed key.</exception>
    public string Source { get; init => field = KeyFormat.Checked(value, nameof(Source)); } =
        KeyFormat.Checked(Source, nameof(Source));
}

/// <summary>
/// Becomes a member at once, by the person's own act, which also accepts the charter in force (feature 12). A resting community
/// lets in anybody the host lists, except where strangers need an invitation (law 6). Somebody may always join who holds an open
/// invitation (<see cref="Accept"/>). So may somebody from a community that merged into this one or was split to make it, while
/// that way in is open. Refused, in this order: the community is not founded or is closed; the person is barred; they are a
/// member already; the charter's joining rule asks for something else (a request, an invitation, belonging to a group).
/// </summary>
/// <param name="By">Who joins.</param>
/// <param name="Evidence">What the host's directory says of them, where the joining rule or a quorum asks for it.</param>
public sealed record Join(PersonId By, DirectoryEvidence? Evidence = null) : CommunityAct(By)
{
    internal override Ruling Rule(Sitting sitting) =>
        sitting.RefuseUnlessOpen()
        ?? sitting.RefuseIfBarred(By)
        ?? sitting.RefuseIfMember(By)
        ?? sitting.RefuseJoining(this)
        ?? sitting.Allow(Clauses.Joining, Witness.Of(sitting.Community.Id),
            new MemberJoined(By, HowJoined.Joined, sitting.CharterInForce.Number, Evidence));
}

/// <summary>
/// Asks to become a member. Refused, in this order: the community is not founded or is closed; the person is barred; they are a
/// member already; the charter accepts no requests; a request waits already; a declined request may not be made again yet; an
/// answer to one of the charter's questions is missing.
/// </summary>
/// <param name="By">Who asks.</param>
/// <param name="Answers">Answers to the charter's questions, in order.</param>
public sealed record RequestToJoin(PersonId By, ValueList<FreeText> Answers) : CommunityAct(By)
{
    /// <summary>Answers to the charter's questions, in order.</summary>
    /// <exception cref="ArgumentException">It is null, or holds null or <c>default</c>.</exception>
    public ValueList<FreeText> Answers { get; init => field = Guard.Against.Gaps(value); } = Guard.Against.Gaps(Answers);

    internal override Ruling Rule(Sitting sitting) =>
        sitting.RefuseUnlessOpen()
        ?? sitting.RefuseIfBarred(By)
        ?? sitting.RefuseIfMember(By)
        ?? RefuseIfWaiting(sitting)
        ?? sitting.Charter.Joining.RefuseRequest(sitting, this)
        ?? sitting.Allow(Clauses.Requesting, Witness.Of(By), new RequestMade(By, Answers));

    private Ruling? RefuseIfWaiting(Sitting sitting) => sitting.Admissions.Requests.Find(By) switch
    {
        { IsOpen: true } =>
            sitting.Refuse(Clauses.RequestWaits, Condition.Approval, By.Value, new Witness(WitnessKind.Request, By.Value)),
        { AskAgainFrom: { } from } when !from.HasCome(sitting.At) =>
            sitting.Refuse(
                Clauses.RequestTooSoon, Condition.Time, By.Value, new Witness(WitnessKind.Request, By.Value),
                    new AppealDecline(By), from),
        _ => null,
    };
}

/// <summary>Takes your own request back. Refused where no request of yours waits.</summary>
/// <param name="By">The person who asked.</param>
public sealed record WithdrawRequest(PersonId By) : CommunityAct(By)
{
    internal override Ruling Rule(Sitting sitting) =>
        sitting.RefuseUnlessRequested(By)
        ?? sitting.Allow(Clauses.Requesting, Witness.Of(By), new RequestWithdrawn(By));
}

/// <summary>
/// Approves a request, and the person who made it becomes a member. Refused, in this order: the community is not open; the
/// charter gives the matter <see cref="Matter.Admit"/> to somebody else, or to the members (remedy: <see cref="Propose"/>); no
/// request of that person waits; that person is barred.
/// </summary>
/// <param name="By">Who approves.</param>
/// <param name="Person">The person who asked.</param>
public sealed record ApproveRequest(PersonId By, PersonId Person) : CommunityAct(By)
{
    /// <summary>The person who asked.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public PersonId Person { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Person);

    internal override IEnumerable<PersonId> Named => [Person];

    internal override Ruling Rule(Sitting sitting) =>
        sitting.RefuseUnlessMaySettle(Matter.Admit, By, new Admit(Person))
        ?? sitting.RefuseUnlessRequested(Person)
        ?? sitting.RefuseIfBarred(Person)
        ?? sitting.Allow(Clauses.Admitting, new Witness(WitnessKind.Request, Person.Value),
            new MemberJoined(Person, HowJoined.Requested, sitting.CharterInForce.Number, null));
}

/// <summary>
/// Declines a request, with a reason. The person may ask again when the charter says, and may appeal to the members
/// (<see cref="AppealDecline"/>). Refused, in this order: the community is not open; the charter gives the matter
/// <see cref="Matter.Admit"/> to somebody else; no request of that person waits; no reason is given.
/// </summary>
/// <param name="By">Who declines.</param>
/// <param name="Person">The person who asked.</param>
/// <param name="Reason">Why.</param>
public sealed record DeclineRequest(PersonId By, PersonId Person, FreeText Reason) : CommunityAct(By)
{
    /// <summary>The person who asked.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public PersonId Person { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Person);

    internal override IEnumerable<PersonId> Named => [Person];

    internal override Ruling Rule(Sitting sitting) =>
        sitting.RefuseUnlessMaySettle(Matter.Admit, By, new Admit(Person))
        ?? sitting.RefuseUnlessRequested(Person)
        ?? sitting.RefuseUnlessReason(Reason)
        ?? sitting.Allow(Clauses.Admitting, new Witness(WitnessKind.Request, Person.Value),
            new RequestDeclined(Person, Reason, sitting.At.Later(sitting.Charter.Joining.WaitsToAskAgain)));
}

/// <summary>
/// Puts your own declined request before the members (law 4), who decide by the charter's rule for appeals. Refused where you
/// have no declined request, the time to appeal is over, or an appeal is before the members already.
/// </summary>
/// <param name="By">Whose request was declined.</param>
public sealed record AppealDecline(PersonId By) : CommunityAct(By)
{
    internal override Ruling Rule(Sitting sitting) =>
        sitting.RefuseUnlessOpen()
        ?? sitting.RefuseIfMember(By)
        ?? sitting.RefuseIfBarred(By)
        ?? RefuseUnlessDeclined(sitting)
        ?? sitting.RefuseIfTabled(new Admit(By))
        ?? sitting.Allow(Clauses.Appealing, new Witness(WitnessKind.Request, By.Value),
            sitting.Table(new Admit(By), null, null, rule: sitting.Charter.Appeals));

    private Ruling? RefuseUnlessDeclined(Sitting sitting)
    {
        if (sitting.Admissions.Requests.Find(By) is not { DeclinedAt: { } declined })
            return sitting.Refuse(Clauses.NoRequest, Condition.Request, By.Value, Witness.Of(By), sitting.WayIn(By));
        return declined.Later(sitting.Charter.AppealWithin).HasCome(sitting.At)
            ? sitting.Refuse(
                Clauses.AppealTooLate, Condition.Time, By.Value, new Witness(WitnessKind.Request, By.Value), sitting.WayIn(By))
            : null;
    }
}

/// <summary>
/// Invites somebody, who becomes a member only if they accept. Refused, in this order: the community is not open; the charter
/// gives the matter <see cref="Matter.Invite"/> to somebody else, or to the members; the person is a member, is barred, or holds
/// an open invitation.
/// </summary>
/// <param name="By">Who invites.</param>
/// <param name="Person">The person invited.</param>
public sealed record Invite(PersonId By, PersonId Person) : CommunityAct(By)
{
    /// <summary>The person invited.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public PersonId Person { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Person);

    internal override IEnumerable<PersonId> Named => [Person];

    internal override Ruling Rule(Sitting sitting) =>
        sitting.RefuseUnlessMaySettle(Matter.Invite, By, new InvitePerson(Person))
        ?? sitting.RefuseIfMember(Person)
        ?? sitting.RefuseIfBarred(Person)
        ?? sitting.RefuseIfInvited(Person)
        ?? sitting.Allow(Clauses.Inviting, Witness.Of(By),
            new InvitationMade(
                new InvitationId(sitting.NextVersion), Person, By,
                    sitting.At.Later(sitting.Charter.Joining.ForOthers.InvitationsStand)));
}

/// <summary>
/// Accepts an invitation and becomes a member. Refused, in this order: the community is not open; the invitation does not exist
/// or is over; it was made to somebody else, who alone can accept it; the person is barred; they are a member already.
/// </summary>
/// <param name="By">Who accepts.</param>
/// <param name="Invitation">The invitation.</param>
/// <param name="Evidence">What the host's directory says of them, where a quorum asks for it.</param>
public sealed record Accept(PersonId By, InvitationId Invitation, DirectoryEvidence? Evidence = null) : CommunityAct(By)
{
    internal override Ruling Rule(Sitting sitting) =>
        sitting.RefuseUnlessOpen()
        ?? sitting.RefuseUnlessInvited(Invitation, By)
        ?? sitting.RefuseIfBarred(By)
        ?? sitting.RefuseIfMember(By)
        ?? sitting.Allow(Clauses.Invited, new Witness(WitnessKind.Invitation, Invitation.ToString()),
            new MemberJoined(By, HowJoined.Invited, sitting.CharterInForce.Number, Evidence));
}

/// <summary>Turns an invitation down. Refused where it does not exist, is over, or was made to somebody else.</summary>
/// <param name="By">Who was invited.</param>
/// <param name="Invitation">The invitation.</param>
public sealed record DeclineInvitation(PersonId By, InvitationId Invitation) : CommunityAct(By)
{
    internal override Ruling Rule(Sitting sitting) =>
        sitting.RefuseUnlessInvited(Invitation, By)
        ?? sitting.Allow(
            Clauses.Invited, new Witness(WitnessKind.Invitation, Invitation.ToString()), new InvitationEnded(Invitation));
}

/// <summary>
/// Takes an invitation back before it is accepted. An invitation belongs to the community: it stays open when the person who made
/// it leaves or is removed, suspended or barred. The person who made it may take it back while they are an acting member. So may
/// anybody who may invite now. Refused, in this order: the community is not open; the invitation does not exist or is over; you
/// made it and are no acting member now (law 3); you did not make it, and the charter gives the matter
/// <see cref="Matter.Invite"/> to somebody else, or to the members (remedy: <see cref="TakeBackInvitation"/>).
/// </summary>
/// <param name="By">Who takes it back.</param>
/// <param name="Invitation">The invitation.</param>
public sealed record RevokeInvitation(PersonId By, InvitationId Invitation) : CommunityAct(By)
{
    internal override Ruling Rule(Sitting sitting) =>
        sitting.RefuseUnlessOpen()
        ?? sitting.RefuseUnlessInvitationStands(Invitation)
        ?? (sitting.Admissions.Invitations.Find(Invitation)!.By == By ? sitting.RefuseUnlessActingMember(By)
            : sitting.RefuseUnlessMaySettle(Matter.Invite, By, new TakeBackInvitation(Invitation)))
        ?? sitting.Allow(Clauses.Inviting, Witness.Of(By), new InvitationEnded(Invitation));
}

/// <summary>
/// Moves from a community that merged into this one, or that this one was split from. It is the person's own act, while the way
/// in is open, whatever the joining rule says (feature 8). A bar is not carried over. Somebody who is barred or suspended there
/// comes in here as anybody does, by the joining rule. Refused, in this order: the community is not open; the person is barred;
/// they are a member already; no way in is open from there; the host's evidence does not place the person there; it says that
/// they are barred or suspended there.
/// </summary>
/// <param name="By">Who moves.</param>
/// <param name="From">The community that they come from.</param>
/// <param name="Membership">The evidence that they were a member there.</param>
public sealed record Move(PersonId By, CommunityId From, MembershipEvidence Membership) : CommunityAct(By)
{
    /// <summary>The community that they come from.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public CommunityId From { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(From);

    /// <summary>The evidence that they were a member there.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public MembershipEvidence Membership { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Membership);

    internal override Ruling Rule(Sitting sitting) =>
        sitting.RefuseUnlessOpen()
        ?? sitting.RefuseIfBarred(By)
        ?? sitting.RefuseIfMember(By)
        ?? (sitting.Admissions.OpenTo.Find(From) is not { } door || door.Until <= sitting.At
            ? sitting.Refuse(Clauses.NoWayFromThere, Condition.Existence, From.Value, Witness.Of(From), sitting.WayIn(By))
            : null)
        ?? (Membership.Person != By || Membership.Community != From || !Membership.IsMember
            ? sitting.Refuse(Clauses.NoWayFromThere, Condition.Evidence, By.Value, Witness.Of(From), sitting.WayIn(By))
            : null)
        ?? (Membership.IsBarred
            ? sitting.Refuse(Clauses.MovingUnbarred, Condition.NoBar, By.Value, Witness.Of(From), sitting.WayIn(By))
            : null)
        ?? sitting.Allow(Clauses.Moving, Witness.Of(From),
            new MemberJoined(By, HowJoined.Moved, sitting.CharterInForce.Number, null));
}

/// <summary>
/// What another community's record says of somebody who would move from there. It is read from that record by
/// <see cref="CommunitiesOfPractice.Community.MembershipEvidenceFor"/>. The host gives it with the act, and the caller never
/// does.
/// </summary>
/// <param name="Community">The community.</param>
/// <param name="Person">The person.</param>
/// <param name="Version">The version of its record that says so.</param>
/// <param name="IsMember">Whether they are, or were when it closed, a member there.</param>
/// <param name="IsBarred">Whether a bar or suspension against them is in force there.</param>
public sealed record MembershipEvidence(CommunityId Community, PersonId Person, long Version, bool IsMember, bool IsBarred)
    : IEvidence
{
    string? IEvidence.Of => null;

    /// <summary>The community.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public CommunityId Community { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Community);

    /// <summary>The person.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public PersonId Person { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Person);
}

public sealed partial class Community
{
    /// <summary>
    /// What this record says of somebody at an instant, to go with their <see cref="Move"/> to another community.
    /// </summary>
    /// <exception cref="ArgumentException"><paramref name="person"/> is <c>default</c>.</exception>
    public MembershipEvidence MembershipEvidenceFor(PersonId person, Instant at)
    {
        var standing = At(at).StandingOf(person);
        return new(Id, person, Version, standing.IsMember, standing.IsBarred);
    }
}

/// <summary>Admit somebody whose request waits or was declined.</summary>
/// <param name="Person">The person whose request it is.</param>
public sealed record Admit(PersonId Person) : Proposal
{
    /// <summary>The person whose request it is.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public PersonId Person { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Person);

    internal override IEnumerable<PersonId> Named => [Person];

    internal override Proposal Merged(OnePerson one) => this with { Person = one.Of(Person) };

    /// <inheritdoc/>
    public override Matter Matter => Matter.Admit;

    private protected override string Said(Wording wording) => wording.Say("proposal.admit", Person);

    internal override Ruling? RefuseTabling(Sitting sitting) =>
        sitting.RefuseIfMember(Person)
        ?? (sitting.Admissions.Requests.Has(Person) ? null : sitting.Refuse(Clauses.NoRequest, Condition.Request, Person.Value));

    internal override IReadOnlyList<Event>? TakeEffect(Sitting sitting, Decision decision, Result result) =>
        sitting.Admissions.Requests.Has(Person) && !sitting.Roll[Person].IsMember && !sitting.Roll.Bars.Has(Person)
            ? [new MemberJoined(Person, HowJoined.Requested, sitting.CharterInForce.Number, null)]
            : null;

    internal override IReadOnlyList<Event> Fail(Sitting sitting, Decision decision, Result result) =>
        sitting.Admissions.Requests.Find(Person) is { IsOpen: true } && result.Outcome is Outcome.Failed
            ? [new RequestDeclined(
                Person, FreeText.Of("The members decided against it."),
                    sitting.At.Later(sitting.Charter.Joining.WaitsToAskAgain))]
            : [];
}

/// <summary>Invite somebody, who may then accept.</summary>
/// <param name="Person">The person invited.</param>
public sealed record InvitePerson(PersonId Person) : Proposal
{
    /// <summary>The person invited.</summary>
    /// <exception cref="ArgumentException">It is <c>default</c>.</exception>
    public PersonId Person { get; init => field = Guard.Against.Default(value); } = Guard.Against.Default(Person);

    internal override IEnumerable<PersonId> Named => [Person];

    internal override Proposal Merged(OnePerson one) => this with { Person = one.Of(Person) };

    /// <inheritdoc/>
    public override Matter Matter => Matter.Invite;

    private protected override string Said(Wording wording) => wording.Say("proposal.invite-person", Person);

    internal override Ruling? RefuseTabling(Sitting sitting) => sitting.RefuseIfMember(Person) ?? sitting.RefuseIfInvited(Person);

    internal override IReadOnlyList<Event>? TakeEffect(Sitting sitting, Decision decision, Result result) =>
        sitting.RefuseIfMember(Person) is null && sitting.RefuseIfInvited(Person) is null
            && sitting.RefuseIfBarred(Person) is null
            ? [new InvitationMade(
                new InvitationId(decision.Id.Number), Person, null,
                    sitting.At.Later(sitting.Charter.Joining.ForOthers.InvitationsStand))]
            : null;
}

/// <summary>Take an invitation back before it is accepted, where the members settle who is invited.</summary>
/// <param name="Invitation">The invitation.</param>
public sealed record TakeBackInvitation(InvitationId Invitation) : Proposal
{
    /// <inheritdoc/>
    public override Matter Matter => Matter.Invite;

    private protected override string Said(Wording wording) => wording.Say("proposal.take-back-invitation", Invitation);

    internal override Ruling? RefuseTabling(Sitting sitting) => sitting.RefuseUnlessInvitationStands(Invitation);

    internal override IReadOnlyList<Event>? TakeEffect(Sitting sitting, Decision decision, Result result) =>
        sitting.Admissions.Invitations.Has(Invitation) ? [new InvitationEnded(Invitation)] : null;
}
