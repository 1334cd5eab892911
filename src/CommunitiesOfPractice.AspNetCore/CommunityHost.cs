using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using CommunitiesOfPractice.Events;
using CommunitiesOfPractice.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CommunitiesOfPractice.AspNetCore;

/// <summary>
/// A host's communities. It reads the record as it grows, keeps it in memory, and brings acts to it. There is one for the whole
/// process, and any number of threads may use it. Several processes may keep the same record. The record takes an act only at
/// the version that the host ruled upon, whichever process wrote that version.
/// </summary>
public sealed class CommunityHost : IDisposable
{
    private const int PageSize = 1000;
    private const int MostNobodies = 10_000;

    // Of the 32 digits that mark a request in the record, these say whose it is and by which key; the rest, what it asks for.
    private const int KeyDigits = 20;

    private readonly IRecord _record;
    private readonly IServiceProvider _services;
    private readonly CommunitiesOfPracticeOptions _options;
    private readonly Telemetry? _telemetry;
    private readonly SemaphoreSlim _reading = new(1, 1);
    private readonly ConcurrentDictionary<string,
        (string Mark, StreamId On, long Version, Instant At)> _requests = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _recording = new(1, 1);
    private volatile Present _present = Present.Empty;
    private volatile Failure? _unrecorded;

    // The people the host named when it was asked, and those it did not know, and when that was, in ticks of the stopwatch.
    private readonly ConcurrentDictionary<PersonId, ValueTuple> _known = [];
    private readonly ConcurrentDictionary<PersonId, long> _nobody = [];

    // When the last reading of the record began, in ticks of the stopwatch; 0 before the first.
    private long _readFrom;

    // The reading that has not begun yet: it serves all who ask until it does.
    private readonly Lock _asking = new();
    private Task<Present>? _next;

    // Somebody was forgotten: the lines from before are rewritten after the one that says so, so the record is read again at the
    // next settling, and once more at the one after.
    private volatile int _readAgain;

    /// <summary>A host of the communities in a record.</summary>
    /// <param name="record">Where the record is kept.</param>
    /// <param name="time">The machine's clocks: what time it is where the record has no clock of its own, and what has passed
    /// since.</param>
    /// <param name="options">What only the host knows.</param>
    /// <param name="services">The host's services. Each function of <paramref name="options"/> is given those of a scope of its
    /// own.</param>
    /// <exception cref="ArgumentNullException">One of them is null.</exception>
    public CommunityHost(
        IRecord record, TimeProvider time, IOptions<CommunitiesOfPracticeOptions> options, IServiceProvider services)
    {
        (_record, _options, _services, _telemetry) =
            (Guard.Against.Null(record), Guard.Against.Null(options).Value, Guard.Against.Null(services),
                services.GetService(typeof(Telemetry)) as Telemetry);
        Clock = new(record, Guard.Against.Null(time), _options);
    }

    /// <summary>
    /// What is known since the last reading of the record. At the start this is nothing. Later it is at least everything that
    /// this process has done.
    /// </summary>
    public Present Present => _present;

    internal CommunitiesOfPracticeOptions Options => _options;

    /// <summary>What time it is, who says so, and whether it is trusted.</summary>
    public HostClock Clock { get; }

    /// <summary>What time it is. Acts get their time from nowhere else.</summary>
    public Instant Now => Clock.Now;

    /// <summary>
    /// Why the host could not record what had fallen due when it last tried; null where it could, or where nothing was due.
    /// </summary>
    public Exception? Unrecorded => _unrecorded is { } failed && _present.Landscape.Due(Now).Any() ? failed.Fault : null;

    /// <summary>A person at this moment, with what the host knows of them. Their acts rest on it.</summary>
    /// <param name="person">Who.</param>
    public Caller CallerAt(PersonId person) => CallerIn(_present, person);

    internal Caller CallerIn(Present present, PersonId person) =>
        new(person, Now, present.Commons, present.Directory, group =>
            Asking(services => _options.SpeaksFor(services, person, group)));

