using System.Security.Claims;
using CommunitiesOfPractice.Storage;

namespace CommunitiesOfPractice.AspNetCore;

/// <summary>
/// What only the host knows: who is signed in, whom its directory lists and who speaks for others. A request never says any of
/// it. Each function that is given services is given those of a scope of its own, which ends with the call; a search has those of
/// the request.
/// </summary>
public sealed class CommunitiesOfPracticeOptions
{
    /// <summary>
    /// Which person is signed in; null for nobody. By default it is the claim that names them
    /// (<see cref="ClaimTypes.NameIdentifier"/>, or <c>sub</c>), if that is a well-formed key. A person with two keys signs in by
    /// the key that they go by (<see cref="HostDirectory.KeyOf"/>). What they do by the other key is refused.
    /// </summary>
    public Func<ClaimsPrincipal, PersonId?> Person { get; set; } = PersonNamedByClaims;

    /// <summary>
    /// Reads the host's directory. The host asks at the start and every <see cref="DirectoryEvery"/>. By default it lists
    /// nobody.
    /// </summary>
    public Func<IServiceProvider, CancellationToken, ValueTask<HostDirectory>> Directory { get; set; } = (_, _) =>
        new(new HostDirectory("none", [], [], []));

    /// <summary>
    /// What the host says of one person at once: a directory of that person, or null where it knows nobody of that key. The host
    /// is asked for somebody who is signed in and that the directory does not list yet, such as a new starter. So they can read
    /// and act from their first request, and need not wait for the next reading. Where this function is given, somebody the
    /// host does not list, even so, may only leave, decline and take back. By default there is none.
    /// </summary>
    public Func<IServiceProvider, PersonId, CancellationToken, ValueTask<HostDirectory?>>? Known { get; set; }

    /// <summary>Whether a person speaks for an organisation or a network. By default nobody does.</summary>
    public Func<IServiceProvider, PersonId, DirectoryGroup, bool> SpeaksFor { get; set; } = (_, _, _) => false;

    /// <summary>
    /// Whether somebody signed in, such as the account of a joiners-movers-leavers feed, may report facts
    /// (<see cref="HostFact"/>, <see cref="NoteFact"/>). By default nobody may.
    /// </summary>
    public Func<ClaimsPrincipal, bool> MayReportFacts { get; set; } = _ => false;

    /// <summary>
    /// A search by words, for <c>/search</c> and the search page, with the services of the request: <c>o.Search = services =>
    /// services.GetRequiredService&lt;RecordSearch&gt;().Find</c>. By default everything is looked at
    /// (<see cref="Commons.Search"/>), which is enough for some thousands of notes.
    /// </summary>
    public Func<IServiceProvider, Finder> Search { get; set; } = _ => (text, commons, reader, at, most, _) =>
        new(commons.Search(reader, at, text, most));

    /// <summary>
    /// The salt of the tamper-evident chain; null for a record without one. Keep it with the host's secrets.
    /// </summary>
    public ChainKey? Chain { get; set; }

    /// <summary>
    /// What you hold for the law at this moment. The host forgets nobody that a hold names, and rewrites nothing that it names.
    /// By default there is no hold.
    /// </summary>
    public Func<IServiceProvider, ValueList<LegalHold>> LegalHolds { get; set; } = _ => ValueList<LegalHold>.Empty;

    /// <summary>
    /// How old an answer may be. By default it may not be old at all: before each answer the host looks whether another process
    /// has written. If one process alone writes the record, anything up to <see cref="SettleEvery"/> gives the same answers,
    /// and does not ask the database.
    /// </summary>
    public Duration Staleness { get; set; } = Duration.Zero;

    /// <summary>How often the host reads what other processes wrote, settles what is due, and looks at the clocks.</summary>
    public Duration SettleEvery { get; set; } = Duration.FromSeconds(10);

    /// <summary>
    /// How far clocks may be apart: the host's and the record's, and either and the monotonic one. Beyond it the host reports
    /// itself degraded, and records no closings until they agree (<see cref="HostClock"/>). It also reports a stream whose last
    /// line is further ahead.
    /// </summary>
    public Duration ClocksApart { get; set; } = Duration.FromMinutes(5);

    /// <summary>
    /// How long the host knows a request by its key, so that it does nothing twice if you send it again. It keeps this in
    /// memory, and reads it from the record after a restart.
    /// </summary>
    public Duration RequestsKnownFor { get; set; } = Duration.FromDays(7);

    /// <summary>
    /// The words of answers over HTTP: <c>text</c> and <c>detail</c>. By default British English. What this package says
    /// itself, such as the titles of problems and the health check, is in the same culture if the host ships a satellite
    /// assembly of this package for it. Otherwise it is in English.
    /// </summary>
    public Wording Wording { get; set; } = Wording.English;

    /// <summary>
    /// Where people reach this host, such as <c>https://intranet.example</c>. Addresses that a feed needs in full begin with it;
    /// the path base of the request and the path follow. Null for paths alone: the host never believes the name in a request.
    /// </summary>
    /// <exception cref="ArgumentException">It is not absolute, or has a path, a query or a fragment.</exception>
    public Uri? Address
    {
        get;
        set => field = value is null or { IsAbsoluteUri: true, PathAndQuery: "/", Fragment: "" } ? value
            : throw new ArgumentException("Give the scheme and the host alone, such as https://intranet.example.", nameof(value));
    }

    /// <summary>
    /// The time zone data by which the times of gatherings are read. By default it is what NodaTime brings. A host that keeps
    /// newer data gives it here. Those who look after gatherings that it moves get a notice
    /// (<see cref="NoticeKind.ZoneDataMoved"/>).
    /// </summary>
    public IDateTimeZoneProvider Zones { get; set; } = DateTimeZoneProviders.Tzdb;

    /// <summary>How often the host looks whom to tell what (<see cref="HostNotices.Tell"/>).</summary>
    public Duration TellEvery { get; set; } = Duration.FromMinutes(1);

    /// <summary>How long the host keeps notices. Then they are gone from the page too.</summary>
    public Duration KeepNoticesFor { get; set; } = Duration.FromDays(90);

    /// <summary>How often the host reads the directory again.</summary>
    public Duration DirectoryEvery { get; set; } = Duration.FromMinutes(15);

    /// <summary>What this package itself says.</summary>
    internal Texts Texts => new(Wording.Culture);

    private static PersonId? PersonNamedByClaims(ClaimsPrincipal user) =>
        user.Identity?.IsAuthenticated == true
            && (user.FindFirst(ClaimTypes.NameIdentifier) ?? user.FindFirst("sub")) is { Value: var key }
                && KeyFormat.IsWellFormed(key) ? PersonId.Of(key) : null;
}
