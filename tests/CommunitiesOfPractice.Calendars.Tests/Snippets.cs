using CommunitiesOfPractice.AspNetCore;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace CommunitiesOfPractice.Calendars.Tests;

/// <summary>The code of the page of the package, compiled and run.</summary>
public sealed class Snippets
{
    [Fact]
    public async Task A_host_has_calendars_by_two_lines()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Services.AddCommunitiesOfPractice(o => o.Directory = (_, _) => new(Trust.DirectoryOf(Book.Amina)));
        #region Calendars
        builder.Services.AddGatheringCalendars(o => o.UidDomain = "intranet.example");

        var app = builder.Build();
        app.MapGatheringCalendars();
        #endregion
        await app.StartAsync();
        await using var running = app;
        var calendars = app.Services.GetRequiredService<GatheringCalendars>();
        var read = await app.GetTestClient().GetStringAsync(calendars.PathOf(await calendars.Renew(Book.Amina)));
        Assert.Empty(Ical.Net.Calendar.Load(read)!.Events);

        var caller = app.Services.GetRequiredService<CommunityHost>().CallerAt(Book.Amina);
        #region A_calendar_of_ones_own
        var file = GatheringCalendar.ToICalendar(caller.Gatherings(), new GatheringCalendarOptions(), caller.At);
        #endregion
        Assert.StartsWith("BEGIN:VCALENDAR\r\n", file, StringComparison.Ordinal);
    }
}
