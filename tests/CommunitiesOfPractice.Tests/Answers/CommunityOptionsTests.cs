using CommunitiesOfPractice.Counting;
using CommunitiesOfPractice.Testing;
using CommunitiesOfPractice.Tests.Laws;
using FsCheck;
using FsCheck.Fluent;
using static CommunitiesOfPractice.Tests.Cast;
using Tried = CommunitiesOfPractice.Testing.Moment;

namespace CommunitiesOfPractice.Tests.Answers;

/// <summary>
/// What somebody may do now is all that they may do, and each answer is the one that the act would get: under every way of
/// deciding that there is.
/// </summary>
public sealed class CommunityOptionsTests
{
    private static readonly Timing Brief = Timing.Days(1, 4).UpTo(8);

    // What takes another community's record, or everything about a new one.
    private static readonly Type[] Elsewhere = [typeof(ProposeCommunity), typeof(Move)];

    /// <summary>Charters under which everything else, and elections, are settled in each way.</summary>
    private static readonly Charter[] Ways =
    [
        Charters.Elected(), .. Histories.Charters.Where(charter => !Charters.Ready.Contains(charter)),
        Deciding(new ConsensusRule(1, Office.Broker) { Timing = Brief }),
        Deciding(new RoughConsensusRule(Office.Broker, RuleNames.Majority) { Timing = Brief }),
        Deciding(new AdviceRule(Duration.FromDays(2)) { Timing = Brief }),
        Deciding(new GradientsRule(GradientsRule.Eight, Threshold.SimpleMajority) { Timing = Brief }),
        Deciding(
            new GradientsRule([new("yes", GradientClass.Support), new("no", GradientClass.Oppose)], Threshold.SimpleMajority) {
                Timing = Brief, Proxies = new() }),
        Deciding(new MajorityRule(Threshold.SimpleMajority) { Timing = Brief, Secret = true }),
        Deciding(new MajorityRule(Threshold.SimpleMajority) { Timing = Brief, Proxies = new(2), HiddenUntilClose = true }),
        Electing(new SortitionRule { Timing = Brief }),
        Electing(
            new ChoosingRule(new ScottishStv() with { TieRules = [TieRule.CastingVoice, TieRule.Lot] }) {
                Timing = Brief, CastingVoice = Office.Broker }),
        Electing(new ChoosingRule(new Schulze()) { Timing = Brief, Secret = true }),
    ];

    [Fact]
    public void These_charters_have_no_fault() => Assert.All(Ways, charter => Assert.Empty(charter.Check(6)));

    [Fact]
    public void Whatever_happens_the_options_are_what_may_be_done_and_no_remedy_is_an_act_that_is_never_taken()
    {
        Prop.ForAll(
            Arb.From(
                Histories.Stories(45, _ => Gen.Elements(Ways)), story =>
                    Histories.Shrink(story).Where(simpler => Ways.Contains(simpler.Charter))), story =>
        {
            foreach (var moment in Tell(story))
                if (Wrong(moment) is { } wrong)
                    throw new InvalidOperationException($"{wrong}\n{moment}\n{string.Join("\n", Tell(story))}");
        }).Check(LawTests.Config(120));
    }

    [Fact]
    public void Every_act_of_a_person_is_somebodys_option()
    {
        var offered = Histories.Stories(60, _ => Gen.Elements(Ways)).Sample(200, new Rnd(20151120, 1999), 50).SelectMany(Tell)
            .Where(moment => moment.Act.Actor is not null)
            .SelectMany(moment => moment.Before.OptionsFor(moment.Act.Actor!.Value, moment.At))
            .Concat(Advised().Community.OptionsFor(K1, Advised().Now))
                .Concat(Represented().Community.OptionsFor(K1, Represented().Now))
                    .Concat(Committed().Community.OptionsFor(K1, Committed().Now))
            .Concat(Objected().Community.OptionsFor(K4, Objected().Now))
                .Concat(Objected().Community.OptionsFor(K5, Objected().Now))
                    .Concat(Signed().Community.OptionsFor(K1, Signed().Now));
        Assert.Equal(
            typeof(CommunityAct).Assembly.GetTypes().Where(t => !t.IsAbstract && t.IsSubclassOf(typeof(CommunityAct)))
                .Except(Elsewhere).Select(t => t.Name).Order(),
            offered.Select(o => o.Act.GetType().Name).Distinct().Order());
    }

