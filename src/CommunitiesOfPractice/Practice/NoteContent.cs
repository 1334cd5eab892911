using System.Text.Json.Serialization;

namespace CommunitiesOfPractice;

/// <summary>Who may read a note. Nested: each audience holds the ones before it.</summary>
public enum Audience
{
    /// <summary>Those who contributed to it.</summary>
    Contributors,
    /// <summary>The current members of its home community, and its observers if the charter says so.</summary>
    Community,
    /// <summary>Also those who belong to the far end of a live link that carries practice outward.</summary>
    Linked,
    /// <summary>Everyone the host lists.</summary>
    System,
    /// <summary>Anyone, signed in or not.</summary>
    Public,
}

/// <summary>
/// How a contributor is named to readers. A name says most, and nothing says least. Neither a role nor an organisation says less
/// than the other.
/// </summary>
public enum Attribution
{
    /// <summary>By their key, which the host shows as a name.</summary>
    Named,
    /// <summary>By their role or profession.</summary>
    ByRole,
    /// <summary>By their organisation, as recorded with the contribution.</summary>
    ByOrganisation,
    /// <summary>Not at all.</summary>
    Unattributed,
}

/// <summary>What came of what was tried.</summary>
public enum PracticeOutcome
{
    /// <summary>It worked.</summary>
    Worked,
    /// <summary>It did not work, which is worth as much to know.</summary>
    DidNotWork,
    /// <summary>It worked in part, or for some.</summary>
    Mixed,
    /// <summary>It is too early to say.</summary>
    TooEarlyToSay,
}

/// <summary>The cycles of value creation (Wenger, Trayner and de Laat 2011).</summary>
public enum ValueCycle
{
    /// <summary>Immediate value: what taking part was worth in itself.</summary>
    Immediate,
    /// <summary>Potential value: knowledge to use later.</summary>
    Potential,
    /// <summary>Applied value: practice that changed.</summary>
    Applied,
    /// <summary>Realised value: what got better.</summary>
    Realised,
    /// <summary>Reframing value: people saw success itself in a new way.</summary>
    Reframing,
}

/// <summary>What a note says: one practice, or a bundle of notes. A closed set.</summary>
[JsonPolymorphic]
[JsonDerivedType(typeof(PracticeContent), "practice")]
[JsonDerivedType(typeof(BundleContent), "bundle")]
public abstract partial record NoteContent
{
    private protected NoteContent(FreeText title) => Title = title;

    /// <summary>What it is called.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public FreeText Title { get; init => field = Guard.Against.Null(value); }

    /// <summary>The notes it holds, in order; none where it is a note itself.</summary>
    internal abstract ValueList<NoteId> Holds { get; }

    private protected static ValueList<string> Keywords(ValueList<string> words) =>
        Guard.Against.Null(words).Select(word => Naming.Checked(word)).ToValueList();

    /// <summary>What it is about, in the community's own keywords.</summary>
    /// <exception cref="ArgumentException">It is null, or holds what is not a well-formed name
    /// (<see cref="Naming.Fits"/>).</exception>
    public ValueList<string> Topics { get; init => field = Keywords(value); } = ValueList<string>.Empty;

    /// <summary>The licence under which others may use it, such as <c>CC-BY-4.0</c>; null where none was given.</summary>
    /// <exception cref="ArgumentException">It is not a well-formed key.</exception>
    public string? Licence { get; init => field = value is null ? null : KeyFormat.Checked(value, nameof(Licence)); }

    /// <summary>When it should be looked at again; null where nobody said.</summary>
    public Instant? ReviewBy { get; init; }
}

/// <summary>One practice: what was tried, where, what came of it, and why (feature 57).</summary>
/// <param name="Title">What it is called.</param>
/// <param name="Tried">What was tried.</param>
/// <param name="Context">Where, and what it was like there.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="Why">Why it worked, or did not.</param>
public sealed partial record PracticeContent(
    FreeText Title, FreeText Tried, FreeText Context, PracticeOutcome Outcome, FreeText Why) : NoteContent(Title)
{
    internal override ValueList<NoteId> Holds => ValueList<NoteId>.Empty;

    /// <summary>What was tried.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public FreeText Tried { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Tried);

    /// <summary>Where, and what it was like there.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public FreeText Context { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Context);

    /// <summary>What came of it.</summary>
    /// <exception cref="ArgumentException">It is none of them.</exception>
    public PracticeOutcome Outcome { get; init => field = Guard.Against.EnumOutOfRange(value); } =
        Guard.Against.EnumOutOfRange(Outcome);

    /// <summary>Why it worked, or did not.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public FreeText Why { get; init => field = Guard.Against.Null(value); } = Guard.Against.Null(Why);

    /// <summary>What happened; null where the outcome says it all.</summary>
    public FreeText? Happened { get; init; }

    /// <summary>The evidence for it: data, a paper, a review; null where there is none.</summary>
    public FreeText? Evidence { get; init; }

    /// <summary>The settings of care it was tried in.</summary>
    /// <exception cref="ArgumentException">It is null, or holds <c>default</c>.</exception>
    public ValueList<DirectoryGroup> Settings { get; init => field = Guard.Against.Gaps(value); } =
        ValueList<DirectoryGroup>.Empty;

    /// <summary>The measures it speaks of, by name.</summary>
    /// <exception cref="ArgumentException">It is null, or holds what is not a well-formed name
    /// (<see cref="Naming.Fits"/>).</exception>
    public ValueList<string> Measures { get; init => field = Keywords(value); } = ValueList<string>.Empty;

    /// <summary>The cycle of value it tells of; null where nobody said.</summary>
    /// <exception cref="ArgumentException">It is none of them.</exception>
    public ValueCycle? Cycle { get; init => field = Guard.Against.OutOfSet(value); }
}

/// <summary>
/// An educational bundle (feature 62): an ordered set of notes for the readers it is meant for. It is shared by the same rule as
/// a note. Somebody who reads it reads those of its items that they may read.
/// </summary>
/// <param name="Title">What it is called.</param>
/// <param name="Items">The notes, in order, each once.</param>
public sealed partial record BundleContent(FreeText Title, ValueList<NoteId> Items) : NoteContent(Title)
{
    internal override ValueList<NoteId> Holds => Items;

    /// <summary>The notes, in order, each once.</summary>
    /// <exception cref="ArgumentException">It is null, empty, holds <c>default</c>, or a note twice.</exception>
    public ValueList<NoteId> Items { get; init => field = Checked(value); } = Checked(Items);

    /// <summary>The readers it is meant for; null where nobody said.</summary>
    public FreeText? MeantFor { get; init; }

    private static ValueList<NoteId> Checked(ValueList<NoteId> items) =>
        Guard.Against.Gaps(items).Count > 0 && items.Distinct().Count() == items.Count
        ? items
        : throw new ArgumentException("A bundle has at least one note, each once.", nameof(items));
}
