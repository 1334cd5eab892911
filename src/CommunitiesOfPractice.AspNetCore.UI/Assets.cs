using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.FileProviders;

namespace CommunitiesOfPractice.AspNetCore.UI;

/// <summary>
/// The stylesheets and the script of the pages. Their addresses change with what is in them, so browsers keep them.
/// </summary>
internal static class Assets
{
    private const string Folder = "assets";
    private static readonly TimeSpan Kept = TimeSpan.FromDays(365);

    private static readonly EmbeddedFileProvider Files =
        new(typeof(Assets).Assembly, typeof(Assets).Namespace + ".Assets");

    private static readonly Dictionary<string, string> Versions = Files.GetDirectoryContents("").ToDictionary(
        file => file.Name, file =>
        {
            using var content = file.CreateReadStream();
            return Convert.ToHexStringLower(SHA256.HashData(content))[..12];
        });

    /// <summary>The address of one, below the path base.</summary>
    public static string Of(string path, string file) => $"{path}/{Folder}/{file}?v={Versions[file]}";

    public static void Map(IEndpointRouteBuilder routes, string path)
    {
        var prefix = $"{path}/{Folder}";
        var pipeline = routes.CreateApplicationBuilder();

        // The middleware leaves a request alone that has an endpoint: here it is the endpoint.
        pipeline.Use((context, next) =>
        {
            context.SetEndpoint(null);
            return next(context);
        });
        pipeline.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = Files,
            RequestPath = prefix,
            OnPrepareResponse = prepared =>
            {
                var isOfNow = prepared.Context.Request.Query["v"] == Versions[prepared.File.Name];
                prepared.Context.Response.GetTypedHeaders().CacheControl =
                    new() { Public = true, MaxAge = isOfNow ? Kept : TimeSpan.Zero };
            },
        });
        routes.MapMethods(prefix + "/{file}", [HttpMethods.Get, HttpMethods.Head], pipeline.Build())
            .AllowAnonymous().ExcludeFromDescription().WithDisplayName("CommunitiesOfPractice.UI." + Folder);
    }
}
