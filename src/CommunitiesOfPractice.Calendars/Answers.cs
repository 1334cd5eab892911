using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace CommunitiesOfPractice.Calendars;

/// <summary>A calendar, with a tag by which a program knows that it has not changed.</summary>
/// <param name="text">The calendar.</param>
/// <param name="name">The name of the file that a browser keeps; null for none.</param>
internal sealed class CalendarFile(string text, string? name = null) : IResult
{
    public const string Type = "text/calendar";

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (request, response, bytes) = (httpContext.Request, httpContext.Response, Encoding.UTF8.GetBytes(text));
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 12))}\"";
        response.Headers.ETag = tag;
        if (request.Headers.IfNoneMatch.Contains(tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = Type + "; charset=utf-8";
        response.ContentLength = bytes.Length;
        if (name is not null)
        {
            var file = new ContentDispositionHeaderValue("attachment");
            file.SetHttpFileName(name);
            response.Headers.ContentDisposition = file.ToString();
        }

        if (!HttpMethods.IsHead(request.Method))
            await response.Body.WriteAsync(bytes, httpContext.RequestAborted).ConfigureAwait(false);
    }
}

/// <summary>What is told as JSON.</summary>
/// <param name="said">What is told.</param>
/// <param name="status">The status.</param>
/// <param name="type">The type.</param>
internal sealed class Told(JsonObject said, int status = StatusCodes.Status200OK, string type = Told.Json) : IResult
{
    public const string Json = "application/json";

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        var bytes = Encoding.UTF8.GetBytes(said.ToJsonString());
        (response.StatusCode, response.ContentType, response.ContentLength) = (status, type, bytes.Length);
        if (!HttpMethods.IsHead(httpContext.Request.Method))
            await response.Body.WriteAsync(bytes, httpContext.RequestAborted).ConfigureAwait(false);
    }
}
