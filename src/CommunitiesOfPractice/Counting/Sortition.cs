namespace CommunitiesOfPractice.Counting;

/// <summary>
/// Choosing people by lot, so that anyone can draw it again: those with the lowest tickets (<see cref="Lot.Ticket(string)"/>)
/// under their keys are drawn, in the order of their tickets. The order of the list given never matters.
/// </summary>
public static class Sortition
{
    /// <summary>So many of the people given.</summary>
    /// <param name="lot">The lot, its seed revealed.</param>
    /// <param name="people">The people to draw from, each once.</param>
    /// <param name="places">How many to draw; all are drawn when there are fewer people.</param>
    /// <exception cref="ArgumentException">Something is null, a person is named twice, or the number of places is
    /// negative.</exception>
    public static ValueList<PersonId> Draw(Lot lot, IEnumerable<PersonId> people, int places)
    {
        Guard.Against.Null(lot);
        Guard.Against.Negative(places);
        var pool = Guard.Against.Null(people).ToList();
        if (pool.Distinct().Count() != pool.Count) throw new ArgumentException("A person is named twice.", nameof(people));
        return pool.OrderBy(person => lot.Ticket(person.Value), StringComparer.Ordinal).Take(places).ToValueList();
    }

    /// <summary>
    /// A stratified draw: each group fills its own places from its own people (for instance two nurses and two patients).
    /// The groups are drawn in the order given, with the same tickets, so a draw by group agrees with a draw of the whole.
    /// </summary>
    /// <param name="lot">The lot, its seed revealed.</param>
    /// <param name="groups">Each group's people and places; a person belongs to one group.</param>
    /// <exception cref="ArgumentException">Something is null, a person is named twice, or a number of places is
    /// negative.</exception>
    public static ValueList<ValueList<PersonId>> Draw(Lot lot, IEnumerable<(IEnumerable<PersonId> People, int Places)> groups)
    {
        var strata = Guard.Against.Null(groups).Select(group => (People: Guard.Against.Null(group.People).ToList(), group.Places))
            .ToList();
        var all = strata.SelectMany(group => group.People).ToList();
        if (all.Distinct().Count() != all.Count) throw new ArgumentException("A person is named twice.", nameof(groups));
        return strata.Select(group => Draw(lot, group.People, group.Places)).ToValueList();
    }
}
