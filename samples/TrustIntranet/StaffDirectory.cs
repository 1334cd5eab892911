using CommunitiesOfPractice.AspNetCore;
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

    /// <summary>Who speaks for an organisation or a network: here, whoever in it was listed last.</summary>
    public static PersonId? SpokespersonOf(People people, DirectoryGroup group) =>
        people.All.LastOrDefault(p => p.Organisation?.Code == group.Code || People.NetworkOf(p.Role) == group)?.Key;
}
