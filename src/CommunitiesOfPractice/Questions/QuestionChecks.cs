// Checks that several acts on a question share; the page of rules reads them.
namespace CommunitiesOfPractice;

public sealed partial record Question
{
    internal Witness Self => Witness.Of(Id);

    /// <summary>Whether somebody asked, answered, carried or reported, has it too, or was given a second key.</summary>
    internal bool Knows(PersonId person) =>
        IsBy(person) || HasItToo(person) || Answers.Any(answer => answer.Giver.Person == person)
        || Carried.Any(carried => carried.By == person) || Reports.Any(report => report.By == person)
        || SecondKeys.Of.Has(person);

    internal bool IsBy(PersonId person) => Asker?.Person == person;

    internal Ruling? RefuseUnlessAsked() =>
        Status == QuestionStatus.Unknown ? Ruling.Refuse(Clauses.QuestionNotAsked, Condition.Existence, Id.Value, Self) : null;

    /// <summary>Asked, and not withdrawn.</summary>
    internal Ruling? RefuseUnlessStanding() =>
        RefuseUnlessAsked()
        ?? (Status == QuestionStatus.Withdrawn
            ? Ruling.Refuse(Clauses.QuestionIsWithdrawn, Condition.Existence, Id.Value, Self)
            : null);

    /// <summary>Asked, not withdrawn, and not settled.</summary>
    internal Ruling? RefuseUnlessOpen() =>
        RefuseUnlessStanding()
        ?? (Status == QuestionStatus.Settled
            ? Ruling.Refuse(Clauses.QuestionIsSettled, Condition.Existence, Id.Value, Self)
            : null);

    /// <summary>Open, and answered here.</summary>
    internal Ruling? RefuseUnlessTakesAnswers() =>
        RefuseUnlessOpen()
        ?? (PointsElsewhere
            ? Ruling.Refuse(
                Clauses.QuestionLeadsElsewhere, Condition.Existence, PointsTo?.Value ?? PointsToNote?.Value,
                PointsTo is { } other ? Witness.Of(other) : Witness.Of(PointsToNote!.Value))
            : null);

    /// <summary>The asker. The refusal does not name them.</summary>
    internal Ruling? RefuseUnlessAsker(PersonId by) =>
        IsBy(by) ? null : Ruling.Refuse(Clauses.AskerOnly, Condition.OwnAct, null, Self);

    /// <summary>The evidence is of this person, and of the community in which it was asked.</summary>
    internal Ruling? RefuseUnlessOfHome(PersonId by, AskingEvidence home) =>
        home.Person == by && home.Community == Home
            ? null
            : Ruling.Refuse(Clauses.AskerOrSteward, Condition.Evidence, Home.Value, Witness.Of(Home));

    /// <summary>The asker while they take part in the community, or a knowledge steward of it.</summary>
    internal Ruling? RefuseUnlessLooksAfter(PersonId by, AskingEvidence home) =>
        RefuseUnlessOfHome(by, home)
        ?? ((IsBy(by) && home.TakesPart) || home.StewardsKnowledge
            ? null
            : Ruling.Refuse(Clauses.AskerOrSteward, Condition.Office, Duty.StewardKnowledge.Name, Self));

    /// <summary>Somebody who may read it.</summary>
    internal Ruling? RefuseUnlessReads(PersonId by, QuestionReadingEvidence reading) =>
        reading.Question == Id && reading.Person == by && reading.MayRead
            ? null
            : Ruling.Refuse(Clauses.QuestionReadersOnly, Condition.Evidence, null, Self);

    /// <summary>An answer that stands.</summary>
    internal Ruling? RefuseUnlessAnswered(int number) =>
        FindAnswer(number) is { IsWithdrawn: false }
            ? null
            : Ruling.Refuse(Clauses.NoSuchAnswer, Condition.Existence, OfWhat.Number(number), Self);

    /// <summary>
    /// An answer that goes as far as somebody who may read the question. Otherwise they are told what they would be told if there
    /// were none.
    /// </summary>
    internal Ruling? RefuseUnlessGoesTo(int number, PersonId reader, bool inside, Instant at) =>
        FindAnswer(number)!.IsReadBy(reader, inside, at)
            ? null
            : Ruling.Refuse(Clauses.NoSuchAnswer, Condition.Existence, OfWhat.Number(number), Self);

    /// <summary>An answer of this person's own.</summary>
    internal Ruling? RefuseUnlessGiver(int number, PersonId by) =>
        RefuseUnlessAnswered(number)
        ?? (FindAnswer(number)!.Giver.Person == by
            ? null
            : Ruling.Refuse(Clauses.GiverOnly, Condition.OwnAct, null, Self));

    /// <summary>A question and its answers go to linked communities at most, and a consent ends in the future.</summary>
    /// <param name="consent">How far somebody lets it go.</param>
    /// <param name="again">The same act with another consent.</param>
    /// <param name="at">When.</param>
    internal Ruling? RefuseUnlessReaches(Consent consent, Func<Consent, Act> again, Instant at) =>
        consent.Ceiling > Audience.Linked
            ? Ruling.Refuse(
                Clauses.QuestionReach, Condition.WellFormed, Names.Of(consent.Ceiling), Self,
                again(consent with { Ceiling = Audience.Linked }))
        : consent.Until <= at
            ? Ruling.Refuse(Clauses.EndsBeforeItBegins, Condition.WellFormed, OfWhat.LaterEnd, Self, from: at)
        : null;
}
