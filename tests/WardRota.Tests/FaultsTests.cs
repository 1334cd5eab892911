using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using CommunitiesOfPractice;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using DbConnection = System.Data.Common.DbConnection;

namespace WardRota.Tests;

/// <summary>
/// What the rota answers while its SQLite file is locked, damaged or on a full disk, and what is there afterwards: each answer is
/// a problem document, and nothing that was acknowledged is lost.
/// </summary>
public sealed class FaultsTests : IDisposable
{
    private const string Join = """{"type":"join"}""";

    private const string Propose = """{"type":"propose","proposal":{"$type":"resolve","words":"Weigh every loss."}}""";

    private static readonly CommunityId Maternity = CommunityId.Of("maternity");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rota-faults-");

    private string File => Path.Combine(_folder.FullName, "rota.db");

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>With write-ahead logging, as the tables are made, others still read; without it, nobody does.</summary>
    [Theory]
    [InlineData("wal")]
    [InlineData("delete")]
    public async Task While_the_file_is_locked_all_are_told_in_time_and_what_is_sent_again_is_done_once(string journal)
    {
        // The way of keeping the journal is changed while nobody has the file open.
        await using (await Running.Start(new(), File))
        {
        }

        await using (await Locked(journal))
        {
        }

        await using var running = await Running.Start(new(), File, options: "Default Timeout=1");
        await running.FoundMaternity();
        var amina = await running.SignIn("amina");
        await using (var other = await Locked(journal))
        {
            var watch = Stopwatch.StartNew();
            var acts = Enumerable.Range(0, 4).Select(_ => Post(amina, "communities/maternity", Propose, "key-1")).ToArray();
            var questions = new[] { "communities", "communities/maternity", "communities/maternity/options", "notes", "me" }
                .Select(asked => amina.GetAsync($"{Running.Communities}/{asked}")).ToArray();
            foreach (var act in acts) Assert.False(await IsDone(await act));
            foreach (var question in questions) Assert.Equal(journal == "wal", await IsDone(await question));
            Assert.Equal(journal == "wal" ? HealthStatus.Healthy : HealthStatus.Unhealthy, (await Health(running)).Status);
            Assert.InRange(watch.Elapsed.TotalSeconds, 1, 30);
        }

        // All of them again, at the same moment: one of them is done, and all are told the same.
        var again = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => Post(amina, "communities/maternity", Propose, "key-1")));
        Assert.All(again, answer => Assert.Equal(HttpStatusCode.Created, answer.StatusCode));
        Assert.Single(again.Select(answer => answer.Headers.Location).Distinct());
        Assert.Single((await running.Host.CatchUp()).Landscape[Maternity].OpenDecisions);
        Assert.Equal(HealthStatus.Healthy, (await Health(running)).Status);
    }

    [Fact]
    public async Task A_file_that_is_locked_at_the_start_never_stops_the_rota()
    {
        await using (var before = await Running.Start(new(), File)) await before.FoundMaternity();
        await using var other = await Locked("delete");
        var watch = Stopwatch.StartNew();
        await using var running = await Running.Start(new(Tables: Tables.Elsewhere), File, options: "Default Timeout=1");
        Assert.False(await IsDone(await running.Nobody().GetAsync($"{Running.Communities}/notes")));
        Assert.Equal(HealthStatus.Unhealthy, (await Health(running)).Status);
        Assert.InRange(watch.Elapsed.TotalSeconds, 1, 30);
        await other.CloseAsync();
        await Running.Act(await running.Nurse("dev"), "communities/maternity", Join);
        Assert.Equal(4, (await running.Host.CatchUp()).Landscape[Maternity].Members.Count);
    }

    [Fact]
    public async Task A_last_line_that_is_cut_takes_its_community_away_and_nothing_else()
    {
        await using (var before = await Running.Start(new(), File))
        {
            await before.FoundMaternity();
            var (dev, erin) = (await before.Nurse("dev"), await before.Nurse("erin"));
            await Running.Act(
                dev, "communities/sepsis",
                $$"""
                {
                  "type": "propose-community", "name": "Sepsis", "domain": { "sharedConcern": "Sepsis" }, "charter": "informal",
                  "founders": ["{{await before.KeyOf("dev")}}", "{{await before.KeyOf("erin")}}"], "quorum": 2,
                  "until": "2099-01-01T00:00:00Z"
                }
                """);
            await Running.Act(erin, "communities/sepsis", """{"type":"consent-to-found"}""");
            await Running.Act(dev, "communities/maternity", Join);
            await Running.Act(await before.SignIn("chloe"), "communities/sepsis", Join);
        }

        const string Last = "(SELECT MAX(position) FROM cop_record)";
        var line = await Ask($"SELECT line FROM cop_record WHERE position = {Last} AND stream = 'community:sepsis'");
        Assert.NotNull(line);
        await Ask($"UPDATE cop_record SET line = substr(line, 1, length(line) - 9) WHERE position = {Last}");
        await using (var running = await Running.Start(new(), File))
        {
            var (amina, chloe) = (await running.SignIn("amina"), await running.SignIn("chloe"));
            foreach (var part in new[] { "", "/options", "/decisions/1" })
                await IsDamaged(await chloe.GetAsync($"{Running.Communities}/communities/sepsis{part}"));
            await IsDamaged(await chloe.GetAsync($"{Running.Communities}/me"));
            await IsDamaged(await Post(amina, "communities/sepsis", Join));
            await IsDamaged(await Post(chloe, "communities/sepsis", """{"type":"leave"}""", "key-1"));
            var list = JsonNode.Parse(await amina.GetStringAsync($"{Running.Communities}/communities"))!;
            Assert.Equal("""["sepsis"]""", list["damaged"]!.ToJsonString());

            // Everybody is still in maternity, and more come.
            foreach (var member in new[] { "amina", "ben", "chloe", "dev" })
                Assert.True(running.Host.Present.Landscape[Maternity].IsMember(PersonId.Of(await running.KeyOf(member))));
            await Running.Act(await running.Nurse("farah"), "communities/maternity", Join);
            Assert.Contains(
                "\"memberCount\":5", await amina.GetStringAsync($"{Running.Communities}/communities/maternity"),
                StringComparison.Ordinal);
            var report = await Health(running);
            Assert.Equal(HealthStatus.Degraded, report.Status);
            Assert.Contains("community:sepsis", report.Description!, StringComparison.Ordinal);
        }

        // Put right, it is all there.
        await Ask("UPDATE cop_record SET line = @line WHERE line = substr(@line, 1, length(@line) - 9)", line);
        await using var again = await Running.Start(new(), File);
        Assert.Contains(
            "\"memberCount\":3", await (await again.SignIn("dev")).GetStringAsync($"{Running.Communities}/communities/sepsis"),
            StringComparison.Ordinal);
        Assert.Equal(5, again.Host.Present.Landscape[Maternity].Members.Count);
        Assert.Equal(HealthStatus.Healthy, (await Health(again)).Status);
    }

    [Fact]
    public async Task A_file_that_may_grow_no_more_loses_nothing_acknowledged_and_with_room_it_goes_on()
    {
        var limit = new Limit();
        await LosesNothing(
            File, () =>
            {
                using var file = new SqliteConnection($"Data Source={File};Pooling=False");
                file.Open();
                using var command = file.CreateCommand();
                command.CommandText = "PRAGMA page_count";
                limit.Pages = (long)command.ExecuteScalar()! + 6;
            },
            () => limit.Pages = null, services => services.ConfigureDbContext<SharingContext>(o => o.AddInterceptors(limit)));
    }

    /// <summary>A disk that has room for nothing at all refuses the log and the memory beside the file, too.</summary>
    [SmallDiskFact]
    public async Task A_full_disk_loses_nothing_acknowledged_and_with_room_it_goes_on()
    {
        using var disk = new SmallDisk(_folder.CreateSubdirectory("disk").FullName);
        await LosesNothing(Path.Combine(disk.Path, "rota.db"), disk.Fill, disk.MakeRoom);
    }

    /// <summary>
    /// Nurses join and propose until each has been told that the record takes nothing. With room again, each sends once more what
    /// was refused.
    /// </summary>
    private static async Task LosesNothing(
        string file, Action fill, Action makeRoom, Action<IServiceCollection>? services = null)
    {
        const int Nurses = 6;
        var words = new string('x', 1500);
        await using var running = await Running.Start(new(), file, services: services);
        await running.FoundMaternity();
        var nurses = new List<(HttpClient Client, PersonId Key)>();
        for (var i = 0; i < Nurses; i++)
            nurses.Add((await running.Nurse($"nurse-{i}"), PersonId.Of(await running.KeyOf($"nurse-{i}"))));

        fill();
        var (members, decisions) = (new HashSet<PersonId>(), new HashSet<Uri>());
        var refused = new Dictionary<PersonId, (string Act, string Key)>();
        await Task.WhenAll(nurses.Select(async nurse =>
        {
            for (var i = 0; i < 200 && !refused.ContainsKey(nurse.Key); i++)
            {
                var act = i == 0 ? Join : Propose.Replace("loss.", $"loss. {nurse.Key} {i} {words}", StringComparison.Ordinal);
                var answer = await Post(nurse.Client, "communities/maternity", act, $"key-{i}");
                var isDone = await IsDone(answer);
                lock (refused)
                {
                    if (!isDone) refused.Add(nurse.Key, (act, $"key-{i}"));
                    else if (i == 0) members.Add(nurse.Key);
                    else Assert.True(decisions.Add(answer.Headers.Location!));
                }

                await IsDone(await nurse.Client.GetAsync($"{Running.Communities}/communities/maternity"));
            }
        }));
        Assert.Equal(Nurses, refused.Count);
        Assert.NotEmpty(decisions);

        // Another host finds whatever somebody was told of.
        makeRoom();
        await using (var other = await Running.Start(new(), file))
        {
            var found = other.Host.Present.Landscape[Maternity];
            Assert.All(members, member => Assert.True(found.IsMember(member)));
            Assert.Subset(found.OpenDecisions.Select(d => AddressOf(d.Id)).ToHashSet(), decisions);
        }

        // The host itself goes on, without a new start, and does what was refused, once.
        foreach (var (client, key) in nurses)
        {
            var (act, request) = refused[key];
            var answer = await Post(client, "communities/maternity", act, request);
            Assert.True(await IsDone(answer));
            if (act == Join) members.Add(key);
            else decisions.Add(answer.Headers.Location!);
        }

        await using var again = await Running.Start(new(), file);
        var community = again.Host.Present.Landscape[Maternity];
        Assert.Equal(Nurses, members.Count);
        Assert.All(members, member => Assert.True(community.IsMember(member)));
        Assert.Equal(decisions, community.OpenDecisions.Select(d => AddressOf(d.Id)).ToHashSet());
        Assert.Equal(decisions.Count, community.OpenDecisions.Count());
        Assert.Equal(HealthStatus.Healthy, (await Health(again)).Status);
    }

    private static Uri AddressOf(DecisionId decision) =>
        new($"{Running.Communities}/communities/maternity/decisions/{decision.Number}", UriKind.Relative);

    private static async Task<HttpResponseMessage> Post(HttpClient client, string stream, string act, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Running.Communities}/{stream}/acts")
        {
            Content = new StringContent(act, new MediaTypeHeaderValue("application/json")),
        };
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        return await client.SendAsync(request);
    }

    /// <summary>Whether it was done; else a problem document says that it may be later, and anything else is a fault.</summary>
    private static async Task<bool> IsDone(HttpResponseMessage answer)
    {
        var body = await answer.Content.ReadAsStringAsync();
        if (answer.IsSuccessStatusCode) return true;
        Assert.True(answer.StatusCode == HttpStatusCode.ServiceUnavailable, $"{answer.StatusCode}: {body}");
        Assert.Equal("1", answer.Headers.RetryAfter?.ToString());
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(503, (int)JsonNode.Parse(body)!["status"]!);
        return false;
    }

    private static async Task IsDamaged(HttpResponseMessage answer)
    {
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.InternalServerError, $"{answer.StatusCode}: {body}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("This record is damaged.", (string)JsonNode.Parse(body)!["title"]!);
    }

    private static async Task<HealthReportEntry> Health(Running running) =>
        (await running.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Entries["communities-of-practice"];

    /// <summary>Another program's connection that has the file to itself, until it is closed.</summary>
    private async Task<SqliteConnection> Locked(string journal)
    {
        var other = new SqliteConnection($"Data Source={File};Pooling=False");
        await other.OpenAsync();
        await using var command = other.CreateCommand();
        command.CommandText = $"PRAGMA journal_mode = {journal}";
        Assert.Equal(journal, await command.ExecuteScalarAsync());
        command.CommandText = "BEGIN EXCLUSIVE";
        await command.ExecuteNonQueryAsync();
        return other;
    }

    /// <summary>Runs a statement on the file, past the host.</summary>
    private async Task<string?> Ask(string sql, string? line = null)
    {
        await using var other = new SqliteConnection($"Data Source={File};Pooling=False");
        await other.OpenAsync();
        await using var command = other.CreateCommand();
        command.CommandText = sql;
        if (line is not null) command.Parameters.AddWithValue("@line", line);
        return (string?)await command.ExecuteScalarAsync();
    }

    /// <summary>Lets no connection of the host make the file longer than so many pages.</summary>
    private sealed class Limit : DbConnectionInterceptor
    {
        public long? Pages { get; set; }

        public override async Task ConnectionOpenedAsync(
            DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"PRAGMA max_page_count = {Pages ?? 1_000_000_000}";
            await command.ExecuteScalarAsync(cancellationToken);
        }
    }
}

