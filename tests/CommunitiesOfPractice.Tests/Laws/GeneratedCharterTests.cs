using CommunitiesOfPractice.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace CommunitiesOfPractice.Tests.Laws;

/// <summary>Charters that nobody wrote: what the check rejects it names, and over what it accepts every law holds.</summary>
public sealed class GeneratedCharterTests(Xunit.Abstractions.ITestOutputHelper output)
{
    /// <summary>The generator is honest: a good share passes, and what does not is rejected for reasons of every kind.</summary>
    [Fact]
    public void A_good_share_is_accepted_and_many_kinds_of_fault_are_named()
    {
        var charters = GeneratedCharters.Any.Sample(1500, new Rnd(20150514, 1999), 50).ToList();
        var faults = charters.SelectMany(charter => charter.Check(5)).Select(fault => Kind(fault.Reason)).GroupBy(kind => kind)
            .OrderByDescending(kind => kind.Count()).ToList();
        var accepted = charters.Count(charter => charter.Check(5).Count == 0);
        output.WriteLine($"accepted {accepted} of {charters.Count}; {faults.Count} kinds of fault");
        Assert.InRange(accepted, charters.Count / 3, charters.Count * 3 / 4);
        Assert.InRange(faults.Count, 60, int.MaxValue);
    }

    [Fact]
    public void Every_fault_is_named_and_every_charter_reads_back() => Prop.ForAll(Values.Charters(), charter =>
    {
        Assert.Equal(charter, CharterJson.Read(CharterJson.ToUtf8(charter)));
        Assert.All(charter.Sentences(), said => Assert.False(string.IsNullOrWhiteSpace(said.Sentence)));
        foreach (var electorate in new[] { 0, 2, 5, 60_000 })
            Assert.All(charter.Check(electorate), fault =>
            {
                Assert.InRange(fault.Reason.Length, 12, 4000);
                Assert.True(fault.Matter is null || fault.Reason.Contains(": ", StringComparison.Ordinal));
            });
        Assert.Equal(charter.Check(2), charter.Check(0));
    }).Check(LawTests.Config(400));

    /// <summary>The check accepts what a second writing of it accepts, and nothing else.</summary>
    [Fact]
    public void Every_charter_is_accepted_or_rejected_as_written() =>
        Prop.ForAll(Values.Charters(), Belonging.ToArbitrary(), (charter, people) =>
    {
        var broken = Testing.Laws.CharterIsCheckedAsWritten(charter, people)
            ?? Testing.Laws.CharterIsCheckedAsWritten(charter, 2) ?? Testing.Laws.CharterIsCheckedAsWritten(charter, 5);
        if (broken is not null)
            throw new InvalidOperationException($"{broken}\n{System.Text.Encoding.UTF8.GetString(CharterJson.ToUtf8(charter))}");
    }).Check(LawTests.Config(1500));

    private static readonly Gen<ValueList<DirectoryGroup>[]> Belonging =
        Gen.Elements(GroupKind.Organisation, GroupKind.Organisation, GroupKind.Profession)
            .SelectMany(kind => Gen.Elements("RJZ", "RJ1", "RAX").Select(code => new DirectoryGroup(kind, code))).ArrayOf(2)
            .Select(groups => groups.ToValueList()).ArrayOf(6)
                .SelectMany(people => Gen.Choose(0, 6).Select(count => people.Take(count).ToArray()));

    [Theory]
    [InlineData(14, 700)]
    [InlineData(40, 300)]
    public void Under_whatever_charter_the_check_accepts_every_law_is_kept(int steps, int cases) =>
        Prop.ForAll(Histories.UnderGeneratedCharters(steps).WithShrinker(), story =>
        {
            if (Testing.Laws.Check(story) is { } broken) throw new InvalidOperationException($"{broken}\n{story}");
        }).Check(LawTests.Config(cases));

