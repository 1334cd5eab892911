using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CommunitiesOfPractice.AspNetCore;

/// <summary>Healthy where the record can be read; it says at which position this process stands.</summary>
internal sealed class Health(CommunityHost host) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var present = await host.CatchUp(cancellationToken).ConfigureAwait(false);
            return HealthCheckResult.Healthy(data: new Dictionary<string, object> { ["position"] = present.Landscape.Position });
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return new(context.Registration.FailureStatus, "The record cannot be read.", fault);
        }
    }
}
