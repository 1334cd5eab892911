namespace CommunitiesOfPractice;

/// <summary>
/// What became of a note wherever somebody considered it (features 77 to 79): counts, where it works and where not, what it was
/// changed into, what it was worth. It is a read model over adoptions; it decides nothing, and scores nobody. The host gives the
/// adoptions that its reader may see.
/// </summary>
public sealed class Spread
{
    private readonly ILookup<NoteId, Adaptation> _adaptations;

    private Spread(NoteId note, IReadOnlyCollection<Adoption> all)
    {
        Note = note;
        Adoptions = all.Where(adoption => adoption.Note == note).ToValueList();
        Places = Adoptions.Select(Place.Of).ToValueList();
        _adaptations = Line(note, all).ToLookup(adaptation => adaptation.Of);
        Lineage = _adaptations.SelectMany(group => group).OrderBy(adaptation => adaptation.Generation).ToValueList();
    }

    /// <summary>Of which note.</summary>
    public NoteId Note { get; }

    /// <summary>Every adoption of it, of whatever version, in the order of their ids.</summary>
    public ValueList<Adoption> Adoptions { get; }

    /// <summary>Where it was considered, and how it went there, in the order of the adoptions.</summary>
    public ValueList<Place> Places { get; }

    /// <summary>
    /// The tree of adaptations: of this note, then of the notes that these were written up as, and so on. The nearest generation
    /// comes first. Each note is followed once, so a circle of notes that adapt each other ends.
    /// </summary>
    public ValueList<Adaptation> Lineage { get; }

    /// <summary>What became of a note.</summary>
    /// <param name="note">Which note.</param>
    /// <param name="adoptions">Adoptions of any notes; those of others say what its adaptations were changed into.</param>
    /// <exception cref="ArgumentException"><paramref name="note"/> is <c>default</c>.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="adoptions"/> is null.</exception>
    public static Spread Of(NoteId note, IEnumerable<Adoption> adoptions) => new(
        Guard.Against.Default(note),
        Guard.Against.Null(adoptions).Where(adoption => adoption.Status != AdoptionStatus.Unknown)
            .OrderBy(adoption => adoption.Id).ToArray());

    /// <summary>How many adopters have this status now.</summary>
    public int Count(AdoptionStatus status) => Adoptions.Count(adoption => adoption.Status == status);

    /// <summary>How it went in each setting of care where it was considered, in the order of the settings.</summary>
    public ValueList<SettingResult> BySetting => Places
        .SelectMany(place => place.Settings.Distinct().Select(setting => (setting, place)))
        .GroupBy(line => line.setting, line => line.place)
        .OrderBy(group => group.Key)
        .Select(group => new SettingResult(group.Key,
            group.Where(place => place.Latest == PracticeOutcome.Worked).ToValueList(),
            group.Where(place => place.Latest == PracticeOutcome.DidNotWork).ToValueList(),
            group.Where(place => place.Latest is null or PracticeOutcome.Mixed or PracticeOutcome.TooEarlyToSay).ToValueList()))
        .ToValueList();

    /// <summary>Where it works, as its adopters reported last.</summary>
    public ValueList<Place> WorksHere => Places.Where(place => place.Latest == PracticeOutcome.Worked).ToValueList();

    /// <summary>Where it does not work, as its adopters reported last. This is worth as much to know as where it does.</summary>
    public ValueList<Place> NotThere => Places.Where(place => place.Latest == PracticeOutcome.DidNotWork).ToValueList();

    /// <summary>The adaptations of one note of the line; none where it has none, or is not in it.</summary>
    public ValueList<Adaptation> AdaptationsOf(NoteId note) => _adaptations[note].ToValueList();

    /// <summary>The stories of what it was worth, in one cycle of value, in the order in which they were told.</summary>
    public ValueList<ToldStory> Stories(ValueCycle cycle) => Adoptions
        .SelectMany(
            adoption =>
                adoption.Stories.Where(story => story.Cycle == cycle)
                    .Select(story => new ToldStory(adoption.Id, adoption.Adopter!, story)))
        .OrderBy(told => told.Story.At)
        .ToValueList();

    private static List<Adaptation> Line(NoteId root, IReadOnlyCollection<Adoption> all)
    {
        var adapted = all.Where(adoption => adoption.Changed is not null).ToLookup(adoption => adoption.Note);
        var (line, followed, generation) = (new List<Adaptation>(), new HashSet<NoteId> { root }, 1);
        for (NoteId[] notes = [root]; notes.Length > 0; generation++)
        {
            var next = notes.SelectMany(note => adapted[note])
                .Select(a => new Adaptation(a.Note, a.Id, a.Adopter!, a.Changed!, a.WrittenUpAs, generation)).ToArray();
            line.AddRange(next);
            notes = next.Select(adaptation => adaptation.WrittenUpAs).OfType<NoteId>().Where(followed.Add).ToArray();
        }

        return line;
    }
}

/// <summary>How a note fares where somebody considered it.</summary>
/// <param name="Adoption">In which adoption.</param>
/// <param name="Adopter">Who adopts.</param>
/// <param name="Settings">The settings of care there.</param>
/// <param name="Context">What it is like there; null where they did not say.</param>
/// <param name="Status">What they made of it.</param>
/// <param name="Why">Why; null while they consider.</param>
/// <param name="Latest">What came of it, as reported last; null where nothing was.</param>
public sealed record Place(
    AdoptionId Adoption, Party Adopter, ValueList<DirectoryGroup> Settings, FreeText? Context, AdoptionStatus Status,
        FreeText? Why, PracticeOutcome? Latest)
{
    internal static Place Of(Adoption adoption) => new(
        adoption.Id, adoption.Adopter!, adoption.Settings, adoption.Context, adoption.Status, adoption.Why,
        adoption.Outcomes.Count == 0 ? null : adoption.Outcomes[adoption.Outcomes.Count - 1].Outcome);
}

/// <summary>How a note fares in one setting of care.</summary>
/// <param name="Setting">Which setting.</param>
/// <param name="Works">Where it worked, as reported last.</param>
/// <param name="DoesNot">Where it did not.</param>
/// <param name="Open">Where it is mixed, too early to say, or not reported.</param>
public sealed record SettingResult(
    DirectoryGroup Setting, ValueList<Place> Works, ValueList<Place> DoesNot, ValueList<Place> Open);

/// <summary>One step in the line of adaptations: a note, changed to fit somewhere else.</summary>
/// <param name="Of">Which note was adapted.</param>
/// <param name="By">In which adoption.</param>
/// <param name="Adopter">Who adapted it.</param>
/// <param name="Changed">What was changed.</param>
/// <param name="WrittenUpAs">The adopter's own note of it; null where they wrote none.</param>
/// <param name="Generation">How many steps from the note asked about: 1 for its own adaptations.</param>
public sealed record Adaptation(NoteId Of, AdoptionId By, Party Adopter, FreeText Changed, NoteId? WrittenUpAs, int Generation);

/// <summary>A value story, and where it was told.</summary>
/// <param name="Adoption">In which adoption.</param>
/// <param name="Adopter">Who adopts.</param>
/// <param name="Story">The story.</param>
public sealed record ToldStory(AdoptionId Adoption, Party Adopter, ValueStory Story);
