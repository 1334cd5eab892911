using CommunitiesOfPractice.Counting;
using CommunitiesOfPractice.Testing;
using static CommunitiesOfPractice.Tests.Cast;
using Sample = CommunitiesOfPractice.Tests.Record.Samples;

namespace CommunitiesOfPractice.Tests.Laws;

/// <summary>
/// Laws 11 and 12 at the edge: what used to throw and gets an answer, and what is a programming error and says so.
/// </summary>
public sealed class ExtremeCaseTests
{
    private static readonly Instant[] Outside =
        [Instant.MinValue, Years.First - Duration.Epsilon, Years.Last + Duration.Epsilon, Instant.MaxValue];

    private static readonly Entry[] History = [.. Five().History];

    /// <summary>A community whose record holds a charter that is not accepted today.</summary>
    private static Community Old(Scenario scenario, Func<Charter, Charter> change) =>
        Community.Replay(scenario.History.Select(entry =>
        entry.Event is CommunityProposed proposed
            ? entry with { Event = proposed with { Charter = change(proposed.Charter) } }
            : entry));

    [Theory]
    [InlineData(65_000)]
    [InlineData(int.MaxValue)]
    public void Electing_more_people_than_there_could_be_is_answered(int seats)
    {
        var scenario = Coalescing();
        var community =
            Old(scenario, charter => charter.With(charter.Office(Office.Broker)! with { Seats = seats, OpenToOutsiders = true }));
        Assert.False(
            string.IsNullOrWhiteSpace(community.Ask(new Propose(K1, new Elect(Office.Broker, seats)), scenario.Now).Text));
    }

    [Fact]
    public void An_answer_has_words_for_every_instant_there_is()
    {
        Assert.Contains(
            "-9998", new Answer(false, Clauses.Barred, null, new MissingCondition(Condition.Time, "k-1", Instant.MinValue)).Text,
                StringComparison.Ordinal);
        Assert.EndsWith(
            " Try again from 1 June 2015 at 12:30 UTC.",
                new Answer(
                    false, Clauses.Barred, null,
                        new MissingCondition(Condition.Time, "k-1", Instant.FromUtc(2015, 6, 1, 12, 30))).Text,
                            StringComparison.Ordinal);
        foreach (var at in Extremes.Instants)
            Assert.NotEmpty(new Answer(false, Clauses.Barred, null, new MissingCondition(Condition.Time, "k-1", at)).Text);
    }

    [Fact]
    public void An_amendment_that_says_it_confirms_another_under_rules_that_it_has_not_is_answered()
    {
        var scenario = Five();
        var nothing = new AmendCharter(Charters.Informal() with { Rules = [] }) { Confirms = new(23) };
        scenario.When(new Propose(K1, nothing)).ThenRefused(Clauses.NotForTheMembers, Condition.CharterClause);
        scenario.When(new PetitionFor(K1, nothing)).ThenRefused(Clauses.NotForTheMembers, Condition.CharterClause);
    }

    [Fact]
    public void A_quorum_of_no_quorums_has_words_and_nobody_reaches_it()
    {
        foreach (
            var quorum in new Quorum[] {
                new EachOf([]), new EitherOf([]), new GroupQuorum(GroupKind.Organisation, new EachOf([])) })
        {
            var charter = Charters.Informal()
                .With("ours", new MajorityRule(Threshold.SimpleMajority) { Timing = Timing.Days(1, 7), Quorum = quorum });
            Assert.All(charter.Sentences(), sentence => Assert.NotEmpty(sentence.Sentence));
        }
    }

    [Fact]
    public void A_rule_has_a_name()
    {
        Assert.Throws<ArgumentNullException>(() => new NamedRule(null!, Charters.Informal().Rules[0].Rule));
        Assert.Throws<ArgumentNullException>(() => Charters.Informal().Rules[0] with { Name = null! });
    }

