using CommunitiesOfPractice;
using CommunitiesOfPractice.AspNetCore;
using CommunitiesOfPractice.Storage;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds communities of practice to a host.</summary>
public static class CommunitiesOfPracticeServices
{
    /// <summary>
    /// Adds a <see cref="CommunityHost"/> and what keeps it up to date, the handler of <see cref="ReadNote"/>, and a health
    /// check. Metrics and traces go by the name <c>CommunitiesOfPractice</c>. The record is the <see cref="IRecord"/> that the
    /// host registers. If the host registers none, the record is in memory and ends with the process. So it is with the calendar
    /// subscriptions (<see cref="ICalendarSubscriptions"/>), the notices (<see cref="INoticeBook"/>) and what people care to be
    /// told (<see cref="INoticePreferences"/>). The time is the record's
    /// (<see cref="IRecordClock"/>). If the record has none, it is that of the <see cref="TimeProvider"/> that the host
    /// registers, or the system's.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">What only the host knows: who is signed in, its directory, who speaks for whom.</param>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> is null.</exception>
    public static IServiceCollection AddCommunitiesOfPractice(
        this IServiceCollection services, Action<CommunitiesOfPracticeOptions>? configure = null)
    {
        Guard.Against.Null(services).AddOptions<CommunitiesOfPracticeOptions>();
        if (configure is not null) services.Configure(configure);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IRecord, InMemoryRecord>();
        services.TryAddSingleton<ICalendarSubscriptions, InMemoryCalendarSubscriptions>();
        services.TryAddSingleton<INoticeBook, InMemoryNoticeBook>();
        services.TryAddSingleton<INoticePreferences, InMemoryNoticePreferences>();
        services.TryAddSingleton<CommunityHost>();
        services.TryAddSingleton<HostNotices>();
        services.TryAddSingleton<Telemetry>();
        services.AddHostedService<Keeper>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IAuthorizationHandler, ReadNoteHandler>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IAuthorizationHandler, ReadQuestionHandler>());
        services.AddHealthChecks().AddCheck<Health>("communities-of-practice");
        services.ConfigureAll<OpenApiOptions>(document => document.AddOperationTransformer(OpenApiDescription.Describe));
        return services;
    }
}
