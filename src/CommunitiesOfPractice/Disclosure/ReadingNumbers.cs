namespace CommunitiesOfPractice.Disclosure;

/// <summary>NHS numbers, dates, hospital numbers, postcodes, telephones and National Insurance numbers.</summary>
internal sealed partial class Reading
{
    // The groups of an NHS number as it is written: in one, as 3-3-4, or a box for each digit. One hexadecimal digit is the
    // length of a group.
    private const long InOne = 0xA, AsIssued = 0x334, AsThousands = 0x1333;

    // An NHS number from here: where it ends, or 0. A number before it may pass the check together with its first group; then
    // both readings are pointed at.
    private int NhsDigits(int at)
    {
        var end = NhsDigits(at, out var second);
        while (end > 0 && second > 0 && NhsDigits(second, out var third) is var further && further > end)
            (end, second) = (further, third);
        return end;
    }

    // The same, and where its second group begins, if it is written in two groups and may be read from there as well; else 0.
    private int NhsDigits(int at, out int second)
    {
        second = 0;
        var (digits, sum, check, end) = (0, 0, 0, at);
        var (groups, gaps) = (0L, "");
        var uniform = true;
        while (true)
        {
            var group = 0;
            for (; digits < 11 && IsDigit(text[end]); end++, digits++, group++)
                if (digits < 9) sum += NhsNumber.Weighted(text[end] - '0', digits);
                else check = text[end] - '0';
            groups = groups * 16 + group;
            if (digits > 9) break;
            var next = Past(end, " -.", 3);
            if (next == end || !IsDigit(text[next])) return 0;
            var gap = text[end] switch { ' ' => " ", '-' => "-", _ => "." };
            uniform &= Past(end, gap, 3) == next && (gaps.Length == 0 || gaps == gap);
            gaps = gap;
            end = next;
            if (second == 0) second = next;
        }

        if (digits != 10) return 0;
        var joined = char.IsLetter(text[at - 1]) || char.IsLetter(text[end]);
        if (joined && groups != InOne) return 0;
        if (GoesOnBefore(at, ".,") || GoesOnAfter(end, ".,") || text[at - 1] == '+') return 0;
        if (groups != InOne && (GoesOnBefore(at, "-") || GoesOnAfter(end, "-"))) return 0;
        var odd = groups is not (InOne or AsIssued) && groups <= 0xFF;
        if (!odd) second = 0;
        if (at < _nhs || IsNamedAfter(end, Cue.NhsNumber)) return end;
        if (at < _reference || !NhsNumber.Passes(sum, check)) return 0;
        if (groups is InOne or AsIssued) return end;
        // Other groups may be a row of a table, so of more than two each number of the row must be in it.
        var before = at;
        while (at - before < 3 && text[before - 1] is ' ' or '-' or '.') before--;
        var alone = !IsDigit(text[before - 1]) && !IsDigit(text[Past(end, " -.", 3)]);
        return uniform && (alone || odd) && groups != AsThousands ? end : 0;
    }

    // A date of birth from here: where it ends, or 0.
    private int BirthDate(int at)
    {
        var (sure, born) = (at < _birth, at < _born);
        if (Date(at, sure || born, sure) is not { End: > 0 } date) return 0;
        if (born && at < _cohort)
        {
            _born = 0;
            born = false;
        }

        // The NHS began in July 1948: a full date before that year is no date of anything that happened in it.
        if (!sure && !born && date.Year is not (>= 1850 and < 1948) && !(date.IsFull && IsNamedAfter(date.End, Cue.BirthDate)))
            return 0;
        _birth = sure ? date.End + NextInList : 0;
        _born = 0;
        return date.End;
    }

    private readonly record struct Written(int End, int Year, bool IsFull);

    // A date however people write one. Without its year, or in one run of digits, only beside a cue; month and year alone only
    // where it is certain.
    private Written Date(int at, bool cued, bool sure)
    {
        if (!IsDigit(text[at]))
            return screen.Phrases.Longest(text, at, Cue.Month) is { End: > 0 } named ? FromMonth(named.End, cued, sure) : default;
        var (first, length) = Small(at);
        var next = at + length;
        if (length is 6 or 8) return cued && !char.IsLetter(text[next]) && IsInOneRun(at, length) ? new(next, 0, true) : default;
        if (length == 4) return FromYear(next, first);
        if (length is not (1 or 2) || first is 0 or > 31) return default;

        var gap = Past(next, " -./", 3);
        var (second, secondLength) = Small(gap);
        if (gap > next && secondLength is 1 or 2)
        {
            var last = Past(gap + secondLength, " -./", 3);
            var (year, yearLength) = Small(last);
            var spaced = text[next] == ' ' && gap - next == 1;
            if (last == gap + secondLength || yearLength is not (2 or 4) || second is 0 or > 31 || Math.Min(first, second) > 12
                || (spaced && !cued)) return default;
            var end = last + yearLength;
            return char.IsLetter(text[end]) ? default : new(end, yearLength == 4 ? year : 0, true);
        }

        var day = PastOrdinal(next);
        var month = Past(day, " -./,", 3);
        if (text[month] == 'o' && text[month + 1] == 'f' && text[month + 2] == ' ') month += 3;
        return screen.Phrases.Longest(text, month, Cue.Month) is { End: > 0 } met ? WithYear(met.End, cued) : default;
    }

