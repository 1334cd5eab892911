using System.Text.Json;
using System.Text;
using CommunitiesOfPractice.Disclosure;

namespace CommunitiesOfPractice.Tests.Disclosure;

public class ScreenTests
{
    private static readonly JsonElement Vectors =
        JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Disclosure", "vectors.json"))).RootElement;

    public static IEnumerable<object[]> Listed =>
        Vectors.GetProperty("freeTextShouldFlag").EnumerateArray().Select(v => new object[]
        { v.GetProperty("text").GetString()!,
            string.Join(' ', v.GetProperty("kinds").EnumerateArray().Select(k => k.GetString())) });

    public static TheoryData<string> Harmless => [.. Strings("freeTextShouldNotFlag")];

    [Theory]
    [MemberData(nameof(Listed))]
    public void Every_listed_text_is_caught(string text, string kinds) =>
        Assert.Equal(kinds, string.Join(' ', DisclosureScreen.Nhs.Screen(text).Select(f => f.Kind).Distinct()));

    [Theory]
    [MemberData(nameof(Harmless))]
    public void No_listed_text_is_a_false_alarm(string text) => Assert.Equal("", Found(text));

    [Fact]
    public void No_listed_code_of_an_organisation_or_site_is_a_false_alarm() =>
        Assert.All(Vectors.GetProperty("odsCodes").EnumerateObject().SelectMany(set => set.Value.EnumerateArray()), code =>
            Assert.Equal("", Found($"Seen at {code.GetString()} and at {code.GetString()!.ToLowerInvariant()} on 3 March 2024")));

    [Fact]
    public void Every_listed_number_is_what_it_is_said_to_be()
    {
        Assert.All(Strings("nhsNumbersValid"), number => Assert.True(NhsNumber.IsValid(number), number));
        Assert.All(Strings("nhsNumbersInvalid"), number => Assert.False(NhsNumber.IsValid(number), number));
        Assert.All(Strings("passModulus11ButImplausible"), number => Assert.True(NhsNumber.IsValid(number), number));
        Assert.All(
            Strings("checkValueTenStems"), stem =>
                Assert.All(Enumerable.Range(0, 10), last => Assert.False(NhsNumber.IsValid($"{stem}{last}"))));
    }

    [Fact]
    public void Every_listed_number_is_found_alone_and_a_wrong_one_beside_its_name()
    {
        Assert.All(
            Strings("nhsNumbersValid").Concat(Strings("passModulus11ButImplausible")), number =>
                Assert.Equal($"NhsNumber:{number}", Found($"Moved {number}, well.")));
        Assert.All(Strings("nhsNumbersInvalid"), number => Assert.Equal("", Found($"Moved {number}, well.")));
        Assert.All(
            Strings("nhsNumbersInvalid").Where(n => n.Length == 10), number =>
                Assert.Equal($"NhsNumber:{number}", Found($"NHS number: {number}")));
    }

    [Theory]
    [InlineData("", false)]
    [InlineData(" 9990000018", false)]
    [InlineData("9990000018-", false)]
    [InlineData("999,000,0018", false)]
    [InlineData("９９９ ０００ ００１８", true)]
    [InlineData("٩٩٩٠٠٠٠٠١٨", true)]
    [InlineData("𝟗𝟗𝟗 000 00𝟏𝟖", true)]
    public void A_number_counts_in_any_digits(string text, bool valid) => Assert.Equal(valid, NhsNumber.IsValid(text));

