using System.Text.Json.Serialization;
using CommunitiesOfPractice.Counting;

namespace CommunitiesOfPractice.Rules;

/// <summary>What a level of agreement counts as.</summary>
public enum GradientClass
{
    /// <summary>A vote for.</summary>
    Support,
    /// <summary>Taking part, neither for nor against.</summary>
    Neutral,
    /// <summary>A vote against.</summary>
    Oppose,
    /// <summary>A vote against that stops the proposal, with its reason.</summary>
    Block,
}

/// <summary>One level of agreement, in the charter's own words.</summary>
/// <param name="Name">What it is called, such as <c>support with reservations</c>.</param>
/// <param name="Class">What it counts as.</param>
public sealed record GradientLevel(string Name, GradientClass Class)
{
    /// <summary>What it counts as.</summary>
    /// <exception cref="ArgumentException">It is none of them.</exception>
    public GradientClass Class { get; init => field = Guard.Against.EnumOutOfRange(value); } =
        Guard.Against.EnumOutOfRange(Class);

    /// <summary>What it is called.</summary>
    /// <exception cref="ArgumentException">It is not a well-formed name (<see cref="Naming.Fits"/>).</exception>
    public string Name { get; init => field = Naming.Checked(value, nameof(Name)); } = Naming.Checked(Name, nameof(Name));

    internal bool IsNamed(string name) => Name == name || Naming.IsSame(Name, name);
}

/// <summary>A ballot that names one of the charter's levels of agreement.</summary>
/// <param name="Level">The level's name.</param>
public sealed record GradientBallot(string Level) : Ballot
{
    /// <summary>The level's name.</summary>
    /// <exception cref="ArgumentException">It is not a well-formed name (<see cref="Naming.Fits"/>).</exception>
    public string Level { get; init => field = Naming.Checked(value, nameof(Level)); } = Naming.Checked(Level, nameof(Level));

    /// <summary>A ballot for a level, as the charter in the record spells it.</summary>
    internal static GradientBallot For(GradientLevel level)
    {
        using var old = OldLines.Begin();
        return new(level.Name);
    }

    internal override int Marks => 0;

    internal override int OptionAt(int mark) => throw new ArgumentOutOfRangeException(nameof(mark));
}

/// <summary>
/// Gradients of agreement: each voter names a level of the charter's, and a threshold is measured over what the levels count as.
/// A level that blocks needs a reason, so a voter reaches it by objecting (<see cref="ObjectTo"/>). As many blocks as the charter
/// says stop the proposal.
/// </summary>
/// <param name="Levels">The levels, from most to least agreement.</param>
/// <param name="Threshold">What carries it: supporting levels are votes for, opposing and blocking ones votes against.</param>
public sealed record GradientsRule(ValueList<GradientLevel> Levels, Threshold Threshold) : DecisionRule
{
    /// <summary>The levels, in order.</summary>
    /// <exception cref="ArgumentException">It is null, or holds null or <c>default</c>.</exception>
    public ValueList<GradientLevel> Levels { get; init => field = Guard.Against.Gaps(value); } = Guard.Against.Gaps(Levels);

    /// <summary>What carries it.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public Threshold Threshold { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Threshold);

    /// <summary>How many blocks stop it.</summary>
    /// <exception cref="ArgumentException">Less than one.</exception>
    public int Blocks { get; init => field = Guard.Against.NegativeOrZero(value); } = 1;

    /// <summary>
    /// The eight levels of the gradients of agreement that Kaner and others describe (Facilitator's Guide, 1996), in words of our
    /// own.
    /// </summary>
    [JsonIgnore]
    public static ValueList<GradientLevel> Eight { get; } =
    [
        new("wholehearted yes", GradientClass.Support), new("yes with a small concern", GradientClass.Support),
        new("yes with reservations", GradientClass.Support), new("no opinion", GradientClass.Neutral),
            new("needs more talk", GradientClass.Neutral),
        new("do not like it but go along", GradientClass.Oppose), new("serious disagreement", GradientClass.Oppose),
            new("cannot go along", GradientClass.Block),
    ];

