namespace CommunitiesOfPractice;

/// <summary>Who is told what of a gathering, in the order of their turns or keys.</summary>
internal static class GatheringNotices
{
    public static IEnumerable<Notice> Of(Happening happened)
    {
        // Most lines are answers, and nobody else is told of one.
        if (happened.Line.Event is YesSaid or NoSaid) return [];
        var after = happened.After[GatheringId.Of(happened.Line.Stream)];
        var plain = happened.Occasion with { Community = after.Home };
        var starts = plain with { By = after.Time?.Start };
        return happened.Line.Event switch
        {
            GatheringCalled called => starts.Tells(
                NoticeKind.GatheringCalled, NoticeReason.Invited,
                Invited(happened, after, called.Home).Concat(called.Call.Guests).Distinct().OrderBy(person => person)),
            GatheringAgreed agreed => (starts with { Community = agreed.Community }).Tells(
                NoticeKind.GatheringCalled, NoticeReason.Invited,
                Invited(happened, after, agreed.Community).Distinct().OrderBy(person => person)),
            GuestInvited { Guest: var guest } => starts.Tells(NoticeKind.GatheringCalled, NoticeReason.Invited, guest),
            PlacesGiven { People: var people } => starts.Tells(NoticeKind.PlaceFree, NoticeReason.Coming, people),
            GatheringMoved moved => starts.Tells(NoticeKind.GatheringMoved, NoticeReason.Coming, Answered(after))
                .Concat((plain with { By = moved.ConfirmBy })
                    .Tells(NoticeKind.ConfirmBy, NoticeReason.Coming, Answered(after))),
            ConfirmationsEnded { People: var people } => plain.Tells(NoticeKind.PlaceLost, NoticeReason.Coming, people),
            GatheringCancelled => plain.Tells(NoticeKind.GatheringCancelled, NoticeReason.Coming, Answered(after)),
            OrganiserGone => starts.Tells(NoticeKind.GatheringUnattended, NoticeReason.Coming, Answered(after)),
            GatheringRestricted or GatheringRestrictionLifted =>
                plain.Tells(NoticeKind.GatheringRestricted, NoticeReason.Organiser, after.Organiser),
            _ => [],
        };
    }

    /// <summary>
    /// What time alone brings: that a gathering is a day away, that they have a day left to confirm, and that it is over with
    /// nothing written (who looks after it).
    /// </summary>
    public static IEnumerable<Notice> Between(Landscape landscape, Instant after, Instant until) =>
        landscape.GatheringStates.All().SelectMany(gathering => Between(gathering, after, until));

    /// <summary>
    /// That zone data has changed since a gathering was called, so that its local time is another instant now: for who looks
    /// after it, who may move it.
    /// </summary>
    public static IEnumerable<Notice> OfZoneData(Landscape landscape, IDateTimeZoneProvider zones, Instant at) =>
        from gathering in landscape.GatheringStates.All()
        where gathering.Status == GatheringStatus.Called && !gathering.IsOver(at)
        let now = gathering.Time!.MovedBy(zones)
        where now is not null
        from notice in (On(gathering, now.Start ?? gathering.Time!.Start) with { By = now.Start })
            .Tells(NoticeKind.ZoneDataMoved, NoticeReason.Organiser, gathering.Organiser)
        select notice;

    private static IEnumerable<Notice> Between(Gathering gathering, Instant after, Instant until)
    {
        if (gathering is not { Status: GatheringStatus.Called, Time: { Start: var start, End: var end } }) return [];
        var told = Enumerable.Empty<Notice>();
        if (until < start && Falls(start - Notices.Ahead))
            told = (On(gathering, start - Notices.Ahead) with { By = start })
                .Tells(NoticeKind.GatheringTomorrow, NoticeReason.Coming, gathering.Coming);
        if (gathering.ConfirmBy is { } by && until < by && Falls(by - Notices.Ahead))
            told = told.Concat((On(gathering, by - Notices.Ahead) with { By = by })
                .Tells(NoticeKind.ConfirmBy, NoticeReason.Coming, gathering.ToConfirm));
        if (Falls(end) && !gathering.IsWritten)
            told = told.Concat(On(gathering, end)
                .Tells(NoticeKind.NothingWritten, NoticeReason.Organiser, gathering.Organiser));
        return told;

        bool Falls(Instant instant) => CommunityNotices.Falls(instant, after, until);
    }

    private static Occasion On(Gathering gathering, Instant at) =>
        new(StreamId.Of(gathering.Id), at) { Community = gathering.Home };

    private static IEnumerable<PersonId> Answered(Gathering gathering) => gathering.Coming.Concat(gathering.Waiting);

    /// <summary>
    /// The members of a community that calls a gathering, and of those at the far ends of the links that it names, who may come.
    /// Whole organisations, and everybody, are for the host to tell.
    /// </summary>
    private static IEnumerable<PersonId> Invited(Happening happened, Gathering gathering, CommunityId caller)
    {
        var (near, now) = (Party.Of(caller), happened.Commons);
        var far = gathering.Call!.Links.Select(id => now.Landscape[id])
            .Select(link => link.A == near ? link.B : link.B == near ? link.A : null)
            .OfType<CommunityParty>().Select(party => party.Community);
        return far.Prepend(caller).SelectMany(community => now.Landscape[community].Members)
            .Where(person => now.ComesBy(person, gathering.Id, happened.Now) != ComesBy.Nothing);
    }
}
