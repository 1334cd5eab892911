using System.Text.Json.Nodes;
using CommunitiesOfPractice;
using CommunitiesOfPractice.AspNetCore;
using CommunitiesOfPractice.Calendars;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime.Text;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Calendars of gatherings over HTTP.</summary>
public static partial class CalendarEndpoints
{
    private static readonly string[] GetOrHead = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>
    /// Maps a file for each gathering, <c>/gatherings/{id}.ics</c>, for people who are signed in and may see it. Maps the
    /// calendar address of a person, <c>/calendars/{secret}.ics</c>, for anybody who has it. At <c>/me/calendar</c>, <c>POST</c>
    /// makes the address or a new one and tells it, <c>GET</c> says since when and when it was last fetched, and <c>DELETE</c>
    /// ends it. An address begins with <see cref="CommunitiesOfPracticeOptions.Address"/>; without that it is a path.
    /// </summary>
    /// <param name="routes">Where to map them.</param>
    /// <param name="prefix">What all paths begin with.</param>
    /// <returns>All of them as a group, for policies of the host's own, such as rate limits.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="routes"/> or <paramref name="prefix"/> is null.</exception>
    public static RouteGroupBuilder MapGatheringCalendars(
        this IEndpointRouteBuilder routes, string prefix = GatheringCalendars.Standard)
    {
        var calendars = Guard.Against.Null(routes).ServiceProvider.GetRequiredService<GatheringCalendars>();
        var texts = calendars.Texts;
        var group = routes.MapGroup("/" + Guard.Against.Null(prefix).Trim('/'));
        group.WithTags(texts["openapi.tag"]).AddEndpointFilter(Answer);
        ((IEndpointConventionBuilder)group).Finally(endpoint =>
        {
            // Only here is the whole path known, with what a group of the host's puts before it.
            if (endpoint is RouteEndpointBuilder { RoutePattern.RawText: { } path }
                && path.EndsWith(GatheringCalendars.Path, StringComparison.Ordinal))
                calendars.MappedUnder(path[..^GatheringCalendars.Path.Length]);
        });
        group.MapMethods("/gatherings/{id}.ics", GetOrHead, OneGathering).WithSummary(texts["openapi.gathering"])
            .Produces(StatusCodes.Status200OK, contentType: CalendarFile.Type)
            .ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        group.MapMethods(GatheringCalendars.Path, GetOrHead, Subscribed).AllowAnonymous().WithSummary(texts["openapi.calendar"])
            .Produces(StatusCodes.Status200OK, contentType: CalendarFile.Type)
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        group.MapGet("/me/calendar", Find).WithSummary(texts["openapi.find"])
            .Produces(StatusCodes.Status200OK, contentType: Told.Json)
            .ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        group.MapPost("/me/calendar", Renew).WithSummary(texts["openapi.renew"])
            .Produces(StatusCodes.Status200OK, contentType: Told.Json)
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        group.MapDelete("/me/calendar", End).WithSummary(texts["openapi.end"])
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        return group;
    }

    /// <summary>
    /// What holds for every request: an address that is secret leads nobody on to it, and nothing is told from memory where the
    /// record or the addresses cannot be read.
    /// </summary>
    private static async ValueTask<object?> Answer(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var headers = http.Response.Headers;
        headers.CacheControl = "private, no-store";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        try
        {
            return await next(context).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            NotRead(http.RequestServices.GetRequiredService<ILogger<GatheringCalendars>>(), fault);
            headers.RetryAfter = "1";
            return Problem(http, StatusCodes.Status503ServiceUnavailable, "away");
        }
    }

    private static async Task<IResult> OneGathering(HttpContext http, CommunityHost host, GatheringCalendars calendars)
    {
        if (Person(http) is not { } person) return SignIn(http);
        await host.Refresh(http.RequestAborted).ConfigureAwait(false);
        await host.Know(person, http.RequestAborted).ConfigureAwait(false);
        return http.Request.RouteValues["id"] is string id && calendars.Of(id, host.CallerAt(person)) is { } text
            ? new CalendarFile(text, id + ".ics")
            : NotThere(http);
    }

    private static async Task<IResult> Subscribed(HttpContext http, GatheringCalendars calendars) =>
        http.Request.RouteValues["secret"] is string secret
            && await calendars.Fetch(secret, http.RequestAborted).ConfigureAwait(false) is { } text
            ? new CalendarFile(text)
            : NotThere(http);

    private static async Task<IResult> Find(HttpContext http, GatheringCalendars calendars)
    {
        if (Person(http) is not { } person) return SignIn(http);
        if (await calendars.Find(person, http.RequestAborted).ConfigureAwait(false) is not { } subscription)
            return NotThere(http);
        var told = new JsonObject { ["since"] = Text(subscription.Since) };
        if (subscription.LastFetched is { } fetched) told["lastFetched"] = Text(fetched);
        return new Told(told);

        static string Text(Instant instant) => InstantPattern.ExtendedIso.Format(instant);
    }

    private static async Task<IResult> Renew(
        HttpContext http, GatheringCalendars calendars, IOptions<CommunitiesOfPracticeOptions> options)
    {
        if (Person(http) is not { } person) return SignIn(http);

        // A browser sends JSON to another site only after asking it. So a form on somebody else's page cannot end the address of
        // the person who is signed in here.
        if (!http.Request.HasJsonContentType())
            return Problem(http, StatusCodes.Status415UnsupportedMediaType, "not-json", Told.Json);
        var secret = await calendars.Renew(person, http.RequestAborted).ConfigureAwait(false);
        return new Told(new JsonObject
        {
            ["address"] = options.Value.Address?.GetLeftPart(UriPartial.Authority) + http.Request.PathBase.ToUriComponent()
                + calendars.PathOf(secret),
        });
    }

    private static async Task<IResult> End(HttpContext http, GatheringCalendars calendars)
    {
        if (Person(http) is not { } person) return SignIn(http);
        await calendars.End(person, http.RequestAborted).ConfigureAwait(false);
        return Results.NoContent();
    }

    private static PersonId? Person(HttpContext http) =>
        http.RequestServices.GetRequiredService<IOptions<CommunitiesOfPracticeOptions>>().Value.Person(http.User);

    private static Told SignIn(HttpContext http) => Problem(http, StatusCodes.Status401Unauthorized, "sign-in");

    /// <summary>The same whether there never was such a thing, there is none now, or it is not to be known.</summary>
    private static Told NotThere(HttpContext http) => Problem(http, StatusCodes.Status404NotFound, "not-found");

    private static Told Problem(HttpContext http, int status, string key, params object?[] of)
    {
        var texts = http.RequestServices.GetRequiredService<GatheringCalendars>().Texts;
        return new(
            new()
            {
                ["type"] = "urn:communities-of-practice:problem:" + key, ["title"] = texts[$"problem.{key}.title"],
                ["status"] = status, ["detail"] = texts["problem." + key, of],
            },
            status, "application/problem+json");
    }

    [LoggerMessage(1, LogLevel.Error, "The host could not read what a calendar needs. It answered with a problem.")]
    private static partial void NotRead(ILogger log, Exception fault);
}
