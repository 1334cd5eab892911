using System.Security.Cryptography;
using System.Text;
using CommunitiesOfPractice.AspNetCore;
using CommunitiesOfPractice.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MimeKit;
using NodaTime.Text;

namespace CommunitiesOfPractice.Email;

/// <summary>
/// People's digests: what concerns each of them, once a day from an hour of their day, in one message. It holds what they were
/// told from the last digest up to that hour, as far as they may still be told. A crash may hand it over twice, under one message
/// id. Where there is nothing to tell, there is no message.
/// </summary>
public sealed partial class EmailDigests
{
    internal const string Standard = "/communities-of-practice";
    internal const string Path = "/digests/stop/{token}";

    // What is older than this was in the page for long enough.
    private static readonly Duration Longest = Duration.FromDays(7);

    private readonly CommunityHost _host;
    private readonly HostNotices _notices;
    private readonly EmailDigestOptions _options;
    private readonly CommunitiesOfPracticeOptions _hosts;
    private readonly IServiceProvider _services;
    private readonly ILogger<EmailDigests> _log;
    private volatile string _prefix = Standard;

    /// <summary>The digests of a host's people.</summary>
    /// <param name="host">The host's communities.</param>
    /// <param name="notices">The notices of its people.</param>
    /// <param name="options">How digests are made and handed over.</param>
    /// <param name="hosts">What only the host knows.</param>
    /// <param name="services">The host's services.</param>
    /// <param name="log">Where it is told that one could not be handed over.</param>
    /// <exception cref="ArgumentNullException">One of them is null.</exception>
    public EmailDigests(
        CommunityHost host, HostNotices notices, IOptions<EmailDigestOptions> options,
        IOptions<CommunitiesOfPracticeOptions> hosts, IServiceProvider services, ILogger<EmailDigests> log)
    {
        (_host, _notices, _options, _hosts) =
            (Guard.Against.Null(host), Guard.Against.Null(notices), Guard.Against.Null(options).Value,
                Guard.Against.Null(hosts).Value);
        (_services, _log) = (Guard.Against.Null(services), Guard.Against.Null(log));
    }

    internal EmailDigestOptions Options => _options;

    internal Texts Texts => new(_hosts.Wording.Culture);

    internal string Language => _hosts.Wording.Culture.Name;

    private ChainKey Secret => _options.Secret ?? _hosts.Chain
        ?? throw new InvalidOperationException(
            "Say a secret for digests (EmailDigestOptions.Secret): message ids and stop addresses are made from it.");

    private Uri Root => _hosts.Address
        ?? throw new InvalidOperationException(
            "Say where people reach this host (CommunitiesOfPracticeOptions.Address): each digest has a link that stops it.");

    /// <summary>
    /// Hands over every digest that is due. What could not be handed over is tried again the next time, under the same message
    /// id.
    /// </summary>
    /// <param name="cancel">To give up.</param>
    /// <returns>How many were handed over.</returns>
    /// <exception cref="InvalidOperationException">The host has said no secret, or not where people reach it.</exception>
    public async ValueTask<int> Send(CancellationToken cancel = default)
    {
        _ = (Secret, Root);
        if (await _notices.Told(cancel).ConfigureAwait(false) is not { } told) return 0;
        await _host.Refresh(cancel).ConfigureAwait(false);
        var sent = 0;
        var delivery = Delivery.Of(_options);
        await using (delivery.ConfigureAwait(false))
            foreach (var person in await _notices.People(told.Until - Longest, cancel).ConfigureAwait(false))
                try
                {
                    if (await SendTo(person, told.Until, delivery, cancel).ConfigureAwait(false)) sent++;
                }
                catch (Exception fault) when (fault is not OperationCanceledException)
                {
                    NotSent(_log, fault);
                }

        return sent;
    }

    /// <summary>
    /// The path of the address that stops somebody's digest, from where <c>MapEmailDigests</c> maps it (the last, of several).
    /// </summary>
    /// <param name="person">Whose.</param>
    /// <exception cref="ArgumentException"><paramref name="person"/> is <c>default</c>.</exception>
    /// <exception cref="InvalidOperationException">The host has said no secret.</exception>
    public string StopPathOf(PersonId person) => _prefix + Path.Replace(
        "{token}", TokenOf(Guard.Against.Default(person)), StringComparison.Ordinal);

    internal void MappedUnder(string prefix) => _prefix = prefix;

    /// <summary>Whose digest a stop address is of; null for nobody's.</summary>
    internal PersonId? WhoseToken(string token)
    {
        var given = Encoding.UTF8.GetBytes(token);
        foreach (var person in _host.Present.Directory.People)
            if (CryptographicOperations.FixedTimeEquals(given, Encoding.UTF8.GetBytes(TokenOf(person)))) return person;
        return null;
    }

