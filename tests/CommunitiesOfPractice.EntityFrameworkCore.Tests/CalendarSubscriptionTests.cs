using Microsoft.EntityFrameworkCore;

namespace CommunitiesOfPractice.EntityFrameworkCore.Tests;

/// <summary>
/// The calendar subscriptions of people: what holds wherever they are kept; each place runs it as a class of its own.
/// </summary>
public abstract class CalendarSubscriptionTests
{
    private static readonly PersonId Amina = PersonId.Of("amina");
    private static readonly PersonId Ben = PersonId.Of("ben");
    private static readonly Instant Made = Instant.FromUtc(2016, 3, 1, 9, 0) + Duration.FromNanoseconds(7);
    private static readonly Instant Fetched = Instant.FromUtc(2016, 3, 2, 9, 0);

    protected abstract ValueTask<ICalendarSubscriptions> Subscriptions();

    protected async Task OneIsBegunFetchedAndEnded()
    {
        var all = await Subscriptions();
        Assert.Null(await all.Find(Amina));
        Assert.Null(await all.Fetch(Digest(1), Fetched));
        await all.Begin(Amina, Digest(1), Made);
        await all.Begin(Ben, Digest(2), Made);

        // Keys that differ by case are different people.
        await all.Begin(PersonId.Of("Ben"), Digest(3), Fetched);
        Assert.Equal(new CalendarSubscription(Made, null), await all.Find(Amina));
        Assert.Equal(Amina, await all.Fetch(Digest(1), Fetched));
        Assert.Equal(new CalendarSubscription(Made, Fetched), await all.Find(Amina));
        Assert.Equal(PersonId.Of("Ben"), await all.Fetch(Digest(3), Fetched));
        Assert.Equal(new CalendarSubscription(Made, null), await all.Find(Ben));
        Assert.Null(await all.Fetch(Digest(4), Fetched));

        await all.End(Amina);
        Assert.Null(await all.Find(Amina));
        Assert.Null(await all.Fetch(Digest(1), Fetched));
        Assert.Equal(Ben, await all.Fetch(Digest(2), Fetched));
        await all.End(Amina);
        await all.Begin(Amina, Digest(5), Fetched);
        Assert.Equal(Amina, await all.Fetch(Digest(5), Fetched));
    }

    protected async Task WhatWasRenewedIsDead()
    {
        var all = await Subscriptions();
        await all.Begin(Amina, Digest(1), Made);
        await all.Fetch(Digest(1), Fetched);
        await all.Begin(Amina, Digest(2), Fetched);
        Assert.Null(await all.Fetch(Digest(1), Fetched));
        Assert.Equal(new CalendarSubscription(Fetched, null), await all.Find(Amina));
        Assert.Equal(Amina, await all.Fetch(Digest(2), Fetched));
    }

    protected async Task OfManyThatOnePersonBeginsAtOnceOneIsLeft()
    {
        var all = await Subscriptions();
        for (var round = 0; round < 5; round++)
        {
            var first = round * 100;
            await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(async () =>
            {
                await all.Begin(Amina, Digest(first + i), Made);
                await all.Begin(PersonId.Of($"p-{i}"), Digest(first + 50 + i), Made);
            })));
            var alive = new List<PersonId?>();
            for (var i = 0; i < 16; i++)
            {
                alive.Add(await all.Fetch(Digest(first + i), Fetched));
                Assert.Equal(PersonId.Of($"p-{i}"), await all.Fetch(Digest(first + 50 + i), Fetched));
            }

            Assert.Equal(Amina, Assert.Single(alive, person => person is not null));
        }
    }

    protected async Task NobodyAndWhatIsNoDigestIsRefused()
    {
        var all = await Subscriptions();
        foreach (var use in new Func<Task>[]
        {
            async () => await all.Find(default), async () => await all.End(default),
            async () => await all.Begin(default, Digest(1), Made), async () => await all.Begin(Amina, null!, Made),
            async () => await all.Begin(Amina, "secret", Made), async () => await all.Begin(Amina, new string('A', 64), Made),
            async () => await all.Fetch("secret", Made), async () => await all.Fetch(null!, Made),
        })
            await Assert.ThrowsAnyAsync<ArgumentException>(use);
        var given = new CancellationToken(canceled: true);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await all.Begin(Amina, Digest(1), Made, given));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await all.Fetch(Digest(1), Made, given));
        Assert.Null(await all.Find(Amina));
    }

    protected static string Digest(int number) => number.ToString("x64", System.Globalization.CultureInfo.InvariantCulture);
}

public sealed class InMemoryCalendarSubscriptionTests : CalendarSubscriptionTests
{
    protected override ValueTask<ICalendarSubscriptions> Subscriptions() => new(new InMemoryCalendarSubscriptions());

    [Fact]
    public Task One_is_begun_fetched_and_ended() => OneIsBegunFetchedAndEnded();

    [Fact]
    public Task What_was_renewed_is_dead() => WhatWasRenewedIsDead();

