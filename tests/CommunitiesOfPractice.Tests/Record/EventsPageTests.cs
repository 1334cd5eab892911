using System.Text;

namespace CommunitiesOfPractice.Tests.Record;

/// <summary>
/// <c>docs/events.md</c> is what the types say: this test writes the page it expects beside the tests when the two differ.
/// </summary>
public sealed class EventsPageTests
{
    private const string Begin = "<!-- events -->";
    private const string End = "<!-- end of events -->";

    [Fact]
    public void The_page_lists_every_event_with_its_name_schema_and_members()
    {
        var path = Path.Combine(Root(), "docs", "events.md");
        var page = File.ReadAllText(path).Replace("\r\n", "\n", StringComparison.Ordinal);
        var (from, to) = (page.IndexOf(Begin, StringComparison.Ordinal), page.IndexOf(End, StringComparison.Ordinal));
        Assert.True(from > 0 && to > from, "The page has no place for the table of events.");
        var expected = page[..(from + Begin.Length)] + "\n" + Table() + page[to..];
        if (page != expected) File.WriteAllText(Path.Combine(AppContext.BaseDirectory, "events.md.received"), expected);
        Assert.Equal(expected, page);
    }

    private static string Table()
    {
        var table = new StringBuilder();
        table.Append("| Name | Schema | Members | What happened |\n|---|---|---|---|\n");
        foreach (var kind in WireNames.Events)
        {
            var members = RecordFormat.Plain.GetTypeInfo(kind.Type).Properties
                .Select(p => $"`{p.Name}` {Written(p.PropertyType)}{(MayBeNull(p) ? ", or null" : "")}");
            table.Append(
                System.Globalization.CultureInfo.InvariantCulture,
                    $"| `{kind.Name}` | {kind.Schema} | {string.Join("; ", members)} | {Summary(kind.Type)} |\n");
        }

        return table.ToString();
    }

    private static bool MayBeNull(System.Text.Json.Serialization.Metadata.JsonPropertyInfo property) =>
        Nullable.GetUnderlyingType(property.PropertyType) is not null
            || (!property.PropertyType.IsValueType && property.IsSetNullable);

    /// <summary>A type as it stands in JSON.</summary>
    private static string Written(Type type) => Nullable.GetUnderlyingType(type) is { } under ? Written(under)
        : type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueList<>)
            ? "list of " + Written(type.GetGenericArguments()[0])
        : type == typeof(string) ? "string"
        : type == typeof(int) || type == typeof(long) ? "number"
        : type == typeof(bool) ? "true or false"
        : type.IsEnum
            ? string.Join(
                " / ", Enum.GetValuesAsUnderlyingType(type).Cast<object>().Select(v => "*" + Kebab(Enum.GetName(type, v)!) + "*"))
        : type.Name switch
        {
            nameof(PersonId) => "person",
            nameof(FreeText) => "words",
            nameof(Instant) => "instant",
            nameof(Duration) => "duration",
            nameof(DecisionId) or nameof(PetitionId) or nameof(InvitationId) => "number",
            nameof(OfficeId) or nameof(CommunityId) or nameof(LinkId) or nameof(NoteId) or nameof(AdoptionId)
                or nameof(GatheringId) or nameof(QuestionId) => "key",
            _ => type.Name,
        };

    private static string Kebab(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(c) : c.ToString()));

    private static readonly Dictionary<string, string> Summaries = System.Xml.Linq.XDocument
        .Load(Path.ChangeExtension(typeof(Community).Assembly.Location, ".xml"))
        .Descendants("member")
        .Where(m => m.Element("summary") is not null)
        .ToDictionary(m => m.Attribute("name")!.Value, m => m.Element("summary")!.Value);

    private static string Summary(Type type) =>
        string.Join(' ', Summaries["T:" + type.FullName].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CommunitiesOfPractice.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
