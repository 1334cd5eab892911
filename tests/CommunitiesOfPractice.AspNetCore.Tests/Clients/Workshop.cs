using System.Diagnostics;

namespace CommunitiesOfPractice.AspNetCore.Tests.Clients;

/// <summary>A folder for a while, in which somebody else's programs are made and run.</summary>
internal sealed class Workshop : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(4);

    private readonly string _folder = Directory.CreateTempSubdirectory("client-").FullName;

    /// <param name="sources">Which of the folders beside this file is copied into it.</param>
    public Workshop(string sources)
    {
        var project = Path.Combine("tests", "CommunitiesOfPractice.AspNetCore.Tests", "Clients", sources);
        foreach (var file in Directory.GetFiles(Path.Combine(Above(AppContext.BaseDirectory), project)))
            File.Copy(file, this[Path.GetFileName(file)]);
    }

    /// <summary>The path of something in it.</summary>
    public string this[string name] => Path.Combine(_folder, name);

    public static bool Has(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Any(folder => folder.Length > 0 && File.Exists(Path.Combine(folder, program)));

    public Task<string> Run(string program, params string[] arguments) => Run(_ => null, program, arguments);

    /// <summary>
    /// Runs a program, and answers what it prints line by line. Anything but success in good time is a failed test that shows
    /// what it printed.
    /// </summary>
    /// <param name="answer">What to say to a line; null to say nothing.</param>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    public async Task<string> Run(Func<string, string?> answer, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = _folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };

        // What the test host sets for itself is not for other programs.
        foreach (
            var name in start.Environment.Keys.Where(
                key => key.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)
                    || key.StartsWith("VSTEST", StringComparison.OrdinalIgnoreCase)).ToArray())
            start.Environment.Remove(name);
        foreach (var name in new[] { "MSBUILDDISABLENODEREUSE", "DOTNET_CLI_TELEMETRY_OPTOUT", "DOTNET_NOLOGO" })
            start.Environment[name] = "1";
        foreach (var name in new[] { "KIOTA_OFFLINE_ENABLED", "KIOTA_CLI_TELEMETRY_OPTOUT" }) start.Environment[name] = "true";
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(Longest);
        var printed = new List<string>();
        try
        {
            await Task.WhenAll(Listen(process.StandardOutput), Listen(process.StandardError)).WaitAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            Assert.Fail(Told($"did not end in {Longest}"));
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }

        Assert.True(process.ExitCode == 0, Told($"ended with {process.ExitCode}"));
        return string.Join('\n', printed);

        async Task Listen(StreamReader from)
        {
            while (await from.ReadLineAsync(limit.Token) is { } line)
            {
                lock (printed) printed.Add(line);
                if (answer(line) is { } reply) await Say(reply);
            }
        }

        async Task Say(string reply)
        {
            try
            {
                await process.StandardInput.WriteLineAsync(reply.AsMemory(), limit.Token);
                await process.StandardInput.FlushAsync(limit.Token);
            }
            catch (IOException)
            {
                // It has ended, and its exit code says how.
            }
        }

        string Told(string end)
        {
            lock (printed) return $"{program} {string.Join(' ', arguments)} {end}:\n{string.Join('\n', printed)}";
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Above(string folder) =>
        File.Exists(Path.Combine(folder, "CommunitiesOfPractice.sln")) ? folder : Above(Path.GetDirectoryName(folder)!);
}