    [Fact]
    public Task Of_many_that_one_person_begins_at_once_one_is_left() => OfManyThatOnePersonBeginsAtOnceOneIsLeft();

    [Fact]
    public Task Nobody_and_what_is_no_digest_is_refused() => NobodyAndWhatIsNoDigestIsRefused();
}

/// <summary>The subscriptions in a database, with the record.</summary>
public abstract class DatabaseCalendarSubscriptionTests(Databases databases) : CalendarSubscriptionTests
{
    protected override async ValueTask<ICalendarSubscriptions> Subscriptions() =>
        new DatabaseCalendarSubscriptions(new DatabaseRecord<RecordContext>(await databases.Contexts()));

    protected async Task WhatTheHostDoesNotCommitIsNotBegun()
    {
        var (contexts, amina, at) = (await databases.Contexts(), PersonId.Of("amina"), Instant.FromUtc(2016, 3, 1, 9, 0));
        var apart = new DatabaseCalendarSubscriptions(new DatabaseRecord<RecordContext>(contexts));
        await apart.Begin(amina, Digest(1), at);
        await using var context = await contexts.CreateDbContextAsync();
        await context.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            await using var transaction = await context.Database.BeginTransactionAsync();
            var inside = new DatabaseCalendarSubscriptions(new DatabaseRecord(context));
            await inside.Begin(amina, Digest(2), at);
            Assert.Equal(amina, await inside.Fetch(Digest(2), at));
            await transaction.RollbackAsync();
        });
        Assert.Null(await apart.Fetch(Digest(2), at));
        Assert.Equal(amina, await apart.Fetch(Digest(1), at));
    }

    protected async Task WhatEndedIsInNoTable()
    {
        var (contexts, amina) = (await databases.Contexts(), PersonId.Of("amina-1"));
        var all = new DatabaseCalendarSubscriptions(new DatabaseRecord<RecordContext>(contexts));
        await all.Begin(amina, Digest(0x5ca1e), Instant.FromUtc(2016, 3, 1, 9, 0));
        Assert.Contains("amina-1", await databases.RawText(contexts), StringComparison.Ordinal);
        await all.End(amina);
        await using (var context = await contexts.CreateDbContextAsync()) await RecordSchema.Scrub(context);
        Assert.DoesNotContain("amina-1", await databases.RawText(contexts), StringComparison.Ordinal);
        await databases.AssertGone(contexts, "amina-1", Digest(0x5ca1e));
    }
}

public sealed class SqliteCalendarSubscriptionTests(Sqlite databases)
    : DatabaseCalendarSubscriptionTests(databases), IClassFixture<Sqlite>
{
    private readonly Sqlite _databases = databases;

    [Fact]
    public Task One_is_begun_fetched_and_ended() => OneIsBegunFetchedAndEnded();

    [Fact]
    public Task What_was_renewed_is_dead() => WhatWasRenewedIsDead();

    [Fact]
    public Task Of_many_that_one_person_begins_at_once_one_is_left() => OfManyThatOnePersonBeginsAtOnceOneIsLeft();

    [Fact]
    public Task Nobody_and_what_is_no_digest_is_refused() => NobodyAndWhatIsNoDigestIsRefused();

    [Fact]
    public Task What_the_host_does_not_commit_is_not_begun() => WhatTheHostDoesNotCommitIsNotBegun();

    [Fact]
    public Task What_ended_is_in_no_table() => WhatEndedIsInNoTable();

    [Fact]
    public async Task A_digest_is_looked_up_by_an_index()
    {
        await using var context = await (await _databases.Contexts()).CreateDbContextAsync();
        await context.Database.OpenConnectionAsync();
        await using var command = Sql.Command(
            context, "EXPLAIN QUERY PLAN " + Sql.Of(context).FetchSubscription, ("@digest", Digest(1)), ("@at", ""));
        await using var plan = await command.ExecuteReaderAsync();
        Assert.True(await plan.ReadAsync());
        Assert.Contains("INDEX IX_cop_calendar_subscription_digest", plan.GetString(3), StringComparison.Ordinal);
    }
}

public sealed class PostgresCalendarSubscriptionTests(Postgres databases)
    : DatabaseCalendarSubscriptionTests(databases), IClassFixture<Postgres>
{
    [PostgresFact]
    public Task One_is_begun_fetched_and_ended() => OneIsBegunFetchedAndEnded();

    [PostgresFact]
    public Task What_was_renewed_is_dead() => WhatWasRenewedIsDead();

    [PostgresFact]
    public Task Of_many_that_one_person_begins_at_once_one_is_left() => OfManyThatOnePersonBeginsAtOnceOneIsLeft();

    [PostgresFact]
    public Task Nobody_and_what_is_no_digest_is_refused() => NobodyAndWhatIsNoDigestIsRefused();

    [PostgresFact]
    public Task What_the_host_does_not_commit_is_not_begun() => WhatTheHostDoesNotCommitIsNotBegun();

    [PostgresFact]
    public Task What_ended_is_in_no_table() => WhatEndedIsInNoTable();
}
