namespace CommunitiesOfPractice;

public sealed partial class Commons
{
    // How many communities are named where nothing was found.
    private const int MostNear = 5;

    // A shorter beginning says nothing about a word.
    private const int ShortestBeginning = 4;

    /// <summary>
    /// What somebody finds by words: communities, gatherings, notes and bundles, as far as they may see them, in one list. First
    /// comes what says all of it in its title, then in its topics, then anywhere. How something ranks depends on it alone.
    /// Somebody who is not signed in finds notes only. It looks at everything, in the order of ids; a store that keeps an index
    /// finds the same, sooner.
    /// </summary>
    /// <param name="reader">Who asks; null for somebody who is not signed in.</param>
    /// <param name="at">When.</param>
    /// <param name="text">What they look for: any text at all (<see cref="SearchQuery.Of"/>).</param>
    /// <param name="most">How many at most; positive.</param>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="reader"/> is <c>default</c>, or <paramref name="most"/> is not
    /// positive.</exception>
    public SearchResult Search(PersonId? reader, Instant at, string text, int most)
    {
        Guard.Against.NegativeOrZero(most);
        _ = Resolve(reader);
        var query = SearchQuery.Of(text, Landscape);
        return query.Terms.Count == 0 ? SearchResult.Empty : ResultOf(reader, at, query, Findable.Kinds
            .SelectMany(kind => kind.All(this, reader, at)).Select(stream => HitOf(reader, at, query, stream))
            .OfType<SearchHit>().OrderBy(hit => hit.In).ThenBy(hit => hit.Of).Take(most));
    }

    /// <summary>
    /// What somebody is shown of something that an index found; null where they may not see it, or where it does not say what
    /// is looked for in what they are shown.
    /// </summary>
    /// <param name="reader">Who asks; null for somebody who is not signed in.</param>
    /// <param name="at">When.</param>
    /// <param name="query">What they look for.</param>
    /// <param name="stream">What the index found.</param>
    /// <exception cref="ArgumentNullException"><paramref name="query"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="reader"/> or <paramref name="stream"/> is <c>default</c>.</exception>
    public SearchHit? HitOf(PersonId? reader, Instant at, SearchQuery query, StreamId stream)
    {
        Guard.Against.Null(query);
        if (Findable.Of(Guard.Against.Default(stream).Kind)?.Shown(this, reader, at, stream) is not { } seen) return null;
        if (query.In(seen.Says) is not { } place) return null;
        return new(stream, seen.Kind, seen.Community, seen.Title, place, query.Terms.Select(term =>
        {
            var way = term.Ways.First(w => w.Stems.All(stem => seen.Says.Has(stem, FoundIn.Text)));
            return new SearchMatch(term.Said, way.Phrase, way.WordsOf);
        }).ToValueList());
    }

    /// <summary>
    /// The result of a search whose hits are these. Where there are none, it names communities that work on near subjects.
    /// </summary>
    /// <param name="reader">Who asks; null for somebody who is not signed in.</param>
    /// <param name="at">When.</param>
    /// <param name="query">What they look for.</param>
    /// <param name="hits">What was found, best first.</param>
    /// <exception cref="ArgumentNullException"><paramref name="query"/> or <paramref name="hits"/> is null.</exception>
    public SearchResult ResultOf(PersonId? reader, Instant at, SearchQuery query, IEnumerable<SearchHit> hits)
    {
        Guard.Against.Null(query);
        var found = Guard.Against.Null(hits).ToValueList();
        return new(found, found.Count == 0 && reader is not null ? Near(reader, at, query) : []);
    }

    // A note's topics are looked at only where the person may read it.
    private ValueList<NearSubject> Near(PersonId? reader, Instant at, SearchQuery query)
    {
        var topics = List(reader, at).Notes.ToLookup(note => note.Home, note => note.Content?.Topics ?? []);
        return Landscape.Communities
            .Where(community => community.Status is Status.Open or Status.Dormant)
            .Select(community => new NearSubject(community.Id, Shared([
                .. Sayings.Of(community.Words).Concat(Sayings.Of(community.Domain!)).Append(community.Name)
                    .Concat(topics[community.Id].SelectMany(words => words)).SelectMany(SearchWord.In).Select(word => word.Stem),
            ])))
            .Where(near => near.Words.Count > 0).OrderByDescending(near => near.Words.Count).ThenBy(near => near.Community)
            .Take(MostNear).ToValueList();

        ValueList<string> Shared(HashSet<string> stems) => query.Terms
            .Where(term => term.Ways.Any(way => way.Stems.Any(sought => stems.Any(stem => AreNear(stem, sought)))))
            .Select(term => term.Said).ToValueList();
    }

    private static bool AreNear(string one, string other) => one == other
        || (Math.Min(one.Length, other.Length) >= ShortestBeginning
            && (one.StartsWith(other, StringComparison.Ordinal) || other.StartsWith(one, StringComparison.Ordinal)));
}
