using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace CommunitiesOfPractice;

/// <summary>
/// The practice that communities hold in common, compiled from every stream: who may read which note and which question, why, and
/// why not (laws 8 to 11). An immutable snapshot, stamped with the position of the record it has reached. Any number of threads
/// may ask it while one makes the next from it. It is compiled for a window of time, from its latest instant until something
/// dated next changes. A question at an instant in the window is answered from bits, any other from the facts, by the same rule.
/// </summary>
public sealed partial class Commons
{
    internal Commons(CommonsDraft draft)
    {
        (Landscape, From, Until) = (draft.Landscape, draft.From, draft.Until);
        (PersonIndex, People, Listed, Footings) =
            (draft.PersonIndex.Freeze(), draft.People.Freeze(), draft.Listed, draft.Footings.Freeze());
        (HomeIndex, Homes) = (draft.HomeIndex.Freeze(), draft.Homes);
        (GroupIndex, Groups, Directory) = (draft.GroupIndex.Freeze(), draft.Groups, draft.Directory);
        (LinkIndex, Links) = (draft.LinkIndex.Freeze(), draft.Links.Freeze());
        (Earlier, Rows) = (draft.Earlier.Freeze(), draft.Rows.Freeze());
        Agenda = draft.Agenda;
    }

    private Commons()
    {
    }

    /// <summary>A commons that has read nothing: everybody and everything is unknown to it.</summary>
    public static Commons Empty { get; } = new();

    /// <summary>The position of the last line of the record that this snapshot has read; 0 for none.</summary>
    public long Position => Landscape.Position;

    /// <summary>Every stream as it is at that position: what this snapshot reads, and holds in any case.</summary>
    public Landscape Landscape { get; } = Landscape.Empty;

    /// <summary>The instant it is compiled for: the window begins here.</summary>
    public Instant From { get; } = Instant.MinValue;

    /// <summary>The instant at which something dated next changes: the window ends before it.</summary>
    public Instant Until { get; } = Instant.MaxValue;

    /// <summary>How many notes it knows, including withdrawn ones and drafts.</summary>
    public int NoteCount => Homes.Sum(home => home.Notes.Count);

    /// <summary>How many questions it knows, including withdrawn ones.</summary>
    public int QuestionCount => Homes.Sum(home => home.Questions.Count);

    internal PersistentMap<PersonId, int> PersonIndex { get; } = PersistentMap<PersonId, int>.Empty;

    internal Pages<PersonFacts> People { get; } = Pages<PersonFacts>.Empty;

    internal ulong[] Listed { get; } = Bits.None;

    /// <summary>For each person, four bits for each home: what a check and a count ask of, in one place.</summary>
    internal Pages<ulong[]> Footings { get; } = Pages<ulong[]>.Empty;

    internal PersistentMap<CommunityId, int> HomeIndex { get; } = PersistentMap<CommunityId, int>.Empty;

    internal Home[] Homes { get; } = [];

    internal PersistentMap<DirectoryGroup, int> GroupIndex { get; } = PersistentMap<DirectoryGroup, int>.Empty;

    internal GroupHome[] Groups { get; } = [];

    internal HostDirectory? Directory { get; }

    internal PersistentMap<LinkId, int> LinkIndex { get; } = PersistentMap<LinkId, int>.Empty;

    internal Pages<LinkHistory> Links { get; } = Pages<LinkHistory>.Empty;

    /// <summary>The notes and the questions, by their numbers.</summary>
    internal Pages<IShared> Items => Landscape.SharedStates.States;

    /// <summary>What each was before its latest instant.</summary>
    internal Pages<ItemBefore?> Earlier { get; } = Pages<ItemBefore?>.Empty;

    internal Pages<ItemRow> Rows { get; } = Pages<ItemRow>.Empty;

    internal ImmutableSortedSet<Moment> Agenda { get; } = ImmutableSortedSet<Moment>.Empty;

    /// <summary>
    /// The commons after more lines of the record, in the order of their positions. Lines that it has read are ignored, so that a
    /// line delivered twice does no harm. The window moves on to the latest of their instants.
    /// </summary>
    /// <exception cref="ArgumentNullException"><paramref name="lines"/> is null.</exception>
    /// <exception cref="RecordException">A position is skipped, or a line does not continue its stream.</exception>
    public Commons After(IEnumerable<Recorded> lines)
    {
        var draft = new CommonsDraft(this);
        foreach (var line in Guard.Against.Null(lines)) draft.Apply(line);
        return draft.HasRead ? draft.Publish(draft.Latest) : this;
    }

    /// <inheritdoc cref="Landscape.Past"/>
    public Commons Past(long position)
    {
        var draft = new CommonsDraft(this);
        draft.Pass(position);
        return draft.HasRead ? draft.Publish(draft.Latest) : this;
    }

