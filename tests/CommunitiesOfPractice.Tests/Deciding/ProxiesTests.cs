using CommunitiesOfPractice.Testing;
using FsCheck.Xunit;
using static CommunitiesOfPractice.Tests.Deciding.DecidingScenarios;

namespace CommunitiesOfPractice.Tests.Deciding;

public sealed class ProxiesTests
{
    private static readonly MajorityRule Rule =
        new(Threshold.SimpleMajority) { Timing = Week, Quorum = Quorum.AtLeast(2), Proxies = new(Depth: 2, VotesPerHolder: 2) };

    private static Scenario With(params (int Giver, int Holder)[] proxies) =>
        Asked(Rule, 6).Given([.. proxies.Select(p => new GiveProxy(P(p.Giver), P(p.Holder)))]);

    private static VoiceCount Count(Scenario scenario)
    {
        scenario.Closes();
        return scenario.Decision().Result!.Count;
    }

    [Fact]
    public void Somebody_who_does_not_vote_is_represented_and_counts_as_taking_part()
    {
        var scenario = With((2, 1)).Votes(VoiceBallot.For, 1);
        Assert.Equal(new VoiceCount(6, 2, 2, 0), Count(scenario));
        Assert.Equal(Outcome.Carried, scenario.Decision().Result!.Outcome);
        Assert.Equal([new Representation(P(2), P(1))], scenario.Decision().Represented);
        Assert.Contains(
            "Of 6 people who could vote, 2 took part. 1 of them was represented by proxy. "
            + "2 voted for, 0 against, and 0 abstained.",
            scenario.Community.Explain(scenario.Id())!.Sentences);
    }

    [Fact]
    public void Ones_own_vote_comes_first() =>
        Assert.Equal(new VoiceCount(6, 2, 1, 1), Count(With((2, 1)).Votes(VoiceBallot.For, 1).Votes(VoiceBallot.Against, 2)));

    [Fact]
    public void A_proxy_is_resolved_at_the_close_so_the_holder_may_change_their_vote()
    {
        var scenario = With((2, 1)).Votes(VoiceBallot.For, 1).Votes(VoiceBallot.Against, 1);
        Assert.Equal(new VoiceCount(6, 2, 0, 2), Count(scenario));
    }

    [Fact]
    public void A_proxy_is_passed_on_as_far_as_the_charter_says()
    {
        Assert.Equal(3, Count(With((3, 2), (2, 1)).Votes(VoiceBallot.For, 1)).TookPart);
        Assert.Equal(3, Count(With((4, 3), (3, 2), (2, 1)).Votes(VoiceBallot.For, 1)).TookPart);
    }

    [Fact]
    public void Nobody_represents_more_than_the_charter_says_and_proxies_given_earlier_come_first()
    {
        var scenario = With((5, 1), (2, 1), (3, 1)).Votes(VoiceBallot.For, 1);
        Assert.Equal(3, Count(scenario).TookPart);
        Assert.Equal([P(2), P(5)], scenario.Decision().Represented.Select(r => r.Person));
    }

    [Fact]
    public void Error_6_a_cycle_of_proxies_ends_and_its_members_have_not_voted() =>
        Assert.Equal(new VoiceCount(6, 1, 1, 0), Count(With((2, 3), (3, 4), (4, 2)).Votes(VoiceBallot.For, 1)));

    [Property(MaxTest = 60)]
    public void Law_proxies_never_loop_and_nobody_votes_twice(byte[] holders)
    {
        var rule = Rule with { Proxies = new(Depth: 100, VotesPerHolder: 100) };
        var scenario = Asked(rule, 6).Votes(VoiceBallot.For, 1);
        var given = (holders ?? []).Take(5).Select((to, at) => (Giver: at + 2, Holder: (to % 6) + 1))
            .Where(p => p.Giver != p.Holder).ToList();
        scenario.Given([.. given.Select(p => new GiveProxy(P(p.Giver), P(p.Holder)))]);
        var count = Count(scenario);
        var reach = Enumerable.Range(2, 5).Count(person =>
        {
            for (var (at, steps) = (person, 0); steps < 6; steps++)
            {
                if (given.All(p => p.Giver != at)) return false;
                at = given.First(p => p.Giver == at).Holder;
                if (at == 1) return true;
            }

            return false;
        });
        Assert.Equal(new VoiceCount(6, 1 + reach, 1 + reach, 0), count);
    }

