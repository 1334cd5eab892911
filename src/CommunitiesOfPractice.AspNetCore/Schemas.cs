using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using CommunitiesOfPractice.Counting;
using CommunitiesOfPractice.Storage;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;

namespace CommunitiesOfPractice.AspNetCore;

/// <summary>
/// The schemas of one OpenAPI document: each act in the form in which it is requested, each answer in the form in which it
/// is given, and each thing that they consist of. Each is a component under a name of ours, made when something first refers
/// to it. They come from what reads and writes the JSON, so that nothing is described twice.
/// </summary>
internal sealed class Schemas(OpenApiDocument document, Texts texts)
{
    private const string Ours = "CommunitiesOfPractice.";

    private static readonly HashSet<Type> Numbers = [typeof(DecisionId), typeof(InvitationId), typeof(PetitionId)];

    private static readonly HashSet<Type> Keys =
    [
        typeof(PersonId), typeof(CommunityId), typeof(OfficeId), typeof(LinkId), typeof(NoteId), typeof(AdoptionId),
        typeof(GatheringId), typeof(QuestionId), typeof(Duty),
    ];

    private static readonly HashSet<Type> Words =
        [typeof(string), typeof(FreeText), typeof(Clause), typeof(StreamId), typeof(Lot), typeof(LotCommitment)];

    /// <summary>An act as it is requested: without what the host knows, and with evidence as it is named.</summary>
    public OpenApiSchemaReference Of(ActShape act) => Reference(Component(NameOf(act), () =>
    {
        var asked = Form(ActJson.Options.GetTypeInfo(act.Type), ("type", act.Name), isAsked: true, act);
        asked["additionalProperties"] = false;
        if (act.Doer == Doer.Host) asked["description"] = texts["openapi.fact"];
        return asked;
    }));

    /// <summary>Any of the acts that an endpoint takes.</summary>
    public OpenApiSchemaReference Of(ActsOn acts) => Reference(Component(
        $"{Ours}{(acts.Begins ? "Begin" : "ActOn")}{acts.Kind}", () => OneOf(
            "type", ActShape.All.Where(act => act.On.Contains(acts.Kind)
                    && (acts.Begins ? ActRequest.Begins(act) : ActRequest.GoesOn(act)))
                .Select(act => (act.Name, Of(act).Reference.Id!)))));

    /// <summary>
    /// An answer: what is never null is always there, what is null is left out, and a later version may tell more.
    /// </summary>
    public OpenApiSchemaReference Of(Type view) =>
        Reference(Component(NameOf(view), () => Form(ViewJson.Options.GetTypeInfo(view), null, isAsked: false)));

    /// <summary>A value as a path or a query has it.</summary>
    public IOpenApiSchema Value(Type type) => Read(Known(type));

    public static string NameOf(ActShape act) => Ours + Pascal(act.Name) + "Act";

    /// <summary>A capacity in which somebody acts, as a request names it.</summary>
    public JsonObject Capacity() => Pointer(Component(Ours + "Capacity", () => new JsonObject
    {
        ["oneOf"] = new JsonArray(
            new JsonObject { ["type"] = "string", ["const"] = "themself" },
            One("Member", "member", Known(typeof(CommunityId))), One("Staff", "staff", Known(typeof(DirectoryGroup))),
            One("Spokesperson", "spokesperson", Known(typeof(DirectoryGroup))), One("Mandated", "mandate", Mandate())),
    }));

    /// <summary>A mandate, as a request names it: by the decision that gave it.</summary>
    public JsonObject Mandate() => Pointer(Component(Ours + "MandateOf", () => Object(
        [("community", Known(typeof(CommunityId))), ("decision", Known(typeof(DecisionId)))], ["community", "decision"])));

    /// <summary>What a note is written from, as a request names it: a question, and the numbers of the answers it uses.</summary>
    public JsonObject QuestionUse() => Pointer(Component(Ours + "QuestionUseOf", () => Object(
        [("question", Known(typeof(QuestionId))), ("answers", Known(typeof(ValueList<int>)))], ["question", "answers"])));

