using System.Reflection;
using CommunitiesOfPractice.Counting;
using CommunitiesOfPractice.Testing;
using CommunitiesOfPractice.Tests.Record;
using FsCheck;
using FsCheck.Fluent;
using static CommunitiesOfPractice.Tests.Cast;

namespace CommunitiesOfPractice.Tests.Directories;

/// <summary>
/// Who is who, for good (law 13): a key that was found to be somebody's second holds nothing and does nothing any more, and what
/// it held is theirs.
/// </summary>
public sealed class SecondKeyTests
{
    private static readonly PersonId Fresh = PersonId.Of("fresh");

    private static readonly FreeText Why = "It stains.";

    private static readonly Timing Week = Timing.Days(1, 7);

    private static MajorityRule Majority => new(Threshold.SimpleMajority) { Timing = Week };

    private static Scenario Asked(DecisionRule rule, int members = 5) =>
        Scenario.Founded(Charters.Informal().With("our-way", rule).With(Matter.AnythingElse, new MembersBy("our-way")), members)
            .Given(new Propose(K1, Tea)).UntilOpen();

    private static Scenario Merge(Scenario scenario, PersonId kept, PersonId dropped) =>
        scenario.Given(new MergeKeys(kept, dropped, "feed"));

    private static Scenario Votes(Scenario scenario, Ballot ballot, params PersonId[] people) =>
        scenario.Given([.. people.Select(person => new Vote(person, scenario.Decision.Id, ballot))]);

    // ---- Places and ballots.

    [Fact]
    public void Somebody_whose_key_is_replaced_keeps_their_place_and_their_ballot_and_may_change_it()
    {
        var scenario = Votes(Votes(Asked(Majority), VoiceBallot.For, K1, K4), VoiceBallot.Against, K2);
        var untouched = Votes(Votes(Asked(Majority), VoiceBallot.For, K1, K4), VoiceBallot.Against, K2).UntilClosed();
        Merge(scenario, Fresh, K4);
        Assert.True(scenario.Decision.HasVoted(Fresh));
        Assert.True(scenario.Decision.Electorate!.Contains(Fresh));
        Assert.Equal(5, scenario.Decision.Electorate.Eligible);
        scenario.When(new Vote(Fresh, scenario.Decision.Id, VoiceBallot.For)).ThenAllowed(Clauses.Voting).UntilClosed();
        Assert.Equal(untouched.Decision.Result, scenario.Decision.Result);
        Assert.Equal(Outcome.Carried, scenario.Decision.Result!.Outcome);
    }

    [Fact]
    public void A_member_who_joined_later_takes_over_the_place_that_their_other_key_has()
    {
        var scenario = Votes(Asked(Majority), VoiceBallot.For, K5).GivenMember(Fresh);
        Assert.False(scenario.Decision.Electorate!.Contains(Fresh));
        Merge(scenario, Fresh, K5);
        Assert.Equal(
            (5, true, true),
                (scenario.Decision.Electorate!.Eligible, scenario.Decision.Electorate.Contains(Fresh),
                    scenario.Decision.HasVoted(Fresh)));
    }

    [Fact]
    public void Of_two_places_one_stays_and_of_two_ballots_the_kept_keys()
    {
        var scenario = Merge(Votes(Votes(Asked(Majority), VoiceBallot.For, K4), VoiceBallot.Against, K5), K4, K5);
        Assert.Equal(new VoiceCount(4, 1, 1, 0), scenario.Community.CountOf(scenario.Decision.Id, K1, scenario.Now).Count);
        Assert.Equal([K1, K2, K3, K4], scenario.Decision.Electorate!.People.OrderBy(p => p));
    }

    [Fact]
    public void Where_only_the_dropped_key_voted_its_ballot_stays() =>
        Assert.Equal(
            new VoiceCount(4, 1, 0, 1),
                Merge(Votes(Asked(Majority), VoiceBallot.Against, K5), K4, K5).UntilClosed().Decision.Result!.Count);

