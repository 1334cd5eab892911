using CommunitiesOfPractice.Testing;
using static CommunitiesOfPractice.Tests.Deciding.DecidingScenarios;

namespace CommunitiesOfPractice.Tests.Deciding;

public sealed class JointTests
{
    private static readonly CommunityId North = CommunityId.Of("north"), South = CommunityId.Of("south"),
        West = CommunityId.Of("west");

    private static readonly JointMatter Shared = new([South, North], "Share one training day.");

    private static Scenario Carried(CommunityId id, JointMatter joint, Voice voice = Voice.For)
    {
        var rule = new MajorityRule(Threshold.SimpleMajority) { Timing = Week, Quorum = Quorum.AtLeast(2) };
        var scenario = Scenario.Founded(Charter(rule), 4, id.Value).Given(new Propose(P(1), new DecideJointly(joint))).WaitDays(1)
            .Settle()
            .Votes(new VoiceBallot(voice), 1, 2, 3).WaitDays(7);
        return scenario.Settle();
    }

    private static Mandate From(Scenario scenario, CommunityId to) =>
        scenario.Community.Mandates.Single(m => m.To == StreamId.Of(to));

    [Fact]
    public void It_is_carried_when_each_has_carried_it_by_its_own_rule()
    {
        var (north, south) = (Carried(North, Shared), Carried(South, Shared));
        Assert.Null(north.Decision().JointlyCarriedAt);
        north.When(new ReportAgreed(north.Id(), From(south, North), "record")).Then(typeof(PartyAgreed), typeof(JointlyCarried));
        south.When(new ReportAgreed(south.Id(), From(north, South), "record")).Then(typeof(PartyAgreed), typeof(JointlyCarried));
        Assert.Equal(north.Now, north.Decision().JointlyCarriedAt);
    }

    [Fact]
    public void Of_three_it_takes_all()
    {
        var joint = new JointMatter([North, South, West], "One protocol.");
        var north = Carried(North, joint);
        north.When(new ReportAgreed(north.Id(), From(Carried(South, joint), North), "record")).Then(typeof(PartyAgreed));
        north.When(new ReportAgreed(north.Id(), From(Carried(West, joint), North), "record"))
            .Then(typeof(PartyAgreed), typeof(JointlyCarried));
        Assert.Equal([South, West], north.Decision().Agreed);
    }

    [Fact]
    public void A_mandate_is_used_once_and_only_for_the_same_words_with_the_same_parties_in_time()
    {
        var (north, south) = (Carried(North, Shared), Carried(South, Shared));
        var mandate = From(south, North);
        north.When(
            new ReportAgreed(north.Id(), mandate with { What = new JointMatter([North, South], "Something else.") }, "record"))
                .ThenRefused(Clauses.NotJoint, Condition.Decision);
        north.When(new ReportAgreed(north.Id(), mandate with { To = StreamId.Of(West) }, "record"))
            .ThenRefused(Clauses.NoMandate, Condition.Evidence);
        north.When(new ReportAgreed(north.Id(), mandate with { Expires = north.Now }, "record"))
            .ThenRefused(Clauses.MandateExpired, Condition.Time);
        north.Given(new ReportAgreed(north.Id(), mandate, "record"));
        north.When(new ReportAgreed(north.Id(), mandate, "record")).ThenRefused(Clauses.MandateUsed, Condition.Novelty);
    }

    [Fact]
    public void Where_the_members_did_not_carry_it_nothing_is_joint()
    {
        var north = Carried(North, Shared, Voice.Against);
        Assert.Empty(north.Community.Mandates);
        north.When(new ReportAgreed(north.Id(), From(Carried(South, Shared), North), "record"))
            .ThenRefused(Clauses.NotJoint, Condition.Decision);
    }

    [Fact]
    public void A_community_decides_jointly_only_where_it_is_a_party()
    {
        Assert.Throws<ArgumentException>(() => new JointMatter([North], "Alone."));
        Assert.Throws<ArgumentException>(() => new JointMatter([North, North], "Twice."));
        Scenario.Founded(Charters.Informal(), 3, "west").When(new Propose(P(1), new DecideJointly(Shared)))
            .ThenRefused(Clauses.JointParties, Condition.WellFormed);
    }
}
