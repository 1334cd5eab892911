using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json;
using CommunitiesOfPractice.Storage;

namespace CommunitiesOfPractice.AspNetCore;

/// <summary>
/// An act as it is requested over HTTP: the JSON of the core, without what the host knows better. The person who is signed in
/// acts. The request names evidence by a reference to what it is about, and the host looks it up. The host refuses what a
/// request says of these in full, and does not pass it over, so that nobody believes that it was heard. One table by type says
/// how each is named and found: a new act needs nothing here.
/// </summary>
internal static class ActRequest
{
    private const string MandateForm = """{"community":...,"decision":...}""";

    private const string CapacityForm =
        """{"member":community}, "themself", {"staff":group}, {"spokesperson":group}, {"mandate":{"community","decision"}}""";

    private static readonly Dictionary<Type, Reference> References = new()
    {
        [typeof(Capacity)] = new(
            new("named.one-of", CapacityForm) { Described = "openapi.capacity", Schema = schemas => schemas.Capacity() }, true,
            Capacities),
        [typeof(LinkEvidence)] = new(new("named.link"), false, (caller, _, value) => caller.EvidenceOf(Id(value, LinkId.Of))),
        [typeof(NoteEvidence)] = new(
            new("named.note"), false,
            (caller, _, value) =>
                Id(value, NoteId.Of) is var note && caller.Reading(note).Allowed ? caller.EvidenceOf(note) : null),
        [typeof(ReadingEvidence)] = new(
            new("named.note"), false,
            (caller, _, value) => Id(value, NoteId.Of) is var note && caller.Reading(note) is var reading
                ? reading.Evidence ?? throw new RefusedException(_ => reading.For(caller.Person))
                : null),
        [typeof(Mandate)] = new(
            new("named.mandate", MandateForm) { Schema = schemas => schemas.Mandate() }, true,
            (caller, _, value) => value is null ? null : Given(value, caller.Mandate)),
        [typeof(Spokesperson)] = new(
            new("named.speaks-for") { Schema = schemas => schemas.Known(typeof(DirectoryGroup)) }, true,
            (caller, _, value) =>
                value is null ? null : caller.SpokespersonOf(GroupOf(value)) ?? throw Nobody("evidence.speaker")),
        [typeof(DirectoryEvidence)] = new(null, true, (caller, _, _) => caller.Directory),
        [typeof(MembershipEvidence)] =
            new(null, true, (caller, _, value) => caller.MembershipIn(Id(value, CommunityId.Of)), NamedBy: "from"),
    };

    /// <summary>
    /// How a request names evidence, for the description of the interface; null where it does not name it at all.
    /// </summary>
    public static NamedAs? NamedAs(Type evidence) => References[evidence].NamedAs;

    /// <summary>Whether something of a type is for the host to look up.</summary>
    public static bool IsKnownByHost(Type type) => References.ContainsKey(Nullable.GetUnderlyingType(type) ?? type);

    /// <summary>Whether a part of an act is for the host to look up: evidence, and the capacity in which somebody acts.</summary>
    public static bool IsKnownByHost(ActPart part) =>
        part.Kind == PartKind.Evidence || (part.Kind == PartKind.Doer && IsKnownByHost(part.Type));

    /// <summary>What a part consists of, where it is a record: of one of several, the one that the request names.</summary>
    public static IEnumerable<ActPart> PartsOf(ActPart part, JsonObject node) =>
        part.Kind != PartKind.OneOf ? part.Parts
        : node["$type"] is JsonValue named && named.TryGetValue<string>(out var name)
            && part.Cases.TryGetValue(name, out var parts) ? parts
        : [];

    /// <summary>Which act is requested.</summary>
    /// <exception cref="BadActException">There is none of that name, or it is one on another kind of stream.</exception>
    public static ActShape ShapeOf(JsonObject request, StreamKind on)
    {
        if (request["type"] is not JsonValue named || !named.TryGetValue<string>(out var name)
            || ActShape.Find(name) is not { } shape)
            throw new BadActException("request.no-type", ["type"]);
        return shape.On.Contains(on) ? shape : throw new BadActException("request.wrong-kind", [name, on]);
    }

    /// <summary>Reads an act.</summary>
    /// <param name="request">The request; it is completed on the way.</param>
    /// <param name="shape">Which act, as <see cref="ShapeOf"/> gives it.</param>
    /// <param name="on">On which stream.</param>
    /// <param name="caller">By whom.</param>
    /// <exception cref="BadActException">It is not one, or says what only the host may say.</exception>
    /// <exception cref="RefusedException">What it rests on is not so, or not the caller's to know.</exception>
    public static Act Read(JsonObject request, ActShape shape, StreamId on, Caller caller)
    {
        if (shape.Doer == Doer.Person)
        {
            if (request.ContainsKey("by")) throw new BadActException("request.by", ["by"]);
            request["by"] = caller.Person.Value;
        }

        Complete(request, shape.Parts, on, caller);
        try
        {
            return request.Deserialize<Act>(ActJson.Options) ?? throw new BadActException("request.no-act");
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or ArgumentException or FormatException
            or OverflowException or NotSupportedException)
        {
            throw Misfit.Of(request, shape, fault);
        }
    }

