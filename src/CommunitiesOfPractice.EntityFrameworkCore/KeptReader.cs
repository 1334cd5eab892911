using System.Data.Common;
using System.Transactions;
using CommunitiesOfPractice.Storage;
using Microsoft.EntityFrameworkCore;

namespace CommunitiesOfPractice.EntityFrameworkCore;

/// <summary>
/// A context whose connection stays open between two readings. A host looks at the record before each answer, and mostly nothing
/// is new: opening a connection costs many times what that look costs. It holds no transaction and no lock.
/// </summary>
internal sealed class KeptReader : IDisposable
{
    private Idle? _idle;
    private volatile bool _isDisposed;

    /// <summary>
    /// Reads with the one that is kept; null where there is none, where another reading has it, or where its connection broke
    /// meanwhile. Then the reading goes on as if none had been kept.
    /// </summary>
    public async Task<T?> Try<T>(Func<DbContext, Task<T>> use)
        where T : class
    {
        // What a host does in an ambient transaction is seen only within it.
        if (Transaction.Current is not null || Interlocked.Exchange(ref _idle, null) is not { } kept) return null;
        var isWell = false;
        try
        {
            var result = await use(kept.Opened.Context).ConfigureAwait(false);
            isWell = true;
            return result;
        }
        catch (RecordException)
        {
            isWell = true;
            throw;
        }
        catch (DbException)
        {
            return null;
        }
        finally
        {
            if (!isWell || !Keep(kept.Opened)) await kept.Opened.Owner!.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Keeps one that is open; not where there is one already.</summary>
    /// <returns>Whether it is kept. The one who gives it still has to close it where it is not.</returns>
    public bool Keep(Opened opened)
    {
        if (_isDisposed || opened.Owner is null || Transaction.Current is not null) return false;
        var idle = new Idle(opened);
        if (Interlocked.CompareExchange(ref _idle, idle, null) is not null) return false;

        // Somebody may have ended all of it in between.
        return !_isDisposed || Interlocked.CompareExchange(ref _idle, null, idle) != idle;
    }

    public void Dispose()
    {
        _isDisposed = true;
        Interlocked.Exchange(ref _idle, null)?.Opened.Owner!.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    private sealed record Idle(Opened Opened);
}