    /// <summary>A ready charter by its name, or a charter in full.</summary>
    public JsonObject CharterNamed() => Pointer(Component(Ours + "CharterNamed", () => new JsonObject
    {
        ["oneOf"] = new JsonArray(
            Pointer(Component(Ours + "ReadyCharterName", () => Choice(Charters.ByName.Keys))),
            Node(typeof(Charter), isAsked: false)),
    }));

    /// <summary>What is the same whether it is requested or told.</summary>
    public JsonObject Known(Type type) => Node(type, isAsked: true);

    private JsonObject Node(Type given, bool isAsked)
    {
        var type = Nullable.GetUnderlyingType(given) ?? given;
        if (Numbers.Contains(type)) return new() { ["type"] = "integer", ["format"] = "int64", ["minimum"] = 1 };
        if (Keys.Contains(type)) return new() { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = KeyFormat.Longest };
        if (Words.Contains(type)) return new() { ["type"] = "string" };
        if (type == typeof(bool)) return new() { ["type"] = "boolean" };
        if (type == typeof(int)) return new() { ["type"] = "integer", ["format"] = "int32" };
        if (type == typeof(long)) return new() { ["type"] = "integer", ["format"] = "int64" };
        if (type == typeof(Instant)) return new() { ["type"] = "string", ["format"] = "date-time" };
        if (type == typeof(LocalDateTime))
            return new()
            {
                ["type"] = "string", ["format"] = "date-time-local",
                ["description"] = texts["openapi.local-time", "2015-05-14T14:00"],
            };
        if (type == typeof(Duration))
            return new() { ["type"] = "string", ["description"] = texts["openapi.duration", "2:00:00:00"] };
        if (type.IsEnum) return Pointer(Component(Ours + type.Name, () => Choice(Enum.GetNames(type).Select(Kebab))));
        if (type == typeof(RequestedAct)) return Pointer(Component(Ours + "Act", AnyAct));
        if (ItemOf(type) is { } item) return new() { ["type"] = "array", ["items"] = Node(item, isAsked) };

        // A ballot counts options from 0: a mark is an option and its points, and a ranking is its tiers.
        if (type == typeof(Mark)) return Node(typeof(ValueList<int>), isAsked);
        if (type == typeof(Ranking)) return Node(typeof(ValueList<ValueList<int>>), isAsked);
        if (type == typeof(Charter) && isAsked) return CharterNamed();
        var info = ViewJson.Options.GetTypeInfo(type);
        if (info.Kind != JsonTypeInfoKind.Object)
            throw new InvalidOperationException($"Nothing says how {type.Name} is described.");
        return Pointer(Component(NameOf(type), () => info.PolymorphismOptions is { } cases
            ? OneOf(cases.TypeDiscriminatorPropertyName, cases.DerivedTypes.Select(one => (
                Name: (string)one.TypeDiscriminator!, Component(NameOf(one.DerivedType), () => Form(
                    ViewJson.Options.GetTypeInfo(one.DerivedType),
                    (cases.TypeDiscriminatorPropertyName, (string)one.TypeDiscriminator!), isAsked: true)))))
            : Form(info, null, isAsked: ActJson.Options.TryGetTypeInfo(type, out _))));
    }

    /// <summary>One of several records, which a member tells apart.</summary>
    private static JsonObject OneOf(string told, IEnumerable<(string Name, string Schema)> cases)
    {
        var all = cases.ToArray();
        return new JsonObject
        {
            ["oneOf"] = new JsonArray([.. all.Select(one => Pointer(one.Schema))]),
            ["discriminator"] = new JsonObject
            {
                ["propertyName"] = told,
                ["mapping"] = new JsonObject(all.Select(one =>
                    KeyValuePair.Create(one.Name, (JsonNode?)JsonValue.Create(PathTo(one.Schema))))),
            },
        };
    }

