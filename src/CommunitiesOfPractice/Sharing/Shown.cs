namespace CommunitiesOfPractice;

/// <summary>
/// A note, or a bundle, as one reader may see it (features 61, 62 and 64). It is what the note says. Of its contributors it shows
/// only what each of them, the links it came by and the size of their group allow. A host must show this and nothing else.
/// </summary>
/// <param name="Note">Which note.</param>
/// <param name="Answer">What the reader may be told of why they see it, or do not.</param>
public sealed record ShownNote(NoteId Note, Answer Answer)
{
    /// <summary>
    /// Whether the note was withdrawn, and nothing else is left of it: none of its words, and nobody who contributed. Only those
    /// who may know that there was a note are told: its contributors, and the members of its home.
    /// </summary>
    public bool IsTombstone { get; init; }

    /// <summary>When it was withdrawn; null unless this is a tombstone.</summary>
    public Instant? WithdrawnAt { get; init; }

    /// <summary>Why it was withdrawn, if they said; null unless this is a tombstone.</summary>
    public FreeText? WithdrawnWhy { get; init; }

    /// <summary>What it is called; null where they may not read it.</summary>
    public FreeText? Title { get; init; }

    /// <summary>What it is about, in its community's own keywords.</summary>
    public ValueList<string> Topics { get; init; } = ValueList<string>.Empty;

    /// <summary>Which version; 0 where they may not read it.</summary>
    public int Edition { get; init; }

    /// <summary>What it says; null for a bundle, and where they may not read it.</summary>
    public PracticeContent? Practice { get; init; }

    /// <summary>
    /// Of a bundle, those of its notes that the reader may read, in its order. Others leave no gap, and nothing says how many
    /// there are.
    /// </summary>
    public ValueList<NoteId> Items { get; init; } = ValueList<NoteId>.Empty;

    /// <summary>The readers that a bundle is meant for; null where nobody said, and for a note.</summary>
    public FreeText? MeantFor { get; init; }

    /// <summary>
    /// The licence. For a bundle it is that of the bundle, and each of its notes has its own. Null where none was given.
    /// </summary>
    public string? Licence { get; init; }

    /// <summary>When it should be looked at again; null where nobody said.</summary>
    public Instant? ReviewBy { get; init; }

    /// <summary>
    /// Whether it comes from under the Chatham House Rule: its content is free to use, and nobody outside is told who spoke.
    /// </summary>
    public bool ChathamHouse { get; init; }

    /// <summary>
    /// Who contributed, as far as attribution shows, each credit once and in an order that tells nothing. A contributor who is
    /// not attributed has no credit, and nothing counts them.
    /// </summary>
    public ValueList<Credit> Credits { get; init; } = ValueList<Credit>.Empty;

    /// <summary>The note that took its place, where the reader may read that note too; otherwise null.</summary>
    public NoteId? SupersededBy { get; init; }
}

public sealed partial class Commons
{
    /// <summary>
    /// A note as somebody may see it at an instant. A contributor is named as they chose, for inside (contributors, and those who
    /// read as members, whatever lets them read) or for outside. They are shown by role or by organisation only while enough
    /// members share it: beside everybody else who ever contributed, at least as many as the charter's smallest group. Those must
    /// be members, and in every group by which the contributor ever agreed to be shown, and must have been since the contribution
    /// was recorded. Otherwise the contributor is not shown at all. Under the Chatham House Rule nobody is named outside. A
    /// reader by a link is shown no more than the terms of each link it came by say. A withdrawn note is a tombstone to those who
    /// know of it.
    /// </summary>
    /// <param name="reader">Who; null for somebody who is not signed in.</param>
    /// <param name="note">Which note.</param>
    /// <param name="at">When.</param>
    /// <exception cref="ArgumentException"><paramref name="reader"/> or <paramref name="note"/> is <c>default</c>.</exception>
    public ShownNote Show(PersonId? reader, NoteId note, Instant at)
    {
        var reading = Check(reader, note, at);
        var answer = reading.For(reader);
        if (reading.Allowed) return ((PracticeNote)reading.Facts!).Shown(answer, ReadershipOf(reading, reader), at);
        return answer.Clause == Clauses.ReadingWithdrawn
            ? ((PracticeNote)reading.Facts!).Tombstone(answer, other => Check(reader, other, at).Allowed)
            : new(note, answer);
    }

    /// <summary>
    /// How a contributor may be named to a reader, whatever the size of their group: as they chose, and no more than Chatham
    /// House and the links' terms let through.
    /// </summary>
    internal Attribution AttributionOf(Contribution contribution, ReadingAnswer reading, PersonId? reader) =>
        reading.Facts!.AttributionOf(contribution, ReadershipOf(reading, reader), reading.At);

    private Readership ReadershipOf(ReadingAnswer reading, PersonId? reader)
    {
        var (item, at) = (reading.Facts!, reading.At);
        var home = Homes[Rows[reading.Item.Index].Home];
        return new(
            reader is { } person && IsInside(person, item, at),
            home.Community.CharterAt(at)?.Charter.SmallestGroup ?? int.MaxValue,
            (groups, since, enough) => Sharing(home, groups, since, at, enough),
            other => Check(reader, other, at).Allowed)
        {
            Reader = reader,
            AtMost = reading.Step == ReadingStep.Linked
                ? AttributionAcross(LinkId.Known(reading.Witness.Id), item, home, at)
                : Attribution.Named,
        };
    }

    /// <summary>
    /// Whether somebody reads from the inside: as contributor, or as a member of its home. A newcomer after a rest is outside for
    /// what was offered before it.
    /// </summary>
    private bool IsInside(PersonId person, IShared item, Instant at) =>
        item.ContributionOf(person) is not null
        || (HomeIndex.TryGet(item.Home, out var home) && Homes[home].ReadsAt(person, item, at)
            && !Homes[home].HeldBy(person, at).IsBarred(at));

    /// <summary>
    /// The most that may be shown of a contributor at the far end of a link: what its terms say, and, of a step onward, those of
    /// the link before it too.
    /// </summary>
    private Attribution AttributionAcross(LinkId link, IShared item, Home home, Instant at)
    {
        var view = new DatedView(this, at, false);
        var last = view.Link(link)!.Value;
        var most = last.State.Terms!.Attribution;
        if (last.FarFrom(Endpoint.Community(home.Index)) != Endpoint.Nowhere && item.NamedLinks?.Contains(link) != false)
            return most;
        foreach (var step in item.OnwardSteps)
            if (step.To == link && SharingRule.StepsTo(view, item, home.Index, step) is not null)
                most = most.LessTelling(view.Link(step.Via)!.Value.State.Terms!.Attribution);
        return most;
    }

    /// <summary>
    /// How many members of a community are in all of some groups, and were members and in them, by one source or another, all the
    /// time between two instants. Somebody who was barred at the first could hardly contribute. It stops where they are enough.
    /// </summary>
    private int Sharing(Home home, ValueList<DirectoryGroup> groups, Instant since, Instant at, long enough)
    {
        var sharing = 0;
        foreach (var (person, held) in home.MembersAt(at))
        {
            if (held.Standing.Since > since || home.HeldBy(person, since).IsBarred(since)) continue;
            if (groups.All(g => InThroughout(person, held, g, since, at)) && ++sharing >= enough) break;
        }

        return sharing;
    }

    private bool InThroughout(PersonId person, Held held, DirectoryGroup group, Instant since, Instant at) =>
        held.Standing.Affiliations.Any(a => a.Group == group && a.From <= since)
        || (GroupIndex.TryGet(group, out var index) && People[PersonIndex.Find(person)].PlacedThroughout(index, since, at));
}
