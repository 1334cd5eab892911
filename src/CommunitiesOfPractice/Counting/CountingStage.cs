namespace CommunitiesOfPractice.Counting;

/// <summary>What a stage of a count did.</summary>
public enum StageKind
{
    /// <summary>Each paper went to its first preference.</summary>
    FirstPreferences,

    /// <summary>The surplus of somebody elected was passed on.</summary>
    Surplus,

    /// <summary>The papers of somebody excluded were passed on, or of several who were excluded together.</summary>
    Exclusion,

    /// <summary>Votes were shared out afresh until the surplus was negligible (Meek).</summary>
    Sharing,
}

/// <summary>One stage of a count that passes papers from one option to the next: a row of the table that a host prints.</summary>
/// <param name="Kind">What was done.</param>
/// <param name="From">Whose votes were passed on; null when nobody's in particular, or those of several at once.</param>
/// <param name="Votes">What each option has at the end of the stage; nothing for those excluded or withdrawn.</param>
/// <param name="Exhausted">The votes of papers that have nobody left to pass to.</param>
/// <param name="Lost">What rounding down has lost, so that no vote disappears unseen.</param>
/// <param name="Quota">What elects at this stage.</param>
/// <param name="Elected">Who was elected at its end, in order of election.</param>
/// <param name="Excluded">Who was excluded at its end. The papers move in the next stage.</param>
public sealed record CountingStage(
    StageKind Kind,
    int? From,
    ValueList<Votes> Votes,
    Votes Exhausted,
    Votes Lost,
    Votes Quota,
    ValueList<int> Elected,
    ValueList<int> Excluded);