    /// <summary>
    /// Found by a deep run of the laws: the ballot passed to the person whose removal it was about, and it was carried by one
    /// other vote.
    /// </summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_voter_who_turns_out_to_be_the_person_it_concerns_has_no_vote_in_it(bool keepsTheConcerned)
    {
        var scenario = Scenario.Founded(Charters.Informal(), 5).Given(new Propose(K1, new Remove(K1, Why, Duration.FromDays(1))))
            .UntilOpen();
        Votes(scenario, VoiceBallot.For, K2, K3);
        Assert.Equal(4, scenario.Decision.Electorate!.Eligible);
        var (kept, dropped) = keepsTheConcerned ? (K1, K2) : (K2, K1);
        Merge(scenario, kept, dropped);
        Assert.Equal(3, scenario.Decision.Electorate!.Eligible);
        Assert.False(scenario.Decision.Electorate.Contains(kept) || scenario.Decision.Electorate.Contains(dropped));
        Assert.False(scenario.Decision.HasVoted(kept));
        scenario.When(new Vote(kept, scenario.Decision.Id, VoiceBallot.Against))
            .ThenRefused(Clauses.Recused, Condition.Electorate);
        scenario.UntilClosed();
        Assert.NotEqual(Outcome.Carried, scenario.Decision.Result!.Outcome);
        Assert.True(scenario.Community.IsMember(kept));
    }

    [Fact]
    public void A_decision_that_one_vote_less_makes_certain_closes_early_where_votes_are_final()
    {
        var scenario = Votes(Asked(Majority with { Votes = VotePolicy.Final }), VoiceBallot.For, K1, K2);
        Assert.Equal(DecisionPhase.Open, scenario.Decision.Phase);
        Merge(scenario, K4, K5);
        Assert.Equal(DecisionPhase.Open, scenario.Decision.Phase);
        Merge(scenario, K3, K4);
        Assert.Equal(new Result(Outcome.Carried, new VoiceCount(3, 2, 2, 0)), scenario.Decision.Result);
    }

    [Fact]
    public void A_sealed_box_has_as_many_ballots_as_people_took_part()
    {
        var scenario = Asked(Majority with { Secret = true });
        var id = scenario.Decision.Id;
        scenario.Given(new TakePart(K1, id), new TakePart(K4, id), new TakePart(K5, id));
        Merge(Merge(scenario, Fresh, K4), Fresh, K5).When(new TakePart(Fresh, id))
            .ThenRefused(Clauses.TookPartAlready, Condition.Novelty);
        scenario.WaitDays(7).Settle();
        Assert.Equal([Fresh, K4, K5], scenario.Community.KeysOf(Fresh));
        scenario.When(new OpenBox(id, [new BallotPile(VoiceBallot.For, 3)], "box"))
            .ThenRefused(Clauses.AsManyAsTookPart, Condition.WellFormed);
        scenario.Given(new OpenBox(id, [new BallotPile(VoiceBallot.For, 2)], "box"));
        Assert.Equal(new Result(Outcome.Carried, new VoiceCount(4, 2, 2, 0)), scenario.Decision.Result);
    }

    [Fact]
    public void What_was_closed_stays_and_so_does_what_lies_in_a_sealed_box()
    {
        var scenario = Asked(Majority with { Secret = true });
        var id = scenario.Decision.Id;
        scenario.Given(new TakePart(K4, id), new TakePart(K5, id)).WaitDays(7).Settle();
        Assert.Equal(DecisionPhase.Sealed, scenario.Decision.Phase);
        Merge(scenario, K4, K5).Given(new OpenBox(id, [new BallotPile(VoiceBallot.For, 2)], "box"));
        Assert.Equal(new VoiceCount(5, 2, 2, 0), scenario.Decision.Result!.Count);
        Merge(scenario, K1, K2);
        Assert.Equal(new VoiceCount(5, 2, 2, 0), scenario.Community.Decision(id)!.Result!.Count);
    }

    // ---- Elections and offices.

    private static Scenario Election(int seats)
    {
        var charter = Charters.Informal()
            .With(RuleNames.Election, new ChoosingRule(new Approval()) { Timing = Timing.Days(7, 7) });
        charter =
            charter with {
                Offices = charter.Offices.Select(o => o.Id == Office.Convener ? o with { Seats = 2 } : o).ToValueList() };
        return Coalescing(charter).Given(new Propose(K1, new Elect(Office.Convener, seats)));
    }

