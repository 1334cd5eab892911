using CommunitiesOfPractice.Storage;
using Microsoft.EntityFrameworkCore;

namespace CommunitiesOfPractice.EntityFrameworkCore;

/// <summary>A sealed ballot in the box.</summary>
public sealed class SealedBallotRow
{
    /// <summary>The community that decides.</summary>
    public required string Community { get; set; }

    /// <summary>Which decision of that community.</summary>
    public long Decision { get; set; }

    /// <summary>Whose ballot it is, so that they can put in another.</summary>
    public required string Person { get; set; }

    /// <summary>What the ballot says, as the host protected it.</summary>
    public required string Words { get; set; }
}

/// <summary>
/// The box of secret ballots in the database of a record: beside the record, and no part of it. Where the record is in a context
/// of the host's with an open transaction, what the box does is committed with that transaction.
/// </summary>
/// <param name="record">The record in whose database the box is. As safe for several threads as it is.</param>
/// <exception cref="ArgumentNullException"><paramref name="record"/> is null.</exception>
public sealed class DatabaseBallotBox(DatabaseRecord record) : IBallotBox
{
    private readonly DatabaseRecord _record = Guard.Against.Null(record);

    /// <inheritdoc/>
    public async ValueTask Put(
        CommunityId community, DecisionId decision, PersonId person, string words, CancellationToken cancel = default)
    {
        var (key, number) = Which(community, decision);
        Guard.Against.Default(person);
        Guard.Against.Null(words);
        await _record.InContext(
            async context =>
            {
                var command = Sql.Command(
                    context, Sql.Of(context).PutBallot, ("@community", key), ("@decision", number), ("@person", person.Value),
                        ("@words", words));
                await Sql.Execute(command, cancel).ConfigureAwait(false);
                return true;
            },
            cancel).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<ValueList<BoxedDecision>> Decisions(CancellationToken cancel = default)
    {
        var rows = await _record.InContext(
            context => Box(context).Select(b => new { b.Community, b.Decision }).Distinct().ToListAsync(cancel), cancel)
            .ConfigureAwait(false);

        // Databases differ in how they order text.
        return rows.Select(b => new BoxedDecision(CommunityId.Of(StreamId.Parse("community:" + b.Community)), new(b.Decision)))
            .OrderBy(b => b.Community).ThenBy(b => b.Decision).ToValueList();
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyDictionary<PersonId, string>> Of(
        CommunityId community, DecisionId decision, CancellationToken cancel = default)
    {
        var (key, number) = Which(community, decision);
        return await _record.InContext(
            context => Box(context).Where(b => b.Community == key && b.Decision == number)
                .ToDictionaryAsync(b => PersonId.Of(b.Person), b => b.Words, cancel),
            cancel).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask Empty(CommunityId community, DecisionId decision, CancellationToken cancel = default)
    {
        var (key, number) = Which(community, decision);
        await _record.InContext(
            context => Box(context).Where(b => b.Community == key && b.Decision == number).ExecuteDeleteAsync(cancel), cancel)
            .ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<int> CountOf(PersonId person, CancellationToken cancel = default)
    {
        var key = Guard.Against.Default(person).Value;
        return await _record.InContext(context => Box(context).CountAsync(b => b.Person == key, cancel), cancel)
            .ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask Forget(PersonId person, CancellationToken cancel = default)
    {
        var key = Guard.Against.Default(person).Value;
        await _record.InContext(context => Box(context).Where(b => b.Person == key).ExecuteDeleteAsync(cancel), cancel)
            .ConfigureAwait(false);
    }

    private static IQueryable<SealedBallotRow> Box(DbContext context) => context.Set<SealedBallotRow>().AsNoTracking();

    private static (string Community, long Decision) Which(CommunityId community, DecisionId decision) =>
        (Guard.Against.Default(community).Value, Guard.Against.Default(decision).Number);
}
