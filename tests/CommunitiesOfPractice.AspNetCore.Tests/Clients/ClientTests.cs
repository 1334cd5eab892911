using NodaTime.Text;

namespace CommunitiesOfPractice.AspNetCore.Tests.Clients;

/// <summary>
/// Other people's programs can be clients. From the document that a host serves, a generator makes types that compile, and a
/// program that is written with these types plays a story through at that host.
/// </summary>
public sealed class ClientTests
{
    private const string AnyPort = "http://127.0.0.1:0";

    [NodeFact]
    public async Task A_TypeScript_client_is_generated_compiled_and_run()
    {
        await using var hospital = await Hospital.Open(url: AnyPort);
        using var workshop = await Workshop("typescript", hospital);
        await workshop.Run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        await workshop.Run(workshop["node_modules/.bin/openapi-typescript"], "openapi.json", "--output", "schema.d.ts");
        await workshop.Run(workshop["node_modules/.bin/tsc"]);
        Assert.EndsWith(
            "The story is told.",
            await workshop.Run(
                MoveClock(hospital), "node", "out/story.js", hospital.Url!.ToString(), hospital.Time.Now.ToString()),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_CSharp_client_is_generated_compiled_and_run()
    {
        await using var hospital = await Hospital.Open(url: AnyPort);
        await hospital.WithMaternity();
        using var workshop = await Workshop("csharp", hospital);
        await workshop.Run("dotnet", "tool", "restore");
        await workshop.Run(
            "dotnet", "kiota", "generate", "--language", "CSharp", "--openapi", "openapi.json", "--output", "Generated",
                "--class-name", "PracticeClient", "--namespace-name", "Intranet.Practice");
        await workshop.Run("dotnet", "build", "--output", "out", "-verbosity:quiet", "-consoleLoggerParameters:NoSummary");
        Assert.EndsWith(
            "The story is told.",
            await workshop.Run(MoveClock(hospital), "dotnet", "out/Story.dll", hospital.Url!.ToString()),
            StringComparison.Ordinal);
    }

    private static async Task<Workshop> Workshop(string sources, Hospital hospital)
    {
        var workshop = new Workshop(sources);
        using var anybody = hospital.As(null);
        await File.WriteAllTextAsync(workshop["openapi.json"], await anybody.GetStringAsync("/openapi/v1.json"));
        return workshop;
    }

    /// <summary>A program prints the time that it waits for, and the host's clock is moved to it.</summary>
    private static Func<string, string?> MoveClock(Hospital hospital) => line =>
    {
        if (!line.StartsWith("clock ", StringComparison.Ordinal)) return null;
        var asked = OffsetDateTimePattern.ExtendedIso.Parse(line["clock ".Length..]).GetValueOrThrow().ToInstant();
        hospital.Time.Now = Instant.Max(hospital.Time.Now, asked);
        return "moved";
    };
}
