using System.Collections.Immutable;

namespace CommunitiesOfPractice;

/// <summary>
/// The next commons while a batch is applied: facts first, then what they change is compiled, once. What is shared with the
/// snapshot it came from is copied before it is written to, once in a batch.
/// </summary>
internal sealed class CommonsDraft
{
    private readonly object _token = new();
    private readonly HashSet<Array> _owned = new(ByReference.Instance);
    private readonly HashSet<(Touched What, int Index, int Person)> _touched = [];
    private readonly LandscapeDraft _landscape;
    private readonly List<int> _touchedItems = [];
    private readonly Dictionary<int, Told> _told = [];
    private readonly List<(int Place, int Person)> _moved = [];
    private Pages<PersonFacts>.Draft? _people;
    private bool _ownHomes;
    private ulong[] _listed;
    private bool _ownGroups;
    private ImmutableSortedSet<Moment>.Builder? _agenda;
    private readonly ImmutableSortedSet<Moment> _agendaBefore;

    public CommonsDraft(Commons commons)
    {
        (_landscape, Landscape) = (commons.Landscape.Edit(), commons.Landscape);
        (From, Until, Latest) = (commons.From, commons.Until, commons.From);
        (PersonIndex, _people, _listed, Footings) =
            (commons.PersonIndex.Edit(), commons.People.Edit(), commons.Listed, commons.Footings.Edit());
        (HomeIndex, Homes) = (commons.HomeIndex.Edit(), commons.Homes);
        (GroupIndex, Groups, Directory) = (commons.GroupIndex.Edit(), commons.Groups, commons.Directory);
        (LinkIndex, Links) = (commons.LinkIndex.Edit(), commons.Links.Edit());
        (Earlier, Rows) = (commons.Earlier.Edit(), commons.Rows.Edit());
        _agendaBefore = commons.Agenda;
    }

    public Landscape Landscape { get; private set; }

    public bool HasRead => _landscape.Position != Landscape.Position;

    public Instant From { get; private set; }

    public Instant Until { get; private set; }

    /// <summary>The latest instant read, at which to compile.</summary>
    public Instant Latest { get; private set; }

    public PersistentMap<PersonId, int>.Builder PersonIndex { get; }

    public Pages<PersonFacts>.Draft People => _people!;

    public ulong[] Listed => _listed;

    public Pages<ulong[]>.Draft Footings { get; }

    public PersistentMap<CommunityId, int>.Builder HomeIndex { get; }

    public Home[] Homes { get; private set; }

    public PersistentMap<DirectoryGroup, int>.Builder GroupIndex { get; }

    public GroupHome[] Groups { get; private set; }

    public HostDirectory? Directory { get; private set; }

    public PersistentMap<LinkId, int>.Builder LinkIndex { get; }

    public Pages<LinkHistory>.Draft Links { get; }

    public Pages<ItemBefore?>.Draft Earlier { get; }

    public Pages<ItemRow>.Draft Rows { get; }

    public ImmutableSortedSet<Moment> Agenda => _agenda is null ? _agendaBefore : _agenda.ToImmutable();

    // ---- What has been said.

    public void Apply(Recorded line)
    {
        if (_landscape.Next(line) is not { } entry) return;
        if (entry.At > Latest) Latest = entry.At;
        switch (entry.Stream.Kind)
        {
            case StreamKind.Community: ApplyToCommunity(entry); break;
            case StreamKind.Link: ApplyToLink(entry); break;
            case StreamKind.Note or StreamKind.Question: ApplyToShared(entry); break;

            // Those who may read what an adoption is about may read the adoption; it changes nothing in who reads what.
            case StreamKind.Adoption: _landscape.ApplyToAdoption(entry); break;

            // A gathering lets nobody read anything.
            default: _landscape.ApplyToGathering(entry); break;
        }
    }

    public void Pass(long position) => _landscape.Pass(position);

    private void ApplyToCommunity(Entry entry)
    {
        var home = HomeAt(CommunityId.Of(entry.Stream));
        if (!_told.TryGetValue(home.Index, out var told))
            _told.Add(home.Index, told = new(_landscape.DraftOf(entry.Stream), home.Community.Holdings));
        // A merger hands on what a key has held, and another at the same instant may drop that key: what it held between them is
        // told too.
        if (entry.At > told.Draft.LastAt || entry.Event is IMergesKeys) Read(home, told);
        told.Draft.Apply(entry);
    }

