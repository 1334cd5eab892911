using System.Collections;
using System.Globalization;

namespace CommunitiesOfPractice;

/// <summary>
/// What a reader may read at an instant, of one kind: all of it, never silently cut. It is a list over the snapshot that was
/// asked, and nothing is copied. Items are looked up as they are read, fastest one after the other.
/// </summary>
/// <typeparam name="TId">The ids of the kind.</typeparam>
public abstract class Readable<TId> : IReadOnlyList<TId>
{
    private readonly List<Part> _parts = [];

    private protected Readable(Commons commons) => Commons = commons;

    /// <summary>How many.</summary>
    public int Count { get; private set; }

    /// <summary>What is at a place in the list.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such place.</exception>
    public TId this[int index] => IdOf(Handle(index));

    private protected Commons Commons { get; }

    /// <summary>The handle of what is at a place in the list.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such place.</exception>
    public ItemHandle Handle(int index)
    {
        if (index < 0 || index >= Count) throw new ArgumentOutOfRangeException(nameof(index), index, "There is no such place.");
        var (low, high) = (0, _parts.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) >> 1;
            if (_parts[middle].Start <= index) low = middle;
            else high = middle - 1;
        }

        return new(_parts[low].Shelf.Items[Bits.At(_parts[low].Numbers, index - _parts[low].Start)]);
    }

    /// <inheritdoc/>
    public IEnumerator<TId> GetEnumerator() => Handles().Select(IdOf).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal abstract TId IdOf(ItemHandle item);

    internal IEnumerable<ItemHandle> Handles() =>
        _parts.SelectMany(part => Bits.Of(part.Numbers), (part, number) => new ItemHandle(part.Shelf.Items[number]));

    internal void Add(Shelf shelf, ulong[] numbers, int count)
    {
        if (count == 0) return;
        _parts.Add(new(shelf, numbers, Count));
        Count += count;
    }

    /// <summary>Items of one home, by their numbers there, and where in the list they begin.</summary>
    private readonly record struct Part(Shelf Shelf, ulong[] Numbers, int Start);
}

/// <summary>The notes that a reader may read at an instant.</summary>
public sealed class ReadableNotes : Readable<NoteId>
{
    internal ReadableNotes(Commons commons) : base(commons)
    {
    }

    /// <summary>
    /// The notes themselves, in the same order. What a reader is shown of one, <see cref="Commons.Show(PersonId?, NoteId,
    /// Instant)"/> says.
    /// </summary>
    public IEnumerable<PracticeNote> Notes => Handles().Select(handle => (PracticeNote)Commons.Items[handle.Index]);

    internal override NoteId IdOf(ItemHandle item) => ((PracticeNote)Commons.Items[item.Index]).Id;
}

/// <summary>A part of a list.</summary>
/// <param name="Items">What is in it.</param>
/// <param name="Next">Where the next part begins, for the host to hand back as it is; null where this was the last.</param>
/// <param name="Position">The position of the record that it rests on. Where the next part rests on a later one, what has changed
/// between is not in both.</param>
/// <typeparam name="TId">The ids of the kind.</typeparam>
public sealed record Page<TId>(ValueList<TId> Items, string? Next, long Position);

