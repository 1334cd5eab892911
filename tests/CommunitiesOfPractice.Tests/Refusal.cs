using CommunitiesOfPractice.Testing;

namespace CommunitiesOfPractice.Tests;

/// <summary>
/// One row of an act's table of refusals: when it is refused, under which clause, for want of what, resting on what.
/// </summary>
public sealed record Refusal(
    string When, Func<Scenario> Given, Func<Scenario, IActOn<Community>> Act, Clause Clause, Condition Missing)
{
    /// <summary>What the answer rests on; null where the row does not say.</summary>
    public Func<Scenario, Witness>? On { get; init; }

    /// <summary>The act that supplies what is missing; null where the row does not say.</summary>
    public Func<Scenario, Act>? Remedy { get; init; }

    /// <summary>Tries the act: it is refused so, nothing is appended, and asking gives the same answer.</summary>
    public void Check()
    {
        var scenario = Given();
        var (before, count) = (scenario.Community, scenario.History.Count);
        var act = Act(scenario);
        scenario.When(act).ThenRefused(Clause, Missing);
        Assert.Same(before, scenario.Community);
        Assert.Equal(count, scenario.History.Count);
        Assert.Equal(scenario.Last.Answer, scenario.Community.Ask(act, scenario.Now));
        Assert.DoesNotMatch(@"  | \.|\.\.|\{\d\}|\(\)|: \.", scenario.Last.Text);
        Assert.Empty(Answers.PseudoWording.PlainWordsIn(scenario.Last.Answer));
        if (On is not null) scenario.RestingOn(On(scenario));
        if (Remedy is not null) scenario.RemediedBy(Remedy(scenario));
    }

    public override string ToString() => When;
}

/// <summary>The people and the situations that the examples share.</summary>
internal static class Cast
{
    public static readonly PersonId K1 = Scenario.Person(1);
    public static readonly PersonId K2 = Scenario.Person(2);
    public static readonly PersonId K3 = Scenario.Person(3);
    public static readonly PersonId K4 = Scenario.Person(4);
    public static readonly PersonId K5 = Scenario.Person(5);
    public static readonly PersonId Newcomer = PersonId.Of("newcomer");
    public static readonly PersonId Stranger = PersonId.Of("stranger");
    public static readonly Proposal Tea = new Resolve("Tea at every meeting");
    public static readonly DirectoryGroup Trust = DirectoryGroup.Organisation("RJZ");

    public static Charter Invited => Charters.Informal() with { Joining = new JoiningByInvitation() };

    public static Charter OnRequest => Charters.ByConsent() with { Joining = new JoiningOnRequest([]) };

    /// <summary>
    /// An informal charter in which the members decide everything by simple majority over seven days, after two of notice.
    /// </summary>
    public static Charter ByMajority => Charters.Informal()
        .With(Matter.AnythingElse, new MembersBy(RuleNames.Majority))
        .With(Matter.ChangeStage, new MembersBy(RuleNames.Majority));

    public static Scenario Five(Charter? charter = null) => Scenario.Founded(charter ?? Charters.Informal());

    public static Scenario NotFounded() => Scenario.Unknown();

    public static Scenario Closed() => Five().GivenCarried(K1, new Close("Its work is done", "What we learned"));

    public static Scenario Barring(this Scenario scenario, PersonId person, int days = 60) =>
        scenario.GivenCarried(K1, new Bar(person, "Shouting", Duration.FromDays(days)));

    /// <summary>A community past the stage of potential, so that it may elect.</summary>
    public static Scenario Coalescing(Charter? charter = null) =>
        Five(charter ?? ByMajority).GivenCarried(K1, new DeclareStage(Stage.Coalescing, "We meet"));

    /// <summary>Somebody takes up an office by offering, and nobody objects.</summary>
    public static Scenario Serving(this Scenario scenario, OfficeId office, PersonId person) =>
        scenario.Given(new OfferToServe(person, office)).UntilClosed();

    public static Witness Here => Witness.Of(CommunityId.Of("maternity"));
}
