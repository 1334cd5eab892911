namespace CommunitiesOfPractice;

/// <summary>
/// A question as one reader may see it (feature 56). It is what is asked, and those answers that their givers let go so far. Of
/// who asks and who answers it shows only what each of them, the links it came by and the size of their group allow. A host must
/// show this and nothing else.
/// </summary>
/// <param name="Question">Which question.</param>
/// <param name="Answer">What the reader may be told of why they see it, or do not.</param>
public sealed record ShownQuestion(QuestionId Question, Answer Answer)
{
    /// <summary>Its status; unknown where they may not read it.</summary>
    public QuestionStatus Status { get; init; }

    /// <summary>The community in which it was asked; null where they may not read it.</summary>
    public CommunityId? Home { get; init; }

    /// <summary>What is asked; null where they may not read it.</summary>
    public QuestionContent? Content { get; init; }

    /// <summary>Who asks, as far as attribution shows; null where it does not, and where they may not read it.</summary>
    public Credit? Asker { get; init; }

    /// <summary>Whether the reader asks it.</summary>
    public bool IsMine { get; init; }

    /// <summary>Since when others may read it; null while they may not.</summary>
    public Instant? AskedAt { get; init; }

    /// <summary>
    /// How many others have this question; null where they are fewer than the smallest number in the charter of its community.
    /// </summary>
    public int? HaveItToo { get; init; }

    /// <summary>Whether the reader said that they have it too.</summary>
    public bool HaveIt { get; init; }

    /// <summary>
    /// The answers that they may read, in the order in which they were given. Their own are among them always, even where they
    /// may no longer read the question. Others leave no gap but in the numbers.
    /// </summary>
    public ValueList<ShownAnswer> Answers { get; init; } = ValueList<ShownAnswer>.Empty;

    /// <summary>The links that it is carried over, in order, for those who read it from the inside.</summary>
    public ValueList<LinkId> Carried { get; init; } = ValueList<LinkId>.Empty;

    /// <summary>The question that it points to, where they may read that; null otherwise.</summary>
    public QuestionId? PointsTo { get; init; }

    /// <summary>The note that it points to, where they may read that; null otherwise.</summary>
    public NoteId? PointsToNote { get; init; }

    /// <summary>The host's restriction of it, while there is one, for its asker.</summary>
    public Restriction? Restriction { get; init; }
}

/// <summary>An answer as one reader may see it.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Text">What it says.</param>
/// <param name="At">When it was given.</param>
public sealed record ShownAnswer(int Number, FreeText Text, Instant At)
{
    /// <summary>Who gave it, as far as attribution shows; null where it does not.</summary>
    public Credit? Giver { get; init; }

    /// <summary>Whether the reader gave it.</summary>
    public bool IsMine { get; init; }

    /// <summary>Whether it is withdrawn: then only its giver is shown it.</summary>
    public bool IsWithdrawn { get; init; }

    /// <summary>Whether it helped, as the asker said; null while they did not say.</summary>
    public bool? Helped { get; init; }

    /// <summary>What the asker did with it; null where they did not say.</summary>
    public FreeText? HelpedWhat { get; init; }

    /// <summary>The host's restriction of it, while there is one, for its giver.</summary>
    public Restriction? Restriction { get; init; }
}

public sealed partial class Commons
{
    /// <summary>
    /// A question as somebody may see it at an instant. Who asks and who answers is named as each of them chose, for inside (the
    /// asker, and those who read as members) or for outside, under the same conditions as the contributors of a note (<see
    /// cref="Show(PersonId?, NoteId, Instant)"/>). An answer is shown as far as its giver let it go: inside, or wherever the
    /// question goes. Somebody who may not read the question is shown their own answers alone.
    /// </summary>
    /// <param name="reader">Who; null for somebody who is not signed in.</param>
    /// <param name="question">Which question.</param>
    /// <param name="at">When.</param>
    /// <exception cref="ArgumentException"><paramref name="reader"/> or <paramref name="question"/> is
    /// <c>default</c>.</exception>
    public ShownQuestion Show(PersonId? reader, QuestionId question, Instant at)
    {
        var reading = Check(reader, question, at);
        var shown = new ShownQuestion(question, reading.For(reader));
        if (reading.Facts is not Question asked) return shown;
        if (!reading.Allowed)
            return shown with { Answers = OwnAnswers(asked, reader).Select(Own).ToValueList() };
        var readership = ReadershipOf(reading, reader);
        return shown with
        {
            Status = asked.Status,
            Home = asked.Home,
            Content = asked.Content,
            Asker = asked.CreditOf(asked.Asker!, readership, at),
            IsMine = reader is { } me && asked.IsBy(me),
            AskedAt = asked.AskedAt,
            HaveItToo = asked.HowManyHaveItToo(readership.SmallestGroup),
            HaveIt = reader is { } person && asked.HasItToo(person),
            Answers = asked.Answers.Where(answer => IsShown(answer, readership, at))
                .Select(answer => Shown(asked, answer, readership, at)).ToValueList(),
            Carried = readership.Inside ? asked.Carried.Select(carried => carried.Link).ToValueList() : [],
            PointsTo = asked.PointsTo is { } other && Check(reader, other, at).Allowed ? other : null,
            PointsToNote = asked.PointsToNote is { } note && readership.Reads(note) ? note : null,
            Restriction = asked.Restriction,
        };
    }

    private static IEnumerable<PeerAnswer> OwnAnswers(Question asked, PersonId? reader) =>
        asked.Answers.Where(answer => answer.Giver.Person == reader);

    private static bool IsShown(PeerAnswer answer, Readership reader, Instant at) =>
        reader.Reader is { } person && answer.IsReadBy(person, reader.Inside, at);

    private static ShownAnswer Shown(Question asked, PeerAnswer answer, Readership reader, Instant at) =>
        answer.Giver.Person == reader.Reader ? Own(answer) : new(answer.Number, answer.Text, answer.At)
        {
            Giver = asked.CreditOf(answer.Giver, reader, at),
            Helped = answer.Helped,
            HelpedWhat = answer.HelpedWhat,
        };

    private static ShownAnswer Own(PeerAnswer answer) => new(answer.Number, answer.Text, answer.At)
    {
        Giver = Credit.To(answer.Giver.Person),
        IsMine = true,
        IsWithdrawn = answer.IsWithdrawn,
        Helped = answer.Helped,
        HelpedWhat = answer.HelpedWhat,
        Restriction = answer.Restriction,
    };
}
