using CommunitiesOfPractice.Counting;

namespace CommunitiesOfPractice;

/// <summary>
/// What the rules of an act see: the community with everything due done, and the instant. It holds the checks that several acts
/// share, so that each act's rules read as a table: the first refusal, else what is allowed.
/// </summary>
internal sealed partial class Sitting(Community community, Instant at)
{
    public Community Community { get; } = community;

    public Instant At { get; } = at;

    public Life Life => Community.Life;

    public Roll Roll => Community.Roll;

    public Admissions Admissions => Community.Admissions;

    public Charter Charter => CharterInForce.Charter;

    public CharterVersion CharterInForce => Community.CharterAt(At)!;

    public Ruling Allow(Clause clause, Witness? witness, params IReadOnlyList<Event> events) =>
        Ruling.Allow(clause, witness, events);

    public Ruling Refuse(
        Clause clause, Condition missing, string? of = null, Witness? witness = null, Act? remedy = null, Instant? from = null) =>
        Ruling.Refuse(clause, missing, of, witness, remedy, from);

    /// <summary>Founded and not closed.</summary>
    public Ruling? RefuseUnlessOpen() => Life.Status switch
    {
        Status.Open or Status.Dormant => null,
        Status.Closed => Refuse(Clauses.Closed, Condition.OpenCommunity, Community.Id.Value, Witness.Of(Community.Id)),
        _ => Refuse(Clauses.NotFounded, Condition.Founding, Community.Id.Value, Witness.Of(Community.Id)),
    };

    public Ruling? RefuseUnlessMember(PersonId person) =>
        Roll[person].IsMember
            ? null
            : Refuse(Clauses.MembersOnly, Condition.Membership, person.Value, Witness.Of(person), WayIn(person));

    /// <summary>
    /// A member in an open community who is not suspended, away, on leave or unclaimed, and so may act as a member.
    /// </summary>
    public Ruling? RefuseUnlessActingMember(PersonId person) =>
        RefuseUnlessOpen() ?? RefuseUnlessMember(person) ?? RefuseUnlessActing(person);

    /// <summary>Not suspended, away, on leave or unclaimed.</summary>
    public Ruling? RefuseUnlessActing(PersonId person)
    {
        var standing = Roll[person];
        if (standing.IsUnclaimed)
            return Refuse(Clauses.Unclaimed, Condition.Claim, person.Value, Witness.Of(person), new ClaimPlace(person));
        if (standing.IsAway) return Refuse(Clauses.Away, Condition.Presence, person.Value, Witness.Of(person));
        if (standing.IsOnLeave)
            return Refuse(Clauses.OnLeave, Condition.Presence, person.Value, Witness.Of(person), new ReturnFromLeave(person));
        return RefuseIfBarred(person);
    }

    public Ruling? RefuseIfBarred(PersonId person) =>
        Roll.Bars.Find(person) is { } bar
            ? Refuse(Clauses.Barred, Condition.NoBar, person.Value, Witness.Of(person), from: bar.Until)
            : null;

    public Ruling? RefuseIfMember(PersonId person) =>
        Roll[person].IsMember ? Refuse(Clauses.MemberAlready, Condition.NoMembership, person.Value, Witness.Of(person)) : null;

    /// <summary>The person holds an office now, or stands in while no holder can act (law 4), and is free to act.</summary>
    public Ruling? RefuseUnlessHolds(PersonId person, OfficeId office) =>
        RefuseUnlessOpen()
        ?? (Community.Office(office).IsHeldBy(person) || StandsInFor(person, office)
            ? null
            : Refuse(Clauses.OfficeHoldersOnly, Condition.Office, office.Value, Witness.Of(office)))
        ?? RefuseUnlessActing(person);

    private bool StandsInFor(PersonId person, OfficeId office) =>
        !Community.Office(office).Holders.Any(t => Roll[t.Holder].MayAct)
        && (Community.Office(office).StandingIn.Any(t => t.Holder == person)
            || (Charter.Office(office)?.Deputies is { } deputy && Community.Office(deputy).IsHeldBy(person)));

    /// <summary>
    /// Whether somebody may settle a matter alone. Where the members decide, the remedy is to put it before them.
    /// </summary>
    public Ruling? RefuseUnlessMaySettle(Matter matter, PersonId by, Proposal? otherwise = null)
    {
        var refusal = RefuseUnlessOpen() ?? Charter[matter]!.RefuseAlone(this, by, matter);
        return refusal is { Answer.Remedy: null } && refusal.Answer.Clause == Clauses.MembersDecide && otherwise is not null
            ? refusal with { Answer = refusal.Answer with { Remedy = Option.Towards(new Propose(by, otherwise)) } }
            : refusal;
    }

    public Ruling? RefuseUnlessVoice(Decision decision, Ballot ballot) =>
        ballot is VoiceBallot ? null : Refuse(Clauses.BallotKind, Condition.WellFormed, OfWhat.Voice, Witness.Of(decision.Id));

    /// <summary>Where objections are heard, anybody who is against a proposal objects and says why.</summary>
    public Ruling? RefuseUnlessReasoned(Decision decision, PersonId by, Ballot ballot) =>
        ballot == decision.Rule.ObjectionBallot
            ? Refuse(
                Clauses.ObjectionReasoned, Condition.Reason, null, Witness.Of(decision.Id),
                    decision.Rule.Saying(Voice.Against, decision.Id, by))
            : null;

    /// <summary>The way in for somebody who is not a member, if there is one now.</summary>
    public Act? WayIn(PersonId person)
    {
        if (Roll[person].IsMember || Roll.Bars.Has(person) || Community.SecondKeys.Into.Has(person)
            || Life.Status is not (Status.Open or Status.Dormant)) return null;
        if (Admissions.Invited.TryGet(person, out var invitation)) return new Accept(person, invitation);
        return IsOpenAtRest ? Roll[person].IsAway ? null : new Join(person) : Charter.Joining.WayIn(this, person);
    }
}
