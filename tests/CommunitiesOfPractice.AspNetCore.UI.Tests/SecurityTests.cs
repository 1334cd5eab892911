using System.Net;
using System.Text.RegularExpressions;

namespace CommunitiesOfPractice.AspNetCore.UI.Tests;

public abstract partial class SecurityTests(Site site)
{
    private const string Script = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>";

    [Fact]
    public async Task A_form_that_was_not_sent_from_here_is_refused()
    {
        var convener = await site.Visitor(People.Convener(site));
        foreach (var path in new[]
                 {
                     "/found", site.SignInPath, "/communities/cop-maternity?handler=Deed",
                         "/communities/cop-medication/ask", "/communities/cop-maternity/invite",
                     "/communities/cop-maternity/propose?kind=resolution",
                         "/communities/cop-maternity/propose?kind=charter&handler=Preview", "/communities/cop-maternity/write",
                     $"/communities/cop-maternity/decisions/{site.All[CommunityId.Of("cop-maternity")].ClosedDecisions.First().Id}?handler=Ballot", "/notes/pn-01?handler=Deed",
                     "/notes/pn-01?handler=Consent", "/notes/pn-01?handler=Finding", "/notes/pn-01?handler=Consider",
                     "/communities/cop-maternity/propose?kind=remove", "/communities/cop-maternity/propose?kind=recall",
                         "/communities/cop-maternity/propose?kind=close",
                     "/adoptions/ad-1?handler=Deed", "/links/maternity-sepsis?handler=Deed", "/gatherings/g2?handler=Deed",
                     "/communities/cop-maternity/call", "/calendar?handler=Renew", "/calendar?handler=End",
                     "/questions/q1?handler=Deed", "/communities/cop-maternity/ask-question",
                 })
        {
            using var form = new FormUrlEncodedContent([new("deed", "leave"), new("person", "k-001"), new("words", "words")]);
            Assert.Equal((path, HttpStatusCode.BadRequest), (path, (await convener.PostAsync(path, form)).StatusCode));
        }

        Assert.Contains(site.All[CommunityId.Of("cop-maternity")].Members, m => m.Value == People.Convener(site));
    }

