using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace CommunitiesOfPractice.Testing;

/// <summary>
/// What a step of a <see cref="QuestionStory"/> does: an act on the question by the name of its type, or time.
/// </summary>
public enum QuestionDeed
{
#pragma warning disable CS1591 // Each is documented at the act of its name.
    AskQuestion, ReviseQuestion, ChangeQuestionConsent, WithdrawQuestion, SettleQuestion, ReopenQuestion, AnswerQuestion,
    ChangeAnswerConsent, WithdrawAnswer, SayHelped, SayWeHaveItToo, TakeBackWeHaveItToo, CarryQuestion, StopCarrying,
    PointToQuestion, PointQuestionToNote, StopPointing, ReportQuestion, ReportAnswer, SettleReport, RestrictAnswer,
    LiftAnswerRestriction, PlaceRestriction, LiftRestriction, MergeKeys,
#pragma warning restore CS1591

    /// <summary>Days pass, and somebody answers.</summary>
    Days,
}

/// <summary>
/// One act in the story of a question, as small numbers that only mean something as things then stand. Every value is a step.
/// </summary>
/// <param name="Deed">What.</param>
/// <param name="Who">Who acts, or about whom.</param>
/// <param name="Choice">Which of several: how far words go, which answer, what the evidence says.</param>
public sealed record QuestionStep(QuestionDeed Deed, int Who, int Choice)
{
    /// <summary>A line such as <c>AnswerQuestion 1 2</c>.</summary>
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "{0} {1} {2}", Deed, Who, Choice);
}

/// <summary>
/// A question and anything that anybody tries to do on it, whether they may read it or not, asked it or not: plain data, which
/// nothing has filtered by asking whether it is allowed. <see cref="Run"/> tells it.
/// </summary>
/// <param name="Reach">How far its asker lets it go when it is asked.</param>
/// <param name="Steps">What is tried, in order.</param>
public sealed record QuestionStory(Audience Reach, ValueList<QuestionStep> Steps)
{
    /// <summary>The question when it was asked.</summary>
    public Done<Question> Beginning() =>
        Question.Unknown(QuestionStories.Id).Do(QuestionStories.Asking(Reach), QuestionStories.Start);

    /// <summary>Everything that was tried, allowed or refused, with the question before and after.</summary>
    public IEnumerable<QuestionMoment> Run()
    {
        var (question, now) = (Beginning().After, QuestionStories.Start);
        foreach (var step in Steps)
        {
            now += step.Deed == QuestionDeed.Days ? Duration.FromDays(Math.Abs(step.Choice % 7)) : Duration.FromHours(1);
            var act = QuestionStories.ActOf(step, question, now);
            var done = question.Do(act, now);
            yield return new(question, act, now, done);
            question = done.After;
        }
    }

    /// <summary>How it begins, and a line for each act with its answer.</summary>
    public override string ToString() =>
        string.Join("\n", Run().Zip(Steps, (moment, step) => $"  {step}: {moment}").Prepend($"asked of: {Reach}"));
}

/// <summary>One act on a question as it was tried.</summary>
/// <param name="Before">The question before it.</param>
/// <param name="Act">The act.</param>
/// <param name="At">When it was tried.</param>
/// <param name="Done">What came of it.</param>
public sealed record QuestionMoment(Question Before, IActOn<Question> Act, Instant At, Done<Question> Done)
{
    /// <summary>The question after it.</summary>
    public Question After => Done.After;

    /// <summary>When it was ruled upon: an instant earlier than the stream's last is raised to it (law 12).</summary>
    public Instant RuledAt => Instant.Max(At, Before.LastAt);

    /// <summary>The act and what came of it.</summary>
    public override string ToString() =>
        $"{Act.GetType().Name} by {Act.Actor?.ToString() ?? "the host"} at {At} -> " + (Done.Allowed
        ? string.Join(", ", Done.Events.Select(e => e.Event.GetType().Name))
        : "refused, " + Done.Clause);
}

/// <summary>Generators of stories of questions for FsCheck. Nothing in them asks what is allowed.</summary>
public static class QuestionStories
{
    private const int People = 7;

