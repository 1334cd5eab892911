using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json;
using CommunitiesOfPractice.Storage;

namespace CommunitiesOfPractice.AspNetCore;

/// <summary>A request was not what it should be: what is said is for whoever wrote the program that sent it.</summary>
internal sealed class BadActException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>
/// An act as it is requested over HTTP: the JSON of the core, without what the host knows better. Who acts is whoever is signed in; evidence is named by a reference to what it is about, and looked up.
/// What a request says of these in full is refused, not passed over, so that nobody believes it was heard. One table by type says how each is named and found: a new act needs nothing here.
/// </summary>
internal static class ActRequest
{
    private static readonly Dictionary<Type, Reference> References = new()
    {
        [typeof(Capacity)] = new("""{"member":community}, {"staff":group}, {"spokesperson":group}, {"mandate":{"community","decision"}} or "themself"; left out: the one in which you belong to what you act on.""", true, Capacities),
        [typeof(LinkEvidence)] = new("a link's id", false, (caller, _, value) => caller.EvidenceOf(Id(value, LinkId.Of))),
        [typeof(NoteEvidence)] = new("a note's id", false, (caller, _, value) => Id(value, NoteId.Of) is var note && caller.Reading(note).Allowed ? caller.EvidenceOf(note) : null),
        [typeof(ReadingEvidence)] = new("a note's id", false, (caller, _, value) => Id(value, NoteId.Of) is var note && caller.Reading(note) is var reading && reading.Evidence is { } evidence ? evidence : throw new RefusedException(reading.For(caller.Person))),
        [typeof(Mandate)] = new("""{"community","decision"}""", true, (caller, _, value) => value is null ? null : Given(value, caller.Mandate)),
        [typeof(Spokesperson)] = new("the organisation or network spoken for", true, (caller, _, value) => value is null ? null : caller.SpokespersonOf(GroupOf(value)) ?? throw Nobody("The host names nobody so.")),
        [typeof(DirectoryEvidence)] = new(null, true, (caller, _, _) => caller.Directory),
        [typeof(MembershipEvidence)] = new(null, true, (caller, _, value) => caller.MembershipIn(Id(value, CommunityId.Of)), NamedBy: "from"),
    };

    /// <summary>How a request names evidence, for the description of the interface; null where it names it not at all.</summary>
    public static string? NamedAs(Type evidence) => References[evidence].NamedAs;

    /// <summary>Whether something of a type is for the host to look up.</summary>
    public static bool IsKnownByHost(Type type) => References.ContainsKey(Nullable.GetUnderlyingType(type) ?? type);

    /// <summary>Whether a part of an act is for the host to look up: evidence, and the capacity in which somebody acts.</summary>
    public static bool IsKnownByHost(ActPart part) => part.Kind == PartKind.Evidence || (part.Kind == PartKind.Doer && IsKnownByHost(part.Type));

    /// <summary>What a part consists of, where it is a record: of one of several, the one that the request names.</summary>
    public static IEnumerable<ActPart> PartsOf(ActPart part, JsonObject node) =>
        part.Kind != PartKind.OneOf ? part.Parts
        : node["$type"] is JsonValue named && named.TryGetValue<string>(out var name) && part.Cases.TryGetValue(name, out var parts) ? parts
        : [];

    /// <summary>Which act is requested.</summary>
    /// <exception cref="BadActException">There is none of that name, or it is one on another kind of stream.</exception>
    public static ActShape ShapeOf(JsonObject request, StreamKind on)
    {
        if (request["type"] is not JsonValue named || !named.TryGetValue<string>(out var name) || ActShape.Find(name) is not { } shape)
            throw new BadActException("There is no such act: 'type' names one.");
        return shape.On.Contains(on) ? shape : throw new BadActException($"'{name}' is not an act on this kind of thing.");
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
            if (request.ContainsKey("by")) throw new BadActException("Who acts is whoever is signed in: leave 'by' out.");
            request["by"] = caller.Person.Value;
        }

