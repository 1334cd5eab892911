using System.Globalization;
using System.Text.Json;
using CommunitiesOfPractice.Counting;
using Xunit.Abstractions;

namespace CommunitiesOfPractice.Tests.Counting;

/// <summary>
/// Elections whose results others publish: winners, rankings, scores, rounds and stage tables, digit for digit.
/// </summary>
public class VectorTests(ITestOutputHelper output)
{
    private static readonly Dictionary<string, string> NotOurs = new()
    {
        ["STAR"] =
            "score, then an automatic run-off: a second round whose points mean something else; charters that score have Score",
        ["PreferentialBlock"] = "majority takes every seat; for several seats we have proportional rules and plain approval",
        ["Approval-PAV"] = "proportional approval is NP-hard to count and hard to explain to members",
        ["Approval-SPAV"] = "its sequential form is proportional only roughly, and seldom used",
        ["Approval-SAV (vote split equally)"] = "dot voting with equal dots says the same in plainer words",
        ["Score-AllocatedScore"] = "one implementation's rule; no published standard",
        ["STV (Gregory fraction, Droop int, Condorcet-PHP)"] = "one implementation's rule, known to break vote conservation",
        ["STV (pyrankvote rules)"] = "one implementation's rule, with ties broken at random",
        ["STV (Gregory, Droop int, votelib)"] = "one implementation's rule",
        ["STV-WIGM-PRF(4dp)"] =
            "the same family as Scottish STV, which is law; two rules that differ in the fourth decimal help nobody",
    };

    private static readonly Dictionary<string, string> NotOursById = new()
    {
        ["FirstPastThePostTest-testResult-3-first-past-the-post-voting"] =
            "splits one vote between two first places; a choice ballot names one",
        ["TwoRoundSystemTest-testResult-3-multiple-rounds-system"] =
            "splits one vote between two first places; a paper stands for one option",
        ["TwoRoundSystemTest-testResult-9-multiple-rounds-system"] =
            "takes all who are level for second place into the second round; ours is tied",
    };

    [Fact]
    public void Our_own_vectors_are_met() => Met(Path.Combine(AppContext.BaseDirectory, "Counting", "vectors", "ours.json.gz"));

    [SharedFact("vectors/voting")]
    public void Vectors_of_others_are_met() =>
        Met([.. System.IO.Directory.GetFiles(SharedFactAttribute.Find("vectors/voting")!, "*.json*")
            .Order(StringComparer.Ordinal)]);

    private void Met(params string[] files)
    {
        var failures = new List<string>();
        output.WriteLine($"{"family",-32}{"method",-52}{"met",5}{"listed",8}{"tie",5}");
        foreach (var file in files)
        {
            foreach (var family in Vector.Read(file).GroupBy(vector => vector.Method))
            {
                var (met, listed, tie) = (0, 0, 0);
                foreach (var vector in family)
                {
                    if (WhyNot(vector) is not null)
                    {
                        listed++;
                        continue;
                    }

                    try
                    {
                        Check(vector);
                        met++;
                        if (vector.TieDependent) tie++;
                    }
                    catch (Exception failure) when (failure is not OutOfMemoryException)
                    {
                        failures.Add(
                            $"{Path.GetFileName(file)} {vector.Id} ({vector.Method}, tie {vector.TieDependent}): "
                                + $"{failure.Message}");
                    }
                }

                output.WriteLine($"{Path.GetFileName(file),-32}{family.Key,-52}{met,5}{listed,8}{tie,5}");
                foreach (var vector in family.Where(v => WhyNot(v) is not null).DistinctBy(WhyNot))
                    output.WriteLine($"    listed: {WhyNot(vector)}");
            }
        }

        Assert.True(failures.Count == 0, $"{failures.Count} not met:\n" + string.Join("\n", failures));
    }

    private static string? WhyNot(Vector vector) =>
        NotOurs.GetValueOrDefault(vector.Method) ?? NotOursById.GetValueOrDefault(vector.Id) ?? (IsOtherThanTwoOfTwo(vector)
            ? "more than two rounds, or than two in the second round; the contingent vote has two of two"
            : null);

