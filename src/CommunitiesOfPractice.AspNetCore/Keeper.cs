using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CommunitiesOfPractice.AspNetCore;

/// <summary>
/// Keeps a <see cref="CommunityHost"/> up to date: reads the directory and the whole record before the host takes its first
/// request, and from then on, every so often, what other processes wrote; settles what is due; keeps the notices of people; and
/// reads the directory again.
/// </summary>
internal sealed partial class Keeper(
    CommunityHost host, HostNotices notices, IOptions<CommunitiesOfPracticeOptions> options, IServiceProvider services,
    ILogger<Keeper> log)
        : BackgroundService
{
    private Instant? _directoryRead;
    private Instant? _told;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        // A fault of storage never stops the application that we are in. It is told at first use and in the health report, and
        // everything is tried again.
        try
        {
            await host.CatchUp(cancellationToken).ConfigureAwait(false);
            await ReadDirectory(cancellationToken).ConfigureAwait(false);
            await Tell(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            FellBehind(log, fault);
        }

        await base.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.SettleEvery.ToTimeSpan());
        do
        {
            try
            {
                if (_directoryRead is not { } read || host.Now - read >= options.Value.DirectoryEvery)
                {
                    // What was damaged may have been put right.
                    if (host.Present.Damaged.Count > 0) await host.StartAgain(stoppingToken).ConfigureAwait(false);
                    await ReadDirectory(stoppingToken).ConfigureAwait(false);
                }

                await host.Settle(stoppingToken).ConfigureAwait(false);
                await host.MoveOn(stoppingToken).ConfigureAwait(false);
                await Tell(stoppingToken).ConfigureAwait(false);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                // A database that is away for a while comes back. Until then, the host keeps what it knows.
                FellBehind(log, fault);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
    }

    private async Task Tell(CancellationToken cancel)
    {
        if (_told is { } told && host.Now - told < options.Value.TellEvery) return;
        await notices.Tell(cancel).ConfigureAwait(false);
        _told = host.Now;
    }

    private async Task ReadDirectory(CancellationToken cancel)
    {
        var scope = services.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
            await host.Take(await options.Value.Directory(scope.ServiceProvider, cancel).ConfigureAwait(false), cancel)
                .ConfigureAwait(false);
        _directoryRead = host.Now;
    }

    [LoggerMessage(1, LogLevel.Warning, "The host could not read the record or the directory. It will try again.")]
    internal static partial void FellBehind(ILogger log, Exception fault);

    [LoggerMessage(2, LogLevel.Error, "The host could not use the record for a request. It answered with a problem.")]
    internal static partial void NotRecorded(ILogger log, Exception fault);
}
