using CommunitiesOfPractice.Counting;
using CommunitiesOfPractice.Tests.Laws;
using FsCheck;
using FsCheck.Fluent;

namespace CommunitiesOfPractice.Tests.Counting;

/// <summary>
/// Another name for an option never changes who wins, whatever the tie rules and their order; seniority and the casting voice are
/// renamed with the options. A lot is drawn by the options' numbers, so it is left out.
/// </summary>
public sealed class RenamingTests
{
    [Fact]
    public void Renaming_options_renames_the_result_under_every_order_of_rules_that_read_the_ballots() =>
        Holds([.. TightElections.Orders(TightElections.RulesByBallots)], 100);

    [Fact]
    public void Renaming_options_with_their_seniority_and_the_casting_voice_renames_the_result() =>
        Holds([.. TightElections.Orders([.. TightElections.AllRules.Where(rule => rule != TieRule.Lot)])
            .Where(rules => rules.Count is 2 or 3 && rules[^1] is TieRule.Seniority or TieRule.CastingVoice)], 30);

    [Fact]
    public void Renaming_options_renames_a_countback() =>
        Prop.ForAll(TightElections.Arbitrary(), election =>
        {
            var names = Enumerable.Range(0, election.Options).Reverse().ToValueList();
            foreach (
                var method in new TransferMethod[] {
                    new ScottishStv { EqualRanks = EqualRanks.PassedOver }, new MeekStv { EqualRanks = EqualRanks.PassedOver } })
                foreach (var order in TightElections.Orders(TightElections.RulesByBallots))
                {
                    var tight = election with { Rules = order };
                    var (gone, sitting) =
                        (tight.CastingVoice,
                            tight.Seniority.Where(option => option != tight.CastingVoice).Take(tight.Seats - 1).ToValueList());
                    var contest = new Contest(tight.Options, tight.Seats) { Withdrawn = [gone] };
                    if (Countback.Fault(method, contest, sitting) is not null) continue;
                    var tally = CountedBack(method with { TieRules = order }, contest, tight.PilesFor(method), sitting);
                    var renamed = tight.Renamed(names);
                    var other =
                        CountedBack(
                            method with { TieRules = order }, contest with { Withdrawn = [names[gone]] },
                                renamed.PilesFor(method), sitting.Select(option => names[option]).ToValueList());
                    if (Told(tally, names) != Told(other, null))
                        throw new InvalidOperationException(
                            $"{method.Sentence}\n{Told(tally, names)}\n{Told(other, null)}\n{gone} gone, {sitting} sit: {tight}");
                }
        }).Check(LawTests.Config(150));

    private static Tally CountedBack(
        TransferMethod method, Contest contest, IEnumerable<BallotPile> piles, ValueList<int> sitting) =>
            method is ScottishStv scottish
        ? scottish.CountBack(contest, piles, sitting)
        : ((MeekStv)method).CountBack(contest, piles, sitting);

    /// <summary>A law of ties proves nothing where nothing is tied: this keeps the generator honest.</summary>
    [Fact]
    public void Tight_elections_are_tied()
    {
        var tallies = TightElections.Arbitrary().Generator.Sample(400, new Rnd(20260101, 1999), 50)
            .SelectMany(election => TightElections.Methods.Select(method => Count(method, election))).ToList();
        Assert.InRange(tallies.Count(tally => tally.Ties.Any(tie => tie.Matters)), tallies.Count / 3, tallies.Count);
        Assert.InRange(
            tallies.Count(tally => tally.Ties.Any(tie => tie is { Together: true, Matters: false })), 100, tallies.Count);
        Assert.InRange(
            tallies.Count(tally => tally.Ties.Any(tie => tie is { Together: true, Matters: true })), 10, tallies.Count);
        foreach (var rule in TightElections.AllRules)
            Assert.Contains(tallies, tally => tally.Ties.Any(tie => tie.SettledBy == rule));
    }

    private static void Holds(IReadOnlyList<ValueList<TieRule>> rules, int cases) =>
        Prop.ForAll(TightElections.Arbitrary(), election =>
        {
            // Two renamings make all others: the order turned round, and the first two exchanged.
            ValueList<int>[] renamings =
                [.. new[] {
                    Enumerable.Range(0, election.Options).Reverse(),
                        Enumerable.Range(0, election.Options).Select(option => option < 2 ? 1 - option : option) }.Select(
                            names => names.ToValueList())];
            foreach (var order in rules)
                foreach (var method in TightElections.Methods)
                {
                    var tight = election with { Rules = order };
                    var tally = Count(method, tight);
                    foreach (var names in renamings)
                    {
                        if (method is DebianRule && names[election.Options - 1] != election.Options - 1)
                            continue; // its last option is the default
                        var other = Count(method, tight.Renamed(names));
                        if (Told(tally, names) != Told(other, null))
                            throw new InvalidOperationException(
                                $"{method.Sentence}\n{Told(tally, names)}\n{Told(other, null)}\n{tight}");
                    }
                }
        }).Check(LawTests.Config(cases));

    private static Tally Count(CountingMethod method, TightElection election) =>
        (method with { TieRules = election.Rules })
            .Count(election.ContestFor(method), election.PilesFor(method), election.Evidence);

    /// <summary>All that a tally says about options, those level in the order of their new names.</summary>
    private static string Told(Tally tally, ValueList<int>? names)
    {
        string Set(IEnumerable<int> options) => string.Join(",", options.Select(option => names?[option] ?? option).Order());
        var first = tally.Ties.Take(1)
            .Select(tie =>
                $"{Set(tie.Options)} level for {tie.For} at {tie.Stage}, {tie.SettledBy}, "
                    + $"{(tie.Matters ? "matters" : "does not matter")}");
        return $"winners {Set(tally.Winners)}; tied {Set(tally.Tied)}; ranking {string.Join(" > ", tally.Ranking.Select(Set))}; "
            + $"{string.Concat(first)}";
    }
}
