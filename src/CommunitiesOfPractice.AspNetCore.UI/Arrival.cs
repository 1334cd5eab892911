using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CommunitiesOfPractice.AspNetCore.UI;

/// <summary>
/// Before a page: what another process on the same record has done holds here too, and the host knows who is signed in. What a
/// person sees is for them alone, so no computer on a ward keeps it.
/// </summary>
internal sealed class Arrival : IAsyncResourceFilter
{
    public async Task OnResourceExecutionAsync(ResourceExecutingContext context, ResourceExecutionDelegate next)
    {
        var (http, cancel) = (context.HttpContext, context.HttpContext.RequestAborted);
        var host = http.RequestServices.GetRequiredService<CommunityHost>();
        await host.Refresh(cancel);
        var options = http.RequestServices.GetRequiredService<IOptions<CommunitiesOfPracticeOptions>>().Value;
        if (options.Person(http.User) is { } person) await host.Know(person, cancel);

        // Both, as antiforgery wants them. Else it sets them itself, and warns in the log of each page that has a form.
        if (http.User.Identity?.IsAuthenticated == true)
            http.Response.GetTypedHeaders().CacheControl = new() { NoCache = true, NoStore = true };
        await next();
    }
}
