using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CommunitiesOfPractice.AspNetCore.UI.Tests;

/// <summary>The whole story in a real browser, several people at once, with JavaScript and without.</summary>
public abstract class StoryTests(Site site, Browser browser)
{
    private static readonly CommunityId Delirium = CommunityId.Of("cop-delirium");

    [ChromiumFact]
    public Task People_found_join_amend_elect_write_share_adopt_and_withdraw_without_a_script() => Tell(javaScript: false);

    protected async Task Tell(bool javaScript)
    {
        var called = javaScript ? "Falls" : "Falls at home";
        var outsiders = People.Outsiders(site).Take(2).ToArray();
        var (amina, ben) = (await Window(outsiders[0]), await Window(outsiders[1]));
        var (chloe, dev) =
            (await Window(People.Member(site, Delirium.Value, 0)), await Window(People.Member(site, Delirium.Value, 1)));

        // Founding: it is there once both have agreed, each by an act of their own.
        await amina.Go(site, "/found");
        await amina.GetByLabel("What it is called").FillAsync(called);
        await amina.GetByLabel("What you care about together")
            .FillAsync("People fall when nobody is near, and we count it afterwards.");
        await amina.GetByLabel("The charter to start from").SelectOptionAsync("Informal");
        await amina.Answer("Who founds it with you", outsiders[1]);
        await Press(amina, "Propose it");
        await Expect(amina.GetByText("It is proposed.")).ToBeVisibleAsync();
        var home = new Uri(amina.Url).AbsolutePath;
        await ben.Go(site, "/");
        await ben.GetByRole(AriaRole.Link, new() { Name = called + ": you are asked to found it" }).ClickAsync();
        await Press(ben, "Agree to found it");
        await Expect(ben.GetByText("You have been a member since")).ToBeVisibleAsync();

        // Refused with a reason, and the way in.
        await chloe.Go(site, home + "/propose?kind=resolution");
        await chloe.GetByLabel("What the members are to resolve").FillAsync("Ask on every round who might fall.");
        await Press(chloe, "Put it to the members");
        await Expect(chloe.GetByRole(AriaRole.Alert)).ToContainTextAsync("You need to be a member to do this");
        await Expect(chloe.GetByLabel("What the members are to resolve")).ToHaveValueAsync("Ask on every round who might fall.");
        await chloe.GetByRole(AriaRole.Alert).GetByRole(AriaRole.Link, new() { Name = "join" }).ClickAsync();
        await Press(chloe, "Join");
        await Expect(chloe.GetByText("You have been a member since")).ToBeVisibleAsync();

        // A charter is changed through itself.
        await chloe.Go(site, home + "/propose?kind=charter");
        await chloe.GetByLabel("Observers").SelectOptionAsync("read");
        await Press(chloe, "Show what would change");
        await Expect(chloe.GetByRole(AriaRole.Heading, new() { Name = "What would change" })).ToBeVisibleAsync();
        await Press(chloe, "Put it to the members");
        var amendment = new Uri(chloe.Url).AbsolutePath;
        await site.Wait(3);
        foreach (var voter in new[] { amina, ben, chloe })
        {
            await voter.Go(site, amendment);
            await Press(voter, "Vote for");
        }

        await site.Wait(8);
        await chloe.Go(site, amendment);
        await Expect(chloe.GetByRole(AriaRole.Heading, new() { Name = "Carried" })).ToBeVisibleAsync();
        await chloe.Go(site, home + "/charter");
        await Expect(chloe.GetByRole(AriaRole.Heading, new() { Name = "Version 2, in force from" })).ToBeVisibleAsync();

        // An election: people stand by their own act, and every ballot counts.
        await amina.Go(site, home + "/propose?kind=stage");
        await amina.GetByLabel("Which stage it has reached").SelectOptionAsync("Coalescing");
        await amina.GetByLabel("How you know").FillAsync("We have met, and know what we want to learn.");
        await Press(amina, "Put it to the members");
        await site.Wait(4);
        await amina.Go(site, home + "/propose?kind=election");
        await amina.GetByLabel("For which office").SelectOptionAsync("convener");
        await Press(amina, "Put it to the members");
        var election = new Uri(amina.Url).AbsolutePath;
        foreach (var candidate in new[] { ben, chloe })
        {
            await candidate.Go(site, election);
            await Press(candidate, "Stand for election");
        }

        await site.Wait(8);
        foreach (var voter in new[] { amina, ben, chloe })
        {
            await voter.Go(site, election);
            await voter.GetByRole(AriaRole.Checkbox, new() { Name = voter == ben ? "You" : outsiders[1] }).CheckAsync();
            await Press(voter, "Cast this ballot");
            await Expect(voter.GetByText("You have voted")).ToBeVisibleAsync();
        }

        await site.Wait(8);
        await amina.Go(site, election);
        await Expect(amina.GetByText("Chosen: " + outsiders[1])).ToBeVisibleAsync();

        // The screen stops what may tell who a patient is; nothing is lost and nothing kept.
        await ben.Go(site, home + "/write");
        await ben.GetByLabel("What it is called").FillAsync(called + ": a chair in sight");
        await ben.GetByLabel("What you tried")
            .FillAsync("After NHS number 943 476 5919 fell, one chair was put within sight of the desk.");
        await ben.GetByLabel("Where, and what it was like there").FillAsync("A ward with side rooms");
        await ben.GetByLabel("Why it worked, or did not").FillAsync("Somebody sat down and talked.");
        await Press(ben, "Save");
        await Expect(ben.GetByRole(AriaRole.Alert)).ToContainTextAsync("an NHS number, from character");
        await Expect(ben.GetByLabel("Why it worked, or did not")).ToHaveValueAsync("Somebody sat down and talked.");
        Assert.DoesNotContain(
            site.All.Notes, n => n.Content!.Title.ToString().StartsWith(called + ":", StringComparison.Ordinal));
        await ben.GetByLabel("What you tried").FillAsync("After somebody fell, one chair was put within sight of the desk.");
        await Press(ben, "Save");
        await Expect(ben.GetByText("Only you can read it until you offer it.")).ToBeVisibleAsync();
        var note = new Uri(ben.Url).AbsolutePath;

        // Wider by consent, by a look of somebody else's, and by decision.
        await ben.GetByLabel("At most to").SelectOptionAsync("Linked");
        await Press(ben, "Agree to this");
        await Press(ben, "Offer it to the community");
        await amina.Go(site, note);
        await Press(amina, "I have looked at it");
        await ben.Go(site, note);
        await ben.GetByRole(AriaRole.Link, new() { Name = "Share it with its community and the communities" }).ClickAsync();
        await Press(ben, "Put it to the members");
        await dev.Go(site, note);
        await Expect(dev.GetByRole(AriaRole.Heading, new() { Name = "There is no such page" })).ToBeVisibleAsync();

        // A link takes both ends.
        await amina.Go(site, home + "/propose?kind=link");
        await amina.GetByLabel("Who with").SelectOptionAsync("community:cop-delirium");
        await amina.GetByLabel("What it is for").FillAsync("Who is confused falls, and who falls is confused.");
        await Press(amina, "Put it to the members");
        await site.Wait(4);
        await chloe.Go(site, "/communities/cop-delirium");
        await chloe.GetByRole(AriaRole.Link, new() { Name = called, Exact = true }).ClickAsync();
        await chloe.GetByRole(AriaRole.Link, new() { Name = "Accept the link" }).ClickAsync();
        await Press(chloe, "Put it to the members");
        await site.Wait(4);
        await chloe.Go(site, "/links");
        await Expect(chloe.GetByRole(AriaRole.Cell, new() { Name = called + " and Delirium", Exact = true })).ToBeVisibleAsync();

        // Across the link: found, read, adopted, and the word flows back.
        await dev.Go(site, "/search?q=chair");
        await dev.GetByRole(AriaRole.Link, new() { Name = called + ": a chair in sight" }).ClickAsync();
        await dev.GetByLabel("Who you take it up for").SelectOptionAsync("member:cop-delirium");
        await Press(dev, "Consider it");
        await dev.GetByText("Adopt it as it is").First.ClickAsync();
        await dev.GetByLabel("Why it fits you").FillAsync("Our chairs stand in the corridor.");
        await Press(dev, "Adopt it as it is");
        await Expect(dev.GetByRole(AriaRole.Heading, new() { Name = "Delirium: adopted" })).ToBeVisibleAsync();
        await ben.Go(site, note);
        await Expect(ben.GetByText("Our chairs stand in the corridor.")).ToBeVisibleAsync();
        await ben.GetByRole(AriaRole.Link, new() { Name = "Who can read this, and why" }).ClickAsync();
        await Expect(ben.GetByRole(AriaRole.Cell, new() { Name = "They belong to the far end of a link that carries it" }))
            .ToBeVisibleAsync();

        // Withdrawn at once, for everybody.
        await ben.Go(site, note);
        await ben.GetByText("Withdraw it", new() { Exact = true }).First.ClickAsync();
        await Press(ben, "Withdraw it");
        await dev.Go(site, note);
        await Expect(dev.GetByRole(AriaRole.Heading, new() { Name = "There is no such page" })).ToBeVisibleAsync();
        await amina.Go(site, note);
        await Expect(amina.GetByText("It was withdrawn on")).ToBeVisibleAsync();

        foreach (var window in new[] { amina, ben, chloe, dev }) await window.Context.CloseAsync();

        Task<IPage> Window(string person) => browser.Window(site, person, javaScript);
    }

