namespace CommunitiesOfPractice.Testing;

// The rule for questions a second time: that of notes, with the asker as its only contributor.
public sealed partial class PlainCommons
{
    private readonly Dictionary<QuestionId, PlainQuestion?> _questions = [];

    /// <summary>The questions that it knows, in the order in which they were asked.</summary>
    public IReadOnlyList<QuestionId> Questions { get; } =
        [.. record.Where(l => l.Entry.Event is QuestionAsked).Select(l => QuestionId.Of(l.Entry.Stream.Id))];

    /// <summary>
    /// Whether somebody may read a question at an instant, and what settles it. Give null for somebody who is not signed in.
    /// </summary>
    /// <exception cref="ArgumentException"><paramref name="reader"/> or <paramref name="question"/> is
    /// <c>default</c>.</exception>
    public PlainReading Check(PersonId? reader, QuestionId question, Instant at)
    {
        if (reader is { } key) Guard.Against.Default(key);
        var self = Witness.Of(Guard.Against.Default(question));
        if (Question(question) is not { } it) return new(ReadingStep.Unknown, self, Condition.KnownQuestion);
        if (!Founded(it.Home, at)) return new(ReadingStep.Unknown, Witness.Of(it.Home), Condition.KnownHome);
        if (reader is { } unknown && !_directory.Lists(unknown, at))
            return new(ReadingStep.Unknown, Witness.Of(unknown), Condition.KnownReader);
        if (it.Status == QuestionStatus.Withdrawn) return new(ReadingStep.Withdrawn, self, Condition.NotWithdrawn);
        if (reader is { } asker && it.Asker == asker) return new(ReadingStep.Contributor, Witness.Of(asker));
        if (reader is not { } person)
            return new(
                ReadingStep.NothingApplies, self, it.Restriction is null ? Condition.SignIn : Condition.NoRestriction);
        if (Barred(it.Home, person, at)) return new(ReadingStep.Barred, Witness.Of(it.Home), Condition.NoBar);
        var (decided, ceiling) =
            (it.Carried.Count > 0 ? Audience.Linked : Audience.Community, PlainQuestion.Reach(it.Consent, at));
        var audience = it.Restriction is not null ? Audience.Contributors : decided < ceiling ? decided : ceiling;
        var isMember = Reads(it.Home, person, at) && !CameAfterRest(it.Home, it.Since, person, at);
        if (audience >= Audience.Community && isMember) return new(ReadingStep.Member, Witness.Of(it.Home));
        var across = Lowest(it.Carried.Select(carried => carried.Link)
            .Where(id => Live(id, at) && Belongs(Far(Link(id, at)!, Party.Of(it.Home)), person, at)));
        if (audience >= Audience.Linked && across is { } link) return new(ReadingStep.Linked, Witness.Of(link));
        if (it.Restriction is not null) return new(ReadingStep.NothingApplies, self, Condition.NoRestriction);
        bool Admits(Audience a) => (a >= Audience.Community && isMember) || (a >= Audience.Linked && across is not null);
        if (Admits(decided) && !Admits(ceiling))
            return new(ReadingStep.NothingApplies, Witness.Of(it.Asker!.Value), Condition.WiderConsent);
        if (audience >= Audience.Linked && Lowest(Broken(Party.Of(it.Home), person, at)) is { } broken)
            return new(ReadingStep.NothingApplies, Witness.Of(broken), Condition.LiveLink);
        return audience >= Audience.Community && Open(it.Home, at) && !CameAfterRest(it.Home, it.Since, person, at)
            ? new(ReadingStep.NothingApplies, Witness.Of(it.Home), Condition.Membership)
            : new(ReadingStep.NothingApplies, self, Condition.WiderAudience);
    }

    /// <summary>
    /// The numbers of the answers that somebody may be shown: their own, and, where they may read the question, those that stand,
    /// that no host restricts, and that their givers let go so far.
    /// </summary>
    internal IEnumerable<int> AnswersShownTo(PersonId? reader, QuestionId question, Instant at)
    {
        if (Question(question) is not { } it) return [];
        var (reads, inside) = (Check(reader, question, at).Allowed, IsInside(reader, it, at));
        return Enumerable.Range(1, it.Answers.Count).Where(number => it.Answers[number - 1] is var answer
            && (answer.Giver.Person == reader
                || (reads && !answer.Withdrawn && answer.Restriction is null
                    && PlainQuestion.Reach(answer.Giver.Consent, at) >= (inside ? Audience.Community : Audience.Linked))));
    }

    /// <summary>Whether somebody may be told the name of who asks or answers: it is them, or that is what was agreed.</summary>
    internal bool MayBeNamed(PersonId? reader, QuestionId id, Contribution by, Instant at)
    {
        if (by.Person == reader) return true;
        if (by.Consent is not { } consent || consent.Until <= at) return false;
        if (IsInside(reader, Question(id)!, at)) return consent.Inside == Attribution.Named;
        return consent.Outside == Attribution.Named && Check(reader, id, at) is { Step: ReadingStep.Linked, Witness.Id: var link }
            && Link(LinkId.Of(link), at)!.Terms!.Attribution == Attribution.Named;
    }

    /// <summary>Who asks.</summary>
    internal Contribution AskerOf(QuestionId question) => Question(question)!.By!;

    /// <summary>Who answered, by the number of the answer.</summary>
    internal Contribution GiverOf(QuestionId question, int answer) =>
        Question(question)!.Answers[answer - 1].Giver;

    private bool IsInside(PersonId? reader, PlainQuestion it, Instant at) => reader is { } person
        && (it.Asker == person
            || (Reads(it.Home, person, at) && !CameAfterRest(it.Home, it.Since, person, at) && !Barred(it.Home, person, at)));

    private PlainQuestion? Question(QuestionId id) => Once(_questions, id, () =>
        _lines[StreamId.Of(id)].ToArray() is { Length: > 0 } mine ? new PlainQuestion(mine) : null);
}
