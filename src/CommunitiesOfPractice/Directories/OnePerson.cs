namespace CommunitiesOfPractice;

/// <summary>Two keys that the host has found to be one person (law 13): who is who from then on, in every stream alike.</summary>
/// <param name="Kept">The key that stays.</param>
/// <param name="Dropped">The key that goes.</param>
internal readonly record struct OnePerson(PersonId Kept, PersonId Dropped)
{
    public PersonId Of(PersonId person) => person == Dropped ? Kept : person;

    public PersonId? Of(PersonId? person) => person is { } somebody ? Of(somebody) : null;

    public Party? Of(Party? party) => party is PersonParty { Person: var person } && person == Dropped ? Party.Of(Kept) : party;

    /// <summary>The same people, each once.</summary>
    public ValueList<PersonId> Of(ValueList<PersonId> people) => people.Select(Of).Distinct().ToValueList();
}

/// <summary>An event that tells a stream that two keys are one person, for good.</summary>
internal interface IMergesKeys
{
    PersonId Kept { get; }

    PersonId Dropped { get; }
}
