using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CommunitiesOfPractice.Email;

/// <summary>Looks every so often whose digest is due.</summary>
internal sealed class DigestKeeper(EmailDigests digests, ILogger<EmailDigests> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(digests.Options.LookEvery.ToTimeSpan());
        do
        {
            try
            {
                await digests.Send(stoppingToken).ConfigureAwait(false);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                EmailDigests.NotLooked(log, fault);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
    }
}
