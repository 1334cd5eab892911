namespace CommunitiesOfPractice;

/// <summary>How one contributor is named to one reader. Those who are not named at all have no credit, and nothing counts them.</summary>
/// <param name="Person">Their key, which the host shows as a name; null where they are not named.</param>
/// <param name="Group">Their role or organisation; null where they are named, not placed.</param>
public sealed record Credit(PersonId? Person, Group? Group);

/// <summary>A note as one reader may see it.</summary>
/// <param name="Note">Which note.</param>
/// <param name="Answer">What the reader may be told of why they see it, or do not.</param>
public sealed record ShownNote(NoteId Note, Answer Answer)
{
    /// <summary>Whether the note was withdrawn, and only that is left of it.</summary>
    public bool IsTombstone { get; init; }

    /// <summary>What it is called; null where they may not read it.</summary>
    public FreeText? Title { get; init; }

    /// <summary>Which version; 0 where they may not read it.</summary>
    public int Edition { get; init; }

    /// <summary>What it says; null for a bundle, and where they may not read it.</summary>
    public PracticeContent? Practice { get; init; }

    /// <summary>Of a bundle, those of its notes that the reader may read, in its order; others leave no gap.</summary>
    public ValueList<NoteId> Items { get; init; } = ValueList<NoteId>.Empty;

    /// <summary>The licence; null where none was given.</summary>
    public string? Licence { get; init; }

    /// <summary>Who contributed, as far as attribution shows, in an order that tells nothing.</summary>
    public ValueList<Credit> Credits { get; init; } = ValueList<Credit>.Empty;

    /// <summary>The note that took its place, where the reader may read that one too; else null.</summary>
    public NoteId? SupersededBy { get; init; }
}

public sealed partial class Commons
{
    /// <summary>
    /// A note as somebody may see it at an instant. A contributor is named as they chose for inside (contributors and those who read as members) or outside; by role or by
    /// organisation only while at least the charter's smallest group of current members share it, else not at all; under the Chatham House Rule nobody is named outside; a reader
    /// by a link is shown no more than its terms say. A withdrawn note is a tombstone to those who know of it.
    /// </summary>
    /// <param name="reader">Who; null for somebody who is not signed in.</param>
    /// <param name="note">Which note.</param>
    /// <param name="at">When.</param>
    /// <exception cref="ArgumentException"><paramref name="reader"/> or <paramref name="note"/> is <c>default</c>.</exception>
    public ShownNote Show(PersonId? reader, NoteId note, Instant at)
    {
        var reading = Check(reader, note, at);
        var answer = reading.For(reader);
        if (!reading.Allowed) return new(note, answer) { IsTombstone = answer.Clause == Clauses.ReadingWithdrawn };
        var facts = reading.Facts!;
        return new(note, answer)
        {
            Title = facts.Content!.Title,
            Edition = facts.Edition,
            Practice = facts.Content as PracticeContent,
            Items = facts.Content is BundleContent bundle ? MayRead(reader, bundle.Items, at).ToValueList() : ValueList<NoteId>.Empty,
            Licence = facts.Content.Licence,
            Credits = facts.Contributors.Select(c => CreditOf(c, reading, reader)).Where(c => c is not null).Select(c => c!)
                .OrderBy(c => c.Person is null).ThenBy(c => c.Person?.Value, StringComparer.Ordinal).ThenBy(c => c.Group).Distinct().ToValueList(),
            SupersededBy = facts.SupersededBy is { } by && Check(reader, by, at).Allowed ? by : null,
        };
    }

    private Credit? CreditOf(Contribution contribution, ReadingAnswer reading, PersonId? reader)
    {
        if (contribution.Person == reader) return new(contribution.Person, null);
        var home = Homes[Rows[reading.Note.Index].Home];
        return AttributionOf(contribution, reading, reader) switch
        {
            Attribution.Named => new(contribution.Person, null),
            Attribution.ByRole when contribution.Role is { } role && IsShared(home, role, reading.At) => new(null, role),
            Attribution.ByOrganisation when contribution.Organisation is { } organisation && IsShared(home, organisation, reading.At) => new(null, organisation),
            _ => null,
        };
    }

    /// <summary>How a contributor may be named to a reader: as they chose, and no more than the Chatham House Rule and the link's terms let through.</summary>
    internal Attribution AttributionOf(Contribution contribution, ReadingAnswer reading, PersonId? reader)
    {
        var note = reading.Facts!;
        if (contribution.Consent is not { } consent || consent.Until <= reading.At) return Attribution.Unattributed;
        if (reader is { } person && IsInside(person, note, reading.At)) return consent.Inside;
        if (note.ChathamHouse) return Attribution.Unattributed;
        if (reading.Step != ReadingStep.Linked) return consent.Outside;
        var cap = Links[LinkIndex.Find(LinkId.Of(reading.Witness.Id))].Ends.State.Terms!.Attribution;
        // Whoever chose to be known by their role did not choose to be known by their organisation.
        return consent.Outside >= cap ? consent.Outside : consent.Outside == Attribution.Named ? cap : Attribution.Unattributed;
    }

    /// <summary>Whether somebody reads from the inside: as contributor, or as a member of its home.</summary>
    private bool IsInside(PersonId person, PracticeNote note, Instant at) =>
        note.ContributionOf(person) is not null
        || (HomeIndex.TryGet(note.Home, out var home) && Homes[home].People.TryGet(person, out var held) && Homes[home].ReadsAt(held, at) && !held.Has(Hold.Bar, at));

    /// <summary>Whether enough current members share a group, by the directory or by the community's own record, that nobody is singled out by it.</summary>
    private bool IsShared(Home home, Group group, Instant at)
    {
        var smallest = Math.Max(2, home.CharterAt(at)?.SmallestGroup ?? int.MaxValue);
        var index = GroupIndex.TryGet(group, out var known) ? known : -1;
        var sharing = 0;
        foreach (var (person, held) in home.People)
        {
            if (!held.Belongs(at)) continue;
            if ((index >= 0 && People[PersonIndex.Find(person)].PlacedAt(index, at)) || held.Groups.Any(g => g.Groups.Contains(group))) sharing++;
            if (sharing >= smallest) return true;
        }

        return false;
    }
}
