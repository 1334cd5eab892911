using CommunitiesOfPractice.Testing;
using CommunitiesOfPractice.Tests.Laws;
using FsCheck;
using FsCheck.Fluent;
using static CommunitiesOfPractice.Tests.Cast;

namespace CommunitiesOfPractice.Tests;

/// <summary>A history told again under another charter.</summary>
public sealed class WhatIfTests
{
    private static readonly MajorityRule ByHalf =
        new(Threshold.SimpleMajority) { Timing = Timing.Days(2, 7), Quorum = Quorum.AtLeast(2) };

    private static WhatIf Under(Charter charter, Scenario scenario) => WhatIf.Under(charter, scenario.History);

    private static Scenario Voted(DecisionRule rule, int ayes, int noes)
    {
        var scenario = Five(ByMajority.With(RuleNames.Majority, rule)).Given(new Propose(K1, Tea)).UntilOpen();
        for (var i = 1; i <= ayes
            + noes; i++) scenario.Given(new Vote(Scenario.Person(i), scenario.Decision.Id, i <= ayes
                ? VoiceBallot.For
                : VoiceBallot.Against));
        return scenario.UntilClosed();
    }

    [Fact]
    public void Under_the_charter_that_it_has_nothing_goes_otherwise()
    {
        Prop.ForAll(Histories.Arbitrary(50), story =>
        {
            if (story.Run().LastOrDefault() is not { } last || last.After.CharterHistory.Count != 1) return;
            var same = WhatIf.Under(last.After.CharterHistory[0].Charter, last.History.Concat(last.Done.Events));
            if (same.Acts.Count + same.Decisions.Count > 0)
                throw new InvalidOperationException($"{same.Acts.FirstOrDefault()} {same.Decisions.FirstOrDefault()}\n{story}");
        }).Check(LawTests.Config(150));
    }

    /// <summary>
    /// Found by the law above: the second carrying of a change to how charters are amended is decided by the rule that it
    /// proposes, whatever charter is in force.
    /// </summary>
    [Fact]
    public void The_second_carrying_is_decided_by_the_rule_that_it_proposes_under_any_charter()
    {
        var harder = ByMajority.With("consent", new ConsentRule { Timing = Timing.Days(2, 7) })
            .With(Matter.Amend, new MembersBy("consent"));
        var scenario = Five(ByMajority).Given(new Propose(K1, new AmendCharter(harder))).AllVoteFor().UntilOpen();
        scenario.Wait(scenario.Decision.ClosesAt - scenario.Now).Settle().UntilOpen();
        Assert.IsType<ConsentRule>(scenario.Decision.Rule);
        scenario.Given(new ObjectTo(K5, scenario.Decision.Id, "It is hard to change back.")).UntilClosed();
        var told = Under(ByMajority, scenario);
        Assert.Empty(told.Acts);
        Assert.Empty(told.Decisions);
    }

    /// <summary>
    /// Found by the law above: what was turned over to the fallback and then called again has no objection of its own.
    /// </summary>
    [Fact]
    public void What_is_called_again_after_it_fell_back_is_decided_by_the_fallback()
    {
        var charter = Charters.Informal();
        var scenario = Five(charter).Given(new Propose(K1, Tea)).UntilOpen();
        scenario.Given(new ObjectTo(K5, scenario.Decision.Id, "It stains."));
        var first = scenario.Decision.Id;
        scenario.UntilClosed().Given(new CallAgain(K1, first)).UntilOpen();
        scenario.Given(new Vote(K1, scenario.Decision.Id, VoiceBallot.For)).UntilClosed();
        var told = Under(charter, scenario);
        Assert.Empty(told.Acts);
        Assert.Empty(told.Decisions);
    }

    [Fact]
    public void Who_joined_would_have_had_to_ask_and_what_they_did_then_stands_by_itself()
    {
        var scenario = Five().Given(new Join(Newcomer)).GivenCarried(Newcomer, Tea);
        var difference = Assert.Single(Under(Charters.Informal() with { Joining = new JoiningOnRequest([]) }, scenario).Acts);
        Assert.Equal(
            (new Join(Newcomer), Clauses.Joining, Clauses.JoiningOnRequest),
                (difference.Act, difference.Then, difference.Now.Clause));
        Assert.Equal(new RequestToJoin(Newcomer, []), difference.Now.Remedy?.Act);
    }

    [Fact]
    public void The_same_ballots_are_counted_by_another_threshold()
    {
        var difference =
            Assert.Single(
                Under(ByMajority.With(RuleNames.Majority, ByHalf with { Threshold = Threshold.TwoThirds }),
                    Voted(ByHalf, 3, 2)).Decisions);
        Assert.Equal((Outcome.Carried, Outcome.Failed), (difference.Then, difference.Now));
        Assert.Empty(
            Under(ByMajority.With(RuleNames.Majority, ByHalf with { Threshold = Threshold.TwoThirds }),
                Voted(ByHalf, 4, 1)).Decisions);
        Assert.Equal(
            Outcome.Inquorate,
                Assert.Single(
                    Under(ByMajority.With(RuleNames.Majority, ByHalf with { Quorum = Quorum.AtLeast(5) }),
                        Voted(ByHalf, 3, 0)).Decisions).Now);
    }

