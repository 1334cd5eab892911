namespace CommunitiesOfPractice.Storage;

/// <summary>How far a host has told people: up to which line of the record, and up to which instant of what fell due.</summary>
/// <param name="Position">The position of the last line.</param>
/// <param name="Until">The instant.</param>
public sealed record ToldUntil(long Position, Instant Until)
{
    /// <summary>The position of the last line.</summary>
    /// <exception cref="ArgumentException">It is negative.</exception>
    public long Position { get; init => field = Guard.Against.Negative(value); } = Guard.Against.Negative(Position);
}

/// <summary>
/// Where a host keeps the notices of people: beside the record, and no part of it. It keeps how far it has told together with
/// the notices, so that nobody is passed over and nobody is told twice, whichever process tells and wherever it crashes.
/// </summary>
public interface INoticeBook
{
    /// <summary>How far people have been told; null where the host never began.</summary>
    /// <param name="cancel">To give up.</param>
    ValueTask<ToldUntil?> Told(CancellationToken cancel = default);

    /// <summary>
    /// Keeps notices, and how far that tells people, all or none. A notice whose person was told under the same key before is
    /// left out. Each says when it was told (<see cref="Notice.Told"/>), to 100 nanoseconds.
    /// </summary>
    /// <param name="expected">How far they had been told until now; null for never.</param>
    /// <param name="notices">The notices since then.</param>
    /// <param name="now">How far they are told now.</param>
    /// <param name="cancel">To give up.</param>
    /// <returns>Whether it was as expected. Otherwise another process told first, and nothing was kept.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="notices"/> or <paramref name="now"/> is null.</exception>
    ValueTask<bool> Tell(
        ToldUntil? expected, ValueList<Notice> notices, ToldUntil now, CancellationToken cancel = default);

    /// <summary>What somebody was told after an instant, the newest first, then by its keys.</summary>
    /// <param name="person">Who.</param>
    /// <param name="after">After this instant (<see cref="Notice.Told"/>).</param>
    /// <param name="cancel">To give up.</param>
    /// <exception cref="ArgumentException"><paramref name="person"/> is <c>default</c>.</exception>
    ValueTask<ValueList<Notice>> Of(PersonId person, Instant after, CancellationToken cancel = default);

    /// <summary>Everybody who was told something after an instant, in the order of their keys.</summary>
    /// <param name="after">After this instant.</param>
    /// <param name="cancel">To give up.</param>
    ValueTask<ValueList<PersonId>> People(Instant after, CancellationToken cancel = default);

    /// <summary>Removes what was told before an instant.</summary>
    /// <param name="before">Before which instant.</param>
    /// <param name="cancel">To give up.</param>
    ValueTask Prune(Instant before, CancellationToken cancel = default);

    /// <summary>Removes all notices to somebody. Forgetting them does.</summary>
    /// <param name="person">Who.</param>
    /// <param name="cancel">To give up.</param>
    /// <exception cref="ArgumentException"><paramref name="person"/> is <c>default</c>.</exception>
    ValueTask End(PersonId person, CancellationToken cancel = default);
}

/// <summary>
/// The notices in memory: for tests, and to begin with. They are gone after a restart. Safe to use from several threads at once.
/// </summary>
public sealed class InMemoryNoticeBook : INoticeBook
{
    private readonly object _gate = new();
    private readonly Dictionary<(PersonId To, string Key), Notice> _all = [];
    private ToldUntil? _told;

    /// <inheritdoc/>
    public ValueTask<ToldUntil?> Told(CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        lock (_gate) return new(_told);
    }

    /// <inheritdoc/>
    public ValueTask<bool> Tell(
        ToldUntil? expected, ValueList<Notice> notices, ToldUntil now, CancellationToken cancel = default)
    {
        Guard.Against.Null(notices);
        Guard.Against.Null(now);
        cancel.ThrowIfCancellationRequested();
        lock (_gate)
        {
            if (_told != expected) return new(false);
            foreach (var notice in notices)
                if (!_all.ContainsKey((notice.To, notice.Key))) _all[(notice.To, notice.Key)] = notice;
            _told = now;
            return new(true);
        }
    }

    /// <inheritdoc/>
    public ValueTask<ValueList<Notice>> Of(PersonId person, Instant after, CancellationToken cancel = default)
    {
        Guard.Against.Default(person);
        cancel.ThrowIfCancellationRequested();
        lock (_gate)
            return new(NewestFirst(_all.Values.Where(notice => notice.To == person && notice.Told > after)));
    }

    /// <inheritdoc/>
    public ValueTask<ValueList<PersonId>> People(Instant after, CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        lock (_gate)
            return new(_all.Values.Where(notice => notice.Told > after).Select(notice => notice.To).Distinct()
                .OrderBy(person => person).ToValueList());
    }

    /// <inheritdoc/>
    public ValueTask Prune(Instant before, CancellationToken cancel = default) =>
        Remove(notice => notice.Told < before, cancel);

    /// <inheritdoc/>
    public ValueTask End(PersonId person, CancellationToken cancel = default)
    {
        Guard.Against.Default(person);
        return Remove(notice => notice.To == person, cancel);
    }

    /// <summary>The order in which every store gives them.</summary>
    public static ValueList<Notice> NewestFirst(IEnumerable<Notice> notices) => Guard.Against.Null(notices)
        .OrderByDescending(notice => notice.Told).ThenByDescending(notice => notice.At)
        .ThenBy(notice => notice.Key, StringComparer.Ordinal).ToValueList();

    private ValueTask Remove(Func<Notice, bool> which, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        lock (_gate)
            foreach (var key in _all.Where(one => which(one.Value)).Select(one => one.Key).ToArray()) _all.Remove(key);
        return default;
    }
}
