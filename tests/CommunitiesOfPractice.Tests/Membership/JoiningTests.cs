using CommunitiesOfPractice.Testing;
using static CommunitiesOfPractice.Tests.Cast;

namespace CommunitiesOfPractice.Tests.Membership;

public class JoiningTests
{
    private static readonly Charter ForTheTrust =
        Charters.Informal() with { Joining = new JoiningOnBelonging([Trust], new JoiningByInvitation()) };

    private static readonly Charter Asking =
        Charters.Informal() with { Joining = new JoiningOnRequest(["What brings you?"]) };

    public static TheoryData<Refusal> Refusals =>
    [
        new("joining a community that is not founded", NotFounded, _ =>
            new Join(Newcomer), Clauses.NotFounded, Condition.Founding) { On = _ => Here },
        new("joining a community that is closed", Closed, _ => new Join(Newcomer), Clauses.Closed, Condition.OpenCommunity) {
            On = _ => Here },
        new("joining under a bar", () => Five().Barring(Newcomer), _ => new Join(Newcomer), Clauses.Barred, Condition.NoBar) {
            On = _ => Witness.Of(Newcomer) },
        new("joining twice", () => Five(), _ => new Join(K1), Clauses.MemberAlready, Condition.NoMembership) {
            On = _ => Witness.Of(K1) },
        new("joining where one asks", () =>
            Five(OnRequest), _ => new Join(Newcomer), Clauses.JoiningOnRequest, Condition.Approval)
            { Remedy = _ => new RequestToJoin(Newcomer, []) },
        new("joining where one is invited", () =>
            Five(Invited), _ => new Join(Newcomer), Clauses.JoiningByInvitation, Condition.Invitation),
        new("joining from elsewhere", () =>
            Five(ForTheTrust), _ => new Join(Newcomer), Clauses.JoiningOnBelonging, Condition.Evidence),
        new("joining from elsewhere, as the directory says", () => Five(ForTheTrust),
            s => new Join(Newcomer, new("directory", s.Now, [DirectoryGroup.Organisation("RJ1")])), Clauses.JoiningOnBelonging,
                Condition.Evidence),

        new("asking before there is a community", NotFounded, _ =>
            new RequestToJoin(Newcomer, []), Clauses.NotFounded, Condition.Founding),
        new("asking a closed community", Closed, _ => new RequestToJoin(Newcomer, []), Clauses.Closed, Condition.OpenCommunity),
        new("asking under a bar", () =>
            Five(Asking).Barring(Newcomer), _ => new RequestToJoin(Newcomer, ["Curiosity"]), Clauses.Barred, Condition.NoBar),
        new("asking as a member", () =>
            Five(Asking), _ => new RequestToJoin(K1, ["Curiosity"]), Clauses.MemberAlready, Condition.NoMembership),
        new("asking twice", () =>
            Five(Asking).Given(new RequestToJoin(Newcomer, ["Curiosity"])), _ => new RequestToJoin(Newcomer, ["Again"]),
            Clauses.RequestWaits, Condition.Approval) { On = _ => new(WitnessKind.Request, Newcomer.Value) },
        new("asking again too soon", () =>
            Five(Asking).Given(new RequestToJoin(Newcomer, ["Curiosity"]), new DeclineRequest(K1, Newcomer, "Full")),
            _ => new RequestToJoin(Newcomer, ["Again"]), Clauses.RequestTooSoon, Condition.Time) {
                Remedy = _ => new AppealDecline(Newcomer) },
        new("asking without an answer to the charter's question", () => Five(Asking), _ => new RequestToJoin(Newcomer, []),
            Clauses.JoiningQuestions, Condition.WellFormed),
        new("asking where no requests are taken", () =>
            Five(Invited), _ => new RequestToJoin(Newcomer, []), Clauses.JoiningNotByRequest, Condition.CharterClause),
        new("asking where anybody may join", () =>
            Five(), _ => new RequestToJoin(Newcomer, []), Clauses.JoiningNotByRequest, Condition.CharterClause)
            { Remedy = _ => new Join(Newcomer) },

        new("taking back a request that was not made", () =>
            Five(OnRequest), _ => new WithdrawRequest(Newcomer), Clauses.NoRequest, Condition.Request),

        new("approving in a closed community", Closed, _ =>
            new ApproveRequest(K1, Newcomer), Clauses.Closed, Condition.OpenCommunity),
        new("approving as a stranger", () =>
            Five(OnRequest), _ => new ApproveRequest(Stranger, Newcomer), Clauses.MembersOnly, Condition.Membership),
        new("approving where a convener does", () => Five(Charters.Elected()), _ => new ApproveRequest(K1, Newcomer),
            Clauses.OfficeHoldersOnly, Condition.Office) { On = _ => Witness.Of(Office.Convener) },
        new("approving where the members decide", () =>
            Five(OnRequest.With(Matter.Admit, new MembersBy(RuleNames.Consent))).Given(new RequestToJoin(Newcomer, [])),
            _ => new ApproveRequest(K1, Newcomer), Clauses.MembersDecide, Condition.Decision)
                { Remedy = _ => new Propose(K1, new Admit(Newcomer)) },
        new("approving a request that was not made: nobody is enrolled", () =>
            Five(OnRequest), _ => new ApproveRequest(K1, Newcomer),
            Clauses.NoRequest, Condition.Request) { Remedy = _ => new RequestToJoin(Newcomer, []) },
        new("approving a request of somebody barred since", () =>
            Five(OnRequest.With(Matter.Remove, new MembersBy(RuleNames.Majority)))
            .Given(new RequestToJoin(Newcomer, [])).Barring(Newcomer), _ =>
                new ApproveRequest(K1, Newcomer), Clauses.Barred, Condition.NoBar),

        new("declining without a reason", () =>
            Five(OnRequest).Given(new RequestToJoin(Newcomer, [])), _ => new DeclineRequest(K1, Newcomer, null!),
            Clauses.ReasonOwed, Condition.Reason),
        new("declining a request that was not made", () =>
            Five(OnRequest), _ => new DeclineRequest(K1, Newcomer, "Full"), Clauses.NoRequest, Condition.Request),

        new("appealing against a refusal in a closed community", Closed, _ =>
            new AppealDecline(Newcomer), Clauses.Closed, Condition.OpenCommunity),
        new("appealing against a refusal as a member", () =>
            Five(OnRequest), _ => new AppealDecline(K1), Clauses.MemberAlready, Condition.NoMembership),
        new("appealing where nothing was refused", () =>
            Five(OnRequest), _ => new AppealDecline(Newcomer), Clauses.NoRequest, Condition.Request),
        new("appealing too late", () =>
            Declined().WaitDays(29), _ => new AppealDecline(Newcomer), Clauses.AppealTooLate, Condition.Time),
        new("appealing twice", () => Declined().Given(new AppealDecline(Newcomer)), _ =>
            new AppealDecline(Newcomer), Clauses.TabledAlready, Condition.Novelty),

        new("inviting in a closed community", Closed, _ => new Invite(K1, Newcomer), Clauses.Closed, Condition.OpenCommunity),
        new("inviting as a stranger", () =>
            Five(), _ => new Invite(Stranger, Newcomer), Clauses.MembersOnly, Condition.Membership)
            { Remedy = _ => new Join(Stranger) },
        new("inviting a member", () => Five(), _ => new Invite(K1, K2), Clauses.MemberAlready, Condition.NoMembership),
        new("inviting somebody barred", () =>
            Five().Barring(Newcomer), _ => new Invite(K1, Newcomer), Clauses.Barred, Condition.NoBar),
        new("inviting twice", () =>
            Five().Given(new Invite(K1, Newcomer)), _ => new Invite(K2, Newcomer), Clauses.InvitedAlready, Condition.Novelty),
        new("inviting where the members decide", InvitingTogether, _ =>
            new Invite(K1, Newcomer), Clauses.MembersDecide, Condition.Decision)
            { Remedy = _ => new Propose(K1, new InvitePerson(Newcomer)) },

        new("accepting what is not there", () =>
            Five(), _ => new Accept(Newcomer, new InvitationId(99)), Clauses.NoInvitation, Condition.Existence),
        new("accepting for somebody else", () =>
            Five().Given(new Invite(K1, Newcomer)), s => new Accept(Stranger, s.Community.Invitations.Single().Id),
            Clauses.OwnAct, Condition.OwnAct) { Remedy = s => new Accept(Newcomer, s.Community.Invitations.Single().Id) },
        new("accepting under a bar", () =>
            Five().Given(new Invite(K1, Newcomer)).Barring(Newcomer), s =>
                new Accept(Newcomer, s.Community.Invitations.Single().Id),
            Clauses.Barred, Condition.NoBar),
        new("declining an invitation made to somebody else", () => Five().Given(new Invite(K1, Newcomer)),
            s => new DeclineInvitation(K1, s.Community.Invitations.Single().Id), Clauses.OwnAct, Condition.OwnAct),
        new("declining an invitation that is not there", () =>
            Five(), _ => new DeclineInvitation(K1, new InvitationId(99)), Clauses.NoInvitation, Condition.Existence),
        new("revoking an invitation that is not there", () =>
            Five(), _ => new RevokeInvitation(K1, new InvitationId(99)), Clauses.NoInvitation, Condition.Existence),
        new("taking an invitation back as a stranger", () =>
            Five().Given(new Invite(K1, Newcomer)), s => new RevokeInvitation(Stranger, s.Community.Invitations.Single().Id),
            Clauses.MembersOnly, Condition.Membership) { Remedy = _ => new Join(Stranger) },
        new("taking an invitation back where the members decide", () =>
            InvitingTogether().GivenCarried(K1, new InvitePerson(Newcomer)),
            s => new RevokeInvitation(K2, s.Community.Invitations.Single().Id), Clauses.MembersDecide, Condition.Decision)
            { Remedy = s => new Propose(K2, new TakeBackInvitation(s.Community.Invitations.Single().Id)) },
        new("proposing to take back an invitation that is not there", InvitingTogether, _ =>
            new Propose(K1, new TakeBackInvitation(new InvitationId(99))),
            Clauses.NoInvitation, Condition.Existence),

        new("moving from where one is no member", FromStroke, s =>
            new Move(Newcomer, Stroke, new(Stroke, Newcomer, 9, false, false)),
            Clauses.NoWayFromThere, Condition.Evidence) { Remedy = _ => new Join(Newcomer) },
        new("moving from where one is barred", FromStroke, s => new Move(Newcomer, Stroke, new(Stroke, Newcomer, 9, true, true)),
            Clauses.MovingUnbarred, Condition.NoBar) { On = _ => Witness.Of(Stroke), Remedy = _ => new Join(Newcomer) },
        new("moving from anywhere", () =>
            Five(), _ => new Move(Newcomer, CommunityId.Of("stroke"), new(CommunityId.Of("stroke"), Newcomer, 9, true, false)),
            Clauses.NoWayFromThere, Condition.Existence),
    ];

