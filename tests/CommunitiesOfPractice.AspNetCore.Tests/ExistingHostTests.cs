using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace CommunitiesOfPractice.AspNetCore.Tests;

/// <summary>The smallest existing host, before and after: what is written of it is so, and both run.</summary>
public sealed partial class ExistingHostTests
{
    private static readonly string Repository = Above(AppContext.BaseDirectory);

    private static string[] Program(string which) =>
        File.ReadAllLines(Path.Combine(Repository, "samples", "ExistingHost", which, "Program.cs"));

    private static string[] Added()
    {
        // Nothing but additions: what was there before stands there in the same order.
        var (added, before) = (new List<string>(), new Queue<string>(Program("Before")));
        foreach (var line in Program("After"))
        {
            if (before.TryPeek(out var next) && next == line) before.Dequeue();
            else added.Add(line);
        }

        Assert.Empty(before);
        return [.. added];
    }

    [Fact]
    public void It_takes_fifteen_lines() => Assert.InRange(Added().Length, 1, 15);

    [Theory]
    [InlineData("samples/ExistingHost/README.md")]
    [InlineData("README.md")]
    public void What_is_shown_is_what_was_added(string page)
    {
        var diff = Fence()
            .Match(File.ReadAllText(Path.Combine(Repository, page))).Groups["lines"].Value.Split(
                '\n', StringSplitOptions.RemoveEmptyEntries);
        var shown = diff.Where(line => line[0] == '+').Select(line => line[1..]);
        Assert.Equal(Added(), shown);
        Assert.All(
            diff.Where(line => line[0] == ' ' && line.Trim() != "…"), line => Assert.Contains(line[1..], Program("Before")));
    }

    [Fact]
    public async Task A_host_that_was_there_takes_the_library_in_its_own_database()
    {
        var database = Path.Combine(Path.GetTempPath(), $"existing-{Guid.NewGuid():N}.db");
        try
        {
            await using (var before = await Running.Start("Before", database))
            {
                Assert.Equal(HttpStatusCode.NoContent, (await before.Client.PostAsync("/sign-in/1001", null)).StatusCode);
                Assert.Contains("obstetrician", await before.Client.GetStringAsync("/people"), StringComparison.Ordinal);
                Assert.Equal(
                    HttpStatusCode.NotFound, (await before.Client.GetAsync("/communities-of-practice/communities")).StatusCode);
            }

            await using (var after = await Running.Start("After", database))
            {
                Assert.Equal(
                    HttpStatusCode.Unauthorized,
                        (await after.Client.GetAsync("/communities-of-practice/communities")).StatusCode);
                Assert.Equal(HttpStatusCode.NoContent, (await after.Client.PostAsync("/sign-in/1001", null)).StatusCode);
                await Act(
                    after.Client,
                        $$"""{"type":"propose-community","name":"Maternity","domain":{"sharedConcern":"Blood loss"},"charter":{{CharterJson.ToText(Charters.Informal())}},"founders":["1001","1002"],"quorum":2,"until":"2099-01-01T00:00:00Z"}""");
                await after.Client.PostAsync("/sign-in/1002", null);
                await Act(after.Client, """{"type":"consent-to-found"}""");
            }

            await using var again = await Running.Start("After", database);
            await again.Client.PostAsync("/sign-in/1003", null);
            await Act(again.Client, """{"type":"join"}""");
            Assert.Contains(
                "\"memberCount\":3", await again.Client.GetStringAsync("/communities-of-practice/communities/maternity"),
                    StringComparison.Ordinal);
        }
        finally
        {
            foreach (var file in new[] { database, database + "-wal", database + "-shm" }) File.Delete(file);
        }
    }

    private static async Task Act(HttpClient client, string act)
    {
        var response =
            await client.PostAsync(
                "/communities-of-practice/communities/maternity/acts",
                    new StringContent(act, new MediaTypeHeaderValue("application/json")));
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }

    private static string Above(string folder) =>
        File.Exists(Path.Combine(folder, "CommunitiesOfPractice.sln")) ? folder : Above(Path.GetDirectoryName(folder)!);

    [GeneratedRegex("```diff\n(?<lines>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Fence();

    /// <summary>One of the two, as a process of its own.</summary>
    private sealed partial class Running(Process process, HttpClient client) : IAsyncDisposable
    {
        public HttpClient Client => client;

        public static async Task<Running> Start(string which, string database)
        {
            var output =
                Path.Combine(
                    Repository, "samples", "ExistingHost", which, "bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name,
                        "net10.0");
            var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, WorkingDirectory = Path.GetTempPath() };
            foreach (
                var argument in new[] {
                    Path.Combine(output, $"ExistingHost.{which}.dll"), "--urls", "http://127.0.0.1:0",
                        "--ConnectionStrings:Intranet", $"Data Source={database}" }) start.ArgumentList.Add(argument);
            var process = Process.Start(start)!;
            for (var i = 0; i < 200 && await process.StandardOutput.ReadLineAsync() is { } line; i++)
            {
                if (Listening().Match(line) is not { Success: true } at) continue;
                _ = process.StandardOutput.ReadToEndAsync();
                return new(process, new HttpClient { BaseAddress = new(at.Groups["url"].Value) });
            }

            throw new InvalidOperationException($"{which} did not start.");
        }

        public async ValueTask DisposeAsync()
        {
            client.Dispose();
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }

        [GeneratedRegex("Now listening on: (?<url>http://\\S+)")]
        private static partial Regex Listening();
    }
}
