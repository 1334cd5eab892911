using CommunitiesOfPractice.Testing;

namespace CommunitiesOfPractice.Tests.WhoIsTold;

/// <summary>
/// Who is concerned of what, a second time, slow and obvious: it asks of one person at a time whether a line concerns them, and
/// whether they may know of it now.
/// </summary>
internal sealed class PlainNotices(Federation before, Federation after, Instant now)
{
    private readonly PlainCommons _plain = new(after.Record, after.Directory);

    public IEnumerable<NoticeKind> Of(PersonId person, Entry line) =>
        line.By == person ? [] : Concerns(person, line).Distinct().Where(kind => MayKnow(person, line, kind));

    private IEnumerable<NoticeKind> Concerns(PersonId p, Entry line) => line.Event switch
    {
        CommunityProposed e when e.Founders.Contains(p) => [NoticeKind.FoundingAsked],
        InvitationMade e when e.Person == p => [NoticeKind.Invited],
        RequestMade when Convenes(CommunityId.Of(line.Stream), p, line) => [NoticeKind.RequestMade],
        RequestDeclined e when e.Person == p => [NoticeKind.RequestAnswered],
        MemberJoined e when e.Person == p && e.How == HowJoined.Requested => [NoticeKind.RequestAnswered],
        OfficeTakenUp e when e.Holder == p => [NoticeKind.OfficeTakenUp],
        StandingInBegan e when e.Person == p => [NoticeKind.OfficeTakenUp],
        MandateGiven e when Convenes(CommunityId.Of(line.Stream), p, line)
            || At(line).Decision(e.Mandate.Decision)?.By == p => [NoticeKind.MandateToCarryOut],
        DecisionTabled e => new[]
        {
            e.Proposal.ConcernedPerson == p ? NoticeKind.TabledAboutThem : (NoticeKind?)null,
            e.Advisers?.Contains(p) == true ? NoticeKind.AdviceAsked : null,
        }.OfType<NoticeKind>(),
        VotingOpened e when HasPlace(line, e.Decision, p) => [NoticeKind.DecisionOpened],
        DecisionExtended e => Changed(line, e.Decision, p),
        ProposalIntegrated e => Changed(line, e.Decision, p),
        FellBack e => Changed(line, e.Decision, p),
        DecisionConcluded e => Changed(line, e.Decision, p),
        AdviceGiven e when At(line).Decision(e.Decision)!.By == p => [NoticeKind.AdviceGiven],
        ObjectionRaised e when At(line).Decision(e.Decision)!.By == p => [NoticeKind.ObjectionRaised],
        DecisionClosed e when JustBefore(line).Decision(e.Decision) is { } d =>
            d.Proposal.ConcernedPerson == p ? [NoticeKind.DecidedAboutThem]
            : d.By == p || d.Candidates.Contains(p) || d.Advisers.Contains(p) || d.Electorate?.Contains(p) == true
                ? [NoticeKind.DecisionEnded]
                : [],

        LinkOffered => ToOtherEnd(NoticeKind.LinkOffered, p, line),
        TermsOffered => ToOtherEnd(NoticeKind.LinkTermsOffered, p, line),
        LinkAgreed or LinkDeclined or TermsChanged => ToOtherEnd(NoticeKind.LinkAnswered, p, line),
        LinkPaused or LinkResumed => ToOtherEnd(NoticeKind.LinkPaused, p, line),
        LinkEnded => ToOtherEnd(NoticeKind.LinkEnded, p, line),
        LinkQuestionAsked => ToOtherEnd(NoticeKind.LinkQuestionAsked, p, line),
        LinkQuestionAnswered e => LinkAt(line).Questions[e.Number - 1].By == p
            ? [NoticeKind.LinkQuestionAnswered]
            : ToOtherEnd(NoticeKind.LinkQuestionAnswered, p, line),
        LeaderAnswered => AtSide(NoticeKind.LinkQuestionAnswered, Side.A, p, line),
        BrokerLeft e when !LinkAt(line).Brokers.Any(b => b.Side == e.Side && b.Until is null) =>
            AtSide(NoticeKind.LinkUncarried, e.Side, p, line),

        NoteOffered when Follows(p, line) || As(Is(line).Home, line).IsMember(p) => [NoticeKind.NoteShared],
        AudienceDecided e when Was(line).Status == NoteStatus.Offered && e.Audience > Was(line).Decided
            && (Follows(p, line) || Contributes(p, line)) => [NoticeKind.NoteShared],
        NoteRevised when IsCloseTo(p, line) => [NoticeKind.NoteRevised],
        NoteSuperseded when IsCloseTo(p, line) => [NoticeKind.NoteSuperseded],
        NoteWithdrawn when IsCloseTo(p, line) => [NoticeKind.NoteWithdrawn],
        ContributorNamed e when e.Contribution.Person == p => [NoticeKind.ContributorNamed],
        ReviewGiven when Contributes(p, line) => [NoticeKind.NoteReviewed],
        NoteEndorsed when Contributes(p, line) => [NoticeKind.NoteEndorsed],
        RestrictionPlaced or RestrictionLifted when Contributes(p, line) => [NoticeKind.NoteRestricted],

        NoteAdopted or NoteAdapted or AdoptionDeclined or AdoptionAbandoned when HearsBack(p, line) =>
            [NoticeKind.AdopterDecided],
        OutcomeReported when HearsBack(p, line) => [NoticeKind.OutcomeReported],
        StoryTold when HearsBack(p, line) => [NoticeKind.StoryTold],
        OwnerChanged e when e.Owner == p => [NoticeKind.AdoptionHandedOver],

        GatheringCalled e when e.Call.Guests.Contains(p) || IsInvited(p, e.Home, line) => [NoticeKind.GatheringCalled],
        GatheringAgreed e when IsInvited(p, e.Community, line) => [NoticeKind.GatheringCalled],
        GuestInvited e when e.Guest == p => [NoticeKind.GatheringCalled],
        PlacesGiven e when e.People.Contains(p) => [NoticeKind.PlaceFree],
        GatheringMoved when SaidYes(p, line) => [NoticeKind.GatheringMoved, NoticeKind.ConfirmBy],
        ConfirmationsEnded e when e.People.Contains(p) => [NoticeKind.PlaceLost],
        GatheringCancelled when SaidYes(p, line) => [NoticeKind.GatheringCancelled],
        OrganiserGone when SaidYes(p, line) => [NoticeKind.GatheringUnattended],
        GatheringRestricted or GatheringRestrictionLifted when GatheringAt(line).Organiser == p =>
            [NoticeKind.GatheringRestricted],

        QuestionAsked e when As(e.Home, line).Followers.Contains(p) || WorkedOn(p, line) => [NoticeKind.QuestionAsked],
        QuestionCarried e when AskerOf(line) == p || WorkedOn(p, line) || CarriesAcross(p, e.Carrying.Link.Link, line) =>
            [NoticeKind.QuestionCarried],
        QuestionAnswered when AskerOf(line) == p || QuestionAt(line).HaveItToo.Contains(p) => [NoticeKind.QuestionAnswered],
        AnswerHelped e when GaveAnswer(p, line, e.Number) => [NoticeKind.AnswerHelped],
        QuestionSettled when AskedOrAnswered(p, line) => [NoticeKind.QuestionSettled],
        QuestionPointedTo or QuestionPointedToNote when AskedOrAnswered(p, line) => [NoticeKind.QuestionPointed],
        QuestionReported when SettlesReports(p, line) => [NoticeKind.QuestionReported],
        QuestionRestricted or QuestionRestrictionLifted when AskerOf(line) == p => [NoticeKind.QuestionRestricted],
        AnswerRestricted e when GaveAnswer(p, line, e.Number) => [NoticeKind.AnswerRestricted],
        AnswerRestrictionLifted e when GaveAnswer(p, line, e.Number) => [NoticeKind.AnswerRestricted],
        _ => [],
    };

