namespace CommunitiesOfPractice.Disclosure;

/// <summary>
/// One reading of one text, from left to right: at each word and each run of digits it asks whether something begins there that
/// may identify a patient. What was read before is remembered only as far as a cue such as <c>DOB</c> reaches.
/// </summary>
internal sealed partial class Reading(DisclosureScreen screen, Folded text)
{
    private const Cue Heads = Cue.NhsNumber | Cue.BirthDate | Cue.Born | Cue.Cohort | Cue.HospitalNumber | Cue.Insurance
        | Cue.Telephone
        | Cue.Reference | Cue.Month | Cue.Number | Cue.Label | Cue.Bound | Cue.Aged | Cue.Only | Cue.Rare;

    // How many characters after a cue's end its number may begin; and after one number, the next of a list.
    private const int NearNhs = 24, NearBirthDate = 40, NearBorn = 30, NearHospital = 12, NearInsurance = 16, NearTelephone = 4,
        NearReference = 24,
        NearCohort = 8, NearLabel = 3, NearBound = 3, NextInList = 6;

    private readonly List<DisclosureFinding> _findings = [];

    // Where each cue reaches to.
    private int _nhs, _birth, _born, _cohort, _hospital, _insurance, _telephone, _reference, _label, _bound;

    // The number of which a ratio is taken, as the five of "one in five", is no count.
    private int _ratioOf = -1;

    public ValueList<DisclosureFinding> Findings()
    {
        for (var at = 0; at < text.Length;)
        {
            var c = text[at];
            if (IsDigit(c)) at = AtDigits(at);
            else if (char.IsLetter(c)) at = IsDigit(text[at - 1]) ? PastLetters(at) : AtWord(at);
            else if (c == '+' && Telephone(at) is > 0 and var end) at = Add(DisclosureKind.TelephoneNumber, at, end);
            else if (c == '@') at = AtSign(at);
            else
            {
                if (c == '.' && text[at + 1] == ' ') _born = 0;
                at++;
            }
        }

        return _findings.Count == 0 ? [] : new(_findings.ToArray());
    }

    private int AtDigits(int at)
    {
        if (NhsDigits(at) is > 0 and var nhs)
        {
            _nhs = nhs + NextInList;
            return Add(DisclosureKind.NhsNumber, at, nhs);
        }

        var run = PastDigits(at);
        if (char.IsLetter(text[at - 1])) return run;
        if (BirthDate(at) is > 0 and var date) return Add(DisclosureKind.DateOfBirth, at, date);
        if (HospitalNumber(at) is > 0 and var hospital) return Add(DisclosureKind.HospitalNumber, at, hospital);
        if (Telephone(at) is > 0 and var telephone) return Add(DisclosureKind.TelephoneNumber, at, telephone);
        if (Figure(at, run) is not (> 0 and var value)) return run;
        if (GreatAge(at, value, run) is > 0 and var age) return Add(DisclosureKind.RareCircumstance, at, age);
        return Count(at, value, run) is > 0 and var count ? Add(DisclosureKind.SmallCount, at, count) : run;
    }

    private int AtWord(int at)
    {
        var met = screen.Phrases.Longest(text, at, Heads);
        if ((met.Tells & Cue.Month) != 0 && BirthDate(at) is > 0 and var date) return Add(DisclosureKind.DateOfBirth, at, date);
        if (HospitalNumber(at) is > 0 and var hospital) return Add(DisclosureKind.HospitalNumber, at, hospital);
        if (Postcode(at) is > 0 and var postcode) return Add(DisclosureKind.Postcode, at, postcode);
        if (Insurance(at) is > 0 and var insurance) return Add(DisclosureKind.NationalInsuranceNumber, at, insurance);
        if ((met.Tells & Cue.Rare) != 0) return Add(DisclosureKind.RareCircumstance, at, met.End);
        if ((met.Tells & Cue.Only) != 0 && Only(met.End) is > 0 and var only)
            return Add(DisclosureKind.RareCircumstance, at, only);
        if ((met.Tells & Cue.Aged) != 0 && Aged(met.End) is > 0 and var aged)
            return Add(DisclosureKind.RareCircumstance, at, aged);
        if ((met.Tells & Cue.Number) != 0)
        {
            var number = Number(at);
            if (GreatAge(at, number.Value, number.End) is > 0 and var age) return Add(DisclosureKind.RareCircumstance, at, age);
            if (Count(at, number.Value, number.End) is > 0 and var count) return Add(DisclosureKind.SmallCount, at, count);
            return number.End;
        }

        Heed(met);
        return met.End > 0 ? met.End : PastLetters(at);
    }

