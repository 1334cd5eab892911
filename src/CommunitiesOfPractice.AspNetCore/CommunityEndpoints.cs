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
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Communities of practice over HTTP.</summary>
public static class CommunityEndpoints
{
    /// <summary>
    /// The longest request that is read, in bytes: an act with its words is far shorter, and a whole charter too.
    /// </summary>
    public const int LongestRequest = 256 * 1024;

    internal const string Key = "Idempotency-Key";

    /// <summary>
    /// Maps every act and every question. You post an act to its stream, <c>/communities/{id}/acts</c>,
    /// <c>/links/{id}/acts</c>, <c>/notes/{id}/acts</c> or <c>/adoptions/{id}/acts</c>, as the JSON of the core without what
    /// the host knows. The person who is signed in acts. A request names what an act rests on elsewhere, and the host looks it
    /// up. You post what begins a note or an adoption to <c>/notes/acts</c> or <c>/adoptions/acts</c>. The host makes its id
    /// and tells it, so that no request can try whether an id is taken. The same under <c>/asks</c> is answered and not done. A
    /// refusal is a problem document (RFC 9457). <c>ETag</c> and <c>If-Match</c> are a stream's version. An
    /// <c>Idempotency-Key</c> makes a request safe to send again, and refuses another one under the same key. The summaries for
    /// OpenAPI are in the language of <see cref="CommunitiesOfPracticeOptions.Wording"/>.
    /// </summary>
    /// <param name="routes">Where to map them.</param>
    /// <param name="prefix">What all paths begin with.</param>
    /// <returns>All of them as a group, for policies of the host's own, such as rate limits.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="routes"/> or <paramref name="prefix"/> is null.</exception>
    public static RouteGroupBuilder MapCommunitiesOfPractice(
        this IEndpointRouteBuilder routes, string prefix = "/communities-of-practice")
    {
        var group = Guard.Against.Null(routes).MapGroup(Guard.Against.Null(prefix));
        var texts = routes.ServiceProvider.GetRequiredService<IOptions<CommunitiesOfPracticeOptions>>().Value.Texts;
        group.WithTags(texts["openapi.tag"]).AddEndpointFilter(ReadOn);
        foreach (var kind in Enum.GetValues<StreamKind>())
        {
            var (one, toOne) = ($"/{Plural(kind)}/{{id}}", new ActsOn(kind, Begins: false));
            Act<DoneView>(
                group.MapPost(
                    one + "/acts",
                    (string id, HttpContext http, CommunityHost host) => Do(kind, id, http, host, isDone: true)),
                toOne, "DoOn")
                .WithSummary(texts["openapi.do", texts.Of(kind)]);
            Act<AnswerView>(
                group.MapPost(
                    one + "/asks",
                    (string id, HttpContext http, CommunityHost host) => Do(kind, id, http, host, isDone: false)),
                toOne, "AskOn")
                .WithSummary(texts["openapi.ask", texts.Of(kind)]);
            if (!ActShape.All.Any(act => act.On.Contains(kind) && ActRequest.Begins(act))) continue;
            var (all, begun) = ($"/{Plural(kind)}", new ActsOn(kind, Begins: true));
            Act<DoneView>(
                group.MapPost(all + "/acts", (HttpContext http, CommunityHost host) => Do(kind, null, http, host, isDone: true)),
                begun, "Begin")
                .WithSummary(texts["openapi.begin", texts.Of(kind)]);
            Act<AnswerView>(
                group.MapPost(all + "/asks", (HttpContext http, CommunityHost host) => Do(kind, null, http, host, isDone: false)),
                begun, "AskToBegin")
                .WithSummary(texts["openapi.ask-to-begin", texts.Of(kind)]);
        }

        Get<CommunitiesView>(group, "/communities", "ListCommunities", texts["openapi.communities"], Reading.Communities);
        Get<CommunityView>(group, "/communities/{id}", "GetCommunity", texts["openapi.community"], Reading.Community);
        Get<OptionsView>(
            group, "/communities/{id}/options", "GetCommunityOptions", texts["openapi.community.options"],
            Reading.CommunityOptions);
        Get<DecisionView>(
            group, "/communities/{id}/decisions/{decision}", "GetDecision", texts["openapi.decision"], Reading.Decision);
        Get<LinkView>(group, "/links/{id}", "GetLink", texts["openapi.link"], Reading.Link);
        Get<OptionsView>(group, "/links/{id}/options", "GetLinkOptions", texts["openapi.link.options"], Reading.LinkOptions);
        Get<NotesView>(
            group, "/notes", "FindNotes", texts["openapi.notes"], Reading.Notes,
            ("topic", texts["openapi.notes.topic"]), ("setting", texts["openapi.notes.setting"]),
            ("outcome", texts["openapi.notes.outcome", Reading.Outcomes]), ("measure", texts["openapi.notes.measure"]),
            ("words", texts["openapi.notes.words"]), ("most", texts["openapi.notes.most"]),
            ("after", texts["openapi.notes.after", "next"]));
        Get<NoteView>(group, "/notes/{id}", "GetNote", texts["openapi.note"], Reading.Note);
        Get<AnswerView>(
            group, "/notes/{id}/reading", "CheckReading", texts["openapi.reading"], Reading.Check,
            ("at", texts["openapi.reading.at"]));
        Get<ReadersView>(group, "/notes/{id}/readers", "GetReaders", texts["openapi.readers"], Reading.Readers);
        Get<SpreadView>(group, "/notes/{id}/spread", "GetSpread", texts["openapi.spread"], Reading.SpreadOf);
        Get<OptionsView>(group, "/notes/{id}/options", "GetNoteOptions", texts["openapi.note.options"], Reading.NoteOptions);
        Get<AdoptionView>(group, "/adoptions/{id}", "GetAdoption", texts["openapi.adoption"], Reading.Adoption);
        Get<OptionsView>(
            group, "/adoptions/{id}/options", "GetAdoptionOptions", texts["openapi.adoption.options"], Reading.AdoptionOptions);
        group.MapGet("/me", (HttpContext http, CommunityHost host) => Reading.OwnDataOf(Visit.Of(http, host)))
            .WithName("GetMyData").WithSummary(texts["openapi.me"])
            .Produces(StatusCodes.Status200OK, contentType: "application/json")
                .ProducesProblem(StatusCodes.Status401Unauthorized);
        Get<MembershipsView>(group, "/me/memberships", "GetMyMemberships", texts["openapi.memberships"], Reading.MembershipsOf);
        group.MapGet("/feed.json", PublicFeed.Get).WithName("GetFeed").WithSummary(texts["openapi.feed"])
            .WithMetadata(new Answers(typeof(FeedView)) { MediaType = "application/feed+json" })
            .Produces(StatusCodes.Status200OK);
        return group;
    }

