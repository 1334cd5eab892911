using CommunitiesOfPractice.Disclosure;

namespace SouthLondon;

/// <summary>
/// What worked, what did not, and why: notes are screened, offered, looked at, and widened by consent and by decision; a bundle
/// holds the best of them.
/// </summary>
public static class SharingChapter
{
    public static readonly NoteId Bundle = NoteId.Of("back-to-basics");

    public static void Tell(Story story)
    {
        story.On(2015, 8, 24);
        story.Telling.Chapter(story.Words["sharing.title"], story.Now);
        foreach (var planned in story.Place.Notes) Write(story, planned);
        WriteBundle(story);
        foreach (var community in story.Communities.Select(c => c.Id)) Widen(story, community);

        story.Telling.Table(
            story.Words["sharing.table"],
            [
                story.Words["sharing.note"], story.Words["sharing.outcome"], story.Words["sharing.decided"],
                story.Words["sharing.reaches"],
            ],
            story.Place.Notes.Select(n => story[n.Id]).Append(story[Bundle]).Select(n => new[]
            {
                n.Content!.Title.ToString(),
                n.Content is PracticeContent { Outcome: var outcome } ? story.Words.Of(outcome) : story.Words["outcome.bundle"],
                story.Words.Of(n.Decided), story.Words.Of(n.EffectiveAudience(story.Now)),
            }));
        PassOn(story);
    }

    /// <summary>
    /// Drafted, screened, consented to, offered to the community, and looked at by somebody who may find it identifiable.
    /// </summary>
    private static void Write(Story story, PlannedNote planned)
    {
        var home = story[planned.Community];
        var acting = home.Members.Where(m => home.AsMember(m, story.Now)!.Evidence.MayAct).ToArray();
        var author = acting.Where(m => story.People[m].Role == planned.Role).Concat(acting).First();
        var content = planned.Content.Outcome == PracticeOutcome.DidNotWork && planned.Community == FoundingChapter.Maternity
            ? Screened(story, planned.Content)
            : planned.Content;
        story.Do(
            planned.Id,
                new DraftNote(
                    home.AsMember(author, story.Now)!, content, People.Profession(planned.Role),
                        DirectoryGroup.Organisation(planned.Organisation)));
        story.Do(
            planned.Id,
                new GiveConsent(
                    author, new Consent(planned.Audience) { Inside = Attribution.ByRole, Outside = planned.Outside }));
        story.Do(planned.Id, new OfferNote(home.AsMember(author, story.Now)!));
        story.Do(
            planned.Id,
                new ReportFinding(
                    1, planned.Identifiable
                        ? Audience.Contributors
                        : planned.Audience, "information-governance-reviewer", "ig-desk"));
        if (planned.Identifiable) story.Telling.Say(story.Words["sharing.identifiable", content.Title]);
    }

    private static void WriteBundle(Story story)
    {
        var home = story[FoundingChapter.Maternity];
        var author = home.Members.First(m => home.AsMember(m, story.Now)!.Evidence.MayAct);
        var bundle = new BundleContent("Back to basics", [NoteId.Of("pn-01"), NoteId.Of("pn-03"), NoteId.Of("pn-04")])
        {
            Topics = ["back-to-basics"], MeantFor = "Midwives and obstetricians", ReviewBy = story.Now + Duration.FromDays(365),
                Licence = "OGL-3.0",
        };
        story.Do(Bundle, new DraftNote(home.AsMember(author, story.Now)!, bundle));
        story.Do(Bundle, new GiveConsent(author, new Consent(Audience.System) { Inside = Attribution.ByRole }));
        story.Do(Bundle, new OfferNote(home.AsMember(author, story.Now)!));
        story.Do(Bundle, new ReportFinding(1, Audience.System, "information-governance-reviewer", "ig-desk"));
    }

    /// <summary>The members decide, note by note, how far each goes. Its author has consented that far.</summary>
    private static void Widen(Story story, CommunityId home)
    {
        var notes =
            story.Place.Notes.Where(n => n.Community == home && n is { Identifiable: false, Audience: > Audience.Community })
            .Select(n => (n.Id, What: new WidenMatter(1, n.Audience, null))).ToList();
        if (home == FoundingChapter.Maternity) notes.Add((Bundle, new WidenMatter(1, Audience.System, null)));
        if (notes.Count == 0) return;
        var mandates = LinksChapter.Mandated(story, home, [.. notes.Select(n => new WidenNote(n.Id, n.What))]);
        foreach (var ((note, what), mandate) in notes.Zip(mandates)) story.Do(note, new Widen(new ByMandate(mandate), what));
    }

    /// <summary>The screen points, and a person decides: it is a prompt, never a certificate.</summary>
    private static PracticeContent Screened(Story story, PracticeContent content)
    {
        var draft = content.Context + ". Thought of after the woman with hosp no. ZZ123456, DOB 01/02/1930.";
        var found = DisclosureScreen.Nhs.Screen(draft);
        if (found.Count == 0) throw new StoryException("the screen found nothing");
        var points = found.Select(f => story.Words["sharing.found", story.Words.Of(f.Kind), f.Start]);
        story.Telling.Say(story.Words["sharing.screened", content.Title, story.Words.List(points)]);
        if (DisclosureScreen.Nhs.Screen(content.Context.ToString()).Count > 0)
            throw new StoryException("the screen still finds something");
        return content;
    }

    /// <summary>
    /// Nothing flows onward by itself: what came from Maternity goes on to Acute deterioration because Sepsis decides so.
    /// </summary>
    private static void PassOn(Story story)
    {
        var note = NoteId.Of("pn-03");
        var what = new PassOnMatter(LinksChapter.Sepsis, LinksChapter.Deterioration);
        var mandate = LinksChapter.Mandated(story, FoundingChapter.Sepsis, new PassNoteOn(note, what))[0];
        story.Do(
            note, new PassOn(
                new ByMandate(mandate), story[LinksChapter.Sepsis].EvidenceAt(story.Now)!,
                    story[LinksChapter.Deterioration].EvidenceAt(story.Now)!));
        story.Telling.Good(story.Words["sharing.onward", story[note].Content!.Title]);
    }
}
