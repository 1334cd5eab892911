using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace CommunitiesOfPractice.AspNetCore;

/// <summary>Public notes as a JSON Feed 1.1 (jsonfeed.org): what somebody may read who is nobody in particular, whoever asks.</summary>
internal static class PublicFeed
{
    private const int Most = 100;

    public static IResult Get(HttpContext http, CommunityHost host)
    {
        var (present, now) = (host.Present, host.Now);
        var notes = present.Commons.List((PersonId?)null, now)
            .Select(note => (Shown: present.Commons.Show(null, note, now), Note: present.Landscape[note]))
            .Where(n => n.Shown.Answer.Allowed)
            .OrderByDescending(n => n.Note.LastAt).ThenBy(n => n.Note.Id).Take(Most).ToArray();

        // A feed is asked for often, and changes rarely.
        var state = string.Join('\n', notes.Select(n => string.Create(CultureInfo.InvariantCulture, $"{n.Note.Id} {n.Note.Version}")));
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(state)).AsSpan(0, 12))}\"";
        http.Response.Headers.ETag = tag;
        if (http.Request.Headers.IfNoneMatch.Contains(tag)) return Results.StatusCode(StatusCodes.Status304NotModified);
        var root = $"{http.Request.Scheme}://{http.Request.Host}{http.Request.Path.Value![..^"/feed.json".Length]}";
        return new JsonBody(
            json =>
            {
                json.WriteStartObject();
                json.WriteString("version"u8, "https://jsonfeed.org/version/1.1");
                json.WriteString("title"u8, "Practice notes for everybody");
                json.WriteString("feed_url"u8, root + "/feed.json");
                json.WriteString("language"u8, "en-GB");
                json.WriteStartArray("items"u8);
                foreach (var (shown, note) in notes)
                {
                    json.WriteStartObject();
                    json.WriteString("id"u8, $"{root}/notes/{Uri.EscapeDataString(note.Id.Value)}");
                    json.WriteString("url"u8, $"{root}/notes/{Uri.EscapeDataString(note.Id.Value)}");
                    json.WriteString("title"u8, shown.Title?.Words ?? "");
                    json.WriteString("content_text"u8, Text(shown));
                    json.WriteString("date_modified"u8, Reading.Iso(note.LastAt));
                    json.WriteStartArray("tags"u8);
                    foreach (var topic in shown.Topics) json.WriteStringValue(topic);
                    json.WriteEndArray();
                    json.WriteEndObject();
                }

                json.WriteEndArray();
                json.WriteEndObject();
            },
            type: "application/feed+json");
    }

    private static string Text(ShownNote shown) => shown.Practice is { } practice
        ? string.Join("\n\n", new[] { practice.Tried, practice.Context, practice.Happened, practice.Why }.Select(words => words?.Words).Where(words => words is not null))
        : shown.MeantFor?.Words ?? "";
}