    private static bool IsOtherThanTwoOfTwo(Vector vector) => vector.Method == "TwoRound/MultiRound"
        && vector.Json.GetProperty("options") is var options
        && (options.GetProperty("MAX_ROUND").GetInt32() != 2
            || options.GetProperty("TARGET_NUMBER_OF_CANDIDATES_FOR_THE_NEXT_ROUND").GetInt32() != 2);

    private static void Check(Vector vector)
    {
        Action<Vector> check = vector.Method switch
        {
            "Plurality" => v => Ranked(v, new Plurality().Count(v.Contest, v.FirstChoices)),
            "Approval" => v => Summed(v, new Approval().Count(v.Contest, v.Approvals)),
            "Score (sum 0..10)" => Scored,
            "Borda" => v => Summed(v, new Borda { Unranked = v.Unranked }.Count(v.Contest, v.Ranked)),
            "Borda (last place=0)" => v => Summed(
                v, new Borda { Unranked = v.Unranked, Points = BordaPoints.FromOptionsLessOneToNought }.Count(
                    v.Contest, v.Ranked)),
            "Dowdall" =>
                v => Summed(v, new Borda { Unranked = v.Unranked, Points = BordaPoints.Dowdall }.Count(v.Contest, v.Ranked)),
            "Copeland" => v => Balanced(v, (CopelandTally)new Copeland { Unranked = v.Unranked }.Count(v.Contest, v.Ranked)),
            "Minimax (winning votes)" => v => Minimaxed(v, MinimaxMeasure.WinningVotes),
            "Minimax (margins)" => v => Minimaxed(v, MinimaxMeasure.Margins),
            "Minimax (pairwise opposition)" => v => Minimaxed(v, MinimaxMeasure.Opposition),
            "Schulze (winning votes)" => v => Pathed(v, Strength.WinningVotes),
            "Schulze (margins)" => v => Pathed(v, Strength.Margins),
            "Schulze (ratio)" => v => Pathed(v, Strength.Ratio),
            "RankedPairs (winning votes)" => v => Locked(v, Strength.WinningVotes),
            "RankedPairs (margins)" => v => Locked(v, Strength.Margins),
            "IRV" => RanOff,
            "TwoRound/MultiRound" =>
                v => Ranked(v, new ContingentVote { EqualRanks = EqualRanks.PassedOver }.Count(v.Contest, v.Ranked)),
            "STV-Scottish-WIGM" => Scottish,
            "STV-Meek-PRF(9dp,omega1e-6)" => Meek,
            _ => _ => Assert.Fail("A vector that is neither met nor listed."),
        };
        check(vector);
    }

    private static void Won(Vector vector, Tally tally) =>
        Assert.Equal(vector.Winners, tally.Winners.Concat(tally.Tied).Order().ToValueList());

    private static void Ranked(Vector vector, Tally tally)
    {
        Won(vector, tally);
        if (vector.Ranking is { } ranking && !vector.TieDependent) Assert.Equal(ranking, tally.Ranking);
    }

    private static void Summed(Vector vector, Tally tally)
    {
        Ranked(vector, tally);
        foreach (var (option, figure) in vector.Figures(vector.Expected.GetProperty("scores")))
            Near(figure, ((SumTally)tally).Scores[option]);
    }

    private static void Scored(Vector vector)
    {
        Summed(vector, new Score(10).Count(vector.Contest, vector.Scores));
        var means = (SumTally)new Score(10) { LeavesOutUnscored = true }.Count(vector.Contest, vector.Scores);
        foreach (var (option, figure) in vector.Figures(vector.Expected.GetProperty("averages")))
            Near(figure, means.Scores[option]);
    }

    private static void Near(JsonElement expected, Votes actual)
    {
        var difference = Vector.Exact(expected) - actual;
        var most = Votes.Of(1, 1_000_000_000);
        Assert.True(
            difference <= most && most + difference >= default(Votes), $"{expected.GetRawText()} expected, {actual} found");
    }

    private static void Balanced(Vector vector, CopelandTally tally)
    {
        Ranked(vector, tally);
        if (!vector.Expected.TryGetProperty("scores", out var scores)) return;
        foreach (var (option, figure) in vector.Figures(scores))
            Assert.Equal(figure.GetProperty("balance").GetInt32(), tally.Balances[option]);
    }

