using System.Security.Claims;
using CommunitiesOfPractice.AspNetCore.UI;
using CommunitiesOfPractice.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CommunitiesOfPractice.AspNetCore.Tests;

/// <summary>The code of the pages of the two packages for ASP.NET Core, compiled and run.</summary>
public sealed class Snippets
{
    [Fact]
    public async Task A_host_with_its_own_staff_records()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Services.AddSingleton<StaffRecords>();
        #region A_host
        builder.Services.AddCommunitiesOfPractice(o =>
        {
            o.Person = user => user.FindFirst("oid") is { Value: var key } ? PersonId.Of(key) : null;   // who is signed in: a key that means nothing by itself
            o.Directory = (services, cancel) => services.GetRequiredService<StaffRecords>().Read(cancel);   // whom you list, and as what
        });

        var app = builder.Build();
        app.MapCommunitiesOfPractice();
        #endregion
        await app.StartAsync();
        await using var running = app;
        var host = app.Services.GetRequiredService<CommunityHost>();
        Assert.Contains(Scenario.Person(1), host.Present.Directory.People);
        Assert.Equal(Scenario.Person(1), app.Services.GetRequiredService<Microsoft.Extensions.Options.IOptions<CommunitiesOfPracticeOptions>>().Value.Person(new(new ClaimsIdentity([new("oid", "k-1")]))));
        var (maternity, person) = (CommunityId.Of("maternity"), Scenario.Person(3));
        await host.Do(StreamId.Of(maternity), new ProposeCommunity(Scenario.Person(1), "Maternity", Domain.Of("Blood loss"), Charters.Informal(), [Scenario.Person(1), Scenario.Person(2)], 2, host.Now + Duration.FromDays(30)));
        await host.Do(StreamId.Of(maternity), new ConsentToFound(Scenario.Person(2)));
        #region An_act_in_a_page
        var me = host.CallerAt(person);
        var acted = await host.Do(StreamId.Of(maternity), new Join(me.Person, me.Directory));
        #endregion
        Assert.True(acted.Allowed);
        var notices = app.Services.GetRequiredService<HostNotices>();
        #region Telling_people
        var kept = await notices.Preferences.Find(person);                     // what I care to be told, and until when I have seen it
        foreach (var notice in await notices.For(host.CallerAt(person)))       // what concerns me now, the newest first
            Draw(notice, isNew: !(notice.Told <= kept.SeenUntil));             // to whom, of what and why: the words are yours
        await notices.Preferences.See(person, host.Now);
        await notices.Preferences.Prefer(person, kept.Preferences.With(new(NoticeGroup.Decisions, ToldIn.Page, maternity)));
        #endregion
        Assert.NotNull((await notices.Preferences.Find(person)).SeenUntil);

        static void Draw(Notice notice, bool isNew) => Assert.True(isNew, notice.Key);
    }

    [Fact]
    public async Task A_host_with_pages_and_names_from_its_own_staff_records()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Services.AddSingleton<StaffRecords>().AddAuthentication();
        builder.Services.AddCommunitiesOfPractice(o => o.Directory = (services, cancel) => services.GetRequiredService<StaffRecords>().Read(cancel));
        builder.Services.AddRazorPages().AddApplicationPart(typeof(PageNames).Assembly);   // a web application's build finds it; this one is a test's
        builder.Services.Configure<CommunitiesOfPracticeUIOptions>(Without);
        #region Pages_in_a_host
        builder.Services.AddCommunitiesOfPracticeUI(o =>
        {
            // What people are called.
            o.People = (services, keys, cancel) => services.GetRequiredService<StaffRecords>().Cards(keys, cancel);
            // The people to choose from, when somebody searches for a colleague.
            o.FindPeople = (services, query, cancel) => services.GetRequiredService<StaffRecords>().Find(query, cancel);
        });

        var app = builder.Build();
        app.MapCommunitiesOfPracticeUI();
        #endregion
        await app.StartAsync();
        await using var running = app;
        using var client = app.GetTestClient();
        Assert.Contains("cop-nav", await client.GetStringAsync("/practice"), StringComparison.Ordinal);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await client.GetAsync("/practice/found")).StatusCode);

        var (pages, first, second) = (app.Services.GetRequiredService<IOptions<CommunitiesOfPracticeUIOptions>>().Value, Scenario.Person(1), Scenario.Person(2));
        Assert.Equal("Midwife 2", Assert.Single(await pages.People(app.Services, [second], default)).Name);
        Assert.Equal([first, second], (await pages.FindPeople(app.Services, new("MIDWIFE", 2), default)).Select(card => card.Person));
        Assert.Equal([second], (await pages.FindPeople(app.Services, new("midwife", 10) { Among = [second] }, default)).Select(card => card.Person));

        static void Without(CommunitiesOfPracticeUIOptions o)
        {
            #region A_page_that_a_host_does_not_want
            o.WithoutPages.Add(PageNames.Found);
            #endregion
        }
    }

    [Fact]
    public async Task A_page_that_tells_what_is_recorded()
    {
        await using var hospital = await (await Hospital.Open()).WithMaternity();
        Assert.True((await hospital.Post(1, "communities/maternity", """{"type":"propose","proposal":{"$type":"resolve","words":"Weigh every loss."}}""")).IsSuccessStatusCode);
        var (host, person, told) = (hospital.Host, Scenario.Person(1), new List<Answer>());
        #region Telling_what_is_recorded
        var all = (await host.Refresh()).Landscape;                               // reads what others wrote, and records what has fallen due
        var maternity = all[CommunityId.Of("maternity")];                      // as it is recorded: never maternity.At(now)
        var at = all.WhenToAsk(StreamId.Of(maternity.Id), host.Now);           // now, or just before what cannot be recorded
        foreach (var decision in maternity.OpenDecisions)
            Show(decision, maternity.MaySee(decision.Id, person, at), isBeingRecorded: all.IsBeingRecorded(maternity.Id, decision, host.Now));
        #endregion
        Assert.True(Assert.Single(told).Allowed);

        void Show(Decision decision, Answer maySee, bool isBeingRecorded)
        {
            Assert.False(isBeingRecorded || decision.Result is not null);
            told.Add(maySee);
        }
    }

    private sealed class StaffRecords
    {
        private readonly List<PersonCard> _staff = [.. Enumerable.Range(1, 9).Select(n => new PersonCard(Scenario.Person(n), $"Midwife {n}"))];

        public ValueTask<HostDirectory> Read(CancellationToken cancel) => cancel.IsCancellationRequested ? default : new(Hospital.Staff());

        #region Names_of_people
        public ValueTask<IEnumerable<PersonCard>> Cards(IReadOnlyCollection<PersonId> keys, CancellationToken cancel) =>
            new(_staff.Where(card => keys.Contains(card.Person)));

        public ValueTask<IEnumerable<PersonCard>> Find(PeopleQuery query, CancellationToken cancel) =>
            new(_staff.Where(card => query.Among?.Contains(card.Person) != false
                && $"{card.Name} {card.Role} {card.Organisation}".Contains(query.Words, StringComparison.OrdinalIgnoreCase))
                .Take(query.Most));
        #endregion
    }
}
