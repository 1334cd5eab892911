namespace CommunitiesOfPractice;

/// <summary>
/// What a line of the record changes in what can be found of its stream. A store keeps a row for each stream, with its words as
/// they are here, and looks them up as they stand.
/// </summary>
/// <param name="Stream">Which stream.</param>
/// <param name="Position">The position of the last line that these words are from.</param>
/// <param name="Title">The words of what it is called, with a space between them; null where they stay as they were.</param>
/// <param name="Topics">The words of its topics; null where they stay as they were.</param>
/// <param name="Text">The words of everything else it says; null where they stay as they were.</param>
/// <param name="IsGone">Whether nothing of it can be found any more.</param>
public sealed record SearchText(
    StreamId Stream, long Position, string? Title, string? Topics, string? Text, bool IsGone = false)
{
    /// <summary>
    /// What lines of the record change in what can be found, for each of their streams; nothing for those of which they change
    /// nothing. The words are what their English forms have in common, in lower case and without accents.
    /// </summary>
    /// <param name="lines">Lines, in the order of their positions.</param>
    /// <exception cref="ArgumentNullException"><paramref name="lines"/> is null.</exception>
    public static IReadOnlyCollection<SearchText> After(IEnumerable<Recorded> lines)
    {
        var texts = new Dictionary<StreamId, SearchText>();
        foreach (var (position, entry) in Guard.Against.Null(lines))
        {
            if (Findable.Of(entry.Stream.Kind)?.Says(entry.Event) is not { } said) continue;
            var text = said == Sayings.Gone
                ? new SearchText(entry.Stream, position, null, null, null, IsGone: true)
                : new SearchText(entry.Stream, position, Row(said.Title), Row(said.Topics), Row(said.Text));
            texts[entry.Stream] = texts.TryGetValue(entry.Stream, out var before) ? before.Then(text) : text;
        }

        return texts.Values;
    }

    private SearchText Then(SearchText next) => next.IsGone ? next
        : IsGone ? next with { Title = next.Title ?? "", Topics = next.Topics ?? "", Text = next.Text ?? "" }
        : next with { Title = next.Title ?? Title, Topics = next.Topics ?? Topics, Text = next.Text ?? Text };

    private static string? Row(StemmedTexts? texts) => texts is null ? null : string.Join(" ", texts.Stems);
}

/// <summary>What something that can be found says, or what an event changes of it: null where that stays.</summary>
internal sealed record Sayings(StemmedTexts? Title, StemmedTexts? Topics, StemmedTexts? Text)
{
    // In characters of each. Together they stay below what PostgreSQL can index, whatever somebody writes.
    private const int LongestTitle = 20_000, LongestTopics = 40_000, LongestText = 100_000;

    public static readonly Sayings Gone = new((StemmedTexts?)null, null, null);

    public Sayings(IEnumerable<string?>? title, IEnumerable<string?>? topics, IEnumerable<string?>? text)
        : this(Of(title, LongestTitle), Of(topics, LongestTopics), Of(text, LongestText))
    {
    }

    /// <summary>Whether a stem is there, or in what counts more.</summary>
    public bool Has(string stem, FoundIn place) => Title?.Has(stem) == true
        || (place >= FoundIn.Topics && Topics?.Has(stem) == true) || (place >= FoundIn.Text && Text?.Has(stem) == true);

    public static Sayings Of(NoteContent content)
    {
        var texts = content.TextsToScreen();
        return new(In("title"), In("topics").Concat(In("measures")),
            texts.Where(t => t.Field is not ("title" or "topics" or "measures")).Select(t => t.Words));

        IEnumerable<string?> In(string field) => texts.Where(t => t.Field == field).Select(t => t.Words);
    }

    /// <summary>What is asked: its title, topics and text.</summary>
    public static Sayings Of(QuestionContent content) => new([content.Title.Words], content.Topics, [content.Text?.Words]);

    public static IEnumerable<string?> Of(Domain domain) =>
        domain.InScope.Prepend(domain.SharedConcern).Select(text => text.Words);

    public static IEnumerable<string?> Of(ValueList<Synonyms> words) =>
        words.SelectMany(set => set.Phrases).Select(phrase => phrase.Words);

    private static StemmedTexts? Of(IEnumerable<string?>? texts, int longest) => texts is null ? null : new(texts, longest);
}

/// <summary>Texts as they are found: the stems of their words, each once, up to so many characters.</summary>
internal sealed class StemmedTexts(IEnumerable<string?> texts, int longest)
{
    private readonly HashSet<string> _all = new(StringComparer.Ordinal);

    /// <summary>The stems, in their order.</summary>
    public IReadOnlyList<string> Stems => field ??= Kept();

    /// <summary>Whether a stem is among them.</summary>
    public bool Has(string stem) => Stems.Count > 0 && _all.Contains(stem);

    private List<string> Kept()
    {
        var (kept, length) = (new List<string>(), 0);
        foreach (var stem in texts.SelectMany(SearchWord.In).Select(word => word.Stem).Where(_all.Add))
        {
            if ((length += stem.Length + 1) > longest)
            {
                _all.Remove(stem);
                break;
            }

            kept.Add(stem);
        }

        return kept;
    }
}
