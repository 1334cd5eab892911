using CommunitiesOfPractice.Testing;

namespace CommunitiesOfPractice.Tests;

/// <summary>
/// One row of an act's table of refusals, for links, notes and adoptions: when it is refused, under which clause, for want of
/// what, resting on what.
/// </summary>
public sealed record StreamRefusal<TState>(
    string When, Func<StreamScenario<TState>> Given, Func<StreamScenario<TState>, IActOn<TState>> Act, Clause Clause,
        Condition Missing)
    where TState : class
{
    /// <summary>What the answer rests on; null where the row does not say.</summary>
    public Witness? On { get; init; }

    /// <summary>The act that supplies what is missing; null where the row does not say.</summary>
    public Act? Remedy { get; init; }

    /// <summary>Tries the act: it is refused so, nothing is appended, and the sentence reads well.</summary>
    public void Check()
    {
        var scenario = Given();
        var (before, count) = (scenario.State, scenario.History.Count);
        scenario.When(Act(scenario)).ThenRefused(Clause, Missing);
        Assert.Same(before, scenario.State);
        Assert.Equal(count, scenario.History.Count);
        Assert.DoesNotMatch(@" \.|\.\.|\{\d\}|\(\)|  |: \.", scenario.Last.Text);
        Assert.Empty(Answers.PseudoWording.PlainWordsIn(scenario.Last.Answer));
        if (On is not null) scenario.RestingOn(On);
        if (Remedy is not null) scenario.RemediedBy(Remedy);
    }

    public override string ToString() => When;
}
