using System.Net;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CommunitiesOfPractice.AspNetCore.UI.Tests;

/// <summary>An intranet whose people sign in at a real OpenID provider.</summary>
public sealed class TrustWithSignIn : IAsyncLifetime
{
    public OpenIdProvider Provider { get; } = new();

    public Intranet Intranet { get; private set; } = null!;

    public (string Name, string Value)[] Settings =>
    [
        ("SignIn:Authority", Provider.Authority), ("SignIn:ClientId", OpenIdProvider.ClientId),
            ("SignIn:ClientSecret", OpenIdProvider.ClientSecret), ("SignIn:PersonClaim", "oid"),
        ("SignIn:RequireHttpsMetadata", "false"),
    ];

    public Task InitializeAsync()
    {
        Intranet = new Intranet(Settings);
        Provider.Intranet = Intranet.Address + "/";
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await Intranet.DisposeAsync();
        await Provider.DisposeAsync();
    }
}

/// <summary>Signing in by OpenID Connect, there and back.</summary>
public class OpenIdTests(TrustWithSignIn trust, Browser browser) : IClassFixture<TrustWithSignIn>, IClassFixture<Browser>
{
    private string Convener => People.Convener(trust.Intranet);

    [Fact]
    public async Task Somebody_signs_in_at_the_trusts_own_sign_in_and_comes_back_as_who_they_are()
    {
        trust.Provider.Claims =
            [("sub", "another-in-each-application"), ("oid", Convener), ("name", "Not To Be Kept"),
                ("email", "not@kept.example")];
        var visitor = trust.Intranet.Visitor();
        var back = await SignIn(visitor, "/my-data");
        Assert.Equal("/my-data", back.Headers.Location!.PathAndQuery());
        Assert.Contains($"<strong>{Convener}</strong>", await visitor.Page("/my-data"), StringComparison.Ordinal);
        Assert.Equal(("code", "S256"), (trust.Provider.Asked!.ResponseType, trust.Provider.Asked.CodeChallengeMethod));
        Assert.False(string.IsNullOrEmpty(trust.Provider.Asked.Nonce));

        // They act as that person, and nobody chooses who they are.
        Assert.Contains("Invite somebody", await visitor.Page("/communities/cop-maternity"), StringComparison.Ordinal);
        Assert.DoesNotContain("Who you are", await visitor.Page("/sign-in"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Send("/sign-in", ("person", "k-001"))).StatusCode);
    }

