namespace SouthLondon;

/// <summary>
/// Others take up what was shared, change it, give it up, and say why; what came of it flows back. One note is withdrawn, and its
/// adopters hear of it.
/// </summary>
public static class SpreadingChapter
{
    public static void Tell(Story story)
    {
        story.On(2015, 9, 21);
        story.Telling.Chapter(story.Words["spreading.title"], story.Now);
        foreach (var planned in story.Place.Adoptions) Adopt(story, planned);

        var adapted = story.Adoptions.First(a => a.Status == AdoptionStatus.Adapted);
        var by = Staff(story, ((GroupParty)adapted.Adopter!).Group);
        story.AfterDays(60);
        story.Do(
            adapted.Id,
                new ReportOutcome(
                    by, PracticeOutcome.Worked, "The total is spoken aloud at the door, and nobody argues over it."));
        foreach (var (cycle, words) in story.Place.ValueStory) story.Do(adapted.Id, new TellStory(by, cycle, words));
        story.Telling.Table(
            story.Words["spreading.worth"], [story.Words["spreading.cycle"], story.Words["spreading.told"]],
            story[adapted.Id].Stories.Select(s => new[] { story.Words.Of(s.Cycle), s.Words.ToString() }));
        story.Telling.Table(
            story.Words["spreading.elsewhere"],
            [
                story.Words["spreading.note"], story.Words["spreading.by"], story.Words["spreading.did"],
                story.Words["spreading.why"], story.Words["spreading.outcome"],
            ],
            story.Adoptions.Select(a => new[]
            {
                story[a.Note].Content!.Title.ToString(), story.Named(a.Adopter!), story.Words.Of(a.Status),
                (a.Changed ?? a.Why)?.ToString() ?? "", story.Words.List(a.Outcomes.Select(o => story.Words.Of(o.Outcome))),
            }));
    }

    private static void Adopt(Story story, PlannedAdoption planned)
    {
        var by = Staff(story, DirectoryGroup.Organisation(planned.By));
        var note = story[planned.Note];
        story.Do(planned.Id, new ConsiderNote(by, new ReadingEvidence(planned.Note, note.Edition, by.Who, story.Record.Count)));
        switch (planned.Decision)
        {
            case "Adopt": story.Do(planned.Id, new Adopt(by, planned.Why)); break;
            case "Adapt": story.Do(planned.Id, new Adapt(by, planned.Why, "It had to fit here.")); break;
            default:
                story.Do(planned.Id, new Adopt(by, "It looked right."));
                story.Do(planned.Id, new Abandon(by, planned.Why));
                break;
        }
    }

    private static AsStaff Staff(Story story, DirectoryGroup organisation)
    {
        var person = story.People.All.First(p => p.Organisation?.Code == organisation.Code).Key;
        return new(person, organisation, story.People.Directory.EvidenceFor(person, story.Now));
    }
}
