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
    private const string DecisionForm = """{"community":...,"decision":...}""";

    private const string CapacityForm =
        """{"member":community}, "themself", {"staff":group}, {"spokesperson":group}, {"mandate":{"community","decision"}}""";

    private const string UseForm = """{"question":...,"answers":[...]}""";

    private static readonly Dictionary<Type, Reference> References = new()
    {
        [typeof(Capacity)] = new(
            new("named.one-of", CapacityForm) { Described = "openapi.capacity", Schema = schemas => schemas.Capacity() }, true,
            Capacities),
        [typeof(LinkEvidence)] = new(new("named.link"), false, (on, value) => on.Caller.EvidenceOf(Id(value, LinkId.Of))),
        [typeof(NoteEvidence)] = new(
            new("named.note"), false,
            (on, value) =>
                Id(value, NoteId.Of) is var note && on.Caller.Reading(note).Allowed ? on.Caller.EvidenceOf(note) : null),
        [typeof(ReadingEvidence)] = new(
            new("named.note"), false,
            (on, value) => Id(value, NoteId.Of) is var note && on.Caller.Reading(note) is var reading
                ? reading.Evidence ?? throw new RefusedException(_ => reading.For(on.Caller.Person))
                : null),
        [typeof(Mandate)] = new(
            new("named.mandate", DecisionForm) { Schema = schemas => schemas.Mandate() }, true,
            (on, value) => value is null ? null : Given(value, on.Caller.Mandate, "mandate")),
        [typeof(DecisionEvidence)] = new(
            new("named.decision", DecisionForm) { Schema = schemas => schemas.Known(typeof(DecisionOf)) }, false,
            (on, value) => Given(value!, (community, decision) => Seen(on.Caller, community, decision), "decision")),
        [typeof(Spokesperson)] = new(
            new("named.speaks-for") { Schema = schemas => schemas.Known(typeof(DirectoryGroup)) }, true,
            (on, value) =>
                value is null ? null : on.Caller.SpokespersonOf(GroupOf(value)) ?? throw Nobody("evidence.speaker")),
        [typeof(DirectoryEvidence)] = new(null, true, (on, _) => on.Caller.Directory),
        [typeof(MembershipEvidence)] =
            new(null, true, (on, _) => on.Caller.MembershipIn(Id(on.Said["from"], CommunityId.Of))),
        [typeof(CallingEvidence)] = new(null, true, Calling),
        [typeof(InvitationEvidence)] = new(null, true, (on, _) => on.Caller.InvitationTo(GatheringId.Of(on.Stream))),
        [typeof(AskingEvidence)] = new(new("named.community"), true, Asking),
        [typeof(QuestionReadingEvidence)] = new(null, true, (on, _) => on.Caller.ReadingOf(QuestionId.Of(on.Stream))),
        [typeof(QuestionEvidence)] = new(
            new("named.question"), false,
            (on, value) => Id(value, QuestionId.Of) is var question && on.Caller.ReadingOf(question).MayRead
                ? on.Caller.EvidenceOf(question)
                : null),
        [typeof(CarryingEvidence)] = new(
            new("named.link"), true,
            (on, value) => (value ?? on.Said["link"]) is { } link
                ? on.Caller.CarryingOf(QuestionId.Of(on.Stream), Id(link, LinkId.Of))
                : null),
        [typeof(QuestionUse)] = new(
            new("named.question-use", UseForm) { Schema = schemas => schemas.QuestionUse() }, true,
            (on, value) => value is null ? null : Used(on.Caller, value)),
        [typeof(MeetingEvidence)] =
            new(null, true, (on, _) => on.Caller.Landscape.MeetingsOf(CommunityId.Of(on.Stream), on.Caller.At)),
        [typeof(ZoneEvidence)] = new(null, true, (on, _) => TimeOf(on.Said) is { } time ? ZoneEvidence.Of(time, on.Zones) : null)
        {
            IsOfWords = true,
        },
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
    /// <param name="zones">The zone data by which times are read.</param>
    /// <exception cref="BadActException">It is not one, or says what only the host may say.</exception>
    /// <exception cref="RefusedException">What it rests on is not so, or not the caller's to know.</exception>
    public static Act Read(JsonObject request, ActShape shape, StreamId on, Caller caller, IDateTimeZoneProvider zones)
    {
        if (shape.Doer == Doer.Person)
        {
            if (request.ContainsKey("by")) throw new BadActException("request.by", ["by"]);
            request["by"] = caller.Person.Value;
        }

        Complete(new(caller, on, request, zones), shape.Parts);
        try
        {
            return request.Deserialize<Act>(ActJson.Options) ?? throw new BadActException("request.no-act");
        }
        catch (Exception fault) when (IsUnreadable(fault))
        {
            throw Misfit.Of(request, shape, fault);
        }
    }

    /// <summary>
    /// Whether an act begins something that not everybody may know of: a note, an adoption of one, a gathering or a question. The
    /// host makes its id. If a request named the id, the answer would tell whether something hidden has it.
    /// </summary>
    public static bool Begins(ActShape act) =>
        act.Type == typeof(DraftNote) || act.Type == typeof(ConsiderNote) || act.Type == typeof(CallGathering)
            || act.Type == typeof(AskQuestion);

    /// <summary>
    /// Whether an act is done to something that is there: a note is drafted once, and considered again where it was declined; a
    /// gathering is called once, and a question asked once.
    /// </summary>
    public static bool GoesOn(ActShape act) => Begins(act) ? act.Type == typeof(ConsiderNote) : true;

    private static void Complete(Basis on, IEnumerable<ActPart> parts)
    {
        var node = on.Said;
        foreach (var part in parts)
        {
            var name = part.Name;
            if (IsKnownByHost(part))
            {
                var reference = References[part.Type];
                var given = node[name];
                if (given is not null && reference.NamedAs is null) throw new BadActException("request.known", [name]);
                if (given is null && !reference.Optional) throw new BadActException("request.missing", [name, reference.NamedAs]);
                if (reference.Find(on, given) is { } evidence)
                    node[name] = Node(evidence, part.Type);
                else if (given is not null || !(part.IsOptional || reference.IsOfWords)) throw Nobody("evidence.named", name);
            }
            else if (part.Type == typeof(Charter) && node[name] is JsonValue named) node[name] = Ready(name, named);
            else if (node[name] is JsonObject inner) Complete(on with { Said = inner }, PartsOf(part, inner));
            else if (!node.ContainsKey(name) && (part.IsOptional || part.IsMany))
                node[name] = part.IsOptional ? null : new JsonArray();
        }
    }

    /// <summary>A ready charter in full, for its name.</summary>
    private static JsonNode? Ready(string part, JsonValue named) =>
        named.TryGetValue<string>(out var name) && Charters.ByName.TryGetValue(name, out var charter)
            ? Node(charter, typeof(Charter))
            : throw new BadActException("request.charter", [part, string.Join(", ", Charters.ByName.Keys)]);

    private static Capacity? Capacities(Basis on, JsonNode? value) => value switch
    {
        null => on.Caller.CapacitiesOn(on.Stream).Take(2).ToArray() is [var only]
            ? only
            : throw new BadActException("request.missing", ["by", References[typeof(Capacity)].NamedAs]),
        JsonValue word when word.TryGetValue<string>(out var named) && named == "themself" => on.Caller.AsThemself,
        JsonObject { Count: 1 } one when one["member"] is { } community => on.Caller.AsMemberOf(Id(community, CommunityId.Of)),
        JsonObject { Count: 1 } one when one["staff"] is { } group => on.Caller.AsStaffOf(GroupOf(group)),
        JsonObject { Count: 1 } one when one["spokesperson"] is { } group => on.Caller.AsSpokespersonOf(GroupOf(group)),
        JsonObject { Count: 1 } one when one["mandate"] is { } mandate =>
            Given(mandate, on.Caller.ByMandateOf, "mandate"),
        _ => throw new BadActException("request.capacity", [References[typeof(Capacity)].NamedAs]),
    };

    /// <summary>
    /// What a record says of calling gatherings: of the community that somebody acts for, in their capacity; else of one that
    /// calls the gathering.
    /// </summary>
    private static CallingEvidence Calling(Basis on, JsonNode? given)
    {
        if (on.Said["by"] is not JsonObject by)
        {
            var gathering = GatheringId.Of(on.Stream);
            return on.Caller.CallingOf(gathering) ?? throw Closed(on.Caller.Landscape[gathering].Home);
        }

        var capacity = by.Deserialize<Capacity>(ActJson.Options)!;
        if (capacity.For is not CommunityParty { Community: var community })
            throw new RefusedException(texts => new(
                false, Clauses.CallersOnly, null, new(Condition.Evidence, texts["evidence.community"])));
        return on.Caller.Landscape[community].CallingEvidenceFor(capacity.Person, Recorded(on.Caller, community))
            ?? throw Closed(community);
    }

    /// <summary>
    /// What a record says of asking questions: of the community that the request names where it asks one, else of the question's
    /// own.
    /// </summary>
    private static AskingEvidence? Asking(Basis on, JsonNode? given)
    {
        var asked = on.Caller.Landscape[QuestionId.Of(on.Stream)];
        if (given is null && asked.Version == 0)
            throw new BadActException("request.missing", ["home", References[typeof(AskingEvidence)].NamedAs]);
        var community = given is null ? asked.Home : Id(given, CommunityId.Of);
        if (asked.Version > 0 && community != asked.Home) return null;
        return on.Caller.AskingIn(community)
            ?? (on.Caller.Landscape[community].Version > 0 ? throw Closed(community) : null);
    }

    private static QuestionUse? Used(Caller caller, JsonNode value) =>
        value is JsonObject { Count: 2 } given && given["question"] is { } question && given["answers"] is JsonArray answers
            && answers.All(answer => answer is JsonValue number && number.TryGetValue<int>(out _))
            ? Id(question, QuestionId.Of) is var from && caller.ReadingOf(from).MayRead
                ? caller.UseOf(from, answers.Select(answer => answer!.GetValue<int>()).ToValueList())
                : null
            : throw new BadActException("request.question-use", [UseForm]);

    // A founded community's record says nothing of calling gatherings and asking questions once it is closed.
    private static RefusedException Closed(CommunityId community) => new(_ =>
        new(false, Clauses.Closed, Witness.Of(community), new(Condition.OpenCommunity, community.Value)));

    /// <summary>
    /// The time that a gathering is called for, or moved to. Null where it cannot be read: reading the act then says why.
    /// </summary>
    private static GivenTime? TimeOf(JsonObject act)
    {
        try
        {
            return (act["to"] ?? (act["call"] as JsonObject)?["when"]).Deserialize<GivenTime>(ActJson.Options);
        }
        catch (Exception fault) when (IsUnreadable(fault))
        {
            return null;
        }
    }

    private static T Given<T>(JsonNode value, Func<CommunityId, DecisionId, T?> find, string what)
        where T : class =>
        value is JsonObject { Count: 2 } given && given["community"] is { } community
            && given["decision"] is JsonValue number && number.TryGetValue<long>(out var decision)
            ? find(Id(community, CommunityId.Of), new DecisionId(decision)) ?? throw Nobody("evidence." + what)
            : throw new BadActException("request." + what, [DecisionForm]);

    private static DecisionEvidence? Seen(Caller caller, CommunityId community, DecisionId decision) =>
        caller.Landscape[community].MaySee(decision, caller.Person, Recorded(caller, community)).Allowed
            ? caller.EvidenceOf(community, decision)
            : null;

    // What a community's record does not hold yet is no evidence.
    private static Instant Recorded(Caller caller, CommunityId community) =>
        caller.Landscape.WhenToAsk(StreamId.Of(community), caller.At);

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

    private static bool IsUnreadable(Exception fault) => fault is JsonException or InvalidOperationException or ArgumentException
        or FormatException or OverflowException or NotSupportedException;

    private static T Id<T>(JsonNode? value, Func<string, T> of) =>
        value is JsonValue text && text.TryGetValue<string>(out var id) && KeyFormat.IsWellFormed(id)
            ? of(id)
            : throw new BadActException("request.id");

    private static JsonNode? Node(object evidence, Type type) => JsonSerializer.SerializeToNode(evidence, type, ActJson.Options);

    private static RefusedException Nobody(string key, string? name = null) => new(texts =>
        new Answer(false, Clauses.NoMandate, null, new MissingCondition(Condition.Evidence, texts[key, name])));

    /// <summary>What evidence is looked up by.</summary>
    /// <param name="Caller">Who acts.</param>
    /// <param name="Stream">On which stream.</param>
    /// <param name="Said">What the request says, where the evidence belongs.</param>
    /// <param name="Zones">The zone data by which times are read.</param>
    private sealed record Basis(Caller Caller, StreamId Stream, JsonObject Said, IDateTimeZoneProvider Zones);

    private sealed record Reference(NamedAs? NamedAs, bool Optional, Func<Basis, JsonNode?, object?> Find)
    {
        /// <summary>
        /// Whether it says something of what the request says itself. There is none of what cannot be read.
        /// </summary>
        public bool IsOfWords { get; init; }
    }
}
