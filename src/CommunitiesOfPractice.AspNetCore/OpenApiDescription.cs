using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;

namespace CommunitiesOfPractice.AspNetCore;

/// <summary>
/// Describes our endpoints in every OpenAPI document of the host that they are in: what they take, what they give, and how
/// somebody signs in. It touches no other endpoint, and adds no schema to a document without one of ours.
/// </summary>
internal static class OpenApiDescription
{
    private static readonly string[] Successes = ["200", "201"];

    // Each of these answers says which version of the stream it tells of.
    private static readonly HashSet<Type> Versioned =
    [
        typeof(CommunityView), typeof(OptionsView), typeof(DecisionView), typeof(LinkView), typeof(NoteView),
        typeof(AdoptionView), typeof(GatheringView), typeof(QuestionView), typeof(DoneView), typeof(FeedView),
    ];

    public static async Task Describe(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancel)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<Endpoint>().FirstOrDefault() is not { } endpoint || context.Document is not { } document) return;
        var texts = context.ApplicationServices.GetRequiredService<IOptions<CommunitiesOfPracticeOptions>>().Value.Texts;
        var schemas = new Schemas(document, texts);
        operation.Parameters ??= [];
        foreach (var name in endpoint.Path.Split('/').Where(part => part.StartsWith('{')).Select(part => part[1..^1]))
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = name, In = ParameterLocation.Path, Required = true,
                Schema = schemas.Value(name == "decision" ? typeof(DecisionId) : typeof(NoteId)),
            });
        foreach (var asked in endpoint.Query)
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = asked.Name, In = ParameterLocation.Query, Description = asked.What, Schema = schemas.Value(asked.Type),
            });
        foreach (var (status, response) in operation.Responses ?? [])
            if (!Successes.Contains(status)) Tell(response, "application/problem+json", schemas.Of(typeof(ProblemView)));
            else if (endpoint.View is { } view)
            {
                Tell(response, endpoint.MediaType, schemas.Of(view));
                if (Versioned.Contains(view)) Say(response, "ETag", texts["openapi.etag"]);
            }

        if (operation.Responses?.GetValueOrDefault("201") is { } created) Say(created, "Location", texts["openapi.location"]);
        if (operation.Responses?.GetValueOrDefault("503") is { } away) Say(away, "Retry-After", texts["openapi.retry-after"]);
        if (metadata.OfType<ActsOn>().FirstOrDefault() is { } acts)
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
                {
                    ["application/json"] = new() { Schema = schemas.Of(acts) },
                },
            };
            if (!acts.Begins) operation.Parameters.Add(Header("If-Match", texts["openapi.if-match", "ETag"]));
            operation.Parameters.Add(Header(CommunityEndpoints.Key, texts["openapi.key"]));
        }

        var schemes = await SignIns(context.ApplicationServices, document).ConfigureAwait(false);
        if (schemes.Count == 0) return;
        operation.Security = [.. schemes.Select(scheme =>
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(scheme, document)] = [] })];
        if (endpoint.ForAnybody) operation.Security.Add([]);
    }

    /// <summary>
    /// What signs a program in, of the host's schemes: a cookie, a bearer token or another of HTTP's ways. Schemes that only send
    /// a browser elsewhere, or pass on to another, are none of their own.
    /// </summary>
    private static async Task<List<string>> SignIns(IServiceProvider services, OpenApiDocument document)
    {
        var names = new List<string>();
        if (services.GetService<IAuthenticationSchemeProvider>() is not { } provider) return names;
        foreach (var scheme in await provider.GetAllSchemesAsync().ConfigureAwait(false))
        {
            var handler = scheme.HandlerType;
            if (typeof(PolicySchemeHandler).IsAssignableFrom(handler)) continue;
            if (typeof(CookieAuthenticationHandler).IsAssignableFrom(handler))
            {
                var cookie = services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>()
                    .Get(scheme.Name).Cookie.Name;
                Add(scheme.Name, new() { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Cookie, Name = cookie });
            }
            else if (!typeof(IAuthenticationRequestHandler).IsAssignableFrom(handler))
            {
                var way = handler.Name.Contains("Bearer", StringComparison.OrdinalIgnoreCase)
                    || scheme.Name.Contains("Bearer", StringComparison.OrdinalIgnoreCase) ? "bearer"
                    : scheme.Name.ToLowerInvariant();
                Add(scheme.Name, new() { Type = SecuritySchemeType.Http, Scheme = way });
            }
        }

        return names;

        void Add(string name, OpenApiSecurityScheme scheme)
        {
            // The host may describe its own sign-in under the same name: that stands.
            document.Components ??= new();
            document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal);
            var key = string.Concat(
                name.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' ? letter : '_'));
            document.Components.SecuritySchemes.TryAdd(key, scheme);
            names.Add(key);
        }
    }

    private static OpenApiParameter Header(string name, string description) =>
        new() { Name = name, In = ParameterLocation.Header, Description = description, Schema = Text() };

    private static OpenApiSchema Text() => new() { Type = JsonSchemaType.String };

    private static void Tell(IOpenApiResponse response, string mediaType, IOpenApiSchema schema)
    {
        if (response is OpenApiResponse told)
            told.Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
            {
                [mediaType] = new() { Schema = schema },
            };
    }

    private static void Say(IOpenApiResponse response, string header, string description)
    {
        if (response is not OpenApiResponse told) return;
        told.Headers ??= new Dictionary<string, IOpenApiHeader>(StringComparer.Ordinal);
        told.Headers[header] = new OpenApiHeader { Description = description, Schema = Text() };
    }
}
