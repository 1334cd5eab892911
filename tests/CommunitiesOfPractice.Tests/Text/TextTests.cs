using System.Text;
using CommunitiesOfPractice.Testing;
using FsCheck;
using FsCheck.Fluent;
using static CommunitiesOfPractice.Tests.Cast;

namespace CommunitiesOfPractice.Tests.Text;

/// <summary>Text that says nothing, or that looks like another, is no key, no name and no words.</summary>
public sealed class TextTests
{
    /// <summary>
    /// Each shows nothing: a space of no width, a soft hyphen, a braille blank, direction marks, fillers, joiners, a selector,
    /// white space.
    /// </summary>
    public static TheoryData<string> Nothing =>
    [
        "\u200B", "\u00AD", "\u2800", "\u200E", "\u200F", "\u061C", "\u202E", "\u2066", "\u2060", "\uFEFF", "\u115F", "\u1160",
            "\u3164", "\uFFA0", "\u034F", "\u180E", "\u200C", "\u200D",
        "\uFE0F", "\U000E0041", "\U000E0100", "\u00A0", "\u3000", "\u2028", "\uE000", "\U000F0000", "\uFFFF", "\u0001",
            " \u200B\t\u2800 ",
    ];

    [Theory]
    [MemberData(nameof(Nothing))]
    public void What_shows_nothing_is_no_key_no_name_and_no_words(string text)
    {
        foreach (var tried in new[] { text, text + text })
        {
            Assert.False(KeyFormat.IsWellFormed(tried));
            Assert.False(Naming.Fits(tried));
            Assert.Throws<ArgumentException>(() => PersonId.Of(tried));
            Assert.Throws<ArgumentException>(() => FreeText.Of(tried));
            Assert.Throws<ArgumentException>(() => Domain.Of(tried));
            Assert.Throws<ArgumentException>(() => new JoiningOnRequest([tried]));
            Assert.Null(FreeText.Maybe(tried));
            Assert.Throws<RecordException>(() =>
                ActJson.Read(ActJson.ToText(new ObjectTo(K1, new(9), "W"))
                    .Replace("\"W\"", System.Text.Json.JsonSerializer.Serialize(tried), StringComparison.Ordinal)));
        }

        Assert.Equal(text + "?", FreeText.Of(text + "?").Words);
    }

    [Theory]
    [MemberData(nameof(Nothing))]
    public void Nothing_that_does_not_show_hides_in_a_key(string text)
    {
        // A space stands inside a key, of whatever width.
        if (text.All(c => char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.SpaceSeparator)) return;
        foreach (var key in new[] { "k" + text + "1", text + "k", "k" + text })
        {
            Assert.False(KeyFormat.IsWellFormed(key));
            Assert.Throws<ArgumentException>(() => PersonId.Of(key));
            Assert.Throws<ArgumentException>(() => NoteId.Of(key));
            Assert.Throws<ArgumentException>(() => OfficeId.Of(key));
            Assert.Throws<ArgumentException>(() => Duty.Of(key));
            Assert.Throws<ArgumentException>(() => DirectoryGroup.Setting(key));
            Assert.Throws<ArgumentException>(() => new ReportLeaver(K1, key));
        }
    }

    [Theory]
    [InlineData("k-1")]
    [InlineData("Élodie 7")]
    [InlineData("ключ")]
    [InlineData("鍵")]
    [InlineData("مفتاح")]
    [InlineData("👩")]
    [InlineData("각")]
    [InlineData("…")]
    public void What_shows_and_is_composed_is_a_key_as_it_stands(string key) => Assert.Equal(key, PersonId.Of(key).Value);

