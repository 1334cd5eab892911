namespace CommunitiesOfPractice;

/// <summary>
/// A note, or a bundle, as one reader may see it (features 62 and 64): what it says, and of its contributors only what each of them, the links it came by and the size of
/// their group let be shown. A host shows this and nothing else.
/// </summary>
public sealed record ShownNote
{
    internal ShownNote(NoteId id, NoteContent content) => (Id, Title, Topics, Licence, ReviewBy) = (id, content.Title, content.Topics, content.Licence, content.ReviewBy);

    /// <summary>Which note.</summary>
    public NoteId Id { get; }

    /// <summary>What it is called.</summary>
    public FreeText Title { get; }

    /// <summary>What it is about, in its community's own keywords.</summary>
    public ValueList<string> Topics { get; }

    /// <summary>The licence under which it may be used: of a bundle, that of the bundle, each of its notes having its own; null where none was given.</summary>
    public string? Licence { get; }

    /// <summary>When it should be looked at again; null where nobody said.</summary>
    public Instant? ReviewBy { get; }

    /// <summary>What it says of a practice; null for a bundle.</summary>
    public PracticeContent? Practice { get; internal init; }

    /// <summary>The notes of a bundle that this reader may read, in order. How many there are beside them is not said.</summary>
    public ValueList<NoteId> Items { get; internal init; } = ValueList<NoteId>.Empty;

    /// <summary>For whom a bundle is meant; null where nobody said, and for a note.</summary>
    public FreeText? MeantFor { get; internal init; }

    /// <summary>Which version of the text this is.</summary>
    public int Edition { get; internal init; }

    /// <summary>Whether it comes from under the Chatham House Rule.</summary>
    public bool ChathamHouse { get; internal init; }

    /// <summary>
    /// Its contributors, in the order in which they were named, each as far as may be shown. Nobody at all outside its community under the Chatham House Rule: not even how many
    /// there are.
    /// </summary>
    public ValueList<ShownContributor> Contributors { get; internal init; } = ValueList<ShownContributor>.Empty;

    /// <summary>The note that took its place; null for none, and where the reader may not read that one.</summary>
    public NoteId? SupersededBy { get; internal init; }
}

/// <summary>A contributor as a reader may see them: at most one of person, role and organisation; none of them for one who is not attributed.</summary>
public sealed record ShownContributor
{
    internal static readonly ShownContributor Unattributed = new();

    /// <summary>How they are shown.</summary>
    public Attribution As => Person is not null ? Attribution.Named : Role is not null ? Attribution.ByRole : Organisation is not null ? Attribution.ByOrganisation : Attribution.Unattributed;

    /// <summary>Their key, which the host shows as a name; null unless they are named.</summary>
    public PersonId? Person { get; internal init; }

    /// <summary>The role or profession recorded with the contribution; null unless they are shown by it.</summary>
    public Group? Role { get; internal init; }

    /// <summary>The organisation recorded with the contribution; null unless they are shown by it.</summary>
    public Group? Organisation { get; internal init; }
}

/// <summary>What remains of a withdrawn note, for those who may know that there was one: its contributors, and the members of its home. None of its words.</summary>
public sealed record Tombstone
{
    internal Tombstone(NoteId id) => Id = id;

    /// <summary>Which note.</summary>
    public NoteId Id { get; }

    /// <summary>When it was withdrawn.</summary>
    public Instant At { get; internal init; }

    /// <summary>Why, if they said.</summary>
    public FreeText? Why { get; internal init; }

    /// <summary>The note that took its place before; null for none, and where the reader may not read that one.</summary>
    public NoteId? SupersededBy { get; internal init; }
}