    [Fact]
    public void A_history_with_a_hole_in_it_is_refused_as_what_it_is()
    {
        var community = Community.Replay(History);
        foreach (var replay in new Action<IEnumerable<Entry>>[]
        {
            lines => Community.Replay(lines), lines => Link.Replay(lines), lines =>
                PracticeNote.Replay(lines), lines => Adoption.Replay(lines), lines => community.After(lines),
            lines => Link.Unknown(LinkId.Of("l-1")).After(lines), lines => WhatIf.Under(Charters.Informal(), lines), lines =>
                Landscape.Empty.After(lines.Select((line, i) => new Recorded(i + 1, line))),
            lines => Commons.Empty.After(lines.Select((line, i) => new Recorded(i + 1, line))),
        })
        {
            Assert.Throws<ArgumentNullException>(() => replay(null!));
            Assert.Throws<ArgumentNullException>(() => replay([null!]));
            Assert.Throws<RecordException>(() => replay([History[0] with { Stream = default }]));
            Assert.Throws<RecordException>(() => replay([History[0] with { Event = null! }]));
            Assert.Throws<RecordException>(() => replay([History[0] with { Event = new LinkPaused(Side.A, null) }]));
        }

        Assert.Throws<ArgumentNullException>(() => Landscape.Empty.After([null!]));
        Assert.Throws<ArgumentNullException>(() => Commons.Empty.After([null!]));
    }

    [Fact]
    public void A_box_with_more_ballots_than_there_are_numbers_is_refused()
    {
        var rule = new MajorityRule(Threshold.SimpleMajority) { Timing = Timing.Days(1, 7), Secret = true };
        var scenario = Deciding.DecidingScenarios.Asked(rule);
        scenario.Given(new TakePart(K1, scenario.Decision.Id)).WaitDays(7).Settle();
        foreach (var count in new[] { long.MinValue, -1, 0, 2, int.MaxValue, int.MaxValue + 1L, long.MaxValue })
            scenario.When(
                new OpenBox(scenario.Decision.Id, [new(VoiceBallot.For, count), new(VoiceBallot.Against, count)], "box"))
                    .ThenRefused(Clauses.AsManyAsTookPart, Condition.WellFormed);
    }

    [Fact]
    public async Task An_act_outside_the_years_1900_to_2200_is_a_programming_error_wherever_it_is_brought()
    {
        var community = Community.Replay(History);
        var (link, note, adoption, landscape) =
            (Link.Unknown(LinkId.Of("l-1")), PracticeNote.Unknown(NoteId.Of("n-1")), Adoption.Unknown(AdoptionId.Of("a-1")),
                Landscape.Empty);
        var on = StreamId.Of(community.Id);
        var (offer, draft, adopt) =
            (Sample.Acts.OfType<IActOn<Link>>().First(), Sample.Acts.OfType<IActOn<PracticeNote>>().First(),
                Sample.Acts.OfType<IActOn<Adoption>>().First());
        var home = community.AsMember(K1, community.LastAt)!;
        foreach (var at in Outside)
        {
            foreach (var brought in new Action[]
            {
                () => community.Ask(new Leave(K1), at), () => community.Do(new Leave(K1), at), () => community.Settle(at), () =>
                    community.At(at), () => community.OptionsFor(K1, at), () => community.WayIn(K1, at),
                () => community.MayServe(K1, Duty.OpenDecisions, at), () =>
                    community.MaySee(default, K1, at), () => community.CountOf(default, K1, at), () => community.AsMember(K1, at),
                () => link.Ask((IActOn<Link>)offer, at), () =>
                    link.Do((IActOn<Link>)offer, at), () => link.OptionsFor(new AsThemself(K1), at), () =>
                        note.Ask((IActOn<PracticeNote>)draft, at), () => note.Do((IActOn<PracticeNote>)draft, at),
                () => note.OptionsFor(home, at), () => adoption.Ask((IActOn<Adoption>)adopt, at), () =>
                    adoption.Do((IActOn<Adoption>)adopt, at), () => adoption.OptionsFor(new AsThemself(K1), at),
                () => landscape.Do(on, new Leave(K1), at), () => landscape.Settle(on, at), () => landscape.ToCarryOut(at),
            }) Assert.Equal("at", Assert.Throws<ArgumentOutOfRangeException>(brought).ParamName);
            Assert.Throws<ArgumentOutOfRangeException>(
                () => new InMemoryRecord().Do(community.Id, new Leave(K1), at).AsTask().GetAwaiter().GetResult());
        }

        foreach (var at in new[] { Years.First, Years.Last })
            Assert.True((await new InMemoryRecord().Do(community.Id, new Leave(K1), at)).Answer is not null);
    }

