using System.Net;
using System.Security.Claims;
using System.Text.Json.Nodes;
using CommunitiesOfPractice.Testing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CommunitiesOfPractice.AspNetCore.Tests;

/// <summary>The package in an application that is there already, with names, addresses and services of its own.</summary>
public sealed class EmbeddingTests
{
    private static readonly StreamId Maternity = StreamId.Of(CommunityId.Of("maternity"));

    private static HostDirectory Of(PersonId person) => new(
        "esr", [new(person, Federations.Start)], [new(person, DirectoryGroup.Organisation("NEW"), Federations.Start)]);

    [Fact]
    public async Task Somebody_the_directory_does_not_list_yet_is_asked_for_at_once()
    {
        var asked = new List<PersonId>();
        var starter = Scenario.Person(50);
        await using var hospital = await (await Hospital.Open(options: o => o.Known = (_, person, _) =>
        {
            lock (asked) asked.Add(person);
            return new(person == starter || person == Scenario.Person(52) ? Of(person) : null);
        })).WithMaternity();
        await (await hospital.WithNote()).MakePublic();

        // A new starter reads and joins in their first two requests.
        Assert.True((await hospital.As(50).GetAsync($"{Hospital.Path}/notes/weigh-it")).IsSuccessStatusCode);
        Assert.True((await hospital.Post(50, "communities/maternity", """{"type":"join"}""")).IsSuccessStatusCode);
        Assert.True(hospital.Host.Present.Directory.Lists(starter, hospital.Time.Now));
        Assert.Equal(
            [DirectoryGroup.Organisation("NEW")],
            hospital.Host.Present.Landscape[CommunityId.Of("maternity")].Standings.Single(s => s.Key == starter).Value
                .Affiliations.Select(affiliation => affiliation.Group));
        Assert.Equal([starter], asked);

        // A page of the host's own finds them too.
        var authorization = hospital.Services.GetRequiredService<IAuthorizationService>();
        var dev = new ClaimsPrincipal(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, "k-52")], "test"));
        Assert.True((await authorization.AuthorizeAsync(dev, NoteId.Of("weigh-it"), ReadNote.Requirement)).Succeeded);
        asked.Remove(Scenario.Person(52));

        // Nobody else is asked for again and again.
        for (var i = 0; i < 3; i++) await hospital.As(51).GetAsync($"{Hospital.Path}/notes/weigh-it");
        Assert.Equal([starter, Scenario.Person(51)], asked);
    }

    [Fact]
    public async Task Nobody_governs_before_they_can_read()
    {
        await using var hospital =
            await (await Hospital.Open(options: o => o.Known = (_, _, _) => new((HostDirectory?)null))).WithMaternity();
        var refused = await hospital.Post(50, "communities/maternity", """{"type":"join"}""");
        Assert.Equal(
            (HttpStatusCode.Forbidden, "membership.away"),
            (refused.StatusCode, (string)JsonNode.Parse(await refused.Content.ReadAsStringAsync())!["clause"]!));
        Assert.False(hospital.Host.Present.Landscape[CommunityId.Of("maternity")].IsMember(Scenario.Person(50)));

        // Nothing keeps anybody from leaving, whether the directory still lists them or not.
        Assert.True((await hospital.Post(3, "communities/maternity", """{"type":"follow"}""")).IsSuccessStatusCode);
        await hospital.Host.Take(new HostDirectory("esr", [], []));
        Assert.True((await hospital.Post(3, "communities/maternity", """{"type":"unfollow"}""")).IsSuccessStatusCode);
    }

    /// <summary>A directory may lag behind what the host says of one person: they do not come and go in between.</summary>
    [Fact]
    public async Task A_reading_that_lags_behind_makes_nobody_leave()
    {
        var isThere = true;
        var starter = Scenario.Person(50);
        await using var hospital = await (await Hospital.Open(
            options: o => o.Known = (_, person, _) => new(isThere && person == starter ? Of(person) : null))).WithMaternity();
        Assert.True((await hospital.Post(50, "communities/maternity", """{"type":"join"}""")).IsSuccessStatusCode);
        var version = hospital.Host.Present.Landscape.VersionOf(Maternity);
        await hospital.Host.Take(Hospital.Staff());
        Assert.Equal(version, hospital.Host.Present.Landscape.VersionOf(Maternity));

        // Where the host does not know them any more either, they are away.
        isThere = false;
        await hospital.Host.Take(Hospital.Staff());
        Assert.True(hospital.Host.Present.Landscape[CommunityId.Of("maternity")]
            .Standings.Single(s => s.Key == starter).Value.IsAway);
    }

    /// <summary>As a context of Entity Framework Core is: nothing of the host's own lives longer than one call.</summary>
    [Fact]
    public async Task Every_function_of_the_host_has_services_of_a_scope_of_its_own()
    {
        var seen = new List<PerRequest>();
        PerRequest Scoped(IServiceProvider services)
        {
            var scoped = services.GetRequiredService<PerRequest>();
            Assert.False(scoped.IsDisposed);
            lock (seen) seen.Add(scoped);
            return scoped;
        }

        await using (var hospital = await (await Hospital.Open(
            services: services => services.AddScoped<PerRequest>(),
            options: o =>
            {
                var directory = o.Directory;
                o.Directory = (services, cancel) => Scoped(services) is not null ? directory(services, cancel) : default;
                o.SpeaksFor = (services, _, _) => Scoped(services).IsDisposed;
                o.LegalHolds = services => Scoped(services).IsDisposed ? default! : [];
                o.Known = (services, _, _) => new(Scoped(services).IsDisposed ? Hospital.Staff() : null);
            })).WithMaternity())
        {
            hospital.Host.CallerAt(Scenario.Person(1)).SpokespersonOf(DirectoryGroup.Network("maternities"));
            await hospital.Host.Forget(Scenario.Person(9), ChainKey.Of(new byte[32]), "request-1");
            await hospital.Host.Know(Scenario.Person(77));
        }

        Assert.True(seen.Count >= 4);
        Assert.Equal(seen.Count, seen.Distinct().Count());
        Assert.All(seen, scoped => Assert.True(scoped.IsDisposed));
    }

    [Fact]
    public async Task Names_of_endpoints_are_ours_alone_and_they_are_mapped_as_often_as_you_like()
    {
        await using var hospital = await Hospital.Open(map: app =>
        {
            app.MapGet("/my/communities", () => "mine").WithName("ListCommunities");
            app.MapGet("/my/notes/{id}", (string id) => id).WithName("GetNote");
            Assert.Same(app.MapCommunitiesOfPractice(), app.MapCommunitiesOfPractice("communities-of-practice/"));
            app.MapCommunitiesOfPractice("/second");
            app.MapGroup("/tenants/a").MapCommunitiesOfPractice();
            app.MapGroup("/tenants/b").MapCommunitiesOfPractice();
        });
        await hospital.WithMaternity();
        foreach (var root in new[] { Hospital.Path, "/second", "/tenants/a" + Hospital.Path, "/tenants/b" + Hospital.Path })
        {
            var face = await hospital.As(1).GetStringAsync(root + "/communities/maternity");
            Assert.Contains("\"memberCount\":2", face, StringComparison.Ordinal);
        }

        // A host that names an address gets its own, and may name ours.
        var links = hospital.Services.GetRequiredService<LinkGenerator>();
        Assert.Equal("/my/notes/7", links.GetPathByName("GetNote", new { id = "7" }));
        Assert.Equal(
            $"{Hospital.Path}/notes/7", links.GetPathByName("CommunitiesOfPractice.GetNote", new { id = "7" }));
        Assert.Equal("/second/notes/7", links.GetPathByName("CommunitiesOfPractice.GetNote.second", new { id = "7" }));
        var names = hospital.Services.GetRequiredService<EndpointDataSource>().Endpoints
            .Select(endpoint => endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName)
            .Where(name => name is not null).ToArray();
        Assert.Equal(names.Distinct(), names);
        var document = JsonNode.Parse(await hospital.As(1).GetStringAsync("/openapi/v1.json"))!;
        var operations = document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject())
            .Select(operation => (string?)operation.Value!["operationId"]).ToArray();
        Assert.Equal(operations.Distinct(), operations);
    }

    [Fact]
    public async Task What_an_act_made_comes_back_with_its_id_and_its_address()
    {
        await using var hospital = await (await Hospital.Open()).WithMaternity();
        var proposed = await hospital.Post(
            1, "communities/maternity", """{"type":"propose","proposal":{"$type":"resolve","words":"Weigh every loss."}}""",
            headers: ("Idempotency-Key", "key-1"));
        Assert.Equal(HttpStatusCode.Created, proposed.StatusCode);
        var decision = (long)JsonNode.Parse(await proposed.Content.ReadAsStringAsync())!["decision"]!;
        Assert.Equal(
            $"{Hospital.Path}/communities/maternity/decisions/{decision}", proposed.Headers.Location!.OriginalString);
        Assert.Contains(
            "Weigh every loss.", await hospital.As(1).GetStringAsync(proposed.Headers.Location), StringComparison.Ordinal);

        // Sent again it made the same.
        var again = await hospital.Post(
            1, "communities/maternity", """{"type":"propose","proposal":{"$type":"resolve","words":"Weigh every loss."}}""",
            headers: ("Idempotency-Key", "key-1"));
        Assert.Equal((HttpStatusCode.Created, proposed.Headers.Location), (again.StatusCode, again.Headers.Location));
        var note = await hospital.Post(
            1, "notes",
            """{"type":"draft-note","content":{"$type":"practice","title":"T","tried":"a","context":"b","outcome":"worked","why":"c"}}""");
        Assert.Equal(HttpStatusCode.Created, note.StatusCode);
        Assert.True((await hospital.As(1).GetAsync(note.Headers.Location)).IsSuccessStatusCode);
        var joined = await hospital.Post(3, "communities/maternity", """{"type":"join"}""");
        Assert.Equal((HttpStatusCode.OK, null), (joined.StatusCode, joined.Headers.Location));
        var invited = await hospital.Post(1, "communities/maternity", """{"type":"invite","person":"k-4"}""");
        Assert.True((long)JsonNode.Parse(await invited.Content.ReadAsStringAsync())!["invitation"]! > 0);
    }

    [Fact]
    public async Task Addresses_have_the_path_base_and_the_hosts_name_comes_from_its_settings()
    {
        await using var hospital = await (await Hospital.Open(
            options: o => o.Address = new("https://intranet.example"),
            map: app =>
            {
                app.UsePathBase("/ward");
                app.UseRouting();
                app.UseAuthentication();
                app.UseAuthorization();
                app.MapCommunitiesOfPractice();
            })).WithMaternity();
        await (await hospital.WithNote()).MakePublic();
        var proposed = await hospital.As(1).PostAsync(
            $"/ward{Hospital.Path}/communities/maternity/acts",
            new StringContent(
                """{"type":"propose","proposal":{"$type":"resolve","words":"Weigh."}}""",
                new System.Net.Http.Headers.MediaTypeHeaderValue("application/json")));
        Assert.StartsWith(
            $"/ward{Hospital.Path}/communities/maternity/decisions/", proposed.Headers.Location!.OriginalString,
            StringComparison.Ordinal);
        Assert.True((await hospital.As(1).GetAsync(proposed.Headers.Location)).IsSuccessStatusCode);
        var request = new HttpRequestMessage(HttpMethod.Get, $"/ward{Hospital.Path}/feed.json");
        request.Headers.Host = "evil.example";
        var feed = await (await hospital.As((int?)null).SendAsync(request)).Content.ReadAsStringAsync();
        Assert.Contains($"\"https://intranet.example/ward{Hospital.Path}/notes/weigh-it\"", feed, StringComparison.Ordinal);
        Assert.DoesNotContain("evil", feed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_setting_the_hosts_name_is_left_out_and_never_believed()
    {
        await using var hospital = await (await (await Hospital.Open()).WithMaternity()).WithNote();
        await hospital.MakePublic();
        var request = new HttpRequestMessage(HttpMethod.Get, $"{Hospital.Path}/feed.json");
        request.Headers.Host = "evil.example";
        var feed = JsonNode.Parse(
            await (await hospital.As((int?)null).SendAsync(request)).Content.ReadAsStringAsync())!.AsObject();
        Assert.False(feed.ContainsKey("feed_url"));
        Assert.Equal($"{Hospital.Path}/notes/weigh-it", (string)feed["items"]![0]!["url"]!);
        foreach (var address in new[] { "/ward", "https://a.example/ward", "https://a.example/?a=b" })
            Assert.Throws<ArgumentException>(() =>
                new CommunitiesOfPracticeOptions().Address = new(address, UriKind.RelativeOrAbsolute));
    }

    [Fact]
    public async Task Ready_charters_go_by_name_and_are_there_in_full()
    {
        await using var hospital = await Hospital.Open();
        var ready = JsonNode.Parse(await hospital.As((int?)null).GetStringAsync($"{Hospital.Path}/charters"))!["charters"]!;
        Assert.Equal(Charters.ByName.Keys, ready.AsArray().Select(charter => (string)charter!["name"]!));
        foreach (var charter in ready.AsArray())
        {
            var (name, known) = ((string)charter!["name"]!, Charters.ByName[(string)charter["name"]!]);
            Assert.Equal(known, CharterJson.Read(charter["charter"]!.ToJsonString()));
            Assert.Equal(
                known.Sentences().Select(clause => clause.Sentence), charter["sentences"]!.AsArray().Select(s => (string)s!));
            Assert.True(JsonNode.DeepEquals(
                charter, JsonNode.Parse(await hospital.As((int?)null).GetStringAsync($"{Hospital.Path}/charters/{name}"))));
            Assert.True((await Propose(name, $"\"{name}\"")).IsSuccessStatusCode);
            Assert.Equal(known, hospital.Host.Present.Landscape[CommunityId.Of(name)].Charter);
            Assert.True((await Propose(name + "-2", charter["charter"]!.ToJsonString())).IsSuccessStatusCode);
            Assert.Equal(known, hospital.Host.Present.Landscape[CommunityId.Of(name + "-2")].Charter);
        }

        Assert.Equal(
            HttpStatusCode.NotFound,
            (await hospital.As((int?)null).GetAsync($"{Hospital.Path}/charters/splendid")).StatusCode);
        var unknown = await Propose("third", "\"splendid\"");
        Assert.Equal(HttpStatusCode.BadRequest, unknown.StatusCode);
        Assert.Contains("informal, by-consent, elected", await unknown.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        Task<HttpResponseMessage> Propose(string id, string charter) => hospital.Post(
            1, "communities/" + id,
            $$"""{"type":"propose-community","name":"N","domain":{"sharedConcern":"C"},"charter":{{charter}},"founders":["k-1","k-2","k-3"],"quorum":2,"until":"{{hospital.Time.Now + Duration.FromDays(30)}}"}""");
    }

    [Theory]
    [InlineData("""{"type":"draft-note"}""", "‘content’ is missing. Give an object.")]
    [InlineData("""{"type":"draft-note","content":{"title":"T"}}""", "‘content.$type’ is not one of these: practice, bundle.")]
    [InlineData(
        """{"type":"draft-note","content":{"$type":"practice","title":"T","tried":"a","context":"b","outcome":"splendid","why":"c"}}""",
        "‘content.outcome’ is not one of these: worked, ")]
    [InlineData(
        """{"type":"draft-note","content":{"$type":"practice","title":7,"tried":"a","context":"b","outcome":"worked","why":"c"}}""",
        "‘content.title’ is not of the right kind. Give a text.")]
    [InlineData(
        """{"type":"draft-note","content":{"$type":"practice","title":"T","tried":"a","context":"b","outcome":"worked"}}""",
        "‘content.why’ is missing. Give a text.")]
    [InlineData(
        """{"type":"draft-note","contents":1,"content":{"$type":"bundle","title":"T"}}""", "‘contents’ is not known there.")]
    public async Task What_is_wrong_with_a_request_is_said_in_the_names_of_json(string act, string says)
    {
        await using var hospital = await (await Hospital.Open()).WithMaternity();
        var refused = await hospital.Post(1, "notes", act);
        var problem = JsonNode.Parse(await refused.Content.ReadAsStringAsync())!.AsObject();
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.StartsWith(says, (string)problem["detail"]!, StringComparison.Ordinal);
        Assert.False(problem.ContainsKey("fault"));
    }

    [Theory]
    [InlineData("notes?topics=blood", "‘topics’ here. Ask for one of these: topic, setting")]
    [InlineData("notes?topic=a&topic=b", "Give ‘topic’ once, with a value.")]
    [InlineData("notes?topic=", "Give ‘topic’ once, with a value.")]
    [InlineData("communities?page=2", "‘page’ here. Leave the query out.")]
    [InlineData("notes?after=%20", "Give ‘after’ as the page before gave it.")]
    public async Task A_query_that_is_not_understood_is_refused_with_what_is(string asked, string says)
    {
        await using var hospital = await (await Hospital.Open()).WithMaternity();
        var refused = await hospital.As(1).GetAsync($"{Hospital.Path}/{asked}");
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains(
            says, (string)JsonNode.Parse(await refused.Content.ReadAsStringAsync())!["detail"]!, StringComparison.Ordinal);
    }

    private sealed class PerRequest : IDisposable
    {
        public bool IsDisposed { get; private set; }

        public void Dispose() => IsDisposed = true;
    }
}
