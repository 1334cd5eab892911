namespace CommunitiesOfPractice.Storage;

/// <summary>What a host keeps of how somebody is told.</summary>
/// <param name="Preferences">What they care to be told.</param>
/// <param name="SeenUntil">Until when they have seen their notices; null for never.</param>
/// <param name="SentFor">The last day, in their zone, whose digest was handed over; null for none.</param>
/// <param name="SentUntil">Until when that digest told; null for none.</param>
public sealed record ToldSomebody(
    NoticePreferences Preferences, Instant? SeenUntil = null, LocalDate? SentFor = null, Instant? SentUntil = null)
{
    /// <summary>Of somebody of whom nothing is kept.</summary>
    public static ToldSomebody Nothing { get; } = new(NoticePreferences.Usual);

    /// <summary>What they care to be told.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public NoticePreferences Preferences { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Preferences);
}

/// <summary>
/// Where a host keeps what people care to be told, until when they have seen it, and until when a digest told them: beside the
/// record, and no part of it.
/// </summary>
public interface INoticePreferences
{
    /// <summary>What is kept of somebody; <see cref="ToldSomebody.Nothing"/> where nothing is.</summary>
    /// <param name="person">Who.</param>
    /// <param name="cancel">To give up.</param>
    /// <exception cref="ArgumentException"><paramref name="person"/> is <c>default</c>.</exception>
    ValueTask<ToldSomebody> Find(PersonId person, CancellationToken cancel = default);

    /// <summary>Keeps what somebody cares to be told, in place of what they said before.</summary>
    /// <param name="person">Who.</param>
    /// <param name="preferences">What they say.</param>
    /// <param name="cancel">To give up.</param>
    /// <exception cref="ArgumentException"><paramref name="person"/> is <c>default</c>.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="preferences"/> is null.</exception>
    ValueTask Prefer(PersonId person, NoticePreferences preferences, CancellationToken cancel = default);

    /// <summary>Keeps until when somebody has seen their notices. An earlier instant than is kept changes nothing.</summary>
    /// <param name="person">Who.</param>
    /// <param name="until">Until when.</param>
    /// <param name="cancel">To give up.</param>
    /// <exception cref="ArgumentException"><paramref name="person"/> is <c>default</c>.</exception>
    ValueTask See(PersonId person, Instant until, CancellationToken cancel = default);

    /// <summary>Keeps for which day a digest was handed over, and until when it told.</summary>
    /// <param name="person">To whom.</param>
    /// <param name="day">For which day, in their zone.</param>
    /// <param name="until">Until when it told.</param>
    /// <param name="cancel">To give up.</param>
    /// <exception cref="ArgumentException"><paramref name="person"/> is <c>default</c>.</exception>
    ValueTask Sent(PersonId person, LocalDate day, Instant until, CancellationToken cancel = default);

    /// <summary>Removes what is kept of somebody. Forgetting them does.</summary>
    /// <param name="person">Who.</param>
    /// <param name="cancel">To give up.</param>
    /// <exception cref="ArgumentException"><paramref name="person"/> is <c>default</c>.</exception>
    ValueTask End(PersonId person, CancellationToken cancel = default);
}

/// <summary>
/// The preferences in memory: for tests, and to begin with. They are gone after a restart. Safe to use from several threads at
/// once.
/// </summary>
public sealed class InMemoryNoticePreferences : INoticePreferences
{
    private readonly object _gate = new();
    private readonly Dictionary<PersonId, ToldSomebody> _all = [];

    /// <inheritdoc/>
    public ValueTask<ToldSomebody> Find(PersonId person, CancellationToken cancel = default)
    {
        Guard.Against.Default(person);
        cancel.ThrowIfCancellationRequested();
        lock (_gate) return new(Kept(person));
    }

    /// <inheritdoc/>
    public ValueTask Prefer(PersonId person, NoticePreferences preferences, CancellationToken cancel = default)
    {
        Guard.Against.Null(preferences);
        return Keep(person, kept => kept with { Preferences = preferences }, cancel);
    }

    /// <inheritdoc/>
    public ValueTask See(PersonId person, Instant until, CancellationToken cancel = default) =>
        Keep(person, kept => kept.SeenUntil >= until ? kept : kept with { SeenUntil = until }, cancel);

    /// <inheritdoc/>
    public ValueTask Sent(PersonId person, LocalDate day, Instant until, CancellationToken cancel = default) =>
        Keep(person, kept => kept with { SentFor = day, SentUntil = until }, cancel);

    /// <inheritdoc/>
    public ValueTask End(PersonId person, CancellationToken cancel = default)
    {
        Guard.Against.Default(person);
        cancel.ThrowIfCancellationRequested();
        lock (_gate) _all.Remove(person);
        return default;
    }

    private ToldSomebody Kept(PersonId person) => _all.TryGetValue(person, out var kept) ? kept : ToldSomebody.Nothing;

    private ValueTask Keep(PersonId person, Func<ToldSomebody, ToldSomebody> change, CancellationToken cancel)
    {
        Guard.Against.Default(person);
        cancel.ThrowIfCancellationRequested();
        lock (_gate) _all[person] = change(Kept(person));
        return default;
    }
}
