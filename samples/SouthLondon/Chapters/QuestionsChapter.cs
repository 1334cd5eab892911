namespace SouthLondon;

/// <summary>
/// A midwife asks her peers, and nobody near knows. Somebody carries the question over a link. An answer comes from another
/// trust, she says what it helped with, and it becomes a note of both.
/// </summary>
public static class QuestionsChapter
{
    private static readonly QuestionId Asked = QuestionId.Of("q1");
    private static readonly NoteId Learned = NoteId.Of("pn-pool");

    public static void Tell(Story story)
    {
        story.On(2015, 11, 2);
        story.Telling.Chapter(story.Words["questions.title"], story.Now);
        var asker = Ask(story);
        var elsewhere = story[FoundingChapter.Sepsis].Members.Select(member => story.People[member]).First(one =>
            !story[FoundingChapter.Maternity].IsMember(one.Key) && one.Organisation is not null
                && one.Organisation != story.People[asker].Organisation);
        story.Refused(
            story.Commons().Check(elsewhere.Key, Asked, story.Now).ToAnswer(),
            story.Words["questions.wants", story.Named(elsewhere.Key)]);
        Carry(story);
        Answer(story, elsewhere);
        story.Do(Asked, new SayHelped(asker, 1, true, story.Words["questions.did"]));
        story.Telling.Good(story.Words["questions.helped", story.Named(asker), story.Words["questions.did"]]);
        WriteUp(story, asker);
    }

    private static PersonId Ask(Story story)
    {
        var maternity = story[FoundingChapter.Maternity];
        var acting = maternity.Members.Where(m => maternity.AskingEvidenceFor(m, story.Now)!.MayAsk).ToArray();
        var asker = acting.Where(m => story.People[m].Role == "Midwife").Concat(acting).First();
        story.Do(Asked, new AskQuestion(
            asker, story.Caller(asker).AskingIn(maternity.Id)!,
            new QuestionContent(story.Words["questions.asked"], story.Words["questions.near"]) { Topics = ["pool-birth"] },
            new Consent(Audience.Linked) { Inside = Attribution.Named, Outside = Attribution.ByRole },
            People.Profession(story.People[asker].Role)));
        story.Telling.Say(story.Words[
            "questions.asks", story.Named(asker), maternity.Name, story.Words["questions.asked"], story.Words["questions.near"]]);
        return asker;
    }

    private static void Carry(Story story)
    {
        var carrying = story[FoundingChapter.Maternity].Members
            .Select(member => story.Caller(member).CarryingOf(Asked, LinksChapter.Sepsis)!).First(one => one.MayCarry);
        story.Do(Asked, new CarryQuestion(carrying.Person, carrying, Office.Broker.Value));
        story.Telling.Good(story.Words[
            "questions.carried", story.Named(carrying.Person), story[FoundingChapter.Sepsis].Name]);
    }

    private static void Answer(Story story, Someone elsewhere)
    {
        story.Do(Asked, new AnswerQuestion(
            elsewhere.Key, story.Caller(elsewhere.Key).ReadingOf(Asked), story.Words["questions.answer"],
            new Consent(Audience.Linked) { Inside = Attribution.Named, Outside = Attribution.Named },
            People.Profession(elsewhere.Role), DirectoryGroup.Organisation(elsewhere.Organisation!.Code)));
        story.Telling.Say(story.Words[
            "questions.answers", story.Named(elsewhere.Key), elsewhere.Organisation.Name, story.Words["questions.answer"]]);
    }

    // What they agreed to for the question is no consent to the note: each agrees anew.
    private static void WriteUp(Story story, PersonId asker)
    {
        var caller = story.Caller(asker);
        story.Do(Learned, new DraftNote(
            caller.AsMemberOf(FoundingChapter.Maternity)!,
            new PracticeContent(
                story.Words["questions.note"], story.Words["questions.answer"], story.Words["questions.near"],
                PracticeOutcome.Worked, story.Words["questions.did"]),
            From: caller.UseOf(Asked, [1])));
        foreach (var contributor in story[Learned].Contributors.Select(one => one.Person).ToArray())
            story.Do(Learned, new GiveConsent(contributor, new Consent(Audience.Community)));
        story.Do(Learned, new OfferNote(story.Caller(asker).AsMemberOf(FoundingChapter.Maternity)!));
        story.Telling.Good(story.Words["questions.written", story.Words["questions.note"], story[Learned].Contributors.Count]);
    }
}
