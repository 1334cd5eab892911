using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace TrustIntranet.Tests;

/// <summary>The whole story in a real browser, several people at once, with JavaScript and without.</summary>
[Collection(OneIntranet.Name)]
public class StoryTests(Intranet intranet, Browser browser) : IClassFixture<Browser>
{
    private static readonly CommunityId Delirium = CommunityId.Of("cop-delirium");

    [ChromiumTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task People_found_join_amend_elect_write_share_adopt_and_withdraw(bool javaScript)
    {
        var called = javaScript ? "Falls" : "Falls at home";
        var outsiders = People.Outsiders(intranet).Take(2).ToArray();
        var (amina, ben) = (await Window(outsiders[0]), await Window(outsiders[1]));
        var (chloe, dev) =
            (await Window(People.Member(intranet, Delirium.Value, 0)), await Window(People.Member(intranet, Delirium.Value, 1)));

        // Founding: it is there once both have agreed, each by an act of their own.
        await amina.GotoAsync("/found");
        await amina.GetByLabel("What it is called").FillAsync(called);
        await amina.GetByLabel("What you care about together")
            .FillAsync("People fall when nobody is near, and we count it afterwards.");
        await amina.GetByLabel("The charter to start from").SelectOptionAsync("Informal");
        await amina.GetByLabel("Who founds it with you").SelectOptionAsync(outsiders[1]);
        await Press(amina, "Propose it");
        await Expect(amina.GetByText("It is proposed.")).ToBeVisibleAsync();
        var home = new Uri(amina.Url).AbsolutePath;
        await ben.GotoAsync("/");
        await ben.GetByRole(AriaRole.Link, new() { Name = called + ": you are asked to found it" }).ClickAsync();
        await Press(ben, "Agree to found it");
        await Expect(ben.GetByText("You have been a member since")).ToBeVisibleAsync();

        // Refused with a reason, and the way in.
        await chloe.GotoAsync(home + "/propose?kind=resolution");
        await chloe.GetByLabel("What the members are to resolve").FillAsync("Ask on every round who might fall.");
        await Press(chloe, "Put it to the members");
        await Expect(chloe.GetByRole(AriaRole.Alert)).ToContainTextAsync("You need to be a member to do this");
        await Expect(chloe.GetByLabel("What the members are to resolve")).ToHaveValueAsync("Ask on every round who might fall.");
        await chloe.GetByRole(AriaRole.Alert).GetByRole(AriaRole.Link, new() { Name = "join" }).ClickAsync();
        await Press(chloe, "Join");
        await Expect(chloe.GetByText("You have been a member since")).ToBeVisibleAsync();

        // A charter is changed through itself.
        await chloe.GotoAsync(home + "/propose?kind=charter");
        await chloe.GetByLabel("Observers").SelectOptionAsync("read");
        await Press(chloe, "Show what would change");
        await Expect(chloe.GetByRole(AriaRole.Heading, new() { Name = "What would change" })).ToBeVisibleAsync();
        await Press(chloe, "Put it to the members");
        var amendment = new Uri(chloe.Url).AbsolutePath;
        await intranet.Wait(3);
        foreach (var voter in new[] { amina, ben, chloe })
        {
            await voter.GotoAsync(amendment);
            await Press(voter, "Vote for");
        }

        await intranet.Wait(8);
        await chloe.GotoAsync(amendment);
        await Expect(chloe.GetByRole(AriaRole.Heading, new() { Name = "Carried" })).ToBeVisibleAsync();
        await chloe.GotoAsync(home + "/charter");
        await Expect(chloe.GetByRole(AriaRole.Heading, new() { Name = "Version 2, in force from" })).ToBeVisibleAsync();

        // An election: people stand by their own act, and every ballot counts.
        await amina.GotoAsync(home + "/propose?kind=stage");
        await amina.GetByLabel("Which stage it has reached").SelectOptionAsync("Coalescing");
        await amina.GetByLabel("How you know").FillAsync("We have met, and know what we want to learn.");
        await Press(amina, "Put it to the members");
        await intranet.Wait(4);
        await amina.GotoAsync(home + "/propose?kind=election");
        await amina.GetByLabel("For which office").SelectOptionAsync("convener");
        await Press(amina, "Put it to the members");
        var election = new Uri(amina.Url).AbsolutePath;
        foreach (var candidate in new[] { ben, chloe })
        {
            await candidate.GotoAsync(election);
            await Press(candidate, "Stand for election");
        }

        await intranet.Wait(8);
        foreach (var voter in new[] { amina, ben, chloe })
        {
            await voter.GotoAsync(election);
            await voter.GetByRole(AriaRole.Checkbox, new() { Name = outsiders[1] }).CheckAsync();
            await Press(voter, "Cast this ballot");
            await Expect(voter.GetByText("You have voted")).ToBeVisibleAsync();
        }

        await intranet.Wait(8);
        await amina.GotoAsync(election);
        await Expect(amina.GetByText("Chosen: " + outsiders[1])).ToBeVisibleAsync();

        // The screen stops what may tell who a patient is; nothing is lost and nothing kept.
        await ben.GotoAsync(home + "/write");
        await ben.GetByLabel("What it is called").FillAsync(called + ": a chair in sight");
        await ben.GetByLabel("What you tried")
            .FillAsync("After NHS number 943 476 5919 fell, one chair was put within sight of the desk.");
        await ben.GetByLabel("Where, and what it was like there").FillAsync("A ward with side rooms");
        await ben.GetByLabel("Why it worked, or did not").FillAsync("Somebody sat down and talked.");
        await Press(ben, "Save");
        await Expect(ben.GetByRole(AriaRole.Alert)).ToContainTextAsync("an NHS number, from character");
        await Expect(ben.GetByLabel("Why it worked, or did not")).ToHaveValueAsync("Somebody sat down and talked.");
        Assert.DoesNotContain(
            intranet.All.Notes, n => n.Content!.Title.ToString().StartsWith(called + ":", StringComparison.Ordinal));
        await ben.GetByLabel("What you tried").FillAsync("After somebody fell, one chair was put within sight of the desk.");
        await Press(ben, "Save");
        await Expect(ben.GetByText("Only you can read it until you offer it.")).ToBeVisibleAsync();
        var note = new Uri(ben.Url).AbsolutePath;

        // Wider by consent, by a look of somebody else's, and by decision.
        await ben.GetByLabel("At most to").SelectOptionAsync("Linked");
        await Press(ben, "Agree to this");
        await Press(ben, "Offer it to the community");
        await amina.GotoAsync(note);
        await Press(amina, "I have looked at it");
        await ben.GotoAsync(note);
        await ben.GetByRole(AriaRole.Link, new() { Name = "Share it with its community and the communities" }).ClickAsync();
        await Press(ben, "Put it to the members");
        await dev.GotoAsync(note);
        await Expect(dev.GetByRole(AriaRole.Heading, new() { Name = "There is no such page" })).ToBeVisibleAsync();

        // A link takes both ends.
        await amina.GotoAsync(home + "/propose?kind=link");
        await amina.GetByLabel("With whom").SelectOptionAsync("community:cop-delirium");
        await amina.GetByLabel("What it is for").FillAsync("Who is confused falls, and who falls is confused.");
        await Press(amina, "Put it to the members");
        await intranet.Wait(4);
        await chloe.GotoAsync("/communities/cop-delirium");
        await chloe.GetByRole(AriaRole.Link, new() { Name = called, Exact = true }).ClickAsync();
        await chloe.GetByRole(AriaRole.Link, new() { Name = "Accept the link" }).ClickAsync();
        await Press(chloe, "Put it to the members");
        await intranet.Wait(4);
        await chloe.GotoAsync("/links");
        await Expect(chloe.GetByRole(AriaRole.Cell, new() { Name = called + " and Delirium", Exact = true })).ToBeVisibleAsync();

        // Across the link: found, read, adopted, and the word flows back.
        await dev.GotoAsync("/search?q=chair");
        await dev.GetByRole(AriaRole.Link, new() { Name = called + ": a chair in sight" }).ClickAsync();
        await dev.GetByLabel("For whom").SelectOptionAsync("member:cop-delirium");
        await Press(dev, "Consider it");
        await dev.GetByText("Adopt it as it is").First.ClickAsync();
        await dev.GetByLabel("Why it fits you").FillAsync("Our chairs stand in the corridor.");
        await Press(dev, "Adopt it as it is");
        await Expect(dev.GetByRole(AriaRole.Heading, new() { Name = "Delirium: adopted" })).ToBeVisibleAsync();
        await ben.GotoAsync(note);
        await Expect(ben.GetByText("Our chairs stand in the corridor.")).ToBeVisibleAsync();
        await ben.GetByRole(AriaRole.Link, new() { Name = "Who can read this, and why" }).ClickAsync();
        await Expect(ben.GetByRole(AriaRole.Cell, new() { Name = "They belong to the far end of a link that carries it" }))
            .ToBeVisibleAsync();

        // Withdrawn at once, for everybody.
        await ben.GotoAsync(note);
        await ben.GetByText("Withdraw it", new() { Exact = true }).First.ClickAsync();
        await Press(ben, "Withdraw it");
        await dev.GotoAsync(note);
        await Expect(dev.GetByRole(AriaRole.Heading, new() { Name = "There is no such page" })).ToBeVisibleAsync();
        await amina.GotoAsync(note);
        await Expect(amina.GetByText("It was withdrawn on")).ToBeVisibleAsync();

        foreach (var window in new[] { amina, ben, chloe, dev }) await window.Context.CloseAsync();

        Task<IPage> Window(string person) => browser.Window(intranet, person, javaScript);
    }

    [ChromiumFact]
    public async Task Somebody_is_removed_with_notice_reply_and_appeal()
    {
        var people = new[] { 0, 1, 2 }.Select(number => People.Member(intranet, "cop-candour", number)).ToArray();
        var home = await intranet.Found("Corridors", people);
        var (asha, bryn, cleo) = (await Window(people[0]), await Window(people[1]), await Window(people[2]));

        await asha.GotoAsync("/communities/cop-Corridors/propose");
        await asha.GetByRole(AriaRole.Link, new() { Name = "That somebody is no longer a member" }).ClickAsync();
        await Expect(asha.GetByText("They have no vote on it.")).ToBeVisibleAsync();
        await Press(asha, "Put it to the members");
        await Expect(asha.GetByRole(AriaRole.Alert)).ToContainTextAsync("Choose whom");
        await asha.GetByLabel("Whom").SelectOptionAsync(people[2]);
        await asha.GetByLabel("How long they may not come back").SelectOptionAsync("90");
        await Press(asha, "Put it to the members");
        await Expect(asha.GetByRole(AriaRole.Alert)).ToContainTextAsync("Say why");
        await Expect(asha.GetByLabel("How long they may not come back")).ToHaveValueAsync("90");
        await asha.GetByLabel("Why").FillAsync("They shared what was said here with the papers.");
        await Press(asha, "Put it to the members");
        await Expect(asha.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("and bar them for 90 days");
        var decision = new Uri(asha.Url).AbsolutePath;

        // They are told, and heard before anybody votes; they have no vote themselves.
        await cleo.GotoAsync("/");
        await cleo.GetByRole(AriaRole.Link, new() { Name = "Corridors: a decision about you" }).ClickAsync();
        await Expect(cleo.GetByText("This is about you.")).ToBeVisibleAsync();
        await Expect(cleo.GetByText("Because it is about a person, the notice is 14 days.")).ToBeVisibleAsync();
        await cleo.GetByText("What you cannot do now, and why").ClickAsync();
        await Expect(cleo.Locator("dt:has-text('Vote for') + dd"))
            .ToContainTextAsync("You cannot take part in deciding this. It is about you");
        await cleo.GetByText("Reply to it").First.ClickAsync();
        await Press(cleo, "Reply to it");
        await cleo.GetByRole(AriaRole.Alert).GetByRole(AriaRole.Link, new() { Name = "Say it in your words" }).ClickAsync();
        await cleo.GetByLabel("Your reply").FillAsync("It was my own words that I shared.");
        await Press(cleo, "Reply to it");
        await asha.GotoAsync(decision);
        await Expect(asha.GetByText("It was my own words that I shared.")).ToBeVisibleAsync();
        await intranet.Wait(Number().OpensAt);
        await cleo.GotoAsync(decision);
        await Expect(cleo.GetByRole(AriaRole.Button, new() { Name = "Vote for" })).ToHaveCountAsync(0);
        foreach (var voter in new[] { asha, bryn })
        {
            await voter.GotoAsync(decision);
            await Press(voter, "Vote for");
        }

        await intranet.Wait(Number().ClosesAt);
        await cleo.GotoAsync("/communities/cop-Corridors");
        await Expect(cleo.GetByText("You are barred from this community until")).ToBeVisibleAsync();

        // And they can appeal to the members, who think again.
        await cleo.GotoAsync("/");
        await cleo.GetByRole(AriaRole.Link, new() { Name = "you can appeal against a decision about you" }).ClickAsync();
        await cleo.GetByText("Appeal", new() { Exact = true }).First.ClickAsync();
        await cleo.GetByLabel("Why they should decide otherwise").FillAsync("Ask the paper: it has nothing from anybody else.");
        await Press(cleo, "Appeal");
        var appeal = intranet.All[home].OpenDecisions.Single();
        await intranet.Wait(appeal.OpensAt);
        foreach (var voter in new[] { asha, bryn })
        {
            await voter.GotoAsync($"/communities/cop-Corridors/decisions/{appeal.Id}");
            await Expect(voter.GetByText("Ask the paper")).ToBeVisibleAsync();
            await Press(voter, "Vote for");
        }

        await intranet.Wait(appeal.ClosesAt);
        await cleo.GotoAsync("/communities/cop-Corridors");
        await Expect(cleo.GetByText("You have been a member since")).ToBeVisibleAsync();
        foreach (var window in new[] { asha, bryn, cleo }) await window.Context.CloseAsync();

        Decision Number() =>
            intranet.All[home]
                .Decision(
                    new DecisionId(long.Parse(decision.Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture)))!;

        Task<IPage> Window(string person) => browser.Window(intranet, person, javaScript: false);
    }

    [ChromiumFact]
    public async Task A_note_is_passed_on_one_step_kept_back_for_a_time_and_its_worth_is_told()
    {
        var (maternity, note, all) = (CommunityId.Of("cop-maternity"), intranet.All[NoteId.Of("pn-09")], intranet.All);
        var far =
            intranet.Host.Present.Directory.People.First(
                p => intranet.Host.CallerAt(p) is var caller && caller.Directory.Groups.Contains(SouthLondon.People.Sims)
                    && !caller.Reading(note.Id).Allowed);
        var (path, sara, dina, author) =
            ($"/notes/{note.Id}", await Window(People.Convener(intranet)), await Window(far.Value),
                await Window(note.Contributors[0].Person.Value));
        await dina.GotoAsync(path);
        await Expect(dina.GetByRole(AriaRole.Heading, new() { Name = "There is no such page" })).ToBeVisibleAsync();

        // Those in the middle decide; it goes one step.
        await sara.GotoAsync(path);
        await sara.GetByRole(AriaRole.Link, new() { Name = "Pass it on to Safety in Maternity" }).First.ClickAsync();
        await Expect(sara.GetByText("They cannot pass it on any further.")).ToBeVisibleAsync();
        await Press(sara, "Put it to the members");
        await Expect(sara.GetByText("It is before the members.")).ToBeVisibleAsync();
        var passing = intranet.All[maternity].OpenDecisions.Last();
        await intranet.Wait(passing.OpensAt);
        foreach (var voter in all[maternity].Members.ToArray())
            if (intranet.All[maternity]
                .Ask(new Vote(voter, passing.Id, VoiceBallot.For), intranet.Clock.Now).Allowed) await intranet.Do(
                    StreamId.Of(maternity),
                    new Vote(voter, passing.Id, VoiceBallot.For));
        await intranet.Wait(passing.ClosesAt);
        await dina.GotoAsync(path);
        await Expect(dina.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync(note.Content!.Title.ToString());

        // Taken up, and what it was worth flows back.
        await dina.GetByLabel("For whom").SelectOptionAsync("me");
        await Press(dina, "Consider it");
        await dina.GetByText("Tell what it was worth").First.ClickAsync();
        await dina.GetByLabel("What the story is about").SelectOptionAsync("Potential");
        await dina.GetByLabel("The story", new() { Exact = true }).FillAsync("I know now whom to ask.");
        await dina.GetByLabel("What shows it (if anything does)").FillAsync("questions asked in time");
        await Press(dina, "Tell what it was worth");
        await Expect(dina.GetByText("What was learned, to use later, ")).ToBeVisibleAsync();
        await Expect(dina.GetByText("What shows it: questions asked in time.")).ToBeVisibleAsync();
        var adoption = new Uri(dina.Url).AbsolutePath;
        await author.GotoAsync(adoption);
        await Expect(author.GetByText("I know now whom to ask.")).ToBeVisibleAsync();

        // Kept back for a time, and let go before it is over.
        await author.GotoAsync(path);
        await author.GetByText("Keep it to its contributors for a time").First.ClickAsync();
        await author.GetByLabel("Until which day").FillAsync("the day after tomorrow");
        await Press(author, "Keep it to its contributors for a time");
        await Expect(author.GetByRole(AriaRole.Alert)).ToContainTextAsync("Write a day, such as 27 March 2027");
        await author.GetByRole(AriaRole.Alert).GetByRole(AriaRole.Link).ClickAsync();
        await author.GetByLabel("Until which day").FillAsync("27/3/2031");
        await Press(author, "Keep it to its contributors for a time");
        await Expect(author.GetByText("To its contributors, until 27 March 2031")).ToBeVisibleAsync();
        await dina.GotoAsync(path);
        await Expect(dina.GetByRole(AriaRole.Heading, new() { Name = "There is no such page" })).ToBeVisibleAsync();
        await Press(author, "Lift the embargo");
        await dina.GotoAsync(path);
        await Expect(dina.GetByLabel("For whom")).ToBeVisibleAsync();
        foreach (var window in new[] { sara, dina, author }) await window.Context.CloseAsync();

        Task<IPage> Window(string person) => browser.Window(intranet, person, javaScript: false);
    }

    private static Task Press(IPage page, string button) =>
        page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).First.ClickAsync();
}
