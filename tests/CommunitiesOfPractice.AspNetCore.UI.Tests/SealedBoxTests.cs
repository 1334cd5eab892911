using CommunitiesOfPractice.Counting;
using Microsoft.Extensions.DependencyInjection;

namespace CommunitiesOfPractice.AspNetCore.UI.Tests;

public class SealedBoxTests(Intranet site) : IClassFixture<Intranet>
{
    private static readonly PersonId[] People = [.. new[] { "box-1", "box-2", "box-3", "box-4", "box-5" }.Select(PersonId.Of)];

    private SealedBox Box => site.Services.GetRequiredService<SealedBox>();

    /// <summary>
    /// Law 13: of two ballots the kept key's stays, a ballot of the dropped key alone is the kept key's, and what is merged after
    /// the close stays two.
    /// </summary>
    [Theory]
    [InlineData(false, 4, 2)]
    [InlineData(true, 5, 3)]
    public async Task It_holds_one_ballot_of_one_person_whose_keys_were_merged_before_the_close(
        bool isLate, int tookPart, int @for)
    {
        var informal = Charters.Informal();
        var charter = informal.With(Matter.AnythingElse, new MembersBy(RuleNames.Majority)) with
        {
            Rules = informal.Rules.Select(r => r.Rule is MajorityRule ? r with { Rule = r.Rule with { Secret = true } } : r)
                .ToValueList(),
        };
        var home = await site.Found(isLate ? "late" : "early", charter, [.. People.Select(p => p.Value)]);
        var stream = StreamId.Of(home);
        await site.Do(stream, new Propose(People[0], new Resolve("Hang a lantern on every landing.")));
        var decision = site.All[home].OpenDecisions.Single().Id;
        await site.Wait(site.All[home].Decision(decision)!.OpensAt);
        foreach (
            var (person, says) in People.Zip(
                [VoiceBallot.For, VoiceBallot.For, VoiceBallot.Against, VoiceBallot.For, VoiceBallot.Against]))
            Assert.True((await Box.Cast(home, decision, person, says, default))!.Allowed);

        // The third, who is against, is the fourth as well, who is for; and the fifth has a new key.
        MergeKeys[] merges = [new(People[2], People[3], "esr"), new(PersonId.Of("box-new"), People[4], "esr")];
        if (isLate)
        {
            site.Clock.Now = site.All[home].Decision(decision)!.ClosesAt;
            await site.Host.Settle();
            Assert.Equal(DecisionPhase.Sealed, site.All[home].Decision(decision)!.Phase);
        }

        foreach (var merge in merges) await site.Do(stream, merge);
        await site.Wait(isLate ? site.Clock.Now : site.All[home].Decision(decision)!.ClosesAt);
        Assert.Equal(new VoiceCount(tookPart, tookPart, @for, 2), site.All[home].Decision(decision)!.Result!.Count);
    }
}