    /// <summary>
    /// Whether an act begins something that not everybody may know of: a note, or an adoption of one. The host makes its id. If
    /// a request named the id, the answer would tell whether something hidden has it.
    /// </summary>
    public static bool Begins(ActShape act) => act.Type == typeof(DraftNote) || act.Type == typeof(ConsiderNote);

    /// <summary>
    /// Whether an act is done to something that is there: a note is drafted once, and considered again where it was declined.
    /// </summary>
    public static bool GoesOn(ActShape act) => act.Type != typeof(DraftNote);

    private static void Complete(JsonObject node, IEnumerable<ActPart> parts, StreamId on, Caller caller)
    {
        foreach (var part in parts)
        {
            var name = part.Name;
            if (IsKnownByHost(part))
            {
                var reference = References[part.Type];
                var given = node[name];
                if (given is not null && reference.NamedAs is null) throw new BadActException("request.known", [name]);
                if (given is null && !reference.Optional) throw new BadActException("request.missing", [name, reference.NamedAs]);
                if (reference.Find(caller, on, node[reference.NamedBy ?? name]) is { } evidence)
                    node[name] = Node(evidence, part.Type);
                else if (given is not null || !part.IsOptional) throw Nobody("evidence.named", name);
            }
            else if (part.Type == typeof(Charter) && node[name] is JsonValue named) node[name] = Ready(name, named);
            else if (node[name] is JsonObject inner) Complete(inner, PartsOf(part, inner), on, caller);
            else if (!node.ContainsKey(name) && (part.IsOptional || part.IsMany))
                node[name] = part.IsOptional ? null : new JsonArray();
        }
    }

    /// <summary>A ready charter in full, for its name.</summary>
    private static JsonNode? Ready(string part, JsonValue named) =>
        named.TryGetValue<string>(out var name) && Charters.ByName.TryGetValue(name, out var charter)
            ? Node(charter, typeof(Charter))
            : throw new BadActException("request.charter", [part, string.Join(", ", Charters.ByName.Keys)]);

    private static Capacity? Capacities(Caller caller, StreamId on, JsonNode? value) => value switch
    {
        null => caller.CapacitiesOn(on).Take(2).ToArray() is [var only]
            ? only
            : throw new BadActException("request.missing", ["by", References[typeof(Capacity)].NamedAs]),
        JsonValue word when word.TryGetValue<string>(out var named) && named == "themself" => caller.AsThemself,
        JsonObject { Count: 1 } one when one["member"] is { } community => caller.AsMemberOf(Id(community, CommunityId.Of)),
        JsonObject { Count: 1 } one when one["staff"] is { } group => caller.AsStaffOf(GroupOf(group)),
        JsonObject { Count: 1 } one when one["spokesperson"] is { } group => caller.AsSpokespersonOf(GroupOf(group)),
        JsonObject { Count: 1 } one when one["mandate"] is { } mandate => Given(mandate, caller.ByMandateOf),
        _ => throw new BadActException("request.capacity", [References[typeof(Capacity)].NamedAs]),
    };

    private static T Given<T>(JsonNode value, Func<CommunityId, DecisionId, T?> find)
        where T : class =>
        value is JsonObject { Count: 2 } given && given["community"] is { } community
            && given["decision"] is JsonValue number && number.TryGetValue<long>(out var decision)
            ? find(Id(community, CommunityId.Of), new DecisionId(decision)) ?? throw Nobody("evidence.mandate")
            : throw new BadActException("request.mandate", [MandateForm]);

    private static DirectoryGroup GroupOf(JsonNode value)
    {
        try
        {
            return value.Deserialize<DirectoryGroup>(ActJson.Options);
        }
        catch (Exception fault)
            when (fault is JsonException or ArgumentException or InvalidOperationException or NotSupportedException)
        {
            throw new BadActException("request.group", ["""{"kind":...,"code":...}"""], fault);
        }
    }

    private static T Id<T>(JsonNode? value, Func<string, T> of) =>
        value is JsonValue text && text.TryGetValue<string>(out var id) && KeyFormat.IsWellFormed(id)
            ? of(id)
            : throw new BadActException("request.id");

    private static JsonNode? Node(object evidence, Type type) => JsonSerializer.SerializeToNode(evidence, type, ActJson.Options);

    private static RefusedException Nobody(string key, string? name = null) => new(texts =>
        new Answer(false, Clauses.NoMandate, null, new MissingCondition(Condition.Evidence, texts[key, name])));

    private sealed record Reference(
        NamedAs? NamedAs, bool Optional, Func<Caller, StreamId, JsonNode?, object?> Find, string? NamedBy = null);
}
