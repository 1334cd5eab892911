using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace CommunitiesOfPractice.AspNetCore.Tests;

/// <summary>
/// The smallest existing host: before, after, and with pages. What is written of it is so, and all three run.
/// </summary>
public sealed partial class ExistingHostTests
{
    private static readonly string Repository = Above(AppContext.BaseDirectory);

    private static string[] Program(string which) =>
        File.ReadAllLines(Path.Combine(Repository, "samples", "ExistingHost", which, "Program.cs"));

    private static string[] Added(string from, string to)
    {
        // Nothing but additions: what was there before stands there in the same order.
        var (added, before) = (new List<string>(), new Queue<string>(Program(from)));
        foreach (var line in Program(to))
        {
            if (before.TryPeek(out var next) && next == line) before.Dequeue();
            else added.Add(line);
        }

        Assert.Empty(before);
        return [.. added];
    }

    [Theory]
    [InlineData("Before", "After", 15)]
    [InlineData("After", "WithPages", 10)]
    public void It_takes_few_lines(string from, string to, int most) => Assert.InRange(Added(from, to).Length, 1, most);

    [Theory]
    [InlineData("samples/ExistingHost/README.md", 0, "Before", "After")]
    [InlineData("samples/ExistingHost/README.md", 1, "After", "WithPages")]
    [InlineData("README.md", 0, "Before", "After")]
    public void What_is_shown_is_what_was_added(string page, int number, string from, string to)
    {
        var diff = Fence()
            .Matches(File.ReadAllText(Path.Combine(Repository, page)))[number].Groups["lines"].Value.Split(
                '\n', StringSplitOptions.RemoveEmptyEntries);
        var shown = diff.Where(line => line[0] == '+').Select(line => line[1..]);
        Assert.Equal(Added(from, to), shown);
        Assert.All(
            diff.Where(line => line[0] == ' ' && line.Trim() != "…"), line => Assert.Contains(line[1..], Program(from)));
    }

