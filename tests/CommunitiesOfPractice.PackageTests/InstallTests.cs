using System.Text.RegularExpressions;

namespace CommunitiesOfPractice.PackageTests;

/// <summary>The package as a reader meets it: installed into an empty project, running the README's first screen.</summary>
[Collection(nameof(Packages))]
public class InstallTests(Packed packed)
{
    /// <summary>Founds, joins, writes the record as JSON, reads it back, and finds the same community.</summary>
    private const string RoundTrip = """
        using CommunitiesOfPractice;
        using CommunitiesOfPractice.Storage;
        using NodaTime;

        var now = Instant.FromUtc(2026, 5, 14, 9, 0);
        var (amina, ben, chloe) = (PersonId.Of("k-1"), PersonId.Of("k-2"), PersonId.Of("k-3"));
        var record = new List<Entry>();
        var maternity = Community.Unknown(CommunityId.Of("maternity"));
        foreach (var act in new IActOn<Community>[]
        {
            new ProposeCommunity(amina, "Maternity", Domain.Of("Blood loss after birth"), Charters.Elected(), [amina, ben], 2, now + Duration.FromDays(30)),
            new ConsentToFound(ben),
            new Invite(amina, chloe),
        })
        {
            var done = maternity.Do(act, now);
            record.AddRange(done.Events);
            maternity = done.After;
        }

        var bytes = new MemoryStream();
        RecordJson.WriteLines(bytes, record);
        var again = Community.Replay(RecordJson.ReadLines(bytes.ToArray()));
        Console.WriteLine($"{record.Count} events, {again.MemberCount} members, the same: {again.Equals(maternity)}");
        """;

    private const string RoundTripSays = "9 events, 2 members, the same: True\n";

    [Fact]
    public void Net10_runs_the_first_screen()
    {
        var (code, output) = Packed.FirstScreen();
        var folder = packed.Project("net10", "net10.0", code, Packed.Install());
        Assert.Equal(output, Shell.Run(folder, "dotnet", "run"));
    }

    [Fact]
    public void The_netstandard_build_runs_the_first_screen_under_net10()
    {
        var (code, output) = Packed.FirstScreen();
        using (var zip = packed.Open("CommunitiesOfPractice"))
        {
            var folder = packed.Project("standard", "net10.0", code + Proof, """
                <PackageReference Include="Ardalis.GuardClauses" Version="5.0.0" />
                <PackageReference Include="NodaTime" Version="3.3.7" />
                <Reference Include="CommunitiesOfPractice" HintPath="CommunitiesOfPractice.dll" />
                """);
            using (var to = File.Create(Path.Combine(folder, "CommunitiesOfPractice.dll")))
            using (var from = zip.GetEntry("lib/netstandard2.0/CommunitiesOfPractice.dll")!.Open()) from.CopyTo(to);
            Assert.Equal(output + ".NETStandard,Version=v2.0\n", Shell.Run(folder, "dotnet", "run"));
        }
    }

    [NeedsFact("mono")]
    public void The_netstandard_build_runs_the_first_screen_on_Mono_as_a_framework_host_would()
    {
        var (code, output) = Packed.FirstScreen();
        var folder = packed.Project("framework", "net462", "using System;\nusing System.Linq;\n" + code, Packed.Install(),
            "<LangVersion>latest</LangVersion><ImplicitUsings>disable</ImplicitUsings>");
        Shell.Run(folder, "dotnet", "build", "-o", "out", "-v", "q");
        Assert.Equal(output, Shell.Run(folder, "mono", Path.Combine("out", "framework.exe")));
    }

    [Fact]
    public void The_testing_package_tells_a_story()
    {
        var folder = packed.Project("story", "net10.0", """
            using CommunitiesOfPractice;
            using CommunitiesOfPractice.Testing;

            var story = Scenario.Founded(Charters.Informal()).When(new Leave(Scenario.Person(3))).ThenAllowed(Clauses.Leaving);
            Console.WriteLine(story.Community.MemberCount);
            """, Packed.Install("CommunitiesOfPractice.Testing"));
        Assert.Equal("4\n", Shell.Run(folder, "dotnet", "run"));
    }

