using CommunitiesOfPractice;
using CommunitiesOfPractice.Storage;
using CommunitiesOfPractice.AspNetCore;
using CommunitiesOfPractice.AspNetCore.UI;
using CommunitiesOfPractice.Calendars;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the pages of communities of practice to a host.</summary>
public static class CommunitiesOfPracticeUIServices
{
    /// <summary>
    /// Adds the pages, Razor Pages to serve them, and people's calendars of gatherings (<c>AddGatheringCalendars</c>).
    /// <c>MapCommunitiesOfPracticeUI</c> mounts them. It does not take the place of <c>AddCommunitiesOfPractice</c>, which you
    /// call too, before or after. The box of secret ballots is the <see cref="IBallotBox"/> that the host registers, and calendar
    /// addresses are kept in its <see cref="ICalendarSubscriptions"/>. If it registers none, they are in memory and end with the
    /// process.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Where the pages are, how they look, and how people are named. You may call it again.</param>
    /// <returns>The same services.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> is null.</exception>
    public static IServiceCollection AddCommunitiesOfPracticeUI(
        this IServiceCollection services, Action<CommunitiesOfPracticeUIOptions>? configure = null)
    {
        Guard.Against.Null(services).AddOptions<CommunitiesOfPracticeUIOptions>().Validate(
            options => options.WithoutPages.All(PageNames.All.Contains),
            $"WithoutPages names a page that is none of these: {string.Join(", ", PageNames.All)}.");
        if (configure is not null) services.Configure(configure);
        if (services.Any(service => service.ServiceType == typeof(SealedBox))) return services;

        services.AddRazorPages().ConfigureApplicationPartManager(AddOurs);
        services.AddHttpContextAccessor().AddDataProtection();
        services.TryAddSingleton<IBallotBox, InMemoryBallotBox>();
        services.AddSingleton<SealedBox>().AddHostedService<BoxKeeper>();
        services.AddSingleton<CharterTrials>().AddScoped<Visit>().AddGatheringCalendars();
        services.AddSingleton<IConfigureOptions<RazorPagesOptions>, Conventions>();
        services.AddOptions<GatheringCalendarOptions>()
            .Configure<IOptions<CommunitiesOfPracticeOptions>, IOptions<CommunitiesOfPracticeUIOptions>, IHttpContextAccessor>(
                (calendars, host, pages, http) => calendars.Address ??= gathering => PageOf(
                    gathering.Id, host.Value.Address, http.HttpContext?.Request.PathBase ?? "", pages.Value));
        return services;
    }

    // A calendar holds addresses in full, so there is none where the host does not say where people reach it.
    private static Uri? PageOf(
        CommunitiesOfPractice.GatheringId gathering, Uri? host, PathString pathBase, CommunitiesOfPracticeUIOptions pages) =>
        host is null || pages.WithoutPages.Contains(PageNames.Gathering) ? null
            : new(host, pathBase.ToUriComponent() + $"{pages.Path}/gatherings/{Uri.EscapeDataString(gathering.Value)}");

    // The build of a web project lists them already. What runs another's host, such as a test, may not.
    private static void AddOurs(ApplicationPartManager parts)
    {
        var ours = typeof(SealedBox).Assembly;
        if (parts.ApplicationParts.Any(part => part.Name == ours.GetName().Name)) return;
        foreach (var part in ApplicationPartFactory.GetApplicationPartFactory(ours).GetApplicationParts(ours))
            parts.ApplicationParts.Add(part);
    }

    /// <summary>Where our pages are, who may come to them, and what goes before each.</summary>
    private sealed class Conventions(IOptions<CommunitiesOfPracticeUIOptions> options) : IConfigureOptions<RazorPagesOptions>
    {
        public void Configure(RazorPagesOptions pages)
        {
            pages.Conventions.AuthorizeAreaFolder(PageNames.Area, "/", options.Value.Policy ?? "");
            foreach (var open in PageNames.OpenToAll) pages.Conventions.AllowAnonymousToAreaPage(PageNames.Area, open);
            pages.Conventions.AddAreaFolderRouteModelConvention(PageNames.Area, "/", Route);
            pages.Conventions.AddAreaFolderApplicationModelConvention(PageNames.Area, "/", page =>
            {
                page.Filters.Add(new Arrival());

                // As much as an act over HTTP may have.
                page.Filters.Add(new RequestSizeLimitAttribute(Microsoft.AspNetCore.Builder.CommunityEndpoints.LongestRequest));
            });
        }

        private void Route(PageRouteModel page)
        {
            if (options.Value.WithoutPages.Contains(page.ViewEnginePath)) page.Selectors.Clear();
            foreach (var selector in page.Selectors)
            {
                var route = selector.AttributeRouteModel!;
                route.Template =
                    AttributeRouteModel.CombineTemplates(options.Value.Path.Trim('/'), route.Template!.Trim('/'));
                selector.EndpointMetadata.Add(OurPage.Instance);
            }
        }
    }
}
