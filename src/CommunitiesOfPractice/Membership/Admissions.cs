namespace CommunitiesOfPractice;

/// <summary>Who has asked to come in and who has been asked.</summary>
internal sealed record Admissions
{
    public static readonly Admissions Empty = new();

    /// <summary>Requests that are open, declined (until they may be made again) or under appeal.</summary>
    public PersistentMap<PersonId, JoinRequest> Requests { get; init; } = PersistentMap<PersonId, JoinRequest>.Empty;

    /// <summary>Invitations that are open.</summary>
    public PersistentMap<InvitationId, Invitation> Invitations { get; init; } = PersistentMap<InvitationId, Invitation>.Empty;

    /// <summary>The open invitation of each person who has one.</summary>
    public PersistentMap<PersonId, InvitationId> Invited { get; init; } = PersistentMap<PersonId, InvitationId>.Empty;

    /// <summary>Communities whose members may move here without asking, until when.</summary>
    public PersistentMap<CommunityId, MoveWindow> OpenTo { get; init; } = PersistentMap<CommunityId, MoveWindow>.Empty;
}

/// <summary>A request to join that the person made.</summary>
/// <param name="Person">Who asks.</param>
/// <param name="At">When.</param>
/// <param name="Answers">Their answers to the charter's questions, in order.</param>
public sealed record JoinRequest(PersonId Person, Instant At, ValueList<FreeText> Answers)
{
    /// <summary>When it was declined; null while it waits.</summary>
    public Instant? DeclinedAt { get; init; }

    /// <summary>Why it was declined.</summary>
    public FreeText? DeclinedWhy { get; init; }

    /// <summary>When the person may ask again; null while it waits.</summary>
    public Instant? AskAgainFrom { get; init; }

    /// <summary>Whether it waits for an answer.</summary>
    public bool IsOpen => DeclinedAt is null;
}

/// <summary>An invitation to join: an offer that only the person invited can accept.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Person">The person invited.</param>
/// <param name="By">Who invited them; null where the members decided to.</param>
/// <param name="Until">When it expires.</param>
public sealed record Invitation(InvitationId Id, PersonId Person, PersonId? By, Instant Until);

/// <summary>A way in for the members of another community, after a merger or a split.</summary>
/// <param name="From">The other community.</param>
/// <param name="Until">Until when they may move.</param>
public sealed record MoveWindow(CommunityId From, Instant Until);
