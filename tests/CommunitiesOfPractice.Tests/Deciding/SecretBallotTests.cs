using CommunitiesOfPractice.Counting;
using CommunitiesOfPractice.Testing;
using FsCheck.Xunit;
using static CommunitiesOfPractice.Tests.Deciding.DecidingScenarios;

namespace CommunitiesOfPractice.Tests.Deciding;

public sealed class SecretBallotTests
{
    private static readonly MajorityRule Rule =
        new(Threshold.SimpleMajority) { Timing = Week, Quorum = Quorum.AtLeast(2), Secret = true };

    private static Scenario TookPart(params int[] people)
    {
        var scenario = Asked(Rule);
        return scenario.Given([.. people.Select(number => new TakePart(P(number), scenario.Id()))]);
    }

    private static OpenBox Box(Scenario scenario, int @for, int against = 0, int abstaining = 0) => new(scenario.Id(),
        new[] { new BallotPile(VoiceBallot.For, @for), new(VoiceBallot.Against, against),
            new(VoiceBallot.Abstain, abstaining) }.Where(p => p.Count > 0).ToValueList(), "box-1");

    [Fact]
    public void Who_took_part_is_on_the_record_the_box_is_opened_after_the_close_and_then_it_is_counted_and_takes_effect()
    {
        var scenario = TookPart(1, 2, 3).WaitDays(7).Settle();
        Assert.Equal(DecisionPhase.Sealed, scenario.Decision().Phase);
        scenario.When(Box(scenario, 2, 1)).Then(typeof(BoxOpened), typeof(DecisionClosed));
        Assert.Equal(new Result(Outcome.Carried, new VoiceCount(5, 3, 2, 1)), scenario.Decision().Result);
        Assert.Equal<BallotPile>([new(VoiceBallot.For, 2), new(VoiceBallot.Against)], scenario.Decision().Papers);
    }

    [Property(MaxTest = 40)]
    public void Law_no_event_before_the_close_holds_a_choice(byte who)
    {
        var people = Enumerable.Range(1, 5).Where(number => (who >> number & 1) == 1).ToArray();
        var scenario = TookPart(people).WaitDays(7).Settle();
        Assert.DoesNotContain(scenario.History, entry => entry.Event is BallotCast or BoxOpened);
        Assert.Equal(people.Select(P), scenario.History.Select(entry => entry.Event).OfType<TookPart>().Select(e => e.Person));
        Assert.Null(
            scenario.Community.CountOf(scenario.Id(), P(1), scenario.Now - Duration.FromDays(2)).Count is { For: > 0 }
                ? "told"
                : null);
    }

    [Fact]
    public void The_order_in_which_ballots_lie_in_the_box_leaves_no_trace()
    {
        var one = TookPart(1, 2, 3).WaitDays(7).Settle();
        var other = TookPart(1, 2, 3).WaitDays(7).Settle();
        one.Given(new OpenBox(one.Id(), [new(VoiceBallot.Against), new(VoiceBallot.For), new(VoiceBallot.For)], "box-1"));
        other.Given(new OpenBox(other.Id(), [new(VoiceBallot.For), new(VoiceBallot.Against), new(VoiceBallot.For)], "box-1"));
        Assert.Equal(one.History, other.History);
    }

    [Fact]
    public void A_vote_is_not_cast_on_the_record_and_the_remedy_is_to_take_part()
    {
        var scenario = TookPart();
        scenario.When(new Vote(P(1), scenario.Id(), VoiceBallot.For)).ThenRefused(Clauses.SecretBallot, Condition.CharterClause);
        Assert.Equal(new TakePart(P(1), scenario.Id()), scenario.Last.Remedy?.Act);
        scenario.Given(new TakePart(P(1), scenario.Id()));
        scenario.When(new TakePart(P(1), scenario.Id())).ThenRefused(Clauses.TookPartAlready, Condition.Novelty);
        scenario.When(new TakePart(P(9), scenario.Id())).ThenRefused(Clauses.Electorate, Condition.Electorate);
        Assert.Single(scenario.Community.OptionsFor(P(2), scenario.Now), o => o.Act is TakePart && o.Answer.Allowed);
    }

    [Fact]
    public void Nothing_is_told_before_the_box_is_open()
    {
        var scenario = TookPart(1, 2);
        Assert.Equal(Clauses.HiddenUntilClose, scenario.Community.CountOf(scenario.Id(), P(1), scenario.Now).Answer.Clause);
        scenario.WaitDays(7).Settle();
        Assert.Equal(Clauses.HiddenUntilClose, scenario.Community.CountOf(scenario.Id(), P(1), scenario.Now).Answer.Clause);
        Assert.True(scenario.Decision().HasVoted(P(1)));
    }

