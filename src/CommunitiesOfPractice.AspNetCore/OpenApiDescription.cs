using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using System.Text.Json;
using CommunitiesOfPractice.AspNetCore;
using CommunitiesOfPractice.Storage;
using CommunitiesOfPractice;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi.Reader;
using Microsoft.OpenApi;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Describes acts and answers in a host's OpenAPI document.</summary>
public static class OpenApiDescription
{
    private static readonly string[] InPath = ["id", "decision"];

    private static readonly string[] Refusals = ["403", "409", "422"];

    /// <summary>
    /// Every act as a schema of the document, in the form in which it is requested, and every answer in the form in which it is
    /// given; and each endpoint with those that it takes and gives: <c>AddOpenApi(o => o.AddCommunitiesOfPractice())</c>.
    /// </summary>
    /// <param name="options">The document's options.</param>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    public static OpenApiOptions AddCommunitiesOfPractice(this OpenApiOptions options)
    {
        Guard.Against.Null(options).AddDocumentTransformer((document, context, _) =>
        {
            document.Components ??= new();
            document.Components.Schemas ??= new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal);
            var texts = TextsOf(context.ApplicationServices);
            foreach (var act in ActShape.All) document.Components.Schemas[SchemaOf(act.Name)] = Requested(act, document, texts);
            foreach (
                var view in context.DescriptionGroups.SelectMany(group => group.Items)
                    .SelectMany(item => item.ActionDescriptor.EndpointMetadata.OfType<Answers>()).Select(answers => answers.View)
                        .Append(typeof(ProblemView)).Distinct())
                document.Components.Schemas[SchemaOf(view)] = Told(view, document, texts);
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            var metadata = context.Description.ActionDescriptor.EndpointMetadata;
            if (metadata.OfType<Answers>().FirstOrDefault() is not { } answers) return Task.CompletedTask;
            operation.Parameters ??= [];
            foreach (var name in InPath)
                if (context.Description.RelativePath?.Contains($"{{{name}}}", StringComparison.Ordinal) == true
                    && operation.Parameters.All(p => p.Name != name))
                    operation.Parameters.Add(
                        new OpenApiParameter {
                            Name = name, In = ParameterLocation.Path, Required = true, Schema = name == "id"
                                ? Text(KeyFormat.Longest)
                                : new OpenApiSchema { Type = JsonSchemaType.Integer } });
            foreach (var (name, description) in answers.Query)
                operation.Parameters.Add(
                    new OpenApiParameter {
                        Name = name, In = ParameterLocation.Query, Description = description, Schema = Text() });
            Tell(operation, "200", answers.MediaType, SchemaOf(answers.View), context.Document);
            if (metadata.OfType<ActsOn>().FirstOrDefault() is not { Kind: var kind, Begins: var begins })
                return Task.CompletedTask;
            foreach (var status in Refusals)
                Tell(operation, status, "application/problem+json", SchemaOf(typeof(ProblemView)), context.Document);
            var names =
                ActShape.All.Where(act => act.On.Contains(kind) && (begins ? ActRequest.Begins(act) : ActRequest.GoesOn(act)))
                .Select(act => act.Name).ToArray();
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
                {
                    ["application/json"] = new()
                    {
                        Schema = new OpenApiSchema
                        {
                            OneOf = [.. names.Select(name => new OpenApiSchemaReference(SchemaOf(name), context.Document))],
                            Discriminator =
                                new() { PropertyName = "type",
                                    Mapping =
                                        names.ToDictionary(
                                            name => name, name => new OpenApiSchemaReference(SchemaOf(name), context.Document)) },
                        },
                    },
                },
            };
            var texts = TextsOf(context.ApplicationServices);
            if (!begins) operation.Parameters.Add(Header("If-Match", texts["openapi.if-match", "ETag"]));
            operation.Parameters.Add(Header(CommunityEndpoints.Key, texts["openapi.key"]));
            return Task.CompletedTask;
        });
        return options;
    }

    private static Texts TextsOf(IServiceProvider services) =>
        services.GetRequiredService<IOptions<CommunitiesOfPracticeOptions>>().Value.Texts;

    private static OpenApiSchema Text(int? longest = null) => new() { Type = JsonSchemaType.String, MaxLength = longest };

    private static OpenApiParameter Header(string name, string description) =>
        new() { Name = name, In = ParameterLocation.Header, Description = description, Schema = Text() };

    private static void Tell(
        OpenApiOperation operation, string status, string mediaType, string schema, OpenApiDocument? document)
    {
        if (operation.Responses?.GetValueOrDefault(status) is OpenApiResponse response)
            response.Content = new Dictionary<string,
                OpenApiMediaType>(StringComparer.Ordinal) {
                    [mediaType] = new() { Schema = new OpenApiSchemaReference(schema, document) } };
    }

    private static string SchemaOf(string act) => "act-" + act;

    private static string SchemaOf(Type view) => JsonNamingPolicy.KebabCaseLower.ConvertName(view.Name[..^"View".Length]);

    /// <summary>An act, without what the host knows, and with evidence as it is named.</summary>
    private static OpenApiSchema Requested(ActShape act, OpenApiDocument document, Texts texts)
    {
        var node = Exported(act.Type, ActJson.Options, (context, schema) => ActRequest.IsKnownByHost(context.TypeInfo.Type)
            ? ActRequest.NamedAs(Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type) is { } named
                ? new JsonObject { ["description"] = named.DescribedIn(texts) }
                : []
            : schema);
        var properties = node["properties"] as JsonObject ?? [];
        node["type"] = "object";
        properties.Insert(0, "type", new JsonObject { ["const"] = act.Name });
        if (act.Doer == Doer.Person) properties.Remove("by");
        foreach (var part in act.Parts.Where(part =>
            ActRequest.IsKnownByHost(part) && ActRequest.NamedAs(part.Type) is null)) properties.Remove(part.Name);
        node["properties"] = properties;
        var required = (node["required"] as JsonArray ?? []).Select(r => r!.GetValue<string>())
            .Where(r => properties.ContainsKey(r) && !(r is "by" && act.Doer == Doer.Capacity)).Prepend("type").Distinct()
                .ToArray();
        node["required"] = new JsonArray([.. required.Select(r => JsonValue.Create(r))]);
        node["additionalProperties"] = false;
        var schema = Read(node, document);
        schema.Description = act.Doer == Doer.Host ? texts["openapi.fact"] : null;
        return schema;
    }

    /// <summary>
    /// A view: what is never null is always there, what is null is left out, and a later version may tell more.
    /// </summary>
    private static OpenApiSchema Told(Type view, OpenApiDocument document, Texts texts) => Read(
        Exported(view, ViewJson.Options, (context, schema) =>
        {
            if (context.TypeInfo.Type == typeof(RequestedAct))
                return new JsonObject
                {
                    ["type"] = "object", ["description"] = texts["openapi.act"], ["required"] = new JsonArray("type"),
                    ["properties"] = new JsonObject { ["type"] = new JsonObject { ["type"] = "string" } },
                };
            if (schema is not JsonObject told) return schema;
            told.Remove("additionalProperties");
            if (told["type"] is JsonArray types) told["type"] = types.Select(type => (string)type!).First(type => type != "null");
            if (context.TypeInfo.Kind == JsonTypeInfoKind.Object)
                told["required"] =
                    new JsonArray(
                        [.. context.TypeInfo.Properties.Where(
                            p => !p.IsGetNullable && Nullable.GetUnderlyingType(p.PropertyType) is null)
                                .Select(p => JsonValue.Create(p.Name))]);
            return told;
        }),
        document);

    private static JsonObject Exported(
        Type type, JsonSerializerOptions options, Func<JsonSchemaExporterContext, JsonNode, JsonNode> transform)
    {
        var exported = options.GetJsonSchemaAsNode(type, new JsonSchemaExporterOptions
        {
            TreatNullObliviousAsNonNullable = true,

            // What has a converter of its own is any value to the exporter, and a list of it a list of anything.
            TransformSchemaNode = (context, schema) => transform(context, schema switch
            {
                JsonValue => Converted(context.TypeInfo.Type),
                JsonObject list when context.TypeInfo.ElementType is { } item && !list.ContainsKey("items") =>
                    With(list, "items", Converted(item)),
                _ => schema,
            }),
        });

        // The reader of OpenAPI knows nothing of references into the middle of a schema. What recurs is there in full once, and
        // is any value below.
        return WithoutPointers(exported).AsObject();
    }

    private static OpenApiSchema Read(JsonNode node, OpenApiDocument document) =>
        new OpenApiJsonReader().ReadFragment<OpenApiSchema>(node, OpenApiSpecVersion.OpenApi3_1, document, out _)
            ?? new OpenApiSchema();

    private static JsonObject With(JsonObject schema, string name, JsonObject value)
    {
        schema[name] = value;
        return schema;
    }

    private static JsonObject Converted(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        { IsEnum: true } named =>
            new() { ["type"] = "string",
                ["enum"] =
                    new JsonArray(
                        [.. Enum.GetNames(named)
                            .Select(name => JsonValue.Create(JsonNamingPolicy.KebabCaseLower.ConvertName(name)))]) },
        { IsGenericType: true } list when list.GetGenericTypeDefinition() == typeof(ValueList<>) =>
            new() { ["type"] = "array", ["items"] = Converted(list.GetGenericArguments()[0]) },
        var instant when instant == typeof(Instant) => new() { ["type"] = "string", ["format"] = "date-time" },
        var text when text == typeof(PersonId) || text == typeof(FreeText) || text == typeof(Duration) || text == typeof(string)
            || text.Name.EndsWith("Id", StringComparison.Ordinal) => new() { ["type"] = "string" },
        _ => [],
    };

    private static JsonNode WithoutPointers(JsonNode node)
    {
        switch (node)
        {
            case JsonObject { Count: > 0 } pointer when pointer.ContainsKey("$ref"): return new JsonObject();
            case JsonObject item:
                foreach (var (name, value) in item.ToArray())
                    if (value is not null && WithoutPointers(value) is var fresh && !ReferenceEquals(fresh, value))
                        item[name] = fresh;
                return item;
            case JsonArray list:
                for (var i = 0; i < list.Count; i++)
                    if (list[i] is { } value && WithoutPointers(value) is var fresh && !ReferenceEquals(fresh, value))
                        list[i] = fresh;
                return list;
            default: return node;
        }
    }
}
