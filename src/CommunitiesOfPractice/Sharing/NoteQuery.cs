namespace CommunitiesOfPractice;

/// <summary>
/// What somebody looks for in what others have learned (feature 67). A note must fit everything that is given. Failures are found
/// as successes are.
/// </summary>
public sealed record NoteQuery
{
    /// <summary>The community that wrote it; null for any.</summary>
    public CommunityId? Home { get; init; }

    /// <summary>A topic, in a community's own keywords, compared without regard to case; null for any.</summary>
    public string? Topic { get; init; }

    /// <summary>A setting of care; null for any.</summary>
    public DirectoryGroup? Setting { get; init; }

    /// <summary>What came of it; null for any.</summary>
    public PracticeOutcome? Outcome { get; init; }

    /// <summary>A measure, by name, compared without regard to case; null for any.</summary>
    public string? Measure { get; init; }

    internal bool Fits(NoteContent content)
    {
        if (Topic is { } topic && !content.Topics.Any(t => IsNamed(t, topic))) return false;
        if (Setting is null && Outcome is null && Measure is null) return true;
        return content is PracticeContent practice
            && (Setting is not { } setting || practice.Settings.Contains(setting))
            && (Outcome is not { } outcome || practice.Outcome == outcome)
            && (Measure is not { } measure || practice.Measures.Any(m => IsNamed(m, measure)));
    }

    private static bool IsNamed(string name, string sought) =>
        string.Equals(Composition.Composed(name), Composition.Composed(sought), StringComparison.OrdinalIgnoreCase);
}

/// <summary>Something that others learned: which note, where, and how it went.</summary>
/// <param name="Note">Which note.</param>
/// <param name="Home">Where it was learned.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Outcome">What came of it; null for a bundle.</param>
public sealed record FoundNote(NoteId Note, CommunityId Home, FreeText Title, PracticeOutcome? Outcome);

public sealed partial class Commons
{
    /// <summary>
    /// What others have learned, as far as somebody may read it: by topic, setting, outcome and measure, in the order of
    /// <see cref="List(PersonId?, Instant)"/>. A community may ask this before it starts on something. Ranking, and words within
    /// a text, are for a search engine: its results pass through <see cref="MayRead(PersonId?, IEnumerable{NoteId}, Instant)"/>.
    /// </summary>
    /// <param name="reader">Who asks; null for somebody who is not signed in.</param>
    /// <param name="at">When.</param>
    /// <param name="looking">What they look for.</param>
    /// <exception cref="ArgumentNullException"><paramref name="looking"/> is null.</exception>
    public ValueList<FoundNote> Find(PersonId? reader, Instant at, NoteQuery looking)
    {
        Guard.Against.Null(looking);
        var found = new List<FoundNote>();
        foreach (var note in (looking.Home is { } home ? List(reader, at, home) : List(reader, at)).Notes)
            if (note.Content is { } content && looking.Fits(content))
                found.Add(new(note.Id, note.Home, content.Title, (content as PracticeContent)?.Outcome));
        return found.ToValueList();
    }

    /// <summary>
    /// Those of some notes that somebody may read, in the order given: the filter that a search engine's results pass through.
    /// Unknown ones are left out.
    /// </summary>
    /// <param name="reader">Who asks; null for somebody who is not signed in.</param>
    /// <param name="notes">What the engine found.</param>
    /// <param name="at">When.</param>
    /// <exception cref="ArgumentNullException"><paramref name="notes"/> is null.</exception>
    public IEnumerable<NoteId> MayRead(PersonId? reader, IEnumerable<NoteId> notes, Instant at)
    {
        var who = Resolve(reader);
        return Guard.Against.Null(notes).Where(note => Check(who, Resolve(note), at).Allowed);
    }
}
