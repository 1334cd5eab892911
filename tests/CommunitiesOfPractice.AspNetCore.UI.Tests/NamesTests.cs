using System.Collections.Concurrent;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CommunitiesOfPractice.AspNetCore.UI.Tests;

/// <summary>A host that names people, and keeps account of which it was asked for.</summary>
public sealed class NamingIntranet : IAsyncLifetime
{

    public NamingIntranet() => Site = new([], services =>
    {
        services.AddSingleton<ILoggerProvider>(Log);
        services.PostConfigure<CommunitiesOfPracticeUIOptions>(pages =>
        {
            pages.People = (_, people, _) =>
            {
                Asked.Enqueue([.. people]);
                return new(people.Select(person => new PersonCard(person, NameOf(person), "a role")).ToArray());
            };
            pages.FindPeople = (_, query, _) =>
            {
                Sought.Enqueue(query);
                return new(Site!.Host.Present.Directory.People.Where(person => query.Among?.Contains(person) != false)
                    .Where(person => NameOf(person).Contains(query.Words, StringComparison.OrdinalIgnoreCase))
                    .Select(person => new PersonCard(person, NameOf(person), null, "a ward")).Take(query.Most).ToArray());
            };
        });
    });

    internal Intranet Site { get; }

    internal ConcurrentQueue<PersonId[]> Asked { get; } = [];

    internal ConcurrentQueue<PeopleQuery> Sought { get; } = [];

    internal KeptLog Log { get; } = new();

    /// <summary>A name that nothing else is called.</summary>
    internal static string NameOf(PersonId person) => "Nomen" + person.Value.Replace("k-", "Quidam", StringComparison.Ordinal);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await Site.DisposeAsync();

}

/// <summary>Everything that was logged.</summary>
internal sealed class KeptLog : ILoggerProvider, ILogger
{
    public ConcurrentQueue<string> Lines { get; } = [];

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Lines.Enqueue(formatter(state, exception) + exception);

    public void Dispose()
    {
    }
}

/// <summary>People are named by the host: exactly those a page shows, at once, and on pages only.</summary>
public partial class NamesTests(NamingIntranet host) : IClassFixture<NamingIntranet>
{
    private Intranet Site => host.Site;