    /// <summary>A key that we put right would no longer be the host's, so it is refused and the reason says why.</summary>
    [Theory]
    [InlineData("e\u0301lodie", "normal form C")]
    [InlineData("\u212B", "normal form C")]
    [InlineData("\u1100\u1161", "normal form C")]
    [InlineData("a\u0301\u0323", "normal form C")]
    [InlineData("a\u200Bb", "format")]
    [InlineData("a\u2028b", "line ends")]
    [InlineData("a\uE000b", "private-use")]
    [InlineData("a\u0378b", "no characters")]
    [InlineData("a\uFDD0b", "no characters")]
    [InlineData("a\u0007b", "control")]
    public void A_key_is_refused_with_the_reason_and_never_changed(string key, string why) =>
        Assert.Contains(why, Assert.Throws<ArgumentException>(() => PersonId.Of(key)).Message, StringComparison.Ordinal);

    [Fact]
    public void Half_a_surrogate_pair_is_in_no_key_no_name_and_no_words()
    {
        // It is no value of an attribute either.
        foreach (var text in new[] { "a" + (char)0xD800 + "b", "a" + (char)0xDC00, (char)0xD83D + "e\u0301" })
        {
            Assert.Contains(
                "surrogate", Assert.Throws<ArgumentException>(() => PersonId.Of(text)).Message, StringComparison.Ordinal);
            Assert.Contains(
                "surrogate", Assert.Throws<ArgumentException>(() => new GradientLevel(text, GradientClass.Support)).Message,
                    StringComparison.Ordinal);
            Assert.Throws<ArgumentException>(() => FreeText.Of(text));
            Assert.Equal(text[0], Composition.Composed(text)[0]);
        }
    }

    /// <summary>
    /// Persian and Hindi with joiners between letters, a woman at work, a rainbow flag, an ideograph with its variant.
    /// </summary>
    [Theory]
    [InlineData("@home")]
    [InlineData("می\u200Cخواهم")]
    [InlineData("क्\u200Dष")]
    [InlineData("👩\u200D⚕\uFE0F")]
    [InlineData("🏳\uFE0F\u200D🌈")]
    [InlineData("葛\U000E0100城")]
    public void A_name_keeps_joiners_between_letters_and_selectors_after_one(string name)
    {
        Assert.True(Naming.Fits(name));
        Assert.Equal(name, new GradientLevel(name, GradientClass.Support).Name);
        Assert.False(KeyFormat.IsWellFormed(name));
    }

    [Theory]
    [InlineData("می\u200C")]
    [InlineData("\u200Dab")]
    [InlineData("a\u200D\u200Db")]
    [InlineData("a\u200C b")]
    [InlineData("a \uFE0Fb")]
    [InlineData("a\u200Bb")]
    [InlineData("a\u00ADb")]
    [InlineData("\u202Eab")]
    [InlineData("a\u2028b")]
    public void A_name_holds_no_other_format_characters(string name)
    {
        Assert.False(Naming.Fits(name));
        Assert.Throws<ArgumentException>(() => new GradientLevel(name, GradientClass.Support));
        Assert.Throws<ArgumentException>(() => Charters.Informal() with { Name = name });
        Assert.Throws<ArgumentException>(() => new BundleContent("Bundle", [NoteId.Of("n-1")]) { Topics = [name] });
    }

    [Fact]
    public void A_name_is_put_into_one_spelling_wherever_it_is_given()
    {
        const string Apart = "Cafe\u0301", Together = "Caf\u00E9";
        var scenario = Scenario.Unknown();
        scenario.Given(
            new ProposeCommunity(
                K1, Apart, Domain.Of("Birth"), Charters.Informal(), [K1, K2], 2, scenario.Now + Duration.FromDays(30)));
        Assert.Equal(Together, scenario.Community.Name);
        Assert.Equal([Together], new BundleContent("Bundle", [NoteId.Of("n-1")]) { Topics = [Apart] }.Topics);
        Assert.Equal(new GradientBallot(Together), new GradientBallot(Apart));
        Assert.Equal(new MembersBy(Together), new MembersBy(Apart));
        Assert.Equal(Together, (Charters.Informal() with { Name = Apart }).Name);
    }

    [Fact]
    public void Words_stay_as_they_were_written() => Assert.Equal("e\u0301 \u200E!", FreeText.Of("e\u0301 \u200E!").Words);

