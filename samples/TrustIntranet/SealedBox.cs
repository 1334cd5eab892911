using CommunitiesOfPractice.AspNetCore;
using CommunitiesOfPractice.Counting;
using CommunitiesOfPractice.EntityFrameworkCore;
using CommunitiesOfPractice.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace TrustIntranet;

/// <summary>The intranet's own database: the record, and the box of secret ballots, which is no part of the record.</summary>
/// <param name="options">Which database.</param>
public sealed class IntranetContext(DbContextOptions<IntranetContext> options) : DbContext(options)
{
    /// <summary>The box.</summary>
    public DbSet<SealedBallot> Box => Set<SealedBallot>();

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.AddRecord();
        modelBuilder.Entity<SealedBallot>(ballot =>
        {
            ballot.ToTable("intranet_sealed_ballot");
            ballot.HasKey(b => new { b.Community, b.Decision, b.Person });
            ballot.Property(b => b.Community).HasColumnName("community");
            ballot.Property(b => b.Decision).HasColumnName("decision");
            ballot.Property(b => b.Person).HasColumnName("person");
            ballot.Property(b => b.Words).HasColumnName("words");
        });
    }
}

/// <summary>
/// A ballot in the box: whose it is, so that they can put another in its place, and what it says, which only the running intranet
/// can read.
/// </summary>
public sealed class SealedBallot
{
    public required string Community { get; set; }

    public required long Decision { get; set; }

    public required string Person { get; set; }

    /// <summary>
    /// What it says, protected with the keys of this intranet: whoever reads the database, or a copy of it, reads no choice.
    /// </summary>
    public required string Words { get; set; }
}

/// <summary>
/// The sealed box of secret ballots. The record says who took part; what they chose is here until voting is over, when all of it
/// goes into the record at once, without who cast it, and is deleted here. Whoever runs the intranet is trusted with it: they
/// hold the database and the keys. Lose either, and the decision closes uncounted after a week. Before somebody is forgotten
/// (<see cref="CommunityHost.Forget"/>), let the boxes that they have a ballot in be opened. Two keys that turn out to be one
/// person have one ballot in it.
/// </summary>
public sealed class SealedBox(IDbContextFactory<IntranetContext> contexts, IDataProtectionProvider protection, CommunityHost host)
{
    private const string Source = "sealed-box";

    private readonly IDataProtector _seal = protection.CreateProtector("secret ballots");

    /// <summary>
    /// Whether somebody may put a ballot in now, in place of an earlier one where there is one; null while it is being recorded
    /// what something there came to.
    /// </summary>
    public Answer? MayCast(CommunityId community, DecisionId decision, PersonId by) =>
        host.Ask(StreamId.Of(community), new TakePart(by, decision)) is var answer && answer?.Clause == Clauses.TookPartAlready
        ? new Answer(true, Clauses.SecretBallot, Witness.Of(decision)) : answer;

    /// <summary>
    /// Puts somebody's ballot in, in place of an earlier one, and has the record say that they took part; null while it is being
    /// recorded what something there came to. The ballot is one that the rule counts.
    /// </summary>
    public async Task<Answer?> Cast(
        CommunityId community, DecisionId decision, PersonId by, Ballot ballot, CancellationToken cancel)
    {
        var may = MayCast(community, decision, by);
        if (may is not { Allowed: true }) return may;

        // The box first: a ballot of somebody who then does not take part is never counted, while one that is missing would spoil
        // the count for all.
        await Put(community, decision, by, ballot, cancel);
        var acted = await host.Do(StreamId.Of(community), new TakePart(by, decision), cancel: cancel);
        return acted.IsBeingRecorded
            ? null : acted.Answer is { Allowed: false } refused && refused.Clause != Clauses.TookPartAlready ? refused : may;
    }

    /// <summary>How many ballots of somebody are in it.</summary>
    public async Task<int> CountOf(PersonId person, CancellationToken cancel)
    {
        await using var context = await contexts.CreateDbContextAsync(cancel);
        return await context.Box.CountAsync(b => b.Person == person.Value, cancel);
    }

    /// <summary>Opens it for every decision on which voting is over, and empties it of those that are closed.</summary>
    public async Task Open(CancellationToken cancel = default)
    {
        await using var context = await contexts.CreateDbContextAsync(cancel);
        foreach (var of in await context.Box.Select(b => new { b.Community, b.Decision }).Distinct().ToListAsync(cancel))
        {
            var (community, decision) = (CommunityId.Of(of.Community), new DecisionId(of.Decision));
            var box = context.Box.Where(b => b.Community == of.Community && b.Decision == of.Decision);
            if (Now(community, decision) is { Phase: DecisionPhase.Sealed } waits)
            {
                var words = await box.AsNoTracking().ToDictionaryAsync(b => PersonId.Of(b.Person), b => b.Words, cancel);
                var ballots = KeysWithTheirBallot(host.Present.Landscape[community], waits, words.ContainsKey)
                    .Select(key => new BallotPile(Read(words[key]))).ToValueList();
                await host.Do(StreamId.Of(community), new OpenBox(decision, ballots, Source), cancel: cancel);
            }

            if (Now(community, decision) is null or { Phase: DecisionPhase.Closed }) await box.ExecuteDeleteAsync(cancel);
        }
    }

    // Where two keys were found to be one person before voting closed, one ballot counts, as it does in the record: the one by
    // the key they go by, else by a second key.
    private static IEnumerable<PersonId> KeysWithTheirBallot(Community community, Decision decision, Func<PersonId, bool> isIn) =>
        decision.Electorate!.People.Where(decision.HasVoted).SelectMany(voter => community.KeysOf(voter).Where(isIn).Take(1));

    // As it is recorded: the box is opened for a decision of which the record says that voting is over.
    private Decision? Now(CommunityId community, DecisionId decision) => host.Present.Landscape[community].Decision(decision);

    // A vote as the library writes acts; of it only the ballot is used again.
    private string Written(DecisionId decision, PersonId by, Ballot ballot) =>
        _seal.Protect(ActJson.ToText(new Vote(by, decision, ballot)));

    private Ballot Read(string words) => ((Vote)ActJson.Read(_seal.Unprotect(words))).Ballot;

    private async Task Put(CommunityId community, DecisionId decision, PersonId by, Ballot ballot, CancellationToken cancel)
    {
        await using var context = await contexts.CreateDbContextAsync(cancel);
        var words = Written(decision, by, ballot);
        await context.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO intranet_sealed_ballot (community, decision, person, words) VALUES ({community.Value}, {decision.Number}, {by.Value}, {words})
            ON CONFLICT (community, decision, person) DO UPDATE SET words = excluded.words
            """,
            cancel);
    }
}

/// <summary>Opens the box when voting is over.</summary>
internal sealed partial class BoxKeeper(SealedBox box, ILogger<BoxKeeper> log) : BackgroundService
{
    private static readonly TimeSpan Often = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Often);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await box.Open(stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                // A database that is away for a while comes back, and there is a week to open the box.
                NotOpened(log, fault);
            }
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The box of secret ballots could not be opened; it is tried again.")]
    private static partial void NotOpened(ILogger log, Exception fault);
}
