using CommunitiesOfPractice.Testing;
using static CommunitiesOfPractice.Tests.Cast;

namespace CommunitiesOfPractice.Tests.Founding;

public class LifeTests
{
    private static readonly FreeText Why = "Because";
    private static readonly CommunityId Stroke = CommunityId.Of("stroke");
    private static readonly CommunityId Maternity = CommunityId.Of("maternity");

    private static ProposeCommunity Proposal(Scenario s, int quorum = 2, Charter? charter = null) =>
        new(K1, "Maternity", Domain.Of("Birth"), charter
            ?? Charters.Informal(), [K1, K2, K3], quorum, s.Now + Duration.FromDays(30));

    private static Scenario Proposed(int quorum = 2) => Scenario.Unknown() is var s ? s.Given(Proposal(s, quorum)) : null!;

    private static Mandate Given(Instant given, MandatePurpose purpose = MandatePurpose.Split, int days = 180) =>
        new(Stroke, new(12), StreamId.Of(Maternity), purpose, given, given + Duration.FromDays(days));

    public static TheoryData<Refusal> Refusals =>
    [
        new("proposing twice", () => Proposed(), s => Proposal(s), Clauses.ProposedAlready, Condition.Novelty) { On = _ => Here },
        new("proposing what is founded", () => Five(), s => Proposal(s), Clauses.ProposedAlready, Condition.Novelty),
        new("proposing without being a founder", NotFounded, s =>
            Proposal(s) with { Founders = [K2, K3] }, Clauses.FoundersNamed, Condition.WellFormed),
        new("naming a founder twice", NotFounded, s =>
            Proposal(s) with { Founders = [K1, K2, K2] }, Clauses.FoundersNamed, Condition.WellFormed),
        new("a quorum of nobody", NotFounded, s => Proposal(s, 0), Clauses.FoundersNamed, Condition.WellFormed),
        new("a quorum of more than are named", NotFounded, s => Proposal(s, 4), Clauses.FoundersNamed, Condition.WellFormed),
        new("an answer due before it is asked", NotFounded, s =>
            Proposal(s) with { Until = s.Now }, Clauses.EndsBeforeItBegins, Condition.WellFormed),
        new("a faulty charter", NotFounded, s =>
            Proposal(s, 2, ByMajority with { Appeals = "nobody" }), Clauses.CharterFaulty, Condition.WellFormed),
        new("a charter too large for its founders", NotFounded, s =>
            Proposal(
                s, 2, ByMajority.With(
                    RuleNames.Majority, ByMajority.Rule(RuleNames.Majority)! with { Quorum = Quorum.AtLeast(3) })),
                        Clauses.CharterFaulty, Condition.WellFormed),
        new("a mandate for another purpose", NotFounded, s =>
            Proposal(s) with { Mandate = Given(s.Now, MandatePurpose.Merge) }, Clauses.NoMandate, Condition.Evidence),
        new("a mandate for another community", NotFounded, s =>
            Proposal(s) with { Mandate = Given(s.Now) with { To = StreamId.Of(Stroke) } }, Clauses.NoMandate, Condition.Evidence),
        new("a mandate that has expired", NotFounded, s =>
            Proposal(s) with { Mandate = Given(s.Now - Duration.FromDays(181)) }, Clauses.MandateExpired, Condition.Time),
        new("consenting to nothing", NotFounded, _ => new ConsentToFound(K2), Clauses.NotProposed, Condition.Existence),
        new("consenting without being asked", () =>
            Proposed(), _ => new ConsentToFound(Stranger), Clauses.FoundersOnly, Condition.Invitation),
        new("consenting twice", () => Proposed(3), _ => new ConsentToFound(K1), Clauses.ConsentedAlready, Condition.Novelty),
        new("consenting to what is closed", Closed, _ => new ConsentToFound(K1), Clauses.Closed, Condition.OpenCommunity),
        new("declining nothing", NotFounded, _ => new DeclineToFound(K2), Clauses.NotProposed, Condition.Existence),
        new("declining without being asked", () =>
            Proposed(), _ => new DeclineToFound(Stranger), Clauses.FoundersOnly, Condition.Invitation),
        new("declining twice", () =>
            Proposed().Given(new DeclineToFound(K3)), _ => new DeclineToFound(K3), Clauses.ConsentedAlready, Condition.Novelty),
        new("declining what is founded", () => Five(), _ => new DeclineToFound(K1), Clauses.ConsentedAlready, Condition.Novelty),
        new("joining before it is founded", () => Proposed(), _ => new Join(Stranger), Clauses.NotFounded, Condition.Founding),

        new("noticing dormancy as a stranger", () =>
            Five(), _ => new NoticeDormancy(Stranger), Clauses.MembersOnly, Condition.Membership),
        new("noticing dormancy too soon", () =>
            Five().WaitDays(170), _ => new NoticeDormancy(K1), Clauses.NotDormant, Condition.Time),
        new("noticing dormancy twice", Dormant, _ => new NoticeDormancy(K1), Clauses.DormantAlready, Condition.Novelty) {
            Remedy = _ => null! },
        new("noticing dormancy again, once nobody asks any more", () =>
            Dormant().WaitDays(60).Settle(), _ => new NoticeDormancy(K1), Clauses.DormantAlready, Condition.Novelty)
            { Remedy = _ => new Propose(K1, new Revive()) },
    ];

