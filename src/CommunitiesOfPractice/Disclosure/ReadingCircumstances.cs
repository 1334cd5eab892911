namespace CommunitiesOfPractice.Disclosure;

/// <summary>Small counts, great ages, and who is the only one.</summary>
internal sealed partial class Reading
{
    private const int GreatAgeFrom = 90, GreatAgeTo = 129;

    // A whole number in figures as a count or an age may be: its value, or 0 for any other, such as a part of a version, a date
    // or a larger number.
    private int Figure(int at, int end)
    {
        if (end - at > 3 || GoesOnBefore(at, ".,:") || GoesOnAfter(end, ".,:")) return 0;
        return Small(at).Value;
    }

    // A number in words, up to ninety-nine.
    private Met Number(int at)
    {
        var met = screen.Phrases.Longest(text, at, Cue.Number);
        if (met.Value < 20) return met;
        var unit = screen.Phrases.Longest(text, Past(met.End, " -", 2), Cue.Number);
        return unit.Value is > 0 and < 10 ? unit with { Value = met.Value + unit.Value } : met;
    }

    private Met Amount(int at)
    {
        if (!IsDigit(text[at])) return Number(at);
        var (value, length) = Small(at);
        return length <= 3 ? new(Cue.Number, value, at + length) : Met.Nothing;
    }

    private int Count(int at, int value, int end)
    {
        var noun = Past(end, " ", 4);
        if (noun == end) return 0;
        if (value < screen.SmallCountsBelow && at != _ratioOf && !(at < _label && IsDigit(text[at])))
        {
            for (var qualifiers = 0; qualifiers < 4; qualifiers++)
            {
                if (screen.Phrases.Longest(text, noun, Cue.Patient) is { End: > 0 } patients) return patients.End;
                if (screen.Phrases.Longest(text, noun, Cue.Qualifier) is not { End: > 0 } qualifier) break;
                noun = Past(qualifier.End, " ", 4);
            }
        }

        if (screen.Phrases.Longest(text, Past(end, " ", 4), Cue.Ratio) is { End: > 0 } ratio)
        {
            var of = Past(ratio.End, " ", 4);
            if (Amount(of).Value > value) _ratioOf = of;
        }

        return 0;
    }

    // "97-year-old": where it ends, or 0.
    private int GreatAge(int at, int value, int end) =>
        value is >= GreatAgeFrom and <= GreatAgeTo && at >= _bound ? YearsOld(end) : 0;

    private int YearsOld(int end) => screen.Phrases.Longest(text, Past(end, " -", 2), Cue.YearsOld).End;

    // "aged 97": where it ends, or 0. "Aged 90 and over" and "aged 90-99" are bands, of many.
    private int Aged(int at)
    {
        var number = Amount(Past(at, " :=", 3));
        if (number.Value is not (>= GreatAgeFrom and <= GreatAgeTo) || char.IsLetter(text[number.End]) || text[number.End] == '+')
            return 0;
        if (screen.Phrases.Longest(text, Past(number.End, " ", 2), Cue.Band).End > 0) return 0;
        return IsDigit(text[Past(number.End, " -", 3)]) ? 0 : number.End;
    }

    // "the only 14-year-old", "the only known case": where it ends, or 0.
    private int Only(int at)
    {
        var next = Past(at, " ", 4);
        for (var qualifiers = 0; qualifiers < 3; qualifiers++)
        {
            if (screen.Phrases.Longest(text, next, Cue.Patient) is { Value: 1 } patient) return patient.End;
            if (Amount(next) is { End: > 0 } age) return YearsOld(age.End);
            if (screen.Phrases.Longest(text, next, Cue.Qualifier) is not { End: > 0 } qualifier) return 0;
            next = Past(qualifier.End, " ", 4);
        }

        return 0;
    }
}
