using CommunitiesOfPractice.Storage;
using Microsoft.EntityFrameworkCore;
using NodaTime.Text;

namespace CommunitiesOfPractice.EntityFrameworkCore;

/// <summary>The one row that says how far people have been told. Its lock tells one process from another.</summary>
public sealed class NoticeHead
{
    /// <summary>Always 1.</summary>
    public int Id { get; set; }

    /// <summary>The position of the last line.</summary>
    public long Position { get; set; }

    /// <summary>The instant of what fell due, in ticks since 1970.</summary>
    public long Until { get; set; }
}

/// <summary>A notice to somebody.</summary>
public sealed class NoticeRow
{
    /// <summary>Who was told.</summary>
    public required string Person { get; set; }

    /// <summary>What tells it from their others (<see cref="CommunitiesOfPractice.Notice.Key"/>).</summary>
    public required string Notice { get; set; }

    /// <summary>When they were told, in ticks since 1970.</summary>
    public long Told { get; set; }

    /// <summary>The notice, as <see cref="NoticeJson"/> writes it.</summary>
    public required string Words { get; set; }
}

/// <summary>
/// The notices of people in the database of a record: beside the record, and no part of it. Instants are kept to 100
/// nanoseconds.
/// </summary>
/// <param name="record">The record in whose database they are. As safe for several threads as it is.</param>
/// <exception cref="ArgumentNullException"><paramref name="record"/> is null.</exception>
public sealed class DatabaseNoticeBook(DatabaseRecord record) : INoticeBook
{
    private readonly DatabaseRecord _record = Guard.Against.Null(record);

    /// <inheritdoc/>
    public async ValueTask<ToldUntil?> Told(CancellationToken cancel = default) =>
        await _record.InContext(
            context => context.Set<NoticeHead>().AsNoTracking().SingleOrDefaultAsync(cancel), cancel)
            .ConfigureAwait(false) is { } head
            ? new(head.Position, Instant.FromUnixTimeTicks(head.Until))
            : null;

    /// <inheritdoc/>
    public async ValueTask<bool> Tell(
        ToldUntil? expected, ValueList<Notice> notices, ToldUntil now, CancellationToken cancel = default)
    {
        Guard.Against.Null(notices);
        Guard.Against.Null(now);
        return await _record.InTransaction(
            async context =>
            {
                // The head comes first: whoever changed it holds its lock, and nobody else tells meanwhile.
                var isOurs = await MoveOn(context, expected, now, cancel).ConfigureAwait(false) == 1;
                foreach (var notice in isOurs ? notices : [])
                    await Sql.Execute(
                        Sql.Command(
                            context, Sql.Of(context).PutNotice, ("@person", notice.To.Value), ("@notice", notice.Key),
                            ("@told", (notice.Told ?? now.Until).ToUnixTimeTicks()), ("@words", NoticeJson.ToText(notice))),
                        cancel).ConfigureAwait(false);
                return (isOurs, isOurs);
            },
            cancel).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<ValueList<Notice>> Of(PersonId person, Instant after, CancellationToken cancel = default)
    {
        var (key, ticks) = (Guard.Against.Default(person).Value, Ticks(after));
        var words = await _record.InContext(
            context => All(context).Where(n => n.Person == key && n.Told > ticks).Select(n => n.Words).ToListAsync(cancel),
            cancel).ConfigureAwait(false);
        return InMemoryNoticeBook.NewestFirst(words.Select(NoticeJson.Read));
    }

    /// <inheritdoc/>
    public async ValueTask<ValueList<PersonId>> People(Instant after, CancellationToken cancel = default)
    {
        var ticks = Ticks(after);
        var people = await _record.InContext(
            context => All(context).Where(n => n.Told > ticks).Select(n => n.Person).Distinct().ToListAsync(cancel),
            cancel).ConfigureAwait(false);

        // Databases differ in how they order text.
        return people.Select(PersonId.Of).OrderBy(person => person).ToValueList();
    }

    /// <inheritdoc/>
    public async ValueTask Prune(Instant before, CancellationToken cancel = default)
    {
        var ticks = Ticks(before);
        await _record.InContext(context => All(context).Where(n => n.Told < ticks).ExecuteDeleteAsync(cancel), cancel)
            .ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask End(PersonId person, CancellationToken cancel = default)
    {
        var key = Guard.Against.Default(person).Value;
        await _record.InContext(context => All(context).Where(n => n.Person == key).ExecuteDeleteAsync(cancel), cancel)
            .ConfigureAwait(false);
    }

    private static Task<int> MoveOn(DbContext context, ToldUntil? expected, ToldUntil now, CancellationToken cancel)
    {
        var until = now.Until.ToUnixTimeTicks();
        if (expected is null)
            return Sql.Execute(
                Sql.Command(context, Sql.Of(context).BeginNotices, ("@position", now.Position), ("@until", until)), cancel);
        var (position, before) = (expected.Position, expected.Until.ToUnixTimeTicks());
        return context.Set<NoticeHead>().Where(h => h.Id == 1 && h.Position == position && h.Until == before)
            .ExecuteUpdateAsync(
                set => set.SetProperty(h => h.Position, now.Position).SetProperty(h => h.Until, until), cancel);
    }

    private static IQueryable<NoticeRow> All(DbContext context) => context.Set<NoticeRow>().AsNoTracking();

    private static long Ticks(Instant instant) =>
        Instant.Min(Instant.Max(instant, Years.First), Years.Last).ToUnixTimeTicks();
}
