using CommunitiesOfPractice.Events;
using CommunitiesOfPractice.Storage;
using Microsoft.Extensions.Options;

namespace CommunitiesOfPractice.AspNetCore;

/// <summary>
/// The notices of a host's people: what concerns each of them, and what they care to be told. There is one for the whole process,
/// and any number of threads may use it. Several processes may keep one book: each thing is told once.
/// </summary>
public sealed class HostNotices : IDisposable
{
    private readonly CommunityHost _host;
    private readonly INoticeBook _book;
    private readonly INoticePreferences _preferences;
    private readonly CommunitiesOfPracticeOptions _options;
    private readonly SemaphoreSlim _telling = new(1, 1);

    // Every stream as it was where people have been told until, so that no history is read again.
    private Landscape? _before;
    private bool _zonesAsked;

    /// <summary>The notices of a host's people.</summary>
    /// <param name="host">The host's communities.</param>
    /// <param name="book">Where the notices are kept.</param>
    /// <param name="preferences">Where it is kept what people care to be told.</param>
    /// <param name="options">What only the host knows.</param>
    /// <exception cref="ArgumentNullException">One of them is null.</exception>
    public HostNotices(
        CommunityHost host, INoticeBook book, INoticePreferences preferences, IOptions<CommunitiesOfPracticeOptions> options) =>
        (_host, _book, _preferences, _options) =
            (Guard.Against.Null(host), Guard.Against.Null(book), Guard.Against.Null(preferences),
                Guard.Against.Null(options).Value);

    /// <summary>Where it is kept what people care to be told.</summary>
    public INoticePreferences Preferences => _preferences;

