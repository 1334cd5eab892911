using CommunitiesOfPractice.EntityFrameworkCore;
using CommunitiesOfPractice.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace CommunitiesOfPractice.EntityFrameworkCore.Tests;

/// <summary>What holds on every database; each runs it as a class of its own.</summary>
public abstract class RecordTests(Databases databases)
{
    private static readonly CommunityId Maternity = CommunityId.Of("maternity");
    private static readonly StreamId Stream = StreamId.Of(Maternity);
    private static readonly Scenario Founded = Scenario.Founded(Charters.Informal(), 4, Maternity.Value);

    protected Task Conforms() => new RecordConformance(databases.Empty).All();

    protected async Task WhatTheHostDoesNotCommitDidNotHappen()
    {
        var contexts = await databases.Contexts();
        var apart = new DatabaseRecord<RecordContext>(contexts);
        var history = Founded.History.ToValueList();
        await apart.Append(Stream, 0, history);

        await using (var context = await contexts.CreateDbContextAsync())
        {
            await context.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
            {
                await using var transaction = await context.Database.BeginTransactionAsync();
                var inside = new DatabaseRecord(context);
                var done = await inside.Do(Maternity, new Join(Scenario.Person(50)), Founded.Now);
                Assert.True(done.Allowed);
                Assert.Equal(done.After, await inside.Load(Maternity));
                Assert.False((await inside.Append(Stream, 1, [Joined(2, "late")])).Appended);
                Assert.Equal(done.After, await inside.Load(Maternity));
                await transaction.RollbackAsync();
            });
        }

        Assert.Equal(history, await apart.ReadWhole(Stream));

        await using (var context = await contexts.CreateDbContextAsync())
        {
            await context.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
            {
                await using var transaction = await context.Database.BeginTransactionAsync();
                await new DatabaseRecord(context).Do(Maternity, new Join(Scenario.Person(50)), Founded.Now);
                await transaction.CommitAsync();
            });
        }

        Assert.True((await apart.Load(Maternity)).IsMember(Scenario.Person(50)));
        Assert.Equal(
            Enumerable.Range(1, history.Count + 1).Select(i => (long)i), (await apart.ReadAll(0, 1000)).Select(r => r.Position));
    }

    protected async Task ASnapshotSavesReplayingAndHoldsNobodyWhoIsForgotten()
    {
        var contexts = await databases.Contexts();
        var record = new DatabaseRecord<RecordContext>(contexts);
        var salt = ChainKey.Of(new byte[ChainKey.Shortest]);
        await record.Append(Stream, 0, Chain.Seal(Founded.History, salt));
        Assert.Equal(await record.Load(Maternity), await record.LoadFromSnapshot(Maternity));
        await record.SaveSnapshot(Maternity);
        await record.Do(Maternity, new Join(Scenario.Person(50)), Founded.Now, salt);
        Assert.Equal(await record.Load(Maternity), await record.LoadFromSnapshot(Maternity));
        await record.SaveSnapshot(Maternity);

        await record.Do(Maternity, new Forget(Scenario.Person(50), "request-1"), Founded.Now, salt);
        var erasure = new Erasure(Scenario.Person(50), salt);
        await record.Rewrite(Stream, erasure.Apply);
        await using var context = await contexts.CreateDbContextAsync();
        Assert.Empty(await context.Set<SnapshotRow>().ToListAsync());
        Assert.DoesNotContain(
            await context.Set<RecordRow>().Select(r => r.Line).ToListAsync(), line =>
                line.Contains(Scenario.Person(50).Value, StringComparison.Ordinal));
        Assert.Null(Chain.Verify(await record.ReadWhole(Stream), salt));
        Assert.Equal(await record.Load(Maternity), await record.LoadFromSnapshot(Maternity));
    }

    private static Entry Joined(long version, string person, CommunityId? community = null) => new(
        StreamId.Of(community ?? Maternity), version, Founded.Now, PersonId.Of(person), Clauses.Joining, null,
            new MemberJoined(PersonId.Of(person), HowJoined.Joined, 1, null));
}

public sealed class SqliteTests(Sqlite databases) : RecordTests(databases), IClassFixture<Sqlite>
{
    [Fact]
    public Task It_does_what_every_store_must() => Conforms();

    [Fact]
    public Task What_the_host_does_not_commit_did_not_happen() => WhatTheHostDoesNotCommitDidNotHappen();

    [Fact]
    public Task A_snapshot_saves_replaying_and_holds_nobody_who_is_forgotten() =>
        ASnapshotSavesReplayingAndHoldsNobodyWhoIsForgotten();
}

public sealed class PostgresTests(Postgres databases) : RecordTests(databases), IClassFixture<Postgres>
{
    [PostgresFact]
    public Task It_does_what_every_store_must() => Conforms();

    [PostgresFact]
    public Task What_the_host_does_not_commit_did_not_happen() => WhatTheHostDoesNotCommitDidNotHappen();

    [PostgresFact]
    public Task A_snapshot_saves_replaying_and_holds_nobody_who_is_forgotten() =>
        ASnapshotSavesReplayingAndHoldsNobodyWhoIsForgotten();
}

/// <summary>
/// The SQL that each provider makes of the one mapping; SQL Server's is read here, by SQL Server's own parser, and not run.
/// </summary>
public sealed class SchemaTests
{
    private static readonly string[] Tables =
    [
        "cop_record", "cop_record_head", "cop_snapshot", "cop_search_text", "cop_sealed_ballot", "cop_calendar_subscription",
    ];

