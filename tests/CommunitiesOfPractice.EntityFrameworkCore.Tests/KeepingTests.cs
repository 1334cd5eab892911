using CommunitiesOfPractice.EntityFrameworkCore;
using CommunitiesOfPractice.Testing;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;

namespace CommunitiesOfPractice.EntityFrameworkCore.Tests;

/// <summary>
/// What a host does with a record over the years: keep a copy of it, put the copy back, take a community elsewhere, forget a
/// person.
/// </summary>
public abstract class KeepingTests(Databases databases)
{
    private static readonly ChainKey Salt = ChainKey.Of(new byte[ChainKey.Shortest]);

    /// <summary>Names and texts that only one person's words hold, spelt so that no index can shorten them.</summary>
    private const string OwnWord = "zqxwords", OthersWord = "yqxwords";

    protected async Task ARestoredCopyIsConsistent()
    {
        var federation = Rich(1);
        var (contexts, record) = await Kept(federation.Record);
        var (commons, found, whole) =
            (await Read(record, federation), await Found(record, federation), await record.ReadAll(0, int.MaxValue));
        var (backup, maternity) = (await databases.Back(contexts), federation.Communities.First().Id);

        // The record goes on, and then the copy from before is put back.
        Assert.True((await record.Do(maternity, new Follow(PersonId.Of("later")), commons.From)).Allowed);
        foreach (var note in federation.Notes.Where(n => n.Status != NoteStatus.Withdrawn))
            await record.Do(
                note.Id, new WithdrawNote(note.Contributors.FirstOrDefault()?.Person ?? Scenario.Person(1), null), commons.From);
        Assert.NotEqual(whole.Count, (await record.ReadAll(0, int.MaxValue)).Count);
        var again = await databases.Restore(backup);
        var restored = new DatabaseRecord<RecordContext>(again);

        Assert.Equal(whole, await restored.ReadAll(0, int.MaxValue));
        Assert.Equal(found, await Found(restored, federation));
        Assert.Equal(Answers(commons, federation), Answers(await Read(restored, federation), federation));
        var version = (await restored.Load(maternity)).Version;
        var done = await restored.Do(maternity, new Follow(PersonId.Of("later")), commons.From);
        Assert.Equal(version + 1, done.Events[0].Version);
        var after = await restored.ReadAll(whole.Count, int.MaxValue);
        Assert.Equal(Enumerable.Range(whole.Count + 1, done.Events.Count).Select(i => (long)i), after.Select(r => r.Position));
        Assert.Equal(done.Events, after.Select(r => r.Entry).ToValueList());
        var texts = await databases.RawText(again, "cop_search_text");
        await new RecordSearch(restored).Reindex();
        Assert.Equal(Texts(texts), Texts(await databases.RawText(again, "cop_search_text")));
    }

    protected async Task ACommunityMovesFromDatabaseToDatabase()
    {
        var (_, here) = await Kept([]);
        var (_, there) = await Kept([]);
        var told = Scenario.Founded(Charters.Informal(), 4, "maternity");
        var (id, stream) = (told.Community.Id, StreamId.Of(told.Community.Id));
        await here.Append(stream, 0, Chain.Seal(told.History, Salt));
        Assert.True(
            (await here.Do(id, new Propose(Scenario.Person(2), new Resolve("Weigh every loss.")), told.Now, Salt)).Allowed);

        // There, another community was first; positions are the other host's own.
        var wounds = Scenario.Founded(Charters.Informal(), 3, "wounds");
        await there.Append(StreamId.Of(wounds.Community.Id), 0, wounds.History.ToValueList());
        var lines = CommunityExport.Read(CommunityExport.ToUtf8(await here.ReadWhole(stream)));
        Assert.True((await there.Append(stream, 0, lines)).Appended);
        Assert.Equal(await here.Load(id), await there.Load(id));
        Assert.Null(Chain.Verify(await there.ReadWhole(stream), Salt));
        Assert.False((await there.Append(stream, 0, lines)).Appended);

        var later = told.Now + Duration.FromHours(1);
        Assert.True((await there.Do(id, new Import("the-other-host"), later, Salt)).Allowed);
        var unclaimed = await there.Do(id, new Propose(Scenario.Person(3), new Resolve("Meet on Fridays.")), later, Salt);
        Assert.False(unclaimed.Allowed);
        Assert.True((await there.Do(id, new ClaimPlace(Scenario.Person(3)), later, Salt)).Allowed);
        Assert.True((await there.Do(id, new Propose(Scenario.Person(3), new Resolve("Meet on Fridays.")), later, Salt)).Allowed);
        Assert.Null(Chain.Verify(await there.ReadWhole(stream), Salt));
        var all = await there.ReadAll(0, int.MaxValue);
        Assert.Equal(Enumerable.Range(1, all.Count).Select(i => (long)i), all.Select(r => r.Position));
    }

