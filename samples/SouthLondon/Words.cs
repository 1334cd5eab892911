using System.Globalization;
using System.Resources;

namespace SouthLondon;

/// <summary>
/// Everything that the story prints, from resources. English is in <c>Words.resx</c>. A file beside it, such as
/// <c>Words.cy.resx</c>, gives another language, and nothing else changes. What the core
/// library prints stays its own (<see cref="Core(string)"/>).
/// </summary>
public class Words
{
    private static readonly ResourceManager Resources = new("SouthLondon.Words", typeof(Words).Assembly);

    private readonly Wording _core;

    public Words(CultureInfo culture) => (Culture, _core) = (culture, new Wording(culture));

    public static Words English { get; } = new(CultureInfo.InvariantCulture);

    /// <summary>The culture in which dates and numbers are written.</summary>
    public CultureInfo Culture { get; }

    /// <summary>The text of a key, said of what is given.</summary>
    public string this[string key, params object?[] of] => string.Format(Culture, Text(key), of);

    /// <summary>The words of a language; null where there are none.</summary>
    public static Words? In(string language)
    {
        try
        {
            var culture = CultureInfo.GetCultureInfo(language);
            for (var each = culture; each != CultureInfo.InvariantCulture; each = each.Parent)
                if (each.Name is "en" || Resources.GetResourceSet(each, true, tryParents: false) is not null) return new(culture);
            return null;
        }
        catch (CultureNotFoundException)
        {
            return null;
        }
    }

    /// <summary>A number of things: "1 convener", "2 conveners".</summary>
    public string Count(string key, long number) => this[key + (number == 1 ? ".one" : ".many"), number];

    /// <summary>Several things as one: "a, b and c".</summary>
    public string List(IEnumerable<string> items)
    {
        var all = items.ToList();
        return all.Count < 2 ? string.Concat(all) : this["list.and", string.Join(Text("list.comma"), all.SkipLast(1)), all[^1]];
    }

    /// <summary>A number by itself.</summary>
    public string Number(long number) => number.ToString(Culture);

    /// <summary>What somebody is told who is refused, but for the way in.</summary>
    public string Core(Answer answer) => Core(_core.Of(answer with { Remedy = null }));

    /// <summary>A rule of the core library, as a sentence.</summary>
    public string Core(Clause clause) => Core(_core.Rule(clause));

    /// <summary>What a refused act lacks, as a sentence.</summary>
    public string Core(MissingCondition missing) => Core(_core.Lack(missing));

    /// <summary>What helps somebody who is refused.</summary>
    public string WayIn(Option remedy) => _core.Way(remedy) is { Length: > 0 } way ? Core(way) : Text("way." + remedy.Shape.Name);

    /// <summary>What the core library prints, in its own words.</summary>
    public virtual string Core(string text) => text;

    /// <summary>The text of a key; null where there is none.</summary>
    protected virtual string? Find(string key) => Resources.GetString(key, Culture);

    private string Text(string key) => Find(key) ?? throw new StoryException($"There are no words for '{key}'.");
}
