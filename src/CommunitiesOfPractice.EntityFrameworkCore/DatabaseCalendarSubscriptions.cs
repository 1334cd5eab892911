using CommunitiesOfPractice.Storage;
using Microsoft.EntityFrameworkCore;
using NodaTime.Text;

namespace CommunitiesOfPractice.EntityFrameworkCore;

/// <summary>Somebody's calendar subscription.</summary>
public sealed class CalendarSubscriptionRow
{
    /// <summary>Whose it is.</summary>
    public required string Person { get; set; }

    /// <summary>The SHA-256 digest of the secret in its address. The secret itself is kept nowhere.</summary>
    public required string Digest { get; set; }

    /// <summary>When the address was made, as ISO 8601 has it.</summary>
    public required string Since { get; set; }

    /// <summary>When a calendar program last fetched it, as ISO 8601 has it; null for never.</summary>
    public string? LastFetched { get; set; }
}

/// <summary>
/// The calendar subscriptions of people in the database of a record: beside the record, and no part of it. Where the record is in
/// a context of the host's with an open transaction, what is done here is committed with that transaction.
/// </summary>
/// <param name="record">The record in whose database they are. As safe for several threads as it is.</param>
/// <exception cref="ArgumentNullException"><paramref name="record"/> is null.</exception>
public sealed class DatabaseCalendarSubscriptions(DatabaseRecord record) : ICalendarSubscriptions
{
    private readonly DatabaseRecord _record = Guard.Against.Null(record);

    /// <inheritdoc/>
    public async ValueTask<CalendarSubscription?> Find(PersonId person, CancellationToken cancel = default)
    {
        var key = Guard.Against.Default(person).Value;
        var row = await _record.InContext(
            context => All(context).Where(s => s.Person == key).Select(s => new { s.Since, s.LastFetched })
                .SingleOrDefaultAsync(cancel),
            cancel).ConfigureAwait(false);
        return row is null ? null : new(At(row.Since), row.LastFetched is { } fetched ? At(fetched) : null);
    }

    /// <inheritdoc/>
    public async ValueTask Begin(PersonId person, string digest, Instant at, CancellationToken cancel = default)
    {
        var key = Guard.Against.Default(person).Value;
        Digests.Check(digest);
        await _record.InContext(
            async context =>
            {
                var command = Sql.Command(
                    context, Sql.Of(context).PutSubscription, ("@person", key), ("@digest", digest), ("@since", Text(at)));
                await Sql.Execute(command, cancel).ConfigureAwait(false);
                return true;
            },
            cancel).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask End(PersonId person, CancellationToken cancel = default)
    {
        var key = Guard.Against.Default(person).Value;
        await _record.InContext(context => All(context).Where(s => s.Person == key).ExecuteDeleteAsync(cancel), cancel)
            .ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<PersonId?> Fetch(string digest, Instant at, CancellationToken cancel = default)
    {
        Digests.Check(digest);
        return await _record.InContext(
            async context =>
            {
                var command = Sql.Command(context, Sql.Of(context).FetchSubscription, ("@digest", digest), ("@at", Text(at)));
                await using (command.ConfigureAwait(false))
                    return await command.ExecuteScalarAsync(cancel).ConfigureAwait(false) is string person
                        ? PersonId.Of(person)
                        : (PersonId?)null;
            },
            cancel).ConfigureAwait(false);
    }

    private static IQueryable<CalendarSubscriptionRow> All(DbContext context) =>
        context.Set<CalendarSubscriptionRow>().AsNoTracking();

    // Exact to the nanosecond, which no type is that all three databases have.
    private static string Text(Instant at) => InstantPattern.ExtendedIso.Format(at);

    private static Instant At(string text) => InstantPattern.ExtendedIso.Parse(text).Value;
}
