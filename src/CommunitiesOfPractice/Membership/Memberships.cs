namespace CommunitiesOfPractice;

/// <summary>What somebody is to one community.</summary>
/// <param name="Community">The community.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Standing">Where they stand in it.</param>
/// <param name="Offices">The offices they hold in it.</param>
/// <param name="Follows">Whether they follow it.</param>
/// <param name="Observes">Whether they observe it.</param>
public sealed record Belonging(
    CommunityId Community, string Name, Standing Standing, ValueList<OfficeId> Offices, bool Follows, bool Observes);

/// <summary>
/// Everything that one person belongs to, for that person to see (feature 20). People who broker between communities often belong
/// to several.
/// </summary>
public static class Memberships
{
    /// <summary>
    /// What somebody is to each of some communities, past memberships and bars included, in the order of the communities' ids.
    /// Communities that have no record of them are left out.
    /// </summary>
    /// <param name="person">Who asks about themselves.</param>
    /// <param name="communities">The communities, as the host has them.</param>
    /// <exception cref="ArgumentException"><paramref name="person"/> is <c>default</c>, or <paramref name="communities"/> is
    /// null.</exception>
    public static ValueList<Belonging> Of(PersonId person, IEnumerable<Community> communities)
    {
        Guard.Against.Default(person);
        return Guard.Against.Null(communities)
            .Select(c => new Belonging(
                c.Id, c.Name, c.StandingOf(person), c.OfficesHeldBy(person).ToValueList(), c.Roll.Followers.Has(person),
                    c.Roll.Observers.Has(person)))
            .Where(b => !b.Standing.IsNone || b.Follows || b.Observes || b.Offices.Count > 0)
            .OrderBy(b => b.Community)
            .ToValueList();
    }
}
