using System.Linq.Expressions;
using CommunitiesOfPractice.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using NodaTime.Text;

namespace CommunitiesOfPractice.EntityFrameworkCore;

/// <summary>How somebody is told.</summary>
public sealed class NoticePreferenceRow
{
    /// <summary>Who.</summary>
    public required string Person { get; set; }

    /// <summary>What they care to be told, as <see cref="NoticeJson"/> writes it; null where they have said nothing.</summary>
    public string? Words { get; set; }

    /// <summary>Until when they have seen their notices, in ticks since 1970; null for never.</summary>
    public long? Seen { get; set; }

    /// <summary>The last day whose digest was handed over, as ISO 8601 has it; null for none.</summary>
    public string? SentFor { get; set; }

    /// <summary>Until when that digest told, in ticks since 1970; null for none.</summary>
    public long? Sent { get; set; }
}

/// <summary>
/// What people care to be told, in the database of a record: beside the record, and no part of it. Instants are kept to 100
/// nanoseconds.
/// </summary>
/// <param name="record">The record in whose database it is. As safe for several threads as it is.</param>
/// <exception cref="ArgumentNullException"><paramref name="record"/> is null.</exception>
public sealed class DatabaseNoticePreferences(DatabaseRecord record) : INoticePreferences
{
    private readonly DatabaseRecord _record = Guard.Against.Null(record);

    /// <inheritdoc/>
    public async ValueTask<ToldSomebody> Find(PersonId person, CancellationToken cancel = default)
    {
        var key = Guard.Against.Default(person).Value;
        var row = await _record.InContext(
            context => All(context).SingleOrDefaultAsync(p => p.Person == key, cancel), cancel).ConfigureAwait(false);
        return row is null ? ToldSomebody.Nothing : new(
            row.Words is { } words ? NoticeJson.ReadPreferences(words) : NoticePreferences.Usual,
            At(row.Seen), row.SentFor is { } day ? LocalDatePattern.Iso.Parse(day).Value : null, At(row.Sent));
    }

    /// <inheritdoc/>
    public ValueTask Prefer(PersonId person, NoticePreferences preferences, CancellationToken cancel = default)
    {
        var words = NoticeJson.ToText(Guard.Against.Null(preferences));
        return Keep(person, row => true, set => set.SetProperty(p => p.Words, words), cancel);
    }

    /// <inheritdoc/>
    public ValueTask See(PersonId person, Instant until, CancellationToken cancel = default)
    {
        var ticks = until.ToUnixTimeTicks();
        return Keep(
            person, row => row.Seen == null || row.Seen < ticks, set => set.SetProperty(p => p.Seen, ticks), cancel);
    }

    /// <inheritdoc/>
    public ValueTask Sent(PersonId person, LocalDate day, Instant until, CancellationToken cancel = default)
    {
        var (text, ticks) = (LocalDatePattern.Iso.Format(day), until.ToUnixTimeTicks());
        return Keep(
            person, row => true, set => set.SetProperty(p => p.SentFor, text).SetProperty(p => p.Sent, ticks), cancel);
    }

    /// <inheritdoc/>
    public async ValueTask End(PersonId person, CancellationToken cancel = default)
    {
        var key = Guard.Against.Default(person).Value;
        await _record.InContext(context => All(context).Where(p => p.Person == key).ExecuteDeleteAsync(cancel), cancel)
            .ConfigureAwait(false);
    }

    private async ValueTask Keep(
        PersonId person, Expression<Func<NoticePreferenceRow, bool>> where,
        Action<UpdateSettersBuilder<NoticePreferenceRow>> set, CancellationToken cancel)
    {
        var key = Guard.Against.Default(person).Value;
        await _record.InTransaction(
            async context =>
            {
                await Sql.Execute(Sql.Command(context, Sql.Of(context).BeginPreference, ("@person", key)), cancel)
                    .ConfigureAwait(false);
                await All(context).Where(p => p.Person == key).Where(where).ExecuteUpdateAsync(set, cancel)
                    .ConfigureAwait(false);
                return (true, true);
            },
            cancel).ConfigureAwait(false);
    }

    private static IQueryable<NoticePreferenceRow> All(DbContext context) =>
        context.Set<NoticePreferenceRow>().AsNoTracking();

    private static Instant? At(long? ticks) => ticks is { } known ? Instant.FromUnixTimeTicks(known) : null;
}
