using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
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
using Endpoint = CommunitiesOfPractice.AspNetCore.Endpoint;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Communities of practice over HTTP.</summary>
public static class CommunityEndpoints
{
    /// <summary>
    /// The longest request that is read, in bytes: an act with its words is far shorter, and a whole charter too.
    /// </summary>
    public const int LongestRequest = 256 * 1024;

    internal const string Key = "Idempotency-Key";

    private const string Standard = "communities-of-practice";

    private static readonly ConditionalWeakTable<IEndpointRouteBuilder, Dictionary<string, RouteGroupBuilder>> Mapped = [];

    /// <summary>
    /// Maps every act and every question. You post an act to its stream, <c>/communities/{id}/acts</c>, <c>/links/{id}/acts</c>,
    /// <c>/notes/{id}/acts</c>, <c>/adoptions/{id}/acts</c>, <c>/gatherings/{id}/acts</c> or <c>/questions/{id}/acts</c>, as the
    /// JSON of the core without what the host knows. The person who is signed in acts. A request names what an act rests on
    /// elsewhere, and the host looks it up. You post what begins a note, an adoption, a gathering or a question to
    /// <c>/notes/acts</c>, <c>/adoptions/acts</c>, <c>/gatherings/acts</c> or <c>/questions/acts</c>. The host makes its id and
    /// tells it, so that no request can try whether an id is taken. The same under <c>/asks</c> is answered and not done. A
    /// refusal is a problem document (RFC 9457). <c>ETag</c> and <c>If-Match</c> are a stream's version. An
    /// <c>Idempotency-Key</c> makes a request safe to send again, and refuses another one under the same key. What made something
    /// with an address is answered 201, with that address as <c>Location</c>. The summaries for OpenAPI are in the language of
    /// <see cref="CommunitiesOfPracticeOptions.Wording"/>. The names of endpoints begin with <c>CommunitiesOfPractice.</c>, and
    /// so do the schemas. You may map them under several prefixes. Mapped again on the same routes under one prefix, they are
    /// what was mapped before.
    /// </summary>
    /// <param name="routes">Where to map them.</param>
    /// <param name="prefix">What all paths begin with.</param>
    /// <returns>All of them as a group, for policies of the host's own, such as rate limits.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="routes"/> or <paramref name="prefix"/> is null.</exception>
    public static RouteGroupBuilder MapCommunitiesOfPractice(
        this IEndpointRouteBuilder routes, string prefix = "/" + Standard)
    {
        var (mapped, under) = (Mapped.GetOrCreateValue(Guard.Against.Null(routes)), Guard.Against.Null(prefix).Trim('/'));
        return mapped.TryGetValue(under, out var before) ? before : mapped[under] = Map(routes, under);
    }

