using CommunitiesOfPractice.Counting;
using CommunitiesOfPractice.Tests.Laws;
using FsCheck;
using FsCheck.Fluent;

namespace CommunitiesOfPractice.Tests.Counting;

/// <summary>
/// The library against an independent count, over tight elections: hundreds in an ordinary run, as many times more as COP_DEPTH
/// says.
/// </summary>
public sealed class IndependentCountTests
{
    [Fact]
    public void Every_method_with_its_tie_rules_comes_to_what_an_independent_count_comes_to() =>
        Prop.ForAll(TightElections.Arbitrary(), election =>
        {
            foreach (var bare in TightElections.Methods)
            {
                var method = bare with { TieRules = election.Rules };
                var (contest, piles) = (election.ContestFor(method), election.PilesFor(method));
                var tally = method.Count(contest, piles, election.Evidence);
                if (IndependentCount.Of(method, contest.Options, contest.Seats, piles, election.Evidence) is not { } expected)
                    continue;
                if (!Same(tally, expected))
                    throw new InvalidOperationException(
                        $"{method.Sentence}\nlibrary: winners {tally.Winners}; tied {tally.Tied}\nindependent: "
                            + $"{expected}\n{election}");
            }
        }).Check(LawTests.Config(300));

    /// <summary>
    /// What is said to make no difference makes none: the same count, with those who go together going one by one in every order.
    /// </summary>
    [Fact]
    public void What_is_said_to_make_no_difference_makes_none_in_any_order() =>
        Prop.ForAll(TightElections.Arbitrary(), election =>
        {
            foreach (var bare in TightElections.Methods.OfType<InstantRunoff>())
            {
                var method = bare with { TieRules = election.Rules };
                var piles = election.PilesFor(method);
                var tally = method.Count(election.ContestFor(method), piles, election.Evidence);
                if (tally.Ties.All(tie => !tie.Together) || tally.Ties.Any(tie => tie is { Together: true, Matters: true }))
                    continue;
                if (IndependentCount.Of(method, election.Options, 1, piles, election.Evidence, oneByOne: true)
                    is not { } expected) continue;
                if (!Same(tally, expected))
                    throw new InvalidOperationException(
                        $"{method.Sentence}\nlibrary: winners {tally.Winners}; tied {tally.Tied}\none by one: "
                            + $"{expected}\n{election}");
            }
        }).Check(LawTests.Config(1000));

    private static bool Same(Tally tally, IndependentCount.Result expected) =>
        expected.Winners.SetEquals(tally.Winners) && expected.Tied.SetEquals(tally.Tied);
}
