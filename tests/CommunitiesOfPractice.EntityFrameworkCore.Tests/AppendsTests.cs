using System.Data.Common;
using CommunitiesOfPractice.EntityFrameworkCore;
using CommunitiesOfPractice.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace CommunitiesOfPractice.EntityFrameworkCore.Tests;

/// <summary>
/// Appends that wait share a transaction, and each has its own answer; each database runs it as a class of its own.
/// </summary>
public abstract class AppendsTests(Databases databases)
{
    private static readonly Scenario Founded = Scenario.Founded(Charters.Informal(), 4, "maternity");

    protected async Task WritersToDifferentStreamsAllWrite()
    {
        const int Writers = 64, Lines = 10;
        await using var kept = await Keep();
        var record = kept.Record;
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            for (var version = 0; version < Lines; version++)
                Assert.Equal(
                    new(true, version + 1),
                    await record.Append(Of($"c-{writer}"), version, [Line($"c-{writer}", version + 1)]));
        })));
        var all = await Whole(record);
        Assert.Equal(Writers * Lines, all.Count);
        Assert.All(all.GroupBy(r => r.Entry.Stream), stream =>
            Assert.Equal(Enumerable.Range(1, Lines).Select(i => (long)i), stream.Select(r => r.Entry.Version)));
        Assert.InRange(kept.Commits.Count, 1, (Writers * Lines) - 1);
    }

    protected async Task OfWritersToOneStreamOneWinsAtEachVersion()
    {
        const int Writers = 64, Rounds = 5;
        await using var kept = await Keep();
        var record = kept.Record;
        for (var version = 0; version < Rounds; version++)
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
                await record.Append(Of("c"), version, [Line("c", version + 1, writer)]))));
            Assert.Single(answers, a => a.Appended);
            Assert.All(answers, a => Assert.Equal(version + 1, a.Version));
            var winner = Array.FindIndex(answers, a => a.Appended);
            Assert.Equal(Line("c", version + 1, winner), (await record.Read(Of("c"), version, 10)).Single());
        }

        Assert.Equal(Rounds, (await Whole(record)).Count);
    }

    protected async Task ThoseWhoWaitShareOneTransactionInTheirOrder()
    {
        await using var kept = await Keep();
        var answers = await Together(
            kept, record =>
            [
                record.Start(Of("a"), 0, [Line("a", 1), Line("a", 2)]), record.Start(Of("b"), 0, [Line("b", 1)]),
                record.Start(Of("a"), 2, [Line("a", 3)]), record.Start(Of("a"), 2, [Line("a", 3, 2), Line("a", 4, 2)]),
                record.Start(Of("a"), 3, []), record.Start(Of("b"), 0, []), record.Start(Of("a"), 3, [Line("a", 4)]),
            ]);
        Assert.Equal(
            [new(true, 2), new(true, 1), new(true, 3), new(false, 3), new(true, 3), new(false, 1), new(true, 4)],
            await Task.WhenAll(answers));
        Assert.Equal(2, kept.Commits.Count);
        Assert.Equal(
            [Line("first", 1), Line("a", 1), Line("a", 2), Line("b", 1), Line("a", 3), Line("a", 4)],
            (await Whole(kept.Record)).Select(r => r.Entry));

        // Where nobody's version is right, nothing is written, and the positions go on.
        answers = await Together(kept, record => [record.Start(Of("a"), 1, [Line("a", 2)]), record.Start(Of("b"), 0, [])], 1);
        Assert.Equal([new(false, 4), new(false, 1)], await Task.WhenAll(answers));
        Assert.True((await kept.Record.Append(Of("b"), 1, [Line("b", 2)])).Appended);
        Assert.Equal(8, (await Whole(kept.Record)).Count);
    }

    protected async Task ManyLinesAreSplitIntoStatements()
    {
        await using var kept = await Keep();
        ValueList<Entry> Lines(string id, int count) => Enumerable.Range(1, count).Select(i => Line(id, i)).ToValueList();
        var answers = await Together(
            kept, record =>
            [
                .. new[] { 1, 499, 1, 500, 501, 1200, 3, 400, 98 }
                    .Select((n, i) => record.Start(Of($"c-{i}"), 0, Lines($"c-{i}", n))),
            ]);
        Assert.All(await Task.WhenAll(answers), a => Assert.True(a.Appended));
        Assert.Equal(
            [1, 1, 499, 1, 500, 501, 1200, 3, 400, 98],
            (await Whole(kept.Record)).GroupBy(r => r.Entry.Stream).Select(s => s.Count()));
    }

    protected async Task NotesWrittenTogetherAreAllFound()
    {
        await using var kept = await Keep();
        var author = Scenario.Person(1);
        await kept.Record.Append(StreamId.Of(Founded.Community.Id), 0, Founded.History.ToValueList());
        var drafted = new List<ValueList<Entry>>();
        for (var i = 0; i < 30; i++)
        {
            var content = new PracticeContent($"Weighing{i}", "A ward", "Here", PracticeOutcome.Mixed, "Nobody knows");
            var draft = new DraftNote(Founded.Community.AsMember(author, Founded.Now)!, content);
            drafted.Add((await new InMemoryRecord().Do(NoteId.Of($"n-{i}"), draft, Founded.Now)).Events);
        }

        var answers = await Together(kept, record => [.. drafted.Select(lines => record.Start(lines[0].Stream, 0, lines))]);
        Assert.All(await Task.WhenAll(answers), a => Assert.True(a.Appended));
        var all = await Whole(kept.Record);
        var commons = Commons.Empty.With(new HostDirectory("directory", [new(author, Founded.Now)], [])).After(all);
        for (var i = 0; i < 30; i++)
            Assert.Equal(
                [$"note:n-{i}"],
                    (await new RecordSearch(kept.Record).Find($"weighing{i}", commons, author, Founded.Now, 5)).Hits
                        .Select(h => h.Of.ToString()));
        await using var context = await kept.Contexts.CreateDbContextAsync();
        Assert.All(await context.Set<SearchTextRow>().Where(t => t.Stream.StartsWith("note:")).ToListAsync(), text =>
            Assert.Equal(all.Single(r => r.Entry.Stream.ToString() == text.Stream).Position, text.Position));
    }

    protected async Task OneThatFailsHarmsOnlyItself(string trigger)
    {
        await using var kept = await Keep();
        await using (var context = await kept.Contexts.CreateDbContextAsync()) await Databases.Run(context, trigger);
        var answers = await Together(
            kept, record =>
            [
                record.Start(Of("a"), 0, [Line("a", 1)]), record.Start(Of("spoilt"), 0, [Line("spoilt", 1)]),
                record.Start(Of("b"), 0, [Line("b", 1)]), record.Start(Of("b"), 0, [Line("b", 1)]),
                record.Start(Of("spoilt"), 0, [Line("spoilt", 1)]), record.Start(Of("a"), 1, [Line("a", 2)]),
            ]);
        var faults = new List<DbException>();
        foreach (var spoilt in new[] { 1, 4 }) faults.Add(await Assert.ThrowsAnyAsync<DbException>(() => answers[spoilt]));
        Assert.NotSame(faults[0], faults[1]);
        Assert.All(faults, fault => Assert.Contains("spoilt", fault.Message, StringComparison.Ordinal));
        Assert.Equal([new(true, 1), new(true, 1), new(false, 1), new(true, 2)],
            [await answers[0], await answers[2], await answers[3], await answers[5]]);
        Assert.Equal(
            [Line("first", 1), Line("a", 1), Line("b", 1), Line("a", 2)], (await Whole(kept.Record)).Select(r => r.Entry));
    }

    protected async Task WhoGivesUpBeforeTheirTurnIsNotWritten()
    {
        await using var kept = await Keep();
        using var gone = new CancellationTokenSource();
        var answers = await Together(
            kept, record =>
            [
                record.Start(Of("a"), 0, [Line("a", 1)]), record.Start(Of("gone"), 0, [Line("gone", 1)], gone.Token),
                record.Start(Of("b"), 0, [Line("b", 1)]),
            ],
            whileWaiting: async waiting =>
            {
                Assert.All(waiting, w => Assert.False(w.IsCompleted));
                await gone.CancelAsync();
                await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting[1]);
            });
        Assert.True((await answers[0]).Appended && (await answers[2]).Appended);
        Assert.Equal([Line("first", 1), Line("a", 1), Line("b", 1)], (await Whole(kept.Record)).Select(r => r.Entry));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await kept.Record.Append(Of("gone"), 0, [Line("gone", 1)], gone.Token));
    }

    protected async Task WhoGivesUpInTheirTurnWaitsNoLongerAndIsWrittenWholeOrNotAtAll()
    {
        await using var kept = await Keep();
        var record = kept.Record;
        for (var round = 0; round < 20; round++)
        {
            using var gone = new CancellationTokenSource();
            var appends = Enumerable.Range(0, 32).Select(i => $"c-{round}-{i}")
                .Select(id => Task.Run(async () => await record.Append(Of(id), 0, [Line(id, 1), Line(id, 2)], gone.Token)))
                .ToArray();
            await Task.Delay(round / 4);
            await gone.CancelAsync();
            await Task.WhenAll(appends).ContinueWith(_ => { }, TaskScheduler.Default).WaitAsync(TimeSpan.FromSeconds(20));
            Assert.True((await record.Append(Of($"after-{round}"), 0, [Line($"after-{round}", 1)])).Appended);
            var all = await Whole(record);
            for (var i = 0; i < appends.Length; i++)
            {
                var lines = all.Count(r => r.Entry.Stream == Of($"c-{round}-{i}"));
                Assert.True(appends[i].IsCompletedSuccessfully ? lines == 2 : lines is 0 or 2 && appends[i].IsCanceled);
            }
        }
    }

    /// <summary>
    /// Appends that all wait, since somebody else holds the lock of the one that went ahead of them, whose line is the first.
    /// </summary>
    protected static async Task<Task<Append>[]> Together(
        Kept kept, Func<DatabaseRecord, Task<Append>[]> append, int version = 0,
        Func<Task<Append>[], Task>? whileWaiting = null)
    {
        Task<Append> first;
        Task<Append>[] waiting;
        await using (var context = await kept.Contexts.CreateDbContextAsync())
        {
            await context.Database.OpenConnectionAsync();
            await using (var hold = await context.Database.GetDbConnection().BeginTransactionAsync())
            {
                await using var command = context.Database.GetDbConnection().CreateCommand();
                (command.Transaction, command.CommandText) = (hold, "UPDATE cop_record_head SET position = position");
                await command.ExecuteNonQueryAsync();
                var began = kept.Commits.Begun;
                first = Task.Run(async () => await kept.Record.Append(Of("first"), version, [Line("first", version + 1)]));
                while (kept.Commits.Begun == began) await Task.Delay(1);
                waiting = append(kept.Record);
                if (whileWaiting is not null) await whileWaiting(waiting);
            }
        }

        Assert.True((await first).Appended);
        await Task.WhenAll(waiting).ContinueWith(_ => { }, TaskScheduler.Default).WaitAsync(TimeSpan.FromSeconds(30));
        return waiting;
    }

    protected async Task<Kept> Keep(Action<DbContextOptionsBuilder>? more = null)
    {
        var (name, commits) = (databases.Fresh(), new Commits());
        var provider = new ServiceCollection().AddDbContextFactory<RecordContext>(o =>
        {
            databases.Use(o, name);
            o.AddInterceptors(commits);
            more?.Invoke(o);
        }).AddRecord<RecordContext>().BuildServiceProvider();
        var kept = new Kept(provider, commits);
        Assert.Empty(await kept.Record.Read(Of("nothing"), 0, 1));
        (commits.Begun, commits.Count) = (0, 0);
        return kept;
    }

    protected static StreamId Of(string id) => StreamId.Of(CommunityId.Of(id));

    protected static Entry Line(string id, long version, int writer = 1) =>
        Founded.History.ElementAt(0) with { Stream = Of(id), Version = version, By = Scenario.Person(writer + 1), Hash = null };

    protected static async Task<ValueList<Recorded>> Whole(IRecord record)
    {
        var all = await record.ReadAll(0, int.MaxValue);
        Assert.Equal(Enumerable.Range(1, all.Count).Select(i => (long)i), all.Select(r => r.Position));
        return all;
    }

    protected sealed class Kept(ServiceProvider provider, Commits commits) : IAsyncDisposable
    {
        public DatabaseRecord Record { get; } = provider.GetRequiredService<DatabaseRecord>();

        public IDbContextFactory<RecordContext> Contexts { get; } =
            provider.GetRequiredService<IDbContextFactory<RecordContext>>();

        public Commits Commits => commits;

        public ValueTask DisposeAsync() => provider.DisposeAsync();
    }

    /// <summary>Counts transactions, and fails some at their beginning.</summary>
    protected sealed class Commits : DbTransactionInterceptor
    {
        private int _begun;

        public int Count { get; set; }

        public int Begun
        {
            get => Volatile.Read(ref _begun);
            set => Volatile.Write(ref _begun, value);
        }

        public Func<Exception?>? Fails { get; set; }

        public override ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
            DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result,
            CancellationToken cancellationToken = default)
        {
            Interlocked.Increment(ref _begun);
            return Fails?.Invoke() is { } fault ? throw fault : new(result);
        }

        public override Task TransactionCommittedAsync(
            DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            Count++;
            return Task.CompletedTask;
        }
    }
}

