namespace TrustIntranet;

/// <summary>
/// What every answer tells a browser not to do. Nothing inline runs, nothing comes from elsewhere, nobody frames these pages.
/// </summary>
public static class SecurityHeaders
{
    /// <summary>Adds them to every response, refusals and faults included.</summary>
    public static void UseSecurityHeaders(this WebApplication app)
    {
        // The form that signs out goes on to the trust's own sign-in, where there is one.
        var forms = app.Services.GetRequiredService<SignInChoice>().Authority is { } authority
            ? $"'self' {authority.GetLeftPart(UriPartial.Authority)}"
            : "'self'";
        var policy =
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
            + $"form-action {forms}; frame-ancestors 'none'; base-uri 'none'";
        app.Use((context, next) =>
        {
            context.Response.OnStarting(() =>
            {
                var headers = context.Response.Headers;
                headers.ContentSecurityPolicy = policy;
                headers.XContentTypeOptions = "nosniff";
                headers["Referrer-Policy"] = "same-origin";
                headers["Cross-Origin-Opener-Policy"] = "same-origin";
                if (context.User.Identity?.IsAuthenticated == true) headers.CacheControl = "no-store";
                return Task.CompletedTask;
            });
            return next(context);
        });
    }
}
