using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Claims;
using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using CommunitiesOfPractice.Testing;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CommunitiesOfPractice.AspNetCore.Tests;

/// <summary>
/// A host in the tests' own process, with a clock that is set by hand, and people who are signed in by a header that only the
/// tests' sign-in knows.
/// </summary>
internal sealed class Hospital : IAsyncDisposable
{
    public const string Path = "/communities-of-practice";

    private readonly WebApplication _app;

    private Hospital(WebApplication app, Clock clock, IRecord record) => (_app, Time, Record) = (app, clock, record);

    public Clock Time { get; }

    public IRecord Record { get; }

    public CommunityHost Host => _app.Services.GetRequiredService<CommunityHost>();

    public HostNotices Notices => _app.Services.GetRequiredService<HostNotices>();

    public IServiceProvider Services => _app.Services;

    /// <summary>What concerns somebody now, in the page.</summary>
    public async Task<ValueList<Notice>> Told(int person) => await Notices.For(Host.CallerAt(Scenario.Person(person)));

    public List<string> Logged { get; private init; } = [];

    /// <summary>Where it listens for clients in a process of their own; null where it answers in this process only.</summary>
    public Uri? Url { get; private init; }

    public static async Task<Hospital> Open(
        HostDirectory? directory = null, IRecord? record = null, Instant? now = null,
            Action<CommunitiesOfPracticeOptions>? options = null, Action<IServiceCollection>? services = null,
                Action<WebApplication>? map = null, string? url = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        if (url is null) builder.WebHost.UseTestServer();
        else builder.WebHost.UseUrls(url);
        var (clock, kept, logged) = (new Clock(now ?? Federations.Start), record ?? new InMemoryRecord(), new List<string>());
        builder.Logging.ClearProviders().AddProvider(new Log(logged)).SetMinimumLevel(LogLevel.Trace);
        builder.Services.AddSingleton<TimeProvider>(clock).AddSingleton(kept);
        builder.Services.AddAuthentication("test").AddScheme<AuthenticationSchemeOptions, SignIn>("test", null);
        builder.Services.AddAuthorization();
        builder.Services.AddOpenApi();
        builder.Services.AddCommunitiesOfPractice(o =>
        {
            o.Directory = (_, _) => new(directory ?? Staff());
            o.MayReportFacts = user => user.HasClaim("feed", "yes");
            o.SpeaksFor = (_, person, group) => person == Scenario.Person(9) && group == DirectoryGroup.Network("maternities");
            options?.Invoke(o);
        });
        services?.Invoke(builder.Services);
        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        if (map is null) app.MapCommunitiesOfPractice();
        else map(app);
        app.MapOpenApi();
        app.MapHealthChecks("/health");
        await app.StartAsync();
        return new(app, clock, kept) { Logged = logged, Url = url is null ? null : new(app.Urls.Single()) };
    }

    /// <summary>Nine people, midwives of one trust and nurses of another.</summary>
    public static HostDirectory Staff()
    {
        var people = Enumerable.Range(1, 9).Select(Scenario.Person).ToArray();
        var since = Federations.Start - Duration.FromDays(400);
        return new("esr", people.Select(p => new Listing(p, since)), people.SelectMany((p, i) => new[]
        {
            new Placement(p, DirectoryGroup.Profession(i % 2 == 0 ? "midwife" : "nurse"), since),
                new Placement(p, DirectoryGroup.Organisation(i % 2 == 0 ? "RJZ" : "RJ1"), since),
        }));
    }

    /// <summary>Somebody's browser or program; null for somebody who is not signed in.</summary>
    public HttpClient As(int? person) => As(person is { } n ? Scenario.Person(n).Value : null);

    public HttpClient As(string? person, bool isFeed = false)
    {
        var client = Url is null ? _app.GetTestClient() : new HttpClient { BaseAddress = Url };
        if (person is not null)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("test", person + (isFeed ? " feed" : ""));
        return client;
    }

    /// <summary>Maternity, founded over HTTP by two people, who run it by silence.</summary>
    public async Task<Hospital> WithMaternity()
    {
        await Found("maternity", 1, 2);
        return this;
    }

    /// <summary>A community that two people found over HTTP.</summary>
    public async Task Found(string id, int first, int second, Charter? charter = null)
    {
        Assert.True((await Post(first, $"communities/{id}", $$"""
            {"type":"propose-community","name":"{{char.ToUpperInvariant(id[0]) + id[1..]}}","domain":{"sharedConcern":"Blood loss after birth","inScope":[],"outOfScope":[]},"charter":{{CharterJson.ToText(charter ?? Charters.Informal())}},
             "founders":["{{Scenario.Person(first)}}","{{Scenario.Person(second)}}"],"quorum":2,"until":"{{NodaTime.Text.InstantPattern.ExtendedIso.Format(Time.Now + Duration.FromDays(30))}}"}
            """)).IsSuccessStatusCode);
        Assert.True((await Post(second, $"communities/{id}", """{"type":"consent-to-found"}""")).IsSuccessStatusCode);
    }

