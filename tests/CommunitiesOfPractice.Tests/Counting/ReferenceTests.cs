using CommunitiesOfPractice.Counting;
using FsCheck.Xunit;

namespace CommunitiesOfPractice.Tests.Counting;

/// <summary>The fast methods give what the slow and obvious ones give.</summary>
[Properties(Arbitrary = [typeof(Elections)], MaxTest = 3000)]
public class ReferenceTests
{
    private static readonly ValueList<TieRule> BySeniority = [TieRule.Seniority];

    [Property]
    public void Every_comparison_agrees(Election election)
    {
        var matrix = ((PairwiseTally)new Copeland().Count(election.One, election.Ballots)).Matrix;
        foreach (var ((option, over), count) in PlainReference.Pairwise(election.Options, election.Ballots))
            Assert.Equal(count, matrix[option, over]);
    }

    [Property]
    public void Schulze_agrees(Election election) =>
        Assert.Equal(
            PlainReference.Schulze(election.Options, election.Ballots),
                Leaders(new Schulze().Count(election.One, election.Ballots)));

    [Property]
    public void Copeland_agrees(Election election) =>
        Assert.Equal(
            PlainReference.Copeland(election.Options, election.Ballots),
                Leaders(new Copeland().Count(election.One, election.Ballots)));

    [Property]
    public void Minimax_agrees(Election election) =>
        Assert.Equal(
            PlainReference.Minimax(election.Options, election.Ballots),
                Leaders(new Minimax().Count(election.One, election.Ballots)));

    [Property]
    public void Ranked_pairs_agree(Election election) => Assert.Equal(
        [PlainReference.RankedPairs(election.Options, election.Ballots)],
        new RankedPairs { TieRules = BySeniority }.Count(election.One, election.Ballots, Seniority(election)).Winners);

    [Property]
    public void The_Debian_rule_agrees(Election election) => Assert.Equal(
        [PlainReference.DebianRule(election.Options, election.Ballots)],
        new DebianRule { TieRules = BySeniority }.Count(election.One, election.Ballots, Seniority(election)).Winners);

    [Property]
    public void Instant_runoff_agrees(StrictElection strict) => Assert.Equal(
        [PlainReference.InstantRunoff(strict.Of.Options, strict.Of.Ballots)],
        new InstantRunoff { TieRules = BySeniority }.Count(strict.Of.One, strict.Of.Ballots, Seniority(strict.Of)).Winners);

    [Property]
    public void Scottish_stv_agrees(StrictElection strict)
    {
        var election = strict.Of;
        var method = new ScottishStv { TieRules = [TieRule.PreviousStage, TieRule.Seniority] };
        Assert.Equal(
            PlainReference.ScottishStv(election.Options, election.Several.Seats, election.Ballots).Order(),
            method.Count(election.Several, election.Ballots, Seniority(election)).Winners.Order());
    }

    [Property(MaxTest = 1000)]
    public void Meek_stv_agrees(StrictElection strict)
    {
        var election = strict.Of;
        Assert.Equal(
            PlainReference.MeekStv(election.Options, election.Several.Seats, election.Ballots).Order(),
            new MeekStv { TieRules = BySeniority }.Count(election.Several, election.Ballots, Seniority(election)).Winners.Order(
                ));
    }

    private static TieEvidence Seniority(Election election) =>
        new() { Seniority = Enumerable.Range(0, election.Options).ToValueList() };

    private static IEnumerable<int> Leaders(Tally tally) => tally.Winners.Concat(tally.Tied).Order();
}
