using System.Net;
using System.Security.Claims;
using CommunitiesOfPractice.Testing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;

namespace CommunitiesOfPractice.AspNetCore.Tests;

/// <summary>Several processes on one record, acts at once, retries, and what happens by itself.</summary>
public sealed class CommunityHostTests
{
    private static readonly StreamId Maternity = StreamId.Of(CommunityId.Of("maternity"));

    [Fact]
    public async Task Two_processes_see_what_the_other_does()
    {
        await using var one = await (await Hospital.Open()).WithMaternity();
        await using var two = await Hospital.Open(record: one.Record);
        Assert.True((await one.Host.Do(Maternity, new Join(Scenario.Person(3)))).Allowed);

        // What the second has read lags behind, and its refusal would be wrong.
        Assert.True((await two.Host.Do(Maternity, new Leave(Scenario.Person(3)))).Allowed);
        Assert.False((await one.Host.Do(Maternity, new Leave(Scenario.Person(3)))).Allowed);
        Assert.Equal(
            one.Host.Present.Landscape[CommunityId.Of("maternity")],
                (await two.Host.CatchUp()).Landscape[CommunityId.Of("maternity")]);
    }

    [Fact]
    public async Task Sixteen_at_once_on_two_processes_are_all_done_once()
    {
        await using var one = await (await Hospital.Open()).WithMaternity();
        await using var two = await Hospital.Open(record: one.Record);
        var people = Enumerable.Range(10, 16).Select(Scenario.Person).ToArray();

        // Each sends its request three times, to both.
        var done =
            await Task.WhenAll(
                people.SelectMany(
                    person =>
                        new[] { one, two, one }.Select(
                            host => Task.Run(async () => await host.Host.Do(Maternity, new Join(person), "request-1")))));
        Assert.All(done, acted => Assert.True(acted.Allowed));
        Assert.Equal(16, done.Count(acted => !acted.Repeated));
        var maternity = (await one.Host.CatchUp()).Landscape[CommunityId.Of("maternity")];
        Assert.All(people, person => Assert.True(maternity.IsMember(person)));
        var lines = await one.Record.ReadWhole(Maternity);
        Assert.Equal(16, lines.Select(line => line.Event).OfType<MemberJoined>().Count(joined => people.Contains(joined.Person)));
        Assert.Equal(maternity, Community.Replay(lines));
    }

    [Fact]
    public async Task A_chained_record_stays_chained_whoever_writes()
    {
        var key = ChainKey.Of(new byte[32]);
        await using var one = await (await Hospital.Open(options: o => o.Chain = key)).WithMaternity();
        await using var two = await Hospital.Open(record: one.Record, options: o => o.Chain = key);
        await Task.WhenAll(
            Enumerable.Range(10, 8)
                .Select(n =>
                    Task.Run(async () => await (n % 2 == 0 ? one : two).Host.Do(Maternity, new Join(Scenario.Person(n)), "r"))));
        Assert.Null(Chain.Verify(await one.Record.ReadWhole(Maternity), key));
    }

    [Fact]
    public async Task What_falls_due_is_recorded_without_anybody_coming()
    {
        await using var hospital = await (await Hospital.Open(options: o => o.SettleEvery = Duration.FromMilliseconds(20)))
            .WithMaternity();
        await hospital.Host.Do(Maternity, new Propose(Scenario.Person(1), new Resolve("Weigh every loss.")));
        hospital.Time.Now += Duration.FromDays(30);
        for (var i = 0;
        i < 500 && hospital.Host.Present.Landscape[CommunityId.Of("maternity")].ClosedDecisions.SingleOrDefault()?.Result is null;
        i++) await Task.Delay(20);
        Assert.Equal(
            Outcome.Carried,
                Community.Replay(await hospital.Record.ReadWhole(Maternity)).ClosedDecisions.Single().Result!.Outcome);
    }

    [Fact]
    public async Task Who_leaves_the_directory_is_away_and_reads_no_more_by_it()
    {
        await using var hospital = await (await (await Hospital.Open()).WithMaternity()).WithNote();
        var gone = Scenario.Person(2);
        var people = Hospital.Staff().People.Where(p => p != gone).ToArray();
        await hospital.Host.Take(
            new HostDirectory("esr", people.Select(p => new Listing(p, Federations.Start - Duration.FromDays(400))), []));
        Assert.True(hospital.Host.Present.Landscape[CommunityId.Of("maternity")].StandingOf(gone).IsAway);
        Assert.False((await hospital.Host.Do(Maternity, new Propose(gone, new Resolve("Weigh every loss.")))).Allowed);
        await hospital.Host.Take(Hospital.Staff());
        Assert.False(hospital.Host.Present.Landscape[CommunityId.Of("maternity")].StandingOf(gone).IsAway);
    }

