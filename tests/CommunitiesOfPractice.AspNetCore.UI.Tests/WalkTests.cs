using CommunitiesOfPractice.AspNetCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CommunitiesOfPractice.AspNetCore.UI.Tests;

/// <summary>
/// What fewer people do every day, each walked through once in a real browser, without JavaScript: in an intranet of its own,
/// since months pass.
/// </summary>
public abstract class WalkTests(Site site, Browser browser)
{
    [ChromiumFact]
    public async Task A_secret_ballot_stays_in_its_box_until_voting_is_over()
    {
        var people = Three("cop-candour");
        var informal = Charters.Informal();
        var charter = informal.With(Matter.AnythingElse, new MembersBy(RuleNames.Majority)) with
        {
            Rules = informal.Rules.Select(
                r => r.Rule is MajorityRule or ChoosingRule ? r with { Rule = r.Rule with { Secret = true } } : r).ToValueList(),
        };
        var home = await site.Found("lanterns", charter, people);
        var (asha, bryn, cleo) = (await Window(people[0]), await Window(people[1]), await Window(people[2]));
        var decision =
            await Put(asha, home, "resolution", ("What the members are to resolve", "Hang a lantern on every landing."));
        var page = $"/communities/{home}/decisions/{decision}";
        await site.Wait(site.All[home].Decision(decision)!.OpensAt);

        // Nothing chosen, nothing cast; then one ballot, and another in its place.
        await asha.Go(site, page);
        await Press(asha, "Put it in the box");
        await Expect(asha.GetByRole(AriaRole.Alert)).ToContainTextAsync("Say for, against or neither");
        Assert.Equal(0, await InTheBox());
        foreach (var (voter, says) in new[] { (asha, "For"), (asha, "Against"), (bryn, "For"), (cleo, "For") })
        {
            await voter.Go(site, page);
            await Expect(voter.GetByText("This ballot is secret.")).ToBeVisibleAsync();
            await Fill(voter, "What do you say to it?", says);
            await Press(voter, "Put it in the box");
            await Expect(voter.GetByRole(AriaRole.Heading, new() { Name = "Your ballot is in the box" })).ToBeVisibleAsync();
            await Expect(voter.GetByLabel("What do you say to it?")).ToHaveValueAsync("");
        }

        // The record says who took part, and nothing else; what the database holds beside it nobody can read.
        await Expect(cleo.GetByText("You cannot see how this decision is going before it closes.")).ToBeVisibleAsync();
        var events = site.All[home];
        Assert.True(people.All(p => events.Decision(decision)!.HasVoted(PersonId.Of(p))));
        Assert.Empty(events.Decision(decision)!.Papers);
        Assert.Equal(3, await InTheBox());
        Assert.All(
            (await Box.Of(home, decision)).Values, words => Assert.DoesNotContain("voice", words,
                StringComparison.OrdinalIgnoreCase));
        await asha.Go(site, "/my-data");
        await Expect(asha.GetByText("1 ballot, until voting is over")).ToBeVisibleAsync();

        // Then all of it is counted at once, without who cast it, and the box is empty.
        await site.Wait(events.Decision(decision)!.ClosesAt);
        await asha.Go(site, page);
        await Expect(asha.GetByRole(AriaRole.Heading, new() { Name = "Carried" })).ToBeVisibleAsync();
        await Expect(asha.GetByText("2 for, 1 against").First).ToBeVisibleAsync();
        Assert.Equal(0, await InTheBox());

        // An election the same way.
        await site.Do(
            StreamId.Of(home), new Propose(PersonId.Of(people[0]), new DeclareStage(Stage.Coalescing, "We have met.")));
        await site.Wait(4);
        var election = await Put(asha, home, "election", ("For which office", "convener"));
        foreach (var candidate in new[] { bryn, cleo })
        {
            await candidate.Go(site, $"/communities/{home}/decisions/{election}");
            await Press(candidate, "Stand for election");
        }

        await site.Wait(site.All[home].Decision(election)!.OpensAt);
        foreach (var voter in new[] { asha, bryn, cleo })
        {
            await voter.Go(site, $"/communities/{home}/decisions/{election}");
            await voter.GetByRole(AriaRole.Checkbox, new() { Name = voter == cleo ? "You" : people[2] }).CheckAsync();
            await Press(voter, "Put it in the box");
        }

        await site.Wait(site.All[home].Decision(election)!.ClosesAt);
        Assert.Contains(PersonId.Of(people[2]), site.All[home].Conveners);
        await Close(asha, bryn, cleo);

        async Task<int> InTheBox() => (await Box.Of(home, decision)).Count;
    }

