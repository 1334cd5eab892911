using Microsoft.Playwright;

namespace CommunitiesOfPractice.AspNetCore.UI.Tests;

/// <summary>Chromium from the system's packages, driven from here; nothing is downloaded for it.</summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] Arguments =
    [
        "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--disable-default-apps", "--disable-domain-reliability", "--no-first-run",
        "--metrics-recording-only", "--disable-dev-shm-usage",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Where it is: where <c>COP_CHROMIUM</c> says, or on the path; null where it is not installed.</summary>
    public static string? Program { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(folder => new[] { "chromium", "chromium-browser" }.Select(name => Path.Combine(folder, name)))
        .Prepend(Environment.GetEnvironmentVariable("COP_CHROMIUM")).FirstOrDefault(File.Exists);

    public async Task InitializeAsync()
    {
        if (Program is null) return;
        _playwright = await Playwright.CreateAsync();
        _browser =
            await _playwright.Chromium.LaunchAsync(
                new() { ExecutablePath = Program,
                    Args = [.. Arguments, .. Environment.IsPrivilegedProcess ? ["--no-sandbox"] : Array.Empty<string>()] });
    }

    /// <summary>Somebody's own window, with cookies of its own.</summary>
    public async Task<IPage> Window(Site site, bool javaScript = true, int width = 1100, int height = 900)
    {
        var context =
            await _browser!.NewContextAsync(
                new() { BaseURL = site.Address, JavaScriptEnabled = javaScript,
                    ViewportSize = new() { Width = width, Height = height }, Locale = "en-GB" });
        context.SetDefaultTimeout(15_000);
        return await context.NewPageAsync();
    }

    /// <summary>A window in which somebody has signed in.</summary>
    public async Task<IPage> Window(Site site, string person, bool javaScript = true, int width = 1100)
    {
        var page = await Window(site, javaScript, width);
        await site.SignIn(page, person);
        return page;
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}

/// <summary>A test that runs where Chromium is installed, and is skipped loudly elsewhere.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ChromiumFactAttribute : FactAttribute
{
    internal const string Missing =
        "Chromium is not installed here, and this test needs it (on Debian: apt-get install chromium; elsewhere COP_CHROMIUM "
            + "says where it is).";

    public ChromiumFactAttribute() => Skip = Browser.Program is null ? Missing : null!;
}

/// <inheritdoc cref="ChromiumFactAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ChromiumTheoryAttribute : TheoryAttribute
{
    public ChromiumTheoryAttribute() => Skip = Browser.Program is null ? ChromiumFactAttribute.Missing : null!;
}
