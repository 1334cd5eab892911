using System.Globalization;
using CommunitiesOfPractice.Storage;
using Microsoft.EntityFrameworkCore;

namespace CommunitiesOfPractice.EntityFrameworkCore;

/// <summary>
/// The record in a relational database. Each call has a context and a transaction of its own, from a factory. Or all take part in
/// the context and transaction that the host gives, and are committed with it. Appends take turns at one row's lock, held until
/// the commit. So the order of positions is the order of commits, without a gap, on every database. A reader who reads on from a
/// position misses nothing.
/// </summary>
public class DatabaseRecord : IRecord, IRecordClock
{
    private readonly Func<CancellationToken, Task<DbContext>> _open;
    private readonly bool _owned;

    /// <summary>
    /// The record in a context of the host's. Where the host has begun a transaction, what is appended is committed with it, and
    /// no sooner.
    /// </summary>
    /// <param name="context">The host's context, whose model has <see cref="RecordModel.AddRecord"/>. Not safe for several
    /// threads at once, as contexts are.</param>
    /// <exception cref="ArgumentNullException"><paramref name="context"/> is null.</exception>
    public DatabaseRecord(DbContext context)
    {
        Guard.Against.Null(context);
        _open = _ => Task.FromResult(context);
    }

    /// <summary>The record in contexts that this makes for itself, one for each call.</summary>
    /// <param name="open">Makes a context.</param>
    protected DatabaseRecord(Func<CancellationToken, Task<DbContext>> open) => (_open, _owned) = (Guard.Against.Null(open), true);