    [ChromiumFact]
    public async Task Somebody_is_named_as_contributor_and_a_note_goes_by_fewer_links()
    {
        var maternity = CommunityId.Of("cop-maternity");
        var note =
            site.All.Notes.First(
                n => n.Home == maternity && n.Decided >= Audience.Linked && n.Content is PracticeContent
                    && n.EffectiveAudience(site.Clock.Now) >= Audience.Linked);
        var (author, other) =
            (note.Contributors[0].Person, site.All[maternity].Members.First(m => note.ContributionOf(m) is null));
        var (asha, bryn, path) = (await Window(author.Value), await Window(other.Value), $"/notes/{note.Id}");

        // By fewer links, at once.
        await asha.Go(site, path);
        await Unfold(asha, "Let it go by fewer links");
        await asha.GetByRole(AriaRole.Checkbox, new() { Name = "Sepsis" }).UncheckAsync();
        await Press(asha, "Let it go by fewer links");
        await asha.GetByRole(AriaRole.Link, new() { Name = "Who can read this, and why" }).ClickAsync();
        await Expect(asha.GetByRole(AriaRole.Link, new() { Name = "Maternity and Sepsis" })).ToHaveCountAsync(0);
        await Expect(asha.GetByRole(AriaRole.Link, new() { Name = "Maternity and London labour ward leads network" }))
            .ToBeVisibleAsync();

        // Somebody else wrote it too: it waits for their word.
        await asha.Go(site, path);
        await Unfold(asha, "Name somebody who wrote it with you");
        await Press(asha, "Name somebody who wrote it with you");
        await Expect(asha.GetByRole(AriaRole.Alert)).ToContainTextAsync("Choose who");
        await Fill(asha, "Who wrote it with you", other.Value);
        await Press(asha, "Name somebody who wrote it with you");
        await Expect(asha.GetByText("2 people wrote it, and 1 of them has not said yet how far it may go")).ToBeVisibleAsync();
        Assert.Equal(Audience.Contributors, site.All[note.Id].EffectiveAudience(site.Clock.Now));
        await bryn.Go(site, "/");
        await bryn.GetByRole(AriaRole.Link, new() { Name = "say how far you agree that it goes" }).ClickAsync();
        await Fill(bryn, "At most to", "System");
        await Press(bryn, "Agree to this");
        Assert.True(site.All[note.Id].EffectiveAudience(site.Clock.Now) > Audience.Community);
        await Unfold(bryn, "Take my name off it");
        await Expect(bryn.GetByText("Nobody reads more for it.")).ToBeVisibleAsync();
        await Press(bryn, "Take my name off it");
        Assert.Null(site.All[note.Id].ContributionOf(other));

        // With fewer people, at once.
        await asha.Go(site, path);
        await Unfold(asha, "Share it with fewer people");
        await Fill(asha, "Who it stays shared with", "Community");
        await Press(asha, "Share it with fewer people");
        Assert.Equal(Audience.Community, site.All[note.Id].Decided);

        // And wider again by one link, which is for the members to decide.
        await asha.Go(site, $"/communities/{maternity}/propose?kind=widen&note={note.Id}&audience=Linked");
        await asha.GetByRole(AriaRole.Checkbox, new() { Name = "London labour ward leads network" }).CheckAsync();
        await Press(asha, "Put it to the members");
        await Expect(asha.GetByText("It is before the members.")).ToBeVisibleAsync();
        Assert.Equal(
            [LinkId.Of("maternity-labour-ward-leads")],
                Assert.IsType<WidenNote>(site.All[maternity].OpenDecisions.Last().Proposal).What.NamedLinks!);
        await Close(asha, bryn);
    }

