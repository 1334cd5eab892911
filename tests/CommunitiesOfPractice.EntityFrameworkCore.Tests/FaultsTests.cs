using System.Data.Common;
using System.Diagnostics;
using CommunitiesOfPractice.EntityFrameworkCore;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CommunitiesOfPractice.EntityFrameworkCore.Tests;

/// <summary>What a record in SQLite does when the file is locked or the disk is full, and afterwards.</summary>
public sealed class FaultsTests(Sqlite databases) : AppendsTests(databases), IClassFixture<Sqlite>
{
    private const int SqliteBusy = 5, SqliteFull = 13;

    [Fact]
    public async Task Who_waits_for_a_locked_file_is_told_in_time_and_then_it_goes_on()
    {
        await using var kept = await Keep();
        Assert.True((await kept.Record.Append(Of("a"), 0, [Line("a", 1)])).Appended);
        await using var other = await kept.Contexts.CreateDbContextAsync();
        var connection = (SqliteConnection)other.Database.GetDbConnection();
        Assert.Equal(30, connection.DefaultTimeout);
        await using var timed = await Keep(o => o.UseSqlite(connection.ConnectionString + ";Default Timeout=1"));
        await connection.OpenAsync();
        await using (var hold = connection.BeginTransaction())
        {
            var watch = Stopwatch.StartNew();
            var appends = Enumerable.Range(0, 8)
                .Select(i => Task.Run(async () => await timed.Record.Append(Of($"c-{i}"), 0, [Line($"c-{i}", 1)]))).ToArray();
            foreach (var append in appends)
                Assert.Equal(SqliteBusy, (await Assert.ThrowsAsync<SqliteException>(() => append)).SqliteErrorCode);

            // One goes ahead, and those who wait for it are told together after it.
            Assert.InRange(watch.Elapsed.TotalSeconds, 1, 6);
            Assert.Equal(Line("a", 1), Assert.Single(await Whole(timed.Record)).Entry);
        }

        Assert.True((await timed.Record.Append(Of("a"), 1, [Line("a", 2)])).Appended);
        Assert.Equal([Line("a", 1), Line("a", 2)], (await Whole(kept.Record)).Select(r => r.Entry));
    }

    [Fact]
    public async Task A_full_disk_loses_nothing_acknowledged_and_with_room_it_goes_on()
    {
        var disk = new Disk();
        await using var kept = await Keep(o => o.AddInterceptors(disk));
        await using (var context = await kept.Contexts.CreateDbContextAsync())
            disk.Pages = (int)await RecordSchemaPages(context) + 30;
        var (acknowledged, full) = (new List<Entry>(), 0);
        await Task.WhenAll(Enumerable.Range(0, 16).Select(writer => Task.Run(async () =>
        {
            try
            {
                for (var version = 1; version < 10_000; version++)
                {
                    var line = Line($"c-{writer}", version);
                    Assert.True((await kept.Record.Append(line.Stream, version - 1, [line])).Appended);
                    lock (acknowledged) acknowledged.Add(line);
                }
            }
            catch (SqliteException fault) when (fault.SqliteErrorCode == SqliteFull)
            {
                Interlocked.Increment(ref full);
            }
        })));
        Assert.Equal(16, full);
        Assert.NotEmpty(acknowledged);
        var all = (await Whole(kept.Record)).Select(r => r.Entry).ToHashSet();
        Assert.Equal(acknowledged.ToHashSet(), all);

        disk.Pages = null;
        foreach (var stream in acknowledged.GroupBy(e => e.Stream))
            Assert.True(
                (await kept.Record.Append(
                    stream.Key, stream.Count(), [Line(stream.Key.Id, stream.Count() + 1)])).Appended);
        Assert.True((await Whole(kept.Record)).Count > all.Count);
    }

    private static async Task<long> RecordSchemaPages(RecordContext context)
    {
        await context.Database.OpenConnectionAsync();
        var pages = await RecordSchema.Number(context, "PRAGMA page_count", default);
        await context.Database.CloseConnectionAsync();
        return pages;
    }

    /// <summary>A disk with room for so many pages.</summary>
    private sealed class Disk : DbConnectionInterceptor
    {
        public int? Pages { get; set; }

        public override async Task ConnectionOpenedAsync(
            DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"PRAGMA max_page_count = {Pages ?? 1_000_000_000}";
            await command.ExecuteScalarAsync(cancellationToken);
        }
    }
}
