using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace TrustIntranet;

/// <summary>
/// Who somebody is: said by the trust's own sign-in; in development, chosen from a list of people who do not exist.
/// </summary>
public static class SigningIn
{
    private const string Person = "person";

    /// <summary>
    /// Adds sign-in: by OpenID Connect where <c>SignIn:Authority</c> is given, by choice in development, and not at all
    /// otherwise.
    /// </summary>
    public static void AddSignIn(this WebApplicationBuilder builder)
    {
        var settings = builder.Configuration.GetSection("SignIn");
        var authority = settings["Authority"] is { Length: > 0 } given ? new Uri(given) : null;
        if (authority is null && !builder.Environment.IsDevelopment())
            throw new StartException(
                "Outside development nobody chooses who they are. Give SignIn:Authority, SignIn:ClientId and "
                    + "SignIn:ClientSecret.");

        if (authority is { Scheme: not "https" } && settings.GetValue("RequireHttpsMetadata", true))
            throw new StartException(
                "SignIn:Authority begins with https. To try a provider on this machine without it, say "
                    + "SignIn:RequireHttpsMetadata=false.");

        builder.Services.AddSingleton(new SignInChoice(authority));
        // Named, so that what is kept under these keys, cookies and sealed ballots, can be read wherever the intranet is moved
        // with them.
        builder.Services.AddDataProtection().SetApplicationName("trust-intranet")
            .PersistKeysToFileSystem(Directory.CreateDirectory(Path.Combine(builder.DataFolder(), "keys")));
        var secure = builder.Environment.IsDevelopment() ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
        var authentication = builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme)
            .AddCookie(cookie =>
        {
            cookie.LoginPath = "/sign-in";
            cookie.AccessDeniedPath = "/problem/403";
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SecurePolicy = secure;
        });
        if (authority is not null) authentication.AddOpenIdConnect(openId => ByOpenId(openId, settings, authority, secure));

        builder.Services.AddAuthorization();
        builder.Services.AddCommunitiesOfPractice(options => options.Person = PersonOf);
    }

    /// <summary>Somebody who has signed in, by whatever way: a key, and nothing else that the way told of them.</summary>
    public static ClaimsPrincipal As(PersonId person) =>
        new(new ClaimsIdentity([new Claim(Person, person.Value)], CookieAuthenticationDefaults.AuthenticationScheme));

    /// <summary>Who signed in; null for nobody.</summary>
    public static PersonId? PersonOf(ClaimsPrincipal user) =>
        user.FindFirst(Person) is { } person ? PersonId.Of(person.Value) : null;

    private static void ByOpenId(
        OpenIdConnectOptions openId, IConfigurationSection settings, Uri authority, CookieSecurePolicy secure)
    {
        var claim = settings["PersonClaim"] is { Length: > 0 } named ? named : "sub";
        openId.Authority = authority.ToString();
        openId.ClientId = settings["ClientId"];
        openId.ClientSecret = settings["ClientSecret"];
        openId.RequireHttpsMetadata = settings.GetValue("RequireHttpsMetadata", true);
        openId.MapInboundClaims = false;

        // Somebody comes back by following an address, not by a form of another site, so that cookies for same-site requests do.
        (openId.ResponseType, openId.ResponseMode) = (OpenIdConnectResponseType.Code, OpenIdConnectResponseMode.Query);
        foreach (var cookie in new[] { openId.CorrelationCookie, openId.NonceCookie })
            (cookie.SameSite, cookie.SecurePolicy) = (SameSiteMode.Lax, secure);
        openId.SignedOutRedirectUri = "/";
        openId.Events = new OpenIdConnectEvents
        {
            OnTokenValidated = context =>
            {
                if (context.Principal?.FindAll(claim).ToArray() is not [{ Value: var key }] || !KeyFormat.IsWellFormed(key))
                {
                    context.Fail($"The token has not exactly one claim '{claim}' that can be a person's key.");
                    return Task.CompletedTask;
                }

                // Nothing is kept of the token but who it is about, and what tells the provider at sign-out who goes.
                context.Principal = As(PersonId.Of(key));
                context.Properties!.StoreTokens(
                    [new AuthenticationToken {
                        Name = OpenIdConnectParameterNames.IdToken, Value = context.TokenEndpointResponse!.IdToken }]);
                return Task.CompletedTask;
            },
            OnRemoteFailure = context =>
            {
                context.Response.StatusCode = StatusCodes.Status401Unauthorized;
                context.HandleResponse();
                return Task.CompletedTask;
            },
        };
    }
}

/// <summary>How people sign in here.</summary>
/// <param name="Authority">The trust's own sign-in; null in development, where people choose who they are.</param>
public sealed record SignInChoice(Uri? Authority);
