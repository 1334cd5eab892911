namespace CommunitiesOfPractice;

/// <summary>
/// Words that mean the same in a community's subject: <em>PPH</em>, <em>postpartum haemorrhage</em>, <em>blood loss after
/// birth</em>. A search for one of them finds what is written as another.
/// </summary>
/// <param name="Phrases">A word or a few in each, two phrases at least.</param>
public sealed record Synonyms(ValueList<FreeText> Phrases)
{
    /// <summary>The largest number of phrases in a set.</summary>
    public const int MostPhrases = 20;

    /// <summary>The longest phrase, in characters.</summary>
    public const int LongestPhrase = 100;

    /// <summary>A word or a few in each, two phrases at least.</summary>
    /// <exception cref="ArgumentException">It is null or holds null, has fewer than two phrases or more than
    /// <see cref="MostPhrases"/>, or one that is longer than <see cref="LongestPhrase"/>.</exception>
    public ValueList<FreeText> Phrases { get; init => field = Checked(value); } = Checked(Phrases);

    /// <summary>A set of these phrases.</summary>
    /// <param name="phrases">A word or a few in each, two phrases at least.</param>
    /// <exception cref="ArgumentNullException"><paramref name="phrases"/> is null.</exception>
    /// <exception cref="ArgumentException">As <see cref="Phrases"/> throws.</exception>
    public static Synonyms Of(params string[] phrases) =>
        new(Guard.Against.Null(phrases).Select(FreeText.Of).ToValueList());

    private static ValueList<FreeText> Checked(ValueList<FreeText> phrases) =>
        Guard.Against.Gaps(phrases).Count is >= 2 and <= MostPhrases && phrases.All(p => !(p.Words?.Length > LongestPhrase))
            ? phrases
            : throw new ArgumentException(
                $"Words that mean the same are 2 to {MostPhrases} phrases of at most {LongestPhrase} characters.",
                    nameof(phrases));
}
