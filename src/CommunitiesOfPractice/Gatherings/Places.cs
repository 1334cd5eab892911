using System.Collections.Immutable;

namespace CommunitiesOfPractice;

/// <summary>What somebody answered.</summary>
internal enum Replied
{
    None,
    Yes,
    No,
}

/// <summary>What a gathering knows of one person's answer.</summary>
/// <param name="Said">What they said.</param>
/// <param name="Turn">The line in which they said yes first, which is their turn; 0 where they did not.</param>
/// <param name="Line">The line in which they last answered.</param>
/// <param name="IsGone">Whether they may not come any more.</param>
/// <param name="Needs">What they need to take part; null where they did not say.</param>
internal sealed record Response(Replied Said, long Turn, long Line, bool IsGone, FreeText? Needs)
{
    public static readonly Response None = new(Replied.None, 0, 0, false, null);
}

/// <summary>Whose turn it is: turns are lines of the record, so who answered first comes first.</summary>
internal readonly record struct Turn(long Line, PersonId Person) : IComparable<Turn>
{
    public int CompareTo(Turn other) => Line != other.Line ? Line.CompareTo(other.Line) : Person.CompareTo(other.Person);
}

/// <summary>
/// Who answered, in which order, and who has a place. Everybody who said yes stands in one queue, in the order of their answers.
/// The first of them have places and the others wait, because whoever waits moves up in order. So who has a place is a number:
/// how many, from the front. Immutable; each step costs a few small nodes.
/// </summary>
internal sealed class Places : IEquatable<Places>
{
    public static readonly Places Empty = new(PersistentMap<PersonId, Response>.Empty, [], 0);

    private readonly ImmutableSortedSet<Turn> _queue;

    private Places(PersistentMap<PersonId, Response> responses, ImmutableSortedSet<Turn> queue, int taken) =>
        (Responses, _queue, Taken) = (responses, queue, taken);

    public PersistentMap<PersonId, Response> Responses { get; }

    /// <summary>How many have a place.</summary>
    public int Taken { get; }

    /// <summary>How many wait.</summary>
    public int WaitingCount => _queue.Count - Taken;

    public IEnumerable<PersonId> WithPlace => _queue.Take(Taken).Select(turn => turn.Person);

    public IEnumerable<PersonId> Waiting => _queue.Skip(Taken).Select(turn => turn.Person);

    public IEnumerable<PersonId> SaidNo =>
        Responses.Where(response => response.Value.Said == Replied.No).Select(response => response.Key).OrderBy(person => person);

    public Response this[PersonId person] => Responses.Find(person) ?? Response.None;

    /// <summary>How many stand before somebody in the queue; -1 where they did not say yes.</summary>
    public int Before(PersonId person) =>
        this[person] is { Said: Replied.Yes, Turn: var turn } ? _queue.IndexOf(new(turn, person)) : -1;

    public bool HasPlace(PersonId person) => Before(person) is >= 0 and var before && before < Taken;

    public Places Yes(PersonId person, long line, bool place, FreeText? needs)
    {
        var said = this[person];
        if (said.Said == Replied.Yes) return With(person, said with { Line = line, Needs = needs ?? said.Needs }, _queue, Taken);
        return With(
            person, new(Replied.Yes, line, line, said.IsGone, needs), _queue.Add(new(line, person)), Taken + (place ? 1 : 0));
    }

    public Places No(PersonId person, long line) => Out(person, this[person] with { Said = Replied.No, Line = line });

    /// <summary>Somebody may not come any more, and what they said is as if it had not been.</summary>
    public Places Gone(PersonId person, long line) =>
        Out(person, this[person] with { Said = Replied.None, Line = line, IsGone = true });

    /// <summary>Somebody may answer again.</summary>
    public Places Back(PersonId person) => With(person, this[person] with { IsGone = false }, _queue, Taken);

    /// <summary>Somebody did not confirm in time, and loses place or turn.</summary>
    public Places NotConfirmed(PersonId person, long line) => Out(person, this[person] with { Said = Replied.None, Line = line });

    /// <summary>So many more have a place.</summary>
    public Places Given(int people) => new(Responses, _queue, Math.Min(Taken + people, _queue.Count));

    /// <summary>Who moves up now, in order: as many as there are free places.</summary>
    public ValueList<PersonId> Next(int? capacity)
    {
        var free = Math.Min(WaitingCount, capacity is { } room ? Math.Max(0, room - Taken) : WaitingCount);
        if (free == 0) return ValueList<PersonId>.Empty;
        var next = new PersonId[free];
        for (var i = 0; i < free; i++) next[i] = _queue[Taken + i].Person;
        return ValueList.Of(next);
    }

    /// <summary>Whether somebody who says yes now has a place at once.</summary>
    public bool IsFree(int? capacity) => WaitingCount == 0 && (capacity is not { } room || Taken < room);

    /// <summary>
    /// Two keys are one person: one place, by the earlier of two turns; what the kept key said counts. Confirmed under either key
    /// is confirmed.
    /// </summary>
    public Places Merged(OnePerson one)
    {
        var (kept, dropped) = (Responses.Find(one.Kept), Responses.Find(one.Dropped));
        if (dropped is null) return this;
        if (kept is null or { Said: Replied.None, IsGone: false }) return Rekeyed(one, dropped);
        var both = kept.Said == Replied.Yes && dropped.Said == Replied.Yes
            ? kept with
            {
                Turn = Math.Min(kept.Turn, dropped.Turn), Line = Math.Max(kept.Line, dropped.Line),
                Needs = kept.Needs ?? dropped.Needs,
            }
            : kept with { IsGone = kept.IsGone || (dropped.IsGone && kept.Said != Replied.Yes) };
        if (both.Turn < kept.Turn) return Without(one.Kept).Rekeyed(one, both);
        var rest = Without(one.Dropped);
        return rest.With(one.Kept, both, rest._queue, rest.Taken);
    }

    public bool Equals(Places? other) =>
        other is not null && (ReferenceEquals(this, other) || (Taken == other.Taken && Responses.Equals(other.Responses)));

    public override bool Equals(object? obj) => Equals(obj as Places);

    public override int GetHashCode() => unchecked(Responses.Count * 31 + Taken);

    private Places Rekeyed(OnePerson one, Response response)
    {
        var had = HasPlace(one.Dropped);
        var rest = Without(one.Dropped);
        return rest.With(
            one.Kept, response,
            response.Said == Replied.Yes ? rest._queue.Add(new(response.Turn, one.Kept)) : rest._queue,
            rest.Taken + (had ? 1 : 0));
    }

    private Places Without(PersonId person)
    {
        var rest = Out(person, Response.None);
        return new(rest.Responses.Without(person), rest._queue, rest.Taken);
    }

    private Places Out(PersonId person, Response after)
    {
        var before = Before(person);
        return With(
            person, after with { Turn = 0, Needs = null },
            before < 0 ? _queue : _queue.Remove(new(this[person].Turn, person)),
            Taken - (before >= 0 && before < Taken ? 1 : 0));
    }

    private Places With(PersonId person, Response response, ImmutableSortedSet<Turn> queue, int taken) =>
        new(Responses.With(person, response), queue, taken);
}
