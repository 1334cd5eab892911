using System.Security.Claims;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace CommunitiesOfPractice.AspNetCore.UI.Tests;

/// <summary>
/// A trust's own sign-in, for real: an OpenID provider on a port of this machine, by authorization code with PKCE. The test
/// says who signs in, and nobody fills in a form.
/// </summary>
public sealed class OpenIdProvider : IAsyncDisposable
{
    public const string ClientId = "communities";
    public const string ClientSecret = "a secret of this test";

    private readonly WebApplication _app;

    public OpenIdProvider()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
        builder.Services.AddRouting().AddAuthentication();
        builder.Services.AddOpenIddict().AddServer(server =>
        {
            server.SetAuthorizationEndpointUris("authorize").SetTokenEndpointUris("token").SetEndSessionEndpointUris("logout");
            server.AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange();
            server.AddEphemeralEncryptionKey().AddEphemeralSigningKey().RegisterScopes(OpenIddictConstants.Scopes.Profile);
            server.EnableDegradedMode().UseAspNetCore().DisableTransportSecurityRequirement();

            // What a provider with a store would look up there.
            server.AddEventHandler<ValidateAuthorizationRequestContext>(handler => handler.UseInlineHandler(context =>
            {
                if (context.ClientId != ClientId || context.RedirectUri != Intranet + "signin-oidc")
                    context.Reject(OpenIddictConstants.Errors.InvalidClient);
                return default;
            }));
            server.AddEventHandler<ValidateTokenRequestContext>(handler => handler.UseInlineHandler(context =>
            {
                if (context.ClientId != ClientId || context.ClientSecret != ClientSecret)
                    context.Reject(OpenIddictConstants.Errors.InvalidClient);
                return default;
            }));
            server.AddEventHandler<ValidateEndSessionRequestContext>(handler => handler.UseInlineHandler(context =>
            {
                if (context.PostLogoutRedirectUri != Intranet + "signout-callback-oidc" || context.Request.IdTokenHint is null)
                    context.Reject(OpenIddictConstants.Errors.InvalidRequest);
                return default;
            }));
            server.AddEventHandler<HandleAuthorizationRequestContext>(handler => handler.UseInlineHandler(context =>
            {
                Asked = context.Request;
                if (Claims is not { } claims)
                {
                    context.Reject(OpenIddictConstants.Errors.AccessDenied, "They went away.");
                    return default;
                }

                var identity =
                    new ClaimsIdentity(
                        claims.Select(c => new Claim(c.Name, c.Value)), OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
                identity.SetDestinations(_ => [OpenIddictConstants.Destinations.IdentityToken]);
                context.Principal = new ClaimsPrincipal(identity).SetScopes(context.Request.GetScopes());
                return default;
            }));
            server.AddEventHandler<HandleEndSessionRequestContext>(handler => handler.UseInlineHandler(context =>
            {
                SignedOut++;
                context.SignOut();
                return default;
            }));
        });
        _app = builder.Build();
        _app.UseRouting();
        _app.UseAuthentication();
        _app.Start();
        Authority = _app.Urls.First();
    }

    public string Authority { get; }

    /// <summary>Where the intranet is that may use it; with the closing slash.</summary>
    public string Intranet { get; set; } = "";

    /// <summary>
    /// What the next token says of the person who signs in; null for somebody who gives up at the provider's form.
    /// </summary>
    public (string Name, string Value)[]? Claims { get; set; }

    /// <summary>The last request that somebody came with.</summary>
    public OpenIddictRequest? Asked { get; private set; }

    /// <summary>How many people were signed out here.</summary>
    public int SignedOut { get; private set; }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
