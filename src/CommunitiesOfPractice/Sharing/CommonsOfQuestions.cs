// What the Commons answers of questions: the same rule, asked by their own ids.
namespace CommunitiesOfPractice;

/// <summary>The questions that a reader may read at an instant.</summary>
public sealed class ReadableQuestions : Readable<QuestionId>
{
    internal ReadableQuestions(Commons commons) : base(commons)
    {
    }

    /// <summary>
    /// The questions themselves, in the same order. What a reader is shown of one,
    /// <see cref="Commons.Show(PersonId?, QuestionId, Instant)"/> says.
    /// </summary>
    public IEnumerable<Question> Questions => Handles().Select(handle => (Question)Commons.Items[handle.Index]);

    internal override QuestionId IdOf(ItemHandle item) => ((Question)Commons.Items[item.Index]).Id;
}

public sealed partial class Commons
{
    /// <summary>A question by its id; unknown where nothing has been said of it.</summary>
    /// <exception cref="ArgumentException"><paramref name="question"/> is <c>default</c>.</exception>
    public ItemHandle Resolve(QuestionId question) => Resolve(StreamId.Of(Guard.Against.Default(question)));

    /// <summary>
    /// Whether somebody may read a question at an instant, and what settles it; null for somebody who is not signed in. It is the
    /// rule for notes, with the asker as its only contributor (DESIGN, <em>Sharing rule</em>).
    /// </summary>
    /// <exception cref="ArgumentException"><paramref name="reader"/> or <paramref name="question"/> is
    /// <c>default</c>.</exception>
    public ReadingAnswer Check(PersonId? reader, QuestionId question, Instant at) =>
        Check(reader, StreamId.Of(Guard.Against.Default(question)), at);

    /// <summary>
    /// Whether somebody might read a question at an instant in the past, as far as this record now tells: with the question, its
    /// asker and where it was carried as they were then, too.
    /// </summary>
    /// <exception cref="ArgumentException"><paramref name="reader"/> or <paramref name="question"/> is
    /// <c>default</c>.</exception>
    public ReadingAnswer AsOf(PersonId? reader, QuestionId question, Instant instant) =>
        AsOf(reader, StreamId.Of(Guard.Against.Default(question)), instant);

    /// <summary>Whether somebody may read a question at an instant, and every step on the way to the answer.</summary>
    /// <param name="reader">Who; null for somebody who is not signed in.</param>
    /// <param name="question">Which question.</param>
    /// <param name="at">When.</param>
    /// <exception cref="ArgumentException"><paramref name="reader"/> or <paramref name="question"/> is
    /// <c>default</c>.</exception>
    public ReadingTrace Explain(PersonId? reader, QuestionId question, Instant at) =>
        Explain(reader, StreamId.Of(Guard.Against.Default(question)), at);

    /// <summary>Who may read a question at an instant: nobody, where it is unknown.</summary>
    /// <exception cref="ArgumentException"><paramref name="question"/> is <c>default</c>.</exception>
    public ReaderSet Readers(QuestionId question, Instant at) => Readers(Resolve(question), at);

    /// <summary>
    /// The grants of a question, from the instant this commons is compiled for on; none for an unknown one. As with
    /// <see cref="Grants(NoteId)"/>, a host must replace them after an event on the question, its community or a link.
    /// </summary>
    /// <exception cref="ArgumentException"><paramref name="question"/> is <c>default</c>.</exception>
    public ValueList<Grant> Grants(QuestionId question) => Grants(StreamId.Of(Guard.Against.Default(question)));

    /// <summary>
    /// Every question that a reader may read at an instant, by community and then by age: the same order for everybody, and at
    /// every position. Settled ones are among them, and those that point elsewhere.
    /// </summary>
    /// <exception cref="ArgumentException">The handle comes from a later commons.</exception>
    public ReadableQuestions ListQuestions(ReaderHandle reader, Instant at) =>
        Fill<ReadableQuestions, QuestionId>(new(this), StreamKind.Question, Homes, reader, at);

