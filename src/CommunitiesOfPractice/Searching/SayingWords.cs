namespace CommunitiesOfPractice;

/// <summary>
/// Says which words mean the same in the community's subject, in place of what was said before. Where somebody can act for an
/// office with the duty to steward knowledge, it is theirs to say. Otherwise any member may say it. It governs nothing: a search
/// uses it, and nothing else does. Refused where the community is not open, the person is not an acting member or lacks the duty,
/// or words have been redacted.
/// </summary>
/// <param name="By">Who says so.</param>
/// <param name="Words">The sets of words, all of them; empty for none.</param>
public sealed record SayWords(PersonId By, ValueList<Synonyms> Words) : CommunityAct(By)
{
    /// <summary>The largest number of sets that a community has.</summary>
    public const int MostSets = 200;

    /// <summary>The sets of words, all of them.</summary>
    /// <exception cref="ArgumentException">It is null, holds null, or holds more than <see cref="MostSets"/>.</exception>
    public ValueList<Synonyms> Words { get; init => field = Checked(value); } = Checked(Words);

    internal override Ruling Rule(Sitting sitting) =>
        sitting.RefuseUnlessActingMember(By)
        ?? sitting.RefuseUnlessServes(By, Duty.StewardKnowledge)
        ?? (Words.Any(set => set.Phrases.Any(phrase => phrase.IsRedacted))
            ? sitting.Refuse(Clauses.Malformed, Condition.WellFormed, OfWhat.Words)
            : null)
        ?? sitting.Allow(Clauses.SayingWords, Witness.Of(sitting.Community.Id), new WordsSaid(Words));

    private static ValueList<Synonyms> Checked(ValueList<Synonyms> words) => Guard.Against.Gaps(words).Count <= MostSets
        ? words
        : throw new ArgumentException($"A community has at most {MostSets} sets of words.", nameof(words));
}