    /// <summary>
    /// A record, member by member. In a request, a list that is left out is empty. In an answer, only what is null is left out.
    /// </summary>
    private JsonObject Form(JsonTypeInfo info, (string Name, string Value)? named, bool isAsked, ActShape? act = null)
    {
        var (members, required) = (new List<(string, JsonObject)>(), new List<string>());
        if (named is var (name, value))
        {
            members.Add((name, new JsonObject { ["type"] = "string", ["const"] = value, ["default"] = value }));
            required.Add(name);
        }

        foreach (var property in info.Properties)
        {
            var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            if (isAsked && act?.Doer == Doer.Person && property.Name == "by") continue;
            var isKnown = isAsked && ActRequest.IsKnownByHost(type);
            if (isKnown && ActRequest.NamedAs(type) is null) continue;
            members.Add((property.Name, isKnown ? ActRequest.NamedAs(type)!.SchemaIn(this, texts) : Node(type, isAsked)));
            var isNeeded = isAsked
                ? property.IsRequired && ItemOf(type) is null
                    && !(isKnown && (type == typeof(Capacity)
                        || (type == typeof(AskingEvidence) && act!.Type != typeof(AskQuestion))))
                : !property.IsGetNullable && Nullable.GetUnderlyingType(property.PropertyType) is null;
            if (isNeeded) required.Add(property.Name);
        }

        return Object(members, required);
    }

    private static JsonObject Object(IEnumerable<(string Name, JsonObject Schema)> members, List<string> required)
    {
        var schema = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject(members.Select(member => KeyValuePair.Create(member.Name, (JsonNode?)member.Schema))),
        };
        if (required.Count > 0) schema["required"] = new JsonArray([.. required.Select(name => JsonValue.Create(name))]);
        return schema;
    }

    private JsonObject One(string name, string member, JsonObject schema) =>
        Pointer(Component($"{Ours}Capacity{name}", () => Object([(member, schema)], [member])));

    private static JsonObject Choice(IEnumerable<string> names) =>
        new() { ["type"] = "string", ["enum"] = new JsonArray([.. names.Select(name => JsonValue.Create(name))]) };

    private JsonObject AnyAct() => new()
    {
        ["type"] = "object", ["description"] = texts["openapi.act"], ["required"] = new JsonArray("type"),
        ["properties"] = new JsonObject { ["type"] = new JsonObject { ["type"] = "string" } }, ["additionalProperties"] = true,
    };

    private static Type? ItemOf(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() is var list
            && (list == typeof(ValueList<>) || list == typeof(IEnumerable<>)) ? type.GetGenericArguments()[0] : null;

    private static string NameOf(Type type) =>
        Ours + (ViewJson.IsView(type) ? type.Name[..^"View".Length] : type.Name);

    /// <summary>A component by its name, made where it is not there yet. It may refer to itself.</summary>
    private string Component(string name, Func<JsonObject> make)
    {
        document.Components ??= new();
        var made = document.Components.Schemas ??= new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal);
        if (made.ContainsKey(name)) return name;
        made.Add(name, new OpenApiSchema());
        made[name] = Read(make());
        return name;
    }

    private IOpenApiSchema Read(JsonObject schema) =>
        (string?)schema["$ref"] is { } path ? Reference(path[(path.LastIndexOf('/') + 1)..])
            : new OpenApiJsonReader().ReadFragment<OpenApiSchema>(schema, OpenApiSpecVersion.OpenApi3_1, document, out _)
                ?? new OpenApiSchema();

    private OpenApiSchemaReference Reference(string name) => new(name, document);

    private static JsonObject Pointer(string name) => new() { ["$ref"] = PathTo(name) };

    private static string PathTo(string name) => "#/components/schemas/" + name;

    private static string Kebab(string name) => JsonNamingPolicy.KebabCaseLower.ConvertName(name);

    private static string Pascal(string name) =>
        string.Concat(name.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