    /// <summary>The commons with what a directory says of everybody, in place of what was said before.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="directory"/> is null.</exception>
    public Commons With(HostDirectory directory)
    {
        var draft = new CommonsDraft(this);
        draft.Replace(Guard.Against.Null(directory));
        return draft.Publish(From);
    }

    /// <summary>
    /// The commons with what a directory says of some people, in place of what was said of them before: for joiners, movers and
    /// leavers between two full readings.
    /// </summary>
    /// <param name="directory">The directory; what it says of others is not looked at.</param>
    /// <param name="people">Who.</param>
    /// <exception cref="ArgumentNullException"><paramref name="directory"/> or <paramref name="people"/> is null.</exception>
    public Commons With(HostDirectory directory, IEnumerable<PersonId> people)
    {
        var draft = new CommonsDraft(this);
        draft.Replace(Guard.Against.Null(directory), Guard.Against.Null(people));
        return draft.Publish(From);
    }

    /// <summary>
    /// The same commons, compiled for a later instant; itself, for an earlier one. The cost of moving on depends on what has
    /// changed by then. A host should do this now and then, so that questions about now are answered from the compiled window.
    /// The answers are the same either way.
    /// </summary>
    public Commons At(Instant instant)
    {
        return instant <= From ? this : new CommonsDraft(this).Publish(instant);
    }

    /// <summary>
    /// A reader by the host's key; null for somebody who is not signed in. Unknown where nothing has been said of them.
    /// </summary>
    /// <exception cref="ArgumentException"><paramref name="reader"/> is <c>default</c>.</exception>
    public ReaderHandle Resolve(PersonId? reader) => reader is not { } person ? ReaderHandle.Anonymous
        : PersonIndex.TryGet(Guard.Against.Default(person), out var index) ? new(index)
        : default;

    /// <summary>A note by its id; unknown where nothing has been said of it.</summary>
    /// <exception cref="ArgumentException"><paramref name="note"/> is <c>default</c>.</exception>
    public ItemHandle Resolve(NoteId note) => Resolve(StreamId.Of(Guard.Against.Default(note)));

    private ItemHandle Resolve(StreamId item) =>
        Landscape.SharedStates.NumberOf(item) is >= 0 and var index ? new(index) : default;

    /// <summary>The stream of a note or a question that this commons has looked up.</summary>
    /// <exception cref="ArgumentException">It is unknown here.</exception>
    public StreamId IdOf(ItemHandle item) => Items[Known(item)].Stream;

    /// <summary>The key of a reader that this commons has looked up; null for somebody who is not signed in.</summary>
    /// <exception cref="ArgumentException">They are unknown here.</exception>
    public PersonId? KeyOf(ReaderHandle reader) => reader.IsAnonymous ? null
        : reader.Index >= 0 && reader.Index < People.Count ? People[reader.Index].Id
        : throw new ArgumentException("Nobody is known here by this handle.", nameof(reader));

    /// <summary>
    /// Whether a reader may read a note or a question at an instant, and what settles it. Nothing is allocated while the instant
    /// lies in the window.
    /// </summary>
    /// <exception cref="ArgumentException">A handle comes from a later commons.</exception>
    public ReadingAnswer Check(ReaderHandle reader, ItemHandle item, Instant at)
    {
        if (reader.Index < People.Count && item.Index < Rows.Count && IsInWindow(at)
            && TrySettle(reader.Index, item.Index, out var step))
            return new(this, at, reader, item, step);
        return Settled(reader, item, at);
    }

    /// <summary>
    /// Looks up what the rule says now in the table of what it says to most facts; false where it must be asked.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TrySettle(int reader, int item, out ReadingStep step)
    {
        step = default;
        return reader >= 0 && item >= 0 && SettledReadings.TryFind(Rows[item], reader, Listed, Footings[reader], out step);
    }

