using System.Net;
using CommunitiesOfPractice.Email;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Builder;

/// <summary>The link that stops a digest.</summary>
public static class DigestEndpoints
{
    /// <summary>
    /// Maps <c>/digests/stop/{token}</c> for anybody who has the address from a digest. <c>GET</c> asks, and changes nothing,
    /// because mail programs fetch links. <c>POST</c> stops it, as mail programs do by their own button (RFC 8058).
    /// </summary>
    /// <param name="routes">Where to map it.</param>
    /// <param name="prefix">What the path begins with.</param>
    /// <returns>Both as a group, for policies of the host's own, such as rate limits.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="routes"/> or <paramref name="prefix"/> is null.</exception>
    public static RouteGroupBuilder MapEmailDigests(this IEndpointRouteBuilder routes, string prefix = EmailDigests.Standard)
    {
        var digests = Guard.Against.Null(routes).ServiceProvider.GetRequiredService<EmailDigests>();
        var group = routes.MapGroup("/" + Guard.Against.Null(prefix).Trim('/'));
        ((IEndpointConventionBuilder)group).Finally(endpoint =>
        {
            // Only here is the whole path known, with what a group of the host's puts before it.
            if (endpoint is RouteEndpointBuilder { RoutePattern.RawText: { } path }
                && path.EndsWith(EmailDigests.Path, StringComparison.Ordinal))
                digests.MappedUnder(path[..^EmailDigests.Path.Length]);
        });
        group.MapGet(EmailDigests.Path, Ask).AllowAnonymous().ExcludeFromDescription();
        group.MapPost(EmailDigests.Path, Stop).AllowAnonymous().DisableAntiforgery().ExcludeFromDescription();
        return group;
    }

    private static IResult Ask(HttpContext http, EmailDigests digests, string token)
    {
        var texts = digests.Texts;
        return digests.WhoseToken(token) is null ? Page(http, digests, "stop.unknown", StatusCodes.Status404NotFound)
            : Page(http, digests, "stop.ask", StatusCodes.Status200OK,
                $"<form method=\"post\"><button>{WebUtility.HtmlEncode(texts["stop.button"])}</button></form>");
    }

    private static async Task<IResult> Stop(HttpContext http, EmailDigests digests, string token)
    {
        if (digests.WhoseToken(token) is not { } person)
            return Page(http, digests, "stop.unknown", StatusCodes.Status404NotFound);
        await digests.Stop(person, http.RequestAborted).ConfigureAwait(false);
        return Page(http, digests, "stop.done", StatusCodes.Status200OK);
    }

    private static IResult Page(HttpContext http, EmailDigests digests, string key, int status, string form = "")
    {
        http.Response.Headers.CacheControl = "private, no-store";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        var (texts, language) = (digests.Texts, digests.Language);
        return Results.Content(
            $"""
            <!DOCTYPE html>
            <html lang="{WebUtility.HtmlEncode(language)}">
            <head>
            <meta charset="utf-8"><meta name="viewport" content="width=device-width">
            <title>{WebUtility.HtmlEncode(texts["stop.title"])}</title>
            </head>
            <body>
            <main>
            <h1>{WebUtility.HtmlEncode(texts["stop.title"])}</h1>
            <p>{WebUtility.HtmlEncode(texts[key])}</p>
            {form}
            </main>
            </body>
            </html>
            """,
            "text/html; charset=utf-8", statusCode: status);
    }
}
