namespace CommunitiesOfPractice.Testing;

public static partial class Laws
{
    private static readonly Func<QuestionMoment, BrokenLaw?>[] OfQuestions =
        [TakingBackSucceeds, WordsGoNoFurther, AnswersStay, QuestionIsItsRecord, QuestionRemediesWork];

    /// <summary>
    /// The first law that a story of a question breaks; null for none: those of each moment, that each act is allowed as written,
    /// and that the question is at every prefix what its history says.
    /// </summary>
    public static BrokenLaw? Check(QuestionStory story)
    {
        var history = Guard.Against.Null(story).Beginning().Events.ToList();
        foreach (var moment in story.Run())
        {
            if (OfQuestions.Select(law => law(moment)).FirstOrDefault(broken => broken is not null) is { } law) return law;
            var mergers = MergersIn(history);
            var isSecond = NamedIn((Act)moment.Act).Any(person => mergers.Any(m => m.Dropped == person));
            var allowed = !isSecond
                && IsAllowed((Act)moment.Act, QuestionStories.Id, new PlainQuestion(history), moment.RuledAt, mergers);
            if (allowed != moment.Done.Allowed)
                return new(11, $"{moment} was {(allowed ? "refused" : "allowed")}, against what is written of it.");
            history.AddRange(moment.Done.Events);
            var (stands, told) = (PlainQuestion.Of(moment.After), new PlainQuestion(history).ToString());
            if (stands != told)
                return new(12, $"After {moment} it stands as {stands}, and its history says {told}.");
        }

        return null;
    }

    /// <summary>
    /// Law 3, for questions: whoever asked one, answered one or has one too can take that back, whatever their standing.
    /// </summary>
    public static BrokenLaw? TakingBackSucceeds(QuestionMoment moment)
    {
        var (question, at) = (Guard.Against.Null(moment).After, Instant.Max(moment.At, moment.After.LastAt));
        var own = question.HaveItToo.Select(person => (IActOn<Question>)new TakeBackWeHaveItToo(person))
            .Concat(question.Answers.Where(a => !a.IsWithdrawn).Select(a => new WithdrawAnswer(a.Giver.Person, a.Number)));
        if (question.Status != QuestionStatus.Withdrawn) own = own.Append(new WithdrawQuestion(question.Asker!.Person));
        own = own.Concat(question.Carried.Select(carried => new StopCarrying(question.Asker!.Person, carried.Link)));
        foreach (var act in own)
        {
            if (!question.Ask(act, at).Allowed) return new(3, $"After {moment} {act.Actor} may not {act.GetType().Name}.");
        }

        return null;
    }

    /// <summary>
    /// Law 8, for questions: a question and each answer go no further than whoever said them lets them, at once, and a question
    /// that nobody carries goes no further than its community.
    /// </summary>
    public static BrokenLaw? WordsGoNoFurther(QuestionMoment moment)
    {
        var question = Guard.Against.Null(moment).After;
        var instants = question.Answers.Select(answer => answer.Giver.Consent?.Until).Append(question.Asker!.Consent?.Until)
            .OfType<Instant>().SelectMany(end => new[] { end - Duration.Epsilon, end })
            .Append(Instant.Max(moment.At, question.LastAt));
        foreach (var at in instants)
        {
            var reach = question.EffectiveAudience(at);
            if (reach > PlainQuestion.Reach(question.Asker.Consent, at))
                return new(8, $"After {moment} the question goes as far as {reach} at {at}.");
            if (reach > Audience.Community && question.Carried.Count == 0)
                return new(8, $"After {moment} nobody carries the question, and it goes as far as {reach}.");
            if (question.Restriction is not null && reach > Audience.Contributors)
                return new(3, $"After {moment} the question is restricted, and goes as far as {reach}.");
            foreach (var answer in question.Answers)
                if (answer.EffectiveAudience(at) is var far && far > Audience.Contributors
                    && (far > PlainQuestion.Reach(answer.Giver.Consent, at) || answer.IsWithdrawn
                        || answer.Restriction is not null))
                    return new(8, $"After {moment} answer {answer.Number} goes as far as {far} at {at}.");
        }

        return null;
    }

