using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace CommunitiesOfPractice.EntityFrameworkCore;

/// <summary>
/// The record in a relational database. Each call has a context and a transaction of its own, from a factory; or all take part in the context and transaction that the
/// host gives, and are committed with it. Appends take turns at one row's lock, held until the commit: so the order of positions is the order of commits,
/// without a gap, on every database, and whoever reads on from a position misses nothing.
/// </summary>
public class DatabaseRecord : IRecord
{
    private readonly Func<CancellationToken, Task<DbContext>> _open;
    private readonly bool _owned;

    /// <summary>The record in a context of the host's. Where the host has begun a transaction, what is appended is committed with it, and no sooner.</summary>
    /// <param name="context">The host's context, whose model has <see cref="RecordModel.AddRecord"/>. Not safe for several threads at once, as contexts are.</param>
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
    public async ValueTask<Append> Append(StreamId stream, long expected, ValueList<Entry> entries, CancellationToken cancel = default)
    {
        Records.CheckFollows(stream, expected, entries);
        var lines = entries.Select(RecordJson.ToText).ToArray();
        return await InTransaction(
            async context =>
            {
                // The lock comes first: whoever holds it sees every line that was committed before.
                var last = await Advance(context, lines.Length, cancel).ConfigureAwait(false);
                var version = await VersionOf(context, stream, cancel).ConfigureAwait(false);
                if (version != expected) return (new Append(false, version), false);
                var rows = lines.Select((line, i) => new RecordRow
                {
                    Position = last - lines.Length + i + 1, Stream = stream.ToString(), Version = expected + i + 1, Line = line,
                }).ToArray();
                context.AddRange(rows);
                await context.SaveChangesAsync(cancel).ConfigureAwait(false);
                foreach (var row in rows) context.Entry(row).State = EntityState.Detached;
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
        var key = stream.ToString();
        return await InContext(
            async context => (await context.Set<RecordRow>().AsNoTracking()
                .Where(r => r.Stream == key && r.Version > after).OrderBy(r => r.Version).Take(most)
                .Select(r => r.Line).ToListAsync(cancel).ConfigureAwait(false)).Select(RecordJson.Read).ToValueList(),
            cancel).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<ValueList<Recorded>> ReadAll(long after, int most, CancellationToken cancel = default)
    {
        Guard.Against.Negative(after);
        Guard.Against.NegativeOrZero(most);
        return await InContext(
            async context => (await context.Set<RecordRow>().AsNoTracking()
                .Where(r => r.Position > after).OrderBy(r => r.Position).Take(most)
                .Select(r => new { r.Position, r.Line }).ToListAsync(cancel).ConfigureAwait(false))
                .Select(r => new Recorded(r.Position, RecordJson.Read(r.Line))).ToValueList(),
            cancel).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask Rewrite(StreamId stream, Func<ValueList<Entry>, ValueList<Entry>> rewrite, CancellationToken cancel = default)
    {
        Guard.Against.Default(stream);
        Guard.Against.Null(rewrite);
        var key = stream.ToString();
        await InTransaction(
            async context =>
            {
                await Advance(context, 0, cancel).ConfigureAwait(false);
                var rows = await context.Set<RecordRow>().Where(r => r.Stream == key).OrderBy(r => r.Version).ToListAsync(cancel).ConfigureAwait(false);
                var before = rows.Select(r => RecordJson.Read(r.Line)).ToValueList();
                var after = rewrite(before);
                Records.CheckRewrites(before, after);
                foreach (var (row, line) in rows.Zip(after)) row.Line = RecordJson.ToText(line);
                await context.SaveChangesAsync(cancel).ConfigureAwait(false);

                // A snapshot from before still holds what is forgotten.
                await context.Set<SnapshotRow>().Where(s => s.Stream == key).ExecuteDeleteAsync(cancel).ConfigureAwait(false);
                foreach (var row in rows) context.Entry(row).State = EntityState.Detached;
                return (true, true);
            },
            cancel).ConfigureAwait(false);
    }

    /// <summary>A community as the record tells of it, from its latest snapshot where there is one.</summary>
    /// <exception cref="RecordException">The record is not what it should be.</exception>
    public async ValueTask<Community> LoadFromSnapshot(CommunityId id, CancellationToken cancel = default)
    {
        var key = StreamId.Of(id).ToString();
        var snapshot = await InContext(
            context => context.Set<SnapshotRow>().AsNoTracking().FirstOrDefaultAsync(s => s.Stream == key, cancel), cancel).ConfigureAwait(false);
        var community = snapshot is null ? Community.Unknown(id) : Restored(id, snapshot);
        while (await Read(StreamId.Of(id), community.Version, PageSize, cancel).ConfigureAwait(false) is { Count: > 0 } lines) community = community.After(lines);
        return community;
    }

    /// <summary>Keeps a community's state, in place of an earlier snapshot of it.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="community"/> is null.</exception>
    public async ValueTask SaveSnapshot(Community community, CancellationToken cancel = default)
    {
        Guard.Against.Null(community);
        var (key, state) = (StreamId.Of(community.Id).ToString(), Snapshot.ToUtf8(community));
        await InTransaction(
            async context =>
            {
                // Under the same lock as an append, so that a forgetting cannot be overtaken by a snapshot from before it.
                await Advance(context, 0, cancel).ConfigureAwait(false);
                if (community.Version > await VersionOf(context, StreamId.Of(community.Id), cancel).ConfigureAwait(false)) return (false, false);
                await context.Set<SnapshotRow>().Where(s => s.Stream == key).ExecuteDeleteAsync(cancel).ConfigureAwait(false);
                var row = new SnapshotRow { Stream = key, Version = community.Version, State = state };
                context.Add(row);
                await context.SaveChangesAsync(cancel).ConfigureAwait(false);
                context.Entry(row).State = EntityState.Detached;
                return (true, true);
            },
            cancel).ConfigureAwait(false);
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

    private static async Task<long> Advance(DbContext context, int by, CancellationToken cancel)
    {
        var heads = context.Set<RecordHead>().AsNoTracking().Where(h => h.Id == 1);
        if (await heads.ExecuteUpdateAsync(s => s.SetProperty(h => h.Position, h => h.Position + by), cancel).ConfigureAwait(false) != 1)
            throw new RecordException("The row that hands out positions is missing: create the tables of the record first.");
        return await heads.Select(h => h.Position).SingleAsync(cancel).ConfigureAwait(false);
    }

    private static async Task<long> VersionOf(DbContext context, StreamId stream, CancellationToken cancel)
    {
        var key = stream.ToString();
        return await context.Set<RecordRow>().Where(r => r.Stream == key).Select(r => (long?)r.Version).MaxAsync(cancel).ConfigureAwait(false) ?? 0;
    }

    private async Task<T> InContext<T>(Func<DbContext, Task<T>> use, CancellationToken cancel)
    {
        var context = await _open(cancel).ConfigureAwait(false);
        try
        {
            return await use(context).ConfigureAwait(false);
        }
        finally
        {
            if (_owned) await context.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Does something all or nothing: in the host's transaction, undone to a savepoint where it does not come to anything, or in one of its own.</summary>
    private async Task<T> InTransaction<T>(Func<DbContext, Task<(T Result, bool Keep)>> use, CancellationToken cancel) => await InContext(
        async context =>
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

            // A provider's retries repeat the whole transaction, never a part of it.
            return await context.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
            {
                IDbContextTransaction own = await context.Database.BeginTransactionAsync(cancel).ConfigureAwait(false);
                await using (own.ConfigureAwait(false))
                {
                    var (result, keep) = await use(context).ConfigureAwait(false);
                    if (keep) await own.CommitAsync(cancel).ConfigureAwait(false);
                    return result;
                }
            }).ConfigureAwait(false);
        },
        cancel).ConfigureAwait(false);

    private const string Savepoint = "cop_record";
}

/// <summary>The record in contexts from a factory, one for each call: safe to use from several threads at once.</summary>
/// <typeparam name="TContext">The context, whose model has <see cref="RecordModel.AddRecord"/>.</typeparam>
/// <param name="contexts">Makes them.</param>
public sealed class DatabaseRecord<TContext>(IDbContextFactory<TContext> contexts)
    : DatabaseRecord(async cancel => await Guard.Against.Null(contexts).CreateDbContextAsync(cancel).ConfigureAwait(false))
    where TContext : DbContext;
