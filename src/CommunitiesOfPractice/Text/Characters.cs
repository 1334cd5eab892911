using System.Globalization;

namespace CommunitiesOfPractice;

/// <summary>
/// What a character is to somebody who reads: whether it shows, joins others, or is no character at all. It is judged by fixed
/// sets and by tables of one version of Unicode, never by the runtime's own data, so the same text is judged alike on every
/// target and machine (law 12).
/// </summary>
internal static class Characters
{
    private static readonly (int From, int To)[] Unassigned = Ranges(UnicodeTables.Unassigned);

    private static readonly (int From, int To)[] Unseen = Ranges(UnicodeTables.Unseen);

    /// <summary>Whether a text says anything: it has at least one character that shows.</summary>
    public static bool AreSeen(string text)
    {
        for (var i = 0; i < text.Length;)
            if (IsSeen(Next(text, ref i))) return true;
        return false;
    }

    /// <summary>What a key, or a name, holds that neither may; null where it holds nothing of the kind.</summary>
    /// <param name="what">What it is called in the fault.</param>
    /// <param name="text">The text.</param>
    /// <param name="joiners">Whether joiners and variation selectors are kept where they belong to characters that show.</param>
    public static string? Fault(string what, string text, bool joiners)
    {
        var before = 0;
        for (var i = 0; i < text.Length;)
        {
            var c = Next(text, ref i);
            if (IsControl(c)) return $"A {what} holds no control characters and no line ends.";
            if (IsPrivate(c)) return $"A {what} holds no private-use characters, which mean something else in every place.";
            if (IsNone(c) || IsIn(Unassigned, c))
                return $"A {what} holds no code points that are no characters in Unicode {UnicodeTables.Version}.";
            if (IsIn(Unseen, c) && !(joiners && Belongs(c, before, text, i)))
                return joiners
                    ? $"A {what} holds no format characters and nothing else that does not show, but joiners between letters "
                        + "and variation selectors after one."
                    : $"A {what} holds no format characters and nothing else that does not show.";
            before = c;
        }

        return null;
    }

    /// <summary>The code point at a place, which moves on past it; half a surrogate pair is read as itself.</summary>
    public static int Next(string text, ref int at)
    {
        var first = text[at++];
        return char.IsHighSurrogate(first) && at < text.Length && char.IsLowSurrogate(text[at])
            ? char.ConvertToUtf32(first, text[at++])
            : first;
    }

    /// <summary>Reads a table: ranges in hexadecimal, with commas between them.</summary>
    public static (int From, int To)[] Ranges(string table) => [.. table.Split(',').Select(Range)];

    public static (int From, int To) Range(string range)
    {
        var dash = range.IndexOf('-');
        return dash < 0 ? (Point(range), Point(range)) : (Point(range.Substring(0, dash)), Point(range.Substring(dash + 1)));
    }

    public static int Point(string hex) => int.Parse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    // A character that this version does not know yet may well show: words are not held to the tables' version.
    private static bool IsSeen(int c) => !IsSpace(c) && !IsControl(c) && !IsPrivate(c) && !IsNone(c) && !IsIn(Unseen, c);

    /// <summary>
    /// A joiner comes between two characters that show (Persian, Indic, emoji), and a variation selector after one.
    /// </summary>
    private static bool Belongs(int c, int before, string text, int after) =>
        IsSelector(c) ? IsSeen(before)
        : c is 0x200C or 0x200D && (IsSeen(before) || IsSelector(before)) && after < text.Length && IsSeen(Next(text, ref after));

    private static bool IsSelector(int c) =>
        c is >= 0xFE00 and <= 0xFE0F or >= 0xE0100 and <= 0xE01EF or >= 0x180B and <= 0x180D or 0x180F;

    private static bool IsSpace(int c) => c is 0x20 or 0xA0 or 0x1680 or >= 0x2000 and <= 0x200A or 0x202F or 0x205F or 0x3000;

    private static bool IsControl(int c) => c is < 0x20 or >= 0x7F and <= 0x9F or 0x2028 or 0x2029;

    private static bool IsPrivate(int c) => c is >= 0xE000 and <= 0xF8FF or >= 0xF0000 and < 0x110000 && !IsNone(c);

    // Halves of surrogate pairs, and the 66 that Unicode keeps from ever being a character.
    private static bool IsNone(int c) => c is >= 0xD800 and <= 0xDFFF or >= 0xFDD0 and <= 0xFDEF || (c & 0xFFFE) == 0xFFFE;

    private static bool IsIn((int From, int To)[] ranges, int c)
    {
        var (low, high) = (0, ranges.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (c < ranges[middle].From) high = middle - 1;
            else if (c > ranges[middle].To) low = middle + 1;
            else return true;
        }

        return false;
    }
}
