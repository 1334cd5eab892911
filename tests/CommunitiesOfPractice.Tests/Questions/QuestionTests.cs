using CommunitiesOfPractice.Testing;
using static CommunitiesOfPractice.Tests.Questions.Askers;

namespace CommunitiesOfPractice.Tests.Questions;

/// <summary>Asking, answering and what becomes of a question, an act at a time.</summary>
public sealed class QuestionTests
{
    // ---- Asking.

    [Fact]
    public void A_member_asks_and_says_how_far_the_question_goes()
    {
        var asked = Asked().State;
        Assert.Equal((QuestionStatus.Open, Maternity, Content), (asked.Status, asked.Home, asked.Content));
        Assert.Equal((Amina, Audience.Linked), (asked.Asker!.Person, asked.Asker.CeilingAt(asked.LastAt)));
        Assert.Equal(Attribution.Unattributed, asked.Asker.Consent!.Outside);
        Assert.Equal(asked.LastAt, asked.AskedAt);
    }

    [Fact]
    public void A_question_is_asked_once() =>
        Asked().When(Ask()).ThenRefused(Clauses.QuestionAskedAlready, Condition.Novelty);

    [Fact]
    public void Who_may_not_ask_is_told_what_they_need()
    {
        var question = StreamScenario.OfQuestion();
        question.When(Ask() with { Home = Home(Amina, mayAsk: false, takesPart: false) })
            .ThenRefused(Clauses.WhoMayAsk, Condition.Membership);
        question.When(Ask() with { Home = Home(Amina, mayAsk: false) }).ThenRefused(Clauses.WhoMayAsk, Condition.Membership);
        Assert.Equal(
            "You need to be a member of this community to ask it, or an observer if its charter lets observers ask.",
            question.Last.Text);
        question.When(Ask() with { Home = Home(Ben) }).ThenRefused(Clauses.WhoMayAsk, Condition.Membership);
    }

    [Theory]
    [InlineData(Audience.System)]
    [InlineData(Audience.Public)]
    public void A_question_is_never_for_everybody(Audience reach)
    {
        var question = StreamScenario.OfQuestion().When(Ask(reach)).ThenRefused(Clauses.QuestionReach, Condition.WellFormed)
            .RemediedBy(Ask());
        Assert.Equal(
            "You can let this go to linked communities at most. You can ask it of linked communities at most.",
            question.Last.Text);
    }

    [Fact]
    public void A_consent_that_would_have_ended_lets_nobody_read() => StreamScenario.OfQuestion()
        .When(Ask() with { Consent = To(Audience.Linked, Instant.FromUtc(2016, 3, 1, 9, 0)) })
        .ThenRefused(Clauses.EndsBeforeItBegins, Condition.WellFormed);

    [Fact]
    public void A_question_begins_with_being_asked() => Assert.Throws<RecordException>(() => Question.Replay(
        [new Entry(StreamId.Of(First), 1, Instant.MinValue, Amina, Clauses.SettlingQuestion, null,
            new QuestionSettled { Evidence = Home(Amina) })]));

    // ---- Changing it.

    [Fact]
    public void Other_words_are_carried_by_nobody_until_somebody_looks_at_them()
    {
        var question = Asked().Given(Carry(Dev), new ReviseQuestion(Amina, new("What do you do at 1000 ml?")));
        Assert.Empty(question.State.Carried);
        Assert.Equal(Audience.Community, question.State.EffectiveAudience(question.Now));
        question.When(new ReviseQuestion(Amina, new("What do you do at 1000 ml?")))
            .ThenRefused(Clauses.QuestionSaysThis, Condition.Novelty);
        question.When(new ReviseQuestion(Ben, Content)).ThenRefused(Clauses.AskerOnly, Condition.OwnAct)
            .RestingOn(Witness.Of(First));
        question.Given(Carry(Dev));
        Assert.True(question.State.IsCarriedOver(Sister));
    }

    [Fact]
    public void The_asker_narrows_it_at_once_and_it_is_asked_anew_when_they_widen_it_from_nobody()
    {
        var question = Asked(Audience.Community);
        var began = question.State.AskedAt;
        question.Given(new ChangeQuestionConsent(Amina, To(Audience.Linked)));
        Assert.Equal(began, question.State.AskedAt);
        question.Given(new ChangeQuestionConsent(Amina, To(Audience.Contributors)));
        Assert.Null(question.State.AskedAt);
        Assert.Equal(Audience.Contributors, question.State.EffectiveAudience(question.Now));
        question.Given(new ChangeQuestionConsent(Amina, To(Audience.Community)));
        Assert.Equal(question.Now, question.State.AskedAt);
        question.When(new ChangeQuestionConsent(Amina, To(Audience.Community)))
            .ThenRefused(Clauses.ConsentStands, Condition.Novelty);
    }

