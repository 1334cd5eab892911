using System.Net;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace CommunitiesOfPractice.Email.Tests;

/// <summary>What concerns people, once a day by e-mail.</summary>
public sealed class DigestTests
{
    private static readonly Instant Noon = Instant.FromUtc(2016, 3, 1, 12, 0);
    private static readonly Instant Seven = Instant.FromUtc(2016, 3, 2, 7, 0);

    [Fact]
    public async Task What_concerns_somebody_arrives_once_from_their_hour_on()
    {
        await using var trust = await Trust.Open();
        await trust.Share();
        Assert.Equal(0, await trust.At(Noon + Duration.FromHours(1)));
        Assert.Equal(0, await trust.At(Seven - Duration.FromSeconds(1)));
        Assert.Equal(1, await trust.At(Seven + Duration.FromMinutes(3)));
        var message = Assert.Single(trust.ArrivedFor(Trust.Chloe));
        Assert.Contains("you are named as a contributor to “Scales in every room”", message.TextBody, StringComparison.Ordinal);
        Assert.Equal("communities@trust.example", Assert.IsType<MailboxAddress>(Assert.Single(message.From)).Address);
        Assert.Equal("List-Unsubscribe=One-Click", message.Headers["List-Unsubscribe-Post"]);
        Assert.Equal("auto-generated", message.Headers[HeaderId.AutoSubmitted]);
        Assert.StartsWith(
            "<https://trust.example/communities-of-practice/digests/stop/", message.Headers[HeaderId.ListUnsubscribe],
            StringComparison.Ordinal);
        Assert.Equal(0, await trust.At(Seven + Duration.FromHours(3)));
        Assert.Equal(0, await trust.At(Seven + Duration.FromDays(1)));
    }

