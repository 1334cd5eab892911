namespace CommunitiesOfPractice;

/// <summary>
/// What somebody held in a community until an instant, where what they held next does not tell it, and what before.
/// </summary>
internal sealed record HeldBefore(Held Held, Instant Until, HeldBefore? Before);

/// <summary>
/// What somebody is to a home now, as far as the rule asks; a person has four bits for each home, beside each other.
/// </summary>
internal enum Footing
{
    Barred,
    Reads,
    /// <summary>Is at the far end of a link that carries practice out of it.</summary>
    Linked,
    Convenes,
}

/// <summary>
/// One community as sharing sees it: what its record says, dated, and what that comes to now. Changed only by the batch that owns
/// it.
/// </summary>
internal sealed class Home
{
    public CommunityId Id => Community.Id;

    /// <summary>The community as its last event left it.</summary>
    public required Community Community { get; set; }

    public required int Index { get; init; }

    public object? Owner { get; private init; }

    // Facts.

    /// <summary>What people held who hold something else now, or nothing.</summary>
    public PersistentMap<PersonId, HeldBefore> Earlier { get; set; } = PersistentMap<PersonId, HeldBefore>.Empty;

    /// <summary>Every link with an end here, by the order of their ids.</summary>
    public int[] Links { get; set; } = [];

    /// <summary>The notes that it is the home of.</summary>
    public Shelf Notes { get; private init; } = new();

    /// <summary>The questions that were asked in it.</summary>
    public Shelf Questions { get; private init; } = new();

    // Compiled.
    public bool Known { get; set; }

    public bool Open { get; set; }

    public ulong[] Reads { get; set; } = Bits.None;

    public ulong[] Members { get; set; } = Bits.None;

    public ulong[] Barred { get; set; } = Bits.None;

    public int[] Conveners { get; set; } = [];

    public Way[] WaysOut { get; set; } = [];

    /// <summary>Everybody at the far end of one of them.</summary>
    public ulong[] Linked { get; set; } = Bits.None;

    /// <summary>The second links of onward steps that notes here have taken, or took.</summary>
    public int[] StepLinks { get; set; } = [];

    public ValueList<Instant> Rests => Community.Life.Rests;

    public IEnumerable<Shelf> Shelves => [Notes, Questions];

    /// <summary>What it is the home of, of one kind.</summary>
    public Shelf this[StreamKind kind] => kind == StreamKind.Note ? Notes : Questions;

    public bool KnownAt(Instant at) => Community.FoundedAt <= at;

    public bool OpenAt(Instant at) => KnownAt(at) && !(Community.ClosedAt <= at);

    /// <summary>What somebody held at an instant, or holds; nothing for a stranger.</summary>
    public Held HeldBy(PersonId person, Instant at)
    {
        HeldBefore? then = null;
        for (var before = Earlier.Find(person); before?.Until > at; before = before.Before) then = before;
        return then?.Held ?? Community.Holdings[person];
    }

    /// <summary>Everybody who belonged at an instant, or belongs, and what they held then.</summary>
    public IEnumerable<(PersonId Person, Held Held)> MembersAt(Instant at)
    {
        var standings = Community.Roll.Standings;
        foreach (
            var person in standings.Select(s => s.Key).Concat(Earlier.Select(e => e.Key).Where(person => !standings.Has(person))))
            if (HeldBy(person, at) is var held && held.Belongs(at)) yield return (person, held);
    }

    /// <summary>
    /// Whether somebody reads here as a member: a current member whose place is claimed, or an observer where observers read. In
    /// a closed community, it is somebody who was a member when it closed and has not left since.
    /// </summary>
    public bool ReadsAt(Held held, Instant at)
    {
        var isClosed = Community.ClosedAt <= at;
        if (held.Belongs(at) && (!isClosed || held.Standing.Since <= Community.ClosedAt)) return true;
        return !isClosed && held.Observes(at) && Community.CharterAt(at) is { Charter.ObserversRead: true };
    }

    /// <summary>
    /// Whether somebody reads something here as a member. For what was offered before a rest, only those who were members before
    /// it do (law 6).
    /// </summary>
    public bool ReadsAt(PersonId person, IShared item, Instant at) =>
        ReadsAt(HeldBy(person, at), at) && !CameAfterRest(item, person, at);

