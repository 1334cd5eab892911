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

    private static readonly string[] Refusals = ["403", "409", "422"];

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
        if (endpoint.View is { } view)
            foreach (var status in Successes) Tell(operation, status, endpoint.MediaType, schemas.Of(view));
        if (metadata.OfType<ActsOn>().FirstOrDefault() is { } acts)
        {
            foreach (var status in Refusals)
                Tell(operation, status, "application/problem+json", schemas.Of(typeof(ProblemView)));
            operation.RequestBody = Body(acts, schemas, document);
            if (!acts.Begins) operation.Parameters.Add(Header("If-Match", texts["openapi.if-match", "ETag"]));
            operation.Parameters.Add(Header(CommunityEndpoints.Key, texts["openapi.key"]));
            if (operation.Responses?.GetValueOrDefault("201") is OpenApiResponse created)
                created.Headers = new Dictionary<string, IOpenApiHeader>(StringComparer.Ordinal)
                {
                    ["Location"] = new OpenApiHeader { Description = texts["openapi.location"], Schema = new OpenApiSchema { Type = JsonSchemaType.String } },
                };
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
                var cookie = services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(scheme.Name).Cookie.Name;
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
            var key = string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' ? letter : '_'));
            document.Components.SecuritySchemes.TryAdd(key, scheme);
            names.Add(key);
        }
    }

    private static OpenApiRequestBody Body(ActsOn acts, Schemas schemas, OpenApiDocument document)
    {
        var shapes = ActShape.All.Where(act => act.On.Contains(acts.Kind)
            && (acts.Begins ? ActRequest.Begins(act) : ActRequest.GoesOn(act))).ToArray();
        return new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
            {
                ["application/json"] = new()
                {
                    Schema = new OpenApiSchema
                    {
                        OneOf = [.. shapes.Select(schemas.Of)],
                        Discriminator = new()
                        {
                            PropertyName = "type",
                            Mapping = shapes.ToDictionary(
                                act => act.Name, act => new OpenApiSchemaReference(Schemas.NameOf(act), document)),
                        },
                    },
                },
            },
        };
    }

    private static OpenApiParameter Header(string name, string description) =>
        new() { Name = name, In = ParameterLocation.Header, Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };

    private static void Tell(OpenApiOperation operation, string status, string mediaType, IOpenApiSchema schema)
    {
        if (operation.Responses?.GetValueOrDefault(status) is OpenApiResponse response)
            response.Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
            {
                [mediaType] = new() { Schema = schema },
            };
    }
}
