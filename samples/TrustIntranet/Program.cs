using CommunitiesOfPractice.AspNetCore.UI;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using TrustIntranet;

try
{
    var builder = WebApplication.CreateBuilder(Start.Checked(args));
    builder.AddStore();
    builder.AddSignIn();
    builder.Services.AddSouthLondon();
    builder.Services.AddRazorPages();
    builder.Services.AddCommunitiesOfPracticeUI(pages =>
    {
        pages.Path = "/";
        pages.People = StaffDirectory.NamesOf;
        pages.FindPeople = StaffDirectory.Find;
        pages.NameOfGroup = StaffDirectory.NameOf;
        pages.OwnLooks = !Start.HasDesignSystem(builder.Environment);
    });
    Start.SayInPlainWords(builder.Logging);
    builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);

    var app = builder.Build();
    await app.CreateAndSeed();
    app.UseSecurityHeaders();
    app.UseProblemPages();
    app.UseStaticFiles();
    app.UseRouting();
    app.UseAuthentication();
    app.UseAuthorization();
    app.MapCommunitiesOfPracticeUI();

    app.Lifetime.ApplicationStarted.Register(() =>
    {
        Start.IsDone();
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        foreach (var address in addresses)
            Console.WriteLine($"The trust intranet is at {address}. Press Ctrl+C to stop it.");
        if (!Start.HasDesignSystem(app.Environment))
            Console.WriteLine(
                "Its looks are plain, because npm did not bring the NHS.UK design system. Install npm, and build again.");
    });
    await app.RunAsync();
    return 0;
}
catch (Exception fault) when (Start.Sentence(fault) is { } sentence && !Start.IsHostedByTests(args))
{
    await Console.Error.WriteLineAsync(sentence);
    return 1;
}

/// <summary>The sample's entry, named so that tests can host it.</summary>
public partial class Program;
