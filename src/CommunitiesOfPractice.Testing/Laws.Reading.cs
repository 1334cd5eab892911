namespace CommunitiesOfPractice.Testing;

public static partial class Laws
{
    /// <summary>
    /// Laws 8 to 11, for every reader. The Commons says of every reader, note and question what the sharing rule says when it is
    /// read slowly (<see cref="PlainCommons"/>): now, at some instant before, and just before and when something dated next
    /// changes. Check, list, count and readers give the same. A reader is shown of a note only what they may know. Asked where
    /// something was recorded: a millisecond or two each time, which is nearly all that the laws of sharing cost together.
    /// </summary>
    public static BrokenLaw? ReadingIsByTheRule(FederationMoment moment)
    {
        if (Guard.Against.Null(moment).Done.Events.Count == 0) return null;
        var (after, now) = (moment.After, Instant.Max(moment.RuledAt, moment.Done.Events.Max(e => e.At)));
        var plain = new PlainCommons(after.Record, after.Directory);
        var commons = Commons.Empty.With(after.Directory).After(moment.Before.Record).After(after.Record).At(now);
        var next = Deeds.Coming(after, now).Where(at => at > now).Min();
        BrokenLaw? Checked(Commons there, Instant at) =>
            plain.Notes.Append(NotThere).SelectMany(note => plain.Readers, (note, reader) => (reader, note))
            .Select(asked =>
                (asked, Expected: plain.Check(asked.reader, asked.note, at),
                    Settled: PlainReading.Of(there.Check(asked.reader, asked.note, at))))
            .Where(reading => reading.Expected != reading.Settled)
            .Select(reading =>
                new BrokenLaw(
                    8, $"{Named(reading.asked.reader)} reading {reading.asked.note} at {at}: {reading.Settled}; and the rule "
                        + $"says {reading.Expected}.")).FirstOrDefault()
            ?? AskedIsByTheRule(there, plain, at);

        // A snapshot answers for a later instant from the facts, and from what is compiled once it has moved on.
        var moved = commons.At(next);
        return Checked(commons, commons.From)
            ?? ListsAgree(commons, plain, commons.From) ?? ShowingIsByTheRule(commons, plain, commons.From)
            ?? Checked(commons, after.Record[after.Record.Count / 2].Entry.At) ?? Checked(commons, next - Duration.Epsilon)
                ?? Checked(commons, next) ?? Checked(moved, next) ?? ListsAgree(moved, plain, next);
    }

    /// <summary>
    /// Law 8, for what a host has beside the Commons, such as grants in a database or a search. Whichever person asks for
    /// whichever note, it lets them read what the sharing rule lets them read when it is read slowly, and nothing else.
    /// </summary>
    /// <param name="plain">The rule, over the record and the directory that the host answers from.</param>
    /// <param name="at">When.</param>
    /// <param name="mayRead">Whether the host lets somebody, or nobody who is signed in, read a note; it may be one that is not
    /// there.</param>
    /// <exception cref="ArgumentNullException">Something is null.</exception>
    public static BrokenLaw? ReadingIsByTheRule(PlainCommons plain, Instant at, Func<PersonId?, NoteId, bool> mayRead)
    {
        Guard.Against.Null(mayRead);
        foreach (var note in Guard.Against.Null(plain).Notes.Append(NotThere))
            foreach (var reader in plain.Readers)
                if (plain.Check(reader, note, at) is var reading && mayRead(reader, note) != reading.Allowed)
                    return new(
                        8, $"{Named(reader)} may {(reading.Allowed ? "not " : "")}read {note} at {at}; and the rule says "
                            + $"{reading}.");
        return null;
    }

    private static BrokenLaw? ListsAgree(Commons commons, PlainCommons plain, Instant at)
    {
        var notes = plain.Notes.Append(NotThere).ToArray();
        foreach (var reader in plain.Readers)
        {
            var allowed = notes.Where(note => plain.Check(reader, note, at).Allowed).OrderBy(n => n).ToArray();
            if (!allowed.SequenceEqual(commons.List(reader, at).OrderBy(n => n)))
                return new(
                    8, $"The list of {Named(reader)} at {at} is {string.Join(", ", commons.List(reader, at))}; they may read "
                        + $"{string.Join(", ", allowed)}.");
            if (commons.Count(reader, at) != allowed.Length)
                return new(
                    8, $"The count of {Named(reader)} at {at} is {commons.Count(reader, at)}; they may read "
                        + $"{string.Join(", ", allowed)}.");
        }

        foreach (var note in notes)
        {
            var (readers, expected) =
                (commons.Readers(note, at),
                    plain.Readers.OfType<PersonId>().Where(r => plain.Check(r, note, at).Allowed).OrderBy(r => r).ToArray());
            if (!expected.SequenceEqual(readers.OrderBy(r => r)) || readers.Count != expected.Length)
                return new(
                    8, $"The readers of {note} at {at} are {string.Join(", ", readers)}; {string.Join(", ", expected)} may read "
                        + "it.");
            if (readers.Anyone != plain.Check(null, note, at).Allowed)
                return new(8, $"Anyone may read {note} at {at}: {readers.Anyone}.");
        }

        return null;
    }