    [Fact]
    public async Task No_message_holds_anybodys_key()
    {
        await using var trust = await Trust.Open();
        await trust.Share();
        await trust.At(Noon + Duration.FromHours(1));
        await trust.At(Seven);
        foreach (var file in Directory.GetFiles(trust.Folder))
            Assert.DoesNotContain("k-", (await File.ReadAllTextAsync(file)).Replace(
                "One-Click", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_title_that_was_withdrawn_since_is_not_told()
    {
        await using var trust = await Trust.Open();
        await trust.Share();
        await trust.At(Noon + Duration.FromHours(1));
        await trust.Do(StreamId.Of(Trust.Scales), new WithdrawNote(Trust.Amina, "The figures were wrong."));
        await trust.At(Noon + Duration.FromHours(2));
        await trust.At(Seven);
        var message = Assert.Single(trust.ArrivedFor(Trust.Chloe));
        Assert.DoesNotContain("Scales", message.ToString(), StringComparison.Ordinal);
        Assert.Contains("a note that you knew was withdrawn", message.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_crash_after_handing_over_hands_over_again_under_the_same_message_id()
    {
        var crashing = new Crashing();
        await using var trust = await Trust.Open(services: s => s.AddSingleton<INoticePreferences>(crashing));
        await trust.Share();
        await trust.At(Noon + Duration.FromHours(1));
        crashing.IsCrashing = true;
        Assert.Equal(0, await trust.At(Seven));
        var first = await File.ReadAllBytesAsync(Assert.Single(Directory.GetFiles(trust.Folder)));
        var id = Assert.Single(trust.ArrivedFor(Trust.Chloe)).MessageId;

        // The mail server has taken the first.
        File.Delete(Assert.Single(Directory.GetFiles(trust.Folder)));
        crashing.IsCrashing = false;
        Assert.Equal(1, await trust.At(Seven + Duration.FromMinutes(5)));
        Assert.Equal(id, Assert.Single(trust.ArrivedFor(Trust.Chloe)).MessageId);
        Assert.Equal(first, await File.ReadAllBytesAsync(Assert.Single(Directory.GetFiles(trust.Folder))));
        Assert.Equal(0, await trust.At(Seven + Duration.FromMinutes(10)));
    }

    [Theory]
    [InlineData(2016, 3, 27, 1, "Europe/London", "2016-03-27T01:00:00Z")] // skipped: the hour after it
    [InlineData(2016, 10, 30, 1, "Europe/London", "2016-10-30T00:00:00Z")] // repeated: the first
    [InlineData(2016, 3, 27, 7, "Europe/London", "2016-03-27T06:00:00Z")]
    [InlineData(2016, 3, 26, 7, "Europe/London", "2016-03-26T07:00:00Z")]
    [InlineData(2016, 7, 1, 7, "Asia/Kolkata", "2016-07-01T01:30:00Z")]
    public async Task A_digest_comes_at_the_hour_in_their_zone_whatever_the_clocks_do(
        int year, int month, int day, int hour, string zone, string due)
    {
        var at = NodaTime.Text.InstantPattern.ExtendedIso.Parse(due).Value;
        Assert.Equal(new LocalDate(year, month, day), at.InZone(DateTimeZoneProviders.Tzdb[zone]).Date);
        await using var trust = await Trust.Open(at - Duration.FromHours(20));
        await trust.Share();
        await trust.Notices.Preferences.Prefer(
            Trust.Chloe, NoticePreferences.Usual.With(new(NoticeGroup.Practice, ToldIn.Digest)) with
            {
                Hour = hour, Zone = zone,
            });
        await trust.At(at - Duration.FromHours(19));
        var before = trust.ArrivedFor(Trust.Chloe).Count();
        Assert.Equal(0, await trust.At(at - Duration.FromSeconds(1)));
        Assert.Equal(1 - before, await trust.At(at));
    }

    [Fact]
    public async Task The_link_asks_first_and_stops_it_then()
    {
        await using var trust = await Trust.Open();
        await trust.Share();
        await trust.At(Noon + Duration.FromHours(1));
        await trust.At(Seven);
        var link = new Uri(Assert.Single(trust.ArrivedFor(Trust.Chloe)).Headers[HeaderId.ListUnsubscribe]!.Trim('<', '>'));
        Assert.DoesNotContain("chloe", link.ToString(), StringComparison.Ordinal);
        var asked = await trust.Client.GetAsync(link.PathAndQuery);
        Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
        Assert.Contains("<form method=\"post\">", await asked.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.True((await trust.Notices.Preferences.Find(Trust.Chloe)).Preferences.Digest);

        var stopped = await trust.Client.PostAsync(
            link.PathAndQuery, new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]));
        Assert.Equal(HttpStatusCode.OK, stopped.StatusCode);
        Assert.Equal("no-referrer", stopped.Headers.GetValues("Referrer-Policy").Single());
        var kept = await trust.Notices.Preferences.Find(Trust.Chloe);
        Assert.False(kept.Preferences.Digest);
        Assert.Equal(ToldIn.Digest, kept.Preferences.Of(NoticeGroup.Practice));
        var other = link.PathAndQuery[..^1] + (link.PathAndQuery[^1] == '0' ? '1' : '0');
        Assert.Equal(HttpStatusCode.NotFound, (await trust.Client.PostAsync(other, null)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await trust.Client.GetAsync(other)).StatusCode);

        await trust.Do(StreamId.Of(Trust.Scales), new WithdrawNote(Trust.Amina, null));
        await trust.At(Seven + Duration.FromHours(1));
        Assert.Equal(0, await trust.At(Seven + Duration.FromDays(1)));
    }

    [Fact]
    public async Task Who_has_no_address_or_wants_nothing_gets_nothing_and_loses_nothing()
    {
        string? address = null;
        await using var trust = await Trust.Open(
            options: o => o.AddressOf = (_, person, _) => new(person == Trust.Chloe ? address : null));
        await trust.Share();
        await trust.At(Noon + Duration.FromHours(1));
        Assert.Equal(0, await trust.At(Seven));
        address = "chloe@staff.example";
        Assert.Equal(1, await trust.At(Seven + Duration.FromMinutes(5)));
        Assert.Equal(0, await trust.At(Seven + Duration.FromDays(1)));
    }

    [Fact]
    public async Task A_host_that_says_no_secret_is_told_so()
    {
        await using var trust = await Trust.Open(options: o => o.Secret = null);
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(async () => await trust.Digests.Send());
        Assert.StartsWith("Say a secret for digests", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_kind_of_notice_has_words()
    {
        var texts = new Texts(System.Globalization.CultureInfo.GetCultureInfo("en-GB"));
        foreach (var kind in Enum.GetValues<NoticeKind>()) Assert.NotEmpty(texts["notice." + kind, "Maternity", "it"]);
    }

    /// <summary>Preferences that fall over once a digest was handed over.</summary>
    private sealed class Crashing : INoticePreferences
    {
        private readonly InMemoryNoticePreferences _all = new();

        public bool IsCrashing { get; set; }

        public ValueTask<ToldSomebody> Find(PersonId person, CancellationToken cancel = default) => _all.Find(person, cancel);

        public ValueTask Prefer(PersonId person, NoticePreferences preferences, CancellationToken cancel = default) =>
            _all.Prefer(person, preferences, cancel);

        public ValueTask See(PersonId person, Instant until, CancellationToken cancel = default) =>
            _all.See(person, until, cancel);

        public ValueTask Sent(PersonId person, LocalDate day, Instant until, CancellationToken cancel = default) =>
            IsCrashing ? throw new IOException("The power went.") : _all.Sent(person, day, until, cancel);

        public ValueTask End(PersonId person, CancellationToken cancel = default) => _all.End(person, cancel);
    }
}
