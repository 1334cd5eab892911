using System.Security.Cryptography;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json;
using System.Text;
using CommunitiesOfPractice.Storage;

namespace CommunitiesOfPractice.AspNetCore;

/// <summary>An option's act in the form in which you request it: null holds the place of what you must say first.</summary>
[JsonConverter(typeof(RequestedActConverter))]
internal sealed record RequestedAct(Option Option);

internal sealed class RequestedActConverter : JsonConverter<RequestedAct>
{
    public override RequestedAct Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("An act is read with who acts: see ActRequest.");

    public override void Write(Utf8JsonWriter writer, RequestedAct value, JsonSerializerOptions options) =>
        ActForm.Of(value.Option).WriteTo(writer);
}

/// <summary>
/// An act in the form in which it is requested: what the host knows is left out, so that it can be sent back as it is, once what
/// it asks is said.
/// </summary>
internal static class ActForm
{
    public static JsonObject Of(Option option)
    {
        var form = Of(option.Act);
        foreach (var ask in option.Asks.Where(ask => ask.IsRequired)) form[ask.Name] = null;
        return form;
    }

    public static JsonObject Of(Act act)
    {
        var (form, shape) = (JsonSerializer.SerializeToNode(act, ActJson.Options)!.AsObject(), ActShape.Of(act));
        if (shape.Doer == Doer.Person) form.Remove("by");
        Strip(form, act, shape.Parts);
        return form;
    }

    /// <summary>
    /// What was asked for, as a digest: the same for the same request, whatever the host has come to know since.
    /// </summary>
    public static byte[] DigestOf(Act act) => SHA256.HashData(Encoding.UTF8.GetBytes(Of(act).ToJsonString()));

    private static void Strip(JsonObject form, object whole, IEnumerable<ActPart> parts)
    {
        foreach (var part in parts.Where(part => form.ContainsKey(part.Name)))
        {
            var value = part.In(whole);
            if (ActRequest.IsKnownByHost(part))
            {
                if (Reference(value) is { } named) form[part.Name] = named;
                else form.Remove(part.Name);
            }
            else if (form[part.Name] is JsonObject inner && value is not null)
                Strip(inner, value, ActRequest.PartsOf(part, inner));
        }
    }

    // How evidence is named in a request; null where the host knows it without being told.
    private static JsonNode? Reference(object? evidence) => evidence switch
    {
        AsMember member => new JsonObject { ["member"] = member.Evidence.Community.Value },
        AsStaff staff => new JsonObject { ["staff"] = Of(staff.Group) },
        AsSpokesperson speaker => new JsonObject { ["spokesperson"] = Of(speaker.Named.Group) },
        ByMandate given => new JsonObject { ["mandate"] = Of(given.Given) },
        AsThemself => "themself",
        LinkEvidence link => link.Link.Value,
        NoteEvidence note => note.Note.Value,
        ReadingEvidence reading => reading.Note.Value,
        AskingEvidence asking => asking.Community.Value,
        CarryingEvidence carrying => carrying.Link.Link.Value,
        QuestionEvidence question => question.Question.Value,
        QuestionUse use => Of(use),
        Mandate mandate => Of(mandate),
        DecisionEvidence decision => Of(decision.Community, decision.Decision),
        Spokesperson speaker => Of(speaker.Group),
        _ => null,
    };

    private static JsonNode? Of(DirectoryGroup group) => JsonSerializer.SerializeToNode(group, ActJson.Options);

    private static JsonObject Of(Mandate mandate) => Of(mandate.From, mandate.Decision);

    private static JsonObject Of(CommunityId community, DecisionId decision) =>
        new() { ["community"] = community.Value, ["decision"] = decision.Number };

    private static JsonObject Of(QuestionUse use) => new()
    {
        ["question"] = use.Reading.Question.Value,
        ["answers"] = new JsonArray([.. use.Answers.Select(answer => JsonValue.Create(answer.Number))]),
    };
}
