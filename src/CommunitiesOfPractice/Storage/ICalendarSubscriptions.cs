namespace CommunitiesOfPractice.Storage;

/// <summary>
/// Somebody's calendar subscription: an address that nobody can guess, for a calendar program that cannot sign in.
/// </summary>
/// <param name="Since">When the address was made.</param>
/// <param name="LastFetched">When a calendar program last fetched it; null for never.</param>
public sealed record CalendarSubscription(Instant Since, Instant? LastFetched);

/// <summary>
/// Where a host keeps the calendar subscriptions of people: beside the record, and no part of it. It keeps a digest of the secret
/// in the address, never the secret, so that nobody who reads it can fetch a calendar. Somebody has one subscription at most.
/// </summary>
public interface ICalendarSubscriptions
{
    /// <summary>Somebody's subscription; null for none.</summary>
    /// <param name="person">Who.</param>
    /// <param name="cancel">To give up.</param>
    /// <exception cref="ArgumentException"><paramref name="person"/> is <c>default</c>.</exception>
    ValueTask<CalendarSubscription?> Find(PersonId person, CancellationToken cancel = default);

    /// <summary>Begins somebody's subscription, or renews it: the address before is dead.</summary>
    /// <param name="person">Who.</param>
    /// <param name="digest">The SHA-256 digest of the secret, 64 lower-case hexadecimal digits.</param>
    /// <param name="at">When.</param>
    /// <param name="cancel">To give up.</param>
    /// <exception cref="ArgumentException"><paramref name="person"/> is <c>default</c>, or <paramref name="digest"/> is something
    /// else.</exception>
    ValueTask Begin(PersonId person, string digest, Instant at, CancellationToken cancel = default);

    /// <summary>Ends somebody's subscription; nothing, where there is none. Forgetting somebody ends theirs.</summary>
    /// <param name="person">Who.</param>
    /// <param name="cancel">To give up.</param>
    /// <exception cref="ArgumentException"><paramref name="person"/> is <c>default</c>.</exception>
    ValueTask End(PersonId person, CancellationToken cancel = default);

    /// <summary>Whose subscription a digest is of, noting that it was fetched; null for nobody's.</summary>
    /// <param name="digest">The digest of the secret in the address.</param>
    /// <param name="at">When.</param>
    /// <param name="cancel">To give up.</param>
    /// <exception cref="ArgumentException"><paramref name="digest"/> is not 64 lower-case hexadecimal digits.</exception>
    ValueTask<PersonId?> Fetch(string digest, Instant at, CancellationToken cancel = default);
}

/// <summary>
/// The subscriptions in memory: for tests, and to begin with. They are gone after a restart. Safe to use from several threads at
/// once.
/// </summary>
public sealed class InMemoryCalendarSubscriptions : ICalendarSubscriptions
{
    private readonly object _gate = new();
    private readonly Dictionary<PersonId, (string Digest, CalendarSubscription Subscription)> _all = [];

    /// <inheritdoc/>
    public ValueTask<CalendarSubscription?> Find(PersonId person, CancellationToken cancel = default)
    {
        Guard.Against.Default(person);
        cancel.ThrowIfCancellationRequested();
        lock (_gate) return new(_all.TryGetValue(person, out var known) ? known.Subscription : null);
    }

    /// <inheritdoc/>
    public ValueTask Begin(PersonId person, string digest, Instant at, CancellationToken cancel = default)
    {
        Guard.Against.Default(person);
        Digests.Check(digest);
        cancel.ThrowIfCancellationRequested();
        lock (_gate) _all[person] = (digest, new(at, null));
        return default;
    }

    /// <inheritdoc/>
    public ValueTask End(PersonId person, CancellationToken cancel = default)
    {
        Guard.Against.Default(person);
        cancel.ThrowIfCancellationRequested();
        lock (_gate) _all.Remove(person);
        return default;
    }

    /// <inheritdoc/>
    public ValueTask<PersonId?> Fetch(string digest, Instant at, CancellationToken cancel = default)
    {
        Digests.Check(digest);
        cancel.ThrowIfCancellationRequested();
        lock (_gate)
        {
            foreach (var (person, known) in _all.Select(one => (one.Key, one.Value)).ToArray())
            {
                if (known.Digest != digest) continue;
                _all[person] = (digest, known.Subscription with { LastFetched = at });
                return new(person);
            }

            return new((PersonId?)null);
        }
    }
}

/// <summary>What every store of subscriptions checks.</summary>
public static class Digests
{
    private const int Digits = 64;

    /// <summary>Refuses what is not 64 lower-case hexadecimal digits.</summary>
    /// <exception cref="ArgumentException">It is something else, or null.</exception>
    public static void Check(string digest)
    {
        if (digest is null || !Hex.Is(digest, Digits))
            throw new ArgumentException("A digest is 64 lower-case hexadecimal digits.", nameof(digest));
    }
}