    /// <summary>
    /// Nothing is told that another process has made untrue: where the record cannot be asked, nothing is told.
    /// </summary>
    private static async ValueTask<object?> ReadOn(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var host = http.RequestServices.GetRequiredService<CommunityHost>();
        try
        {
            await host.Refresh(http.RequestAborted).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            Keeper.FellBehind(http.RequestServices.GetRequiredService<ILogger<Keeper>>(), fault);
            return new Problems(host.Options).Away();
        }

        return await next(context).ConfigureAwait(false);
    }

    private static void Get<TView>(
        RouteGroupBuilder group, string path, string name, string summary, Func<Visit, IResult> answer,
            params (string Name, string What)[] query) =>
        Get<TView>(group, path, name, summary, visit => Task.FromResult(answer(visit)), query);

    private static void Get<TView>(
        RouteGroupBuilder group, string path, string name, string summary, Func<Visit, Task<IResult>> answer,
            params (string Name, string What)[] query) => group
        .MapGet(path, (HttpContext http, CommunityHost host) => answer(Visit.Of(http, host)))
        .WithName(name).WithSummary(summary).WithMetadata(new Answers(typeof(TView), query))
        .Produces(StatusCodes.Status200OK).ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status404NotFound);

    private static RouteHandlerBuilder Act<TView>(RouteHandlerBuilder route, ActsOn acts, string verb) => route
        .WithName($"{verb}{acts.Kind}")
            .WithMetadata(acts, new Answers(typeof(TView)), new RequestSizeLimitAttribute(LongestRequest))
        .Produces(StatusCodes.Status200OK)
        .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
        .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status412PreconditionFailed)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge).ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    private static async Task<IResult> Do(StreamKind kind, string? id, HttpContext http, CommunityHost host, bool isDone)
    {
        var visit = Visit.Of(http, host);
        var problems = visit.Problems;
        if (visit.Caller is not { } caller) return problems.SignIn();
        if (id is not null && !KeyFormat.IsWellFormed(id)) return problems.Bad("request.no-id");

        // A browser sends JSON to another site only after asking it. So a form on somebody else's page cannot act for the
        // person who is signed in here.
        if (!http.Request.HasJsonContentType()) return problems.NotJson();
        if (http.Request.ContentLength > LongestRequest) return problems.TooLong();
        if (!TryKey(http.Request.Headers[Key], out var retry)) return problems.Bad("request.key", Key);
        if (!TryVersion(http.Request.Headers.IfMatch, begins: id is null, out var expected))
            return problems.Bad("request.if-match", "If-Match", "ETag");

        try
        {
            if (await Body(http).ConfigureAwait(false) is not { } body) return problems.Bad("request.not-object");
            var shape = ActRequest.ShapeOf(body, kind);
            if (shape.Doer == Doer.Host && !host.Options.MayReportFacts(http.User)) return problems.NoFeed();
            if (id is null && !ActRequest.Begins(shape))
                throw new BadActException("request.nothing-begun", [kind, $"/{Plural(kind)}/"]);
            var on = id is null ? host.NewStream(kind, caller.Person, retry)
                : StreamId.Parse($"{Views.Name(kind)}:{id}");
            if (id is not null && Hides(caller, on, shape)) return problems.NotThere();
            var act = ActRequest.Read(body, shape, on, caller);
            if (!isDone) return host.Ask(on, act) is { } asked ? visit.Answer(asked) : problems.BeingRecorded();
            var acted = await host.Do(on, act, retry, expected, http.RequestAborted)
                .ConfigureAwait(false);
            if (acted.Answer is not { } answer)
                return acted.IsKeyTaken ? problems.KeyTaken()
                    : acted.IsBeingRecorded ? problems.BeingRecorded()
                    : problems.Stale(acted.Version);
            if (!answer.Allowed) return problems.Refused(answer, caller.Person);
            http.Response.Headers.ETag = Reading.Tag(acted.Version);
            return new JsonBody<DoneView>(new(on.Id, acted, caller.Person, host.Options.Wording));
        }
        catch (BadActException bad)
        {
            return problems.Bad(bad);
        }
        catch (RefusedException refused)
        {
            return problems.Refused(refused.In(host.Options.Texts), caller.Person);
        }
        catch (BadHttpRequestException tooLong) when (tooLong.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return problems.TooLong();
        }
    }

    /// <summary>
    /// The key of a request; null where it has none. False where what stands there is no key: to pass over it would do twice what
    /// the client meant to do once.
    /// </summary>
    private static bool TryKey(StringValues header, out string? key)
    {
        key = header.Count == 1 ? header[0] : null;
        return header.Count == 0 || (key is not null && KeyFormat.IsWellFormed(key));
    }

    /// <summary>
    /// The version that a request expects; null where it expects none. False where what stands there is no tag that we gave: to
    /// pass over it would do what the client meant to do only at that version.
    /// </summary>
    private static bool TryVersion(StringValues header, bool begins, out long? version)
    {
        version = null;
        if (header.Count == 0) return true;
        if (begins || header is not [{ Length: > 2 } tag] || tag[0] != '"' || tag[^1] != '"') return false;
        var isNumber =
            long.TryParse(tag.AsSpan(1, tag.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var known);
        version = known;
        return isNumber;
    }

    private static async Task<JsonObject?> Body(HttpContext http)
    {
        try
        {
            // Not every server keeps the limit of the endpoint, so it is kept here.
            using var bytes = new MemoryStream();
            var buffer = new byte[16 * 1024];
            for (int read; (read = await http.Request.Body.ReadAsync(buffer, http.RequestAborted).ConfigureAwait(false)) > 0;)
            {
                if (bytes.Length + read > LongestRequest)
                    throw new BadHttpRequestException("Too long.", StatusCodes.Status413PayloadTooLarge);
                bytes.Write(buffer, 0, read);
            }

            var json = bytes.ToArray();
            CheckText(json);

            // Given twice, the second would win here and the first elsewhere.
            return JsonNode.Parse(
                json.AsSpan(), documentOptions: new() { MaxDepth = 48, AllowDuplicateProperties = false }) as JsonObject;
        }
        catch (JsonException fault)
        {
            throw BadActException.NotJson(fault);
        }
    }

    /// <summary>Half of a character, such as <c>"\ud800"</c>, is JSON by its grammar, and no text that can be read.</summary>
    private static void CheckText(byte[] json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 48 });
        try
        {
            while (reader.Read())
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName) _ = reader.GetString();
        }
        catch (InvalidOperationException half)
        {
            throw new JsonException(half.Message, half);
        }
    }

    /// <summary>
    /// Whether what is acted on is not the caller's to know of, or is a note or an adoption that is not there: its rules would
    /// tell whether it is. A community and a link begin under an id that the caller names.
    /// </summary>
    private static bool Hides(Caller caller, StreamId on, ActShape act) =>
        act.Doer != Doer.Host && (on.Kind is StreamKind.Note or StreamKind.Adoption || caller.Landscape.VersionOf(on) > 0)
            && !caller.MaySee(on).Allowed;

    private static string Plural(StreamKind kind) => kind switch
    {
        StreamKind.Community => "communities",
        StreamKind.Link => "links",
        StreamKind.Note => "notes",
        _ => "adoptions",
    };
}
