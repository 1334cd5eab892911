namespace CommunitiesOfPractice;

/// <summary>How a change would widen or narrow who reads one note, or one question.</summary>
/// <param name="Item">The stream of the note or the question.</param>
/// <param name="Gained">Who could read it, and could not before.</param>
/// <param name="Lost">Who could not read it, and could before.</param>
/// <param name="AnyoneBefore">Whether it could be read without being signed in.</param>
/// <param name="AnyoneAfter">Whether it could be read without being signed in, after.</param>
public sealed record ReadershipChange(
    StreamId Item, ValueList<PersonId> Gained, ValueList<PersonId> Lost, bool AnyoneBefore, bool AnyoneAfter);

public sealed partial class Commons
{
    /// <summary>
    /// What some lines would widen or narrow, if they were recorded: for each note and question, who would gain it and who would
    /// lose it. Ask an act, and give the lines of its answer: nothing has happened yet.
    /// </summary>
    /// <param name="entries">The lines, in order.</param>
    /// <param name="at">The instant to compare at.</param>
    /// <exception cref="ArgumentNullException"><paramref name="entries"/> is null.</exception>
    public ValueList<ReadershipChange> Would(IEnumerable<Entry> entries, Instant at)
    {
        var position = Position;
        return Compare(this, After(Guard.Against.Null(entries).Select(e => new Recorded(++position, e))), at);
    }

    /// <summary>
    /// How who may read what differs between a commons and a later one made from it, at one instant: every note and question
    /// whose readers differ.
    /// </summary>
    /// <exception cref="ArgumentNullException">One of them is null.</exception>
    public static ValueList<ReadershipChange> Compare(Commons before, Commons after, Instant at)
    {
        (before, after) = (Guard.Against.Null(before).At(at), Guard.Against.Null(after).At(at));
        var changes = new List<ReadershipChange>();
        var linksDiffer = LinksDiffer(before, after);
        foreach (var home in after.Homes)
        {
            var was = home.Index < before.Homes.Length ? before.Homes[home.Index] : null;
            var people = Touched(before, after, was, home);
            foreach (var shelf in home.Shelves)
            {
                foreach (var item in shelf.Items.Take(shelf.Count))
                {
                    var whole = was is null || item >= before.Items.Count
                        || !ReferenceEquals(before.Items[item], after.Items[item])
                        || was.Known != home.Known || was.Rests.Count != home.Rests.Count
                        || (linksDiffer && after.Rows[item].HasOwnLinks);
                    if (!whole && people.Length == 0) continue;
                    if (Changed(before, after, new(item), whole ? null : people, at) is { } change) changes.Add(change);
                }
            }
        }

        return changes.ToValueList();
    }

    private static ReadershipChange? Changed(Commons before, Commons after, ItemHandle item, ulong[]? people, Instant at)
    {
        var (gained, lost) = (new List<PersonId>(), new List<PersonId>());
        var there = item.Index < before.Items.Count;
        ReaderSet? was = null, now = null;
        if (people is null)
        {
            (was, now) = (before.Readers(there ? item : default, at), after.Readers(item, at));
            people = new ulong[Math.Max(was.People.Length, now.People.Length)];
            Bits.Add(people, was.People);
            Bits.Add(people, now.People);
        }

        foreach (var person in Bits.Of(people))
        {
            var reader = new ReaderHandle(person);
            var could = was?.Contains(reader) ?? (person < before.People.Count && before.Check(reader, item, at).Allowed);
            var can = now?.Contains(reader) ?? (person < after.People.Count && after.Check(reader, item, at).Allowed);
            if (can && !could) gained.Add(after.People[person].Id);
            if (could && !can) lost.Add(after.People[person].Id);
        }

        var anyoneBefore = there && before.Check(ReaderHandle.Anonymous, item, at).Allowed;
        var anyoneAfter = after.Check(ReaderHandle.Anonymous, item, at).Allowed;
        return gained.Count == 0 && lost.Count == 0 && anyoneBefore == anyoneAfter
            ? null
            : new(after.IdOf(item), gained.ToValueList(), lost.ToValueList(), anyoneBefore, anyoneAfter);
    }

    /// <summary>
    /// Everybody whose reading of what a home shares may differ, by what is compiled of it and of the places its links lead to.
    /// </summary>
    private static ulong[] Touched(Commons before, Commons after, Home? was, Home now)
    {
        var people = new ulong[Bits.Words(after.People.Count)];
        Differing(people, before.Listed, after.Listed);
        Differing(people, was?.Reads ?? Bits.None, now.Reads);
        Differing(people, was?.Barred ?? Bits.None, now.Barred);
        foreach (var convener in now.Conveners.Concat(was?.Conveners ?? []).GroupBy(c => c).Where(g => g.Count() == 1))
            people[convener.Key >> 6] |= 1ul << convener.Key;
        if (was is not null && was.Open != now.Open)
            foreach (var convener in now.Conveners) people[convener >> 6] |= 1ul << convener;
        if (now.Rests.Count > 0 && was is not null)
            foreach (var person in now.Community.Holdings.ChangedSince(was.Community.Holdings))
                if (after.PersonIndex.TryGet(person, out var index)) people[index >> 6] |= 1ul << index;
        var (ways, earlier) =
            (now.WaysOut.Select(w => w.Far).Distinct().ToArray(), (was?.WaysOut ?? []).Select(w => w.Far).Distinct().ToArray());
        foreach (var far in ways.Union(earlier))
            Differing(
                people, earlier.Contains(far)
                    ? before.MembersOf(far) : Bits.None, ways.Contains(far) ? after.MembersOf(far) : Bits.None);
        return people.Any(word => word != 0) ? people : [];
    }

    private static void Differing(ulong[] people, ulong[] one, ulong[] other)
    {
        if (ReferenceEquals(one, other)) return;
        for (var i = 0; i < people.Length; i++) people[i] |= (i < one.Length ? one[i] : 0) ^ (i < other.Length ? other[i] : 0);
    }

    private static bool LinksDiffer(Commons before, Commons after)
    {
        if (before.Links.Count != after.Links.Count || before.Homes.Length != after.Homes.Length) return true;
        for (var link = 0; link < after.Links.Count; link++)
            if (!ReferenceEquals(before.Links[link], after.Links[link])) return true;
        for (var group = 0; group < after.Groups.Length; group++)
            if (group >= before.Groups.Length || !ReferenceEquals(before.Groups[group].Members, after.Groups[group].Members))
                return true;
        return after.Homes.Where((home, i) => !ReferenceEquals(before.Homes[i].Members, home.Members)).Any();
    }
}
