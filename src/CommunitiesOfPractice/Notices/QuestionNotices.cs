namespace CommunitiesOfPractice;

/// <summary>
/// Who is told what of a question. Those who follow its community hear that it was asked, and so does everybody who worked on one
/// of its topics: they wrote a note on it, or asked or answered a question on it. When it is carried, so do those who carry the
/// link at the other end. Nobody is told who has it too, or who reported something.
/// </summary>
internal static class QuestionNotices
{
    public static IEnumerable<Notice> Of(Happening happened)
    {
        var id = QuestionId.Of(happened.Line.Stream);
        var after = happened.After[id];
        var occasion = happened.Occasion with { Community = after.Home };
        var standing = after.Answers.Where(answer => !answer.IsWithdrawn).Select(answer => answer.Giver.Person).Distinct();
        return happened.Line.Event switch
        {
            QuestionAsked => occasion.Tells(NoticeKind.QuestionAsked, NoticeReason.Follower, Followers(happened, after))
                .Concat(OnTopic(NoticeKind.QuestionAsked)),
            QuestionAnswered { Number: var number } =>
                ToAskers(occasion with { Part = number }, NoticeKind.QuestionAnswered, after),
            AnswerHelped { Number: var number } => ToGiver(occasion, NoticeKind.AnswerHelped, after, number),
            QuestionCarried { Carrying.Link.Link: var link } =>
                occasion.Tells(NoticeKind.QuestionCarried, NoticeReason.Asker, after.Asker!.Person)
                    .Concat(occasion.Tells(
                        NoticeKind.QuestionCarried, NoticeReason.Broker, Across(happened.After[link], after.Home)))
                    .Concat(OnTopic(NoticeKind.QuestionCarried)),
            QuestionSettled => ToAskers(occasion, NoticeKind.QuestionSettled, after).Concat(ToGivers(NoticeKind.QuestionSettled)),
            QuestionPointedTo or QuestionPointedToNote =>
                ToAskers(occasion, NoticeKind.QuestionPointed, after).Concat(ToGivers(NoticeKind.QuestionPointed)),
            QuestionReported { Answer: var number } => (occasion with { Part = number }).Tells(
                NoticeKind.QuestionReported, NoticeReason.Steward,
                StewardsOf(happened.After[after.Home], happened.Line.At)),
            QuestionRestricted or QuestionRestrictionLifted =>
                occasion.Tells(NoticeKind.QuestionRestricted, NoticeReason.Asker, after.Asker!.Person),
            AnswerRestricted { Number: var number } => ToGiver(occasion, NoticeKind.AnswerRestricted, after, number),
            AnswerRestrictionLifted { Number: var number } => ToGiver(occasion, NoticeKind.AnswerRestricted, after, number),
            _ => [],
        };

        IEnumerable<Notice> ToGivers(NoticeKind kind) => occasion.Tells(kind, NoticeReason.Giver, standing);

        IEnumerable<Notice> OnTopic(NoticeKind kind) =>
            occasion.Tells(kind, NoticeReason.OnTopic, WhoWorkedOn(after.Content!.Topics, happened.After, id));
    }

    /// <summary>
    /// What time alone brings: that nobody has answered it for as long as the charter says. Those who steward knowledge in its
    /// community hear of it, and those who carry its links.
    /// </summary>
    public static IEnumerable<Notice> Between(Landscape landscape, Instant after, Instant until) =>
        from question in landscape.SharedStates.All().OfType<Question>()
        where question is { AskedAt: not null, TakesAnswers: true }
        let home = landscape[question.Home]
        let charter = home.CharterAt(until)?.Charter
        where charter is not null && home.Status != Status.Closed
        let late = question.AskedAt!.Value.Later(charter.UnansweredAfter)
        where CommunityNotices.Falls(late, after, until) && question.IsUnansweredAt(until, charter.UnansweredAfter)
        from notice in Unanswered(landscape, home, question, late, until)
        select notice;

    private static IEnumerable<Notice> Unanswered(
        Landscape landscape, Community home, Question question, Instant late, Instant until)
    {
        var occasion = new Occasion(StreamId.Of(question.Id), late) { Community = home.Id };
        return occasion.Tells(NoticeKind.QuestionUnanswered, NoticeReason.Steward, Serving(home, Duty.StewardKnowledge, until))
            .Concat(occasion.Tells(
                NoticeKind.QuestionUnanswered, NoticeReason.Broker,
                Serving(home, Duty.CarryLinks, until).Concat(landscape.LinksOf(Party.Of(home.Id))
                    .Where(link => link.IsKept(until)).SelectMany(link => link.BrokersAt(link.SideOf(Party.Of(home.Id))!.Value)))
                    .Distinct()));
    }

    /// <summary>Those who settle reports: who stewards knowledge, or can act as convener where nobody does.</summary>
    internal static IEnumerable<PersonId> StewardsOf(Community community, Instant at) =>
        Serving(community, Duty.StewardKnowledge, at) is { Length: > 0 } stewards
            ? stewards
            : CommunityNotices.ConvenersOf(community, at);

    /// <summary>
    /// Everybody who wrote, asked or answered on one of some topics, whatever their case, in the order of their keys.
    /// </summary>
    internal static IEnumerable<PersonId> WhoWorkedOn(ValueList<string> topics, Landscape landscape, QuestionId but) =>
        topics.Count == 0 ? [] : landscape.SharedStates.All().SelectMany(item => item switch
        {
            PracticeNote { Content: { } content } note when AreNear(topics, content.Topics) =>
                note.Contributors.Select(contribution => contribution.Person),
            Question { Content: { } content } question when question.Id != but && AreNear(topics, content.Topics) =>
                question.Answers.Where(answer => !answer.IsWithdrawn).Select(answer => answer.Giver.Person)
                    .Append(question.Asker!.Person),
            _ => Enumerable.Empty<PersonId>(),
        }).Distinct().OrderBy(person => person);

    private static bool AreNear(ValueList<string> topics, ValueList<string> others) =>
        topics.Any(topic => others.Contains(topic, StringComparer.OrdinalIgnoreCase));

    private static PersonId[] Serving(Community community, Duty duty, Instant at) =>
        [.. (community.CharterAt(at)?.Charter.Offices ?? []).Where(office => office.Duties.Contains(duty))
            .SelectMany(office => community.ActingFor(office.Id, at)).Distinct()];

    private static IEnumerable<PersonId> Followers(Happening happened, Question question) =>
        happened.After[question.Home].Followers.OrderBy(person => person);

    private static IEnumerable<PersonId> Across(Link link, CommunityId home) =>
        link.SideOf(Party.Of(home)) is { } side ? link.BrokersAt(side == Side.A ? Side.B : Side.A) : [];

    private static IEnumerable<Notice> ToAskers(Occasion occasion, NoticeKind kind, Question question) =>
        occasion.Tells(kind, NoticeReason.Asker, question.Asker!.Person)
            .Concat(occasion.Tells(kind, NoticeReason.HasItToo, question.HaveItToo));

    private static IEnumerable<Notice> ToGiver(Occasion occasion, NoticeKind kind, Question question, int number) =>
        (occasion with { Part = number }).Tells(kind, NoticeReason.Giver, question.FindAnswer(number)!.Giver.Person);
}