    public static TheoryData<string> DatedActs =>
        [.. Sample.Acts.Where(act => Extremes.Dated(act, Years.First).Any()).Select(ActJson.NameOf).Distinct()];

    [Theory]
    [MemberData(nameof(DatedActs))]
    public void A_date_that_an_act_names_outside_the_years_is_refused_before_anything_else(string name)
    {
        foreach (var act in Sample.Acts.Where(act => ActJson.NameOf(act) == name))
        {
            foreach (var at in Outside)
                foreach (var dated in Extremes.Dated(act, at).Cast<Act>())
                    Assert.Equal((Clauses.DatesInYears, Condition.WellFormed), Answered(dated));
            foreach (var dated in Extremes.Dated(act, Years.Last).Concat(Extremes.Dated(act, Years.First)).Cast<Act>())
                Assert.NotEqual(Clauses.DatesInYears, Answered(dated).Clause);
        }
    }

    [Fact]
    public void The_dates_in_a_proposal_are_dates_of_the_act_that_brings_it()
    {
        foreach (var proposal in Sample.Proposals)
            foreach (var dated in Extremes.Dated(proposal, Instant.MaxValue).Cast<Proposal>())
                foreach (var act in new IActOn<Community>[]
                    { new Propose(K1, dated), new PetitionFor(K1, dated),
                        new Integrate(K1, default, dated) }) Assert.Equal(Clauses.DatesInYears, Answered((Act)act).Clause);
    }

    [Fact]
    public void A_charter_that_is_to_be_reviewed_outside_the_years_is_not_accepted()
    {
        foreach (var at in Outside) Assert.Single((Charters.Informal() with { ReviewBy = at }).Check(5));
        foreach (var at in new[] { Years.First, Years.Last }) Assert.Empty((Charters.Informal() with { ReviewBy = at }).Check(5));
    }

    private static (Clause Clause, Condition? Missing) Answered(Act act)
    {
        var on = ActShape.Of(act).On[0] switch
        {
            StreamKind.Community => StreamId.Of(CommunityId.Of("maternity")),
            StreamKind.Link => StreamId.Of(LinkId.Of("l-1")),
            StreamKind.Note => StreamId.Of(NoteId.Of("n-1")),
            StreamKind.Gathering => StreamId.Of(GatheringId.Of("g-1")),
            StreamKind.Question => StreamId.Of(QuestionId.Of("q-1")),
            _ => StreamId.Of(AdoptionId.Of("a-1")),
        };
        var answer = Landscape.Empty.Do(on, act, Instant.FromUtc(2015, 5, 14, 9, 0)).Answer;
        return (answer.Clause, answer.Missing?.Condition);
    }

    [Theory]
    [InlineData(1500)]
    [InlineData(3000)]
    public void Old_lines_outside_the_years_still_replay_and_can_be_asked(int year)
    {
        var scenario = Five().Given(new Propose(K1, Tea), new TakeLeave(K5, Years.Last));
        var shift = Instant.FromUtc(year, 1, 1, 0, 0) - scenario.History[0].At;
        var community =
            Community.Replay(
                scenario.History.Select(
                    entry => entry with {
                        At = entry.At + shift, Event = entry.Event is LeaveTaken taken
                            ? taken with { Until = Instant.MaxValue }
                            : entry.Event }));
        foreach (var at in new[] { Years.First, scenario.Now, Years.Last })
        {
            Assert.True(community.Ask(new Leave(K1), at).Allowed);
            Assert.NotEmpty(community.OptionsFor(K2, at));
            Assert.Equal(community.Settle(at).After, community.At(at));
        }
    }

