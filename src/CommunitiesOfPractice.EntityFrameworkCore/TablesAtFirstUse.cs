using System.Data.Common;
using Microsoft.EntityFrameworkCore.Storage;

namespace CommunitiesOfPractice.EntityFrameworkCore;

/// <summary>
/// Completes the tables of the record at its first use, once. Where that fails or must wait for the host, the next use tries
/// again. See <c>docs/decisions/0046-tables-of-the-record-are-made-at-first-use.md</c>.
/// </summary>
/// <param name="open">Opens a context.</param>
internal sealed class TablesAtFirstUse(Func<CancellationToken, Task<Opened>> open)
{
    private readonly object _gate = new();
    private volatile bool _areComplete;
    private Task? _completing;

    /// <summary>Whether nothing is left to do.</summary>
    public bool AreComplete => _areComplete;

    /// <summary>Completes them. All who come meanwhile wait for the same attempt.</summary>
    /// <exception cref="RecordException">The tables are missing, and it could not or may not make them.</exception>
    public Task Complete(CancellationToken cancel)
    {
        lock (_gate)
        {
            if (!_areComplete && _completing is null or { IsCompleted: true })
                _completing = Task.Run(Try, CancellationToken.None);
            return _completing!.WaitAsync(cancel);
        }
    }

    private async Task Try()
    {
        var (context, owner) = await open(CancellationToken.None).ConfigureAwait(false);
        await using (owner!.ConfigureAwait(false))
        {
            try
            {
                if (!await RecordSchema.Complete(context, CancellationToken.None).ConfigureAwait(false))
                    throw RecordSchema.Missing();
                _areComplete = true;
            }
            catch (Exception fault) when (fault is DbException or RetryLimitExceededException)
            {
                // The record does without the search where that alone could not be made.
                var there = await RecordSchema.HasTables(context).ConfigureAwait(false);
                if (there is false) throw RecordSchema.Missing(fault);
                if (there is null) throw;
            }
        }
    }
}
