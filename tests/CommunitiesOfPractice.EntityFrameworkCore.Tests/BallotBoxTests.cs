using CommunitiesOfPractice.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace CommunitiesOfPractice.EntityFrameworkCore.Tests;

/// <summary>The box of secret ballots: what holds wherever it is kept; each place runs it as a class of its own.</summary>
public abstract class BallotBoxTests
{
    private static readonly CommunityId Maternity = CommunityId.Of("maternity");
    private static readonly CommunityId Wounds = CommunityId.Of("Wounds");
    private static readonly PersonId Amina = PersonId.Of("amina");
    private static readonly PersonId Ben = PersonId.Of("ben");

    protected abstract ValueTask<IBallotBox> Box();

    protected async Task ItKeepsWhatIsPutIn()
    {
        var box = await Box();
        Assert.Empty(await box.Decisions());
        Assert.Empty(await box.Of(Maternity, new(7)));
        Assert.Equal(0, await box.CountOf(Amina));

        await box.Put(Maternity, new(12), Amina, "12a");
        await box.Put(Maternity, new(7), Amina, "7a");
        await box.Put(Maternity, new(7), Ben, "7b");
        await box.Put(Wounds, new(7), Ben, new string('w', 9000));

        // Ids that differ by case are different people and different communities.
        await box.Put(CommunityId.Of("Maternity"), new(7), PersonId.Of("Ben"), "other");
        Assert.Equal(
            [
                new(CommunityId.Of("Maternity"), new(7)), new(Wounds, new(7)), new(Maternity, new(7)),
                new BoxedDecision(Maternity, new(12)),
            ],
            await box.Decisions());
        Assert.Equal([(Amina, "7a"), (Ben, "7b")], await Ballots(box, Maternity, 7));
        Assert.Equal([(Ben, new string('w', 9000))], await Ballots(box, Wounds, 7));
        Assert.Equal(2, await box.CountOf(Amina));
        Assert.Equal(2, await box.CountOf(Ben));

        await box.Put(Maternity, new(7), Amina, "7a again");
        Assert.Equal([(Amina, "7a again"), (Ben, "7b")], await Ballots(box, Maternity, 7));
        Assert.Equal(2, await box.CountOf(Amina));
    }

    protected async Task ItIsEmptiedOfOneDecision()
    {
        var box = await Filled();
        await box.Empty(Maternity, new(7));
        Assert.Empty(await box.Of(Maternity, new(7)));
        Assert.Equal([new(Wounds, new(7)), new BoxedDecision(Maternity, new(12))], await box.Decisions());
        Assert.Equal(1, await box.CountOf(Amina));
        await box.Empty(Maternity, new(7));
        await box.Put(Maternity, new(7), Ben, "later");
        Assert.Equal([(Ben, "later")], await Ballots(box, Maternity, 7));
    }

    protected async Task ItForgetsAPerson()
    {
        var box = await Filled();
        await box.Forget(Amina);
        Assert.Equal(0, await box.CountOf(Amina));
        Assert.Equal([(Ben, "7b")], await Ballots(box, Maternity, 7));
        Assert.Equal([new(Wounds, new(7)), new BoxedDecision(Maternity, new(7))], await box.Decisions());
        await box.Forget(Amina);
        Assert.Equal(2, await box.CountOf(Ben));
    }

    protected async Task OfManyThatOnePersonPutsAtOnceOneIsLeft()
    {
        var box = await Box();
        for (var round = 1; round <= 5; round++)
        {
            var decision = new DecisionId(round);
            await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(async () =>
            {
                await box.Put(Maternity, decision, Amina, $"{i}");
                await box.Put(Maternity, decision, PersonId.Of($"p-{i}"), $"of {i}");
            })));
            var ballots = await box.Of(Maternity, decision);
            Assert.Equal(17, ballots.Count);
            Assert.InRange(int.Parse(ballots[Amina], System.Globalization.CultureInfo.InvariantCulture), 0, 15);
            Assert.All(Enumerable.Range(0, 16), i => Assert.Equal($"of {i}", ballots[PersonId.Of($"p-{i}")]));
            Assert.Equal(round, await box.CountOf(Amina));
        }
    }

    protected async Task ItRefusesWhatIsNobodyAndNothing()
    {
        var box = await Box();
        foreach (var use in new Func<Task>[]
        {
            async () => await box.Put(default, new(7), Amina, "7a"), async () => await box.Put(Maternity, default, Amina, "7a"),
            async () => await box.Put(Maternity, new(7), default, "7a"),
            async () => await box.Put(Maternity, new(7), Amina, null!),
            async () => await box.Of(default, new(7)), async () => await box.Of(Maternity, default),
            async () => await box.Empty(default, new(7)), async () => await box.Empty(Maternity, default),
            async () => await box.CountOf(default), async () => await box.Forget(default),
        })
            await Assert.ThrowsAnyAsync<ArgumentException>(use);
        var given = new CancellationToken(canceled: true);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await box.Put(Maternity, new(7), Amina, "7a", given));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await box.Decisions(given));
        Assert.Empty(await box.Decisions());
    }

    private async Task<IBallotBox> Filled()
    {
        var box = await Box();
        await box.Put(Maternity, new(7), Amina, "7a");
        await box.Put(Maternity, new(7), Ben, "7b");
        await box.Put(Maternity, new(12), Amina, "12a");
        await box.Put(Wounds, new(7), Ben, "7w");
        return box;
    }

    private static async Task<IEnumerable<(PersonId, string)>> Ballots(IBallotBox box, CommunityId community, long decision) =>
        (await box.Of(community, new(decision))).OrderBy(b => b.Key).Select(b => (b.Key, b.Value)).ToArray();
}

