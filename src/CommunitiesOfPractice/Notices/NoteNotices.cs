namespace CommunitiesOfPractice;

/// <summary>
/// Who is told what of a note. Those who look after an adoption hear of a new version, of what took its place, and of its
/// withdrawal, unless they declined it. So do its contributors, and those who follow its home. The members of its home hear when
/// it is offered. Of a draft, its contributors alone hear. Nobody is told of an audience that became smaller.
/// </summary>
internal static class NoteNotices
{
    public static IEnumerable<Notice> Of(Happening happened)
    {
        var id = NoteId.Of(happened.Line.Stream);
        var (before, after) = (happened.Before[id], happened.After[id]);
        var occasion = happened.Occasion with { Community = after.Home };
        var contributors = after.Contributors.Select(contribution => contribution.Person);
        var followers = happened.After[after.Home].Followers.OrderBy(person => person);
        return happened.Line.Event switch
        {
            NoteOffered => ToFollowers(NoticeKind.NoteShared).Concat(
                occasion.Tells(NoticeKind.NoteShared, NoticeReason.Member, happened.After[after.Home].Members)),
            AudienceDecided { Audience: var audience } when before.Status == NoteStatus.Offered && audience > before.Decided =>
                ToFollowers(NoticeKind.NoteShared).Concat(ToContributors(NoticeKind.NoteShared)),
            NoteRevised when before.Status == NoteStatus.Draft => ToContributors(NoticeKind.NoteRevised),
            NoteRevised => ToAll(NoticeKind.NoteRevised),
            NoteSuperseded => ToAll(NoticeKind.NoteSuperseded),
            NoteWithdrawn when before.Status == NoteStatus.Draft => ToContributors(NoticeKind.NoteWithdrawn),
            NoteWithdrawn => ToAll(NoticeKind.NoteWithdrawn),
            ContributorNamed { Contribution.Person: var named } =>
                occasion.Tells(NoticeKind.ContributorNamed, NoticeReason.Contributor, named),
            ReviewGiven => ToContributors(NoticeKind.NoteReviewed),
            NoteEndorsed => ToContributors(NoticeKind.NoteEndorsed),
            RestrictionPlaced or RestrictionLifted => ToContributors(NoticeKind.NoteRestricted),
            _ => [],
        };

        IEnumerable<Notice> ToContributors(NoticeKind kind) => occasion.Tells(kind, NoticeReason.Contributor, contributors);

        IEnumerable<Notice> ToFollowers(NoticeKind kind) => occasion.Tells(kind, NoticeReason.Follower, followers);

        IEnumerable<Notice> ToAll(NoticeKind kind) => occasion.Tells(
                kind, NoticeReason.Adopter,
                happened.After.AdoptionsOf(id).Where(adoption => adoption.Status != AdoptionStatus.Declined)
                    .Select(adoption => adoption.Owner))
            .Concat(ToContributors(kind)).Concat(ToFollowers(kind));
    }
}
