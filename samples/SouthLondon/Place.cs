using System.Text.Json;

namespace SouthLondon;

/// <summary>An organisation of the reference data; what goes wrong in the story happens in fictional ones.</summary>
public sealed record Organisation(string Code, string Name, string Sector, bool Open, bool Fictional);

/// <summary>A community of the reference data.</summary>
public sealed record PlannedCommunity(CommunityId Id, string Name, string Domain, string SharedConcern, string HostedBy);

/// <summary>South London as the data file has it: boroughs, organisations, roles and the six communities.</summary>
public sealed class Place
{
    private Place(JsonElement data)
    {
        Boroughs = [.. data.GetProperty("places").EnumerateArray().Select(p => p.GetProperty("name").GetString()!)];
        Organisations =
        [
            .. data.GetProperty("organisations").EnumerateArray()
                .Select(o => new Organisation(
                    o.GetProperty("odsCode").GetString() ?? o.GetProperty("localId").GetString()!,
                    (o.TryGetProperty("nameIn2015", out var then) ? then.GetString() : null) ?? o.GetProperty("name").GetString()!,
                    o.GetProperty("sector").GetString()!,
                    // Organisations that closed before the story begins employ nobody in it.
                    !(o.TryGetProperty("closedOn", out var closed) && string.CompareOrdinal(closed.GetString(), "2014-11-01") < 0),
                    o.TryGetProperty("fictional", out var fictional) && fictional.GetBoolean())),
        ];
        Roles = [.. data.GetProperty("vocabularies").GetProperty("contributorRoles").EnumerateArray().Select(r => r.GetString()!)];
        Communities =
        [
            .. data.GetProperty("communities").EnumerateArray().Select(c => new PlannedCommunity(
                CommunityId.Of(c.GetProperty("id").GetString()!),
                c.GetProperty("name").GetString()!,
                c.GetProperty("domain").GetString()!,
                c.GetProperty("sharedConcern").GetString()!,
                c.GetProperty("hostedBy").GetString()!)),
        ];
    }

    public IReadOnlyList<string> Boroughs { get; }

    public IReadOnlyList<Organisation> Organisations { get; }

    public IReadOnlyList<string> Roles { get; }

    public IReadOnlyList<PlannedCommunity> Communities { get; }

    public static Place SouthLondon()
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "data", "south-london.json"));
        using var document = JsonDocument.Parse(file);
        return new Place(document.RootElement);
    }
}
