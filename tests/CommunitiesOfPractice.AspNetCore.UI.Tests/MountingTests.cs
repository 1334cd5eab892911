using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using CommunitiesOfPractice.AspNetCore.Tests;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace CommunitiesOfPractice.AspNetCore.UI.Tests;

/// <summary>
/// The pages in a host that was there before: in its layout and beside its pages, overridden and dressed by it.
/// </summary>
[Collection(OneWard.Name)]
public class MountingTests(Ward site, Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task Pages_stand_in_the_layout_of_the_host_under_its_path_base_beside_its_own()
    {
        var page = await site.Visitor().Page("/communities/cop-maternity");
        Assert.Contains("<title>Maternity | Ward rota</title>", page, StringComparison.Ordinal);
        Assert.Contains("<a href=\"/hospital\">The rota</a>", page, StringComparison.Ordinal);
        Assert.All(
            Html.Addresses(Html.Ours(page)).Where(address => !address.StartsWith('#')),
            address => Assert.StartsWith(site.Root, address, StringComparison.Ordinal));
        Assert.Single(Regex.Matches(page, "<main"));
        Assert.Single(Regex.Matches(page, "<h1"));

        var own = await site.Visitor().Page("/hospital/");
        Assert.Contains("Shifts of the wards", own, StringComparison.Ordinal);
        Assert.Contains($"href=\"{site.Root}\"", own, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"cop\"", own, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_files_are_served_in_every_host_and_kept_by_browsers()
    {
        var page = await site.Visitor().Page("/");
        var files = Html.Addresses(page).Where(address => address.Contains("/assets/", StringComparison.Ordinal)).ToArray();
        Assert.Equal(["pages.css", "looks.css", "pages.js"], files.Select(file => file.Split('/')[^1].Split('?')[0]));
        foreach (var file in files)
        {
            var answer = await site.Visitor().GetAsync(file);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.NotEmpty(await answer.Content.ReadAsByteArrayAsync());
            Assert.Equal(TimeSpan.FromDays(365), answer.Headers.CacheControl!.MaxAge);
            Assert.Equal(TimeSpan.Zero, (await site.Visitor().GetAsync(file.Split('?')[0])).Headers.CacheControl!.MaxAge);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await site.Visitor().GetAsync("/assets/nothing.css")).StatusCode);
    }

    [Fact]
    public async Task A_file_of_the_host_takes_the_place_of_a_page_or_of_a_part()
    {
        var missing = await site.Visitor().GetAsync("/communities/nothing");
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        Assert.Contains("The ward clerk can help you to find it.", await missing.Content.ReadAsStringAsync(),
            StringComparison.Ordinal);

        var asking = await (await site.Visitor(People.Outsiders(site).First())).Page("/communities/cop-medication/ask");
        Assert.Contains("Your ward gives you an hour a week for it.", asking, StringComparison.Ordinal);
        Assert.Contains("Where do you work or live, and what brings you?", WebUtility.HtmlDecode(asking),
            StringComparison.Ordinal);
        Assert.DoesNotContain("asp-", asking, StringComparison.Ordinal);
    }

    [ChromiumFact]
    public async Task The_hosts_stylesheet_comes_after_the_packages_and_touches_nothing_else()
    {
        await using var dressed = new Ward(services => services.PostConfigure<CommunitiesOfPracticeUIOptions>(
            pages => pages.Stylesheets.Add("~/rota.css")));
        await dressed.InitializeAsync();
        var sheets = Html.Addresses(await dressed.Visitor().Page("/")).Where(a => a.Contains(".css", StringComparison.Ordinal))
            .ToArray();
        Assert.Equal("/hospital/rota.css", sheets[^1]);
        var page = await browser.Window(dressed);
        await page.Go(dressed, "/");
        Assert.Equal("rgb(1, 2, 3)", await Style(page, ".cop h1", "color"));
        Assert.Equal("none", await Style(page, ".cop-cards", "listStyleType"));

        // Nothing of ours changes the host's own part of the page.
        var plain = await browser.Window(dressed);
        await plain.GotoAsync("/hospital/");
        foreach (var property in new[] { "fontFamily", "fontSize", "color", "margin" })
            foreach (var part in new[] { "body", "header p", "header a" })
                Assert.Equal(await Style(plain, part, property), await Style(page, part, property));
        await page.Context.CloseAsync();
        await plain.Context.CloseAsync();
    }

    [Fact]
    public async Task A_page_that_the_host_switched_off_has_no_address_and_nothing_leads_to_it()
    {
        string[] off = [PageNames.Found, PageNames.Search, PageNames.Invite, PageNames.Trial, PageNames.Readers,
            PageNames.MyData];
        string[] gone = ["/found", "/search", "/communities/cop-maternity/invite", "/communities/cop-maternity/trial",
            "/notes/pn-01/readers", "/my-data"];
        await using var fewer = new Ward(services => services.PostConfigure<CommunitiesOfPracticeUIOptions>(
            pages => pages.WithoutPages.UnionWith(off)));
        await fewer.InitializeAsync();
        var convener = await fewer.Visitor(People.Convener(fewer));
        foreach (var path in gone)
            Assert.Equal((path, HttpStatusCode.NotFound), (path, (await convener.GetAsync(path)).StatusCode));
        foreach (var path in Everywhere.SignedIn(fewer.All).Where(path => !gone.Any(
            there => path.StartsWith(there, StringComparison.Ordinal) || path.EndsWith("/readers", StringComparison.Ordinal)
                || path.Contains("/trial", StringComparison.Ordinal) || path.EndsWith("/invite", StringComparison.Ordinal))))
        {
            var page = Html.Ours(await convener.Page(path));
            var addresses = Html.Addresses(page);
            Assert.DoesNotContain("", addresses);
            Assert.All(gone, there => Assert.DoesNotContain(addresses, a => a.StartsWith(fewer.Root + there,
                StringComparison.Ordinal)));
            Assert.DoesNotContain("Invite somebody", page, StringComparison.Ordinal);
        }

        // What was a link is its words.
        Assert.DoesNotContain("Propose a new community", await convener.Page("/"), StringComparison.Ordinal);
        Assert.Contains("Who can read this, and why", await convener.Page("/notes/pn-01"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_of_no_page_does_not_start()
    {
        await using var wrong = new Ward(services => services.PostConfigure<CommunitiesOfPracticeUIOptions>(
            pages => pages.WithoutPages.Add("/Fond")));
        var fault = await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(wrong.InitializeAsync);
        Assert.Contains("/Found", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("practice")]
    [InlineData("/a b")]
    [InlineData("/{id}")]
    public void A_path_is_one(string path) =>
        Assert.ThrowsAny<ArgumentException>(() => new CommunitiesOfPracticeUIOptions { Path = path });

    [Fact]
    public void Mapping_what_was_not_added_says_what_to_add()
    {
        using var app = WebApplication.CreateSlimBuilder().Build();
        var fault = Assert.Throws<InvalidOperationException>(() => app.MapCommunitiesOfPracticeUI());
        Assert.Contains("AddCommunitiesOfPracticeUI", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_host_asks_of_our_pages_it_asks_of_them_alone()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = "WardRota" });
        builder.Services.AddAuthentication("nobody").AddCookie("nobody", cookie => cookie.LoginPath = "/who");
        builder.Services.AddRazorPages(pages => pages.Conventions.AddAreaPageRoute(PageNames.Area, "/Index", "/also"));
        builder.Services.AddCommunitiesOfPractice();
        builder.Services.AddCommunitiesOfPracticeUI();
        await using var app = builder.Build();
        app.MapRazorPages();
        app.MapCommunitiesOfPracticeUI().RequireAuthorization();
        app.MapCommunitiesOfPracticeUI();
        var endpoints = ((Microsoft.AspNetCore.Routing.IEndpointRouteBuilder)app).DataSources.SelectMany(s => s.Endpoints)
            .OfType<Microsoft.AspNetCore.Routing.RouteEndpoint>().ToArray();
        Assert.All(
            endpoints.Where(e => e.RoutePattern.RawText!.StartsWith("practice", StringComparison.Ordinal)),
            e => Assert.NotNull(e.Metadata.GetMetadata<Microsoft.AspNetCore.Authorization.IAuthorizeData>()));
        Assert.Null(endpoints.Single(e => e.RoutePattern.RawText == "login").Metadata
            .GetMetadata<Microsoft.AspNetCore.Authorization.IAuthorizeData>());
        Assert.Equal(endpoints.Length, endpoints.Select(e => e.RoutePattern.RawText + e.DisplayName).Distinct().Count());
    }

    private static Task<string> Style(IPage page, string part, string property) => page.EvaluateAsync<string>(
        $"getComputedStyle(document.querySelector('{part}')).{property}");
}