    /// <summary>
    /// Reads who came to hold something else by the events of the latest instant, or by those of them since the last reading.
    /// </summary>
    private void Read(Home home, Told told)
    {
        var (before, now, at) = (told.Read, told.Draft.Holdings, told.Draft.LastAt);
        foreach (var person in now.ChangedSince(before))
        {
            var held = before[person];
            if (!now[person].TellsAsWell(held, at))
                home.Earlier = home.Earlier.With(person, new(held, at, home.Earlier.Find(person)));
            Touch(Touched.Pair, home.Index, PersonAt(person));
        }

        told.Read = now;
    }

    /// <summary>Reads what became of a community by all its events.</summary>
    private void Finish(Home home, Told told)
    {
        Read(home, told);
        var (before, after) = (home.Community, Landscape[home.Id]);
        home.Community = after;
        if (before.FoundedAt != after.FoundedAt || before.ClosedAt != after.ClosedAt
            || !ReferenceEquals(before.Charters, after.Charters))
            Touch(Touched.Home, home.Index);
        if (before.Life.Rests.Count == after.Life.Rests.Count) return;
        TouchAll(home);
    }

    private void ApplyToShared(Entry entry)
    {
        var (index, before, after) = _landscape.ApplyToShared(entry);
        if (before is null)
        {
            if (after.Version != 1 || after.Status == NoteStatus.Unknown)
                throw new RecordException($"{entry.Stream} begins with something other than its first words.");
            var home = HomeAt(after.Home);
            var shelf = home[entry.Stream.Kind];
            Earlier.Add(null);
            Rows.Add(ItemRow.New(home.Index, shelf.Count, entry.Stream.Kind));
            shelf.Items = OwnRoom(shelf.Items, shelf.Count);
            shelf.Items[shelf.Count++] = index;
        }
        else if (after.LastAt != before.LastAt)
        {
            Earlier.At(index) = new(before, Earlier[index]);
        }

        foreach (var step in after.OnwardSteps.AsSpan()) (_, _) = (LinkAt(step.Via), LinkAt(step.To));
        if (before is null || !before.Past.IsSame(after.Past) || !before.Contributions.IsSame(after.Contributions))
            Credit(index, after);
        TouchItem(index);
    }

    private void Credit(int index, IShared item)
    {
        var contributor = item.Contributions.Count == 0 ? -1 : PersonAt(item.Contributions[0].Person);
        if (Rows[index].Contributor != contributor) Rows.At(index) = Rows[index] with { Contributor = contributor };
        for (var i = 0; i < item.Past.Count; i++)
        {
            var person = PersonAt(item.Past[i].Person);
            var facts = People[person];
            if (facts.Contributing(index) is var contributing && !ReferenceEquals(contributing, facts))
                People.At(person) = contributing;
        }
    }

    private void ApplyToLink(Entry entry)
    {
        var index = LinkAt(LinkId.Of(entry.Stream));
        var history = Links[index];
        var before = history.Ends.State;
        var (_, _, after) = _landscape.ApplyToLink(entry);
        var ends = new LinkEnds(index, after, PlaceOf(after.A), PlaceOf(after.B));
        Links.At(index) = new(index, ends, after.LastAt == before.LastAt ? history.Before : history, history.Live);
        foreach (var place in new[] { ends.A, ends.B })
        {
            if (place < 0 || Endpoint.IsGroup(place)) continue;
            var home = HomeAt(Endpoint.Index(place));
            if (Array.IndexOf(home.Links, index) >= 0) continue;
            home.Links = [.. home.Links.Append(index).OrderBy(l => Links[l].Ends.State.Id)];
        }

        Touch(Touched.Link, index);
    }

    private int PlaceOf(Party? party) => party switch
    {
        CommunityParty { Community: var community } => Endpoint.Community(HomeAt(community).Index),
        GroupParty { Group: var group } => Endpoint.Group(GroupAt(group)),
        PersonParty or null => Endpoint.Nowhere,
        _ => throw new InvalidOperationException($"{party.GetType().Name} is not known."),
    };

    // ---- What the host's directory says.

    public void Replace(HostDirectory directory)
    {
        Directory = directory;
        for (var i = 0; i < Groups.Length; i++) ListGroup(i);
        foreach (var person in directory.People) PersonAt(person);
        for (var person = 0; person < People.Count; person++) Say(person, directory);
    }

    public void Replace(HostDirectory directory, IEnumerable<PersonId> people)
    {
        Directory ??= directory;
        foreach (var person in people) Say(PersonAt(person), directory);
    }