public sealed class SqliteAppendsTests(Sqlite databases) : AppendsTests(databases), IClassFixture<Sqlite>
{
    [Fact]
    public Task Writers_to_different_streams_all_write() => WritersToDifferentStreamsAllWrite();

    [Fact]
    public Task Of_writers_to_one_stream_one_wins_at_each_version() => OfWritersToOneStreamOneWinsAtEachVersion();

    [Fact]
    public Task Those_who_wait_share_one_transaction_in_their_order() => ThoseWhoWaitShareOneTransactionInTheirOrder();

    [Fact]
    public Task Many_lines_are_split_into_statements() => ManyLinesAreSplitIntoStatements();

    [Fact]
    public Task Notes_written_together_are_all_found() => NotesWrittenTogetherAreAllFound();

    [Fact]
    public Task One_that_fails_harms_only_itself() => OneThatFailsHarmsOnlyItself(
        "CREATE TRIGGER spoil BEFORE INSERT ON cop_record WHEN new.stream = 'community:spoilt' BEGIN SELECT RAISE(ABORT, 'spoilt'); END");

    [Fact]
    public Task Who_gives_up_before_their_turn_is_not_written() => WhoGivesUpBeforeTheirTurnIsNotWritten();

    [Fact]
    public Task Who_gives_up_in_their_turn_waits_no_longer_and_is_written_whole_or_not_at_all() =>
        WhoGivesUpInTheirTurnWaitsNoLongerAndIsWrittenWholeOrNotAtAll();