public sealed class InMemoryBallotBoxTests : BallotBoxTests
{
    protected override ValueTask<IBallotBox> Box() => new(new InMemoryBallotBox());

    [Fact]
    public Task It_keeps_what_is_put_in() => ItKeepsWhatIsPutIn();

    [Fact]
    public Task It_is_emptied_of_one_decision() => ItIsEmptiedOfOneDecision();

    [Fact]
    public Task It_forgets_a_person() => ItForgetsAPerson();

    [Fact]
    public Task Of_many_that_one_person_puts_at_once_one_is_left() => OfManyThatOnePersonPutsAtOnceOneIsLeft();

    [Fact]
    public Task It_refuses_what_is_nobody_and_nothing() => ItRefusesWhatIsNobodyAndNothing();

    [Fact]
    public async Task What_was_read_stays_as_it_was_read()
    {
        var box = await Box();
        await box.Put(CommunityId.Of("maternity"), new(7), PersonId.Of("amina"), "7a");
        var read = await box.Of(CommunityId.Of("maternity"), new(7));
        await box.Forget(PersonId.Of("amina"));
        Assert.Single(read);
    }
}

/// <summary>The box in a database, with the record.</summary>
public abstract class DatabaseBallotBoxTests(Databases databases) : BallotBoxTests
{
    protected override async ValueTask<IBallotBox> Box() =>
        new DatabaseBallotBox(new DatabaseRecord<RecordContext>(await databases.Contexts()));

    protected async Task WhatTheHostDoesNotCommitIsNotPutIn()
    {
        var (maternity, contexts) = (CommunityId.Of("maternity"), await databases.Contexts());
        var apart = new DatabaseBallotBox(new DatabaseRecord<RecordContext>(contexts));
        await apart.Put(maternity, new(7), PersonId.Of("ben"), "before");
        await using var context = await contexts.CreateDbContextAsync();
        await context.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            await using var transaction = await context.Database.BeginTransactionAsync();
            var inside = new DatabaseBallotBox(new DatabaseRecord(context));
            await inside.Put(maternity, new(7), PersonId.Of("ben"), "inside");
            await inside.Put(maternity, new(7), PersonId.Of("amina"), "inside");
            Assert.Equal(2, (await inside.Of(maternity, new(7))).Count);
            await inside.Empty(maternity, new(7));
            await transaction.RollbackAsync();
        });
        Assert.Equal("before", Assert.Single(await apart.Of(maternity, new(7))).Value);
    }

    protected async Task WhatWasDeletedIsInNoTable()
    {
        var contexts = await databases.Contexts();
        var box = new DatabaseBallotBox(new DatabaseRecord<RecordContext>(contexts));
        await box.Put(CommunityId.Of("maternity"), new(7), PersonId.Of("amina-1"), "perplexing");
        Assert.Contains("amina-1", await databases.RawText(contexts), StringComparison.Ordinal);
        await box.Forget(PersonId.Of("amina-1"));
        await using (var context = await contexts.CreateDbContextAsync()) await RecordSchema.Scrub(context);
        Assert.DoesNotContain("amina-1", await databases.RawText(contexts), StringComparison.Ordinal);
        await databases.AssertGone(contexts, "amina-1", "perplexing");
    }
}

public sealed class SqliteBallotBoxTests(Sqlite databases) : DatabaseBallotBoxTests(databases), IClassFixture<Sqlite>
{
    [Fact]
    public Task It_keeps_what_is_put_in() => ItKeepsWhatIsPutIn();

    [Fact]
    public Task It_is_emptied_of_one_decision() => ItIsEmptiedOfOneDecision();

    [Fact]
    public Task It_forgets_a_person() => ItForgetsAPerson();

    [Fact]
    public Task Of_many_that_one_person_puts_at_once_one_is_left() => OfManyThatOnePersonPutsAtOnceOneIsLeft();

    [Fact]
    public Task It_refuses_what_is_nobody_and_nothing() => ItRefusesWhatIsNobodyAndNothing();

    [Fact]
    public Task What_the_host_does_not_commit_is_not_put_in() => WhatTheHostDoesNotCommitIsNotPutIn();

    [Fact]
    public Task What_was_deleted_is_in_no_table() => WhatWasDeletedIsInNoTable();
}

public sealed class PostgresBallotBoxTests(Postgres databases) : DatabaseBallotBoxTests(databases), IClassFixture<Postgres>
{
    [PostgresFact]
    public Task It_keeps_what_is_put_in() => ItKeepsWhatIsPutIn();

    [PostgresFact]
    public Task It_is_emptied_of_one_decision() => ItIsEmptiedOfOneDecision();

    [PostgresFact]
    public Task It_forgets_a_person() => ItForgetsAPerson();

    [PostgresFact]
    public Task Of_many_that_one_person_puts_at_once_one_is_left() => OfManyThatOnePersonPutsAtOnceOneIsLeft();

    [PostgresFact]
    public Task It_refuses_what_is_nobody_and_nothing() => ItRefusesWhatIsNobodyAndNothing();

    [PostgresFact]
    public Task What_the_host_does_not_commit_is_not_put_in() => WhatTheHostDoesNotCommitIsNotPutIn();

    [PostgresFact]
    public Task What_was_deleted_is_in_no_table() => WhatWasDeletedIsInNoTable();
}
