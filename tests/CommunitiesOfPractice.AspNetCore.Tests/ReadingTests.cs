using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Claims;
using System.Text.Json.Nodes;
using CommunitiesOfPractice.Testing;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;

namespace CommunitiesOfPractice.AspNetCore.Tests;

public sealed class ReadingTests
{
    private static ClaimsPrincipal User(PersonId? person) => person is { } who
        ? new(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, who.Value)], "test"))
        : new(new ClaimsIdentity());

    /// <summary>
    /// Whatever happened: the authorization handler, the page of a note and the answer over HTTP say what the Commons says, to
    /// everybody about everything.
    /// </summary>
    [Fact]
    public async Task The_authorization_handler_and_the_note_itself_say_what_the_commons_says()
    {
        var (allowed, refused) = (0, 0);
        foreach (var story in Federations.Stories(60).Sample(60, new Rnd(20150514, 1999), 6))
        {
            var federation = story.Run().Select(moment => moment.After).LastOrDefault() ?? story.Beginning();
            var record = new InMemoryRecord();
            foreach (var line in federation.Record)
                Assert.True((await record.Append(line.Entry.Stream, line.Entry.Version - 1, [line.Entry])).Appended);
            await using var hospital =
                await Hospital.Open(federation.Directory, record, federation.Record.Max(line => line.Entry.At));
            while (await hospital.Host.Settle() > 0)
            {
                // What was due is recorded first, or it would be while the questions are asked.
            }

            var authorization = hospital.Services.GetRequiredService<IAuthorizationService>();
            var (commons, now) = (hospital.Host.Present.Commons, hospital.Time.Now);
            foreach (var note in federation.Notes.Select(n => n.Id).Append(NoteId.Of("n-none")))
            {
                foreach (
                    var reader in federation.Directory.People.Select(p => (PersonId?)p).Append(PersonId.Of("stranger"))
                        .Append(null))
                {
                    var expected = commons.Check(reader, note, now);
                    Assert.Equal(
                        expected.Allowed,
                            (await authorization.AuthorizeAsync(User(reader), note, ReadNote.Requirement)).Succeeded);
                    var response = await hospital.As(reader?.Value).GetAsync($"{Hospital.Path}/notes/{note}");
                    var isTombstone = commons.Show(reader, note, now).IsTombstone;
                    Assert.Equal(
                        expected.Allowed || isTombstone ? HttpStatusCode.OK : HttpStatusCode.NotFound, response.StatusCode);
                    var answer =
                        await hospital.Get(
                            reader is { } r
                                ? int.TryParse(r.Value.AsSpan(2), out var n) ? n : 99 : null, $"notes/{note}/reading");
                    if (reader is null || reader.Value.Value.StartsWith("k-", StringComparison.Ordinal))
                        Assert.Equal(expected.For(reader).Clause.Id, (string)answer["clause"]!);
                    if (expected.Allowed) allowed++;
                    else refused++;
                }
            }
        }

        Assert.InRange(allowed, 30, int.MaxValue);
        Assert.InRange(refused, 30, int.MaxValue);
    }

    [Fact]
    public async Task Notes_come_in_pages_and_none_is_skipped()
    {
        await using var hospital = await (await Hospital.Open()).WithMaternity();
        for (var i = 0; i < 7; i++) await hospital.WithNote("n-" + i);
        var (seen, after) = (new List<string>(), "");
        do
        {
            var page = await hospital.Get(2, "notes?most=3" + (after.Length > 0 ? $"&after={after}" : ""));
            seen.AddRange(page["notes"]!.AsArray().Select(n => (string)n!["id"]!));
            after = (string?)page["next"] ?? "";
        }
        while (after.Length > 0);
        Assert.Equal(Enumerable.Range(0, 7).Select(i => "n-" + i), seen);
        Assert.Equal(
            (7, 0), ((int)(await hospital.Get(2, "notes?most=3"))["total"]!, (int)(await hospital.Get(7, "notes"))["total"]!));
        Assert.Equal(7, (await hospital.Get(2, "notes?outcome=did-not-work"))["notes"]!.AsArray().Count);
        Assert.Empty((await hospital.Get(2, "notes?outcome=worked"))["notes"]!.AsArray());
        foreach (
            var query in new[] {
                "outcome=splendid", "most=0", "most=1000", "most=-1", "most=x", "setting=" + new string('x', 500) })
            Assert.Equal(HttpStatusCode.BadRequest, (await hospital.As(2).GetAsync($"{Hospital.Path}/notes?{query}")).StatusCode);
    }

    [Fact]
    public async Task Words_are_looked_for_by_the_hosts_search_as_whoever_asks()
    {
        var asked = new List<(string Words, PersonId? Reader)>();
        await using var hospital =
            await (await Hospital.Open(options: o => o.Search = _ => (words, commons, reader, at, most, _) =>
        {
            asked.Add((words, reader));
            return new(new SearchResult(
                commons.MayRead(reader, [NoteId.Of("n-2"), NoteId.Of("n-none"), NoteId.Of("n-0")], at).Take(most)
                    .Select(note => new SearchHit(
                        StreamId.Of(note), HitKind.Note, CommunityId.Of("maternity"), "Weigh it", FoundIn.Title, []))
                    .ToValueList(), []));
        })).WithMaternity();
        for (var i = 0; i < 3; i++) await hospital.WithNote("n-" + i);
        Assert.Equal(
            ["n-2", "n-0"], (await hospital.Get(2, "notes?words=scales"))["notes"]!.AsArray().Select(n => (string)n!["id"]!));
        Assert.Equal(
            ["n-2"], (await hospital.Get(2, "notes?words=scales&most=1"))["notes"]!.AsArray().Select(n => (string)n!["id"]!));
        Assert.Empty((await hospital.Get(2, "notes?words=scales&outcome=worked"))["notes"]!.AsArray());
        Assert.Empty((await hospital.Get(7, "notes?words=scales"))["notes"]!.AsArray());
        Assert.Equal(
            [Scenario.Person(2), Scenario.Person(2), Scenario.Person(2), Scenario.Person(7)], asked.Select(a => a.Reader!.Value));
        Assert.All(asked, a => Assert.Equal("scales", a.Words));
        Assert.Equal(
            HttpStatusCode.BadRequest,
                (await hospital.As(2).GetAsync(Hospital.Path + "/notes?words=scales&after=n-0")).StatusCode);
    }

    [Fact]
    public async Task One_search_finds_all_kinds_by_words_that_mean_the_same()
    {
        await using var hospital = await (await (await Hospital.Open()).WithMaternity()).WithNote();
        await hospital.Call(1, "g-1");
        Assert.True((await hospital.Post(
            1, "communities/maternity",
                """{"type":"say-words","words":[{"phrases":["weighing","quantified blood loss"]}]}""")).IsSuccessStatusCode);
        var found = await hospital.Get(2, "search?words=quantified");
        Assert.Equal(["community"], found["hits"]!.AsArray().Select(h => (string)h!["kind"]!));
        found = await hospital.Get(2, "search?words=quantified+blood+loss");
        Assert.Equal(["note", "gathering", "community"], found["hits"]!.AsArray().Select(h => (string)h!["kind"]!));
        Assert.Equal(
            ("quantified blood loss", "weighing", "maternity"),
                ((string)found["hits"]![0]!["because"]![0]!["sought"]!, (string)found["hits"]![0]!["because"]![0]!["says"]!,
                    (string)found["hits"]![0]!["because"]![0]!["wordsOf"]!));
        Assert.Single((await hospital.Get(2, "search?words=quantified+blood+loss&most=1"))["hits"]!.AsArray());

        // Somebody who is no member may see the community alone, and is told nothing of the rest.
        found = await hospital.Get(7, "search?words=quantified+blood+loss");
        Assert.Equal(["community"], found["hits"]!.AsArray().Select(h => (string)h!["kind"]!));
        found = await hospital.Get(7, "search?words=quantifying+antarctica");
        Assert.Equal(
            ("maternity", "quantifying"),
                ((string)found["near"]![0]!["community"]!, (string)found["near"]![0]!["words"]![0]!));
        foreach (var query in new[] { "", "?words=", "?words=a&words=b", "?words=a&most=0", "?words=a&most=x", "?text=a" })
            Assert.Equal(HttpStatusCode.BadRequest, (await hospital.As(2).GetAsync($"{Hospital.Path}/search{query}")).StatusCode);
    }

    [Fact]
    public async Task A_reading_in_the_past_is_answered_as_it_was()
    {
        await using var hospital = await (await (await Hospital.Open()).WithMaternity()).WithNote();
        var before = hospital.Time.Now;
        hospital.Time.Now += Duration.FromDays(1);
        Assert.True((await hospital.Post(3, "communities/maternity", """{"type":"join"}""")).IsSuccessStatusCode);
        Assert.True((bool)(await hospital.Get(3, "notes/weigh-it/reading"))["allowed"]!);
        Assert.False(
            (bool)(await hospital.Get(3, $"notes/weigh-it/reading?at={NodaTime.Text.InstantPattern.ExtendedIso.Format(before)}"))[
                "allowed"]!);
        foreach (
            var at in new[] {
                "yesterday", NodaTime.Text.InstantPattern.ExtendedIso.Format(hospital.Time.Now + Duration.FromDays(1)) })
            Assert.Equal(
                HttpStatusCode.BadRequest,
                    (await hospital.As(3).GetAsync($"{Hospital.Path}/notes/weigh-it/reading?at={at}")).StatusCode);
    }

    [Fact]
    public async Task A_decision_is_explained_to_those_who_may_see_it()
    {
        await using var hospital = await (await Hospital.Open()).WithMaternity();
        Assert.True(
            (await hospital.Post(
                1, "communities/maternity",
                    """{"type":"propose","proposal":{"$type":"resolve","words":"Weigh every loss."}}""")).IsSuccessStatusCode);
        var number = (long)(await hospital.Get(2, "communities/maternity"))["decisions"]![0]!["id"]!;
        Assert.True(
            (await hospital.Post(
                2, "communities/maternity",
                    $$"""{"type":"object-to","decision":{{number}},"reason":"We have no scales."}""")).IsSuccessStatusCode);
        var open = await hospital.Get(1, $"communities/maternity/decisions/{number}");
        Assert.Equal(
            ("k-2", "We have no scales.", "open"),
                ((string)open["objections"]![0]!["by"]!, (string)open["objections"]![0]!["reason"]!,
                    (string)open["objections"]![0]!["state"]!));
        Assert.Equal(2, (int)open["count"]!["eligible"]!);
        Assert.Empty(open["explanation"]!.AsArray());
        hospital.Time.Now += Duration.FromDays(30);
        var closed = await hospital.Get(1, $"communities/maternity/decisions/{number}");
        Assert.Equal("closed", (string)closed["phase"]!);
        Assert.NotEmpty(closed["explanation"]!.AsArray());
        foreach (
            var (person, path) in new[] {
                (7, number.ToString(System.Globalization.CultureInfo.InvariantCulture)), (1, "99"), (1, "0"), (1, "x") })
            Assert.Equal(
                HttpStatusCode.NotFound,
                    (await hospital.As(person).GetAsync($"{Hospital.Path}/communities/maternity/decisions/{path}")).StatusCode);
    }

    [Fact]
    public async Task What_one_person_may_know_is_kept_by_nobody_on_the_way()
    {
        await using var hospital = await (await (await Hospital.Open()).WithMaternity()).WithNote();
        foreach (
            var path in new[] {
                "communities", "communities/maternity", "communities/maternity/options", "notes", "notes/weigh-it",
                    "notes/weigh-it/reading", "notes/weigh-it/readers", "me/memberships" })
            Assert.Equal((true, true), await Caching(1, path));
        Assert.Equal((false, true), await Caching(null, "feed.json"));

        async Task<(bool Private, bool NoCache)> Caching(int? person, string path) =>
            (await hospital.As(person).GetAsync($"{Hospital.Path}/{path}")).Headers.CacheControl is var caching
                ? (caching!.Private, caching.NoCache)
                : default;
    }

    [Fact]
    public async Task A_feed_is_asked_again_for_nothing()
    {
        await using var hospital = await (await (await Hospital.Open()).WithMaternity()).WithNote();
        var first = await hospital.As((int?)null).GetAsync($"{Hospital.Path}/feed.json");
        Assert.Equal("application/feed+json", first.Content.Headers.ContentType!.MediaType);
        Assert.Empty((await first.Content.ReadFromJsonAsync<JsonObject>())!["items"]!.AsArray());
        var again = new HttpRequestMessage(HttpMethod.Get, $"{Hospital.Path}/feed.json");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await hospital.As((int?)null).SendAsync(again)).StatusCode);
    }

    [Fact]
    public async Task Everybody_reads_what_the_record_holds_of_them()
    {
        await using var hospital = await (await (await Hospital.Open()).WithMaternity()).WithNote();
        var mine = await hospital.Get(2, "me");
        Assert.Contains(mine["entries"]!.AsArray(), line => (string)line!["type"]! == "founding-consented");
        Assert.DoesNotContain("@k-1", mine.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("maternity", (string)(await hospital.Get(2, "me/memberships"))["memberships"]![0]!["community"]!);
        Assert.Empty((await hospital.Get(7, "me"))["entries"]!.AsArray());
    }

    [Fact]
    public async Task Health_says_whether_the_record_can_be_read()
    {
        var record = new ShakyRecord();
        await using var hospital = await Hospital.Open(record: record);
        Assert.Equal("Healthy", await hospital.As((int?)null).GetStringAsync("/health"));
        record.IsAway = true;
        var sick = await hospital.As((int?)null).GetAsync("/health");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "Unhealthy"), (sick.StatusCode, await sick.Content.ReadAsStringAsync()));
    }
}