    public static TheoryData<string, Func<Scenario, IActOn<Community>>> WhatOutsidersDo => new()
    {
        { "following", _ => new Follow(Stranger) },
        { "asking to join", _ => new RequestToJoin(Stranger, []) },
        { "declining an invitation", s =>
            new DeclineInvitation(Newcomer, s.Community.Invitations.Single(i => i.Person == Newcomer).Id) },
        { "what the host reports", _ => new ReportLeaver(K3, "directory") },
        { "leaving", _ => new Leave(K3) },
    };

    [Theory]
    [MemberData(nameof(WhatOutsidersDo))]
    public void What_is_no_act_of_a_member_keeps_no_community_from_dormancy(string what, Func<Scenario, IActOn<Community>> act)
    {
        var scenario = Five(OnRequest).Given(new Invite(K1, Newcomer));
        var last = scenario.Community.LastActivity;
        Assert.True(scenario.WaitDays(20).When(act(scenario)).Last.Allowed, what);
        Assert.Equal(last, scenario.Community.LastActivity);
        scenario.WaitDays(170).When(new NoticeDormancy(K1)).ThenAllowed(Clauses.Dormancy);
    }

    [Fact]
    public void Any_act_of_a_member_keeps_a_community_from_dormancy_and_so_does_joining()
    {
        foreach (var act in new IActOn<Community>[]
            { new DeclareParticipation(K1, Participation.Active), new Join(Stranger), new Invite(K2, Newcomer) })
        {
            var scenario = Five().WaitDays(20).Given(act);
            Assert.Equal(scenario.Now, scenario.Community.LastActivity);
            scenario.WaitDays(170).When(new NoticeDormancy(K1)).ThenRefused(Clauses.NotDormant, Condition.Time)
                .From(scenario.Community.LastActivity + scenario.Community.Charter.DormantAfter);
        }
    }

    /// <summary>
    /// Found by a newcomer with the readme alone: a minute after it was founded, a community could be called dormant.
    /// </summary>
    [Fact]
    public void The_founding_keeps_a_community_from_dormancy_though_nobody_has_acted_since()
    {
        var scenario = Scenario.Founded(Charters.Informal(), members: 2);
        var founded = scenario.Community.FoundedAt!.Value;
        Assert.Equal(founded, scenario.Community.LastActivity);
        var charter = scenario.Community.Charter;
        scenario.When(new NoticeDormancy(K1)).ThenRefused(Clauses.NotDormant, Condition.Time)
            .From(founded + charter.DormantAfter);
        Assert.True(scenario.Community.Ask(new NoticeDormancy(K1), founded + charter.DormantAfter).Allowed);
    }

