using CommunitiesOfPractice.Testing;
using static CommunitiesOfPractice.Tests.Cast;

namespace CommunitiesOfPractice.Tests.Directories;

/// <summary>
/// Two keys are one person (law 13): what waits for an answer, and what was said, is the person's under the key that stays.
/// </summary>
public sealed class OnePersonTests
{
    private static readonly PersonId Other = PersonId.Of("newcomer-again");

    private static readonly FreeText Why = "It stains.";

    private static Charter By(DecisionRule rule) =>
        Charters.Informal().With("our-way", rule).With(Matter.AnythingElse, new MembersBy("our-way"));

    private static Scenario Merged(Scenario scenario, PersonId kept, PersonId dropped) =>
        scenario.Given(new MergeKeys(kept, dropped, "feed"));

    [Fact]
    public void An_invitation_of_the_second_key_is_accepted_by_the_first()
    {
        var scenario = Merged(Five(Invited).Given(new Invite(K1, Newcomer), new Follow(Other)), Other, Newcomer);
        var invitation = Assert.Single(scenario.Community.Invitations);
        scenario.When(new Accept(Newcomer, invitation.Id)).ThenRefused(Clauses.SecondKey, Condition.CurrentKey);
        scenario.When(new Accept(Other, invitation.Id)).ThenAllowed(Clauses.Invited);
        Assert.True(scenario.Community.IsMember(Other));
        Assert.Empty(scenario.Community.Invitations);
    }

    [Fact]
    public void An_invitation_that_was_passed_on_expires_when_it_would_have()
    {
        var scenario = Merged(Five(Invited).Given(new Invite(K1, Newcomer), new Follow(Other)), Other, Newcomer);
        Assert.Single(scenario.WaitDays(29).Settle().Community.Invitations);
        Assert.Empty(scenario.WaitDays(1).Settle().Community.Invitations);
        scenario.When(new Invite(K1, Other)).ThenAllowed(Clauses.Inviting);
    }

    [Fact]
    public void Two_invitations_of_one_person_are_one_and_a_members_is_none()
    {
        var both = Five(Invited).Given(new Invite(K1, Newcomer), new Invite(K2, Other));
        var first = both.Community.Invitations.Single(i => i.Person == Newcomer);
        Assert.Equal([first], Merged(both, Newcomer, Other).Community.Invitations);
        Assert.Empty(Merged(Five(Invited).Given(new Invite(K1, Newcomer)), K2, Newcomer).Community.Invitations);
    }

    [Fact]
    public void Whoever_invited_under_the_second_key_takes_it_back_under_the_first_and_nobody_invited_themselves()
    {
        var scenario = Merged(Five(Invited).Given(new Invite(K5, Newcomer)), K4, K5);
        scenario.When(new RevokeInvitation(K4, scenario.Community.Invitations.Single().Id)).ThenAllowed(Clauses.Inviting);
        Assert.Empty(Merged(Five(Invited).Given(new Invite(K5, Newcomer), new Leave(K5)), K5, Newcomer).Community.Invitations);
    }

    [Fact]
    public void A_request_of_the_second_key_waits_under_the_first_and_may_be_approved()
    {
        var scenario = Merged(Five(OnRequest).Given(new RequestToJoin(Newcomer, []), new Follow(Other)), Other, Newcomer);
        Assert.Equal(Other, Assert.Single(scenario.Community.Requests).Person);
        scenario.Given(new ApproveRequest(K1, Other));
        Assert.True(scenario.Community.IsMember(Other));
    }

    [Fact]
    public void What_the_members_decide_about_a_request_follows_the_person()
    {
        var scenario = Five(OnRequest.With(Matter.Admit, new MembersBy(RuleNames.Majority)))
            .Given(new RequestToJoin(Newcomer, []), new Follow(Other), new Propose(K1, new Admit(Newcomer)));
        Merged(scenario, Other, Newcomer).UntilOpen().AllVoteFor().UntilClosed();
        Assert.Equal(Outcome.Carried, scenario.Decision.Result!.Outcome);
        Assert.True(scenario.Community.IsMember(Other));
    }

    [Fact]
    public void A_member_waits_for_nothing() =>
        Assert.Empty(Merged(Five(OnRequest).Given(new RequestToJoin(Newcomer, [])), K1, Newcomer).Community.Requests);

    [Fact]
    public void A_refusal_of_either_key_is_a_refusal_of_the_person_until_they_may_ask_again()
    {
        foreach (var (kept, dropped) in new[] { (Newcomer, Other), (Other, Newcomer) })
        {
            Scenario Asked(int wait) =>
                Five(OnRequest).Given(new RequestToJoin(Newcomer, []), new DeclineRequest(K1, Newcomer, "Not now")).WaitDays(wait)
                    .Given(new RequestToJoin(Other, []));
            var soon = Merged(Asked(1), kept, dropped);
            Assert.Equal((kept, false), (soon.Community.Requests.Single().Person, soon.Community.Requests.Single().IsOpen));
            soon.When(new AppealDecline(kept)).ThenAllowed(Clauses.Appealing);
            Assert.Contains(Merged(Asked(40), Other, Newcomer).Community.Requests, r => r.Person == Other && r.IsOpen);
        }
    }

