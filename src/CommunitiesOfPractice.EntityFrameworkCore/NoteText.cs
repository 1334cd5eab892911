using System.Globalization;
using System.Text;
using CommunitiesOfPractice.Events;

namespace CommunitiesOfPractice.EntityFrameworkCore;

/// <summary>
/// What can be found of a note: its words as <see cref="NoteText.WordsOf"/> has them, none of them from what was withdrawn,
/// revised away or redacted.
/// </summary>
public sealed class NoteTextRow
{
    /// <summary>The database's own number for it.</summary>
    public long Id { get; set; }

    /// <summary>Which note.</summary>
    public required string Note { get; set; }

    /// <summary>
    /// The position of the line of the record that these words are from. A commons that has not read it yet is not asked about
    /// them.
    /// </summary>
    public long Position { get; set; }

    /// <summary>The words of its title.</summary>
    public required string Title { get; set; }

    /// <summary>The words of its topics, and of the names of what it measures.</summary>
    public required string Topics { get; set; }

    /// <summary>The words of everything else it says.</summary>
    public required string Words { get; set; }
}

/// <summary>What can be found of notes, and what words are.</summary>
internal static class NoteText
{
    // In characters of each column. Together they stay below what PostgreSQL can index, whatever somebody writes.
    private const int LongestTitle = 20_000, LongestTopics = 40_000, LongestWords = 100_000;

    /// <summary>The longest word, in characters; of longer ones the beginning counts.</summary>
    private const int LongestWord = 64;

    /// <summary>
    /// The words of English so common that PostgreSQL does not index them. They are not looked for, so that the same words find
    /// the same notes on every database.
    /// </summary>
    private static readonly HashSet<string> Common = [.. """
        i me my myself we our ours ourselves you your yours yourself yourselves he him his himself she her hers herself it its itself they them their theirs themselves
        what which who whom this that these those am is are was were be been being have has had having do does did doing a an the and but if or because as until while
        of at by for with about against between into through during before after above below to from up down in out on off over under again further then once
        here there when where why how all any both each few more most other some such no nor not only own same so than too very s t can will just don should now
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>The words to look for in a text: each once, at most so many, and none that is in every note.</summary>
    public static string[] Wanted(string text, int most) =>
        [.. WordsOf(text).Where(word => !Common.Contains(word)).Distinct(StringComparer.Ordinal).Take(most)];

    /// <summary>
    /// What lines of the record do to what can be found of their notes: null where there is nothing to be found any more. Notes
    /// not named stay as they are.
    /// </summary>
    public static Dictionary<NoteId, NoteTextRow?> After(IEnumerable<Recorded> lines)
    {
        var texts = new Dictionary<NoteId, NoteTextRow?>();
        foreach (var (position, entry) in lines)
        {
            if (entry.Event is NoteWithdrawn) texts[NoteId.Of(entry.Stream)] = null;
            else if (ContentOf(entry.Event) is { } content)
                texts[NoteId.Of(entry.Stream)] = Of(NoteId.Of(entry.Stream), position, content);
        }

        return texts;
    }

    /// <summary>
    /// Words as they are kept and looked for: letters and digits, in lower case and without accents, of any text whatever.
    /// Nothing in them means anything to a database.
    /// </summary>
    public static IEnumerable<string> WordsOf(string text)
    {
        var (word, length) = (new StringBuilder(), 0);
        foreach (var rune in WellFormed(text).Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            if (category is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark) continue;
            if (Rune.IsLetterOrDigit(rune))
            {
                if (length++ < LongestWord) word.Append(Rune.ToLowerInvariant(rune).ToString());
            }
            else if (length > 0 && rune.Value is not ('\'' or '\u2019'))
            {
                yield return word.ToString();
                word.Clear();
                length = 0;
            }
        }

        if (length > 0) yield return word.ToString();
    }

    // Half a surrogate pair, which no record holds, may still be looked for.
    private static string WellFormed(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private static NoteContent? ContentOf(Event happened) => happened switch
    {
        NoteDrafted drafted => drafted.Content,
        NoteRevised revised => revised.Content,
        _ => null,
    };

    private static NoteTextRow Of(NoteId note, long position, NoteContent content)
    {
        var texts = content.TextsToScreen();
        return new()
        {
            Note = note.Value,
            Position = position,
            Title = Joined(texts.Where(t => t.Field == "title"), LongestTitle),
            Topics = Joined(texts.Where(t => t.Field is "topics" or "measures"), LongestTopics),
            Words = Joined(texts.Where(t => t.Field is not ("title" or "topics" or "measures")), LongestWords),
        };
    }

    private static string Joined(IEnumerable<ScreenedText> texts, int longest)
    {
        var joined = new StringBuilder();
        foreach (var word in texts.SelectMany(t => WordsOf(t.Words)))
        {
            if (joined.Length + word.Length >= longest) break;
            if (joined.Length > 0) joined.Append(' ');
            joined.Append(word);
        }

        return joined.ToString();
    }
}
