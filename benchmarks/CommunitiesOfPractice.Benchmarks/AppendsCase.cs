using System.Data.Common;
using System.Diagnostics;
using CommunitiesOfPractice.EntityFrameworkCore.Tests;
using CommunitiesOfPractice.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CommunitiesOfPractice.Benchmarks;

/// <summary>
/// Appends of one line, each to a stream of its own: one by one, and by 64 writers at once, in turns. On SQLite in a file with
/// its log, as careful of power loss as it can be (FULL) and as careful of a crash alone (NORMAL); and on PostgreSQL.
/// </summary>
public sealed class AppendsCase(string name, IDbContextFactory<RecordContext> contexts)
{
    private const int Writers = 64, Each = 20, Appends = Writers * Each, Rounds = 9, WarmUp = 3;

    private static readonly Entry[] History = LargeCommunity.History(100);

    private int _streams;

    /// <summary>Prints the figures for SQLite, and for PostgreSQL where it is installed.</summary>
    public static async Task Print()
    {
        foreach (var synchronous in new[] { "FULL", "NORMAL" })
        {
            using var sqlite = new Sqlite();
            await new AppendsCase($"SQLite, {synchronous}", await Kept(sqlite, new Synchronous(synchronous))).Measure();
        }

        if (Postgres.Programs is null) return;
        using var postgres = new Postgres();
        await new AppendsCase("PostgreSQL", await Kept(postgres)).Measure();
    }

    private static async Task<IDbContextFactory<RecordContext>> Kept(Databases databases, params IInterceptor[] interceptors)
    {
        var options = new DbContextOptionsBuilder<RecordContext>();
        databases.Use(options, databases.Fresh());
        var contexts = new Factory(options.AddInterceptors(interceptors).Options);
        await using var context = contexts.CreateDbContext();
        await RecordSchema.Create(context);
        return contexts;
    }

    private async Task Measure()
    {
        var record = new DatabaseRecord<RecordContext>(contexts);
        var (ones, many) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds + WarmUp; round++)
        {
            foreach (var (way, times) in new (Func<Task>, List<double>)[] { (OneByOne, ones), (AtOnce, many) })
            {
                GC.Collect();
                var watch = Stopwatch.StartNew();
                await way();
                if (round >= WarmUp) times.Add(watch.Elapsed.TotalSeconds);
            }
        }

        if ((await record.ReadAll(0, int.MaxValue)).Count != Appends * 2 * (Rounds + WarmUp))
            throw new InvalidOperationException("Lines are missing.");
        var (one, at) = (ones.Order().ElementAt(Rounds / 2), many.Order().ElementAt(Rounds / 2));
        Console.WriteLine(
            $"{name}: one by one {Appends / one,8:N0}/s ({one / Appends * 1e6:N0} µs each), {Writers} writers at once "
                + $"{Appends / at,8:N0}/s, ratio {one / at:F2} (at least 3)");

        async Task OneByOne()
        {
            for (var i = 0; i < Appends; i++) await Append();
        }

        Task AtOnce() => Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < Each; i++) await Append();
        })));

        async Task Append()
        {
            var stream = StreamId.Of(CommunityId.Of($"c-{Interlocked.Increment(ref _streams)}"));
            if (!(await record.Append(stream, 0, [History[^1] with { Stream = stream, Version = 1 }])).Appended)
                throw new InvalidOperationException("Somebody else writes.");
        }
    }

    private sealed class Factory(DbContextOptions<RecordContext> options) : IDbContextFactory<RecordContext>
    {
        public RecordContext CreateDbContext() => new(options);
    }

    private sealed class Synchronous(string mode) : DbConnectionInterceptor
    {
        public override async Task ConnectionOpenedAsync(
            DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA synchronous = " + mode;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