    [Fact]
    public void Two_candidacies_are_two_options_of_one_person_who_takes_one_seat_and_a_second_one_won_is_vacant()
    {
        var scenario = Election(2);
        var id = scenario.Decision.Id;
        scenario.Given(new Stand(K4, id), new Stand(K5, id), new Stand(K3, id)).UntilOpen();
        Votes(scenario, new ApprovalBallot([0, 1]), K1, K2);
        Votes(scenario, new ApprovalBallot([2]), K3);
        Merge(scenario, K4, K5);
        Assert.Equal([K4, K5, K3], scenario.Decision.Candidates);
        Votes(scenario, new ApprovalBallot([0, 1]), K4).UntilClosed();
        Assert.Equal([0, 1], scenario.Decision.Result!.Chosen);
        Assert.Equal([K4], scenario.Community.Conveners);
    }

    [Fact]
    public void A_candidate_whose_key_is_replaced_is_elected()
    {
        var scenario = Election(1);
        scenario.Given(new Stand(K5, scenario.Decision.Id)).UntilOpen();
        Merge(Votes(scenario, new ApprovalBallot([0]), K1, K2, K5), Fresh, K5).UntilClosed();
        Assert.Equal([Fresh], scenario.Community.Conveners);
    }

    [Fact]
    public void Terms_that_either_key_served_count_towards_the_limit()
    {
        var charter = ByMajority;
        charter =
            charter with {
                Offices =
                    charter.Offices.Select(
                        o => o.Id == Office.Convener
                            ? o with { Seats = 1, Term = Duration.FromDays(100), ConsecutiveTerms = 1 }
                            : o).ToValueList() };
        var scenario = Coalescing(charter).Serving(Office.Convener, K5).WaitDays(101).Settle();
        Merge(scenario, Fresh, K5).When(new OfferToServe(Fresh, Office.Convener))
            .ThenRefused(Clauses.ConsecutiveTerms, Condition.Time);
    }

    // ---- What else is kept by the person.

    [Fact]
    public void After_keys_were_merged_the_dropped_one_can_never_come_in_again()
    {
        var open = Charters.Informal() with { Joining = new OpenJoining() };
        var scenario = Merge(Five(open), K1, K4);
        scenario.When(new Join(K4)).ThenRefused(Clauses.SecondKey, Condition.CurrentKey);
        Assert.Equal(K1.Value, scenario.Last.Missing!.Of);
        Merge(scenario, K2, Stranger).When(new Join(Stranger)).ThenRefused(Clauses.SecondKey, Condition.CurrentKey);
        Assert.Null(scenario.Community.WayIn(Stranger, scenario.Now));
    }

    [Fact]
    public void Who_is_barred_is_barred_under_a_new_key_and_the_old_one_does_not_come_back()
    {
        var scenario = Scenario.Founded(Charters.Informal() with { Joining = new OpenJoining() })
            .GivenCarried(K1, new Remove(K4, "Shouting", Duration.FromDays(60)));
        var decision = scenario.Decision.Id;
        Merge(scenario, Fresh, K4);
        scenario.When(new Join(Fresh)).ThenRefused(Clauses.Barred, Condition.NoBar);
        scenario.When(new Join(K4)).ThenRefused(Clauses.SecondKey, Condition.CurrentKey);
        scenario.When(new Appeal(Fresh, decision)).ThenAllowed(Clauses.Appealing).AllVoteFor().UntilClosed();
        Assert.Equal((true, (Tenure?)null), (scenario.Community.IsMember(Fresh), scenario.Community.BarOn(Fresh)));
    }

    [Fact]
    public void Companions_follow_the_person_both_ways_and_nobody_accompanies_themselves()
    {
        var scenario = Merge(Five().Given(new Accompany(K1, K5), new Accompany(K5, K2), new Accompany(K4, K3)), Fresh, K5);
        Assert.Equal((K1, Fresh), (scenario.Community.CompanionOf(Fresh)!.Value, scenario.Community.CompanionOf(K2)!.Value));
        Merge(scenario, K3, K4);
        Assert.Null(scenario.Community.CompanionOf(K3));
    }

