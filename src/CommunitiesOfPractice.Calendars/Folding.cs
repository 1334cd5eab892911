using System.Text;

namespace CommunitiesOfPractice.Calendars;

/// <summary>
/// Folds lines to 75 octets (RFC 5545, 3.1). The library folds to 75 UTF-16 units, which is more in octets, and cuts an emoji in
/// two, so that nothing can write it.
/// </summary>
internal static class Folding
{
    private const int Longest = 75;
    private const string Break = "\r\n";

    /// <summary>The same content lines, folded anew.</summary>
    public static string Anew(string lines)
    {
        var folded = new StringBuilder(lines.Length);
        var octets = 0;
        foreach (var rune in lines.Replace(Break + " ", "", StringComparison.Ordinal).EnumerateRunes())
        {
            if (rune.Value is '\r' or '\n') octets = 0;
            else if (octets + rune.Utf8SequenceLength > Longest)
            {
                folded.Append(Break).Append(' ');
                octets = 1 + rune.Utf8SequenceLength;
            }
            else octets += rune.Utf8SequenceLength;
            folded.Append(rune);
        }

        return folded.ToString();
    }
}
