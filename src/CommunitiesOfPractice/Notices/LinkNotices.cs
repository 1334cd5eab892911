namespace CommunitiesOfPractice;

/// <summary>
/// Who is told what of a link: those who carry it at the other end, that community's conveners, or the person who is asked. Who
/// speaks for an organisation or a network only the host knows, and tells.
/// </summary>
internal static class LinkNotices
{
    public static IEnumerable<Notice> Of(Happening happened)
    {
        var (line, link) = (happened.Line, happened.After[LinkId.Of(happened.Line.Stream)]);
        return line.Event switch
        {
            LinkOffered => ToOtherEnd(NoticeKind.LinkOffered),
            TermsOffered => ToOtherEnd(NoticeKind.LinkTermsOffered),
            LinkAgreed or LinkDeclined or TermsChanged => ToOtherEnd(NoticeKind.LinkAnswered),
            LinkPaused or LinkResumed => ToOtherEnd(NoticeKind.LinkPaused),
            LinkEnded => ToOtherEnd(NoticeKind.LinkEnded),
            LinkQuestionAsked => ToOtherEnd(NoticeKind.LinkQuestionAsked),
            LinkQuestionAnswered { Number: var number } => happened.Occasion
                .Tells(NoticeKind.LinkQuestionAnswered, NoticeReason.Asker, link.Questions[number - 1].By)
                .Concat(ToOtherEnd(NoticeKind.LinkQuestionAnswered)),
            LeaderAnswered => ToSide(NoticeKind.LinkQuestionAnswered, Side.A),
            BrokerLeft { Side: var side } when !IsCarriedAt(side) => ToSide(NoticeKind.LinkUncarried, side),
            _ => [],
        };

        bool IsCarriedAt(Side side) => link.Brokers.Any(broker => broker.Side == side && broker.Until is null);

        // Where one community is at both ends of nothing, there is one other end.
        IEnumerable<Notice> ToOtherEnd(NoticeKind kind) =>
            line.Event is EndEvent { As.For: var acted } && link.SideOf(acted) is { } side
                ? ToSide(kind, side == Side.A ? Side.B : Side.A)
                : [];

        // A link that ended is carried by nobody any more: those who carried it until then are told.
        IEnumerable<Notice> ToSide(NoticeKind kind, Side side)
        {
            var occasion = happened.Occasion with { Community = (link[side] as CommunityParty)?.Community };
            return occasion.Tells(
                    kind, NoticeReason.Broker, happened.Before[link.Id].Brokers.Concat(link.Brokers)
                        .Where(broker => broker.Side == side && broker.Until is null).Select(broker => broker.Broker))
                .Concat(link[side] switch
                {
                    CommunityParty { Community: var community } => occasion.Tells(
                        kind, NoticeReason.Convener,
                        CommunityNotices.ConvenersOf(happened.After[community], happened.Line.At)),
                    PersonParty { Person: var person } => occasion.Tells(kind, NoticeReason.Concerned, person),
                    _ => [],
                });
        }
    }
}