    [Fact]
    public void An_objection_is_a_vote_against_where_votes_are_counted()
    {
        var consent = new ConsentRule { Timing = Timing.Days(2, 7) };
        var scenario =
            Five(ByMajority.With(RuleNames.Majority, ByHalf).With("consent", consent)
                .With(Matter.AnythingElse, new MembersBy("consent"))).Given(new Propose(K1, Tea)).UntilOpen();
        scenario.Given(new ObjectTo(K5, scenario.Decision.Id, "It stains.")).AllVoteFor(K5).UntilClosed();
        var told = Under(ByMajority.With(RuleNames.Majority, ByHalf), scenario);
        Assert.Equal((Outcome.Failed, Outcome.Carried), (told.Decisions.Single().Then, told.Decisions.Single().Now));
        Assert.Equal(Clauses.NoObjections, Assert.Single(told.Acts).Now.Clause);
    }

    [Fact]
    public void What_people_were_never_asked_is_not_guessed()
    {
        // Silence was assent; nobody had occasion to vote.
        Assert.Equal(
            new DecidedOtherwise(new(8), Outcome.Carried, null),
                Assert.Single(Under(ByMajority, Five().GivenCarried(K1, Tea)).Decisions) with { Decision = new(8) });

        // Somebody voted against; whether they would have objected, nobody knows.
        Assert.Null(Assert.Single(Under(Charters.Informal(), Voted(ByHalf, 4, 1)).Decisions, d => d.Then == Outcome.Carried).Now);
        Assert.Empty(Under(Charters.Informal(), Voted(ByHalf, 4, 0)).Decisions);
        Assert.Null(
            Assert.Single(
                Under(ByMajority.With(RuleNames.Majority, ByHalf with { Secret = true }), Voted(ByHalf, 4, 1)).Decisions).Now);
    }

    [Fact]
    public void What_somebody_would_settle_alone_was_no_matter_for_the_members()
    {
        var scenario = Five(OnRequest.With(Matter.Admit, new MembersBy(RuleNames.Majority)))
            .Given(new RequestToJoin(Newcomer, []))
            .GivenCarried(K1, new Admit(Newcomer));
        var told = Under(OnRequest, scenario);
        Assert.Equal(Clauses.NotForTheMembers, Assert.Single(told.Acts, a => a.Act is Propose).Now.Clause);
        Assert.Empty(told.Decisions);
    }

    [Fact]
    public void A_change_of_charter_says_which_way_it_moves_who_may_read()
    {
        var charter = Charters.Informal();
        Assert.Equal(ReadingShift.None, (charter with { ObserversWelcome = false, Name = "Other" }).ReadingAfter(charter));
        Assert.Equal(ReadingShift.Wider, (charter with { ObserversRead = true }).ReadingAfter(charter));
        Assert.Equal(ReadingShift.Narrower, charter.ReadingAfter(charter with { ObserversRead = true }));
        Assert.Equal(
            ReadingShift.Narrower,
                (charter with { DefaultAudience = Audience.Contributors, EndorsedFirst = true }).ReadingAfter(charter));
        Assert.Equal(ReadingShift.Either, (charter with { ObserversRead = true, EndorsedFirst = true }).ReadingAfter(charter));
        Assert.Equal(
            ReadingShift.Either, charter.With(Matter.WidenToPublic, new MembersBy(RuleNames.Majority)).ReadingAfter(charter));
        Assert.Equal(ReadingShift.Either, charter.With(RuleNames.Majority, ByHalf).ReadingAfter(charter));
    }

    /// <summary>What is added to the events is asked again, or is said here to be no act that a charter governs.</summary>
    [Fact]
    public void Every_event_is_asked_again_or_is_no_act_that_a_charter_governs() => Assert.Equal(
        [
            "AdviceGiven", "AdviceReplied", "AffiliationsRecorded", "BarEnded", "BoxOpened", "CandidateStoodDown",
            "CharterAccepted", "CharterAmended", "CharterCameIntoForce", "CommunityAbsorbed", "CommunityClosed",
            "CommunityFounded", "CommunityImported", "CommunityMerged", "CommunityProposed", "CommunityRested",
            "CommunityRevived", "CompanionOffered", "DecisionClosed", "DomainFramed", "DormancyNoticed", "FellBack",
            "FollowingBegan", "FollowingEnded", "FoundingConsented", "FoundingDeclined", "FoundingLapsed", "InterestDeclared",
            "InvitationEnded", "JointlyCarried", "KeysMerged", "LeaveEnded", "LeaveTaken", "MandateGiven", "MemberLeft",
            "MemberRemoved", "ObservingEnded", "OfficeLeft", "OfficeTakenUp", "OutcomeStated", "ParticipationDeclared",
            "PartyAgreed", "PersonBarred", "PersonForgotten", "PersonListed", "PersonUnlisted", "PetitionEnded",
            "PetitionSigned", "PlaceClaimed", "ProxiesResolved", "ProxyRevoked", "ReplyGiven", "RequestWithdrawn",
            "SecondWithdrawn", "SeedRevealed", "SignatureWithdrawn", "SponsorRecorded", "StageChanged", "StandingInBegan",
            "VotingClosed", "VotingOpened", "WillingnessStated", "WordsSaid",
        ],
        Record.Samples.Events.OfType<CommunityEvent>()
            .GroupBy(e => e.GetType().Name, e => WhatIf.ActOf(Record.Samples.Line(e), Five().Community))
            .Where(asked => asked.All(act => act is null)).Select(asked => asked.Key).Order());

    [Fact]
    public void A_history_of_nothing_tells_of_no_community() =>
        Assert.Throws<RecordException>(() => WhatIf.Under(Charters.Informal(), []));
}