    /// <summary>
    /// A new user's trial: what <c>dotnet new webapi</c> makes, with a context, and the lines of the README followed to the
    /// letter. It has nothing of the repository but the packages.
    /// </summary>
    [Fact]
    public void A_new_web_api_compiles_starts_and_describes_itself_by_the_lines_of_the_readme()
    {
        var template = Path.Combine(packed.Project("template", "net10.0", "", ""), "webapi");
        Shell.Run(Path.GetDirectoryName(template)!, "dotnet", "new", "webapi", "--no-restore", "-n", "webapi", "-o", "webapi");
        var (usings, services, maps, model) = ReadmeLines();
        var program = usings + """
            using Microsoft.AspNetCore.Authentication.Cookies;
            using Microsoft.EntityFrameworkCore;

            """ + File.ReadAllText(Path.Combine(template, "Program.cs")).ReplaceLineEndings("\n")
            .Replace("builder.Services.AddOpenApi();", $$"""
                builder.Services.AddOpenApi();
                builder.Services.AddDbContext<Intranet>(o => o.UseSqlite("Data Source=intranet.db"));
                builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie();
                builder.Services.AddAuthorization();
                {{services}}
                """, StringComparison.Ordinal)
            .Replace("app.UseHttpsRedirection();", $$"""
                app.MapOpenApi();
                await using (var scope = app.Services.CreateAsyncScope())
                    await scope.ServiceProvider.GetRequiredService<Intranet>().Database.EnsureCreatedAsync();
                app.UseAuthorization();
                {{maps}}
                """, StringComparison.Ordinal)
            .Replace("app.Run();", """
                app.Urls.Add("http://127.0.0.1:0");
                await app.StartAsync();
                using var client = new HttpClient { BaseAddress = new(app.Urls.First()) };
                Console.WriteLine(await client.GetStringAsync("/communities-of-practice/notes"));
                Console.WriteLine((int)(await client.GetAsync("/communities-of-practice/communities")).StatusCode);
                var described = await client.GetStringAsync("/openapi/v1.json");
                Console.WriteLine(described.Contains("CommunitiesOfPractice.DoOnCommunity") && described.Contains("WeatherForecast"));
                await app.StopAsync();
                """, StringComparison.Ordinal)
            + $$"""

            internal sealed record Person(string StaffNumber, string Role, DateOnly Since);

            internal sealed class Intranet(DbContextOptions<Intranet> options) : DbContext(options)
            {
                public DbSet<Person> People => Set<Person>();

                protected override void OnModelCreating(ModelBuilder modelBuilder)
                {
                    modelBuilder.Entity<Person>().HasKey(p => p.StaffNumber);
                    {{model}}
                }
            }
            """;
        var versions = File.ReadAllText(Path.Combine(Packed.Repository, "Directory.Packages.props"));
        var sqlite = Regex.Match(versions, """<PackageVersion (Include="Microsoft.EntityFrameworkCore.Sqlite" Version="[^"]*") />""");
        var own = Regex.Matches(File.ReadAllText(Path.Combine(template, "webapi.csproj")), "<PackageReference [^>]*/>");
        var folder = packed.Project("host", "net10.0", program,
            Packed.Install("CommunitiesOfPractice.AspNetCore") + Packed.Install("CommunitiesOfPractice.EntityFrameworkCore")
                + $"<PackageReference {sqlite.Groups[1]} />" + string.Concat(own),
            "<NoWarn>$(NoWarn);NU1603</NoWarn>", "Microsoft.NET.Sdk.Web");
        Shell.Run(folder, "dotnet", "build", "-o", "out", "-v", "q");
        var says = Shell.Run(folder, "dotnet", Path.Combine("out", "host.dll"), "--Logging:LogLevel:Default=None");
        Assert.EndsWith("{\"notes\":[],\"total\":0}\n401\nTrue\n", says, StringComparison.Ordinal);
    }