    private static BrokenLaw? ShowingIsByTheRule(Commons commons, PlainCommons plain, Instant at)
    {
        foreach (var note in plain.Notes.Append(NotThere))
            foreach (var reader in plain.Readers)
            {
                var (shown, reading) = (commons.Show(reader, note, at), plain.Check(reader, note, at));
                var knows = plain.Knows(reader, note, at);
                if (shown.Answer.Allowed != reading.Allowed || (!knows && shown.Answer.Missing!.Condition != Condition.KnownNote))
                    return new(11, $"{Named(reader)} is told of {note}: {shown.Answer.Text}");
                if (shown.IsTombstone != (knows && reading.Step == ReadingStep.Withdrawn))
                    return new(8, $"{Named(reader)} sees a tombstone of {note}: {shown.IsTombstone}.");
                if (!reading.Allowed)
                {
                    if (shown
                        is not { Title: null, Practice: null, MeantFor: null, Items.Count: 0, Topics.Count: 0,
                            Credits.Count: 0 }) return new(8, $"{Named(reader)} may not read {note}, and is shown some of it.");
                    continue;
                }

                var named = shown.Credits.Select(c => c.Person).OfType<PersonId>();
                if (!named.SequenceEqual(plain.NamedTo(reader, note, at)))
                    return new(
                        8, $"{Named(reader)} sees {note} by {string.Join(", ", named)}, and those who agreed are "
                            + $"{string.Join(", ", plain.NamedTo(reader, note, at))}.");
                if (shown.Credits.Select(c => c.Group).OfType<DirectoryGroup>().Where(g => !plain.MayBeShown(reader, note, g, at))
                    .Select(g => (DirectoryGroup?)g).FirstOrDefault() is { } group) return new(
                        8, $"{Named(reader)} sees {note} by {group}, which gives somebody away.");
                if (shown.Items.FirstOrDefault(item => !plain.Check(reader, item, at).Allowed) is { } item && item != default)
                    return new(8, $"{Named(reader)} sees {item} in {note}, and may not read it.");
                if (shown.SupersededBy is { } other && !plain.Check(reader, other, at).Allowed)
                    return new(8, $"{Named(reader)} sees that {other} took the place of {note}, and may not read it.");
            }

        return null;
    }

    // Check, list, count, readers and what is shown, of questions.
    private static BrokenLaw? AskedIsByTheRule(Commons commons, PlainCommons plain, Instant at)
    {
        var questions = plain.Questions.Append(QuestionId.Of("q-none")).ToArray();
        foreach (var reader in plain.Readers)
        {
            foreach (var question in questions)
            {
                var (rule, said) = (plain.Check(reader, question, at), PlainReading.Of(commons.Check(reader, question, at)));
                if (rule != said)
                    return new(8, $"{Named(reader)} reading {question} at {at}: {said}; and the rule says {rule}.");
                if (ShownIsByTheRule(commons.Show(reader, question, at), plain, reader, at) is { } broken) return broken;
            }

            var allowed = questions.Where(q => plain.Check(reader, q, at).Allowed).OrderBy(q => q).ToArray();
            var list = commons.ListQuestions(reader, at);
            if (!allowed.SequenceEqual(list.OrderBy(q => q)) || commons.CountQuestions(reader, at) != allowed.Length)
                return new(
                    8, $"The questions of {Named(reader)} at {at} are {string.Join(", ", list)}, counted "
                        + $"{commons.CountQuestions(reader, at)}; they may read {string.Join(", ", allowed)}.");
        }

        foreach (var question in questions)
        {
            var readers = commons.Readers(question, at);
            var expected =
                plain.Readers.OfType<PersonId>().Where(r => plain.Check(r, question, at).Allowed).OrderBy(r => r).ToArray();
            if (!expected.SequenceEqual(readers.OrderBy(r => r)) || readers.Count != expected.Length || readers.Anyone)
                return new(
                    8, $"The readers of {question} at {at} are {string.Join(", ", readers)}; {string.Join(", ", expected)} may "
                        + "read it.");
        }

        return null;
    }

    private static BrokenLaw? ShownIsByTheRule(ShownQuestion shown, PlainCommons plain, PersonId? reader, Instant at)
    {
        var question = shown.Question;
        var reads = plain.Check(reader, question, at).Allowed;
        if (shown.Answer.Allowed != reads || (shown.Content is not null) != reads || (shown.Status != default) != reads)
            return new(8, $"{Named(reader)} is shown of {question}: {shown}.");
        if (!shown.Answers.Select(answer => answer.Number).SequenceEqual(plain.AnswersShownTo(reader, question, at)))
            return new(
                8, $"{Named(reader)} is shown of {question} the answers "
                    + $"{string.Join(", ", shown.Answers.Select(a => a.Number))}; they may see {string.Join(", ", plain.AnswersShownTo(reader, question, at))}.");
        if (shown.Asker?.Person is not null && !plain.MayBeNamed(reader, question, plain.AskerOf(question), at))
            return new(8, $"{Named(reader)} is told who asked {question}.");
        foreach (var answer in shown.Answers)
            if (answer.Giver?.Person is not null
                && !plain.MayBeNamed(reader, question, plain.GiverOf(question, answer.Number), at))
                return new(8, $"{Named(reader)} is told who gave answer {answer.Number} to {question}.");
        return null;
    }

    private static NoteId NotThere { get; } = NoteId.Of("n-none");

    private static string Named(PersonId? reader) => reader?.ToString() ?? "Nobody";
}
