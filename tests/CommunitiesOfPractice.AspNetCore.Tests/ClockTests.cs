using System.Net;
using System.Text.Json.Nodes;
using CommunitiesOfPractice.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CommunitiesOfPractice.AspNetCore.Tests;

/// <summary>
/// What time it is, who says so, and what is told while that is not certain: an outcome is recorded before it is told.
/// </summary>
public sealed class ClockTests
{
    private static readonly CommunityId Maternity = CommunityId.Of("maternity");
    private static readonly StreamId On = StreamId.Of(Maternity);
    private static readonly Duration Look = Duration.FromSeconds(11);

    // ---- An outcome is recorded before it is told.

    [Fact]
    public async Task What_one_server_has_shown_as_carried_stays_carried_though_another_is_a_second_slow()
    {
        await using var one = await (await Hospital.Open()).WithMaternity();
        var decision = await Proposed(one);
        await using var two = await Hospital.Open(record: one.Record, now: one.Time.Now);
        one.Time.Now = decision.ClosesAt + Duration.FromMilliseconds(500);
        two.Time.Now = one.Time.Now - Duration.FromSeconds(1);

        Assert.Equal("carried", (string?)(await Shown(one, decision))["outcome"]);
        Assert.Equal(HttpStatusCode.Conflict, (await Object(two, decision)).StatusCode);
        two.Time.Now += Duration.FromDays(1);
        foreach (var hospital in new[] { one, two })
            Assert.Equal("carried", (string?)(await Shown(hospital, decision))["outcome"]);
    }

    [Fact]
    public async Task What_a_slow_server_recorded_first_counts_in_the_outcome_that_is_told()
    {
        var record = new ShakyRecord();
        await using var one = await (await Hospital.Open(record: record)).WithMaternity();
        var decision = await Proposed(one);
        await using var two = await Hospital.Open(record: record, now: decision.ClosesAt - Duration.FromMilliseconds(500));
        one.Time.Now = two.Time.Now + Duration.FromSeconds(1);
        record.BeforeAppend = async () => Assert.True((await Object(two, decision)).IsSuccessStatusCode);

        // Silence carries nothing to which somebody objected: it goes to a vote.
        var shown = await Shown(one, decision);
        Assert.Equal(("open", null), ((string?)shown["phase"], (string?)shown["outcome"]));
        Assert.Single((JsonArray)shown["objections"]!);
        Assert.Null(record.BeforeAppend);
        Assert.Contains(await record.ReadWhole(On), line => line.Event is FellBack);
    }

    [Fact]
    public async Task What_cannot_be_recorded_is_closed_and_being_recorded()
    {
        var record = new ShakyRecord();
        await using var hospital =
            await (await Hospital.Open(record: record, options: o => o.SettleEvery = Duration.FromMilliseconds(20)))
                .WithMaternity();
        var decision = await Proposed(hospital);
        record.IsReadOnly = true;
        hospital.Time.Now = decision.ClosesAt;
        await SaysThatItIsBeingRecorded(hospital, decision);
        Assert.Equal(decision.ClosesAt - Duration.Epsilon, hospital.Host.Present.Landscape.WhenToAsk(On, hospital.Host.Now));
        var health = await HealthOf(hospital);
        Assert.Equal(HealthStatus.Degraded, health.Status);
        Assert.Contains("cannot be recorded", health.Description, StringComparison.Ordinal);
        Assert.Equal("community:maternity", health.Data["due"]);

        record.IsReadOnly = false;
        await Until(async () => (string?)(await Shown(hospital, decision))["outcome"] == "carried");
        Assert.Null((await Shown(hospital, decision))["beingRecorded"]);
        Assert.Equal(HealthStatus.Healthy, (await HealthOf(hospital)).Status);
        Assert.Null(hospital.Host.Unrecorded);
    }

    [Fact]
    public async Task What_is_not_recorded_is_no_evidence_for_an_act_elsewhere()
    {
        var record = new ShakyRecord();
        await using var hospital =
            await (await Hospital.Open(record: record, options: o => o.SettleEvery = Duration.FromMilliseconds(20)))
                .WithMaternity();
        await hospital.Host.Do(On, new TakeLeave(Scenario.Person(2), hospital.Time.Now + Duration.FromDays(9)));
        record.IsReadOnly = true;
        hospital.Time.Now += Duration.FromDays(10);
        await hospital.Host.Refresh();
        Assert.False(hospital.Host.CallerAt(Scenario.Person(2)).AsMemberOf(Maternity)!.Evidence.MayAct);
        Assert.True((bool)(await hospital.Get(2, "communities/maternity"))["beingRecorded"]!);
        record.IsReadOnly = false;
        await Until(async () => (await hospital.Host.Refresh()).Landscape.Due(hospital.Host.Now).Any() is false);
        Assert.True(hospital.Host.CallerAt(Scenario.Person(2)).AsMemberOf(Maternity)!.Evidence.MayAct);
        Assert.Null((await hospital.Get(2, "communities/maternity"))["beingRecorded"]);
    }