    private bool MayKnow(PersonId p, Entry line, NoticeKind kind)
    {
        var caller = new Caller(p, now, after.Commons, after.Directory);
        switch (line.Stream.Kind)
        {
            case StreamKind.Note when kind == NoticeKind.NoteWithdrawn && Note(line).Status == NoteStatus.Withdrawn:
                return Contributes(p, line) || HasAdopted(p, NoteId.Of(line.Stream), line)
                    || after.Commons.AsOf(p, NoteId.Of(line.Stream), line.At - Duration.Epsilon).Allowed;
            case StreamKind.Note: return _plain.Check(p, NoteId.Of(line.Stream), now).Allowed;
            case StreamKind.Adoption:
                var adoption = after[AdoptionId.Of(line.Stream)];
                return caller.MaySee(line.Stream).Allowed
                    && (Contributed(p, adoption.Note) || line.Event is OwnerChanged
                        || _plain.Check(p, adoption.Note, now).Allowed);
            case StreamKind.Community:
                return NumberOf(line.Event) is not { } number || after[CommunityId.Of(line.Stream)].MaySee(
                    number, p, after.Commons.Landscape.WhenToAsk(line.Stream, now)).Allowed;
            case StreamKind.Question when AnswerOf(line.Event) is { } answered:
                return _plain.AnswersShownTo(p, QuestionId.Of(line.Stream), now).Contains(answered);

            // The asker knows of their own question.
            case StreamKind.Question when AskerOf(line) == p: return caller.MaySee(line.Stream).Allowed;
            case StreamKind.Question: return _plain.Check(p, QuestionId.Of(line.Stream), now).Allowed;
            default: return caller.MaySee(line.Stream).Allowed;
        }
    }