    /// <summary>
    /// The first rest after something was offered, by its place among all rests here; -1 where the home has not rested since.
    /// </summary>
    public int RestSince(IShared item, Instant at)
    {
        for (var rest = 0; rest < Rests.Count && Rests[rest] <= at; rest++)
            if (item.OfferedSince < Rests[rest]) return rest;
        return -1;
    }

    /// <summary>Whether the home rested since something was offered, and somebody was never a member before that rest.</summary>
    public bool CameAfterRest(IShared item, PersonId person, Instant at) =>
        RestSince(item, at) is >= 0 and var rest && !(FirstMember(person, at) < Rests[rest]);

    /// <summary>
    /// Since when somebody first was a member, as far as was known then: a second key too, before it was merged.
    /// </summary>
    public Instant? FirstMember(PersonId person, Instant at)
    {
        var first = HeldBy(person, at).FirstMember(at);
        for (var before = Earlier.Find(person); before is not null; before = before.Before)
            if (before.Until <= at && before.Held.FirstMember(at) is { } earlier && !(first <= earlier)) first = earlier;
        return first;
    }

    public Home Owned(object by) => ReferenceEquals(Owner, by) ? this : new Home
    {
        Community = Community, Index = Index, Owner = by, Earlier = Earlier, Links = Links, Notes = Notes.Copy(),
        Questions = Questions.Copy(), Known = Known, Open = Open, Reads = Reads, Members = Members, Barred = Barred,
        Conveners = Conveners, WaysOut = WaysOut, Linked = Linked, StepLinks = StepLinks,
    };
}

/// <summary>What a community is the home of, of one kind: each item has a number here.</summary>
internal sealed class Shelf
{
    /// <summary>The items, by their numbers here.</summary>
    public int[] Items { get; set; } = [];

    public int Count { get; set; }

    /// <summary>
    /// For each audience, the offered items that are under no embargo and reach at least that far by the home's own links.
    /// </summary>
    public ulong[][] Reaching { get; private init; } = [Bits.None, Bits.None, Bits.None, Bits.None, Bits.None];

    public int[] ReachingCount { get; private init; } = new int[5];

    /// <summary>Items that reach the linked and name their links or were passed on.</summary>
    public ulong[] OwnLinks { get; set; } = Bits.None;

    public int OwnLinksCount { get; set; }

    public ulong[] Embargoed { get; set; } = Bits.None;

    /// <summary>
    /// Items offered before a rest that members alone read, or those at the far end of a link too. Which of its readers may read
    /// each one is looked at separately.
    /// </summary>
    public ulong[] Rested { get; set; } = Bits.None;

    public Shelf Copy() => new()
    {
        Items = Items, Count = Count, Reaching = [.. Reaching], ReachingCount = [.. ReachingCount], OwnLinks = OwnLinks,
        OwnLinksCount = OwnLinksCount, Embargoed = Embargoed, Rested = Rested,
    };
}

/// <summary>An organisation or a network at the end of a link, and the people that the directory places in it now.</summary>
internal sealed class GroupHome(DirectoryGroup group, bool listed, ulong[] members)
{
    public DirectoryGroup Group => group;

    public bool Listed => listed;

    public ulong[] Members => members;
}

/// <summary>
/// What the host says of a person: when it lists them, and where it places them, each group under the name it has at the time.
/// </summary>
internal sealed class PersonFacts(
    PersonId id, (Instant From, Instant Until)[] listed, (int Group, Instant From, Instant Until)[] placed, int[] items)
{
    public PersonId Id => id;

    public (Instant From, Instant Until)[] Listed => listed;

    public (int Group, Instant From, Instant Until)[] Placed => placed;

    /// <summary>What has words of theirs in it, or had: notes and questions.</summary>
    public int[] Items => items;

    public bool ListedAt(Instant at)
    {
        foreach (var (from, until) in listed)
            if (from <= at && at < until) return true;
        return false;
    }

    public bool PlacedAt(int group, Instant at)
    {
        foreach (var (place, from, until) in placed)
            if (place == group && from <= at && at < until) return true;
        return false;
    }

    /// <summary>
    /// Whether they were in a group all the time between two instants, in one placement or in several without a gap.
    /// </summary>
    public bool PlacedThroughout(int group, Instant since, Instant at)
    {
        while (true)
        {
            var reached = since;
            foreach (var (place, from, until) in placed)
                if (place == group && from <= since && until > reached) reached = until;
            if (reached > at) return true;
            if (reached == since) return false;
            since = reached;
        }
    }

    public PersonFacts Contributing(int item) =>
        Array.IndexOf(items, item) >= 0 ? this : new(id, listed, placed, [.. items, item]);

    public PersonFacts Said((Instant, Instant)[] nowListed, (int, Instant, Instant)[] nowPlaced) =>
        new(id, nowListed, nowPlaced, items);
}

