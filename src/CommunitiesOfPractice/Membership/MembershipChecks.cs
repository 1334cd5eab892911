namespace CommunitiesOfPractice;

internal sealed partial class Sitting
{
    /// <summary>
    /// What the charter's joining rule asks for. While nobody is left, it asks nothing of anybody the host lists, unless
    /// strangers need an invitation (law 6).
    /// </summary>
    public Ruling? RefuseJoining(Join act) => IsOpenAtRest
        ? Roll[act.By].IsAway ? Refuse(Clauses.Away, Condition.Presence, act.By.Value, Witness.Of(act.By)) : null
        : Charter.Joining.RefuseJoining(this, act);

    /// <summary>Whether the community rests, and lets in anybody the host lists.</summary>
    public bool IsOpenAtRest => Community.IsResting && !Charter.Joining.NeedsInvitation;

    /// <summary>
    /// Whether somebody has come back since an instant, even if they have left again: what they asked for before then is then no
    /// act of theirs to become a member by.
    /// </summary>
    public bool HasBeenMemberSince(PersonId person, Instant since) =>
        Roll[person].IsMember || Roll[person].Past.Any(t => t.From >= since && t.What == TenureKind.Membership);

    /// <summary>Somebody the community has any record of.</summary>
    public Ruling? RefuseUnlessKnown(PersonId person) =>
        Community.Knows(person) ? null : Refuse(Clauses.NobodyWeKnow, Condition.Existence, person.Value);

    public Ruling? RefuseUnlessRequested(PersonId person) =>
        Admissions.Requests.Find(person) is { IsOpen: true }
            ? null
            : Refuse(Clauses.NoRequest, Condition.Request, person.Value, Witness.Of(person),
                WayIn(person) is RequestToJoin request ? request : null);

    public Ruling? RefuseIfInvited(PersonId person) =>
        Admissions.Invited.TryGet(person, out var invitation)
            ? Refuse(
                Clauses.InvitedAlready, Condition.Novelty, person.Value,
                    new Witness(WitnessKind.Invitation, invitation.ToString()))
            : null;

    /// <summary>The invitation is open, for any person.</summary>
    public Ruling? RefuseUnlessInvitationStands(InvitationId invitation) =>
        Admissions.Invitations.Has(invitation) ? null : Refuse(Clauses.NoInvitation, Condition.Existence, invitation.ToString());

    /// <summary>The invitation is open, and this is the person who may accept it.</summary>
    public Ruling? RefuseUnlessInvited(InvitationId invitation, PersonId by) => Admissions.Invitations.Find(invitation) switch
    {
        null => Refuse(Clauses.NoInvitation, Condition.Existence, invitation.ToString(), null, WayIn(by)),
        { Person: var invited } when invited != by => Refuse(Clauses.OwnAct, Condition.OwnAct, invited.Value,
            new Witness(WitnessKind.Invitation, invitation.ToString()), new Accept(invited, invitation)),
        _ => null,
    };

    public Ruling? RefuseUnlessBarred(PersonId person) =>
        Roll.Bars.Has(person) ? null : Refuse(Clauses.NotBarred, Condition.Existence, person.Value, Witness.Of(person));

    /// <summary>A membership ends, and with it the offices that need one.</summary>
    public Event[] Departure(PersonId person, Event departure) =>
    [
        departure,
        .. Community.OfficesHeldBy(person)
            .Where(office => departure is PersonForgotten || Charter.Office(office) is not { OpenToOutsiders: true })
            .Select(office => new OfficeLeft(office, person, null)),
    ];

    /// <summary>Appeals of somebody who is to be forgotten: nobody is made a member by what they asked before.</summary>
    public IEnumerable<Event> AppealsTakenBack(PersonId person) =>
        Community.OpenDecisions.Where(d => d.Proposal is Reinstate reinstate && reinstate.Person == person)
            .Select(d => new DecisionClosed(d.Id, new Result(Outcome.Withdrawn, d.VoiceCount)));
}