    private static RouteGroupBuilder Map(IEndpointRouteBuilder routes, string prefix)
    {
        var group = routes.MapGroup("/" + prefix);
        var texts = routes.ServiceProvider.GetRequiredService<IOptions<CommunitiesOfPracticeOptions>>().Value.Texts;
        group.WithTags(texts["openapi.tag"]).AddEndpointFilter(Answer);
        ((IEndpointConventionBuilder)group).Finally(Name);
        foreach (var kind in Enum.GetValues<StreamKind>())
        {
            Acts(group, new(kind, Begins: false), $"/{Plural(kind)}/{{id}}", "On", texts["openapi.do", texts.Of(kind)],
                texts["openapi.ask", texts.Of(kind)]);
            if (ActShape.All.Any(act => act.On.Contains(kind) && ActRequest.Begins(act)))
                Acts(group, new(kind, Begins: true), "/" + Plural(kind), "ToBegin", texts["openapi.begin", texts.Of(kind)],
                    texts["openapi.ask-to-begin", texts.Of(kind)]);
        }

        Get(group, new("ListCharters", "/charters", typeof(ReadyChartersView)) { ForAnybody = true }, texts["openapi.charters"],
            Reading.ReadyCharters);
        Get(group, new("GetCharter", "/charters/{name}", typeof(ReadyCharterView)) { ForAnybody = true },
            texts["openapi.charter"], Reading.ReadyCharter);
        Get(group, new("ListCommunities", "/communities", typeof(CommunitiesView)), texts["openapi.communities"],
            Reading.Communities);
        Get(group, new("GetCommunity", "/communities/{id}", typeof(CommunityView)), texts["openapi.community"],
            Reading.Community);
        Get(group, new("GetCommunityOptions", "/communities/{id}/options", typeof(OptionsView)),
            texts["openapi.community.options"], Reading.CommunityOptions);
        Get(group, new("GetDecision", "/communities/{id}/decisions/{decision}", typeof(DecisionView)),
            texts["openapi.decision"], Reading.Decision);
        Get(group, new("GetLink", "/links/{id}", typeof(LinkView)), texts["openapi.link"], Reading.Link);
        Get(group, new("GetLinkOptions", "/links/{id}/options", typeof(OptionsView)), texts["openapi.link.options"],
            Reading.LinkOptions);
        Get(
            group, new("FindNotes", "/notes", typeof(NotesView),
                new("topic", texts["openapi.notes.topic"], typeof(string)),
                new("setting", texts["openapi.notes.setting"], typeof(string)),
                new("outcome", texts["openapi.notes.outcome", Reading.Outcomes], typeof(PracticeOutcome)),
                new("measure", texts["openapi.notes.measure"], typeof(string)),
                new("words", texts["openapi.notes.words"], typeof(string)),
                new("most", texts["openapi.notes.most"], typeof(int)),
                new("after", texts["openapi.notes.after", "next"], typeof(NoteId))) { ForAnybody = true },
            texts["openapi.notes"], Reading.Notes);
        Get(
            group, new("Search", "/search", typeof(SearchView),
                new("words", texts["openapi.search.words"], typeof(string)),
                new("most", texts["openapi.search.most"], typeof(int))) { ForAnybody = true },
            texts["openapi.search"], Reading.Search);
        Get(group, new("GetNote", "/notes/{id}", typeof(NoteView)) { ForAnybody = true }, texts["openapi.note"], Reading.Note);
        Get(
            group, new("CheckReading", "/notes/{id}/reading", typeof(AnswerView),
                new Asked("at", texts["openapi.reading.at"], typeof(Instant))) { ForAnybody = true },
            texts["openapi.reading"], Reading.Check);
        Get(group, new("GetReaders", "/notes/{id}/readers", typeof(ReadersView)), texts["openapi.readers"], Reading.Readers);
        Get(group, new("GetSpread", "/notes/{id}/spread", typeof(SpreadView)), texts["openapi.spread"], Reading.SpreadOf);
        Get(group, new("GetNoteOptions", "/notes/{id}/options", typeof(OptionsView)), texts["openapi.note.options"],
            Reading.NoteOptions);
        Get(group, new("GetAdoption", "/adoptions/{id}", typeof(AdoptionView)), texts["openapi.adoption"], Reading.Adoption);
        Get(group, new("GetAdoptionOptions", "/adoptions/{id}/options", typeof(OptionsView)),
            texts["openapi.adoption.options"], Reading.AdoptionOptions);
        Get(group, new("GetGathering", "/gatherings/{id}", typeof(GatheringView)), texts["openapi.gathering"], Reading.Gathering);
        Get(group, new("GetGatheringOptions", "/gatherings/{id}/options", typeof(OptionsView)),
            texts["openapi.gathering.options"], Reading.GatheringOptions);
        var over = new Asked("over", texts["openapi.gatherings.over"], typeof(bool));
        Get(group, new("GetCommunityGatherings", "/communities/{id}/gatherings", typeof(GatheringsView), over),
            texts["openapi.community.gatherings"], Reading.GatheringsOfCommunity);
        Get(group, new("GetMyGatherings", "/me/gatherings", typeof(GatheringsView), over), texts["openapi.my-gatherings"],
            Reading.MyGatherings);
        Get(
            group, new("ListQuestions", "/questions", typeof(QuestionsView),
                new("community", texts["openapi.questions.community"], typeof(CommunityId)),
                new("most", texts["openapi.questions.most"], typeof(int)),
                new("after", texts["openapi.questions.after", "next"], typeof(string))),
            texts["openapi.questions"], Reading.Questions);
        Get(group, new("GetQuestion", "/questions/{id}", typeof(QuestionView)), texts["openapi.question"], Reading.Question);
        Get(group, new("GetQuestionOptions", "/questions/{id}/options", typeof(OptionsView)), texts["openapi.question.options"],
            Reading.QuestionOptions);
        Get(group, new("GetMyData", "/me", null), texts["openapi.me"], Reading.OwnDataOf);
        Get(group, new("GetMyMemberships", "/me/memberships", typeof(MembershipsView)), texts["openapi.memberships"],
            Reading.MembershipsOf);
        Get(group, new("GetFeed", "/feed.json", typeof(FeedView)) { ForAnybody = true, MediaType = "application/feed+json" },
            texts["openapi.feed"], PublicFeed.Get);
        return group;
    }

