using CommunitiesOfPractice.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CommunitiesOfPractice.EntityFrameworkCore.Tests;

/// <summary>Between two readings a connection stays open: it is never in the way, and where it breaks nobody notices.</summary>
public sealed class KeptReaderTests(Sqlite sqlite) : IClassFixture<Sqlite>
{
    private static readonly Entry First = Scenario.Founded(Charters.Informal(), 3, "maternity").History.First();

    internal static ServiceProvider Host(Databases databases, string name) => new ServiceCollection()
        .AddDbContext<RecordContext>(o => databases.Use(o, name)).AddRecord<RecordContext>().BuildServiceProvider();

    [Fact]
    public async Task Many_read_at_once_while_others_write_and_everybody_sees_all_of_it()
    {
        await using var host = Host(sqlite, sqlite.Fresh());
        var record = host.GetRequiredService<IRecord>();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(reader => Task.Run(async () =>
        {
            for (var i = 1; i <= 20; i++)
            {
                Assert.True((await record.Append(Of(reader), i - 1, [Line(reader, i)])).Appended);
                var all = await record.ReadAll(0, 1000);
                Assert.Equal(Enumerable.Range(1, all.Count).Select(n => (long)n), all.Select(line => line.Position));
                Assert.Equal(i, all.Count(line => line.Entry.Stream == Of(reader)));
            }
        })));
        Assert.Equal(160, (await record.ReadAll(0, 1000)).Count);
    }

    /// <summary>The host's end closes it: then the file is nobody's, and may be put back from a backup.</summary>
    [Fact]
    public async Task Nothing_stays_open_when_the_host_has_ended()
    {
        var name = sqlite.Fresh();
        string source;
        await using (var host = Host(sqlite, name))
        {
            for (var i = 0; i < 3; i++) await host.GetRequiredService<IRecord>().ReadAll(0, 10);
            await using var scope = host.CreateAsyncScope();
            source = scope.ServiceProvider.GetRequiredService<RecordContext>().Database.GetConnectionString()!;
        }

        SqliteConnection.ClearAllPools();
        await using var other = new SqliteConnection(source + ";Pooling=False;Default Timeout=1");
        await other.OpenAsync();
        await using var command = other.CreateCommand();
        command.CommandText = "PRAGMA journal_mode = delete";
        Assert.Equal("delete", await command.ExecuteScalarAsync());
    }

    [Fact]
    public async Task A_disposed_record_reads_on_and_keeps_nothing_open()
    {
        await using var host = Host(sqlite, sqlite.Fresh());
        var record = host.GetRequiredService<DatabaseRecord<RecordContext>>();
        await record.ReadAll(0, 10);
        record.Dispose();
        record.Dispose();
        Assert.Empty(await record.ReadAll(0, 10));
    }

    private static StreamId Of(int n) => StreamId.Of(CommunityId.Of($"c-{n}"));

    private static Entry Line(int n, long version) => First with { Stream = Of(n), Version = version };
}

/// <summary>The same on a server, whose connections end without asking.</summary>
public sealed class PostgresKeptReaderTests(Postgres postgres) : IClassFixture<Postgres>
{
    [PostgresFact]
    public async Task Where_the_connection_broke_the_reading_goes_on_with_another()
    {
        await using var host = KeptReaderTests.Host(postgres, postgres.Fresh());
        var record = host.GetRequiredService<IRecord>();
        for (var i = 0; i < 3; i++)
        {
            Assert.Empty(await record.ReadAll(0, 10));
            await using var scope = host.CreateAsyncScope();
            var database = scope.ServiceProvider.GetRequiredService<RecordContext>().Database;
            await database.ExecuteSqlRawAsync(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
            NpgsqlConnection.ClearAllPools();
        }
    }
}