    [Fact]
    public async Task Every_stream_that_knows_either_of_two_keys_is_told_and_elsewhere_the_host_refuses_the_second()
    {
        await using var hospital = await (await (await Hospital.Open()).WithMaternity()).WithNote();
        var (gone, fresh) = (Scenario.Person(1), PersonId.Of("fresh"));
        var people = Hospital.Staff().People.Select(p => new Listing(p, Federations.Start - Duration.FromDays(400))).ToArray();
        await hospital.Host.Take(new HostDirectory("esr", people, [], secondKeys: [new(fresh, gone)]));
        var all = hospital.Host.Present.Landscape;
        Assert.True(all[CommunityId.Of("maternity")].IsMember(fresh));
        Assert.False(all[CommunityId.Of("maternity")].StandingOf(fresh).IsAway);
        Assert.NotNull(all[NoteId.Of("weigh-it")].ContributionOf(fresh));
        Assert.True(hospital.Host.Present.Commons.Check(fresh, NoteId.Of("weigh-it"), hospital.Time.Now).Allowed);
        Assert.False(hospital.Host.Present.Commons.Check(gone, NoteId.Of("weigh-it"), hospital.Time.Now).Allowed);
        foreach (var stream in new[] { "maternity", "nowhere-yet" })
        {
            var refused = (await hospital.Host.Do(StreamId.Of(CommunityId.Of(stream)), new Follow(gone))).Answer!;
            Assert.Equal((Clauses.SecondKey, fresh.Value), (refused.Clause, refused.Missing!.Of));
        }
    }

