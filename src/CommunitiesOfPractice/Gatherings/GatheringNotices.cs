namespace CommunitiesOfPractice;

/// <summary>What somebody is told of about a gathering.</summary>
public enum GatheringNoticeKind
{
    /// <summary>It was called, and they may come.</summary>
    Called,
    /// <summary>A place is theirs now: they moved up.</summary>
    PlaceFree,
    /// <summary>It was moved.</summary>
    Moved,
    /// <summary>They are to confirm by an instant.</summary>
    ConfirmBy,
    /// <summary>They did not confirm in time, and no longer have a place.</summary>
    PlaceLost,
    /// <summary>It was cancelled.</summary>
    Cancelled,
    /// <summary>It takes place within a day.</summary>
    Tomorrow,
    /// <summary>It is over, and nothing was written of it.</summary>
    NothingWritten,
    /// <summary>Nobody looks after it any more.</summary>
    Unattended,
    /// <summary>Newer zone data says another instant for its local time: it keeps its instant until it is moved.</summary>
    ZoneDataMoved,
}

/// <summary>
/// A fact for the host's notifications about a gathering: who should be told what. It holds no message and sends nothing. Nobody
/// is told what they did themself.
/// </summary>
/// <param name="To">Who should be told.</param>
/// <param name="What">Of what.</param>
/// <param name="Gathering">About which gathering.</param>
/// <param name="By">By when they should act, or when it takes place; null where there is no such time.</param>
public sealed record GatheringNotice(PersonId To, GatheringNoticeKind What, GatheringId Gathering, Instant? By = null)
{
    private static readonly Duration Day = Duration.FromDays(1);

    /// <summary>
    /// Who should be told of what happened to a gathering, in the order of their turns or keys. For other events it is nobody.
    /// </summary>
    /// <param name="happened">What happened.</param>
    /// <param name="after">The gathering after it.</param>
    /// <param name="invited">Who may come, for those who hear that it was called: where another community agreed, its
    /// members.</param>
    /// <exception cref="ArgumentNullException">Something is null.</exception>
    public static ValueList<GatheringNotice> Of(Entry happened, Gathering after, IEnumerable<PersonId> invited)
    {
        Guard.Against.Null(happened);
        Guard.Against.Null(after);
        Guard.Against.Null(invited);
        var answered = after.Coming.Concat(after.Waiting);
        return (happened.Event switch
        {
            GatheringCalled called => To(
                invited.Concat(called.Call.Guests).Distinct().OrderBy(p => p), GatheringNoticeKind.Called, after.Time!.Start),
            GatheringAgreed => To(invited.Distinct().OrderBy(p => p), GatheringNoticeKind.Called, after.Time!.Start),
            GuestInvited { Guest: var guest } => To([guest], GatheringNoticeKind.Called, after.Time!.Start),
            PlacesGiven { People: var people } => To(people, GatheringNoticeKind.PlaceFree, after.Time!.Start),
            GatheringMoved moved => To(answered, GatheringNoticeKind.Moved, moved.Time.Start)
                .Concat(To(answered, GatheringNoticeKind.ConfirmBy, moved.ConfirmBy)),
            ConfirmationsEnded { People: var people } => To(people, GatheringNoticeKind.PlaceLost, null),
            GatheringCancelled => To(answered, GatheringNoticeKind.Cancelled, null),
            OrganiserGone => To(answered, GatheringNoticeKind.Unattended, after.Time!.Start),
            _ => [],
        }).Where(notice => notice.To != happened.By).ToValueList();

        IEnumerable<GatheringNotice> To(IEnumerable<PersonId> people, GatheringNoticeKind what, Instant? by) =>
            people.Select(person => new GatheringNotice(person, what, after.Id, by));
    }

    /// <summary>
    /// Who should be told what only time brought, between two instants: that a gathering is a day away, that they have a day left
    /// to confirm, and that it is over with nothing written (who looks after it). A host asks from the instant it asked until
    /// last, so that nobody is told twice.
    /// </summary>
    /// <param name="gathering">The gathering.</param>
    /// <param name="after">From after this instant.</param>
    /// <param name="until">Up to this instant.</param>
    /// <exception cref="ArgumentNullException"><paramref name="gathering"/> is null.</exception>
    public static ValueList<GatheringNotice> Between(Gathering gathering, Instant after, Instant until)
    {
        if (Guard.Against.Null(gathering) is not { Status: GatheringStatus.Called, Time: { } time, Id: var id }) return [];
        var told = new List<GatheringNotice>();
        if (Falls(time.Start - Day))
            told.AddRange(gathering.Coming.Select(person => new GatheringNotice(
                person, GatheringNoticeKind.Tomorrow, id, time.Start)));
        if (gathering.ConfirmBy is { } by && Falls(by - Day))
            told.AddRange(gathering.ToConfirm.Select(person => new GatheringNotice(
                person, GatheringNoticeKind.ConfirmBy, id, by)));
        if (Falls(time.End) && !gathering.IsWritten && gathering.Organiser is { } organiser)
            told.Add(new(organiser, GatheringNoticeKind.NothingWritten, id));
        return told.ToValueList();

        bool Falls(Instant instant) => after < instant && instant <= until;
    }

    /// <summary>
    /// Who should be told that zone data has changed since a gathering was called, so that its local time is another instant now:
    /// who looks after it, who may move it. Null where nothing changed, it is over, or nobody looks after it.
    /// </summary>
    /// <param name="gathering">The gathering.</param>
    /// <param name="zones">The zone data of today.</param>
    /// <param name="at">When.</param>
    /// <exception cref="ArgumentNullException"><paramref name="gathering"/> or <paramref name="zones"/> is null.</exception>
    public static GatheringNotice? OfZoneData(Gathering gathering, IDateTimeZoneProvider zones, Instant at) =>
        !Guard.Against.Null(gathering).IsOver(at) && gathering is { Organiser: { } organiser, Time: { } time }
            && time.MovedBy(Guard.Against.Null(zones)) is { } now
            ? new(organiser, GatheringNoticeKind.ZoneDataMoved, gathering.Id, now.Start)
            : null;
}
