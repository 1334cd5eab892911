using CommunitiesOfPractice.AspNetCore;
using CommunitiesOfPractice.Email;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds digests by e-mail to a host.</summary>
public static class EmailDigestServices
{
    /// <summary>
    /// Adds <see cref="EmailDigests"/>, and looks every so often whose digest is due, in a host that has
    /// <c>AddCommunitiesOfPractice</c>. The host says where people reach it (<see cref="CommunitiesOfPracticeOptions.Address"/>),
    /// a secret or a chain, and the address of each person. <c>MapEmailDigests</c> maps the link that stops a digest.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">How digests are made and handed over. You may call it again.</param>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> is null.</exception>
    public static IServiceCollection AddEmailDigests(
        this IServiceCollection services, Action<EmailDigestOptions>? configure = null)
    {
        Guard.Against.Null(services).AddOptions<EmailDigestOptions>();
        if (configure is not null) services.Configure(configure);
        services.TryAddSingleton<EmailDigests>();
        services.AddHostedService<DigestKeeper>();
        return services;
    }
}
