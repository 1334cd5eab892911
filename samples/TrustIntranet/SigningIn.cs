using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.DataProtection;

namespace TrustIntranet;

/// <summary>Who somebody is: said by the trust's own sign-in; in development, chosen from a list of people who do not exist.</summary>
public static class SigningIn
{
    /// <summary>The claim that names a person, unless the configuration names another.</summary>
    public const string PersonClaim = "sub";

    /// <summary>Adds sign-in: by OpenID Connect where <c>SignIn:Authority</c> is given, by choice in development, and not at all otherwise.</summary>
    public static void AddSignIn(this WebApplicationBuilder builder)
    {
        var settings = builder.Configuration.GetSection("SignIn");
        var authority = settings["Authority"];
        var byOpenId = !string.IsNullOrEmpty(authority);
        if (!byOpenId && !builder.Environment.IsDevelopment())
            throw new InvalidOperationException("Outside development nobody chooses who they are: give SignIn:Authority, SignIn:ClientId and SignIn:ClientSecret.");

        builder.Services.AddSingleton(new SignInChoice(byOpenId));
        builder.Services.AddDataProtection().PersistKeysToFileSystem(Directory.CreateDirectory(Path.Combine(builder.DataFolder(), "keys")));
        var authentication = builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(cookie =>
        {
            cookie.LoginPath = "/sign-in";
            cookie.AccessDeniedPath = "/problem/403";
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.Cookie.HttpOnly = true;
        });
        if (byOpenId)
        {
            authentication.AddOpenIdConnect(openId =>
            {
                openId.Authority = authority;
                openId.ClientId = settings["ClientId"];
                openId.ClientSecret = settings["ClientSecret"];
                openId.ResponseType = "code";
                openId.MapInboundClaims = false;
            });
        }

        builder.Services.AddAuthorization();
        builder.Services.AddCommunitiesOfPractice(options =>
        {
            var claim = settings["PersonClaim"] is { Length: > 0 } named ? named : PersonClaim;
            options.Person = user => user.Identity?.IsAuthenticated == true && user.FindFirst(claim)?.Value is { } key && Key.Fits(key) ? PersonId.Of(key) : null;
        });
    }
}

/// <summary>How people sign in here.</summary>
/// <param name="ByOpenId">By the trust's own sign-in; else, in development, by choosing somebody.</param>
public sealed record SignInChoice(bool ByOpenId);
