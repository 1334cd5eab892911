using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using CommunitiesOfPractice.AspNetCore;
using CommunitiesOfPractice.Storage;
using Microsoft.Extensions.Options;

namespace CommunitiesOfPractice.Calendars;

/// <summary>
/// People's calendar addresses. Calendar programs cannot sign in, so an address holds a secret, and whoever has it reads that
/// person's gatherings. Its owner renews and ends it. Only a digest of the secret is kept.
/// </summary>
public sealed class GatheringCalendars
{
    internal const string Standard = "/communities-of-practice";
    internal const string Path = "/calendars/{secret}.ics";

    private const int SecretBytes = 32;

    private static readonly Duration KeptAfter = Duration.FromDays(90);

    private readonly ICalendarSubscriptions _subscriptions;
    private readonly CommunityHost _host;
    private readonly GatheringCalendarOptions _options;
    private volatile string _prefix = Standard;

    /// <summary>The calendar addresses of a host's people.</summary>
    /// <param name="subscriptions">Where they are kept.</param>
    /// <param name="host">The host's communities.</param>
    /// <param name="options">How calendars are written.</param>
    /// <exception cref="ArgumentNullException">One of them is null.</exception>
    public GatheringCalendars(
        ICalendarSubscriptions subscriptions, CommunityHost host, IOptions<GatheringCalendarOptions> options) =>
        (_subscriptions, _host, _options) =
            (Guard.Against.Null(subscriptions), Guard.Against.Null(host), Guard.Against.Null(options).Value);

    /// <summary>Since when somebody has a calendar address, and when it was last fetched; null where they have none.</summary>
    /// <param name="person">Who.</param>
    /// <param name="cancel">To give up.</param>
    /// <exception cref="ArgumentException"><paramref name="person"/> is <c>default</c>.</exception>
    public ValueTask<CalendarSubscription?> Find(PersonId person, CancellationToken cancel = default) =>
        _subscriptions.Find(Guard.Against.Default(person), cancel);

    /// <summary>
    /// Makes somebody's calendar address, or a new one: the one before is dead. The secret is told here, and never again.
    /// </summary>
    /// <param name="person">Who.</param>
    /// <param name="cancel">To give up.</param>
    /// <returns>The secret, for <see cref="PathOf"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="person"/> is <c>default</c>.</exception>
    public async ValueTask<string> Renew(PersonId person, CancellationToken cancel = default)
    {
        Guard.Against.Default(person);
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        await _subscriptions.Begin(person, DigestOf(secret), _host.Now, cancel).ConfigureAwait(false);
        return secret;
    }

    /// <summary>Ends somebody's calendar address; nothing, where they have none.</summary>
    /// <param name="person">Who.</param>
    /// <param name="cancel">To give up.</param>
    /// <exception cref="ArgumentException"><paramref name="person"/> is <c>default</c>.</exception>
    public ValueTask End(PersonId person, CancellationToken cancel = default) =>
        _subscriptions.End(Guard.Against.Default(person), cancel);

    /// <summary>
    /// The path of a calendar address, from where <c>MapGatheringCalendars</c> maps it (the last, of several). The path base of
    /// the request, if there is one, goes before it.
    /// </summary>
    /// <param name="secret">What <see cref="Renew"/> told.</param>
    /// <exception cref="ArgumentException"><paramref name="secret"/> is null or white space.</exception>
    public string PathOf(string secret) => _prefix + Path.Replace(
        "{secret}", Uri.EscapeDataString(Guard.Against.NullOrWhiteSpace(secret)), StringComparison.Ordinal);

    internal void MappedUnder(string prefix) => _prefix = prefix;

    /// <summary>
    /// The calendar at an address: what its owner said yes to, from 90 days ago on. What was cancelled is among it, so that a
    /// program that kept it drops it. Null for an address that is none, or is dead, and for somebody the host no longer lists.
    /// </summary>
    internal async ValueTask<string?> Fetch(string secret, CancellationToken cancel)
    {
        if (await _subscriptions.Fetch(DigestOf(secret), _host.Now, cancel).ConfigureAwait(false) is not { } person) return null;
        await _host.Refresh(cancel).ConfigureAwait(false);
        var present = await _host.Know(person, cancel).ConfigureAwait(false);
        var caller = _host.CallerAt(person);
        return present.Directory.Lists(person, caller.At)
            ? GatheringCalendar.Write(SaidYes(caller), _options, caller.At, _options.Texts["calendar.name"])
            : null;
    }

    /// <summary>One gathering as a calendar; null where somebody may not see it, or not when it is.</summary>
    internal string? Of(string gathering, Caller caller) =>
        KeyFormat.IsWellFormed(gathering)
            && caller.Landscape[GatheringId.Of(gathering)].ShownTo(caller) is { When: not null } shown
            ? GatheringCalendar.ToICalendar([shown], _options, caller.At)
            : null;

    internal Texts Texts => _options.Texts;

    private static IEnumerable<ShownGathering> SaidYes(Caller caller) => caller.Gatherings(over: true)
        .Where(gathering => (gathering.HasPlace || gathering.IsWaiting)
            && gathering.When!.End >= caller.At - KeptAfter);

    private static string DigestOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
