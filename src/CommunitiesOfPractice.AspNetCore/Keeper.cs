using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CommunitiesOfPractice.AspNetCore;

/// <summary>
/// Keeps a <see cref="CommunityHost"/> up to date: reads the directory and the whole record before the host takes its first
/// request, and from then on, every so often, what other processes wrote; settles what is due; and reads the directory again.
/// </summary>
internal sealed partial class Keeper(
    CommunityHost host, IOptions<CommunitiesOfPracticeOptions> options, IServiceProvider services, ILogger<Keeper> log)
        : BackgroundService
{
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await host.CatchUp(cancellationToken).ConfigureAwait(false);
        await ReadDirectory(cancellationToken).ConfigureAwait(false);
        await base.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.SettleEvery.ToTimeSpan());
        var directoryRead = host.Now;
        do
        {
            try
            {
                if (host.Now - directoryRead >= options.Value.DirectoryEvery)
                {
                    await ReadDirectory(stoppingToken).ConfigureAwait(false);
                    directoryRead = host.Now;
                }

                await host.Settle(stoppingToken).ConfigureAwait(false);
                await host.MoveOn(stoppingToken).ConfigureAwait(false);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                // A database that is away for a while comes back. Until then, the host keeps what it knows.
                FellBehind(log, fault);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
    }

    private async Task ReadDirectory(CancellationToken cancel)
    {
        var scope = services.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
            await host.Take(await options.Value.Directory(scope.ServiceProvider, cancel).ConfigureAwait(false), cancel)
                .ConfigureAwait(false);
    }

    [LoggerMessage(1, LogLevel.Warning, "The host could not read the record or the directory. It will try again.")]
    internal static partial void FellBehind(ILogger log, Exception fault);
}