/// <summary>A disk of its own with little room, in memory.</summary>
internal sealed class SmallDisk : IDisposable
{
    private const int Bytes = 4 * 1024 * 1024, Left = 160 * 1024;

    public SmallDisk(string path)
    {
        Path = path;
        if (!Run("mount", "-t", "tmpfs", "-o", $"size={Bytes}", "tmpfs", path))
            throw new InvalidOperationException("No disk can be mounted here.");
    }

    public string Path { get; }

    private string Ballast => System.IO.Path.Combine(Path, "ballast");

    /// <summary>Whether the user who runs the tests may mount one.</summary>
    public static bool CanBe()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess) return false;
        var folder = Directory.CreateTempSubdirectory("rota-disk-");
        try
        {
            using var disk = new SmallDisk(folder.FullName);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
        finally
        {
            folder.Delete();
        }
    }

    /// <summary>Leaves room for a few acts.</summary>
    public void Fill() => File.WriteAllBytes(Ballast, new byte[new DriveInfo(Path).AvailableFreeSpace - Left]);

    public void MakeRoom() => File.Delete(Ballast);

    public void Dispose() => Run("umount", "-l", Path);

    private static bool Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}

/// <summary>A fact that is tested where a small disk can be mounted, and skipped loudly elsewhere.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SmallDiskFactAttribute : FactAttribute
{
    public SmallDiskFactAttribute() =>
        Skip = SmallDisk.CanBe() ? null! : "No small disk can be mounted here, and this test needs it (on Linux, as root).";
}