    [Fact]
    public void Proxies_given_and_held_follow_the_person_and_the_kept_keys_comes_first()
    {
        var rule = Majority with { Proxies = new() };
        var scenario =
            Scenario.Founded(Charters.Informal().With("our-way", rule).With(Matter.AnythingElse, new MembersBy("our-way")));
        scenario.Given(new GiveProxy(K5, K1), new GiveProxy(K5, K4, Matter.Amend), new GiveProxy(K4, K2), new GiveProxy(K3, K5));
        Merge(scenario, K4, K5);
        Assert.Equal(K2, Assert.Single(scenario.Community.ProxiesOf(K4)).Holder);
        Assert.Equal(K4, Assert.Single(scenario.Community.ProxiesOf(K3)).Holder);
        scenario.Given(new Propose(K1, Tea)).UntilOpen();
        Votes(scenario, VoiceBallot.For, K4).UntilClosed();
        Assert.Equal(new VoiceCount(4, 2, 2, 0), scenario.Decision.Result!.Count);
    }

    [Fact]
    public void Observing_and_following_go_on_under_the_kept_key_until_when_they_would_have()
    {
        var scenario = Five().Given(new Follow(Newcomer));
        scenario.Given(new Observe(Newcomer, scenario.Now + Duration.FromDays(9)));
        Merge(scenario, Fresh, Newcomer);
        Assert.Equal([Fresh, Fresh], scenario.Community.Observers.Concat(scenario.Community.Followers));
        Assert.Empty(scenario.WaitDays(9).Settle().Community.Observers);
        Assert.Empty(Merge(scenario, K1, Fresh).Community.Followers);
    }

    [Fact]
    public void An_objection_by_both_keys_is_one_persons()
    {
        var scenario = Asked(new ConsensusRule(2) { Timing = Week });
        scenario.Given(new ObjectTo(K4, scenario.Decision.Id, Why), new ObjectTo(K5, scenario.Decision.Id, Why));
        Merge(scenario, Fresh, K4);
        Merge(scenario, Fresh, K5);
        scenario.Given(new Satisfied(Fresh, scenario.Decision.Id));
        Assert.All(
            scenario.Decision.Objections, objection =>
                Assert.Equal((Fresh, ObjectionState.Addressed), (objection.By, objection.State)));
    }

    [Fact]
    public void A_matter_that_fell_for_want_of_a_quorum_is_called_again_about_the_person_by_the_key_they_go_by()
    {
        var scenario = Five().Given(new Propose(K1, new Remove(K4, Why))).UntilClosed();
        Assert.Equal(Outcome.Inquorate, scenario.Decision.Result!.Outcome);
        Merge(scenario, Fresh, K4).Given(new CallAgain(K1, scenario.Decision.Id));
        Assert.Equal(new Remove(Fresh, Why), scenario.Decision.Proposal);
    }

    // ---- Away, and the host.

    private static HostDirectory Listing(IEnumerable<PersonId> people, params SecondKey[] secondKeys) =>
        new("esr", people.Select(p => new Listing(p, Instant.MinValue)),
            people.Select(p => new Placement(p, Trust, Instant.MinValue)), secondKeys: secondKeys);

    [Fact]
    public void Who_is_listed_under_either_key_is_not_away()
    {
        var scenario = Five().Given(new ReportLeaver(K5, "esr"));
        Merge(scenario, K5, K4);
        Assert.False(scenario.Community.StandingOf(K5).IsAway);
        Assert.DoesNotContain(
            Listing([K1, K2, K3, K4]).ChangesFor(scenario.Community, scenario.Now), change => change is ReportLeaver);
        Assert.Equal(
            [new ReportLeaver(K5, "esr")],
                Listing([K1, K2, K3]).ChangesFor(scenario.Community, scenario.Now).OfType<ReportLeaver>());
    }

    [Fact]
    public void A_directory_tells_a_community_which_keys_are_one_person_once_and_says_of_them_what_it_says_of_either()
    {
        var scenario = Five();
        var directory =
            Listing([K1, K2, K3, K4, Stranger], new(Fresh, K4), new(K3, Stranger), new(Newcomer, Fresh),
                new(PersonId.Of("a"), PersonId.Of("b")));
        var told = directory.ChangesFor(scenario.Community, scenario.Now).ToArray();
        Assert.Equal([new(Newcomer, K4, "esr"), new(K3, Stranger, "esr"), new(Newcomer, Fresh, "esr")], told.OfType<MergeKeys>());
        scenario.Given([.. told]);
        Assert.Empty(directory.ChangesFor(scenario.Community, scenario.Now));
        Assert.Equal(
            (Newcomer, Newcomer, true, false),
                (directory.KeyOf(K4), scenario.Community.KeyOf(K4), directory.Lists(Newcomer, scenario.Now),
                    directory.Lists(K4, scenario.Now)));
        Assert.Equal([Trust], directory.GroupsOf(Newcomer, scenario.Now));
        Assert.Equal([Trust], scenario.Community.StandingOf(Newcomer).Affiliations.Select(a => a.Group));
        Assert.False(scenario.Community.StandingOf(Newcomer).IsAway);
    }