    private static readonly QuestionDeed[] All = (QuestionDeed[])Enum.GetValues(typeof(QuestionDeed));

    // What ends a question is tried seldom, and what makes one more often than the rest.
    private static readonly QuestionDeed[] Often =
    [
        .. All, .. All.Except([QuestionDeed.WithdrawQuestion, QuestionDeed.MergeKeys]),
        .. All.Except([QuestionDeed.WithdrawQuestion, QuestionDeed.MergeKeys, QuestionDeed.SettleQuestion]),
        QuestionDeed.AnswerQuestion, QuestionDeed.AnswerQuestion, QuestionDeed.AnswerQuestion, QuestionDeed.SayHelped,
        QuestionDeed.CarryQuestion, QuestionDeed.ReopenQuestion, QuestionDeed.StopPointing,
    ];

    private static readonly FreeText Words = FreeText.Of("Because it is so.");
    private static readonly CommunityId Home = CommunityId.Of("maternity");
    private static readonly PersonId Asker = Scenario.Person(1);

    /// <summary>When every story begins.</summary>
    public static Instant Start { get; } = Instant.FromUtc(2016, 3, 1, 9, 0);

    /// <summary>The question of every story.</summary>
    internal static QuestionId Id { get; } = QuestionId.Of("q-1");

    /// <summary>Everybody in a story.</summary>
    public static IReadOnlyList<PersonId> Everybody { get; } =
        [.. Enumerable.Range(1, People).Select(Scenario.Person)];

    /// <summary>Stories of up to so many steps, which shrink to shorter ones.</summary>
    /// <param name="most">How many steps at most.</param>
    public static Arbitrary<QuestionStory> Arbitrary(int most)
    {
        var step = from deed in Gen.Elements(Often)
                   from who in Gen.Choose(1, People)
                   from choice in Gen.Choose(0, 23)
                   select new QuestionStep(deed, who, choice);
        var story = from reach in Gen.Elements(Audience.Community, Audience.Linked, Audience.Linked, Audience.Contributors)
                    from length in Gen.Choose(0, most)
                    from steps in step.ArrayOf(length)
                    select new QuestionStory(reach, ValueList.Of(steps));
        return Arb.From(story, Shorter);
    }

    internal static AskQuestion Asking(Audience reach) =>
        new(Asker, Evidence(Asker, 0), new(Words, Words), new(reach), DirectoryGroup.Profession("midwife"));

