using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CommunitiesOfPractice;
using CommunitiesOfPractice.AspNetCore;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Communities of practice over HTTP.</summary>
public static class CommunityEndpoints
{
    /// <summary>The longest request that is read, in bytes: an act with its words is far shorter, and a whole charter too.</summary>
    public const int LongestRequest = 256 * 1024;

    /// <summary>
    /// Maps every act and every question. An act is posted to its stream, <c>/communities/{id}/acts</c>, <c>/links/{id}/acts</c>, <c>/notes/{id}/acts</c> or <c>/adoptions/{id}/acts</c>, as the JSON of the core
    /// without what the host knows: who acts is who is signed in, and what an act rests on elsewhere is named, and looked up. What begins a note or an adoption is posted to <c>/notes/acts</c> or
    /// <c>/adoptions/acts</c>: the host makes its id and tells it, so that no request can try whether an id is taken. The same under <c>/asks</c> is answered and not done. What is refused is a problem
    /// document (RFC 9457). <c>ETag</c> and <c>If-Match</c> are a stream's version; an <c>Idempotency-Key</c> makes a request safe to send again, and refuses another one under the same key.
    /// </summary>
    /// <param name="routes">Where to map them.</param>
    /// <param name="prefix">What all paths begin with.</param>
    /// <returns>All of them as a group, for policies of the host's own, such as rate limits.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="routes"/> or <paramref name="prefix"/> is null.</exception>
    public static RouteGroupBuilder MapCommunitiesOfPractice(this IEndpointRouteBuilder routes, string prefix = "/communities-of-practice")
    {
        var group = Guard.Against.Null(routes).MapGroup(Guard.Against.Null(prefix)).WithTags("Communities of practice").AddEndpointFilter(ReadOn);
        foreach (var kind in Enum.GetValues<StreamKind>())
        {
            Act<DoneView>(group.MapPost($"/{Plural(kind)}/{{id}}/acts", (string id, HttpContext http, CommunityHost host) => Do(kind, id, http, host, isDone: true)), new(kind, Begins: false), "DoOn").WithSummary($"Do something on a {Views.Name(kind)}.");
            Act<AnswerView>(group.MapPost($"/{Plural(kind)}/{{id}}/asks", (string id, HttpContext http, CommunityHost host) => Do(kind, id, http, host, isDone: false)), new(kind, Begins: false), "AskOn").WithSummary($"Ask whether something may be done on a {Views.Name(kind)}, and why.");
            if (!ActShape.All.Any(act => act.On.Contains(kind) && ActRequest.Begins(act))) continue;
            Act<DoneView>(group.MapPost($"/{Plural(kind)}/acts", (HttpContext http, CommunityHost host) => Do(kind, null, http, host, isDone: true)), new(kind, Begins: true), "Begin").WithSummary($"Begin {With(kind)}: the answer tells the id that it was given.");
            Act<AnswerView>(group.MapPost($"/{Plural(kind)}/asks", (HttpContext http, CommunityHost host) => Do(kind, null, http, host, isDone: false)), new(kind, Begins: true), "AskToBegin").WithSummary($"Ask whether you may begin {With(kind)}, and why.");
        }

        Get<CommunitiesView>(group, "/communities", "ListCommunities", "The communities, and what they care about.", Reading.Communities);
        Get<CommunityView>(group, "/communities/{id}", "GetCommunity", "One community: who convenes it, how it decides, what is before its members.", Reading.Community);
        Get<OptionsView>(group, "/communities/{id}/options", "GetCommunityOptions", "What you may do there now, and why not the rest.", Reading.CommunityOptions);
        Get<DecisionView>(group, "/communities/{id}/decisions/{decision}", "GetDecision", "One decision: how it stands, and when it is closed, why it came out so.", Reading.Decision);
        Get<LinkView>(group, "/links/{id}", "GetLink", "One link across a boundary.", Reading.Link);
        Get<OptionsView>(group, "/links/{id}/options", "GetLinkOptions", "What you may do on it now, for whichever end you act for, and why not the rest.", Reading.LinkOptions);
        Get<NotesView>(
            group, "/notes", "FindNotes", "The practice notes that you may read, as many at a time as you say.", Reading.Notes,
            ("topic", "About this."), ("setting", "From this setting of care."), ("outcome", "How it went: worked, mixed, did-not-work or too-early-to-say."), ("measure", "That speak of this measure."),
            ("words", "That hold these words, best first, where the host has a search."), ("most", "How many at most."), ("after", "Those that come after this one, which the page before gave as 'next'."));
        Get<NoteView>(group, "/notes/{id}", "GetNote", "One practice note, as you may see it.", Reading.Note);
        Get<AnswerView>(group, "/notes/{id}/reading", "CheckReading", "Whether you may read it, and why.", Reading.Check, ("at", "Whether you might have read it at this instant in the past."));
        Get<ReadersView>(group, "/notes/{id}/readers", "GetReaders", "Who can read it, and why: for its contributors.", Reading.Readers);
        Get<SpreadView>(group, "/notes/{id}/spread", "GetSpread", "What became of it elsewhere: who took it up, where it works and where not, and what it was changed into.", Reading.SpreadOf);
        Get<OptionsView>(group, "/notes/{id}/options", "GetNoteOptions", "What you may do with it now, and why not the rest.", Reading.NoteOptions);
        Get<AdoptionView>(group, "/adoptions/{id}", "GetAdoption", "One adoption of a note that you may read.", Reading.Adoption);
        Get<OptionsView>(group, "/adoptions/{id}/options", "GetAdoptionOptions", "What you may do in it now, where you act for the adopter, and why not the rest.", Reading.AdoptionOptions);
        group.MapGet("/me", (HttpContext http, CommunityHost host) => Reading.OwnDataOf(Visit.Of(http, host))).WithName("GetMyData").WithSummary("Everything that the record holds of you.")
            .Produces(StatusCodes.Status200OK, contentType: "application/json").ProducesProblem(StatusCodes.Status401Unauthorized);
        Get<MembershipsView>(group, "/me/memberships", "GetMyMemberships", "Where you belong.", Reading.MembershipsOf);
        group.MapGet("/feed.json", PublicFeed.Get).WithName("GetFeed").WithSummary("Public notes as a JSON Feed.").WithMetadata(new Answers(typeof(FeedView)) { MediaType = "application/feed+json" }).Produces(StatusCodes.Status200OK);
        return group;
    }

