using CommunitiesOfPractice.AspNetCore;
using CommunitiesOfPractice.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CommunitiesOfPractice.EntityFrameworkCore.Tests;

/// <summary>Acts are timed by the database's clock where it has one.</summary>
public abstract class ClockTests(Databases databases)
{
    protected static readonly CommunityId Maternity = CommunityId.Of("maternity");

    protected async Task<DatabaseRecord> Record() => new DatabaseRecord<RecordContext>(await databases.Contexts());

    /// <summary>A host of its own, on a machine whose clock on the wall is wrong by so much.</summary>
    protected static CommunityHost Host(IRecord record, Duration wrong = default) =>
        new(record, new WrongClock(wrong), Options.Create(new CommunitiesOfPracticeOptions()),
            new ServiceCollection().BuildServiceProvider());

    protected static ProposeCommunity Founding(Instant until) =>
        new(Scenario.Person(1), "Maternity", Domain.Of("Blood loss after birth"), Charters.Informal(),
            [Scenario.Person(1), Scenario.Person(2)], 2, until);

    private sealed class WrongClock(Duration by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + by.ToTimeSpan();
    }
}

public sealed class SqliteClockTests(Sqlite databases) : ClockTests(databases), IClassFixture<Sqlite>
{
    [Fact]
    public async Task It_has_no_clock_and_acts_are_timed_by_the_hosts()
    {
        var record = await Record();
        Assert.Null(await record.Now());
        using var host = Host(record, Duration.FromHours(-1));
        var before = SystemClock.Instance.GetCurrentInstant();
        Assert.True((await host.Do(StreamId.Of(Maternity), Founding(before + Duration.FromDays(28)))).Allowed);
        Assert.True(host.Clock.IsTrusted);
        Assert.InRange(
            (await record.ReadWhole(StreamId.Of(Maternity)))[0].At, before - Duration.FromMinutes(61),
                before - Duration.FromMinutes(59));
    }
}

public sealed class PostgresClockTests(Postgres databases) : ClockTests(databases), IClassFixture<Postgres>
{
    [PostgresFact]
    public async Task It_tells_the_servers_time()
    {
        var record = await Record();
        var (before, told, after) =
            (SystemClock.Instance.GetCurrentInstant(), (await record.Now())!.Value, SystemClock.Instance.GetCurrentInstant());
        Assert.InRange(told, before - Duration.FromMilliseconds(1), after + Duration.FromMilliseconds(1));
        Assert.True(await record.Now() > told);
    }

    [PostgresFact]
    public async Task Servers_whose_clocks_differ_time_their_acts_by_the_database()
    {
        var record = await Record();
        using var slow = Host(record, Duration.FromMinutes(-4));
        using var fast = Host(record, Duration.FromMinutes(4));
        var before = SystemClock.Instance.GetCurrentInstant();
        Assert.True((await slow.Do(StreamId.Of(Maternity), Founding(before + Duration.FromDays(28)))).Allowed);
        Assert.True((await fast.Do(StreamId.Of(Maternity), new ConsentToFound(Scenario.Person(2)))).Allowed);
        Assert.True((await slow.Do(StreamId.Of(Maternity), new Leave(Scenario.Person(2)))).Allowed);
        var after = SystemClock.Instance.GetCurrentInstant();
        Assert.All(
            await record.ReadWhole(StreamId.Of(Maternity)), line =>
                Assert.InRange(line.At, before - Duration.FromSeconds(1), after + Duration.FromSeconds(1)));
        Assert.True(slow.Clock.IsTrusted && fast.Clock.IsTrusted);
        Assert.InRange(fast.Now - slow.Now, Duration.FromSeconds(-1), Duration.FromSeconds(1));
    }

    [PostgresFact]
    public async Task A_host_that_is_further_from_the_database_is_not_trusted_and_its_clock_holds_no_stream()
    {
        var record = await Record();
        using var host = Host(record, Duration.FromDays(36500));
        var now = SystemClock.Instance.GetCurrentInstant();
        Assert.True((await host.Do(StreamId.Of(Maternity), Founding(now + Duration.FromDays(28)))).Allowed);
        Assert.False(host.Clock.IsTrusted);
        Assert.StartsWith("The record's clock and the host's are 36", host.Clock.Fault, StringComparison.Ordinal);
        Assert.InRange(
            (await record.ReadWhole(StreamId.Of(Maternity)))[0].At, now - Duration.FromSeconds(1), now + Duration.FromMinutes(1));
    }
}
