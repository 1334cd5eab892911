using Deque.AxeCore.Commons;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CommunitiesOfPractice.AspNetCore.UI.Tests;

/// <summary>
/// No page violates WCAG 2.2 at level AA, as far as a machine can tell, and none is wider than its window, on a desk or on a
/// telephone; where <c>COP_SCREENSHOTS</c> names a folder, each is also photographed.
/// </summary>
public abstract class AccessibilityTests(Site site, Browser browser)
{
    private const string Judged =
        """
        async () => (await axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
            resultTypes: ["violations"] }))
          .violations.map(v => `${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map(n => n.html).join("; ")}`)
          .concat(document.documentElement.scrollWidth > document.documentElement.clientWidth ? ["it is wider than its window"]
              : [])
        """;

    private readonly List<string> _violations = [];

    /// <summary>The widths of the windows: a desk's and a telephone's.</summary>
    protected virtual int[] Widths => [1100, 360];

    [ChromiumFact]
    public async Task No_page_violates_wcag_or_is_wider_than_a_telephone()
    {
        var anyone = await Window(await browser.Window(site));
        foreach (var path in Everywhere.ForAnyone.Append(site.SignInPath)) await Look(anyone, path, "anyone");
        var convener = await Window(await browser.Window(site, People.Convener(site)));
        await site.Do(StreamId.Of(LinkId.Of("maternity-sepsis")), new PlaceObject(
            site.Host.CallerAt(PersonId.Of(People.Convener(site))).AsMemberOf(CommunityId.Of("cop-maternity"))!,
                "the red card", "What everybody holds up when it is time."));
        foreach (var path in Everywhere.SignedIn(site.All)) await Look(convener, path, "convener");

        // Refusals, faults and what the screen finds are pages too.
        var outsider = await Window(await browser.Window(site, People.Outsiders(site).First()));
        await outsider.Go(site, "/communities/cop-maternity/propose?kind=resolution");
        await outsider.GetByLabel("What the members are to resolve").FillAsync("Something");
        await outsider.GetByRole(AriaRole.Button, new() { Name = "Put it to the members" }).ClickAsync();
        await Judge(outsider, "refusal");
        await outsider.Go(site, "/found");
        await outsider.GetByRole(AriaRole.Button, new() { Name = "Propose it" }).ClickAsync();
        await Judge(outsider, "faults");
        await convener.Go(site, "/communities/cop-maternity/write");
        foreach (var field in await convener.Locator("main textarea").AllAsync())
            await field.FillAsync("DOB 01/02/1930, hosp no. ZZ123456");
        await convener.GetByLabel("What it is called").FillAsync("A draft");
        await convener.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Judge(convener, "screened");

        // A decision about somebody, as they see it and as others do.
        var (about, beside) = (People.Member(site, "cop-delirium", 3), People.Member(site, "cop-delirium", 4));
        var home = await site.Found("seen by axe", beside, about);
        await site.Do(
            StreamId.Of(home),
                new Propose(PersonId.Of(beside), new Remove(PersonId.Of(about), "They never answered.", Duration.FromDays(90))));
        var decision =
            $"/communities/{Uri.EscapeDataString(home.Value)}/decisions/{site.All[home].OpenDecisions.Single().Id}";
        var concerned = await Window(await browser.Window(site, about));
        await Look(concerned, decision, "concerned");
        await Look(concerned, "/", "concerned");
        await site.Do(StreamId.Of(home),
            new Reply(PersonId.Of(about), site.All[home].OpenDecisions.Single().Id, "Nobody had asked."));
        await Look(concerned, decision + "?", "replied");

        // A ballot that is secret, and what a leader is asked.
        var secret = Charters.Informal().With(Matter.AnythingElse, new MembersBy(RuleNames.Majority));
        var box =
            await site.Found(
                "sealed before axe",
                    secret with {
                        Rules = secret.Rules.Select(
                            r => r.Rule is MajorityRule ? r with { Rule = r.Rule with { Secret = true } } : r).ToValueList() },
                                beside, about);
        await site.Do(StreamId.Of(box), new Propose(PersonId.Of(beside), new Resolve("Hang a lantern on every landing.")));
        var asked =
            new LinkMatter(
                LinkStep.Offer, Party.Of(PersonId.Of(about)), LinkKind.Leader,
                    new LinkTerms(Flow.None) { Purpose = "May a carer stay the night?" });
        await site.Do(
            StreamId.Of(box), new Propose(PersonId.Of(beside), new SettleLink(LinkId.Of("asked before axe"), asked)));
        await site.Wait(4);
        var ballot = $"/communities/{Uri.EscapeDataString(box.Value)}/decisions/{site.All[box].OpenDecisions.Single().Id}";
        await Look(concerned, ballot, "sealed");
        await concerned.GetByRole(AriaRole.Button, new() { Name = "Put it in the box" }).ClickAsync();
        await Judge(concerned, "nothing-sealed");
        await Look(concerned, "/links/asked%20before%20axe", "leader");
        await concerned.Context.CloseAsync();

        // What is kept back, taken up and told.
        var author = await Window(await browser.Window(site, site.All[NoteId.Of("pn-01")].Contributors[0].Person.Value));
        await Look(author, "/notes/pn-01", "author");
        await author.GetByLabel("Until which day").FillAsync("never");
        await author.GetByRole(AriaRole.Button, new() { Name = "Keep it to its contributors for a time" }).ClickAsync();
        await Judge(author, "never");
        await author.Context.CloseAsync();
        var adopter =
            site.Host.Present.Directory.People.First(
                p => site.All[AdoptionId.Of("ad-1")].Adopter is GroupParty by
                    && site.Host.CallerAt(p).Directory.Groups.Contains(by.Group));
        var taker = await Window(await browser.Window(site, adopter.Value));
        await Look(taker, "/adoptions/ad-1", "taker");
        await taker.GetByRole(AriaRole.Button, new() { Name = "Tell what it was worth" }).ClickAsync();
        await Judge(taker, "untold");
        await taker.Context.CloseAsync();

        // A gathering as those see it who wait, who look after it and who may come; a time that the clocks skip; an address.
        var waits = await Window(await browser.Window(site, site.All[GatheringId.Of("g2")].Waiting.Last().Value));
        await Look(waits, "/gatherings/g2", "waits");
        await Look(waits, "/gatherings", "waits");
        await waits.Context.CloseAsync();
        await Look(outsider, "/gatherings/g4", "outsider");
        await Look(outsider, "/gatherings", "outsider");
        await convener.Go(site, "/communities/cop-maternity/call");
        await convener.GetByRole(AriaRole.Button, new() { Name = "Call it" }).ClickAsync();
        await Judge(convener, "nothing-called");
        await convener.Answer("On which day", "28 March 2027");
        await convener.Answer("From what time", "01:30");
        await convener.Answer("Until what time", "5am");
        await convener.Answer("What you want to talk about", "What do we do at night?");
        await convener.Answer("Where you meet", "The night office");
        await convener.GetByRole(AriaRole.Button, new() { Name = "Call it" }).ClickAsync();
        await Expect(convener.GetByText("Which time you mean")).ToBeVisibleAsync();
        await Judge(convener, "skipped");
        await convener.Go(site, "/calendar");
        await convener.GetByRole(AriaRole.Button, new() { Name = "Make my address" }).ClickAsync();
        await Judge(convener, "subscribed");
        await convener.Go(site, "/communities/cop-maternity/propose?kind=remove");
        await convener.GetByRole(AriaRole.Button, new() { Name = "Put it to the members" }).ClickAsync();
        await Judge(convener, "nobody-chosen");

        Assert.True(_violations.Count == 0, string.Join("\n", _violations));
        foreach (var window in new[] { anyone, convener, outsider }) await window.Context.CloseAsync();
    }