    [Fact]
    public void A_proxy_for_one_matter_comes_before_one_for_all()
    {
        var scenario = With((2, 1))
            .Given(new GiveProxy(P(2), P(3), Matter.AnythingElse), new GiveProxy(P(4), P(3), Matter.Amend));
        Assert.Equal(new VoiceCount(6, 3, 1, 2), Count(scenario.Votes(VoiceBallot.For, 1).Votes(VoiceBallot.Against, 3)));
    }

    [Fact]
    public void A_proxy_is_revoked_at_any_time()
    {
        var scenario = With((2, 1)).Given(new RevokeProxy(P(2)));
        scenario.When(new RevokeProxy(P(2))).ThenRefused(Clauses.NoProxyToRevoke, Condition.Existence);
        Assert.Equal(1, Count(scenario.Votes(VoiceBallot.For, 1)).TookPart);
    }

    [Fact]
    public void Leaving_takes_away_the_vote_also_where_one_is_represented_and_the_place_stays()
    {
        Assert.Equal(new VoiceCount(6, 1, 1, 0), Count(With((2, 1)).Votes(VoiceBallot.For, 1).Given(new Leave(P(2)))));
        Assert.Equal(new VoiceCount(6, 1, 1, 0), Count(With((2, 1)).Votes(VoiceBallot.For, 1).Given(new TakeLeave(P(2)))));
        Assert.Equal(new VoiceCount(6, 1, 1, 0),
            Count(With((2, 1)).Votes(VoiceBallot.For, 1).Given(new DeclareInterest(P(2), DecisionOf(), "It is my ward."))));

        static DecisionId DecisionOf() => With().Id();
    }

    [Fact]
    public void Whoever_has_an_interest_passes_nothing_on() =>
        Assert.Equal(1, Count(With((3, 2), (2, 1)).Votes(VoiceBallot.For, 1)
            .Given(new DeclareInterest(P(2), With().Id(), "It is my ward."))).TookPart);

    [Fact]
    public void Where_the_rule_lets_nobody_be_represented_a_proxy_counts_for_nothing()
    {
        var charter = Charter(new MajorityRule(Threshold.SimpleMajority) { Timing = Week }).With("other", Rule);
        var scenario = Scenario.Founded(charter, 5).Given(new GiveProxy(P(2), P(1)), new Propose(P(1), Weighing)).WaitDays(1)
            .Settle();
        Assert.Equal(1, Count(scenario.Votes(VoiceBallot.For, 1)).TookPart);
    }

    [Fact]
    public void A_proxy_is_given_to_another_member_once_where_some_rule_knows_it()
    {
        With().When(new GiveProxy(P(2), P(2))).ThenRefused(Clauses.ProxyIsAnother, Condition.WellFormed);
        With().When(new GiveProxy(P(2), P(9))).ThenRefused(Clauses.MembersOnly, Condition.Membership);
        With((2, 1)).When(new GiveProxy(P(2), P(1))).ThenRefused(Clauses.ProxyGivenAlready, Condition.Novelty);
        Scenario.Founded(Charters.Informal()).When(new GiveProxy(P(2), P(1)))
            .ThenRefused(Clauses.NoProxies, Condition.CharterClause);
        With((2, 1)).Given(new GiveProxy(P(2), P(3)));
    }

    [Fact]
    public void The_check_keeps_reasons_a_persons_own() =>
        Assert.Contains(
            Faults(new ConsentRule { Timing = Week, Proxies = new() }), f =>
                f.Reason.Contains("a person's own", StringComparison.Ordinal));
}
