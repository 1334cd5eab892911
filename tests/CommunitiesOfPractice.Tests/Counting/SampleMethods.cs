using CommunitiesOfPractice.Counting;

namespace CommunitiesOfPractice.Tests.Counting;

/// <summary>One or more of every method, with what can be set set.</summary>
public static class SampleMethods
{
    public static IReadOnlyList<CountingMethod> All { get; } =
    [
        new Plurality { TieRules = [TieRule.CastingVoice, TieRule.Lot] },
        new Approval(),
        new Score(10),
        new Score(5, -5) { LeavesOutUnscored = true },
        new Dot(6),
        new Dot(6, 2) { TieRules = [TieRule.Seniority] },
        new Borda(),
        new Borda { Points = BordaPoints.FromOptionsLessOneToNought, Unranked = Unranked.Nowhere },
        new Borda { Points = BordaPoints.Modified },
        new Borda { Points = BordaPoints.Dowdall },
        new Copeland { TieRules = [TieRule.Pairwise] },
        new Minimax(),
        new Minimax { Measure = MinimaxMeasure.Margins },
        new Minimax { Measure = MinimaxMeasure.Opposition },
        new Schulze(),
        new Schulze { Strength = Strength.Ratio, Unranked = Unranked.Nowhere },
        new RankedPairs(),
        new RankedPairs { Strength = Strength.Margins },
        new DebianRule(),
        new DebianRule { Quorum = 45, Majority = new Ratio(3, 1), TieRules = [TieRule.CastingVoice] },
        new InstantRunoff { TieRules = [TieRule.PreviousStage, TieRule.FirstStage] },
        new ContingentVote { EqualRanks = EqualRanks.EndTheBallot },
        new ScottishStv(),
        new MeekStv { EqualRanks = EqualRanks.PassedOver },
    ];
}