    // ---- The clocks.

    [Theory]
    [InlineData(36500 * 24 * 60)]
    [InlineData(-3 * 24 * 60)]
    [InlineData(6)]
    public async Task A_clock_that_is_set_wrong_moves_nothing_and_holds_back_closings_until_it_is_right(int minutes)
    {
        await using var hospital = await (await Hospital.Open()).WithMaternity();
        var decision = await Proposed(hospital);
        Assert.Equal(HealthStatus.Healthy, (await HealthOf(hospital)).Status);
        hospital.Time.SetWrong(Duration.FromMinutes(minutes));
        Assert.Equal(hospital.Time.Now, hospital.Host.Now);
        hospital.Time.Now += Look;
        var health = await HealthOf(hospital);
        Assert.Equal(HealthStatus.Degraded, health.Status);
        Assert.StartsWith("The host's clock and the monotonic one are ", health.Description, StringComparison.Ordinal);
        Assert.False(hospital.Host.Clock.IsTrusted);

        // What no clock settles goes on, at the time that has passed.
        foreach (
            var act in new Act[] {
                new Join(Scenario.Person(3)), new Propose(Scenario.Person(1), new Resolve("Weigh it twice.")) })
        {
            Assert.True((await hospital.Host.Do(On, act)).Allowed);
            Assert.Equal(hospital.Time.Now, (await hospital.Record.ReadWhole(On))[^1].At);
        }

        hospital.Time.Now = decision.ClosesAt + Duration.FromHours(1);
        Assert.Equal(0, await hospital.Host.Settle());
        await SaysThatItIsBeingRecorded(hospital, decision);

        hospital.Time.SetWrong(Duration.Zero);
        hospital.Time.Now += Look;
        Assert.Equal("carried", (string?)(await Shown(hospital, decision))["outcome"]);
        Assert.True(hospital.Host.Clock.IsTrusted);
        Assert.Equal(HealthStatus.Healthy, (await HealthOf(hospital)).Status);
    }

    [Fact]
    public async Task Nothing_keeps_anybody_from_leaving_or_taking_back_what_they_gave()
    {
        await using var hospital = await (await Hospital.Open()).WithMaternity();
        foreach (var act in new Act[] { new Join(Scenario.Person(3)), new Follow(Scenario.Person(7)) })
            Assert.True((await hospital.Host.Do(On, act)).Allowed);
        var decision = await Proposed(hospital);
        hospital.Time.SetWrong(Duration.FromHours(2));
        hospital.Time.Now = decision.ClosesAt + Duration.FromDays(2);
        foreach (var act in new Act[] { new Unfollow(Scenario.Person(7)), new Leave(Scenario.Person(3)) })
        {
            Assert.True(hospital.Host.Ask(On, act)!.Allowed);
            Assert.True((await hospital.Host.Do(On, act)).Allowed);
            var line = (await hospital.Record.ReadWhole(On))[^1];
            Assert.Equal((act.Actor, decision.ClosesAt - Duration.Epsilon), (line.By, line.At));
        }

        Assert.Null(hospital.Host.Present.Landscape[Maternity].Decision(decision.Id)!.Result);
        hospital.Time.SetWrong(Duration.Zero);
        hospital.Time.Now += Look;
        Assert.Equal("carried", (string?)(await Shown(hospital, decision))["outcome"]);
    }