    [Fact]
    public async Task After_a_rewrite_nothing_of_the_forgotten_stays_in_memory()
    {
        await using var hospital = await (await (await Hospital.Open()).WithMaternity()).WithNote();
        await hospital.Host.Forget(Scenario.Person(1), ChainKey.Of(new byte[32]), "request-12");
        var present = hospital.Host.Present;
        Assert.False(present.Landscape[CommunityId.Of("maternity")].IsMember(Scenario.Person(1)));
        Assert.Null(present.Landscape[NoteId.Of("weigh-it")].ContributionOf(Scenario.Person(1)));
        Assert.DoesNotContain(
            "Scales in every room", present.Landscape[NoteId.Of("weigh-it")].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_sends_messages_is_told_whom_each_line_concerns()
    {
        await using var hospital = await (await (await Hospital.Open()).WithMaternity()).WithNote();
        await hospital.Consider(2, "a-1");
        foreach (var (person, stream, act) in new[]
        {
            (7, "communities/maternity", """{"type":"follow"}"""),
            (2, "adoptions/a-1", """{"type":"adopt","by":{"member":"maternity"},"why":"It fits."}"""),
            (1, "notes/weigh-it",
                """{"type":"revise-note","content":{"$type":"practice","title":"Weigh it","tried":"Scales, charged","context":"Labour ward","outcome":"worked","why":"Somebody charges them"}}"""),
            (1, "notes/weigh-it", """{"type":"withdraw-note"}"""),
        })
        {
            if (act.Contains("withdraw", StringComparison.Ordinal)) await hospital.MakePublic();
            hospital.Time.Now += Duration.FromHours(1);
            var response = await hospital.Post(person, stream, act);
            Assert.True(response.IsSuccessStatusCode, act + await response.Content.ReadAsStringAsync());
        }

        await hospital.Notices.Tell();
        Assert.Contains(NoticeKind.AdopterDecided, (await hospital.Told(1)).Select(notice => notice.Kind));

        // The note is withdrawn by now: of its new version nobody is told any more, and of its end, those who could read it.
        Assert.Equal(
            [(NoticeKind.NoteWithdrawn, NoticeReason.Adopter)],
            (await hospital.Told(2)).Where(n => n.Group == NoticeGroup.Practice).Select(n => (n.Kind, n.Reason)));
        Assert.Equal(
            [(NoticeKind.NoteWithdrawn, NoticeReason.Follower)],
            (await hospital.Told(7)).Where(n => n.Group == NoticeGroup.Practice).Select(n => (n.Kind, n.Reason)));
        Assert.Empty(await hospital.Told(8));
    }

    /// <summary>
    /// Law 8 where several processes keep one record: what narrows takes effect with its event, in all of them.
    /// </summary>
    [Fact]
    public async Task What_one_process_records_holds_in_another_at_once()
    {
        await using var one = await (await (await Hospital.Open()).WithMaternity()).WithNote();
        await using var two = await Hospital.Open(record: one.Record);
        await using var old = await Hospital.Open(record: one.Record, options: o => o.Staleness = Duration.FromMinutes(10));
        Assert.Equal((true, true), (await Reads(two), await Reads(old)));
        Assert.True((await one.Host.Do(StreamId.Of(NoteId.Of("weigh-it")), new WithdrawNote(Scenario.Person(1)))).Allowed);
        Assert.Equal((false, true), (await Reads(two), await Reads(old)));
        Assert.True((bool)(await two.Get(2, "notes/weigh-it"))["withdrawn"]!);
        await old.Host.Settle();
        Assert.False(await Reads(old));

        static async Task<bool> Reads(Hospital hospital)
        {
            var authorization = hospital.Services.GetRequiredService<IAuthorizationService>();
            var may =
                (await authorization.AuthorizeAsync(
                    new(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, Scenario.Person(2).Value)], "test")),
                        NoteId.Of("weigh-it"), ReadNote.Requirement)).Succeeded;
            Assert.Equal(may, (bool)(await hospital.Get(2, "notes/weigh-it/reading"))["allowed"]!);
            return may;
        }
    }

    [Fact]
    public async Task Many_who_ask_at_once_are_served_by_few_readings_and_each_by_one_that_began_after_they_asked()
    {
        var record = new ShakyRecord();
        await using var hospital = await (await Hospital.Open(record: record)).WithMaternity();
        var before = record.Readings;
        record.Gate = new();
        var first = hospital.Host.Refresh().AsTask();
        var rest = Enumerable.Range(0, 50).Select(_ => hospital.Host.Refresh().AsTask()).ToArray();
        await record.Append(
            Maternity, hospital.Host.Present.Landscape.VersionOf(Maternity),
                hospital.Host.Present.Landscape.Do(Maternity, new Join(Scenario.Person(3)), hospital.Time.Now).Events);
        record.Gate.SetResult();
        await first;
        foreach (var present in await Task.WhenAll(rest))
            Assert.True(present.Landscape[CommunityId.Of("maternity")].IsMember(Scenario.Person(3)));

        // The first reading's, the second's, and of each the page that is empty.
        Assert.InRange(record.Readings - before, 2, 4);
    }

    [Fact]
    public async Task Nothing_is_told_from_memory_while_the_record_is_away()
    {
        var record = new ShakyRecord();
        await using var hospital = await (await Hospital.Open(record: record)).WithMaternity();
        record.IsAway = true;
        Assert.Equal(
            HttpStatusCode.ServiceUnavailable,
                (await hospital.As(1).GetAsync(Hospital.Path + "/communities/maternity")).StatusCode);
        record.IsAway = false;
        Assert.Equal(HttpStatusCode.OK, (await hospital.As(1).GetAsync(Hospital.Path + "/communities/maternity")).StatusCode);
    }

    [Fact]
    public async Task Nobody_is_forgotten_while_the_host_gives_a_hold()
    {
        ValueList<LegalHold> holds = [new("inquiry-7") { People = [Scenario.Person(1)] }];
        await using var hospital = await (await (await Hospital.Open(options: o => o.LegalHolds = _ => holds)).WithMaternity())
            .WithNote();
        var held = await hospital.Host.Forget(Scenario.Person(1), ChainKey.Of(new byte[32]), "request-12");
        Assert.Equal((Clauses.HeldForTheLaw, "inquiry-7"), (held.Answer.Clause, held.Answer.Missing!.Of));
        Assert.True(hospital.Host.Present.Landscape[CommunityId.Of("maternity")].IsMember(Scenario.Person(1)));
        holds = [];
        Assert.True((await hospital.Host.Forget(Scenario.Person(1), ChainKey.Of(new byte[32]), "request-12")).Answer.Allowed);
        Assert.False(hospital.Host.Present.Landscape[CommunityId.Of("maternity")].IsMember(Scenario.Person(1)));
    }

    [Fact]
    public async Task A_version_that_is_expected_is_the_records_and_not_what_was_last_read()
    {
        await using var one = await (await Hospital.Open()).WithMaternity();
        await using var two = await Hospital.Open(record: one.Record);
        var version = one.Host.Present.Landscape.VersionOf(Maternity);
        await one.Host.Do(Maternity, new Join(Scenario.Person(3)));
        var fresh = one.Host.Present.Landscape.VersionOf(Maternity);
        Assert.True((await two.Host.Do(Maternity, new Join(Scenario.Person(4)), expected: version)).Stale);
        Assert.True((await two.Host.Do(Maternity, new Join(Scenario.Person(4)), expected: fresh)).Allowed);
    }
}