    [Theory]
    [MemberData(nameof(Refusals))]
    public void Is_refused(Refusal when) => when.Check();

    [Fact]
    public void Whoever_joins_an_open_community_is_a_member_at_once() =>
        Five().When(new Join(Newcomer)).ThenAllowed(Clauses.Joining).RestingOn(Here)
            .Then(new MemberJoined(Newcomer, HowJoined.Joined, 1, null));

    [Fact]
    public void Whoever_the_directory_places_in_the_group_joins_and_the_evidence_is_kept()
    {
        var scenario = Five(ForTheTrust);
        var evidence = new DirectoryEvidence("directory", scenario.Now, [Trust]);
        scenario.When(new Join(Newcomer, evidence)).Then(new MemberJoined(Newcomer, HowJoined.Joined, 1, evidence));
        Assert.Equal([new Affiliation(Trust, scenario.Now, "directory")], scenario.Community.StandingOf(Newcomer).Affiliations);
    }

    [Fact]
    public void A_request_is_approved_and_then_makes_a_member() =>
        Five(OnRequest).When(new RequestToJoin(Newcomer, [])).Then(new RequestMade(Newcomer, []))
            .When(new ApproveRequest(K1, Newcomer)).ThenAllowed(Clauses.Admitting)
                .Then(new MemberJoined(Newcomer, HowJoined.Requested, 1, null));

