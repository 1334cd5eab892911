namespace CommunitiesOfPractice.Trials;

/// <summary>A community at an instant, and how it came about.</summary>
/// <param name="Community">The community, with everything due settled.</param>
/// <param name="At">The instant.</param>
/// <param name="Before">The world before; null for the first.</param>
/// <param name="Steps">What was done since the world before, in order: nothing where time passed.</param>
/// <param name="Acts">How many acts the search has done since the first world.</param>
internal sealed record World(Community Community, Instant At, World? Before, IReadOnlyList<IActOn<Community>> Steps, int Acts)
{
    /// <summary>The lines of the record since the world before.</summary>
    public IReadOnlyList<Entry> Lines { get; init; } = [];

    /// <summary>All lines of the record, from the first world on.</summary>
    public IEnumerable<Entry> History() => Way().SelectMany(world => world.Lines);

    /// <summary>Everything that was done, in order, each with its instant.</summary>
    public IEnumerable<(IActOn<Community> Act, Instant At)> Story() =>
        Way().SelectMany(world => world.Steps.Select(act => (act, world.At)));

    private Stack<World> Way()
    {
        var worlds = new Stack<World>();
        for (var world = this; world is not null; world = world.Before) worlds.Push(world);
        return worlds;
    }
}

/// <summary>Something that a search came to: a line, and the world after it.</summary>
internal sealed record Found(World World, Entry Entry);

/// <summary>
/// A breadth-first search of what may become of a small community. From each world it tries each act that somebody may do, and
/// waiting for the next instant at which something falls due or an act becomes possible. A step is an act; waiting costs nothing.
/// The search does not enter a world twice that it reached with as few acts before.
/// </summary>
internal sealed class SmallWorlds
{
    private readonly Func<World, object> _key;
    private readonly Func<World, IEnumerable<IActOn<Community>>> _acts;
    private readonly Func<Community, Instant, IActOn<Community>?> _others;
    private readonly HashSet<object> _seen = [];

    /// <summary>Worlds in which some act freely and others as they are said to.</summary>
    /// <param name="key">What two worlds that are one have in common.</param>
    /// <param name="acts">What the search may do in a world.</param>
    /// <param name="others">What somebody else does at once in a community at an instant; null for nothing more.</param>
    public SmallWorlds(
        Func<World, object> key, Func<World, IEnumerable<IActOn<Community>>> acts, Func<Community, Instant,
            IActOn<Community>?>? others = null) =>
        (_key, _acts, _others) = (key, acts, others ?? ((_, _) => null));

    /// <summary>Whether a moment before something falls due is waited for as well.</summary>
    public bool JustBefore { get; init; }

    /// <summary>How long a story lasts at most.</summary>
    public Duration Lasts { get; init; } = Duration.MaxValue;

    /// <summary>How many worlds are gone into at most.</summary>
    public int Most { get; init; } = int.MaxValue;

    /// <summary>How many different worlds were met.</summary>
    public int Worlds => _seen.Count;

    /// <summary>Whether there were more worlds than may be gone into.</summary>
    public bool WasCut { get; private set; }

    /// <summary>The kinds of act that were tried.</summary>
    public SortedSet<string> Tried { get; } = new(StringComparer.Ordinal);

    /// <summary>Called with every act that was tried: the world before it, the act, and what came of it.</summary>
    public Action<World, IActOn<Community>, Done<Community>>? Trying { get; init; }

    /// <summary>Called with every different world.</summary>
    public Action<World>? Meeting { get; init; }

    /// <summary>What is met, those with the fewest acts first.</summary>
    /// <param name="first">Where to begin.</param>
    /// <param name="acts">How many acts deep.</param>
    /// <param name="wanted">What the search looks for, in the lines of the record.</param>
    /// <param name="cancellation">Ends the search.</param>
    public IEnumerable<Found> Search(
        World first, int acts, Func<Entry, Community, bool> wanted, CancellationToken cancellation = default)
    {
        var (level, next) = (new Queue<World>(), new Queue<World>());
        foreach (var found in Enter(first, level, next, wanted, [])) yield return found;
        for (var deep = 0; deep <= acts; deep++, (level, next) = (next, new Queue<World>()))
        {
            while (level.Count > 0)
            {
                cancellation.ThrowIfCancellationRequested();
                var world = level.Dequeue();
                Instant? later = null;
                if (deep < acts)
                    foreach (
                        var act in _acts(world).Select(act => (IActOn<Community>)Option.Towards((Act)act).WithWords(Effect.Why)))
                    {
                        Tried.Add(act.GetType().Name);
                        var done = world.Community.Do(act, world.At);
                        Trying?.Invoke(world, act, done);
                        if (!done.Allowed && done.Missing?.From is { } from && from > world.At && Years.Hold(from))
                            later = later < from ? later : from;
                        if (!done.Allowed || done.Events.Count == 0) continue;
                        foreach (
                            var found in Enter(
                                new(done.After, world.At, world, [act], deep + 1), level, next, wanted,
                                    done.Events)) yield return found;
                    }

                if (world.Community.Agenda.Next?.At is { } due) later = later < due ? later : due;
                if (later is not { } then || !Years.Hold(then) || then - first.At > Lasts) continue;
                foreach (
                    var at in JustBefore && then - Duration.Epsilon > world.At ? [then - Duration.Epsilon, then] : new[] { then })
                {
                    var settled = world.Community.Settle(at);
                    foreach (var found in Enter(new(settled.After, at, world, [], deep), level, next, wanted, settled.Events))
                        yield return found;
                }
            }
        }
    }

    /// <summary>The others do what they do at once; then the world is gone into, if it is a new one.</summary>
    private IEnumerable<Found> Enter(
        World world, Queue<World> level, Queue<World> next, Func<Entry, Community, bool> wanted, ValueList<Entry> happened)
    {
        var events = happened.ToList();
        var steps = world.Steps.ToList();
        var community = world.Community;
        while (_others(community, world.At) is { } said)
        {
            var answer = (IActOn<Community>)Option.Towards((Act)said).WithWords(Effect.Why);
            var done = community.Do(answer, world.At);
            if (!done.Allowed)
                throw new InvalidOperationException($"The others would do what they may not: {answer}. {done.Text}");
            steps.Add(answer);
            events.AddRange(done.Events);
            community = done.After;
        }

        var after =
            world with {
                Community = community, Steps = steps, Lines = world.Before is null ? [.. world.Lines, .. events] : events };
        foreach (var entry in events.Where(e => wanted(e, community))) yield return new(after, entry);
        if (_seen.Count >= Most)
        {
            WasCut = true;
            yield break;
        }

        if (!_seen.Add(_key(after))) yield break;
        Meeting?.Invoke(after);
        (world.Before is null || world.Acts == world.Before.Acts ? level : next).Enqueue(after);
    }
}
