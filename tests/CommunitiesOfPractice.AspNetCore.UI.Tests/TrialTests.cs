using System.Net;
using CommunitiesOfPractice.Trials;

namespace CommunitiesOfPractice.AspNetCore.UI.Tests;

/// <summary>
/// What a charter lets people do is read before the members agree to it, by those who may see what is proposed.
/// </summary>
[Collection(OneIntranet.Name)]
public class TrialTests(Intranet site)
{
    private const string See = "See what this charter lets people do";

    [Fact]
    public async Task Who_thinks_of_an_amendment_reads_what_the_charter_would_let_people_do()
    {
        var people = Three("cop-deterioration");
        var home = await site.Found("tried before", people);
        var visitor = await site.Visitor(people[0]);
        var path = $"/communities/{Uri.EscapeDataString(home.Value)}/";
        var preview =
            await Text(
                await visitor.Send(
                    path + "propose?kind=charter&handler=Preview", ("joining", "invited"), ("small", RuleNames.Majority)));
        Assert.Contains(See, preview, StringComparison.Ordinal);
        Assert.Contains($"href=\"{path}trial?joining=invited&small={RuleNames.Majority}\"", preview, StringComparison.Ordinal);
        Assert.DoesNotContain(
            See, await Text(await visitor.Send(path + "propose?kind=charter&handler=Preview")), StringComparison.Ordinal);

        var page = await Text(await visitor.GetAsync(path + $"trial?joining=invited&small={RuleNames.Majority}"));
        var proposed = (site.All[home].Charter with { Joining = new JoiningByInvitation() })
            .With(Matter.AnythingElse, new MembersBy(RuleNames.Majority));
        Shows(page, CharterTrial.Of(proposed, new(4, 6)));
        Assert.Contains("The members are A, B, C and D. N is a newcomer.", page, StringComparison.Ordinal);
        Assert.Contains("What it did not find may still be there.", page, StringComparison.Ordinal);
        foreach (var change in proposed.DifferenceFrom(site.All[home].Charter))
            Assert.Contains(change.After!, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_decision_leads_to_the_trial_of_its_charter_as_a_page_and_as_text()
    {
        var people = Three("cop-medication");
        var home = await site.Found("tried while open", people);
        var amended = site.All[home].Charter.With(Matter.Invite, new MembersBy(RuleNames.Majority));
        var path = await Proposed(home, people[0], new AmendCharter(amended));
        var visitor = await site.Visitor(people[1]);
        Assert.Contains(See, await visitor.Page(path.Decision), StringComparison.Ordinal);
        Assert.Contains($"href=\"{path.Trial}\"", await visitor.Page(path.Decision), StringComparison.Ordinal);

        var trial = CharterTrial.Of(amended, new(4, 6));
        var page = await Text(await visitor.GetAsync(path.Trial));
        Shows(page, trial);
        Assert.Contains($"href=\"{path.Trial}?as=text\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "One person can invite somebody while the others are silent. This needs 1 act. It happens at once.", page,
            StringComparison.Ordinal);

        var answer = await visitor.GetAsync(path.Trial + "?as=text");
        Assert.Equal(
            ("text/plain", "charter-trial.txt"),
                (answer.Content.Headers.ContentType!.MediaType, answer.Content.Headers.ContentDisposition!.FileName));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.EndsWith(trial.ToText(), text, StringComparison.Ordinal);
        Assert.Contains("The members are A, B, C and D. N is a newcomer.", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trial_shows_nobody_a_decision_that_they_may_not_see()
    {
        var people = Three("cop-sepsis");
        var home = await site.Found("tried inside", people);
        var path =
            await Proposed(
                home, people[0], new AmendCharter(site.All[home].Charter with { Joining = new JoiningByInvitation() }));
        Assert.Equal(HttpStatusCode.OK, (await (await site.Visitor(people[1])).GetAsync(path.Trial)).StatusCode);

        var outsider = await site.Visitor(People.Outsiders(site).First());
        foreach (var way in new[] { "", "?as=text" })
        {
            var (decision, trial) = (await outsider.GetAsync(path.Decision), await outsider.GetAsync(path.Trial + way));
            Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (decision.StatusCode, trial.StatusCode));
            Assert.Equal(Untold(await Text(decision)), Untold(await Text(trial)));
        }

        // What amends nothing has no trial, and nobody has anything tried before they sign in.
        var other = await Proposed(home, people[0], new Resolve("Hang a lantern on every landing."));
        var member = await site.Visitor(people[0]);
        Assert.DoesNotContain(See, await member.Page(other.Decision), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await member.GetAsync(other.Trial)).StatusCode);
        foreach (var there in new[] { path.Trial, $"/communities/{Uri.EscapeDataString(home.Value)}/trial" })
            Assert.StartsWith(
                "/sign-in", (await site.Visitor().GetAsync(there)).Headers.Location!.PathAndQuery(),
                    StringComparison.Ordinal);
    }

    private static void Shows(string page, CharterTrial trial)
    {
        Assert.NotEmpty(trial.Searches);
        foreach (var search in trial.Searches)
        {
            Assert.Contains($"<h2>{search.Asks}</h2>", page, StringComparison.Ordinal);
            Assert.Contains(search.Reach, page, StringComparison.Ordinal);
            foreach (
                var words in search.Findings.SelectMany(f => f.Story.Select(s => s.Sentence).Prepend(f.Sentence))
                    .Concat(search.NotFound))
                Assert.Contains($">{Capital(words)}<", page, StringComparison.Ordinal);
        }
    }

    private static string Capital(string words) => char.ToUpperInvariant(words[0]) + words[1..];

    private async Task<(string Decision, string Trial)> Proposed(CommunityId home, string by, Proposal proposal)
    {
        await site.Do(StreamId.Of(home), new Propose(PersonId.Of(by), proposal));
        var (path, number) = ($"/communities/{Uri.EscapeDataString(home.Value)}/", site.All[home].OpenDecisions.Last().Id);
        return ($"{path}decisions/{number}", $"{path}trial/{number}");
    }

    private string[] Three(string community) =>
        [.. site.All[CommunityId.Of(community)].Members.Select(m => m.Value).TakeLast(3)];

    private static async Task<string> Text(HttpResponseMessage answer) =>
        WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());

    /// <summary>A page without the token of its form, which is another each time.</summary>
    private static string Untold(string page) => page.Replace(Forms.Token(page), "", StringComparison.Ordinal);
}

/// <summary>The host is kept busy by nobody: what was tried is kept, and what nobody waits for ends.</summary>
public class TrialsTests
{
    [Fact]
    public async Task A_charter_is_tried_once()
    {
        using var trials = new CharterTrials(Microsoft.Extensions.Options.Options.Create(new CommunitiesOfPracticeUIOptions()));
        Assert.Same(await trials.Of(Charters.Informal(), default), await trials.Of(Charters.Informal(), default));
    }

    [Fact]
    public async Task A_trial_that_nobody_waits_for_ends_and_the_next_begins()
    {
        using var trials = new CharterTrials(Microsoft.Extensions.Options.Options.Create(new CommunitiesOfPracticeUIOptions()));
        using var cancel = new CancellationTokenSource();
        var first = Task.Run(() => trials.Of(Charters.Elected(), cancel.Token));
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.NotNull(await trials.Of(Charters.Informal(), default));
    }
}