    [Fact]
    public void A_consent_that_ended_by_itself_begins_anew_as_well()
    {
        var until = Instant.FromUtc(2016, 3, 2, 9, 0);
        var question = Asked().Given(new ChangeQuestionConsent(Amina, To(Audience.Linked, until)));
        Assert.Equal(Audience.Contributors, question.State.EffectiveAudience(until));
        Assert.Equal(Audience.Community, question.State.EffectiveAudience(until - Duration.Epsilon));
        question.Wait(Duration.FromDays(3)).Given(new ChangeQuestionConsent(Amina, To(Audience.Linked)));
        Assert.Equal(question.Now, question.State.AskedAt);
    }

    [Fact]
    public void A_question_that_nobody_answered_can_be_withdrawn()
    {
        var question = Asked().Given(new WithdrawQuestion(Amina, "We found out."));
        Assert.Equal((QuestionStatus.Withdrawn, "We found out."), (question.State.Status, question.State.WithdrawnWhy!.Words));
        question.When(new WithdrawQuestion(Amina)).ThenRefused(Clauses.QuestionIsWithdrawn, Condition.Existence);
        question.When(Answer(Ben)).ThenRefused(Clauses.QuestionIsWithdrawn, Condition.Existence);
    }

    [Fact]
    public void Answers_are_left_to_those_who_gave_them_when_a_question_is_withdrawn()
    {
        var question = Answered().Given(new SayWeHaveItToo(Chloe, Reading(Chloe)), new WithdrawQuestion(Amina));
        question.Given(
            new ChangeAnswerConsent(Ben, 1, To(Audience.Community)), new WithdrawAnswer(Ben, 1), new TakeBackWeHaveItToo(Chloe));
        Assert.Equal(Audience.Contributors, question.State.FindAnswer(1)!.EffectiveAudience(question.Now));
        Assert.Empty(question.State.HaveItToo);
    }

    // ---- Settling, and opening again.

    [Fact]
    public void A_settled_question_is_not_open_and_one_that_was_opened_again_is()
    {
        var question = Answered().Given(new SettleQuestion(Amina, Home(Amina)));
        Assert.Equal((QuestionStatus.Settled, false), (question.State.Status, question.State.TakesAnswers));
        question.When(Answer(Chloe)).ThenRefused(Clauses.QuestionIsSettled, Condition.Existence);
        question.Given(new ReopenQuestion(Amina, Home(Amina)));
        Assert.Equal((QuestionStatus.Open, true), (question.State.Status, question.State.TakesAnswers));
        question.Given(Answer(Chloe));
    }

    [Fact]
    public void A_question_that_is_opened_again_is_not_new()
    {
        var question = Answered();
        var (asked, answers) = (question.State.AskedAt, question.State.Answers);
        question.Wait(Duration.FromDays(30)).Given(
            new SettleQuestion(Amina, Home(Amina)), new ReopenQuestion(Amina, Home(Amina)));
        Assert.Equal((asked, answers), (question.State.AskedAt, question.State.Answers));
    }

    [Fact]
    public void The_asker_and_a_knowledge_steward_settle_it_and_nobody_else()
    {
        var question = Asked().When(new SettleQuestion(Ben, Home(Ben))).ThenRefused(Clauses.AskerOrSteward, Condition.Office);
        question.When(new SettleQuestion(Amina, Home(Amina, takesPart: false, mayAsk: false)))
            .ThenRefused(Clauses.AskerOrSteward, Condition.Office);
        question.When(new SettleQuestion(Ben, Home(Ben, stewards: true, of: Wounds)))
            .ThenRefused(Clauses.AskerOrSteward, Condition.Evidence);
        question.When(new ReopenQuestion(Amina, Home(Amina))).ThenRefused(Clauses.QuestionNotSettled, Condition.Existence);
        question.When(new SettleQuestion(Ben, Home(Ben, stewards: true))).ThenAllowed(Clauses.SettlingQuestion)
            .RestingOn(Witness.Of(Maternity));
    }

    // ---- Answering.