    [Fact]
    public void A_directory_drops_a_key_once_and_into_one_that_is_not_dropped()
    {
        foreach (var wrong in new SecondKey[][] { [new(K1, K1)], [new(K1, K2), new(K3, K2)], [new(K1, K2), new(K2, K3)] })
            Assert.Throws<ArgumentException>(() => Listing([K1], wrong));
    }

    [Fact]
    public void A_host_refuses_a_second_key_where_the_stream_knows_neither()
    {
        var directory = Listing([K1], new SecondKey(K1, Stranger));
        Assert.Equal((Clauses.SecondKey, K1.Value),
            (directory.RefuseSecondKey(new Follow(Stranger))!.Clause,
                directory.RefuseSecondKey(new Invite(K2, Stranger))!.Missing!.Of));
        Assert.Null(directory.RefuseSecondKey(new Follow(K1)));
        Assert.Null(directory.RefuseSecondKey(new MergeKeys(K1, Stranger, "esr")));
    }

    // ---- Refused for good.

    [Fact]
    public void A_chain_of_keys_ends_at_the_key_that_the_person_goes_by()
    {
        var scenario = Merge(Merge(Five(), K1, K2), Fresh, K1);
        Assert.Equal(Fresh, scenario.Community.KeyOf(K2));
        scenario.When(new Follow(K2)).ThenRefused(Clauses.SecondKey, Condition.CurrentKey);
        Assert.Equal(Fresh.Value, scenario.Last.Missing!.Of);
    }

    [Fact]
    public void The_remedy_is_the_same_act_by_the_kept_key_where_that_may_be_done_now()
    {
        var scenario = Merge(Five(), K4, K5);
        scenario.When(new Propose(K5, Tea)).ThenRefused(Clauses.SecondKey, Condition.CurrentKey).RemediedBy(new Propose(K4, Tea))
            .RestingOn(Witness.Of(K4));
        scenario.When(new Join(K5)).ThenRefused(Clauses.SecondKey, Condition.CurrentKey).RemediedBy(null);
        scenario.When(new GiveProxy(K1, K5)).ThenRefused(Clauses.SecondKey, Condition.CurrentKey).RemediedBy(null);
    }

    [Fact]
    public void A_snapshot_keeps_who_is_who()
    {
        var scenario = Merge(Merge(Five(), K1, K2), Fresh, K1);
        var read = Snapshot.Read(Snapshot.ToUtf8(scenario.Community));
        Assert.Equal(scenario.Community, read);
        Assert.Equal([Fresh, K1, K2], read.KeysOf(Fresh));
        Assert.Equal(scenario.Community, Community.Replay(scenario.History));
    }

    [Fact]
    public void An_older_record_that_keeps_a_key_it_had_dropped_still_replays()
    {
        var stream = StreamId.Of(CommunityId.Of("maternity"));
        var scenario = Five();
        Entry Next(Community community, Event happened) =>
            new(stream, community.Version + 1, community.LastAt, null, Clauses.OnePerson, null, happened);
        var community = scenario.Community.After([Next(scenario.Community, new KeysMerged(K1, K2, "esr"))]);
        community = community.After([Next(community, new KeysMerged(K2, K1, "esr"))]);
        Assert.Equal((K2, K2), (community.KeyOf(K1), community.KeyOf(K2)));
        Assert.Equal([K2, K1], community.KeysOf(K2));
        Assert.Equal(community, Snapshot.Read(Snapshot.ToUtf8(community)));
    }

    public static TheoryData<Act> Every => [.. Record.Samples.Acts];