    protected async Task AForgottenPersonIsInNoTable()
    {
        var forgotten = 0;
        foreach (var number in new[] { 2, 3, 4 })
        {
            var federation = Rich(number);
            var person = Author(federation)!.Value;
            var (contexts, record) = await Kept(Worded(federation, person));
            foreach (var community in federation.Communities) await record.SaveSnapshot(community.Id);
            var own = await databases.RawText(contexts);
            Assert.Contains(OwnWord, own, StringComparison.Ordinal);
            Assert.Matches($@"{person}\b", own);
            var before = (await record.ReadAll(0, int.MaxValue)).ToArray();
            var commons = await Read(record, federation);
            Assert.NotEmpty((await new RecordSearch(record).Find(OwnWord, commons, person, commons.From, 10)).Hits);

            var streams =
                (await record.Forget(new Erasure(person, Salt), "request-1", commons.From + Duration.FromDays(1))).Streams;
            Assert.Subset(
                streams.ToHashSet(),
                    before.Where(r => RecordJson.ToText(r.Entry).Contains($"\"@{person}\"", StringComparison.Ordinal))
                        .Select(r => r.Entry.Stream).ToHashSet());
            foreach (var community in federation.Communities) await record.SaveSnapshot(community.Id);
            forgotten += streams.Count;
            var text = await databases.RawText(contexts);
            Assert.DoesNotContain(OwnWord, text, StringComparison.Ordinal);
            Assert.DoesNotMatch($@"{person}\b", text);
            Assert.Contains(OthersWord, text, StringComparison.Ordinal);
            await using (var context = await contexts.CreateDbContextAsync()) await RecordSchema.Scrub(context);
            Assert.Equal(text, await databases.RawText(contexts));
            await databases.AssertGone(contexts, OwnWord, "\"@" + person + "\"");

            // Everything else is as it was: every stream replays and verifies, and what is searched is what a rebuild gives.
            foreach (var stream in before.Select(r => r.Entry.Stream).Distinct())
            {
                var lines = await record.ReadWhole(stream);
                Assert.Null(Chain.Verify(lines, Salt));
                Assert.True(lines.Count >= before.Count(r => r.Entry.Stream == stream));
            }

            var after = await Read(record, federation);
            Assert.Empty((await new RecordSearch(record).Find(OwnWord, after, Salt.Pseudonym(person), after.From, 10)).Hits);
            foreach (var community in federation.Communities)
                Assert.False((await record.Load(community.Id)).IsMember(Salt.Pseudonym(person)));
            var texts = Texts(await databases.RawText(contexts, "cop_search_text"));
            await new RecordSearch(record).Reindex();
            Assert.Equal(texts, Texts(await databases.RawText(contexts, "cop_search_text")));
            Assert.Empty(
                (await record.Forget(new Erasure(person, Salt), "request-1", commons.From + Duration.FromDays(2))).Streams);
        }

        Assert.True(forgotten > 6, "Whoever was forgotten was hardly anywhere.");
    }

    /// <summary>
    /// A story in which notes were written and some are shared, with one by somebody who may read it and one by somebody else,
    /// who is not the same person by another key.
    /// </summary>
    private static Federation Rich(int number) =>
        Federations.Stories(60).Sample(25, new Rnd(20150514, (ulong)(2011 + (2 * number))), 40)
        .Select(story => story.Run().Select(moment => moment.After).LastOrDefault() ?? story.Beginning())
        .Where(federation =>
            !federation.Record.Any(
                r => r.Entry.Event is KeysMerged or LinkKeysMerged or ContributorsMerged or AdoptionKeysMerged))
        .Where(federation => Author(federation) is { } author && Written(federation).Any(n => n.By != author))
        .MaxBy(federation => federation.Notes.Count(n => n.Status == NoteStatus.Offered && n.Contributors.Count > 0))!;

