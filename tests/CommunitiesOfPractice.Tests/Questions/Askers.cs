using CommunitiesOfPractice.Testing;

namespace CommunitiesOfPractice.Tests.Questions;

/// <summary>Who asks, who answers and what the records say of them, in the examples.</summary>
internal static class Askers
{
    public static readonly PersonId Amina = PersonId.Of("k-1");
    public static readonly PersonId Ben = PersonId.Of("k-2");
    public static readonly PersonId Chloe = PersonId.Of("k-3");
    public static readonly PersonId Dev = PersonId.Of("k-4");
    public static readonly CommunityId Maternity = CommunityId.Of("maternity");
    public static readonly CommunityId Wounds = CommunityId.Of("wounds");
    public static readonly QuestionId First = QuestionId.Of("q-1");
    public static readonly LinkId Sister = LinkId.Of("l-1");
    public static readonly NoteId Scales = NoteId.Of("weigh-it");
    public static readonly FreeText Words = "We weigh the swabs.";
    public static readonly FreeText Why = "It names a patient.";

    public static readonly QuestionContent Content = new("What do you do at 500 ml?", "Here everybody guesses.")
    {
        Topics = ["bleeding"],
    };

    public static Consent To(Audience audience, Instant? until = null) => new(audience, until);

    public static AskingEvidence Home(
        PersonId person, bool mayAsk = true, bool takesPart = true, bool stewards = false, bool settles = false,
        CommunityId? of = null) => new(of ?? Maternity, 7, person, takesPart, mayAsk, stewards, settles || stewards);

    public static QuestionReadingEvidence Reading(
        PersonId person, bool inside = true, bool mayRead = true, string question = "q-1") =>
        new(QuestionId.Of(question), person, mayRead, inside, 4711);

    public static CarryingEvidence Carrying(
        PersonId person, bool mayCarry = true, LinkId? link = null, Flow carries = Flow.AToB, bool inForce = true) => new(
        Maternity, 7, person,
        new(link ?? Sister, 3, Party.Of(Maternity), Party.Of(Wounds), new(carries), inForce), mayCarry);

    public static AskQuestion Ask(Audience reach = Audience.Linked, PersonId? by = null) => new(
        by ?? Amina, Home(by ?? Amina), Content, To(reach), DirectoryGroup.Profession("midwife"));

    public static StreamScenario<Question> Asked(Audience reach = Audience.Linked) =>
        StreamScenario.OfQuestion().Given(Ask(reach));

    public static AnswerQuestion Answer(PersonId by, Audience reach = Audience.Linked, bool inside = true) =>
        new(by, Reading(by, inside), Words, To(reach));

    public static StreamScenario<Question> Answered(Audience reach = Audience.Linked) => Asked().Given(Answer(Ben, reach));

    public static CarryQuestion Carry(PersonId by, LinkId? link = null) => new(by, Carrying(by, link: link), "broker");
}