/// <summary>Who may read a note or a question at an instant.</summary>
#pragma warning disable CA1710 // Readers is what they are called; a set of what, would be the question.
public sealed class ReaderSet : IReadOnlyCollection<PersonId>
#pragma warning restore CA1710
{
    private readonly Commons _commons;
    private readonly ulong[] _people;

    internal ReaderSet(Commons commons, ulong[] people, int count, bool anyone) =>
        (_commons, _people, Count, Anyone) = (commons, people, count, anyone);

    /// <summary>Whether it may be read without being signed in.</summary>
    public bool Anyone { get; }

    /// <summary>How many of those the host lists.</summary>
    public int Count { get; }

    internal ulong[] People => _people;

    /// <summary>Whether somebody is among them.</summary>
    public bool Contains(ReaderHandle reader) =>
        reader.IsAnonymous ? Anyone : reader.Index >= 0 && Bits.Has(_people, reader.Index);

    /// <inheritdoc/>
    public IEnumerator<PersonId> GetEnumerator()
    {
        foreach (var person in Bits.Of(_people)) yield return _commons.People[person].Id;
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

public sealed partial class Commons
{
    private readonly int[]?[] _everywhere = new int[]?[2];
    private readonly Home[]?[] _withOwnLinks = new Home[]?[2];

    /// <summary>
    /// Every note that a reader may read at an instant, by home and then by age: the same order for everybody, and at every
    /// position.
    /// </summary>
    /// <exception cref="ArgumentException">The handle comes from a later commons.</exception>
    public ReadableNotes List(ReaderHandle reader, Instant at) =>
        Fill<ReadableNotes, NoteId>(new(this), StreamKind.Note, Homes, reader, at);

    /// <summary>Every note of one community that somebody may read at an instant, by age.</summary>
    /// <param name="reader">Who; null for somebody who is not signed in.</param>
    /// <param name="at">When.</param>
    /// <param name="home">The community that wrote them. Others are not looked at.</param>
    /// <exception cref="ArgumentException"><paramref name="reader"/> or <paramref name="home"/> is <c>default</c>.</exception>
    public ReadableNotes List(PersonId? reader, Instant at, CommunityId home) =>
        Fill<ReadableNotes, NoteId>(new(this), StreamKind.Note, Only(home), Resolve(reader), at);

    /// <summary>Every note that somebody may read at an instant; null for somebody who is not signed in.</summary>
    public ReadableNotes List(PersonId? reader, Instant at) => List(Resolve(reader), at);

    private IEnumerable<Home> Only(CommunityId home) =>
        HomeIndex.TryGet(Guard.Against.Default(home), out var index) ? [Homes[index]] : [];

    private TList Fill<TList, TId>(TList list, StreamKind kind, IEnumerable<Home> homes, ReaderHandle reader, Instant at)
        where TList : Readable<TId>
    {
        var own = OwnByHome(reader, kind);
        foreach (var home in homes)
        {
            var (numbers, count) = ReadableIn(home, kind, reader.Index, own, at);
            list.Add(home[kind], numbers, count);
        }

        return list;
    }

    /// <summary>
    /// Some of the notes that somebody may read at an instant, in the order of <see cref="List(PersonId?, Instant)"/>.
    /// </summary>
    /// <param name="reader">Who; null for somebody who is not signed in.</param>
    /// <param name="at">When.</param>
    /// <param name="most">How many at most; positive.</param>
    /// <param name="after">Where to go on, as the page before said; null for the beginning.</param>
    /// <exception cref="ArgumentException"><paramref name="most"/> is not positive.</exception>
    /// <exception cref="FormatException"><paramref name="after"/> is not what a page said.</exception>
    public Page<NoteId> Page(PersonId? reader, Instant at, int most, string? after = null) =>
        Page<NoteId>(new ReadableNotes(this), StreamKind.Note, reader, at, most, after, null);

    private Page<TId> Page<TId>(
        Readable<TId> kinds, StreamKind kind, PersonId? reader, Instant at, int most, string? after, CommunityId? only)
    {
        Guard.Against.NegativeOrZero(most);
        var (home, number) = Cursor(after);
        var end = Homes.Length;
        if (only is { } community)
        {
            if (!HomeIndex.TryGet(community, out var index)) return new([], null, Position);
            (home, number, end) = (index, home == index ? number : 0, index + 1);
        }

        var (who, found) = (Resolve(reader), new List<ItemHandle>());
        var own = OwnByHome(who, kind);
        for (; home < end && found.Count <= most; home++, number = 0)
        {
            var shelf = Homes[home][kind];
            found.AddRange(
                Bits.Of(ReadableIn(Homes[home], kind, who.Index, own, at).Numbers).Where(n => n >= number)
                    .Take(most + 1 - found.Count).Select(n => new ItemHandle(shelf.Items[n])));
        }

        var ids = found.Take(most).Select(kinds.IdOf).ToValueList();
        if (found.Count <= most) return new(ids, null, Position);
        var next = Rows[found[most].Index];
        return new(ids, string.Format(CultureInfo.InvariantCulture, "{0}.{1}", next.Home, next.Number), Position);
    }

    /// <summary>How many notes a reader may read at an instant.</summary>
    /// <exception cref="ArgumentException">The handle comes from a later commons.</exception>
    public int Count(ReaderHandle reader, Instant at) => IsInWindow(at)
        ? CountNow(StreamKind.Note, OwnIndex(reader), at)
        : List(reader, at).Count;

    private int CountNow(StreamKind kind, int who, Instant at)
    {
        if (who >= -1 && !(who >= 0 && Bits.Has(Listed, who))) return 0;
        var everywhere = Everywhere(kind);
        if (who < 0) return everywhere[(int)Audience.Public];
        var count = everywhere[(int)Audience.System];
        foreach (var index in Bits.Fours(Footings[who]))
        {
            var home = Homes[index];
            if (!home.Known) continue;
            var shelf = home[kind];
            count += shelf.ReachingCount[(int)ReachFor(who, home)] - shelf.ReachingCount[(int)Audience.System];
            if (MayReadRested(who, home, shelf)) count += CountSingly(at, who, shelf, shelf.Rested);
            if (Is(Footing.Convenes, who, index)) count += CountSingly(at, who, shelf, shelf.Embargoed);
        }

        foreach (var home in WithOwnLinks(kind))
            if (MayUseOwnLinks(who, home, home[kind])) count += CountSingly(at, who, home[kind], home[kind].OwnLinks);
        foreach (var item in People[who].Items)
        {
            var row = Rows[item];
            var home = Homes[row.Home];
            if (!home.Known || row.Kind != kind) continue;
            var shelf = home[kind];
            if (Bits.Has(shelf.Reaching[(int)ReachFor(who, home)], row.Number)
                || (Bits.Has(shelf.Rested, row.Number) && MayReadRested(who, home, shelf) && MayRead(at, who, item))
                || (Bits.Has(shelf.OwnLinks, row.Number) && MayUseOwnLinks(who, home, shelf) && MayRead(at, who, item))
                || (Bits.Has(shelf.Embargoed, row.Number) && Is(Footing.Convenes, who, row.Home)
                    && MayRead(at, who, item))) continue;
            if (MayRead(at, who, item)) count++;
        }

        return count;
    }

    /// <summary>How many notes somebody may read at an instant; null for somebody who is not signed in.</summary>
    public int Count(PersonId? reader, Instant at) => Count(Resolve(reader), at);

    /// <summary>The notes that somebody contributed to, withdrawn ones and drafts too, in the order of their ids.</summary>
    /// <param name="contributor">Who. Before you show the notes to somebody else, ask which of them that reader may read.</param>
    /// <exception cref="ArgumentException"><paramref name="contributor"/> is <c>default</c>.</exception>
    public IEnumerable<PracticeNote> NotesOf(PersonId contributor) => ItemsWith(contributor).OfType<PracticeNote>()
        .Where(note => note.ContributionOf(contributor) is not null).OrderBy(note => note.Id);

    private IEnumerable<IShared> ItemsWith(PersonId person) =>
        PersonIndex.TryGet(Guard.Against.Default(person), out var index) ? People[index].Items.Select(item => Items[item]) : [];

    /// <summary>Who may read a note or a question at an instant: nobody, where it is unknown.</summary>
    public ReaderSet Readers(ItemHandle item, Instant at)
    {
        var (people, count) = (new ulong[Bits.Words(People.Count)], 0);
        if (!item.IsKnown) return new(this, people, 0, false);
        if (!IsInWindow(at))
        {
            for (var person = 0; person < People.Count; person++)
                if (Check(new ReaderHandle(person), item, at).Allowed) Take(person);
            return new(this, people, count, Check(ReaderHandle.Anonymous, item, at).Allowed);
        }

        // Everybody who might read it: the rule decides on each.
        var (view, row, facts) = (new CompiledView(this, at, item.Index), Rows[item.Index], Items[item.Index]);
        for (var i = 0; i < facts.Contributions.Count; i++)
            if (PersonIndex.TryGet(facts.Contributions[i].Person, out var person)) people[person >> 6] |= 1ul << person;
        if (row is { Status: NoteStatus.Offered, Audience: > Audience.Contributors })
        {
            if (row.Audience > Audience.Linked) Bits.Add(people, Listed);
            else Bits.Add(people, Homes[row.Home].Reads);
            if (row.Audience == Audience.Linked)
            {
                foreach (var way in Homes[row.Home].WaysOut) Bits.Add(people, MembersOf(way.Far));
                foreach (var step in facts.OnwardSteps)
                    if (SharingRule.StepsTo(view, facts, row.Home, step) is { } way) Bits.Add(people, MembersOf(way.Far));
            }
        }

        for (var i = 0; i < people.Length; i++)
        {
            for (var word = people[i]; word != 0; word &= word - 1)
            {
                var person = (i << 6) + Bits.Lowest(word);
                if (MayRead(at, person, item.Index)) count++;
                else people[i] &= ~(1ul << person);
            }
        }

        return new(this, people, count, MayRead(at, ReaderHandle.Anonymous.Index, item.Index));

        void Take(int person)
        {
            people[person >> 6] |= 1ul << person;
            count++;
        }
    }

    /// <summary>Who may read a note at an instant: nobody, where it is unknown.</summary>
    public ReaderSet Readers(NoteId note, Instant at) => Readers(Resolve(note), at);

    internal ulong[] MembersOf(int place) =>
        Endpoint.IsGroup(place) ? Groups[Endpoint.Index(place)].Members : Homes[Endpoint.Index(place)].Members;

    // In the window.
    private bool MayRead(Instant at, int reader, int item) =>
        SharingRule.Allows(TrySettle(reader, item, out var step) ? step : Asked(reader, item, at).Step);

    /// <summary>
    /// For each audience, how many items of a kind in all homes reach at least that far; worked out when first asked for.
    /// </summary>
    private int[] Everywhere(StreamKind kind) => _everywhere[kind == StreamKind.Note ? 0 : 1] ??= [
        .. Enumerable.Range(0, (int)Audience.Public + 1)
            .Select(audience => Homes.Sum(home => home.Known ? home[kind].ReachingCount[audience] : 0))];

    private Home[] WithOwnLinks(StreamKind kind) => _withOwnLinks[kind == StreamKind.Note ? 0 : 1] ??=
        [.. Homes.Where(home => home.Known && home[kind].OwnLinksCount > 0)];

    /// <summary>How far something must reach, by its home's own links, for this reader to read it.</summary>
    private Audience ReachFor(int reader, Home home) =>
        reader < 0 || Is(Footing.Barred, reader, home.Index) ? Audience.Public
        : Is(Footing.Reads, reader, home.Index) ? Audience.Community
        : Is(Footing.Linked, reader, home.Index) ? Audience.Linked
        : Audience.System;

    /// <summary>
    /// Whether items with links of their own are to be looked at one by one for this reader, who does not read them anyway.
    /// </summary>
    private bool MayUseOwnLinks(int reader, Home home, Shelf shelf) =>
        shelf.OwnLinksCount > 0 && ReachFor(reader, home) is var reach
            && (reach == Audience.Linked || (reach == Audience.System && StandsOnStep(reader, home)));

    /// <summary>
    /// Whether items offered before a rest are to be looked at one by one for this reader, who reads the others as a member.
    /// </summary>
    private bool MayReadRested(int reader, Home home, Shelf shelf) =>
        shelf.Rested.Length > 0 && ReachFor(reader, home) == Audience.Community;

    private bool StandsOnStep(int reader, Home home)
    {
        foreach (var link in home.StepLinks)
            if (Links[link].Ends is var ends
                && ((ends.A >= 0 && Bits.Has(MembersOf(ends.A), reader))
                    || (ends.B >= 0 && Bits.Has(MembersOf(ends.B), reader)))) return true;
        return false;
    }

    private int OwnIndex(ReaderHandle reader) => reader.Index < People.Count
        ? reader.Index
        : throw new ArgumentException("A handle holds for the commons that gave it and for later ones.", nameof(reader));

    private int CountSingly(Instant at, int reader, Shelf shelf, ulong[] numbers)
    {
        var count = 0;
        for (var i = 0; i < numbers.Length; i++)
            for (var word = numbers[i]; word != 0; word &= word - 1)
                if (MayRead(at, reader, shelf.Items[(i << 6) + Bits.Lowest(word)])) count++;
        return count;
    }

    private ILookup<int, int>? OwnByHome(ReaderHandle reader, StreamKind kind) =>
        OwnIndex(reader) < 0 || People[reader.Index].Items.Length == 0 ? null
        : People[reader.Index].Items.Where(item => Rows[item].Kind == kind).ToLookup(item => Rows[item].Home);

    /// <summary>What a reader may read of a home, of one kind, by the numbers there, and how many.</summary>
    private (ulong[] Numbers, int Count) ReadableIn(
        Home home, StreamKind kind, int reader, ILookup<int, int>? own, Instant at)
    {
        var shelf = home[kind];
        if (!IsInWindow(at))
        {
            ulong[]? allowed = null;
            for (var number = 0; number < shelf.Count; number++)
                if (Check(reader < -1 ? ReaderHandle.Anonymous : new(reader), new(shelf.Items[number]), at).Allowed)
                    Bits.Put(ref allowed, number, shelf.Count);
            return Counted(allowed ?? Bits.None);
        }

        if (!home.Known || (reader >= -1 && !(reader >= 0 && Bits.Has(Listed, reader)))) return (Bits.None, 0);
        var reach = (int)ReachFor(reader, home);
        if (Singly(at, reader, home, shelf, own) is not { } more) return (shelf.Reaching[reach], shelf.ReachingCount[reach]);
        Bits.Add(more, shelf.Reaching[reach]);
        return Counted(more);

        static (ulong[], int) Counted(ulong[] numbers) => (numbers, numbers.Sum(Bits.Count));
    }

    /// <summary>
    /// What no set tells of by itself: the reader's own, what is under an embargo for a convener, what was offered before a rest,
    /// and what has links of its own; null for none.
    /// </summary>
    private ulong[]? Singly(Instant at, int reader, Home home, Shelf shelf, ILookup<int, int>? own)
    {
        if (reader < 0) return null;
        ulong[]? more = null;
        if (own?[home.Index] is { } mine)
            foreach (var item in mine) Look(at, reader, item, Rows[item].Number, shelf, ref more);
        if (MayUseOwnLinks(reader, home, shelf))
            foreach (var number in Bits.Of(shelf.OwnLinks)) Look(at, reader, shelf.Items[number], number, shelf, ref more);
        if (MayReadRested(reader, home, shelf))
            foreach (var number in Bits.Of(shelf.Rested)) Look(at, reader, shelf.Items[number], number, shelf, ref more);
        if (Is(Footing.Convenes, reader, home.Index))
            foreach (var number in Bits.Of(shelf.Embargoed)) Look(at, reader, shelf.Items[number], number, shelf, ref more);
        return more;
    }

    private void Look(Instant at, int reader, int item, int number, Shelf shelf, ref ulong[]? more)
    {
        if (MayRead(at, reader, item)) Bits.Put(ref more, number, shelf.Count);
    }

    private static (int Home, int Number) Cursor(string? after)
    {
        if (after is null) return (0, 0);
        var parts = after.Split('.');
        return parts.Length == 2 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var home)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? (home, number)
            : throw new FormatException("This is not what a page said about the next one.");
    }
}