    /// <summary>A note by the first person, offered to Maternity.</summary>
    public async Task<Hospital> WithNote(string id = "weigh-it", string audience = "community")
    {
        await Draft(1, id, "Weigh it");
        foreach (var act in new[]
        {
            """{"type":"give-consent","consent":{"ceiling":"public","inside":"named","outside":"unattributed"}}""",
                $$"""{"type":"offer-note","to":"{{audience}}"}""",
        })
        {
            var response = await Post(1, $"notes/{id}", act);
            Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        }

        return this;
    }

    /// <summary>A draft under an id that a page of the host's own chose, which a test can name.</summary>
    public async Task Draft(int person, string id, string title)
    {
        var caller = Host.CallerAt(Scenario.Person(person));
        var content =
            new PracticeContent(title, "Scales in every room", "Labour ward", PracticeOutcome.DidNotWork, "Nobody charged them");
        Assert.True(
            (await Host.Do(
                StreamId.Of(NoteId.Of(id)), new DraftNote(caller.AsMemberOf(CommunityId.Of("maternity"))!, content))).Allowed);
    }

    /// <summary>
    /// Somebody considers the first person's note for Maternity, under an id that a page of the host's own chose.
    /// </summary>
    public async Task Consider(int person, string id)
    {
        var caller = Host.CallerAt(Scenario.Person(person));
        var acted =
            await Host.Do(
                StreamId.Of(AdoptionId.Of(id)),
                    new ConsiderNote(
                        caller.AsMemberOf(CommunityId.Of("maternity"))!, caller.Reading(NoteId.Of("weigh-it")).Evidence!));
        Assert.True(acted.Allowed, acted.Answer?.Text);
    }

    /// <summary>Somebody calls a gathering for Maternity, under an id that a page of the host's own chose.</summary>
    public async Task Call(int person, string id, GatheringCall? call = null)
    {
        var (caller, maternity) = (Host.CallerAt(Scenario.Person(person)), CommunityId.Of("maternity"));
        call ??= new GatheringCall(
            "Weigh it together", GatheringForm.PeerAssist, "Seminar room 2", new(new(2016, 4, 14, 14, 0), "Europe/London"),
            Duration.FromHours(2));
        var acted = await Host.Do(
            StreamId.Of(GatheringId.Of(id)),
            new CallGathering(
                caller.AsMemberOf(maternity)!, caller.CallingIn(maternity)!, call,
                ZoneEvidence.Of(call.When, DateTimeZoneProviders.Tzdb)));
        Assert.True(acted.Allowed, acted.Answer?.Text);
    }

    /// <summary>Somebody asks a question in maternity.</summary>
    public async Task Ask(int person, string id)
    {
        var caller = Host.CallerAt(Scenario.Person(person));
        var acted = await Host.Do(
            StreamId.Of(QuestionId.Of(id)),
            new AskQuestion(
                caller.Person, caller.AskingIn(CommunityId.Of("maternity"))!, new("What do you do at 500 ml?"),
                new(Audience.Linked)));
        Assert.True(acted.Allowed, acted.Answer?.Text);
    }

    /// <summary>
    /// Makes the first person's note public: by a vote of Maternity, and the finding of somebody who did not write it.
    /// </summary>
    public async Task MakePublic()
    {
        var edition = Host.Present.Landscape[NoteId.Of("weigh-it")].Edition;
        await Post(
            1, "communities/maternity",
                $$$$"""{"type":"propose","proposal":{"$type":"widen-note","note":"weigh-it","what":{"edition":{{{{edition}}}},"audience":"public"}}}""");
        var decision = Host.Present.Landscape[CommunityId.Of("maternity")].OpenDecisions.Single();
        Time.Now = Instant.Max(Time.Now, decision.OpensAt);
        foreach (var person in new[] { 1, 2 })
            Assert.True(
                (await Post(
                    person, "communities/maternity",
                        $$$"""{"type":"vote","decision":{{{decision.Id}}},"ballot":{"$type":"voice","voice":"for"}}""")).IsSuccessStatusCode);
        Time.Now += Duration.FromDays(30);
        await Host.Settle();
        Assert.True(
            (await Post(
                2, "notes/weigh-it",
                    $$$"""{"type":"record-finding","edition":{{{edition}}},"audience":"public","role":"knowledge-steward"}""")).IsSuccessStatusCode);
        Assert.Equal(Audience.Public, Host.Present.Landscape[NoteId.Of("weigh-it")].Decided);
    }

    public Task<HttpResponseMessage> Post(
        int? person, string stream, string act, string verb = "acts", params (string Name, string Value)[] headers) =>
            Post(As(person), stream, act, verb, headers);

