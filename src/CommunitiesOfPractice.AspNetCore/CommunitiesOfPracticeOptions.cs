using System.Security.Claims;
using CommunitiesOfPractice.Storage;

namespace CommunitiesOfPractice.AspNetCore;

/// <summary>Finds notes by their words, best first, and none that a reader may not read: such as <c>NoteSearch.Find</c> of CommunitiesOfPractice.EntityFrameworkCore.</summary>
/// <param name="words">What to look for.</param>
/// <param name="commons">Says what may be read.</param>
/// <param name="reader">Who asks; null for somebody who is not signed in.</param>
/// <param name="at">When.</param>
/// <param name="most">How many at most.</param>
/// <param name="cancel">To give up.</param>
public delegate ValueTask<ValueList<NoteId>> NoteFinder(string words, Commons commons, PersonId? reader, Instant at, int most, CancellationToken cancel);

/// <summary>What only the host knows: who is signed in, whom its directory lists and who speaks for whom. None of it is ever taken from a request.</summary>
public sealed class CommunitiesOfPracticeOptions
{
    /// <summary>Which person somebody signed in is; null for nobody. By default the claim that names them (<see cref="ClaimTypes.NameIdentifier"/>, or <c>sub</c>), where it is a well-formed key. Somebody with two keys signs in
    /// by the one that they go by (<see cref="HostDirectory.KeyOf"/>): what they do by the other is refused.</summary>
    public Func<ClaimsPrincipal, PersonId?> Person { get; set; } = PersonNamedByClaims;

    /// <summary>Reads the host's directory; asked at the start and every <see cref="DirectoryEvery"/>. By default it lists nobody.</summary>
    public Func<IServiceProvider, CancellationToken, ValueTask<HostDirectory>> Directory { get; set; } = (_, _) => new(new HostDirectory("none", [], [], []));

    /// <summary>Whether a person speaks for an organisation or a network. By default nobody does.</summary>
    public Func<IServiceProvider, PersonId, DirectoryGroup, bool> SpeaksFor { get; set; } = (_, _, _) => false;

    /// <summary>Whether somebody signed in, such as the account of a joiners-movers-leavers feed, may report facts (<see cref="HostFact"/>, <see cref="NoteFact"/>). By default nobody may.</summary>
    public Func<ClaimsPrincipal, bool> MayReportFacts { get; set; } = _ => false;

    /// <summary>A search over the words of notes, for <c>/notes?words=</c>, with the services of the request: <c>o.Search = services => services.GetRequiredService&lt;NoteSearch&gt;().Find</c>. By default there is none.</summary>
    public Func<IServiceProvider, NoteFinder>? Search { get; set; }

    /// <summary>The salt of the tamper-evident chain; null for a record without one. It belongs with the host's secrets.</summary>
    public ChainKey? Chain { get; set; }

    /// <summary>What is held for the law at this moment: nobody is forgotten whom a hold names, nor anything rewritten that it names. By default nothing is.</summary>
    public Func<IServiceProvider, ValueList<LegalHold>> LegalHolds { get; set; } = _ => ValueList<LegalHold>.Empty;

    /// <summary>
    /// How old what is told may be. By default not at all: before each answer it is looked whether another process has written. Where one process alone writes the record, anything up to
    /// <see cref="SettleEvery"/> tells the same, without asking the database.
    /// </summary>
    public Duration Staleness { get; set; } = Duration.Zero;

    /// <summary>
    /// How often the record is read for what other processes wrote, what is due is settled, and the clocks are looked at.
    /// </summary>
    public Duration SettleEvery { get; set; } = Duration.FromSeconds(10);

    /// <summary>
    /// How far clocks may be apart: the host's and the record's, and either and the monotonic one. Beyond it the host reports itself
    /// degraded and records no closings until they agree (<see cref="HostClock"/>). A stream whose last line is
    /// further ahead is reported too.
    /// </summary>
    public Duration ClocksApart { get; set; } = Duration.FromMinutes(5);

    /// <summary>How long a request is known by its key, so that sending it again does nothing twice. What is known is kept in memory, and read from the record after a restart.</summary>
    public Duration RequestsKnownFor { get; set; } = Duration.FromDays(7);

    /// <summary>
    /// The words in which answers are said over HTTP: <c>text</c> and <c>detail</c>. By default British English. What this
    /// package itself says, such as the titles of problems and the health check, is said in the same culture, where the host
    /// ships a satellite assembly of this package for it, else in English.
    /// </summary>
    public Wording Wording { get; set; } = Wording.English;

    /// <summary>How often the directory is read again.</summary>
    public Duration DirectoryEvery { get; set; } = Duration.FromMinutes(15);

    /// <summary>What this package itself says.</summary>
    internal Texts Texts => new(Wording.Culture);

    private static PersonId? PersonNamedByClaims(ClaimsPrincipal user) =>
        user.Identity?.IsAuthenticated == true && (user.FindFirst(ClaimTypes.NameIdentifier) ?? user.FindFirst("sub")) is { Value: var key } && KeyFormat.IsWellFormed(key) ? PersonId.Of(key) : null;
}