    private static int? AnswerOf(Event happened) => happened switch
    {
        QuestionAnswered e => e.Number,
        AnswerHelped e => e.Number,
        QuestionReported e => e.Answer,
        AnswerRestricted e => e.Number,
        AnswerRestrictionLifted e => e.Number,
        _ => null,
    };

    private Question QuestionAt(Entry line) => Question.Replay(Lines(line.Stream, line.Version));

    private PersonId AskerOf(Entry line) => QuestionAt(line).Asker!.Person;

    private bool GaveAnswer(PersonId p, Entry line, int number) => QuestionAt(line).Answers[number - 1].Giver.Person == p;

    private bool AskedOrAnswered(PersonId p, Entry line) => QuestionAt(line) is var question
        && (question.Asker!.Person == p || question.HaveItToo.Contains(p)
            || question.Answers.Any(answer => answer.Giver.Person == p && !answer.IsWithdrawn));

    private bool SettlesReports(PersonId p, Entry line) =>
        As(QuestionAt(line).Home, line).AskingEvidenceFor(p, line.At) is { SettlesReports: true };

    private bool CarriesAcross(PersonId p, LinkId link, Entry line) => LinkAs(link, line) is { } there
        && there.Brokers.Any(broker => broker.Broker == p && broker.Until is null
            && (broker.Side == Side.A ? there.A : there.B) != Party.Of(QuestionAt(line).Home));

    private Link? LinkAs(LinkId id, Entry line)
    {
        var position = after.Record.First(r => r.Entry.Stream == line.Stream && r.Entry.Version == line.Version).Position;
        var lines = after.Record.Where(r => r.Position <= position && r.Entry.Stream == StreamId.Of(id))
            .Select(r => r.Entry).ToArray();
        return lines.Length == 0 ? null : Link.Replay(lines);
    }

    // Somebody wrote, asked or answered on one of its topics before this line.
    private bool WorkedOn(PersonId p, Entry line)
    {
        var position = after.Record.First(r => r.Entry.Stream == line.Stream && r.Entry.Version == line.Version).Position;
        var topics = QuestionAt(line).Content!.Topics;
        foreach (var stream in after.Record.Where(r => r.Position <= position && r.Entry.Stream != line.Stream)
            .Select(r => r.Entry).GroupBy(entry => entry.Stream))
        {
            var (said, people) = stream.Key.Kind switch
            {
                StreamKind.Note when PracticeNote.Replay(stream) is { Content: { } content } note =>
                    (content.Topics, note.Contributors.Select(c => c.Person)),
                StreamKind.Question when Question.Replay(stream) is { Content: { } content } asked =>
                    (content.Topics, asked.Answers.Where(a => !a.IsWithdrawn).Select(a => a.Giver.Person)
                        .Append(asked.Asker!.Person)),
                _ => ([], Enumerable.Empty<PersonId>()),
            };
            if (people.Contains(p) && said.Any(one => topics.Any(t => t.Equals(one, StringComparison.OrdinalIgnoreCase))))
                return true;
        }

        return false;
    }

    private static DecisionId? NumberOf(Event happened) => happened switch
    {
        MandateGiven e => e.Mandate.Decision,
        DecisionTabled e => e.Decision,
        VotingOpened e => e.Decision,
        DecisionExtended e => e.Decision,
        ProposalIntegrated e => e.Decision,
        FellBack e => e.Decision,
        DecisionConcluded e => e.Decision,
        AdviceGiven e => e.Decision,
        ObjectionRaised e => e.Decision,
        DecisionClosed e => e.Decision,
        _ => null,
    };

    private Entry[] Lines(StreamId stream, long version) =>
        [.. after.HistoryOf(stream).Where(entry => entry.Version <= version)];

    private Community At(Entry line) => Community.Replay(Lines(line.Stream, line.Version));

    private Community JustBefore(Entry line) => Lines(line.Stream, line.Version - 1) is { Length: > 0 } lines
        ? Community.Replay(lines)
        : Community.Unknown(CommunityId.Of(line.Stream));

    private bool HasPlace(Entry line, DecisionId number, PersonId p) =>
        At(line).Decision(number)?.Electorate?.Contains(p) == true;

