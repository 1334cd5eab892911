using CommunitiesOfPractice.Counting;
using CommunitiesOfPractice.Tests.Answers;

namespace CommunitiesOfPractice.Tests.Counting;

/// <summary>What a count says comes from resources, in any language, and is plain.</summary>
public sealed class CountingWordingTests
{
    private static readonly string[] Mine =
    [
        "counting.", "tally.", "ballot.", "contest.", "result.", "tie-rule.", "borda-points.", "unranked.", "minimax-measure.",
        "strength.", "equal-ranks.",
    ];

    [Fact]
    public void Every_method_says_its_rule_in_any_language()
    {
        foreach (var method in SampleMethods.All) PseudoWording.AssertMarked(method.In(PseudoWording.Language));
    }

    [Fact]
    public void Every_count_is_explained_in_any_language()
    {
        var kinds = new HashSet<(TieFor, bool, TieRule?, bool)>();
        foreach (var method in Methods().ToArray())
            for (var seed = 0; seed < 60; seed++)
            {
                var random = new Random(seed);
                var contest = new Contest(3 + random.Next(3), method.Fault(new Contest(3, 2)) is null ? 1 + random.Next(3) : 1);
                var tally = method.Count(
                    contest, Ballots(method, contest.Options, random, betweenTwo: seed % 2 == 1), Evidence(contest));
                foreach (var tie in tally.Ties) kinds.Add((tie.For, tie.Matters, tie.SettledBy, tie.Together));
                string[] labels = [.. Enumerable.Range(1, contest.Options).Select(number => $"№{number}")];
                var explained = tally.Explain(labels, PseudoWording.Language);
                foreach (var sentence in explained.Sentences) PseudoWording.AssertMarked(sentence);
                foreach (var table in explained.Tables)
                {
                    PseudoWording.AssertMarked(table.Title);
                    Assert.DoesNotContain(
                        table.Headers.Concat(table.Rows.SelectMany(row => row)), cell => cell.Any(char.IsAsciiLetter));
                }
            }

        Assert.Equal(Enum.GetValues<TieFor>(), kinds.Select(kind => kind.Item1).Distinct().Order());
        Assert.Equal(Enum.GetValues<TieRule>(), kinds.Select(kind => kind.Item3).OfType<TieRule>().Distinct().Order());
        foreach (var matters in new[] { true, false })
            foreach (var isSettled in new[] { true, false })
                Assert.Contains(kinds, kind => kind.Item2 == matters && kind.Item3.HasValue == isSettled);
    }

    [Fact]
    public void Every_fault_is_said_in_any_language()
    {
        var ranked = RankedBallot.Of(0);
        BallotFault?[] ballots =
        [
            new Plurality().Fault((Ballot?)null, 2), new Plurality().Fault(new ApprovalBallot([]), 2),
            new Approval().Fault(new ApprovalBallot([]), 2),
            new Approval().Fault(ranked, 2), new Dot(3).Fault(ranked, 2), new Score(3).Fault(ranked, 2),
            new Schulze().Fault(new ChoiceBallot(0), 2),
            new Plurality().Fault(new ChoiceBallot(2), 2), new Approval().Fault(new ApprovalBallot([1, 1]), 2),
            new ScottishStv().Fault(new RankedBallot(Ranking.OfTiers([[0, 1]])), 2),
            new Score(3).Fault(new ScoreBallot([new(0, 4)]), 2),
            new Dot(3).Fault(new ScoreBallot([new(0, -1)]), 2), new Dot(3, 1).Fault(new ScoreBallot([new(0, 2)]), 2),
            new Dot(3).Fault(new ScoreBallot([new(0, 4)]), 2), new Schulze().Fault(new BallotPile(ranked, 0), 2),
            new Schulze().Fault(new BallotPile(ranked, long.MaxValue), 2),
        ];
        Assert.Equal(Enum.GetValues<BallotFaultKind>().Order(), ballots.Select(fault => fault!.Kind).Distinct().Order());
        foreach (var fault in ballots)
        {
            PseudoWording.AssertMarked(fault!.In(PseudoWording.Language));
            Assert.Equal(fault.Sentence, fault.In(Wording.English));
        }

        ContestFault?[] contests =
        [
            new Plurality().Fault(new Contest(2, 3)), new Schulze().Fault(new Contest(2, 2)),
            new Plurality().Fault(new Contest(2) { Withdrawn = [2] }),
            new DebianRule().Fault(new Contest(2) { Withdrawn = [1] }), Countback.Fault(new ScottishStv(), new Contest(2), [2]),
        ];
        Assert.Equal(Enum.GetValues<ContestFaultKind>().Order(), contests.Select(fault => fault!.Kind).Distinct().Order());
        foreach (var fault in contests)
        {
            PseudoWording.AssertMarked(fault!.In(PseudoWording.Language));
            Assert.Equal(fault.Sentence, fault.In(Wording.English));
        }

        Assert.Equal("Mine.", new BallotFault(BallotFaultKind.Missing, null, "Mine.").In(PseudoWording.Language));
        Assert.Equal("Mine.", new ContestFault(ContestFaultKind.OneSeatOnly, "Mine.").In(PseudoWording.Language));
    }