    [Theory]
    // NHS numbers: in one, as issued, with other gaps, across a line, in other digits; beside their name in whatever way.
    [InlineData("9990000018", "NhsNumber:9990000018")]
    [InlineData("(999.000.0018)", "NhsNumber:999.000.0018")]
    [InlineData("999 000 0018", "NhsNumber:999 000 0018")]
    [InlineData("999 000\r\n0018", "NhsNumber:999 000\r\n0018")]
    [InlineData("9 9 9 0 0 0 0 0 1 8", "NhsNumber:9 9 9 0 0 0 0 0 1 8")]
    [InlineData("99900 00018", "NhsNumber:99900 00018")]
    [InlineData("９９９－０００－００１８", "NhsNumber:９９９－０００－００１８")]
    [InlineData("999\u200B000\u200B0018", "NhsNumber:999\u200B000\u200B0018")]
    [InlineData("😀𝟗𝟗𝟗 000 00𝟏𝟖😀", "NhsNumber:𝟗𝟗𝟗 000 00𝟏𝟖")]
    [InlineData("NHSno9990000019", "NhsNumber:9990000019")]
    [InlineData("N.H.S. No: 999 000 0019", "NhsNumber:999 000 0019")]
    [InlineData("NHS# 99-900-00019", "NhsNumber:99-900-00019")]
    [InlineData("999 000 0019 (NHS number)", "NhsNumber:999 000 0019")]
    [InlineData("NHS numbers 999 000 0019 and 999 000 0029", "NhsNumber:999 000 0019|NhsNumber:999 000 0029")]
    [InlineData("Bed 3 999 000 0018 2 days", "NhsNumber:999 000 0018")]
    [InlineData("患者9990000018です", "NhsNumber:9990000018")]
    [InlineData("999 000 0018 020 7946 0000", "NhsNumber:999 000 0018|TelephoneNumber:020 7946 0000")]
    [InlineData("999 000 0019", "")]
    [InlineData("19990000018", "")]
    [InlineData("0.9990000018", "")]
    [InlineData("999-000-0018-3", "")]
    [InlineData("ISBN 0-306-40615-2, ISBN 0306406152", "")]
    [InlineData("978-0-306-40615-7", "")]
    // Dates of birth: a date near the words, in many ways of writing one; no other date, but one before there was an NHS.
    [InlineData("DOB 01/02/1990", "DateOfBirth:01/02/1990")]
    [InlineData("d.o.b.: 1.2.90", "DateOfBirth:1.2.90")]
    [InlineData("Date of birth - 1990-02-01", "DateOfBirth:1990-02-01")]
    [InlineData("DOB 01021990", "DateOfBirth:01021990")]
    [InlineData("DOB:01 02 1990", "DateOfBirth:01 02 1990")]
    [InlineData("DOB 1st of February 1990", "DateOfBirth:1st of February 1990")]
    [InlineData("dob 01-Feb-90", "DateOfBirth:01-Feb-90")]
    [InlineData("date of birth February 1, 1990", "DateOfBirth:February 1, 1990")]
    [InlineData("date of birth: Feb 1990", "DateOfBirth:Feb 1990")]
    [InlineData("DOBs 01/02/1990 and 03/04/1991", "DateOfBirth:01/02/1990|DateOfBirth:03/04/1991")]
    [InlineData("01/02/1990 (DOB)", "DateOfBirth:01/02/1990")]
    [InlineData("She was born on 3 March", "DateOfBirth:3 March")]
    [InlineData("born before arrival on 3 March 2024", "DateOfBirth:3 March 2024")]
    [InlineData("born at 12:03 on 3/3/2024", "DateOfBirth:3/3/2024")]
    [InlineData("01/02/1930", "DateOfBirth:01/02/1930")]
    [InlineData("1 February 1930", "DateOfBirth:1 February 1930")]
    [InlineData("01/02/1990", "")]
    [InlineData("Reviewed on 3 March 2024; 2024-03-03; March 3rd, 2024; 03.03.24", "")]
    [InlineData("babies born between 1 April 2015 and 30 June 2015", "")]
    [InlineData("babies born after 1 April 2015", "")]
    [InlineData("babies born in 2015", "")]
    [InlineData("She was born here. The audit of 3 March 2024 says so.", "")]
    // Hospital numbers: near the words.
    [InlineData("MRN: 12345678", "HospitalNumber:12345678")]
    [InlineData("Hospital number is k123456", "HospitalNumber:k123456")]
    [InlineData("Unit No. AB 123456", "HospitalNumber:AB 123456")]
    [InlineData("hospital number 123 456 78", "HospitalNumber:123 456 78")]
    [InlineData("K-number: 12-345/6", "HospitalNumber:12-345/6")]
    [InlineData("patient ID 00123", "HospitalNumber:00123")]
    [InlineData("Unit number 7 was closed; the hospital number system", "")]
    [InlineData("ZZ123456", "")]
    // Postcodes: full ones.
    [InlineData("se5 9rs", "Postcode:se5 9rs")]
    [InlineData("SE59RS", "Postcode:SE59RS")]
    [InlineData(
        "W1A 1AA, EC1A 1BB, M1 1AE, B33 8TH, CR2 6XH, DN55 1PT, GIR 0AA",
            "Postcode:W1A 1AA|Postcode:EC1A 1BB|Postcode:M1 1AE|Postcode:B33 8TH|Postcode:CR2 6XH|Postcode:DN55 "
                + "1PT|Postcode:GIR 0AA")]
    [InlineData("SE5\u00A09RS", "Postcode:SE5\u00A09RS")]
    [InlineData("SE5 and SE22; B12 5mg; S1 2nd; L4 4th; E2 3hr; G2 1st", "")]
    [InlineData("RJZ01 RAX01 M1J4Y A9A5A QKK Y56 G85001", "")]
    // Telephones.
    [InlineData("+44 20 7946 0000", "TelephoneNumber:+44 20 7946 0000")]
    [InlineData("+44 (0)7700 900123", "TelephoneNumber:+44 (0)7700 900123")]
    [InlineData("0044 7700 900 123", "TelephoneNumber:0044 7700 900 123")]
    [InlineData("07700900123", "TelephoneNumber:07700900123")]
    [InlineData("(020) 7946-0000", "TelephoneNumber:020) 7946-0000")]
    [InlineData("＋４４ ７７００ ９００１２３", "TelephoneNumber:＋４４ ７７００ ９００１２３")]
    [InlineData("+353 1 234 5678", "TelephoneNumber:+353 1 234 5678")]
    [InlineData("tel. 7946 0000", "TelephoneNumber:7946 0000")]
    [InlineData("Bleep 2222, extension 12345, call 999 or 111", "")]
    [InlineData("01-02-2015 11:30, 01.02.2015 10:30", "")]
    [InlineData("0.12345678901", "")]
    // E-mail.
    [InlineData("Write to first.last+x@trust.nhs.uk.", "EmailAddress:first.last+x@trust.nhs.uk")]
    [InlineData("9990000018@nhs.net", "EmailAddress:9990000018@nhs.net")]
    [InlineData("two women@example.org", "EmailAddress:two women@example.org")]
    [InlineData("@ 10 o'clock, a@b, @handle, x@1.2", "")]
    // National Insurance numbers.
    [InlineData("AB 12 34 56 C", "NationalInsuranceNumber:AB 12 34 56 C")]
    [InlineData("ab123456c", "NationalInsuranceNumber:ab123456c")]
    [InlineData("NI number QQ123456C", "NationalInsuranceNumber:QQ123456C")]
    [InlineData("National Insurance no. AB 123456", "NationalInsuranceNumber:AB 123456")]
    [InlineData("QQ123456C GB123456C DA123456A AO123456A AB123456 AB123456E AB1234567C", "")]
    // Rare circumstances.
    [InlineData("It was the only known case", "RareCircumstance:the only known case")]
    [InlineData("Only case so far", "RareCircumstance:Only case")]
    [InlineData("the only patient on the ward", "RareCircumstance:the only patient")]
    [InlineData("She had triplets, and it was in the newspapers", "RareCircumstance:triplets|RareCircumstance:in the newspapers")]
    [InlineData("aged 97", "RareCircumstance:aged 97")]
    [InlineData(
        "a 97-year-old, 103 years old, 91yo, 92 y/o",
            "RareCircumstance:97-year-old|RareCircumstance:103 years old|RareCircumstance:91yo|RareCircumstance:92 y/o")]
    [InlineData("a ninety-seven-year-old", "RareCircumstance:ninety-seven-year-old")]
    [InlineData("aged 90 and over; aged 90-99; age 90+; over 90 years old; aged 42; a 42-year-old; 97 ml", "")]
    [InlineData("the only patients we ask; not only case notes; the only thing", "")]
    // Small counts: fewer than eight of those cared for.
    [InlineData("2 patients, three women and one baby", "SmallCount:2 patients|SmallCount:three women|SmallCount:one baby")]
    [InlineData("Seven of our pregnant women", "SmallCount:Seven of our pregnant women")]
    [InlineData("two\u00A0of the\nbabies", "SmallCount:two\u00A0of the\nbabies")]
    [InlineData("1-2 patients", "SmallCount:2 patients")]
    [InlineData("2 of 7 patients", "SmallCount:7 patients")]
    [InlineData("a couple of women", "SmallCount:a couple of women")]
    [InlineData("eight patients, 8 patients, 1,005 women, twenty-one women, 0 patients, no patients", "")]
    [InlineData("one in five women; 1 in 4 patients; 2.5 patients; 5% of patients; 1:4 patients", "")]
    [InlineData("two midwives; one person keeps the total; type 2 patients; COVID-19 patients; within two hours", "")]
    public void What_is_found(string text, string found) => Assert.Equal(found, Found(text));