    [Fact]
    public void The_box_is_opened_once_after_the_close_with_as_many_ballots_as_took_part_of_the_kind_that_is_counted()
    {
        var scenario = TookPart(1, 2, 3);
        scenario.When(Box(scenario, 3)).ThenRefused(Clauses.NoBox, Condition.Existence);
        scenario.WaitDays(7).Settle();
        scenario.When(Box(scenario, 2)).ThenRefused(Clauses.AsManyAsTookPart, Condition.WellFormed);
        scenario.When(Box(scenario, 4)).ThenRefused(Clauses.AsManyAsTookPart, Condition.WellFormed);
        scenario.When(new OpenBox(scenario.Id(), [new(VoiceBallot.For, 4), new(VoiceBallot.For, -1)], "box-1"))
            .ThenRefused(Clauses.AsManyAsTookPart, Condition.WellFormed);
        scenario.When(new OpenBox(scenario.Id(), [new(new ChoiceBallot(0), 3)], "box-1"))
            .ThenRefused(Clauses.BallotKind, Condition.WellFormed);
        scenario.Given(Box(scenario, 1, 1, 1));
        Assert.Equal(Outcome.Failed, scenario.Decision().Result!.Outcome);
        scenario.When(Box(scenario, 3)).ThenRefused(Clauses.NoBox, Condition.Existence);
    }

    [Fact]
    public void After_the_close_nobody_takes_part_or_takes_it_back()
    {
        var scenario = TookPart(1, 2).WaitDays(7).Settle();
        scenario.When(new TakePart(P(3), scenario.Id())).ThenRefused(Clauses.VotingOver, Condition.Time);
        scenario.When(new Withdraw(P(1), scenario.Id())).ThenRefused(Clauses.VotingOver, Condition.Time);
    }

    [Fact]
    public void A_box_that_is_never_opened_stops_nothing_else_and_the_matter_may_be_reopened()
    {
        var scenario = TookPart(1, 2);
        Assert.Equal(Outcome.Unopened, scenario.Closes());
        scenario.Given(new Reopen(P(2), scenario.Id(), "The box was lost."));
    }

    [Fact]
    public void Where_nobody_took_part_there_is_no_box() => Assert.Equal(Outcome.Inquorate, TookPart().Closes());

    [Fact]
    public void An_election_can_be_secret_and_keeps_its_papers()
    {
        var rule = new ChoosingRule(new Approval()) { Timing = Week, Quorum = Quorum.AtLeast(2), Secret = true };
        var scenario = Scenario.Founded(Electing(rule), 6)
            .Given(new Propose(P(1), new DeclareStage(Stage.Coalescing, "We meet."))).WaitDays(4).Settle()
            .Given(new Propose(P(1), new Elect(Office.Convener)));
        scenario.Given(new Stand(P(4), scenario.Id()), new Stand(P(3), scenario.Id())).WaitDays(1).Settle()
            .Given(new TakePart(P(1), scenario.Id()), new TakePart(P(2), scenario.Id())).WaitDays(7).Settle()
            .Given(new OpenBox(scenario.Id(), [new(new ApprovalBallot([1, 0])), new(new ApprovalBallot([1]))], "box-1"));
        Assert.Equal(P(3), scenario.Community.Office(Office.Convener).Holders.Single().Holder);
        Assert.Contains(new BallotPile(new ApprovalBallot([0, 1])), scenario.Decision().Papers);
    }

    [Fact]
    public void The_check_refuses_what_a_secret_ballot_cannot_be()
    {
        Assert.Empty(Faults(Rule));
        Assert.Contains(
            Faults(Rule with { Votes = VotePolicy.Final }), f => f.Reason.Contains("stays in its box", StringComparison.Ordinal));
        Assert.Contains(
            Faults(Rule with { Proxies = new() }), f => f.Reason.Contains("nobody is represented", StringComparison.Ordinal));
        Assert.Contains(
            Faults(new ConsentRule { Timing = Week, Secret = true }), f =>
                f.Reason.Contains("cannot be secret", StringComparison.Ordinal));
        Assert.Contains("The ballot is secret", Rule.Sentence, StringComparison.Ordinal);
    }
}
