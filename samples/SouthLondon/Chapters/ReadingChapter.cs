using System.Globalization;

namespace SouthLondon;

/// <summary>Who may read what, and why: found, refused with the way in, and withdrawn with word to those who took it up.</summary>
public static class ReadingChapter
{
    public static void Tell(Story story)
    {
        story.Telling.Chapter("Who may read what, and why", story.Now);
        var commons = story.Commons();
        var notes = story.Place.Notes.Select(n => n.Id).Append(SharingChapter.Bundle).ToArray();
        story.Telling.Table("Who may read it", ["Note", "Reaches", "People who may read it"], notes.Select(n => new[]
        {
            n.Value, story[n].EffectiveAudience(story.Now).ToString(), commons.Readers(n, story.Now).Count.ToString(CultureInfo.InvariantCulture),
        }));

        // Before anybody starts on something: what others learned about it, failures included, as far as the asker may read.
        var asker = story[FoundingChapter.Maternity].Conveners.Last();
        story.Telling.Table($"What {story.People.Named(asker)} finds about education", ["Note", "From", "Title", "What came of it"], commons
            .Find(asker, story.Now, new NoteQuery { Topic = "education" })
            .Select(f => new[] { f.Note.Value, story[f.Home].Name, f.Title.ToString(), f.Outcome.ToString()! }));

        // Somebody who may not read a failure is told the way in.
        var newcomer = story.People.All.First(p => !story[FoundingChapter.Deterioration].IsMember(p.Key) && p.Organisation is not null).Key;
        var failure = NoteId.Of("pn-08");
        story.Refused(commons.Check(newcomer, failure, story.Now).ToAnswer(), $"{story.People.Named(newcomer)} wants to read '{story[failure].Content!.Title}' before trying it");
        story.Telling.Say($"What they themselves are told of a note they may not know of: {commons.Check(newcomer, failure, story.Now).For(newcomer).Missing!.Condition}, as for a note that is not there.");
        story.Do(FoundingChapter.Deterioration, new Join(newcomer, story.People.Directory.EvidenceFor(newcomer, story.Now)));
        commons = story.Commons();
        var now = commons.Check(newcomer, failure, story.Now);
        if (!now.Allowed) throw new StoryException($"{newcomer} joined and may still not read {failure}: {now}");
        story.Telling.Good($"They join, and read it ({now.Clause}, {now.Witness}): it did not work, because {Why(story[failure])}.");

        // By a link, and one step further, each with its witness.
        var across = NoteId.Of("pn-03");
        story.Telling.Table($"Why people may read '{story[across].Content!.Title}'", ["Why", "Witness", "People"], commons.Readers(across, story.Now)
            .Select(person => commons.Check(person, across, story.Now)).GroupBy(r => (r.Clause.Id, Witness: r.Step is ReadingStep.Contributor ? "themselves" : r.Witness.ToString()))
            .OrderBy(g => g.Key.Id, StringComparer.Ordinal).ThenBy(g => g.Key.Witness, StringComparer.Ordinal)
            .Select(g => new[] { g.Key.Id, g.Key.Witness, g.Count().ToString(CultureInfo.InvariantCulture) }));
        Withdraw(story, NoteId.Of("pn-06"));
    }

    /// <summary>A contributor withdraws a note, at once; those who took it up are told.</summary>
    private static void Withdraw(Story story, NoteId note)
    {
        var (before, commons) = (story[note], story.Commons());
        story.Do(note, new WithdrawNote(before.Contributors[0].Person, "The figures behind it were wrong."));
        var told = Notice.OfNote(story.Record[^1], before, story.Adoptions, story[before.Home].Followers, person => commons.Check(person, note, story.Now).Allowed);
        story.Telling.Good($"'{before.Content!.Title}' is withdrawn. {commons.Readers(note, before.LastAt).Count} people could read it a minute ago, {story.Commons().Readers(note, story.Now).Count} can now.");
        story.Telling.Say($"Told of it: {string.Join(", ", told.Select(w => $"{story.People.Named(w.To)}, as {w.Reason}"))}.");
    }

    private static string Why(PracticeNote note) => ((PracticeContent)note.Content!).Why.ToString().TrimEnd('.') is { Length: > 0 } why ? char.ToLowerInvariant(why[0]) + why[1..] : "";
}
