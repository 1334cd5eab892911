using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace CommunitiesOfPractice.AspNetCore.UI.Tests;

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
/// A host with the pages, on a port of this machine, with a database of its own that holds the story of South London, on a clock
/// that tests move.
/// </summary>
public abstract class Site : IAsyncLifetime
{
    /// <summary>Where it is: scheme, host and port.</summary>
    public abstract string Address { get; }

    /// <summary>What all addresses of the pages begin with: the path base and the path of the pages.</summary>
    public abstract string Root { get; }

    /// <summary>Where somebody is sent who must sign in.</summary>
    public abstract string SignInPath { get; }

    public abstract IServiceProvider Services { get; }

    public SetClock Clock { get; } = new();

    public CommunityHost Host => Services.GetRequiredService<CommunityHost>();

    public Landscape All => Host.Present.Landscape;

    /// <summary>The address of a page, with what all begin with.</summary>
    public string At(string path) =>
        IsOwn(path) || path.StartsWith(Root + "/", StringComparison.Ordinal) ? path : Root + path;

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

    /// <summary>A small community of people that nobody else knows.</summary>
    public Task<CommunityId> Found(string name, params string[] founders) => Found(name, Charters.Informal(), founders);

    /// <inheritdoc cref="Found(string, string[])"/>
    public async Task<CommunityId> Found(string name, Charter charter, params string[] founders)
    {
        var (id, people) = (CommunityId.Of("cop-" + name), ValueList.Of(founders.Select(PersonId.Of).ToArray()));
        await Do(
            StreamId.Of(id),
            new ProposeCommunity(
                people[0], name, new Domain("What we look after together"), charter, people, people.Count,
                Clock.Now + Duration.FromDays(28)));
        foreach (var founder in people.Skip(1)) await Do(StreamId.Of(id), new ConsentToFound(founder));
        return id;
    }

    /// <summary>Two communities agree a link that carries practice from the first to the second: nobody says otherwise.</summary>
    public async Task<LinkId> Link(string name, CommunityId from, CommunityId to)
    {
        var (link, terms) = (LinkId.Of(name), new LinkTerms(Flow.AToB));
        await Settle(from, new LinkMatter(LinkStep.Offer, Party.Of(to), LinkKind.Sister, terms));
        await Settle(to, new LinkMatter(LinkStep.Accept, Party.Of(from), LinkKind.Sister, terms));
        Assert.True(All[link].IsInForce(Clock.Now));
        return link;

        async Task Settle(CommunityId community, LinkMatter what)
        {
            await Do(StreamId.Of(community), new Propose(All[community].Members.First(), new SettleLink(link, what)));
            await Wait(15);
        }
    }

    /// <summary>Everybody who may votes for a decision, by no page; it closes, carried, and takes effect.</summary>
    public async Task Carry(CommunityId community, DecisionId decision)
    {
        await Wait(All[community].Decision(decision)!.OpensAt);
        foreach (var voter in All[community].Members.ToArray())
            if (All[community].Ask(new Vote(voter, decision, VoiceBallot.For), Clock.Now).Allowed)
                await Do(StreamId.Of(community), new Vote(voter, decision, VoiceBallot.For));
        await Wait(All[community].Decision(decision)!.ClosesAt);
        Assert.Equal(Outcome.Carried, All[community].Decision(decision)!.Result!.Outcome);
    }

    /// <summary>
    /// A browser without a browser: it keeps cookies and follows nothing by itself. Addresses may leave out what all begin with.
    /// </summary>
    public HttpClient Visitor() => new(new Rooted(this)) { BaseAddress = new Uri(Address) };

    /// <summary>The same, signed in.</summary>
    public async Task<HttpClient> Visitor(string person)
    {
        var visitor = Visitor();
        await SignIn(visitor, person);
        return visitor;
    }

    /// <summary>Signs somebody in, in a browser.</summary>
    public abstract Task SignIn(IPage page, string person);

    /// <summary>Whether a path is of the host's own, and not of the pages.</summary>
    protected virtual bool IsOwn(string path) => false;

    protected abstract Task SignIn(HttpClient visitor, string person);

    public virtual Task InitializeAsync() => Task.CompletedTask;

    public abstract Task DisposeAsync();

    private sealed class Rooted(Site site) : DelegatingHandler(new HttpClientHandler { AllowAutoRedirect = false })
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var path = request.RequestUri!.PathAndQuery;
            if (request.RequestUri.GetLeftPart(UriPartial.Authority) == site.Address)
                request.RequestUri = new Uri(site.Address + site.At(path));
            return base.SendAsync(request, cancellationToken);
        }
    }
}

internal static class Browsing
{
    /// <summary>Opens a page, whose address may leave out what all begin with.</summary>
    public static Task<IResponse?> Go(this IPage page, Site site, string path) => page.GotoAsync(site.At(path));

    /// <summary>Answers a question of a form, whatever it looks like. A person among many is searched for, and chosen.</summary>
    public static async Task Answer(this IPage page, string label, string value)
    {
        var field = page.GetByLabel(label, new() { Exact = true });
        switch (await field.EvaluateAsync<string>("field => field.type"))
        {
            case "checkbox":
                await field.CheckAsync();
                break;
            case "select-one":
                await field.SelectOptionAsync(value);
                break;
            case "search":
                await field.FillAsync(value);
                await page.GetByRole(AriaRole.Button, new() { Name = "Search: " + label, Exact = true }).ClickAsync();
                await page.Locator($"input[type=radio][value='{value}']").CheckAsync();
                break;
            default:
                await field.FillAsync(value);
                break;
        }
    }
}
