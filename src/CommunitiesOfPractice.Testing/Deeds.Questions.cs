namespace CommunitiesOfPractice.Testing;

internal sealed partial class Deeds
{
    private static readonly QuestionId[] QuestionIds =
        [.. Enumerable.Range(1, 4).Select(i => QuestionId.Of(Key("q-", i)))];

    private Caller As(PersonId person) => new(person, _now, _federation.Commons, _federation.Directory);

    private IEnumerable<PersonId> Everybody => Enumerable.Range(0, _people).Select(i => Person(_step.Who + i)).Append(Leader);

    /// <summary>How far words go. Where something is amiss, too far, or not at all.</summary>
    private Consent Reaching => IsAmiss && Further % 3 == 1 ? new(Audience.System)
        : IsAmiss && Further % 3 == 2 ? new(Audience.Community, _now)
        : new((Variant % 4) switch { 0 => Audience.Community, 3 => Audience.Contributors, _ => Audience.Linked },
            Variant % 5 == 4 ? Soon : null)
        {
            Inside = (Attribution)(_step.Choice % 4), Outside = (Attribution)(_step.Who % 4),
        };

    private (StreamId On, Act Act) OnQuestion()
    {
        var question = _federation[One(QuestionIds, id => Fits(_federation[id]))];
        var home = question.Status == QuestionStatus.Unknown ? Here : _federation[question.Home];
        var asker = IsForeign ? Who : question.Asker?.Person ?? Who;
        var answer = question.Answers.Where(a => !a.IsWithdrawn).Skip(Variant % 2).Concat(question.Answers).FirstOrDefault();
        var number = IsAmiss && Further % 2 == 0 ? 99 : answer?.Number ?? 1;
        var giver = IsForeign ? Who : answer?.Giver.Person ?? Who;
        return (StreamId.Of(question.Id), _step.Deed switch
        {
            Deed.AskQuestion => Asked(),
            Deed.ReviseQuestion => new ReviseQuestion(asker, Asks(IsAmiss ? question.Content : null)),
            Deed.ChangeQuestionConsent =>
                new ChangeQuestionConsent(asker, IsAmiss && Further % 3 == 0 ? question.Asker?.Consent ?? Reaching : Reaching),
            Deed.WithdrawQuestion => new WithdrawQuestion(asker, Reason),
            Deed.SettleQuestion => new SettleQuestion(asker, Told(asker, home)),
            Deed.ReopenQuestion => new ReopenQuestion(asker, Told(asker, home)),
            Deed.AnswerQuestion => Answered(question),
            Deed.ChangeAnswerConsent => new ChangeAnswerConsent(
                giver, number, IsAmiss && Further % 3 == 0 ? answer?.Giver.Consent ?? Reaching : Reaching),
            Deed.WithdrawAnswer => new WithdrawAnswer(giver, number),
            Deed.SayHelped => new SayHelped(asker, number, Variant % 3 > 0, Reason),
            Deed.SayWeHaveItToo => Reader(question, true) is var by ? new SayWeHaveItToo(by, Reading(question, by)) : null!,
            Deed.TakeBackWeHaveItToo => new TakeBackWeHaveItToo(OneOf(question.HaveItToo, IsForeign)),
            Deed.CarryQuestion => Carried(question, home),
            Deed.StopCarrying => Stopped(question, home, asker),
            Deed.PointToQuestion => new PointToQuestion(asker, Told(asker, home), OtherThan(question)),
            Deed.PointQuestionToNote => new PointQuestionToNote(asker, Told(asker, home), Noted()),
            Deed.StopPointing => new StopPointing(asker, Told(asker, home)),
            Deed.ReportQuestion => Reader(question, false) is var by
                ? new ReportQuestion(by, Reading(question, by), Words) : null!,
            Deed.ReportAnswer => Reader(question, false) is var by
                ? new ReportAnswer(by, Reading(question, by), number, Words) : null!,
            Deed.SettleReport => Steward(home) is var by
                ? new SettleReport(
                    by, Told(by, home), IsAmiss ? 99 : question.Reports.Where(r => r.SettledAt is null)
                        .Select(r => r.Number).DefaultIfEmpty(1).First(), Reason)
                : null!,
            Deed.RestrictAnswer => new RestrictAnswer(
                number, Guardian, Words, IsAmiss ? _now : _now + Duration.FromDays(7), "case-6"),
            Deed.LiftAnswerRestriction => new LiftAnswerRestriction(
                question.Answers.Where(a => a.Restriction is not null).Select(a => a.Number).DefaultIfEmpty(number).First(),
                "case-6"),
            Deed.RestrictQuestion => new PlaceRestriction(
                Guardian, Words, IsAmiss ? _now : _now + Duration.FromDays(7), "case-6"),
            Deed.UnrestrictQuestion => new LiftRestriction("case-6"),
            _ => new MergeKeys(
                OneOf(question.HaveItToo, Variant % 3 > 0), IsForeign ? Who : Variant % 2 == 0 ? asker : giver, "esr"),
        });
    }

