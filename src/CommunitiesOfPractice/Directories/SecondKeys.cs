namespace CommunitiesOfPractice;

/// <summary>
/// Keys that a stream was told are second keys of somebody (law 13), and whose. It is for good: a second key holds nothing, and
/// every act that somebody does by it, or that names it, is refused.
/// </summary>
internal sealed record SecondKeys
{
    public static readonly SecondKeys None = new();

    /// <summary>The key that each second key was merged into, which may since be a second key itself.</summary>
    public PersistentMap<PersonId, PersonId> Into { get; init; } = PersistentMap<PersonId, PersonId>.Empty;

    /// <summary>The second keys that were merged into a key, in the order in which they were.</summary>
    public PersistentMap<PersonId, ValueList<PersonId>> Of { get; init; } = PersistentMap<PersonId, ValueList<PersonId>>.Empty;

    /// <summary>The key that a person goes by now.</summary>
    public PersonId KeyOf(PersonId key)
    {
        for (var most = Into.Count; most > 0 && Into.TryGet(key, out var kept); most--) key = kept;
        return key;
    }

    /// <summary>
    /// A key and every second key that was merged into it, nearest first. Where a ballot counts, it is the ballot of the first of
    /// these that has one.
    /// </summary>
    public IEnumerable<PersonId> KeysOf(PersonId key) =>
        Of.Has(key) ? Of.Find(key)!.Where(Into.Has).SelectMany(KeysOf).Prepend(key) : [key];

    // A record from before keys were merged for good may keep a key that it had dropped. It is no second key then, so that no key
    // is its own. Two streams may say of one key that it is two people's: the later counts.
    public SecondKeys With(OnePerson one)
    {
        var of = Released(one.Dropped, Released(one.Kept, Of));
        return new()
        {
            Into = Into.Without(one.Kept).With(one.Dropped, one.Kept),
            Of = of.With(one.Kept, (of.Find(one.Kept) ?? []).Where(key => key != one.Dropped).Append(one.Dropped).ToValueList()),
        };
    }

    /// <summary>What an act meets that is done by a second key, or names one; null where it does neither.</summary>
    /// <param name="act">The act.</param>
    /// <param name="isAllowed">Whether an act would be allowed now: the same act by the first key, where it is, is the
    /// remedy.</param>
    public Ruling? Refuse(Act act, Func<Act, bool> isAllowed)
    {
        if (Into.Count == 0) return null;
        if (act.Actor is { } by && Into.Has(by))
            return Refuse(by, act.DoneBy(KeyOf(by)) is { } again && isAllowed(again) ? again : null);
        foreach (var named in act.Named)
            if (Into.Has(named)) return Refuse(named, null);
        return null;
    }

    private Ruling Refuse(PersonId second, Act? remedy) =>
        Ruling.Refuse(Clauses.SecondKey, Condition.CurrentKey, KeyOf(second).Value, Witness.Of(KeyOf(second)), remedy);

    private PersistentMap<PersonId,
        ValueList<PersonId>> Released(PersonId key, PersistentMap<PersonId, ValueList<PersonId>> of) =>
        Into.TryGet(key, out var before) ? of.With(before, of.Find(before)!.Where(second => second != key).ToValueList()) : of;

    /// <summary>Every key that lines of any streams say is somebody's, the second ones first.</summary>
    public static IReadOnlyList<PersonId> KeysIn(IEnumerable<Event> happened, PersonId person) =>
        [.. happened.OfType<IMergesKeys>().Aggregate(None, (keys, one) => keys.With(new(one.Kept, one.Dropped))).KeysOf(person)
            .Distinct().Reverse()];
}
