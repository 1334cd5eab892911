using System.Security.Claims;
using System.Text.Encodings.Web;
using CommunitiesOfPractice.AspNetCore;
using CommunitiesOfPractice.AspNetCore.UI;
using CommunitiesOfPractice.Storage;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CommunitiesOfPractice.Benchmarks;

/// <summary>
/// What each page costs a host in a region of so many people: processor time, memory and bytes of the response, for each visitor.
/// </summary>
public static class PagesCase
{
    private const int Measured = 9;
    private const double MostMilliseconds = 60;
    private const double MostKilobytes = 150;

    /// <summary>Starts a host in this process, asks it for each page as each visitor, and prints the figures.</summary>
    /// <param name="people">How many people the region has.</param>
    /// <param name="only">A part of the name of the pages to ask for; null for all.</param>
    public static async Task Print(int people, string? only)
    {
        var region = Region.Of(people);
        await using var app = await Host(region);
        using var client = app.GetTestClient();
        var present = app.Services.GetRequiredService<CommunityHost>().Present;
        var (visitors, pages) = (Visitors(region, present.Landscape), Pages(region, present));
        Console.WriteLine($"{people:N0} people, {region.Communities.Count} communities, the largest of "
            + $"{present.Landscape[region.Largest].MemberCount:N0}; processor time of the process, medians of {Measured}");
        foreach (var (_, path) in pages)
            for (var i = 0; i < 50; i++) await Ask(client, path, visitors[i % visitors.Length].Person);
        await Task.Delay(500);
        Console.WriteLine("| Page | Visitor | Status | ms | Allocated KB | KB | |\n|---|---|---:|---:|---:|---:|---|");
        foreach (var (page, path) in pages.Where(page => only is null || page.Name.Contains(only, StringComparison.Ordinal)))
            foreach (var (who, person) in visitors)
            {
                var cost = await CostOf(client, path, person);
                var mark = cost is { Milliseconds: <= MostMilliseconds, Kilobytes: <= MostKilobytes } ? "" : "above";
                Console.WriteLine(
                    $"| {page} | {who} | {cost.Status} | {cost.Milliseconds:F1} | {cost.Allocated:N0} | {cost.Kilobytes:F1} | {mark} |");
            }
    }

    private static (string Who, PersonId? Person)[] Visitors(Region region, Landscape landscape)
    {
        var largest = landscape[region.Largest];
        return
        [
            ("nobody", null), ("stranger", region.Stranger), ("member", region.Member), ("convener", region.Convener),
            ("author", region.Author),
            ("member of the largest", largest.Members.Last(member => !largest.OfficesHeldBy(member).Any())),
            ("convener of the largest", largest.Conveners.First()),
        ];
    }

    private static (string Name, string Path)[] Pages(Region region, Present present)
    {
        var (all, largest, typical) = (present.Landscape, region.Largest, region.Typical);
        var election = all[largest].ClosedDecisions.Last(d => d is { Proposal: Elect, Result: not null }).Id;
        var words = all[region.Note].Content!.Title.Words!.Split(' ')[0];
        return
        [
            ("index", ""), ("a community", $"/communities/{typical}"), ("the largest", $"/communities/{largest}"),
            ("members", $"/communities/{largest}/members"), ("charter", $"/communities/{largest}/charter"),
            ("a decision", $"/communities/{typical}/decisions/{region.Decision}"),
            ("an election", $"/communities/{largest}/decisions/{election}"),
            ("propose", $"/communities/{largest}/propose"),
            ("propose a charter", $"/communities/{largest}/propose?kind=charter"),
            ("propose to remove", $"/communities/{largest}/propose?kind=remove"),
            ("propose a link", $"/communities/{largest}/propose?kind=link"),
            ("invite", $"/communities/{largest}/invite"), ("search", "/search"),
            ("search with words", "/search?q=" + Uri.EscapeDataString(words)), ("a note", $"/notes/{region.Note}"),
            ("readers", $"/notes/{region.Note}/readers"), ("an adoption", $"/adoptions/{region.Adoption}"), ("links", "/links"),
            ("a link", $"/links/{region.Link}"), ("found", "/found"), ("my data", "/my-data"),
        ];
    }

