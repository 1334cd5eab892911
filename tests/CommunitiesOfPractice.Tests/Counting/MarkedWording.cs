using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;

namespace CommunitiesOfPractice.Tests.Counting;

/// <summary>
/// A language that nobody speaks: the English texts with every letter marked. A letter that is not marked was never in the texts.
/// </summary>
internal sealed partial class MarkedWording : Wording
{
    private MarkedWording() : base(CultureInfo.InvariantCulture)
    {
    }

    public static MarkedWording Only { get; } = new();

    protected override string? Find(string key) => base.Find(key) is { } text ? Letters().Replace(text, "å") : null;

    /// <summary>That nothing was said in English. What was inserted may be: it is taken out first.</summary>
    public static void AssertMarked(string text, params IEnumerable<string> inserted)
    {
        var rest = inserted.OrderByDescending(words => words.Length).Aggregate(
            text, (left, words) => left.Replace(words, "", StringComparison.Ordinal));
        Assert.False(rest.Any(char.IsAsciiLetter), text);
        Assert.NotEqual("", text);
    }

    /// <summary>The English texts whose keys begin in one of these ways.</summary>
    public static IEnumerable<(string Key, string Text)> Texts(params string[] beginnings)
    {
        var texts = new ResourceManager("CommunitiesOfPractice.Wording", typeof(Wording).Assembly)
            .GetResourceSet(CultureInfo.InvariantCulture, true, true)!;
        foreach (DictionaryEntry text in texts)
            if (beginnings.Any(beginning => ((string)text.Key).StartsWith(beginning, StringComparison.Ordinal)))
                yield return ((string)text.Key, (string)text.Value!);
    }

    /// <summary>That texts are short and plain.</summary>
    public static void AssertPlain(IReadOnlyCollection<(string Key, string Text)> texts)
    {
        Assert.NotEmpty(texts);
        foreach (var (key, text) in texts)
        {
            Assert.DoesNotMatch(Gone(), text);
            foreach (var sentence in SentenceEnds().Split(text))
                Assert.True(sentence.Split(' ').Length <= 25, $"{key}: {sentence}");
        }
    }

    [GeneratedRegex("[A-Za-z](?![^{}]*})")]
    private static partial Regex Letters();

    [GeneratedRegex(@"(?<=[.?!]) ")]
    private static partial Regex SentenceEnds();

    [GeneratedRegex(
        @"\b(whoever|whom|it takes|for want of|a (bar|suspension|link|rule) stands|nobody\b.*\bbut)\b|;",
        RegexOptions.IgnoreCase)]
    private static partial Regex Gone();
}