    /// <summary>
    /// What is known, with what the host says of one person the directory does not list: the host is asked for them at once
    /// (<see cref="CommunitiesOfPracticeOptions.Known"/>). It asks nothing for a person the directory lists, and not twice
    /// within <see cref="CommunitiesOfPracticeOptions.SettleEvery"/> for one nobody knows. The endpoints, the authorization
    /// handler and <see cref="Do"/> make this call. Pages of your own should make it once they know who is signed in.
    /// </summary>
    /// <param name="person">Who.</param>
    /// <param name="cancel">To give up.</param>
    /// <exception cref="ArgumentException"><paramref name="person"/> is <c>default</c>.</exception>
    /// <exception cref="RecordException">The record is not what it should be.</exception>
    public async ValueTask<Present> Know(PersonId person, CancellationToken cancel = default)
    {
        var key = _present.Directory.KeyOf(Guard.Against.Default(person));
        if (_options.Known is null || _present.Directory.Lists(key, Now)
            || (_nobody.TryGetValue(key, out var asked)
                && Stopwatch.GetElapsedTime(asked) < _options.SettleEvery.ToTimeSpan())) return _present;
        if (await SaidOf(key, cancel).ConfigureAwait(false) is not { } said || !said.Lists(key, Now))
        {
            if (_nobody.Count >= MostNobodies) _nobody.Clear();
            _nobody[key] = Stopwatch.GetTimestamp();
            return _present;
        }

        _nobody.TryRemove(key, out _);
        _known.TryAdd(key, default);
        await InTurn(present => new(present.With(present.Directory.With(said, key), [key])), cancel).ConfigureAwait(false);
        await Tell(_present.Directory, cancel).ConfigureAwait(false);
        return _present;
    }

    /// <summary>
    /// Reads what the record has grown by. One reading serves all who ask before it has begun. So many who ask at once cost the
    /// record little more than one.
    /// </summary>
    /// <exception cref="RecordException">The record is not what it should be.</exception>
    public ValueTask<Present> CatchUp(CancellationToken cancel = default)
    {
        Task<Present> next;
        lock (_asking) next = _next ??= ReadNext();
        return new(cancel.CanBeCanceled ? next.WaitAsync(cancel) : next);
    }

    /// <summary>
    /// What is known, as fresh as <see cref="CommunitiesOfPracticeOptions.Staleness"/> asks. Where a note was withdrawn, a
    /// consent revoked or a link ended, that has taken effect here too, whichever process recorded it. The host first records
    /// what has fallen due, so that it tells no outcome that the record does not hold. If it cannot, the present says so
    /// (<see cref="Landscape.IsBeingRecorded(StreamId, Instant)"/>). The endpoints and the authorization handler begin with this
    /// call. Pages of your own should too.
    /// </summary>
    /// <exception cref="RecordException">The record is not what it should be.</exception>
    public async ValueTask<Present> Refresh(CancellationToken cancel = default)
    {
        var isFresh = Volatile.Read(ref _readFrom) is > 0 and var from
            && Stopwatch.GetElapsedTime(from) < _options.Staleness.ToTimeSpan();
        var present = isFresh ? _present : await CatchUp(cancel).ConfigureAwait(false);
        return present.Landscape.Due(Now).Any() ? await AfterRecording(cancel).ConfigureAwait(false) : present;
    }

    /// <summary>
    /// Reads the whole record again, after a stream was rewritten. Nothing of a person who was forgotten stays in memory.
    /// </summary>
    /// <exception cref="RecordException">The record is not what it should be.</exception>
    public ValueTask<Present> StartAgain(CancellationToken cancel = default) =>
        InTurn(present => Read(Present.Empty.With(present.Directory), cancel), cancel);

