namespace CommunitiesOfPractice;

/// <summary>What somebody can hold in a community, as far as sharing asks.</summary>
internal enum Hold : byte
{
    Member,
    Observer,
    Bar,
    Convener,
    Unclaimed,
    /// <summary>Was a member, under a key that was merged into theirs.</summary>
    Formerly,
}

/// <summary>
/// That something was held from one instant until another; <see cref="Instant.MaxValue"/> for no end. What passed from a second key of the same person began, under
/// that key,
/// at an instant of its own.
/// </summary>
internal readonly record struct Span(Hold Hold, Instant From, Instant Until, Instant Since)
{
    public bool HoldsAt(Instant at) => From <= at && at < Until;
}

/// <summary>Everything somebody holds and held in one community.</summary>
internal sealed class Held(Span[] spans, (string Source, Group Group, Instant From)[] placements)
{
    public static readonly Held Nothing = new([], []);

    public Span[] Spans => spans;

    /// <summary>The groups that the community's own record places them in now, by whom and since when.</summary>
    public (string Source, Group Group, Instant From)[] Placements => placements;

    public bool Has(Hold hold, Instant at) => Find(hold, at) is not null;

    public Span? Find(Hold hold, Instant at)
    {
        foreach (var span in spans)
            if (span.Hold == hold && span.HoldsAt(at)) return span;
        return null;
    }

    public Held Begin(Hold hold, Instant from, Instant? until, Instant? since = null)
    {
        var end = until ?? Instant.MaxValue;
        return end <= from ? this : new([.. spans, new Span(hold, from, end, since ?? from)], placements);
    }

    /// <summary>What runs at an instant, or would begin later, ends there.</summary>
    public Held End(Hold hold, Instant at)
    {
        var runs = false;
        foreach (var span in spans) runs |= span.Hold == hold && at < span.Until;
        return runs
            ? new([.. spans.Select(s => s.Hold == hold && at < s.Until ? s with { Until = at } : s).Where(s => s.From < s.Until || s.Hold == Hold.Member)], placements)
            : this;
    }

    /// <summary>Since when they first were a member, under whatever key, as far as was known at an instant; null where they never were. A membership counts however short.</summary>
    public Instant? FirstMember(Instant at)
    {
        Instant? first = null;
        foreach (var span in spans)
            if (span.Hold is Hold.Member or Hold.Formerly && span.From <= at && !(first <= span.Since)) first = span.Since;
        return first;
    }

    /// <summary>What a source says of them now, in place of what it said before: what it says again holds since it said it first.</summary>
    public Held Placed(string source, IEnumerable<Group> groups, Instant at) => new(spans,
        [.. placements.Where(p => p.Source != source), .. groups.Distinct().Select(g => (source, g, SaidSince(source, g) ?? at))]);

    private Instant? SaidSince(string source, Group group)
    {
        foreach (var (by, said, from) in placements)
            if (by == source && said == group) return from;
        return null;
    }

    /// <summary>With what was said of a second key of theirs, which was of them.</summary>
    public Held Placed((string Source, Group Group, Instant From)[] theirs) =>
        new(spans, [.. placements.Concat(theirs).GroupBy(p => (p.Source, p.Group)).Select(p => (p.Key.Source, p.Key.Group, p.Min(one => one.From)))]);

    /// <summary>Whether they are a current member whose place is claimed.</summary>
    public bool Belongs(Instant at) => Has(Hold.Member, at) && !Has(Hold.Unclaimed, at);
}

/// <summary>What somebody is to a home now, as far as the rule asks; a person has four bits for each home, beside each other.</summary>
internal enum Footing
{
    Barred,
    Reads,
    /// <summary>Stands at the far end of a link that carries practice out of it.</summary>
    Linked,
    Convenes,
}

/// <summary>One community as sharing sees it: what its record says, dated, and what that comes to now. Changed only by the batch that owns it.</summary>
internal sealed class Home
{
    public CommunityId Id => Community.Id;

    /// <summary>The community as its last event left it.</summary>
    public required Community Community { get; set; }

    public required int Index { get; init; }

    public object? Owner { get; private init; }