    [Fact]
    public async Task A_vote_that_would_close_a_decision_early_waits_for_a_clock_that_is_trusted()
    {
        await using var hospital = await Hospital.Open();
        var (first, second) = (Scenario.Person(1), Scenario.Person(2));
        var charter = Charters.Informal()
            .With("final", new MajorityRule(Threshold.SimpleMajority) { Timing = Timing.Days(0, 7), Votes = VotePolicy.Final })
                .With(Matter.AnythingElse, new MembersBy("final"));
        foreach (var act in new Act[]
        {
            new ProposeCommunity(
                first, "Maternity", Domain.Of("Blood loss"), charter, [first, second], 2, hospital.Time.Now
                    + Duration.FromDays(30)), new ConsentToFound(second),
            new Propose(first, new Resolve("Weigh every loss.")),
        }) Assert.True((await hospital.Host.Do(On, act)).Allowed);
        var decision = hospital.Host.Present.Landscape[Maternity].OpenDecisions.Single().Id;
        hospital.Time.SetWrong(Duration.FromDays(1));
        hospital.Time.Now += Look;
        Assert.True((await hospital.Host.Do(On, new Vote(first, decision, VoiceBallot.For))).Allowed);
        var (last, version) = (new Vote(second, decision, VoiceBallot.For), hospital.Host.Present.Landscape.VersionOf(On));
        Assert.Null(hospital.Host.Ask(On, last));
        Assert.Equal(
            (true, false, version), (await hospital.Host.Do(On, last) is var waits)
                ? (waits.IsBeingRecorded, waits.Stale || waits.IsKeyTaken, waits.Version)
                : default);
        Assert.Null(hospital.Host.Present.Landscape[Maternity].Decision(decision)!.Result);

        hospital.Time.SetWrong(Duration.Zero);
        hospital.Time.Now += Look;
        Assert.True((await hospital.Host.Do(On, last)).Allowed);
        Assert.Equal(Outcome.Carried, hospital.Host.Present.Landscape[Maternity].Decision(decision)!.Result!.Outcome);
    }

    [Fact]
    public void What_goes_on_is_a_closed_list()
    {
        Type[] goOn =
        [
            typeof(Leave), typeof(TakeLeave), typeof(StepDown), typeof(StandDown), typeof(Unfollow), typeof(StopObserving),
                typeof(DeclineInvitation), typeof(DeclineToFound),
            typeof(WithdrawRequest), typeof(WithdrawSignature), typeof(WithdrawSecond), typeof(RevokeInvitation),
                typeof(RevokeProxy),
        ];

        // One's own, and yet it waits: it comes in, or back, or says something, or settles a decision.
        Type[] wait =
        [
            typeof(ReturnFromLeave), typeof(ClaimPlace), typeof(Reply), typeof(Appeal), typeof(AcceptCharter),
                typeof(DeclareParticipation), typeof(DeclareAffiliations), typeof(Satisfied),
        ];
        var acts = typeof(Act).Assembly.GetTypes().Where(t => typeof(IActOn<Community>).IsAssignableFrom(t) && !t.IsAbstract);
        Assert.Equal(
            goOn.Select(t => t.Name).Order(),
            acts.Where(t => Narrowing.Is((Act)System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(t)))
                .Select(t => t.Name).Order());
        var own = Laws.OnesOwn.Where(t => typeof(IActOn<Community>).IsAssignableFrom(t));
        Assert.Equal(own.Except(goOn).Select(t => t.Name).Order(), wait.Select(t => t.Name).Order());
    }

    [Fact]
    public async Task Acts_are_timed_by_the_records_clock_where_it_has_one()
    {
        var record = new ShakyRecord();
        await using var hospital = await Hospital.Open(record: record);
        var apart = Duration.FromMinutes(4);
        record.Clock = () => hospital.Time.Now + apart;
        hospital.Time.Now += Look;
        await hospital.WithMaternity();
        Assert.Equal(hospital.Time.Now + apart, (await record.ReadWhole(On))[0].At);
        Assert.True(hospital.Host.Clock.IsTrusted);

        apart = Duration.FromMinutes(-7);
        hospital.Time.Now += Look;
        Assert.Contains(
            "The record's clock and the host's are 0 days 00:07:00 apart.", (await HealthOf(hospital)).Description,
                StringComparison.Ordinal);

        // It goes on from when they last agreed.
        Assert.Equal(hospital.Time.Now + Duration.FromMinutes(4), hospital.Host.Now);
        apart = Duration.Zero;
        hospital.Time.Now += Look;
        Assert.Equal(HealthStatus.Healthy, (await HealthOf(hospital)).Status);
        Assert.Equal(hospital.Time.Now, hospital.Host.Now);
    }

    [Theory]
    [InlineData(-60, -60)]
    [InlineData(60, 0)]
    public async Task Where_the_clocks_never_agreed_the_earlier_counts(int recordMinutes, int expected)
    {
        var record = new ShakyRecord { Clock = () => Federations.Start + Duration.FromMinutes(recordMinutes) };
        await using var hospital = await Hospital.Open(record: record);
        Assert.False(hospital.Host.Clock.IsTrusted);
        Assert.Equal(Federations.Start + Duration.FromMinutes(expected), hospital.Host.Now);
        record.Clock = () => hospital.Time.Now;
        hospital.Time.Now += Look;
        await hospital.Host.CatchUp();
        Assert.True(hospital.Host.Clock.IsTrusted);
        Assert.Equal(hospital.Time.Now, hospital.Host.Now);
    }