    [Fact]
    public void Whoever_it_concerns_is_told_at_once_that_they_have_no_vote()
    {
        var scenario = Five().Given(new Propose(K1, new Remove(K2, "Shouting")));
        Assert.All(Answers<Vote>(scenario, K2), answer => Assert.Equal(Clauses.Recused, answer.Clause));
        Assert.Equal(Clauses.Recused, Assert.Single(Answers<DeclareInterest>(scenario, K2)).Clause);
        Assert.All(Answers<Vote>(scenario, K3), answer => Assert.Equal(Clauses.VotingNotOpen, answer.Clause));
        Assert.All(Answers<Vote>(scenario.UntilOpen(), K2), answer => Assert.Equal(Clauses.Recused, answer.Clause));
    }

    [Fact]
    public void What_a_rule_never_takes_is_not_offered()
    {
        var scenario = Advised();
        Assert.Empty(Answers<Vote>(scenario, K3));
        Assert.Empty(Answers<ObjectTo>(scenario, K3));
        Assert.True(Assert.Single(Answers<Advise>(scenario, K3)).Allowed);
        Assert.True(Assert.Single(Answers<AnswerAdvice>(scenario, K1)).Allowed);
        Assert.Equal([Clauses.AdviceAnswered, Clauses.AdviceAnswered], Answers<Conclude>(scenario, K1).Select(a => a.Clause));
    }

    [Fact]
    public void An_objection_is_not_heard_under_a_rule_of_advice_and_nothing_that_it_never_takes_is_offered_instead()
    {
        var scenario = Advised();
        scenario.When(new ObjectTo(K4, scenario.Decision.Id, "It stains."))
            .ThenRefused(Clauses.NoObjections, Condition.CharterClause)
            .RemediedBy(null);
        scenario.When(new StandAside(K4, scenario.Decision.Id, "It stains."))
            .ThenRefused(Clauses.NoStandingAside, Condition.CharterClause)
            .RemediedBy(null);
        scenario.When(new Vote(Stranger, scenario.Decision.Id, VoiceBallot.For))
            .ThenRefused(Clauses.BallotKind, Condition.WellFormed)
            .RemediedBy(null);
    }

    [Fact]
    public void What_says_no_depends_on_the_rule()
    {
        var levels =
            new GradientsRule([new("yes", GradientClass.Support), new("no", GradientClass.Oppose)], Threshold.SimpleMajority) {
                Timing = Brief };
        foreach (var (rule, remedy) in new (DecisionRule, Func<DecisionId, Act?>)[]
        {
            (new MajorityRule(Threshold.SimpleMajority) { Timing = Brief }, id => new Vote(K2, id, VoiceBallot.Against)),
            (new MajorityRule(Threshold.SimpleMajority) { Timing = Brief, Secret = true }, id => new TakePart(K2, id)),
            (levels, id => new Vote(K2, id, new GradientBallot("no"))),
        })
        {
            var scenario = Five(Deciding(rule)).Given(new Propose(K1, Tea));
            scenario.When(new ObjectTo(Stranger, scenario.Decision.Id, "It stains."))
                .ThenRefused(Clauses.NoObjections, Condition.CharterClause).RemediedBy(null);
            scenario.UntilOpen().When(new ObjectTo(K2, scenario.Decision.Id, "It stains."))
                .ThenRefused(Clauses.NoObjections, Condition.CharterClause).RemediedBy(remedy(scenario.Decision.Id));
        }
    }

    [Fact]
    public void A_matter_is_concluded_and_an_objection_found_to_stand_either_way()
    {
        var scenario = Five(Deciding(new RoughConsensusRule(Office.Broker, RuleNames.Majority) { Timing = Brief }))
            .Serving(Office.Broker, K4).Given(new Propose(K1, Tea)).UntilOpen();
        Assert.Equal([true, false], Open<Conclude>(scenario, K4).Select(c => c.Carried));
        scenario.Given(new ObjectTo(K2, scenario.Decision.Id, "It stains."));
        Assert.Equal([false, true], Open<TestObjection>(scenario, K4).Select(t => t.Stands));
    }

