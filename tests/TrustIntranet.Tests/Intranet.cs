using CommunitiesOfPractice.AspNetCore;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace TrustIntranet.Tests;

/// <summary>A clock that stands still until a test moves it.</summary>
public sealed class SetClock : TimeProvider
{
    public Instant Now { get; set; } = Instant.FromUtc(2026, 11, 23, 9, 15);

    /// <summary>How wrong the machine's clock is set.</summary>
    public Duration Wrong { get; set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => (Now + Wrong).ToDateTimeOffset();

    public override long GetTimestamp() => Now.ToUnixTimeTicks();
}

/// <summary>
/// The trust intranet on a port of this machine, with a database of its own, seeded, on a clock that tests move.
/// </summary>
public sealed class Intranet : WebApplicationFactory<Program>
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cop-intranet-");
    private readonly (string Name, string Value)[] _settings;

    public Intranet()
        : this([])
    {
    }

    internal Intranet((string Name, string Value)[] settings)
    {
        _settings = settings;
        UseKestrel(0);
        StartServer();
        Address =
            Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>().Features.Get<IServerAddressesFeature>(
                )!.Addresses.First();
    }

    public string Address { get; }

    public SetClock Clock { get; } = new();

    public CommunityHost Host => Services.GetRequiredService<CommunityHost>();

    public Landscape All => Host.Present.Landscape;

    /// <summary>Days pass, and what falls due is done.</summary>
    public Task Wait(int days) => Wait(Clock.Now + Duration.FromDays(days));

    /// <summary>It is later, and what fell due until then is done.</summary>
    public async Task Wait(Instant until)
    {
        Clock.Now = Instant.Max(Clock.Now, until);
        await Host.Settle();
        await Services.GetRequiredService<SealedBox>().Open();
        await Host.Settle();
    }

    /// <summary>Somebody does something, by no page.</summary>
    public async Task Do(StreamId on, Act act)
    {
        var acted = await Host.Do(on, act);
        Assert.True(acted.Allowed, acted.Answer?.Text);
    }

    /// <summary>A small community of people whom nobody else knows.</summary>
    public Task<CommunityId> Found(string name, params string[] founders) => Found(name, Charters.Informal(), founders);

    /// <inheritdoc cref="Found(string, string[])"/>
    public async Task<CommunityId> Found(string name, Charter charter, params string[] founders)
    {
        var (id, people) = (CommunityId.Of("cop-" + name), ValueList.Of(founders.Select(PersonId.Of).ToArray()));
        await Do(
            StreamId.Of(id),
                new ProposeCommunity(
                    people[0], name, new Domain("What we look after together"), charter, people, people.Count, Clock.Now
                        + Duration.FromDays(28)));
        foreach (var founder in people.Skip(1)) await Do(StreamId.Of(id), new ConsentToFound(founder));
        return id;
    }

    /// <summary>Everybody who may votes for a decision, by no page; it closes, carried, and takes effect.</summary>
    public async Task Carry(CommunityId community, DecisionId decision)
    {
        await Wait(All[community].Decision(decision)!.OpensAt);
        foreach (var voter in All[community].Members.ToArray())
            if (All[community].Ask(new Vote(voter, decision, VoiceBallot.For), Clock.Now).Allowed)
                await Do(StreamId.Of(community),
                new Vote(voter, decision, VoiceBallot.For));
        await Wait(All[community].Decision(decision)!.ClosesAt);
        Assert.Equal(Outcome.Carried, All[community].Decision(decision)!.Result!.Outcome);
    }

    /// <summary>A browser without a browser: it keeps cookies and follows nothing by itself.</summary>
    public HttpClient Visitor() => new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(Address) };

    /// <summary>The same, signed in.</summary>
    public async Task<HttpClient> Visitor(string person)
    {
        var visitor = Visitor();
        var answer = await visitor.Send("/sign-in", ("person", person));
        Assert.Equal(System.Net.HttpStatusCode.Redirect, answer.StatusCode);
        return visitor;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Development");
        builder.UseSetting("Data", _folder.FullName);
        builder.UseSetting("Logging:LogLevel:Default", "Warning");
        foreach (var (name, value) in _settings) builder.UseSetting(name, value);
        builder.ConfigureServices(services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock))

            // Months pass in a test, and people who signed in stay so.
            .ConfigureAll<CookieAuthenticationOptions>(cookie => cookie.TimeProvider = TimeProvider.System)
            .ConfigureAll<OpenIdConnectOptions>(openId => openId.TimeProvider = TimeProvider.System));
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (!disposing) return;
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Refresh();
        if (_folder.Exists) _folder.Delete(recursive: true);
    }
}

/// <summary>Every test of the pages shares one intranet, and tells its own story in it.</summary>
[CollectionDefinition(Name)]
public sealed class OneIntranet : ICollectionFixture<Intranet>
{
    public const string Name = "One intranet";
}