    private static Scenario Dormant() => Five().WaitDays(200).Given(new NoticeDormancy(K1));

    [Theory]
    [MemberData(nameof(Refusals))]
    public void Is_refused(Refusal when) => when.Check();

    [Fact]
    public void A_community_is_founded_by_the_consent_of_its_founders_who_become_members_by_it()
    {
        var scenario = Scenario.Unknown();
        scenario.When(Proposal(scenario)).ThenAllowed(Clauses.ProposingCommunity)
            .Then(typeof(CommunityProposed), typeof(FoundingConsented));
        scenario.When(new ConsentToFound(K2)).ThenAllowed(Clauses.ConsentingToFound)
            .Then(typeof(FoundingConsented), typeof(CommunityFounded), typeof(MemberJoined), typeof(MemberJoined),
                typeof(OfficeTakenUp), typeof(OfficeTakenUp));
        Assert.Equal([K1, K2], scenario.Community.Members);
        Assert.Equal(Stage.Potential, scenario.Community.Stage);
        scenario.When(new ConsentToFound(K3)).Then(new FoundingConsented(K3), new MemberJoined(K3, HowJoined.Founded, 1, null));
    }

    [Fact]
    public void A_founding_lapses_when_too_many_decline_or_time_is_over_and_may_be_proposed_anew()
    {
        var declined = Proposed(3);
        declined.When(new DeclineToFound(K3, Why)).Then(typeof(FoundingDeclined), typeof(FoundingLapsed));
        declined.When(Proposal(declined)).ThenAllowed(Clauses.ProposingCommunity);
        var late = Proposed();
        var until = late.Community.Founding.Until;
        Assert.Equal(Status.Proposed, late.Community.At(until - Duration.Epsilon).Status);
        Assert.Equal(Status.NotFounded, late.Community.At(until).Status);
        late.WaitDays(60).Settle().Then(new FoundingLapsed());
        Assert.Equal(until, late.Last.Events[0].At);
    }

    [Fact]
    public void A_mandate_to_split_is_used_once_and_opens_a_way_in_for_the_members_there()
    {
        var scenario = Scenario.Unknown();
        var mandate = Given(scenario.Now);
        scenario.Given(Proposal(scenario) with { Mandate = mandate }, new DeclineToFound(K2), new DeclineToFound(K3));
        scenario.When(Proposal(scenario) with { Mandate = mandate }).ThenRefused(Clauses.MandateUsed, Condition.Novelty);

        var founded = Scenario.Unknown();
        founded.Given(Proposal(founded, charter: Invited) with { Mandate = mandate }, new ConsentToFound(K2));
        Assert.Equal(
            new Lineage(LineageKind.SplitFrom, Stroke, founded.Community.Lineage[0].At, null),
                founded.Community.Lineage.Single());
        founded.When(new Move(Newcomer, Stroke, new(Stroke, Stranger, 9, true, false)))
            .ThenRefused(Clauses.NoWayFromThere, Condition.Evidence);
        founded.When(new Move(Newcomer, Stroke, new(Stroke, Newcomer, 9, true, false))).ThenAllowed(Clauses.Moving)
            .Then(new MemberJoined(Newcomer, HowJoined.Moved, 1, null));
        founded.WaitDays(181).When(new Move(Stranger, Stroke, new(Stroke, Stranger, 9, true, false)))
            .ThenRefused(Clauses.NoWayFromThere, Condition.Existence);
    }