    internal static IActOn<Question> ActOf(QuestionStep step, Question question, Instant now)
    {
        var (person, other, choice) = (Person(step.Who), Person(step.Who + 1), Math.Abs(step.Choice));

        // Often whose it is, and often enough somebody else.
        var asker = choice % 4 < 3 ? question.Asker!.Person : person;
        var number = 1 + (choice % Math.Max(1, question.Answers.Count + 1));
        var giver = choice % 5 < 4 && question.FindAnswer(number) is { Giver.Person: var gave } ? gave : person;
        var reading = new QuestionReadingEvidence(
            choice % 9 == 8 ? QuestionId.Of("q-9") : Id, choice % 9 == 7 ? other : person, choice % 9 != 6,
            choice % 2 == 0, 4711);
        return step.Deed switch
        {
            QuestionDeed.AskQuestion => Asking(Audience.Community),
            QuestionDeed.ReviseQuestion => new ReviseQuestion(asker, new(Words, choice % 3 == 0 ? null : Words)),
            QuestionDeed.ChangeQuestionConsent => new ChangeQuestionConsent(asker, Consent(choice, now)),
            QuestionDeed.WithdrawQuestion => new WithdrawQuestion(asker, choice % 2 == 0 ? Words : null),
            QuestionDeed.SettleQuestion => new SettleQuestion(asker, Evidence(asker, choice)),
            QuestionDeed.ReopenQuestion => new ReopenQuestion(asker, Evidence(asker, choice)),
            QuestionDeed.ChangeAnswerConsent => new ChangeAnswerConsent(giver, number, Consent(choice, now)),
            QuestionDeed.WithdrawAnswer => new WithdrawAnswer(giver, number),
            QuestionDeed.SayHelped => new SayHelped(asker, number, choice % 2 == 0, choice % 3 == 0 ? Words : null),
            QuestionDeed.SayWeHaveItToo => new SayWeHaveItToo(person, reading),
            QuestionDeed.TakeBackWeHaveItToo => new TakeBackWeHaveItToo(
                choice % 3 > 0 && question.HaveItToo.Count > 0 ? question.HaveItToo[0] : person),
            QuestionDeed.CarryQuestion => new CarryQuestion(person, Carrying(person, choice), "broker"),
            QuestionDeed.StopCarrying => new StopCarrying(
                choice % 3 == 0 ? asker : person, Link(choice), choice % 3 == 1 ? Carrying(person, choice) : null),
            QuestionDeed.PointToQuestion => new PointToQuestion(
                asker, Evidence(asker, choice),
                new(QuestionId.Of(choice % 5 == 4 ? "q-1" : "q-2"), 3, (QuestionStatus)(choice % 4), choice % 7 == 6)),
            QuestionDeed.PointQuestionToNote => new PointQuestionToNote(
                asker, Evidence(asker, choice),
                new(NoteId.Of("n-1"), 3, Home, choice % 4 == 3 ? NoteStatus.Withdrawn : NoteStatus.Offered, null)),
            QuestionDeed.StopPointing => new StopPointing(asker, Evidence(asker, choice)),
            QuestionDeed.ReportQuestion => new ReportQuestion(person, reading, Words),
            QuestionDeed.ReportAnswer => new ReportAnswer(person, reading, number, Words),
            QuestionDeed.SettleReport => new SettleReport(
                person, Evidence(person, choice), 1 + (choice % Math.Max(1, question.Reports.Count)), Words),
            QuestionDeed.RestrictAnswer => new RestrictAnswer(
                number, choice % 5 == 4 ? "safeguarding-lead" : "caldicott-guardian", Words, now + Duration.FromDays(choice % 6),
                "case-7"),
            QuestionDeed.LiftAnswerRestriction => new LiftAnswerRestriction(number, "case-7"),
            QuestionDeed.PlaceRestriction => new PlaceRestriction(
                choice % 5 == 4 ? "safeguarding-lead" : "caldicott-guardian", Words, now + Duration.FromDays(choice % 6),
                "case-7"),
            QuestionDeed.LiftRestriction => new LiftRestriction("case-7"),
            QuestionDeed.MergeKeys => new MergeKeys(person, choice % 3 == 0 ? question.Asker!.Person : other, "esr"),
            _ => new AnswerQuestion(person, reading, Words, Consent(choice, now)),
        };
    }

    private static Consent Consent(int choice, Instant now) =>
        new((Audience)(choice % 11 == 10 ? 3 : choice % 3), choice % 4 == 3 ? now + Duration.FromDays(choice % 5) : null);

    private static AskingEvidence Evidence(PersonId person, int choice) => new(
        choice % 12 == 11 ? CommunityId.Of("sepsis") : Home, 7, choice % 12 == 10 ? Person(1) : person, choice % 6 != 5,
        choice % 6 != 5, choice % 6 == 4, choice % 2 == 0);

    private static CarryingEvidence Carrying(PersonId person, int choice) => new(
        choice % 12 == 11 ? CommunityId.Of("sepsis") : Home, 7, person,
        new(Link(choice), 3, Party.Of(Home), Party.Of(CommunityId.Of("wounds")),
            new(choice % 6 == 5 ? Flow.BToA : Flow.Both), choice % 8 != 7), choice % 4 != 3);

    private static LinkId Link(int choice) => LinkId.Of(choice % 2 == 0 ? "l-1" : "l-2");

    private static PersonId Person(int number) => Everybody[Acts.Among(number, People)];

    private static IEnumerable<QuestionStory> Shorter(QuestionStory story) =>
        Enumerable.Range(0, story.Steps.Count)
            .Select(gap => story with { Steps = story.Steps.Where((_, i) => i != gap).ToValueList() });
}
