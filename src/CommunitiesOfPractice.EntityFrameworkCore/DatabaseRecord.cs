using System.Data.Common;
using System.Runtime.InteropServices;
using System.Transactions;
using CommunitiesOfPractice.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CommunitiesOfPractice.EntityFrameworkCore;

/// <summary>
/// The record in a relational database. Each call has a context and a transaction of its own, from a factory. Or all take part in
/// the context and transaction that the host gives, and are committed with it. Appends take turns at one row's lock, held until
/// the commit. So the order of positions is the order of commits, without a gap, on every database. A reader who reads on from a
/// position misses nothing.
/// </summary>
public class DatabaseRecord : IRecord, IRecordClock
{
    private readonly Func<CancellationToken, Task<Opened>> _open;

    /// <summary>Those that wait to append; null in the host's context, where nobody else's appends belong.</summary>
    private readonly Appends? _appends;

    /// <summary>What reads on with a connection that stays open; null where each reading opens its own.</summary>
    private protected KeptReader? Reader { get; }

    /// <summary>What makes the tables at the first use; null where that is left to others.</summary>
    private readonly TablesAtFirstUse? _tables;

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
        _open = _ => Task.FromResult(new Opened(context, null));
    }

    /// <summary>
    /// The record in contexts that this makes for itself. All are of one database, since appends that wait share a context.
    /// </summary>
    /// <param name="open">Makes a context.</param>
    /// <exception cref="ArgumentNullException"><paramref name="open"/> is null.</exception>
    protected DatabaseRecord(Func<CancellationToken, Task<DbContext>> open)
        : this(Opening(Guard.Against.Null(open)), createTables: false)
    {
    }

    private protected DatabaseRecord(
        Func<CancellationToken, Task<Opened>> open, bool createTables, KeptReader? reader = null)
    {
        (_open, _appends, Reader) = (open, new(Write), reader);
        if (createTables) _tables = new(open);
    }

    /// <inheritdoc/>
    /// <remarks>
    /// In contexts of its own, appends that wait for one another share a transaction. Each still has its own answer or exception.
    /// One that is given up before its turn is not written. Later it is written as a whole or not at all, and nobody waits for
    /// it.
    /// </remarks>
    /// <exception cref="RecordException">The tables of the record are missing.</exception>
    public async ValueTask<Append> Append(
        StreamId stream, long expected, ValueList<Entry> entries, CancellationToken cancel = default)
    {
        Records.CheckFollows(stream, expected, entries);
        var wanted = new WantedAppend(stream, expected, entries, cancel);

        // What a host commits by an ambient transaction is nobody else's to commit.
        return _appends is null || Transaction.Current is not null
            ? (await Write([wanted], new(), cancel).ConfigureAwait(false))[0]
            : await _appends.Append(wanted).ConfigureAwait(false);
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
        return (Reader is null ? null : await Reader.Try(Read).ConfigureAwait(false))
            ?? await InContext(Read, cancel, keeper: Reader).ConfigureAwait(false);

        Task<ValueList<Recorded>> Read(DbContext context) =>
            ReadAll(context, Sql.Of(context).ReadAll, after, most, cancel);
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
            await Lock(context, cancel).ConfigureAwait(false);
            var rows = await context.Set<RecordRow>().Where(r => r.Stream == key).OrderBy(r => r.Version).ToListAsync(cancel)
                .ConfigureAwait(false);
            ValueList<Entry> after;
            try
            {
                var before = rows.Select(Lines.Read).ToValueList();
                after = rewrite(before);
                Records.CheckRewrites(before, after);
                foreach (var (row, line) in rows.Zip(after)) row.Line = RecordJson.ToText(line);
                await context.SaveChangesAsync(cancel).ConfigureAwait(false);
            }
            finally
            {
                // Where this is tried again, the rows are read anew: what was saved without a commit is not there.
                foreach (var row in rows) context.Entry(row).State = EntityState.Detached;
            }

            // A snapshot from before still holds what is forgotten.
            await context.Set<SnapshotRow>().Where(s => s.Stream == key).ExecuteDeleteAsync(cancel).ConfigureAwait(false);
            await RecordSearch.Put(context, rows.Zip(after, (row, line) => new Recorded(row.Position, line)), cancel)
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
                try
                {
                    await context.SaveChangesAsync(cancel).ConfigureAwait(false);
                }
                finally
                {
                    // Where this is tried again, it is another row.
                    context.Entry(row).State = EntityState.Detached;
                }

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
        DbContext context, StreamId stream, long after, int most, CancellationToken cancel) => await Lines.Read(
            context, Sql.Of(context).Read, null, cancel, ("@stream", stream.ToString()), ("@after", after), ("@most", most))
                .ConfigureAwait(false);

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

    /// <summary>
    /// Writes what some want to append, in the order in which they came, all in one transaction; and says what became of each.
    /// </summary>
    private Task<Append[]> Write(
        IReadOnlyList<WantedAppend> wanted, Progress progress, CancellationToken cancel) => InTransaction(
        async context =>
        {
            (progress.HasLock, progress.IsWritten) = (false, false);

            // The lock comes first: a writer that holds it sees every line that was committed before.
            var streams = wanted.Select(w => w.Stream).Distinct().ToArray();
            var most = wanted.Sum(w => w.Lines.Length);
            var (last, now) = await Take(context, most, streams, cancel).ConfigureAwait(false);
            progress.HasLock = true;
            if (progress.Tried is { } tried && await IsThere(context, tried, cancel).ConfigureAwait(false))
                return (tried.Answers, false);

            var versions = streams.Zip(now).ToDictionary(s => s.First, s => s.Second);
            var (answers, position) = (new Append[wanted.Count], last - most);
            var (pieces, lines) = (new List<Piece>(), new List<Recorded>());
            foreach (var (i, one) in wanted.Index())
            {
                ref var version = ref CollectionsMarshal.GetValueRefOrNullRef(versions, one.Stream);
                answers[i] = new(version == one.Expected, version += version == one.Expected ? one.Lines.Length : 0);
                if (!answers[i].Appended) continue;
                if (one.Lines.Length > 0) pieces.Add(new(one.Stream, one.Expected, one.Lines));
                lines.AddRange(one.Entries.Select((e, at) => new Recorded(position + at + 1, e)));
                position += one.Lines.Length;
            }

            if (pieces.Count > 0)
            {
                await Insert(context, last - most, pieces, cancel).ConfigureAwait(false);
                if (position < last)
                    await Sql.Execute(Sql.Command(context, Sql.Of(context).GiveBack, ("@by", last - position)), cancel)
                        .ConfigureAwait(false);
                await RecordSearch.Put(context, lines, cancel).ConfigureAwait(false);
            }

            progress.IsWritten = true;
            progress.Tried = pieces.Count > 0 ? new(answers, last - most, pieces) : null;
            return (answers, pieces.Count > 0);
        },
        cancel);

    /// <summary>
    /// Whether what was tried before is there: a commit may come through though its answer is lost, as when the server goes away.
    /// </summary>
    private static async Task<bool> IsThere(DbContext context, Tried tried, CancellationToken cancel)
    {
        var lines = tried.Pieces.SelectMany(
            p => p.Lines.ToArray().Select((line, at) => (p.Stream.ToString(), p.Version + at + 1, line))).ToArray();
        var (after, last) = (tried.Position, tried.Position + lines.Length);
        var rows = await context.Set<RecordRow>().AsNoTracking().Where(r => r.Position > after && r.Position <= last)
            .OrderBy(r => r.Position).ToListAsync(cancel).ConfigureAwait(false);
        return rows.Select(r => (r.Stream, r.Version, r.Line)).SequenceEqual(lines);
    }

    /// <summary>Takes so many positions, and with them the lock: the last of them, and the versions of some streams.</summary>
    private static async Task<(long Last, long[] Versions)> Take(
        DbContext context, int by, StreamId[] streams, CancellationToken cancel)
    {
        var command = Sql.Command(context, Sql.Of(context).Take(streams.Length), ("@by", (long)by));
        await using (command.ConfigureAwait(false))
        {
            for (var i = 0; i < streams.Length; i++) Sql.Add(command, Sql.Numbered("@stream", i), streams[i].ToString());
            var rows = await command.ExecuteReaderAsync(cancel).ConfigureAwait(false);
            await using (rows.ConfigureAwait(false))
                return await rows.ReadAsync(cancel).ConfigureAwait(false)
                    ? (rows.GetInt64(0), [.. streams.Select((_, i) => rows.GetInt64(i + 1))])
                    : throw new RecordException(
                        "The row that hands out positions is missing: create the tables of the record first.");
        }
    }

    /// <summary>Waits until nobody else appends, and keeps them from it until the transaction ends.</summary>
    internal static Task Lock(DbContext context, CancellationToken cancel) => Take(context, 0, [], cancel);

    /// <summary>Inserts pieces one after the other, in as few statements as hold them.</summary>
    private static async Task Insert(DbContext context, long position, List<Piece> pieces, CancellationToken cancel)
    {
        var (statement, room) = (new List<Piece>(), Sql.MostLines);
        foreach (var piece in pieces)
        {
            for (var rest = piece; rest.Lines.Length > 0;)
            {
                var fits = Math.Min(room, rest.Lines.Length);
                statement.Add(rest with { Lines = rest.Lines[..fits] });
                rest = rest with { Version = rest.Version + fits, Lines = rest.Lines[fits..] };
                room -= fits;
                if (room == 0) await Flush().ConfigureAwait(false);
            }
        }

        if (statement.Count > 0) await Flush().ConfigureAwait(false);

        async Task Flush()
        {
            var command =
                Sql.Command(context, Sql.Of(context).Insert([.. statement.Select(p => p.Lines.Length)]), ("@position", position));
            var line = 0;
            foreach (var (i, piece) in statement.Index())
            {
                Sql.Add(command, Sql.Numbered("@stream", i), piece.Stream.ToString());
                Sql.Add(command, Sql.Numbered("@version", i), piece.Version);
                for (var at = 0; at < piece.Lines.Length; at++)
                    Sql.Add(command, Sql.Numbered("@line", line++), piece.Lines.Span[at]);
            }

            await Sql.Execute(command, cancel).ConfigureAwait(false);
            position += line;
            statement.Clear();
            room = Sql.MostLines;
        }
    }

    internal static async Task<ValueList<Recorded>> ReadAll(
        DbContext context, Selection selection, long after, int most, CancellationToken cancel)
    {
        var positions = new List<long>();
        return (await Lines.Read(context, selection, positions, cancel, ("@after", after), ("@most", most)).ConfigureAwait(false))
            .Select((line, i) => new Recorded(positions[i], line)).ToValueList();
    }

    /// <summary>
    /// Does something with a context whose connection is open. Where it fails on the way to the database, it is done again as the
    /// provider's strategy says.
    /// </summary>
    internal async Task<T> InContext<T>(
        Func<DbContext, Task<T>> use, CancellationToken cancel, Action<DbContext>? check = null, KeptReader? keeper = null)
    {
        var (isKept, (context, owner)) = (false, await _open(cancel).ConfigureAwait(false));
        try
        {
            check?.Invoke(context);
            if (_tables is { AreComplete: false }) await _tables.Complete(cancel).ConfigureAwait(false);
            var strategy = context.Database.CreateExecutionStrategy();
            return strategy.RetriesOnFailure && context.Database.CurrentTransaction is null
                ? await strategy.ExecuteAsync(() => Opened(context)).ConfigureAwait(false)
                : await Opened(context).ConfigureAwait(false);
        }
        catch (DbException fault) when (!fault.IsTransient)
        {
            if (await RecordSchema.HasTables(context).ConfigureAwait(false) is false) throw RecordSchema.Missing(fault);
            throw;
        }
        finally
        {
            if (owner is not null && !isKept) await owner.DisposeAsync().ConfigureAwait(false);
        }

        async Task<T> Opened(DbContext context)
        {
            await context.Database.OpenConnectionAsync(cancel).ConfigureAwait(false);
            try
            {
                var result = await use(context).ConfigureAwait(false);
                isKept = keeper?.Keep(new(context, owner)) is true;
                return result;
            }
            finally
            {
                if (!isKept) await context.Database.CloseConnectionAsync().ConfigureAwait(false);
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

    private protected static Func<CancellationToken, Task<Opened>> Opening<TContext>(Func<CancellationToken, Task<TContext>> open)
        where TContext : DbContext =>
        async cancel => await open(cancel).ConfigureAwait(false) is var context ? new(context, context) : default;
}

/// <summary>The record in contexts of its own, one for each call: safe to use from several threads at once.</summary>
/// <typeparam name="TContext">The context, whose model has <see cref="RecordModel.AddRecord"/>.</typeparam>
public sealed class DatabaseRecord<TContext> : DatabaseRecord, IDisposable
    where TContext : DbContext
{
    /// <summary>
    /// The record in contexts from a factory. Its tables are there already: <see cref="RecordSchema"/> says how to make them.
    /// </summary>
    /// <param name="contexts">Makes contexts, all of one database.</param>
    /// <exception cref="ArgumentNullException"><paramref name="contexts"/> is null.</exception>
    public DatabaseRecord(IDbContextFactory<TContext> contexts)
        : base(Opening(Guard.Against.Null(contexts).CreateDbContextAsync), createTables: false)
    {
    }

    internal DatabaseRecord(IServiceScopeFactory scopes, bool createTables)
        : base(cancel => Opened.From<TContext>(scopes, cancel), createTables, new())
    {
    }

    /// <summary>
    /// Closes the connection that it keeps for reading, where a host's services made it. They also call this at their end.
    /// </summary>
    public void Dispose() => Reader?.Dispose();
}
