using CommunitiesOfPractice.Testing;
using static CommunitiesOfPractice.Tests.Cast;

namespace CommunitiesOfPractice.Tests.Founding;

/// <summary>
/// Laws 4 and 6: whoever leaves, stays away or falls silent, those who are left, or who come, are never locked in or out.
/// </summary>
public class NeverLockedTests
{
    private static readonly PersonId Convener = K1, Deputy = K2;

    /// <summary>An elected community with a convener and a deputy.</summary>
    private static Scenario Elected(bool deputy = true, int members = 5)
    {
        var charter = Charters.Elected() with { Joining = new JoiningOnRequest([]) };
        var scenario = Scenario.Founded(charter, members).Given(new OfferToServe(Convener, Office.Convener)).WaitDays(8).Settle();
        return deputy ? scenario.Given(new OfferToServe(Deputy, Office.Deputy)).WaitDays(8).Settle() : scenario;
    }

    // ---- An absent convener.

    [Theory]
    [InlineData("away")]
    [InlineData("on leave")]
    public void Deputies_stand_in_at_once_when_no_convener_can_act(string how)
    {
        var scenario = Elected().Given(new RequestToJoin(Newcomer, []));
        scenario.When(new ApproveRequest(Deputy, Newcomer)).ThenRefused(Clauses.OfficeHoldersOnly, Condition.Office);
        scenario.Given(how == "away" ? new ReportLeaver(Convener, "esr") : new TakeLeave(Convener));
        Assert.Equal([Deputy], scenario.Community.ActingFor(Office.Convener, scenario.Now));
        scenario.When(new ApproveRequest(Deputy, Newcomer)).ThenAllowed(Clauses.Admitting);
        scenario.Given(how == "away" ? new ReportJoiner(Convener, "esr") : new ReturnFromLeave(Convener));
        scenario.When(new Propose(Deputy, Tea)).ThenRefused(Clauses.OfficeHoldersOnly, Condition.Office);
        Assert.Equal([Convener], scenario.Community.Conveners);
    }

    [Fact]
    public void A_member_who_offers_stands_in_once_the_charters_patience_is_over()
    {
        var scenario = Elected(deputy: false).Given(new TakeLeave(Convener), new RequestToJoin(Newcomer, []));
        var away = scenario.Community.Office(Office.Convener).UnattendedSince!.Value;
        scenario.When(new OfferToServe(K3, Office.Convener)).ThenRefused(Clauses.StandingIn, Condition.Time)
            .From(away + Duration.FromDays(14));
        scenario.WaitDays(14).When(new OfferToServe(K3, Office.Convener)).ThenAllowed(Clauses.StandingIn);
        scenario.WaitDays(8).When(new ApproveRequest(K3, Newcomer)).ThenAllowed(Clauses.Admitting);
        Assert.Equal([Convener], scenario.Community.Conveners);
        Assert.Equal(K3, scenario.Community.Office(Office.Convener).StandingIn.Single().Holder);
        scenario.Given(new ReturnFromLeave(Convener));
        Assert.Empty(scenario.Community.Office(Office.Convener).StandingIn);
        Assert.Equal(K3, scenario.Community.Office(Office.Convener).StoodIn.Single().Holder);
        scenario.When(new Propose(K3, Tea)).ThenRefused(Clauses.OfficeHoldersOnly, Condition.Office);
    }

    [Fact]
    public void An_objection_puts_an_offer_to_stand_in_to_the_members_by_the_rule_for_appeals()
    {
        var scenario = Elected().Given(new TakeLeave(Convener)).WaitDays(14).Given(new OfferToServe(K3, Office.Convener));
        scenario.When(new ObjectTo(K4, scenario.Decision.Id, "We have a deputy."))
            .Then(typeof(ObjectionRaised), typeof(FellBack));
        Assert.Equal(scenario.Community.Charter.Appeals, scenario.Decision.RuleName);
    }

    [Fact]
    public void Standing_in_ends_with_leaving()
    {
        var scenario = Elected(deputy: false).Given(new TakeLeave(Convener)).WaitDays(14)
            .Given(new OfferToServe(K3, Office.Convener))
            .WaitDays(8).Given(new Leave(K3));
        Assert.Empty(scenario.Community.Office(Office.Convener).StandingIn);
        scenario.When(new Propose(K3, Tea));
        Assert.False(scenario.Last.Allowed);
    }

    [Fact]
    public void A_seat_falls_free_after_a_years_absence_and_not_before()
    {
        var scenario = Elected(deputy: false).Given(new TakeLeave(Convener));
        var since = scenario.Now;
        Assert.Equal([Convener], scenario.Community.At(since + Duration.FromDays(365) - Duration.Epsilon).Conveners);
        var after = scenario.Community.At(since + Duration.FromDays(365));
        Assert.Empty(after.Conveners);
        Assert.Equal([Office.Convener], after.Vacancies);
        Assert.Equal(Clauses.AbsentTooLong, after.Office(Office.Convener).Past.Single().Ended);
    }

