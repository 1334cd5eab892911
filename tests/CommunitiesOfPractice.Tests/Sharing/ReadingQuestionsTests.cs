using CommunitiesOfPractice.Events;
using static CommunitiesOfPractice.Tests.Questions.Askers;

namespace CommunitiesOfPractice.Tests.Sharing;

/// <summary>
/// Who reads a question and what they are shown of it: Amina and Ben are members of maternity, Chloe is of wounds, and Dev of
/// neither. A link carries practice from maternity to wounds.
/// </summary>
public sealed class ReadingQuestionsTests
{
    private static readonly Instant _start = Instant.FromUtc(2016, 3, 1, 9, 0);
    private static readonly Instant _now = _start + Duration.FromDays(1);

    [Fact]
    public void Members_read_a_question_and_who_is_across_a_link_reads_it_once_it_is_carried()
    {
        var here = Told(Asked());
        Assert.Equal(ReadingStep.Contributor, here.Check(Amina, First, _now).Step);
        Assert.Equal(ReadingStep.Member, here.Check(Ben, First, _now).Step);
        Assert.Equal(Condition.KnownQuestion, here.Check(Chloe, First, _now).For(Chloe).Missing!.Condition);
        Assert.Equal([Amina, Ben], here.Readers(First, _now));
        var carried = Told(Asked(), Carried());
        Assert.Equal((ReadingStep.Linked, Witness.Of(Sister)), StepOf(carried.Check(Chloe, First, _now)));
        Assert.Equal([Amina, Ben, Chloe], carried.Readers(First, _now));
        Assert.Equal([First], carried.ListQuestions(Chloe, _now));
        Assert.Equal([First], carried.ListQuestions(Ben, _now, Maternity));
        Assert.Equal([First], carried.PageQuestions(Ben, _now, 1).Items);
        Assert.Equal((1, 0), (carried.CountQuestions(Chloe, _now), carried.CountQuestions(Dev, _now)));
        Assert.Empty(carried.List(Chloe, _now));
        Assert.Equal(0, carried.NoteCount);
        Assert.Equal(1, carried.QuestionCount);
        Assert.Equal(ReadingStep.Unknown, carried.AsOf(Chloe, First, _start).Step);
    }

    [Fact]
    public void Nobody_reads_a_question_who_is_not_signed_in()
    {
        var commons = Told(Asked(), Carried());
        Assert.Equal(Condition.SignIn, commons.Check(null, First, _now).Missing);
        Assert.Empty(commons.ListQuestions((PersonId?)null, _now));
        Assert.False(commons.Readers(First, _now).Anyone);
    }

    [Fact]
    public void A_question_that_nobody_asked_is_told_of_as_a_question()
    {
        var told = Told().Check(Amina, First, _now).For(Amina);
        Assert.Equal((Witness.Of(First), Condition.KnownQuestion), (told.Witness, told.Missing!.Condition));
        Assert.Equal(Witness.Of(First), Told(Asked()).Check(Dev, First, _now).For(Dev).Witness);
    }

    [Fact]
    public void Who_answered_across_a_link_reads_nothing_but_their_own_answer_once_it_has_ended()
    {
        QuestionEvent[] happened = [Asked(), Carried(), Answered(1, Chloe), Answered(2, Ben)];
        Assert.Equal([1, 2], Told(happened).Show(Chloe, First, _now).Answers.Select(answer => answer.Number));
        var ended = Told(happened, over: true);
        Assert.False(ended.Check(Chloe, First, _now).Allowed);
        var shown = ended.Show(Chloe, First, _now);
        Assert.Null(shown.Content);
        Assert.Equal((1, true), (Assert.Single(shown.Answers).Number, shown.Answers[0].IsMine));
        Assert.Equal([First], ended.AnsweredBy(Chloe).Select(question => question.Id));
        Assert.True(Question(ended).Ask(new WithdrawAnswer(Chloe, 1), _now).Allowed);
    }

    [Fact]
    public void One_answer_for_the_inside_holds_back_itself_and_not_the_question()
    {
        var commons = Told(Asked(), Carried(), Answered(1, Ben, Audience.Community), Answered(2, Ben));
        Assert.Equal([2], commons.Show(Chloe, First, _now).Answers.Select(answer => answer.Number));
        Assert.Equal([1, 2], commons.Show(Amina, First, _now).Answers.Select(answer => answer.Number));
    }

    [Fact]
    public void Who_asks_and_who_answers_is_named_as_each_of_them_chose()
    {
        var named = To(Audience.Linked) with { Inside = Attribution.Named, Outside = Attribution.Unattributed };
        var commons = Told(
            new QuestionAsked(Maternity, Content, new(Amina, null, null) { Consent = named }), Carried(),
            new QuestionAnswered(1, new(Ben, null, null) { Consent = named with { Outside = Attribution.Named } }, Words, 9));
        var (inside, outside) = (commons.Show(Ben, First, _now), commons.Show(Chloe, First, _now));
        Assert.Equal((Amina, Ben), (inside.Asker!.Person, inside.Answers[0].Giver!.Person));
        Assert.Equal((null, Ben), (outside.Asker, outside.Answers[0].Giver!.Person));
        Assert.Equal([Sister], inside.Carried);
        Assert.Empty(outside.Carried);
    }