    [ChromiumFact]
    public async Task Somebody_is_removed_with_notice_reply_and_appeal()
    {
        var people = new[] { 0, 1, 2 }.Select(number => People.Member(site, "cop-candour", number)).ToArray();
        var home = await site.Found("Corridors", people);
        var (asha, bryn, cleo) = (await Window(people[0]), await Window(people[1]), await Window(people[2]));

        await asha.Go(site, "/communities/cop-Corridors/propose");
        await asha.GetByRole(AriaRole.Link, new() { Name = "That somebody is no longer a member" }).ClickAsync();
        await Expect(asha.GetByText("They have no vote on it.")).ToBeVisibleAsync();
        await Press(asha, "Put it to the members");
        await Expect(asha.GetByRole(AriaRole.Alert)).ToContainTextAsync("Choose who");
        await asha.GetByLabel("Who", new() { Exact = true }).SelectOptionAsync(people[2]);
        await asha.GetByLabel("How long they may not come back").SelectOptionAsync("90");
        await Press(asha, "Put it to the members");
        await Expect(asha.GetByRole(AriaRole.Alert)).ToContainTextAsync("Say why");
        await Expect(asha.GetByLabel("How long they may not come back")).ToHaveValueAsync("90");
        await asha.GetByLabel("Why").FillAsync("They shared what was said here with the papers.");
        await Press(asha, "Put it to the members");
        await Expect(asha.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("and bar them for 90 days");
        var decision = new Uri(asha.Url).AbsolutePath;

        // They are told, and heard before anybody votes; they have no vote themselves.
        await cleo.Go(site, "/");
        await cleo.GetByRole(AriaRole.Link, new() { Name = "Corridors: a decision about you" }).ClickAsync();
        await Expect(cleo.GetByText("This is about you.")).ToBeVisibleAsync();
        await Expect(cleo.GetByText("Because it is about a person, the notice is 14 days.")).ToBeVisibleAsync();
        await cleo.GetByText("What you cannot do now, and why").ClickAsync();
        await Expect(cleo.Locator("dt:has-text('Vote for') + dd"))
            .ToContainTextAsync("You cannot take part in deciding this. It is about you");
        await cleo.GetByText("Reply to it").First.ClickAsync();
        await Press(cleo, "Reply to it");
        await cleo.GetByRole(AriaRole.Alert).GetByRole(AriaRole.Link, new() { Name = "Answer this: Your reply" }).ClickAsync();
        await cleo.GetByLabel("Your reply").FillAsync("It was my own words that I shared.");
        await Press(cleo, "Reply to it");
        await asha.Go(site, decision);
        await Expect(asha.GetByText("It was my own words that I shared.")).ToBeVisibleAsync();
        await site.Wait(Number().OpensAt);
        await cleo.Go(site, decision);
        await Expect(cleo.GetByRole(AriaRole.Button, new() { Name = "Vote for" })).ToHaveCountAsync(0);
        foreach (var voter in new[] { asha, bryn })
        {
            await voter.Go(site, decision);
            await Press(voter, "Vote for");
        }

        await site.Wait(Number().ClosesAt);
        await cleo.Go(site, "/communities/cop-Corridors");
        await Expect(cleo.GetByText("You are barred from this community until")).ToBeVisibleAsync();

        // And they can appeal to the members, who think again.
        await cleo.Go(site, "/");
        await cleo.GetByRole(AriaRole.Link, new() { Name = "you can appeal against a decision about you" }).ClickAsync();
        await cleo.GetByText("Appeal", new() { Exact = true }).First.ClickAsync();
        await cleo.GetByLabel("Why they should decide otherwise (optional)")
            .FillAsync("Ask the paper: it has nothing from anybody else.");
        await Press(cleo, "Appeal");
        var appeal = site.All[home].OpenDecisions.Single();
        await site.Wait(appeal.OpensAt);
        foreach (var voter in new[] { asha, bryn })
        {
            await voter.Go(site, $"/communities/cop-Corridors/decisions/{appeal.Id}");
            await Expect(voter.GetByText("Ask the paper")).ToBeVisibleAsync();
            await Press(voter, "Vote for");
        }

        await site.Wait(appeal.ClosesAt);
        await cleo.Go(site, "/communities/cop-Corridors");
        await Expect(cleo.GetByText("You have been a member since")).ToBeVisibleAsync();
        foreach (var window in new[] { asha, bryn, cleo }) await window.Context.CloseAsync();

        Decision Number() =>
            site.All[home]
                .Decision(
                    new DecisionId(long.Parse(decision.Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture)))!;

        Task<IPage> Window(string person) => browser.Window(site, person, javaScript: false);
    }

    [ChromiumFact]
    public async Task A_note_is_passed_on_one_step_kept_back_for_a_time_and_its_worth_is_told()
    {
        var (maternity, note, all) = (CommunityId.Of("cop-maternity"), site.All[NoteId.Of("pn-09")], site.All);
        var far =
            site.Host.Present.Directory.People.First(
                p => site.Host.CallerAt(p) is var caller && caller.Directory.Groups.Contains(SouthLondon.People.Sims)
                    && !caller.Reading(note.Id).Allowed);
        var (path, sara, dina, author) =
            ($"/notes/{note.Id}", await Window(People.Convener(site)), await Window(far.Value),
                await Window(note.Contributors[0].Person.Value));
        await dina.Go(site, path);
        await Expect(dina.GetByRole(AriaRole.Heading, new() { Name = "There is no such page" })).ToBeVisibleAsync();

        // Those in the middle decide; it goes one step.
        await sara.Go(site, path);
        await sara.GetByRole(AriaRole.Link, new() { Name = "Pass it on to Safety in Maternity" }).First.ClickAsync();
        await Expect(sara.GetByText("They cannot pass it on any further.")).ToBeVisibleAsync();
        await Press(sara, "Put it to the members");
        await Expect(sara.GetByText("It is before the members.")).ToBeVisibleAsync();
        var passing = site.All[maternity].OpenDecisions.Last();
        await site.Wait(passing.OpensAt);
        foreach (var voter in all[maternity].Members.ToArray())
            if (site.All[maternity]
                .Ask(new Vote(voter, passing.Id, VoiceBallot.For), site.Clock.Now).Allowed) await site.Do(
                    StreamId.Of(maternity),
                    new Vote(voter, passing.Id, VoiceBallot.For));
        await site.Wait(passing.ClosesAt);
        await dina.Go(site, path);
        await Expect(dina.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync(note.Content!.Title.ToString());

        // Taken up, and what it was worth flows back.
        await dina.GetByLabel("Who you take it up for").SelectOptionAsync("me");
        await Press(dina, "Consider it");
        await dina.GetByText("Tell what it was worth").First.ClickAsync();
        await dina.GetByLabel("What the story is about").SelectOptionAsync("potential");
        await dina.GetByLabel("The story", new() { Exact = true }).FillAsync("I know now who to ask.");
        await dina.GetByLabel("What shows it (optional)").FillAsync("questions asked in time");
        await Press(dina, "Tell what it was worth");
        await Expect(dina.GetByText("What was learned, to use later, ")).ToBeVisibleAsync();
        await Expect(dina.GetByText("What shows it: questions asked in time.")).ToBeVisibleAsync();
        var adoption = new Uri(dina.Url).AbsolutePath;
        await author.Go(site, adoption);
        await Expect(author.GetByText("I know now who to ask.")).ToBeVisibleAsync();

        // Kept back for a time, and let go before it is over.
        await author.Go(site, path);
        await author.GetByText("Keep it to its contributors for a time").First.ClickAsync();
        await author.GetByLabel("Until which day").FillAsync("the day after tomorrow");
        await Press(author, "Keep it to its contributors for a time");
        await Expect(author.GetByRole(AriaRole.Alert)).ToContainTextAsync("Write a day, such as 27 March 2027");
        await author.GetByRole(AriaRole.Alert).GetByRole(AriaRole.Link).ClickAsync();
        await author.GetByLabel("Until which day").FillAsync("27/3/2031");
        await Press(author, "Keep it to its contributors for a time");
        await Expect(author.GetByText("To its contributors, until 27 March 2031")).ToBeVisibleAsync();
        await dina.Go(site, path);
        await Expect(dina.GetByRole(AriaRole.Heading, new() { Name = "There is no such page" })).ToBeVisibleAsync();
        await Press(author, "Lift the embargo");
        await dina.Go(site, path);
        await Expect(dina.GetByLabel("Who you take it up for")).ToBeVisibleAsync();
        foreach (var window in new[] { sara, dina, author }) await window.Context.CloseAsync();

        Task<IPage> Window(string person) => browser.Window(site, person, javaScript: false);
    }

    private static Task Press(IPage page, string button) =>
        page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).First.ClickAsync();
}

/// <inheritdoc/>
[Collection(OneIntranet.Name)]
public class StoryTestsInTheIntranet(Intranet site, Browser browser) : StoryTests(site, browser), IClassFixture<Browser>
{
    [ChromiumFact]
    public Task People_found_join_amend_elect_write_share_adopt_and_withdraw_with_a_script() => Tell(javaScript: true);
}

/// <inheritdoc/>
[Collection(OneWard.Name)]
public class StoryTestsInTheWard(Ward site, Browser browser) : StoryTests(site, browser), IClassFixture<Browser>;