    private void Heed(Met met)
    {
        if ((met.Tells & Cue.NhsNumber) != 0) _nhs = met.End + NearNhs;
        if ((met.Tells & Cue.BirthDate) != 0) _birth = met.End + NearBirthDate;
        if ((met.Tells & Cue.Born) != 0) _born = met.End + NearBorn;
        if ((met.Tells & Cue.Cohort) != 0) _cohort = met.End + NearCohort;
        if ((met.Tells & Cue.HospitalNumber) != 0) _hospital = met.End + NearHospital;
        if ((met.Tells & Cue.Insurance) != 0) _insurance = met.End + NearInsurance;
        if ((met.Tells & Cue.Telephone) != 0) _telephone = met.End + NearTelephone;
        if ((met.Tells & Cue.Reference) != 0) _reference = met.End + NearReference;
        if ((met.Tells & Cue.Label) != 0) _label = met.End + NearLabel;
        if ((met.Tells & Cue.Bound) != 0) _bound = met.End + NearBound;
    }

    private int Add(DisclosureKind kind, int start, int end)
    {
        _findings.Add(text.Finding(kind, start, end));
        return end;
    }

    // What was found within an address before its @ was reached is part of it; no finding is left half covered.
    private int AtSign(int at)
    {
        const int longestName = 64, longestPlace = 255;
        var (start, end) = (at, at + 1);
        while (at - start < longestName && IsOfName(text[start - 1])) start--;
        while (start < at && text[start] == '.') start++;
        while (end - at <= longestPlace && (char.IsLetterOrDigit(text[end]) || text[end] is '-' or '.')) end++;
        while (text[end - 1] is '-' or '.') end--;
        var letters = end;
        while (char.IsLetter(text[letters - 1])) letters--;
        if (start == at || end - letters < 2 || text[letters - 1] != '.' || letters - 2 <= at) return at + 1;
        var address = text.Finding(DisclosureKind.EmailAddress, start, end);
        for (var last = _findings.Count - 1; last >= 0 && _findings[last].End > address.Start; last--)
        {
            var from = Math.Min(_findings[last].Start, address.Start);
            address = new(DisclosureKind.EmailAddress, from, address.End - from);
            _findings.RemoveAt(last);
        }

        _findings.Add(address);
        return end;

        static bool IsOfName(char c) => char.IsLetterOrDigit(c) || c is '.' or '_' or '%' or '+' or '-' or '\'' or '&';
    }

    private static bool IsOneOf(char c, string these)
    {
        foreach (var one in these)
            if (one == c) return true;
        return false;
    }

    private static bool IsDigit(char c) => c is >= '0' and <= '9';

    private int PastDigits(int at)
    {
        while (IsDigit(text[at])) at++;
        return at;
    }

    private int PastLetters(int at)
    {
        while (char.IsLetter(text[at])) at++;
        return at;
    }

    // Past at most so many of the characters given; where there is none, it stays.
    private int Past(int at, string allowed, int most)
    {
        for (; most > 0 && text[at] is not Folded.Nothing and var c && IsOneOf(c, allowed); most--) at++;
        return at;
    }

    // Whether a longer number goes on through a point, comma or hyphen, as in a version, an amount or an ISBN.
    private bool GoesOnBefore(int at, string through) =>
        IsDigit(text[at - 2]) && text[at - 1] is not Folded.Nothing and var c && IsOneOf(c, through);

    private bool GoesOnAfter(int at, string through) =>
        IsDigit(text[at + 1]) && text[at] is not Folded.Nothing and var c && IsOneOf(c, through);

    // Whether words of a kind are in brackets after a number, as in "01/02/1930 (DOB)".
    private bool IsNamedAfter(int at, Cue asked)
    {
        var open = Past(at, " ", 2);
        return text[open] == '(' && screen.Phrases.Longest(text, open + 1, asked).End > 0;
    }
}