    // Facts.
    public Instant? FoundedAt { get; set; }

    public Instant? ClosedAt { get; set; }

    public (Instant From, Charter Charter)[] Charters { get; set; } = [];

    public PersistentMap<PersonId, Held> People { get; set; } = PersistentMap<PersonId, Held>.Empty;

    /// <summary>Every link with an end here, by the order of their ids.</summary>
    public int[] Links { get; set; } = [];

    public int[] Notes { get; set; } = [];

    public int NoteCount { get; set; }

    /// <summary>When it rested, each time.</summary>
    public Instant[] Rests { get; set; } = [];

    // Compiled.
    public bool Known { get; set; }

    public bool Open { get; set; }

    public ulong[] Reads { get; set; } = Bits.None;

    public ulong[] Members { get; set; } = Bits.None;

    public ulong[] Barred { get; set; } = Bits.None;

    public int[] Conveners { get; set; } = [];

    public Way[] WaysOut { get; set; } = [];

    /// <summary>Whoever stands at the far end of one of them.</summary>
    public ulong[] Linked { get; set; } = Bits.None;

    /// <summary>The second links of onward steps that notes here have taken, or took.</summary>
    public int[] StepLinks { get; set; } = [];

    /// <summary>For each audience, the offered notes, by their number here, that are under no embargo and reach at least that far by the home's own links.</summary>
    public ulong[][] Reaching { get; set; } = [Bits.None, Bits.None, Bits.None, Bits.None, Bits.None];

    public int[] ReachingCount { get; set; } = new int[5];

    /// <summary>Notes that reach the linked and name their links or were passed on.</summary>
    public ulong[] OwnLinks { get; set; } = Bits.None;

    public int OwnLinksCount { get; set; }

    public ulong[] Embargoed { get; set; } = Bits.None;

    /// <summary>Notes offered before a rest that members alone read, or those at the far end of a link too: who of its readers does is looked at one by one.</summary>
    public ulong[] Rested { get; set; } = Bits.None;

    public bool KnownAt(Instant at) => FoundedAt <= at;

    public bool OpenAt(Instant at) => FoundedAt <= at && !(ClosedAt <= at);

    public Charter? CharterAt(Instant at)
    {
        Charter? charter = null;
        foreach (var (from, version) in Charters)
            if (from <= at) charter = version;
        return charter;
    }

    /// <summary>
    /// Whether somebody reads here as a member: a current member whose place is claimed, or an observer where observers read; in a closed community, whoever was a
    /// member when it closed and has not left since.
    /// </summary>
    public bool ReadsAt(Held held, Instant at)
    {
        if (held.Belongs(at) && (!(ClosedAt <= at) || held.Find(Hold.Member, at)!.Value.Since <= ClosedAt)) return true;
        return !(ClosedAt <= at) && held.Has(Hold.Observer, at) && CharterAt(at) is { ObserversRead: true };
    }

    /// <summary>Whether somebody reads a note here as a member: of what was offered before a rest, those who were members before it (law 6).</summary>
    public bool ReadsAt(Held held, PracticeNote note, Instant at) => ReadsAt(held, at) && !CameAfterRest(note, held, at);

    /// <summary>The first rest after a note was offered, by its place among all rests here; -1 where the home has not rested since.</summary>
    public int RestSince(PracticeNote note, Instant at)
    {
        for (var rest = 0; rest < Rests.Length && Rests[rest] <= at; rest++)
            if (note.OfferedSince < Rests[rest]) return rest;
        return -1;
    }

    /// <summary>Whether the home rested since a note was offered, and somebody was never a member before that rest.</summary>
    public bool CameAfterRest(PracticeNote note, Held? held, Instant at) =>
        RestSince(note, at) is >= 0 and var rest && !(held?.FirstMember(at) < Rests[rest]);

