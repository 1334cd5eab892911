using CommunitiesOfPractice.Testing;
using CommunitiesOfPractice.Tests.Laws;
using FsCheck;
using FsCheck.Fluent;

namespace CommunitiesOfPractice.Tests.Record;

/// <summary>Forgetting a person in a whole record, over stories of several communities, links, notes and adoptions.</summary>
public sealed class ForgettingTests
{
    private static readonly ChainKey Salt = ChainKey.Of(new byte[ChainKey.Shortest]);

    [Fact]
    public void Nobody_who_is_forgotten_is_left_anywhere_and_what_others_did_stays() => Prop.ForAll(Federations.Arbitrary(60), story =>
    {
        var federation = story.Run().Select(moment => moment.After).LastOrDefault() ?? story.Beginning();
        var person = Scenario.Person(1 + (story.World % Math.Max(2, story.People)));
        Check(federation, person).GetAwaiter().GetResult();
    }).Check(LawTests.Config(40));

    private static async Task Check(Federation federation, PersonId person)
    {
        var record = new InMemoryRecord();
        var at = federation.Record[^1].Entry.At + Duration.FromDays(1);
        federation = federation.Settle(at).After;
        foreach (var stream in federation.Streams) await record.Append(stream, 0, Chain.Seal(federation.HistoryOf(stream), Salt));
        var before = federation.Streams.ToDictionary(stream => stream, stream => federation.HistoryOf(stream));
        var named = before.Where(s => s.Value.Any(e => RecordJson.ToText(e).Contains($"\"@{person}\"", StringComparison.Ordinal))).Select(s => s.Key).ToArray();

        var rewritten = await record.Forget(new Erasure(person, Salt), "request-1", at);
        Assert.Subset(rewritten.ToHashSet(), named.ToHashSet());
        foreach (var stream in federation.Streams)
        {
            var lines = await record.ReadWhole(stream);
            Assert.Null(Chain.Verify(lines, Salt));
            Assert.DoesNotContain(lines, line => RecordJson.ToText(line).Contains($"\"@{person}\"", StringComparison.Ordinal));
            Assert.Equal(before[stream].Select(e => e.Event.GetType()), lines.Take(before[stream].Count).Select(e => e.Event.GetType()));
            if (!rewritten.Contains(stream)) Assert.Equal(before[stream], lines.Select(line => line with { Hash = null }));
        }

        foreach (var community in federation.Communities)
        {
            var now = await record.Load(community.Id);
            Assert.False(now.IsMember(person));
            Assert.False(now.IsMember(Salt.Pseudonym(person)));
            Assert.Equal(community.Members.Where(m => m != person).Order(), now.Members.Order());
            Assert.Equal(community.ClosedDecisions.Select(d => (d.Id, d.Result)), now.ClosedDecisions.Take(community.ClosedDecisions.Count()).Select(d => (d.Id, d.Result)));
        }

        foreach (var link in federation.Links) Assert.Equal(link.Version, (await record.Load(link.Id)).Version);
        foreach (var note in federation.Notes) Assert.Equal((note.Status, note.Contributors.Count), ((await record.Load(note.Id)).Status, (await record.Load(note.Id)).Contributors.Count));
        foreach (var adoption in federation.Adoptions) Assert.Equal(adoption.Version, (await record.Load(adoption.Id)).Version);
        Assert.Empty(await record.Forget(new Erasure(person, Salt), "request-1", at));
    }

    /// <summary>Repeating what others wrote and then being forgotten would take it from them.</summary>
    [Fact]
    public async Task What_somebody_else_wrote_first_stays_theirs()
    {
        var (record, told, notes) = (new InMemoryRecord(), Scenario.Founded(Charters.Informal(), 4, "maternity"), new List<NoteId>());
        foreach (var (by, words) in new[] { (2, "Weigh every loss."), (3, "Weigh every loss."), (3, "Meet on Fridays."), (4, "Meet on Fridays.") })
        {
            notes.Add(NoteId.Of($"n-{notes.Count}"));
            await Draft(record, told, notes[^1], by, words);
        }

        await record.Forget(new Erasure(Scenario.Person(3), Salt), "request-1", told.Now);
        var tried = new List<string>();
        foreach (var note in notes) tried.Add(((PracticeContent)(await record.Load(note)).Content!).Tried.ToString());
        Assert.Equal(["Weigh every loss.", "[redacted]", "[redacted]", "[redacted]"], tried);
    }

    /// <summary>As where a mandate takes what was decided to another stream, word for word.</summary>
    [Fact]
    public async Task Words_that_were_copied_to_another_stream_go_with_the_person()
    {
        var record = new InMemoryRecord();
        var told = Scenario.Founded(Charters.Informal(), 3, "maternity");
        var stream = StreamId.Of(told.Community.Id);
        await record.Append(stream, 0, told.History.ToValueList());
        await record.Do(told.Community.Id, new Propose(Scenario.Person(2), new Resolve("Only Person Two says this.")), told.Now);
        var note = NoteId.Of("a-copy");
        await Draft(record, told, note, 1, "Only Person Two says this.");
        Assert.Equal([stream, StreamId.Of(note)], await record.Forget(new Erasure(Scenario.Person(2), Salt), "request-1", told.Now));
        var content = (PracticeContent)(await record.Load(note)).Content!;
        Assert.True(content.Tried.IsRedacted);
        Assert.False(content.Title.IsRedacted);
    }

    private static async Task Draft(IRecord record, Scenario told, NoteId note, int by, string tried)
    {
        var content = new PracticeContent("A title", tried, "Here", PracticeOutcome.Worked, "Why");
        Assert.True((await record.Do(note, new DraftNote(Scenario.Person(by), told.Community.EvidenceFor(Scenario.Person(by), told.Now)!, content), told.Now)).Allowed);
    }
}