    private void Say(int person, HostDirectory directory)
    {
        var facts = People[person];
        var (listed, placed) = (directory.ListedOf(facts.Id), directory.PlacedOf(facts.Id));
        if (listed.Length == 0 && placed.Length == 0 && facts.Listed.Length == 0 && facts.Placed.Length == 0) return;
        foreach (var (group, _, _) in facts.Placed) SetGroup(group, person, false);
        People.At(person) = facts.Said(listed, [.. placed.Select(p => (GroupAt(p.Group), p.From, p.Until))]);
        Touch(Touched.Person, person);
    }

    private void ListGroup(int index)
    {
        var group = Groups[index];
        var listed = Directory?.ListsGroup(group.Group) == true;
        if (group.Listed == listed) return;
        OwnGroups();
        Groups[index] = new(group.Group, listed, group.Members);
        for (var link = 0; link < Links.Count; link++)
            if (Links[link].Ends is var ends && (ends.A == Endpoint.Group(index) || ends.B == Endpoint.Group(index)))
                Touch(Touched.Link, link);
        for (var person = 0; person < People.Count; person++)
            if (People[person].Placed.Any(p => p.Group == index)) Touch(Touched.Person, person);
    }

    // ---- What things are numbered.

    private int PersonAt(PersonId id)
    {
        if (PersonIndex.TryGet(id, out var index)) return index;
        index = People.Add(new(id, [], [], []));
        Footings.Add(Bits.None);
        PersonIndex.Set(id, index);
        return index;
    }

    private Home HomeAt(CommunityId id)
    {
        if (HomeIndex.TryGet(id, out var index)) return HomeAt(index);
        index = Homes.Length;
        (Homes, _ownHomes) = ([.. Homes, new Home { Community = Community.Unknown(id), Index = index }], true);
        HomeIndex.Set(id, index);
        return HomeAt(index);
    }

    private Home HomeAt(int index)
    {
        if (!_ownHomes) (Homes, _ownHomes) = ([.. Homes], true);
        return Homes[index] = Homes[index].Owned(_token);
    }

    private int GroupAt(DirectoryGroup group)
    {
        if (GroupIndex.TryGet(group, out var index)) return index;
        index = Groups.Length;
        (Groups, _ownGroups) = ([.. Groups, new GroupHome(group, Directory?.ListsGroup(group) == true, Bits.None)], true);
        GroupIndex.Set(group, index);
        return index;
    }

    private int LinkAt(LinkId id)
    {
        if (LinkIndex.TryGet(id, out var index)) return index;
        index = Links.Count;
        Links.Add(new(index, new LinkEnds(index, Link.Unknown(id), Endpoint.Nowhere, Endpoint.Nowhere), null, false));
        LinkIndex.Set(id, index);
        return index;
    }

    // ---- What it comes to.

    // The events of one stream are mostly beside each other. What is compiled twice is found as it was.
    private void TouchItem(int item)
    {
        if (_touchedItems.Count == 0 || _touchedItems[_touchedItems.Count - 1] != item) _touchedItems.Add(item);
    }

    private void TouchAll(Home home)
    {
        foreach (var shelf in home.Shelves)
            for (var number = 0; number < shelf.Count; number++) TouchItem(shelf.Items[number]);
    }

    private void Touch(Touched what, int index, int person = 0) => _touched.Add((what, index, person));

    /// <summary>The commons, compiled for an instant.</summary>
    public Commons Publish(Instant at)
    {
        From = at;
        Landscape = _landscape.Freeze();
        foreach (var (index, told) in _told) Finish(HomeAt(index), told);
        var agenda = _agenda ?? _agendaBefore.ToBuilder();
        if (_agenda is null && _agendaBefore.Count > 0 && _agendaBefore.Min.At <= at) _agenda = agenda;
        while (_agenda is { Count: > 0 } && _agenda.Min is var due && due.At <= at)
        {
            if (due.What == Touched.Item) TouchItem(due.Index);
            else Touch(due.What, due.Index, due.Person);
            _agenda.Remove(due);
        }

        foreach (var (_, home, _) in _touched.Where(t => t.What == Touched.Home).ToArray()) CompileHome(HomeAt(home), at);
        foreach (var (what, index, person) in _touched)
        {
            if (what == Touched.Pair) CompilePair(HomeAt(index), person, at);
            else if (what == Touched.Person) CompilePerson(index, at);
        }

        CompileLinks(at);
        foreach (var item in _touchedItems) CompileItem(item, at);
        Until = _agenda is not null ? _agenda.Count > 0
            ? _agenda.Min.At : Instant.MaxValue : _agendaBefore.Count > 0 ? _agendaBefore.Min.At : Instant.MaxValue;
        return new(this);
    }

