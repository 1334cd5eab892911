namespace CommunitiesOfPractice.Storage;

/// <summary>A decision that has ballots in the box.</summary>
/// <param name="Community">The community that decides.</param>
/// <param name="Decision">Which decision of that community.</param>
public sealed record BoxedDecision(CommunityId Community, DecisionId Decision);

/// <summary>
/// Where the sealed ballots of secret decisions lie until voting is over. The box is beside the record, and no part of it. It
/// holds the key of each person with a ballot in it, so that they can put in another. The record says who took part, and the box
/// what they chose. It is a small port: the core has one in memory, and other packages bring databases.
/// </summary>
public interface IBallotBox
{
    /// <summary>Puts somebody's ballot in, in place of an earlier one of theirs for that decision.</summary>
    /// <param name="community">The community that decides.</param>
    /// <param name="decision">Which decision of that community.</param>
    /// <param name="person">Whose ballot it is.</param>
    /// <param name="words">What the ballot says. Protect it first: the box keeps it as it is, and reads nothing in it.</param>
    /// <param name="cancel">To give up.</param>
    /// <exception cref="ArgumentNullException"><paramref name="words"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="community"/>, <paramref name="decision"/> or
    /// <paramref name="person"/> is <c>default</c>.</exception>
    ValueTask Put(
        CommunityId community, DecisionId decision, PersonId person, string words, CancellationToken cancel = default);

    /// <summary>The decisions with at least one ballot in the box, by community and then by number.</summary>
    /// <param name="cancel">To give up.</param>
    ValueTask<ValueList<BoxedDecision>> Decisions(CancellationToken cancel = default);

    /// <summary>The ballots of one decision, by the person whose they are; none where there are none.</summary>
    /// <param name="community">The community that decides.</param>
    /// <param name="decision">Which decision of that community.</param>
    /// <param name="cancel">To give up.</param>
    /// <exception cref="ArgumentException"><paramref name="community"/> or <paramref name="decision"/> is
    /// <c>default</c>.</exception>
    ValueTask<IReadOnlyDictionary<PersonId, string>> Of(
        CommunityId community, DecisionId decision, CancellationToken cancel = default);

    /// <summary>Deletes the ballots of one decision. Do it once that decision is closed.</summary>
    /// <param name="community">The community that decides.</param>
    /// <param name="decision">Which decision of that community.</param>
    /// <param name="cancel">To give up.</param>
    /// <exception cref="ArgumentException"><paramref name="community"/> or <paramref name="decision"/> is
    /// <c>default</c>.</exception>
    ValueTask Empty(CommunityId community, DecisionId decision, CancellationToken cancel = default);

    /// <summary>How many ballots of somebody are in the box.</summary>
    /// <param name="person">Who it is.</param>
    /// <param name="cancel">To give up.</param>
    /// <exception cref="ArgumentException"><paramref name="person"/> is <c>default</c>.</exception>
    ValueTask<int> CountOf(PersonId person, CancellationToken cancel = default);

    /// <summary>
    /// Deletes every ballot of somebody. A decision that they took part in then has a ballot too few, and closes uncounted. So
    /// let those boxes be opened first, where there is time.
    /// </summary>
    /// <param name="person">Who it is.</param>
    /// <param name="cancel">To give up.</param>
    /// <exception cref="ArgumentException"><paramref name="person"/> is <c>default</c>.</exception>
    ValueTask Forget(PersonId person, CancellationToken cancel = default);
}

/// <summary>
/// The box in memory: for tests, and to begin with. It is empty after a restart. Safe to use from several threads at once.
/// </summary>
public sealed class InMemoryBallotBox : IBallotBox
{
    private readonly object _gate = new();
    private readonly Dictionary<BoxedDecision, Dictionary<PersonId, string>> _ballots = [];

    /// <inheritdoc/>
    public ValueTask Put(
        CommunityId community, DecisionId decision, PersonId person, string words, CancellationToken cancel = default)
    {
        var which = Which(community, decision);
        Guard.Against.Default(person);
        Guard.Against.Null(words);
        cancel.ThrowIfCancellationRequested();
        lock (_gate)
        {
            if (!_ballots.TryGetValue(which, out var ballots)) _ballots[which] = ballots = [];
            ballots[person] = words;
        }

        return default;
    }

    /// <inheritdoc/>
    public ValueTask<ValueList<BoxedDecision>> Decisions(CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        lock (_gate) return new(_ballots.Keys.OrderBy(b => b.Community).ThenBy(b => b.Decision).ToValueList());
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyDictionary<PersonId, string>> Of(
        CommunityId community, DecisionId decision, CancellationToken cancel = default)
    {
        var which = Which(community, decision);
        cancel.ThrowIfCancellationRequested();
        lock (_gate)
            return new(_ballots.TryGetValue(which, out var ballots) ? new Dictionary<PersonId, string>(ballots) : []);
    }

    /// <inheritdoc/>
    public ValueTask Empty(CommunityId community, DecisionId decision, CancellationToken cancel = default)
    {
        var which = Which(community, decision);
        cancel.ThrowIfCancellationRequested();
        lock (_gate) _ballots.Remove(which);
        return default;
    }

    /// <inheritdoc/>
    public ValueTask<int> CountOf(PersonId person, CancellationToken cancel = default)
    {
        Guard.Against.Default(person);
        cancel.ThrowIfCancellationRequested();
        lock (_gate) return new(_ballots.Values.Count(ballots => ballots.ContainsKey(person)));
    }

    /// <inheritdoc/>
    public ValueTask Forget(PersonId person, CancellationToken cancel = default)
    {
        Guard.Against.Default(person);
        cancel.ThrowIfCancellationRequested();
        lock (_gate)
        {
            foreach (var (which, ballots) in _ballots.Select(b => (b.Key, b.Value)).ToArray())
                if (ballots.Remove(person) && ballots.Count == 0) _ballots.Remove(which);
        }

        return default;
    }

    private static BoxedDecision Which(CommunityId community, DecisionId decision) =>
        new(Guard.Against.Default(community), Guard.Against.Default(decision));
}
