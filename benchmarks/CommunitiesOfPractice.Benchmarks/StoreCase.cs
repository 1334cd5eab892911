using System.Data.Common;
using System.Diagnostics;
using CommunitiesOfPractice.EntityFrameworkCore.Tests;
using CommunitiesOfPractice.EntityFrameworkCore;
using CommunitiesOfPractice.Storage;
using Microsoft.EntityFrameworkCore;

namespace CommunitiesOfPractice.Benchmarks;

/// <summary>
/// The record in a database beside plain ADO.NET on the same table, in turns: reading a stream of 100,000 lines as text and as
/// events, and appending in batches of ten. And how long a host takes from opening a database of 100,000 lines to a commons that
/// answers.
/// </summary>
public sealed class StoreCase(string name, Func<Task<IDbContextFactory<RecordContext>>> fresh)
{
    private const int Events = 100_000, Batch = 10, Appended = 2_000, Rounds = 9, WarmUp = 8, Page = 10_000;

    private static readonly StreamId Stream = StreamId.Of(CommunityId.Of("everyone"));

    /// <summary>
    /// Prints the figures for SQLite, and for PostgreSQL where it is installed or a connection to an empty database is given.
    /// </summary>
    public static async Task Print(string? connection)
    {
        using (var sqlite = new Sqlite()) await new StoreCase("SQLite", async () => await sqlite.Contexts()).Print();
        if (connection is not null)
        {
            await new StoreCase("PostgreSQL, as given", async () =>
            {
                var contexts = new Given(connection);
                await using var context = contexts.CreateDbContext();
                await RecordSchema.Create(context);
                await context.Database.ExecuteSqlRawAsync("TRUNCATE cop_record, cop_search_text, cop_snapshot");
                await context.Set<RecordHead>().ExecuteUpdateAsync(s => s.SetProperty(h => h.Position, 0));
                return contexts;
            }).Print();
        }
        else if (Postgres.Programs is not null)
        {
            using var postgres = new Postgres();
            await new StoreCase("PostgreSQL", async () => await postgres.Contexts()).Print();
        }

        await AppendsCase.Print();
    }

    private async Task Print()
    {
        Console.WriteLine(name);
        await PrintReading();
        await PrintAppending();
        await PrintOpening();
    }

    private async Task PrintReading()
    {
        var history = LargeCommunity.History(Events);
        var contexts = await fresh();
        var record = new DatabaseRecord<RecordContext>(contexts);
        for (var i = 0; i < history.Length; i += 1000) await record.Append(Stream, i, [.. history.AsSpan(i, 1000)]);
        await Analyse(contexts);
        var (raw, store) = await InTurns(
            async () =>
            {
                await using var context = await contexts.CreateDbContextAsync();
                var database = context.Database.GetDbConnection();
                await database.OpenAsync();
                await using var command =
                    Command(database, "SELECT line FROM cop_record WHERE stream = @stream AND version > 0 ORDER BY version",
                        ("@stream", Stream.ToString()));
                await using var rows = await command.ExecuteReaderAsync();
                var length = 0L;
                while (await rows.ReadAsync()) length += rows.GetString(0).Length;
                return length;
            },
            async () =>
            {
                var lines = await record.Read(Stream, 0, Events);
                return lines.Count;
            });
        Show("reading", Events, raw, store, 0.4);
    }

    private async Task PrintAppending()
    {
        var history = LargeCommunity.History(Events);
        var batches = Enumerable.Range(0, Appended / Batch).Select(i => history.AsSpan(i * Batch, Batch).ToArray().ToValueList())
            .ToArray();
        var (rawContexts, contexts) = (await fresh(), await fresh());
        var (record, rawAt, round) = (new DatabaseRecord<RecordContext>(contexts), 0L, 0);
        var (raw, store) = await InTurns(
            async () =>
            {
                await using var context = await rawContexts.CreateDbContextAsync();
                var database = context.Database.GetDbConnection();
                await database.OpenAsync();
                foreach (var batch in batches)
                {
                    await using var transaction = await database.BeginTransactionAsync();
                    await Insert(database, transaction, [.. batch.Select(e => (++rawAt, RecordJson.ToText(e)))]);
                    await transaction.CommitAsync();
                }

                return rawAt;
            },
            async () =>
            {
                // A stream of its own for each round, so that each begins at its first line.
                var stream = StreamId.Of(CommunityId.Of($"round-{++round}"));
                var version = 0L;
                foreach (var batch in batches)
                {
                    var lines = batch.Select(e => e with { Stream = stream }).ToValueList();
                    if (!(await record.Append(stream, version, lines)).Appended)
                        throw new InvalidOperationException("Somebody else writes.");
                    version += lines.Count;
                }

                return version;
            });
        Show("appending by tens", Appended, raw, store, 0.3);
    }

