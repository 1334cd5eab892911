using System.Collections;
using System.Globalization;

namespace CommunitiesOfPractice;

/// <summary>The notes that a reader may read at an instant: all of them, never silently cut. A list over the snapshot that was asked; ids are looked up as they are read.</summary>
public sealed class ReadableNotes : IReadOnlyList<NoteId>
{
    private readonly Commons _commons;
    private readonly int[] _notes;

    internal ReadableNotes(Commons commons, int[] notes, int count) => (_commons, _notes, Count) = (commons, notes, count);

    /// <summary>How many.</summary>
    public int Count { get; }

    /// <summary>The note at a place in the list.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such place.</exception>
    public NoteId this[int index] => _commons.IdOf(Handle(index));

    /// <summary>The handle of the note at a place in the list.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such place.</exception>
    public NoteHandle Handle(int index) => new(_notes[Guard.Against.OutOfRange(index, nameof(index), 0, Count - 1)]);

    /// <inheritdoc/>
    public IEnumerator<NoteId> GetEnumerator()
    {
        for (var i = 0; i < Count; i++) yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>A part of a list of notes.</summary>
/// <param name="Notes">The notes.</param>
/// <param name="Next">Where the next part begins, for the host to hand back as it is; null where this was the last.</param>
/// <param name="Position">The position of the record that it rests on. Where the next part rests on a later one, what has changed between is not in both.</param>
public sealed record NotePage(ValueList<NoteId> Notes, string? Next, long Position);

/// <summary>Who may read a note at an instant.</summary>
#pragma warning disable CA1710 // Readers is what they are called; a set of what, would be the question.
public sealed class NoteReaders : IReadOnlyCollection<PersonId>
#pragma warning restore CA1710
{
    private readonly Commons _commons;
    private readonly ulong[] _people;

    internal NoteReaders(Commons commons, ulong[] people, int count, bool anyone) => (_commons, _people, Count, Anyone) = (commons, people, count, anyone);

    /// <summary>Whether it may be read without being signed in.</summary>
    public bool Anyone { get; }

    /// <summary>How many of those the host lists.</summary>
    public int Count { get; }

    internal ulong[] People => _people;

    /// <summary>Whether somebody is among them.</summary>
    public bool Contains(ReaderHandle reader) => reader.IsAnonymous ? Anyone : reader.Index >= 0 && Bits.Has(_people, reader.Index);

    /// <inheritdoc/>
    public IEnumerator<PersonId> GetEnumerator()
    {
        foreach (var person in Bits.Of(_people)) yield return _commons.People[person].Id;
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

public sealed partial class Commons
{
    /// <summary>Every note that a reader may read at an instant, by home and then by age: the same order for everybody, and at every position.</summary>
    /// <exception cref="ArgumentException">The handle comes from a later commons.</exception>
    public ReadableNotes List(ReaderHandle reader, Instant at)
    {
        var notes = Room(64 + (IsInWindow(at) ? CountUpTo(reader.Index) : 0));
        var count = 0;
        var own = OwnByHome(reader);
        for (var home = 0; home < Homes.Length; home++) ListHome(reader.Index, Homes[home], own, at, 0, int.MaxValue, ref notes, ref count);
        return new(this, notes, count);
    }

    /// <summary>Every note that somebody may read at an instant; null for somebody who is not signed in.</summary>
    public ReadableNotes List(PersonId? reader, Instant at) => List(Resolve(reader), at);

    /// <summary>Some of the notes that somebody may read at an instant, in the order of <see cref="List(PersonId?, Instant)"/>.</summary>
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
        var (who, notes, count) = (Resolve(reader), new int[16], 0);
        var own = OwnByHome(who);
        for (; home < Homes.Length && count <= most; home++, number = 0) ListHome(who.Index, Homes[home], own, at, number, most + 1 - count, ref notes, ref count);
        var ids = new ReadableNotes(this, notes, Math.Min(count, most)).ToValueList();
        if (count <= most) return new(ids, null, Position);
        var next = Rows[notes[most]];
        return new(ids, string.Format(CultureInfo.InvariantCulture, "{0}.{1}", next.Home, next.Number), Position);
    }

    /// <summary>How many notes a reader may read at an instant.</summary>
    /// <exception cref="ArgumentException">The handle comes from a later commons.</exception>
    public int Count(ReaderHandle reader, Instant at)
    {
        if (!IsInWindow(at)) return List(reader, at).Count;
        var who = OwnIndex(reader);
        if (who >= -1 && !(who >= 0 && Bits.Has(Listed, who))) return 0;
        var count = 0;
        foreach (var home in Homes)
        {
            if (!home.Known) continue;
            count += home.ReachingCount[(int)ReachFor(who, home, out var single)];
            if (!single) continue;
            if (home.OwnLinksCount > 0) count += CountSingly(at, who, home, home.OwnLinks);
        }

        if (who < 0) return count;
        foreach (var home in Homes)
            if (home.Known && Array.IndexOf(home.Conveners, who) >= 0) count += CountSingly(at, who, home, home.Embargoed);
        foreach (var note in People[who].Notes)
        {
            var row = Rows[note];
            var home = Homes[row.Home];
            if (!home.Known) continue;
            var reach = ReachFor(who, home, out var singly);
            if (Bits.Has(home.Reaching[(int)reach], row.Number) || (singly && Bits.Has(home.OwnLinks, row.Number) && MayRead(at, who, note))
                || (Bits.Has(home.Embargoed, row.Number) && Array.IndexOf(home.Conveners, who) >= 0 && MayRead(at, who, note))) continue;
            if (MayRead(at, who, note)) count++;
        }

        return count;
    }

    /// <summary>How many notes somebody may read at an instant; null for somebody who is not signed in.</summary>
    public int Count(PersonId? reader, Instant at) => Count(Resolve(reader), at);

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

        // Whoever might: the rule decides on each.
        var (view, row) = (new CompiledView(this, at, note.Index), Rows[note.Index]);
        foreach (var person in Notes[note.Index].People) people[person >> 6] |= 1ul << person;
        if (row is { Status: NoteStatus.Offered, Audience: > Audience.Contributors })
        {
            if (row.Audience > Audience.Linked) Bits.Add(people, Listed);
            else Bits.Add(people, Homes[row.Home].Reads);
            if (row.Audience == Audience.Linked)
            {
                foreach (var way in Homes[row.Home].WaysOut) Bits.Add(people, MembersOf(way.Far));
                foreach (var step in view.Facts(note.Index).OnwardSteps)
                    if (SharingRule.StepsTo(view, view.Facts(note.Index), row.Home, step) is { } way) Bits.Add(people, MembersOf(way.Far));
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

    internal ulong[] MembersOf(int place) => Endpoint.IsGroup(place) ? Groups[Endpoint.Index(place)].Members : Homes[Endpoint.Index(place)].Members;

    // In the window.
    private bool MayRead(Instant at, int reader, int note) => SharingRule.Allows(Settled(reader, note, at).Step);

    /// <summary>How far a note must reach, by its home's own links, for this reader to read it; and whether notes with links of their own are to be looked at one by one.</summary>
    private Audience ReachFor(int reader, Home home, out bool singly)
    {
        singly = false;
        if (reader < 0 || Bits.Has(home.Barred, reader)) return Audience.Public;
        if (Bits.Has(home.Reads, reader)) return Audience.Community;
        var linked = Bits.Has(home.Linked, reader);
        singly = home.OwnLinksCount > 0 && (linked || StandsOnStep(reader, home));
        return linked ? Audience.Linked : Audience.System;
    }

    private bool StandsOnStep(int reader, Home home)
    {
        foreach (var link in home.StepLinks)
            if (Links[link].Ends is var ends && ((ends.A >= 0 && Bits.Has(MembersOf(ends.A), reader)) || (ends.B >= 0 && Bits.Has(MembersOf(ends.B), reader)))) return true;
        return false;
    }

    private int OwnIndex(ReaderHandle reader) => reader.Index < People.Count
        ? reader.Index
        : throw new ArgumentException("A handle holds for the commons that gave it and for later ones.", nameof(reader));

    /// <summary>The most notes that a list can hold.</summary>
    private int CountUpTo(int reader)
    {
        var count = reader >= 0 && reader < People.Count ? People[reader].Notes.Length : 0;
        foreach (var home in Homes) count += home.ReachingCount[(int)ReachFor(reader, home, out var singly)] + (singly ? home.OwnLinksCount : 0);
        return count;
    }

    private int CountSingly(Instant at, int reader, Home home, ulong[] numbers)
    {
        var count = 0;
        for (var i = 0; i < numbers.Length; i++)
            for (var word = numbers[i]; word != 0; word &= word - 1)
                if (MayRead(at, reader, home.Notes[(i << 6) + Bits.Lowest(word)])) count++;
        return count;
    }

    private ILookup<int, int>? OwnByHome(ReaderHandle reader) =>
        reader.Index >= People.Count ? throw new ArgumentException("A handle holds for the commons that gave it and for later ones.", nameof(reader))
        : reader.Index < 0 || People[reader.Index].Notes.Length == 0 ? null
        : People[reader.Index].Notes.ToLookup(n => Rows[n].Home);

    private void ListHome(int reader, Home home, ILookup<int, int>? own, Instant at, int number, int most, ref int[] notes, ref int count)
    {
        var end = most > int.MaxValue - count ? int.MaxValue : count + most;
        if (!IsInWindow(at))
        {
            for (; number < home.NoteCount && count < end; number++)
                if (Check(reader < -1 ? ReaderHandle.Anonymous : new(reader), new(home.Notes[number]), at).Allowed) Put(ref notes, ref count, home.Notes[number]);
            return;
        }

        if (!home.Known || (reader >= -1 && !(reader >= 0 && Bits.Has(Listed, reader)))) return;
        var reaching = home.Reaching[(int)ReachFor(reader, home, out var singly)];
        if (Singly(at, reader, home, own, singly) is { } more)
        {
            Bits.Add(more, reaching);
            reaching = more;
        }

        var words = reaching.Length;
        for (var i = number >> 6; i < words; i++)
        {
            var word = reaching[i];
            if (i == number >> 6) word &= ulong.MaxValue << number;
            if (word == 0) continue;
            if (notes.Length - count < 64) Array.Resize(ref notes, notes.Length * 2 + 64);
            var (from, to) = (home.Notes, notes);
            for (var block = i << 6; word != 0 && count < end; word &= word - 1) to[count++] = from[block + Bits.Lowest(word)];
            if (count >= end) return;
        }
    }

    /// <summary>Notes of a home that no set tells of by itself: the reader's own, embargoed ones for a convener, and those with links of their own; null for none.</summary>
    private ulong[]? Singly(Instant at, int reader, Home home, ILookup<int, int>? own, bool singly)
    {
        if (reader < 0) return null;
        ulong[]? more = null;
        if (own?[home.Index] is { } mine)
            foreach (var note in mine) Look(at, reader, note, Rows[note].Number, home, ref more);
        if (singly)
            foreach (var number in Bits.Of(home.OwnLinks)) Look(at, reader, home.Notes[number], number, home, ref more);
        if (Array.IndexOf(home.Conveners, reader) >= 0)
            foreach (var number in Bits.Of(home.Embargoed)) Look(at, reader, home.Notes[number], number, home, ref more);
        return more;
    }

    private void Look(Instant at, int reader, int note, int number, Home home, ref ulong[]? more)
    {
        if (!MayRead(at, reader, note)) return;
        more ??= new ulong[Bits.Words(home.NoteCount)];
        more[number >> 6] |= 1ul << number;
    }

    private static int[] Room(int count)
    {
#if NET
        return GC.AllocateUninitializedArray<int>(count);
#else
        return new int[count];
#endif
    }

    private static void Put(ref int[] notes, ref int count, int note)
    {
        if (count == notes.Length) Array.Resize(ref notes, count * 2);
        notes[count++] = note;
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
