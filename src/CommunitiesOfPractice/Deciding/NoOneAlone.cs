namespace CommunitiesOfPractice;

/// <summary>The people that a proposal decides for, which says whose votes it needs (law 16).</summary>
internal enum Affects
{
    /// <summary>Nobody against their will: the charter's rule alone settles it.</summary>
    Nobody,

    /// <summary>One person, who would be removed, suspended, barred or recalled: two other people must vote for it.</summary>
    OnePerson,

    /// <summary>
    /// Everyone: it would amend, close, merge or split. Two people must vote for it, or one where nobody else has a vote.
    /// </summary>
    Everyone,
}

/// <summary>
/// No one decides alone for others (law 16). Whatever a charter says, a proposal that decides for others needs the votes of two
/// people, and more votes for than against. People's own ballots count. A ballot by proxy is its holder's. The law applies when
/// votes are counted, because a record may hold charters that an older check accepted.
/// </summary>
internal static class NoOneAlone
{
    /// <summary>How long the words of such a proposal are before the members, at least, before it closes.</summary>
    public static readonly Duration Shortest = Duration.FromDays(1);

    /// <summary>How many people must vote for it, in an electorate of so many.</summary>
    public static int VotesNeeded(this Affects affects, int eligible) => affects switch
    {
        Affects.Nobody => 0,
        Affects.OnePerson => 2,
        Affects.Everyone => Math.Min(2, eligible),
        _ => throw new ArgumentOutOfRangeException(nameof(affects), affects, "Affects nobody we know of."),
    };

    /// <summary>
    /// Whether the votes are enough as they are. A proposer who can vote and has not counts as one of the two, and in no
    /// comparison.
    /// </summary>
    public static bool AllowedBy(this Decision decision, VoiceCount own) =>
        decision.Proposal.Affects == Affects.Nobody
        || (own.For > own.Against
            && own.For + (decision.HasSilentProposer ? 1 : 0) >= decision.Proposal.Affects.VotesNeeded(own.Eligible));

    /// <summary>Whether the proposer has cast no ballot of their own and still has their vote.</summary>
    public static bool IsProposerSilent(Decision decision, Func<PersonId, Standing> roll) =>
        decision.Proposal.Affects != Affects.Nobody && decision.By is { } proposer
            && decision.Electorate?.Contains(proposer) == true && !decision.HasRecused(proposer)
        && (!decision.HasVoted(proposer) || decision.Represented.Any(r => r.Person == proposer)) && roll(proposer).Counts;

    /// <summary>What the two votes came to; null where the law asks for none.</summary>
    public static string? Reason(Decision decision, Wording wording)
    {
        if (decision.Proposal.Affects == Affects.Nobody || decision.Result is not { } result) return null;
        var (needed, own) = (decision.Proposal.Affects.VotesNeeded(result.Count.Eligible), result.Own ?? result.Count);
        return wording.Sentences(
        [
            wording.Count("result.no-one-alone", needed),
            wording.Say("result.more-for-than-against"),
            wording.Say("result.own-votes", own.For, own.Against),
            .. result.ProposerCounted ? [wording.Say("result.proposer-counted")] : Array.Empty<string>(),
        ]);
    }
}

public sealed partial record Decision
{
    /// <summary>
    /// Whether its proposer has cast no ballot and still can, so that they count as one of the two people law 16 asks for, and
    /// towards the quorum.
    /// </summary>
    [System.Text.Json.Serialization.JsonInclude]
    internal bool HasSilentProposer { get; init; }

    /// <summary>
    /// The earliest instant at which it may close that would close then: a day after its words were tabled or last changed, where
    /// it decides for others.
    /// </summary>
    internal Instant ClosingAt(Instant then) =>
        Proposal.Affects == Affects.Nobody ? then : Instant.Max(then, WordedAt.Later(NoOneAlone.Shortest));

    /// <summary>A count without the ballots that were cast for people by those who represent them.</summary>
    internal VoiceCount OwnVotes(VoiceCount count)
    {
        if (Represented.Count == 0) return count;
        var voices = Represented.Select(r => Ballots.Find(r.Holder) is { } ballot ? Rule.VoiceOf(ballot) : Voice.Abstain)
            .ToArray();
        return count with
        {
            TookPart = count.TookPart - voices.Length,
            For = count.For - voices.Count(voice => voice == Voice.For),
            Against = count.Against - voices.Count(voice => voice == Voice.Against),
        };
    }
}

internal sealed partial class Sitting
{
    /// <summary>
    /// The clause under which a proposal is tabled. It says so where too few people could vote for the proposal now to carry it.
    /// </summary>
    public Clause Tabling(Proposal proposal, Clause clause)
    {
        var concerned = proposal.Concerns is { } person && Roll[person].Counts ? 1 : 0;
        return Roll.Counting - concerned < proposal.Affects.VotesNeeded(Roll.Counting - concerned)
            ? Clauses.TabledForTooFew
            : clause;
    }
}
