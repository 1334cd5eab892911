using System.Buffers;
using System.Globalization;

namespace CommunitiesOfPractice.Disclosure;

/// <summary>
/// A text as the screen reads it: one character for each code point, letters in lower case, digits of every script as 0 to 9,
/// white space as a space, dashes as a hyphen, full-width forms as their usual ones, and invisible characters left out; and where
/// each came from.
/// </summary>
internal sealed class Folded : IDisposable
{
    /// <summary>What an invisible character is folded to: it is left out.</summary>
    public const char Nothing = '\0';

    private const char OtherLetter = '一';
    private const char Other = '\uE000';

    private readonly string _text;
    private readonly char[] _folded;
    private readonly int[] _from;

    public Folded(string text)
    {
        _text = text;
        _folded = ArrayPool<char>.Shared.Rent(text.Length);
        _from = ArrayPool<int>.Shared.Rent(text.Length);
        var length = 0;
        for (int at = 0, width; at < text.Length; at += width)
        {
            width = 1;
            var c = text[at] < 128 ? Ascii(text[at]) : Fold(text, at, out width);
            if (c == Nothing) continue;
            _folded[length] = c;
            _from[length++] = at;
        }

        Length = length;
    }

    /// <summary>How many characters are left.</summary>
    public int Length { get; }

    /// <summary>How many characters have been looked at, folding included: the screen's work.</summary>
    public long Steps { get; private set; }

    /// <summary>The character at an index; nothing before the first and after the last.</summary>
    public char this[int index]
    {
        get
        {
            Steps++;
            return (uint)index < (uint)Length ? _folded[index] : Nothing;
        }
    }

    /// <summary>Whether a letter was written in upper case.</summary>
    public bool IsUpper(int index) => char.IsUpper(_text[_from[index]]);

    /// <summary>A finding over these characters, in the text as it was written.</summary>
    public DisclosureFinding Finding(DisclosureKind kind, int start, int end)
    {
        var last = _from[end - 1];
        return new(kind, _from[start], last + (IsPair(_text, last) ? 2 : 1) - _from[start]);
    }

    /// <summary>The pooled memory held a copy of the text: it is wiped.</summary>
    public void Dispose()
    {
        ArrayPool<char>.Shared.Return(_folded, clearArray: true);
        ArrayPool<int>.Shared.Return(_from);
    }

    /// <summary>What is at <paramref name="at"/>, and how many UTF-16 characters it has.</summary>
    public static char Fold(string text, int at, out int width)
    {
        var c = text[at];
        width = 1;
        if (c < 128) return Ascii(c);
        if (c is >= '\uFF01' and <= '\uFF5E') return Ascii((char)(c - 0xFEE0));
        if (char.IsWhiteSpace(c)) return ' ';
        if (IsPair(text, at)) width = 2;
        switch (CharUnicodeInfo.GetUnicodeCategory(text, at))
        {
            case UnicodeCategory.DecimalDigitNumber:
                return (char)('0' + CharUnicodeInfo.GetDecimalDigitValue(text, at));
            case UnicodeCategory.Format or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark:
                return Nothing;
            case UnicodeCategory.Control:
                return ' ';
            case UnicodeCategory.DashPunctuation:
                return '-';
            case UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
                or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter:
                return width == 2 ? OtherLetter : c == 'ʼ' ? '\'' : char.ToLowerInvariant(c);
            default:
                return c switch { '\u2212' => '-', '‘' or '’' => '\'', _ => width == 2 || char.IsSurrogate(c) ? Other : c };
        }
    }

    private static char Ascii(char c) => c is >= 'A' and <= 'Z' ? (char)(c | 0x20) : c is < ' ' or '\u007F' ? ' ' : c;

    private static bool IsPair(string text, int at) =>
        char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]);
}
