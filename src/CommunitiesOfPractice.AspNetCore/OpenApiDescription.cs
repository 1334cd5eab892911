using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using CommunitiesOfPractice;
using CommunitiesOfPractice.AspNetCore;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Describes the acts in a host's OpenAPI document.</summary>
public static class OpenApiDescription
{
    /// <summary>Every act as a schema of the document, in the form in which it is requested, and each endpoint with those that it takes: <c>AddOpenApi(o => o.AddCommunitiesOfPractice())</c>.</summary>
    /// <param name="options">The document's options.</param>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    public static OpenApiOptions AddCommunitiesOfPractice(this OpenApiOptions options)
    {
        Guard.Against.Null(options).AddDocumentTransformer((document, context, _) =>
        {
            document.Components ??= new();
            document.Components.Schemas ??= new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal);
            foreach (var (name, type) in ActJson.Types) document.Components.Schemas[SchemaOf(name)] = Described(name, type, document);
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            var metadata = context.Description.ActionDescriptor.EndpointMetadata;
            if (metadata.OfType<Reads>().FirstOrDefault() is { OfOne: true }) Id(operation);
            if (metadata.OfType<ActsOn>().FirstOrDefault() is not { Kind: var kind }) return Task.CompletedTask;
            Id(operation);
            var names = ActJson.Types.Where(act => ActRequest.KindOf(act.Value) == kind).Select(act => act.Key).ToArray();
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
                            Discriminator = new() { PropertyName = "type", Mapping = names.ToDictionary(name => name, name => new OpenApiSchemaReference(SchemaOf(name), context.Document)) },
                        },
                    },
                },
            };
            operation.Parameters ??= [];
            operation.Parameters.Add(Header("If-Match", "The ETag of the stream as you know it: the act is done only where it still stands there."));
            operation.Parameters.Add(Header("Idempotency-Key", "Words of your own for this request: sent again, it is not done twice."));
            return Task.CompletedTask;
        });
        return options;
    }

    private static OpenApiParameter Header(string name, string description) => new()
    {
        Name = name, In = ParameterLocation.Header, Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };

    private static void Id(OpenApiOperation operation)
    {
        operation.Parameters ??= [];
        if (operation.Parameters.Any(p => p.Name == "id")) return;
        operation.Parameters.Add(new OpenApiParameter
        {
            Name = "id", In = ParameterLocation.Path, Required = true, Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = Key.Longest },
        });
    }

    private static string SchemaOf(string act) => "act-" + act;

    private static OpenApiSchema Described(string name, Type act, OpenApiDocument document)
    {
        var exported = ActJson.Options.GetJsonSchemaAsNode(act, new JsonSchemaExporterOptions
        {
            TreatNullObliviousAsNonNullable = true,
            TransformSchemaNode = static (context, schema) => Requested(context, schema),
        });

        // The reader of OpenAPI knows nothing of references into the middle of a schema: what recurs stands there in full, once, and as any value below.
        var node = WithoutPointers(exported).AsObject();
        var properties = node["properties"] as JsonObject ?? [];
        node["type"] = "object";
        properties.Insert(0, "type", new JsonObject { ["const"] = name });
        if (act.GetProperty("By")?.PropertyType == typeof(PersonId)) properties.Remove("by");
        foreach (var property in act.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => ActRequest.IsKnownByHost(p.PropertyType)))
            if (ActRequest.NamedAs(property.PropertyType) is null) properties.Remove(JsonNamingPolicy.CamelCase.ConvertName(property.Name));
        node["properties"] = properties;
        var required = (node["required"] as JsonArray ?? []).Select(r => r!.GetValue<string>()).Where(r => properties.ContainsKey(r) && r is not "home").Prepend("type").Distinct().ToArray();
        node["required"] = new JsonArray([.. required.Select(r => JsonValue.Create(r))]);
        node["additionalProperties"] = false;
        var schema = new OpenApiJsonReader().ReadFragment<OpenApiSchema>(node, OpenApiSpecVersion.OpenApi3_1, document, out _) ?? new OpenApiSchema();
        schema.Description = ActRequest.IsFact(act) ? "A fact, for the host's own feeds." : null;
        return schema;
    }

    private static JsonNode Requested(JsonSchemaExporterContext context, JsonNode schema)
    {
        var type = Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type;
        if (ActRequest.IsKnownByHost(type)) return ActRequest.NamedAs(type) is { } named ? new JsonObject { ["description"] = named } : new JsonObject();

        // What has a converter of its own is, all but for lists, a text.
        return schema is JsonValue value && value.TryGetValue<bool>(out var any) && any && context.TypeInfo.Kind == System.Text.Json.Serialization.Metadata.JsonTypeInfoKind.None && !type.IsGenericType
            && (type.IsEnum || type == typeof(PersonId) || type == typeof(FreeText) || type == typeof(Instant) || type == typeof(Duration) || type.Name.EndsWith("Id", StringComparison.Ordinal))
                ? new JsonObject { ["type"] = "string" }

                // Any value at all; OpenAPI's reader wants an object for it.
                : schema is JsonValue ? new JsonObject() : schema;
    }

    private static JsonNode WithoutPointers(JsonNode node)
    {
        switch (node)
        {
            case JsonObject { Count: > 0 } pointer when pointer.ContainsKey("$ref"): return new JsonObject();
            case JsonObject item:
                foreach (var (name, value) in item.ToArray())
                    if (value is not null && WithoutPointers(value) is var fresh && !ReferenceEquals(fresh, value)) item[name] = fresh;
                return item;
            case JsonArray list:
                for (var i = 0; i < list.Count; i++)
                    if (list[i] is { } value && WithoutPointers(value) is var fresh && !ReferenceEquals(fresh, value)) list[i] = fresh;
                return list;
            default: return node;
        }
    }
}
