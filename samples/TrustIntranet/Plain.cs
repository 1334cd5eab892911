using System.Globalization;
using CommunitiesOfPractice.Disclosure;
using NodaTime.Text;

namespace TrustIntranet;

/// <summary>Dates and words as people write them.</summary>
public static class Plain
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");
    private static readonly DateTimeZone London = DateTimeZoneProviders.Tzdb["Europe/London"];
    private static readonly LocalDatePattern[] Days =
        [.. new[] { "d MMMM uuuu", "d MMM uuuu", "d/M/uuuu" }.Select(text => LocalDatePattern.Create(text, English))];

    /// <summary>23 November 2026.</summary>
    public static string Day(Instant at) => at.InZone(London).ToString("d MMMM yyyy", English);

    /// <summary>23 November 2026 at 9:15am.</summary>
    public static string When(Instant at)
    {
        var there = at.InZone(London);
        var time = there.TimeOfDay switch
        {
            { Minute: 0, Hour: 0 } => "midnight",
            { Minute: 0, Hour: 12 } => "midday",
            var t => t.ToString(t.Minute == 0 ? "htt" : "h:mmtt", CultureInfo.InvariantCulture)
                .Replace("AM", "am", StringComparison.Ordinal).Replace("PM", "pm", StringComparison.Ordinal),
        };
        return $"{there.ToString("d MMMM yyyy", English)} at {time}";
    }

    /// <summary>A day as people write it: 27 March 2027, 27 Mar 2027 or 27/3/2027.</summary>
    public static bool TryDay(string? written, out LocalDate day)
    {
        foreach (var pattern in Days)
        {
            if (pattern.Parse(written?.Trim() ?? "") is not { Success: true, Value: var read }) continue;
            day = read;
            return true;
        }

        day = default;
        return false;
    }

    /// <summary>When a day begins.</summary>
    public static Instant Beginning(LocalDate day) => London.AtStartOfDay(day).ToInstant();

#pragma warning disable CA1308 // Words within a sentence are lower case.
    /// <summary>A heading within a sentence.</summary>
    public static string Lower(string words) => words.ToLowerInvariant();
#pragma warning restore CA1308

    /// <summary>As the beginning of a sentence.</summary>
    public static string Capital(string words) => words.Length == 0 ? words : char.ToUpper(words[0], English) + words[1..];

    /// <summary>One vote, two votes.</summary>
    public static string Count(long count, string one, string? many = null) =>
        $"{count.ToString("N0", English)} {(count == 1 ? one : many ?? one + "s")}";

    /// <summary>Who may read, as part of a sentence.</summary>
    public static string Of(Audience audience) => audience switch
    {
        Audience.Contributors => "its contributors only",
        Audience.Community => "its community",
        Audience.Linked => "its community and the communities, organisations and networks linked to it",
        Audience.System => "everyone in this intranet",
        _ => "anyone, signed in or not",
    };

    public static string Of(Attribution attribution) => attribution switch
    {
        Attribution.Named => "by name",
        Attribution.ByRole => "by role",
        Attribution.ByOrganisation => "by organisation",
        _ => "not at all",
    };

    public static string Of(PracticeOutcome outcome) => outcome switch
    {
        PracticeOutcome.Worked => "Worked",
        PracticeOutcome.DidNotWork => "Did not work",
        PracticeOutcome.Mixed => "Mixed",
        _ => "Too early to say",
    };

    /// <summary>What can come of something that was tried, to choose from.</summary>
    public static IEnumerable<(string Value, string Words)> Outcomes =>
        Enum.GetValues<PracticeOutcome>().Select(o => (o.ToString(), Of(o)));

    public static string Of(Outcome outcome) => outcome switch
    {
        Outcome.Carried => "Carried",
        Outcome.Failed => "Not carried",
        Outcome.Inquorate => "Too few took part",
        Outcome.Tied => "Tied",
        Outcome.Withdrawn => "Taken back",
        Outcome.Lapsed => "Lapsed",
        _ => "Could not open",
    };

    public static string Of(LinkKind kind) => kind switch
    {
        LinkKind.Sister => "sister communities",
        LinkKind.Overlap => "shared ground",
        LinkKind.Feeder => "feeder",
        LinkKind.Sponsor => "sponsor",
        LinkKind.Network => "network",
        LinkKind.Organisation => "organisation",
        LinkKind.Leader => "leader",
        _ => "umbrella",
    };

    public static string Of(Flow flow) => flow switch
    {
        Flow.None => "carries no practice",
        Flow.AToB => "practice goes there",
        Flow.BToA => "practice comes here",
        _ => "practice goes both ways",
    };

    public static string Of(DisclosureKind kind) => kind switch
    {
        DisclosureKind.NhsNumber => "an NHS number",
        DisclosureKind.DateOfBirth => "a date of birth",
        DisclosureKind.HospitalNumber => "a hospital number",
        DisclosureKind.Postcode => "a postcode",
        DisclosureKind.TelephoneNumber => "a telephone number",
        DisclosureKind.EmailAddress => "an email address",
        DisclosureKind.NationalInsuranceNumber => "a National Insurance number",
        DisclosureKind.RareCircumstance => "words that single somebody out",
        _ => "a small number of patients",
    };

    public static string Of(ValueCycle cycle) => cycle switch
    {
        ValueCycle.Immediate => "What taking part was worth in itself",
        ValueCycle.Potential => "What was learned, to use later",
        ValueCycle.Applied => "What was done differently",
        ValueCycle.Realised => "What got better",
        _ => "What success came to mean",
    };

    public static string Of(AdoptionStatus status) => Lower(status.ToString());

    public static string Of(Stage stage) => stage.ToString();

    /// <summary>What a stage means, for whoever has not read the book.</summary>
    public static string Meaning(Stage stage) => stage switch
    {
        Stage.Potential => "people are finding each other",
        Stage.Coalescing => "people have met, and are finding out what they want to learn together",
        Stage.Maturing => "it learns together, and changes what people do",
        Stage.Stewardship => "it looks after what it knows, and keeps it fresh",
        _ => "it is changing into something else, or coming to its end",
    };

    /// <summary>An office, as people say it.</summary>
    public static string Of(OfficeId office) => office.Value.Replace('-', ' ');

    /// <summary>Serving in an office, after "to serve".</summary>
    public static string Serving(OfficeId office) => office == Office.DesignGroup ? "in the design group" : "as " + Of(office);
}
