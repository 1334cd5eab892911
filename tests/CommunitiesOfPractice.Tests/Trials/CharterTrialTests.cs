using CommunitiesOfPractice.Trials;

namespace CommunitiesOfPractice.Tests.Trials;

/// <summary>What people can see a charter lets happen, before they agree to it (feature 94).</summary>
public sealed class CharterTrialTests
{
    // Each is tried once.
    private static readonly Lazy<CharterTrial>[] Short =
        [.. Charters.Ready.Select(charter => new Lazy<CharterTrial>(() => CharterTrial.Of(charter, new TrialBounds(4, 5))))];

    private static readonly Lazy<CharterTrial> Informal = new(() => CharterTrial.Of(Charters.Informal()));

    public static TheoryData<int> Ready => [.. Enumerable.Range(0, Charters.Ready.Count)];

    [Theory]
    [MemberData(nameof(Ready))]
    public void Nobody_binds_others_alone_under_a_ready_charter(int number)
    {
        var trial = Short[number].Value;
        foreach (
            var question in new[] { TrialQuestion.OneWhileOthersAreSilent, TrialQuestion.OneAgainstAll, TrialQuestion.Silence })
        {
            Assert.DoesNotContain(trial[question]!.Findings, finding => finding.Binds);
            Assert.Contains("amend the charter", trial[question]!.NotFound);
            Assert.False(trial[question]!.WasCut);
        }

        Assert.Equal(["amend", "amend-itself", "close", "recall", "remove", "split", "suspend"],
            trial[TrialQuestion.WhileTheRestAreAway]!.Findings.Where(f => f.Binds).Select(f => f.Effect).Order());
        Assert.Null(Testing.Laws.NobodyDecidesAlone(trial));
    }

    [Theory]
    [MemberData(nameof(Ready))]
    public void Those_who_are_left_can_amend_a_ready_charter(int number)
    {
        var search = Short[number].Value[TrialQuestion.LocksAndRests]!;
        Assert.All(search.NotFound, words => Assert.Contains("on leave", words));
        Assert.All(search.NotFound, words => Assert.StartsWith(
            "amend the charter before somebody is back, where nobody is there because ", words, StringComparison.Ordinal));
        Assert.Contains(search.Findings, finding => finding.Effect == "rest" && finding.Takes == Duration.FromDays(14));
        Assert.Contains(search.Findings, finding => finding.Effect == "close" && finding.Takes == Duration.FromDays(14 + 180));
    }

    [Fact]
    public void A_trial_says_what_it_found_with_the_shortest_story()
    {
        var removal = Informal.Value[TrialQuestion.TwoWhileOthersAreSilent]!.Findings.Single(f => f.Effect == "remove");
        Assert.Equal(
            "Two people can remove another member while the others are silent. This needs 2 acts. It happens after 21 days.",
            removal.Sentence);
        Assert.Equal(["A proposes: Remove D: Because it is so.", "B votes for it"], removal.Story.Select(step => step.Words));
        Assert.Equal([Duration.Zero, Duration.FromDays(14)], removal.Story.Select(step => step.After));
        Assert.Equal(Clauses.Carried, removal.Clause);
    }

    [Fact]
    public void A_trial_says_how_few_can_amend_while_the_rest_are_away()
    {
        var few = Informal.Value[TrialQuestion.WhileTheRestAreAway]!;
        Assert.StartsWith(
            "One person can amend the charter while the rest are on leave",
                few.Findings.Single(f => f.Effect == "amend").Sentence, StringComparison.Ordinal);
        Assert.StartsWith(
            "2 people can remove another member", few.Findings.Single(f => f.Effect == "remove").Sentence,
                StringComparison.Ordinal);
    }

    [Fact]
    public void A_trial_says_how_fast_and_how_slowly_it_goes()
    {
        var takes = Informal.Value[TrialQuestion.Pace]!.Findings.Where(f => f.Effect == "remove").Select(f => f.Takes).ToArray();
        Assert.Equal([Duration.FromDays(21), Duration.FromDays(70)], takes);
    }

    [Fact]
    public void What_a_story_tells_can_be_done()
    {
        var players = new Players(Charters.Informal(), 4);
        var told = 0;
        foreach (
            var finding in Informal.Value.Searches.Where(
                s => s.Question
                    is not (TrialQuestion.WhileTheRestAreAway or TrialQuestion.LocksAndRests or TrialQuestion.Vacancy))
                        .SelectMany(s => s.Findings))
        {
            if (Effect.All(players).First(e => e.Name == finding.Effect).First() is not { } world) continue;
            var begins = world.At;
            foreach (var step in finding.Story)
            {
                var done = world.Community.Do(step.Act, begins + step.After);
                Assert.True(done.Allowed, $"{finding.Sentence} {step.Words}: {done.Text}");
                world = world with { Community = done.After };
                told++;
            }

            Assert.Contains(
                world.Community.Settle(begins + finding.Takes).Events.Select(e => e.Clause).Append(finding.Clause), clause =>
                    clause == finding.Clause);
        }

        Assert.InRange(told, 50, int.MaxValue);
    }

    [Fact]
    public void A_charter_with_a_fault_is_not_tried()
    {
        var trial = CharterTrial.Of(Charters.Informal().With(Matter.Amend, new MembersBy("nothing")));
        Assert.NotEmpty(trial.Faults);
        Assert.Empty(trial.Searches);
        Assert.Contains("It was not tried: amending this charter: nothing is not a rule of the charter.", trial.ToText());
    }

    [Fact]
    public void A_trial_says_what_it_knows_and_how_deep_it_went()
    {
        Assert.Contains("The search went 8 acts deep and met ", Informal.Value.ToText());
        Assert.Contains("It knows these acts: ", Informal.Value.ToText());
        var cut = CharterTrial.Of(Charters.Informal(), new TrialBounds(3, 4) { Worlds = 3 });
        Assert.Contains(cut.Searches, search => search.WasCut);
        Assert.Contains("There were more worlds than it may go into.", cut.ToText());
    }

    [Fact]
    public void A_trial_is_the_same_each_time() =>
        Assert.Equal(
            CharterTrial.Of(Charters.ByConsent(), new(3, 3)).ToText(), CharterTrial.Of(Charters.ByConsent(), new(3, 3)).ToText());

    [Fact]
    public void A_host_can_end_a_trial() =>
        Assert.Throws<OperationCanceledException>(
            () => CharterTrial.Of(Charters.Informal(), null, new CancellationToken(canceled: true)));

    [Theory]
    [InlineData(2, 8)]
    [InlineData(7, 8)]
    [InlineData(4, 0)]
    [InlineData(4, 13)]
    public void The_worlds_of_a_trial_are_small(int people, int acts) =>
        Assert.ThrowsAny<ArgumentException>(() => new TrialBounds(people, acts));
}
