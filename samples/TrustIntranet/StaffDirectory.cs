using CommunitiesOfPractice.AspNetCore;
using CommunitiesOfPractice.AspNetCore.UI;
using SouthLondon;

namespace TrustIntranet;

/// <summary>
/// The host's directory, which a trust reads from its own staff record: here, illustrative people with a role and no name.
/// </summary>
public static class StaffDirectory
{
    private static readonly Instant From = Instant.FromUtc(2024, 1, 1, 0, 0);

    /// <summary>Adds the place, its people, and what only the host knows of them.</summary>
    public static void AddSouthLondon(this IServiceCollection services)
    {
        services.AddSingleton(Place.SouthLondon());
        services.AddSingleton(s => new People(s.GetRequiredService<Place>(), From));
        services.Configure<CommunitiesOfPracticeOptions>(options =>
        {
            options.Directory = (s, _) => new(s.GetRequiredService<People>().Directory);
            options.SpeaksFor = (s, person, group) => SpokespersonOf(s.GetRequiredService<People>(), group) == person;
        });
    }

    /// <summary>Who speaks for an organisation or a network: here, the one in it who was listed last.</summary>
    public static PersonId? SpokespersonOf(People people, DirectoryGroup group) =>
        people.All.LastOrDefault(p => p.Organisation?.Code == group.Code || People.NetworkOf(p.Role) == group)?.Key;

    /// <summary>How people are called: by their key and role, since these have no names.</summary>
    public static ValueTask<IEnumerable<PersonCard>> NamesOf(
        IServiceProvider services, IReadOnlyCollection<PersonId> people, CancellationToken cancel) =>
        new(services.GetRequiredService<People>().All.Where(someone => people.Contains(someone.Key)).Select(Card).ToArray());

    /// <summary>People by any word of their key, role or organisation.</summary>
    public static ValueTask<IEnumerable<PersonCard>> Find(
        IServiceProvider services, PeopleQuery query, CancellationToken cancel) =>
        new(
        [
            .. services.GetRequiredService<People>().All.Where(someone => query.Among?.Contains(someone.Key) != false)
                .Select(Card)
                .Where(card => query.Words.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(
                    word => $"{card.Name} {card.Role} {card.Organisation}".Contains(word, StringComparison.OrdinalIgnoreCase)))
                .Take(query.Most),
        ]);

    /// <summary>How organisations and networks are called.</summary>
    public static string? NameOf(IServiceProvider services, DirectoryGroup group)
    {
        var place = services.GetRequiredService<Place>();
        return group.Kind switch
        {
            GroupKind.Organisation => place.Organisations.FirstOrDefault(o => o.Code == group.Code)?.Name,
            GroupKind.Network => place.Networks.GetValueOrDefault(group.Code),
            _ => null,
        };
    }

    private static PersonCard Card(Someone someone) =>
        new(someone.Key, someone.Key.Value, Lower(someone.Role), someone.Organisation?.Name);

#pragma warning disable CA1308 // A role within a sentence.
    private static string Lower(string role) => role.ToLowerInvariant();
#pragma warning restore CA1308
}
