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
    // In characters of each column. Together they stay below what PostgreSQL can index, whatever somebody writes.
    private const int LongestTitle = 20_000, LongestTopics = 40_000, LongestText = 100_000;

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
                : new SearchText(
                    entry.Stream, position, Joined(said.Title, LongestTitle), Joined(said.Topics, LongestTopics),
                        Joined(said.Text, LongestText));
            texts[entry.Stream] = texts.TryGetValue(entry.Stream, out var before) ? before.Then(text) : text;
        }

        return texts.Values;
    }

    private SearchText Then(SearchText next) => next.IsGone ? next
        : IsGone ? next with { Title = next.Title ?? "", Topics = next.Topics ?? "", Text = next.Text ?? "" }
        : next with { Title = next.Title ?? Title, Topics = next.Topics ?? Topics, Text = next.Text ?? Text };

    private static string? Joined(IEnumerable<string?>? texts, int longest)
    {
        if (texts is null) return null;
        var (words, length) = (new List<string>(), 0);
        foreach (var stem in SearchWord.StemsIn(texts))
        {
            if ((length += stem.Length + 1) > longest) break;
            words.Add(stem);
        }

        return string.Join(" ", words);
    }
}

/// <summary>The texts of something that can be found, or of what an event changes of it: null where that stays.</summary>
internal sealed record Sayings(IEnumerable<string?>? Title, IEnumerable<string?>? Topics, IEnumerable<string?>? Text)
{
    public static readonly Sayings Gone = new(null, null, null);

    public static Sayings Of(NoteContent content)
    {
        var texts = content.TextsToScreen();
        return new(In("title"), In("topics").Concat(In("measures")),
            texts.Where(t => t.Field is not ("title" or "topics" or "measures")).Select(t => t.Words));

        IEnumerable<string?> In(string field) => texts.Where(t => t.Field == field).Select(t => t.Words);
    }

    public static IEnumerable<string?> Of(Domain domain) =>
        domain.InScope.Prepend(domain.SharedConcern).Select(text => text.Words);

    public static IEnumerable<string?> Of(ValueList<Synonyms> words) =>
        words.SelectMany(set => set.Phrases).Select(phrase => phrase.Words);
}
