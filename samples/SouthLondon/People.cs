using System.Globalization;

namespace SouthLondon;

/// <summary>
/// Somebody in the story: an opaque key with a role, never a name. Lived-experience partners and carers belong to no
/// organisation.
/// </summary>
public sealed record Someone(PersonId Key, string Role, Organisation? Organisation, string Borough);

/// <summary>
/// Ninety-six people, dealt out over the roles, organisations and boroughs of the data in a fixed order; and the host's directory
/// of them, which is all that a community ever learns about them.
/// </summary>
public sealed class People
{
    public const string DirectoryName = "esr-feed";

    private static readonly string[] WithoutOrganisation = ["Lived-experience partner", "Carer"];

    public People(Place place, Instant from)
    {
        var organisations = place.Organisations.Where(o => o.Open).ToArray();
        All =
        [
            .. Enumerable.Range(0, 96).Select(i =>
            {
                var role = place.Roles[i % place.Roles.Count];
                return new Someone(
                    PersonId.Of("k-" + (i + 1).ToString("D3", CultureInfo.InvariantCulture)),
                    role,
                    WithoutOrganisation.Contains(role)
                        ? null
                        : organisations[(i * 7 + i / place.Roles.Count) % organisations.Length],
                    place.Boroughs[i * 7 % place.Boroughs.Count]);
            }),
        ];
        Directory =
            new HostDirectory(DirectoryName, All.Select(p => new Listing(p.Key, from)), All.SelectMany(p => Placements(p, from)));
    }

    public IReadOnlyList<Someone> All { get; }

    public HostDirectory Directory { get; }

    public Someone this[PersonId key] => All.First(p => p.Key == key);

    public IEnumerable<Someone> In(params string[] roles) => All.Where(p => roles.Contains(p.Role));

    /// <summary>The two maternity networks, by the roles that belong to them.</summary>
    public static DirectoryGroup? NetworkOf(string role) => role switch
    {
        "Midwife" or "Obstetric anaesthetist" => Sims,
        "Labour ward lead" => LabourWardLeads,
        _ => null,
    };

    public static DirectoryGroup Sims { get; } = DirectoryGroup.Network("net-sims");

    public static DirectoryGroup LabourWardLeads { get; } = DirectoryGroup.Network("net-lwl");

    /// <summary>A role as the directory's code for a profession: <c>consultant-obstetrician</c>.</summary>
    public static DirectoryGroup Profession(string role) => DirectoryGroup.Profession(Slug(role));

    private static IEnumerable<Placement> Placements(Someone person, Instant from)
    {
        yield return new(person.Key, Profession(person.Role), from);
        yield return new(person.Key, DirectoryGroup.Borough(Slug(person.Borough)), from);
        if (NetworkOf(person.Role) is { } network) yield return new(person.Key, network, from);
        if (person.Organisation is not { } organisation) yield break;
        yield return new(person.Key, DirectoryGroup.Organisation(organisation.Code), from);
        yield return new(person.Key, DirectoryGroup.Setting(Slug(organisation.Sector)), from);
    }

#pragma warning disable CA1308 // Codes are lower case.
    private static string Slug(string text) => text.ToLowerInvariant().Replace(' ', '-');
#pragma warning restore CA1308
}