    public static Task<HttpResponseMessage> Post(
        HttpClient client, string stream, string act, string verb = "acts", params (string Name, string Value)[] headers)
    {
        var request =
            new HttpRequestMessage(HttpMethod.Post, $"{Path}/{stream}/{verb}") {
                Content = new StringContent(act, new MediaTypeHeaderValue("application/json")) };
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return client.SendAsync(request);
    }

    public async Task<JsonObject> Get(int? person, string path)
    {
        var response = await As(person).GetAsync($"{Path}/{path}");
        Assert.True(response.IsSuccessStatusCode, $"{path}: {response.StatusCode}");
        return (await response.Content.ReadFromJsonAsync<JsonObject>())!;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    /// <summary>The machine's clocks: time passes on both, and the one on the wall can be set wrong.</summary>
    public sealed class Clock(Instant now) : TimeProvider
    {
        private Duration _wrong;

        /// <summary>What time it is; set, it has passed.</summary>
        public Instant Now { get; set; } = now;

        /// <summary>Somebody sets the clock on the wall; no time passes.</summary>
        public void SetWrong(Duration by) => _wrong = by;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => (Now + _wrong).ToDateTimeOffset();

        public override long GetTimestamp() => Now.ToUnixTimeTicks();
    }

    private sealed class SignIn(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory log, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            if (!AuthenticationHeaderValue.TryParse(Request.Headers.Authorization, out var header)
                || header.Parameter is not { } who) return Task.FromResult(AuthenticateResult.NoResult());
            var parts = who.Split(' ');
            var claims = new List<Claim> { new(ClaimTypes.NameIdentifier, parts[0]) };
            if (parts.Length > 1) claims.Add(new("feed", "yes"));
            return Task.FromResult(AuthenticateResult.Success(new(new(new ClaimsIdentity(claims, "test")), "test")));
        }
    }

    private sealed class Log(List<string> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        void ILogger.Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (lines) lines.Add(formatter(state, exception) + exception);
        }

        public void Dispose()
        {
        }
    }
}

/// <summary>A record that can be slow, or away, or be read and not written; and may have a clock.</summary>
internal sealed class ShakyRecord : IRecord, IRecordClock
{
    private readonly InMemoryRecord _record = new();
    private (StreamId Stream, long Version)? _damaged;

    /// <summary>The record as it is, without what goes wrong here.</summary>
    public IRecord Whole => _record;

    /// <summary>What is said where it is away.</summary>
    public Exception Says { get; init; } = new IOException("The database is away.");

    /// <summary>What a line is read as.</summary>
    public Func<Recorded, Recorded> Change { get; set; } = line => line;

    /// <summary>Done at the next append: it is recorded, and its answer is lost.</summary>
    public bool LosesTheAnswer { get; set; }

    public Func<Instant>? Clock { get; set; }

    public bool IsReadOnly { get; set; }

    /// <summary>Done once, just before the next append: what somebody else writes first.</summary>
    public Func<Task>? BeforeAppend { get; set; }

    public TaskCompletionSource? Gate { get; set; }

    public bool IsAway { get; set; }

    public int Readings { get; private set; }

    public async ValueTask<Append> Append(
        StreamId stream, long expected, ValueList<Entry> entries, CancellationToken cancel = default)
    {
        if (IsReadOnly) throw new IOException("The database takes nothing.");
        if (BeforeAppend is { } first)
        {
            BeforeAppend = null;
            await first();
        }

        var appended = await _record.Append(stream, expected, entries, cancel);
        if (!LosesTheAnswer) return appended;
        LosesTheAnswer = false;
        throw new IOException("The connection broke.");
    }

    /// <summary>The last line of a stream, and each that follows it there, can be read no more.</summary>
    public void Damage(StreamId stream) =>
        _damaged = (stream, _record.ReadWhole(stream).AsTask().GetAwaiter().GetResult().Count);

    public void Repair() => _damaged = null;

    public ValueTask<Instant?> Now(CancellationToken cancel = default) => new(Clock?.Invoke());

    public ValueTask<ValueList<Entry>> Read(StreamId stream, long after, int most, CancellationToken cancel = default) =>
        _record.Read(stream, after, most, cancel);

    public async ValueTask<ValueList<Recorded>> ReadAll(long after, int most, CancellationToken cancel = default)
    {
        if (IsAway) throw Says;
        Readings++;
        if (Gate is { } gate) await gate.Task;
        var lines = await _record.ReadAll(after, most, cancel);
        if (_damaged is var (stream, version)
            && lines.FirstOrDefault(line => line.Entry.Stream == stream && line.Entry.Version >= version) is { } damaged)
            throw new RecordException(new DamagedLine(damaged.Position, stream), new FormatException("Cut short."));
        return lines.Select(Change).ToValueList();
    }

    public ValueTask Rewrite(
        StreamId stream, Func<ValueList<Entry>, ValueList<Entry>> rewrite, CancellationToken cancel = default) =>
            _record.Rewrite(stream, rewrite, cancel);
}
