using System.Globalization;

namespace CommunitiesOfPractice.Counting;

/// <summary>A result that comes about by stages, as papers pass from one option to the next.</summary>
public sealed record TransferTally : Tally
{
    internal TransferTally(Outcome outcome, ValueList<CountingStage> stages) : base(outcome) => Stages = stages;

    /// <summary>
    /// The stages, in order. They end where the seats are filled, or at a tie that matters and that no rule settled.
    /// </summary>
    public ValueList<CountingStage> Stages { get; }

    /// <summary>What an option gained at a stage, or lost: nothing at the first.</summary>
    /// <param name="stage">The stage, from one.</param>
    /// <param name="option">The option.</param>
    /// <exception cref="IndexOutOfRangeException">There is no such stage or option.</exception>
    public Votes Transferred(int stage, int option) =>
        stage == 1 ? default : Stages[stage - 1].Votes[option] - Stages[stage - 2].Votes[option];

    private protected override IEnumerable<string> Reasons(Names names) =>
        Stages.Select((stage, index) => $"Stage {index + 1}: {Told(stage, names)}");

    private protected override IEnumerable<PrintedTable> Tables(Names names) =>
    [
        new(
            "Votes at the end of each stage, and what the stage moved",
            ValueList.Of(["", .. Stages.SelectMany((_, index) => index == 0 ? ["Stage 1"] : new[] { "moved", $"Stage {index + 1}" })]),
            Ranking.SelectMany(tier => tier).Select(option => Row(names[option], stage => Stages[stage].Votes[option]))
                .Append(Row("Exhausted", stage => Stages[stage].Exhausted))
                .Concat(Stages.All(stage => stage.Lost == default) ? [] : [Row("Lost in rounding", stage => Stages[stage].Lost)])
                .Append(Row("Quota", stage => Stages[stage].Quota)).ToValueList()),
    ];

    private ValueList<string> Row(string name, Func<int, Votes> votes)
    {
        var cells = new List<string> { name };
        for (var stage = 0; stage < Stages.Count; stage++)
        {
            if (stage > 0)
            {
                var moved = votes(stage) - votes(stage - 1);
                cells.Add(moved == default ? "" : (moved > default(Votes) ? "+" : "") + moved);
            }

            cells.Add(votes(stage).ToString());
        }

        return cells.ToValueList();
    }

    private static string Told(CountingStage stage, Names names)
    {
        var done = stage.Kind switch
        {
            StageKind.FirstPreferences => "first preferences are counted",
            StageKind.Surplus => $"the surplus of {names[stage.From ?? 0]} passes on",
            StageKind.Exclusion when stage.From is { } from => $"the papers of {names[from]} pass on",
            StageKind.Exclusion => "the papers of those excluded pass on",
            StageKind.Sharing when stage.From is { } from => $"the papers of {names[from]} pass on and the votes are shared out afresh",
            StageKind.Sharing => "the votes are shared out afresh",
            _ => throw new InvalidOperationException("A stage that is not known."),
        };
        return done
            + (stage.Elected.Count == 0 ? "" : $"; {names.Of(stage.Elected)} {(stage.Elected.Count == 1 ? "is" : "are")} elected")
            + (stage.Excluded.Count == 0 ? "" : $"; {names.Of(stage.Excluded)} {(stage.Excluded.Count == 1 ? "is" : "are")} excluded")
            + string.Format(CultureInfo.InvariantCulture, " (quota {0}).", stage.Quota);
    }
}