    /// <summary>
    /// An answer changes only by what its giver, the asker or a host does with it: settling a question, pointing elsewhere and
    /// asking in other words leave every answer, and what helped, as it was.
    /// </summary>
    public static BrokenLaw? AnswersStay(QuestionMoment moment)
    {
        var (before, after) = (Guard.Against.Null(moment).Before.Answers, moment.After.Answers);
        return moment.Act is AnswerQuestion or ChangeAnswerConsent or WithdrawAnswer or SayHelped or RestrictAnswer
            or LiftAnswerRestriction or MergeKeys || before == after
            ? null
            : new(8, $"{moment} changed an answer.");
    }

    /// <summary>
    /// Law 12, for questions: asking is doing without the events, a refusal appends nothing, and the events give the state.
    /// </summary>
    public static BrokenLaw? QuestionIsItsRecord(QuestionMoment moment)
    {
        var (before, done) = (Guard.Against.Null(moment).Before, moment.Done);
        if (before.Ask(moment.Act, moment.At) != done.Answer) return new(12, $"Asked, {moment} had another answer.");
        if (!done.Allowed && (done.Events.Count > 0 || !ReferenceEquals(done.After, before)))
            return new(12, $"{moment} was refused, and changed something.");
        return before.After(done.Events).Equals(done.After) ? null : new(12,
            $"The events of {moment} do not give what is after them.");
    }

    /// <summary>Law 11, for questions: a remedy on the same question would be allowed.</summary>
    public static BrokenLaw? QuestionRemediesWork(QuestionMoment moment) =>
        Guard.Against.Null(moment).Done.Remedy is { Act: IActOn<Question> way } && !moment.Before.Ask(way, moment.At).Allowed
            ? new(11, $"The remedy of {moment} would be refused.")
            : null;

