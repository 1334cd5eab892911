namespace SouthLondon;

/// <summary>
/// What came of the first three gatherings: notes, an offer to do something by a day, and one of which nothing more is to be
/// written. They were held under the Chatham House Rule, so nobody is told who was there.
/// </summary>
public static class WhatCameChapter
{
    /// <summary>What somebody offers to do.</summary>
    public const string Offered = "Bring a set of scales to each labour ward, and show how we weigh.";

    private static readonly Dictionary<string, string[]> Notes = new(StringComparer.Ordinal)
    {
        ["g1"] = ["pn-01", "pn-02"], ["g2"] = ["pn-03"],
    };

    public static void Tell(Story story)
    {
        story.On(2015, 9, 16);
        story.TellGatherings();
        story.On(2015, 9, 18);
        story.Telling.Chapter(story.Words["came.title"], story.Now);
        var held = story.Place.Gatherings.Take(3).Select(planned => planned.Id).ToArray();
        foreach (var gathering in held) Came(story, gathering);
        var first = story[held[0]].Came.First();
        story.Do(held[0], new OfferToDo(first, Offered, story.Now + Duration.FromDays(28)));
        foreach (var gathering in held.Where(gathering => !story[gathering].IsWritten))
            story.Do(gathering, new SayNothingToWrite(story[gathering].Came.First()));

        var member = story.Caller(story[FoundingChapter.Maternity].Members.First(person => person != first));
        story.Telling.Table(
            story.Words["came.table"],
            [story.Words["gatherings.purpose"], story.Words["came.people"], story.Words["came.of-it"]],
            held.Select(gathering => story[gathering]).Select(gathering => new[]
            {
                gathering.Call!.Purpose.ToString(),
                gathering.ShownTo(story.Caller(Reader(story, gathering)))!.CameAtLeast is { } least
                    ? story.Words["came.at-least", least]
                    : story.Words["came.closed"],
                OfIt(story, gathering),
            }));
        story.Telling.Good(story.Words["came.who", story.Named(member.Person)]);
    }

    private static PersonId Reader(Story story, Gathering gathering) =>
        story[gathering.Home].Members.First(person => person != gathering.Organiser);

    private static void Came(Story story, GatheringId gathering)
    {
        foreach (var person in story[gathering].Coming.ToArray())
            story.Do(gathering, new SayCame(person, story.Caller(person).InvitationTo(gathering), true));
        if (!Notes.TryGetValue(gathering.Value, out var notes)) return;
        foreach (var note in notes)
            story.Do(gathering, new PointToNote(story[gathering].Came.First(), story[NoteId.Of(note)].Evidence()!));
    }

    private static string OfIt(Story story, Gathering gathering) =>
        gathering.NothingToWrite ? story.Words["came.nothing"] : story.Words.List(
            gathering.Notes.Select(note => story[note].Content!.Title.ToString())
                .Concat(gathering.Offers.Select(offer => story.Words["came.offer", offer.What, offer.Due.InUtc().Date])));
}
