using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;

namespace TrustIntranet;

/// <summary>What is refused before a page is reached, and what fails in one, gets a page that says so in plain words.</summary>
public static class ProblemPages
{
    /// <summary>Adds them.</summary>
    public static void UseProblemPages(this WebApplication app)
    {
        app.UseExceptionHandler("/problem/500");
        app.UseStatusCodePagesWithReExecute("/problem/{0}");
        app.Use((context, next) =>
        {
            // The page about a problem reads nothing of the request that had it: that may be what was wrong.
            if (context.Features.Get<IStatusCodeReExecuteFeature>() is not null
                || context.Features.Get<IExceptionHandlerFeature>() is not null)
            {
                (context.Request.Method, context.Request.ContentType, context.Request.Body) =
                    (HttpMethods.Get, null, Stream.Null);
                context.Features.Set<IFormFeature>(null);
            }

            return next(context);
        });
    }
}
