using CommunitiesOfPractice.AspNetCore;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MimeKit;

namespace CommunitiesOfPractice.Email.Tests;

/// <summary>
/// A host in the tests' own process with a community of three people, a clock that is set by hand, and
/// digests for Chloe, who alone has an address.
/// </summary>
internal sealed class Trust : IAsyncDisposable
{
    public static readonly PersonId Amina = PersonId.Of("k-amina");
    public static readonly PersonId Ben = PersonId.Of("k-ben");
    public static readonly PersonId Chloe = PersonId.Of("k-chloe");
    public static readonly CommunityId Maternity = CommunityId.Of("maternity");
    public static readonly NoteId Scales = NoteId.Of("scales");

    private readonly WebApplication _app;

    private Trust(WebApplication app, Clock time, string folder) => (_app, Time, Folder) = (app, time, folder);

    public Clock Time { get; }

    public string Folder { get; }

    public CommunityHost Host => _app.Services.GetRequiredService<CommunityHost>();

    public HostNotices Notices => _app.Services.GetRequiredService<HostNotices>();

    public EmailDigests Digests => _app.Services.GetRequiredService<EmailDigests>();

    public HttpClient Client => _app.GetTestClient();

    public static async Task<Trust> Open(
        Instant? now = null, Action<EmailDigestOptions>? options = null, Action<IServiceCollection>? services = null)
    {
        var (time, folder) = (new Clock(now ?? Instant.FromUtc(2016, 3, 1, 12, 0)), Directory.CreateTempSubdirectory().FullName);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(time);
        services?.Invoke(builder.Services);
        builder.Services.AddCommunitiesOfPractice(o =>
        {
            o.Directory = (_, _) => new(new HostDirectory(
                "directory", new[] { Amina, Ben, Chloe }.Select(person => new Listing(person, Instant.MinValue)), []));
            o.Address = new("https://trust.example");
        });
        builder.Services.AddEmailDigests(o =>
        {
            o.Folder = folder;
            o.From = "Communities <communities@trust.example>";
            o.Secret = ChainKey.Of(Enumerable.Repeat((byte)7, ChainKey.Shortest).ToArray());
            o.AddressOf = (_, person, _) => new(person == Chloe ? "chloe@staff.example" : null);
            o.LookEvery = Duration.FromHours(9);
            options?.Invoke(o);
        });
        var app = builder.Build();
        app.MapEmailDigests();
        await app.StartAsync();
        var trust = new Trust(app, time, folder);
        await trust.Do(StreamId.Of(Maternity), new ProposeCommunity(
            Amina, "Maternity", Domain.Of("Blood loss after birth"), Charters.Informal(), [Amina, Ben], 2,
            trust.Host.Now + Duration.FromDays(30)));
        await trust.Do(StreamId.Of(Maternity), new ConsentToFound(Ben));
        await trust.Do(StreamId.Of(Maternity), new Join(Chloe));
        return trust;
    }

    /// <summary>A note of Amina's, to which Chloe is named as a contributor. She wants notes in her digest.</summary>
    public async Task Share()
    {
        await Notices.Preferences.Prefer(
            Chloe, NoticePreferences.Usual.With(new(NoticeGroup.Practice, ToldIn.Digest)));
        var home = Host.CallerAt(Amina).AsMemberOf(Maternity)!;
        await Do(StreamId.Of(Scales), new DraftNote(home, new PracticeContent(
            "Scales in every room", "We weigh", "Labour ward", PracticeOutcome.Worked, "One person owns the total")));
        await Do(StreamId.Of(Scales), new NameContributor(home, Chloe));
    }

    public async Task Do(StreamId on, Act act)
    {
        var acted = await Host.Do(on, act);
        Assert.True(acted.Allowed, acted.Answer?.Text);
    }

    /// <summary>At an instant, the host settles and tells, and hands over what is due.</summary>
    public async Task<int> At(Instant instant)
    {
        Time.Now = instant;
        await Host.Settle();
        await Notices.Tell();
        return await Digests.Send();
    }

    /// <summary>What arrived for somebody, in no order.</summary>
    public IEnumerable<MimeMessage> ArrivedFor(PersonId person) => Directory.GetFiles(Folder, "*.eml")
        .Select(file => MimeMessage.Load(file)).Where(message => message.To.ToString() == person.Value[2..] + "@staff.example");

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    internal sealed class Clock(Instant now) : TimeProvider
    {
        public Instant Now { get; set; } = now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => Now.ToDateTimeOffset();

        public override long GetTimestamp() => Now.ToUnixTimeTicks();
    }
}
