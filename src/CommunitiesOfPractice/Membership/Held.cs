namespace CommunitiesOfPractice;

/// <summary>
/// What somebody holds in a community: their standing, a bar, a place as observer and the convener's office. Each says from when.
/// What ends by itself says until when, whether the end is recorded yet or not.
/// </summary>
internal readonly record struct Held(Standing Standing, Tenure? Bar, Tenure? Observing, Tenure? Convening)
{
    public bool IsNothing => Standing.IsNone && Bar is null && Observing is null && Convening is null;

    /// <summary>Whether they are a current member whose place is claimed.</summary>
    public bool Belongs(Instant at) => Standing is { IsMember: true, IsUnclaimed: false } && Standing.Since <= at;

    public bool IsBarred(Instant at) => Runs(Bar, at);

    public bool Observes(Instant at) => Runs(Observing, at);

    public bool Convenes(Instant at) => Runs(Convening, at);

    /// <summary>When what they hold ends by itself.</summary>
    public IEnumerable<Instant> Ends
    {
        get
        {
            if (Bar?.Until is { } bar) yield return bar;
            if (Observing?.Until is { } observing) yield return observing;
            if (Convening?.Until is { } convening) yield return convening;
        }
    }

    /// <summary>
    /// Since when they were first a member, by any of their keys. Null where they never were. Any length of membership counts.
    /// </summary>
    public Instant? FirstMember(Instant at)
    {
        var first = Standing.IsMember && Standing.Since <= at ? Standing.Since : default(Instant?);
        foreach (var past in Standing.Past.AsSpan())
            if (past.From <= at && past.What == TenureKind.Membership && !(first <= past.From)) first = past.From;
        return first;
    }

    /// <summary>
    /// Whether this tells as well what was held until an instant: nothing else was, and whatever is new began then.
    /// </summary>
    public bool TellsAsWell(Held before, Instant until) =>
        (BelongsSince == before.BelongsSince || (before.BelongsSince is null && BelongsSince == until))
        && (FirstMember(until) == before.FirstMember(until) || (before.FirstMember(until) is null && FirstMember(until) == until))
        && TellsAsWell(Bar, before.Bar, until) && TellsAsWell(Observing, before.Observing, until)
        && TellsAsWell(Convening, before.Convening, until);

    private Instant? BelongsSince => Standing is { IsMember: true, IsUnclaimed: false } ? Standing.Since : null;

    private static bool Runs(Tenure? tenure, Instant at) => tenure is not null && tenure.From <= at && !(tenure.Until <= at);

    private static bool TellsAsWell(Tenure? now, Tenure? before, Instant until) =>
        now == before || (before is null && now!.From == until);
}

/// <summary>What everybody holds in a community, as its state or a draft of it tells.</summary>
internal readonly record struct Holdings(
    PersistentMap<PersonId, Standing> Standings,
    PersistentMap<PersonId, Tenure> Bars,
    PersistentMap<PersonId, Tenure> Observers,
    ValueList<Tenure> Conveners)
{
    public Held this[PersonId person]
    {
        get
        {
            Tenure? convening = null;
            foreach (var tenure in Conveners.AsSpan())
                if (tenure.Holder == person) convening = tenure;
            return new(Standings.Find(person) ?? Standing.None, Bars.Find(person), Observers.Find(person), convening);
        }
    }

    /// <summary>Everybody who holds something, or did and has a standing still.</summary>
    public IEnumerable<PersonId> People =>
        Standings.Select(s => s.Key).Concat(Observers.Select(o => o.Key)).Concat(Conveners.Select(c => c.Holder)).Distinct();

    /// <summary>Everybody who may hold something else than before.</summary>
    public HashSet<PersonId> ChangedSince(Holdings before)
    {
        var changed = new HashSet<PersonId>();
        Standings.AddDifferences(before.Standings, changed);
        Bars.AddDifferences(before.Bars, changed);
        Observers.AddDifferences(before.Observers, changed);
        if (!ReferenceEquals(Conveners, before.Conveners))
            changed.UnionWith(Conveners.Concat(before.Conveners).Select(c => c.Holder));
        return changed;
    }
}

internal sealed partial class Draft
{
    public Holdings Holdings =>
        new(Roll.FreezeStandings(), Roll.Bars.Freeze(), Roll.Observers.Freeze(),
            Office(CommunitiesOfPractice.Office.Convener).Holders);
}

public sealed partial class Community
{
    internal Holdings Holdings =>
        new(Roll.Standings, Roll.Bars, Roll.Observers, Office(CommunitiesOfPractice.Office.Convener).Holders);
}
