using System.Collections;
using System.Globalization;

namespace CommunitiesOfPractice;

/// <summary>
/// The notes that a reader may read at an instant: all of them, never silently cut. It is a list over the snapshot that was
/// asked, and nothing is copied. Notes are looked up as they are read, fastest one after the other.
/// </summary>
public sealed class ReadableNotes : IReadOnlyList<NoteId>
{
    private readonly Commons _commons;
    private readonly List<Part> _parts = [];

    internal ReadableNotes(Commons commons) => _commons = commons;

    /// <summary>How many.</summary>
    public int Count { get; private set; }

    /// <summary>The note at a place in the list.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such place.</exception>
    public NoteId this[int index] => _commons.IdOf(Handle(index));

    /// <summary>The handle of the note at a place in the list.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such place.</exception>
    public NoteHandle Handle(int index)
    {
        if (index < 0 || index >= Count) throw new ArgumentOutOfRangeException(nameof(index), index, "There is no such place.");
        var (low, high) = (0, _parts.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) >> 1;
            if (_parts[middle].Start <= index) low = middle;
            else high = middle - 1;
        }

        return new(_parts[low].Home.Notes[Bits.At(_parts[low].Numbers, index - _parts[low].Start)]);
    }

    /// <summary>
    /// The notes themselves, in the same order. What a reader is shown of one, <see cref="Commons.Show"/> says.
    /// </summary>
    public IEnumerable<PracticeNote> Notes => Handles().Select(handle => _commons.Notes[handle.Index]);

    /// <inheritdoc/>
    public IEnumerator<NoteId> GetEnumerator() => Handles().Select(_commons.IdOf).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal IEnumerable<NoteHandle> Handles() =>
        _parts.SelectMany(part => Bits.Of(part.Numbers), (part, number) => new NoteHandle(part.Home.Notes[number]));

    internal void Add(Home home, ulong[] numbers, int count)
    {
        if (count == 0) return;
        _parts.Add(new(home, numbers, Count));
        Count += count;
    }

    /// <summary>Notes of one home, by their numbers there, and where in the list they begin.</summary>
    private readonly record struct Part(Home Home, ulong[] Numbers, int Start);
}

/// <summary>A part of a list of notes.</summary>
/// <param name="Notes">The notes.</param>
/// <param name="Next">Where the next part begins, for the host to hand back as it is; null where this was the last.</param>
/// <param name="Position">The position of the record that it rests on. Where the next part rests on a later one, what has changed
/// between is not in both.</param>
public sealed record NotePage(ValueList<NoteId> Notes, string? Next, long Position);