    [Fact]
    public async Task Signing_out_ends_it_here_and_there()
    {
        trust.Provider.Claims = [("sub", "s"), ("oid", Convener)];
        var (visitor, before) = (trust.Intranet.Visitor(), trust.Provider.SignedOut);
        await SignIn(visitor, "/my-data");
        var last = await Follow(visitor, await visitor.Send("/sign-in?handler=Out"));
        Assert.Equal("/", last.Headers.Location!.PathAndQuery());
        Assert.Equal(before + 1, trust.Provider.SignedOut);
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.GetAsync("/my-data")).StatusCode);
    }

    [Theory]
    [InlineData("no claim that names a person", null)]
    [InlineData("two of them", "k-001", "k-002")]
    [InlineData("an empty one", "")]
    [InlineData("one that is no key", " k-001")]
    [InlineData(
        "one that is too long for a key",
            "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk")]
    public async Task A_token_that_does_not_say_who_somebody_is_signs_nobody_in(string what, params string?[]? oids)
    {
        trust.Provider.Claims = [("sub", "k-001"), .. (oids ?? []).OfType<string>().Select(oid => ("oid", oid))];
        var visitor = trust.Intranet.Visitor();
        await Refused(visitor, await SignIn(visitor, "/my-data"), what);
    }

    [Fact]
    public async Task Somebody_who_gives_up_at_the_sign_in_or_comes_back_without_having_gone_is_signed_in_as_nobody()
    {
        var visitor = trust.Intranet.Visitor();
        trust.Provider.Claims = null;
        await Refused(visitor, await SignIn(visitor, "/my-data"), "given up");
        await Refused(visitor, await visitor.GetAsync("/signin-oidc?code=made-up&state=made-up"), "made up");

        // A link back that was meant for somebody else's browser signs nobody else in.
        trust.Provider.Claims = [("sub", "s"), ("oid", Convener)];
        var (caught, other) = (await SignIn(visitor, "/my-data", stopAtReturn: true), trust.Intranet.Visitor());
        await Refused(other, await other.GetAsync(caught.Headers.Location), "somebody else's");
    }

    [Fact]
    public async Task Somebody_whom_the_directory_does_not_list_reads_only_what_is_public()
    {
        trust.Provider.Claims = [("sub", "s"), ("oid", "00000000-0000-4000-8000-0000000000ff")];
        var (visitor, anyone) = (trust.Intranet.Visitor(), trust.Intranet.Visitor());
        await SignIn(visitor, "/");
        foreach (var note in trust.Intranet.All.Notes)
        {
            var path = "/notes/" + note.Id;
            Assert.Equal((path, (await anyone.GetAsync(path)).StatusCode), (path, (await visitor.GetAsync(path)).StatusCode));
        }

        Assert.Contains(trust.Intranet.All.Notes, n => n.EffectiveAudience(trust.Intranet.Clock.Now) == Audience.Public);
        Assert.Equal(Found(await anyone.Page("/search")), Found(await visitor.Page("/search")));
        foreach (var path in Everywhere.SignedIn(trust.Intranet.All).Except(Everywhere.ForAnyone))
            Assert.True(
                (await visitor.GetAsync(path)).StatusCode is HttpStatusCode.OK or HttpStatusCode.Forbidden
                    or HttpStatusCode.NotFound, path);
        Assert.Equal(
            HttpStatusCode.Forbidden,
                (await visitor.Send("/communities/cop-maternity/propose?kind=resolution", ("words", "Let me in"))).StatusCode);

        static string[] Found(string page) =>
            [.. page.Split("href=\"/notes/").Skip(1).Select(rest => rest[..rest.IndexOf('"', StringComparison.Ordinal)])];
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example/")]
    [InlineData("/\\elsewhere.example/")]
    [InlineData("javascript:alert(1)")]
    public async Task Nobody_is_sent_elsewhere_after_signing_in(string elsewhere)
    {
        trust.Provider.Claims = [("sub", "s"), ("oid", Convener)];
        var visitor = trust.Intranet.Visitor();
        var back =
            await Follow(visitor, await visitor.GetAsync("/sign-in?handler=OpenId&returnUrl=" + Uri.EscapeDataString(elsewhere)));
        Assert.Equal("/", back.Headers.Location!.ToString());
    }

    [Fact]
    public async Task Outside_development_cookies_go_over_https_only()
    {
        await using var production = new Intranet([("environment", "Production"), .. trust.Settings]);
        var away = await production.Visitor().GetAsync("/sign-in?handler=OpenId");
        Assert.StartsWith(trust.Provider.Authority, away.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(
            2, away.Headers.GetValues("Set-Cookie")
                .Count(cookie =>
                    cookie.Contains("; secure", StringComparison.Ordinal)
                        && cookie.Contains("; samesite=lax", StringComparison.Ordinal)
                            && cookie.Contains("; httponly", StringComparison.Ordinal)));
    }

    [ChromiumTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_browser_goes_there_and_back_and_out_again(bool javaScript)
    {
        trust.Provider.Claims = [("sub", "s"), ("oid", Convener)];
        var before = trust.Provider.SignedOut;
        var page = await browser.Window(trust.Intranet, javaScript);
        await page.GotoAsync("/my-data");
        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = "Sign in" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "My data" })).ToBeVisibleAsync();
        Assert.Equal(trust.Intranet.Address + "/my-data", page.Url);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Banner).GetByRole(AriaRole.Link, new() { Name = "Sign in" })).ToBeVisibleAsync();
        Assert.Equal(before + 1, trust.Provider.SignedOut);
        await page.Context.CloseAsync();
    }

    /// <summary>From a page that takes signing in to what the intranet answers once they are back.</summary>
    private async Task<HttpResponseMessage> SignIn(HttpClient visitor, string path, bool stopAtReturn = false)
    {
        var page = await visitor.Page("/sign-in?returnUrl=" + Uri.EscapeDataString(path));
        var link = page.Split("href=\"")
            .Select(rest => WebUtility.HtmlDecode(rest[..rest.IndexOf('"', StringComparison.Ordinal)]))
                .First(l => l.Contains("OpenId", StringComparison.Ordinal));
        return await Follow(visitor, await visitor.GetAsync(link), stopAtReturn);
    }

    /// <summary>Goes on until the intranet sends them to a page of its own, or says what is wrong.</summary>
    private static async Task<HttpResponseMessage> Follow(
        HttpClient visitor, HttpResponseMessage answer, bool stopAtReturn = false)
    {
        while (answer.Headers.Location is { IsAbsoluteUri: true } next && !(stopAtReturn && next.AbsolutePath == "/signin-oidc"))
            answer = await visitor.GetAsync(next);
        return answer;
    }

    private static async Task Refused(HttpClient visitor, HttpResponseMessage answer, string what)
    {
        Assert.Equal((what, HttpStatusCode.Unauthorized), (what, answer.StatusCode));
        Assert.Contains("You are not signed in", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.GetAsync("/my-data")).StatusCode);
    }
}
