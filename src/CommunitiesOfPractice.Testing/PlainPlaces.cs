namespace CommunitiesOfPractice.Testing;

/// <summary>
/// Who has a place and who waits, kept as slowly and plainly as can be: two lists, walked from the front, by what happened. It
/// knows nothing of how the library does it.
/// </summary>
internal sealed class PlainPlaces(int? capacity)
{
    private readonly HashSet<PersonId> _toConfirm = [];

    public List<PersonId> Places { get; } = [];

    public List<PersonId> Waiting { get; } = [];

    private int? Capacity { get; set; } = capacity;

    /// <summary>Hears what was done. It is told nothing of who has a place.</summary>
    public void Hear(Event happened)
    {
        switch (happened)
        {
            case YesSaid { Person: var person }:
                _toConfirm.Remove(person);
                if (!Places.Contains(person) && !Waiting.Contains(person)) Waiting.Add(person);
                break;
            case NoSaid { Person: var person }: Out(person); break;
            case PersonGone { Person: var person }: Out(person); break;
            case CapacityChanged { Capacity: var room }: Capacity = room; break;
            case GatheringMoved:
                _toConfirm.Clear();
                _toConfirm.UnionWith(Places.Concat(Waiting));
                break;
            case ConfirmationsEnded:
                foreach (var person in _toConfirm.ToArray()) Out(person);
                break;
            default: return;
        }

        while (Waiting.Count > 0 && (Capacity is not { } room || Places.Count < room))
        {
            Places.Add(Waiting[0]);
            Waiting.RemoveAt(0);
        }
    }

    private void Out(PersonId person)
    {
        Places.Remove(person);
        Waiting.Remove(person);
        _toConfirm.Remove(person);
    }
}
