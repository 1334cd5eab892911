using System.Collections;

namespace CommunitiesOfPractice;

/// <summary>
/// Some of the people that a map has, by the order of their keys. Whether somebody is among them is looked up, and how many they
/// are is known. They are put in order when somebody first goes through them.
/// </summary>
/// <param name="map">The map.</param>
/// <param name="count">How many of its people are among them.</param>
/// <param name="isAmong">Which of them are; null for all.</param>
internal sealed class KeyedPeople<TValue>(PersistentMap<PersonId, TValue> map, int count, Func<TValue, bool>? isAmong = null)
    : IReadOnlyCollection<PersonId>, ICollection<PersonId>
{
    private PersonId[]? _inOrder;

    public int Count => count;

    public bool IsReadOnly => true;

    private PersonId[] InOrder => _inOrder ??= Ordered();

    public bool Contains(PersonId item) => map.TryGet(item, out var value) && isAmong?.Invoke(value) != false;

    public void CopyTo(PersonId[] array, int arrayIndex) => InOrder.CopyTo(array, arrayIndex);

    public IEnumerator<PersonId> GetEnumerator() => ((IEnumerable<PersonId>)InOrder).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    void ICollection<PersonId>.Add(PersonId item) => throw new NotSupportedException();

    void ICollection<PersonId>.Clear() => throw new NotSupportedException();

    bool ICollection<PersonId>.Remove(PersonId item) => throw new NotSupportedException();

    private PersonId[] Ordered()
    {
        var people = new PersonId[count];
        var next = 0;
        foreach (var (person, value) in map)
            if (isAmong?.Invoke(value) != false) people[next++] = person;
        Array.Sort(people);
        return people;
    }
}