    [Fact]
    public void An_absence_that_ended_does_not_count()
    {
        var scenario = Elected(deputy: false).Given(new TakeLeave(Convener)).WaitDays(300).Given(new ReturnFromLeave(Convener))
            .WaitDays(30).Given(new TakeLeave(Convener));
        Assert.Equal([Convener], scenario.Community.At(scenario.Now + Duration.FromDays(300)).Conveners);
    }

    // ---- A quorum that nobody can reach any more.

    [Fact]
    public void One_member_left_invites_and_amends_at_a_second_call()
    {
        var pair = new MajorityRule(Threshold.SimpleMajority) { Timing = Timing.Days(2, 7), Quorum = Quorum.AtLeast(2) };
        var charter = Invited.With("pair", pair).With(Matter.Invite, new MembersBy("pair"))
            .With(Matter.Amend, new MembersBy("pair"));
        var scenario = Scenario.Unknown();
        scenario.Given(
            new ProposeCommunity(K1, "Maternity", Domain.Of("Birth"), charter, [K1, K2], 2, scenario.Now + Duration.FromDays(30)),
                new ConsentToFound(K2), new Leave(K2));
        foreach (var proposal in new Proposal[] { new InvitePerson(K3), new AmendCharter(charter with { SmallestGroup = 7 }) })
        {
            scenario.Given(new Propose(K1, proposal)).AllVoteFor().UntilClosed();
            Assert.Equal(Outcome.Inquorate, scenario.Decision.Result!.Outcome);
            scenario.Given(new CallAgain(K1, scenario.Decision.Id)).AllVoteFor().UntilClosed();
            Assert.Equal(Outcome.Carried, scenario.Decision.Result!.Outcome);
        }

        Assert.Single(scenario.Community.Invitations);
        Assert.Equal(7, scenario.Community.Charter.SmallestGroup);
    }

    [Fact]
    public void A_second_call_lowers_the_quorum_and_never_the_threshold()
    {
        var scenario =
            Five(ByMajority.With(
                RuleNames.TwoThirds,
                    new MajorityRule(Threshold.TwoThirds) {
                        Timing = Timing.Days(2, 7), Quorum = Quorum.Share(new Ratio(4, 5)) }));
        scenario.Given(new Propose(K1, new AmendCharter(scenario.Community.Charter with { SmallestGroup = 7 })))
            .AllVoteFor(K3, K4, K5).UntilClosed();
        var first = scenario.Decision.Id;
        scenario.Given(new CallAgain(K1, first)).UntilOpen();
        scenario.Given(
            new Vote(K1, scenario.Decision.Id, VoiceBallot.For), new Vote(K2, scenario.Decision.Id, VoiceBallot.Against))
            .UntilClosed();
        Assert.Equal(
            (Outcome.Inquorate, Outcome.Failed),
                (scenario.Community.Decision(first)!.Result!.Outcome, scenario.Decision.Result!.Outcome));
    }

    [Fact]
    public void A_matter_that_was_turned_over_is_called_again_under_the_rule_that_counted_it()
    {
        var scenario = Five(Charters.ByConsent()).GivenCarried(K1, new DeclareStage(Stage.Coalescing, "We meet"))
            .Serving(Office.Facilitator, K1);
        scenario.Given(new Propose(K3, new AmendCharter(scenario.Community.Charter with { SmallestGroup = 7 }))).UntilOpen();
        var id = scenario.Decision.Id;
        scenario.Given(new ObjectTo(K4, id, "No."), new SecondObjection(K5, id, K4), new Leave(K4), new Leave(K3),
            new TestObjection(K1, id, K4, false, "Yes.")).UntilClosed();
        Assert.Equal(Outcome.Inquorate, scenario.Decision.Result!.Outcome);
        scenario.When(new CallAgain(K1, id)).ThenAllowed(Clauses.CallingAgain);
        Assert.Equal(RuleNames.Majority, scenario.Decision.RuleName);
    }

    [Fact]
    public void A_petition_that_everyone_left_has_signed_is_tabled()
    {
        var scenario = Five(Charters.Elected() with { PetitionShare = Ratio.TwoThirds }).Given(new PetitionFor(K1, Tea));
        scenario.Given(new SignPetition(K2, scenario.Community.Petitions.Single().Id), new Leave(K3));
        Assert.Single(scenario.Community.Petitions);
        scenario.When(new Leave(K4)).Then(typeof(MemberLeft), typeof(DecisionTabled), typeof(PetitionEnded));
    }

    // ---- Nobody left.

    private static Scenario Deserted(Charter charter) => Scenario.Founded(charter, 2).Given(new Leave(K1), new Leave(K2));

