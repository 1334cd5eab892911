using System.Net;
using System.Text.Json.Nodes;
using CommunitiesOfPractice.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace WardRota.Tests;

/// <summary>Communities of practice in the rota: each stumble that somebody met is a test here.</summary>
public sealed class SharingTests
{
    public static TheoryData<bool, Contexts, Tables> EveryWay()
    {
        var ways = new TheoryData<bool, Contexts, Tables>();
        foreach (var contexts in Enum.GetValues<Contexts>())
            foreach (var tables in new[] { Tables.Ensured, Tables.Migrated })
                foreach (var isFirst in new[] { false, true }) ways.Add(isFirst, contexts, tables);
        return ways;
    }

    [Theory]
    [MemberData(nameof(EveryWay))]
    public async Task Communities_are_founded_and_joined_however_the_host_is_put_together(
        bool isFirst, Contexts contexts, Tables tables)
    {
        var setup = new Setup(CommunitiesFirst: isFirst, Contexts: contexts, Tables: tables);
        var database = Path.Combine(Path.GetTempPath(), $"rota-{Guid.NewGuid():N}.db");
        try
        {
            await using (var running = await Running.Start(setup, database)) await running.FoundMaternity();

            // It is all there at the next start.
            await using var again = await Running.Start(setup, database);
            var dev = await again.Nurse("dev");
            await Running.Act(dev, "communities/maternity", """{"type":"join"}""");
            Assert.Contains(
                "\"memberCount\":4", await dev.GetStringAsync($"{Running.Communities}/communities/maternity"),
                StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(database);
        }
    }

    /// <summary>
    /// The record's own call, before the host makes its tables or after: neither keeps the other from its work.
    /// </summary>
    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    [InlineData(false, true)]
    public async Task The_tables_are_made_in_any_order(bool isOursFirst, bool isMigrated)
    {
        await using var running = await Running.Start(new(Tables: Tables.Elsewhere), before: async services =>
        {
            await using var scope = services.CreateAsyncScope();
            var context = scope.ServiceProvider.GetRequiredService<SharingContext>();
            if (isOursFirst) await RecordSchema.Create(context);
            if (isMigrated) await context.Database.MigrateAsync();
            else await context.Database.EnsureCreatedAsync();
            if (!isOursFirst) await RecordSchema.Create(context);
        });
        await running.FoundMaternity();
        Assert.Equal("[]", await (await running.Nurse("erin")).GetStringAsync("/rota/shifts"));
    }

    [Fact]
    public async Task Missing_tables_are_one_clear_sentence_and_never_stop_the_application()
    {
        await using var running = await Running.Start(new(Tables: Tables.Elsewhere));
        await using var scope = running.Services.CreateAsyncScope();
        var report = await running.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
        var says = report.Entries["communities-of-practice"];
        Assert.Equal(HealthStatus.Unhealthy, says.Status);
        Assert.Contains("The tables of the record are missing", says.Description!, StringComparison.Ordinal);
        var away = await running.Nobody().GetAsync($"{Running.Communities}/notes");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, away.StatusCode);
        Assert.Equal("application/problem+json", away.Content.Headers.ContentType!.MediaType);

        // Somebody migrates, and nobody restarts anything.
        await scope.ServiceProvider.GetRequiredService<SharingContext>().Database.MigrateAsync();
        await running.FoundMaternity();
    }

    [Fact]
    public async Task Both_describe_themselves_in_one_document_and_neither_takes_the_others_names()
    {
        await using var running = await Running.Start(new());
        var document = JsonNode.Parse(await running.Nobody().GetStringAsync("/openapi/v1.json"))!;
        var schemas = document["components"]!["schemas"]!.AsObject().Select(schema => schema.Key).ToArray();
        Assert.Contains("Note", schemas);
        Assert.Contains("CommunitiesOfPractice.Note", schemas);
        var operations = document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject())
            .Select(operation => (string?)operation.Value!["operationId"]).Where(id => id is not null).ToArray();
        Assert.Equal(operations.Distinct(), operations);
        Assert.Equal(
            """{"type":"http","scheme":"bearer"}""", document["components"]!["securitySchemes"]!["Identity.Bearer"]!.ToJsonString());
    }
}
