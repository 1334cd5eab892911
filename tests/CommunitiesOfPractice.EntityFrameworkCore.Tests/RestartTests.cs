using System.Data.Common;
using CommunitiesOfPractice.EntityFrameworkCore;
using CommunitiesOfPractice.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace CommunitiesOfPractice.EntityFrameworkCore.Tests;

/// <summary>
/// The server is stopped and started again while several append, each to a stream of their own. Every append is acknowledged or
/// fails as one that may be sent again. What was acknowledged is there once, and everybody goes on.
/// </summary>
public sealed class RestartTests(Postgres databases) : IClassFixture<Postgres>
{
    private const int Writers = 8;

    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);

    private static readonly Entry First = Scenario.Founded(Charters.Informal(), 3, "maternity").History.First();

    /// <summary>A crash: connections break in the middle of a commit, and the server recovers from its log.</summary>
    [PostgresFact]
    public Task A_server_that_crashes_loses_nothing_acknowledged_and_doubles_nothing() =>
        NothingIsLost("immediate", triesAgain: false);

    [PostgresFact]
    public Task A_server_that_is_started_anew_loses_nothing_acknowledged_and_doubles_nothing() =>
        NothingIsLost("fast", triesAgain: false);

    /// <summary>
    /// Where the provider tries again, a commit may have come through whose answer was lost. What tries it again finds its own
    /// lines.
    /// </summary>
    [PostgresFact]
    public Task What_is_tried_again_after_a_crash_is_acknowledged_once() => NothingIsLost("immediate", triesAgain: true);

    [PostgresFact]
    public Task What_is_tried_again_after_a_new_start_is_acknowledged_once() => NothingIsLost("fast", triesAgain: true);

    [PostgresFact]
    public async Task A_commit_whose_answer_is_lost_is_known_when_it_is_tried_again()
    {
        var lost = new LostAnswer();
        var record = new DatabaseRecord<RecordContext>(await Contexts(lost));
        StreamId Of(string id) => StreamId.Of(CommunityId.Of(id));
        Entry Line(string id, int version) => First with { Stream = Of(id), Version = version };
        Assert.True((await record.Append(Of("a"), 0, [Line("a", 1)])).Appended);
        lost.Times = 1;
        Assert.Equal(new(true, 3), await record.Append(Of("a"), 1, [Line("a", 2), Line("a", 3)]));
        Assert.Equal(0, lost.Times);
        Assert.Equal(new(false, 3), await record.Append(Of("a"), 1, [Line("a", 2)]));
        lost.Times = 2;
        Assert.Equal(new(true, 4), await record.Append(Of("a"), 3, [Line("a", 4)]));
        Assert.Equal(new(true, 1), await record.Append(Of("b"), 0, [Line("b", 1)]));
        Assert.Equal(
            [Line("a", 1), Line("a", 2), Line("a", 3), Line("a", 4), Line("b", 1)],
            (await record.ReadAll(0, 100)).Select(r => r.Entry));
        Assert.Equal([1, 2, 3, 4, 5], (await record.ReadAll(0, 100)).Select(r => r.Position));
    }

    /// <summary>The line breaks when the lines are rewritten and their snapshot is still to go.</summary>
    [PostgresFact]
    public async Task What_is_rewritten_is_rewritten_when_it_is_tried_again()
    {
        var broken = new BrokenLine { On = "DELETE FROM cop_snapshot" };
        var contexts = await Contexts(broken);
        var record = new DatabaseRecord<RecordContext>(contexts);
        var history = Scenario.Founded(Charters.Informal(), 3, "maternity").History.ToValueList();
        await record.Append(First.Stream, 0, history);
        broken.Times = 1;
        var erasure = new Erasure(Scenario.Person(2), ChainKey.Of(new byte[ChainKey.Shortest]));
        await record.Rewrite(First.Stream, erasure.Apply);
        Assert.Equal(0, broken.Times);
        Assert.NotEqual(history, erasure.Apply(history));
        Assert.Equal(erasure.Apply(history), await record.Read(First.Stream, 0, 1000));
    }

    [PostgresFact]
    public async Task A_snapshot_is_kept_when_it_is_tried_again()
    {
        var broken = new BrokenLine { On = "INSERT INTO cop_snapshot" };
        var contexts = await Contexts(broken);
        var record = new DatabaseRecord<RecordContext>(contexts);
        var history = Scenario.Founded(Charters.Informal(), 3, "maternity").History.ToValueList();
        await record.Append(First.Stream, 0, history);
        broken.Times = 1;
        await record.SaveSnapshot(CommunityId.Of("maternity"));
        Assert.Equal(0, broken.Times);
        await using var context = await contexts.CreateDbContextAsync();
        Assert.Equal(history.Count, (await context.Set<SnapshotRow>().SingleAsync()).Version);
    }

    private async Task<IDbContextFactory<RecordContext>> Contexts(IInterceptor interceptor)
    {
        string name;
        await using (var made = await (await databases.Contexts()).CreateDbContextAsync())
            name = made.Database.GetDbConnection().Database["cop".Length..];
        var options = new DbContextOptionsBuilder<RecordContext>().AddInterceptors(interceptor);
        databases.Use(options, name);
        return new Made(options.Options);
    }

    private async Task NothingIsLost(string mode, bool triesAgain)
    {
        var contexts = await databases.Contexts();
        if (!triesAgain)
        {
            await using var context = await contexts.CreateDbContextAsync();
            contexts = new Made(
                new DbContextOptionsBuilder<RecordContext>().UseNpgsql(context.Database.GetConnectionString()).Options);
        }

        var record = new DatabaseRecord<RecordContext>(contexts);
        var (acknowledged, faults, read) = (new List<Entry>(), new List<Exception>(), new List<Recorded>());
        using var enough = new CancellationTokenSource();
        var writers = Enumerable.Range(0, Writers).Select(writer => Task.Run(() => Write($"c-{writer}"))).ToArray();
        var reader = Task.Run(ReadOn);
        try
        {
            await EverybodyGoesOn();
            for (var restarts = 0; restarts < 2; restarts++)
            {
                await Task.Run(() => databases.Restart(mode)).WaitAsync(Bound);
                await EverybodyGoesOn();
            }
        }
        finally
        {
            await enough.CancelAsync();
        }

        await Task.WhenAll(writers).WaitAsync(Bound);
        await reader.WaitAsync(Bound);

        var all = await record.ReadAll(0, int.MaxValue);
        Assert.Equal(Enumerable.Range(1, all.Count).Select(i => (long)i), all.Select(r => r.Position));
        Assert.Equal(all, read);
        var streams = all.Select(r => r.Entry).GroupBy(e => e.Stream).ToDictionary(s => s.Key, s => s.ToArray());
        foreach (var stream in streams.Values)
            Assert.Equal(Enumerable.Range(1, stream.Length).Select(i => (long)i), stream.Select(e => e.Version));
        foreach (var line in acknowledged) Assert.Equal(line, streams[line.Stream][line.Version - 1]);
        Assert.Equal(acknowledged.Count, acknowledged.Select(e => (e.Stream, e.Version)).Distinct().Count());
        Assert.InRange(all.Count - acknowledged.Count, 0, faults.Count);

        // Each is of the kinds that a host answers with a problem that passes; none says that the tables are missing.
        Assert.All(faults, fault => Assert.True(IsOfStorage(fault), fault.ToString()));
        Assert.DoesNotContain(faults, fault => fault is RecordException);

        async Task Write(string id)
        {
            var stream = StreamId.Of(CommunityId.Of(id));
            for (var version = 1L; !enough.IsCancellationRequested; version++)
            {
                var line = First with { Stream = stream, Version = version };
                try
                {
                    Assert.Equal(new(true, version), await record.Append(stream, version - 1, [line]));
                    lock (acknowledged) acknowledged.Add(line);
                }
                catch (Exception fault) when (fault is not Xunit.Sdk.XunitException)
                {
                    // Whether it was written nobody was told, and so it is asked.
                    lock (acknowledged) faults.Add(fault);
                    if ((await UntilItIsThere(() => record.Read(stream, version - 1, 10))).Count == 0) version--;
                }
            }
        }

        // A reader who goes on while all this happens misses nothing.
        async Task ReadOn()
        {
            while (true)
            {
                var isLast = Task.WhenAll(writers).IsCompleted;
                var lines = await UntilItIsThere(() => record.ReadAll(read.Count, 500));
                read.AddRange(lines);
                if (isLast && lines.Count == 0) return;
                if (lines.Count == 0) await Task.Delay(5);
            }
        }

        async Task EverybodyGoesOn()
        {
            Dictionary<StreamId, int> before;
            lock (acknowledged) before = acknowledged.GroupBy(e => e.Stream).ToDictionary(s => s.Key, s => s.Count());
            for (var until = DateTime.UtcNow + Bound; ; await Task.Delay(5))
            {
                if (writers.FirstOrDefault(writer => writer.IsFaulted) is { } failed) await failed;
                lock (acknowledged)
                {
                    var now = acknowledged.GroupBy(e => e.Stream).ToDictionary(s => s.Key, s => s.Count());
                    if (now.Count == Writers && now.All(s => s.Value >= before.GetValueOrDefault(s.Key) + 5)) return;
                    Assert.True(DateTime.UtcNow < until, $"Only {now.Values.Sum()} appends after {before.Values.Sum()}.");
                }
            }
        }
    }

    /// <summary>Reads as soon as the server lets anybody.</summary>
    private static async Task<ValueList<T>> UntilItIsThere<T>(Func<ValueTask<ValueList<T>>> read)
    {
        for (var until = DateTime.UtcNow + Bound; ; await Task.Delay(20))
        {
            try
            {
                return await read();
            }
            catch (Exception fault) when (IsOfStorage(fault) && fault is not RecordException && DateTime.UtcNow < until)
            {
                // The server is away.
            }
        }
    }

    private static bool IsOfStorage(Exception fault) =>
        fault is DbException or IOException or TimeoutException || (fault.InnerException is { } inner && IsOfStorage(inner));

    private sealed class Made(DbContextOptions<RecordContext> options) : IDbContextFactory<RecordContext>
    {
        public RecordContext CreateDbContext() => new(options);
    }

    /// <summary>Lets a commit come through, so many times, and says that the line broke.</summary>
    private sealed class LostAnswer : DbTransactionInterceptor
    {
        public int Times { get; set; }

        public override Task TransactionCommittedAsync(
            DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default) =>
            Times > 0 && Times-- > 0 ? throw Broken() : Task.CompletedTask;
    }

    /// <summary>Breaks the line, so many times, before a statement that begins in one way.</summary>
    private sealed class BrokenLine : DbCommandInterceptor
    {
        public required string On { get; init; }

        public int Times { get; set; }

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result,
            CancellationToken cancellationToken = default)
        {
            Break(command);
            return new(result);
        }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result,
            CancellationToken cancellationToken = default)
        {
            Break(command);
            return new(result);
        }

        private void Break(DbCommand command)
        {
            if (Times > 0 && command.CommandText.StartsWith(On, StringComparison.Ordinal) && Times-- > 0) throw Broken();
        }
    }

    private static NpgsqlException Broken() => new("The line broke.", new IOException("Nothing comes any more."));
}