    /// <summary>Stops somebody's digest.</summary>
    internal async ValueTask Stop(PersonId person, CancellationToken cancel)
    {
        var kept = await _notices.Preferences.Find(person, cancel).ConfigureAwait(false);
        await _notices.Preferences.Prefer(person, kept.Preferences with { Digest = false }, cancel).ConfigureAwait(false);
    }

    private async ValueTask<bool> SendTo(PersonId person, Instant told, Delivery delivery, CancellationToken cancel)
    {
        var kept = await _notices.Preferences.Find(person, cancel).ConfigureAwait(false);
        var caller = _host.CallerAt(person);
        if (!kept.Preferences.Digest || !_host.Present.Directory.Lists(person, caller.At)) return false;
        var zone = ZoneOf(kept.Preferences);
        var day = caller.At.InZone(zone).Date;

        // An hour that the clocks skip is the one after it; of one that they repeat, the first.
        var due = zone.AtLeniently(day.At(new LocalTime(kept.Preferences.Hour, 0))).ToInstant();
        if (caller.At < due || told < due || kept.SentFor >= day) return false;
        var from = Instant.Max(kept.SentUntil ?? Instant.MinValue, due - Longest);
        var notices = (await _notices.For(caller, from, ToldIn.Digest, cancel).ConfigureAwait(false))
            .Where(notice => notice.Told <= due).ToValueList();
        if (notices.Count == 0 || await AddressOf(person, cancel).ConfigureAwait(false) is not { } address) return false;
        await delivery.Deliver(Written(caller, address, notices, day, due, zone), cancel).ConfigureAwait(false);

        // Only now: a crash before this hands it over again, under the same message id.
        await _notices.Preferences.Sent(person, day, due, cancel).ConfigureAwait(false);
        return true;
    }

    private MimeMessage Written(
        Caller caller, MailboxAddress to, ValueList<Notice> notices, LocalDate day, Instant due, DateTimeZone zone)
    {
        var (texts, from) = (Texts, MailboxAddress.Parse(_options.From));
        var stop = new Uri(Root, StopPathOf(caller.Person)).AbsoluteUri;
        var message = new MimeMessage
        {
            MessageId = $"{Mark($"digest {LocalDatePattern.Iso.Format(day)} {caller.Person}")}@{from.Domain}",
            Date = due.InZone(zone).ToDateTimeOffset(),
            Subject = texts[notices.Count == 1 ? "subject.one" : "subject", notices.Count],
            Body = new TextPart("plain") { Text = Body(caller, notices, stop, zone, texts) },
        };
        message.From.Add(from);
        message.To.Add(to);
        message.Headers.Add(HeaderId.ListUnsubscribe, $"<{stop}>");
        message.Headers.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        return message;
    }

    private string Body(Caller caller, ValueList<Notice> notices, string stop, DateTimeZone zone, Texts texts)
    {
        var body = new StringBuilder().AppendLine(texts["greeting"]).AppendLine();
        foreach (var notice in notices.Take(_options.Most))
        {
            body.Append("- ").AppendLine(NoticeText.Of(notice, caller, zone, texts));
            if (_options.PageOf?.Invoke(notice) is { } page) body.Append("  ").AppendLine(new Uri(Root, page).AbsoluteUri);
        }

        if (notices.Count > _options.Most) body.AppendLine().AppendLine(texts["more", notices.Count - _options.Most]);
        return body.AppendLine().AppendLine(texts["stop", stop]).ToString();
    }

    private async ValueTask<MailboxAddress?> AddressOf(PersonId person, CancellationToken cancel)
    {
        var scope = _services.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
            return MailboxAddress.TryParse(
                await _options.AddressOf(scope.ServiceProvider, person, cancel).ConfigureAwait(false) ?? "", out var address)
                ? address
                : null;
    }

    private DateTimeZone ZoneOf(NoticePreferences preferences) =>
        (preferences.Zone is { } zone ? _hosts.Zones.GetZoneOrNull(zone) : null) ?? _hosts.Zones[_options.Zone];

    private string TokenOf(PersonId person) => Mark($"stop {person}");

    // Nobody without the secret can tell whose it is, or make one.
    private string Mark(string of) => Secret.Commitment(FreeText.Of("email-digest " + of));

    [LoggerMessage(1, LogLevel.Warning, "A digest could not be handed over. It will be tried again.")]
    private static partial void NotSent(ILogger log, Exception fault);

    [LoggerMessage(2, LogLevel.Warning, "The host could not look whose digest is due. It will try again.")]
    internal static partial void NotLooked(ILogger log, Exception fault);
}