    [Fact]
    public async Task A_host_that_was_there_takes_the_library_in_its_own_database()
    {
        using var intranet = new Database();
        await using (var before = await Running.Start("Before", intranet))
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await before.Client.GetAsync("/people")).StatusCode);
            await SignIn(before.Client, "1001");
            Assert.Contains("obstetrician", await before.Client.GetStringAsync("/people"), StringComparison.Ordinal);
            Assert.Equal(
                HttpStatusCode.NotFound, (await before.Client.GetAsync("/communities-of-practice/communities")).StatusCode);
        }

        await using (var after = await Running.Start("After", intranet))
        {
            Assert.Equal(
                HttpStatusCode.Unauthorized,
                    (await after.Client.GetAsync("/communities-of-practice/communities")).StatusCode);
            await SignIn(after.Client, "1001");
            await Act(
                after.Client,
                    $$"""{"type":"propose-community","name":"Maternity","domain":{"sharedConcern":"Blood loss"},"charter":{{CharterJson.ToText(Charters.Informal())}},"founders":["1001","1002"],"quorum":2,"until":"2099-01-01T00:00:00Z"}""");
            await SignIn(after.Client, "1002");
            await Act(after.Client, """{"type":"consent-to-found"}""");
        }

        await using var again = await Running.Start("After", intranet);
        await SignIn(again.Client, "1003");
        await Act(again.Client, """{"type":"join"}""");
        Assert.Contains(
            "\"memberCount\":3", await again.Client.GetStringAsync("/communities-of-practice/communities/maternity"),
                StringComparison.Ordinal);
    }

    /// <summary>
    /// As in a browser: people who are not signed in are asked to, and come back. Then they fill in forms, one after the other.
    /// </summary>
    [Fact]
    public async Task With_pages_people_found_a_community_in_a_browser()
    {
        using var intranet = new Database();
        await using var host = await Running.Start("WithPages", intranet);
        var client = host.Client;
        Assert.Contains("href=\"/practice/found\"", await client.GetStringAsync("/practice"), StringComparison.Ordinal);

        var asked = await client.GetAsync("/practice/found");
        Assert.Equal("/sign-in", asked.RequestMessage!.RequestUri!.AbsolutePath);
        var back = await SignIn(client, "1001", asked.RequestMessage.RequestUri.PathAndQuery);
        Assert.Equal("/practice/found", back.RequestMessage!.RequestUri!.AbsolutePath);

        // The search finds a colleague in the hospital's own table; what else was filled in is still there.
        (string, string)[] filledIn = [("name", "Maternity"), ("concern", "Blood loss after birth"), ("charter", "Informal")];
        var form = await back.Content.ReadAsStringAsync();
        form = await Text(await Send(client, "/practice/found", form,
            [.. filledIn, ("founder1-words", "Obstetric"), ("find", "founder1")]));
        Assert.Contains("obstetrician 1002", form, StringComparison.Ordinal);
        Assert.Contains("value=\"Maternity\"", form, StringComparison.Ordinal);
        var chosen = Regex.Match(form, "name=\"founder1\" type=\"radio\" value=\"([^\"]+)\"").Groups[1].Value;
        Assert.Equal(
            HttpStatusCode.BadRequest, (await client.PostAsync("/practice/found", new FormUrlEncodedContent([]))).StatusCode);
        var proposed = await Send(client, "/practice/found", form, [.. filledIn, ("founder1", chosen)]);
        var community = proposed.RequestMessage!.RequestUri!;
        Assert.StartsWith("/practice/communities/", community.AbsolutePath, StringComparison.Ordinal);

        await SignIn(client, "1002");
        var page = await client.GetStringAsync(community);
        var founded =
            await Text(await Send(client, community.AbsolutePath + "?handler=Deed", page, ("deed", "consent-to-found")));
        Assert.Contains("2 members", founded, StringComparison.Ordinal);
        Assert.Contains(
            "Midwife 1001", await client.GetStringAsync(community.AbsolutePath + "/members"), StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> SignIn(HttpClient client, string staffNumber, string path = "/sign-in")
    {
        Assert.Contains("name=\"staffNumber\"", await client.GetStringAsync(path), StringComparison.Ordinal);
        var response =
            await client.PostAsync(path, new FormUrlEncodedContent([KeyValuePair.Create("staffNumber", staffNumber)]));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return response;
    }

    // A form goes back with its antiforgery token and with what tells it from another.
    private static Task<HttpResponseMessage> Send(
        HttpClient client, string path, string page, params (string Name, string Value)[] fields) =>
        client.PostAsync(path, new FormUrlEncodedContent(
            fields.Concat(Hidden().Matches(page).Select(m => (Name: m.Groups["name"].Value, Value: m.Groups["value"].Value)))
                .DistinctBy(field => field.Name).Select(field => KeyValuePair.Create(field.Name, field.Value))));

    private static async Task<string> Text(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{response.StatusCode} of {response.RequestMessage!.RequestUri}: {text}");
        return text;
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

    [GeneratedRegex("""name="(?<name>form|__RequestVerificationToken)" (?:type="hidden" )?value="(?<value>[^"]+)""")]
    private static partial Regex Hidden();

    /// <summary>A database in a file, which goes with the test.</summary>
    private sealed class Database : IDisposable
    {
        public string File { get; } = Path.Combine(Path.GetTempPath(), $"existing-{Guid.NewGuid():N}.db");

        public void Dispose()
        {
            foreach (var part in new[] { "", "-wal", "-shm" }) System.IO.File.Delete(File + part);
        }
    }

    /// <summary>One of the three, as a process of its own.</summary>
    private sealed partial class Running(Process process, HttpClient client) : IAsyncDisposable
    {
        public HttpClient Client => client;

        public static async Task<Running> Start(string which, Database database)
        {
            var output =
                Path.Combine(
                    Repository, "samples", "ExistingHost", which, "bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name,
                        "net10.0");
            var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, WorkingDirectory = Path.GetTempPath() };
            foreach (
                var argument in new[] {
                    Path.Combine(output, $"ExistingHost.{which}.dll"), "--urls", "http://127.0.0.1:0",
                        "--ConnectionStrings:Intranet", $"Data Source={database.File}" }) start.ArgumentList.Add(argument);
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
