using CommunitiesOfPractice.AspNetCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace TrustIntranet.Tests;

/// <summary>
/// What fewer people do every day, each walked through once in a real browser, without JavaScript: in an intranet of its own,
/// since months pass.
/// </summary>
public class WalkTests(Intranet intranet, Browser browser) : IClassFixture<Intranet>, IClassFixture<Browser>
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
        var home = await intranet.Found("lanterns", charter, people);
        var (asha, bryn, cleo) = (await Window(people[0]), await Window(people[1]), await Window(people[2]));
        var decision =
            await Put(asha, home, "resolution", ("What the members are to resolve", "Hang a lantern on every landing."));
        var page = $"/communities/{home}/decisions/{decision}";
        await intranet.Wait(intranet.All[home].Decision(decision)!.OpensAt);

        // Nothing chosen, nothing cast; then one ballot, and another in its place.
        await asha.GotoAsync(page);
        await Press(asha, "Put it in the box");
        await Expect(asha.GetByRole(AriaRole.Alert)).ToContainTextAsync("Say for, against or neither");
        Assert.Equal(0, await InTheBox());
        foreach (var (voter, says) in new[] { (asha, "For"), (asha, "Against"), (bryn, "For"), (cleo, "For") })
        {
            await voter.GotoAsync(page);
            await Expect(voter.GetByText("This ballot is secret.")).ToBeVisibleAsync();
            await Fill(voter, "What do you say to it?", says);
            await Press(voter, "Put it in the box");
            await Expect(voter.GetByRole(AriaRole.Heading, new() { Name = "Your ballot is in the box" })).ToBeVisibleAsync();
            await Expect(voter.GetByLabel("What do you say to it?")).ToHaveValueAsync("");
        }

        // The record says who took part, and nothing else; what the database holds beside it nobody can read.
        await Expect(cleo.GetByText("You cannot see how this decision is going before it closes.")).ToBeVisibleAsync();
        var events = intranet.All[home];
        Assert.True(people.All(p => events.Decision(decision)!.HasVoted(PersonId.Of(p))));
        Assert.Empty(events.Decision(decision)!.Papers);
        Assert.Equal(3, await InTheBox());
        await using (var box = await Box())
            Assert.All(
                await box.Box.Select(b => b.Words).ToListAsync(), words =>
                    Assert.DoesNotContain("voice", words, StringComparison.OrdinalIgnoreCase));
        await asha.GotoAsync("/my-data");
        await Expect(asha.GetByText("1 ballot, until voting is over")).ToBeVisibleAsync();

        // Then all of it is counted at once, without who cast it, and the box is empty.
        await intranet.Wait(events.Decision(decision)!.ClosesAt);
        await asha.GotoAsync(page);
        await Expect(asha.GetByRole(AriaRole.Heading, new() { Name = "Carried" })).ToBeVisibleAsync();
        await Expect(asha.GetByText("2 for, 1 against").First).ToBeVisibleAsync();
        Assert.Equal(0, await InTheBox());

        // An election the same way.
        await intranet.Do(
            StreamId.Of(home), new Propose(PersonId.Of(people[0]), new DeclareStage(Stage.Coalescing, "We have met.")));
        await intranet.Wait(4);
        var election = await Put(asha, home, "election", ("For which office", "convener"));
        foreach (var candidate in new[] { bryn, cleo })
        {
            await candidate.GotoAsync($"/communities/{home}/decisions/{election}");
            await Press(candidate, "Stand for election");
        }

        await intranet.Wait(intranet.All[home].Decision(election)!.OpensAt);
        foreach (var voter in new[] { asha, bryn, cleo })
        {
            await voter.GotoAsync($"/communities/{home}/decisions/{election}");
            await voter.GetByRole(AriaRole.Checkbox, new() { Name = people[2] }).CheckAsync();
            await Press(voter, "Put it in the box");
        }

        await intranet.Wait(intranet.All[home].Decision(election)!.ClosesAt);
        Assert.Contains(PersonId.Of(people[2]), intranet.All[home].Conveners);
        await Close(asha, bryn, cleo);

        async Task<int> InTheBox()
        {
            await using var box = await Box();
            return await box.Box.CountAsync(b => b.Community == home.Value);
        }

        Task<IntranetContext> Box() =>
            intranet.Services.GetRequiredService<IDbContextFactory<IntranetContext>>().CreateDbContextAsync();
    }

    [ChromiumFact]
    public async Task Somebody_is_named_as_contributor_and_a_note_goes_by_fewer_links()
    {
        var maternity = CommunityId.Of("cop-maternity");
        var note =
            intranet.All.Notes.First(
                n => n.Home == maternity && n.Decided >= Audience.Linked && n.Content is PracticeContent
                    && n.EffectiveAudience(intranet.Clock.Now) >= Audience.Linked);
        var (author, other) =
            (note.Contributors[0].Person, intranet.All[maternity].Members.First(m => note.ContributionOf(m) is null));
        var (asha, bryn, path) = (await Window(author.Value), await Window(other.Value), $"/notes/{note.Id}");

        // By fewer links, at once.
        await asha.GotoAsync(path);
        await Unfold(asha, "Let it go by fewer links");
        await asha.GetByRole(AriaRole.Checkbox, new() { Name = "Sepsis" }).UncheckAsync();
        await Press(asha, "Let it go by fewer links");
        await asha.GetByRole(AriaRole.Link, new() { Name = "Who can read this, and why" }).ClickAsync();
        await Expect(asha.GetByRole(AriaRole.Link, new() { Name = "Maternity and Sepsis" })).ToHaveCountAsync(0);
        await Expect(asha.GetByRole(AriaRole.Link, new() { Name = "Maternity and London labour ward leads network" }))
            .ToBeVisibleAsync();

        // Somebody else wrote it too: it waits for their word.
        await asha.GotoAsync(path);
        await Unfold(asha, "Name somebody who wrote it with you");
        await Press(asha, "Name somebody who wrote it with you");
        await Expect(asha.GetByRole(AriaRole.Alert)).ToContainTextAsync("Choose who");
        await Fill(asha, "Who wrote it with you", other.Value);
        await Press(asha, "Name somebody who wrote it with you");
        await Expect(asha.GetByText("2 people wrote it, and 1 of them has not said yet how far it may go")).ToBeVisibleAsync();
        Assert.Equal(Audience.Contributors, intranet.All[note.Id].EffectiveAudience(intranet.Clock.Now));
        await bryn.GotoAsync("/");
        await bryn.GetByRole(AriaRole.Link, new() { Name = "say how far you agree that it goes" }).ClickAsync();
        await Fill(bryn, "At most to", "System");
        await Press(bryn, "Agree to this");
        Assert.True(intranet.All[note.Id].EffectiveAudience(intranet.Clock.Now) > Audience.Community);
        await Unfold(bryn, "Take my name off it");
        await Expect(bryn.GetByText("Nobody reads more for it.")).ToBeVisibleAsync();
        await Press(bryn, "Take my name off it");
        Assert.Null(intranet.All[note.Id].ContributionOf(other));

        // With fewer people, at once.
        await asha.GotoAsync(path);
        await Unfold(asha, "Share it with fewer people");
        await Fill(asha, "With whom it stays shared", "Community");
        await Press(asha, "Share it with fewer people");
        Assert.Equal(Audience.Community, intranet.All[note.Id].Decided);

        // And wider again by one link, which is for the members to decide.
        await asha.GotoAsync($"/communities/{maternity}/propose?kind=widen&note={note.Id}&audience=Linked");
        await asha.GetByRole(AriaRole.Checkbox, new() { Name = "London labour ward leads network" }).CheckAsync();
        await Press(asha, "Put it to the members");
        await Expect(asha.GetByText("It is before the members.")).ToBeVisibleAsync();
        Assert.Equal(
            [LinkId.Of("maternity-labour-ward-leads")],
                Assert.IsType<WidenNote>(intranet.All[maternity].OpenDecisions.Last().Proposal).What.NamedLinks!);
        await Close(asha, bryn);
    }

    [ChromiumFact]
    public async Task Two_communities_carry_a_link_hold_something_both_and_change_its_terms_and_a_leader_answers()
    {
        var near = Three("cop-delirium");
        var far = Three("cop-sepsis", near);
        var (wards, homes) = (await intranet.Found("wards", near), await intranet.Found("homes", far));
        var (asha, dev) = (await Window(near[0]), await Window(far[0]));

        await Put(
            asha, wards, "link", ("With whom", "community:cop-homes"), ("What it carries", "Out"),
                ("What it is for", "Who goes home, and how."));
        await intranet.Wait(4);
        var link = intranet.All.Links.Single(l => l.A == Party.Of(wards));
        Assert.Equal(Flow.AToB, link.Terms!.Carries);
        await dev.GotoAsync($"/links/{link.Id}");
        await Expect(dev.GetByText("Practice goes from wards to homes.")).ToBeVisibleAsync();
        await dev.GetByRole(AriaRole.Link, new() { Name = "Accept the link" }).ClickAsync();
        await Press(dev, "Put it to the members");
        await intranet.Wait(4);

        // Somebody carries it; both hold one thing, and say what it means to them.
        await dev.GotoAsync($"/links/{link.Id}");
        await Press(dev, "Carry this link");
        await Expect(dev.GetByText($"homes: {far[0]}")).ToBeVisibleAsync();
        await asha.GotoAsync($"/links/{link.Id}");
        await Unfold(asha, "Add something that both ends hold");
        await Press(asha, "Add something that both ends hold");
        await Expect(asha.GetByRole(AriaRole.Alert)).ToContainTextAsync("Say what it is called");
        await Fill(asha, "What it is called", "the going-home letter");
        await Fill(asha, "What it is", "One page that goes with whoever goes home.");
        await Press(asha, "Add something that both ends hold");
        await dev.GotoAsync($"/links/{link.Id}");
        await Unfold(dev, "Say what “the going-home letter” means to you");
        await Fill(dev, "What it means where you are", "What we check on the first evening.");
        await Press(dev, "Say what “the going-home letter” means to you");
        await asha.GotoAsync($"/links/{link.Id}");
        await Expect(asha.GetByText("What we check on the first evening.")).ToBeVisibleAsync();

        // Other terms hold once both have decided for them; seen from the other end, what goes out from there comes in here.
        await dev.GetByRole(AriaRole.Link, new() { Name = "Offer other terms" }).ClickAsync();
        await Expect(dev.GetByLabel("What it carries")).ToHaveValueAsync("In");
        await Fill(dev, "What it carries", "Both");
        await Fill(dev, "What it is for", "Who goes home, how, and what came of it.");
        await Press(dev, "Put it to the members");
        await intranet.Wait(4);
        await asha.GotoAsync($"/links/{link.Id}");
        await Expect(asha.GetByText("Until the other end accepts, the present ones hold.")).ToBeVisibleAsync();
        await asha.GetByRole(AriaRole.Link, new() { Name = "Accept the other terms" }).ClickAsync();
        await Press(asha, "Put it to the members");
        await intranet.Wait(4);
        Assert.Equal(Flow.Both, intranet.All[link.Id].Terms!.Carries);

        // A leader is asked, and answers; nobody else sees it.
        var leader = People.Outsiders(intranet).First();
        await Put(asha, wards, "leader", ("Whom we ask", leader), ("What we ask", "May a carer stay the night?"));
        await intranet.Wait(4);
        var lea = await Window(leader);
        await lea.GotoAsync("/");
        await lea.GetByRole(AriaRole.Link, new() { Name = "wards: you are asked something, as a leader" }).ClickAsync();
        await Unfold(lea, "Answer what you are asked");
        await Fill(lea, "Your answer to those who ask", "From Monday on, yes.");
        await Press(lea, "Answer what you are asked");
        var question = new Uri(lea.Url).AbsolutePath;
        await asha.GotoAsync(question);
        await Expect(asha.GetByText("From Monday on, yes.")).ToBeVisibleAsync();
        await dev.GotoAsync(question);
        await Expect(dev.GetByRole(AriaRole.Heading, new() { Name = "There is no such page" })).ToBeVisibleAsync();
        await Close(asha, dev, lea);
    }

    [ChromiumFact]
    public async Task A_community_says_anew_what_it_cares_about_who_hosts_it_who_accompanies_whom_and_who_votes_for_whom()
    {
        var people = Three("cop-medication");
        var home = await intranet.Found("shelves", people);
        var (asha, page) = (await Window(people[0]), "/communities/" + home);

        await Put(
            asha, home, "domain", ("What we care about together", "What stands on the shelf is what was meant to be there."),
                ("What belongs to it", "Stock cupboards\nFridges"), ("What does not, and is left to others", "Prescribing"));
        await Put(asha, home, "sponsor", ("Which organisation hosts us", "fic-hillcrest"));
        await intranet.Wait(4);
        await asha.GotoAsync(page);
        await Expect(asha.GetByText("What stands on the shelf is what was meant to be there.").First).ToBeVisibleAsync();
        await Expect(asha.GetByText("Stock cupboards; Fridges")).ToBeVisibleAsync();
        await Expect(asha.GetByText("which has no say in it")).ToBeVisibleAsync();

        await Unfold(asha, "Accompany somebody new");
        await Fill(asha, "Whom", people[1]);
        await Press(asha, "Accompany somebody new");
        await Expect(asha.GetByText($"You accompany {people[1]}")).ToBeVisibleAsync();

        // Nobody is represented until the charter says so; since that changes the rule by which it is changed, it is carried
        // twice.
        await Expect(asha.GetByText("Let somebody vote for me")).ToHaveCountAsync(0);
        await intranet.Carry(
            home, await Put(asha, home, "charter", ("Elections", "secret"), ("Somebody who does not vote", "yes")));
        await intranet.Carry(home, intranet.All[home].OpenDecisions.Last().Id);
        Assert.All(
            intranet.All[home].Charter.Rules, r =>
                Assert.Equal((r.Rule is ChoosingRule, r.Rule is MajorityRule), (r.Rule.Secret, r.Rule.Proxies is not null)));
        await asha.GotoAsync(page);
        await Unfold(asha, "Let somebody vote for me");
        await Fill(asha, "Who votes for you", people[1]);
        await Fill(asha, "In which matter", "Recall");
        await Press(asha, "Let somebody vote for me");
        await Expect(asha.GetByText("votes for you, where you do not vote yourself: recalling somebody from an office."))
            .ToBeVisibleAsync();
        await Press(asha, "Take my proxy back: recalling somebody from an office");
        Assert.Empty(intranet.All[home].ProxiesOf(PersonId.Of(people[0])));
        await Close(asha);
    }

    [ChromiumFact]
    public async Task Communities_decide_together_one_leads_to_another_and_one_goes_into_another()
    {
        var ours = Three("cop-deterioration");
        var theirs = Three("cop-maternity", ours);
        var (day, night) = (await intranet.Found("day", ours), await intranet.Found("night", theirs));
        var (asha, dev) = (await Window(ours[0]), await Window(theirs[0]));

        // The same words in both, each by its own rule.
        await asha.GotoAsync($"/communities/{day}/propose?kind=joint");
        await Press(asha, "Put it to the members");
        await Expect(asha.GetByRole(AriaRole.Alert)).ToContainTextAsync("Choose with whom");
        var joint =
            await Put(asha, day, "joint", ("night", "checked"), ("What we decide together", "We hand over at the bedside."));
        await intranet.Wait(4);
        await dev.GotoAsync("/communities/" + night);
        await dev.GetByRole(AriaRole.Link, new() { Name = "day has decided something that we are to decide together" })
            .ClickAsync();
        await Expect(dev.GetByText("We hand over at the bedside.")).ToBeVisibleAsync();
        await Press(dev, "Put it to the members");
        await intranet.Wait(4);
        await asha.GotoAsync($"/communities/{day}/decisions/{joint}");
        await Expect(asha.GetByText("All of them, on")).ToBeVisibleAsync();

        // One leads to another, which its members can move to.
        await intranet.Carry(
            day, await Put(asha, day, "split", ("Why, and what the other is to care about", "Weekends are another matter.")));
        await asha.GotoAsync("/communities/" + day);
        await asha.GetByRole(AriaRole.Link, new() { Name = "The members let another community be founded from this one" })
            .ClickAsync();
        await Expect(asha.GetByText("It is founded from day")).ToBeVisibleAsync();
        await Fill(asha, "What it is called", "weekends");
        await Fill(asha, "What you care about together", "Whoever falls ill on a Saturday.");
        await Press(asha, "Propose it");
        await Expect(asha.GetByRole(AriaRole.Alert)).ToContainTextAsync("Choose at least one person who founds it with you");
        await Fill(asha, "Who founds it with you", ours[2]);
        await Press(asha, "Propose it");
        await Expect(asha.GetByText("It is proposed.")).ToBeVisibleAsync();
        var weekends = new Uri(asha.Url).AbsolutePath;
        await intranet.Do(StreamId.Of(CommunityId.Of(weekends.Split('/')[^1])), new ConsentToFound(PersonId.Of(ours[2])));
        var bryn = await Window(ours[1]);
        await bryn.GotoAsync(weekends);
        await Expect(bryn.GetByText("Founded from day, ")).ToBeVisibleAsync();
        await Press(bryn, "Move here from day");
        await Expect(bryn.GetByText("You are a member now. Welcome.")).ToBeVisibleAsync();

        // One goes into another, once both have decided so.
        await intranet.Carry(
            night, await Put(
                dev, night, "merge", ("Into which community", day.Value), ("Why", "There is one patient, day and night.")));
        await asha.GotoAsync("/communities/" + day);
        await asha.GetByRole(AriaRole.Link, new() { Name = "night has decided to merge into this community" }).ClickAsync();
        await Press(asha, "Put it to the members");
        await intranet.Carry(day, intranet.All[day].OpenDecisions.Last().Id);
        Assert.Equal(Status.Closed, intranet.All[night].Status);
        await dev.GotoAsync("/communities/" + day);
        await Press(dev, "Move here from night");
        Assert.True(intranet.All[day].IsMember(PersonId.Of(theirs[0])));
        await Close(asha, bryn, dev);
    }

    /// <summary>Three people of a community, none of them among others.</summary>
    private string[] Three(string community, params string[] others) =>
        [.. intranet.All[CommunityId.Of(community)].Members.Select(m => m.Value).Except(others).Skip(2).Take(3)];

    private Task<IPage> Window(string person) => browser.Window(intranet, person, javaScript: false);

    private static async Task Close(params IPage[] windows)
    {
        foreach (var window in windows) await window.Context.CloseAsync();
    }

    /// <summary>Fills in a form and puts it to the members.</summary>
    private async Task<DecisionId> Put(IPage page, CommunityId home, string kind, params (string Label, string Value)[] fields)
    {
        await page.GotoAsync($"/communities/{home}/propose?kind={kind}");
        foreach (var (label, value) in fields) await Fill(page, label, value);
        await Press(page, "Put it to the members");
        await Expect(page.GetByText("It is before the members.")).ToBeVisibleAsync();
        return intranet.All[home].OpenDecisions.Last().Id;
    }

    private static async Task Fill(IPage page, string label, string value)
    {
        var field = page.GetByLabel(label, new() { Exact = true });
        if (await field.EvaluateAsync<string>("field => field.type") is var type && type == "checkbox") await field.CheckAsync();
        else if (type == "select-one") await field.SelectOptionAsync(value);
        else await field.FillAsync(value);
    }

    private static Task Unfold(IPage page, string label) =>
        page.Locator("summary", new() { HasTextString = label }).First.ClickAsync();

    private static Task Press(IPage page, string button) =>
        page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).First.ClickAsync();
}