    [Fact]
    public void A_declined_request_may_be_made_again_from_the_instant_that_the_refusal_names()
    {
        var scenario = Declined();
        var from = scenario.Community.Requests.Single().AskAgainFrom!.Value;
        scenario.When(new RequestToJoin(Newcomer, [])).ThenRefused(Clauses.RequestTooSoon, Condition.Time).From(from);
        Assert.False(scenario.Community.Ask(new RequestToJoin(Newcomer, []), from - Duration.Epsilon).Allowed);
        Assert.True(scenario.Community.Ask(new RequestToJoin(Newcomer, []), from).Allowed);
    }

    [Fact]
    public void An_appeal_against_a_refusal_that_the_members_uphold_admits()
    {
        var scenario = Declined().Given(new AppealDecline(Newcomer)).AllVoteFor().UntilClosed();
        Assert.True(scenario.Community.IsMember(Newcomer));
    }

    [Fact]
    public void An_invitation_makes_nobody_a_member_until_they_accept()
    {
        var scenario = Five(Invited).Given(new Invite(K1, Newcomer));
        Assert.False(scenario.Community.IsMember(Newcomer));
        scenario.When(new Accept(Newcomer, scenario.Community.Invitations.Single().Id)).ThenAllowed(Clauses.Invited)
            .Then(new MemberJoined(Newcomer, HowJoined.Invited, 1, null));
        Assert.Empty(scenario.Community.Invitations);
    }

