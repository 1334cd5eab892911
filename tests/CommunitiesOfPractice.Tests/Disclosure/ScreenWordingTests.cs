using CommunitiesOfPractice.Disclosure;
using CommunitiesOfPractice.Tests.Answers;
using CommunitiesOfPractice.Tests.Counting;

namespace CommunitiesOfPractice.Tests.Disclosure;

/// <summary>What the screen says of a finding comes from resources, in any language, and is plain.</summary>
public sealed class ScreenWordingTests
{
    [Fact]
    public void Every_finding_is_said_in_any_language()
    {
        foreach (var kind in Enum.GetValues<DisclosureKind>())
            PseudoWording.AssertMarked(new DisclosureFinding(kind, 0, 1).In(PseudoWording.Language));
        Assert.Equal(
            "This looks like an NHS number.", Assert.Single(DisclosureScreen.Nhs.Screen("943 476 5919")).In(Wording.English));
        Assert.Throws<ArgumentNullException>(() => new DisclosureFinding(DisclosureKind.Postcode, 0, 1).In(null!));
    }
}