    private bool Fits(Question question) => _step.Deed switch
    {
        Deed.AskQuestion => question.Status == QuestionStatus.Unknown,
        Deed.AnswerQuestion => question.TakesAnswers && question.EffectiveAudience(_now) > Audience.Contributors,
        Deed.ReopenQuestion => question.Status == QuestionStatus.Settled,
        Deed.ReviseQuestion or Deed.SettleQuestion => question.Status == QuestionStatus.Open,
        Deed.ChangeAnswerConsent or Deed.WithdrawAnswer or Deed.SayHelped or Deed.ReportAnswer or Deed.RestrictAnswer =>
            IsStanding(question) && question.Answers.Any(answer => !answer.IsWithdrawn),
        Deed.LiftAnswerRestriction => question.Answers.Any(answer => answer is { Restriction: not null, IsWithdrawn: false }),
        Deed.TakeBackWeHaveItToo => question.HaveItToo.Count > 0,
        Deed.CarryQuestion => IsStanding(question) && question.Asker!.CeilingAt(_now) == Audience.Linked
            && LinksOut(question.Home).Any(link => !question.IsCarriedOver(link.Id)),
        Deed.StopCarrying => question.Carried.Count > 0,
        Deed.StopPointing => IsStanding(question) && question.PointsElsewhere,
        Deed.SettleReport => question.Reports.Any(report => report.SettledAt is null),
        Deed.UnrestrictQuestion => question.Restriction is not null,
        Deed.RestrictQuestion or Deed.MergeQuestionKeys => question.Status != QuestionStatus.Unknown,
        _ => IsStanding(question),
    };

    private string Guardian => Variant % 3 == 2 ? "safeguarding-lead" : "caldicott-guardian";

    private static bool IsStanding(Question question) => question.Status is QuestionStatus.Open or QuestionStatus.Settled;

    private IEnumerable<Link> LinksOut(CommunityId home) => _federation.Links.Where(link =>
        link.EvidenceAt(_now) is { InForce: true } said && Laws.Carried(said, Party.Of(home)) is not null);

    /// <summary>What a community's record says of asking: of one that is closed, that nobody may.</summary>
    private AskingEvidence Told(PersonId person, Community home) =>
        (IsAmiss && Further % 2 == 1 ? Here : home) is var community
            && community.AskingEvidenceFor(IsAmiss && Further % 3 == 0 ? Person(_step.Who + 1) : person, _now) is { } said
            ? said
            : new(home.Id, Math.Max(1, home.Version), person, false, false, false, false);

    private QuestionReadingEvidence Reading(Question question, PersonId person) => !IsAmiss
        ? As(person).ReadingOf(question.Id)
        : (Further % 3) switch
        {
            0 => As(Person(_step.Who + 1)).ReadingOf(question.Id),
            1 => As(person).ReadingOf(QuestionIds[Acts.Among(_step.Who, QuestionIds.Length)]),
            _ => As(person).ReadingOf(question.Id) with { MayRead = false },
        };