    [Fact]
    public void A_community_that_takes_requests_opens_to_anybody_once_it_rests()
    {
        var scenario = Deserted(OnRequest);
        scenario.When(new Join(Newcomer)).ThenRefused(Clauses.JoiningOnRequest, Condition.Approval);
        scenario.WaitDays(14).Settle();
        Assert.True(scenario.Community.IsResting);
        Assert.Equal(new Join(Newcomer), scenario.Community.WayIn(Newcomer, scenario.Now)?.Act);
        scenario.When(new Join(Newcomer)).ThenAllowed(Clauses.Joining);
        Assert.False(scenario.Community.IsResting);
        scenario.When(new Join(Stranger)).ThenRefused(Clauses.JoiningOnRequest, Condition.Approval);
    }

    [Fact]
    public void A_resting_community_stays_shut_to_those_it_barred()
    {
        var scenario = Scenario.Founded(OnRequest, 4).GivenCarried(K1, new Bar(K3, "Shouting"));
        foreach (var person in new[] { K1, K2, K4 }) scenario.Given(new Leave(person));
        scenario.WaitDays(14).Settle();
        Assert.True(scenario.Community.IsResting);
        Assert.Equal([K3], scenario.Community.Members);
        scenario.Given(new Leave(K3)).When(new Join(K3)).ThenRefused(Clauses.Barred, Condition.NoBar);
        scenario.When(new Join(Newcomer)).ThenAllowed(Clauses.Joining);
    }

    [Fact]
    public void Leave_a_suspension_with_an_end_and_an_unclaimed_place_keep_it_from_resting()
    {
        Assert.False(
            Scenario.Founded(OnRequest, 2)
                .Given(new Leave(K1), new TakeLeave(K2)).Community.At(Instant.FromUtc(2016, 1, 1, 0, 0)).IsResting);
        Assert.False(
            Scenario.Founded(OnRequest, 2)
                .Given(new Leave(K1), new Import("elsewhere")).Community.At(Instant.FromUtc(2015, 8, 1, 0, 0)).IsResting);
        var suspended = Scenario.Founded(OnRequest, 4).GivenCarried(K1, new Bar(K3, "Shouting", Duration.FromDays(300)));
        foreach (var person in new[] { K1, K2, K4 }) suspended.Given(new Leave(person));
        Assert.False(suspended.WaitDays(30).Settle().Community.IsResting);
    }

    [Fact]
    public void A_community_of_people_whom_the_host_no_longer_lists_rests_until_one_is_listed_again()
    {
        var scenario = Scenario.Founded(OnRequest, 2).Given(new ReportLeaver(K1, "esr"), new ReportLeaver(K2, "esr")).WaitDays(14)
            .Settle();
        Assert.True(scenario.Community.IsResting);
        scenario.When(new Join(Newcomer)).ThenAllowed(Clauses.Joining);
        Assert.Equal(3, scenario.Community.MemberCount);
        var back = Scenario.Founded(OnRequest, 2).Given(new ReportLeaver(K1, "esr"), new ReportLeaver(K2, "esr")).WaitDays(14)
            .Given(new ReportJoiner(K1, "esr"));
        Assert.False(back.Community.IsResting);
    }

    [Fact]
    public void Where_strangers_come_in_by_invitation_a_resting_community_lets_in_only_those_its_rule_does_and_closes()
    {
        var scenario = Deserted(Invited).WaitDays(14).Settle();
        Assert.True(scenario.Community.IsResting);
        scenario.When(new Join(Newcomer)).ThenRefused(Clauses.JoiningByInvitation, Condition.Invitation);
        scenario.WaitDays(180).Settle();
        Assert.Equal(Status.Closed, scenario.Community.Status);

        var belonging =
            Deserted(Charters.Informal() with { Joining = new JoiningOnBelonging([Trust], new JoiningByInvitation()) })
                .WaitDays(14).Settle();
        belonging.When(new Join(Newcomer)).ThenRefused(Clauses.JoiningOnBelonging, Condition.Evidence);
        belonging.When(new Join(Newcomer, new DirectoryEvidence("esr", belonging.Now, [Trust]))).ThenAllowed(Clauses.Joining);
    }

    [Fact]
    public void A_resting_community_closes_when_nobody_comes_and_an_open_one_that_somebody_joins_does_not()
    {
        var scenario = Deserted(Charters.Informal()).WaitDays(14 + 180).Settle();
        Assert.Equal((Status.Closed, Clauses.RestOver), (scenario.Community.Status, scenario.History[^1].Clause));
        var joined = Deserted(Charters.Informal()).WaitDays(100).Given(new Join(Newcomer)).WaitDays(400).Settle();
        Assert.Equal(Status.Open, joined.Community.Status);
    }

    [Fact]
    public void Patience_is_the_charters()
    {
        var scenario = Deserted(OnRequest with { Patience = Duration.FromDays(3) });
        Assert.False(scenario.Community.At(scenario.Now + Duration.FromDays(3) - Duration.Epsilon).IsResting);
        Assert.True(scenario.Community.At(scenario.Now + Duration.FromDays(3)).IsResting);
    }
}