    /// <summary>A window into every page of which axe comes by itself: once a page, however often it is asked.</summary>
    private static async Task<IPage> Window(IPage page)
    {
        await page.Context.AddInitScriptAsync(new BundledAxeScriptProvider().GetScript());
        return page;
    }

    private async Task Look(IPage page, string path, string who)
    {
        await page.Go(site, path);
        await Judge(page, who + path.Replace('/', '-').Replace('?', '-').Replace('&', '-'));
    }

    /// <summary>Looks at a page with everything in it unfolded, wide and narrow.</summary>
    private async Task Judge(IPage page, string name)
    {
        await page.EvaluateAsync("document.querySelectorAll('details').forEach(details => details.open = true)");
        foreach (var width in Widths)
        {
            await page.SetViewportSizeAsync(width, 900);
            _violations.AddRange(
                (await page.EvaluateAsync<string[]>(Judged)).Select(violation => $"{name} at {width}: {violation}"));
            if (Environment.GetEnvironmentVariable("COP_SCREENSHOTS") is { Length: > 0 } folder)
                await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{width}.png"), FullPage = true });
        }
    }
}

/// <inheritdoc/>
[Collection(OneIntranet.Name)]
public class AccessibilityTestsInTheIntranet(Intranet site, Browser browser) : AccessibilityTests(site, browser),
    IClassFixture<Browser>;

/// <inheritdoc/>
[Collection(OneWard.Name)]
public class AccessibilityTestsInTheWard(Ward site, Browser browser) : AccessibilityTests(site, browser), IClassFixture<Browser>
{
    /// <summary>The markup of our part is that of the intranet, where it is judged at the width of a desk too.</summary>
    protected override int[] Widths => [360];
}