    [ChromiumFact]
    public async Task Two_communities_carry_a_link_hold_something_both_and_change_its_terms_and_a_leader_answers()
    {
        var near = Three("cop-delirium");
        var far = Three("cop-sepsis", near);
        var (wards, homes) = (await site.Found("wards", near), await site.Found("homes", far));
        var (asha, dev) = (await Window(near[0]), await Window(far[0]));

        await Put(
            asha, wards, "link", ("Who with", "community:cop-homes"), ("What it carries", "Out"),
                ("What it is for", "Who goes home, and how."));
        await site.Wait(4);
        var link = site.All.Links.Single(l => l.A == Party.Of(wards));
        Assert.Equal(Flow.AToB, link.Terms!.Carries);
        await dev.Go(site, $"/links/{link.Id}");
        await Expect(dev.GetByText("Practice goes from wards to homes.")).ToBeVisibleAsync();
        await dev.GetByRole(AriaRole.Link, new() { Name = "Accept the link" }).ClickAsync();
        await Press(dev, "Put it to the members");
        await site.Wait(4);

        // Somebody carries it; both hold one thing, and say what it means to them.
        await dev.Go(site, $"/links/{link.Id}");
        await Press(dev, "Carry this link");
        await Expect(dev.GetByText("homes: you")).ToBeVisibleAsync();
        await asha.Go(site, $"/links/{link.Id}");
        await Unfold(asha, "Add something that both ends hold");
        await Press(asha, "Add something that both ends hold");
        await Expect(asha.GetByRole(AriaRole.Alert)).ToContainTextAsync("Answer this: What it is called");
        await Fill(asha, "What it is called", "the going-home letter");
        await Fill(asha, "What it is", "One page that goes home with each of them.");
        await Press(asha, "Add something that both ends hold");
        await dev.Go(site, $"/links/{link.Id}");
        await Unfold(dev, "Say what “the going-home letter” means to you");
        await Fill(dev, "What it means where you are", "What we check on the first evening.");
        await Press(dev, "Say what “the going-home letter” means to you");
        await asha.Go(site, $"/links/{link.Id}");
        await Expect(asha.GetByText("What we check on the first evening.")).ToBeVisibleAsync();

        // Other terms hold once both have decided for them; seen from the other end, what goes out from there comes in here.
        await dev.GetByRole(AriaRole.Link, new() { Name = "Offer other terms" }).ClickAsync();
        await Expect(dev.GetByLabel("What it carries")).ToHaveValueAsync("In");
        await Fill(dev, "What it carries", "Both");
        await Fill(dev, "What it is for", "Who goes home, how, and what came of it.");
        await Press(dev, "Put it to the members");
        await site.Wait(4);
        await asha.Go(site, $"/links/{link.Id}");
        await Expect(asha.GetByText("Until the other end accepts, the present ones hold.")).ToBeVisibleAsync();
        await asha.GetByRole(AriaRole.Link, new() { Name = "Accept the other terms" }).ClickAsync();
        await Press(asha, "Put it to the members");
        await site.Wait(4);
        Assert.Equal(Flow.Both, site.All[link.Id].Terms!.Carries);

        // A leader is asked, and answers; nobody else sees it.
        var leader = People.Outsiders(site).First();
        await Put(asha, wards, "leader", ("Who we ask", leader), ("What we ask", "May a carer stay the night?"));
        await site.Wait(4);
        var lea = await Window(leader);
        await lea.Go(site, "/");
        await lea.GetByRole(AriaRole.Link, new() { Name = "wards: you are asked something, as a leader" }).ClickAsync();
        await Unfold(lea, "Answer what you are asked");
        await Fill(lea, "Your answer to those who ask", "From Monday on, yes.");
        await Press(lea, "Answer what you are asked");
        var question = new Uri(lea.Url).AbsolutePath;
        await asha.Go(site, question);
        await Expect(asha.GetByText("From Monday on, yes.")).ToBeVisibleAsync();
        await dev.Go(site, question);
        await Expect(dev.GetByRole(AriaRole.Heading, new() { Name = "There is no such page" })).ToBeVisibleAsync();
        await Close(asha, dev, lea);
    }