    [Fact]
    public void A_petition_that_both_keys_signed_is_signed_once()
    {
        var scenario = Five(Charters.Informal() with { PetitionShare = new Ratio(3, 4) }).Given(new PetitionFor(K1, Tea));
        scenario.Given(new SignPetition(K4, scenario.Community.Petitions.Single().Id),
            new SignPetition(K5, scenario.Community.Petitions.Single().Id));
        Merged(scenario, K4, K5);
        Assert.Equal([K1, K4], scenario.Community.Petitions.Single().Signatures);
        scenario.When(new SignPetition(K4, scenario.Community.Petitions.Single().Id))
            .ThenRefused(Clauses.SignedAlready, Condition.Novelty);
        scenario.Given(new SignPetition(K2, scenario.Community.Petitions.Single().Id));
        Assert.Equal(Tea, scenario.Decision.Proposal);
    }

    [Fact]
    public void Whoever_began_a_petition_under_the_second_key_began_it_and_fewer_members_may_make_its_signatures_enough()
    {
        var scenario = Five(Charters.Informal() with { PetitionShare = Ratio.Half }).Given(new PetitionFor(K1, Tea));
        scenario.Given(new SignPetition(K2, scenario.Community.Petitions.Single().Id));
        Assert.Empty(scenario.Community.OpenDecisions);
        Merged(scenario, K3, K1).Settle();
        Assert.Empty(scenario.Community.Petitions);
        Assert.Equal(Tea, scenario.Decision.Proposal);
    }

    [Fact]
    public void An_objection_of_the_second_key_stays_open_and_is_the_firsts_to_call_addressed()
    {
        var scenario = Five(By(new ConsentRule { Timing = Timing.Days(0, 7) })).Given(new Propose(K1, Tea)).UntilOpen();
        scenario.Given(new Vote(K4, scenario.Decision.Id, VoiceBallot.For), new ObjectTo(K5, scenario.Decision.Id, Why));
        Merged(scenario, K4, K5);
        Assert.Equal(new Objection(K4, Why, ObjectionState.Open), Assert.Single(scenario.Decision.Objections));
        Assert.Equal(new VoiceCount(4, 1, 0, 1), scenario.Community.CountOf(scenario.Decision.Id, K1, scenario.Now).Count);
        scenario.When(new ObjectTo(K4, scenario.Decision.Id, Why)).ThenRefused(Clauses.ObjectedAlready, Condition.Novelty);
        scenario.When(new Satisfied(K4, scenario.Decision.Id)).ThenAllowed(Clauses.Objecting);
        Assert.Equal(Outcome.Carried, scenario.AllVoteFor(K5).UntilClosed().Decision.Result!.Outcome);
    }

    [Fact]
    public void Two_blocks_of_one_person_are_one_block_with_two_reasons()
    {
        var scenario = Five(By(new ConsensusRule(2) { Timing = Timing.Days(0, 7) })).Given(new Propose(K1, Tea)).UntilOpen();
        scenario.Given(new ObjectTo(K4, scenario.Decision.Id, Why), new ObjectTo(K5, scenario.Decision.Id, "It is bitter."));
        Merged(scenario, K4, K5).Given(new Vote(K1, scenario.Decision.Id, VoiceBallot.For));
        Assert.Equal(2, scenario.Decision.Objections.Count);
        Assert.Equal(Outcome.Carried, scenario.UntilClosed().Decision.Result!.Outcome);
    }

    [Fact]
    public void Whoever_blocks_under_one_key_does_not_stand_aside_under_the_other()
    {
        var scenario = Five(By(new ConsensusRule { Timing = Timing.Days(0, 7) })).Given(new Propose(K1, Tea)).UntilOpen();
        scenario.Given(new StandAside(K4, scenario.Decision.Id, Why), new ObjectTo(K5, scenario.Decision.Id, Why));
        Assert.Equal(ObjectionState.Open, Assert.Single(Merged(scenario, K4, K5).Decision.Objections).State);
    }

    [Fact]
    public void Advice_that_the_second_key_owes_is_the_firsts_to_give()
    {
        var scenario = Five(By(new AdviceRule(Duration.FromDays(2)) { Timing = Timing.Days(0, 7) }))
            .Given(new Propose(K1, Tea) { Advisers = [K5] });
        Merged(scenario, K4, K5).When(new Advise(K4, scenario.Decision.Id, "Coffee.")).ThenAllowed(Clauses.Advising);
    }

    [Fact]
    public void A_proxy_that_the_second_key_gave_is_the_firsts_who_became_a_member_by_it()
    {
        var scenario = Five(By(new MajorityRule(Threshold.SimpleMajority) { Timing = Timing.Days(0, 7), Proxies = new() }))
            .Given(new GiveProxy(K5, K1), new Follow(Newcomer));
        Assert.Equal(K1, Assert.Single(Merged(scenario, Newcomer, K5).Community.ProxiesOf(Newcomer)).Holder);
        Assert.Empty(scenario.Community.ProxiesOf(K5));
    }
}