/// <summary>What something shared was before: the last state of an instant, and of those before it.</summary>
internal sealed record ItemBefore(IShared Item, ItemBefore? Before);

/// <summary>A link as its events tell of it, what it was before, and whether it is live now.</summary>
internal sealed class LinkHistory(int index, LinkEnds ends, LinkHistory? before, bool live)
{
    public int Index => index;

    public LinkEnds Ends => ends;

    public LinkHistory? Before => before;

    public bool Live => live;

    /// <summary>Whether anything is recorded of the link: a note may name one that nobody has offered.</summary>
    public bool IsOffered => ends.State.Version > 0;

    public LinkHistory With(bool alive) => alive == live ? this : new(index, ends, before, alive);

    public static LinkHistory? At(LinkHistory? history, Instant at)
    {
        while (history is not null && history.Ends.State.LastAt > at) history = history.Before;
        return history;
    }
}

/// <summary>
/// What a note or a question comes to now, in sixteen bytes. If its home is not known, its status is <see
/// cref="NoteStatus.Unknown"/>.
/// </summary>
internal readonly record struct ItemRow(int Home, int Contributor, int Number, int Marks)
{
    /// <summary>How many bits those marks take that the rule looks at.</summary>
    public const int MarkBits = 9;

    private const int OwnLinksMark = 64, SeveralMark = 128, EmbargoMark = 32, RestedMark = 256, QuestionMark = 512;

    /// <summary>The row of something that nothing is known of yet, but where it is.</summary>
    public static ItemRow New(int home, int number, StreamKind kind) =>
        new(home, -1, number, kind == StreamKind.Note ? 0 : QuestionMark);

    /// <summary>The same item, as it is now.</summary>
    public ItemRow As(NoteStatus status, Audience audience, bool embargoed, bool ownLinks, bool several, bool rested) => this with
    {
        Marks = (int)status | (int)audience << 2 | (embargoed ? EmbargoMark : 0) | (ownLinks ? OwnLinksMark : 0)
            | (several ? SeveralMark : 0) | (rested ? RestedMark : 0) | (Marks & QuestionMark),
    };

    /// <summary>Of which kind it is. The rule does not ask.</summary>
    public StreamKind Kind => (Marks & QuestionMark) == 0 ? StreamKind.Note : StreamKind.Question;

    public NoteStatus Status => (NoteStatus)(Marks & 3);

    public Audience Audience => (Audience)(Marks >> 2 & 7);

    public bool Embargoed => (Marks & EmbargoMark) != 0;

    public bool HasOwnLinks => (Marks & OwnLinksMark) != 0;

    public bool Several => (Marks & SeveralMark) != 0;

    /// <summary>Whether its home rested since it was offered.</summary>
    public bool Rested => (Marks & RestedMark) != 0;

    /// <summary>
    /// How far it reaches by its home's own links, where it reaches beyond its contributors; nothing while it is withheld.
    /// </summary>
    public Audience Reach => Status != NoteStatus.Offered || Embargoed ? Audience.Contributors
        : HasOwnLinks && Audience == Audience.Linked ? Audience.Community
        : Audience;

    /// <summary>
    /// Whether everybody that close reads it. For what was offered before a rest, this is not so of the members.
    /// </summary>
    public bool Reaches(Audience audience) => Reach >= audience && !(audience == Audience.Community && IsForEarlierMembers);

    /// <summary>Whether members read it by step 8 alone, and only those who were members before a rest.</summary>
    public bool IsForEarlierMembers => Rested && Reach is Audience.Community or Audience.Linked;
}
