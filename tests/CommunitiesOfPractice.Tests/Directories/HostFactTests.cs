using CommunitiesOfPractice.Testing;
using static CommunitiesOfPractice.Tests.Cast;

namespace CommunitiesOfPractice.Tests.Directories;

public class HostFactTests
{
    public static TheoryData<Refusal> Refusals =>
    [
        new("a leaver nobody knows", () =>
            Five(), _ => new ReportLeaver(Stranger, "feed"), Clauses.NobodyWeKnow, Condition.Existence),
        new("a leaver who is away", () =>
            Five().Given(new ReportLeaver(K1, "feed")), _ => new ReportLeaver(K1, "feed"), Clauses.Away, Condition.Novelty),
        new("a joiner who is not away", () => Five(), _ => new ReportJoiner(K1, "feed"), Clauses.NotAway, Condition.Existence),
        new("a mover nobody knows", () =>
            Five(), _ => new ReportMover(Stranger, [Trust], "feed"), Clauses.NobodyWeKnow, Condition.Existence),
        new("one key merged with itself", () =>
            Five(), _ => new MergeKeys(K1, K1, "feed"), Clauses.OnePerson, Condition.WellFormed),
        new("keys nobody knows", () =>
            Five(), _ => new MergeKeys(Newcomer, Stranger, "feed"), Clauses.NobodyWeKnow, Condition.Existence),
        new("a key dropped twice", () => Five().Given(new MergeKeys(K1, K2, "feed")), _ =>
            new MergeKeys(K3, K2, "feed"), Clauses.SecondKey, Condition.CurrentKey),
        new("a key merged into a dropped one", () => Five().Given(new MergeKeys(K1, K2, "feed")), _ =>
            new MergeKeys(K2, K3, "feed"), Clauses.SecondKey, Condition.CurrentKey),
        new("forgetting somebody nobody knows", () =>
            Five(), _ => new Forget(Stranger, "request"), Clauses.NobodyWeKnow, Condition.Existence),
        new("a merger that was not decided", () =>
            Five(), s => new ReportMerged(new(CommunityId.Of("maternity"), new(3), StreamId.Of(CommunityId.Of("stroke")),
            MandatePurpose.Merge, s.Now, s.Now + Duration.FromDays(9)), "feed"), Clauses.NoMandate, Condition.Evidence),
    ];

    [Theory]
    [MemberData(nameof(Refusals))]
    public void Is_refused(Refusal when) => when.Check();

    [Fact]
    public void Whoever_is_no_longer_listed_is_away_and_back_when_listed_again()
    {
        var scenario = Five();
        scenario.When(new ReportLeaver(K5, "feed")).ThenAllowed(Clauses.HostFacts).Then(new PersonUnlisted(K5, "feed"));
        Assert.True(scenario.Community.IsMember(K5));
        Assert.Equal(4, scenario.Community.CountingMembers);
        scenario.When(new ReportJoiner(K5, "feed")).Then(new PersonListed(K5, "feed"));
        Assert.Equal(5, scenario.Community.CountingMembers);
        Assert.Null(scenario.History[^1].By);
    }

    [Fact]
    public void Being_away_survives_leaving_and_joining_again() =>
        Assert.True(Five().Given(new ReportLeaver(K5, "feed"), new Leave(K5), new Join(K5)).Community.StandingOf(K5).IsAway);

    [Fact]
    public void A_mover_keeps_the_history_of_each_source_apart()
    {
        var scenario = Five()
            .Given(new DeclareAffiliations(K1, [Trust]), new ReportMover(K1, [DirectoryGroup.Organisation("RJ1")], "feed"),
                new ReportMover(K1, [], "feed"));
        Assert.Equal([Trust], scenario.Community.StandingOf(K1).Affiliations.Select(a => a.Group));
        Assert.Equal(DirectoryGroup.Organisation("RJ1"), scenario.Community.PastAffiliationsOf(K1).Single().Group);
    }

    [Fact]
    public void Two_keys_of_one_person_hold_one_membership_one_office_and_one_vote()
    {
        var scenario = Coalescing().Serving(Office.Convener, K5).Given(new Propose(K1, Tea)).UntilOpen();
        var id = scenario.Decision.Id;
        scenario.Given(new Vote(K4, id, VoiceBallot.For), new Vote(K5, id, VoiceBallot.Against));
        scenario.When(new MergeKeys(K4, K5, "feed")).ThenAllowed(Clauses.OnePerson).Then(new KeysMerged(K4, K5, "feed"));
        Assert.Equal(4, scenario.Community.MemberCount);
        Assert.Equal([K4], scenario.Community.Conveners);
        Assert.False(scenario.Community.IsMember(K5));
        scenario.Given(new Vote(K1, id, VoiceBallot.For)).UntilClosed();
        Assert.Equal(new VoiceCount(4, 2, 2, 0), scenario.Decision.Result!.Count);
    }

    [Fact]
    public void A_bar_on_either_key_is_a_bar_on_the_person()
    {
        var scenario = Five().Barring(K5).Given(new MergeKeys(K4, K5, "feed"));
        Assert.NotNull(scenario.Community.BarOn(K4));
        Assert.Null(scenario.Community.BarOn(K5));
        scenario.When(new Propose(K4, Tea)).ThenRefused(Clauses.Barred, Condition.NoBar);
    }

    [Fact]
    public void One_person_under_two_keys_founds_once()
    {
        var scenario = Scenario.Unknown();
        scenario.Given(
            new ProposeCommunity(
                K1, "Maternity", Domain.Of("Birth"), Charters.Informal(), [K1, K2, K3], 2, scenario.Now + Duration.FromDays(30)))
            .Given(new MergeKeys(K1, K2, "feed"));
        Assert.Equal(Status.Proposed, scenario.Community.Status);
        scenario.When(new ConsentToFound(K2)).ThenRefused(Clauses.SecondKey, Condition.CurrentKey);
        scenario.Given(new ConsentToFound(K3));
        Assert.Equal([K1, K3], scenario.Community.Members);
    }

    [Fact]
    public void Forgetting_ends_what_is_held_and_changes_no_count()
    {
        var scenario = Coalescing().Serving(Office.Convener, K5).Given(new Propose(K1, Tea)).UntilOpen();
        var id = scenario.Decision.Id;
        scenario.Given(new Vote(K5, id, VoiceBallot.For), new Vote(K1, id, VoiceBallot.For));
        scenario.When(new Forget(K5, "request")).Then(typeof(PersonForgotten), typeof(OfficeLeft)).UntilClosed();
        Assert.Equal(new VoiceCount(5, 2, 2, 0), scenario.Decision.Result!.Count);
        Assert.Equal(4, scenario.Community.MemberCount);
    }
}