    [Fact]
    public void Two_communities_merge_by_two_decisions_and_nobody_is_moved()
    {
        var stroke = Scenario.Founded(Charters.Informal(), 3, "stroke").GivenCarried(K1, new MergeInto(Maternity, Why));
        var mandate = stroke.Community.Mandates.Single();
        var maternity = Scenario.Founded(Invited, 2);
        maternity.When(new Propose(K1, new Absorb(mandate with { To = StreamId.Of(Stroke) })))
            .ThenRefused(Clauses.NoMandate, Condition.Evidence);
        maternity.GivenCarried(K1, new Absorb(mandate));
        Assert.Equal([K1, K2], maternity.Community.Members);
        maternity.When(new Propose(K1, new Absorb(mandate))).ThenRefused(Clauses.MandateUsed, Condition.Novelty);
        stroke.When(new ReportMerged(mandate, "maternity")).ThenAllowed(Clauses.Merging)
            .Then(typeof(CommunityMerged), typeof(CommunityClosed));
        Assert.Equal(3, stroke.Community.MemberCount);
        maternity.When(new Move(K3, Stroke, stroke.Community.MembershipEvidenceFor(K3, stroke.Now))).ThenAllowed(Clauses.Moving);
        Assert.Equal(3, maternity.Community.MemberCount);
    }

    [Fact]
    public void A_mandate_that_expires_while_the_members_decide_lapses()
    {
        var maternity = Scenario.Founded(Charters.Informal(), 2);
        var mandate = Given(maternity.Now, MandatePurpose.Merge, 3);
        maternity.Given(new Propose(K1, new Absorb(mandate))).AllVoteFor().UntilClosed();
        Assert.Equal(Outcome.Lapsed, maternity.Decision.Result!.Outcome);
    }

    [Fact]
    public void A_dormant_community_is_asked_whether_to_revive()
    {
        var scenario = Five().WaitDays(200);
        scenario.When(new NoticeDormancy(K1)).ThenAllowed(Clauses.Dormancy).Then(typeof(DecisionTabled), typeof(DormancyNoticed));
        Assert.Equal(Status.Dormant, scenario.Community.Status);
        scenario.AllVoteFor().UntilClosed();
        Assert.Equal(Status.Open, scenario.Community.Status);
        scenario.WaitDays(200).Given(new NoticeDormancy(K1)).UntilClosed();
        Assert.Equal(Status.Dormant, scenario.Community.Status);
        scenario.Given(new Join(Newcomer));
    }

    [Fact]
    public void Closing_leaves_a_legacy_ends_no_membership_and_lets_what_is_open_lapse()
    {
        var scenario =
            Five(ByMajority.With(RuleNames.Majority, new MajorityRule(Threshold.SimpleMajority) { Timing = Timing.Days(0, 90) }))
            .Given(new Propose(K1, Tea), new Invite(K1, Stranger));
        var open = scenario.Decision.Id;
        scenario.GivenCarried(K1, new Close(Why, "What we learned"));
        Assert.Equal(Status.Closed, scenario.Community.Status);
        Assert.Equal("What we learned", scenario.Community.Legacy!.Words);
        Assert.Equal(5, scenario.Community.MemberCount);
        Assert.Equal(Outcome.Lapsed, scenario.Community.Decision(open)!.Result!.Outcome);
        Assert.Empty(scenario.Community.Invitations);
        scenario.When(new Propose(K1, Tea)).ThenRefused(Clauses.Closed, Condition.OpenCommunity);
        scenario.WaitDays(1000).Settle().Then(Array.Empty<Type>());
    }

    [Fact]
    public void Stages_are_declared_with_evidence_and_go_back()
    {
        var scenario = Coalescing().GivenCarried(K1, new DeclareStage(Stage.Maturing, "We publish"))
            .GivenCarried(K1, new DeclareStage(Stage.Coalescing, "Half of us left"));
        Assert.Equal(
            [Stage.Potential, Stage.Coalescing, Stage.Maturing, Stage.Coalescing],
                scenario.Community.Stages.Select(s => s.Stage));
        Assert.Throws<System.ComponentModel.InvalidEnumArgumentException>(() => new DeclareStage((Stage)5, Why));
        Assert.Throws<System.ComponentModel.InvalidEnumArgumentException>(() => new DeclareStage((Stage)(-1), Why));
    }

    [Fact]
    public void A_sponsor_is_recorded_without_power()
    {
        var scenario = Five().GivenCarried(K1, new RecordSponsor("RJZ"));
        scenario.When(new Propose(PersonId.Of("RJZ"), Tea)).ThenRefused(Clauses.MembersOnly, Condition.Membership);
    }
}
