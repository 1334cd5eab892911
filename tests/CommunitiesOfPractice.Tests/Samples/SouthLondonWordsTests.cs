using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using SouthLondon;

namespace CommunitiesOfPractice.Tests.Samples;

/// <summary>What the story prints: narrow enough, in plain words and all of it from its resources.</summary>
public partial class SouthLondonWordsTests
{
    // So wide that no text is broken over two lines.
    private const int Wide = 4000;

    [Theory]
    [InlineData(Telling.Widest)]
    [InlineData(60)]
    [InlineData(48)]
    public void No_line_is_longer_than_the_terminal_is_wide(int width)
    {
        var (_, told) = Tell(Words.English, width);
        Assert.All(told.Split('\n'), line => Assert.True(line.TrimEnd('\r').Length <= width, line));
    }

    [Fact]
    public void It_prints_no_code_name()
    {
        var (story, told) = Tell(new Apart(), Wide);
        Assert.All(told.Split('\n').Select(line => WithoutNames(story, line)), line =>
        {
            Assert.DoesNotMatch(CamelCase(), line);
            Assert.DoesNotMatch(KebabCase(), line);
        });
    }

    [Fact]
    public void It_speaks_plain_English()
    {
        var (story, told) = Tell(new Apart(), Wide);
        Assert.All(told.Split('\n').Select(line => WithoutNames(story, line)), line => Assert.DoesNotMatch(Gone(), line));
        Assert.All(Texts(), text =>
        {
            Assert.DoesNotMatch(Gone(), text.Value);
            Assert.All(text.Value.Split(". "), sentence =>
                Assert.True(sentence.Split(' ').Length < 25, text.Key + ": " + sentence));
        });
    }

    [Fact]
    public void Another_language_leaves_no_English_behind()
    {
        var (story, told) = Tell(new Marked(), Wide);
        Assert.Contains("å", told, StringComparison.Ordinal);
        Assert.All(told.Split('\n'), line => Assert.DoesNotMatch("[A-Za-z]", WithoutNames(story, line)));
    }

    [Fact]
    public void A_language_without_words_is_not_told() => Assert.Null(Words.In("cy"));

    [Theory]
    [InlineData("en")]
    [InlineData("en-GB")]
    public void English_is_told(string language) => Assert.NotNull(Words.In(language));

    [Fact]
    public void One_chapter_is_told_alone()
    {
        var (_, whole) = Tell(Words.English, Wide);
        var (_, sixth) = Tell(Words.English, Wide, 6);
        Assert.Contains(sixth.Trim(), whole, StringComparison.Ordinal);
        Assert.StartsWith("── 6. ", sixth.Trim(), StringComparison.Ordinal);
        Assert.DoesNotContain("── 7. ", sixth, StringComparison.Ordinal);
        Assert.DoesNotContain(Ending.Intranet, sixth, StringComparison.Ordinal);
    }

    [Fact]
    public void It_ends_with_where_to_go_next()
    {
        var (_, told) = Tell(Words.English, Telling.Widest);
        var ways = new[] { Ending.Readme, Ending.Hosting, Ending.Intranet, Ending.OneChapter };
        Assert.All(ways, next => Assert.Contains(next, told, StringComparison.Ordinal));
    }

    private static (Story Story, string Told) Tell(Words words, int width, int? only = null)
    {
        var told = new StringWriter();
        return (Story.Tell(Telling.To(told, words, width, only)), told.ToString());
    }

    /// <summary>A line without names, keys and commands, and without what the data file says.</summary>
    private static string WithoutNames(Story story, string line)
    {
        var place = story.Place;
        var names = story.Communities.SelectMany(c => c.CharterHistory.Select(version => version.Charter.Name).Append(c.Name))
            .Concat(place.Roles).Concat(place.Boroughs)
            .Concat(place.Organisations.Select(o => o.Name)).Concat(place.Networks.Values)
            .Concat(place.Notes.Select(n => n.Content.Title.ToString()))
            .Append(story[SharingChapter.Bundle].Content!.Title.ToString())
            .Concat(place.Notes.Select(n => n.Content.Why.ToString().TrimEnd('.')))
            .Concat(place.Gatherings.Select(g => g.Purpose)).Append(WhatCameChapter.Offered)
            .Concat(place.ValueStory.Select(step => step.Words)).Concat(place.Adoptions.Select(a => a.Why))
            .Concat([Ending.OneChapter, Ending.Intranet, Ending.Readme, Ending.Hosting]);
        foreach (var name in names.Distinct().OrderByDescending(name => name.Length))
            line = line.Replace(name, "", StringComparison.OrdinalIgnoreCase);
        return Key().Replace(line, "");
    }

    private static IEnumerable<KeyValuePair<string, string>> Texts()
    {
        var texts = new ResourceManager("SouthLondon.Words", typeof(Words).Assembly)
            .GetResourceSet(CultureInfo.InvariantCulture, true, true)!;
        return texts.Cast<System.Collections.DictionaryEntry>()
            .Select(text => KeyValuePair.Create((string)text.Key, (string)text.Value!));
    }

    [GeneratedRegex("[a-z][A-Z]")]
    private static partial Regex CamelCase();

    [GeneratedRegex(@"\b[a-z]+(-[a-z]+)+\b")]
    private static partial Regex KebabCase();

    [GeneratedRegex(@"\b(whoever|whom|whatever|it takes|for want of|stands?|nobody\b.*\bbut)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Gone();

    [GeneratedRegex(@"\bk-\d{3}\b")]
    private static partial Regex Key();

    /// <summary>English, without what the core library prints.</summary>
    private sealed class Apart() : Words(CultureInfo.InvariantCulture)
    {
        public override string Core(string text) => "·";
    }

    /// <summary>A language in which every letter is marked, without what the core library prints.</summary>
    private sealed class Marked() : Words(Calendar())
    {
        public override string Core(string text) => "·";

        protected override string? Find(string key) => base.Find(key) is { } text
            ? Regex.Replace(text, @"\{[^}]*\}|[A-Za-z]", match => match.Length > 1 ? match.Value : "å")
            : null;

        private static CultureInfo Calendar()
        {
            var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            var months = Enumerable.Range(1, 13).Select(month => month == 13 ? "" : new string('å', month + 2)).ToArray();
            (culture.DateTimeFormat.MonthNames, culture.DateTimeFormat.MonthGenitiveNames) = (months, months);
            return culture;
        }
    }
}
