using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using CommunitiesOfPractice.EntityFrameworkCore;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CommunitiesOfPractice.AspNetCore.UI.Tests;

/// <summary>The intranet as somebody starts it: what stands in the terminal.</summary>
public sealed class StartTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cop-start-");

    [Fact]
    public async Task It_says_what_it_makes_and_where_it_is_and_nothing_more()
    {
        var (first, lines) = await Started();
        Assert.Equal(
            ["Making the database, and telling nine months of six communities in South London.",
                $"The trust intranet is at {first}. Press Ctrl+C to stop it."],
            lines.Take(2));
        Assert.True(lines.Count <= 3, string.Join('\n', lines));

        // What is there is not made again.
        var (again, later) = await Started();
        Assert.Equal($"The trust intranet is at {again}. Press Ctrl+C to stop it.", later[0]);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_a_sentence()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        await Refuses(
            "Another program uses that port. Stop it, or start the intranet with --urls http://localhost:5081.",
            "--urls", $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}");
    }

    [Theory]
    [InlineData("There is no option ‘--prot’.", "--prot", "5081")]
    [InlineData("There is no option ‘5081’.", "5081")]
    [InlineData("Say something after --store.", "--store")]
    [InlineData("There is no store ‘oracle’. Say --store sqlite or --store postgres.", "--store", "oracle")]
    [InlineData("Say which PostgreSQL database:", "--store", "postgres")]
    [InlineData("The database cannot be opened:", "--store", "postgres", "--connection", "Host=127.0.0.1;Port=1;Username=nobody")]
    [InlineData("Outside development nobody chooses who they are.", "--environment", "Production")]
    [InlineData("SignIn:Authority begins with https.", "--SignIn:Authority", "http://127.0.0.1:1/")]
    public Task What_it_cannot_start_with_is_a_sentence(string sentence, params string[] arguments) =>
        Refuses(sentence, arguments);

    [Fact]
    public async Task A_database_of_another_version_of_the_sample_is_refused_and_left_as_it_is()
    {
        var file = Path.Combine(_folder.FullName, "communities.db");
        await using (var connection = new SqliteConnection($"Data Source={file};Pooling=False"))
        {
            // As a version before this one left it: a record, and no word of who made it.
            await connection.OpenAsync();
            var options = new DbContextOptionsBuilder<RecordContext>().UseSqlite(connection).Options;
            await using var context = new RecordContext(options);
            foreach (var sql in new[]
                     {
                         RecordSchema.Script(context),
                         "INSERT INTO cop_record (position, stream, version, line) VALUES (1, 'note:n', 1, '{}')",
                     })
            {
                var command = connection.CreateCommand();
                command.CommandText = sql;
                await command.ExecuteNonQueryAsync();
            }
        }

        await Refuses("Another version of this sample made its database. Delete " + file);
        Assert.True(File.Exists(file));
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    private async Task Refuses(string sentence, params string[] arguments)
    {
        using var process = Start(["--urls", "http://127.0.0.1:0", .. arguments]);
        using var inTime = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var (said, failed) = (process.StandardOutput.ReadToEndAsync(inTime.Token),
            process.StandardError.ReadToEndAsync(inTime.Token));
        await process.WaitForExitAsync(inTime.Token);
        var lines = (await failed).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.True(lines.Length == 1 && lines[0].StartsWith(sentence, StringComparison.Ordinal), await said + await failed);
        Assert.Equal(1, process.ExitCode);
        Assert.DoesNotContain("   at ", await said, StringComparison.Ordinal);
    }

    private async Task<(string Address, List<string> Lines)> Started()
    {
        using var process = Start(["--urls", "http://127.0.0.1:0"]);
        try
        {
            var lines = new List<string>();
            using var inTime = new CancellationTokenSource(TimeSpan.FromMinutes(2));
            while (await process.StandardOutput.ReadLineAsync(inTime.Token) is { } line)
            {
                if (line.Length > 0) lines.Add(line);
                if (!line.StartsWith("The trust intranet is at ", StringComparison.Ordinal)) continue;
                var address = line.Split(' ')[5].TrimEnd('.');
                using var visitor = new HttpClient { BaseAddress = new Uri(address) };
                Assert.Contains("Maternity", await visitor.GetStringAsync("/", inTime.Token), StringComparison.Ordinal);
                await Task.Delay(500, inTime.Token);
                process.Kill();
                lines.AddRange((await process.StandardOutput.ReadToEndAsync(inTime.Token)).Split(
                    '\n', StringSplitOptions.RemoveEmptyEntries));
                return (address, lines);
            }

            throw new InvalidOperationException(string.Join('\n',
                lines) + await process.StandardError.ReadToEndAsync(inTime.Token));
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    private Process Start(string[] arguments)
    {
        var program = typeof(TrustIntranet.IntranetContext).Assembly.Location;
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(program)!, Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Development" },
        };
        foreach (var argument in new[] { program, "--data",
            _folder.FullName }.Concat(arguments)) start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }
}