    private PersonId Reader(Question question, bool isOther) => IsForeign ? Who : Everybody
        .Where(person => As(person).ReadingOf(question.Id).MayRead)
        .OrderBy(person => isOther && (question.Asker?.Person == person || question.HasItToo(person)))
        .DefaultIfEmpty(Who).First();

    private PersonId Steward(Community home) => IsForeign ? Who : Everybody
        .Where(person => home.AskingEvidenceFor(person, _now) is { SettlesReports: true }).DefaultIfEmpty(Who).First();

    private QuestionContent Asks(QuestionContent? same) => same
        ?? new(FreeText.Of(Key("What do you do at so many ml: ", 400 + Variant)), Variant % 3 == 0 ? null : Words)
        {
            Topics = [Variant % 2 == 0 ? "bleeding" : "sepsis"],
        };

    private AskQuestion Asked()
    {
        var by = Variant % 6 == 5 && Here.Observers.Count > 0 ? Here.Observers.First() : Member(Here);
        return new(
            by, Told(by, Here), Asks(null), Reaching, DirectoryGroup.Profession(Variant % 2 == 0 ? "midwife" : "nurse"),
            _federation.Directory.GroupsOf(by, _now).Where(g => g.Kind == GroupKind.Organisation)
                .Select(g => (DirectoryGroup?)g).FirstOrDefault());
    }

    private AnswerQuestion Answered(Question question)
    {
        var by = Reader(question, false);
        return new(by, Reading(question, by), Words, Reaching, DirectoryGroup.Profession("midwife"));
    }

    private CarryQuestion Carried(Question question, Community home)
    {
        var links = (IsAmiss ? _federation.Links : LinksOut(home.Id).Where(link => !question.IsCarriedOver(link.Id)))
            .Concat(_federation.Links).ToArray();
        var link = links.Length == 0 ? Link.Unknown(LinkIds[0]) : links[0];
        var by = IsForeign ? Who : Everybody
            .Where(person => home.CarryingEvidenceFor(person, link, _now) is { MayCarry: true }).DefaultIfEmpty(Who).First();
        return new CarryQuestion(by, Carrying(by, home, link), "broker");
    }

    private StopCarrying Stopped(Question question, Community home, PersonId asker)
    {
        var carried = question.Carried.FirstOrDefault();
        var link = IsAmiss || carried is null ? LinkIds[Acts.Among(_step.Who, LinkIds.Length)] : carried.Link;
        return (Variant % 3) switch
        {
            0 => new StopCarrying(asker, link),
            1 => new StopCarrying(IsForeign ? Who : carried?.By ?? Who, link),
            _ => new StopCarrying(Who, link, Carrying(Who, home, _federation[link])),
        };
    }

    private CarryingEvidence Carrying(PersonId person, Community home, Link link) =>
        home.CarryingEvidenceFor(person, link, _now) ?? new(
            home.Id, Math.Max(1, home.Version), person, link.EvidenceAt(_now) ?? new(
                link.Id, 1, Party.Of(home.Id), Party.Of(Groups[0]), new(Flow.Both), false), false);

    private QuestionEvidence OtherThan(Question question)
    {
        var others = QuestionIds.Where(id => IsAmiss == (id == question.Id)).ToArray();
        return _federation[others[Acts.Among(_step.Choice, others.Length)]].Evidence()
            ?? new(others[0], 1, IsAmiss ? QuestionStatus.Withdrawn : QuestionStatus.Open, false);
    }

    /// <summary>What a note may be written from, in some of the ways of drafting one.</summary>
    private QuestionUse? Used(PersonId by)
    {
        if (Variant % 5 != 3) return null;
        var question = QuestionIds.Select(id => _federation[id]).FirstOrDefault(q => IsStanding(q) && q.Answers.Count > 0);
        return question is null ? null : question.UseFor(
            Reading(question, by), question.Answers.Where(a => IsAmiss || !a.IsWithdrawn).Select(a => a.Number).ToValueList(),
            _now);
    }
}
