namespace CommunitiesOfPractice.Storage;

/// <summary>What came of forgetting somebody.</summary>
/// <param name="Answer">Whether they are forgotten; where not, which hold is in force.</param>
/// <param name="Streams">The streams that were rewritten, in order; none, where nothing names the person, or a hold is in
/// force.</param>
public sealed record Forgotten(Answer Answer, ValueList<StreamId> Streams);

/// <summary>Forgetting a person in the whole of a record, in one call.</summary>
public static class Forgetting
{
    internal const int Page = 1000;

    /// <summary>
    /// Forgets a person in every stream (law 13). In each community that has a record of them, <see cref="Forget"/> is done
    /// first, so that what they hold there ends as if they had left. Then each stream that names them, or holds words of theirs
    /// that were copied to it, is rewritten. The record is read again until nothing of them is left, so what others write
    /// meanwhile is found too. Somebody who still acts by the key is recorded again. Chained streams stay chained. Doing it again
    /// changes nothing, and goes on where it was interrupted. Streams that hold only copies go first, so that these copies can
    /// still be recognised.
    /// </summary>
    /// <remarks>
    /// Somebody with second keys (<see cref="Community.KeysOf"/>) is forgotten by each of them, each with a pseudonym of its own.
    /// Left to the host: build the <see cref="Commons"/> anew, drop communities that are held in memory, and see to its
    /// directory, logs, exports and backups. Words that somebody else wrote after them, and that are the same to the letter, are
    /// redacted with theirs, because copies look the same.
    /// </remarks>
    /// <param name="record">Where the record is kept.</param>
    /// <param name="erasure">Who is forgotten, by which salt, and which words go with them. The salt is that of the chain, where
    /// there is one.</param>
    /// <param name="source">The request it rests on.</param>
    /// <param name="at">When.</param>
    /// <param name="cancel">To give up. What was rewritten by then stays so.</param>
    /// <exception cref="ArgumentNullException"><paramref name="record"/> or <paramref name="erasure"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="source"/> is not a well-formed key.</exception>
    /// <exception cref="RecordException">The record is not what it should be.</exception>
    public static async ValueTask<Forgotten> Forget(
        this IRecord record, Erasure erasure, string source, Instant at, CancellationToken cancel = default)
    {
        Guard.Against.Null(record);
        var mergers = new List<Event>();
        await Each(record, line =>
        {
            if (line.Event is IMergesKeys) mergers.Add(line.Event);
        }, cancel).ConfigureAwait(false);
        var forgotten = new Forgotten(new(true, Clauses.Forgetting, Witness.Of(Guard.Against.Null(erasure).Person)), []);
        foreach (var key in SecondKeys.KeysIn(mergers, erasure.Person))
        {
            var one = await ForgetKey(record, erasure with { Person = key }, new Forget(key, source), at, cancel)
                .ConfigureAwait(false);
            forgotten = new(one.Answer, forgotten.Streams.Union(one.Streams).OrderBy(stream => stream).ToValueList());
            if (!one.Answer.Allowed) break;
        }

        return forgotten;
    }

    private static async ValueTask<Forgotten> ForgetKey(
        IRecord record, Erasure erasure, Forget forget, Instant at, CancellationToken cancel)
    {
        var (own, rewritten) = (new OwnWords(erasure), new SortedSet<StreamId>());
        while (true)
        {
            var streams = await Holding(record, erasure, own, cancel).ConfigureAwait(false);
            if (erasure.LegalHolds.FirstOrDefault(h => h.Holds(erasure.Person, streams, at)) is { } hold)
                return new(
                    new(false, Clauses.HeldForTheLaw, Witness.Of(erasure.Person),
                        new(Condition.NoRestriction, hold.Reference, hold.Until)), rewritten.ToValueList());
            if (streams.Length == 0)
                return new(new(true, Clauses.Forgetting, Witness.Of(erasure.Person)), rewritten.ToValueList());
            foreach (var stream in streams)
            {
                if (stream.Kind == StreamKind.Community)
                    await record.Do(
                        CommunityId.Of(stream), forget, at, await KeyOf(record, stream, erasure, cancel).ConfigureAwait(false),
                            cancel).ConfigureAwait(false);
                await record.Rewrite(stream, lines => erasure.Apply(lines, own), cancel).ConfigureAwait(false);
            }

            rewritten.UnionWith(streams);
        }
    }

    /// <summary>
    /// The streams that name the person or hold words that go with them, those first in which they wrote nothing.
    /// </summary>
    private static async ValueTask<StreamId[]> Holding(IRecord record, Erasure erasure, OwnWords own, CancellationToken cancel)
    {
        var (streams, written) = (new HashSet<StreamId>(), new HashSet<StreamId>());

        // Words are gathered first: they may have been copied to a stream that is read before the one in which they were written.
        await Each(record, line =>
        {
            own.Read(line);
            if (line.By == erasure.Person) written.Add(line.Stream);
        }, cancel).ConfigureAwait(false);
        await Each(record, line =>
        {
            if (!streams.Contains(line.Stream) && erasure.Changes(line, own)) streams.Add(line.Stream);
        }, cancel).ConfigureAwait(false);
        return [.. streams.OrderBy(stream => written.Contains(stream)).ThenBy(stream => stream)];
    }

    private static async ValueTask Each(IRecord record, Action<Entry> look, CancellationToken cancel)
    {
        var after = 0L;
        while (await record.ReadAll(after, Page, cancel).ConfigureAwait(false) is { Count: > 0 } lines)
        {
            foreach (var line in lines) look(line.Entry);
            after = lines[lines.Count - 1].Position;
        }
    }

    // A stream is chained where its first line is.
    private static async ValueTask<ChainKey?> KeyOf(IRecord record, StreamId stream, Erasure erasure, CancellationToken cancel) =>
        (await record.Read(stream, 0, 1, cancel).ConfigureAwait(false))[0].Hash is null ? null : erasure.Key;
}
