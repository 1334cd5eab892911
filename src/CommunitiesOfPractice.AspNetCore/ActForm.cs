using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace CommunitiesOfPractice.AspNetCore;

/// <summary>An act in the form in which it is requested.</summary>
[JsonConverter(typeof(RequestedActConverter))]
internal sealed record RequestedAct(Act Act);

internal sealed class RequestedActConverter : JsonConverter<RequestedAct>
{
    public override RequestedAct Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException("An act is read with who acts: see ActRequest.");

    public override void Write(Utf8JsonWriter writer, RequestedAct value, JsonSerializerOptions options) => ActForm.Of(value.Act).WriteTo(writer);
}

/// <summary>An act in the form in which it is requested: what the host knows is left out, so that it can be sent back as it is, with the placeholders filled in.</summary>
internal static class ActForm
{
    public static JsonObject Of(Act act)
    {
        var form = JsonNode.Parse(ActJson.ToUtf8(act))!.AsObject();
        Strip(form, act);
        return form;
    }

    /// <summary>What was asked for, as a digest: the same for the same request, whatever the host has come to know since.</summary>
    public static byte[] DigestOf(Act act) => SHA256.HashData(Encoding.UTF8.GetBytes(Of(act).ToJsonString()));

    private static void Strip(JsonObject form, object value)
    {
        if (value is Act { Actor: not null } && value.GetType().GetProperty("By")?.PropertyType == typeof(PersonId)) form.Remove("by");
        foreach (var property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var name = JsonNamingPolicy.CamelCase.ConvertName(property.Name);
            if (!form.ContainsKey(name) || property.GetIndexParameters().Length > 0) continue;
            if (ActRequest.IsKnownByHost(property.PropertyType))
            {
                var named = property.GetValue(value) switch
                {
                    HomeEvidence home when value is DraftNote => (JsonNode)home.Community.Value,
                    AsMember member => new JsonObject { ["member"] = member.Evidence.Community.Value },
                    AsStaff staff => new JsonObject { ["staff"] = Of(staff.Group) },
                    AsSpokesperson speaker => new JsonObject { ["spokesperson"] = Of(speaker.Named.Group) },
                    ByMandate given => new JsonObject { ["mandate"] = Of(given.Given) },
                    AsThemself => "themself",
                    LinkEvidence link => link.Link.Value,
                    NoteEvidence note => note.Note.Value,
                    ReadingEvidence reading => reading.Note.Value,
                    Mandate mandate => Of(mandate),
                    Spokesperson speaker => Of(speaker.Group),
                    _ => null,
                };
                if (named is null) form.Remove(name);
                else form[name] = named;
            }
            else if (form[name] is JsonObject inner && property.PropertyType.Assembly == typeof(Act).Assembly && property.GetValue(value) is { } part)
            {
                Strip(inner, part);
            }
        }
    }

    private static JsonNode? Of(Group group) => JsonSerializer.SerializeToNode(group, ActJson.Options);

    private static JsonObject Of(Mandate mandate) => new() { ["community"] = mandate.From.Value, ["decision"] = mandate.Decision.Number };
}
