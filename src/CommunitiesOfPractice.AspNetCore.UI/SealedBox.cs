using CommunitiesOfPractice.Counting;
using CommunitiesOfPractice.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CommunitiesOfPractice.AspNetCore.UI;

/// <summary>
/// The sealed box of secret ballots. The record says who took part. What they chose is in the <see cref="IBallotBox"/> until
/// voting is over, protected with the data protection keys of the host. Then all of it goes into the record at once, without who
/// cast it, and is deleted from the box. You must trust the people who run the host with it, because they hold the box and the
/// keys. Without either, the decision closes uncounted after a week. Before you forget somebody
/// (<see cref="CommunityHost.Forget"/>), let the boxes be opened that hold a ballot of theirs. Two keys that turn out to be one
/// person have one ballot in it.
/// </summary>
/// <param name="ballots">Where the ballots lie.</param>
/// <param name="protection">The host's keys. Hosts that share a record share them too.</param>
/// <param name="host">What the host knows.</param>
public sealed class SealedBox(IBallotBox ballots, IDataProtectionProvider protection, CommunityHost host)
{
    private const string Source = "sealed-box";

    private readonly IDataProtector _seal = protection.CreateProtector("CommunitiesOfPractice.SealedBox");

    /// <summary>
    /// Whether somebody may put a ballot in now, in place of an earlier one where there is one; null while it is being recorded
    /// what something there came to.
    /// </summary>
    /// <param name="community">In which community.</param>
    /// <param name="decision">On which decision.</param>
    /// <param name="by">Who.</param>
    public Answer? MayCast(CommunityId community, DecisionId decision, PersonId by) =>
        host.Ask(StreamId.Of(community), new TakePart(by, decision)) is var answer && answer?.Clause == Clauses.TookPartAlready
        ? new Answer(true, Clauses.SecretBallot, Witness.Of(decision)) : answer;

    /// <summary>
    /// Puts somebody's ballot in, in place of an earlier one, and has the record say that they took part; null while it is being
    /// recorded what something there came to. The ballot is one that the rule counts.
    /// </summary>
    /// <param name="community">In which community.</param>
    /// <param name="decision">On which decision.</param>
    /// <param name="by">Who.</param>
    /// <param name="ballot">What they choose.</param>
    /// <param name="cancel">To give up.</param>
    public async Task<Answer?> Cast(
        CommunityId community, DecisionId decision, PersonId by, Ballot ballot, CancellationToken cancel)
    {
        var may = MayCast(community, decision, by);
        if (may is not { Allowed: true }) return may;

        // The box first: a ballot of somebody who then does not take part is never counted, while one that is missing would spoil
        // the count for all.
        await ballots.Put(community, decision, by, Written(decision, by, ballot), cancel);
        var acted = await host.Do(StreamId.Of(community), new TakePart(by, decision), cancel: cancel);
        return acted.IsBeingRecorded
            ? null : acted.Answer is { Allowed: false } refused && refused.Clause != Clauses.TookPartAlready ? refused : may;
    }

    /// <summary>How many ballots of somebody are in it.</summary>
    /// <param name="person">Whose.</param>
    /// <param name="cancel">To give up.</param>
    public async Task<int> CountOf(PersonId person, CancellationToken cancel) => await ballots.CountOf(person, cancel);

    /// <summary>Opens it for every decision on which voting is over, and empties it of those that are closed.</summary>
    /// <param name="cancel">To give up.</param>
    public async Task Open(CancellationToken cancel = default)
    {
        foreach (var (community, decision) in await ballots.Decisions(cancel))
        {
            if (Now(community, decision) is { Phase: DecisionPhase.Sealed } waits)
            {
                var words = await ballots.Of(community, decision, cancel);
                var piles = KeysWithTheirBallot(host.Present.Landscape[community], waits, words.ContainsKey)
                    .Select(key => new BallotPile(Read(words[key]))).ToValueList();
                await host.Do(StreamId.Of(community), new OpenBox(decision, piles, Source), cancel: cancel);
            }

            if (Now(community, decision) is null or { Phase: DecisionPhase.Closed })
                await ballots.Empty(community, decision, cancel);
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
}

/// <summary>Opens the box when voting is over.</summary>
internal sealed partial class BoxKeeper(
    SealedBox box, IOptions<CommunitiesOfPracticeUIOptions> options, ILogger<BoxKeeper> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.OpenBoxEvery.ToTimeSpan());
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
