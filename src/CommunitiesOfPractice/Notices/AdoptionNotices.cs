namespace CommunitiesOfPractice;

/// <summary>
/// Who is told what of an adoption: the note's contributors, because it flows back to them (law 10), and those who follow the
/// note's home.
/// </summary>
internal static class AdoptionNotices
{
    public static IEnumerable<Notice> Of(Happening happened)
    {
        var adoption = happened.After[AdoptionId.Of(happened.Line.Stream)];
        var source = happened.After[adoption.Note];
        var occasion = happened.Occasion with { Community = source.Home, About = StreamId.Of(adoption.Note) };
        return happened.Line.Event switch
        {
            NoteAdopted or NoteAdapted or AdoptionDeclined or AdoptionAbandoned => Back(NoticeKind.AdopterDecided),
            OutcomeReported => Back(NoticeKind.OutcomeReported),
            StoryTold => Back(NoticeKind.StoryTold),
            OwnerChanged { Owner: var owner } =>
                occasion.Tells(NoticeKind.AdoptionHandedOver, NoticeReason.Adopter, owner),
            _ => [],
        };

        IEnumerable<Notice> Back(NoticeKind kind) => source.Version == 0 ? [] : occasion
            .Tells(kind, NoticeReason.Contributor, source.Contributors.Select(contribution => contribution.Person))
            .Concat(occasion.Tells(
                kind, NoticeReason.Follower, happened.After[source.Home].Followers.OrderBy(person => person)));
    }
}