    [Fact]
    public void How_many_have_it_too_is_told_from_the_smallest_number_of_the_charter()
    {
        var few = Enumerable.Range(10, 4).Select(i => new HaveItTooSaid(PersonId.Of($"k-{i}"), 9));
        Assert.Null(Told([Asked(), .. few]).Show(Ben, First, _now).HaveItToo);
        var enough = Told([Asked(), .. few, new HaveItTooSaid(Ben, 9)]).Show(Ben, First, _now);
        Assert.Equal((5, true), (enough.HaveItToo, enough.HaveIt));
    }

    [Fact]
    public void An_answer_that_helped_stays_where_the_question_points_elsewhere()
    {
        var commons = Told(
            Asked(), Answered(1, Ben), new AnswerHelped(1, true, null),
            new QuestionPointedTo(QuestionId.Of("q-2")) { Evidence = Home(Amina) });
        var shown = commons.Show(Ben, First, _now);
        Assert.True(Assert.Single(shown.Answers).Helped);
        Assert.Null(shown.PointsTo);
    }

    [Fact]
    public void A_withdrawn_question_is_read_by_nobody_and_its_answers_are_left_to_those_who_gave_them()
    {
        var commons = Told(Asked(), Answered(1, Ben), new QuestionWithdrawn(null));
        Assert.Equal(ReadingStep.Withdrawn, commons.Check(Amina, First, _now).Step);
        Assert.Single(commons.Show(Ben, First, _now).Answers);
        Assert.Empty(commons.Show(Amina, First, _now).Answers);
        Assert.Equal([First], commons.QuestionsOf(Amina).Select(question => question.Id));
    }

    [Fact]
    public void A_trace_names_every_step_and_grants_are_what_a_database_joins()
    {
        var commons = Told(Asked(), Carried());
        var trace = commons.Explain(Chloe, First, _now);
        Assert.Equal(ReadingStep.Linked, trace.Steps[^1].Step);
        Assert.True(trace.Answer.Allowed);
        Assert.Equal(
            ["person:k-1", "member:maternity", "linked:wounds"], commons.Grants(First).Select(grant => grant.Key));
        Assert.All(commons.Grants(First), grant => Assert.Equal(StreamId.Of(First), grant.Item));
    }

    [Fact]
    public void Carrying_a_question_widens_it_by_the_far_end_alone()
    {
        var before = Told(Asked());
        var change = Assert.Single(
            before.Would([Line(StreamId.Of(First), 2, _now, Carried())], _now));
        Assert.Equal((StreamId.Of(First), Chloe), (change.Item, Assert.Single(change.Gained)));
        Assert.Empty(change.Lost);
    }

    private static QuestionAsked Asked() => new(Maternity, Content, new(Amina, null, null) { Consent = To(Audience.Linked) });

    private static QuestionAnswered Answered(int number, PersonId by, Audience reach = Audience.Linked) =>
        new(number, new(by, null, null) { Consent = To(reach) }, Words, 9);

    private static QuestionCarried Carried() => new(Ben, "broker", Carrying(Ben));

    private static Question Question(Commons commons) => commons.Landscape[First];

    private static (ReadingStep Step, Witness Witness) StepOf(ReadingAnswer reading) => (reading.Step, reading.Witness);

    private static Commons Told(params QuestionEvent[] happened) => Told(happened, over: false);

    private static Commons Told(QuestionEvent[] happened, bool over)
    {
        var lines = new List<Entry>();
        Tell(StreamId.Of(Maternity), _start, [.. Founding(Amina, Ben)]);
        Tell(StreamId.Of(Wounds), _start, [.. Founding(Chloe)]);
        Event[] link =
        [
            new LinkOffered(LinkKind.Sister, Party.Of(Maternity), Party.Of(Wounds), new LinkTerms(Flow.AToB)), new LinkAgreed(),
        ];
        Tell(StreamId.Of(Sister), _start, over ? [.. link, new LinkEnded(Side.A, null)] : link);
        if (happened.Length > 0) Tell(StreamId.Of(First), _now, happened);
        var directory =
            new HostDirectory("esr", new[] { Amina, Ben, Chloe, Dev }.Select(p => new Listing(p, Instant.MinValue)), []);
        return Commons.Empty.With(directory).After(lines.Select((line, i) => new Recorded(i + 1, line))).At(_now);

        void Tell(StreamId on, Instant at, Event[] events) =>
            lines.AddRange(events.Select((said, i) => Line(on, i + 1, at, said)));
    }

    private static IEnumerable<Event> Founding(params PersonId[] members) =>
    [
        new CommunityProposed("A", Domain.Of("A concern"), Charters.Informal(), [], 0, Instant.MaxValue, null, null),
        new CommunityFounded(), .. members.Select(member => new MemberJoined(member, HowJoined.Joined, 1, null)),
    ];

    private static Entry Line(StreamId on, long version, Instant at, Event said) =>
        new(on, version, at, null, Clauses.FellDue, null, said);
}