    [Fact]
    public async Task What_somebody_wrote_is_shown_as_text_everywhere()
    {
        var outsiders = People.Outsiders(site).Skip(3).Take(2).ToArray();
        var (founder, second, member) =
            (await site.Visitor(outsiders[0]), await site.Visitor(outsiders[1]),
                await site.Visitor(People.Member(site, "cop-delirium", 2)));
        var paths =
            new List<string> {
                "/search?q=" + Uri.EscapeDataString(Script), site.SignInPath + "?returnUrl=" + Uri.EscapeDataString(Script),
                    "/" };

        var home =
            await Done(
                founder, "/found", ("name", Script), ("concern", Script), ("charter", "Informal"), ("founder1", outsiders[1]));
        await Done(second, home + "?handler=Deed", ("deed", "consent-to-found"));
        paths.AddRange([home, home + "/charter"]);
        paths.Add(await Done(founder, home + "/propose?kind=resolution", ("words", Script), ("why", Script)));
        await Done(founder, paths[^1] + "?handler=Deed", ("deed", "object-to"), ("reason", Script));
        paths.Add(await Done(founder, home + "/propose?kind=stage", ("stage", "Coalescing"), ("words", Script), ("why", Script)));
        paths.Add(
            await Done(
                founder, home + "/propose?kind=link", ("other", "community:cop-delirium"), ("flow", "Both"), ("onward", "None"),
                    ("named", "Named"), ("words", Script)));
        var note =
            await Done(
                founder, home + "/write", ("title", Script), ("tried", Script), ("context", Script), ("happened", Script),
                    ("why", Script), ("topics", Script), ("outcome", "Mixed"), ("safe", "true"));
        await Done(founder, note + "?handler=Consent", ("ceiling", "Public"), ("inside", "Named"), ("outside", "Named"));
        await Done(founder, note + "?handler=Deed", ("deed", "offer-note"));
        await Done(second, note + "?handler=Deed", ("deed", "review-note"), ("words", Script));
        paths.AddRange([note, note + "/readers", home + "/write" + note["/notes".Length..], "/search"]);
        var adoption = await Done(founder, note + "?handler=Consider", ("capacity", "me"));
        await Done(founder, adoption + "?handler=Deed", ("deed", "adapt"), ("changed", Script), ("why", Script));
        await Done(founder, adoption + "?handler=Deed", ("deed", "report-outcome"), ("outcome", "worked"), ("happened", Script));
        await Done(
            founder, adoption + "?handler=Deed", ("deed", "tell-story"), ("cycle", "immediate"), ("words", Script),
                ("indicator", Script));
        paths.AddRange([adoption, "/links", "/my-data"]);
        var gathering =
            await Done(
                founder, home + "/call", ("purpose", Script), ("kind", "Visit"), ("day", "16 March 2028"), ("from", "2pm"),
                    ("until", "4pm"), ("zone", "Europe/London"), ("place", Script), ("online", Script), ("who", "members"),
                        ("rule", "None"));
        await Done(founder, gathering + "?handler=Deed", ("deed", "say-yes"), ("needs", Script));
        paths.AddRange([gathering, "/gatherings", "/gatherings?home=" + Uri.EscapeDataString(home["/communities/".Length..])]);
        var question = await Done(
            founder, home + "/ask-question", ("title", Script), ("text", Script), ("topics", "pool"),
            ("ceiling", "Community"), ("inside", "Named"), ("outside", "Named"));
        await Done(
            second, question + "?handler=Deed", ("deed", "answer-question"), ("text", Script), ("ceiling", "Community"),
            ("inside", "Named"), ("outside", "Named"));
        await Done(founder, question + "?handler=Deed", ("deed", "say-helped:1:true"), ("what", Script));
        await Done(second, question + "?handler=Deed", ("deed", "report-question"), ("why", Script));
        paths.AddRange([
            question, "/questions", home + "/write?question=" + question.Split('/')[^1],
            home + "/ask-question/" + question.Split('/')[^1]]);
        Harmless(
            "call", await (await founder.Send(
                home + "/call", ("purpose", Script), ("day", Script), ("zone", Script), ("place", Script)))
                    .Content.ReadAsStringAsync());
        paths.Add(await Done(founder, home + "/propose?kind=remove", ("person", outsiders[1]), ("for", "90"), ("words", Script)));
        await Done(second, paths[^1] + "?handler=Deed", ("deed", "reply"), ("words", Script));
        Assert.Contains("<h2 id=\"reply\">", await founder.Page(paths[^1]), StringComparison.Ordinal);
        paths.Add(await Done(founder, home + "/propose?kind=bar", ("person", outsiders[1]), ("for", ""), ("words", Script)));
        paths.Add(await Done(founder, home + "/propose?kind=close", ("words", Script), ("legacy", Script)));
        paths.Add(await Done(founder, home + "/propose?kind=domain", ("words", Script), ("within", Script), ("beyond", Script)));
        paths.Add(await Done(founder, home + "/propose?kind=joint", ("with", "cop-delirium"), ("words", Script)));
        paths.Add(await Done(founder, home + "/propose?kind=merge", ("into", "cop-delirium"), ("words", Script)));
        paths.Add(await Done(founder, home + "/propose?kind=split", ("words", Script)));
        paths.Add(await Done(founder, home + "/propose?kind=leader", ("leader", outsiders[1]), ("words", Script)));
        paths.Add(
            await Done(
                member, "/communities/cop-delirium/propose?kind=link&link=delirium-hillcrest&step=OfferTerms", ("flow", "Both"),
                    ("onward", "None"), ("named", "Named"), ("words", Script)));
        await Done(
            member, "/links/delirium-hillcrest?handler=Deed", ("deed", "place-object:cop-delirium"), ("name", Script),
                ("words", Script));
        await Done(
            member, "/links/delirium-hillcrest?handler=Deed", ("deed", $"read-object:{Script}:cop-delirium"),
                ("reading", Script));
        Harmless("object", await member.Page("/links/delirium-hillcrest"));
        Harmless("terms", await member.Page(paths[^1]));
        paths.RemoveAt(paths.Count - 1);
        await Done(member, "/links/medication-delirium?handler=Deed", ("deed", "ask-about-link"), ("words", Script));
        foreach (var path in paths) Harmless(path, await founder.Page(path));
        Harmless("link", await member.Page("/links/medication-delirium"));

        // What is sent back in a form that was filled in wrongly is text too.
        Harmless(
            "faulty",
                await (await founder.Send(
                    "/found", ("name", Script + new string('x', 200)), ("concern", Script))).Content.ReadAsStringAsync());
        Harmless(
            "screened",
                await (await founder.Send(
                    home + "/write", ("title", Script), ("tried", Script + " NHS number 943 476 5919"), ("context", Script),
                        ("why", Script), ("outcome", "Mixed"))).Content.ReadAsStringAsync());
        Assert.Equal(
            HttpStatusCode.NotFound, (await founder.GetAsync("/communities/" + Uri.EscapeDataString(Script))).StatusCode);
        Harmless("unknown", await founder.Page("/communities/" + Uri.EscapeDataString(Script)));

        static void Harmless(string path, string page)
        {
            Assert.False(
                page.Contains("<script>alert", StringComparison.OrdinalIgnoreCase)
                    || page.Contains("<img src=x", StringComparison.OrdinalIgnoreCase), path + "\n" + page);
            Assert.DoesNotContain("\"'>", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Nobody_acts_as_somebody_else()
    {
        var maternity = CommunityId.Of("cop-maternity");
        var (outsider, victim) = (People.Outsiders(site).Skip(4).First(), People.Member(site, "cop-maternity", 5));
        var visitor = await site.Visitor(outsider);
        var before = site.All[maternity].MemberCount;

        // Names of other people in whatever field are no more than fields that nobody reads.
        await visitor.Send(
            "/communities/cop-maternity?handler=Deed", ("deed", "leave"), ("by", victim), ("By", victim), ("person", victim),
                ("sub", victim));
        Assert.True(site.All[maternity].IsMember(PersonId.Of(victim)));
        var refused =
            await visitor.Send(
                "/communities/cop-maternity/propose?kind=resolution&by=" + victim, ("words", "Hand it over"), ("by", victim),
                    ("me", victim));
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        await visitor.Send("/communities/cop-maternity/invite", ("person", outsider), ("by", victim));
        Assert.Equal(before, site.All[maternity].MemberCount);
        Assert.DoesNotContain(site.All[maternity].Invitations, i => i.Person.Value == outsider);

        // Nobody is proposed for removal by somebody who is no member, replies for them, keeps back what others wrote, or passes
        // on what is not theirs to pass on.
        Assert.Equal(
            HttpStatusCode.BadRequest,
                (await visitor.Send(
                    "/communities/cop-maternity/propose?kind=remove", ("person", victim), ("words", "Because"))).StatusCode);
        Assert.DoesNotContain(
            $"value=\"{victim}\"", await visitor.Page("/communities/cop-maternity/propose?kind=remove"),
                StringComparison.Ordinal);
        var (accuser, accused) = (People.Member(site, "cop-delirium", 3), People.Member(site, "cop-delirium", 4));
        var home = await site.Found("who replies", accuser, accused);
        await site.Do(
            StreamId.Of(home), new Propose(PersonId.Of(accuser), new Remove(PersonId.Of(accused), "They never answered.")));
        var decision = site.All[home].OpenDecisions.Single().Id;
        var against = $"/communities/{Uri.EscapeDataString(home.Value)}/decisions/{decision}?handler=Deed";
        foreach (var other in new[] { visitor, await site.Visitor(accuser) })
        {
            Assert.Contains(
                (await other.Send(against, ("deed", $"reply:{decision}"), ("words", "I confess"), ("by", accused))).StatusCode,
                    new[] { HttpStatusCode.BadRequest, HttpStatusCode.NotFound });
            Assert.Contains(
                (await other.Send(against, ("deed", $"appeal:{decision}"), ("words", "I give up"), ("by", accused))).StatusCode,
                    new[] { HttpStatusCode.BadRequest, HttpStatusCode.NotFound });
        }

        Assert.Null(site.All[home].Decision(decision)!.Reply);
        Assert.Equal(
            HttpStatusCode.BadRequest,
                (await visitor.Send(
                    "/notes/pn-01?handler=Deed", ("deed", "set-embargo"), ("until", "27 March 2030"),
                        ("by", victim))).StatusCode);
        Assert.Equal(
            HttpStatusCode.BadRequest,
                (await visitor.Send(
                    "/notes/pn-01?handler=Deed", ("deed", "supersede:pn-03:cop-maternity"), ("other", "pn-03"),
                        ("by", victim))).StatusCode);
        Assert.Equal(
            HttpStatusCode.BadRequest,
                (await visitor.Send(
                    "/notes/pn-01?handler=Deed", ("deed", "pass-on:maternity-sepsis:sepsis-deterioration:cop-maternity"),
                        ("by", victim))).StatusCode);
        Assert.Null(site.All[NoteId.Of("pn-01")].EmbargoUntil);

        // Nobody puts a ballot in the box who has no vote, speaks for a leader, names themself on a note, takes links from it, or
        // is represented or accompanied by somebody else's word.
        var candour = site.All[CommunityId.Of("cop-candour")] is var there
            ? there.OpenDecisions.Concat(there.ClosedDecisions).First(d => d.Rule.Secret).Id
            : default;
        var ballot = $"/communities/cop-candour/decisions/{candour}?handler=Ballot";
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Send(ballot, ("approve", "0"), ("by", victim))).StatusCode);
        await site.Do(
            StreamId.Of(home),
                new Propose(
                    PersonId.Of(accuser),
                        new SettleLink(
                            LinkId.Of("asked"),
                                new LinkMatter(
                                    LinkStep.Offer, Party.Of(PersonId.Of(accused)), LinkKind.Leader,
                                        new LinkTerms(Flow.None) { Purpose = "May we?" }))));
        Assert.Equal(
            HttpStatusCode.NotFound,
                (await visitor.Send(
                    "/links/asked?handler=Deed", ("deed", "answer-as-leader"), ("words", "No"), ("by", accused))).StatusCode);
        foreach (var deed in new[] { "name-contributor:cop-maternity", "name-links", "narrow" })
            Assert.Equal(
                HttpStatusCode.BadRequest,
                    (await visitor.Send(
                        "/notes/pn-01?handler=Deed", ("deed", deed), ("person", outsider), ("to", "Contributors"),
                            ("by", victim))).StatusCode);
        foreach (var deed in new[] { "accompany", "give-proxy", "revoke-proxy", "move:cop-sepsis" })
            Assert.Equal(
                HttpStatusCode.BadRequest,
                    (await visitor.Send(
                        "/communities/cop-maternity?handler=Deed", ("deed", deed), ("newcomer", outsider), ("holder", outsider),
                            ("by", victim))).StatusCode);
        var insider = await site.Visitor(accuser);
        Assert.Equal(
            HttpStatusCode.BadRequest,
                (await insider.Send(
                    $"/communities/{Uri.EscapeDataString(home.Value)}?handler=Deed", ("deed", "accompany"),
                        ("newcomer", outsider))).StatusCode);
        Assert.Equal(
            HttpStatusCode.NotFound,
                (await insider.Send("/found?mandate=cop-maternity%2F1", ("name", "Ours"), ("concern", "Theirs"))).StatusCode);
        Assert.Equal(
            HttpStatusCode.NotFound,
                (await insider.GetAsync(
                    $"/communities/{Uri.EscapeDataString(home.Value)}/propose?kind=joint&mandate=cop-maternity%2F1")).StatusCode);

        // Evidence is the host's: a form says nothing of where one belongs.
        var asked =
            await visitor.Send(
                "/notes/pn-01?handler=Consider", ("capacity", "member:cop-maternity"), ("evidence", "organisation:RJ1"));
        Assert.Equal(HttpStatusCode.BadRequest, asked.StatusCode);
    }

    [Fact]
    public async Task A_note_that_may_not_be_read_looks_like_one_that_is_not_there()
    {
        var outsider = await site.Visitor(People.Outsiders(site).Skip(4).First());
        foreach (
            var path in new[] {
                "/notes/{0}", "/notes/{0}/readers", "/communities/cop-delirium/write/{0}",
                    "/communities/cop-delirium/propose?kind=widen&audience=Public&note={0}" })
        {
            var (there, missing) = (await Told(path, "pn-15"), await Told(path, "pn-99"));
            Assert.Equal(missing, there);
            Assert.Equal(HttpStatusCode.NotFound, there.Status);
        }

        using var form =
            new FormUrlEncodedContent(
                [new("deed", "withdraw-note"), new("__RequestVerificationToken", Forms.Token(await outsider.Page("/found")))]);
        Assert.Equal(HttpStatusCode.NotFound, (await outsider.PostAsync("/notes/pn-15?handler=Deed", form)).StatusCode);

        async Task<(HttpStatusCode Status, string Page)> Told(string path, string note)
        {
            var answer = await outsider.GetAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, path, note));
            return (answer.StatusCode, TokenValue().Replace(await answer.Content.ReadAsStringAsync(), ""));
        }
    }

    [Fact]
    public async Task Too_much_is_refused_and_odd_is_no_fault()
    {
        var visitor = await site.Visitor(People.Outsiders(site).Skip(4).First());
        var token = Forms.Token(await visitor.Page("/found"));
        using (var huge =
            new FormUrlEncodedContent([new("concern", new string('x', 1_000_000)), new("__RequestVerificationToken", token)]))
        {
            try
            {
                Assert.Contains(
                    (await visitor.PostAsync("/found", huge)).StatusCode,
                        new[] { HttpStatusCode.RequestEntityTooLarge, HttpStatusCode.BadRequest });
            }
            catch (HttpRequestException cut)
            {
                // A server may hang up on somebody who goes on sending.
                Assert.IsType<IOException>(cut.InnerException);
            }
        }

        using (var many =
            new FormUrlEncodedContent(
                Enumerable.Range(0, 5000).Select(i => new KeyValuePair<string, string>("f" + i, "1"))
                    .Append(new("__RequestVerificationToken", token))))
            Assert.Equal(HttpStatusCode.BadRequest, (await visitor.PostAsync("/found", many)).StatusCode);
        Assert.Equal(
            HttpStatusCode.BadRequest,
                (await visitor.Send(
                    "/found", ("name", "A name"), ("concern", new string('x', 60_000)), ("charter", "Informal"))).StatusCode);
        foreach (var path in new[]
                 {
                     "/communities/%20x", "/communities/" + new string('a', 500), "/notes/%ff",
                         "/communities/cop-maternity/decisions/999999999999", "/communities/cop-maternity/decisions/x",
                             "/links/%00",
                     "/adoptions/..%2f..", "/communities/cop-maternity/propose?kind=nothing",
                         "/communities/cop-maternity/propose?kind=widen&note=%20",
                 })
        {
            var answer = await visitor.GetAsync(path);
            Assert.True((int)answer.StatusCode is >= 400 and < 500, $"{path}: {answer.StatusCode}");
        }

        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/search?outcome=99&q=" + new string('x', 2000))).StatusCode);
    }

    [Fact]
    public async Task Everything_but_reading_needs_somebody_who_signed_in_and_nobody_is_sent_elsewhere_afterwards()
    {
        foreach (
            var path in new[] {
                "/found", "/my-data", "/my-data?handler=File", "/communities/cop-maternity/propose",
                    "/communities/cop-maternity/write", "/communities/cop-maternity/members", "/adoptions/ad-1",
                        "/links/maternity-sims", "/enter", "/gatherings", "/gatherings/g2", "/gatherings/g2.ics", "/calendar",
                            "/communities/cop-maternity/call", "/questions", "/questions/q1",
                                "/communities/cop-maternity/ask-question" })
        {
            var answer = await site.Visitor().GetAsync(path);
            Assert.Equal((path, HttpStatusCode.Redirect), (path, answer.StatusCode));
            Assert.StartsWith(site.SignInPath, answer.Headers.Location!.PathAndQuery(), StringComparison.Ordinal);
        }

        var visitor = await site.Visitor(People.Convener(site));
        Assert.Equal(site.At("/my-data"), await After("?returnUrl=" + Uri.EscapeDataString(site.At("/my-data"))));
        foreach (var elsewhere in new[] { "https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)", "" })
            Assert.Equal(site.At("/"), (await After("?returnUrl=" + Uri.EscapeDataString(elsewhere))).TrimEnd('/') + "/");

        async Task<string> After(string query) => (await visitor.GetAsync("/enter" + query)).Headers.Location!.ToString();
    }

    private static async Task<string> Done(HttpClient visitor, string path, params (string, string)[] fields)
    {
        var answer = await visitor.Send(path, fields);
        Assert.True(
            answer.StatusCode == HttpStatusCode.Redirect,
                $"{path}: {answer.StatusCode}\n{await answer.Content.ReadAsStringAsync()}");
        return answer.Headers.Location!.ToString();
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*>")]
    private static partial Regex TokenValue();
}

/// <inheritdoc/>
[Collection(OneIntranet.Name)]
public class SecurityTestsInTheIntranet(Intranet site) : SecurityTests(site);

/// <inheritdoc/>
[Collection(OneWard.Name)]
public class SecurityTestsInTheWard(Ward site) : SecurityTests(site);

internal static class Locations
{
    public static string PathAndQuery(this Uri location) => location.IsAbsoluteUri ? location.PathAndQuery : location.ToString();
}