    /// <inheritdoc/>
    public async ValueTask<Append> Append(
        StreamId stream, long expected, ValueList<Entry> entries, CancellationToken cancel = default)
    {
        Records.CheckFollows(stream, expected, entries);
        var lines = entries.Select(RecordJson.ToText).ToArray();
        return await InTransaction(
            async context =>
            {
                // The lock comes first: a writer that holds it sees every line that was committed before.
                var (last, version) = await Take(context, lines.Length, stream, cancel).ConfigureAwait(false);
                if (version != expected) return (new Append(false, version), false);
                var first = last - lines.Length;
                for (var from = 0; from < lines.Length; from += Sql.MostLines)
                    await Insert(
                        context, stream, first + from, expected + from,
                            lines.AsMemory(from, Math.Min(Sql.MostLines, lines.Length - from)), cancel).ConfigureAwait(false);
                if (stream.Kind == StreamKind.Note)
                    await NoteSearch.Put(
                        context, NoteText.After(entries.Select((e, i) => new Recorded(first + i + 1, e))), cancel)
                            .ConfigureAwait(false);
                return (new Append(true, expected + lines.Length), true);
            },
            cancel).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<ValueList<Entry>> Read(StreamId stream, long after, int most, CancellationToken cancel = default)
    {
        Guard.Against.Default(stream);
        Guard.Against.Negative(after);
        Guard.Against.NegativeOrZero(most);
        return (await InContext(context => Read(context, stream, after, most, cancel), cancel).ConfigureAwait(false))
            .ToValueList();
    }

    /// <inheritdoc/>
    public async ValueTask<ValueList<Recorded>> ReadAll(long after, int most, CancellationToken cancel = default)
    {
        Guard.Against.Negative(after);
        Guard.Against.NegativeOrZero(most);
        return await InContext(context => ReadAll(context, Sql.Of(context).ReadAll, after, most, cancel), cancel)
            .ConfigureAwait(false);
    }

    /// <summary>
    /// What time it is on the database server, in UTC, to a microsecond; null on SQLite, which has no clock but the machine's.
    /// </summary>
    /// <inheritdoc/>
    public async ValueTask<Instant?> Now(CancellationToken cancel = default) => await InContext(
        async context => Sql.Of(context).Now is { } sql
            ? Instant.FromUnixTimeTicks(
                await RecordSchema.Number(context, sql, cancel).ConfigureAwait(false) * TimeSpan.TicksPerMicrosecond)
            : (Instant?)null,
        cancel).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask Rewrite(
        StreamId stream, Func<ValueList<Entry>, ValueList<Entry>> rewrite, CancellationToken cancel = default)
    {
        Guard.Against.Default(stream);
        Guard.Against.Null(rewrite);
        var key = stream.ToString();
        await InTransaction(Written, cancel).ConfigureAwait(false);

        async Task<(bool Written, bool Keep)> Written(DbContext context)
        {
            await Take(context, 0, stream, cancel).ConfigureAwait(false);
            var rows = await context.Set<RecordRow>().Where(r => r.Stream == key).OrderBy(r => r.Version).ToListAsync(cancel)
                .ConfigureAwait(false);
            var before = rows.Select(r => RecordJson.Read(r.Line)).ToValueList();
            var after = rewrite(before);
            Records.CheckRewrites(before, after);
            foreach (var (row, line) in rows.Zip(after)) row.Line = RecordJson.ToText(line);
            await context.SaveChangesAsync(cancel).ConfigureAwait(false);

            // A snapshot from before still holds what is forgotten.
            await context.Set<SnapshotRow>().Where(s => s.Stream == key).ExecuteDeleteAsync(cancel).ConfigureAwait(false);
            foreach (var row in rows) context.Entry(row).State = EntityState.Detached;
            if (stream.Kind == StreamKind.Note)
                await NoteSearch.Put(
                    context, NoteText.After(rows.Zip(after, (row, line) => new Recorded(row.Position, line))), cancel)
                        .ConfigureAwait(false);
            return (true, true);
        }
    }

    /// <summary>A community as the record tells of it, from its latest snapshot where there is one.</summary>
    /// <exception cref="RecordException">The record is not what it should be.</exception>
    public async ValueTask<Community> LoadFromSnapshot(CommunityId id, CancellationToken cancel = default) =>
        await InContext(context => LoadFromSnapshot(context, id, cancel), cancel).ConfigureAwait(false);

    /// <summary>
    /// Keeps a community's state as it is now, in place of an earlier snapshot of it; nothing, where there is no such community.
    /// It reads the record itself, while nobody else writes. So what was loaded before somebody was forgotten is never kept after
    /// it.
    /// </summary>
    /// <exception cref="RecordException">The record is not what it should be.</exception>
    public async ValueTask SaveSnapshot(CommunityId id, CancellationToken cancel = default)
    {
        var key = StreamId.Of(id).ToString();
        await InTransaction(
            async context =>
            {
                await Lock(context, cancel).ConfigureAwait(false);
                var community = await LoadFromSnapshot(context, id, cancel).ConfigureAwait(false);
                if (community.Version == 0) return (false, false);
                await context.Set<SnapshotRow>().Where(s => s.Stream == key).ExecuteDeleteAsync(cancel).ConfigureAwait(false);
                var row = new SnapshotRow { Stream = key, Version = community.Version, State = Snapshot.ToUtf8(community) };
                context.Add(row);
                await context.SaveChangesAsync(cancel).ConfigureAwait(false);
                context.Entry(row).State = EntityState.Detached;
                return (true, true);
            },
            cancel).ConfigureAwait(false);
    }

    private static async Task<Community> LoadFromSnapshot(DbContext context, CommunityId id, CancellationToken cancel)
    {
        var key = StreamId.Of(id).ToString();
        var snapshot = await context.Set<SnapshotRow>().AsNoTracking().FirstOrDefaultAsync(s => s.Stream == key, cancel)
            .ConfigureAwait(false);
        var community = snapshot is null ? Community.Unknown(id) : Restored(id, snapshot);
        while (await Read(context, StreamId.Of(id), community.Version, PageSize, cancel)
            .ConfigureAwait(false) is { Count: > 0 } lines) community = community.After(lines);
        return community;
    }

    private static async Task<List<Entry>> Read(
        DbContext context, StreamId stream, long after, int most, CancellationToken cancel)
    {
        var command =
            Sql.Command(context, Sql.Of(context).Read, ("@stream", stream.ToString()), ("@after", after), ("@most", most));
        await using (command.ConfigureAwait(false)) return await Lines.Read(command, Sql.Of(context).Engine, null, cancel)
            .ConfigureAwait(false);
    }

    private const int PageSize = 1000;

    // A snapshot of a format that is not read any more is no loss: the history tells the same.
    private static Community Restored(CommunityId id, SnapshotRow snapshot)
    {
        try
        {
            return Snapshot.Read(snapshot.State);
        }
        catch (RecordException)
        {
            return Community.Unknown(id);
        }
    }

    /// <summary>Takes so many positions, and with them the lock: the last of them, and a stream's version.</summary>
    private static async Task<(long Last, long Version)> Take(
        DbContext context, int by, StreamId stream, CancellationToken cancel)
    {
        var command = Sql.Command(context, Sql.Of(context).Take, ("@by", (long)by), ("@stream", stream.ToString()));
        await using (command.ConfigureAwait(false))
        {
            var rows = await command.ExecuteReaderAsync(cancel).ConfigureAwait(false);
            await using (rows.ConfigureAwait(false))
                return await rows.ReadAsync(cancel).ConfigureAwait(false)
                    ? (rows.GetInt64(0), rows.GetInt64(1))
                    : throw new RecordException(
                        "The row that hands out positions is missing: create the tables of the record first.");
        }
    }

    /// <summary>Waits until nobody else appends, and keeps them from it until the transaction ends.</summary>
    internal static Task Lock(DbContext context, CancellationToken cancel) => Take(context, 0, default, cancel);

    private static async Task Insert(
        DbContext context, StreamId stream, long position, long version, ReadOnlyMemory<string> lines, CancellationToken cancel)
    {
        var command =
            Sql.Command(
                context, Sql.Of(context).Insert(lines.Length), ("@position", position), ("@stream", stream.ToString()),
                    ("@version", version));
        for (var i = 0; i < lines.Length; i++) Sql.Add(
            command, "@line" + (i + 1).ToString(CultureInfo.InvariantCulture), lines.Span[i]);
        await Sql.Execute(command, cancel).ConfigureAwait(false);
    }

    internal static async Task<ValueList<Recorded>> ReadAll(
        DbContext context, string sql, long after, int most, CancellationToken cancel)
    {
        var positions = new List<long>();
        var command = Sql.Command(context, sql, ("@after", after), ("@most", most));
        await using (command.ConfigureAwait(false))
            return (await Lines.Read(command, Sql.Of(context).Engine, positions, cancel).ConfigureAwait(false))
                .Select((line, i) => new Recorded(positions[i], line)).ToValueList();
    }

    /// <summary>
    /// Does something with a context whose connection is open. Where it fails on the way to the database, it is done again as the
    /// provider's strategy says.
    /// </summary>
    internal async Task<T> InContext<T>(Func<DbContext, Task<T>> use, CancellationToken cancel, Action<DbContext>? check = null)
    {
        var context = await _open(cancel).ConfigureAwait(false);
        try
        {
            check?.Invoke(context);
            var strategy = context.Database.CreateExecutionStrategy();
            return strategy.RetriesOnFailure && context.Database.CurrentTransaction is null
                ? await strategy.ExecuteAsync(() => Opened(context)).ConfigureAwait(false)
                : await Opened(context).ConfigureAwait(false);
        }
        finally
        {
            if (_owned) await context.DisposeAsync().ConfigureAwait(false);
        }

        async Task<T> Opened(DbContext context)
        {
            await context.Database.OpenConnectionAsync(cancel).ConfigureAwait(false);
            try
            {
                return await use(context).ConfigureAwait(false);
            }
            finally
            {
                await context.Database.CloseConnectionAsync().ConfigureAwait(false);
            }
        }
    }

    /// <summary>Does something all or nothing.</summary>
    internal Task<T> InTransaction<T>(Func<DbContext, Task<(T Result, bool Keep)>> use, CancellationToken cancel) =>
        InContext(context => InTransaction(context, use, cancel), cancel);

    /// <summary>
    /// In the host's transaction, undone to a savepoint where it does not come to anything, or in one of its own.
    /// </summary>
    private static async Task<T> InTransaction<T>(
        DbContext context, Func<DbContext, Task<(T Result, bool Keep)>> use, CancellationToken cancel)
    {
        if (context.Database.CurrentTransaction is { } hosts)
        {
            await hosts.CreateSavepointAsync(Savepoint, cancel).ConfigureAwait(false);
            try
            {
                var (result, keep) = await use(context).ConfigureAwait(false);
                if (!keep) await hosts.RollbackToSavepointAsync(Savepoint, cancel).ConfigureAwait(false);
                return result;
            }
            catch
            {
                await hosts.RollbackToSavepointAsync(Savepoint, CancellationToken.None).ConfigureAwait(false);
                throw;
            }
        }

        var own = await context.Database.BeginTransactionAsync(cancel).ConfigureAwait(false);
        await using (own.ConfigureAwait(false))
        {
            var (result, keep) = await use(context).ConfigureAwait(false);
            if (keep) await own.CommitAsync(cancel).ConfigureAwait(false);
            return result;
        }
    }

    private const string Savepoint = "cop_record";
}

/// <summary>The record in contexts from a factory, one for each call: safe to use from several threads at once.</summary>
/// <typeparam name="TContext">The context, whose model has <see cref="RecordModel.AddRecord"/>.</typeparam>
/// <param name="contexts">Makes them.</param>
public sealed class DatabaseRecord<TContext>(IDbContextFactory<TContext> contexts)
    : DatabaseRecord(async cancel => await Guard.Against.Null(contexts).CreateDbContextAsync(cancel).ConfigureAwait(false))
    where TContext : DbContext;