    private static void Minimaxed(Vector vector, MinimaxMeasure measure)
    {
        var tally =
            (MinimaxTally)new Minimax { Measure = measure, Unranked = vector.Unranked }.Count(vector.Contest, vector.Ranked);
        Ranked(vector, tally);
        if (!vector.Expected.TryGetProperty("scores", out var scores)) return;
        foreach (var (option, figure) in vector.Figures(scores))
            Assert.Equal(figure.GetProperty("worst").GetInt64(), tally.Worst[option]);
    }

    private static void Pathed(Vector vector, Strength strength)
    {
        var tally =
            (SchulzeTally)new Schulze { Strength = strength, Unranked = vector.Unranked }.Count(vector.Contest, vector.Ranked);
        Ranked(vector, tally);
        if (!vector.Expected.TryGetProperty("pairwise", out var matrix)) return;
        foreach (var (option, row) in vector.Figures(matrix))
            foreach (var (other, figure) in vector.Figures(row)) Assert.Equal(figure.GetInt64(), tally.Matrix[option, other]);
        foreach (var (option, row) in vector.Figures(vector.Expected.GetProperty("beatpathStrengths")))
            foreach (var (other, figure) in vector.Figures(row))
                Assert.Equal(figure.GetInt64(), tally.Path(option, other)?.For ?? 0);
    }

    private static void Locked(Vector vector, Strength strength)
    {
        var tally =
            (RankedPairsTally)new RankedPairs { Strength = strength, Unranked = vector.Unranked }.Count(
                vector.Contest, vector.Ranked);
        if (vector.TieDependent)
        {
            // The peer settles equal comparisons in its own way: its winners are among ours, of whom nobody is ruled out.
            Assert.Subset(new HashSet<int>(tally.Winners.Concat(tally.Tied)), new HashSet<int>(vector.Winners));
            return;
        }

        Ranked(vector, tally);
        if (!vector.Expected.TryGetProperty("tally", out var pairs)) return;
        var expected = pairs.EnumerateArray()
            .SelectMany(pair => pair.ValueKind == JsonValueKind.Array ? pair.EnumerateArray().ToArray() : [pair]).ToList();
        Assert.Equal(
            expected.Select(
                pair => (
                    Name(pair, "from"), Name(pair, "to"), pair.GetProperty("win").GetInt64(),
                        pair.GetProperty("minority").GetInt64())),
            tally.Pairs.Where(pair => pair.Locked || expected.Count == tally.Pairs.Count)
                .Select(pair => (pair.Win.Winner, pair.Win.Loser, pair.Win.For, pair.Win.Against)));
        foreach (var (pair, ours) in expected.Zip(tally.Pairs))
            if (pair.TryGetProperty("locked", out var locked)) Assert.Equal(locked.GetBoolean(), ours.Locked);

        int Name(JsonElement pair, string end) => vector.Option(pair.GetProperty(end).GetString()!);
    }

    private static void RanOff(Vector vector)
    {
        var method = new InstantRunoff { EqualRanks = EqualRanks.PassedOver, Unranked = vector.Unranked };
        var tally = (TransferTally)method.Count(vector.Contest, vector.Ranked);
        if (vector.TieDependent)
        {
            Assert.Subset(new HashSet<int>(tally.Winners.Concat(tally.Tied)), new HashSet<int>(vector.Winners));
            return;
        }

        Ranked(vector, tally);
        if (!vector.Expected.TryGetProperty("rounds", out var rounds)) return;
        var all =
            (rounds.ValueKind == JsonValueKind.Array
                ? rounds.EnumerateArray()
                : rounds.EnumerateObject().Select(round => round.Value)).ToList();
        foreach (var (round, stage) in all.Zip(tally.Stages))
        {
            var votes = round.TryGetProperty("votes", out var ours) ? ours : round;
            foreach (var (option, figure) in vector.Figures(votes))
                Assert.Equal(
                    Vector.Exact((figure.ValueKind == JsonValueKind.Array ? figure[0] : figure).GetRawText()),
                        stage.Votes[option]);
            if (round.TryGetProperty("exhausted", out var exhausted)) Assert.Equal(Vector.Exact(exhausted), stage.Exhausted);
        }

        if (!vector.Expected.TryGetProperty("eliminationOrder", out var order)) return;
        Assert.Equal(all.Count, tally.Stages.Count);
        Assert.Equal(
            order.EnumerateArray().Select(c => vector.Option(c.GetString()!)), tally.Stages.SelectMany(stage => stage.Excluded));
    }

