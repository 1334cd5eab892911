using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace TrustIntranet.Tests;

/// <summary>No page violates WCAG 2.2 at level AA, as far as a machine can tell; where <c>COP_SCREENSHOTS</c> names a folder, each is also photographed, wide and narrow.</summary>
[Collection(OneIntranet.Name)]
public class AccessibilityTests(Intranet intranet, Browser browser) : IClassFixture<Browser>
{
    private static readonly AxeRunOptions Rules = new() { RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] } };

    [ChromiumTheory]
    [InlineData(1100)]
    [InlineData(360)]
    public async Task No_page_violates_wcag_or_is_wider_than_a_telephone(int width)
    {
        var violations = new List<string>();
        var anyone = await browser.Window(intranet, width: width);
        foreach (var path in Everywhere.ForAnyone) await Look(anyone, path, "anyone", violations, width);
        var convener = await browser.Window(intranet, People.Convener(intranet), width: width);
        foreach (var path in Everywhere.SignedIn(intranet.All)) await Look(convener, path, "convener", violations, width);

        // Refusals, faults and what the screen finds are pages too.
        var outsider = await browser.Window(intranet, People.Outsiders(intranet).First(), width: width);
        await outsider.GotoAsync("/communities/cop-maternity/propose?kind=resolution");
        await outsider.GetByLabel("What the members are to resolve").FillAsync("Something");
        await outsider.GetByRole(AriaRole.Button, new() { Name = "Put it to the members" }).ClickAsync();
        await Judge(outsider, "refusal", violations, width);
        await outsider.GotoAsync("/found");
        await outsider.GetByRole(AriaRole.Button, new() { Name = "Propose it" }).ClickAsync();
        await Judge(outsider, "faults", violations, width);
        await convener.GotoAsync("/communities/cop-maternity/write");
        foreach (var field in await convener.Locator("main textarea").AllAsync()) await field.FillAsync("DOB 01/02/1930, hosp no. ZZ123456");
        await convener.GetByLabel("What it is called").FillAsync("A draft");
        await convener.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Judge(convener, "screened", violations, width);
        await convener.GotoAsync("/communities/cop-maternity");
        await convener.EvaluateAsync("document.querySelectorAll('details').forEach(details => details.open = true)");
        await Judge(convener, "community-opened", violations, width);

        Assert.True(violations.Count == 0, string.Join("\n", violations));
        foreach (var window in new[] { anyone, convener, outsider }) await window.Context.CloseAsync();
    }

    private static async Task Look(IPage page, string path, string who, List<string> violations, int width)
    {
        await page.GotoAsync(path);
        await Judge(page, who + path.Replace('/', '-').Replace('?', '-').Replace('&', '-'), violations, width);
    }

    private static async Task Judge(IPage page, string name, List<string> violations, int width)
    {
        if (width > 500)
        {
            var found = await page.RunAxe(Rules);
            violations.AddRange(found.Violations.Select(v => $"{name}: {v.Id}: {v.Help}: {string.Join("; ", v.Nodes.Select(n => n.Html).Take(3))}"));
        }

        if (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth")) violations.Add($"{name} at {width}: it is wider than its window");
        if (Environment.GetEnvironmentVariable("COP_SCREENSHOTS") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{width}.png"), FullPage = true });
    }
}
