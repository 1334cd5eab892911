using System.Text;
using CommunitiesOfPractice.Disclosure;
using FsCheck.Fluent;
using FsCheck.Xunit;
using FsCheck;

namespace CommunitiesOfPractice.Tests.Disclosure;

/// <summary>What holds of the screen for every text.</summary>
public class ScreenLawTests
{
    private static readonly string[] Prose =
    [
        "Weigh every loss, never guess it.", "The trolley stood by the door of bay 4;", "nobody knew who had called the team",
            "“Ask first”, she said,",
        "in 2015 and again in 2016",
        "version 10.2.3 of the guideline", "within 20 minutes", "😀", "потеря крови", "1,500 ml", "at RJZ01", "on 3 March 2024",
            "Then", "and after that", "\r\n\r\n",
        "e\u0301tude", "(see page 12)",
    ];

    private static readonly string[] Pieces =
    [
        "NHS No", "DOB", "born", "hosp no", "MRN", "tel", "NI number", "ISBN", "aged", "the only", "two", "women", "one in",
            "five", "of the", "999", "000", "0018",
        "9990000018", "97", "01",
        "02", "1930", "March", "SE5", "9RS", "020", "7946 0000", "+44", "@", "a.b", "example.org", "AB", "12", "34 56", "C",
            "triplets", "-", ".",
        "/", ",", "(", ")", " ", "  ", "\u00A0", "\n",
        "\u200B", "９", "٣", "𝟗", "😀", "\uD83D", "\uDE00", "\u0301", "\0", "一", "year-old", "#", "K123456", "'", ":",
    ];

    private static readonly DisclosureScreen Own = new(["K######"], ["lord mayor"], 20);

    private static readonly Gen<string> Texts =
        from pieces in Gen.OneOf(
            Gen.Elements(Pieces), Gen.Choose(0, 0xFFFF).Select(c => ((char)c).ToString()),
                Gen.Choose(32, 126).Select(c => ((char)c).ToString())).ListOf()
        select string.Concat(pieces);

    private static readonly Gen<string> Numbers =
        from stem in Gen.Choose(0, 999_999_999)
            .Select(n => n.ToString("000000000", System.Globalization.CultureInfo.InvariantCulture))
        let check = (11 - stem.Select((c, place) => (10 - place) * (c - '0')).Sum() % 11) % 11
        where check < 10
        select $"{stem}{check}";

    // As people write it: in one; as issued, with any gap at each of its two places; or in groups of any length with one kind of
    // gap.
    private static readonly Gen<Func<string, string>> Gaps = Gen.OneOf(
        Gen.Constant<Func<string, string>>(n => n),
        from one in Gap() from other in Gap() select (Func<string, string>)(n => n[..3] + one + n[3..6] + other + n[6..]),
        from gap in Gap() from cut in Gen.Choose(2, 8) select (Func<string, string>)(n => n[..cut] + gap + n[cut..]));

    [Property(MaxTest = 2000)]
    public Property A_planted_NHS_number_is_always_found() =>
        Prop.ForAll((from number in Numbers from write in Gaps from digits in Gen.Elements(0, '０' - '0', '٠' - '0')
                      from around in Around() select (Written: Others(write(number), digits), around))
            .ToArbitrary(), planted => IsFound(DisclosureKind.NhsNumber, planted.Written, planted.around));

    /// <summary>2016 and 960248 pass the check together, as 960248 and 2214 do: both readings are pointed at.</summary>
    [Fact]
    public void A_number_that_passes_with_the_one_before_it_is_found_whole() =>
        IsFound(DisclosureKind.NhsNumber, "960248  2214", ("in 2015 and again in 2016\n", ". Then"));

    [Property(MaxTest = 500)]
    public Property A_wrong_number_beside_its_name_is_always_found() =>
        Prop.ForAll((from number in Gen.Choose(0, 999_999_999) from last in Gen.Choose(0, 9) from write in Gaps
                     from name in Gen.Elements("NHS No ", "nhs number: ", "NHS#", "N.H.S. no. - ")
                     from around in Around() select (Written: write($"{number:000000000}{last}"), Name: name, around))
                         .ToArbitrary(),
            planted =>
                IsFound(DisclosureKind.NhsNumber, planted.Written, (planted.around.Before + planted.Name, planted.around.After)));

    [Property(MaxTest = 1000)]
    public Property Other_planted_identifiers_are_always_found() =>
        Prop.ForAll((from planted in Gen.OneOf(Dates(), Postcodes(), Telephones(), Addresses(), Insurance(), Hospital())
                      from around in Around() select (planted, around)).ToArbitrary(),
            p => IsFound(p.planted.Kind, p.planted.Written, (p.around.Before + p.planted.Name, p.around.After)));

    [Property(MaxTest = 5000)]
    public Property Whatever_the_text_findings_lie_within_it_in_order_apart_and_split_no_pair() =>
        Prop.ForAll(Texts.ToArbitrary(), text =>
        {
            var findings = Own.Screen(text, out var steps);
            var end = 0;
            foreach (var finding in findings)
            {
                Assert.InRange(finding.Start, end, text.Length);
                Assert.InRange(finding.Length, 1, text.Length - finding.Start);
                end = finding.End;
                Assert.False(Splits(text, finding.Start) || Splits(text, end));
            }

            Assert.InRange(steps, 0, 64 + 128L * text.Length);
            Assert.Equal(findings, Own.Screen(text));
        });

