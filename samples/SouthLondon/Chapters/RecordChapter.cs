using CommunitiesOfPractice.Storage;

namespace SouthLondon;

/// <summary>The whole record is replayed, written, read and replayed again, and found equal.</summary>
public static class RecordChapter
{
    public static void Tell(Story story)
    {
        story.On(2015, 12, 14);
        story.Telling.Chapter(story.Words["record.title"], story.Now);
        story.Telling.Table(
            story.Words["record.table"], [story.Words["record.event"], story.Words["record.times"]],
            story.Record.GroupBy(e => e.Event.GetType().Name)
                .OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).Take(15)
                .Select(g => new[] { story.Words.Event(g.Key), story.Words.Number(g.Count()) }));

        foreach (var history in story.Record.GroupBy(e => e.Stream)) Again(story, history.Key, [.. history]);

        story.Telling.Good(story.Words[
            "record.equal", story.Record.Count, story.Record.Select(e => e.Stream).Distinct().Count()]);
        story.Telling.Say(story.Words["record.equal.how"]);
        Elsewhere(story);
        Represented(story);
    }

    /// <summary>
    /// A community owns its history and can take it to another host, where each member claims their place by an act of their own.
    /// </summary>
    private static void Elsewhere(Story story)
    {
        var maternity = FoundingChapter.Maternity;
        var export = CommunityExport.ToUtf8(story.Record.Where(e => e.Stream == StreamId.Of(maternity)));
        var there = Community.Replay(CommunityExport.Read(export)).Do(new Import("another-host"), story.Now).After;
        var member = there.Members.First();
        var claimed = there.Do(new ClaimPlace(member), story.Now + Duration.FromMinutes(1)).After;
        story.Telling.Say(story.Words["record.export", export.Length / 1024, there.MemberCount]);
        story.Telling.Say(story.Words[
            "record.claim", there.CountingMembers, claimed.CountingMembers, story.Named(member)]);
    }

    /// <summary>One stream, replayed as it is and after it was written and read.</summary>
    private static void Again(Story story, StreamId stream, Entry[] history)
    {
        using var written = new MemoryStream();
        RecordJson.WriteLines(written, history);
        foreach (var lines in new[] { history, [.. RecordJson.ReadLines(written.ToArray())] })
        {
            object then = stream.Kind switch
            {
                StreamKind.Community => Community.Replay(lines),
                StreamKind.Link => Link.Replay(lines),
                StreamKind.Note => PracticeNote.Replay(lines),
                StreamKind.Adoption => Adoption.Replay(lines),
                StreamKind.Gathering => Gathering.Replay(lines),
                _ => Question.Replay(lines),
            };
            Equal(story.State(stream), then, "replayed");
        }

        if (stream.Kind == StreamKind.Community)
            Equal(story.State(stream), Community.Replay(CommunityExport.Read(CommunityExport.ToUtf8(history))),
                "exported, imported and replayed");
    }

    private static void Equal(object? one, object other, string how)
    {
        if (!other.Equals(one)) throw new StoryException($"{one} is not the same when it is {how}");
    }

    /// <summary>Who is in the room, and who is missing.</summary>
    private static void Represented(Story story)
    {
        var maternity = story[FoundingChapter.Maternity];
        var members = maternity.Members.Select(m => story.People[m]).ToArray();
        story.Telling.Table(
            story.Words["record.represented"],
            [story.Words["record.profession"], story.Words["record.members"], story.Words["record.organisations"]],
            members
            .GroupBy(p => p.Role).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new[]
            {
                g.Key, story.Words.Number(g.Count()),
                string.Join(
                    story.Words["record.between"],
                    g.Select(p => p.Organisation).OfType<Organisation>().Distinct()
                        .OrderBy(o => o.Code, StringComparer.Ordinal).Select(o => o.Name)),
            }));
        var missing = story.Place.Organisations.Where(o => o.Open && members.All(p => p.Organisation?.Code != o.Code))
            .Select(o => o.Name).ToArray();
        story.Telling.Say(missing.Length == 0
            ? story.Words["record.none-missing"]
            : story.Words["record.missing", string.Join(story.Words["record.between"], missing)]);
    }
}
