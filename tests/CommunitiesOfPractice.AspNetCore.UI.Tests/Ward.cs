using System.Net.Http.Json;
using CommunitiesOfPractice.EntityFrameworkCore;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using SouthLondon;
using WardRota;

namespace CommunitiesOfPractice.AspNetCore.UI.Tests;

/// <summary>
/// A host that was there before: the rota of a hospital, under a path base, with a layout, pages and an Identity sign-in of its
/// own. For these tests the people of South London work on its wards, and its record holds their story.
/// </summary>
public sealed class Ward : Site
{
    private const string Password = "Delivery-Suite-5";

    private readonly string _file = Path.Combine(Path.GetTempPath(), $"ward-{Guid.NewGuid():N}.db");
    private readonly Action<IServiceCollection>? _services;
    private WebApplication? _app;

    public Ward()
        : this(null)
    {
    }

    internal Ward(Action<IServiceCollection>? services) => _services = services;

    public override string Address => _app!.Urls.First();

    public override string Root => Rota.PathBase + "/practice";

    public override string SignInPath => Rota.PathBase + "/login";

    public override IServiceProvider Services => _app!.Services;

    public override async Task InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = "WardRota", EnvironmentName = "Development", ContentRootPath = AppContext.BaseDirectory,
        });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?> { ["ConnectionStrings:Rota"] = $"Data Source={_file}" });
        var place = SouthLondon.Place.SouthLondon();
        var people = new SouthLondon.People(place, Instant.FromUtc(2024, 1, 1, 0, 0));
        builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));
        builder.Services.ConfigureAll<Microsoft.AspNetCore.Authentication.Cookies.CookieAuthenticationOptions>(
            cookie => cookie.TimeProvider = TimeProvider.System);
        builder.Services.Configure<SecurityStampValidatorOptions>(stamp => stamp.ValidationInterval = TimeSpan.FromDays(36500));
        builder.Services.PostConfigure<CommunitiesOfPracticeOptions>(options =>
        {
            options.Directory = (_, _) => new(people.Directory);
            options.SpeaksFor = (_, person, group) => TrustIntranet.StaffDirectory.SpokespersonOf(people, group) == person;
        });
        builder.Services.AddSingleton(place).AddSingleton(people);
        builder.Services.PostConfigure<CommunitiesOfPracticeUIOptions>(pages =>
        {
            pages.NameOfGroup = TrustIntranet.StaffDirectory.NameOf;
            pages.FindPeople = TrustIntranet.StaffDirectory.Find;
        });
        _services?.Invoke(builder.Services);
        _app = await Rota.Build(builder, new Setup(Pages: true));
        await Fill(people, place);
        await _app.StartAsync();
    }

    public override async Task SignIn(IPage page, string person)
    {
        await page.GotoAsync(SignInPath);
        await page.GetByLabel("Email").FillAsync(MailOf(person));
        await page.GetByLabel("Password").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Assertions.Expect(page.GetByText($"Signed in as {person}")).ToBeVisibleAsync();
    }

    public override async Task DisposeAsync()
    {
        if (_app is null) return;
        await _app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        foreach (var file in new[] { _file, _file + "-wal", _file + "-shm" }) File.Delete(file);
    }

    protected override bool IsOwn(string path) => path.StartsWith(Rota.PathBase + "/", StringComparison.Ordinal);

    protected override async Task SignIn(HttpClient visitor, string person)
    {
        var answer = await visitor.PostAsJsonAsync(
            Rota.PathBase + "/account/login?useCookies=true", new { email = MailOf(person), password = Password });
        Assert.Equal(System.Net.HttpStatusCode.OK, answer.StatusCode);
    }

    private static string MailOf(string person) => person + "@ward.example";

    private async Task Fill(SouthLondon.People people, SouthLondon.Place place)
    {
        await using var scope = _app!.Services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<RotaContext>();
        var (normal, hash) = (scope.ServiceProvider.GetRequiredService<ILookupNormalizer>(),
            new PasswordHasher<Nurse>().HashPassword(new(), Password));
        foreach (var someone in people.All)
            context.Users.Add(new Nurse
            {
                Id = someone.Key.Value, UserName = MailOf(someone.Key.Value), Email = MailOf(someone.Key.Value),
                    Ward = someone.Role,
                NormalizedUserName = normal.NormalizeName(MailOf(someone.Key.Value)),
                NormalizedEmail = normal.NormalizeEmail(MailOf(someone.Key.Value)), PasswordHash = hash,
                SecurityStamp = "stamp",
            });
        await context.SaveChangesAsync();
        var record = new DatabaseRecord(context);
        foreach (var lines in TrustIntranet.Seed.Tell(place, people, Clock.Now).Runs())
            Assert.True((await record.Append(lines[0].Stream, lines[0].Version - 1, lines)).Appended);
    }
}

/// <summary>Every test of the pages in one host shares it, and tells its own story in it.</summary>
[CollectionDefinition(Name)]
public sealed class OneIntranet : ICollectionFixture<Intranet>
{
    public const string Name = "One intranet";
}

/// <inheritdoc cref="OneIntranet"/>
[CollectionDefinition(Name)]
public sealed class OneWard : ICollectionFixture<Ward>
{
    public const string Name = "One ward";
}
