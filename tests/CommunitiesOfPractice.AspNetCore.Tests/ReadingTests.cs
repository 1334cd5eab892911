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
    private static ClaimsPrincipal User(PersonId? person) => person is { } who ? new(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, who.Value)], "test")) : new(new ClaimsIdentity());

    /// <summary>Whatever happened: the authorization handler, the page of a note and the answer over HTTP say what the Commons says, to everybody about everything.</summary>
    [Fact]
    public async Task The_authorization_handler_and_the_note_itself_say_what_the_commons_says()
    {
        var (allowed, refused) = (0, 0);
        foreach (var story in Federations.Stories(60).Sample(60, new Rnd(20150514, 1999), 6))
        {
            var federation = story.Run().Select(moment => moment.After).LastOrDefault() ?? story.Beginning();
            var record = new InMemoryRecord();
            foreach (var line in federation.Record) Assert.True((await record.Append(line.Entry.Stream, line.Entry.Version - 1, [line.Entry])).Appended);
            await using var hospital = await Hospital.Open(federation.Directory, record, federation.Record.Max(line => line.Entry.At));
            while (await hospital.Host.Settle() > 0)
            {
                // What was due is recorded first, or it would be while the questions are asked.
            }

            var authorization = hospital.Services.GetRequiredService<IAuthorizationService>();
            var (commons, now) = (hospital.Host.Present.Commons, hospital.Time.Now);
            foreach (var note in federation.Notes.Select(n => n.Id).Append(NoteId.Of("n-none")))
            {
                foreach (var reader in federation.Directory.People.Select(p => (PersonId?)p).Append(PersonId.Of("stranger")).Append(null))
                {
                    var expected = commons.Check(reader, note, now);
                    Assert.Equal(expected.Allowed, (await authorization.AuthorizeAsync(User(reader), note, ReadNote.Requirement)).Succeeded);
                    var response = await hospital.As(reader?.Value).GetAsync($"{Hospital.Path}/notes/{note}");
                    var isTombstone = commons.Show(reader, note, now).IsTombstone;
                    Assert.Equal(expected.Allowed || isTombstone ? HttpStatusCode.OK : HttpStatusCode.NotFound, response.StatusCode);
                    var answer = await hospital.Get(reader is { } r ? int.TryParse(r.Value.AsSpan(2), out var n) ? n : 99 : null, $"notes/{note}/reading");
                    if (reader is null || reader.Value.Value.StartsWith("k-", StringComparison.Ordinal)) Assert.Equal(expected.For(reader).Clause.Id, (string)answer["clause"]!);
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
            var page = await hospital.Get(2, $"notes?most=3&after={after}");
            seen.AddRange(page["notes"]!.AsArray().Select(n => (string)n!["id"]!));
            after = (string?)page["next"] ?? "";
        }
        while (after.Length > 0);
        Assert.Equal(Enumerable.Range(0, 7).Select(i => "n-" + i), seen);
        Assert.Equal(7, (await hospital.Get(2, "notes?outcome=did-not-work"))["notes"]!.AsArray().Count);
        Assert.Empty((await hospital.Get(2, "notes?outcome=worked"))["notes"]!.AsArray());
        foreach (var query in new[] { "outcome=splendid", "most=0", "most=1000", "most=-1", "most=x", "setting=" + new string('x', 500) })
            Assert.Equal(HttpStatusCode.BadRequest, (await hospital.As(2).GetAsync($"{Hospital.Path}/notes?{query}")).StatusCode);
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
        var record = new Failing();
        await using var hospital = await Hospital.Open(record: record);
        Assert.Equal("Healthy", await hospital.As((int?)null).GetStringAsync("/health"));
        record.Fails = true;
        var sick = await hospital.As((int?)null).GetAsync("/health");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "Unhealthy"), (sick.StatusCode, await sick.Content.ReadAsStringAsync()));
    }

    private sealed class Failing : IRecord
    {
        private readonly InMemoryRecord _record = new();

        public bool Fails { get; set; }

        public ValueTask<Append> Append(StreamId stream, long expected, ValueList<Entry> entries, CancellationToken cancel = default) => _record.Append(stream, expected, entries, cancel);

        public ValueTask<ValueList<Entry>> Read(StreamId stream, long after, int most, CancellationToken cancel = default) => _record.Read(stream, after, most, cancel);

        public ValueTask<ValueList<Recorded>> ReadAll(long after, int most, CancellationToken cancel = default) => Fails ? throw new IOException("The database is away.") : _record.ReadAll(after, most, cancel);

        public ValueTask Rewrite(StreamId stream, Func<ValueList<Entry>, ValueList<Entry>> rewrite, CancellationToken cancel = default) => _record.Rewrite(stream, rewrite, cancel);
    }
}
