using System.Net;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CommunitiesOfPractice.AspNetCore.UI.Tests;

/// <summary>
/// Questions on pages: in an intranet of its own, since days pass. A link carries practice from one community to another, and
/// somebody carries it.
/// </summary>
public class QuestionTests(Intranet site) : IClassFixture<Intranet>
{
    private static readonly (string, string)[] Everywhere =
        [("ceiling", "Linked"), ("inside", "Named"), ("outside", "Named")];

    private static readonly (string, string)[] Inside =
        [("ceiling", "Community"), ("inside", "ByRole"), ("outside", "Unattributed")];

    [Fact]
    public async Task A_member_asks_an_answer_comes_over_a_link_it_helps_and_it_becomes_a_note()
    {
        var near = await Linked("ask");
        var (asker, carrier, elsewhere) = (await Visitor(0), await Visitor(1), await Visitor(5));
        Assert.Contains("Nobody has asked anything yet.", await Joined(asker, At(near)), StringComparison.Ordinal);

        // What may tell who a patient is, is pointed at first, as for a note.
        (string, string)[] form =
        [
            ("title", "How do you weigh in the pool?"), ("text", "We guess. NHS number 943 476 5919."),
            ("topics", "pool, weighing"), .. Everywhere,
        ];
        var looked = await asker.Send($"{At(near)}/ask-question", form);
        Assert.Equal(HttpStatusCode.OK, looked.StatusCode);
        Assert.Contains("this may tell who a patient is", await looked.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(site.All.Questions, question => question.Home == near);
        form[1] = ("text", "We guess, and we guess low.");
        var page = await Sent(asker, $"{At(near)}/ask-question", form);

        // Those who could answer find it; nobody across the link does, until it is carried.
        Assert.Contains("How do you weigh in the pool?", await Joined(carrier, "/"), StringComparison.Ordinal);
        Assert.Contains("Questions you could answer", await Joined(carrier, "/questions"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.GetAsync(page)).StatusCode);
        Assert.DoesNotContain("pool?", await Joined(elsewhere, "/questions"), StringComparison.Ordinal);
        Assert.DoesNotContain("Carry it to", await Joined(asker, page), StringComparison.Ordinal);
        await Sent(carrier, page + "?handler=Deed", ("deed", "carry-question"));
        Assert.Contains("How do you weigh in the pool?", await Joined(elsewhere, "/questions"), StringComparison.Ordinal);
        await Sent(
            elsewhere, page + "?handler=Deed",
            [("deed", "answer-question"), ("text", "With four photographs."), .. Everywhere]);
        await Sent(
            carrier, page + "?handler=Deed", [("deed", "answer-question"), ("text", "By the colour."), .. Inside]);
        var across = await Joined(elsewhere, page);
        Assert.Contains("With four photographs.", across, StringComparison.Ordinal);
        Assert.DoesNotContain("By the colour.", across, StringComparison.Ordinal);

        // Helped, and said so to who answered.
        await Sent(asker, page + "?handler=Deed", ("deed", "say-helped:1:true"), ("what", "We took some of our own."));
        Assert.Contains("It helped", await Joined(elsewhere, page), StringComparison.Ordinal);
        Assert.Contains("We took some of our own.", await Joined(elsewhere, page), StringComparison.Ordinal);

        // A note from it, with the answers that it uses ticked.
        var write = $"{At(near)}/write?question={page.Split('/')[^1]}";
        Assert.Contains(write, Html.Addresses(await asker.Page(page)));
        var drafting = await asker.Page(write);
        Assert.Contains("value=\"How do you weigh in the pool?\"", drafting, StringComparison.Ordinal);
        Assert.Equal(2, drafting.Split("name=\"answers\"").Length - 1);
        var note = await Sent(
            asker, write, ("title", "Photographs for the pool"), ("tried", "Four photographs"), ("context", "A birth pool"),
            ("outcome", "Worked"), ("why", "Two say the same number"), ("answers", "1"));
        var written = site.All[NoteId.Of(note.Split('/')[^1])];
        Assert.Equal([Person(0), Person(5)], written.Contributors.Select(one => one.Person.Value));
        Assert.All(written.Contributors, one => Assert.Null(one.Consent));
        Assert.Contains("Photographs for the pool", await Joined(await Visitor(5), "/"), StringComparison.Ordinal);

        // It points there, and what helped stays.
        await Sent(asker, note + "?handler=Consent", ("ceiling", "Community"), ("inside", "Named"), ("outside", "Named"));
        await Sent(elsewhere, note + "?handler=Consent", ("ceiling", "Community"), ("inside", "Named"), ("outside", "Named"));
        await Sent(asker, note + "?handler=Deed", ("deed", "offer-note"));
        await Sent(asker, page + "?handler=Deed", ("deed", "point-question-to-note"), ("note", note.Split('/')[^1]));
        var shown = await Joined(carrier, page);
        Assert.Contains("A note answers this:", shown, StringComparison.Ordinal);
        Assert.Contains("It helped", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_reports_an_answer_and_who_settles_it_is_not_told_who_did()
    {
        var (near, _, page) = await Asked("report");
        var (member, reporter) = (await Visitor(1), await Visitor(2));
        await Sent(member, page + "?handler=Deed", [("deed", "answer-question"), ("text", "Ask bed nine."), .. Inside]);
        await Sent(reporter, page + "?handler=Deed", ("deed", "report-answer:1"), ("why", "It points at a patient."));
        Assert.Contains("Ask bed nine.", await Joined(member, page), StringComparison.Ordinal);
        Assert.Contains("It points at a patient.", await Joined(reporter, page), StringComparison.Ordinal);
        Assert.DoesNotContain("It points at a patient.", await Joined(member, page), StringComparison.Ordinal);

        // Nobody stewards knowledge here, so who convenes settles it.
        await site.Do(StreamId.Of(near), new OfferToServe(PersonId.Of(Person(0)), Office.Convener));
        await site.Wait(15);
        Assert.Equal([PersonId.Of(Person(0))], site.All[near].Conveners);
        var convener = await Visitor(0);
        Assert.Contains("something in it was reported", await Joined(convener, "/"), StringComparison.Ordinal);
        var shown = await convener.Page(page);
        Assert.Contains("It points at a patient.", shown, StringComparison.Ordinal);
        Assert.DoesNotContain(Person(2), Html.Ours(shown), StringComparison.Ordinal);
        await Sent(convener, page + "?handler=Deed", ("deed", "settle-report:1"), ("outcome", "They took it out."));
        Assert.DoesNotContain("It points at a patient.", await Joined(convener, page), StringComparison.Ordinal);
        Assert.Contains("Ask bed nine.", await Joined(convener, page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_is_settled_opened_again_asked_otherwise_and_withdrawn_and_answers_stay_with_their_givers()
    {
        var (near, _, page) = await Asked("settle");
        var (asker, member) = (await Visitor(0), await Visitor(1));
        await Sent(member, page + "?handler=Deed", [("deed", "answer-question"), ("text", "So we do."), .. Inside]);
        await Sent(asker, page + "?handler=Deed", ("deed", "settle-question"));
        var shown = await Joined(member, page);
        Assert.Contains("Settled", shown, StringComparison.Ordinal);
        Assert.Contains("This question is settled.", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("What you would say to them", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("Questions you could answer", await Joined(await Visitor(2), "/questions?home=" + near.Value),
            StringComparison.Ordinal);
        await Sent(asker, page + "?handler=Deed", ("deed", "reopen-question"));
        var change = $"{At(near)}/ask-question/{page.Split('/')[^1]}";
        Assert.Contains("value=\"settle?\"", await asker.Page(change), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await member.GetAsync(change)).StatusCode);
        await Sent(asker, change, ("title", "What then?"), ("text", ""), ("topics", ""));
        Assert.Contains("What then?", await Joined(member, page), StringComparison.Ordinal);

        await Sent(member, page + "?handler=Deed", ("deed", "change-answer-consent:1"), ("ceiling", "Contributors"),
            ("inside", "Unattributed"), ("outside", "Unattributed"));
        Assert.DoesNotContain("So we do.", await Joined(asker, page), StringComparison.Ordinal);
        await Sent(asker, page + "?handler=Deed", ("deed", "withdraw-question"), ("reason", ""));
        Assert.Equal(HttpStatusCode.NotFound, (await asker.GetAsync(page)).StatusCode);
        shown = await Joined(member, page);
        Assert.Contains("So we do.", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("What then?", shown, StringComparison.Ordinal);
        await Sent(member, page + "?handler=Deed", ("deed", "withdraw-answer:1"));
    }

    [Fact]
    public async Task Asked_before_a_question_points_there_and_others_who_have_it_are_counted_only()
    {
        var (near, _, page) = await Asked("before");
        var (asker, member) = (await Visitor(0), await Visitor(1));
        var earlier = await Ask(member, near, "earlier?");
        await Sent(await Visitor(2), page + "?handler=Deed", ("deed", "say-we-have-it-too"));
        Assert.DoesNotContain("Others who have it too", await Joined(asker, page), StringComparison.Ordinal);
        Assert.Contains("We do not have this question any more", await Joined(await Visitor(2), page), StringComparison.Ordinal);
        await Sent(asker, page + "?handler=Deed", ("deed", "point-to-question"), ("other", earlier.Split('/')[^1]));
        var shown = await Joined(await Visitor(2), page);
        Assert.Contains("This was asked before. People answer it there:", shown, StringComparison.Ordinal);
        Assert.Contains("You can answer where this question points.", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_who_is_no_member_is_told_where_to_ask_and_why_not_here()
    {
        var (near, _, page) = await Asked("outside");
        var outsider = await Visitor(9);
        Assert.Contains(
            "You ask in a community that you belong to.", await Joined(outsider, "/questions?home=" + near.Value),
            StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await outsider.GetAsync(page)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await outsider.GetAsync($"{At(near)}/ask-question")).StatusCode);
        var refused = await outsider.Send(
            $"{At(near)}/ask-question", [("title", "May I?"), ("text", ""), ("topics", ""), .. Inside]);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Contains(
            "You need to be a member who can act now.",
            WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await site.Visitor().GetAsync(page)).StatusCode);
    }

    [Theory]
    [InlineData("title", "", "Write your question")]
    [InlineData("ceiling", "Public", "Choose how far it goes")]
    [InlineData("inside", "Loudly", "Choose how you are named")]
    public async Task What_is_missing_is_said_beside_the_question_of_the_form(string name, string value, string said)
    {
        var near = await site.Found("faulty-" + name, Person(0), Person(1));
        (string Name, string Value)[] form = [("title", "What?"), ("text", ""), ("topics", ""), .. Inside];
        var faulty = await (await Visitor(0)).Send(
            $"{At(near)}/ask-question", [.. form.Select(field => field.Name == name ? (name, value) : field)]);
        Assert.Equal(HttpStatusCode.BadRequest, faulty.StatusCode);
        Assert.Contains(said, Html.Texts(await faulty.Content.ReadAsStringAsync()));
        Assert.DoesNotContain(site.All.Questions, question => question.Home == near);
    }

    private string Person(int number) => site.Host.Present.Directory.People.ElementAt(60 + number).Value;

    private Task<HttpClient> Visitor(int number) => site.Visitor(Person(number));

    private static string At(CommunityId community) => "/communities/" + community;

    /// <summary>A question of three people, which the first of them asks.</summary>
    private async Task<(CommunityId Near, HttpClient Asker, string Page)> Asked(string name)
    {
        var near = await site.Found(name, Person(0), Person(1), Person(2));
        var asker = await Visitor(0);
        return (near, asker, await Ask(asker, near, name + "?"));
    }

    private static Task<string> Ask(HttpClient asker, CommunityId near, string title) => Sent(
        asker, $"{At(near)}/ask-question", [("title", title), ("text", "It is so."), ("topics", ""), .. Everywhere]);

    /// <summary>Three people, and two across a link that the second of the three carries.</summary>
    private async Task<CommunityId> Linked(string name)
    {
        var near = await site.Found(name + "-near", Person(0), Person(1), Person(2));
        var link = await site.Link(name, near, await site.Found(name + "-far", Person(5), Person(6)));
        await site.Do(
            StreamId.Of(link), new BeginBroking(site.All[near].AsMember(PersonId.Of(Person(1)), site.Clock.Now)!));
        return near;
    }

    private static async Task<string> Joined(HttpClient visitor, string path) =>
        string.Join('\n', Html.Texts(await visitor.Page(path)));

    private static async Task<string> Sent(HttpClient visitor, string path, params (string, string)[] fields)
    {
        var answer = await visitor.Send(path, fields);
        Assert.True(
            answer.StatusCode == HttpStatusCode.Redirect,
            $"{path}: {answer.StatusCode}\n{string.Join('\n', Html.Texts(await answer.Content.ReadAsStringAsync()).Take(40))}");
        return answer.Headers.Location!.ToString();
    }
}

/// <summary>A question walked through in a real browser, without JavaScript.</summary>
public class QuestionWalkTests(Intranet site, Browser browser) : IClassFixture<Intranet>, IClassFixture<Browser>
{
    [ChromiumFact]
    public async Task A_midwife_asks_an_answer_comes_from_elsewhere_it_helps_and_becomes_a_note_and_an_answer_is_reported()
    {
        string[] people = [.. site.Host.Present.Directory.People.Skip(60).Take(5).Select(person => person.Value)];
        var near = await site.Found("pools", people[0], people[1]);
        var link = await site.Link("pools", near, await site.Found("baths", people[3], people[4]));
        await site.Do(StreamId.Of(link), new BeginBroking(site.All[near].AsMember(PersonId.Of(people[1]), site.Clock.Now)!));
        var (asker, carrier, elsewhere) = (await Window(people[0]), await Window(people[1]), await Window(people[3]));

        await asker.Go(site, "/communities/" + near);
        await asker.GetByRole(AriaRole.Link, new() { Name = "Ask a question", Exact = true }).ClickAsync();
        await Press(asker, "Ask");
        await Expect(asker.GetByRole(AriaRole.Alert)).ToContainTextAsync("Write your question");
        await asker.Answer("Your question", "How do you weigh in the pool?");
        await asker.GetByLabel("How far it goes").SelectOptionAsync("Linked");
        await Press(asker, "Ask");
        await Expect(asker.GetByText("Your question is asked.")).ToBeVisibleAsync();

        await carrier.Go(site, "/questions");
        await carrier.GetByRole(AriaRole.Link, new() { Name = "How do you weigh in the pool?" }).ClickAsync();
        await Unfold(carrier, "Carry it to baths");
        await Press(carrier, "Carry it to baths");
        await Expect(carrier.GetByText("It is carried.")).ToBeVisibleAsync();

        await elsewhere.Go(site, "/questions");
        await elsewhere.GetByRole(AriaRole.Link, new() { Name = "How do you weigh in the pool?" }).ClickAsync();
        await elsewhere.GetByLabel("What you would say to them").FillAsync("With four photographs.");
        await elsewhere.GetByLabel("How far it goes").First.SelectOptionAsync("Linked");
        await Press(elsewhere, "Answer it");
        await Expect(elsewhere.GetByText("Your answer is there.")).ToBeVisibleAsync();

        await asker.ReloadAsync();
        await Unfold(asker, "It helped");
        await asker.GetByLabel("What you did with it (optional)").First.FillAsync("We took some of our own.");
        await Press(asker, "It helped");
        await Expect(asker.GetByText("We took some of our own.")).ToBeVisibleAsync();
        await carrier.ReloadAsync();
        await Unfold(carrier, "Report this answer");
        await carrier.GetByLabel("What a knowledge steward should look at").First.FillAsync("Look at the photographs.");
        await Press(carrier, "Report this answer");
        await Expect(carrier.GetByText("Reported to a knowledge steward.")).ToBeVisibleAsync();

        await asker.ReloadAsync();
        await asker.GetByRole(AriaRole.Link, new() { Name = "Write a note from it" }).ClickAsync();
        await Expect(asker.GetByRole(AriaRole.Checkbox)).ToBeCheckedAsync();
        await asker.Answer("What you tried", "Four photographs");
        await asker.Answer("Where, and what it was like there", "A birth pool");
        await asker.Answer("Why it worked, or did not", "Two say the same number");
        await Press(asker, "Save");
        await Expect(asker.GetByText("Your note is kept.")).ToBeVisibleAsync();
        var note = site.All.Notes.Single(one => one.Home == near);
        Assert.Equal([people[0], people[3]], note.Contributors.Select(one => one.Person.Value));
        foreach (var window in new[] { asker, carrier, elsewhere }) await window.Context.CloseAsync();
    }

    private Task<IPage> Window(string person) => browser.Window(site, person, javaScript: false);

    private static Task Unfold(IPage page, string label) =>
        page.Locator("summary", new() { HasTextString = label }).First.ClickAsync();

    private static Task Press(IPage page, string button) =>
        page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).First.ClickAsync();
}
