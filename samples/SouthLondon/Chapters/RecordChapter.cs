using System.Globalization;

namespace SouthLondon;

/// <summary>The whole record is replayed, written, read and replayed again, and found equal.</summary>
public static class RecordChapter
{
    public static void Tell(Story story)
    {
        story.On(2015, 12, 14);
        story.Telling.Chapter("The record", story.Now);
        story.Telling.Table("What happened", ["Event", "Times"], story.Record
            .GroupBy(e => e.Event.GetType().Name)
            .OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).Take(15)
            .Select(g => new[] { g.Key, g.Count().ToString(CultureInfo.InvariantCulture) }));

        foreach (var history in story.Record.GroupBy(e => e.Stream))
        {
            var community = story[CommunityId.Of(history.Key.Id)];
            Equal(community, Community.Replay(history), "replayed");
            using var written = new MemoryStream();
            RecordJson.WriteLines(written, history);
            Equal(community, Community.Replay(RecordJson.ReadLines(written.ToArray())), "written, read and replayed");
        }

        story.Telling.Good($"{story.Record.Count} events of {story.Record.Select(e => e.Stream).Distinct().Count()} communities: replayed, written as JSON, read and replayed again, and equal.");
        Represented(story);
    }

    private static void Equal(Community one, Community other, string how)
    {
        if (!one.Equals(other)) throw new StoryException($"{one.Id} is not the same when it is {how}");
    }

    /// <summary>Who is in the room, and who is missing.</summary>
    private static void Represented(Story story)
    {
        var maternity = story[FoundingChapter.Maternity];
        var members = maternity.Members.Select(m => story.People[m]).ToArray();
        story.Telling.Table("Maternity: who is in the room", ["Profession", "Members", "Organisations"], members
            .GroupBy(p => p.Role).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new[]
            {
                g.Key, g.Count().ToString(CultureInfo.InvariantCulture),
                string.Join(", ", g.Select(p => p.Organisation?.Code).OfType<string>().Distinct().Order(StringComparer.Ordinal)),
            }));
        var missing = story.Place.Organisations.Where(o => o.Open && members.All(p => p.Organisation?.Code != o.Code)).Select(o => o.Name).ToArray();
        story.Telling.Say(missing.Length == 0 ? "No organisation is missing." : "Missing: " + string.Join("; ", missing) + ".");
    }
}
