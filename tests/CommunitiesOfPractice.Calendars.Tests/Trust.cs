using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using CommunitiesOfPractice.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CommunitiesOfPractice.Calendars.Tests;

/// <summary>
/// A host in the tests' own process with a community of four people, and with calendars. Who is signed in stands in a header that
/// only the tests' sign-in knows. Everything needs a sign-in, unless an endpoint says otherwise.
/// </summary>
internal sealed class Trust : IAsyncDisposable
{
    public const string Path = "/communities-of-practice";
    public static readonly CommunityId Maternity = CommunityId.Of("maternity");
    public static readonly GatheringId Weighing = GatheringId.Of("g-1");

    private readonly WebApplication _app;

    private Trust(WebApplication app, Clock clock) => (_app, Time) = (app, clock);

    public Clock Time { get; }

    /// <summary>Everything that was logged: of ASP.NET Core, what an application of .NET's template logs.</summary>
    public ConcurrentQueue<string> Logged { get; private init; } = [];

    public CommunityHost Host => _app.Services.GetRequiredService<CommunityHost>();

    public GatheringCalendars Calendars => _app.Services.GetRequiredService<GatheringCalendars>();

    public static async Task<Trust> Open(
        Action<CommunitiesOfPracticeOptions>? options = null, Action<IServiceCollection>? services = null,
        Action<WebApplication>? map = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        var (clock, log) = (new Clock(), new Log());
        builder.Logging.ClearProviders().AddProvider(log).SetMinimumLevel(LogLevel.Trace)
            .AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddAuthentication("test").AddScheme<AuthenticationSchemeOptions, SignIn>("test", null);
        builder.Services.AddAuthorization(o => o.FallbackPolicy =
            new AuthorizationPolicyBuilder("test").RequireAssertion(c => c.User.Identity?.IsAuthenticated == true
                || c.Resource is Microsoft.AspNetCore.Http.HttpContext { Request.Headers: var h } && h.ContainsKey("Nobody"))
            .Build());
        builder.Services.AddOpenApi();
        builder.Services.AddCommunitiesOfPractice(o =>
        {
            o.Directory = (_, _) => new(DirectoryOf(Book.Everybody));
            options?.Invoke(o);
        });
        builder.Services.AddGatheringCalendars(o => o.UidDomain = "trust.example");
        services?.Invoke(builder.Services);
        var app = builder.Build();
        app.UseAuthentication();
        if (map is null)
        {
            app.UseAuthorization();
            app.MapGatheringCalendars();
            app.MapCommunitiesOfPractice();
            app.MapOpenApi();
        }
        else map(app);
        await app.StartAsync();
        var trust = new Trust(app, clock) { Logged = log.Lines };
        await trust.Do(StreamId.Of(Maternity), new ProposeCommunity(
            Book.Amina, "Maternity", Domain.Of("Blood loss after birth"), Charters.Informal(), [Book.Amina, Book.Ben], 2,
            clock.Now + Duration.FromDays(30)));
        await trust.Do(StreamId.Of(Maternity), new ConsentToFound(Book.Ben));
        await trust.Do(StreamId.Of(Maternity), new Join(Book.Chloe));
        return trust;
    }

    public static HostDirectory DirectoryOf(params IEnumerable<PersonId> people) =>
        new("directory", people.Select(person => new Listing(person, Instant.FromUtc(2020, 1, 1, 0, 0))), []);

    /// <summary>A gathering for members, which Amina calls.</summary>
    public async Task Call(GatheringCall? call = null, GatheringId? id = null)
    {
        var (amina, what) = (Host.CallerAt(Book.Amina), call ?? Book.Assist() with { Anybody = false });
        await Do(StreamId.Of(id ?? Weighing), new CallGathering(
            amina.AsMemberOf(Maternity)!, amina.CallingIn(Maternity)!, what,
            ZoneEvidence.Of(what.When, DateTimeZoneProviders.Tzdb)));
    }

    public Task Yes(PersonId person, GatheringId? id = null) => Do(
        StreamId.Of(id ?? Weighing), new SayYes(person, Host.CallerAt(person).InvitationTo(id ?? Weighing)));

    public Task No(PersonId person, GatheringId? id = null) => Do(StreamId.Of(id ?? Weighing), new SayNo(person));

    public Task Cancel(GatheringId? id = null) => Do(StreamId.Of(id ?? Weighing), new CancelGathering(
        Book.Amina, Host.CallerAt(Book.Amina).CallingOf(id ?? Weighing)!, "The room is flooded."));

    public async Task Do(StreamId on, Act act)
    {
        var acted = await Host.Do(on, act);
        Assert.True(acted.Allowed, acted.Answer?.Text);
    }

    /// <summary>Somebody's browser; null for somebody who is not signed in, such as a calendar program.</summary>
    public HttpClient As(PersonId? person, bool asksNothing = false)
    {
        var client = _app.GetTestClient();
        if (person is { } who) client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("test", who.Value);
        if (asksNothing) client.DefaultRequestHeaders.Add("Nobody", "signed in");
        return client;
    }

    /// <summary>Makes somebody's calendar address, and tells it.</summary>
    public async Task<string> Renew(PersonId person)
    {
        var answer = await As(person).PostAsync(Path + "/me/calendar", Json());
        Assert.Equal(System.Net.HttpStatusCode.OK, answer.StatusCode);
        return (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["address"]!;
    }

    public static StringContent Json(string json = "{}") => new(json, Encoding.UTF8, "application/json");

    /// <summary>What a calendar program fetches.</summary>
    public Task<HttpResponseMessage> Fetch(string address) => As(null).GetAsync(address);

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    /// <summary>The machine's clocks.</summary>
    public sealed class Clock : TimeProvider
    {
        public Instant Now { get; set; } = Instant.FromUtc(2026, 3, 1, 9, 0);

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => Now.ToDateTimeOffset();

        public override long GetTimestamp() => Now.ToUnixTimeTicks();
    }

    private sealed class SignIn(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory log, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(
            AuthenticationHeaderValue.TryParse(Request.Headers.Authorization, out var header) && header.Parameter is { } who
                ? AuthenticateResult.Success(
                    new(new(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, who)], "test")), "test"))
                : AuthenticateResult.NoResult());
    }

    private sealed class Log : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        void ILogger.Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue(formatter(state, exception) + exception);

        public void Dispose()
        {
        }
    }
}
