namespace CommunitiesOfPractice;

/// <summary>
/// What somebody looks for: words, each of which must be there, in any of its English forms. Where communities have said that
/// words mean the same, any of them will do. Nothing in the text is an operator.
/// </summary>
/// <param name="Terms">What must be there, all of it; empty where the text has no word to look for.</param>
public sealed record SearchQuery(ValueList<SearchTerm> Terms)
{
    /// <summary>How many words are looked for at most: of more, the first.</summary>
    public const int MostWords = 32;

    /// <summary>In how many ways each term is looked for at most: of more, the first.</summary>
    public const int MostWays = 32;

    /// <summary>What must be there, all of it.</summary>
    /// <exception cref="ArgumentException">It is null, or holds null.</exception>
    public ValueList<SearchTerm> Terms { get; init => field = Guard.Against.Gaps(value); } = Guard.Against.Gaps(Terms);

    /// <summary>What a text looks for.</summary>
    /// <param name="text">Any text at all: its letters and digits are looked for. The commonest words of English
    /// (<em>the</em>, <em>not</em>) are passed over.</param>
    /// <param name="landscape">The communities whose words are known.</param>
    /// <exception cref="ArgumentNullException">One of them is null.</exception>
    public static SearchQuery Of(string text, Landscape landscape)
    {
        var words = SearchWord.In(Guard.Against.Null(text)).ToArray();
        var (terms, known, left) =
            (new List<SearchTerm>(), new HashSet<string>(StringComparer.Ordinal), MostWords);
        for (var i = 0; i < words.Length && left > 0;)
        {
            var term = Guard.Against.Null(landscape).Vocabulary.TermAt(words, i, left, out var length);
            i += length;
            if (!known.Add(string.Join(" ", term.Ways[0].Stems))) continue;
            left -= length;
            terms.Add(term);
        }

        return new(terms.ToValueList());
    }

    /// <summary>Where something says all of this; null where it does not.</summary>
    internal FoundIn? In(Sayings says) =>
        Are(stem => says.Has(stem, FoundIn.Title)) ? FoundIn.Title
        : Are(stem => says.Has(stem, FoundIn.Topics)) ? FoundIn.Topics
        : Are(stem => says.Has(stem, FoundIn.Text)) ? FoundIn.Text
        : null;

    private bool Are(Func<string, bool> said) =>
        Terms.Count > 0 && Terms.All(term => term.Ways.Any(way => way.Stems.All(said)));
}

/// <summary>One word of what is looked for, or a few that a community has as one phrase.</summary>
/// <param name="Said">The words, in lower case and without accents.</param>
/// <param name="Ways">In which ways it may be there: as it was said, then as communities say it too.</param>
public sealed record SearchTerm(string Said, ValueList<SearchWay> Ways);

/// <summary>One way in which something says what is looked for: all of its words are there.</summary>
/// <param name="Stems">What the English forms of each word have in common.</param>
/// <param name="Phrase">The words as they were written.</param>
/// <param name="WordsOf">The community by whose words it means the same; null for what was looked for itself.</param>
public sealed record SearchWay(ValueList<string> Stems, string Phrase, CommunityId? WordsOf);

/// <summary>All the words that communities have said to mean the same.</summary>
internal sealed class Vocabulary
{
    private readonly Dictionary<string, List<(ValueList<string> Stems, List<SearchWay> Ways)>> _phrases =
        new(StringComparer.Ordinal);

    public Vocabulary(IEnumerable<Community> communities)
    {
        foreach (var community in communities)
            foreach (var set in community.Words)
            {
                var ways = set.Phrases
                    .Select(phrase => new SearchWay(
                        SearchWord.In(phrase.Words).Select(w => w.Stem).ToValueList(), phrase.Words ?? "", community.Id))
                    .Where(way => way.Stems.Count > 0).ToList();
                foreach (var way in ways) Add(way.Stems, ways);
            }
    }

    /// <summary>
    /// What is looked for at a place among words: the longest phrase that is known, or else the word alone. Its length is in
    /// words.
    /// </summary>
    public SearchTerm TermAt(IReadOnlyList<SearchWord> words, int at, int most, out int length)
    {
        var known = _phrases.TryGetValue(words[at].Stem, out var phrases)
            ? phrases.Where(phrase => phrase.Stems.Count <= most && Begins(words, at, phrase.Stems)).ToArray()
            : [];
        var longest = length = known.Select(phrase => phrase.Stems.Count).DefaultIfEmpty(1).Max();
        var said = string.Join(" ", words.Skip(at).Take(longest).Select(word => word.Said));
        var itself = new SearchWay(words.Skip(at).Take(longest).Select(word => word.Stem).ToValueList(), said, null);
        return new(said, known.Where(phrase => phrase.Stems.Count == longest).SelectMany(phrase => phrase.Ways)
            .Prepend(itself).GroupBy(way => way.Stems).Select(same => same.First())
            .Take(SearchQuery.MostWays).ToValueList());
    }

    private void Add(ValueList<string> stems, List<SearchWay> ways)
    {
        if (!_phrases.TryGetValue(stems[0], out var phrases)) _phrases.Add(stems[0], phrases = []);
        phrases.Add((stems, ways));
    }

    private static bool Begins(IReadOnlyList<SearchWord> words, int at, ValueList<string> stems) =>
        at + stems.Count <= words.Count && stems.Select((stem, i) => words[at + i].Stem == stem).All(same => same);
}

public sealed partial class Landscape
{
    /// <summary>All the words that communities have said to mean the same, gathered when first asked for.</summary>
    internal Vocabulary Vocabulary => field ??= new(Communities);
}