    private async Task PrintOpening()
    {
        var world = new CommonsWorld(10_000, 60, 30_000);
        var (directory, contexts) = (world.Directory(), await fresh());
        var record = new DatabaseRecord<RecordContext>(contexts);
        await using (var context = await contexts.CreateDbContextAsync())
        {
            var lines = world.Lines().Take(Events)
                .Select(r =>
                    new RecordRow {
                        Position = r.Position, Stream = r.Entry.Stream.ToString(), Version = r.Entry.Version,
                            Line = RecordJson.ToText(r.Entry) });
            foreach (var page in lines.Chunk(1000))
            {
                context.AddRange(page);
                await context.SaveChangesAsync();
                context.ChangeTracker.Clear();
            }

            await context.Set<RecordHead>().ExecuteUpdateAsync(s => s.SetProperty(h => h.Position, Events));
        }

        await new RecordSearch(record).Reindex();
        await Analyse(contexts);
        var times = new List<double>();
        for (var i = 0; i < Rounds; i++)
        {
            GC.Collect();
            var watch = Stopwatch.StartNew();
            await using (var context = await contexts.CreateDbContextAsync()) await RecordSchema.Create(context);
            var commons = Commons.Empty.With(directory);
            while (await record.ReadAll(commons.Position, Page) is { Count: > 0 } lines) commons = commons.After(lines);
            commons = commons.At(world.Now);
            if (!commons.Check(world.People[0], CommonsWorld.Note(0), world.Now).Clause.Id.StartsWith(
                "reading.", StringComparison.Ordinal)) throw new InvalidOperationException("It does not answer.");
            times.Add(watch.Elapsed.TotalSeconds);
        }

        Console.WriteLine(
            $"  open to a ready commons, {Events} lines, {world.NotesCount} notes: {times[0]:F2} s at first, "
                + $"{times.Order().ElementAt(Rounds / 2):F2} s median (at most 3 s)");
        var (search, ready) =
            (new RecordSearch(record), Commons.Empty.With(directory).After(await record.ReadAll(0, int.MaxValue)).At(world.Now));
        times.Clear();
        for (var i = 0; i < Rounds; i++)
        {
            var watch = Stopwatch.StartNew();
            if ((await search.Find(i % 2 == 0 ? "words" : $"topic {i}", ready, world.People[i], world.Now, 20)).Hits.Count == 0)
                throw new InvalidOperationException("Nothing was found.");
            times.Add(watch.Elapsed.TotalSeconds);
        }

        Console.WriteLine(
            $"  a search that {world.NotesCount} notes match, and one that a thirtieth do: "
                + $"{times.Where((_, i) => i % 2 == 0).Order().ElementAt(Rounds / 4) * 1000:F0} and "
                + $"{times.Where((_, i) => i % 2 == 1).Order().ElementAt(Rounds / 4) * 1000:F0} ms median");
    }

    // As PostgreSQL does by itself, some time after so many rows came in.
    private static async Task Analyse(IDbContextFactory<RecordContext> contexts)
    {
        await using var context = await contexts.CreateDbContextAsync();
        await context.Database.ExecuteSqlRawAsync("ANALYZE");
    }

    private static void Show(string what, int events, double raw, double store, double asked) =>
        Console.WriteLine(
            $"  {what}: ADO.NET {events / raw,10:N0}/s, store {events / store,10:N0}/s, ratio {raw / store:F2} (at least {asked})");

    /// <summary>Medians in seconds of two ways, done in turns, after some rounds in which the compiler settles.</summary>
    private static async Task<(double Raw, double Store)> InTurns(Func<Task<long>> raw, Func<Task<long>> store)
    {
        var (raws, stores) = (new List<double>(), new List<double>());
        for (var i = 0; i < Rounds + WarmUp; i++)
        {
            foreach (var (way, times) in new[] { (raw, raws), (store, stores) })
            {
                GC.Collect();
                var watch = Stopwatch.StartNew();
                await way();
                if (i >= WarmUp) times.Add(watch.Elapsed.TotalSeconds);
            }
        }

        return (raws.Order().ElementAt(Rounds / 2), stores.Order().ElementAt(Rounds / 2));
    }

    /// <summary>
    /// As fast as plain ADO.NET has it: one prepared command ten times, or one batch where there are round trips to save.
    /// </summary>
    private static async Task Insert(DbConnection database, DbTransaction transaction, (long Position, string Line)[] lines)
    {
        const string Sql =
            "INSERT INTO cop_record (position, stream, version, line) VALUES (@position, @stream, @version, @line)";
        if (database.CanCreateBatch)
        {
            await using var batch = database.CreateBatch();
            batch.Transaction = transaction;
            foreach (var (position, line) in lines)
            {
                var command = batch.CreateBatchCommand();
                command.CommandText = Sql;
                foreach (
                    var (parameter, value) in new (string, object)[] {
                        ("@position", position), ("@stream", Stream.ToString()), ("@version", position), ("@line", line) })
                {
                    var given = command.CreateParameter();
                    (given.ParameterName, given.Value) = (parameter, value);
                    command.Parameters.Add(given);
                }

                batch.BatchCommands.Add(command);
            }

            await batch.ExecuteNonQueryAsync();
            return;
        }

        await using var each =
            Command(database, Sql, ("@position", 0L), ("@stream", Stream.ToString()), ("@version", 0L), ("@line", ""));
        each.Transaction = transaction;
        await each.PrepareAsync();
        foreach (var (position, line) in lines)
        {
            (each.Parameters["@position"].Value, each.Parameters["@version"].Value, each.Parameters["@line"].Value) =
                (position, position, line);
            await each.ExecuteNonQueryAsync();
        }
    }

    private static DbCommand Command(DbConnection database, string sql, params (string Name, object Value)[] parameters)
    {
        var command = database.CreateCommand();
        command.CommandText = sql;
        foreach (var (parameter, value) in parameters)
        {
            var given = command.CreateParameter();
            (given.ParameterName, given.Value) = (parameter, value);
            command.Parameters.Add(given);
        }

        return command;
    }

    private sealed class Given(string connection) : IDbContextFactory<RecordContext>
    {
        public RecordContext CreateDbContext() => new(new DbContextOptionsBuilder<RecordContext>().UseNpgsql(connection).Options);
    }
}
