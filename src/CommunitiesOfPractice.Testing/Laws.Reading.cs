namespace CommunitiesOfPractice.Testing;

public static partial class Laws
{
    /// <summary>
    /// Laws 8 to 11, for whoever reads: the Commons says of every reader and note what the sharing rule says when it is read slowly (<see cref="PlainCommons"/>), now, and just before and when
    /// something dated next changes; check, list, count and readers are one; and of a note a reader is shown what they may know. Asked where something was recorded: a
    /// millisecond or two each time, which is nearly all that the laws of sharing cost together.
    /// </summary>
    public static BrokenLaw? ReadingIsByTheRule(FederationMoment moment)
    {
        if (Guard.Against.Null(moment).Done.Events.Count == 0) return null;
        var (after, now) = (moment.After, Instant.Max(moment.RuledAt, moment.Done.Events.Max(e => e.At)));
        var plain = new PlainCommons(after.Record, after.Directory);
        var commons = Commons.Empty.With(after.Directory).After(moment.Before.Record).After(after.Record).At(now);
        var next = Deeds.Coming(after, now).Where(at => at > now).Min();
        BrokenLaw? Checked(Commons there, Instant at) => ReadingIsByTheRule(plain, after.Directory, at, (reader, note) => PlainReading.Of(there.Check(reader, note, at)));

        // A snapshot answers for a later instant from the facts, and from what is compiled once it has moved on.
        var moved = commons.At(next);
        return Checked(commons, commons.From) ?? QuestionsAgree(commons, plain, after.Directory, commons.From) ?? ShowingIsByTheRule(commons, plain, after.Directory, commons.From)
            ?? Checked(commons, next - Duration.Epsilon) ?? Checked(commons, next) ?? Checked(moved, next) ?? QuestionsAgree(moved, plain, after.Directory, next);
    }

    /// <summary>
    /// Laws 8 to 11, for what a host has in the place of the Commons: whatever it answers for every reader of the directory, a stranger and nobody, and for every note and one that is not there, is
    /// what the sharing rule says when it is read slowly.
    /// </summary>
    /// <param name="plain">The rule, over the record and directory that the host answers from.</param>
    /// <param name="directory">The directory.</param>
    /// <param name="at">When.</param>
    /// <param name="check">What the host answers.</param>
    /// <exception cref="ArgumentNullException">Something is null.</exception>
    public static BrokenLaw? ReadingIsByTheRule(PlainCommons plain, HostDirectory directory, Instant at, Func<PersonId?, NoteId, PlainReading> check)
    {
        Guard.Against.Null(check);
        foreach (var note in AskedAbout(Guard.Against.Null(plain)))
            foreach (var reader in Readers(Guard.Against.Null(directory)))
                if ((plain.Check(reader, note, at), check(reader, note)) is var (expected, settled) && expected != settled)
                    return new(8, $"{reader?.ToString() ?? "Nobody"} reading {note} at {at}: {settled}; and the rule says {expected}.");
        return null;
    }

    private static BrokenLaw? QuestionsAgree(Commons commons, PlainCommons plain, HostDirectory directory, Instant at)
    {
        var notes = AskedAbout(plain).ToArray();
        foreach (var reader in Readers(directory))
        {
            var allowed = notes.Where(note => plain.Check(reader, note, at).Allowed).OrderBy(n => n).ToArray();
            if (!allowed.SequenceEqual(commons.List(reader, at).OrderBy(n => n))) return new(8, $"The list of {reader} at {at} is {string.Join(", ", commons.List(reader, at))}; they may read {string.Join(", ", allowed)}.");
            if (commons.Count(reader, at) != allowed.Length) return new(8, $"The count of {reader} at {at} is {commons.Count(reader, at)}; they may read {string.Join(", ", allowed)}.");
        }

        foreach (var note in notes)
        {
            var (readers, expected) = (commons.Readers(note, at), Readers(directory).OfType<PersonId>().Where(r => plain.Check(r, note, at).Allowed).OrderBy(r => r).ToArray());
            if (!expected.SequenceEqual(readers.OrderBy(r => r)) || readers.Count != expected.Length) return new(8, $"The readers of {note} at {at} are {string.Join(", ", readers)}; {string.Join(", ", expected)} may read it.");
            if (readers.Anyone != plain.Check(null, note, at).Allowed) return new(8, $"Anyone may read {note} at {at}: {readers.Anyone}.");
        }

        return null;
    }

    private static BrokenLaw? ShowingIsByTheRule(Commons commons, PlainCommons plain, HostDirectory directory, Instant at)
    {
        foreach (var note in AskedAbout(plain))
            foreach (var reader in Readers(directory))
            {
                var (shown, reading) = (commons.Show(reader, note, at), plain.Check(reader, note, at));
                var knows = plain.Knows(reader, note, at);
                if (shown.Answer.Allowed != reading.Allowed || (!knows && shown.Answer.Missing!.Condition != Condition.KnownNote)) return new(11, $"{reader} is told of {note}: {shown.Answer.Text}");
                if (shown.IsTombstone != (knows && reading.Step == ReadingStep.Withdrawn)) return new(8, $"{reader} sees a tombstone of {note}: {shown.IsTombstone}.");
                if (!reading.Allowed)
                {
                    if (shown is not { Title: null, Practice: null, MeantFor: null, Items.Count: 0, Topics.Count: 0, Credits.Count: 0 }) return new(8, $"{reader} may not read {note}, and is shown some of it.");
                    continue;
                }

                var named = shown.Credits.Select(c => c.Person).OfType<PersonId>();
                if (!named.SequenceEqual(plain.NamedTo(reader, note, at))) return new(8, $"{reader} sees {note} by {string.Join(", ", named)}, and those who agreed are {string.Join(", ", plain.NamedTo(reader, note, at))}.");
                if (shown.Credits.Select(c => c.Group).OfType<Group>().Where(g => !plain.MayBeShown(reader, note, g, at)).Select(g => (Group?)g).FirstOrDefault() is { } group) return new(8, $"{reader} sees {note} by {group}, which gives somebody away.");
                if (shown.Items.FirstOrDefault(item => !plain.Check(reader, item, at).Allowed) is { } item && item != default) return new(8, $"{reader} sees {item} in {note}, and may not read it.");
                if (shown.SupersededBy is { } other && !plain.Check(reader, other, at).Allowed) return new(8, $"{reader} sees that {other} took the place of {note}, and may not read it.");
            }

        return null;
    }

    private static IEnumerable<NoteId> AskedAbout(PlainCommons plain) => plain.Notes.Append(NoteId.Of("n-none"));

    private static IEnumerable<PersonId?> Readers(HostDirectory directory) => directory.People.Select(p => (PersonId?)p).Append(PersonId.Of("stranger")).Append(null);
}
