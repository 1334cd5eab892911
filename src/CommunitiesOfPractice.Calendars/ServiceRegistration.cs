using CommunitiesOfPractice.AspNetCore;
using CommunitiesOfPractice.Calendars;
using CommunitiesOfPractice.Storage;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds calendars of gatherings to a host.</summary>
public static class GatheringCalendarServices
{
    /// <summary>
    /// Adds <see cref="GatheringCalendars"/> to a host that has <c>AddCommunitiesOfPractice</c>. The calendar addresses are kept
    /// in the <see cref="ICalendarSubscriptions"/> that the host registers. If the host registers none, they are in memory, and
    /// dead after a restart.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">How calendars are written. The zone data and the language are the host's, unless you say
    /// otherwise.</param>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> is null.</exception>
    public static IServiceCollection AddGatheringCalendars(
        this IServiceCollection services, Action<GatheringCalendarOptions>? configure = null)
    {
        Guard.Against.Null(services).AddOptions<GatheringCalendarOptions>()
            .Configure<IOptions<CommunitiesOfPracticeOptions>>((options, host) =>
                (options.Zones, options.Wording) = (host.Value.Zones, host.Value.Wording));
        if (configure is not null) services.Configure(configure);
        services.TryAddSingleton<ICalendarSubscriptions, InMemoryCalendarSubscriptions>();
        services.TryAddSingleton<GatheringCalendars>();
        return services;
    }
}
