using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CommunitiesOfPractice.Calendars.Tests;

/// <summary>
/// ical.js, which shares nothing with the library that wrote the calendar, nor with its time zones. It is fetched by npm, once
/// for all tests of a class.
/// </summary>
public sealed class SecondReader : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    private readonly string _folder = Directory.CreateTempSubdirectory("icaljs-").FullName;
    private readonly Lazy<bool> _fetched;

    public SecondReader() => _fetched = new(() =>
    {
        foreach (var file in Directory.GetFiles(
            Path.Combine(Above(AppContext.BaseDirectory), "tests", "CommunitiesOfPractice.Calendars.Tests", "icaljs")))
            File.Copy(file, Path.Combine(_folder, Path.GetFileName(file)));
        Run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        return true;
    });

    public static bool IsHere => new[] { "node", "npm" }.All(program =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Any(folder => folder.Length > 0 && File.Exists(Path.Combine(folder, program))));

    public ReadCalendar Read(string calendar)
    {
        Assert.True(_fetched.Value);
        var file = Path.Combine(_folder, "calendar.ics");
        File.WriteAllText(file, calendar);
        return JsonSerializer.Deserialize<ReadCalendar>(Run("node", "read.js", file), JsonSerializerOptions.Web)!;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = _folder, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        var (said, complained) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        if (!process.WaitForExit(Longest))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{program} {string.Join(' ', arguments)} did not end in {Longest}.");
        }

        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: {complained.Result}{said.Result}");
        return said.Result;
    }

    private static string Above(string folder) =>
        File.Exists(Path.Combine(folder, "CommunitiesOfPractice.sln")) ? folder : Above(Path.GetDirectoryName(folder)!);
}

/// <summary>A calendar as it was read.</summary>
public sealed record ReadCalendar(string? Method, string? Name, IReadOnlyList<ReadEntry> Entries);

/// <summary>An entry as it was read; instants in seconds since 1970.</summary>
public sealed record ReadEntry(
    string Uid, long Start, long End, string? Zone, long Stamp, int Sequence, string Status,
    [property: JsonPropertyName("class")] string Classification, string? Summary, string? Location, string? Description,
    string? Url);

/// <summary>A fact that is tested where Node.js and npm are installed, and skipped loudly elsewhere.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NodeFactAttribute : FactAttribute
{
    public NodeFactAttribute() => Skip = SecondReader.IsHere
        ? null!
        : "Node.js or npm is not installed here, and this test needs it (on Debian: apt-get install npm).";
}