    /// <summary>Each would wait for the lock as long again, and all of them one after the other.</summary>
    [Fact]
    public async Task What_fails_before_the_lock_fails_for_all_who_wait_and_the_next_goes_on()
    {
        await using var kept = await Keep();
        var answers = await Together(
            kept, record =>
            {
                kept.Commits.Fails = () => new InvalidOperationException("No lock today.");
                return [.. Enumerable.Range(0, 5).Select(i => record.Start(Of($"c-{i}"), 0, [Line($"c-{i}", 1)]))];
            });
        foreach (var answer in answers) await Assert.ThrowsAsync<InvalidOperationException>(() => answer);
        Assert.Equal(2, kept.Commits.Begun);
        kept.Commits.Fails = null;
        Assert.True((await kept.Record.Append(Of("c-0"), 0, [Line("c-0", 1)])).Appended);
        Assert.Equal(2, (await Whole(kept.Record)).Count);
    }
}

public sealed class PostgresAppendsTests(Postgres databases) : AppendsTests(databases), IClassFixture<Postgres>
{
    private const string Spoil = """
        CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN IF new.stream = 'community:spoilt' THEN RAISE EXCEPTION 'spoilt'; END IF; RETURN new; END $$;
        """;

    [PostgresFact]
    public Task Writers_to_different_streams_all_write() => WritersToDifferentStreamsAllWrite();