    /// <summary>Whether nothing that the documentation of an act on a question says refuses it.</summary>
    private static bool IsAllowed(
        Act act, QuestionId id, PlainQuestion told, Instant at, (PersonId Kept, PersonId Dropped)[] mergers)
    {
        var isKnown = told.Status != QuestionStatus.Unknown;
        var isStanding = told.Status is QuestionStatus.Open or QuestionStatus.Settled;
        var isOpen = told.Status == QuestionStatus.Open;
        bool Goes(Consent consent) => consent.Ceiling <= Audience.Linked && !(consent.Until <= at);
        bool IsHome(HomeQuestionAct one) => one.Home.Person == one.By && one.Home.Community == told.Home;
        bool LooksAfter(HomeQuestionAct one) =>
            IsHome(one) && (one.Home.StewardsKnowledge || (told.Asker == one.By && one.Home.TakesPart));
        bool Reads(ReadersQuestionAct one) =>
            one.Reading.Question == id && one.Reading.Person == one.By && one.Reading.MayRead;
        bool Carries(PersonId by, CarryingEvidence carrying) =>
            carrying.Person == by && carrying.Community == told.Home && carrying.MayCarry;
        bool Reported(PersonId by, int? answer) =>
            told.Reports.Any(report => report.By == by && report.Answer == answer && report.SettledAt is null);
        bool Restricts(Restriction? standing, string role, Instant review) =>
            review > at && (standing is null || standing.Role == role);
        return act switch
        {
            AskQuestion ask => !isKnown && ask.Home.Person == ask.By && ask.Home.MayAsk && Goes(ask.Consent),
            ReviseQuestion revise => isOpen && told.Asker == revise.By && revise.Content != told.Content,
            ChangeQuestionConsent change =>
                isStanding && told.Asker == change.By && Goes(change.Consent) && change.Consent != told.Consent,
            WithdrawQuestion withdraw => isStanding && told.Asker == withdraw.By,
            SettleQuestion settle => isOpen && LooksAfter(settle),
            ReopenQuestion reopen => told.Status == QuestionStatus.Settled && LooksAfter(reopen),
            AnswerQuestion answer => isOpen && !told.PointsAnywhere && Reads(answer) && Goes(answer.Consent),
            ChangeAnswerConsent change => told.Standing(change.Number)?.Giver is { } giver && giver.Person == change.By
                && Goes(change.Consent) && change.Consent != giver.Consent,
            WithdrawAnswer withdraw => told.Standing(withdraw.Number)?.Giver.Person == withdraw.By,
            SayHelped say => isStanding && told.Asker == say.By && told.Standing(say.Number) is { } answer
                && answer.GoesTo(say.By, true, at) && (answer.Helped, answer.What) != (say.Helped, say.What),
            SayWeHaveItToo say => isStanding && Reads(say) && told.Asker != say.By && !told.Too.Contains(say.By),
            TakeBackWeHaveItToo take => told.Too.Contains(take.By),
            CarryQuestion carry => isStanding && Carries(carry.By, carry.Carrying)
                && Carried(carry.Carrying.Link, Party.Of(told.Home)) is not null
                && PlainQuestion.Reach(told.Consent, at) == Audience.Linked
                && told.Carried.All(one => one.Link != carry.Carrying.Link.Link),
            StopCarrying stop => told.Carried.FirstOrDefault(one => one.Link == stop.Link) is { } one
                && (told.Asker == stop.By || one.By == stop.By
                    || (stop.Carrying is { } carrying && carrying.Link.Link == stop.Link && Carries(stop.By, carrying))),
            PointToQuestion point => isStanding && LooksAfter(point) && point.Other.Question != id
                && point.Other.Status is QuestionStatus.Open or QuestionStatus.Settled && !point.Other.PointsElsewhere
                && told.Question != point.Other.Question,
            PointQuestionToNote point => isStanding && LooksAfter(point) && point.Note.Status == NoteStatus.Offered
                && told.Note != point.Note.Note,
            StopPointing stop => isStanding && told.PointsAnywhere && LooksAfter(stop),
            ReportQuestion report => isStanding && Reads(report) && !Reported(report.By, null),
            ReportAnswer report => isStanding && Reads(report)
                && told.Standing(report.Number)?.GoesTo(report.By, report.Reading.IsInside, at) == true
                && !Reported(report.By, report.Number),
            SettleReport settle => isKnown && IsHome(settle) && settle.Home.SettlesReports
                && told.Reports.Any(report => report.Number == settle.Report && report.SettledAt is null),
            RestrictAnswer restrict => told.Standing(restrict.Number) is { } answer
                && Restricts(answer.Restriction, restrict.Role, restrict.ReviewBy),
            LiftAnswerRestriction lift => told.Standing(lift.Number)?.Restriction is not null,
            PlaceRestriction place => isKnown && Restricts(told.Restriction, place.Role, place.ReviewBy),
            LiftRestriction => isKnown && told.Restriction is not null,
            MergeKeys merge => isKnown && merge.Kept != merge.Dropped
                && new[] { merge.Kept, merge.Dropped }.Any(key => told.Knows(key) || mergers.Any(m => m.Kept == key)),
            _ => throw new InvalidOperationException("Another act on a question?"),
        };
    }

    /// <summary>Law 3: a restriction of a question that is lifted leaves everything as it was.</summary>
    private static BrokenLaw? RestrictionsOnlyNarrow(FederationMoment moment, Question question)
    {
        if (question.Restriction is not null || question.Status == QuestionStatus.Unknown) return null;
        var at = Instant.Max(moment.RuledAt, question.LastAt);
        var placed = question.Do(
            new PlaceRestriction("guardian", FreeText.Of("A duty."), at + Duration.FromDays(900), "case-1"), at);
        if (!placed.Allowed || placed.After.EffectiveAudience(at) != Audience.Contributors)
            return new(3, $"A restriction did not keep {question.Id} to its asker.");
        var lifted = placed.After.Do(new LiftRestriction("case-1"), at).After;
        return PlainQuestion.Of(lifted) == PlainQuestion.Of(question)
            ? null
            : new(3, $"A restriction of {question.Id} that was lifted left something changed.");
    }
}