    /// <summary>Somebody who last wrote what a note says, and may read it; null where there is nobody.</summary>
    private static PersonId? Author(Federation federation)
    {
        var commons = Commons.Empty.With(federation.Directory).After(federation.Record);
        return Written(federation).Where(n => commons.Check(n.By, n.Note, commons.From).Allowed).Select(n => (PersonId?)n.By)
            .FirstOrDefault();
    }

    private static IEnumerable<(NoteId Note, PersonId By)> Written(Federation federation) =>
        federation.Notes.Where(n => n.Content is PracticeContent)
        .Select(n => (n.Id, federation.HistoryOf(StreamId.Of(n.Id)).Last(e => e.Event is NoteDrafted or NoteRevised).By!.Value));

    private async Task<(IDbContextFactory<RecordContext> Contexts, DatabaseRecord<RecordContext> Record)> Kept(
        IEnumerable<Recorded> lines)
    {
        var contexts = await databases.Contexts();
        var record = new DatabaseRecord<RecordContext>(contexts);
        foreach (var line in lines)
            Assert.True((await record.Append(line.Entry.Stream, line.Entry.Version - 1, [line.Entry])).Appended);
        return (contexts, record);
    }

    /// <summary>What a person wrote holds one word, what others wrote another; and each stream is chained.</summary>
    private static IEnumerable<Recorded> Worded(Federation federation, PersonId person)
    {
        var last = new Dictionary<StreamId, string?>();
        foreach (var (position, entry) in federation.Record)
        {
            var word = entry.By == person ? OwnWord : OthersWord;
            var said = entry.Event switch
            {
                NoteDrafted { Content: PracticeContent content } drafted =>
                    drafted with { Content = content with { Tried = $"We tried {word}" } },
                NoteRevised { Content: PracticeContent content } revised =>
                    revised with { Content = content with { Tried = $"Again {word}" } },
                NoteWithdrawn withdrawn => withdrawn with { Reason = $"Because {word}" },
                var happened => happened,
            };
            var line = Chain.Seal([entry with { Event = said }], Salt, last.GetValueOrDefault(entry.Stream))[0];
            last[entry.Stream] = line.Hash;
            yield return new(position, line);
        }
    }

    private static async Task<Commons> Read(IRecord record, Federation federation) =>
        Commons.Empty.With(federation.Directory).After(await record.ReadAll(0, int.MaxValue));

    private static async Task<string[]> Found(DatabaseRecord record, Federation federation)
    {
        var commons = await Read(record, federation);
        var found = new List<string>();
        foreach (var reader in Readers(federation))
            foreach (var words in new[] { "weigh", "swabs", "learned", "labour night" })
                found.Add(
                    $"{reader} {words}: {string.Join(", ", (await new RecordSearch(record).Find(words, commons, reader, commons.From, 50)).Hits)}");
        return [.. found];
    }

    private static IEnumerable<PersonId?> Readers(Federation federation) =>
        [.. federation.Communities.SelectMany(c => c.Members)
            .Concat(federation.Notes.SelectMany(n => n.Contributors).Select(c => c.Person)).Distinct().Order()
                .Select(p => (PersonId?)p), null];

    private static string[] Answers(Commons commons, Federation federation) =>
        [.. from reader in Readers(federation) from note in federation.Notes
            select $"{reader} {note.Id} {commons.Check(reader, note.Id, commons.From).ToAnswer()}"];

    // The database's own number of a row is its own.
    private static string[] Texts(string raw) =>
        [.. raw.Split('\n').Select(row => row[(row.IndexOf('|', StringComparison.Ordinal) + 1)..]).Order(StringComparer.Ordinal)];
}

public sealed class SqliteKeepingTests(Sqlite databases) : KeepingTests(databases), IClassFixture<Sqlite>
{
    [Fact]
    public Task A_restored_copy_is_consistent() => ARestoredCopyIsConsistent();

    [Fact]
    public Task A_community_moves_from_database_to_database() => ACommunityMovesFromDatabaseToDatabase();

    [Fact]
    public Task A_forgotten_person_is_in_no_table() => AForgottenPersonIsInNoTable();
}

public sealed class PostgresKeepingTests(Postgres databases) : KeepingTests(databases), IClassFixture<Postgres>
{
    [PostgresFact]
    public Task A_restored_copy_is_consistent() => ARestoredCopyIsConsistent();

    [PostgresFact]
    public Task A_community_moves_from_database_to_database() => ACommunityMovesFromDatabaseToDatabase();

    [PostgresFact]
    public Task A_forgotten_person_is_in_no_table() => AForgottenPersonIsInNoTable();
}