        Complete(request, shape.Parts, on, caller);
        try
        {
            return request.Deserialize<Act>(ActJson.Options) ?? throw new BadActException("There is no act.");
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or ArgumentException or FormatException
            or OverflowException or NotSupportedException)
        {
            throw new BadActException(fault.Message, fault);
        }
    }

    /// <summary>
    /// Whether an act begins something that not everybody may know of: a note, or an adoption of one. The host makes its id. An id that a request names would be answered otherwise where something hidden has it.
    /// </summary>
    public static bool Begins(ActShape act) => act.Type == typeof(DraftNote) || act.Type == typeof(ConsiderNote);

    /// <summary>Whether an act is done to something that is there: a note is drafted once, and considered again where it was declined.</summary>
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
                if (given is not null && reference.NamedAs is null) throw new BadActException($"'{name}' is known by the host: leave it out.");
                if (given is null && !reference.Optional) throw new BadActException($"'{name}' is missing: {reference.NamedAs}");
                if (reference.Find(caller, on, node[reference.NamedBy ?? name]) is { } evidence) node[name] = Node(evidence, part.Type);
                else if (given is not null || !part.IsOptional) throw Nobody($"What '{name}' names is not there, or not yours to know.");
            }
            else if (node[name] is JsonObject inner) Complete(inner, PartsOf(part, inner), on, caller);
            else if (!node.ContainsKey(name) && (part.IsOptional || part.IsMany)) node[name] = part.IsOptional ? null : new JsonArray();
        }
    }

    private static Capacity? Capacities(Caller caller, StreamId on, JsonNode? value) => value switch
    {
        null => caller.CapacitiesOn(on).Take(2).ToArray() is [var only]
            ? only
            : throw new BadActException("'by' is missing: " + References[typeof(Capacity)].NamedAs),
        JsonValue word when word.TryGetValue<string>(out var named) && named == "themself" => caller.AsThemself,
        JsonObject { Count: 1 } one when one["member"] is { } community => caller.AsMemberOf(Id(community, CommunityId.Of)),
        JsonObject { Count: 1 } one when one["staff"] is { } group => caller.AsStaffOf(GroupOf(group)),
        JsonObject { Count: 1 } one when one["spokesperson"] is { } group => caller.AsSpokespersonOf(GroupOf(group)),
        JsonObject { Count: 1 } one when one["mandate"] is { } mandate => Given(mandate, caller.ByMandateOf),
        _ => throw new BadActException("A capacity is " + References[typeof(Capacity)].NamedAs),
    };

    private static T Given<T>(JsonNode value, Func<CommunityId, DecisionId, T?> find)
        where T : class =>
        value is JsonObject { Count: 2 } given && given["community"] is { } community && given["decision"] is JsonValue number && number.TryGetValue<long>(out var decision)
            ? find(Id(community, CommunityId.Of), new DecisionId(decision)) ?? throw Nobody("That decision gave no mandate that is yours to carry out.")
            : throw new BadActException("""A mandate is named by {"community":...,"decision":...}.""");

    private static DirectoryGroup GroupOf(JsonNode value)
    {
        try
        {
            return value.Deserialize<DirectoryGroup>(ActJson.Options);
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException or InvalidOperationException or NotSupportedException)
        {
            throw new BadActException("""A group is {"kind":...,"code":...}.""", fault);
        }
    }

    private static T Id<T>(JsonNode? value, Func<string, T> of) =>
        value is JsonValue text && text.TryGetValue<string>(out var id) && KeyFormat.IsWellFormed(id) ? of(id) : throw new BadActException("An id is expected, as text: what it is about is known by the host.");

    private static JsonNode? Node(object evidence, Type type) => JsonSerializer.SerializeToNode(evidence, type, ActJson.Options);

    private static RefusedException Nobody(string what) => new(new Answer(false, Clauses.NoMandate, null, new MissingCondition(Condition.Evidence, what)));

    private sealed record Reference(string? NamedAs, bool Optional, Func<Caller, StreamId, JsonNode?, object?> Find, string? NamedBy = null);
}

/// <summary>What an act rests on is not so: its answer, before the act could be put together.</summary>
internal sealed class RefusedException(Answer answer) : Exception(answer.Text)
{
    public Answer Answer => answer;
}