    /// <summary>A community whose last line was written at a far instant, as by a clock that was wrong.</summary>
    private static Community HeldAt(Instant at, Charter? charter = null)
    {
        var lines = Five(charter).Given(new DeclareParticipation(K5, Participation.Active)).History;
        return Community.Replay(lines.Select(line => line.Version == lines.Count ? line with { At = at } : line));
    }

    [Fact]
    public void A_far_instant_holds_its_stream()
    {
        var (now, far) = (Instant.FromUtc(2026, 11, 23, 9, 15), Instant.FromUtc(2126, 11, 23, 9, 15));
        var community = Community.Replay(History);
        var held = community.Do(new Follow(PersonId.Of("k-90")), far).After.Do(new Propose(K1, Tea), now).After;
        Assert.Equal(far + Duration.FromDays(3), held.OpenDecisions.Single().ClosesAt);
        Assert.Equal(held, held.At(now + Duration.FromDays(30)));
        Assert.True(held.Ask(new Leave(K2), now).Allowed);

        var landscape =
            Landscape.Empty.After(
                History.Concat(community.Do(new Follow(PersonId.Of("k-90")), far).Events)
                    .Select((line, i) => new Recorded(i + 1, line)));
        Assert.Equal(StreamId.Of(community.Id), Assert.Single(landscape.AheadOf(now)));
        Assert.Equal(far, landscape.LastAtOf(StreamId.Of(community.Id)));
        Assert.Empty(landscape.AheadOf(far));
    }

    public static TheoryData<int> EveryReady => [.. Enumerable.Range(0, Charters.Ready.Count)];

    /// <summary>The end of the years, and of all time: a period that cannot elapse does not count as elapsed.</summary>
    [Theory]
    [MemberData(nameof(EveryReady))]
    public void At_the_end_of_the_years_nothing_opens_closes_and_takes_effect_in_one_act(int number)
    {
        // Terms are over by then, so that anybody has to be let to open one.
        var ready = Charters.Ready[number];
        var charter =
            ready with {
                Matters =
                    ready.Matters.Select(
                        clause => clause.Matter == Matter.Open ? clause with { Authority = new AnyMember() } : clause)
                            .ToValueList() };
        foreach (
            var last in new[] {
                Years.Last, Years.Last + Duration.Epsilon, Instant.MaxValue - Duration.FromDays(1),
                    Instant.MaxValue }) NothingHappensAtOnce(HeldAt(last, charter));
    }

    private static void NothingHappensAtOnce(Community community)
    {
        var tried = 0;
        foreach (
            var act in Sample.Proposals.Select(proposal => (IActOn<Community>)new Propose(K1, proposal))
                .Append(new Propose(K1, Tea)))
        {
            var done = community.Do(act, Years.Last);
            if (!done.Allowed) continue;
            tried++;
            Assert.DoesNotContain(done.Events, line => line.Event is DecisionClosed);
            Assert.Null(Assert.Single(done.After.OpenDecisions).Result);
            foreach (var voter in new[] { K1, K2, K3, K4, K5 })
            {
                var voted = done.After.Do(new Vote(voter, done.After.OpenDecisions.First().Id, VoiceBallot.For), Years.Last);
                Assert.DoesNotContain(voted.Events, line => line.Event is DecisionClosed);
            }

            Assert.Equal(done.After, done.After.At(Years.Last));
        }

        Assert.InRange(tried, 2, int.MaxValue);
        Assert.False(community.Ask(new NoticeDormancy(K1), Years.Last).Allowed);
        Assert.True(community.Ask(new Leave(K1), Years.Last).Allowed);
    }
}
