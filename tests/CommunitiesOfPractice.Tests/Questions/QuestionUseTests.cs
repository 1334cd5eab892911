using CommunitiesOfPractice.Testing;
using static CommunitiesOfPractice.Tests.Questions.Askers;

namespace CommunitiesOfPractice.Tests.Questions;

/// <summary>
/// A note that is written from a question: everybody whose words it uses contributes, and consents for themself.
/// </summary>
public sealed class QuestionUseTests
{
    private static readonly PracticeContent Practice = new("Weigh it", Words, Words, PracticeOutcome.Worked, Words);

    private static readonly SharingRules Sharing = new(
        Audience.Community, false, new AnyMember(), new AnyMember(), new AnyMember(), new AnyMember());

    private static DraftNote Draft(PersonId by, QuestionUse? from) =>
        new(new AsMember(new(Maternity, 7, by, true, [], Sharing)), Practice, From: from);

    [Fact]
    public void Its_contributors_are_the_author_the_asker_and_those_whose_answers_it_uses()
    {
        var question = Answered().Given(Answer(Chloe), Answer(Ben));
        var use = question.State.UseFor(Reading(Dev), [3, 1], question.Now);
        var note = StreamScenario.OfNote().Given(Draft(Dev, use));
        Assert.Equal([Dev, Amina, Ben], note.State.Contributors.Select(contribution => contribution.Person));
        Assert.All(note.State.Contributors, contribution => Assert.Null(contribution.Consent));
        Assert.Equal(DirectoryGroup.Profession("midwife"), note.State.ContributionOf(Amina)!.Role);
        Assert.Equal((First, NoteStatus.Draft), (note.State.FromQuestion, note.State.Status));
        note.When(new GiveConsent(Ben, To(Audience.Community))).ThenAllowed(Clauses.ConsentingToShare);
    }

    [Fact]
    public void The_asker_who_writes_it_contributes_once()
    {
        var question = Answered();
        var note = StreamScenario.OfNote().Given(Draft(Amina, question.State.UseFor(Reading(Amina), [1], question.Now)));
        Assert.Equal([Amina, Ben], note.State.Contributors.Select(contribution => contribution.Person));
    }

    [Fact]
    public void Nobody_writes_from_what_they_may_not_read_or_what_was_withdrawn()
    {
        var question = Answered(Audience.Community);
        Refused(question.State.UseFor(Reading(Dev, mayRead: false), [], question.Now));
        Refused(question.State.UseFor(Reading(Chloe), [1], question.Now));
        Refused(question.State.UseFor(Reading(Dev, inside: false), [1], question.Now));
        question.Given(new WithdrawAnswer(Ben, 1));
        Refused(question.State.UseFor(Reading(Dev), [1], question.Now));
        Assert.Null(question.State.UseFor(Reading(Dev), [2], question.Now));
        Assert.Null(Question.Unknown(First).UseFor(Reading(Dev), [], question.Now));

        static void Refused(QuestionUse? use) => StreamScenario.OfNote().When(Draft(Dev, use))
            .ThenRefused(Clauses.QuestionUsable, Condition.Evidence).RestingOn(Witness.Of(First));
    }

    [Fact]
    public void Everything_somebody_wrote_in_a_question_is_screened_field_by_field() => Assert.Equal(
        [new("title", "What do you do at 500 ml?"), new("text", "Here everybody guesses."), new("topics", "bleeding")],
        Content.TextsToScreen());
}
