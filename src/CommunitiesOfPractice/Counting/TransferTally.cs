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

    private protected override IEnumerable<string> Reasons(Names names, Wording wording) =>
        Stages.Select((stage, index) => wording.Sentences(Told(stage, index + 1, names, wording)));

    private protected override IEnumerable<PrintedTable> Tables(Names names, Wording wording) =>
    [
        new(
            wording.Say("tally.table.stages"),
            ValueList.Of(["", .. Stages.SelectMany((_, index) => Heads(index + 1, wording))]),
            Ranking.SelectMany(tier => tier).Select(option => Row(names[option], stage => Stages[stage].Votes[option]))
                .Append(Row(wording.Say("tally.table.exhausted"), stage => Stages[stage].Exhausted))
                .Concat(Stages.All(stage => stage.Lost == default)
                    ? []
                    : [Row(wording.Say("tally.table.lost"), stage => Stages[stage].Lost)])
                .Append(Row(wording.Say("tally.table.quota"), stage => Stages[stage].Quota)).ToValueList()),
    ];

    private static IEnumerable<string> Heads(int stage, Wording wording)
    {
        if (stage > 1) yield return wording.Say("tally.table.moved");
        yield return wording.Say("tally.table.stage", stage);
    }

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

    private static IEnumerable<string> Told(CountingStage stage, int number, Names names, Wording wording)
    {
        yield return (stage.Kind, stage.From) switch
        {
            (StageKind.FirstPreferences, _) => wording.Say("tally.stage.first-preferences", number),
            (StageKind.Surplus, var from) => wording.Say("tally.stage.surplus", number, names[from ?? 0]),
            (StageKind.Exclusion, { } from) => wording.Say("tally.stage.exclusion", number, names[from]),
            (StageKind.Exclusion, null) => wording.Say("tally.stage.exclusion-together", number),
            (StageKind.Sharing, { } from) => wording.Say("tally.stage.sharing-after-exclusion", number, names[from]),
            (StageKind.Sharing, null) => wording.Say("tally.stage.sharing", number),
            _ => throw new InvalidOperationException("A stage that is not known."),
        };
        yield return wording.Say("tally.stage.quota", stage.Quota);
        if (stage.Elected.Count > 0)
            yield return wording.Agreeing("tally.stage.elected", stage.Elected.Count, names.Of(stage.Elected));
        if (stage.Excluded.Count > 0)
            yield return wording.Agreeing("tally.stage.excluded", stage.Excluded.Count, names.Of(stage.Excluded));
    }
}
