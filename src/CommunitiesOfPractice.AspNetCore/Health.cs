using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace CommunitiesOfPractice.AspNetCore;

/// <summary>
/// Unhealthy where the record cannot be read. Degraded where clocks are apart, where what has fallen due cannot be recorded,
/// where a stream's last line lies ahead of the clock, and where a line cannot be read. It names the streams. Its data say
/// how far this process has read, and what time it has.
/// </summary>
internal sealed class Health(CommunityHost host, IOptions<CommunitiesOfPracticeOptions> options) : IHealthCheck
{
    private const int MostNamed = 10;

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var texts = options.Value.Texts;
        try
        {
            var present = await host.CatchUp(cancellationToken).ConfigureAwait(false);
            var (clock, unrecorded) = (host.Clock, host.Unrecorded);
            var now = clock.Now;
            var ahead = present.Landscape.AheadOf(now + options.Value.ClocksApart)
                .Select(stream => $"{stream} ({present.Landscape.LastAtOf(stream)})").ToArray();
            var due = clock.IsTrusted && unrecorded is null
                ? []
                : present.Landscape.Due(now).Select(stream => stream.ToString()).ToArray();
            var damaged = present.Damaged.Values.Select(line => $"{line.Stream} ({line.Position})").ToArray();
            var data = new Dictionary<string, object> { ["position"] = present.Landscape.Position, ["now"] = now.ToString() };
            if (ahead.Length > 0) data["ahead"] = Named(ahead, texts);
            if (due.Length > 0) data["due"] = Named(due, texts);
            string?[] wrong =
            [
                clock.Fault is { } fault ? texts["health.clocks", fault] : null,
                unrecorded is not null ? texts["health.due"] : null,
                ahead.Length > 0 ? texts["health.ahead", Named(ahead, texts)] : null,
                damaged.Length > 0 ? texts["health.damaged", Named(damaged, texts)] : null,
            ];
            var says = string.Join(" ", wrong.Where(words => words is not null));
            return says.Length > 0 ? HealthCheckResult.Degraded(says, unrecorded, data) : HealthCheckResult.Healthy(data: data);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // A record that knows what is wrong says it in a sentence for those who run the host.
            var says = fault is RecordException ? $"{texts["health.unreadable"]} {fault.Message}" : texts["health.unreadable"];
            return new(context.Registration.FailureStatus, says, fault);
        }
    }

    private static string Named(string[] streams, Texts texts) => string.Join(", ", streams.Take(MostNamed)) is var named
        && streams.Length > MostNamed ? texts["health.more", named, streams.Length - MostNamed] : named;
}
