namespace CommunitiesOfPractice.Events;

/// <summary>Somebody became a member, by an act of their own.</summary>
/// <param name="Person">The person.</param>
/// <param name="How">By which act.</param>
/// <param name="CharterVersion">The charter they accepted by it.</param>
/// <param name="Evidence">What the host's directory said of them, where it was given.</param>
public sealed record MemberJoined(PersonId Person, HowJoined How, int CharterVersion, DirectoryEvidence? Evidence)
    : CommunityEvent
{
    internal override void Apply(Draft community, Entry entry)
    {
        community.BeginMembership(Person, How, CharterVersion);
        if (Evidence is { } evidence) community.Place(Person, evidence.Groups, evidence.Source);
    }
}

/// <summary>Somebody asked to join.</summary>
/// <param name="Person">The person.</param>
/// <param name="Answers">Their answers to the charter's questions.</param>
public sealed record RequestMade(PersonId Person, ValueList<FreeText> Answers) : CommunityEvent
{
    internal override void Apply(Draft community, Entry entry) =>
        community.Admissions =
            community.Admissions with {
                Requests = community.Admissions.Requests.With(Person, new JoinRequest(Person, entry.At, Answers)) };
}

/// <summary>Somebody took their request back.</summary>
/// <param name="Person">The person.</param>
public sealed record RequestWithdrawn(PersonId Person) : CommunityEvent
{
    internal override void Apply(Draft community, Entry entry) =>
        community.Admissions = community.Admissions with { Requests = community.Admissions.Requests.Without(Person) };
}

/// <summary>A request was declined.</summary>
/// <param name="Person">The person whose request it is.</param>
/// <param name="Reason">Why.</param>
/// <param name="AskAgainFrom">From when they may ask again.</param>
public sealed record RequestDeclined(PersonId Person, FreeText Reason, Instant AskAgainFrom) : CommunityEvent
{
    internal override void Apply(Draft community, Entry entry)
    {
        var request = community.Admissions.Requests.Find(Person) ?? new JoinRequest(Person, entry.At, ValueList<FreeText>.Empty);
        var declined = request with { DeclinedAt = entry.At, DeclinedWhy = Reason, AskAgainFrom = AskAgainFrom };
        community.Admissions = community.Admissions with { Requests = community.Admissions.Requests.With(Person, declined) };
    }
}

/// <summary>Somebody was invited.</summary>
/// <param name="Invitation">The invitation's number.</param>
/// <param name="Person">The person invited.</param>
/// <param name="Inviter">The person who invited them; null where the members decided to.</param>
/// <param name="Until">When it expires.</param>
public sealed record InvitationMade(InvitationId Invitation, PersonId Person, PersonId? Inviter, Instant Until) : CommunityEvent
{
    internal override void Apply(Draft community, Entry entry)
    {
        var made = new Invitation(Invitation, Person, Inviter, Until);
        community.Admissions = community.Admissions with
        {
            Invitations = community.Admissions.Invitations.With(Invitation, made),
            Invited = community.Admissions.Invited.With(Person, Invitation),
        };
        community.Agenda.Set(new InvitationDue(Invitation), Until);
    }
}

/// <summary>An invitation is over without having been accepted: turned down, taken back or expired, as the clause says.</summary>
/// <param name="Invitation">The invitation.</param>
public sealed record InvitationEnded(InvitationId Invitation) : CommunityEvent
{
    internal override void Apply(Draft community, Entry entry) => community.CloseInvitation(Invitation);
}