    private Written FromYear(int next, int year)
    {
        var gap = Past(next, "-./", 1);
        var (month, monthLength) = Small(gap);
        var second = Past(gap + monthLength, "-./", 1);
        var (day, dayLength) = Small(second);
        return gap > next && second > gap + monthLength && monthLength is 1 or 2 && dayLength is 1 or 2 && month is > 0 and <= 12
            && day is > 0 and <= 31
            ? new(second + dayLength, year, true) : default;
    }

    private Written FromMonth(int month, bool cued, bool sure)
    {
        var gap = Past(month, " -./,", 3);
        var (number, length) = Small(gap);
        if (length == 4) return sure ? new(gap + 4, 0, false) : default;
        return gap > month && length is 1 or 2 && number is > 0 and <= 31 ? WithYear(PastOrdinal(gap + length), cued) : default;
    }

    private Written WithYear(int end, bool cued)
    {
        var gap = Past(end, " -./,'", 3);
        var (year, length) = Small(gap);
        if (length is 2 or 4 && !char.IsLetter(text[gap + length]) && text[gap + length] != ':')
            return new(gap + length, length == 4 ? year : 0, true);
        return cued && !char.IsLetter(text[end]) ? new(end, 0, false) : default;
    }

    private bool IsInOneRun(int at, int length)
    {
        int Two(int place) => (text[at + place] - '0') * 10 + text[at + place + 1] - '0';
        return IsDayAndMonth(Two(0), Two(2)) || (length == 8 && IsDayAndMonth(Two(6), Two(4)));

        static bool IsDayAndMonth(int day, int month) => day is > 0 and <= 31 && month is > 0 and <= 12;
    }

    private int PastOrdinal(int at) =>
        (text[at], text[at + 1]) is ('s', 't') or ('n', 'd') or ('r', 'd') or ('t', 'h') && !char.IsLetter(text[at + 2])
            ? at + 2
            : at;

    // The number and the length of a run of digits; of one longer than eight, a length of nine.
    private (int Value, int Length) Small(int at)
    {
        var (value, length) = (0, 0);
        for (; length < 9 && IsDigit(text[at + length]); length++) value = unchecked(value * 10 + text[at + length] - '0');
        return (value, length);
    }

    private int HospitalNumber(int at)
    {
        foreach (var pattern in screen.HospitalNumbers)
            if (Fits(at, pattern)) return at + pattern.Length;
        if (at >= _hospital) return 0;

        const int longest = 16;
        var (end, digits, letters) = (at, 0, 0);
        for (; end - at <= longest; end++)
        {
            var c = text[end];
            if (IsDigit(c)) digits++;
            else if (char.IsLetter(c)) letters++;
            else if (c is not ('-' or '/') || !char.IsLetterOrDigit(text[end + 1])) break;
        }

        if (end - at > longest) return 0;
        // A prefix in capitals may be apart, and digits may be in groups.
        var prefixed = digits == 0 && letters is > 0 and <= 3 && text.IsUpper(at) && text[end] == ' ' && IsDigit(text[end + 1]);
        if (prefixed || letters == 0)
            for (var groups = 0; groups < 4 && text[end] is ' ' && Small(end + 1).Length is >= 2 and <= 8 and var group; groups++)
                (end, digits) = (end + 1 + group, digits + group);
        if (digits < 3 || digits + letters < 4 || char.IsLetterOrDigit(text[end])) return 0;
        _hospital = end + NextInList;
        return end;
    }

    private bool Fits(int at, string pattern)
    {
        for (var i = 0; i < pattern.Length; i++)
        {
            var c = text[at + i];
            if (!(pattern[i] switch { '#' => IsDigit(c), '?' => IsLatin(c), var same => c == same })) return false;
        }

        return !char.IsLetterOrDigit(text[at + pattern.Length]);
    }

    private static bool IsLatin(char c) => c is >= 'a' and <= 'z';

    // The postcode areas of the United Kingdom and the Crown dependencies, the forces' BF, and ZZ, which means no place. Source:
    // Royal Mail, PAF.
    private const string Areas =
        " ab al b ba bb bd bf bh bl bn br bs bt ca cb cf ch cm co cr ct cv cw da dd de dg dh dl dn dt dy e ec eh en ex fk fy g "
            + "gl gu gy ha"
        + " hd hg hp hr hs hu hx ig im ip iv je ka kt kw ky l la ld le ll ln ls lu m me mk ml n ne ng nn np nr nw ol ox pa pe "
        + "ph pl po pr rg"
        + " rh rm s sa se sg sk sl sm sn so sp sr ss st sw sy ta td tf tn tq tr ts tw ub w wa wc wd wf wn wr ws wv yo ze zz ";

