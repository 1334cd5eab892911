using CommunitiesOfPractice.Testing;
using static CommunitiesOfPractice.Tests.Spreading.Adopters;

namespace CommunitiesOfPractice.Tests.Spreading;

/// <summary>What somebody may do in an adoption now, as a host draws its buttons from it.</summary>
public sealed class AdoptionOptionsTests
{
    private static string[] Open(StreamScenario<Adoption> adoption, Capacity by, bool reads = true) =>
        [.. adoption.State.OptionsFor(by, adoption.Now, reads ? MayRead(Ben) : null).Where(o => o.Answer.Allowed)
            .Select(o => o.Act.GetType().Name)];

    [Fact]
    public void The_adopters_own_people_see_what_comes_next()
    {
        Assert.Equal(["ConsiderNote"], Open(New(), ForSepsis(Ben)));
        Assert.Empty(Open(New(), ForSepsis(Ben), reads: false));
        Assert.Equal(["Adopt", "Adapt", "DeclineNote", "TellStory"], Open(Considering(), ForSepsis(Ben)));
        Assert.Equal(["Adapt", "Abandon", "ReportOutcome", "TellStory"], Open(Adopted(), ForSepsis(Ben)));
        Assert.Equal(["ConsiderNote"], Open(Declined(), ForSepsis(Ben)).Except(["TakeOwnership", "TellStory"]));
    }

    [Fact]
    public void Others_see_why_not() => Assert.All(
        Adopted().State.OptionsFor(AtTheTrust(Amina), Adopted().Now).Where(o => o.Act is not TellStory),
        o => Assert.NotNull(o.Answer.Allowed ? null : o.Answer.Missing));

    [Fact]
    public void Each_answer_is_the_one_that_the_act_would_get()
    {
        foreach (var adoption in new[] { New(), Considering(), Adopted(), Declined(), Abandoned() })
            Assert.All(
                adoption.State.OptionsFor(ForSepsis(Ben), adoption.Now, MayRead(Ben)), o =>
                    Assert.Equal(adoption.State.Ask((IActOn<Adoption>)o.Act, adoption.Now), o.Answer));
    }

    [Fact]
    public void Every_act_of_an_adopter_is_an_option() => Assert.Equal(
        typeof(AdoptersAct).Assembly.GetTypes().Where(t => !t.IsAbstract && t.IsSubclassOf(typeof(AdoptersAct)))
            .OrderBy(t => t.Name),
        New().State.OptionsFor(ForSepsis(Ben), New().Now, MayRead(Ben)).Select(o => o.Act.GetType()).OrderBy(t => t.Name));
}