    /// <summary>
    /// Names an endpoint once its whole path is known: ours alone, and another under another prefix.
    /// </summary>
    private static void Name(EndpointBuilder builder)
    {
        if (builder is not RouteEndpointBuilder { RoutePattern.RawText: { } path }
            || builder.Metadata.OfType<Endpoint>().FirstOrDefault() is not { } endpoint) return;
        var prefix = path[..^endpoint.Path.Length].Trim('/');
        var name = "CommunitiesOfPractice." + endpoint.Operation + (prefix == Standard ? "" : "." + string.Concat(
            prefix.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-')));
        builder.Metadata.Add(new EndpointNameMetadata(name));
        builder.Metadata.Add(new RouteNameMetadata(name));
    }

    /// <summary>
    /// What holds for every request. A query that nobody understands is refused, and not passed over. The host is asked for
    /// somebody the directory does not list yet. Nothing is told that another process has made untrue: where the record cannot be
    /// asked, nothing is told. A fault of storage is a problem document, and the log has the rest.
    /// </summary>
    private static async ValueTask<object?> Answer(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var host = http.RequestServices.GetRequiredService<CommunityHost>();
        var endpoint = http.GetEndpoint()!.Metadata.GetMetadata<Endpoint>()!;
        foreach (var (name, said) in http.Request.Query)
        {
            if (endpoint.Query.All(asked => asked.Name != name))
                return endpoint.Query.Count == 0 ? Problems().Bad("query.none", name)
                    : Problems().Bad("query.unknown", name, string.Join(", ", endpoint.Query.Select(asked => asked.Name)));
            if (said is not [{ Length: > 0 }]) return Problems().Bad("query.once", name);
        }

        try
        {
            var present = await host.Refresh(http.RequestAborted).ConfigureAwait(false);
            if (host.Options.Person(http.User) is { } person)
            {
                await host.Know(person, http.RequestAborted).ConfigureAwait(false);
                if (present.Damaged.Count > 0 && endpoint.IsOfCommunity && http.Request.RouteValues["id"] is string id
                    && KeyFormat.IsWellFormed(id) && present.Damaged.ContainsKey(StreamId.Of(CommunityId.Of(id))))
                    return Problems().Damaged();
            }
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            Keeper.FellBehind(http.RequestServices.GetRequiredService<ILogger<Keeper>>(), fault);
            return Problems().Away();
        }

        try
        {
            return await next(context).ConfigureAwait(false);
        }
        catch (Exception fault) when (IsOfStorage(fault))
        {
            Keeper.NotRecorded(http.RequestServices.GetRequiredService<ILogger<Keeper>>(), fault);

            // A line that cannot be read can no more be read in a second.
            return fault is RecordException { Damaged: not null } ? Problems().Damaged() : Problems().NotRecorded();
        }

        // Most requests have none.
        Problems Problems() => new(host.Options);
    }

    /// <summary>Whether an exception comes from where the record is kept: a full disk, a lock, a server that went away.</summary>
    private static bool IsOfStorage(Exception fault) =>
        fault is DbException or IOException or TimeoutException or RecordException
            || (fault.InnerException is { } inner && IsOfStorage(inner));

    private static void Get(RouteGroupBuilder group, Endpoint endpoint, string summary, Func<Visit, IResult> answer) =>
        Get(group, endpoint, summary, visit => Task.FromResult(answer(visit)));

    private static void Get(RouteGroupBuilder group, Endpoint endpoint, string summary, Func<Visit, Task<IResult>> answer)
    {
        var route = group.MapGet(endpoint.Path, (HttpContext http, CommunityHost host) => answer(Visit.Of(http, host)))
            .WithSummary(summary).WithMetadata(endpoint)
            .Produces(StatusCodes.Status200OK, contentType: endpoint.View is null ? endpoint.MediaType : null)
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        if (endpoint.IsOfCommunity) route.ProducesProblem(StatusCodes.Status500InternalServerError);
        if (!endpoint.ForAnybody) route.ProducesProblem(StatusCodes.Status401Unauthorized);
        if (endpoint.Path.Contains('{', StringComparison.Ordinal)) route.ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static void Acts(RouteGroupBuilder group, ActsOn acts, string path, string verb, string doing, string asking)
    {
        Post(path + "/acts", true, $"{(acts.Begins ? "Begin" : "Do" + verb)}{acts.Kind}", doing);
        Post(path + "/asks", false, $"Ask{verb}{acts.Kind}", asking);

        void Post(string to, bool isDone, string operation, string summary)
        {
            var endpoint = new Endpoint(operation, to, isDone ? typeof(DoneView) : typeof(AnswerView));
            var route = group.MapPost(to, (HttpContext http, CommunityHost host) => Do(acts.Kind, http, host, isDone))
                .WithSummary(summary).WithMetadata(acts, endpoint, new RequestSizeLimitAttribute(LongestRequest))
                .Produces(StatusCodes.Status200OK);
            if (isDone) route.Produces(StatusCodes.Status201Created);
            foreach (var status in Refusals) route.ProducesProblem(status);
            if (endpoint.IsOfCommunity) route.ProducesProblem(StatusCodes.Status500InternalServerError);
        }
    }

    private static readonly int[] Refusals =
    [
        StatusCodes.Status400BadRequest, StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden,
        StatusCodes.Status404NotFound, StatusCodes.Status409Conflict, StatusCodes.Status412PreconditionFailed,
        StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType,
        StatusCodes.Status422UnprocessableEntity, StatusCodes.Status503ServiceUnavailable,
    ];

    private static async Task<IResult> Do(StreamKind kind, HttpContext http, CommunityHost host, bool isDone)
    {
        var id = http.Request.RouteValues["id"] as string;
        var visit = Visit.Of(http, host);
        var problems = visit.Problems;
        if (visit.Caller is not { } caller) return problems.SignIn();
        if (id is not null && !KeyFormat.IsWellFormed(id)) return problems.Bad("request.no-id");

        // A browser sends JSON to another site only after asking it. So a form on somebody else's page cannot act for the
        // person who is signed in here.
        if (!http.Request.HasJsonContentType() || http.Request.Headers.ContentEncoding.Count > 0) return problems.NotJson();
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
            var act = ActRequest.Read(body, shape, on, caller, host.Options.Zones);
            if (!isDone)
                return expected is { } at && visit.Present.Landscape.VersionOf(on) is var version && version != at
                    ? problems.Stale(version)
                    : host.Ask(on, act) is { } asked ? visit.Answer(asked) : problems.BeingRecorded();
            var acted = await host.Do(on, act, retry, expected, http.RequestAborted)
                .ConfigureAwait(false);
            if (acted.Answer is not { } answer)
                return acted.IsKeyTaken ? problems.KeyTaken()
                    : acted.IsBeingRecorded ? problems.BeingRecorded()
                    : problems.Stale(acted.Version);
            if (!answer.Allowed) return problems.Refused(answer, caller.Person);
            http.Response.Headers.ETag = Reading.Tag(acted.Version);
            var made = acted.Made.Decision is { } decision
                ? $"/decisions/{decision.Number.ToString(CultureInfo.InvariantCulture)}"
                : acted.IsBeginning ? "" : null;
            if (made is not null)
                http.Response.Headers.Location = $"{visit.Root}/{Plural(kind)}/{Uri.EscapeDataString(on.Id)}{made}";
            return new JsonBody<DoneView>(
                new(on.Id, acted, caller.Person, host.Options.Wording),
                made is null ? StatusCodes.Status200OK : StatusCodes.Status201Created);
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
    /// Whether what is acted on is not the caller's to know of, or is a note, an adoption, a gathering or a question that is not
    /// there: its rules would tell whether it is. A community and a link begin under an id that the caller names.
    /// </summary>
    private static bool Hides(Caller caller, StreamId on, ActShape act) =>
        act.Doer != Doer.Host && (on.Kind is not (StreamKind.Community or StreamKind.Link)
                || caller.Landscape.VersionOf(on) > 0)
            && !caller.MaySee(on).Allowed;

    private static string Plural(StreamKind kind) => kind switch
    {
        StreamKind.Community => "communities",
        StreamKind.Link => "links",
        StreamKind.Note => "notes",
        StreamKind.Adoption => "adoptions",
        StreamKind.Gathering => "gatherings",
        _ => "questions",
    };
}