    private protected override string Said(Wording wording) => Terms(wording,
    [
        wording.Say("rule.gradients",
            wording.List(Levels.Select(level => wording.Say("rule.gradient", level.Name, wording.Of(level.Class))), "list.or")),
        wording.Say("rule.carried-by", Threshold.In(wording)),
        .. BlockingLevel is null ? Array.Empty<string>() : [wording.Count("rule.blocks", Blocks)],
    ]);

    internal override IEnumerable<Ballot> Choices =>
        Levels.Where(level => level.Class != GradientClass.Block).Select(level => GradientBallot.For(level));

    internal override bool HearsObjections => BlockingLevel is not null;

    internal override bool Integrates => HearsObjections;

    internal override Ballot? ObjectionBallot => BlockingLevel is { } level ? GradientBallot.For(level) : null;

    private GradientLevel? BlockingLevel => Levels.FirstOrDefault(level => level.Class == GradientClass.Block);

    internal override Voice VoiceOf(Ballot ballot) => ballot is GradientBallot { Level: var name }
        ? Levels.First(level => level.IsNamed(name)).Class switch
        {
            GradientClass.Support => Voice.For,
            GradientClass.Neutral => Voice.Abstain,
            _ => Voice.Against,
        }
        : base.VoiceOf(ballot);

    internal override Ruling? RefuseBallot(Sitting sitting, Decision decision, PersonId by, Ballot ballot) =>
        (ballot is GradientBallot { Level: var name } && Levels.Any(level => level.IsNamed(name))
            ? null
            : sitting.Refuse(Clauses.BallotKind, Condition.WellFormed, OfWhat.LevelOfAgreement, Witness.Of(decision.Id)))
        ?? sitting.RefuseUnlessReasoned(decision, by, ballot)
        ?? (HearsObjections ? sitting.RefuseIfObjects(decision.Id, by) : null);

    private protected override Result Counted(Decision decision)
    {
        var count = decision.VoiceCount;
        var outcome = !IsQuorate(decision, count) ? Outcome.Inquorate
            : !IsBlocked(decision) && Threshold.IsMet(count) ? Outcome.Carried
            : Outcome.Failed;
        return new(outcome, count);
    }

    private protected override IEnumerable<string> Reasons(Decision decision, Wording wording) =>
        base.Reasons(decision, wording)
            .Concat(HearsObjections ? [ObjectionReason(decision, "result.blocks", Blocks, wording)] : [])
            .Append(Threshold.Reason(decision.Result!.Count, wording));

    // Without a level that blocks, an objection that another rule turned over to this one stops nothing.
    private bool IsBlocked(Decision decision) => HearsObjections && decision.Standing >= Blocks;

    internal override bool IsCertain(Decision decision) => false;

    internal override IEnumerable<string> Faults(Charter charter, Everybody everybody, Wording wording)
    {
        foreach (var fault in base.Faults(charter, everybody, wording).Concat(FinalVoteFaults(wording))
            .Concat(Threshold.Faults(wording))) yield return fault;
        if (Levels.Select(level => level.Name).Distinct().Count() != Levels.Count) yield return wording.Say("fault.levels-same");
        if (Levels.All(level => level.Class != GradientClass.Support)) yield return wording.Say("fault.levels-support");
        if (Levels.All(level => level.Class is GradientClass.Support or GradientClass.Neutral))
            yield return wording.Say("fault.levels-oppose");
        if (Levels.Count(level => level.Class == GradientClass.Block) > 1) yield return wording.Say("fault.levels-block");
        if (Blocks > 1 && BlockingLevel is null) yield return wording.Say("fault.blocks-levels", Blocks);
        if (Blocks > everybody.Count) yield return wording.Say("fault.blocks", Blocks, everybody.Count);
    }
}
