using System.Text.Json.Serialization;

namespace CommunitiesOfPractice.Events;

/// <summary>Something that happened to a question by an act that rests on what the record of its community says.</summary>
public abstract record QuestionEventFromHome : QuestionEvent
{
    private protected QuestionEventFromHome()
    {
    }

    /// <summary>What that record said of the person who did it, copied from the act (law 12).</summary>
    [JsonRequired]
    public AskingEvidence? Evidence { get; init; }
}

/// <summary>A question was asked.</summary>
/// <param name="Home">The community in which it was asked.</param>
/// <param name="Content">What is asked.</param>
/// <param name="Asker">Who asks, and how far they let it go.</param>
public sealed record QuestionAsked(CommunityId Home, QuestionContent Content, Contribution Asker) : QuestionEventFromHome
{
    internal override Question Apply(Question question, Entry entry) => (question with
    {
        Status = QuestionStatus.Open, Home = Home, Content = Content, Asker = Asker,
        AskedAt = Asker.CeilingAt(entry.At) >= Audience.Community ? entry.At : null,
    }).Credited(Asker, entry.At);
}

/// <summary>It asks in other words. Who carried it looked at the words before, so it is carried no more.</summary>
/// <param name="Content">What is asked.</param>
public sealed record QuestionRevised(QuestionContent Content) : QuestionEvent
{
    internal override Question Apply(Question question, Entry entry) => question with { Content = Content, Carried = [] };
}

/// <summary>Its asker lets it go as far as this, in place of what they said before.</summary>
/// <param name="Consent">How far, until when, and how they are named.</param>
public sealed record QuestionConsentChanged(Consent Consent) : QuestionEvent
{
    internal override Question Apply(Question question, Entry entry) =>
        question.LetTo(Consent, entry.At).Credited(question.Asker! with { Consent = Consent }, entry.At);
}

/// <summary>It was withdrawn, at once.</summary>
/// <param name="Reason">Why, if they said.</param>
public sealed record QuestionWithdrawn(FreeText? Reason) : QuestionEvent
{
    internal override Question Apply(Question question, Entry entry) =>
        question with { Status = QuestionStatus.Withdrawn, AskedAt = null, WithdrawnWhy = Reason };
}

/// <summary>It is settled.</summary>
public sealed record QuestionSettled : QuestionEventFromHome
{
    internal override Question Apply(Question question, Entry entry) => question with { Status = QuestionStatus.Settled };
}

/// <summary>It is open again. It is the same question, asked since the same instant.</summary>
public sealed record QuestionReopened : QuestionEventFromHome
{
    internal override Question Apply(Question question, Entry entry) => question with { Status = QuestionStatus.Open };
}

/// <summary>Somebody answered it.</summary>
/// <param name="Number">The answer's number.</param>
/// <param name="Giver">Who, and how far they let the answer go.</param>
/// <param name="Text">What it says.</param>
/// <param name="Position">The position of the record that lets them read the question.</param>
public sealed record QuestionAnswered(int Number, Contribution Giver, FreeText Text, long Position) : QuestionEvent
{
    internal override Question Apply(Question question, Entry entry) =>
        (question with { Answered = question.Answered.With(new(Number, Giver, Text, entry.At)) }).Credited(Giver, entry.At);
}

/// <summary>The giver of an answer lets it go as far as this, in place of what they said before.</summary>
/// <param name="Number">Which answer.</param>
/// <param name="Consent">How far, until when, and how they are named.</param>
public sealed record AnswerConsentChanged(int Number, Consent Consent) : QuestionEvent
{
    internal override Question Apply(Question question, Entry entry) =>
        question.Changed(Number, answer => answer with { Giver = answer.Giver with { Consent = Consent } })
            .Credited(question.FindAnswer(Number)!.Giver with { Consent = Consent }, entry.At);
}

/// <summary>An answer was withdrawn, at once.</summary>
/// <param name="Number">Which answer.</param>
public sealed record AnswerWithdrawn(int Number) : QuestionEvent
{
    internal override Question Apply(Question question, Entry entry) =>
        question.Changed(Number, answer => answer with { IsWithdrawn = true });
}

/// <summary>The asker said whether an answer helped, in place of what they said before.</summary>
/// <param name="Number">Which answer.</param>
/// <param name="Helped">Whether it helped.</param>
/// <param name="What">What they did with it; null where they did not say.</param>
public sealed record AnswerHelped(int Number, bool Helped, FreeText? What) : QuestionEvent
{
    internal override Question Apply(Question question, Entry entry) =>
        question.Changed(Number, answer => answer with { Helped = Helped, HelpedWhat = What });
}

/// <summary>Somebody else has this question too.</summary>
/// <param name="Person">Who.</param>
/// <param name="Position">The position of the record that lets them read it.</param>
public sealed record HaveItTooSaid(PersonId Person, long Position) : QuestionEvent
{
    internal override Question Apply(Question question, Entry entry) =>
        question with { HaveItToo = question.HaveItToo.With(Person) };
}

/// <summary>Somebody does not have this question any more, or took back that they do.</summary>
/// <param name="Person">Who.</param>
public sealed record HaveItTooTakenBack(PersonId Person) : QuestionEvent
{
    internal override Question Apply(Question question, Entry entry) =>
        question with { HaveItToo = question.HaveItToo.Where(person => person != Person).ToValueList() };
}

/// <summary>It was carried over a link.</summary>
/// <param name="By">Who carries it there.</param>
/// <param name="Role">In which role they looked at what the disclosure screen points at.</param>
/// <param name="Carrying">What the records of the community and of the link said, copied from the act (law 12).</param>
public sealed record QuestionCarried(PersonId By, string Role, CarryingEvidence Carrying) : QuestionEvent
{
    internal override Question Apply(Question question, Entry entry) =>
        question with { Carried = question.Carried.With(new(Carrying.Link.Link, By, Role, entry.At)) };
}