    /// <summary>
    /// The stories get somewhere: decisions under every rule are carried and fail, each kind of quorum is reached and missed,
    /// each counting method chooses, and acts of most kinds are done.
    /// </summary>
    [Fact]
    public void Stories_under_generated_charters_get_somewhere()
    {
        var (rules, quorums, methods, acts) =
            (new Dictionary<string, int>(), new Dictionary<string, int>(), new Dictionary<string, int>(), new Dictionary<string,
                int>());
        void Add(Dictionary<string, int> to, string what) => to[what] = to.GetValueOrDefault(what) + 1;
        foreach (
            var moment in Histories.UnderGeneratedCharters(30).Sample(1200, new Rnd(20061117, 1999), 50).SelectMany(s => s.Run()))
        {
            if (moment.Done.Allowed) Add(acts, moment.Act.GetType().Name);
            foreach (var (before, entry, after) in moment.Events())
            {
                if (entry.Event is not DecisionClosed { Result: var result } closed || before.Decision(closed.Decision)
                    is not { Phase: DecisionPhase.Open or DecisionPhase.Sealed } decision) continue;
                Add(rules, $"{decision.Rule.GetType().Name} {result.Outcome}");
                if (result.Outcome is Outcome.Withdrawn or Outcome.Unopened or Outcome.Lapsed || result.Count.TookPart == 0)
                    continue;
                foreach (var kind in Kinds(decision.Rule.Quorum).Distinct())
                    Add(quorums,
                        $"{kind} {(result.Outcome == Outcome.Inquorate ? "missed" : "reached")}"
                            + (decision.IsSecondCall ? " at a second call" : ""));
                if (decision.Rule is ChoosingRule { Method: var method } && result.Chosen.Count > 0
                    && result.Chosen.Count < decision.Candidates.Count) Add(methods, method.GetType().Name);
                else if (decision.Rule is ChoosingRule { Method: var tied } && result.Outcome == Outcome.Tied)
                    Add(methods, tied.GetType().Name + " tied");
            }
        }

        foreach (var counts in new[] { rules, quorums, methods, acts })
            output.WriteLine(
                string.Join(", ", counts.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => $"{c.Key} {c.Value}")));
        foreach (
            var rule in new[] {
                nameof(MajorityRule), nameof(ConsentRule), nameof(ConsensusRule), nameof(RoughConsensusRule),
                    nameof(GradientsRule), nameof(AdviceRule), nameof(ChoosingRule), nameof(SortitionRule) })
            foreach (var outcome in new[] { Outcome.Carried, Outcome.Failed })
                Assert.True(rules.GetValueOrDefault($"{rule} {outcome}") >= 1, $"{rule} {outcome}");
        foreach (
            var quorum in new[] {
                nameof(AbsoluteQuorum), nameof(ShareQuorum), nameof(SquareRootQuorum), nameof(SupportQuorum), nameof(GroupQuorum),
                    nameof(EachOf), nameof(EitherOf) })
            foreach (var how in new[] { "reached", "missed" })
                Assert.True(quorums.GetValueOrDefault($"{quorum} {how}") >= 3, $"{quorum} {how}");
        Assert.InRange(methods.Keys.Count(m => !m.EndsWith("tied", StringComparison.Ordinal)), 8, int.MaxValue);
        Assert.InRange(acts.Count, 48, int.MaxValue);
    }

    private static IEnumerable<string> Kinds(Quorum quorum) => quorum switch
    {
        EachOf each => each.Quorums.SelectMany(Kinds).Append(nameof(EachOf)),
        EitherOf either => either.Quorums.SelectMany(Kinds).Append(nameof(EitherOf)),
        GroupQuorum group => Kinds(group.Within).Append(nameof(GroupQuorum)),
        _ => [quorum.GetType().Name],
    };

    // The sentence without what it is about and without its names and numbers.
    private static string Kind(string reason) =>
        System.Text.RegularExpressions.Regex.Replace(
            reason.Split(": ")[^1], "under [a-z]+, |its quorum, .*, (?=cannot|has)|[0-9]+.*(?=, and)|" + string.Join('|', Names),
                "");

    private static readonly string[] Names =
        ["appeals", "binding", "elections", "daily", "light", "spare", "convener", "deputy-convener", "facilitator", "broker",
            "design-group", "librarian", "deputy-"];
}
