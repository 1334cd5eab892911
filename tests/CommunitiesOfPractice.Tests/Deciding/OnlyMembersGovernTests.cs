using CommunitiesOfPractice.Testing;
using static CommunitiesOfPractice.Tests.Cast;

namespace CommunitiesOfPractice.Tests.Deciding;

/// <summary>Law 3: somebody who has left, is away, on leave or suspended changes nothing that is before the members.</summary>
public class OnlyMembersGovernTests
{
    public static TheoryData<string, IActOn<Community>[]> Absences => new()
    {
        { "left", [new Leave(K1)] },
        { "is on leave", [new TakeLeave(K1)] },
        { "is away", [new ReportLeaver(K1, "esr")] },
        { "has not claimed their place", [new Import("elsewhere")] },
    };

    [Theory]
    [MemberData(nameof(Absences))]
    public void A_proposer_who_is_no_acting_member_changes_extends_and_withdraws_nothing(string how, IActOn<Community>[] absence)
    {
        var scenario = Five(Charters.ByConsent()).Given(new Propose(K1, Tea)).UntilOpen().Given(absence);
        var id = scenario.Decision.Id;
        foreach (var act in new IActOn<Community>[]
            { new Integrate(K1, id, new Resolve("Coffee")), new Extend(K1, id, scenario.Decision.ClosesAt + Duration.FromDays(1)),
                new Withdraw(K1, id), new DeclareInterest(K1, id, "Tea") })
        {
            var before = scenario.Community;
            scenario.When(act);
            Assert.False(scenario.Last.Allowed, $"Somebody who {how} did {act}.");
            Assert.True(
                scenario.Last.Clause == Clauses.MembersOnly || scenario.Last.Clause == Clauses.OnLeave
                    || scenario.Last.Clause == Clauses.Away || scenario.Last.Clause == Clauses.Unclaimed, scenario.Last.Text);
            Assert.Same(before, scenario.Community);
        }
    }

    [Fact]
    public void A_suspended_proposer_changes_nothing()
    {
        var scenario = Five(Charters.ByConsent()).Given(new Propose(K2, Tea));
        var id = scenario.Decision.Id;
        scenario.Given(new Propose(K1, new Bar(K2, "Shouting", Duration.FromDays(100)))).UntilOpen();
        foreach (var voter in new[] { K3, K4 }) scenario.Given(new Vote(voter, scenario.Decision.Id, VoiceBallot.For));
        scenario.UntilClosed();
        scenario.Given(new Propose(K1, new Resolve("x"))).When(new Withdraw(K2, id));
        Assert.False(scenario.Last.Allowed);
    }

    [Fact]
    public void Ones_own_appeal_and_offer_may_be_taken_back_after_leaving()
    {
        var scenario = Coalescing().Given(new OfferToServe(K3, Office.Convener), new Leave(K3));
        scenario.When(new Withdraw(K3, scenario.Decision.Id)).ThenAllowed(Clauses.Withdrawing);
    }

    [Fact]
    public void A_signature_may_be_taken_back_after_leaving_and_a_petition_without_any_is_over()
    {
        var scenario = Five(Charters.Informal() with { PetitionShare = Ratio.Whole }).Given(new PetitionFor(K1, Tea));
        var petition = scenario.Community.Petitions.Single().Id;
        scenario.Given(new SignPetition(K2, petition), new Leave(K1)).When(new WithdrawSignature(K1, petition))
            .Then(typeof(SignatureWithdrawn));
        Assert.Equal([K2], scenario.Community.Petition(petition)!.Signatures);
        scenario.When(new WithdrawSignature(K2, petition)).Then(typeof(SignatureWithdrawn), typeof(PetitionEnded));
        Assert.Empty(scenario.Community.Petitions);
        scenario.When(new WithdrawSignature(K2, petition)).ThenRefused(Clauses.NotSigned, Condition.Existence);
    }

    private static Charter Proxied =>
        ByMajority.With(
            RuleNames.Majority,
                new MajorityRule(Threshold.SimpleMajority) {
                    Timing = Timing.Days(2, 7), Quorum = Quorum.AtLeast(1), Proxies = new ProxyTerms(2, 5) });

    [Theory]
    [InlineData("leaves")]
    [InlineData("is on leave")]
    [InlineData("is away")]
    public void A_holder_who_voted_and_cannot_act_at_the_close_represents_nobody(string how)
    {
        var scenario = Five(Proxied).Given(new GiveProxy(K4, K3), new GiveProxy(K5, K4), new Propose(K1, Tea)).UntilOpen();
        var id = scenario.Decision.Id;
        scenario.Given(new Vote(K3, id, VoiceBallot.For),
            how switch { "leaves" => new Leave(K3), "is away" => new ReportLeaver(K3, "esr"), _ => new TakeLeave(K3) })
                .UntilClosed();
        Assert.Empty(scenario.Community.Decision(id)!.Represented);
        Assert.Equal(1, scenario.Community.Decision(id)!.Result!.Count.TookPart);
    }

    [Fact]
    public void A_proxy_falls_for_good_when_its_holder_leaves_and_sleeps_while_they_are_on_leave()
    {
        var scenario = Five(Proxied).Given(new GiveProxy(K4, K3), new Leave(K3), new Join(K3));
        Assert.Empty(scenario.Community.ProxiesOf(K4));
        scenario.Given(new GiveProxy(K4, K3), new TakeLeave(K3));
        Assert.Single(scenario.Community.ProxiesOf(K4));
        scenario.Given(new ReturnFromLeave(K3), new Propose(K1, Tea)).UntilOpen();
        scenario.Given(new Vote(K3, scenario.Decision.Id, VoiceBallot.For)).UntilClosed();
        Assert.Equal([new Representation(K4, K3)], scenario.Decision.Represented);
    }

    [Fact]
    public void A_proxy_falls_for_good_when_its_holder_is_barred()
    {
        var scenario = Five(Proxied).Given(new GiveProxy(K4, K3)).Barring(K3);
        Assert.Empty(scenario.Community.ProxiesOf(K4));
        scenario.When(new GiveProxy(K4, K3)).ThenRefused(Clauses.Barred, Condition.NoBar);
    }

    [Fact]
    public void Somebody_barred_does_not_even_follow() =>
        Five().Barring(K5).Given(new Leave(K5)).When(new Follow(K5)).ThenRefused(Clauses.Barred, Condition.NoBar);
}
