using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace CommunitiesOfPractice.AspNetCore;

/// <summary>Public notes as a JSON Feed 1.1 (jsonfeed.org): what anybody may read, the same for all who ask.</summary>
internal static class PublicFeed
{
    private const int Most = 100;

    public static IResult Get(Visit visit)
    {
        var (http, host, present, now) = (visit.Http, visit.Host, visit.Present, visit.At);
        var notes = present.Commons.List((PersonId?)null, now)
            .Select(note => (Shown: present.Commons.Show(null, note, now), Note: present.Landscape[note]))
            .Where(n => n.Shown.Answer.Allowed)
            .OrderByDescending(n => n.Note.LastAt).ThenBy(n => n.Note.Id).Take(Most).ToArray();

        // A feed is asked for often, and changes rarely.
        var state =
            string.Join('\n', notes.Select(n => string.Create(CultureInfo.InvariantCulture, $"{n.Note.Id} {n.Note.Version}")));
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(state)).AsSpan(0, 12))}\"";
        http.Response.Headers.ETag = tag;
        if (http.Request.Headers.IfNoneMatch.Contains(tag)) return Results.StatusCode(StatusCodes.Status304NotModified);
        var root = host.Options.Address?.GetLeftPart(UriPartial.Authority) + visit.Root;
        var items = notes.Select(n => (n.Shown, n.Note, Url: $"{root}/notes/{Uri.EscapeDataString(n.Note.Id.Value)}"))
            .Select(n => new FeedItemView(n.Url, n.Url, n.Shown.Title?.Words, Text(n.Shown), n.Note.LastAt, n.Shown.Topics));
        return new JsonBody<FeedView>(new(host.Options, host.Options.Address is null ? null : root + "/feed.json", items),
            type: "application/feed+json", caching: "public, no-cache");
    }

    private static string Text(ShownNote shown) => shown.Practice is { } practice
        ? string.Join(
            "\n\n", new[] { practice.Tried, practice.Context, practice.Happened, practice.Why }.Select(words => words?.Words)
                .Where(words => words is not null))
        : shown.MeantFor?.Words ?? "";
}
