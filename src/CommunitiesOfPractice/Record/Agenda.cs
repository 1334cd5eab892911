using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace CommunitiesOfPractice;

/// <summary>
/// Something that will happen by itself: a decision closes, a leave ends, a term expires. A closed set. Each says, in the folder
/// of its own concept, what happens then.
/// </summary>
[JsonPolymorphic]
[JsonDerivedType(typeof(FoundingDue), "founding")]
[JsonDerivedType(typeof(InvitationDue), "invitation")]
[JsonDerivedType(typeof(LeaveDue), "leave")]
[JsonDerivedType(typeof(BarDue), "bar")]
[JsonDerivedType(typeof(ObservingDue), "observing")]
[JsonDerivedType(typeof(TermDue), "term")]
[JsonDerivedType(typeof(AbsenceDue), "absence")]
[JsonDerivedType(typeof(RestDue), "rest")]
[JsonDerivedType(typeof(RestOverDue), "rest-over")]
[JsonDerivedType(typeof(CharterDue), "charter")]
[JsonDerivedType(typeof(OpeningDue), "opening")]
[JsonDerivedType(typeof(ClosingDue), "closing")]
[JsonDerivedType(typeof(PetitionDue), "petition")]
internal abstract record Due : IStableHash, IComparable<Due>
{
    /// <summary>A number that tells kinds apart where two things fall due at one instant.</summary>
    public abstract int Rank { get; }

    /// <summary>Which one of its kind, as text that sorts.</summary>
    public abstract string Of { get; }

    int IStableHash.StableHash => unchecked(StableHashing.Of(Of) * 31 + Rank);

    public int CompareTo(Due? other) =>
        other is null ? 1 : Rank != other.Rank ? Rank.CompareTo(other.Rank) : string.CompareOrdinal(Of, other.Of);
}

/// <summary>Something that will happen by itself in a community.</summary>
internal abstract record CommunityDue : Due
{
    /// <summary>What happens.</summary>
    internal abstract Ruling Fall(Sitting sitting);
}

/// <summary>Something due and when.</summary>
internal readonly record struct DueAt(Instant At, Due Due) : IComparable<DueAt>
{
    public int CompareTo(DueAt other) => At != other.At ? At.CompareTo(other.At) : Due.CompareTo(other.Due);
}

/// <summary>All that will happen by itself, in order.</summary>
internal sealed class Agenda : IEquatable<Agenda>
{
    public static readonly Agenda Empty = new(PersistentMap<Due, Instant>.Empty, ImmutableSortedSet<DueAt>.Empty);

    private readonly PersistentMap<Due, Instant> _when;
    private readonly ImmutableSortedSet<DueAt> _order;

    private Agenda(PersistentMap<Due, Instant> when, ImmutableSortedSet<DueAt> order) => (_when, _order) = (when, order);

    public static Agenda Of(IEnumerable<DueAt> all)
    {
        var agenda = Empty.Edit();
        foreach (var due in all) agenda.Set(due.Due, due.At);
        return agenda.Freeze();
    }

    public DueAt? Next => _order.IsEmpty ? null : _order[0];

    public IEnumerable<DueAt> All => _order;

    public bool Equals(Agenda? other) => other is not null && _when.Equals(other._when);

    public override bool Equals(object? obj) => Equals(obj as Agenda);

    public override int GetHashCode() => _order.Count;

    public Builder Edit() => new(this);

    internal sealed class Builder(Agenda agenda)
    {
        private readonly PersistentMap<Due, Instant>.Builder _when = agenda._when.Edit();
        private ImmutableSortedSet<DueAt> _order = agenda._order;

        public bool Has(Due due) => _when.Has(due);

        /// <summary>When something happens; null where it is not to happen.</summary>
        public Instant? When(Due due) => _when.TryGet(due, out var at) ? at : null;

        /// <summary>Sets, moves or (null) takes off when something happens.</summary>
        public void Set(Due due, Instant? at)
        {
            if (_when.TryGet(due, out var old))
            {
                if (old == at) return;
                _order = _order.Remove(new DueAt(old, due));
                _when.Remove(due);
            }

            if (at is not { } instant) return;
            _when.Set(due, instant);
            _order = _order.Add(new DueAt(instant, due));
        }

        public Agenda Freeze()
        {
            var when = _when.Freeze();
            return ReferenceEquals(when, agenda._when) ? agenda : agenda = new(when, _order);
        }
    }
}

/// <summary>Writes a number so that text order is number order.</summary>
internal static class DueOrder
{
    public static string Of(long number) => number.ToString("D19", System.Globalization.CultureInfo.InvariantCulture);
}