    [ChromiumFact]
    public async Task A_community_says_anew_what_it_cares_about_who_hosts_it_who_accompanies_whom_and_who_votes_for_whom()
    {
        var people = Three("cop-medication");
        var home = await site.Found("shelves", people);
        var (asha, page) = (await Window(people[0]), "/communities/" + home);

        await Put(
            asha, home, "domain", ("What we care about together", "What stands on the shelf is what was meant to be there."),
                ("What belongs to it", "Stock cupboards\nFridges"), ("What does not, and is left to others", "Prescribing"));
        await Put(asha, home, "sponsor", ("Which organisation hosts us", "fic-hillcrest"));
        await site.Wait(4);
        await asha.Go(site, page);
        await Expect(asha.GetByText("What stands on the shelf is what was meant to be there.").First).ToBeVisibleAsync();
        await Expect(asha.GetByText("Stock cupboards; Fridges")).ToBeVisibleAsync();
        await Expect(asha.GetByText("which has no say in it")).ToBeVisibleAsync();

        await Unfold(asha, "Accompany somebody new");
        await Fill(asha, "Who you accompany", people[1]);
        await Press(asha, "Accompany somebody new");
        await Expect(asha.GetByText($"You accompany {people[1]}")).ToBeVisibleAsync();

        // Nobody is represented until the charter says so; since that changes the rule by which it is changed, it is carried
        // twice.
        await Expect(asha.GetByText("Let somebody vote for me")).ToHaveCountAsync(0);
        await site.Carry(
            home, await Put(asha, home, "charter", ("Elections", "secret"), ("Somebody who does not vote", "yes")));
        await site.Carry(home, site.All[home].OpenDecisions.Last().Id);
        Assert.All(
            site.All[home].Charter.Rules, r =>
                Assert.Equal((r.Rule is ChoosingRule, r.Rule is MajorityRule), (r.Rule.Secret, r.Rule.Proxies is not null)));
        await asha.Go(site, page);
        await Unfold(asha, "Let somebody vote for me");
        await Fill(asha, "Who votes for you", people[1]);
        await Fill(asha, "In which matter", "Recall");
        await Press(asha, "Let somebody vote for me");
        await Expect(asha.GetByText("votes for you, where you do not vote yourself: recalling somebody from an office."))
            .ToBeVisibleAsync();
        await Press(asha, "Take my proxy back: recalling somebody from an office");
        Assert.Empty(site.All[home].ProxiesOf(PersonId.Of(people[0])));
        await Close(asha);
    }

