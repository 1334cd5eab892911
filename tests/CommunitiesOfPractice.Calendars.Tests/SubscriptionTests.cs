using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using CommunitiesOfPractice.AspNetCore;
using Ical.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace CommunitiesOfPractice.Calendars.Tests;

/// <summary>Calendars over HTTP: a file for each gathering, and somebody's subscription at a secret address.</summary>
public sealed class SubscriptionTests
{
    private const string One = Trust.Path + "/gatherings/g-1.ics";
    private const string Mine = Trust.Path + "/me/calendar";

    [Fact]
    public async Task A_gathering_is_a_file_for_who_may_see_it_and_nothing_for_others()
    {
        await using var trust = await Trust.Open();
        await trust.Call();
        var file = await trust.As(Book.Chloe).GetAsync(One);
        Assert.Equal(HttpStatusCode.OK, file.StatusCode);
        Assert.Equal("text/calendar; charset=utf-8", file.Content.Headers.ContentType!.ToString());
        Assert.Equal(
            "attachment; filename=g-1.ics; filename*=UTF-8''g-1.ics", file.Content.Headers.ContentDisposition!.ToString());
        IsKeptByNobody(file);
        Assert.Equal("g-1@trust.example", Assert.Single(Calendar.Load(await Text(file))!.Events).Uid);

        // Dev is listed, and no member; nobody may see what is not there.
        var (hidden, none) = (
            await trust.As(Book.Dev).GetAsync(One), await trust.As(Book.Chloe).GetAsync(Trust.Path + "/gatherings/g-2.ics"));
        Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
        Assert.Equal(await Bytes(none), await Bytes(hidden));
        Assert.Equal(
            await Bytes(none), await Bytes(await trust.As(Book.Chloe).GetAsync(Trust.Path + "/gatherings/%01.ics")));
    }