    /// <summary>
    /// Tells people what the record has grown by, and what has fallen due, since they were last told (<see
    /// cref="Notices.After"/>). The first time, it tells nobody anything, and begins from now. The host makes this call every
    /// <see cref="CommunitiesOfPracticeOptions.TellEvery"/>.
    /// </summary>
    /// <param name="cancel">To give up.</param>
    /// <returns>How many notices there were.</returns>
    /// <exception cref="RecordException">The record is not what it should be.</exception>
    public async ValueTask<int> Tell(CancellationToken cancel = default)
    {
        await _telling.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            if (await _book.Told(cancel).ConfigureAwait(false) is not { } told)
            {
                // What is known is where it begins. A host that knows nothing yet would tell of all that is past.
                var present = _host.Present.Landscape.Position > 0
                    ? _host.Present
                    : await _host.Refresh(cancel).ConfigureAwait(false);
                await _book.Tell(null, [], new(present.Landscape.Position, Ticked(_host.Now)), cancel).ConfigureAwait(false);
                _before = present.Landscape;
                return 0;
            }

            var (known, count) = (await _host.Refresh(cancel).ConfigureAwait(false), 0);
            do
            {
                var next = await TellNext(known, told, cancel).ConfigureAwait(false);
                if (next is not { } kept) return count;
                (told, count) = (kept.Told, count + kept.Count);
            }
            while (told.Position < known.Landscape.Position);
            await _book.Prune(told.Until - _options.KeepNoticesFor, cancel).ConfigureAwait(false);
            return count;
        }
        finally
        {
            _telling.Release();
        }
    }

    /// <summary>
    /// What concerns somebody now, the newest first: as they prefer, and as far as they may still be told. It holds ids and no
    /// words; look these up as for anything that they see.
    /// </summary>
    /// <param name="caller">Who, and when.</param>
    /// <param name="after">What they were told after this instant; null for all that is kept.</param>
    /// <param name="where">Where they are told now.</param>
    /// <param name="cancel">To give up.</param>
    /// <exception cref="ArgumentNullException"><paramref name="caller"/> is null.</exception>
    public async ValueTask<ValueList<Notice>> For(
        Caller caller, Instant? after = null, ToldIn where = ToldIn.Page, CancellationToken cancel = default)
    {
        var person = Guard.Against.Null(caller).Person;
        var kept = await _preferences.Find(person, cancel).ConfigureAwait(false);
        var notices = await _book.Of(person, after ?? Instant.MinValue, cancel).ConfigureAwait(false);
        return Notices.For(notices, caller, kept.Preferences, where);
    }

    /// <summary>How far people have been told; null where the host never began.</summary>
    /// <param name="cancel">To give up.</param>
    public ValueTask<ToldUntil?> Told(CancellationToken cancel = default) => _book.Told(cancel);

    /// <summary>Everybody who was told something after an instant, in the order of their keys.</summary>
    /// <param name="after">After this instant.</param>
    /// <param name="cancel">To give up.</param>
    public ValueTask<ValueList<PersonId>> People(Instant after, CancellationToken cancel = default) =>
        _book.People(after, cancel);

    /// <inheritdoc/>
    public void Dispose() => _telling.Dispose();

    /// <summary>Tells the next page of lines; null where another process told it.</summary>
    private async ValueTask<(ToldUntil Told, int Count)?> TellNext(Present present, ToldUntil told, CancellationToken cancel)
    {
        var before = await Before(present, told.Position, cancel).ConfigureAwait(false);
        var (lines, damaged) = await LinesAfter(told.Position, present, cancel).ConfigureAwait(false);
        var position = damaged ?? (lines.Count > 0 ? lines[^1].Position : told.Position);
        var until = Ticked(Instant.Max(_host.Now, told.Until + Duration.FromTicks(1)));
        var readable = lines.Where(line => !present.Damaged.ContainsKey(line.Entry.Stream)).ToValueList();
        var notices = Notices.After(
            before, readable, present.Commons, told.Until, until, _zonesAsked ? null : _options.Zones);
        var merged = readable.Select(line => line.Entry.Event).OfType<KeysMerged>().Distinct().ToArray();
        foreach (var keys in merged)
            notices = notices.Concat(await Moved(keys, until, cancel).ConfigureAwait(false)).ToValueList();
        var now = new ToldUntil(position, until);
        if (!await _book.Tell(told, notices, now, cancel).ConfigureAwait(false)) return null;
        foreach (var keys in merged)
        {
            await _preferences.End(keys.Dropped, cancel).ConfigureAwait(false);
            await _book.End(keys.Dropped, cancel).ConfigureAwait(false);
        }

        _zonesAsked = true;
        _before = position == present.Landscape.Position ? present.Landscape : After(before, readable).Past(position);
        return (now, notices.Count);
    }

    /// <summary>Every stream at a position: as it was left, as it is, or read from the record.</summary>
    private async ValueTask<Landscape> Before(Present present, long position, CancellationToken cancel)
    {
        if (present.Landscape.Position == position) return present.Landscape;
        var before = _before is { } left && left.Position <= position ? left : Landscape.Empty;
        while (before.Position < position)
        {
            var (lines, damaged) = await LinesAfter(before.Position, present, cancel).ConfigureAwait(false);
            if (lines.Count == 0 && damaged is null) break;
            before = After(before, lines.Where(line => line.Position <= position
                && !present.Damaged.ContainsKey(line.Entry.Stream)));
            before = before.Past(Math.Min(damaged ?? lines[^1].Position, position));
        }

        return before;
    }

    /// <summary>The lines that come next, of those that are known, and the position of the damaged line they end at.</summary>
    private async ValueTask<(ValueList<Recorded> Lines, long? Damaged)> LinesAfter(
        long position, Present present, CancellationToken cancel)
    {
        var known = present.Landscape.Position;
        if (position >= known) return (ValueList<Recorded>.Empty, null);
        var (lines, damaged) = await _host.Next(position, cancel).ConfigureAwait(false);
        return (lines.Where(line => line.Position <= known).ToValueList(),
            damaged is { Position: var at } && at <= known ? at : null);
    }

    /// <summary>
    /// What somebody was told under a second key, for their first. What they care to be told moves too, unless the first key has
    /// said something itself.
    /// </summary>
    private async ValueTask<ValueList<Notice>> Moved(KeysMerged merged, Instant until, CancellationToken cancel)
    {
        var notices = await _book.Of(merged.Dropped, Instant.MinValue, cancel).ConfigureAwait(false);
        var dropped = await _preferences.Find(merged.Dropped, cancel).ConfigureAwait(false);
        if (dropped.Preferences != NoticePreferences.Usual
            && (await _preferences.Find(merged.Kept, cancel).ConfigureAwait(false)).Preferences == NoticePreferences.Usual)
            await _preferences.Prefer(merged.Kept, dropped.Preferences, cancel).ConfigureAwait(false);
        return notices.Select(notice => notice with { To = merged.Kept, Told = until }).ToValueList();
    }

    private static Landscape After(Landscape before, IEnumerable<Recorded> lines)
    {
        foreach (var line in lines) before = before.Past(line.Position - 1).After([line]);
        return before;
    }

    // As exact as every store keeps it.
    private static Instant Ticked(Instant instant) => Instant.FromUnixTimeTicks(instant.ToUnixTimeTicks());
}