    [Fact]
    public void Who_may_read_it_answers_it_and_says_how_far_the_answer_goes()
    {
        var question = Answered(Audience.Community).Given(Answer(Ben), Answer(Amina));
        Assert.Equal([1, 2, 3], question.State.Answers.Select(answer => answer.Number));
        Assert.Equal([Ben, Ben, Amina], question.State.Answers.Select(answer => answer.Giver.Person));
        Assert.Equal(
            [Audience.Community, Audience.Linked, Audience.Linked],
            question.State.Answers.Select(answer => answer.EffectiveAudience(question.Now)));
    }

    [Fact]
    public void Who_may_not_read_it_does_not_answer_it()
    {
        foreach (var reading in new[]
            { Reading(Ben, mayRead: false), Reading(Chloe), Reading(Ben, question: "q-9") })
            Asked().When(Answer(Ben) with { Reading = reading }).ThenRefused(Clauses.QuestionReadersOnly, Condition.Evidence);
    }

    [Fact]
    public void One_inside_answer_pulls_no_question_back()
    {
        var question = Answered(Audience.Community).Given(Carry(Dev));
        Assert.Equal(Audience.Linked, question.State.EffectiveAudience(question.Now));
        Assert.Equal(Audience.Community, question.State.FindAnswer(1)!.EffectiveAudience(question.Now));
    }

    [Fact]
    public void Only_its_giver_changes_how_far_an_answer_goes_or_withdraws_it()
    {
        var question = Answered();
        question.When(new WithdrawAnswer(Amina, 1)).ThenRefused(Clauses.GiverOnly, Condition.OwnAct);
        question.When(new ChangeAnswerConsent(Ben, 2, To(Audience.Community)))
            .ThenRefused(Clauses.NoSuchAnswer, Condition.Existence);
        question.When(new ChangeAnswerConsent(Ben, 1, To(Audience.Public)))
            .ThenRefused(Clauses.QuestionReach, Condition.WellFormed).RemediedBy(null);
        question.When(new ChangeAnswerConsent(Ben, 1, To(Audience.Linked))).ThenRefused(Clauses.ConsentStands, Condition.Novelty);
        question.Given(new ChangeAnswerConsent(Ben, 1, To(Audience.Community)), new WithdrawAnswer(Ben, 1));
        question.When(new WithdrawAnswer(Ben, 1)).ThenRefused(Clauses.NoSuchAnswer, Condition.Existence);
        Assert.Equal(2, question.Given(Answer(Chloe)).State.FindAnswer(2)!.Number);
    }

    [Fact]
    public void The_asker_says_what_helped_and_corrects_it()
    {
        var question = Answered().Given(new SayHelped(Amina, 1, true, "We bought scales."));
        Assert.Equal(
            (true, "We bought scales."), (question.State.FindAnswer(1)!.Helped, question.State.FindAnswer(1)!.HelpedWhat!.Words));
        question.When(new SayHelped(Amina, 1, true, "We bought scales.")).ThenRefused(Clauses.HelpedAlready, Condition.Novelty);
        question.When(new SayHelped(Ben, 1, true)).ThenRefused(Clauses.AskerOnly, Condition.OwnAct);
        question.Given(new SayHelped(Amina, 1, false));
        Assert.Equal((false, null), (question.State.FindAnswer(1)!.Helped, question.State.FindAnswer(1)!.HelpedWhat));
    }

    [Fact]
    public void Only_how_many_have_it_too_is_shown_and_never_few()
    {
        var question = Asked();
        question.When(new SayWeHaveItToo(Amina, Reading(Amina))).ThenRefused(Clauses.HasItTooAlready, Condition.Novelty);
        foreach (var person in new[] { Ben, Chloe, Dev }) question.Given(new SayWeHaveItToo(person, Reading(person)));
        question.When(new SayWeHaveItToo(Ben, Reading(Ben))).ThenRefused(Clauses.HasItTooAlready, Condition.Novelty);
        Assert.Equal((3, null), (question.State.HowManyHaveItToo(3), question.State.HowManyHaveItToo(4)));
        question.Given(new TakeBackWeHaveItToo(Ben)).When(new TakeBackWeHaveItToo(Ben))
            .ThenRefused(Clauses.HasItNot, Condition.Existence);
        Assert.Null(question.State.HowManyHaveItToo(3));
    }