    [Fact]
    public void An_invitation_expires_at_its_own_instant_and_not_before()
    {
        var scenario = Five(Invited).Given(new Invite(K1, Newcomer));
        var invitation = scenario.Community.Invitations.Single();
        var accept = new Accept(Newcomer, invitation.Id);
        Assert.True(scenario.Community.Ask(accept, invitation.Until - Duration.Epsilon).Allowed);
        Assert.Equal(Clauses.NoInvitation, scenario.Community.Ask(accept, invitation.Until).Clause);
        Assert.Null(scenario.Community.WayIn(Newcomer, invitation.Until));
        Assert.Equal(accept, scenario.Community.WayIn(Newcomer, invitation.Until - Duration.Epsilon)?.Act);
        scenario.WaitDays(90).Settle().Then(new InvitationEnded(invitation.Id));
        Assert.Equal(invitation.Until, scenario.History[^1].At);
    }

    [Fact]
    public void The_members_can_invite_together() =>
        Assert.Null(InvitingTogether().GivenCarried(K1, new InvitePerson(Newcomer)).Community.Invitations.Single().By);

    [Fact]
    public void An_invitation_stays_open_after_whoever_made_it_was_removed_and_barred_and_another_member_takes_it_back()
    {
        var scenario = Five(Invited.With(Matter.Remove, new MembersBy(RuleNames.Majority))).Given(new Invite(K1, Newcomer));
        scenario.GivenCarried(K2, new Remove(K1, "It is so", Duration.FromDays(90)));
        Assert.False(scenario.Community.IsMember(K1));
        var invitation = scenario.Community.Invitations.Single(i => i.Person == Newcomer).Id;
        Assert.True(scenario.Community.Ask(new Accept(Newcomer, invitation), scenario.Now).Allowed);
        scenario.When(new RevokeInvitation(K2, invitation)).ThenAllowed(Clauses.Inviting).Then(new InvitationEnded(invitation));
        Assert.Equal(Clauses.NoInvitation, scenario.Community.Ask(new Accept(Newcomer, invitation), scenario.Now).Clause);
    }

    [Fact]
    public void Who_made_an_invitation_and_left_takes_it_back_no_more()
    {
        var scenario = Five(Invited).Given(new Invite(K1, Newcomer), new Leave(K1));
        scenario.When(new RevokeInvitation(K1, scenario.Community.Invitations.Single().Id))
            .ThenRefused(Clauses.MembersOnly, Condition.Membership);
        scenario.When(new RevokeInvitation(K2, scenario.Community.Invitations.Single().Id)).ThenAllowed(Clauses.Inviting);
    }

    [Fact]
    public void What_the_members_invited_together_they_take_back_together()
    {
        var scenario = InvitingTogether().GivenCarried(K1, new InvitePerson(Newcomer));
        var invitation = scenario.Community.Invitations.Single().Id;
        scenario.GivenCarried(K2, new TakeBackInvitation(invitation));
        Assert.Empty(scenario.Community.Invitations);
        Assert.Contains(scenario.History, line => line.Event.Equals(new InvitationEnded(invitation)));
    }