    // What is written in lower case after a number, as in "E2 2nd" or "B12 5ng", and is no half of a postcode.
    private const string Units = " st nd rd th hr yr wk ft lb pt ug ng gy dl db hz ";

    private int Postcode(int at)
    {
        var letters = IsLatin(text[at + 1]) ? 2 : 1;
        var digit = at + letters;
        if (!IsDigit(text[digit])) return text[at] == 'g' && text[at + 1] == 'i' && text[at + 2] == 'r' ? Inward(at + 3, at) : 0;
        if (!IsArea(text[at], letters == 2 ? text[at + 1] : ' ')) return 0;
        var longer = IsDigit(text[digit + 1]) || IsLatin(text[digit + 1]) ? Inward(digit + 2, at) : 0;
        return longer > 0 ? longer : Inward(digit + 1, at);
    }

    private int Inward(int at, int start)
    {
        var digit = Past(at, " ", 2);
        var (one, two) = (text[digit + 1], text[digit + 2]);
        if (!IsDigit(text[digit]) || !IsLatin(one) || !IsLatin(two) || char.IsLetterOrDigit(text[digit + 3])) return 0;
        var nowhere = text[start] == 'z';
        if (!nowhere && (IsOneOf(one, "cikmov") || IsOneOf(two, "cikmov"))) return 0;
        return !text.IsUpper(digit + 1) && Holds(Units, one, two) ? 0 : digit + 3;
    }

    private static bool IsArea(char one, char two) => IsLatin(one) && Holds(Areas, one, two);

    // Whether a list of words of one or two letters holds this one; the second letter of a word of one is a space.
    private static bool Holds(string list, char one, char two)
    {
        for (var i = 1; i < list.Length; i++)
            if (list[i] == one && list[i - 1] == ' ' && list[i + 1] == two && (two == ' ' || list[i + 2] == ' ')) return true;
        return false;
    }

    // Source: HMRC, National Insurance Manual NIM39110. The suffix may be missing only beside a cue.
    private int Insurance(int at)
    {
        var (one, two) = (text[at], text[at + 1]);
        if (!IsLatin(one) || !IsLatin(two)) return 0;
        var cued = at < _insurance;
        if (!cued && !IsIssued(one, two)) return 0;
        var end = at + 2;
        for (var digits = 0; digits < 6; digits++, end++)
        {
            if (digits % 2 == 0) end = Past(end, " -", 1);
            if (!IsDigit(text[end])) return 0;
        }

        var suffix = Past(end, " -", 1);
        if (text[suffix] is >= 'a' and <= 'd' && !char.IsLetterOrDigit(text[suffix + 1])) return suffix + 1;
        return cued && !char.IsLetterOrDigit(text[end]) ? end : 0;

        static bool IsIssued(char one, char two) =>
            !IsOneOf(one, "dfiquv") && !IsOneOf(two, "dfiquvo")
            && (one, two) is not (('b', 'g') or ('g', 'b') or ('k', 'n') or ('n', 'k') or ('n', 't') or ('t', 'n') or ('z', 'z'));
    }

    private int Telephone(int at)
    {
        if (at < _reference || GoesOnBefore(at, ".,/-")) return 0;
        if (text[at] == '+')
        {
            if (!IsDigit(text[at + 1])) return 0;
            return text[at + 1] == '4' && text[at + 2] == '4' ? National(at + 3) : Groups(at + 1, 8, 15);
        }

        if (text[at] == '0' && text[at + 1] == '0') return text[at + 2] == '4' && text[at + 3] == '4' ? National(at + 4) : 0;
        if (text[at] == '0' && text[at + 1] is not ('4' or '6') && Small(at).Length >= 3
            && Groups(at, 11, 11) is > 0 and var eleven) return eleven;
        if (text[at] == '0' && text[at + 1] is '1' or '5' or '8' && Small(at).Length >= 3 && Groups(at, 10, 10) is > 0 and var ten
            && !IsDigit(text[Past(ten, " -.", 1)])) return ten;
        return at < _telephone ? Groups(at, 6, 15) : 0;
    }

    // After +44, with or without a 0 in brackets.
    private int National(int at)
    {
        var next = Past(at, " -.()", 3);
        if (text[next] == '0') next = Past(next + 1, " -.()", 3);
        return Groups(next, 9, 10);
    }

    // As many groups of digits as fit: where the last ends, when they are between the least and the most digits; else 0.
    private int Groups(int at, int least, int most)
    {
        var (digits, end) = (0, 0);
        while (IsDigit(text[at]))
        {
            while (digits <= most && IsDigit(text[at])) (at, digits) = (at + 1, digits + 1);
            if (digits > most) break;
            if (digits >= least) end = at;
            at = Past(at, " -.()", 3);
        }

        return end > 0 && !char.IsLetter(text[end]) ? end : 0;
    }
}