    [Fact]
    public void A_question_waits_for_an_answer_for_so_long()
    {
        var (week, question) = (Duration.FromDays(7), Asked());
        var due = question.State.AskedAt!.Value + week;
        Assert.False(question.State.IsUnansweredAt(due - Duration.Epsilon, week));
        Assert.True(question.State.IsUnansweredAt(due, week));
        question.Given(Answer(Ben));
        Assert.False(question.State.IsUnansweredAt(due, week));
        question.Given(new WithdrawAnswer(Ben, 1));
        Assert.True(question.State.IsUnansweredAt(due, week));
        Assert.False(question.Given(new SettleQuestion(Amina, Home(Amina))).State.IsUnansweredAt(due, week));
    }

    // ---- Pointing elsewhere.

    [Fact]
    public void What_helped_stays_where_a_question_points_to_another()
    {
        var question = Answered().Given(new SayHelped(Amina, 1, true, "We bought scales."));
        var answers = question.State.Answers;
        question.Given(new PointToQuestion(Amina, Home(Amina), new(QuestionId.Of("q-2"), 3, QuestionStatus.Settled, false)));
        Assert.Equal((QuestionId.Of("q-2"), answers), (question.State.PointsTo, question.State.Answers));
        question.When(Answer(Chloe)).ThenRefused(Clauses.QuestionLeadsElsewhere, Condition.Existence)
            .RestingOn(Witness.Of(QuestionId.Of("q-2")));
        question.Given(new PointQuestionToNote(Ben, Home(Ben, stewards: true), Note(NoteStatus.Offered)));
        Assert.Equal((null, Scales, answers), (question.State.PointsTo, question.State.PointsToNote, question.State.Answers));
        question.Given(new StopPointing(Amina, Home(Amina)));
        Assert.Equal((false, answers), (question.State.PointsElsewhere, question.State.Answers));
        question.When(new StopPointing(Amina, Home(Amina))).ThenRefused(Clauses.PointsNowhere, Condition.Existence);
    }

    [Fact]
    public void A_question_points_where_it_is_answered()
    {
        var other = new QuestionEvidence(QuestionId.Of("q-2"), 3, QuestionStatus.Open, false);
        foreach (var evidence in new[]
            {
                other with { Question = First }, other with { Status = QuestionStatus.Withdrawn },
                other with { PointsElsewhere = true },
            })
            Asked().When(new PointToQuestion(Amina, Home(Amina), evidence))
                .ThenRefused(Clauses.PointsToAnother, Condition.Evidence);
        Asked().When(new PointQuestionToNote(Amina, Home(Amina), Note(NoteStatus.Withdrawn)))
            .ThenRefused(Clauses.PointsToAnother, Condition.Evidence);
        Asked().Given(new PointToQuestion(Amina, Home(Amina), other)).When(new PointToQuestion(Amina, Home(Amina), other))
            .ThenRefused(Clauses.PointsThereAlready, Condition.Novelty);
        Asked().When(new PointToQuestion(Ben, Home(Ben), other)).ThenRefused(Clauses.AskerOrSteward, Condition.Office);
    }

    // ---- Reporting, and a host's restriction.

    [Fact]
    public void A_report_hides_nothing_and_a_steward_settles_it()
    {
        var question = Answered();
        var (reach, answers) = (question.State.EffectiveAudience(question.Now), question.State.Answers);
        question.Given(new ReportAnswer(Chloe, Reading(Chloe), 1, Why), new ReportQuestion(Chloe, Reading(Chloe), Why));
        Assert.Equal((reach, answers), (question.State.EffectiveAudience(question.Now), question.State.Answers));
        question.When(new ReportQuestion(Chloe, Reading(Chloe), Why)).ThenRefused(Clauses.ReportedAlready, Condition.Novelty);
        question.When(new SettleReport(Ben, Home(Ben), 1)).ThenRefused(Clauses.StewardsOnly, Condition.Office);
        question.Given(new SettleReport(Dev, Home(Dev, settles: true), 1, "It named nobody."));
        Assert.Equal(
            (question.Now, "It named nobody."), (question.State.Reports[0].SettledAt, question.State.Reports[0].Outcome!.Words));
        question.When(new SettleReport(Dev, Home(Dev, settles: true), 1)).ThenRefused(Clauses.NoReport, Condition.Existence);
        question.Given(new ReportAnswer(Chloe, Reading(Chloe), 1, Why));
    }

