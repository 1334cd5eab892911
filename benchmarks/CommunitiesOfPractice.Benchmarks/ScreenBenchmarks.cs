using System.Text.RegularExpressions;
using System.Text;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;
using CommunitiesOfPractice.Disclosure;

namespace CommunitiesOfPractice.Benchmarks;

/// <summary>
/// Screening a note of 2,000 characters, and a text of a million, beside a plain version of the same kinds in regular
/// expressions, compiled ahead. The plain version knows fewer ways of writing each kind and folds nothing, so the comparison
/// favours it.
/// </summary>
[MemoryDiagnoser]
[SimpleJob(RunStrategy.Throughput, warmupCount: 4, iterationCount: 9)]
[HideColumns("Job", "RunStrategy", "IterationCount", "WarmupCount")]
public class ScreenBenchmarks
{
    private string _text = "";

    [Params(2_000, 1_000_000)]
    public int Characters { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        string[] prose =
        [
            "Weigh every loss, never guess it. ",
                "The trolley stood by the door of the second bay, and nobody knew who had called the team. ",
                    "Blood loss reached 1,500 ml within 20 minutes. ",
            "Audit ran from 1 April 2015 to 30 June 2015. ", "Seen at RJZ01 and RAX01; ring 2222 for the team. ",
                "“Ask first”, she said, and the running total was spoken aloud. ",
        ];
        var text = new StringBuilder();
        for (var i = 0; text.Length < Characters; i++)
        {
            text.Append(prose[i % prose.Length]);
            if (i % 12 == 7) text.Append("NHS No 999 000 0018. ");
            if (i % 24 == 11) text.Append("DOB 01/02/1990, hosp no. ZZ123456, lives at ZZ99 3VZ, 020 7946 0000. ");
        }

        text.Length = Characters;
        _text = text.ToString();
    }

    [Benchmark(Baseline = true)]
    public int Plain_expressions() => PlainScreen.Count(_text);

    [Benchmark]
    public int Screen() => DisclosureScreen.Nhs.Screen(_text).Count;
}

internal static partial class PlainScreen
{
    private static readonly Regex[] Kinds =
        [NhsNumber(), BirthDate(), Hospital(), Postcode(), Telephone(), Address(), Insurance(), Rare(), Small()];

    public static int Count(string text)
    {
        var count = 0;
        foreach (var kind in Kinds)
            foreach (Match _ in kind.Matches(text)) count++;
        return count;
    }

    [GeneratedRegex(@"\b\d{3}[ .-]?\d{3}[ .-]?\d{4}\b")]
    private static partial Regex NhsNumber();

    [GeneratedRegex(
        @"\b(?:dob|d\.o\.b\.?|date of birth|born)\b.{0,40}?\b\d{1,2}[/. -]\d{1,2}[/. -]\d{2,4}\b", RegexOptions.IgnoreCase)]
    private static partial Regex BirthDate();

    [GeneratedRegex(
        @"\b(?:hosp(?:ital)?\.? (?:no|number)|mrn|unit no|k number)\b.{0,12}?\b[a-z]{0,3}\d{3,10}\b", RegexOptions.IgnoreCase)]
    private static partial Regex Hospital();

    [GeneratedRegex(@"\b[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}\b", RegexOptions.IgnoreCase)]
    private static partial Regex Postcode();

    [GeneratedRegex(@"(?:\+44|\b0)(?:[ -]?\d){9,10}\b")]
    private static partial Regex Telephone();

    [GeneratedRegex(@"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b")]
    private static partial Regex Address();

    [GeneratedRegex(@"\b[a-z]{2} ?\d{2} ?\d{2} ?\d{2} ?[a-d]\b", RegexOptions.IgnoreCase)]
    private static partial Regex Insurance();

    [GeneratedRegex(
        @"\b(?:only case|first in the country|triplets|quadruplets|in the newspaper|known to the press|inquest|aged 9\d|9\d-year-old)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Rare();

    [GeneratedRegex(
        @"\b(?:one|two|three|four|five|six|seven|[1-7]) (?:patients?|women|woman|men|man|bab(?:y|ies)|child(?:ren)?)\b",
            RegexOptions.IgnoreCase)]
    private static partial Regex Small();
}