    /// <summary>
    /// What the rule says when it is asked. Apart from the table, so that a look into that makes no room for this.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private ReadingAnswer Settled(ReaderHandle reader, ItemHandle item, Instant at)
    {
        if (reader.Index >= People.Count || item.Index >= Rows.Count)
            throw new ArgumentException("A handle holds for the commons that gave it and for later ones.");
        if (IsInWindow(at)) return new(this, at, false, reader, item, Asked(reader.Index, item.Index, at));
        var untraced = default(Untraced);
        var verdict = SharingRule.Settle(new DatedView(this, at, false), reader.Index, item.Index, ref untraced);
        return new(this, at, false, reader, item, verdict);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private Verdict Asked(int reader, int item, Instant at)
    {
        var untraced = default(Untraced);
        return SharingRule.Settle(new CompiledView(this, at, item), reader, item, ref untraced);
    }

    /// <summary>The whole verdict where the table told the step.</summary>
    internal Verdict VerdictOf(ReadingStep step, int reader, int item, Instant at)
    {
        var (kind, home) = (SettledReadings.WitnessOf(step), Rows[item].Home);
        return new(step, kind, kind switch
        {
            WitnessKind.Note => item,
            WitnessKind.Person => reader,
            WitnessKind.Link => SharingRule.LowestLink(new CompiledView(this, at, item), reader, item, home),
            _ => home,
        });
    }

    /// <summary>
    /// Whether somebody may read a note at an instant, and what settles it; null for somebody who is not signed in.
    /// </summary>
    /// <exception cref="ArgumentException"><paramref name="reader"/> or <paramref name="note"/> is <c>default</c>.</exception>
    public ReadingAnswer Check(PersonId? reader, NoteId note, Instant at) =>
        Check(reader, StreamId.Of(Guard.Against.Default(note)), at);

    private ReadingAnswer Check(PersonId? reader, StreamId item, Instant at) =>
        Check(Resolve(reader), Resolve(item), at).Named(reader, item);

    /// <summary>
    /// Whether somebody might read a note at an instant in the past, as far as this record now tells: with the note, its
    /// contributors, findings and restrictions as they were then, too.
    /// </summary>
    /// <exception cref="ArgumentException"><paramref name="reader"/> or <paramref name="note"/> is <c>default</c>.</exception>
    public ReadingAnswer AsOf(PersonId? reader, NoteId note, Instant instant) =>
        AsOf(reader, StreamId.Of(Guard.Against.Default(note)), instant);

    private ReadingAnswer AsOf(PersonId? reader, StreamId item, Instant instant)
    {
        var (who, what, untraced) = (Resolve(reader), Resolve(item), default(Untraced));
        return new ReadingAnswer(
            this, instant, true, who, what,
                SharingRule.Settle(new DatedView(this, instant, true), who.Index, what.Index, ref untraced)).Named(reader, item);
    }

    private int Known(ItemHandle item) => item.Index >= 0 && item.Index < Items.Count
        ? item.Index
        : throw new ArgumentException("Nothing is known here by this handle.", nameof(item));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool Is(Footing footing, int reader, int home) => Bits.Has(Footings[reader], home << 2 | (int)footing);

    /// <summary>A note or a question as it was at an instant; null before its first words.</summary>
    internal IShared? ItemAt(int item, Instant at)
    {
        if (Items[item].LastAt <= at) return Items[item];
        var before = Earlier[item];
        while (before?.Item.LastAt > at) before = before.Before;
        return before?.Item;
    }

    internal bool IsInWindow(Instant at) => at >= From && at < Until;

    internal bool IsLive(int link, Instant at) => IsLive(LinkHistory.At(Links[link], at), at, Homes, Groups);

    internal static bool IsLive(LinkHistory? link, Instant at, Home[] homes, GroupHome[] groups) =>
        link?.Ends is { } ends && ends.State.IsInForce(at) && CanBeLive(ends.State.A, ends.A, at, homes, groups)
            && CanBeLive(ends.State.B, ends.B, at, homes, groups);

    private static bool CanBeLive(Party? party, int place, Instant at, Home[] homes, GroupHome[] groups) =>
        party is PersonParty
            || (place >= 0
                && (Endpoint.IsGroup(place) ? groups[Endpoint.Index(place)].Listed : homes[Endpoint.Index(place)].OpenAt(at)));

    internal Way[] WaysOutOf(int home, Instant at) => WaysOutOf(Homes[home], Links, at, Homes, Groups);

    private static Way[] WaysOutOf(Home home, Pages<LinkHistory> links, Instant at, Home[] homes, GroupHome[] groups)
    {
        var ways = new List<Way>();
        foreach (var link in home.Links)
            if (LinkHistory.At(links[link], at) is { } then && IsLive(then, at, homes, groups)
                && then.Ends.FarFrom(Endpoint.Community(home.Index)) is not Endpoint.Nowhere and var far)
                ways.Add(new(link, far));
        return ways.Count == 0 ? [] : [.. ways];
    }
}

/// <summary>What a dated fact changes when its instant comes.</summary>
internal readonly record struct Moment(Instant At, Touched What, int Index, int Person) : IComparable<Moment>
{
    public int CompareTo(Moment other) =>
        At != other.At ? At.CompareTo(other.At) : What != other.What
            ? What.CompareTo(other.What) : Index != other.Index ? Index.CompareTo(other.Index) : Person.CompareTo(other.Person);
}

internal enum Touched : byte
{
    Home,
    Pair,
    Person,
    Link,
    Item,
}
