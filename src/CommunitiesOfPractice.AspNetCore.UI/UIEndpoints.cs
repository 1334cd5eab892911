using System.Runtime.CompilerServices;
using CommunitiesOfPractice.AspNetCore.UI;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Microsoft.AspNetCore.Builder;

/// <summary>The pages of communities of practice, mounted in a host.</summary>
public static class CommunitiesOfPracticeUIEndpoints
{
    private static readonly ConditionalWeakTable<IEndpointRouteBuilder, OurPage.Builder> Mapped = [];

    /// <summary>
    /// Mounts all pages under <see cref="CommunitiesOfPracticeUIOptions.Path"/>, with the few files they need and people's
    /// calendars of gatherings, which programs fetch without signing in. Razor pages of
    /// the host's own are mapped too, as by <c>MapRazorPages</c>, which you may call before or after. Called
    /// again, it gives what was mapped before.
    /// </summary>
    /// <param name="routes">Where to map them.</param>
    /// <returns>The pages alone, for policies of the host's own, such as <c>RequireAuthorization()</c> for everything.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="routes"/> is null.</exception>
    /// <exception cref="InvalidOperationException"><c>AddCommunitiesOfPracticeUI</c> was not called.</exception>
    public static IEndpointConventionBuilder MapCommunitiesOfPracticeUI(this IEndpointRouteBuilder routes)
    {
        var services = Guard.Against.Null(routes).ServiceProvider;
        if (services.GetService<SealedBox>() is null)
            throw new InvalidOperationException("Call AddCommunitiesOfPracticeUI before MapCommunitiesOfPracticeUI.");
        return Mapped.GetValue(routes, _ =>
        {
            var options = services.GetRequiredService<IOptions<CommunitiesOfPracticeUIOptions>>().Value;
            Assets.Map(routes, options.Path);
            var calendars = routes.MapGatheringCalendars(options.Path);
            if (options.Policy is { } policy) calendars.RequireAuthorization(policy);
            else calendars.RequireAuthorization();
            return new(routes.MapRazorPages());
        });
    }
}