    private IEnumerable<NoticeKind> Changed(Entry line, DecisionId number, PersonId p) =>
        At(line).Decision(number)?.Proposal.ConcernedPerson == p ? [NoticeKind.TabledAboutThem]
        : HasPlace(line, number, p) ? [NoticeKind.DecisionChanged] : [];

    // As the record was when the line was written: other streams at the last line before it.
    private Community As(CommunityId id, Entry line)
    {
        var position = after.Record.First(r => r.Entry.Stream == line.Stream && r.Entry.Version == line.Version).Position;
        var lines = after.Record.Where(r => r.Position <= position && r.Entry.Stream == StreamId.Of(id))
            .Select(r => r.Entry).ToArray();
        return lines.Length == 0 ? Community.Unknown(id) : Community.Replay(lines);
    }

    private bool Convenes(CommunityId community, PersonId p, Entry line) =>
        As(community, line).ActingFor(Office.Convener, line.Event is MandateGiven ? As(community, line).LastAt : line.At)
            .Contains(p);

    private Link LinkAt(Entry line) => Link.Replay(Lines(line.Stream, line.Version));

    private IEnumerable<NoticeKind> ToOtherEnd(NoticeKind kind, PersonId p, Entry line) =>
        LinkAt(line).SideOf(((EndEvent)line.Event).As!.For) switch
        {
            Side.A => AtSide(kind, Side.B, p, line),
            Side.B => AtSide(kind, Side.A, p, line),
            _ => [],
        };

    private IEnumerable<NoticeKind> AtSide(NoticeKind kind, Side side, PersonId p, Entry line)
    {
        var (was, link) = (
            line.Version > 1 ? Link.Replay(Lines(line.Stream, line.Version - 1)).Brokers : [], LinkAt(line));
        return was.Concat(link.Brokers).Any(b => b.Broker == p && b.Side == side && b.Until is null)
            || (link[side] is PersonParty { Person: var one } && one == p)
            || (link[side] is CommunityParty { Community: var community } && Convenes(community, p, line))
                ? [kind]
                : [];
    }

    private PracticeNote Note(Entry line) => after[NoteId.Of(line.Stream)];

    private PracticeNote Is(Entry line) => PracticeNote.Replay(Lines(line.Stream, line.Version));

    private PracticeNote Was(Entry line) => PracticeNote.Replay(Lines(line.Stream, line.Version - 1));

    private bool Contributes(PersonId p, Entry line) => Is(line).Contributors.Any(c => c.Person == p);

    private bool Contributed(PersonId p, NoteId note) => after[note].Contributors.Any(c => c.Person == p);

    private bool Follows(PersonId p, Entry line) => As(Is(line).Home, line).Followers.Contains(p);

    private bool HasAdopted(PersonId p, NoteId note, Entry line)
    {
        var position = after.Record.First(r => r.Entry.Stream == line.Stream && r.Entry.Version == line.Version).Position;
        return after.Record.Where(r => r.Position <= position && r.Entry.Stream.Kind == StreamKind.Adoption)
            .GroupBy(r => r.Entry.Stream, r => r.Entry).Select(Adoption.Replay)
            .Any(a => a.Note == note && a.Owner == p && a.Status != AdoptionStatus.Declined);
    }

    private bool IsCloseTo(PersonId p, Entry line) => Contributes(p, line)
        || (Was(line).Status != NoteStatus.Draft && (Follows(p, line) || HasAdopted(p, NoteId.Of(line.Stream), line)));

    private bool HearsBack(PersonId p, Entry line)
    {
        var note = after[AdoptionId.Of(line.Stream)].Note;
        return before[note].Version > 0 && (Contributed(p, note) || As(after[note].Home, line).Followers.Contains(p));
    }

    private Gathering GatheringAt(Entry line) => Gathering.Replay(Lines(line.Stream, line.Version));

    private bool SaidYes(PersonId p, Entry line) =>
        GatheringAt(line).HasPlace(p) || GatheringAt(line).WaitingBefore(p) is not null;

    private bool IsInvited(PersonId p, CommunityId caller, Entry line) =>
        GatheringAt(line).Call!.Links.Select(id => after[id])
            .SelectMany(link => new[] { link.A, link.B }.Contains(Party.Of(caller)) ? new[] { link.A, link.B } : [])
            .OfType<CommunityParty>().Select(party => party.Community).Append(caller)
            .Any(community => after[community].IsMember(p))
        && after.Commons.ComesBy(p, GatheringId.Of(line.Stream), now) != ComesBy.Nothing;
}