    private void Later(Instant? at, Touched what, int index, int person = 0)
    {
        if (at is { } then && then > From && then < Instant.MaxValue)
            (_agenda ??= _agendaBefore.ToBuilder()).Add(new(then, what, index, person));
    }

    private void CompileHome(Home home, Instant at)
    {
        if (home.Known != home.KnownAt(at)) TouchAll(home);
        (home.Known, home.Open) = (home.KnownAt(at), home.OpenAt(at));
        Later(home.Community.FoundedAt, Touched.Home, home.Index);
        Later(home.Community.ClosedAt, Touched.Home, home.Index);
        foreach (var charter in home.Community.Charters) Later(charter.InForceFrom, Touched.Home, home.Index);
        foreach (var person in home.Community.Holdings.People) Touch(Touched.Pair, home.Index, PersonAt(person));
        foreach (var link in home.Links) Touch(Touched.Link, link);
    }

    private void CompilePair(Home home, int person, Instant at)
    {
        var held = home.HeldBy(People[person].Id, at);
        var barred = held.IsBarred(at);
        var reads = home.ReadsAt(held, at);
        home.Reads = Set(home.Reads, person, reads);
        SetFooting(Footing.Reads, home, person, reads);
        var belongs = home.Open && held.Belongs(at) && !barred;
        if (belongs != Bits.Has(home.Members, person)) _moved.Add((Endpoint.Community(home.Index), person));
        home.Members = Set(home.Members, person, belongs);
        home.Barred = Set(home.Barred, person, barred);
        SetFooting(Footing.Barred, home, person, barred);
        var convenes = held.Convenes(at);
        if (convenes != Array.IndexOf(home.Conveners, person) >= 0)
            home.Conveners = convenes ? [.. home.Conveners, person] : [.. home.Conveners.Where(c => c != person)];
        SetFooting(Footing.Convenes, home, person, convenes);
        foreach (var end in held.Ends) Later(end, Touched.Pair, home.Index, person);
    }

    private void CompilePerson(int person, Instant at)
    {
        var facts = People[person];
        _listed = Set(_listed, person, facts.ListedAt(at));
        foreach (var (from, until) in facts.Listed)
        {
            Later(from, Touched.Person, person);
            Later(until, Touched.Person, person);
        }

        foreach (var (group, from, until) in facts.Placed)
        {
            SetGroup(group, person, Groups[group].Listed && facts.PlacedAt(group, at));
            Later(from, Touched.Person, person);
            Later(until, Touched.Person, person);
        }
    }

    private void CompileLinks(Instant at)
    {
        var homes = new HashSet<int>();
        foreach (var (what, link, _) in _touched)
        {
            if (what != Touched.Link) continue;
            var history = Links[link];
            Links.At(link) = history.With(Commons.IsLive(history, at, Homes, Groups));
            Later(history.Ends.State.Terms?.Until, Touched.Link, link);
            foreach (var place in new[] { history.Ends.A, history.Ends.B })
                if (place >= 0 && !Endpoint.IsGroup(place)) homes.Add(Endpoint.Index(place));
        }

        foreach (var index in homes)
        {
            var (home, ways) = (HomeAt(index), new List<Way>());
            foreach (var link in home.Links)
                if (Links[link] is { Live: true } live
                    && live.Ends.FarFrom(Endpoint.Community(index)) is not Endpoint.Nowhere and var far) ways.Add(new(link, far));
            home.WaysOut = [.. ways];
        }

        var all = _moved.Count > 256;
        foreach (var index in all ? Enumerable.Range(0, Homes.Length) : homes) LinkPeople(HomeAt(index));
        if (all) return;
        foreach (var (place, person) in _moved)
        {
            for (var index = 0; index < Homes.Length; index++)
            {
                if (homes.Contains(index) || !Array.Exists(Homes[index].WaysOut, w => w.Far == place)) continue;
                var linked = Array.Exists(Homes[index].WaysOut, w => Bits.Has(MembersOf(w.Far), person));
                if (linked == Bits.Has(Homes[index].Linked, person)) continue;
                HomeAt(index).Linked = Set(Homes[index].Linked, person, linked);
                SetFooting(Footing.Linked, Homes[index], person, linked);
            }
        }
    }

    private void LinkPeople(Home home)
    {
        var linked = home.WaysOut.Length == 0 ? Bits.None : new ulong[home.WaysOut.Max(w => MembersOf(w.Far).Length)];
        foreach (var way in home.WaysOut) Bits.Add(linked, MembersOf(way.Far));
        for (var i = 0; i < Math.Max(linked.Length, home.Linked.Length); i++)
        {
            var now = i < linked.Length ? linked[i] : 0;
            for (var changed = now ^ (i < home.Linked.Length ? home.Linked[i] : 0); changed != 0; changed &= changed - 1)
                SetFooting(Footing.Linked, home, (i << 6) + Bits.Lowest(changed), (now & changed & (0 - changed)) != 0);
        }

        home.Linked = linked;
    }