    /// <summary>
    /// What <c>dotnet new webapp</c> makes, with its layout, and the lines of the two packages' pages followed to the letter: one
    /// application, built once.
    /// </summary>
    [Fact]
    public void A_new_application_with_razor_pages_has_our_pages_in_its_layout_by_the_lines_of_the_readme()
    {
        var folder = packed.Project("intranet", "net10.0", "", "");
        Shell.Run(folder, "dotnet", "new", "webapp", "--no-restore", "--force", "-n", "intranet", "-o", ".");
        var (web, pages) = (PageOf("CommunitiesOfPractice.AspNetCore"), PageOf("CommunitiesOfPractice.AspNetCore.UI"));
        var (endpoints, ours, names) = (Code(web, "csharp", 0), Code(pages, "csharp", 0), Code(pages, "csharp", 1));
        var overriding = Directory.CreateDirectory(Path.Combine(folder, "Areas", "CommunitiesOfPractice", "Pages")).FullName;
        File.WriteAllText(Path.Combine(overriding, "Links.cshtml"), Code(pages, "cshtml", 0));
        File.WriteAllText(Path.Combine(overriding, "_ViewImports.cshtml"), Code(pages, "cshtml", 1));

        var program = """
            using CommunitiesOfPractice;
            using CommunitiesOfPractice.AspNetCore;
            using CommunitiesOfPractice.AspNetCore.UI;
            using Microsoft.AspNetCore.Authentication.Cookies;
            using NodaTime;

            """ + File.ReadAllText(Path.Combine(folder, "Program.cs")).ReplaceLineEndings("\n")
            .Replace("var app = builder.Build();", $"""
                builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie();
                builder.Services.AddSingleton<StaffRecords>();
                {Before(endpoints)}
                {ours}
                {After(endpoints)}
                """, StringComparison.Ordinal)
            .Replace("app.Run();", """
                app.Urls.Add("http://127.0.0.1:0");
                await app.StartAsync();
                using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new(app.Urls.First()) };
                var index = await Get("/practice");
                await Get("/practice/links");
                await Get("/practice/found");
                await Get(System.Text.RegularExpressions.Regex.Match(index, "/practice/[^\"]*looks.css[^\"]*").Value);
                await Get("/Privacy");
                await app.StopAsync();

                async Task<string> Get(string path)
                {
                    using var response = await client.GetAsync(path);
                    var body = await response.Content.ReadAsStringAsync();
                    Console.WriteLine($"=== {path.Split('?')[0]} {(int)response.StatusCode} {response.Content.Headers.ContentType} {response.Headers.Location?.AbsolutePath}\n{body}");
                    return body;
                }
                """, StringComparison.Ordinal)
            + $$"""

            internal sealed class StaffRecords
            {
                private readonly List<PersonCard> _staff = [new(PersonId.Of("k-1"), "Amina", "midwife")];

                public ValueTask<HostDirectory> Read(CancellationToken cancel) =>
                    new(new HostDirectory("staff", _staff.Select(card => new Listing(card.Person, Instant.FromUtc(2015, 3, 2, 0, 0))), []));

                {{names}}
            }
            """;
        packed.Project("intranet", "net10.0", program,
            Packed.Install("CommunitiesOfPractice.AspNetCore") + Packed.Install("CommunitiesOfPractice.AspNetCore.UI"),
            "<NoWarn>$(NoWarn);NU1603</NoWarn>", "Microsoft.NET.Sdk.Web");
        Shell.Run(folder, "dotnet", "build", "-o", "out", "-v", "q");
        var answers = Shell.Run(
            folder, "dotnet", Path.Combine("out", "intranet.dll"), "--Logging:LogLevel:Default=None",
            "--Logging:LogLevel:Microsoft.AspNetCore=None").Split("=== ", StringSplitOptions.RemoveEmptyEntries);

        Assert.Collection(answers,
            index =>
            {
                Assert.StartsWith("/practice 200 text/html", index, StringComparison.Ordinal);
                Assert.Contains("<title>Communities and what they care about - intranet</title>", index, StringComparison.Ordinal);
                Assert.Contains("<a class=\"navbar-brand\" href=\"/\">intranet</a>", index, StringComparison.Ordinal);
                Assert.Contains("href=\"/Privacy\"", index, StringComparison.Ordinal);
                Assert.Contains("<nav class=\"cop-nav\"", index, StringComparison.Ordinal);
                Assert.Single(Regex.Matches(index, "<html"));
            },
            links =>
            {
                Assert.StartsWith("/practice/links 200 text/html", links, StringComparison.Ordinal);
                Assert.Contains("<h1>Who works together</h1>", links, StringComparison.Ordinal);
                Assert.Contains("<nav class=\"cop-nav\"", links, StringComparison.Ordinal);
                Assert.Contains("navbar-brand", links, StringComparison.Ordinal);
            },
            found => Assert.StartsWith("/practice/found 302  /Account/Login", found, StringComparison.Ordinal),
            looks =>
            {
                Assert.StartsWith("/practice/assets/looks.css 200 text/css", looks, StringComparison.Ordinal);
                Assert.Contains(".nhsuk-button", looks, StringComparison.Ordinal);
            },
            privacy =>
            {
                Assert.StartsWith("/Privacy 200 text/html", privacy, StringComparison.Ordinal);
                Assert.DoesNotContain("cop-nav", privacy, StringComparison.Ordinal);
            });

        static string Before(string code) => code.Split("var app =")[0];
        static string After(string code) => code.Split("builder.Build();\n")[1];
    }