    [ChromiumFact]
    public async Task Communities_decide_together_one_leads_to_another_and_one_goes_into_another()
    {
        var ours = Three("cop-deterioration");
        var theirs = Three("cop-maternity", ours);
        var (day, night) = (await site.Found("day", ours), await site.Found("night", theirs));
        var (asha, dev) = (await Window(ours[0]), await Window(theirs[0]));

        // The same words in both, each by its own rule.
        await asha.Go(site, $"/communities/{day}/propose?kind=joint");
        await Press(asha, "Put it to the members");
        await Expect(asha.GetByRole(AriaRole.Alert)).ToContainTextAsync("Choose at least one community");
        var joint =
            await Put(asha, day, "joint", ("night", "checked"), ("What we decide together", "We hand over at the bedside."));
        await site.Wait(4);
        await dev.Go(site, "/communities/" + night);
        await dev.GetByRole(AriaRole.Link, new() { Name = "day has decided something that we are to decide together" })
            .ClickAsync();
        await Expect(dev.GetByText("We hand over at the bedside.")).ToBeVisibleAsync();
        await Press(dev, "Put it to the members");
        await site.Wait(4);
        await asha.Go(site, $"/communities/{day}/decisions/{joint}");
        await Expect(asha.GetByText("All of them agreed, on")).ToBeVisibleAsync();

        // One leads to another, which its members can move to.
        await site.Carry(
            day, await Put(asha, day, "split", ("Why, and what the other is to care about", "Weekends are another matter.")));
        await asha.Go(site, "/communities/" + day);
        await asha.GetByRole(AriaRole.Link, new() { Name = "The members let another community be founded from this one" })
            .ClickAsync();
        await Expect(asha.GetByText("It is founded from day")).ToBeVisibleAsync();
        await Fill(asha, "What it is called", "weekends");
        await Fill(asha, "What you care about together", "People who fall ill on a Saturday.");
        await Press(asha, "Propose it");
        await Expect(asha.GetByRole(AriaRole.Alert)).ToContainTextAsync("Choose at least one person who founds it with you");
        await Fill(asha, "Who founds it with you", ours[2]);
        await Press(asha, "Propose it");
        await Expect(asha.GetByText("It is proposed.")).ToBeVisibleAsync();
        var weekends = new Uri(asha.Url).AbsolutePath;
        await site.Do(StreamId.Of(CommunityId.Of(weekends.Split('/')[^1])), new ConsentToFound(PersonId.Of(ours[2])));
        var bryn = await Window(ours[1]);
        await bryn.Go(site, weekends);
        await Expect(bryn.GetByText("Founded from day, ")).ToBeVisibleAsync();
        await Press(bryn, "Move here from day");
        await Expect(bryn.GetByText("You are a member now. Welcome.")).ToBeVisibleAsync();

        // One goes into another, once both have decided so.
        await site.Carry(
            night, await Put(
                dev, night, "merge", ("Into which community", day.Value), ("Why", "There is one patient, day and night.")));
        await asha.Go(site, "/communities/" + day);
        await asha.GetByRole(AriaRole.Link, new() { Name = "night has decided to merge into this community" }).ClickAsync();
        await Press(asha, "Put it to the members");
        await site.Carry(day, site.All[day].OpenDecisions.Last().Id);
        Assert.Equal(Status.Closed, site.All[night].Status);
        await dev.Go(site, "/communities/" + day);
        await Press(dev, "Move here from night");
        Assert.True(site.All[day].IsMember(PersonId.Of(theirs[0])));
        await Close(asha, bryn, dev);
    }

    private IBallotBox Box => site.Services.GetRequiredService<IBallotBox>();

    /// <summary>Three people of a community, none of them among others.</summary>
    private string[] Three(string community, params string[] others) =>
        [.. site.All[CommunityId.Of(community)].Members.Select(m => m.Value).Except(others).Skip(2).Take(3)];

    private Task<IPage> Window(string person) => browser.Window(site, person, javaScript: false);

    private static async Task Close(params IPage[] windows)
    {
        foreach (var window in windows) await window.Context.CloseAsync();
    }

    /// <summary>Fills in a form and puts it to the members.</summary>
    private async Task<DecisionId> Put(IPage page, CommunityId home, string kind, params (string Label, string Value)[] fields)
    {
        await page.Go(site, $"/communities/{home}/propose?kind={kind}");
        foreach (var (label, value) in fields) await Fill(page, label, value);
        await Press(page, "Put it to the members");
        await Expect(page.GetByText("It is before the members.")).ToBeVisibleAsync();
        return site.All[home].OpenDecisions.Last().Id;
    }

    private static Task Fill(IPage page, string label, string value) => page.Answer(label, value);

    private static Task Unfold(IPage page, string label) =>
        page.Locator("summary", new() { HasTextString = label }).First.ClickAsync();

    private static Task Press(IPage page, string button) =>
        page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).First.ClickAsync();
}

/// <inheritdoc/>
public class WalkTestsInTheIntranet(Intranet site, Browser browser) : WalkTests(site, browser), IClassFixture<Intranet>,
    IClassFixture<Browser>;

/// <inheritdoc/>
public class WalkTestsInTheWard(Ward site, Browser browser) : WalkTests(site, browser), IClassFixture<Ward>,
    IClassFixture<Browser>;
