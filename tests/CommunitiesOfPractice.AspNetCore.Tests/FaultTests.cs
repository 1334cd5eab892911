using System.Net;
using System.Text.Json.Nodes;
using CommunitiesOfPractice.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CommunitiesOfPractice.AspNetCore.Tests;

/// <summary>What goes wrong where the record is kept: each answer is a problem document, and what can go on does.</summary>
public sealed class FaultTests
{
    private static async Task<JsonNode> Problem(HttpResponseMessage response)
    {
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }

    private static Task<HealthReport> Health(Hospital hospital) =>
        hospital.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();

    [Fact]
    public async Task A_record_that_is_away_at_the_start_never_stops_the_application()
    {
        var record = new ShakyRecord { IsAway = true };
        await using var hospital = await Hospital.Open(record: record);
        var away = await hospital.As(1).GetAsync($"{Hospital.Path}/communities");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "1"), (away.StatusCode, away.Headers.RetryAfter!.ToString()));
        await Problem(away);
        Assert.Equal(HealthStatus.Unhealthy, (await Health(hospital)).Status);
        record.IsAway = false;
        Assert.True((await hospital.As(1).GetAsync($"{Hospital.Path}/communities")).IsSuccessStatusCode);
        Assert.Equal(HealthStatus.Healthy, (await Health(hospital)).Status);
    }

    [Fact]
    public async Task A_directory_that_cannot_be_read_at_the_start_never_stops_the_application_and_is_read_later()
    {
        var isAway = true;
        await using var hospital = await Hospital.Open(options: o =>
        {
            o.SettleEvery = Duration.FromMilliseconds(20);
            o.Directory = (_, _) => isAway ? throw new IOException("The staff records are away.") : new(Hospital.Staff());
        });
        Assert.True((await hospital.As(1).GetAsync($"{Hospital.Path}/communities")).IsSuccessStatusCode);
        Assert.Empty(hospital.Host.Present.Directory.People);
        isAway = false;
        for (var i = 0; i < 500 && !hospital.Host.Present.Directory.People.Any(); i++) await Task.Delay(20);
        Assert.NotEmpty(hospital.Host.Present.Directory.People);
    }

    [Fact]
    public async Task A_record_that_says_what_is_missing_says_it_in_the_health_report()
    {
        var record = new ShakyRecord { IsAway = true, Says = new RecordException("The tables are missing.") };
        await using var hospital = await Hospital.Open(record: record);
        Assert.Contains(
            "The tables are missing.", (await Health(hospital)).Entries.Values.Single().Description!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_act_that_cannot_be_recorded_is_a_problem_document_and_can_be_sent_again()
    {
        var record = new ShakyRecord();
        await using var hospital = await (await Hospital.Open(record: record)).WithMaternity();
        record.IsReadOnly = true;
        var full = await hospital.Post(3, "communities/maternity", """{"type":"join"}""", headers: ("Idempotency-Key", "key-1"));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "1"), (full.StatusCode, full.Headers.RetryAfter!.ToString()));
        Assert.Contains("Idempotency-Key", (string)(await Problem(full))["detail"]!, StringComparison.Ordinal);
        record.IsReadOnly = false;
        Assert.True((await hospital.Post(
            3, "communities/maternity", """{"type":"join"}""", headers: ("Idempotency-Key", "key-1"))).IsSuccessStatusCode);
    }

    /// <summary>
    /// The commit came through and its answer was lost: the same request is known by its key, and is not done twice.
    /// </summary>
    [Fact]
    public async Task What_was_recorded_though_nobody_was_told_is_not_done_twice()
    {
        var record = new ShakyRecord();
        await using var hospital = await (await Hospital.Open(record: record)).WithMaternity();
        record.LosesTheAnswer = true;
        const string Act = """{"type":"propose","proposal":{"$type":"resolve","words":"Weigh every loss."}}""";
        var lost = await hospital.Post(1, "communities/maternity", Act, headers: ("Idempotency-Key", "key-1"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, lost.StatusCode);
        var again = await hospital.Post(1, "communities/maternity", Act, headers: ("Idempotency-Key", "key-1"));
        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
        Assert.True((bool)JsonNode.Parse(await again.Content.ReadAsStringAsync())!["repeated"]!);
        Assert.Single((await hospital.Host.CatchUp()).Landscape[CommunityId.Of("maternity")].OpenDecisions);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_damaged_line_takes_its_stream_away_and_nothing_else(bool isFoundAtTheStart)
    {
        var record = new ShakyRecord();
        var first = await (await (await Hospital.Open(record: record)).WithMaternity()).WithNote();
        Assert.True((await first.Post(
            1, "communities/sepsis",
            $$"""{"type":"propose-community","name":"Sepsis","domain":{"sharedConcern":"Sepsis"},"charter":"informal","founders":["k-1","k-2"],"quorum":2,"until":"{{first.Time.Now + Duration.FromDays(30)}}"}""")).IsSuccessStatusCode);
        Assert.True((await first.Post(2, "communities/sepsis", """{"type":"consent-to-found"}""")).IsSuccessStatusCode);
        Assert.True((await first.As(2).GetAsync($"{Hospital.Path}/notes/weigh-it")).IsSuccessStatusCode);
        var maternity = StreamId.Of(CommunityId.Of("maternity"));
        if (!isFoundAtTheStart) Assert.True((await first.Post(3, "communities/maternity", """{"type":"join"}""")).IsSuccessStatusCode);
        record.Damage(maternity);
        await using var hospital = isFoundAtTheStart ? await Hospital.Open(record: record, now: first.Time.Now) : first;
        if (!isFoundAtTheStart)
        {
            // Another process writes a line, of which nothing can be read here.
            await using var other = await Hospital.Open(record: record.Whole, now: first.Time.Now);
            Assert.True((await other.Post(4, "communities/maternity", """{"type":"join"}""")).IsSuccessStatusCode);
        }

        foreach (var asked in new[] { "", "/options", "/decisions/1" })
        {
            var damaged = await hospital.As(1).GetAsync($"{Hospital.Path}/communities/maternity{asked}");
            Assert.Equal(HttpStatusCode.InternalServerError, damaged.StatusCode);
            Assert.Equal("This record is damaged.", (string)(await Problem(damaged))["title"]!);
        }

        var acted = await hospital.Post(5, "communities/maternity", """{"type":"join"}""");
        Assert.Equal("This record is damaged.", (string)(await Problem(acted))["title"]!);
        var list = await hospital.Get(1, "communities");
        Assert.Equal("""["maternity"]""", list["damaged"]!.ToJsonString());

        // What may have been taken back in that line holds nobody's reading up, and the rest of the host works.
        Assert.Equal(HttpStatusCode.NotFound, (await hospital.As(2).GetAsync($"{Hospital.Path}/notes/weigh-it")).StatusCode);
        Assert.True((await hospital.Post(3, "communities/sepsis", """{"type":"join"}""")).IsSuccessStatusCode);
        Assert.Equal(3, (int)(await hospital.Get(1, "communities/sepsis"))["memberCount"]!);
        var report = await Health(hospital);
        Assert.Equal(HealthStatus.Degraded, report.Status);
        Assert.Contains("community:maternity", report.Entries.Values.Single().Description!, StringComparison.Ordinal);

        // Put right, it is read again.
        record.Repair();
        await hospital.Host.StartAgain();
        Assert.True((await hospital.As(2).GetAsync($"{Hospital.Path}/notes/weigh-it")).IsSuccessStatusCode);
        Assert.Equal(HealthStatus.Healthy, (await Health(hospital)).Status);
    }

    /// <summary>A line that can be read and does not continue its stream is damage too.</summary>
    [Fact]
    public async Task A_line_that_does_not_follow_takes_its_stream_away_and_nothing_else()
    {
        var record = new ShakyRecord();
        await using var hospital = await (await (await Hospital.Open(record: record)).WithMaternity()).WithNote();
        record.Change = line => line.Entry.Stream.Kind == StreamKind.Note && line.Entry.Version == 2
            ? line with { Entry = line.Entry with { Version = 7 } }
            : line;
        await using var again = await Hospital.Open(record: record, now: hospital.Time.Now);
        Assert.Equal([StreamId.Of(NoteId.Of("weigh-it"))], again.Host.Present.Damaged.Keys);
        Assert.Equal(2, (int)(await again.Get(1, "communities/maternity"))["memberCount"]!);
        Assert.Equal(HttpStatusCode.NotFound, (await again.As(1).GetAsync($"{Hospital.Path}/notes/weigh-it")).StatusCode);
    }

    [Fact]
    public async Task A_question_is_asked_of_the_version_that_was_read_too()
    {
        await using var hospital = await (await Hospital.Open()).WithMaternity();
        var tag = (await hospital.As(3).GetAsync(Hospital.Path + "/communities/maternity")).Headers.ETag!.ToString();
        const string Join = """{"type":"join"}""";
        Assert.True((await hospital.Post(3, "communities/maternity", Join, "asks", ("If-Match", tag))).IsSuccessStatusCode);
        Assert.True((await hospital.Post(4, "communities/maternity", Join)).IsSuccessStatusCode);
        Assert.Equal(
            HttpStatusCode.PreconditionFailed,
            (await hospital.Post(3, "communities/maternity", Join, "asks", ("If-Match", tag))).StatusCode);
    }
}