    /// <summary>
    /// The stream of a note, an adoption, a gathering or a question that somebody is about to begin. The host makes its id, so
    /// that nobody can try whether something hidden from them has an id. Without the key of a request no two ids are alike. The
    /// same key of the same person gives the same id, so that the host knows a request that is sent again. Such an id is a digest
    /// of both (with a chain, salted). Use a random key, so that it does not tell who wrote a note.
    /// </summary>
    /// <param name="kind">What is begun: a note, an adoption, a gathering or a question.</param>
    /// <param name="by">Who begins it.</param>
    /// <param name="request">The key that is given to <see cref="Do"/>; null for none.</param>
    /// <exception cref="ArgumentException"><paramref name="by"/> is <c>default</c>, or <paramref name="kind"/> is something
    /// else.</exception>
    public StreamId NewStream(StreamKind kind, PersonId by, string? request = null)
    {
        Guard.Against.Default(by);
        var id = request is null
            ? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))
            : Convert.ToHexStringLower(
                SHA256.HashData(Encoding.UTF8.GetBytes($"{_options.Chain?.Pseudonym(by) ?? by}\n{kind}\n{request}")))[..32];
        return kind switch
        {
            StreamKind.Note => StreamId.Of(NoteId.Of(id)),
            StreamKind.Adoption => StreamId.Of(AdoptionId.Of(id)),
            StreamKind.Gathering => StreamId.Of(GatheringId.Of(id)),
            StreamKind.Question => StreamId.Of(QuestionId.Of(id)),
            _ => throw new ArgumentException(
                "A community and a link have ids that people choose, and everybody signed in sees them.", nameof(kind)),
        };
    }

    /// <summary>
    /// Brings an act to a stream and records what follows from it. If somebody else writes first, the host rules on the act
    /// again, in the stream as it then is. It does not if you expected a version. Where the act takes from somebody what they
    /// come to a gathering by (they leave, are barred, or a link ends), the host tells the gathering at once. So the place is
    /// free, and the first who waits has it, when this returns. If the host cannot record that, it does at the next <see
    /// cref="Settle"/>.
    /// </summary>
    /// <param name="on">Which stream.</param>
    /// <param name="act">What to do.</param>
    /// <param name="request">A key that tells this request from every other. The sender chooses it. If the same person sends
    /// the request again within <see cref="CommunitiesOfPracticeOptions.RequestsKnownFor"/>, the host knows it and does not do
    /// it twice. It does not do another act under a used key (<see cref="Acted.IsKeyTaken"/>). Null to do without.</param>
    /// <param name="expected">The version that the stream must be at; null for any.</param>
    /// <param name="cancel">To give up.</param>
    /// <exception cref="ArgumentException"><paramref name="on"/> is <c>default</c>, or the act is one on another kind of
    /// stream.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="act"/> is null.</exception>
    /// <exception cref="RecordException">The record is not what it should be.</exception>
    public async ValueTask<Acted> Do(
        StreamId on, Act act, string? request = null, long? expected = null, CancellationToken cancel = default)
    {
        using var activity = Telemetry.Activities.StartActivity("cop.act");
        activity?.SetTag("cop.act", ActJson.NameOf(Guard.Against.Null(act)));
        var acted = await Bring(on, act, request, expected, cancel).ConfigureAwait(false);
        activity?.SetTag("cop.clause", acted.Answer?.Clause.Id).SetTag("cop.allowed", acted.Allowed);
        _telemetry?.Acted(act, acted);
        if (acted is { Lines.Count: > 0, Repeated: false } && ChangesWhoMayCome(on, act))
            await TellGatheringsOf(on, cancel).ConfigureAwait(false);
        return acted;
    }

    private async ValueTask<Acted> Bring(StreamId on, Act act, string? request, long? expected, CancellationToken cancel)
    {
        if (act.Actor is { } actor) await Know(actor, cancel).ConfigureAwait(false);
        if (RefusedByDirectory(act) is { } refused)
            return new(refused, _present.Landscape.VersionOf(on), ValueList<Entry>.Empty);
        var mark = request is null ? null : MarkOf(on, act, request);
        while (true)
        {
            await Clock.LookAgain(cancel).ConfigureAwait(false);
            if (mark is not null && await Before(on, mark, cancel).ConfigureAwait(false) is { } before) return before;
            var (present, now) = (_present, Now);
            if (present.Damaged.TryGetValue(on, out var damaged)) throw new RecordException(damaged, null);

            // The same request may have been done meanwhile. What was read since would refuse it as done already.
            if (mark is not null && _requests.ContainsKey(mark[..KeyDigits])) continue;
            var version = present.Landscape.VersionOf(on);
            if (expected is { } asked && asked != version)
            {
                // What this process has read may lag behind; only the record tells.
                if ((version = (await CatchUp(cancel).ConfigureAwait(false)).Landscape.VersionOf(on)) != asked)
                    return new(null, version, ValueList<Entry>.Empty);
                continue;
            }

            // An outcome is on the record before anything is ruled upon that may tell it.
            if (present.Landscape.IsBeingRecorded(on, now) && await IsRecorded(on, cancel).ConfigureAwait(false)) continue;
            var done = Try(present, on, act, now);
            if (done is null or { Events.Count: 0 })
            {
                // A refusal goes by what is written, not on what this process last read.
                if ((await CatchUp(cancel).ConfigureAwait(false)).Landscape.VersionOf(on) != version) continue;
                return new(done?.Answer, version, ValueList<Entry>.Empty, IsBeingRecorded: done is null);
            }

            var lines = mark is null ? done.Events
                : done.Events.Select(line => IsOfAct(line, done.Answer) ? line with { Request = mark } : line).ToValueList();
            lines = await Sealed(on, version, lines, cancel).ConfigureAwait(false);
            var appended = await _record.Append(on, version, lines, cancel).ConfigureAwait(false);
            await CatchUp(cancel).ConfigureAwait(false);
            if (appended.Appended) return new(done.Answer, appended.Version, lines);
            _telemetry?.Conflicted();
        }
    }

    /// <summary>
    /// Whether an act may be done now, and why: the answer that <see cref="Do"/> would give. Null where that would be
    /// <see cref="Acted.IsBeingRecorded"/>: something has fallen due there that the record does not hold yet.
    /// </summary>
    /// <param name="on">Which stream.</param>
    /// <param name="act">What to do.</param>
    /// <exception cref="ArgumentException"><paramref name="on"/> is <c>default</c>, or the act is one on another kind of
    /// stream.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="act"/> is null.</exception>
    public Answer? Ask(StreamId on, Act act) =>
        RefusedByDirectory(Guard.Against.Null(act)) ?? Try(_present, on, act, Now)?.Answer;

    /// <summary>
    /// Records what has fallen due in every stream. It also carries out what members decided and other streams carry out
    /// (<see cref="Landscape.ToCarryOut"/>), and tells gatherings who may no longer come, or may again
    /// (<see cref="Commons.FactsForGatherings"/>). Gives how many lines it wrote. While the <see cref="Clock"/> is not trusted,
    /// what has fallen due waits.
    /// </summary>
    /// <exception cref="RecordException">The record is not what it should be.</exception>
    public async ValueTask<int> Settle(CancellationToken cancel = default)
    {
        var written = 0;
        var present = await CatchUp(cancel).ConfigureAwait(false);
        if (_readAgain > 0)
        {
            _readAgain--;
            present = await StartAgain(cancel).ConfigureAwait(false);
        }

        foreach (var (key, known) in _requests)
            if (known.At + _options.RequestsKnownFor <= Now) _requests.TryRemove(key, out _);
        if (Clock.IsTrusted)
            foreach (var stream in present.Landscape.Due(Now).ToArray())
                written += await RecordDue(stream, cancel).ConfigureAwait(false);
        foreach (var next in _present.Landscape.ToCarryOut(Now, zones: _options.Zones).ToArray())
            if (_present.Landscape.Do(next.On, next.Act, Now).Allowed)
                written += (await Do(next.On, next.Act, cancel: cancel).ConfigureAwait(false)).Lines.Count;
        written += await TellGatherings(null, cancel).ConfigureAwait(false);
        _telemetry?.Settled(written);
        return written;
    }

    /// <summary>
    /// Takes a new reading of the directory. Who may read what follows it at once. The host tells communities who came, moved
    /// and left, and gatherings who may no longer come. It tells every stream that knows either of two keys that they are one
    /// person.
    /// </summary>
    /// <param name="directory">What it says now.</param>
    /// <param name="cancel">To give up.</param>
    /// <exception cref="ArgumentNullException"><paramref name="directory"/> is null.</exception>
    public async ValueTask Take(HostDirectory directory, CancellationToken cancel = default)
    {
        Guard.Against.Null(directory);

        // A directory may lag behind. The host is asked again for everybody it named meanwhile, so that they do not come and go.
        foreach (var person in _known.Keys)
            if (!directory.Lists(person, Now) && await SaidOf(person, cancel).ConfigureAwait(false) is { } said)
                directory = directory.With(said, person);
            else _known.TryRemove(person, out _);
        await InTurn(present => new(present.With(directory)), cancel).ConfigureAwait(false);
        await Tell(directory, cancel).ConfigureAwait(false);
        await TellGatherings(null, cancel).ConfigureAwait(false);
    }

    /// <summary>
    /// Forgets a person in the whole record (<see cref="Forgetting.Forget"/>), and reads it again, so that nothing of them
    /// stays in the memory of this process. Their calendar subscription ends (<see cref="ICalendarSubscriptions"/>), and their
    /// notices and preferences go (<see cref="INoticeBook"/>, <see cref="INoticePreferences"/>). Other processes on the same record read it again when they see that somebody was forgotten. The host refuses this while one of
    /// <see cref="CommunitiesOfPracticeOptions.LegalHolds"/> names the person or a stream that it would rewrite.
    /// </summary>
    /// <param name="person">Who.</param>
    /// <param name="salt">The salt of the pseudonym that takes their place: that of the chain, where there is one.</param>
    /// <param name="source">The request it rests on.</param>
    /// <param name="cancel">To give up. What was rewritten by then stays so.</param>
    /// <exception cref="ArgumentException"><paramref name="person"/> is <c>default</c>, or <paramref name="source"/> is not a
    /// well-formed key.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="salt"/> is null.</exception>
    /// <exception cref="RecordException">The record is not what it should be.</exception>
    public async ValueTask<Forgotten> Forget(PersonId person, ChainKey salt, string source, CancellationToken cancel = default)
    {
        var erasure =
            new Erasure(Guard.Against.Default(person), Guard.Against.Null(salt)) { LegalHolds = Asking(_options.LegalHolds) };
        var present = await Refresh(cancel).ConfigureAwait(false);
        var now = Now;
        var forgotten =
            await _record.Forget(
                erasure, source, present.Landscape.Due(now).Select(on => present.Landscape.WhenToAsk(on, now)).Append(now).Min(),
                    cancel).ConfigureAwait(false);
        if (forgotten.Answer.Allowed) await ForgetBeside(person, cancel).ConfigureAwait(false);
        await StartAgain(cancel).ConfigureAwait(false);
        return forgotten;
    }

    /// <summary>
    /// Everything that the record holds of one person, and their notices and preferences beside it, for them to read
    /// (<see cref="OwnData"/>).
    /// </summary>
    /// <param name="person">Whose data.</param>
    /// <param name="cancel">To give up.</param>
    /// <exception cref="ArgumentException"><paramref name="person"/> is <c>default</c>.</exception>
    /// <exception cref="RecordException">The record is not what it should be.</exception>
    public async ValueTask<byte[]> OwnDataOf(PersonId person, CancellationToken cancel = default)
    {
        var (lines, after) = (new List<Entry>(), 0L);
        while (await _record.ReadAll(after, PageSize, cancel).ConfigureAwait(false) is { Count: > 0 } page)
        {
            lines.AddRange(page.Select(line => line.Entry));
            after = page[^1].Position;
        }

        var scope = _services.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            var told = scope.ServiceProvider.GetService<INoticePreferences>() is { } preferences
                ? await preferences.Find(person, cancel).ConfigureAwait(false)
                : null;
            var notices = scope.ServiceProvider.GetService<INoticeBook>() is { } book
                ? await book.Of(person, Instant.MinValue, cancel).ConfigureAwait(false)
                : null;
            return OwnData.ToUtf8(lines, person, told, notices);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _reading.Dispose();
        _recording.Dispose();
    }

    /// <summary>
    /// The refusal of an act by a second key; and, where the host can be asked for anybody, of an act by somebody it
    /// does not list, unless nothing keeps anybody from it: so nobody governs before they can read.
    /// </summary>
    private Answer? RefusedByDirectory(Act act) =>
        _present.Directory.RefuseSecondKey(act)
            ?? (_options.Known is null || Narrowing.Is(act) ? null : _present.Directory.RefuseUnlisted(act, Now));

    /// <summary>Tells every stream what it does not know yet of what a directory says.</summary>
    private async ValueTask Tell(HostDirectory directory, CancellationToken cancel)
    {
        foreach (var told in directory.ChangesFor(_present.Landscape, Now).ToArray())
            await Do(told.On, told.Act, cancel: cancel).ConfigureAwait(false);
    }

    /// <summary>
    /// Whether an act may change who may come to a gathering: an act elsewhere that ends or begins a membership or a link, or on
    /// the gathering by another community that calls it, or for a guest.
    /// </summary>
    private static bool ChangesWhoMayCome(StreamId on, Act act) =>
        on.Kind is StreamKind.Community or StreamKind.Link || act is AgreeToGathering or WithdrawFromGathering or InviteGuest;

    /// <summary>
    /// Tells the gatherings that a stream bears on. The act before it is recorded, so a fault here is not the act's: the next
    /// settling tries again, and says so if it cannot.
    /// </summary>
    private async ValueTask TellGatheringsOf(StreamId changed, CancellationToken cancel)
    {
        try
        {
            await TellGatherings(changed, cancel).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
        }
    }

    /// <summary>
    /// Tells gatherings who may no longer come, may again, or looks after one no more, as far as they have not been told: how
    /// many lines that took.
    /// </summary>
    /// <param name="about">The stream that bears on them; null for all.</param>
    /// <param name="cancel">To give up.</param>
    private async ValueTask<int> TellGatherings(StreamId? about, CancellationToken cancel)
    {
        var written = 0;
        foreach (var fact in _present.Commons.FactsForGatherings(Now, about: about).ToArray())
            written += (await Do(fact.On, fact.Act, cancel: cancel).ConfigureAwait(false)).Lines.Count;
        return written;
    }

    /// <summary>Removes what is kept of somebody beside the record.</summary>
    private async ValueTask ForgetBeside(PersonId person, CancellationToken cancel)
    {
        var scope = _services.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            if (scope.ServiceProvider.GetService<ICalendarSubscriptions>() is { } subscriptions)
                await subscriptions.End(person, cancel).ConfigureAwait(false);
            if (scope.ServiceProvider.GetService<INoticePreferences>() is { } preferences)
                await preferences.End(person, cancel).ConfigureAwait(false);
            if (scope.ServiceProvider.GetService<INoticeBook>() is { } book)
                await book.End(person, cancel).ConfigureAwait(false);
        }
    }

    /// <summary>What the host says of one person; null where it knows nobody of that key.</summary>
    private async ValueTask<HostDirectory?> SaidOf(PersonId person, CancellationToken cancel)
    {
        var scope = _services.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
            return _options.Known is { } known
                ? await known(scope.ServiceProvider, person, cancel).ConfigureAwait(false)
                : null;
    }

    /// <summary>Asks a function of the host's, with services that live as long as it runs.</summary>
    private T Asking<T>(Func<IServiceProvider, T> function)
    {
        using var scope = _services.CreateScope();
        return function(scope.ServiceProvider);
    }

    /// <summary>
    /// Tries an act in a stream as it is recorded. Null where something has fallen due there that is not recorded, and the act is
    /// none that nothing keeps anybody from (<see cref="Narrowing"/>), which goes on, dated before it; and where, while the clock
    /// is not trusted, a decision would close with the act.
    /// </summary>
    private Done<Landscape>? Try(Present present, StreamId on, Act act, Instant now)
    {
        var narrows = Narrowing.Is(act);
        if (present.Landscape.IsBeingRecorded(on, now) && !narrows) return null;
        var done = present.Landscape.Do(on, act, present.Landscape.WhenToAsk(on, now));
        return Clock.IsTrusted || narrows
            || !done.Events.Any(line => line.Event is DecisionClosed or VotingClosed or FellBack && !IsOfAct(line, done.Answer))
                ? done
                : null;
    }

    /// <summary>
    /// What is known once everything that has fallen due is recorded, as far as it can be. One at a time, so that all who wait
    /// find it done; where it failed a moment ago, nobody waits for it.
    /// </summary>
    private async ValueTask<Present> AfterRecording(CancellationToken cancel)
    {
        await _recording.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            foreach (var stream in _present.Landscape.Due(Now).ToArray())
                if (!await IsRecorded(stream, cancel).ConfigureAwait(false)) break;
            return _present;
        }
        finally
        {
            _recording.Release();
        }
    }

    /// <summary>Records what has fallen due in a stream, if that can be done.</summary>
    private async ValueTask<bool> IsRecorded(StreamId stream, CancellationToken cancel)
    {
        if (!Clock.IsTrusted
            || (_unrecorded is { } failed
                && Stopwatch.GetElapsedTime(failed.At) < _options.SettleEvery.ToTimeSpan())) return false;
        try
        {
            _telemetry?.Settled(await RecordDue(stream, cancel).ConfigureAwait(false));
            return true;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // It is kept for the health check. What is told says that it is being recorded.
            return false;
        }
    }

    /// <summary>Records what has fallen due in a stream: how many lines that took; none, where another process did.</summary>
    private async ValueTask<int> RecordDue(StreamId stream, CancellationToken cancel)
    {
        try
        {
            while (_present.Landscape.Settle(stream, Now).Events is { Count: > 0 } due)
            {
                var lines = await Sealed(stream, due[0].Version - 1, due, cancel).ConfigureAwait(false);
                var appended = await _record.Append(stream, due[0].Version - 1, lines, cancel).ConfigureAwait(false);
                await CatchUp(cancel).ConfigureAwait(false);
                if (!appended.Appended) continue;
                _unrecorded = null;
                return lines.Count;
            }

            return 0;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            _unrecorded = new(fault, Stopwatch.GetTimestamp());
            throw;
        }
    }

    /// <summary>Moves the compiled Commons on to now, so that questions about now are answered from it.</summary>
    internal async ValueTask MoveOn(CancellationToken cancel) =>
        await InTurn(present => new(present.At(Now)), cancel).ConfigureAwait(false);

    /// <summary>Makes the next present from this one: one after the other, while everybody goes on reading the last.</summary>
    private async ValueTask<Present> InTurn(Func<Present, ValueTask<Present>> next, CancellationToken cancel)
    {
        await _reading.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            return _present = await next(_present).ConfigureAwait(false);
        }
        finally
        {
            _reading.Release();
        }
    }

    private async Task<Present> ReadNext()
    {
        // It begins elsewhere, and not before the one who asked for it has put it where others find it.
        await Task.Yield();
        return await InTurn(
            async present =>
            {
                // Requests that have come and not been looked at yet share it too: it begins after them.
                await AfterAllThatWaits().ConfigureAwait(false);
                lock (_asking) _next = null;
                return await Read(present, CancellationToken.None).ConfigureAwait(false);
            },
            CancellationToken.None).ConfigureAwait(false);
    }

    private static Task AfterAllThatWaits() => Task.Factory.StartNew(
        static () => { }, CancellationToken.None, TaskCreationOptions.PreferFairness, TaskScheduler.Default);

    private async ValueTask<Present> Read(Present present, CancellationToken cancel)
    {
        var (began, isWhole) = (Stopwatch.GetTimestamp(), present.Landscape.Position == 0);
        await Clock.LookAgain(cancel).ConfigureAwait(false);
        while (true)
        {
            var (lines, damaged) = await Next(present.Landscape.Position, cancel).ConfigureAwait(false);
            if (lines.Count == 0 && damaged is null) break;
            foreach (var line in lines)
            {
                if (line.Entry is { Request: { } mark } entry && entry.At + _options.RequestsKnownFor > Now)
                    _requests.TryAdd(mark[..KeyDigits], (mark, entry.Stream, entry.Version, entry.At));
                if (line.Entry.Event is PersonForgotten && !isWhole) _readAgain = 2;
            }

            present = present.After(lines, ref damaged);
            if (damaged is not null) present = present.Without(damaged);
        }

        Volatile.Write(ref _readFrom, began);
        _telemetry?.Read(Stopwatch.GetElapsedTime(began));
        return present;
    }

    /// <summary>The lines that come next, and the damaged line that they end at.</summary>
    internal async ValueTask<(ValueList<Recorded> Lines, DamagedLine? Damaged)> Next(long after, CancellationToken cancel)
    {
        try
        {
            return (await _record.ReadAll(after, PageSize, cancel).ConfigureAwait(false), null);
        }
        catch (RecordException fault) when (fault.Damaged is { } damaged && damaged.Position > after)
        {
            var between = (int)(damaged.Position - after - 1);
            return (between == 0 ? ValueList<Recorded>.Empty
                : await _record.ReadAll(after, between, cancel).ConfigureAwait(false), damaged);
        }
    }

    private async ValueTask<Acted?> Before(StreamId on, string mark, CancellationToken cancel)
    {
        var key = mark[..KeyDigits];
        if (!_requests.ContainsKey(key)) await CatchUp(cancel).ConfigureAwait(false);
        if (!_requests.TryGetValue(key, out var place)) return null;
        if (place.Mark != mark) return new(null, _present.Landscape.VersionOf(on), ValueList<Entry>.Empty, Repeated: true);
        var lines = (await _record.Read(place.On, place.Version - 1, PageSize, cancel).ConfigureAwait(false))
            .TakeWhile(line => line.Request == mark).ToValueList();
        return new(new(true, lines[0].Clause, lines[0].Under), _present.Landscape.VersionOf(on), lines, Repeated: true);
    }

    private async ValueTask<ValueList<Entry>> Sealed(StreamId on, long version, ValueList<Entry> lines, CancellationToken cancel)
    {
        if (_options.Chain is not { } key) return lines;
        var last = version == 0
            ? null
            : (await _record.Read(on, version - 1, 1, cancel).ConfigureAwait(false)).FirstOrDefault()?.Hash;
        return Chain.Seal(lines, key, last);
    }

    // What fell due before the act has its own rule, and nobody did it.
    private static bool IsOfAct(Entry line, Answer answer) => line.Clause == answer.Clause && line.Under == answer.Witness;

    /// <summary>
    /// What a request is known by: who sent it, where to and by which key of theirs; and what it asks for. Digests, so that none
    /// of it can be read in the record.
    /// </summary>
    private static string MarkOf(StreamId on, Act act, string request) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{act.Actor}\n{on}\n{request}")))[..KeyDigits]
            + Convert.ToHexStringLower(ActForm.DigestOf(act))[..(32 - KeyDigits)];

    /// <summary>That something could not be recorded, and when that was, in ticks of the stopwatch.</summary>
    private sealed record Failure(Exception Fault, long At);
}
