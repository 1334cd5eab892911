using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace CommunitiesOfPractice.AspNetCore;

/// <summary>JSON that is written as it is worked out, and never kept.</summary>
internal sealed class JsonBody(Action<Utf8JsonWriter> write, int status = StatusCodes.Status200OK, string type = "application/json") : IResult
{
    // What people wrote may end in a page: the default encoder leaves nothing that a browser would take for markup.
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.Default, SkipValidation = true };

    public Task ExecuteAsync(HttpContext httpContext) => Write(httpContext, status, type, write);

    public static async Task Write(HttpContext http, int status, string type, Action<Utf8JsonWriter> write)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = type;
        http.Response.Headers.XContentTypeOptions = "nosniff";
        var json = new Utf8JsonWriter(http.Response.BodyWriter, Writing);
        await using (json.ConfigureAwait(false)) write(json);
        await http.Response.BodyWriter.FlushAsync(http.RequestAborted).ConfigureAwait(false);
    }
}
