using CommunitiesOfPractice.Testing;

namespace CommunitiesOfPractice.Tests.Membership;

public class ObservedParticipationTests
{
    private static readonly ParticipationPolicy Policy = new(Duration.FromDays(90), 1, 4, 12, 2);

    [Theory]
    [InlineData(0, Participation.Peripheral, Participation.Peripheral)]
    [InlineData(4, Participation.Peripheral, Participation.Active)]
    [InlineData(3, Participation.Active, Participation.Active)]
    [InlineData(2, Participation.Active, Participation.Active)]
    [InlineData(1, Participation.Active, Participation.Occasional)]
    [InlineData(3, Participation.Occasional, Participation.Occasional)]
    [InlineData(12, Participation.Active, Participation.Core)]
    [InlineData(10, Participation.Core, Participation.Core)]
    [InlineData(9, Participation.Core, Participation.Active)]
    public void A_level_is_reached_at_one_number_and_left_at_a_lower_one(int acts, Participation before, Participation after) =>
        Assert.Equal(after, Policy.Observe(acts, before));

    [Fact]
    public void What_somebody_declared_comes_before_what_is_observed()
    {
        var scenario = Scenario.Founded(Charters.Informal(), 3)
            .Given(new DeclareParticipation(Scenario.Person(3), Participation.Core));
        var levels = ObservedParticipation.Of(scenario.History, Policy, scenario.Now + Duration.FromDays(400));
        Assert.Equal(Participation.Core, levels[Scenario.Person(3)]);
        Assert.Equal(Participation.Peripheral, levels[Scenario.Person(2)]);
        Assert.Equal(3, levels.Count);
    }

    [Fact]
    public void A_window_of_no_length_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Policy with { Window = Duration.Zero });
}