    private void SetFooting(Footing footing, Home home, int person, bool on)
    {
        var number = home.Index << 2 | (int)footing;
        if (Bits.Has(Footings[person], number) != on) Footings.At(person) = Set(Footings[person], number, on);
    }

    private ulong[] MembersOf(int place) =>
        Endpoint.IsGroup(place) ? Groups[Endpoint.Index(place)].Members : Homes[Endpoint.Index(place)].Members;

    private void CompileItem(int index, Instant at)
    {
        var (item, before) = (Landscape.SharedStates.States[index], Rows[index]);
        var row = before.As(
            Homes[before.Home].Known ? item.Status : NoteStatus.Unknown, item.EffectiveAudience(at), at < item.EmbargoUntil,
            item.NamedLinks is not null || item.OnwardSteps.Count > 0, item.Contributions.Count > 1,
            Homes[before.Home].RestSince(item, at) >= 0);
        foreach (var date in item.Dates) Later(date, Touched.Item, index);
        foreach (var step in item.OnwardSteps.AsSpan())
            if (Array.IndexOf(Homes[row.Home].StepLinks, LinkAt(step.To)) < 0)
                HomeAt(row.Home).StepLinks = [.. Homes[row.Home].StepLinks, LinkAt(step.To)];
        if (row == before) return;
        Rows.At(index) = row;
        var shelf = HomeAt(row.Home)[row.Kind];
        for (var audience = Audience.Community; audience <= Audience.Public; audience++)
        {
            var reaches = row.Reaches(audience);
            if (before.Reaches(audience) == reaches) continue;
            shelf.Reaching[(int)audience] = Set(shelf.Reaching[(int)audience], row.Number, reaches);
            shelf.ReachingCount[(int)audience] += reaches ? 1 : -1;
        }

        var (was, isNow) = (IsLookedAtByItself(before), IsLookedAtByItself(row));
        if (was != isNow) shelf.OwnLinksCount += isNow ? 1 : -1;
        shelf.OwnLinks = Set(shelf.OwnLinks, row.Number, isNow);
        shelf.Rested = Set(shelf.Rested, row.Number, row.IsForEarlierMembers);
        shelf.Embargoed = Set(shelf.Embargoed, row.Number, row is { Status: NoteStatus.Offered, Embargoed: true });
    }

    private static bool IsLookedAtByItself(ItemRow row) =>
        row is { Status: NoteStatus.Offered, Embargoed: false, HasOwnLinks: true, Audience: Audience.Linked };

    private void SetGroup(int group, int person, bool on)
    {
        var before = Groups[group];
        if (Bits.Has(before.Members, person) == on) return;
        OwnGroups();
        Groups[group] = new(before.Group, before.Listed, Set(before.Members, person, on));
        _moved.Add((Endpoint.Group(group), person));
    }

    private void OwnGroups()
    {
        if (!_ownGroups) (Groups, _ownGroups) = ([.. Groups], true);
    }

    private ulong[] Set(ulong[] set, int number, bool on)
    {
        if (Bits.Has(set, number) == on) return set;
        var word = number >> 6;
        if (word >= set.Length || !_owned.Contains(set))
        {
            var mine = new ulong[word < set.Length ? set.Length : Math.Max(word + 1, set.Length + (set.Length >> 1))];
            Array.Copy(set, mine, set.Length);
            _owned.Add(mine);
            set = mine;
        }

        if (on) set[word] |= 1ul << number;
        else set[word] &= ~(1ul << number);
        return set;
    }

    private int[] OwnRoom(int[] list, int count)
    {
        if (count < list.Length && _owned.Contains(list)) return list;
        var mine = new int[count < list.Length ? list.Length : Math.Max(4, count + (count >> 2))];
        Array.Copy(list, mine, count);
        _owned.Add(mine);
        return mine;
    }

    /// <summary>A community while its events are applied, and what was read of it so far.</summary>
    private sealed class Told(Draft draft, Holdings before)
    {
        public Draft Draft => draft;

        public Holdings Read { get; set; } = before;
    }

    private sealed class ByReference : IEqualityComparer<Array>
    {
        public static readonly ByReference Instance = new();

        public bool Equals(Array? x, Array? y) => ReferenceEquals(x, y);

        public int GetHashCode(Array obj) => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(obj);
    }
}
