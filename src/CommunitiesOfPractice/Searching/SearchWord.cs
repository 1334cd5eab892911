using System.Globalization;
using System.Text;

namespace CommunitiesOfPractice;

/// <summary>
/// A word as it is kept and looked for. What is written and what is sought go through here, so that every store finds the same.
/// </summary>
/// <param name="Said">The word in lower case and without accents.</param>
/// <param name="Stem">What its English forms have in common.</param>
internal readonly record struct SearchWord(string Said, string Stem)
{
    /// <summary>The longest word, in characters; of longer ones the beginning counts.</summary>
    private const int Longest = 64;

    /// <summary>The words of English so common that they tell nothing: they are neither kept nor looked for.</summary>
    private static readonly HashSet<string> Common = new("""
        i me my myself we our ours ourselves you your yours yourself yourselves he him his himself she her hers herself it its
        itself they them their theirs themselves what which who whom this that these those am is are was were be been being have
        has had having do does did doing a an the and but if or because as until while of at by for with about against between
        into through during before after above below to from up down in out on off over under again further then once here there
        when where why how all any both each few more most other some such no nor not only own same so than too very s t can will
        just don should now
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);

    /// <summary>
    /// The words of any text whatever, in their order: letters and digits, so that nothing in them means anything to a database.
    /// </summary>
    public static IEnumerable<SearchWord> In(string? text)
    {
        if (text is null) yield break;
        var (decomposed, word) = (WellFormed(text).Normalize(NormalizationForm.FormKD), new StringBuilder());
        for (var i = 0; i <= decomposed.Length; i++)
        {
            if (i < decomposed.Length)
            {
                var length = char.IsSurrogatePair(decomposed, i) ? 2 : 1;
                switch (CharUnicodeInfo.GetUnicodeCategory(decomposed, i))
                {
                    case <= UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber:
                        if (word.Length + length <= Longest)
                            word.Append(decomposed.Substring(i, length).ToLowerInvariant());
                        i += length - 1;
                        continue;
                    case UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark:
                        i += length - 1;
                        continue;
                    default:
                        if (word.Length > 0 && decomposed[i] is '\'' or '\u2019') continue;
                        i += length - 1;
                        break;
                }
            }

            var said = word.ToString();
            word.Clear();
            if (said.Length > 0 && !Common.Contains(said)) yield return new(said, Stemming.Of(said));
        }
    }

    // Half a surrogate pair, which no record holds, may still be looked for.
    private static string WellFormed(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
