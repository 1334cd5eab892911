using System.Text.Json;
using NodaTime.Text;

namespace SouthLondon;

/// <summary>An organisation of the reference data; what goes wrong in the story happens in fictional ones.</summary>
public sealed record Organisation(string Code, string Name, string Sector, bool Open, bool Fictional);

/// <summary>A community of the reference data.</summary>
public sealed record PlannedCommunity(CommunityId Id, string Name, string Domain, string SharedConcern, string HostedBy);

/// <summary>An illustrative practice note of the reference data: it happened in a fictional organisation.</summary>
public sealed record PlannedNote(
    NoteId Id, CommunityId Community, string Role, string Organisation, PracticeContent Content, Audience Audience,
        Attribution Outside, bool Identifiable);

/// <summary>An illustrative adoption of the reference data, and why.</summary>
public sealed record PlannedAdoption(AdoptionId Id, NoteId Note, string By, string Decision, string Why);

/// <summary>An illustrative gathering of the reference data.</summary>
public sealed record PlannedGathering(
    GatheringId Id, CommunityId Community, string Purpose, GatheringForm Form, string Place, GivenTime When, Duration Length,
    ChathamHouse Rule);

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
                    (o.TryGetProperty("nameIn2015", out var then) ? then.GetString() : null)
                        ?? o.GetProperty("name").GetString()!,
                    o.GetProperty("sector").GetString()!,
                    // Organisations that closed before the story begins employ nobody in it.
                    !(o.TryGetProperty("closedOn", out var closed)
                        && string.CompareOrdinal(closed.GetString(), "2014-11-01") < 0),
                    o.TryGetProperty("fictional", out var fictional) && fictional.GetBoolean())),
        ];
        Networks = data.GetProperty("networks").EnumerateArray()
            .ToDictionary(n => n.GetProperty("id").GetString()!, n => n.GetProperty("name").GetString()!);
        Roles = [
            .. data.GetProperty("vocabularies").GetProperty("contributorRoles").EnumerateArray().Select(r => r.GetString()!)];
        Communities =
        [
            .. data.GetProperty("communities").EnumerateArray().Select(c => new PlannedCommunity(
                CommunityId.Of(c.GetProperty("id").GetString()!),
                c.GetProperty("name").GetString()!,
                c.GetProperty("domain").GetString()!,
                c.GetProperty("sharedConcern").GetString()!,
                c.GetProperty("hostedBy").GetString()!)),
        ];
        Notes = [.. data.GetProperty("practiceNotes").EnumerateArray().Select(Note)];
        Adoptions =
        [
            .. data.GetProperty("adoptions").EnumerateArray().Select(a => new PlannedAdoption(
                AdoptionId.Of(a.GetProperty("id").GetString()!), NoteId.Of(a.GetProperty("noteId").GetString()!),
                a.GetProperty("by").GetString()!, a.GetProperty("decision").GetString()!, a.GetProperty("why").GetString()!)),
        ];
        Gatherings = [.. data.GetProperty("gatherings").EnumerateArray().Select(Gathering).OrderBy(g => g.When.Local)];
        ValueStory =
        [
            .. data.GetProperty("valueStories")[0].GetProperty("steps").EnumerateArray()
                .Select(s => (Enum.Parse<ValueCycle>(s.GetProperty("cycle").GetString()!), s.GetProperty("text").GetString()!)),
        ];
    }

    public IReadOnlyList<string> Boroughs { get; }

    public IReadOnlyList<Organisation> Organisations { get; }

    /// <summary>The networks' names, by their codes.</summary>
    public IReadOnlyDictionary<string, string> Networks { get; }

    public IReadOnlyList<string> Roles { get; }

    public IReadOnlyList<PlannedCommunity> Communities { get; }

    public IReadOnlyList<PlannedNote> Notes { get; }

    public IReadOnlyList<PlannedAdoption> Adoptions { get; }

    /// <summary>The gatherings, in the order in which they take place.</summary>
    public IReadOnlyList<PlannedGathering> Gatherings { get; }

    public IReadOnlyList<(ValueCycle Cycle, string Words)> ValueStory { get; }

    public PlannedNote Note(NoteId id) => Notes.First(n => n.Id == id);

    private static PlannedGathering Gathering(JsonElement gathering)
    {
        var (start, end) = (Local(gathering, "start"), Local(gathering, "end"));
        return new(
            GatheringId.Of(gathering.GetProperty("id").GetString()!),
            CommunityId.Of(gathering.GetProperty("communityId").GetString()!),
            gathering.GetProperty("title").GetString()!,
            Enum.Parse<GatheringForm>(
                gathering.GetProperty("technique").GetString()!.Replace(" ", "", StringComparison.Ordinal), ignoreCase: true),
            "The seminar room",
            new(start, gathering.GetProperty("timeZone").GetString()!),
            Period.Between(start, end).ToDuration(),
            gathering.GetProperty("confidence").GetString() == "ChathamHouse" ? ChathamHouse.All : ChathamHouse.None);
    }

    private static LocalDateTime Local(JsonElement gathering, string name) =>
        LocalDateTimePattern.ExtendedIso.Parse(gathering.GetProperty(name).GetString()!).Value;

    private static PlannedNote Note(JsonElement note) => new(
        NoteId.Of(note.GetProperty("id").GetString()!),
        CommunityId.Of(note.GetProperty("communityId").GetString()!),
        note.GetProperty("contributedBy").GetProperty("role").GetString()!,
        note.GetProperty("contributedBy").GetProperty("organisation").GetString()!,
        new PracticeContent(
            note.GetProperty("title").GetString()!, note.GetProperty("whatWasTried").GetString()!,
                note.GetProperty("context").GetString()!,
            Enum.Parse<PracticeOutcome>(note.GetProperty("outcome").GetString()!), note.GetProperty("why").GetString()!)
        {
            Happened = note.GetProperty("whatHappened").GetString()!,
            Topics = note.GetProperty("tags").EnumerateArray().Select(t => t.GetString()!).ToValueList(),
            Licence = note.GetProperty("licence").GetString() is "None" ? null : note.GetProperty("licence").GetString(),
            Cycle = Enum.Parse<ValueCycle>(note.GetProperty("valueCycle").GetString()!),
        },
        Enum.Parse<Audience>(note.GetProperty("audience").GetString()!, ignoreCase: true),
        Enum.Parse<Attribution>(note.GetProperty("attributionOutside")[0].GetString()!),
        note.GetProperty("identifiability").GetProperty("finding").GetString() != "NotIdentifiable");

    public static Place SouthLondon()
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "data", "south-london.json"));
        using var document = JsonDocument.Parse(file);
        return new Place(document.RootElement);
    }
}
