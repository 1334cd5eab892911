using System.Text.Json.Serialization;

namespace CommunitiesOfPractice.Counting;

/// <summary>
/// How options that are level are put in order. A method names the rules it uses, first to last. A rule that cannot tell them
/// apart, or lacks its evidence (<see cref="TieEvidence"/>), passes to the next. <c>default</c> is <see cref="PreviousStage"/>.
/// </summary>
public enum TieRule
{
    /// <summary>
    /// Who had more at the most recent earlier stage at which they differed (as in SSI 2007/42). Where options went together, it
    /// tells apart what it would tell apart in every order in which they could have gone one by one.
    /// </summary>
    PreviousStage,

    /// <summary>Who had more at the first stage at which they differed; where options went together, in every order.</summary>
    FirstStage,

    /// <summary>Who wins more of the comparisons between those who are level, less those lost.</summary>
    Pairwise,

    /// <summary>Who comes earlier in the order of seniority that was given.</summary>
    Seniority,

    /// <summary>The option that the holder of the casting voice named, before all others.</summary>
    CastingVoice,

    /// <summary>Who comes earlier in the lot drawn from the revealed seed (<see cref="Counting.Lot"/>).</summary>
    Lot,
}

/// <summary>
/// What tie rules need that no ballot says. It arrives with the act that closes the vote and is kept in its event, so that
/// anyone can replay the count.
/// </summary>
public sealed record TieEvidence
{
    /// <summary>No evidence: only the ballots can break a tie.</summary>
    public static TieEvidence None { get; } = new();

    /// <summary>Options in order of seniority, the most senior first. Those not named come after them, level.</summary>
    [JsonConverter(typeof(OptionsConverter))]
    public ValueList<int> Seniority { get; init => field = Guard.Against.Null(value, nameof(Seniority)); } = [];

    /// <summary>The option for which the casting voice is given; null when it has not been given.</summary>
    public int? CastingVoice {
        get; init => field = value is null ? null : Guard.Against.Negative(value.Value, nameof(CastingVoice)); }

    /// <summary>The revealed lot; null when the seed was never revealed.</summary>
    public Lot? Lot { get; init; }
}

/// <summary>What options were level for.</summary>
public enum TieFor
{
    /// <summary>A seat.</summary>
    Seat,

    /// <summary>Being excluded from the count.</summary>
    Exclusion,

    /// <summary>Which surplus is transferred first.</summary>
    Surplus,

    /// <summary>A place in the next round.</summary>
    NextRound,

    /// <summary>Which of equally strong comparisons is locked first: here, by its winner or its loser.</summary>
    Comparison,

    /// <summary>A place in the ranking that wins or loses no seat.</summary>
    Place,
}

/// <summary>A tie that the count met, and what became of it.</summary>
/// <param name="Options">The options that were level.</param>
/// <param name="For">What they were level for.</param>
/// <param name="Stage">At the end of which stage, from one; zero where there are no stages.</param>
/// <param name="Taken">The option that the count went on with: seated, excluded, or taken first. Null when it went on with
/// none.</param>
/// <param name="SettledBy">The rule that settled it; null when none did.</param>
/// <param name="Matters"> Whether another choice, or another order of those who went together, could have changed who wins or
/// what a later tie rule reads. True as well where there are more choices or orders than are followed. </param>
public sealed record Tie(ValueList<int> Options, TieFor For, int Stage, int? Taken, TieRule? SettledBy, bool Matters)
{
    /// <summary>Whether all of them were bound to go and were excluded at once: no order was chosen. False unless so.</summary>
    public bool Together { get; init; }
}
