namespace CommunitiesOfPractice.Tests.Gatherings;

/// <summary>
/// Who has a place and who waits, kept as slowly and plainly as can be: two lists, walked from the front. It knows nothing of how
/// the library does it.
/// </summary>
internal sealed class PlainQueue
{
    private readonly HashSet<PersonId> _gone = [];

    public List<PersonId> Places { get; } = [];

    public List<PersonId> Waiting { get; } = [];

    public HashSet<PersonId> ToConfirm { get; } = [];

    public int? Capacity { get; set; }

    public void Yes(PersonId person)
    {
        ToConfirm.Remove(person);
        if (_gone.Contains(person) || Places.Contains(person) || Waiting.Contains(person)) return;
        Waiting.Add(person);
        MoveUp();
    }

    public void No(PersonId person)
    {
        Places.Remove(person);
        Waiting.Remove(person);
        ToConfirm.Remove(person);
        MoveUp();
    }

    public void Gone(PersonId person)
    {
        _gone.Add(person);
        No(person);
    }

    public void Back(PersonId person) => _gone.Remove(person);

    public void Room(int? capacity)
    {
        Capacity = capacity;
        MoveUp();
    }

    public void Moved()
    {
        ToConfirm.Clear();
        ToConfirm.UnionWith(Places);
        ToConfirm.UnionWith(Waiting);
    }

    public void ConfirmationsEnd()
    {
        foreach (var person in ToConfirm.ToArray())
        {
            Places.Remove(person);
            Waiting.Remove(person);
        }

        ToConfirm.Clear();
        MoveUp();
    }

    private void MoveUp()
    {
        while (Waiting.Count > 0 && (Capacity is not { } room || Places.Count < room))
        {
            Places.Add(Waiting[0]);
            Waiting.RemoveAt(0);
        }
    }
}
