using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CommunitiesOfPractice.AspNetCore;

/// <summary>An act in the form in which it is requested: what the host knows is left out, so that it can be sent back as it is, with the placeholders filled in.</summary>
internal static class ActForm
{
    public static void Write(Utf8JsonWriter json, Act act)
    {
        var form = JsonNode.Parse(ActJson.ToUtf8(act))!.AsObject();
        Strip(form, act);
        form.WriteTo(json);
    }

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