    /// <summary>Nothing is told that another process has made untrue: where the record cannot be asked, nothing is told.</summary>
    private static async ValueTask<object?> ReadOn(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        try
        {
            await http.RequestServices.GetRequiredService<CommunityHost>().Refresh(http.RequestAborted).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            Keeper.FellBehind(http.RequestServices.GetRequiredService<ILogger<Keeper>>(), fault);
            return Problems.Away();
        }

        return await next(context).ConfigureAwait(false);
    }

    private static void Get<TView>(RouteGroupBuilder group, string path, string name, string summary, Func<Visit, IResult> answer, params (string Name, string What)[] query) =>
        Get<TView>(group, path, name, summary, visit => Task.FromResult(answer(visit)), query);

    private static void Get<TView>(RouteGroupBuilder group, string path, string name, string summary, Func<Visit, Task<IResult>> answer, params (string Name, string What)[] query) => group
        .MapGet(path, (HttpContext http, CommunityHost host) => answer(Visit.Of(http, host)))
        .WithName(name).WithSummary(summary).WithMetadata(new Answers(typeof(TView), query))
        .Produces(StatusCodes.Status200OK).ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status404NotFound);

    private static RouteHandlerBuilder Act<TView>(RouteHandlerBuilder route, ActsOn acts, string verb) => route
        .WithName($"{verb}{acts.Kind}").WithMetadata(acts, new Answers(typeof(TView)), new RequestSizeLimitAttribute(LongestRequest))
        .Produces(StatusCodes.Status200OK)
        .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status403Forbidden)
        .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status412PreconditionFailed)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge).ProducesProblem(StatusCodes.Status415UnsupportedMediaType).ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    private static async Task<IResult> Do(StreamKind kind, string? id, HttpContext http, CommunityHost host, bool isDone)
    {
        var visit = Visit.Of(http, host);
        if (visit.Caller is not { } caller) return Problems.SignIn();
        if (id is not null && !KeyFormat.IsWellFormed(id)) return Problems.Bad("This is no id.");

        // A browser sends JSON to another site only after asking it, so a form on somebody else's page cannot act for whoever is signed in here.
        if (!http.Request.HasJsonContentType()) return Results.Problem("Send an act as application/json.", statusCode: StatusCodes.Status415UnsupportedMediaType, title: "This is not JSON.");
        if (http.Request.ContentLength > LongestRequest) return TooLong();
        var retry = http.Request.Headers["Idempotency-Key"].ToString();
        if (retry.Length > 0 && !KeyFormat.IsWellFormed(retry)) return Problems.Bad("An Idempotency-Key is a short text of your own.");
        long? expected = null;
        if (id is not null && http.Request.Headers.IfMatch is [{ Length: > 2 } tag])
        {
            if (tag[0] != '"' || !long.TryParse(tag.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version)) return Problems.Bad("If-Match is the ETag that you were given.");
            expected = version;
        }

        try
        {
            if (await Body(http).ConfigureAwait(false) is not { } body) return Problems.Bad("An act is a JSON object.");
            var shape = ActRequest.ShapeOf(body, kind);
            if (shape.Doer == Doer.Host && !host.Options.MayReportFacts(http.User))
                return Results.Problem("Facts are reported by the host's own feeds.", statusCode: StatusCodes.Status403Forbidden, title: "Refused.");
            if (id is null && !ActRequest.Begins(shape)) return Problems.Bad($"This is done to {With(kind)} that is there: send it to /{Plural(kind)}/ with its id.");
            var on = id is null ? host.NewStream(kind, caller.Person, retry.Length == 0 ? null : retry) : StreamId.Parse($"{Views.Name(kind)}:{id}");
            if (id is not null && Hides(caller, on, shape)) return Problems.NotThere();
            var act = ActRequest.Read(body, shape, on, caller);
            if (!isDone) return host.Ask(on, act) is { } asked ? visit.Answer(asked) : Problems.BeingRecorded();
            var acted = await host.Do(on, act, retry.Length == 0 ? null : retry, expected, http.RequestAborted).ConfigureAwait(false);
            if (acted.Answer is not { } answer) return acted.IsKeyTaken ? Problems.KeyTaken() : acted.IsBeingRecorded ? Problems.BeingRecorded() : Problems.Stale(acted.Version);
            if (!answer.Allowed) return Problems.Refused(answer, caller.Person);
            http.Response.Headers.ETag = Reading.Tag(acted.Version);
            return new JsonBody<DoneView>(new(on.Id, acted, caller.Person));
        }
        catch (BadActException bad)
        {
            return Problems.Bad(bad.Message);
        }
        catch (RefusedException refused)
        {
            return Problems.Refused(refused.Answer, caller.Person);
        }
        catch (BadHttpRequestException tooLong) when (tooLong.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return TooLong();
        }
    }

    private static IResult TooLong() => Results.Problem($"At most {LongestRequest} bytes are read.", statusCode: StatusCodes.Status413PayloadTooLarge, title: "This is too long.");

    private static async Task<JsonObject?> Body(HttpContext http)
    {
        try
        {
            // Not every server keeps the limit of the endpoint, so it is kept here.
            using var bytes = new MemoryStream();
            var buffer = new byte[16 * 1024];
            for (int read; (read = await http.Request.Body.ReadAsync(buffer, http.RequestAborted).ConfigureAwait(false)) > 0;)
            {
                if (bytes.Length + read > LongestRequest) throw new BadHttpRequestException("Too long.", StatusCodes.Status413PayloadTooLarge);
                bytes.Write(buffer, 0, read);
            }

            // Given twice, the second would win here and the first elsewhere.
            return JsonNode.Parse(bytes.ToArray().AsSpan(), documentOptions: new() { MaxDepth = 48, AllowDuplicateProperties = false }) as JsonObject;
        }
        catch (JsonException fault)
        {
            throw new BadActException("This is not JSON: " + fault.Message, fault);
        }
    }

    /// <summary>
    /// Whether what is acted on is not the caller's to know of, or is a note or an adoption that is not there: its rules would tell whether it is. A community and a link begin under an id that the caller names.
    /// </summary>
    private static bool Hides(Caller caller, StreamId on, ActShape act) =>
        act.Doer != Doer.Host && (on.Kind is StreamKind.Note or StreamKind.Adoption || caller.Landscape.VersionOf(on) > 0) && !caller.MaySee(on).Allowed;

    private static string With(StreamKind kind) => kind == StreamKind.Adoption ? "an adoption" : $"a {Views.Name(kind)}";

    private static string Plural(StreamKind kind) => kind switch
    {
        StreamKind.Community => "communities",
        StreamKind.Link => "links",
        StreamKind.Note => "notes",
        _ => "adoptions",
    };
}
