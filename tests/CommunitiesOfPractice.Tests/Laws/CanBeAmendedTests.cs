using CommunitiesOfPractice.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace CommunitiesOfPractice.Tests.Laws;

/// <summary>Law 6, by playing it: whatever a story led to, those who can act agree, wait and amend the charter.</summary>
public sealed class CanBeAmendedTests
{
    [Fact]
    public void Whatever_happened_the_charter_can_be_amended() => Check(Histories.Stories(40), 40);

    [Fact]
    public void Whatever_happened_under_whatever_charter_it_can_be_amended() => Check(Histories.UnderGeneratedCharters(20), 250);

    private static void Check(Gen<Story> stories, int cases) => Prop.ForAll(stories.WithShrinker(), story =>
    {
        if (Testing.Laws.CanAlwaysBeAmended(story) is { } broken) throw new InvalidOperationException($"{broken}\n{story}");
    }).Check(LawTests.Config(cases));
}