    public Home Owned(object by) => ReferenceEquals(Owner, by) ? this : new Home
    {
        Community = Community, Index = Index, Owner = by, FoundedAt = FoundedAt, ClosedAt = ClosedAt, Charters = Charters, People = People, Links = Links, Notes = Notes,
        NoteCount = NoteCount, Known = Known, Open = Open, Reads = Reads, Members = Members, Barred = Barred, Conveners = Conveners, WaysOut = WaysOut, Linked = Linked, StepLinks = StepLinks,
        Reaching = [.. Reaching], ReachingCount = [.. ReachingCount], OwnLinks = OwnLinks, OwnLinksCount = OwnLinksCount, Embargoed = Embargoed,
        Rests = Rests, Rested = Rested,
    };
}

/// <summary>An organisation or a network at the end of a link, and whom the directory places in it now.</summary>
internal sealed class GroupHome(Group group, bool listed, ulong[] members)
{
    public Group Group => group;

    public bool Listed => listed;

    public ulong[] Members => members;
}

/// <summary>What the host says of a person: when it lists them, and where it places them, each group under the name it has at the time.</summary>
internal sealed class PersonFacts(PersonId id, (Instant From, Instant Until)[] listed, (int Group, Instant From, Instant Until)[] placed, int[] notes)
{
    public PersonId Id => id;

    public (Instant From, Instant Until)[] Listed => listed;

    public (int Group, Instant From, Instant Until)[] Placed => placed;

    /// <summary>The notes they contribute to, or did.</summary>
    public int[] Notes => notes;

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

    /// <summary>Whether they were in a group all the time between two instants, in one placement or in several without a gap.</summary>
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

    public PersonFacts Contributing(int note) => Array.IndexOf(notes, note) >= 0 ? this : new(id, listed, placed, [.. notes, note]);

    public PersonFacts Said((Instant, Instant)[] nowListed, (int, Instant, Instant)[] nowPlaced) => new(id, nowListed, nowPlaced, notes);
}

/// <summary>A note as its events tell of it, and what it was before: the last state of each instant.</summary>
internal sealed class NoteHistory(PracticeNote note, int[] people, NoteHistory? before)
{
    public PracticeNote Note => note;

    /// <summary>Its contributors' indexes, in their order.</summary>
    public int[] People => people;

    public NoteHistory? Before => before;

    public static NoteHistory? At(NoteHistory? history, Instant at)
    {
        while (history is not null && history.Note.LastAt > at) history = history.Before;
        return history;
    }
}

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

/// <summary>What a note comes to now, in sixteen bytes.</summary>
internal readonly record struct NoteRow(int Home, int Contributor, int Number, int Marks)
{
    /// <summary>How many bits the marks take.</summary>
    public const int MarkBits = 9;

    private const int OwnLinksMark = 64, SeveralMark = 128, EmbargoMark = 32, RestedMark = 256;

    public static NoteRow Of(int home, int contributor, int number, NoteStatus status, Audience audience, bool embargoed, bool ownLinks, bool several, bool rested) =>
        new(home, contributor, number, (int)status | (int)audience << 2 | (embargoed ? EmbargoMark : 0) | (ownLinks ? OwnLinksMark : 0) | (several ? SeveralMark : 0)
            | (rested ? RestedMark : 0));

    public NoteStatus Status => (NoteStatus)(Marks & 3);

    public Audience Audience => (Audience)(Marks >> 2 & 7);

    public bool Embargoed => (Marks & EmbargoMark) != 0;

    public bool HasOwnLinks => (Marks & OwnLinksMark) != 0;

    public bool Several => (Marks & SeveralMark) != 0;

    /// <summary>Whether its home rested since it was offered.</summary>
    public bool Rested => (Marks & RestedMark) != 0;

    /// <summary>How far it reaches by its home's own links, where it reaches beyond its contributors; nothing while it is withheld.</summary>
    public Audience Reach => Status != NoteStatus.Offered || Embargoed ? Audience.Contributors
        : HasOwnLinks && Audience == Audience.Linked ? Audience.Community
        : Audience;

    /// <summary>Whether everybody who stands so near reads it. Of what was offered before a rest that is not so of the members.</summary>
    public bool Reaches(Audience audience) => Reach >= audience && !(audience == Audience.Community && IsForEarlierMembers);

    /// <summary>Whether members read it by step 8 alone, and only those who were members before a rest.</summary>
    public bool IsForEarlierMembers => Rested && Reach is Audience.Community or Audience.Linked;
}
