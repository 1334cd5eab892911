using System.Text.Encodings.Web;
using System.Text.Json.Serialization.Metadata;
using System.Text.Json.Serialization;
using System.Text.Json;
using CommunitiesOfPractice.Storage;
using Microsoft.AspNetCore.Http;

namespace CommunitiesOfPractice.AspNetCore;

/// <summary>A view as JSON, for one asker at one moment: nobody between us and them keeps it.</summary>
internal sealed class JsonBody<TView>(
    TView view, int status = StatusCodes.Status200OK, string type = "application/json", string caching = "private, no-cache")
        : IResult
    where TView : class
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = status;
        response.ContentType = type;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.CacheControl = caching;
        await JsonSerializer.SerializeAsync(response.BodyWriter, view, ViewJson.Of<TView>(), httpContext.RequestAborted)
            .ConfigureAwait(false);
    }
}

/// <summary>How views are written: the values of the core as acts have them, and what is null left out.</summary>
internal static class ViewJson
{
    public static JsonSerializerOptions Options { get; } = Made();

    public static JsonTypeInfo<TView> Of<TView>() => (JsonTypeInfo<TView>)Options.GetTypeInfo(typeof(TView));

    /// <summary>Whether something is a view, and not a value of the core.</summary>
    public static bool IsView(Type type) => type.Assembly == typeof(ViewJson).Assembly;

    private static JsonSerializerOptions Made()
    {
        var options = new JsonSerializerOptions(ActJson.Options)
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,

            // What people wrote may end in a page: the default encoder leaves nothing that a browser would take for markup.
            Encoder = JavaScriptEncoder.Default,
            TypeInfoResolver = JsonTypeInfoResolver.Combine(ActJson.Options.TypeInfoResolver, new DefaultJsonTypeInfoResolver()),
        };
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower));
        options.MakeReadOnly();
        return options;
    }
}
