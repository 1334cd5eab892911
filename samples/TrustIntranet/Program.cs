using CommunitiesOfPractice.AspNetCore;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Hosting.Server.Features;
using TrustIntranet;

var builder = WebApplication.CreateBuilder(args);
builder.AddStore();
builder.AddSignIn();
builder.Services.AddSouthLondon();
builder.Services.AddHttpContextAccessor().AddScoped<Visit>().AddSingleton<Trials>();
builder.Services.AddRazorPages(pages =>
{
    pages.Conventions.AuthorizeFolder("/");
    foreach (var open in Visit.OpenToAll) pages.Conventions.AllowAnonymousToPage(open);
});
builder.WebHost.ConfigureKestrel(kestrel =>
{
    kestrel.Limits.MaxRequestBodySize = 256 * 1024;
    kestrel.AddServerHeader = false;
});

var app = builder.Build();
await app.CreateAndSeed();
app.UseSecurityHeaders();
app.UseProblemPages();
app.UseStaticFiles();
app.UseRouting();
app.UseAuthentication();
app.UseAuthorization();
app.Use(async (context, next) =>
{
    // What another process on the same record has done holds here too, before a page tells anything; the page about a failure
    // tells nothing.
    if (context.Features.Get<IExceptionHandlerFeature>() is null)
        await context.RequestServices.GetRequiredService<CommunityHost>().Refresh(context.RequestAborted);
    await next(context);
});
app.MapRazorPages();

app.Lifetime.ApplicationStarted.Register(() =>
{
    if (!app.Environment.WebRootFileProvider.GetFileInfo("nhsuk/nhsuk-frontend.min.css").Exists)
        Console.WriteLine(
            "\n  The NHS.UK design system was not restored, so the pages come in plain looks: install npm, and build again.");
    foreach (
        var address in app.Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>(
            ).Features.Get<IServerAddressesFeature>()?.Addresses ?? [])
        Console.WriteLine($"\n  The trust intranet is at {address}\n  Press Ctrl+C to stop it.\n");
});
await app.RunAsync();

/// <summary>The sample's entry, named so that tests can host it.</summary>
public partial class Program;
