using CommunitiesOfPractice.Trials;
using Microsoft.Extensions.Options;

namespace CommunitiesOfPractice.AspNetCore.UI;

/// <summary>
/// Trials of charters, for pages. A trial takes seconds of a processor: so there is one at a time, the last ones are kept, and
/// each is given up after a while.
/// </summary>
/// <param name="options">How long a trial may last.</param>
public sealed class CharterTrials(IOptions<CommunitiesOfPracticeUIOptions> options) : IDisposable
{
    private const int Kept = 32;

    private readonly SemaphoreSlim _one = new(1);
    private volatile CharterTrial[] _kept = [];

    /// <summary>
    /// The trial of a charter; null where it was not done in time, because others came first or it was too slow.
    /// </summary>
    /// <param name="charter">The charter.</param>
    /// <param name="cancel">Ends it: nobody waits for it any more.</param>
    public async Task<CharterTrial?> Of(Charter charter, CancellationToken cancel)
    {
        if (Known(charter) is { } known) return known;
        using var inTime = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        inTime.CancelAfter(options.Value.LongestTrial.ToTimeSpan());
        try
        {
            await _one.WaitAsync(inTime.Token);
            try
            {
                return Known(charter) ?? Keep(CharterTrial.Of(charter, Bounds(charter), inTime.Token));
            }
            finally
            {
                _one.Release();
            }
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    /// <summary>Four people, or as many more as the charter needs and a trial can have.</summary>
    private static TrialBounds Bounds(Charter charter) =>
        new(Enumerable.Range(4, 3).FirstOrDefault(people => charter.Check(people).Count == 0, 4), 6);

    private CharterTrial? Known(Charter charter) => _kept.FirstOrDefault(trial => trial.Charter == charter);

    private CharterTrial Keep(CharterTrial trial)
    {
        _kept = [.. _kept.TakeLast(Kept - 1), trial];
        return trial;
    }
}