    private static async Task<Cost> CostOf(HttpClient client, string path, PersonId? person)
    {
        for (var i = 0; i < 5; i++) await Ask(client, path, person);
        var costs = new List<Cost>();
        for (var i = 0; i < Measured; i++)
        {
            var (time, allocated) = (Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes(precise: true));
            var (status, bytes) = await Ask(client, path, person);
            costs.Add(new(
                status, (Environment.CpuUsage.TotalTime - time).TotalMilliseconds,
                (GC.GetTotalAllocatedBytes(precise: true) - allocated) / 1024.0, bytes / 1024.0));
        }

        return new(
            costs[0].Status, Median(costs.Select(cost => cost.Milliseconds)), Median(costs.Select(cost => cost.Allocated)),
            Median(costs.Select(cost => cost.Kilobytes)));

        static double Median(IEnumerable<double> of) => of.Order().ElementAt(Measured / 2);
    }

    private static async Task<(int Status, int Bytes)> Ask(HttpClient client, string path, PersonId? person)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/practice" + path);
        if (person is { } known) request.Headers.Add(SignedIn.Header, known.Value);
        using var response = await client.SendAsync(request);
        return ((int)response.StatusCode, (await response.Content.ReadAsByteArrayAsync()).Length);
    }

    private static async Task<WebApplication> Host(Region region)
    {
        var record = new InMemoryRecord();
        foreach (var line in region.Lines) await record.Append(line.Stream, line.Version - 1, [line]);
        var builder = WebApplication.CreateEmptyBuilder(new() { ApplicationName = typeof(PagesCase).Assembly.GetName().Name });
        builder.WebHost.UseTestServer();
        builder.Services.AddRouting().AddLogging(log => log.ClearProviders());
        builder.Services.AddSingleton<TimeProvider>(new At(region.Now)).AddSingleton<IRecord>(record);
        builder.Services.AddAuthentication(SignedIn.Header)
            .AddScheme<AuthenticationSchemeOptions, SignedIn>(SignedIn.Header, _ => { });
        builder.Services.AddAuthorization();
        builder.Services.AddCommunitiesOfPractice(o =>
        {
            o.SettleEvery = Duration.FromDays(1); // What the host does in between is not what a page costs.
            o.Directory = (_, _) => new(region.Directory);
            o.SpeaksFor = (_, person, group) => region.People.SpeaksFor(person, group);
        });
        builder.Services.AddCommunitiesOfPracticeUI(o =>
        {
            o.People = (_, keys, _) => new(region.People.Of(keys).Select(CardOf));
            o.FindPeople = (_, query, _) => new(region.People.Find(query.Words, query.Most).Select(CardOf));
        });
        var app = builder.Build();
        app.UseRouting().UseAuthentication().UseAuthorization();
        app.MapCommunitiesOfPracticeUI();
        await app.StartAsync();

        // A host answers from the start. From now on it also has the Commons compiled for now.
        var host = app.Services.GetRequiredService<CommunityHost>();
        while (host.Present.Commons.From < host.Now || host.Present.Commons.Until <= host.Now) await Task.Delay(50);
        return app;
    }

    private static PersonCard CardOf(Inhabitant person) => new(person.Key, person.Name, person.Role, person.Organisation);

    private sealed record Cost(int Status, double Milliseconds, double Allocated, double Kilobytes);

    /// <summary>Who is signed in, as a header says.</summary>
    private sealed class SignedIn(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory log, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder)
    {
        public const string Header = "Signed-In";

        protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(
            Request.Headers[Header] is [{ } key]
                ? AuthenticateResult.Success(new(
                    new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, key)], Header)), Header))
                : AuthenticateResult.NoResult());
    }

    /// <summary>A clock that stands still.</summary>
    private sealed class At(Instant now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now.ToDateTimeOffset();

        public override long GetTimestamp() => 0;
    }
}
