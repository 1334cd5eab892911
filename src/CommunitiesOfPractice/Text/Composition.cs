using System.Text;

namespace CommunitiesOfPractice;

/// <summary>
/// Unicode's normal form C (UAX 15): one spelling for what is written alike. Worked out from tables of one version of Unicode.
/// The runtime's own answer depends on its data, and where globalization is invariant it calls every text normal.
/// </summary>
internal static class Composition
{
    private const int Syllables = 0xAC00, Leads = 0x1100, Vowels = 0x1161, Tails = 0x11A7, LeadCount = 19, VowelCount = 21,
        TailCount = 28;

    private static readonly Dictionary<int, int> Classes = Marks();

    private static readonly Dictionary<int, int[]> Parts = [];

    private static readonly Dictionary<(int First, int Second), int> Wholes = [];

#pragma warning disable CA1810 // Two tables are read in one pass.
    static Composition()
#pragma warning restore CA1810
    {
        foreach (var line in UnicodeTables.Parts.Split(','))
        {
            var sign = line.IndexOfAny(['=', '>']);
            var (whole, parts) =
                (Characters.Point(line.Substring(0, sign)),
                    line.Substring(sign + 1).Split('+').Select(Characters.Point).ToArray());
            Parts[whole] = parts;
            if (line[sign] == '=') Wholes[(parts[0], parts[1])] = whole;
        }
    }

    /// <summary>Whether a text is in normal form C.</summary>
    public static bool IsComposed(string text) => string.Equals(Composed(text), text, StringComparison.Ordinal);

    /// <summary>The text in normal form C.</summary>
    public static string Composed(string text)
    {
        // Nothing before the first combining mark is changed by it.
        if (!text.Any(c => c >= 0x300)) return text;
        var points = new List<int>(text.Length);
        for (var i = 0; i < text.Length;) Decompose(Characters.Next(text, ref i), points);
        Order(points);
        var composed = new StringBuilder(text.Length);
        foreach (var point in Compose(points))
        {
            if (point < 0x10000) composed.Append((char)point);
            else composed.Append(char.ConvertFromUtf32(point));
        }

        return composed.ToString();
    }

    private static void Decompose(int point, List<int> into)
    {
        var syllable = point - Syllables;
        if (syllable is >= 0 and < LeadCount * VowelCount * TailCount)
        {
            into.Add(Leads + (syllable / (VowelCount * TailCount)));
            into.Add(Vowels + (syllable / TailCount % VowelCount));
            if (syllable % TailCount > 0) into.Add(Tails + (syllable % TailCount));
        }
        else if (Parts.TryGetValue(point, out var parts))
        {
            foreach (var part in parts) Decompose(part, into);
        }
        else
        {
            into.Add(point);
        }
    }

    /// <summary>Puts marks that follow one another in the order of their classes, and keeps their order within a class.</summary>
    private static void Order(List<int> points)
    {
        for (var from = 0; from < points.Count; from++)
        {
            var to = from;
            while (to < points.Count && ClassOf(points[to]) > 0) to++;
            if (to - from < 2) continue;
            var ordered = points.GetRange(from, to - from).OrderBy(ClassOf).ToArray();
            for (var i = 0; i < ordered.Length; i++) points[from + i] = ordered[i];
            from = to;
        }
    }

    private static List<int> Compose(List<int> points)
    {
        var composed = new List<int>(points.Count);
        var (starter, last) = (-1, 0);
        foreach (var point in points)
        {
            var its = ClassOf(point);
            if (starter >= 0 && (composed.Count == starter + 1 || (last > 0 && last < its))
                && Whole(composed[starter], point) is { } whole)
            {
                composed[starter] = whole;
                continue;
            }

            if (its == 0) starter = composed.Count;
            last = its;
            composed.Add(point);
        }

        return composed;
    }

    private static int? Whole(int first, int second)
    {
        var (lead, vowel, tail) = (first - Leads, second - Vowels, second - Tails);
        if (lead is >= 0 and < LeadCount && vowel is >= 0 and < VowelCount)
            return Syllables + (((lead * VowelCount) + vowel) * TailCount);
        var syllable = first - Syllables;
        if (syllable is >= 0 and < LeadCount * VowelCount * TailCount && syllable % TailCount == 0 && tail is > 0 and < TailCount)
            return first + tail;
        return Wholes.TryGetValue((first, second), out var whole) ? whole : null;
    }

    private static int ClassOf(int point) => point >= 0x300 && Classes.TryGetValue(point, out var its) ? its : 0;

    private static Dictionary<int, int> Marks()
    {
        var classes = new Dictionary<int, int>();
        foreach (var line in UnicodeTables.Marks.Split(','))
        {
            var colon = line.IndexOf(':');
            var (from, to) = Characters.Range(line.Substring(colon + 1));
            for (var point = from; point <= to; point++) classes[point] = Characters.Point(line.Substring(0, colon));
        }

        return classes;
    }
}