    [Fact]
    public void An_answer_that_does_not_go_so_far_is_as_if_there_were_none()
    {
        var question = Answered(Audience.Community);
        question.When(new ReportAnswer(Dev, Reading(Dev, inside: false), 1, Why))
            .ThenRefused(Clauses.NoSuchAnswer, Condition.Existence);
        var inside = question.Last.Answer;
        question.When(new ReportAnswer(Dev, Reading(Dev, inside: false), 2, Why));
        Assert.Equal(inside with { Missing = inside.Missing! with { Of = "2" } }, question.Last.Answer);
    }

    [Fact]
    public void A_restricted_question_reaches_its_asker_alone_until_the_restriction_is_lifted()
    {
        var question = Asked().Given(Carry(Dev));
        var before = question.State;
        var review = question.Now + Duration.FromDays(30);
        question.Given(new PlaceRestriction("caldicott-guardian", Why, review, "case-7"));
        Assert.Equal(Audience.Contributors, question.State.EffectiveAudience(question.Now));
        question.When(new PlaceRestriction("safeguarding-lead", Why, review, "case-8"))
            .ThenRefused(Clauses.RestrictedAlready, Condition.Novelty);
        question.Given(new LiftRestriction("case-7"));
        Assert.Equal(before with { Version = question.State.Version, LastAt = question.Now }, question.State);
        question.When(new LiftRestriction("case-7")).ThenRefused(Clauses.NotRestricted, Condition.Existence);
    }

    [Fact]
    public void A_restricted_answer_reaches_its_giver_alone_and_no_other_answer_is_touched()
    {
        var question = Answered().Given(Answer(Chloe));
        question.Given(new RestrictAnswer(1, "caldicott-guardian", Why, question.Now + Duration.FromDays(30), "case-7"));
        Assert.Equal(
            [Audience.Contributors, Audience.Linked],
            question.State.Answers.Select(answer => answer.EffectiveAudience(question.Now)));
        question.When(new SayHelped(Amina, 1, true)).ThenRefused(Clauses.NoSuchAnswer, Condition.Existence);
        question.Given(new LiftAnswerRestriction(1, "case-7"), new SayHelped(Amina, 1, true));
        question.When(new LiftAnswerRestriction(2, "case-7")).ThenRefused(Clauses.NotRestricted, Condition.Existence);
    }

    // ---- Keys, and forgetting.

    [Fact]
    public void Two_answers_by_two_keys_stay_two_answers_of_one_person()
    {
        var question = Answered().Given(Answer(Chloe), new MergeKeys(Ben, Chloe, "esr"));
        Assert.Equal([Ben, Ben], question.State.Answers.Select(answer => answer.Giver.Person));
        question.When(new WithdrawAnswer(Chloe, 2)).ThenRefused(Clauses.SecondKey, Condition.CurrentKey)
            .RemediedBy(new WithdrawAnswer(Ben, 2));
    }

    [Fact]
    public void One_person_has_it_too_once_and_the_asker_not_at_all()
    {
        var question = Asked().Given(
            new SayWeHaveItToo(Ben, Reading(Ben)), new SayWeHaveItToo(Chloe, Reading(Chloe)),
            new SayWeHaveItToo(Dev, Reading(Dev)),
            new MergeKeys(Chloe, Ben, "esr"));
        Assert.Equal([Chloe, Dev], question.State.HaveItToo);
        question.Given(new MergeKeys(Dev, Amina, "esr"));
        Assert.Equal((Dev, [Chloe]), (question.State.Asker!.Person, question.State.HaveItToo));
        question.When(new MergeKeys(PersonId.Of("k-8"), PersonId.Of("k-9"), "esr"))
            .ThenRefused(Clauses.NobodyAtQuestion, Condition.Existence);
    }

    [Fact]
    public void The_answer_of_somebody_who_was_forgotten_stays_without_their_key_and_words()
    {
        var question = Answered().Given(new SayHelped(Amina, 1, true, "We bought scales."));
        var key = ChainKey.Of(new byte[32]);
        var lines = new Erasure(Ben, key).Apply(question.History.ToValueList());
        var forgotten = Question.Replay(lines);
        Assert.DoesNotContain(Ben.Value, string.Concat(lines.Select(RecordJson.ToText)), StringComparison.Ordinal);
        var answer = Assert.Single(forgotten.Answers);
        Assert.True(answer is { Text.IsRedacted: true, Helped: true, HelpedWhat.IsRedacted: false });
        Assert.Equal(Audience.Linked, answer.EffectiveAudience(question.Now));
        Assert.True(forgotten.Ask(Answer(Chloe), question.Now).Allowed);
    }

    private static NoteEvidence Note(NoteStatus status) => new(Scales, 7, Maternity, status, null);
}
