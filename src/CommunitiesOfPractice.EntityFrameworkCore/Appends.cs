using System.Data.Common;
using CommunitiesOfPractice.Storage;
using Microsoft.EntityFrameworkCore.Storage;

namespace CommunitiesOfPractice.EntityFrameworkCore;

/// <summary>An append that somebody waits for.</summary>
internal sealed class WantedAppend(StreamId stream, long expected, ValueList<Entry> entries, CancellationToken cancel)
{
    private readonly TaskCompletionSource<Append> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public StreamId Stream => stream;

    public long Expected => expected;

    public ValueList<Entry> Entries => entries;

    /// <summary>The lines as they are kept. They are made before anybody holds the lock.</summary>
    public string[] Lines { get; } = [.. entries.Select(RecordJson.ToText)];

    public CancellationToken Cancel => cancel;

    public Task<Append> Answer => _answer.Task;

    public void Complete(Append answer) => _answer.TrySetResult(answer);

    public void Fail(Exception fault)
    {
        // It counts as seen, even where nobody waits any more.
        _answer.TrySetException(fault);
        _ = _answer.Task.Exception;
    }
}

/// <summary>How far a transaction came.</summary>
internal sealed class Progress
{
    /// <summary>Until then nothing of any one append has been at work.</summary>
    public bool HasLock { get; set; }

    /// <summary>From then on only the commit is left.</summary>
    public bool IsWritten { get; set; }

    /// <summary>What the last try wrote before its commit; null where none came so far.</summary>
    public Tried? Tried { get; set; }
}

/// <summary>Lines of one stream that follow a version.</summary>
internal readonly record struct Piece(StreamId Stream, long Version, ReadOnlyMemory<string> Lines);

/// <summary>What a try wrote after a position, and what it would have answered.</summary>
internal sealed record Tried(Append[] Answers, long Position, List<Piece> Pieces);

/// <summary>
/// Appends take turns. One that comes while nobody appends goes ahead alone, at once. What comes meanwhile waits, and then all
/// that wait share one transaction, in the order in which they came. See
/// <c>docs/decisions/0045-appends-that-wait-share-a-transaction.md</c>.
/// </summary>
/// <param name="write">Writes some appends in one transaction, and gives an answer for each.</param>
internal sealed class Appends(Func<IReadOnlyList<WantedAppend>, Progress, CancellationToken, Task<Append[]>> write)
{
    private readonly Queue<WantedAppend> _waiting = [];
    private bool _isTaken;

    public async Task<Append> Append(WantedAppend wanted)
    {
        if (!GoesAhead(wanted)) return await wanted.Answer.WaitAsync(wanted.Cancel).ConfigureAwait(false);
        try
        {
            return (await write([wanted], new(), wanted.Cancel).ConfigureAwait(false))[0];
        }
        finally
        {
            // Those who wait are nobody's in particular: neither this caller's cancellation nor its context is theirs.
            if (Next() is { Count: > 0 } next)
                using (ExecutionContext.SuppressFlow()) _ = Task.Run(() => WriteOn(next));
        }
    }

    private bool GoesAhead(WantedAppend wanted)
    {
        lock (_waiting)
        {
            if (!_isTaken) return _isTaken = true;
            _waiting.Enqueue(wanted);
            return false;
        }
    }

    /// <summary>
    /// Those who wait, up to so many lines that one statement holds them. Where there are none, the next who comes goes ahead.
    /// </summary>
    private List<WantedAppend> Next()
    {
        var (taken, lines) = (new List<WantedAppend>(), 0);
        lock (_waiting)
        {
            while (_waiting.TryPeek(out var first) && (taken.Count == 0 || lines + Size(first) <= Sql.MostLines))
            {
                _waiting.Dequeue();
                if (first.Cancel.IsCancellationRequested) continue;
                taken.Add(first);
                lines += Size(first);
            }

            _isTaken = taken.Count > 0;
        }

        return taken;
    }

    // One without lines asks for a version, and that is work too.
    private static int Size(WantedAppend wanted) => Math.Max(1, wanted.Lines.Length);

    private async Task WriteOn(List<WantedAppend> taken)
    {
        for (; taken.Count > 0; taken = Next())
        {
            var fault = await TryWrite(taken).ConfigureAwait(false);
            if (fault is null) continue;

            // Where one of them spoilt it for all, each is tried alone. So it harms only itself.
            var alone = fault.IsOfOne && taken.Count > 1;
            foreach (var one in taken)
            {
                if (alone) fault = await TryWrite([one]).ConfigureAwait(false);
                if (fault is null) continue;
                one.Fail(fault.Exception);
                alone &= fault.IsOfOne;
            }
        }
    }

    private async Task<Fault?> TryWrite(List<WantedAppend> taken)
    {
        var progress = new Progress();
        try
        {
            var answers = await write(taken, progress, CancellationToken.None).ConfigureAwait(false);
            foreach (var (wanted, answer) in taken.Zip(answers)) wanted.Complete(answer);
            return null;
        }
        catch (Exception exception)
        {
            return new(exception, IsOfOne(exception, progress));
        }
    }

    /// <summary>
    /// Whether one append may be at fault. What fails before the lock, or will pass by itself, is nobody's in particular. Each
    /// would wait for it anew. After a commit that failed without an answer, what was written may be there.
    /// </summary>
    private static bool IsOfOne(Exception exception, Progress progress) =>
        progress.HasLock && exception is not (RetryLimitExceededException or DbException { IsTransient: true })
            && (!progress.IsWritten || exception is DbException { SqlState: not null });

    private sealed record Fault(Exception Exception, bool IsOfOne);
}
