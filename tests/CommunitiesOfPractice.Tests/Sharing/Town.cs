namespace CommunitiesOfPractice.Tests.Sharing;

/// <summary>
/// Who was a member of a community, and in which groups, from when until when: what anybody may know of it at any time. The slow
/// and obvious count of who shares what.
/// </summary>
internal sealed class Town
{
    private readonly List<(PersonId Person, DirectoryGroup? Group, Instant From, Instant Until)> _facts = [];

    public static Instant Day(int day) => Instant.FromUtc(2015, 5, 1, 9, 0) + Duration.FromDays(day);

    public static PersonId Person(int number) =>
        PersonId.Of("k-" + number.ToString(System.Globalization.CultureInfo.InvariantCulture));

    public IEnumerable<PersonId> People => _facts.Select(f => f.Person).Distinct();

    public Town Member(PersonId person, int from, int until = 10_000)
    {
        _facts.Add((person, null, Day(from), Day(until)));
        return this;
    }

    public Town Placed(PersonId person, DirectoryGroup group, int from = -100, int until = 10_000)
    {
        _facts.Add((person, group, Day(from), Day(until)));
        return this;
    }

    public Town With(int from, int count, int first, params DirectoryGroup[] groups)
    {
        for (var number = first; number < first + count; number++)
        {
            Member(Person(number), from);
            foreach (var group in groups) Placed(Person(number), group);
        }

        return this;
    }

    /// <summary>
    /// Whether somebody was a member (no group) or in a group all the time between two instants, both among them.
    /// </summary>
    public bool Throughout(PersonId person, DirectoryGroup? group, Instant from, Instant until) =>
        _facts.Any(f => f.Person == person && f.Group == group && f.From <= from && until < f.Until);

    public bool Could(PersonId person, IEnumerable<DirectoryGroup> groups, Instant since, Instant at) =>
        Throughout(person, null, since, at) && groups.All(g => Throughout(person, g, since, at));

    public int Sharing(ValueList<DirectoryGroup> groups, Instant since, Instant at) =>
        People.Count(p => Could(p, groups, since, at));

    public Readership Outside(Instant at, int smallest = 5, Attribution atMost = Attribution.Named) =>
        new(false, smallest, (groups, since, _) => Sharing(groups, since, at), _ => true) { AtMost = atMost };

    public Readership Inside(Instant at, int smallest = 5) =>
        new(true, smallest, (groups, since, _) => Sharing(groups, since, at), _ => true);
}