    [Fact]
    public void A_proxy_is_given_and_revoked()
    {
        Assert.NotEqual(K1, Assert.Single(Open<GiveProxy>(Represented(), K1)).Holder);
        Assert.Equal(Matter.AnythingElse, Assert.Single(Open<RevokeProxy>(Represented(), K1)).For);
        Assert.Empty(Answers<RevokeProxy>(Represented(), K2));
        Assert.Equal(Clauses.NoProxies, Assert.Single(Answers<GiveProxy>(Five(), K1)).Clause);
    }

    [Fact]
    public void A_lot_is_committed_before_and_revealed_after_by_whoever_has_its_seed()
    {
        var scenario = Coalescing(Electing(new SortitionRule { Timing = Brief }))
            .Given(new Propose(K1, new Elect(Office.Convener)));
        Assert.Single(Open<CommitLot>(scenario, K1));
        Assert.Equal(Clauses.ProposersOnly, Assert.Single(Answers<CommitLot>(scenario, K2)).Clause);
        Assert.Empty(Answers<RevealSeed>(scenario, K1));
        Assert.Empty(Answers<CommitLot>(Committed(), K1));
        var answer = Assert.Single(Answers<RevealSeed>(Committed(), K2));
        Assert.Equal((Clauses.SeedNotCommitted, Condition.WellFormed), (answer.Clause, answer.Missing!.Condition));
    }

    [Fact]
    public void Whoever_has_the_casting_voice_gives_it_to_one_of_those_who_stand_and_a_vacancy_is_counted_back()
    {
        var scenario =
            Coalescing(
                Electing(
                    new ChoosingRule(new ScottishStv() with { TieRules = [TieRule.CastingVoice] }) {
                        Timing = Brief, CastingVoice = Office.Broker }))
            .Serving(Office.Broker, K5).Given(new Propose(K1, new Elect(Office.Convener, 2)));
        scenario.Given(
            new Stand(K1, scenario.Decision.Id), new Stand(K2, scenario.Decision.Id), new Stand(K3, scenario.Decision.Id))
            .UntilOpen();
        Assert.Equal([K1, K2, K3], Open<GiveCastingVoice>(scenario, K5).Select(g => g.Candidate));
        Assert.All(Answers<GiveCastingVoice>(scenario, K4), answer => Assert.Equal(Clauses.OfficeHoldersOnly, answer.Clause));
        foreach (
            var (voter, order) in new[] {
                (K1, RankedBallot.Of([0, 2])), (K2, RankedBallot.Of([1, 2])), (K3, RankedBallot.Of([2, 0])),
                    (K4, RankedBallot.Of([0, 2])), (K5, RankedBallot.Of([1, 2])) })
            scenario.Given(new Vote(voter, scenario.Decision.Id, order));
        scenario.UntilClosed();
        Assert.Empty(Answers<CountBack>(scenario, K4));
        Assert.Single(Open<WouldStillServe>(scenario, K3));
        scenario.Given(new WouldStillServe(K3, scenario.Decision.Id), new StepDown(K2, Office.Convener));
        Assert.Equal(Office.Convener, Assert.Single(Open<CountBack>(scenario, K4)).Office);
    }

    [Fact]
    public void Asking_to_join_holds_a_place_for_each_answer()
    {
        Assert.Single(Assert.Single(Open<RequestToJoin>(Five(Charters.ByConsent()), Stranger)).Answers);
        var way = Five(Charters.ByConsent()).When(new Join(Stranger)).Last.Remedy!;
        Assert.Equal(new AskedPart("answers", PartKind.Words, true, true, []), Assert.Single(way.Asks));
        Assert.Equal(new RequestToJoin(Stranger, ["Because."]), way.With(("answers", ValueList.Of<FreeText>("Because."))));
    }

    // All that the members decide, but for amendments and elections, as far as the rule may settle it.
    private static Charter Deciding(DecisionRule rule) => Charters.Informal().Matters
        .Where(m => m.Authority is MembersBy && m.Matter is not (Matter.Amend or Matter.Elect) && rule.WhyNot(m.Matter) is null)
        .Aggregate(
            Charters.Informal().With("our-way", rule), (charter, settled) =>
                charter.With(settled.Matter, new MembersBy("our-way")));

    private static Charter Electing(DecisionRule rule) =>
        Charters.Informal().With("our-way", rule).With(Matter.Elect, new MembersBy("our-way"));