    /// <summary>Every question that somebody may read at an instant; null for somebody who is not signed in.</summary>
    public ReadableQuestions ListQuestions(PersonId? reader, Instant at) => ListQuestions(Resolve(reader), at);

    /// <summary>Every question of one community that somebody may read at an instant, by age.</summary>
    /// <param name="reader">Who; null for somebody who is not signed in.</param>
    /// <param name="at">When.</param>
    /// <param name="home">The community in which they were asked. Others are not looked at.</param>
    /// <exception cref="ArgumentException"><paramref name="reader"/> or <paramref name="home"/> is <c>default</c>.</exception>
    public ReadableQuestions ListQuestions(PersonId? reader, Instant at, CommunityId home) =>
        Fill<ReadableQuestions, QuestionId>(new(this), StreamKind.Question, Only(home), Resolve(reader), at);

    /// <summary>
    /// Some of the questions that somebody may read at an instant, in the order of
    /// <see cref="ListQuestions(PersonId?, Instant)"/>.
    /// </summary>
    /// <param name="reader">Who; null for somebody who is not signed in.</param>
    /// <param name="at">When.</param>
    /// <param name="most">How many at most; positive.</param>
    /// <param name="after">Where to go on, as the page before said; null for the beginning.</param>
    /// <param name="home">The community in which they were asked; null for all.</param>
    /// <exception cref="ArgumentException"><paramref name="most"/> is not positive.</exception>
    /// <exception cref="FormatException"><paramref name="after"/> is not what a page said.</exception>
    public Page<QuestionId> PageQuestions(
        PersonId? reader, Instant at, int most, string? after = null, CommunityId? home = null) =>
        Page(new ReadableQuestions(this), StreamKind.Question, reader, at, most, after, home);

    /// <summary>How many questions a reader may read at an instant.</summary>
    /// <exception cref="ArgumentException">The handle comes from a later commons.</exception>
    public int CountQuestions(ReaderHandle reader, Instant at) => IsInWindow(at)
        ? CountNow(StreamKind.Question, OwnIndex(reader), at)
        : ListQuestions(reader, at).Count;

    /// <summary>How many questions somebody may read at an instant; null for somebody who is not signed in.</summary>
    public int CountQuestions(PersonId? reader, Instant at) => CountQuestions(Resolve(reader), at);

    /// <summary>The questions that somebody asked, withdrawn ones too, in the order of their ids.</summary>
    /// <param name="asker">Who. Before you show them to somebody else, ask which of them that reader may read.</param>
    /// <exception cref="ArgumentException"><paramref name="asker"/> is <c>default</c>.</exception>
    public IEnumerable<Question> QuestionsOf(PersonId asker) =>
        ItemsWith(asker).OfType<Question>().Where(question => question.IsBy(asker)).OrderBy(question => question.Id);

    /// <summary>The questions that somebody answered, in the order of their ids. They may read few of them now.</summary>
    /// <param name="giver">Who. Before you show them to somebody else, ask which of them that reader may read.</param>
    /// <exception cref="ArgumentException"><paramref name="giver"/> is <c>default</c>.</exception>
    public IEnumerable<Question> AnsweredBy(PersonId giver) => ItemsWith(giver).OfType<Question>()
        .Where(question => question.Answers.Any(answer => answer.Giver.Person == giver)).OrderBy(question => question.Id);

    /// <summary>Whether somebody may read a question, and from where, as evidence for an act on it.</summary>
    internal QuestionReadingEvidence EvidenceOf(PersonId reader, QuestionId question, Instant at)
    {
        var reading = Check(reader, question, at);
        return new(
            question, reader, reading.Allowed, reading is { Allowed: true, Facts: { } item } && IsInside(reader, item, at),
            Position);
    }
}