/// <summary>It is carried over a link no more.</summary>
/// <param name="Link">Which link.</param>
public sealed record CarryingStopped(LinkId Link) : QuestionEvent
{
    internal override Question Apply(Question question, Entry entry) =>
        question with { Carried = question.Carried.Where(carried => carried.Link != Link).ToValueList() };
}

/// <summary>It points to another question, where this was asked before. Its answers stay.</summary>
/// <param name="Question">Which.</param>
public sealed record QuestionPointedTo(QuestionId Question) : QuestionEventFromHome
{
    internal override Question Apply(Question question, Entry entry) =>
        question with { PointsTo = Question, PointsToNote = null };
}

/// <summary>It points to a note. Its answers stay.</summary>
/// <param name="Note">Which.</param>
public sealed record QuestionPointedToNote(NoteId Note) : QuestionEventFromHome
{
    internal override Question Apply(Question question, Entry entry) =>
        question with { PointsTo = null, PointsToNote = Note };
}

/// <summary>It points nowhere any more.</summary>
public sealed record PointingStopped : QuestionEventFromHome
{
    internal override Question Apply(Question question, Entry entry) =>
        question with { PointsTo = null, PointsToNote = null };
}

/// <summary>Somebody reported it, or an answer to it, to a knowledge steward.</summary>
/// <param name="Number">The report's number.</param>
/// <param name="Answer">Which answer; null for the question itself.</param>
/// <param name="Why">Why.</param>
/// <param name="By">Who.</param>
/// <param name="Position">The position of the record that lets them read it.</param>
public sealed record QuestionReported(int Number, int? Answer, FreeText Why, PersonId By, long Position) : QuestionEvent
{
    internal override Question Apply(Question question, Entry entry) =>
        question with { Reports = question.Reports.With(new(Number, Answer, Why, By, entry.At)) };
}

/// <summary>A report was settled.</summary>
/// <param name="Number">Which report.</param>
/// <param name="Outcome">What came of it; null where nobody said.</param>
public sealed record ReportSettled(int Number, FreeText? Outcome) : QuestionEventFromHome
{
    internal override Question Apply(Question question, Entry entry) => question with
    {
        Reports = question.Reports.Select(report => report.Number == Number
            ? report with { SettledAt = entry.At, Outcome = Outcome }
            : report).ToValueList(),
    };
}

/// <summary>The host restricted it (law 3): its asker alone reads it.</summary>
/// <param name="Role">The named role that placed it.</param>
/// <param name="Reason">Why.</param>
/// <param name="ReviewBy">When it is to be looked at again.</param>
/// <param name="Source">Where the host has it from.</param>
public sealed record QuestionRestricted(string Role, FreeText Reason, Instant ReviewBy, string Source) : QuestionEvent
{
    internal override Question Apply(Question question, Entry entry) =>
        question with { Restriction = new(Role, Reason, ReviewBy, entry.At) };
}

/// <summary>The restriction of a question was lifted: what was there before holds again.</summary>
/// <param name="Source">Where the host has it from.</param>
public sealed record QuestionRestrictionLifted(string Source) : QuestionEvent
{
    internal override Question Apply(Question question, Entry entry) => question with { Restriction = null };
}

/// <summary>The host restricted an answer (law 3): its giver alone reads it.</summary>
/// <param name="Number">Which answer.</param>
/// <param name="Role">The named role that placed it.</param>
/// <param name="Reason">Why.</param>
/// <param name="ReviewBy">When it is to be looked at again.</param>
/// <param name="Source">Where the host has it from.</param>
public sealed record AnswerRestricted(int Number, string Role, FreeText Reason, Instant ReviewBy, string Source) : QuestionEvent
{
    internal override Question Apply(Question question, Entry entry) =>
        question.Changed(Number, answer => answer with { Restriction = new(Role, Reason, ReviewBy, entry.At) });
}

/// <summary>The restriction of an answer was lifted: what was there before holds again.</summary>
/// <param name="Number">Which answer.</param>
/// <param name="Source">Where the host has it from.</param>
public sealed record AnswerRestrictionLifted(int Number, string Source) : QuestionEvent
{
    internal override Question Apply(Question question, Entry entry) =>
        question.Changed(Number, answer => answer with { Restriction = null });
}

/// <summary>
/// Two keys were found to be one person (law 13): what the second key asked, answered, carried and reported, the first did.
/// </summary>
/// <param name="Kept">The key that stays.</param>
/// <param name="Dropped">The key that goes.</param>
/// <param name="Source">Where the host has it from.</param>
public sealed record QuestionKeysMerged(PersonId Kept, PersonId Dropped, string Source) : QuestionEvent, IMergesKeys
{
    internal override Question Apply(Question question, Entry entry)
    {
        var one = new OnePerson(Kept, Dropped);
        var asker = Of(question.Asker!);
        return (question with
        {
            SecondKeys = question.SecondKeys.With(one),
            Asker = asker,
            Answers = question.Answers.Select(answer => answer with { Giver = Of(answer.Giver) }).ToValueList(),
            HaveItToo = one.Of(question.HaveItToo).Where(person => person != asker.Person).ToValueList(),
            Carried = question.Carried.Select(carried => carried with { By = one.Of(carried.By) }).ToValueList(),
            Reports = question.Reports.Select(report => report with { By = one.Of(report.By) }).ToValueList(),
        }).OneAttribution(Kept, Dropped);

        Contribution Of(Contribution contribution) =>
            contribution.Person == Dropped ? contribution with { Person = Kept } : contribution;
    }
}