    [Fact]
    public void A_host_adds_its_own_numbers_words_and_bound()
    {
        var screen = new DisclosureScreen(["K######", "??/##-a"], ["Lord-Mayor", "ferry sinking"], 3);
        Assert.Equal(
            "HospitalNumber:k123456|HospitalNumber:XY/12-A",
                Found("Moved k123456 and XY/12-A, not K1234567 nor XK123456.", screen));
        Assert.Equal(
            "RareCircumstance:lord mayor|RareCircumstance:Ferry  sinking|RareCircumstance:triplets",
                Found("The lord mayor's; Ferry  sinking; triplets", screen));
        Assert.Equal("SmallCount:two women", Found("two women, three women", screen));
        Assert.Equal("", Found("one woman", new DisclosureScreen(smallCountsBelow: 0)));
        Assert.Equal(["lord mayor", "ferry sinking"], screen.RareCircumstances);
        Assert.Equal("", Found("the lord mayor, K123456"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("K#")]
    [InlineData("KKKK")]
    [InlineData("-###")]
    [InlineData("### ")]
    [InlineData("#################################")]
    public void A_pattern_that_fits_all_or_nothing_is_refused(string pattern) =>
        Assert.ThrowsAny<ArgumentException>(() => new DisclosureScreen([pattern]));

    [Fact]
    public void A_phrase_without_words_or_a_bound_out_of_range_is_refused()
    {
        Assert.All(
            new[] { "", " ", "-", " x", "x-", new string('x', 65) }, phrase =>
                Assert.ThrowsAny<ArgumentException>(() => new DisclosureScreen(rareCircumstances: [phrase])));
        Assert.ThrowsAny<ArgumentException>(() => new DisclosureScreen(smallCountsBelow: -1));
        Assert.ThrowsAny<ArgumentException>(() => new DisclosureScreen(smallCountsBelow: 101));
        Assert.ThrowsAny<ArgumentException>(() => DisclosureScreen.Nhs.Screen(null!));
        Assert.ThrowsAny<ArgumentException>(() => NhsNumber.IsValid(null!));
    }

    [Fact]
    public void A_finding_holds_a_place_and_a_kind_and_no_word_of_the_text()
    {
        var finding = Assert.Single(DisclosureScreen.Nhs.Screen("Moved 999 000 0018, well."));
        Assert.Equal(new DisclosureFinding(DisclosureKind.NhsNumber, 6, 12), finding);
        Assert.Equal(18, finding.End);
        Assert.All(
            typeof(DisclosureFinding).GetProperties(), p => Assert.True(p.PropertyType == typeof(int) || p.PropertyType.IsEnum));
        Assert.Equal(finding, JsonSerializer.Deserialize<DisclosureFinding>(JsonSerializer.Serialize(finding)));
        Assert.ThrowsAny<ArgumentException>(() => new DisclosureFinding((DisclosureKind)99, 0, 1));
        Assert.ThrowsAny<ArgumentException>(() => new DisclosureFinding(DisclosureKind.Postcode, -1, 1));
        Assert.ThrowsAny<ArgumentException>(() => new DisclosureFinding(DisclosureKind.Postcode, 0, 0));
    }

    public static TheoryData<string> Repeated =>
    [
        "Blood loss reached 1,500 ml within 20 minutes; she was moved at once. ", "a", "9", "1 ", "1-", "0 1 ", "01234 ", "12.",
            "a@", "@", "a@b.", "+4", "+44 ", " ", ".", "(",
        "NHS No ", "999 000 001", "DOB ", "1/2/", "born ", "hosp no ", "AB-", "aged ", "the only ", "one of the other ", "two ",
            "SE5 ", "SE5 9R", "AB 12 34 5", "in the newspape", "nhs",
        "tel ", "one in ", "zz", "😀", "\uD83D", "\u200B", "9\u200B", "－", "only known ca", "first reported ca",
    ];

    // Counted in characters looked at, folded ones and those looked at again: at most so many for each, whatever the text.
    [Theory]
    [MemberData(nameof(Repeated))]
    public void The_work_grows_with_the_text_and_no_faster(string unit)
    {
        long Work(int length)
        {
            var text = new StringBuilder(length + unit.Length);
            while (text.Length < length) text.Append(unit);
            text.Length = length;
            DisclosureScreen.Nhs.Screen(text.ToString(), out var steps);
            return steps;
        }

        var (small, large) = (Work(1 << 14), Work(1 << 17));
        Assert.InRange(large, 0, 8 * small + 10_000);
        Assert.InRange(large, 0, 128L << 17);
        if (unit.Length > 50) Assert.InRange(Work(1 << 20), 0, 8 * large + 10_000);
    }

    private static IEnumerable<string> Strings(string name) =>
        Vectors.GetProperty(name).EnumerateArray().Select(v => v.GetString()!);

    // What is found, with the words it covers: "Kind:words|Kind:words".
    private static string Found(string text, DisclosureScreen? screen = null) =>
        string.Join(
            '|', (screen ?? DisclosureScreen.Nhs).Screen(text).Select(f => $"{f.Kind}:{text.Substring(f.Start, f.Length)}"));
}