    [Fact]
    public void Every_database_gets_the_same_tables()
    {
        var scripts = new[]
        {
            Script(new DbContextOptionsBuilder<RecordContext>().UseSqlite("Data Source=:memory:")),
            Script(new DbContextOptionsBuilder<RecordContext>().UseNpgsql("Host=nowhere")),
            Script(new DbContextOptionsBuilder<RecordContext>().UseSqlServer("Server=nowhere")),
        };
        Assert.All(scripts, script =>
        {
            foreach (var table in Tables)
                Assert.Contains($"CREATE TABLE {Quoted(script, table)}", script, StringComparison.Ordinal);
            Assert.Contains("CREATE UNIQUE INDEX", script, StringComparison.Ordinal);
            Assert.Contains("INSERT INTO", script, StringComparison.Ordinal);
        });
        Assert.Contains("[position] bigint NOT NULL,", scripts[2], StringComparison.Ordinal);
        Assert.Contains("[line] nvarchar(max)", scripts[2], StringComparison.Ordinal);
    }

    [Fact]
    public void A_script_makes_what_is_not_there_and_nothing_else()
    {
        using var context =
            new RecordContext(new DbContextOptionsBuilder<RecordContext>().UseSqlServer("Server=nowhere").Options);
        var script = RecordSchema.Script(context);
        foreach (var table in Tables)
            Assert.Contains(
                $"IF OBJECT_ID(N'[{table}]', N'U') IS NULL\nBEGIN\nCREATE TABLE [{table}]", script.ReplaceLineEndings("\n"),
                    StringComparison.Ordinal);
        Assert.Equal(
            script.Split("CREATE UNIQUE INDEX").Length + script.Split("CREATE INDEX").Length,
                script.Split("FROM sys.indexes").Length + 1);
        Assert.Contains(
            "INSERT INTO [cop_record_head] (id, position) SELECT 1, 0 WHERE NOT EXISTS (SELECT 1 FROM [cop_record_head])", script,
                StringComparison.Ordinal);
    }

    [Fact]
    public void Every_statement_for_sql_server_is_one_that_it_reads()
    {
        using var context =
            new RecordContext(new DbContextOptionsBuilder<RecordContext>().UseSqlServer("Server=nowhere").Options);
        var sql = Sql.Of(context);
        string[] statements =
            [RecordSchema.Script(context), context.Database.GenerateCreateScript(), sql.Take(0), sql.Take(3), sql.GiveBack,
                sql.Now!, sql.Read.Lines, sql.Read.Rows, sql.ReadAll.Lines, sql.ReadAll.Rows, sql.PutText, sql.RemoveText,
                sql.RemoveAllText, sql.PutBallot, sql.PutSubscription,
                sql.FetchSubscription, sql.Insert([1]), sql.Insert([2, 1]), sql.Insert([Sql.MostLines])];
        Assert.All(statements, statement => Assert.Empty(Faults(statement)));
        Assert.NotEmpty(Faults("SELECT line FROM cop_record ORDER BY position LIMIT @most"));
    }

    private static IList<ParseError> Faults(string statement)
    {
        new TSql130Parser(initialQuotedIdentifiers: true).Parse(new StringReader(statement), out var faults);
        return faults;
    }

    /// <summary>By its database's collation SQL Server would take two ids that differ by case for one.</summary>
    [Fact]
    public void Ids_are_compared_code_by_code_on_sql_server_too()
    {
        var script = Script(new DbContextOptionsBuilder<RecordContext>().UseSqlServer("Server=nowhere"));
        Assert.Equal(3, script.Split("nvarchar(160) COLLATE Latin1_General_100_BIN2 NOT NULL").Length - 1);
        Assert.Equal(5, script.Split("nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL").Length - 1);
        Assert.DoesNotContain("nvarchar(160) NOT NULL", script, StringComparison.Ordinal);
        Assert.DoesNotContain("nvarchar(128) NOT NULL", script, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "COLLATE", Script(new DbContextOptionsBuilder<RecordContext>().UseNpgsql("Host=nowhere"))
                + Script(new DbContextOptionsBuilder<RecordContext>().UseSqlite("Data Source=:memory:")),
                    StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_is_not_there_on_every_database_and_says_so()
    {
        await using var context =
            new RecordContext(new DbContextOptionsBuilder<RecordContext>().UseSqlServer("Server=nowhere").Options);
        await Assert.ThrowsAsync<NotSupportedException>(
            async () =>
                await new RecordSearch(new DatabaseRecord(context)).Find("words", Commons.Empty, null, Instant.MinValue, 10));
        await Assert.ThrowsAsync<NotSupportedException>(() => RecordSchema.Scrub(context));
        Assert.Empty(
            new Microsoft.EntityFrameworkCore.Migrations.MigrationBuilder(context.Database.ProviderName)
                .AddSearch().Operations);
    }

    private static string Quoted(string script, string name) =>
        script.Contains('[', StringComparison.Ordinal)
            ? $"[{name}]" : script.Contains($"\"{name}\"", StringComparison.Ordinal) ? $"\"{name}\"" : name;

    private static string Script(DbContextOptionsBuilder<RecordContext> options)
    {
        using var context = new RecordContext(options.Options);
        return context.Database.GenerateCreateScript();
    }
}