    private static string PageOf(string package) =>
        File.ReadAllText(Path.Combine(Packed.Repository, "src", package, "README.md")).ReplaceLineEndings("\n");

    private static string Code(string page, string language, int number) =>
        Regex.Matches(page, $"```{language}\n(?<code>.*?)```", RegexOptions.Singleline)[number].Groups["code"].Value;

    /// <summary>What the README's difference adds: usings, services, what is mapped, and the model.</summary>
    private static (string Usings, string Services, string Maps, string Model) ReadmeLines()
    {
        var readme = File.ReadAllText(Path.Combine(Packed.Repository, "README.md")).ReplaceLineEndings("\n");
        var added = Regex.Match(readme, "```diff\n(?<lines>.*?)```", RegexOptions.Singleline).Groups["lines"].Value.Split('\n')
            .Where(line => line.StartsWith('+')).Select(line => line[1..]).ToArray();
        return (
            Of(line => line.StartsWith("using ", StringComparison.Ordinal)),
            Of(line => !line.StartsWith("using ", StringComparison.Ordinal) && !line.Contains("app.Map", StringComparison.Ordinal)
                && !line.Contains("modelBuilder", StringComparison.Ordinal)),
            Of(line => line.Contains("app.Map", StringComparison.Ordinal)),
            Of(line => line.Contains("modelBuilder", StringComparison.Ordinal)));

        string Of(Func<string, bool> which) => string.Concat(added.Where(which).Select(line => line + "\n"));
    }

    [NeedsFact("clang")]
    public void A_native_program_writes_and_reads_the_record_without_a_warning()
    {
        var folder = packed.Project("native", "net10.0", RoundTrip, Packed.Install(), "<PublishAot>true</PublishAot>");
        Shell.Run(folder, "dotnet", "publish", "-o", "out", "-v", "q");
        Assert.Equal(RoundTripSays, Shell.Run(folder, Path.Combine(folder, "out", "native")));
    }

    private const string Proof = """

        Console.WriteLine(typeof(Community).Assembly.GetCustomAttributes(false).OfType<System.Runtime.Versioning.TargetFrameworkAttribute>().Single().FrameworkName);
        """;
}

/// <summary>The tests that share one packing.</summary>
[CollectionDefinition(nameof(Packages))]
public sealed class Packages : ICollectionFixture<Packed>;