    [Theory]
    [InlineData(null, 300, true)]
    [InlineData(null, 301, false)]
    [InlineData(60, 60, true)]
    [InlineData(60, -61, false)]
    public async Task How_far_apart_is_too_far_is_an_option(int? option, int seconds, bool isTrusted)
    {
        await using var hospital =
            await Hospital.Open(options: o => o.ClocksApart = option is { } set ? Duration.FromSeconds(set) : o.ClocksApart);
        hospital.Time.SetWrong(Duration.FromSeconds(seconds));
        hospital.Time.Now += Look;
        await hospital.Host.CatchUp();
        Assert.Equal(isTrusted, hospital.Host.Clock.IsTrusted);
    }

    [Fact]
    public async Task A_line_ahead_of_the_clock_is_reported_with_its_stream()
    {
        await using var hospital = await (await Hospital.Open()).WithMaternity();
        var present = hospital.Host.Present;
        var far = Instant.FromUtc(2126, 11, 23, 9, 15);
        var lines = present.Landscape.Do(On, new Join(Scenario.Person(3)), far).Events;
        Assert.True((await hospital.Record.Append(On, present.Landscape.VersionOf(On), lines)).Appended);
        var health = await HealthOf(hospital);
        Assert.Equal(HealthStatus.Degraded, health.Status);
        Assert.Equal("community:maternity (2126-11-23T09:15:00Z)", health.Data["ahead"]);
        Assert.Contains("community:maternity", health.Description, StringComparison.Ordinal);

        // It holds its stream, and nobody in it.
        Assert.True((await hospital.Host.Do(On, new Leave(Scenario.Person(3)))).Allowed);
        Assert.Equal(far, (await hospital.Record.ReadWhole(On))[^1].At);
    }

    /// <summary>A decision by silence, whose time is over in three days.</summary>
    private static async Task<Decision> Proposed(Hospital hospital)
    {
        Assert.True((await hospital.Host.Do(On, new Propose(Scenario.Person(1), new Resolve("Weigh every loss.")))).Allowed);
        return hospital.Host.Present.Landscape[Maternity].OpenDecisions.Single();
    }

    private static Task<JsonObject> Shown(Hospital hospital, Decision decision) =>
        hospital.Get(1, $"communities/maternity/decisions/{decision.Id}");

    private static Task<HttpResponseMessage> Object(Hospital hospital, Decision decision, string verb = "acts") =>
        hospital.Post(
            2, "communities/maternity", $$"""{"type":"object-to","decision":{{decision.Id}},"reason":"It hurts."}""", verb);

    private static async Task SaysThatItIsBeingRecorded(Hospital hospital, Decision decision)
    {
        var shown = await Shown(hospital, decision);
        Assert.Equal(("closed", true), ((string?)shown["phase"], (bool?)shown["beingRecorded"]));
        foreach (var member in new[] { "outcome", "count", "outcomeStatement" }) Assert.False(shown.ContainsKey(member), member);
        Assert.Empty((JsonArray)shown["explanation"]!);
        var community = await hospital.Get(1, "communities/maternity");
        Assert.True((bool?)community["beingRecorded"]);
        Assert.True((bool?)community["decisions"]![0]!["beingRecorded"]);
        Assert.True((bool?)(await hospital.Get(1, "communities"))["communities"]![0]!["beingRecorded"]);

        // Nothing that is done now, asked or offered goes by what is not recorded.
        foreach (var verb in new[] { "acts", "asks" })
        {
            var late = await Object(hospital, decision, verb);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, late.StatusCode);
            Assert.Equal(TimeSpan.FromSeconds(1), late.Headers.RetryAfter?.Delta);
            Assert.Contains("being recorded", await late.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        var offered = ((JsonArray)(await hospital.Get(1, "communities/maternity/options"))["options"]!)
            .Select(option => (string)option!["act"]!["type"]!).ToArray();
        Assert.Contains("leave", offered);
        Assert.DoesNotContain("propose", offered);
        Assert.DoesNotContain("vote", offered);
        Assert.Null(Community.Replay(await hospital.Record.ReadWhole(On)).Decision(decision.Id)!.Result);
    }

    private static async Task<HealthReportEntry> HealthOf(Hospital hospital) =>
        (await hospital.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Entries["communities-of-practice"];

    private static async Task Until(Func<Task<bool>> holds)
    {
        for (var i = 0; i < 500; i++)
        {
            if (await holds()) return;
            await Task.Delay(20);
        }

        Assert.Fail("It did not come about.");
    }
}