    /// <summary>No act is by a second key, or about one: each says whom it names.</summary>
    [Theory]
    [MemberData(nameof(Every))]
    public void Every_act_and_every_proposal_says_whom_it_names(Act act)
    {
        var names = act.Named.Concat(act.Actor is { } by ? [by] : []).ToHashSet();
        foreach (var property in act.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.GetValue(act) is PersonId person) Assert.Contains(person, names);
            if (property.GetValue(act) is ValueList<PersonId> people) Assert.Subset(names, people.ToHashSet());
            if (property.GetValue(act) is PersonParty { Person: var party }) Assert.Contains(party, names);
            if (property.GetValue(act) is Proposal proposal) Assert.Subset(names, proposal.Named.ToHashSet());
        }
    }

    [Fact]
    public void Every_proposal_says_whom_it_names()
    {
        var proposals = typeof(Proposal).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Proposal))).ToArray();
        Assert.All(proposals.Where(t => t.GetProperties().Any(p => p.PropertyType == typeof(PersonId))), proposal =>
        {
            foreach (var member in new[] { "Named", "Merged" })
                Assert.Contains(
                    proposal.GetMembers(BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly), m =>
                        m.Name == (member == "Named" ? "get_Named" : member));
        });
    }

    [Theory]
    [InlineData("fresh", "k-3")]
    [InlineData("k-3", "fresh")]
    public void An_absent_holder_whose_key_is_replaced_keeps_the_seat_for_a_year_since_they_went(string kept, string dropped)
    {
        var scenario =
            Scenario.Founded(Charters.Elected(), 5).Given(new OfferToServe(K3, Office.Convener)).UntilClosed()
                .Given(new TakeLeave(K3));
        var free = scenario.Now + Duration.FromDays(365);
        Merge(scenario.WaitDays(100), PersonId.Of(kept), PersonId.Of(dropped));
        var convener = Assert.Single(scenario.Community.At(free - Duration.Epsilon).Office(Office.Convener).Holders).Holder;
        Assert.Equal(PersonId.Of(kept), convener);
        Assert.Empty(scenario.Community.At(free).Office(Office.Convener).Holders);
    }

    // ---- Laws.

    [Fact]
    public void Law_it_changes_nothing_by_which_key_somebody_goes() =>
        Prop.ForAll(Histories.Arbitrary(40), story =>
        {
            for (var person = 0; person < 3; person++)
                if (Testing.Laws.KeysAreNames(story, story.Steps.Count / 2, person) is { } broken)
                    throw new InvalidOperationException($"{broken}\n{story}");
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(100));

    [Fact]
    public void Law_merging_keys_changes_no_result_but_by_taking_away_a_second_vote_of_the_same_person()
    {
        DecisionRule[] rules =
        [
            Majority, Majority with { Quorum = Quorum.Share(Ratio.Half) }, Majority with { Quorum = Quorum.AtLeast(2) },
                Majority with { Quorum = new SupportQuorum(Ratio.Half) },
            new MajorityRule(Threshold.Unanimity) { Timing = Week }, new MajorityRule(Threshold.TwoThirds) { Timing = Week },
            new MajorityRule(new(Ratio.Half, Denominator.Eligible, true)) { Timing = Week },
                new MajorityRule(new(Ratio.Half, Denominator.TookPart, false)) { Timing = Week },
        ];
        var story = from rule in Gen.Elements(rules)
                    from says in Gen.ArrayOf(Gen.Choose(0, 3), 6)
                    select (rule, says);
        Prop.ForAll(story.ToArbitrary(), told =>
        {
            // What each says: nothing, for, against or abstaining. The first two are one person by two keys.
            var (rule, says) = told;
            var twice = Asked(rule, 6);
            Say(twice, says);
            Merge(twice, K1, K2).UntilClosed();

            // The same, had the person gone by one key all along.
            var once = Asked(rule, 6);
            once = Merge(Scenario.Founded(once.Community.Charter, 6), K1, K2).Given(new Propose(K1, Tea)).UntilOpen();
            Say(once, [says[0] != 0 ? says[0] : says[1], 0, .. says.Skip(2)]);
            Assert.Equal(once.UntilClosed().Decision.Result, twice.Decision.Result);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

        static void Say(Scenario scenario, int[] says)
        {
            VoiceBallot[] ballots = [VoiceBallot.For, VoiceBallot.Against, VoiceBallot.Abstain];
            for (var i = 0; i < says.Length; i++)
                if (says[i] > 0) scenario.Given(new Vote(Scenario.Person(i + 1), scenario.Decision.Id, ballots[says[i] - 1]));
        }
    }
}