    [Fact]
    public async Task The_host_is_asked_once_for_exactly_the_people_a_page_names_and_no_page_shows_a_key()
    {
        var (convener, anyone) = (People.Convener(Site), Site.Visitor());
        var member = await Site.Visitor(convener);
        var named = 0;
        foreach (var (visitor, me, paths) in new[]
                 {
                     (anyone, null, Everywhere.ForAnyone), (member, convener, Everywhere.SignedIn(Site.All)),
                     (await Site.Visitor(People.Outsiders(Site).First()), People.Outsiders(Site).First(),
                         Everywhere.SignedIn(Site.All)),
                     (await Site.Visitor(People.Member(Site, "cop-medication", 0)), People.Member(Site, "cop-medication", 0),
                         [.. Site.All.Communities.Select(c => "/communities/" + c.Id), "/communities/cop-medication/members"]),
                 })
            foreach (var path in paths)
            {
                host.Asked.Clear();
                var page = await visitor.Page(path);
                var asked = host.Asked.ToArray();
                Assert.True(asked.Length <= 1, $"{path}: asked {asked.Length} times");
                var texts = string.Join('\n', Html.Texts(page));
                var shown = Name().Matches(texts).Select(match => match.Value).ToHashSet();
                var expected = asked.SelectMany(people => people).Select(NamingIntranet.NameOf).ToHashSet();
                Assert.True(
                    expected.SetEquals(shown),
                    $"{path} as {me}: asked for, and not shown: {string.Join(' ', expected.Except(shown))}; the other way: "
                        + string.Join(' ', shown.Except(expected)));
                if (path != "/my-data")
                    Assert.DoesNotMatch(Key(), texts);
                Assert.All(Html.Addresses(page), address => Assert.DoesNotContain("Nomen", address, StringComparison.Ordinal));
                named += shown.Count;
            }

        Assert.True(named > 30, $"{named}");
        Assert.DoesNotContain(host.Log.Lines, line => line.Contains("Nomen", StringComparison.Ordinal));
        Assert.All(
            await Site.Services.GetRequiredService<IRecord>().ReadAll(0, 10_000),
            line => Assert.DoesNotContain("Nomen", RecordJson.ToText(line.Entry), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Somebody_is_chosen_by_a_search_that_does_nothing_else()
    {
        var convener = People.Convener(Site);
        var visitor = await Site.Visitor(convener);
        var (path, wanted) = ("/communities/cop-maternity/invite", People.Outsiders(Site).Skip(2).First());
        var empty = await visitor.Page(path);
        Assert.DoesNotContain("type=\"radio\"", empty, StringComparison.Ordinal);
        Assert.True(empty.Length < 10_000, $"{empty.Length}");

        host.Sought.Clear();
        var before = Site.All.Position;
        var found = await Searched(NamingIntranet.NameOf(PersonId.Of(wanted)));
        Assert.Equal((1, 10), (host.Sought.Count, host.Sought.Single().Most));
        Assert.Equal([wanted], Offered(found));
        Assert.Contains("1 person was found", found, StringComparison.Ordinal);
        Assert.Equal(before, Site.All.Position);

        // Not more than fit on a page; nobody who is a member already, nor oneself.
        var many = await Searched("Nomen");
        Assert.True(Offered(many).Length is > 0 and <= 10, many);
        Assert.DoesNotContain(Offered(many), key => Site.All[CommunityId.Of("cop-maternity")].IsMember(PersonId.Of(key)));
        Assert.Contains("Nobody was found for", await Searched(NamingIntranet.NameOf(PersonId.Of(convener))),
            StringComparison.Ordinal);
        Assert.Contains("Nobody was found for", await Searched("nobody of that name"), StringComparison.Ordinal);

        // By their key too, for hosts that find nobody.
        Assert.Equal([wanted], Offered(await Searched(wanted)));

        // Nobody is chosen who was not offered: somebody the host does not list, a member, oneself, nobody.
        foreach (var person in new[] { "k-999", convener, People.Member(Site, "cop-maternity", 3), "", "<b>" })
            Assert.Equal(HttpStatusCode.BadRequest, (await visitor.Send(path, ("person", person), ("person-words", "x")))
                .StatusCode);
        Assert.Equal(before, Site.All.Position);
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.Send(path, ("person", wanted), ("person-words", "x"))).StatusCode);
        Assert.Contains("You have invited " + NamingIntranet.NameOf(PersonId.Of(wanted)),
            await visitor.Page("/communities/cop-maternity"), StringComparison.Ordinal);

        async Task<string> Searched(string words) => WebUtility.HtmlDecode(
            await (await visitor.Send(path, ("person-words", words), ("find", "person"))).Content.ReadAsStringAsync());

        static string[] Offered(string page) => [.. Radio().Matches(page).Select(match => match.Groups[1].Value)];
    }

    [Fact]
    public async Task Members_are_chosen_from_a_list_where_they_are_few_and_searched_among_where_they_are_many()
    {
        var few = await Site.Found("few", [.. Site.Host.Present.Directory.People.Take(3).Select(p => p.Value)]);
        var many = await Site.Found("many", [.. Site.Host.Present.Directory.People.Take(60).Select(p => p.Value)]);
        var visitor = await Site.Visitor("k-001");
        Assert.Contains(
            "<option value=\"k-002\"", await visitor.Page($"/communities/{few}/propose?kind=remove"), StringComparison.Ordinal);
        host.Sought.Clear();
        var path = $"/communities/{many}/propose?kind=remove";
        Assert.DoesNotContain("k-002", await visitor.Page(path), StringComparison.Ordinal);
        var found = await (await visitor.Send(path, ("person-words", "Nomen"), ("find", "person"))).Content.ReadAsStringAsync();
        Assert.Equal(60, host.Sought.Single().Among!.Count);
        Assert.Contains("value=\"k-002\"", found, StringComparison.Ordinal);

        // Fifty members on a page, the others on the next.
        host.Asked.Clear();
        var page = await visitor.Page($"/communities/{many}/members");
        Assert.Equal(49, host.Asked.Single().Length);
        Assert.Contains("Page 1 of 2", page, StringComparison.Ordinal);
        Assert.Contains(Html.Texts(page), text => text.StartsWith("You", StringComparison.Ordinal));
        var next = Html.Addresses(page).Single(address => address.EndsWith("?p=2", StringComparison.Ordinal));
        host.Asked.Clear();
        await visitor.Page(next);
        Assert.Equal(10, host.Asked.Single().Length);
    }

    [GeneratedRegex("NomenQuidam[0-9]+")]
    private static partial Regex Name();

    [GeneratedRegex(@"\bk-[0-9]{3}\b")]
    private static partial Regex Key();

    [GeneratedRegex("type=\"radio\" value=\"([^\"]*)\"")]
    private static partial Regex Radio();
}
