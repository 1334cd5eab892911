using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Playwright;
using TrustIntranet;

namespace CommunitiesOfPractice.AspNetCore.UI.Tests;

/// <summary>The trust intranet: the pages at its root, in its layout, with the NHS.UK design system.</summary>
public sealed class Intranet : Site
{
    private readonly Running _running;

    public Intranet()
        : this([], null)
    {
    }

    internal Intranet((string Name, string Value)[] settings, Action<IServiceCollection>? services = null) =>
        _running = new(settings, Clock, services);

    public override string Address => _running.Address;

    public override string Root => "";

    public override string SignInPath => "/sign-in";

    public override IServiceProvider Services => _running.Services;

    public override async Task SignIn(IPage page, string person)
    {
        await page.GotoAsync("/sign-in");
        await page.GetByLabel("Who you are").SelectOptionAsync(person);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Assertions.Expect(page.GetByText($"{person} (you)")).ToBeVisibleAsync();
    }

    public override async Task DisposeAsync() => await _running.DisposeAsync();

    protected override async Task SignIn(HttpClient visitor, string person)
    {
        var answer = await visitor.Send("/sign-in", ("person", person));
        Assert.Equal(System.Net.HttpStatusCode.Redirect, answer.StatusCode);
    }

    private sealed class Running : WebApplicationFactory<IntranetContext>
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cop-intranet-");
        private readonly (string Name, string Value)[] _settings;
        private readonly SetClock _clock;
        private readonly Action<IServiceCollection>? _services;

        public Running((string Name, string Value)[] settings, SetClock clock, Action<IServiceCollection>? services)
        {
            (_settings, _clock, _services) = (settings, clock, services);
            UseKestrel(0);
            StartServer();
            Address = Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        }

        public string Address { get; }

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseEnvironment("Development");
            builder.UseSetting("Data", _folder.FullName);
            builder.UseSetting("Logging:LogLevel:Default", "Warning");
            foreach (var (name, value) in _settings) builder.UseSetting(name, value);
            builder.ConfigureServices(services =>
            {
                services.Replace(ServiceDescriptor.Singleton<TimeProvider>(_clock))

                    // Months pass in a test, and people who signed in stay so.
                    .ConfigureAll<CookieAuthenticationOptions>(cookie => cookie.TimeProvider = TimeProvider.System)
                    .ConfigureAll<OpenIdConnectOptions>(openId => openId.TimeProvider = TimeProvider.System);
                _services?.Invoke(services);
            });
        }

        protected override void Dispose(bool disposing)
        {
            base.Dispose(disposing);
            if (!disposing) return;
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            _folder.Refresh();
            if (_folder.Exists) _folder.Delete(recursive: true);
        }
    }
}
