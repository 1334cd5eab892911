using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;

namespace CommunitiesOfPractice.Tests.Answers;

/// <summary>
/// A language that nobody speaks: the English texts with every letter marked. What is still in plain letters when something is
/// printed in it did not come from the texts.
/// </summary>
internal sealed partial class PseudoWording() : Wording(CultureInfo.InvariantCulture)
{
    private const string Plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const string Marked = "åƀçðéƒĝĥîĵķļɱñöþɋŕšţûṽŵẋýžÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞɊŔŠŢÛṼŴẊÝŽ";

    /// <summary>The language.</summary>
    public static PseudoWording Language { get; } = new();

    /// <summary>A text in it: every letter marked, but for those that say where something is put in.</summary>
    public static string Mark(string text) => Places().Replace(text, part =>
        part.Value[0] == '{' ? part.Value : string.Concat(part.Value.Select(Mark)));

    /// <summary>
    /// The plain words that something printed in it still has, when what was put in (keys, names) is taken out.
    /// </summary>
    public static string[] PlainWordsIn(string printed, params IEnumerable<string?> putIn)
    {
        foreach (var text in putIn.OfType<string>().Where(text => text.Length > 0).OrderByDescending(text => text.Length))
            printed = printed.Replace(text, "", StringComparison.Ordinal);
        return [.. Words().Matches(printed).Select(word => word.Value)];
    }

    /// <summary>The plain words that an answer still has in it, when what it names is taken out.</summary>
    public static string[] PlainWordsIn(Answer answer) =>
        PlainWordsIn(answer.In(Language), OfWhat.Is(answer.Missing?.Of) ? null : answer.Missing?.Of);

    /// <summary>That nothing was said in English. What was put in may be.</summary>
    public static void AssertMarked(string text, params IEnumerable<string> putIn)
    {
        Assert.True(PlainWordsIn(text, putIn).Length == 0, text);
        Assert.NotEqual("", text);
    }

    /// <summary>The English texts whose keys begin in one of these ways; all of them, where none is given.</summary>
    public static IEnumerable<(string Key, string Text)> Texts(params string[] beginnings) =>
        from text in new ResourceManager("CommunitiesOfPractice.Wording", typeof(Wording).Assembly)
            .GetResourceSet(CultureInfo.InvariantCulture, createIfNotExists: true, tryParents: true)!.Cast<DictionaryEntry>()
        let key = (string)text.Key
        where beginnings.Length == 0 || beginnings.Any(beginning => key.StartsWith(beginning, StringComparison.Ordinal))
        select (key, (string)text.Value!);

    // Months have their names from the culture, which has no marked ones.
    protected override string? Find(string key) =>
        base.Find(key) is { } text ? Mark(text.Replace("MMMM", "MM", StringComparison.Ordinal)) : null;

    private static char Mark(char c) => Plain.IndexOf(c, StringComparison.Ordinal) is var at and >= 0 ? Marked[at] : c;

    [GeneratedRegex(@"\{[^}]*\}|[^{]+")]
    private static partial Regex Places();

    [GeneratedRegex("[A-Za-z]+")]
    private static partial Regex Words();
}
