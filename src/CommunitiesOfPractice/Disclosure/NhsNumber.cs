namespace CommunitiesOfPractice.Disclosure;

/// <summary>
/// The check of an NHS number. The library keeps none and asks for none: it looks for them so that they stay out of what is
/// shared.
/// </summary>
/// <remarks>
/// Source: NHS Data Model and Dictionary, <i>NHS Number</i>. The first nine digits are weighted ten to two and added; eleven less
/// the remainder by eleven is the check digit, where eleven counts as 0, and ten means that there is no such number. CHI numbers
/// in Scotland and Health and Care Numbers in Northern Ireland are checked alike.
/// </remarks>
public static class NhsNumber
{
    /// <summary>
    /// Whether a text is ten digits that pass the check. Spaces, hyphens and dots between the digits do not matter, and digits of
    /// any script count. Ten equal digits pass, although nobody was ever given such a number. The check says that nothing was
    /// mistyped, not that somebody has the number.
    /// </summary>
    /// <exception cref="ArgumentException"><paramref name="text"/> is null.</exception>
    public static bool IsValid(string text)
    {
        Guard.Against.Null(text);
        var (digits, sum, check, endsInDigit) = (0, 0, -1, false);
        for (int at = 0, width; at < text.Length; at += width)
        {
            var c = Folded.Fold(text, at, out width);
            if (c == Folded.Nothing) continue;
            endsInDigit = c is >= '0' and <= '9';
            if (endsInDigit)
            {
                if (digits == 10) return false;
                if (digits == 9) check = c - '0';
                else sum += Weighted(c - '0', digits);
                digits++;
            }
            else if (digits == 0 || c is not (' ' or '-' or '.'))
            {
                return false;
            }
        }

        return digits == 10 && endsInDigit && Passes(sum, check);
    }

    /// <summary>What the digit at a place, from 0 to 8, adds to the sum.</summary>
    internal static int Weighted(int digit, int place) => (10 - place) * digit;

    /// <summary>Whether a tenth digit fits the weighted sum of the nine before it. A check value of ten fits no digit.</summary>
    internal static bool Passes(int sum, int check) => (11 - sum % 11) % 11 == check;
}
