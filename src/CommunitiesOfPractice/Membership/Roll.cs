namespace CommunitiesOfPractice;

/// <summary>
/// Everybody the community has a standing for, and how many of them are members and count. Frozen for free: an electorate is
/// the roll as it stood.
/// </summary>
internal sealed record Roll
{
    public static readonly Roll Empty = new();

    public PersistentMap<PersonId, Standing> Standings { get; init; } = PersistentMap<PersonId, Standing>.Empty;

    /// <summary>Why and until when: leaves, bars, places as observer and follower that run now.</summary>
    public PersistentMap<PersonId, Tenure> Leaves { get; init; } = PersistentMap<PersonId, Tenure>.Empty;

    public PersistentMap<PersonId, Tenure> Bars { get; init; } = PersistentMap<PersonId, Tenure>.Empty;

    public PersistentMap<PersonId, Tenure> Observers { get; init; } = PersistentMap<PersonId, Tenure>.Empty;

    public PersistentMap<PersonId, Tenure> Followers { get; init; } = PersistentMap<PersonId, Tenure>.Empty;

    public PersistentMap<PersonId, PersonId> Companions { get; init; } = PersistentMap<PersonId, PersonId>.Empty;

    public PersistentMap<PersonId, ValueList<Affiliation>> PastAffiliations { get; init; } =
        PersistentMap<PersonId, ValueList<Affiliation>>.Empty;

    public int Members { get; init; }

    public int Counting { get; init; }

    /// <summary>How many members keep the community from resting.</summary>
    public int Present { get; init; }

    public Standing this[PersonId person] => Standings.TryGet(person, out var standing) ? standing : Standing.None;

    /// <summary>Everybody who counts, with the groups they are in: what a charter is checked with.</summary>
    internal Everybody Everybody => new(Counting, () => Standings.Where(s => s.Value.Counts).Select(s => s.Value.GroupsInOrder));

    public Builder Edit() => new(this);

    internal sealed class Builder(Roll roll)
    {
        private readonly PersistentMap<PersonId, Standing>.Builder _standings = roll.Standings.Edit();

        public PersistentMap<PersonId, Tenure>.Builder Leaves { get; } = roll.Leaves.Edit();

        public PersistentMap<PersonId, Tenure>.Builder Bars { get; } = roll.Bars.Edit();

        public PersistentMap<PersonId, Tenure>.Builder Observers { get; } = roll.Observers.Edit();

        public PersistentMap<PersonId, Tenure>.Builder Followers { get; } = roll.Followers.Edit();

        public PersistentMap<PersonId, PersonId>.Builder Companions { get; } = roll.Companions.Edit();

        public PersistentMap<PersonId, ValueList<Affiliation>>.Builder PastAffiliations { get; } = roll.PastAffiliations.Edit();

        public int Members { get; private set; } = roll.Members;

        public int Counting { get; private set; } = roll.Counting;

        public int Present { get; private set; } = roll.Present;

        /// <summary>Called before somebody begins or ceases to count.</summary>
        public Action? Recounting { get; set; }

        public Standing this[PersonId person] =>
            _standings.TryGet(person, out var standing) && standing is not null ? standing : Standing.None;

        /// <summary>Changes somebody's standing, and keeps count.</summary>
        public void Change<T>(PersonId person, T by, Func<Standing, T, Standing> change)
        {
            ref var place = ref _standings.Place(person);
            var before = place ?? Standing.None;
            var after = change(before, by);
            if (after.Counts != before.Counts) Recounting?.Invoke();
            place = after;
            Members += (after.IsMember ? 1 : 0) - (before.IsMember ? 1 : 0);
            Counting += (after.Counts ? 1 : 0) - (before.Counts ? 1 : 0);
            Present += (after.IsPresent ? 1 : 0) - (before.IsPresent ? 1 : 0);
            if (after.IsNone) _standings.Remove(person);
        }

        public void Mark(PersonId person, Marks mark, bool on) =>
            Change(person, (mark, on), static (s, by) => s.Marked(by.mark, by.on));

        /// <summary>What was held and has ended is kept, in the order in which it ended.</summary>
        public void Keep(Tenure ended) =>
            Change(ended.Holder, ended, static (s, tenure) => s with { Past = s.Past.With(tenure) });

        /// <summary>The standings as they are now, for an electorate.</summary>
        public PersistentMap<PersonId, Standing> FreezeStandings() => _standings.Freeze();

        public IEnumerable<KeyValuePair<PersonId, Standing>> Standings => _standings.Entries;

        public Roll Freeze() => new()
        {
            Standings = _standings.Freeze(),
            Leaves = Leaves.Freeze(),
            Bars = Bars.Freeze(),
            Observers = Observers.Freeze(),
            Followers = Followers.Freeze(),
            Companions = Companions.Freeze(),
            PastAffiliations = PastAffiliations.Freeze(),
            Members = Members,
            Counting = Counting,
            Present = Present,
        };
    }
}