    [Theory]
    [InlineData("e\u0301", "\u00E9")]
    [InlineData("\u212B", "\u00C5")]
    [InlineData("\u0344", "\u0308\u0301")]
    [InlineData("\u0958", "\u0915\u093C")]
    [InlineData("a\u0323\u0301", "\u1EA1\u0301")]
    [InlineData("a\u0301\u0323", "\u1EA1\u0301")]
    [InlineData("s\u0323\u0307", "\u1E69")]
    [InlineData("\u1E0B\u0323", "\u1E0D\u0307")]
    [InlineData("\u1100\u1161\u11A8", "\uAC01")]
    [InlineData("\uAC00\u11A8", "\uAC01")]
    [InlineData("\uAC00\u11A7", "\uAC00\u11A7")]
    [InlineData("\uF900", "\u8C48")]
    [InlineData("\U0002F800", "\u4E3D")]
    [InlineData("\U0001D15E", "\U0001D157\U0001D165")]
    [InlineData("\u09C7\u09BE", "\u09CB")]
    [InlineData("a\u0300\u05AE\u0300b", "\u00E0\u05AE\u0300b")]
    [InlineData("\u0061\u0334\u0301", "\u00E1\u0334")]
    public void Normal_form_C_is_what_the_standard_says(string text, string composed)
    {
        Assert.Equal(composed, Composition.Composed(text));
        Assert.Equal(composed, Composition.Composed(composed));
    }

    /// <summary>
    /// Where the runtime has Unicode's data, it says the same of every character; where globalization is invariant, it has none
    /// and says nothing.
    /// </summary>
    [Fact]
    public void Normal_form_C_is_what_the_runtime_says_where_it_knows()
    {
        if ("e\u0301".Normalize().Length > 1) return;
        var marks = new[] { "\u0301", "\u0323", "\u0308", "\u093C", "\u3099", "\u11A8", "\u0345", "\u05AE" };
        for (var point = 0; point < 0x30000; point++)
        {
            if (point is >= 0xD800 and <= 0xDFFF
                || System.Globalization.CharUnicodeInfo.GetUnicodeCategory(
                    point) == System.Globalization.UnicodeCategory.OtherNotAssigned) continue;
            var alone = char.ConvertFromUtf32(point);
            if (Characters.Fault("key", alone, joiners: true) is { } fault
                && fault.Contains("no characters", StringComparison.Ordinal)) continue;
            foreach (var text in marks.Select(mark => alone + mark).Prepend(alone))
                if (Composition.Composed(text) != text.Normalize()) Assert.Fail($"U+{point:X4}: {text}");
        }
    }

    /// <summary>
    /// Whatever is put together from letters, marks, joiners and blanks: a name that fits is its own normal form once taken, and
    /// a key that fits is never changed.
    /// </summary>
    [Fact]
    public void A_key_or_name_that_fits_is_taken_and_any_other_is_refused() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(1000),
        Prop.ForAll(
            Gen.Elements(
                "a", "e", "é", "\u0301", "\u0323", "\u200C", "\u200D", "\uFE0F", "\u200B", "\u00AD", "क", "्", "👩", "⚕", " ",
                    "\u00A0", "\u2800", "각", "\u1100", "\u1161", "\uE000", "\uD83D", "@")
                .ArrayOf().Select(string.Concat).ToArbitrary(),
            text =>
            {
                if (KeyFormat.IsWellFormed(text)) Assert.Equal(text, PersonId.Of(text).Value);
                else Assert.ThrowsAny<ArgumentException>(() => PersonId.Of(text));
                if (Naming.Fits(text))
                    Assert.Equal(Composition.Composed(text), new GradientLevel(text, GradientClass.Support).Name);
                else Assert.ThrowsAny<ArgumentException>(() => new GradientLevel(text, GradientClass.Support));
                if (KeyFormat.IsWellFormed(text)) Assert.True(Naming.Fits(text));
                if (Naming.Fits(text)) Assert.Equal(text.Length == 0 ? null : text, FreeText.Maybe(text)?.Words);
            }));
}