/// <summary>Who may read a note at an instant.</summary>
#pragma warning disable CA1710 // Readers is what they are called; a set of what, would be the question.
public sealed class NoteReaders : IReadOnlyCollection<PersonId>
#pragma warning restore CA1710
{
    private readonly Commons _commons;
    private readonly ulong[] _people;

    internal NoteReaders(Commons commons, ulong[] people, int count, bool anyone) =>
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
    private int[]? _everywhere;
    private Home[]? _withOwnLinks;

    /// <summary>
    /// Every note that a reader may read at an instant, by home and then by age: the same order for everybody, and at every
    /// position.
    /// </summary>
    /// <exception cref="ArgumentException">The handle comes from a later commons.</exception>
    public ReadableNotes List(ReaderHandle reader, Instant at)
    {
        var (notes, own) = (new ReadableNotes(this), OwnByHome(reader));
        foreach (var home in Homes)
        {
            var (numbers, count) = ReadableIn(home, reader.Index, own, at);
            notes.Add(home, numbers, count);
        }

        return notes;
    }

    /// <summary>Every note of one community that somebody may read at an instant, by age.</summary>
    /// <param name="reader">Who; null for somebody who is not signed in.</param>
    /// <param name="at">When.</param>
    /// <param name="home">The community that wrote them. Others are not looked at.</param>
    /// <exception cref="ArgumentException"><paramref name="reader"/> or <paramref name="home"/> is <c>default</c>.</exception>
    public ReadableNotes List(PersonId? reader, Instant at, CommunityId home)
    {
        var (notes, who) = (new ReadableNotes(this), Resolve(reader));
        if (!HomeIndex.TryGet(Guard.Against.Default(home), out var index)) return notes;
        var (numbers, count) = ReadableIn(Homes[index], who.Index, OwnByHome(who), at);
        notes.Add(Homes[index], numbers, count);
        return notes;
    }

    /// <summary>Every note that somebody may read at an instant; null for somebody who is not signed in.</summary>
    public ReadableNotes List(PersonId? reader, Instant at) => List(Resolve(reader), at);

    /// <summary>
    /// Some of the notes that somebody may read at an instant, in the order of <see cref="List(PersonId?, Instant)"/>.
    /// </summary>
    /// <param name="reader">Who; null for somebody who is not signed in.</param>
    /// <param name="at">When.</param>
    /// <param name="most">How many at most; positive.</param>
    /// <param name="after">Where to go on, as the page before said; null for the beginning.</param>
    /// <exception cref="ArgumentException"><paramref name="most"/> is not positive.</exception>
    /// <exception cref="FormatException"><paramref name="after"/> is not what a page said.</exception>
    public NotePage Page(PersonId? reader, Instant at, int most, string? after = null)
    {
        Guard.Against.NegativeOrZero(most);
        var (home, number) = Cursor(after);
        var (who, notes) = (Resolve(reader), new List<NoteHandle>());
        var own = OwnByHome(who);
        for (; home < Homes.Length && notes.Count <= most; home++, number = 0)
            notes.AddRange(
                Bits.Of(ReadableIn(Homes[home], who.Index, own, at).Numbers).Where(n => n >= number).Take(most + 1 - notes.Count)
                    .Select(n => new NoteHandle(Homes[home].Notes[n])));
        var ids = notes.Take(most).Select(IdOf).ToValueList();
        if (notes.Count <= most) return new(ids, null, Position);
        var next = Rows[notes[most].Index];
        return new(ids, string.Format(CultureInfo.InvariantCulture, "{0}.{1}", next.Home, next.Number), Position);
    }

    /// <summary>How many notes a reader may read at an instant.</summary>
    /// <exception cref="ArgumentException">The handle comes from a later commons.</exception>
    public int Count(ReaderHandle reader, Instant at)
    {
        if (!IsInWindow(at)) return List(reader, at).Count;
        var who = OwnIndex(reader);
        if (who >= -1 && !(who >= 0 && Bits.Has(Listed, who))) return 0;
        if (who < 0) return Everywhere[(int)Audience.Public];
        var count = Everywhere[(int)Audience.System];
        foreach (var index in Bits.Fours(Footings[who]))
        {
            var home = Homes[index];
            if (!home.Known) continue;
            count += home.ReachingCount[(int)ReachFor(who, home)] - home.ReachingCount[(int)Audience.System];
            if (MayReadRested(who, home)) count += CountSingly(at, who, home, home.Rested);
            if (Is(Footing.Convenes, who, index)) count += CountSingly(at, who, home, home.Embargoed);
        }

        foreach (var home in WithOwnLinks)
            if (MayUseOwnLinks(who, home)) count += CountSingly(at, who, home, home.OwnLinks);
        foreach (var note in People[who].Notes)
        {
            var row = Rows[note];
            var home = Homes[row.Home];
            if (!home.Known) continue;
            if (Bits.Has(home.Reaching[(int)ReachFor(who, home)], row.Number)
                || (Bits.Has(home.Rested, row.Number) && MayReadRested(who, home) && MayRead(at, who, note))
                || (Bits.Has(home.OwnLinks, row.Number) && MayUseOwnLinks(who, home) && MayRead(at, who, note))
                || (Bits.Has(home.Embargoed, row.Number) && Is(Footing.Convenes, who, row.Home)
                    && MayRead(at, who, note))) continue;
            if (MayRead(at, who, note)) count++;
        }

        return count;
    }

    /// <summary>How many notes somebody may read at an instant; null for somebody who is not signed in.</summary>
    public int Count(PersonId? reader, Instant at) => Count(Resolve(reader), at);

    /// <summary>The notes that somebody contributed to, withdrawn ones and drafts too, in the order of their ids.</summary>
    /// <param name="contributor">Who. Before you show the notes to somebody else, ask which of them that reader may read.</param>
    /// <exception cref="ArgumentException"><paramref name="contributor"/> is <c>default</c>.</exception>
    public IEnumerable<PracticeNote> NotesOf(PersonId contributor) => !PersonIndex.TryGet(
        Guard.Against.Default(contributor), out var index)
        ? []
        : People[index].Notes.Select(note => Notes[note]).Where(note => note.IsBy(contributor)).OrderBy(note => note.Id);

    /// <summary>Who may read a note at an instant: nobody, where it is unknown.</summary>
    public NoteReaders Readers(NoteHandle note, Instant at)
    {
        var (people, count) = (new ulong[Bits.Words(People.Count)], 0);
        if (!note.IsKnown) return new(this, people, 0, false);
        if (!IsInWindow(at))
        {
            for (var person = 0; person < People.Count; person++)
                if (Check(new ReaderHandle(person), note, at).Allowed) Take(person);
            return new(this, people, count, Check(ReaderHandle.Anonymous, note, at).Allowed);
        }

        // Everybody who might read it: the rule decides on each.
        var (view, row) = (new CompiledView(this, at, note.Index), Rows[note.Index]);
        foreach (var contribution in Notes[note.Index].Contributors)
            if (PersonIndex.TryGet(contribution.Person, out var person)) people[person >> 6] |= 1ul << person;
        if (row is { Status: NoteStatus.Offered, Audience: > Audience.Contributors })
        {
            if (row.Audience > Audience.Linked) Bits.Add(people, Listed);
            else Bits.Add(people, Homes[row.Home].Reads);
            if (row.Audience == Audience.Linked)
            {
                foreach (var way in Homes[row.Home].WaysOut) Bits.Add(people, MembersOf(way.Far));
                foreach (var step in view.Facts(note.Index).OnwardSteps)
                    if (SharingRule.StepsTo(view, view.Facts(note.Index), row.Home, step) is { } way)
                        Bits.Add(people, MembersOf(way.Far));
            }
        }

        for (var i = 0; i < people.Length; i++)
        {
            for (var word = people[i]; word != 0; word &= word - 1)
            {
                var person = (i << 6) + Bits.Lowest(word);
                if (MayRead(at, person, note.Index)) count++;
                else people[i] &= ~(1ul << person);
            }
        }

        return new(this, people, count, MayRead(at, ReaderHandle.Anonymous.Index, note.Index));

        void Take(int person)
        {
            people[person >> 6] |= 1ul << person;
            count++;
        }
    }

    /// <summary>Who may read a note at an instant: nobody, where it is unknown.</summary>
    public NoteReaders Readers(NoteId note, Instant at) => Readers(Resolve(note), at);

    internal ulong[] MembersOf(int place) =>
        Endpoint.IsGroup(place) ? Groups[Endpoint.Index(place)].Members : Homes[Endpoint.Index(place)].Members;

    // In the window.
    private bool MayRead(Instant at, int reader, int note) =>
        SharingRule.Allows(TrySettle(reader, note, out var step) ? step : Asked(reader, note, at).Step);

    /// <summary>
    /// For each audience, how many notes of all homes reach at least that far; worked out when first asked for.
    /// </summary>
    private int[] Everywhere =>
        _everywhere ??= [
            .. Enumerable.Range(0, (int)Audience.Public + 1)
                .Select(audience => Homes.Sum(h => h.Known ? h.ReachingCount[audience] : 0))];

    private Home[] WithOwnLinks => _withOwnLinks ??= [.. Homes.Where(h => h is { Known: true, OwnLinksCount: > 0 })];

    /// <summary>How far a note must reach, by its home's own links, for this reader to read it.</summary>
    private Audience ReachFor(int reader, Home home) =>
        reader < 0 || Is(Footing.Barred, reader, home.Index) ? Audience.Public
        : Is(Footing.Reads, reader, home.Index) ? Audience.Community
        : Is(Footing.Linked, reader, home.Index) ? Audience.Linked
        : Audience.System;

    /// <summary>
    /// Whether notes with links of their own are to be looked at one by one for this reader, who does not read them anyway.
    /// </summary>
    private bool MayUseOwnLinks(int reader, Home home) =>
        home.OwnLinksCount > 0 && ReachFor(reader, home) is var reach
            && (reach == Audience.Linked || (reach == Audience.System && StandsOnStep(reader, home)));

    /// <summary>
    /// Whether notes offered before a rest are to be looked at one by one for this reader, who reads the others as a member.
    /// </summary>
    private bool MayReadRested(int reader, Home home) => home.Rested.Length > 0 && ReachFor(reader, home) == Audience.Community;

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

    private int CountSingly(Instant at, int reader, Home home, ulong[] numbers)
    {
        var count = 0;
        for (var i = 0; i < numbers.Length; i++)
            for (var word = numbers[i]; word != 0; word &= word - 1)
                if (MayRead(at, reader, home.Notes[(i << 6) + Bits.Lowest(word)])) count++;
        return count;
    }

    private ILookup<int, int>? OwnByHome(ReaderHandle reader) =>
        reader.Index >= People.Count
            ? throw new ArgumentException("A handle holds for the commons that gave it and for later ones.", nameof(reader))
        : reader.Index < 0 || People[reader.Index].Notes.Length == 0 ? null
        : People[reader.Index].Notes.ToLookup(n => Rows[n].Home);

    /// <summary>The notes of a home that a reader may read, by their numbers there, and how many.</summary>
    private (ulong[] Numbers, int Count) ReadableIn(Home home, int reader, ILookup<int, int>? own, Instant at)
    {
        if (!IsInWindow(at))
        {
            ulong[]? allowed = null;
            for (var number = 0; number < home.NoteCount; number++)
                if (Check(reader < -1 ? ReaderHandle.Anonymous : new(reader), new(home.Notes[number]), at).Allowed)
                    Bits.Put(ref allowed, number, home.NoteCount);
            return Counted(allowed ?? Bits.None);
        }

        if (!home.Known || (reader >= -1 && !(reader >= 0 && Bits.Has(Listed, reader)))) return (Bits.None, 0);
        var reach = (int)ReachFor(reader, home);
        if (Singly(at, reader, home, own) is not { } more) return (home.Reaching[reach], home.ReachingCount[reach]);
        Bits.Add(more, home.Reaching[reach]);
        return Counted(more);

        static (ulong[], int) Counted(ulong[] numbers) => (numbers, numbers.Sum(Bits.Count));
    }

    /// <summary>
    /// Notes of a home that no set tells of by itself: the reader's own, embargoed ones for a convener, those offered before a
    /// rest, and those with links of their own; null for none.
    /// </summary>
    private ulong[]? Singly(Instant at, int reader, Home home, ILookup<int, int>? own)
    {
        if (reader < 0) return null;
        ulong[]? more = null;
        if (own?[home.Index] is { } mine)
            foreach (var note in mine) Look(at, reader, note, Rows[note].Number, home, ref more);
        if (MayUseOwnLinks(reader, home))
            foreach (var number in Bits.Of(home.OwnLinks)) Look(at, reader, home.Notes[number], number, home, ref more);
        if (MayReadRested(reader, home))
            foreach (var number in Bits.Of(home.Rested)) Look(at, reader, home.Notes[number], number, home, ref more);
        if (Is(Footing.Convenes, reader, home.Index))
            foreach (var number in Bits.Of(home.Embargoed)) Look(at, reader, home.Notes[number], number, home, ref more);
        return more;
    }

    private void Look(Instant at, int reader, int note, int number, Home home, ref ulong[]? more)
    {
        if (MayRead(at, reader, note)) Bits.Put(ref more, number, home.NoteCount);
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