    private static void Scottish(Vector vector)
    {
        var tally = Drawn(vector, new ScottishStv());
        Assert.Equal(Vector.Exact(vector.Expected.GetProperty("quota")), tally.Stages[0].Quota);
        var stage = 0;
        var elected = new List<int>();
        foreach (var step in vector.Stages)
        {
            var tag = step.GetProperty("tag").GetString();
            var message = step.GetProperty("msg").GetString()!;
            if (tag == "transfer" && message.EndsWith("(0.00000)", StringComparison.Ordinal)) continue;
            if (tag == "transfer")
                Assert.Equal(
                    vector.Option(message[(message.IndexOf(": ", StringComparison.Ordinal) + 2)..].Split(" (")[0]),
                        tally.Stages[++stage].From);
            if (tag == "elect") elected.Add(vector.Option(message[(message.IndexOf(": ", StringComparison.Ordinal) + 2)..]));
            if (tag is not ("begin" or "transfer")) continue;
            Same(vector, step.GetProperty("votes"), tally.Stages[stage]);
            Assert.Equal(Vector.Exact(step.GetProperty("nontransferable")), tally.Stages[stage].Exhausted);
        }

        Assert.Equal(stage + 1, tally.Stages.Count);
        Assert.Equal(elected.Order(), tally.Stages.SelectMany(s => s.Elected).Order());
    }

    private static void Meek(Vector vector)
    {
        var tally = Drawn(vector, new MeekStv { TieRules = [TieRule.Seniority] });
        Assert.Equal(Vector.Exact(vector.Expected.GetProperty("quota")), tally.Stages[0].Quota);
        foreach (var step in vector.Stages)
        {
            var tag = step.GetProperty("tag").GetString();
            var remaining = step.GetProperty("msg").GetString()!.Contains("remaining", StringComparison.Ordinal);
            if (tag is not ("begin" or "elect" or "defeat") || remaining) continue;
            var stage = tally.Stages[Math.Max(0, step.GetProperty("round").GetInt32() - 1)];
            Same(vector, step.GetProperty("votes"), stage);
            Assert.Equal(Vector.Exact(step.GetProperty("quota")), stage.Quota);
            var message = step.GetProperty("msg").GetString()!;
            if (tag != "begin")
                Assert.Contains(
                    vector.Option(message[(message.LastIndexOf(": ", StringComparison.Ordinal) + 2)..]), tag == "elect"
                        ? stage.Elected
                        : stage.Excluded);
        }
    }

    /// <summary>The peer draws lots in the order of the candidates, the first to go first: that order is the evidence.</summary>
    private static TransferTally Drawn(Vector vector, TransferMethod method)
    {
        if (method is ScottishStv) method = method with { TieRules = [TieRule.PreviousStage, TieRule.Seniority] };
        var evidence = new TieEvidence { Seniority = Enumerable.Range(0, vector.Candidates.Count).Reverse().ToValueList() };
        var tally = (TransferTally)method.Count(vector.Contest, vector.Ranked, evidence);
        Won(vector, tally);
        if (vector.ElectionOrder is { } order && !vector.TieDependent) Assert.Equal(order, tally.Winners);
        return tally;
    }

    private static void Same(Vector vector, JsonElement votes, CountingStage stage)
    {
        foreach (var (option, figure) in vector.Figures(votes))
            Assert.True(
                Vector.Exact(figure) == stage.Votes[option],
                string.Format(
                    CultureInfo.InvariantCulture, "{0}: {1} expected, {2} found", vector.Candidates[option], figure,
                        stage.Votes[option]));
    }
}
