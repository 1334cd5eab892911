namespace CommunitiesOfPractice;

/// <summary>What somebody is told of about a question.</summary>
public enum QuestionNoticeKind
{
    /// <summary>It was asked, and they may answer it.</summary>
    Asked,
    /// <summary>Somebody answered it.</summary>
    Answered,
    /// <summary>An answer of theirs helped, or did not.</summary>
    Helped,
    /// <summary>It was carried to them.</summary>
    Carried,
    /// <summary>It was settled.</summary>
    Settled,
    /// <summary>It points to another question or to a note now.</summary>
    Pointed,
    /// <summary>It, or an answer, was reported.</summary>
    Reported,
    /// <summary>It has waited for an answer for too long.</summary>
    Unanswered,
}

/// <summary>
/// A fact for the host's notifications about a question: who should be told what. It holds no message and sends nothing. Nobody
/// is told what they did themself, nor who reported something. The host tells nobody of a question or an answer that they may not
/// read when it tells them.
/// </summary>
/// <param name="To">Who should be told.</param>
/// <param name="What">Of what.</param>
/// <param name="Question">About which question.</param>
/// <param name="Number">The number of the answer that it is about; null for the question itself.</param>
public sealed record QuestionNotice(PersonId To, QuestionNoticeKind What, QuestionId Question, int? Number = null)
{
    /// <summary>
    /// Who should be told of what happened to a question, in the order of their keys. For other events it is nobody.
    /// </summary>
    /// <param name="happened">What happened.</param>
    /// <param name="after">The question after it.</param>
    /// <param name="readers">Who may read it now, for those who hear that it was asked or carried.</param>
    /// <param name="stewards">Who settles reports in its community (<see cref="AskingEvidence.SettlesReports"/>).</param>
    /// <exception cref="ArgumentNullException">Something is null.</exception>
    public static ValueList<QuestionNotice> Of(
        Entry happened, Question after, IEnumerable<PersonId> readers, IEnumerable<PersonId> stewards)
    {
        Guard.Against.Null(happened);
        Guard.Against.Null(after);
        Guard.Against.Null(readers);
        Guard.Against.Null(stewards);
        var asking = after.HaveItToo.Append(after.Asker!.Person);
        var answering = after.Answers.Where(answer => !answer.IsWithdrawn).Select(answer => answer.Giver.Person);
        return (happened.Event switch
        {
            QuestionAsked => To(readers, QuestionNoticeKind.Asked),
            QuestionAnswered { Number: var number } => To(asking, QuestionNoticeKind.Answered, number),
            AnswerHelped { Number: var number } =>
                To([after.FindAnswer(number)!.Giver.Person], QuestionNoticeKind.Helped, number),
            QuestionCarried => To(readers, QuestionNoticeKind.Carried),
            QuestionSettled => To(asking.Concat(answering), QuestionNoticeKind.Settled),
            QuestionPointedTo or QuestionPointedToNote => To(asking.Concat(answering), QuestionNoticeKind.Pointed),
            QuestionReported { Answer: var number } => To(stewards, QuestionNoticeKind.Reported, number),
            _ => [],
        }).Where(notice => notice.To != happened.By).ToValueList();

        IEnumerable<QuestionNotice> To(IEnumerable<PersonId> people, QuestionNoticeKind what, int? number = null) =>
            people.Distinct().OrderBy(person => person).Select(person => new QuestionNotice(person, what, after.Id, number));
    }

    /// <summary>
    /// Who should be told what only time brought, between two instants: that the question has waited for an answer for too long.
    /// A host asks from the instant it asked until last, so that nobody is told twice.
    /// </summary>
    /// <param name="question">The question.</param>
    /// <param name="after">From after this instant.</param>
    /// <param name="until">Up to this instant.</param>
    /// <param name="unansweredAfter">How long is too long (<see cref="Charter.UnansweredAfter"/>).</param>
    /// <param name="carers">Who stewards knowledge or carries links in its community.</param>
    /// <exception cref="ArgumentNullException"><paramref name="question"/> or <paramref name="carers"/> is null.</exception>
    public static ValueList<QuestionNotice> Between(
        Question question, Instant after, Instant until, Duration unansweredAfter, IEnumerable<PersonId> carers)
    {
        Guard.Against.Null(carers);
        return Guard.Against.Null(question).IsUnansweredAt(until, unansweredAfter)
            && question.AskedAt!.Value.Later(unansweredAfter) > after
            ? carers.Distinct().OrderBy(person => person)
                .Select(person => new QuestionNotice(person, QuestionNoticeKind.Unanswered, question.Id)).ToValueList()
            : [];
    }
}