    [Fact]
    public void A_text_that_a_result_may_need_is_there()
    {
        foreach (var outcome in Enum.GetValues<Outcome>()) Assert.Single(PseudoWording.Texts($"result.{Named(outcome)}"));
        foreach (var of in Enum.GetValues<Denominator>())
            foreach (var much in new[] { "more", "at-least", "all" })
                Assert.Single(PseudoWording.Texts($"result.needed.{much}.{Named(of)}"));
    }

    [Fact]
    public void English_is_what_is_said_unless_another_language_is_asked_for()
    {
        var tally = new Plurality().Count(
            new Contest(2), [new ChoiceBallot(0), new ChoiceBallot(0), new ChoiceBallot(1), new BlankBallot()]);
        Assert.Equal(
            ["4 ballots were counted. 1 was blank.", "Ada has won.", "Ada has the most votes: 2."],
            tally.Explain(["Ada", "Ben"]).Sentences);
        Assert.Equal(
            "Each ballot names one option. The option named most wins. A tie is reported and not broken.",
            new Plurality().Sentence);
        Assert.Throws<ArgumentNullException>(() => tally.Explain(["Ada", "Ben"], null!));
        Assert.Throws<ArgumentNullException>(() => new Plurality().In(null!));
    }

    /// <summary>Every method as it is, and with every tie rule, so that every kind of tie is met.</summary>
    private static IEnumerable<CountingMethod> Methods() => SampleMethods.All.Concat(SampleMethods.All.SelectMany(method => new[]
    {
        method with { TieRules = [TieRule.FirstStage, TieRule.Lot] },
        method with { TieRules = [TieRule.Pairwise, TieRule.CastingVoice] },
        method with { TieRules = [TieRule.PreviousStage, TieRule.Seniority] }, method with { TieRules = [] },
    }));

    private static TieEvidence Evidence(Contest contest) => new()
    {
        Seniority = Enumerable.Range(0, contest.Options).ToValueList(), CastingVoice = 0,
        Lot = new Lot("a seed that is long enough"),
    };

    /// <summary>Some ballots; where two options share the first preferences, both may have a surplus.</summary>
    private static IEnumerable<Ballot> Ballots(CountingMethod method, int options, Random random, bool betweenTwo)
    {
        for (var voters = 1 + random.Next(12); voters > 0; voters--)
        {
            var order = Enumerable.Range(0, options)
                .OrderBy(option => betweenTwo && option == voters % 2 ? -1 : random.Next())
                .Take(1 + random.Next(options)).ToArray();
            Ballot[] kinds =
            [
                RankedBallot.Of(order), new ApprovalBallot(order.ToValueList()), new ChoiceBallot(order[0]),
                new ScoreBallot([new Mark(order[0], 1)]),
            ];
            yield return random.Next(9) == 0 ? new BlankBallot() : kinds.First(ballot => method.Fault(ballot, options) is null);
        }
    }

    private static string Named<T>(T value) where T : struct, Enum =>
        string.Concat(value.ToString().Select((letter, i) =>
            char.IsUpper(letter) ? (i == 0 ? "" : "-") + char.ToLowerInvariant(letter) : letter.ToString()));
}
