using System.Text;

namespace CommunitiesOfPractice.Disclosure;

/// <summary>
/// Points at what in a text may tell somebody who a patient is, before the text is shared. It is a prompt to a person and never a
/// certificate: it knows shapes and words, not people. If it finds nothing, somebody may still be identifiable. If it finds
/// something, it may be that nobody is.
/// </summary>
/// <remarks>
/// <para>It reads a text once, from its beginning to its end, with a bounded look around: its work grows with the length of the
/// text and no faster, whatever the text is. It never throws for what a text holds, and keeps nothing of it.</para>
/// <para>Digits and letters count in full width and digits in any script; spaces, hyphens and dots may be of any kind, and a line
/// may break within a number. English words only.</para>
/// </remarks>
public sealed class DisclosureScreen
{
    private const int LongestPhrase = 64;
    private const int LongestPattern = 32;

    private readonly Phrases _phrases = new();

    /// <summary>A screen with a host's own words beside the usual ones.</summary>
    /// <param name="hospitalNumbers"> What the host's hospital numbers look like, such as <c>K######</c>: <c>#</c> is any digit,
    /// <c>?</c> any letter from a to z, and all else is itself in upper or lower case. They are found wherever they are on their
    /// own. None when null: then a hospital number is found only beside words that announce one. </param>
    /// <param name="rareCircumstances"> Words or phrases that would single somebody out here, beside
    /// <see cref="UsualRareCircumstances"/>; a space also matches a hyphen. None when null. </param>
    /// <param name="smallCountsBelow">
    /// Fewer patients than this are a small count; 0 or 1 finds none. Eight where not given, as in <see cref="Suppression.Nhs"/>.
    /// </param>
    /// <exception cref="ArgumentException"> A pattern has fewer than 3 or more than 32 characters, holds no <c>#</c>, or begins
    /// or ends with neither a letter nor a digit; a phrase is empty or longer than 64 characters, or begins or ends with
    /// something other than a letter or digit; or the bound is not from 0 to 100. </exception>
    public DisclosureScreen(
        ValueList<string>? hospitalNumbers = null, ValueList<string>? rareCircumstances = null, int smallCountsBelow = 8)
    {
        HospitalNumbers = (hospitalNumbers ?? []).Select(Pattern).ToValueList();
        RareCircumstances = (rareCircumstances ?? []).Select(Phrase).ToValueList();
        SmallCountsBelow = Guard.Against.OutOfRange(smallCountsBelow, nameof(smallCountsBelow), 0, 100);
        ScreenWords.AddTo(_phrases);
        foreach (var phrase in UsualRareCircumstances.Concat(RareCircumstances)) _phrases.Add(Cue.Rare, 0, phrase);
    }

    /// <summary>
    /// The words that every screen takes for a rare circumstance: being the only or the first, many at one birth, being known to
    /// the press, an inquest. Beside them it finds <i>the only</i> patient, woman, 14-year-old and so on, and an age of 90 or
    /// more (not a band such as <i>90 and over</i>). The age follows the safe harbour of the Health Insurance Portability and
    /// Accountability Act (45 CFR 164.514(b)(2)), which lets no age over 89 stand.
    /// </summary>
    public static ValueList<string> UsualRareCircumstances { get; } =
    [
        "only case", "only known case", "only reported case", "only recorded case", "only survivor", "only one in the country",
            "only one in the uk", "only one in the world",
        "first in the country", "first in the uk", "first in the world", "first in england", "first in scotland",
            "first in wales", "first in northern ireland",
        "first in britain", "first in europe", "first of its kind", "first case in", "first known case", "first reported case",
            "first ever case", "one of a kind",
        "never seen before", "never been seen before", "rarest", "very rare", "extremely rare", "exceptionally rare",
            "vanishingly rare",
        "triplets", "quadruplets", "quintuplets", "sextuplets", "septuplets", "octuplets", "conjoined twins", "conjoined",
        "in the newspaper", "in the newspapers", "in the paper", "in the papers", "in the local paper", "in the local papers",
            "in the press", "in the news",
        "in the local news", "in the media", "in the headlines", "on the news", "on television", "known to the press",
            "known to the media", "reported in the press",
        "press coverage", "media coverage", "made headlines", "made the headlines", "made the news", "went viral",
        "inquest", "murder", "murdered", "celebrity", "famous", "public figure", "household name", "centenarian", "nonagenarian",
    ];

    /// <summary>The screen with the usual words, no pattern of a host's, and the NHS's small numbers.</summary>
    public static DisclosureScreen Nhs { get; } = new();

    /// <summary>What the host's hospital numbers look like, beside those that words announce.</summary>
    public ValueList<string> HospitalNumbers { get; }

    /// <summary>
    /// The host's own words, beside <see cref="UsualRareCircumstances"/>, as the screen reads them: in lower case, a hyphen as a
    /// space.
    /// </summary>
    public ValueList<string> RareCircumstances { get; }

    /// <summary>Fewer patients than this are a small count.</summary>
    public int SmallCountsBelow { get; }

    internal Phrases Phrases => _phrases;

    /// <summary>
    /// What in a text may identify a patient, in order of position; no two overlap. Where two could begin at the same character,
    /// the kind that <see cref="DisclosureKind"/> lists first is given. Of two that would overlap, the one that begins first is
    /// given. But an e-mail address includes whatever is within it.
    /// </summary>
    /// <param name="text">Any text; it may be empty, and need not be well formed.</param>
    /// <returns>Positions in <paramref name="text"/> as it was given; none begins or ends within a surrogate pair.</returns>
    /// <exception cref="ArgumentException"><paramref name="text"/> is null.</exception>
    public ValueList<DisclosureFinding> Screen(string text) => Screen(text, out _);

    internal ValueList<DisclosureFinding> Screen(string text, out long steps)
    {
        Guard.Against.Null(text);
        using var folded = new Folded(text);
        var findings = new Reading(this, folded).Findings();
        steps = text.Length + folded.Steps;
        return findings;
    }

    private static string Pattern(string pattern)
    {
        var folded = Fold(Guard.Against.NullOrWhiteSpace(pattern));
        return folded.Length is >= 3 and <= LongestPattern && folded.Contains('#') && IsEnd(folded[0])
            && IsEnd(folded[folded.Length - 1])
            ? folded
            : throw new ArgumentException(
                "A pattern has 3 to 32 characters, at least one # for a digit, and a letter, # or ? at either end.",
                    nameof(pattern));

        static bool IsEnd(char c) => c is '#' or '?' || char.IsLetterOrDigit(c);
    }

    private static string Phrase(string phrase)
    {
        var plain = new StringBuilder();
        foreach (var c in Fold(Guard.Against.NullOrWhiteSpace(phrase)))
            if (!Phrases.IsGap(c)) plain.Append(c);
            else if (plain.Length == 0 || plain[plain.Length - 1] != ' ') plain.Append(' ');
        return plain.Length is > 0 and <= LongestPhrase && char.IsLetterOrDigit(plain[0])
            && char.IsLetterOrDigit(plain[plain.Length - 1])
            ? plain.ToString()
            : throw new ArgumentException(
                "A phrase has 1 to 64 characters, with a letter or digit at either end.", nameof(phrase));
    }

    private static string Fold(string text)
    {
        var folded = new StringBuilder();
        for (int at = 0, width; at < text.Length; at += width)
            if (Folded.Fold(text, at, out width) is not Folded.Nothing and var c) folded.Append(c);
        return folded.ToString();
    }
}