    [Property(MaxTest = 500)]
    public Property Nothing_is_found_in_prose_without_patients() =>
        Prop.ForAll(
            Gen.Elements(Prose).ListOf().ToArbitrary(), prose =>
                Assert.Empty(DisclosureScreen.Nhs.Screen(string.Join(' ', prose))));

    [Property(MaxTest = 500)]
    public Property The_validity_of_a_number_is_its_check_and_nothing_else() =>
        Prop.ForAll(
            (from number in Numbers from write in Gaps from wrong in Gen.Choose(1, 9) select (Written: write(number), wrong))
                .ToArbitrary(), n =>
        {
            Assert.True(NhsNumber.IsValid(n.Written));
            Assert.False(NhsNumber.IsValid(n.Written[..^1] + (n.Written[^1] - '0' + n.wrong) % 10));
        });

    private static void IsFound(DisclosureKind kind, string written, (string Before, string After) around)
    {
        var text = around.Before + written + around.After;
        var findings = DisclosureScreen.Nhs.Screen(text);
        Assert.True(
            findings.Any(
                f => f.Kind == kind && f.Start <= around.Before.Length && f.End >= around.Before.Length + written.Length),
                    $"{text} => {findings}");
    }

    private static Gen<string> Gap() => Gen.Elements(" ", "-", ".", "\u00A0", "\u2009", "–", "\n", "\r\n", "  ");

    private static Gen<(string Before, string After)> Around() =>
        from before in Gen.Elements(Prose).ListOf() from after in Gen.Elements(Prose).ListOf()
        from open in Gen.Elements(" ", ": ", " (", "\n", "\t", " “")
            from close in Gen.Elements(" ", ". ", ", ", ") ", "; ", "” ", "\n", "? ")
        select (string.Join(' ', before) + open, after.Count > 0 ? close + string.Join(' ', after) : close.Trim(' '));

    private static Gen<(DisclosureKind Kind, string Name, string Written)> Dates() =>
        from day in Gen.Choose(1, 28) from month in Gen.Choose(1, 12) from year in Gen.Choose(1900, 2030)
        from name in Gen.Elements("DOB ", "D.O.B.: ", "date of birth ", "born on ", "born ")
        from written in Gen.Elements(
            "dd/MM/yyyy", "d/M/yy", "d.M.yyyy", "yyyy-MM-dd", "d MMMM yyyy", "MMMM d, yyyy", "dd-MMM-yy", "d MMM", "ddMMyyyy")
        select (DisclosureKind.DateOfBirth, name,
            new DateOnly(year, month, day).ToString(written, System.Globalization.CultureInfo.InvariantCulture));

    private static Gen<(DisclosureKind Kind, string Name, string Written)> Postcodes() =>
        from outward in Gen.Elements("M1", "B33", "CR2", "DN55", "W1A", "EC1A", "SE5", "ZZ99")
            from gap in Gen.Elements(" ", "", "\u00A0", "  ")
        from sector in Gen.Choose(0, 9) from unit in Gen.Elements("AA", "RS", "XH", "PT", "BB", "WZ")
            from lower in Gen.Elements(true, false)
        select (DisclosureKind.Postcode, "", lower && unit is not "PT"
            ? $"{outward}{gap}{sector}{unit}".ToLowerInvariant() : $"{outward}{gap}{sector}{unit}");

    private static Gen<(DisclosureKind Kind, string Name, string Written)> Telephones() =>
        from number in Gen.Elements(
            "020 7946 0{0}", "07700 900{0}", "07700900{0}", "+44 7700 900{0}", "+44 (0)20 7946 0{0}", "0161 496 0{0}",
            "01632 960{0}", "(0114) 496-0{0}", "0044 117 496 0{0}")
        from last in Gen.Choose(0, 999)
        select (DisclosureKind.TelephoneNumber, number.StartsWith('(') ? "(" : "",
            string.Format(System.Globalization.CultureInfo.InvariantCulture, number, $"{last:000}").TrimStart('('));

    private static Gen<(DisclosureKind Kind, string Name, string Written)> Addresses() =>
        from name in Gen.Elements("a", "first.last", "x_y+z", "o'neil", "two.women", "999")
        from place in Gen.Elements("example.org", "trust.nhs.uk", "nhs.net", "münchen.example")
        select (DisclosureKind.EmailAddress, "", $"{name}@{place}");

    private static Gen<(DisclosureKind Kind, string Name, string Written)> Insurance() =>
        from prefix in Gen.Elements("AB", "CE", "JY", "ZX") from digits in Gen.Choose(0, 999_999)
            from suffix in Gen.Elements('A', 'B', 'C', 'D')
        from spaced in Gen.Elements(true, false)
        let six = $"{digits:000000}"
        select (DisclosureKind.NationalInsuranceNumber, "", spaced
            ? $"{prefix} {six[..2]} {six[2..4]} {six[4..]} {suffix}"
            : $"{prefix}{six}{suffix}");

    private static Gen<(DisclosureKind Kind, string Name, string Written)> Hospital() =>
        from name in Gen.Elements("hosp no ", "Hospital number: ", "MRN ", "Unit no. ", "K number is ")
            from prefix in Gen.Elements("", "K", "ZZ")
        from digits in Gen.Choose(100_000, 999_999)
        select (DisclosureKind.HospitalNumber, name, prefix + digits);

    private static string Others(string text, int shift) =>
        string.Concat(text.Select(c => c is >= '0' and <= '9' ? (char)(c + shift) : c));

    private static bool Splits(string text, int at) =>
        at > 0 && at < text.Length && char.IsHighSurrogate(text[at - 1]) && char.IsLowSurrogate(text[at]);
}
