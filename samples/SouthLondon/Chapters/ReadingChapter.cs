namespace SouthLondon;

/// <summary>
/// Who may read what, and why: found, refused with the way in, and withdrawn with word to those who took it up.
/// </summary>
public static class ReadingChapter
{
    public static void Tell(Story story)
    {
        story.Telling.Chapter(story.Words["reading.title"], story.Now);
        var commons = story.Commons();
        var notes = story.Place.Notes.Select(n => n.Id).Append(SharingChapter.Bundle).ToArray();
        story.Telling.Table(
            story.Words["reading.readers"],
            [story.Words["reading.note"], story.Words["reading.reaches"], story.Words["reading.count"]],
            notes.Select(n => new[]
            {
                story[n].Content!.Title.ToString(), story.Words.Of(story[n].EffectiveAudience(story.Now)),
                story.Words.Number(commons.Readers(n, story.Now).Count),
            }));

        // Before anybody starts on something: what others learned about it, failures included, as far as the asker may read.
        var asker = story[FoundingChapter.Maternity].Conveners.Last();
        story.Telling.Table(
            story.Words["reading.finds", story.Named(asker)],
            [story.Words["reading.from"], story.Words["reading.note"], story.Words["reading.outcome"]],
            commons.Find(asker, story.Now, new NoteQuery { Topic = "education" })
                .Select(f => new[] { story[f.Home].Name, f.Title.ToString(), story.Words.Of(f.Outcome!.Value) }));

        // What is written as PPH is found by words that the community says mean the same.
        story.Do(
            FoundingChapter.Maternity,
            new SayWords(asker, [Synonyms.Of("PPH", "postpartum haemorrhage", "blood loss after birth")]));
        story.Telling.Table(
            story.Words["reading.searches", story.Named(asker)],
            [story.Words["reading.from"], story.Words["reading.note"]],
            story.Commons().Search(asker, story.Now, "postpartum haemorrhage", 10).Hits
                .Where(hit => hit.Kind == HitKind.Note)
                .Select(hit => new[] { story[hit.Community].Name, hit.Title.ToString() }));

        // Somebody who may not read a failure is told the way in.
        var newcomer =
            story.People.All.First(p => !story[FoundingChapter.Deterioration].IsMember(p.Key) && p.Organisation is not null).Key;
        var failure = NoteId.Of("pn-08");
        story.Refused(
            commons.Check(newcomer, failure, story.Now).ToAnswer(),
            story.Words["reading.wants", story.Named(newcomer), story[failure].Content!.Title]);
        story.Telling.Say(story.Words[
            "reading.hidden", story.Words.Core(commons.Check(newcomer, failure, story.Now).For(newcomer).Missing!)]);
        story.Do(FoundingChapter.Deterioration, new Join(newcomer, story.People.Directory.EvidenceFor(newcomer, story.Now)));
        commons = story.Commons();
        var now = commons.Check(newcomer, failure, story.Now);
        if (!now.Allowed) throw new StoryException($"{newcomer} joined and may still not read {failure}: {now}");
        story.Telling.Good(story.Words["reading.joined", story.Words.Core(now.Clause), story.Words.Witness(story, now.Witness!)]);
        story.Telling.Say(story.Words["reading.because", Why(story[failure])]);

        // By a link, and one step further, each with its witness.
        var across = NoteId.Of("pn-03");
        story.Telling.Table(
            story.Words["reading.why", story[across].Content!.Title],
            [story.Words["reading.rule"], story.Words["reading.rests"], story.Words["reading.people"]],
            commons.Readers(across, story.Now).Select(person => commons.Check(person, across, story.Now))
                .GroupBy(r => (r.Clause.Id, Witness: r.Step is ReadingStep.Contributor ? null : r.Witness))
                .OrderBy(g => g.Key.Id, StringComparer.Ordinal).ThenBy(g => g.Key.Witness?.ToString(), StringComparer.Ordinal)
                .Select(g => new[]
                {
                    story.Words.Core(Clause.Of(g.Key.Id)),
                    g.Key.Witness is { } witness ? story.Words.Witness(story, witness) : story.Words["witness.themselves"],
                    story.Words.Number(g.Count()),
                }));
        Withdraw(story, NoteId.Of("pn-06"));
    }

    /// <summary>A contributor withdraws a note, at once; those who took it up are told.</summary>
    private static void Withdraw(Story story, NoteId note)
    {
        var (before, commons) = (story[note], story.Commons());
        story.Do(note, new WithdrawNote(before.Contributors[0].Person, "The figures behind it were wrong."));
        var lines = story.Record.Skip((int)commons.Position).Select((line, i) => new Recorded(commons.Position + i + 1, line));
        var told = Notices.After(commons.Landscape, lines, story.Commons(), story.Now, story.Now);
        story.Telling.Good(story.Words[
            "reading.withdrawn", before.Content!.Title, commons.Readers(note, before.LastAt).Count,
            story.Commons().Readers(note, story.Now).Count]);
        foreach (var notice in told)
            story.Telling.Say(story.Words["reading.told", story.Named(notice.To), story.Words.Of(notice.Reason)]);
    }

    private static string Why(PracticeNote note) =>
        ((PracticeContent)note.Content!).Why.ToString().TrimEnd('.') is { Length: > 0 } why
            ? char.ToLowerInvariant(why[0]) + why[1..]
            : "";
}