    [Fact]
    public void Every_member_is_offered_to_take_back_an_open_invitation_and_an_outsider_is_not()
    {
        var scenario = Five().Given(new Invite(K1, Newcomer));
        bool IsOffered(PersonId person) =>
            scenario.Community.OptionsFor(person, scenario.Now)
                .Any(option => option.Act is RevokeInvitation && option.Answer.Allowed);
        Assert.True(IsOffered(K1));
        Assert.True(IsOffered(K2));
        Assert.DoesNotContain(scenario.Community.OptionsFor(Stranger, scenario.Now), option => option.Act is RevokeInvitation);
    }

    private static readonly CommunityId Stroke = CommunityId.Of("stroke");

    /// <summary>A community that split from Stroke, whose members may move to it.</summary>
    private static Scenario FromStroke()
    {
        var scenario = Scenario.Unknown();
        var mandate =
            new Mandate(
                Stroke, new(12), StreamId.Of(scenario.Community.Id), MandatePurpose.Split, scenario.Now, scenario.Now
                    + Duration.FromDays(180));
        return scenario.Given(
            new ProposeCommunity(
                K1, "Maternity", Domain.Of("Birth"), Charters.Informal(), [K1, K2], 2, scenario.Now + Duration.FromDays(30)) {
                    Mandate = mandate },
            new ConsentToFound(K2));
    }

    [Fact]
    public void Somebody_suspended_where_a_split_came_from_comes_in_by_the_joining_rule_and_the_bar_is_not_carried_over()
    {
        var stroke = Scenario.Founded(Charters.Informal().With(Matter.Remove, new MembersBy(RuleNames.Majority)), 5, "stroke")
            .GivenCarried(K1, new Bar(K3, "It is so", Duration.FromDays(90)));
        Assert.True(stroke.Community.StandingOf(K3) is { IsMember: true, IsBarred: true });
        var scenario = FromStroke();
        scenario.When(new Move(K3, Stroke, stroke.Community.MembershipEvidenceFor(K3, stroke.Now)))
            .ThenRefused(Clauses.MovingUnbarred, Condition.NoBar).RemediedBy(new Join(K3));
        scenario.When(new Move(K4, Stroke, stroke.Community.MembershipEvidenceFor(K4, stroke.Now))).ThenAllowed(Clauses.Moving);
        scenario.When(new Join(K3)).ThenAllowed(Clauses.Joining);
        Assert.True(scenario.Community.StandingOf(K3) is { IsMember: true, IsBarred: false });
    }

    [Fact]
    public void Who_left_the_community_that_split_does_not_move()
    {
        var stroke = Scenario.Founded(Charters.Informal(), 5, "stroke").Given(new Leave(K3));
        FromStroke().When(new Move(K3, Stroke, stroke.Community.MembershipEvidenceFor(K3, stroke.Now)))
            .ThenRefused(Clauses.NoWayFromThere, Condition.Evidence);
    }

    private static Scenario InvitingTogether() =>
        Scenario.Founded(Invited.With(Matter.Invite, new MembersBy(RuleNames.Majority)), 2);

    private static Scenario Declined() =>
        Five(OnRequest).Given(new RequestToJoin(Newcomer, []), new DeclineRequest(K1, Newcomer, "Full"));

    [Fact]
    public void An_appeal_against_a_refusal_is_taken_back_by_whoever_made_it_but_not_what_a_member_proposed()
    {
        var scenario = Declined().Given(new AppealDecline(Newcomer));
        scenario.When(new Withdraw(K1, scenario.Decision.Id)).ThenRefused(Clauses.ProposersOnly, Condition.OwnAct);
        scenario.When(new Withdraw(Newcomer, scenario.Decision.Id)).ThenAllowed(Clauses.Withdrawing);
        Assert.False(scenario.Community.IsMember(Newcomer));

        var charter = OnRequest.With(Matter.Admit, new MembersBy(RuleNames.Majority));
        scenario = Five(charter).Given(new RequestToJoin(Newcomer, []), new Propose(K1, new Admit(Newcomer)));
        scenario.When(new Withdraw(Newcomer, scenario.Decision.Id)).ThenRefused(Clauses.ProposersOnly, Condition.OwnAct);
    }
}