    private static Scenario Advised()
    {
        var scenario = Five(Deciding(new AdviceRule(Duration.FromDays(2)) { Timing = Brief }))
            .Given(new Propose(K1, Tea) { Advisers = [K2, K3] }).UntilOpen();
        return scenario.Given(new Advise(K2, scenario.Decision.Id, "Coffee."));
    }

    private static Scenario Objected() => Five(Charters.ByConsent()).Given(new Propose(K1, Tea)).UntilOpen() is var s
        ? s.Given(new ObjectTo(K2, s.Decision.Id, "It stains."), new SecondObjection(K4, s.Decision.Id, K2))
        : s;

    private static Scenario Signed() =>
        Five(Charters.Elected() with { PetitionShare = Ratio.Whole }).Given(new PetitionFor(K1, Tea));

    private static Scenario Represented() =>
        Five(Deciding(new MajorityRule(Threshold.SimpleMajority) { Timing = Brief, Proxies = new() }))
            .Given(new GiveProxy(K1, K3, Matter.AnythingElse));

    private static Scenario Committed()
    {
        var scenario = Coalescing(Electing(new SortitionRule { Timing = Brief }))
            .Given(new Propose(K1, new Elect(Office.Convener)));
        return scenario.Given(new CommitLot(K1, scenario.Decision.Id, new Lot("a-seed-that-nobody-guesses").Commitment))
            .UntilOpen();
    }

    private static Answer[] Answers<TAct>(Scenario scenario, PersonId person) =>
        [.. scenario.Community.OptionsFor(person, scenario.Now).Where(o => o.Act is TAct).Select(o => o.Answer)];

    private static TAct[] Open<TAct>(Scenario scenario, PersonId person) =>
        [.. scenario.Community.OptionsFor(person, scenario.Now).Where(o => o.Answer.Allowed).Select(o => o.Act).OfType<TAct>()];

    // The story's steps under one of these charters.
    private static IEnumerable<Tried> Tell(Story story)
    {
        var charter = story.Charter;
        var founded = Scenario.Founded(charter, Math.Max(2, story.Members));
        var (community, now) = (founded.Community, founded.Now);
        foreach (var step in story.Steps)
        {
            now = Acts.When(step, community, now);
            var act = Acts.Of(step, community, now, charter);
            var moment = new Tried(community, act, now, community.Do(act, now), []);
            yield return moment;
            (community, now) = (moment.After, Instant.Max(now, moment.After.LastAt));
        }
    }

    private static string? Wrong(Tried moment)
    {
        if (Testing.Laws.EveryAnswerIsExplained(moment) is { } broken) return broken.Sentence;
        if (moment.Act is not CommunityAct { By: var person }) return null;
        var options = moment.Before.OptionsFor(person, moment.At, Evidence((Act)moment.Act));
        foreach (var option in options)
        {
            if (moment.Before.Ask((IActOn<Community>)option.Act, moment.At) != option.Answer)
                return $"{option.Act} has another answer as an option.";
            var done = new Done<Community>(option.Answer, [], moment.Before);
            if (Testing.Laws.EveryAnswerIsExplained(moment with { Act = (IActOn<Community>)option.Act, Done = done }) is {
                } unexplained) return $"{option.Act}: {unexplained.Sentence}";
        }

        return !moment.Done.Allowed || Elsewhere.Contains(moment.Act.GetType()) || options.Any(o => IsFor((Act)moment.Act, o))
            ? null
            : $"{moment.Act} is allowed, and no option.";
    }

    // An option of the same act about the same thing. What is proposed, and the seed, are the person's own; what is left of them
    // is refused only for want of it.
    private static bool IsFor(Act act, Option option) => option.Act.GetType() == act.GetType() && About(option.Act) == About(act)
        && (option.Answer.Allowed || act is Propose or PetitionFor
            || (act is RevealSeed && option.Answer.Clause == Clauses.SeedNotCommitted));

    private static string About(Act act) =>
        string.Join(
            " ", new[] {
                "Decision", "Election", "Invitation", "Petition", "Office", "Objector", "Adviser", "Stands", "Carried",
                    "Candidate" }
        .Select(name => act.GetType().GetProperty(name)?.GetValue(act)).Where(value => value is not null))
            + (act is ApproveRequest or DeclineRequest ? act.GetType().GetProperty("Person")!.GetValue(act) : "");

    private static DirectoryEvidence? Evidence(Act act) =>
        act switch { Join join => join.Evidence, Accept accept => accept.Evidence, _ => null };
}