    [Fact]
    public async Task Who_is_not_signed_in_is_told_so()
    {
        await using var trust = await Trust.Open();
        await trust.Call();
        using var nobody = trust.As(null, asksNothing: true);
        foreach (var answer in new[]
        {
            await nobody.GetAsync(One), await nobody.GetAsync(Mine), await nobody.PostAsync(Mine, Trust.Json()),
            await nobody.DeleteAsync(Mine),
        })
        {
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.ToString());
            Assert.Equal("Sign in first.", (string)(await Body(answer))["detail"]!);
        }
    }

    [Fact]
    public async Task A_subscription_has_what_its_owner_said_yes_to_and_nothing_else()
    {
        await using var trust = await Trust.Open();
        var (place, waits, no, unsaid) = (Id("place"), Id("waits"), Id("no"), Id("unsaid"));
        foreach (var id in new[] { place, waits, no, unsaid })
            await trust.Call(Book.Assist() with { Anybody = false, Capacity = id == waits ? 1 : 9 }, id);
        await trust.Yes(Book.Ben, waits);
        foreach (var id in new[] { place, waits, no }) await trust.Yes(Book.Chloe, id);
        await trust.No(Book.Chloe, no);
        var address = await trust.Renew(Book.Chloe);
        var answer = await trust.Fetch(address);
        Assert.Equal("text/calendar; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.Null(answer.Content.Headers.ContentDisposition);
        IsKeptByNobody(answer);
        Assert.Contains("X-WR-CALNAME:My gatherings\r\n", await Text(answer), StringComparison.Ordinal);
        Assert.Equal([("place", "CONFIRMED"), ("waits", "TENTATIVE")], await Fetched());
        await trust.Cancel(place);
        await trust.No(Book.Ben, waits);
        Assert.Equal([("place", "CANCELLED"), ("waits", "CONFIRMED")], await Fetched());

        // It is kept for 90 days after it is over.
        trust.Time.Now = Instant.FromUtc(2026, 5, 14, 15, 0) + Duration.FromDays(90);
        Assert.Equal(2, (await Fetched()).Length);
        trust.Time.Now += Duration.FromSeconds(1);
        Assert.Empty(await Fetched());

        async Task<(string, string)[]> Fetched() =>
            [.. Calendar.Load(await Text(await trust.Fetch(address)))!.Events
                .Select(entry => (entry.Uid!.Split('@')[0], entry.Status!)).Order()];
    }

    [Fact]
    public async Task The_online_address_is_in_it_for_who_has_a_place()
    {
        await using var trust = await Trust.Open();
        await trust.Call(Book.Assist() with { Anybody = false, Capacity = 1 });
        foreach (var person in new[] { Book.Ben, Book.Chloe }) await trust.Yes(person);
        var (place, waits) = (await trust.Renew(Book.Ben), await trust.Renew(Book.Chloe));
        Assert.Contains("https://meet.example", await Text(await trust.Fetch(place)), StringComparison.Ordinal);
        Assert.DoesNotContain("https://meet.example", await Text(await trust.Fetch(waits)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_renewed_an_ended_and_an_unknown_address_are_the_same_to_the_byte()
    {
        await using var trust = await Trust.Open();
        var unknown = await Bytes(await trust.Fetch(trust.Calendars.PathOf(new string('A', 43))));
        Assert.StartsWith("404 ", unknown, StringComparison.Ordinal);
        var first = await trust.Renew(Book.Chloe);
        Assert.Equal(HttpStatusCode.OK, (await trust.Fetch(first)).StatusCode);
        var second = await trust.Renew(Book.Chloe);
        Assert.NotEqual(first, second);
        Assert.Equal(unknown, await Bytes(await trust.Fetch(first)));
        Assert.Equal(HttpStatusCode.OK, (await trust.Fetch(second)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await trust.As(Book.Chloe).DeleteAsync(Mine)).StatusCode);
        Assert.Equal(unknown, await Bytes(await trust.Fetch(second)));
        Assert.Equal(HttpStatusCode.NoContent, (await trust.As(Book.Chloe).DeleteAsync(Mine)).StatusCode);
        foreach (var odd in new[] { "x", "%01", "..", "%F0%9F%91%B6", new string('y', 5000) })
            Assert.Equal(unknown, await Bytes(await trust.Fetch($"{Trust.Path}/calendars/a{odd}.ics")));
    }

    [Fact]
    public async Task The_address_of_somebody_the_host_no_longer_lists_is_dead()
    {
        await using var trust = await Trust.Open();
        var unknown = await Bytes(await trust.Fetch(trust.Calendars.PathOf("unknown")));
        var (chloe, ben) = (await trust.Renew(Book.Chloe), await trust.Renew(Book.Ben));
        await trust.Host.Take(Trust.DirectoryOf(Book.Amina, Book.Ben));
        Assert.Equal(unknown, await Bytes(await trust.Fetch(chloe)));
        Assert.Equal(HttpStatusCode.OK, (await trust.Fetch(ben)).StatusCode);
    }

    [Fact]
    public async Task Who_left_or_is_forgotten_has_nothing_there()
    {
        await using var trust = await Trust.Open();
        await trust.Call();
        await trust.Yes(Book.Chloe);
        var address = await trust.Renew(Book.Chloe);
        Assert.Single(Calendar.Load(await Text(await trust.Fetch(address)))!.Events);
        await trust.Do(StreamId.Of(Trust.Maternity), new Leave(Book.Chloe));
        Assert.Empty(Calendar.Load(await Text(await trust.Fetch(address)))!.Events);
        await trust.Host.Forget(Book.Chloe, ChainKey.Of(new byte[32]), "request-1");
        Assert.Equal(HttpStatusCode.NotFound, (await trust.Fetch(address)).StatusCode);
    }

    [Fact]
    public async Task Its_owner_is_told_since_when_it_is_there_and_when_it_was_last_fetched()
    {
        await using var trust = await Trust.Open();
        Assert.Equal(HttpStatusCode.NotFound, (await trust.As(Book.Chloe).GetAsync(Mine)).StatusCode);
        var address = await trust.Renew(Book.Chloe);
        Assert.Equal("""{"since":"2026-03-01T09:00:00Z"}""", await Told());
        trust.Time.Now += Duration.FromHours(3);
        await trust.Fetch(address);
        Assert.Equal("""{"since":"2026-03-01T09:00:00Z","lastFetched":"2026-03-01T12:00:00Z"}""", await Told());
        Assert.Equal(new(Instant.FromUtc(2026, 3, 1, 9, 0), trust.Time.Now), await trust.Calendars.Find(Book.Chloe));
        await trust.Renew(Book.Chloe);
        Assert.Equal("""{"since":"2026-03-01T12:00:00Z"}""", await Told());
        Assert.Equal(HttpStatusCode.NotFound, (await trust.As(Book.Ben).GetAsync(Mine)).StatusCode);

        async Task<string> Told()
        {
            var answer = await trust.As(Book.Chloe).GetAsync(Mine);
            IsKeptByNobody(answer);
            return await Text(answer);
        }
    }

    [Fact]
    public async Task The_secret_is_long_and_never_logged_and_only_its_digest_is_kept()
    {
        var kept = new Keeps();
        await using var trust = await Trust.Open(services: s => s.AddSingleton<ICalendarSubscriptions>(kept));
        var address = await trust.Renew(Book.Chloe);
        var secret = address[(Trust.Path + "/calendars/").Length..^".ics".Length];
        Assert.Matches("^[A-Za-z0-9_-]{43}$", secret);
        Assert.Equal(address, trust.Calendars.PathOf(secret));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret))), kept.Digest);
        await trust.Fetch(address);
        kept.IsAway = true;
        var away = await trust.Fetch(address);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "1"), (away.StatusCode, away.Headers.RetryAfter!.ToString()));
        Assert.Contains(trust.Logged, line => line.Contains("could not read what a calendar needs", StringComparison.Ordinal));
        Assert.DoesNotContain(trust.Logged, line => line.Contains(secret, StringComparison.Ordinal)
            || line.Contains(kept.Digest!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_form_on_another_site_cannot_renew_it()
    {
        await using var trust = await Trust.Open();
        var address = await trust.Renew(Book.Chloe);
        foreach (var form in new HttpContent[]
        {
            new StringContent("{}", Encoding.UTF8, "text/plain"), new FormUrlEncodedContent([]), new MultipartFormDataContent(),
            new ByteArrayContent([]),
        })
        {
            var answer = await trust.As(Book.Chloe).PostAsync(Mine, form);
            Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
            Assert.Equal("Send it as application/json.", (string)(await Body(answer))["detail"]!);
        }

        Assert.Equal(HttpStatusCode.OK, (await trust.Fetch(address)).StatusCode);
    }

    [Fact]
    public async Task A_program_that_has_it_is_told_that_it_has_not_changed()
    {
        await using var trust = await Trust.Open();
        await trust.Call();
        await trust.Yes(Book.Chloe);
        var address = await trust.Renew(Book.Chloe);
        var tag = (await trust.Fetch(address)).Headers.ETag!;
        trust.Time.Now += Duration.FromDays(1);
        Assert.Equal(HttpStatusCode.NotModified, (await Again()).StatusCode);
        Assert.Equal(trust.Time.Now, (await trust.Calendars.Find(Book.Chloe))!.LastFetched);
        await trust.Cancel();
        Assert.Equal(HttpStatusCode.OK, (await Again()).StatusCode);

        async Task<HttpResponseMessage> Again()
        {
            var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.IfNoneMatch.Add(tag);
            return await trust.As(null).SendAsync(request);
        }
    }

    [Fact]
    public async Task A_head_has_what_a_get_has_but_the_words_and_nothing_else_is_understood()
    {
        await using var trust = await Trust.Open();
        await trust.Call();
        var address = await trust.Renew(Book.Chloe);
        foreach (var path in new[] { One, address })
        {
            var get = await trust.As(Book.Chloe).GetAsync(path);
            var head = await trust.As(Book.Chloe).SendAsync(new(HttpMethod.Head, path));
            Assert.Equal(
                (get.StatusCode, get.Headers.ETag, get.Content.Headers.ContentLength),
                (head.StatusCode, head.Headers.ETag, head.Content.Headers.ContentLength));
            Assert.Empty(await Text(head));
            foreach (var method in new[] { HttpMethod.Post, HttpMethod.Put, HttpMethod.Delete, HttpMethod.Patch })
                Assert.Equal(
                    HttpStatusCode.MethodNotAllowed, (await trust.As(Book.Chloe).SendAsync(new(method, path))).StatusCode);
        }
    }

    [Fact]
    public async Task An_address_begins_with_that_of_the_host_and_the_paths_that_it_is_mapped_under()
    {
        await using var trust = await Trust.Open(
            o => o.Address = new("https://intranet.example"), map: app =>
            {
                app.UsePathBase("/staff");
                app.UseRouting();
                app.UseAuthorization();
                app.MapGroup("/peers").MapGatheringCalendars("practice/");
            });
        var answer = await trust.As(Book.Chloe).PostAsync("/staff/peers/practice/me/calendar", Trust.Json());
        var address = (string)(await Body(answer))["address"]!;
        Assert.StartsWith("https://intranet.example/staff/peers/practice/calendars/", address, StringComparison.Ordinal);
        Assert.Equal("/peers/practice/calendars/s.ics", trust.Calendars.PathOf("s"));
        Assert.Equal(HttpStatusCode.OK, (await trust.Fetch(new Uri(address).AbsolutePath)).StatusCode);
    }

    [Fact]
    public async Task The_zone_data_is_the_hosts()
    {
        await using var trust = await Trust.Open(o => o.Zones = new OtherZones("Europe/London", DateTimeZone.Utc));
        await trust.Call();
        Assert.Contains(
            "DTSTART:20260514T130000Z", await Text(await trust.As(Book.Chloe).GetAsync(One)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_description_of_the_interface_has_them()
    {
        await using var trust = await Trust.Open();
        var paths = JsonNode.Parse(await trust.As(Book.Chloe).GetStringAsync("/openapi/v1.json"))!["paths"]!.AsObject();
        foreach (var (path, methods) in new[]
        {
            ("/gatherings/{id}.ics", new[] { "get", "head" }), ("/calendars/{secret}.ics", ["get", "head"]),
            ("/me/calendar", ["get", "post", "delete"]),
        })
        {
            var described = paths[Trust.Path + path]!.AsObject();
            Assert.Equal(methods.Order(), described.Select(one => one.Key).Order());
            Assert.All(described, one => Assert.NotEmpty((string)one.Value!["summary"]!));
        }
    }

    [Fact]
    public async Task Nobody_is_given_the_calendar_of_nobody()
    {
        await using var trust = await Trust.Open();
        await Assert.ThrowsAsync<ArgumentException>(async () => await trust.Calendars.Find(default));
        await Assert.ThrowsAsync<ArgumentException>(async () => await trust.Calendars.Renew(default));
        await Assert.ThrowsAsync<ArgumentException>(async () => await trust.Calendars.End(default));
        Assert.Throws<ArgumentException>(() => trust.Calendars.PathOf(" "));
    }

    private static GatheringId Id(string id) => GatheringId.Of(id);

    private static void IsKeptByNobody(HttpResponseMessage answer)
    {
        Assert.Equal(new CacheControlHeaderValue { NoStore = true, Private = true }, answer.Headers.CacheControl);
        Assert.Equal(["no-referrer"], answer.Headers.GetValues("Referrer-Policy"));
        Assert.Equal(["nosniff"], answer.Headers.GetValues("X-Content-Type-Options"));
    }

    private static Task<string> Text(HttpResponseMessage answer) => answer.Content.ReadAsStringAsync();

    private static async Task<JsonNode> Body(HttpResponseMessage answer) => JsonNode.Parse(await Text(answer))!;

    /// <summary>A whole answer: its status, its headers and its body.</summary>
    private static async Task<string> Bytes(HttpResponseMessage answer) =>
        $"{(int)answer.StatusCode} {answer.Headers}{answer.Content.Headers}{await Text(answer)}";

    /// <summary>Subscriptions that can be away, and what is kept of the last.</summary>
    private sealed class Keeps : ICalendarSubscriptions
    {
        private readonly InMemoryCalendarSubscriptions _kept = new();

        public string? Digest { get; private set; }

        public bool IsAway { get; set; }

        public ValueTask<CalendarSubscription?> Find(PersonId person, CancellationToken cancel = default) =>
            _kept.Find(person, cancel);

        public ValueTask Begin(PersonId person, string digest, Instant at, CancellationToken cancel = default) =>
            _kept.Begin(person, Digest = digest, at, cancel);

        public ValueTask End(PersonId person, CancellationToken cancel = default) => _kept.End(person, cancel);

        public ValueTask<PersonId?> Fetch(string digest, Instant at, CancellationToken cancel = default) =>
            IsAway ? throw new IOException("The database is away.") : _kept.Fetch(digest, at, cancel);
    }
}