    [PostgresFact]
    public Task Of_writers_to_one_stream_one_wins_at_each_version() => OfWritersToOneStreamOneWinsAtEachVersion();

    [PostgresFact]
    public Task Those_who_wait_share_one_transaction_in_their_order() => ThoseWhoWaitShareOneTransactionInTheirOrder();

    [PostgresFact]
    public Task Many_lines_are_split_into_statements() => ManyLinesAreSplitIntoStatements();

    [PostgresFact]
    public Task Notes_written_together_are_all_found() => NotesWrittenTogetherAreAllFound();

    [PostgresFact]
    public Task One_that_fails_harms_only_itself() => OneThatFailsHarmsOnlyItself(
        Spoil + "CREATE TRIGGER spoil BEFORE INSERT ON cop_record FOR EACH ROW EXECUTE FUNCTION spoil()");

    [PostgresFact]
    public Task One_that_fails_at_the_commit_harms_only_itself() => OneThatFailsHarmsOnlyItself(
        Spoil + """
            CREATE CONSTRAINT TRIGGER spoil AFTER INSERT ON cop_record DEFERRABLE INITIALLY DEFERRED
            FOR EACH ROW EXECUTE FUNCTION spoil()
            """);

    [PostgresFact]
    public Task Who_gives_up_before_their_turn_is_not_written() => WhoGivesUpBeforeTheirTurnIsNotWritten();

    [PostgresFact]
    public Task Who_gives_up_in_their_turn_waits_no_longer_and_is_written_whole_or_not_at_all() =>
        WhoGivesUpInTheirTurnWaitsNoLongerAndIsWrittenWholeOrNotAtAll();

    [PostgresFact]
    public async Task A_fault_that_passes_is_tried_again_for_all()
    {
        await using var kept = await Keep();
        var answers = await Together(
            kept, record =>
            {
                var times = 0;
                kept.Commits.Fails =
                    () => ++times == 1 ? new Npgsql.NpgsqlException("Gone.", new IOException("The line is dead.")) : null;
                return [.. Enumerable.Range(0, 5).Select(i => record.Start(Of($"c-{i}"), 0, [Line($"c-{i}", 1)]))];
            });
        Assert.All(await Task.WhenAll(answers), a => Assert.Equal(new(true, 1), a));
        Assert.Equal(6, (await Whole(kept.Record)).Count);
        Assert.Equal(2, kept.Commits.Count);
    }
}

internal static class Starting
{
    /// <summary>Begins an append, and does not wait for it.</summary>
    public static Task<Append> Start(
        this DatabaseRecord record, StreamId stream, long expected, ValueList<Entry> entries,
            CancellationToken cancel = default) =>
        record.Append(stream, expected, entries, cancel).AsTask();
}
